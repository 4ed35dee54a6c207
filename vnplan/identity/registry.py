"""The registry of known instruments: completes partial references, and tells which version was in force when.

It starts with the facts of grammars/instruments/*.toml, takes in tables that a user has, and grows with a corpus. It
answers only what is certain: where two known instruments fit and nothing decides, it names the candidates and leaves
the reference open.

>>> registry = Registry.shipped()
>>> registry.by_name("Luật Giáo dục", on="2019-07-22").number
'38/2005/QH11'
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from vnplan.errors import RegistryError
from vnplan.grammar import folders
from vnplan.identity.index import InstrumentIndex
from vnplan.identity.instruments import (
    Instrument,
    compatible,
    completed,
    first_day,
    identity,
    last_day,
    read_name,
    same_type,
)
from vnplan.identity.tables import read_table, read_toml, rows
from vnplan.identity.uri import issuer_slug
from vnplan.models import Citation, Document

__all__ = ["Conflict", "Instrument", "Registry", "Resolution"]

@dataclass(frozen=True, slots=True)
class Conflict:
    """Two dates for one number, kept apart: `first` is what was known, `second` what another source says."""

    first: Instrument
    second: Instrument

    def __str__(self) -> str:
        one, two = self.first, self.second
        return f"{one.type} {one.number}: {one.date} ({one.source}) and {two.date} ({two.source})"


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a partial reference was found to mean: the instrument, or None with the candidates and the reason.

    `completed` names the fields that the reference left open and the registry filled.
    """

    instrument: Instrument | None
    candidates: tuple[Instrument, ...] = ()
    reason: str = ""
    completed: tuple[str, ...] = ()


class Registry(InstrumentIndex):
    """Known instruments by number, name and uri. A registry is changed by add, add_document and the loaders only."""

    def __init__(self, instruments: Iterable[Instrument] = ()) -> None:
        super().__init__()
        self._learned: set[int] = set()
        self.conflicts: tuple[Conflict, ...] = ()
        for instrument in instruments:
            self.add(instrument)

    # Where the knowledge comes from.

    @classmethod
    def shipped(cls) -> Registry:
        """A registry with the shipped facts (and those of folders given to `use_folder`); yours to change.

        The files are read once; each call costs a fraction of a millisecond.

        Raises RegistryError when a file under instruments/ breaks the form.
        """
        return _shipped(folders()).copy()

    @classmethod
    def load(cls, path: str | Path, base: Registry | None = None) -> Registry:
        """A registry with the instruments of a TSV, CSV or TOML table, laid over a copy of `base` where one is given.

        Raises RegistryError that names file, row, reason and what to do.
        """
        return (base.copy() if base is not None else cls()).load_table(path)

    def load_table(self, path: str | Path) -> Registry:
        """Take in the instruments of a table; what was known first stays, and other dates become conflicts."""
        for instrument in read_table(path):
            self.add(instrument)
        return self

    def load_amendments(self, path: str | Path) -> Registry:
        """Take in a table of what amends what: columns number, amended_by_number; type, amended_by_type and
        amendment_effective as far as known. An amending instrument not known before becomes known.

        Raises RegistryError that names file, row, reason and what to do.
        """
        path = Path(path)
        for row, cells in rows(path, {"number", "amended_by_number"}):
            number, by = cells["number"].strip(" ."), cells["amended_by_number"].strip(" .")
            if not number or not by:
                raise RegistryError(f"{path}: row {row}: a number is missing; fill both numbers, or leave the row out")
            kind = cells.get("amended_by_type", "")
            known = self.by_number(by, kind or None)
            if len(known) == 1:
                self.add(replace(known[0], amends=_union(known[0].amends, (number,))))
            elif not known and kind:
                effective = cells.get("amendment_effective") or None
                self.add(Instrument(kind, None, by, effective=effective, amends=(number,), source=path.name))
        return self

    def add(self, instrument: Instrument, *, learned: bool = False) -> Instrument:
        """Make an instrument known, or complete what is known of it; returns what is known now.

        A date that contradicts the known one is kept apart in `conflicts`. `learned` is what a text says in passing: it
        stands back behind what tables say. Adding the same twice changes nothing.
        """
        instrument = completed(instrument)
        given, key = instrument.given_uri, identity(instrument)
        i = self._ids.get(key)
        if i is None:
            i = self.namesake(instrument)
        if i is None:
            i = len(self._items)
            if learned:
                self._learned.add(i)
            if self.name_taken(instrument):
                instrument = replace(instrument, keyed_by="number")
        elif not compatible(self._items[i].date, instrument.date):
            if instrument not in [c.second for c in self.conflicts]:
                self.conflicts += (Conflict(self._items[i], instrument),)
            return self._items[i]
        else:
            if not learned:
                self._learned.discard(i)
            instrument = _merged(self._items[i], instrument)
            if self.name_taken(instrument, but=i):  # it was known without its name, which is another's by now
                instrument = replace(instrument, keyed_by="number")
        self._ids[key] = i
        self._items[i] = instrument
        self._index(i, instrument, given)
        return instrument

    def add_document(self, document: Document) -> Registry:
        """Learn from one document: itself, its attachments, and every citation with type, number, issuer and year."""
        where = document.name or document.sha256[:12]
        for meta in (document.metadata, *(a.metadata for a in document.attachments)):
            if meta.type and meta.number and meta.date and meta.issuer:
                found = Instrument(
                    meta.type, meta.title, meta.number, meta.date, meta.issuer.full_name, source=where,
                    given_uri=meta.uri,
                )  # fmt: skip
                self.add(replace(found, amends=_amended(document) if meta is document.metadata else ()), learned=True)
        for citation in document.citations:
            target = citation.target
            if target.type and target.number and target.issuer and (target.date or target.year) and target.uri:
                self.add(
                    Instrument(
                        target.type, target.title, target.number, target.date or str(target.year),
                        target.issuer.full_name, source=f"cited in {where}", given_uri=target.uri,
                    ),
                    learned=True,
                )  # fmt: skip
        return self

    # What it answers.

    def by_name(
        self,
        name: str,
        type: str | None = None,
        year: int | None = None,
        date: str | None = None,
        on: str | None = None,
    ) -> Instrument | None:
        """The law, code, ordinance or constitution that a name means; None when none or more than one fits.

        `year` or `date` say when it was adopted (a year at the end of the name does too), `on` is the citing document's
        date: the version then in force is meant, so between adoption and effect of a new law still the old one.

        >>> Registry.shipped().by_name("Bộ luật Hình sự năm 1999").number
        '15/1999/QH10'
        """
        return self.choose(self.versions(name, type, year, date), on, bool(year or date or read_name(name)[1]))[0]

    def resolve(
        self,
        *,
        number: str | None = None,
        name: str | None = None,
        type: str | None = None,
        issuer: str | None = None,
        year: int | None = None,
        date: str | None = None,
        on: str | None = None,
    ) -> Resolution:
        """Complete a partial reference when exactly one known instrument fits all that it says; else leave it open.

        `on` is the citing document's date: what was adopted later is not meant. Nothing given is ever contradicted.

        >>> Registry.shipped().resolve(name="Luật Giáo dục", on="2009-01-01").instrument.number
        '38/2005/QH11'
        >>> Registry.shipped().resolve(name="Luật Giáo dục").reason
        '3 versions are known and no date decides'
        """
        if not number and not name:
            return Resolution(None, (), "neither a number nor a name is given")
        if number:
            found = self._by_given_number(number, type, issuer, year, date, name, on)
        else:
            found = self._by_given_name(name or "", type, issuer, year, date, on)
        if found.instrument is None:
            return found
        given = {"number": number, "title": name, "issuer": issuer, "date": date}
        added = tuple(key for key, value in given.items() if not value and getattr(found.instrument, key))
        return replace(found, completed=added)

    # How it finds it.

    def _by_given_number(
        self, number: str, type: str | None, issuer: str | None, year: int | None, date: str | None,
        name: str | None, on: str | None,
    ) -> Resolution:  # fmt: skip
        if year and date and first_day(date)[:4] != str(year):
            return Resolution(None, self.by_number(number, type), "the given year and date contradict each other")
        known = self.by_number(number)
        if not known:
            return Resolution(None, (), f"no known instrument has the number {number}")
        tests: tuple[tuple[str, Callable[[Instrument], bool]], ...] = (
            ("type", lambda i: same_type(type, i.type)),
            ("issuer", lambda i: not issuer or not i.issuer or issuer_slug(i.issuer) == issuer_slug(issuer)),
            ("year", lambda i: not year or not i.year or i.year == year),
            ("date", lambda i: compatible(date, i.date)),
            ("name", lambda i: not name or not i.named or not i.title or self.called(i, name)),
            ("citing document's date", lambda i: not on or not i.date or first_day(i.date) <= last_day(on)),
        )
        fitting = known
        for what, test in tests:
            left = tuple(i for i in fitting if test(i))
            if not left:
                return Resolution(None, fitting, f"the {what} contradicts what is known of {number}")
            fitting = left
        if len(fitting) > 1:
            return Resolution(None, fitting, f"{len(fitting)} known instruments fit")
        disputed = [c for c in self.conflicts if identity(c.first) == identity(fitting[0])]
        if disputed and not date and self._ids[identity(fitting[0])] in self._learned:
            return Resolution(None, (fitting[0], *(c.second for c in disputed)), "texts give it different dates")
        return Resolution(fitting[0], fitting, "the only known instrument that fits")

    def _by_given_name(
        self, name: str, type: str | None, issuer: str | None, year: int | None, date: str | None, on: str | None
    ) -> Resolution:
        named = self.versions(name, type)
        if not named:
            return Resolution(None, (), f"no known instrument is called {name}")
        who, versions = issuer_slug(issuer or ""), self.versions(name, type, year, date)
        fitting = tuple(i for i in versions if not who or issuer_slug(i.issuer or "") == who)
        if not fitting:
            return Resolution(None, named, "no version fits issuer, year and date")
        found, reason = self.choose(fitting, on, bool(year or date or read_name(name)[1]))
        return Resolution(found, fitting, reason)

def _union(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*one, *other)))


def _merged(known: Instrument, new: Instrument) -> Instrument:
    """What is known, completed with what is new; of two dates that agree, the more precise one."""
    precise = max(known.date or "", new.date or "", key=len) or None
    return replace(
        known,
        number=known.number or new.number,
        title=known.title or new.title,
        date=precise,
        issuer=known.issuer or new.issuer,
        effective=known.effective or new.effective,
        expires=known.expires or new.expires,
        aliases=_union(known.aliases, new.aliases),
        replaces=_union(known.replaces, new.replaces),
        replaced_by=_union(known.replaced_by, new.replaced_by),
        amends=_union(known.amends, new.amends),
        consolidates=_union(known.consolidates, new.consolidates),
        source=known.source or new.source,
    )


def _amended(document: Document) -> tuple[str, ...]:
    def whole(citation: Citation) -> bool:
        return citation.relation == "amends" and citation.source_uri is None and citation.form != "self"

    return _union((), tuple(c.target.number for c in document.citations if c.target.number and whole(c)))


@lru_cache(maxsize=4)
def _shipped(where: tuple[Path, ...]) -> Registry:
    registry = Registry()
    for folder in where:
        for path in sorted((folder / "instruments").glob("*.toml")):
            if path.stem != "abbreviations":
                for instrument in read_toml(path):
                    registry.add(instrument)
    return registry
