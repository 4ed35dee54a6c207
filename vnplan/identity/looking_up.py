"""From the facts of a mention to a uri: by the registry of known instruments, else by the facts alone.

Where two instruments fit, none is taken: a wrong merge is worse than an open reference.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from vnplan.extraction.citations.mentions import Link, Mention
from vnplan.grammar import Grammar
from vnplan.identity.facts import TITLE_REACH, Facts
from vnplan.identity.identities import Known
from vnplan.identity.instruments import Instrument, first_day, last_day, name_key
from vnplan.identity.registry import Registry
from vnplan.identity.uri import work_uri
from vnplan.lexing.types import DocType, type_table
from vnplan.text import CleanText

_INTERNATIONAL = "quoc-te"
_ASSEMBLY = "quoc-hoi"


@dataclass(frozen=True, slots=True)
class Found:
    """A uri, what the registry adds, and the uris that fit where none was taken; `year` as a treaty's name tells it."""

    uri: str | None = None
    known: Known | None = None
    candidates: tuple[str, ...] = ()
    year: int | None = None


class Treaties:
    """Treaties by the key of their names: (usual name, year)."""

    def __init__(self, grammar: Grammar) -> None:
        self.by_name: dict[str, tuple[str, int]] = {
            name_key(name): (entry.name, int((entry.model_extra or {})["year"]))
            for entry in grammar.entries("treaties") for name in (entry.name, *entry.aliases)
        }  # fmt: skip


class LookUp:
    """Looks up the instruments of one text; what was found for the same facts is not looked up again."""

    def __init__(
        self, clean: CleanText, registry: Registry, on: str | None, slug: Callable[[Facts], str | None],
        grammar: Grammar,
    ) -> None:  # fmt: skip
        self.clean, self.registry, self.on, self.slug = clean, registry, on, slug
        self.types, self.treaties = type_table(grammar), grammar.compiled(Treaties)
        self._found: dict[tuple[str | None, ...], Found] = {}

    def find(self, mention: Mention, facts: Facts, link: Link, outer: Facts | None) -> Found:
        """The instrument of a full mention; `outer` are the facts of the one in whose title it stands."""
        year = facts.year or (int(facts.date[:4]) if facts.date else None)
        slug = self.slug(facts)
        on = self.on
        if outer is not None and outer.dated:
            on = outer.dated  # what an instrument's title cites was in force when that was made
        guides = link.relation == "guides"
        key = (facts.type, facts.number, facts.date, str(year), slug, facts.title, on, str(guides), str(mention.draft))
        found = self._found.get(key) if year is not None else None  # without a year the words after it count too
        if found is None:
            found = self._found[key] = self._look_up(mention, facts, year, slug, on, guides)
        if found.uri is None and facts.options and slug is None:
            uris = (work_uri(facts.type, self.slug(Facts(agency=a)), year, facts.number) for _, a in facts.options)
            return Found(None, found.known, tuple(uri for uri in uris if uri), found.year)
        return found

    def _look_up(
        self, mention: Mention, facts: Facts, year: int | None, slug: str | None, on: str | None, guides: bool
    ) -> Found:
        if mention.draft:  # a bill is not the law of the same name that is in force
            return Found()
        kind = self.types.by_name.get((facts.type or "").lower())
        named = kind is not None and kind.named
        number, title = facts.number, facts.title
        candidates: tuple[Instrument, ...] = ()
        found: Instrument | None = None
        if named or facts.type is None:
            found, candidates = self._law(facts, kind, year, on, guides)
        elif number:
            issuer = facts.agency.full_name if facts.agency is not None else None
            answer = self.registry.resolve(number=number, type=facts.type, issuer=issuer, year=year, date=facts.date)
            found, candidates = answer.instrument, answer.candidates
            if found is not None and year is None and not self._titled(mention, found):
                candidates, found = (found,), None  # numbers restart each year: one that is known may be another's
        if found is not None and found.title is None and named and title and year:
            return Found(work_uri(facts.type, slug, year, title), (found.number, found.date, None))
        if found is not None and found.uri is not None:
            return Found(found.uri, (found.number, found.date, found.title))
        others = tuple(i.uri for i in candidates if i.uri)
        if kind is not None and kind.treaty:
            return self._treaty(facts, year, others)
        if named and kind is not None and kind.nameless:
            return Found(work_uri(facts.type, slug or _ASSEMBLY, year, facts.type), None, others)
        if named and title and year:
            return Found(work_uri(facts.type, slug, year, title), None, others)
        if number:
            return Found(work_uri(facts.type, slug, year, number), None, others)
        return Found(None, None, others)

    def _law(
        self, facts: Facts, kind: DocType | None, year: int | None, on: str | None, guides: bool
    ) -> tuple[Instrument | None, tuple[Instrument, ...]]:
        """A law by its number, else by its name in the version that was in force."""
        number, title = facts.number, facts.title
        name = f"{facts.type} {title}" if title else facts.type if kind is not None else None
        answer = self.registry.resolve(
            number=number, name=None if number else name, type=facts.type, year=year, date=facts.date,
            on=None if number else on,
        )  # fmt: skip
        found = answer.instrument
        if found is not None and not number and guides:
            found = self._coming(found, name, facts.type, year, on)
        if found is None and not number:
            found = _adopted(answer.candidates, on)
        if found is not None and number and title and found.title and not _same_name(found.title, title):
            found = None
        return found, answer.candidates

    def _titled(self, mention: Mention, found: Instrument) -> bool:
        """Whether the words after a citation are the known instrument's title."""
        title = name_key(found.title or "").split()[:6]
        following = name_key(self.clean.text[mention.end : mention.end + TITLE_REACH])
        return len(title) > 2 and " ".join(title) in following

    def _coming(
        self, found: Instrument, name: str | None, type: str | None, year: int | None, on: str | None
    ) -> Instrument:
        """The version that a decree sets out in detail: the one adopted before it, though it is not yet in force."""
        if on is None or name is None:
            return found
        known = self.registry.resolve(name=name, type=type, year=year).candidates
        later = [
            i for i in known
            if i.date and i.effective and found.date and i.date > found.date
            and first_day(i.date) <= last_day(on) and last_day(i.effective) > first_day(on)
        ]  # fmt: skip
        return later[0] if len(later) == 1 else found

    def _treaty(self, facts: Facts, year: int | None, others: tuple[str, ...]) -> Found:
        """A treaty has no issuer and seldom a number: its name and year identify it."""
        name = f"{facts.type} {facts.title}" if facts.title else None
        known = self.treaties.by_name.get(name_key(name)) if name else None
        if known is not None and year in (None, known[1]):
            return Found(work_uri(facts.type, _INTERNATIONAL, known[1], known[0]), None, others, known[1])
        return Found(work_uri(facts.type, _INTERNATIONAL, year, name or facts.number), None, others)


def _adopted(candidates: tuple[Instrument, ...], on: str | None) -> Instrument | None:
    """The only version adopted by then: laws of one session cite each other before they are in force."""
    if on is None:
        return None
    adopted = [i for i in candidates if i.date and first_day(i.date) <= last_day(on)]
    later = len(candidates) - len(adopted)
    return adopted[0] if len(adopted) == 1 and (later or len(candidates) == 1) else None


def _same_name(known: str, title: str) -> bool:
    one, two = name_key(known), name_key(title)
    return one == two or one.startswith(two) or two.startswith(one) or one.endswith(two) or two.endswith(one)
