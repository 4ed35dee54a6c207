"""The gazetteer of agencies: what is registered, when it was valid, what came after it, under which names and codes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from vnplan.agencies.forms import phrases_of, variants
from vnplan.agencies.places import Locality, in_force, key
from vnplan.errors import RegistryError
from vnplan.grammar import Grammar
from vnplan.models import Agency, Level

_LEVELS = ("central", "province", "district", "commune", "party", "organisation", "other")
_PLACES = ("none", "plain", "named", "levelled", "bare")
_SESSION = re.compile(r"(?<=[A-ZĐ])\d{1,2}$")
_SEGMENT = re.compile(r"\s*[-_]\s*")
_BEFORE_CODE = re.compile(r"^.*[\d\s]\s*/\s*(?=[^\W\d])|^[\s/]+")
_LEADING_NUMBER = re.compile(r"^\s*\d+\s*[-/]\s*")


@dataclass(frozen=True, slots=True)
class RegisteredAgency:
    """An entry of grammars/agencies/: one agency, or a kind of agency that each place has (`place` is not "none").

    `place` tells how the place joins the name: plain (Sở Nội vụ + tỉnh Lai Châu; the level is no part of the name),
    levelled (Công an tỉnh + Lai Châu; it is), bare (Tỉnh ủy + Lai Châu; `word` is the level word inside the name),
    named (Trường Cao đẳng Sư phạm + Hà Giang; like plain, but the full name has no level word).
    `joins`: the name is one only with the agency that follows it ("Đảng đoàn" + "Hội đồng nhân dân tỉnh"). `unit`: it
    stands inside another, which may be named with it in one breath ("Vụ Pháp chế Bộ Nội vụ"). `scoped`: bodies of the
    name stand in many agencies, so its id needs the one it stands in; `bare`: and this is only the kind's word, of
    which one agency has several. `regional`: those of an area may be named without its name ("… khu vực").
    """

    name: str
    aliases: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    level: Level = "other"
    place: str = "none"
    word: str | None = None
    parent: str | None = None
    heads: tuple[str, ...] = ()
    needs_level: bool = False
    needs_place: bool = False
    capital: bool = False
    joins: bool = False
    unit: bool = False
    scoped: bool = False
    bare: bool = False
    regional: bool = False
    valid_from: str | None = None
    valid_to: str | None = None
    successor_names: tuple[str, ...] = ()
    source: str = ""
    examples: tuple[str, ...] = ()
    counterexamples: tuple[str, ...] = ()

    def valid_on(self, date: str | None) -> bool:
        """Whether the agency existed on an ISO date."""
        return in_force(self.valid_from, self.valid_to, date)


@dataclass(frozen=True, slots=True)
class ResolvedAgency:
    """An agency as a text means it; `to_model()` gives the public form."""

    name: str
    full_name: str
    locality: str | None
    level: Level
    id: str
    person: str | None = None
    entry: RegisteredAgency | None = field(default=None, compare=False, repr=False)
    place: Locality | None = field(default=None, compare=False, repr=False)
    level_word: str | None = field(default=None, compare=False, repr=False)

    def to_model(self) -> Agency:
        """The public, frozen pydantic model."""
        return Agency(
            name=self.name, full_name=self.full_name, locality=self.locality, level=self.level, id=self.id,
            person=self.person,
        )  # fmt: skip

    def with_person(self, person: str | None) -> ResolvedAgency:
        """The same agency, named by its head."""
        if not person:
            return self
        return ResolvedAgency(self.name, self.full_name, self.locality, self.level, self.id, person, self.entry,
                              self.place, self.level_word)  # fmt: skip

    def without_person(self) -> ResolvedAgency:
        """The agency itself."""
        return replace(self, person=None)


@dataclass(frozen=True, slots=True)
class AgencyRegistry:
    """All registered agencies, found by name, alias and code."""

    all: tuple[RegisteredAgency, ...]
    date: str | None = None
    type_codes: frozenset[str] = field(default=frozenset(), repr=False)
    _by_key: dict[str, tuple[RegisteredAgency, ...]] = field(default_factory=dict, repr=False, compare=False)
    _by_code: dict[str, tuple[RegisteredAgency, ...]] = field(default_factory=dict, repr=False, compare=False)

    def __iter__(self) -> Iterator[RegisteredAgency]:
        return iter(self.all)

    def __len__(self) -> int:
        return len(self.all)

    def on(self, date: str | None) -> AgencyRegistry:
        """The registry as it was on an ISO date.

        >>> Grammar.load().compiled(registry_of).on("2025-06-01").by_name("Bộ Giao thông vận tải") is None
        True
        """
        if date is None:
            return self
        keep = {id(a) for a in self.all if a.valid_on(date)}

        def cut(table: dict[str, tuple[RegisteredAgency, ...]]) -> dict[str, tuple[RegisteredAgency, ...]]:
            left = ((k, tuple(a for a in v if id(a) in keep)) for k, v in table.items())
            return {k: v for k, v in left if v}

        return AgencyRegistry(
            tuple(a for a in self.all if id(a) in keep), date, self.type_codes, cut(self._by_key), cut(self._by_code)
        )

    def successors(self, agency: RegisteredAgency) -> tuple[RegisteredAgency, ...]:
        """What an agency became part of, the next step only; empty while it lasts.

        >>> registry = Grammar.load().compiled(registry_of)
        >>> [a.name for a in registry.successors(registry.by_code("BKHĐT"))]
        ['Bộ Tài chính']
        """
        return tuple(a for n in agency.successor_names if (a := self.by_name(n)) is not None)

    def names(self) -> Iterable[tuple[str, tuple[RegisteredAgency, ...]]]:
        """Every searched form (folded, lower case) with its agencies."""
        return self._by_key.items()

    def all_by_name(self, text: str, date: str | None = None) -> tuple[RegisteredAgency, ...]:
        """The agencies that a form may mean; those in force on the date first."""
        found = self._by_key.get(key(text), ())
        return tuple(sorted(found, key=lambda a: not a.valid_on(date))) if date else found

    def by_name(self, text: str, date: str | None = None) -> RegisteredAgency | None:
        """The agency of a name or alias without its place, in any case and tone-mark style; None when unknown.

        >>> Grammar.load().compiled(registry_of).by_name("SỞ GD&ĐT").name
        'Sở Giáo dục và Đào tạo'
        """
        found = self.all_by_name(text, date)
        return found[0] if found else None

    def all_by_code(self, code: str, date: str | None = None) -> tuple[RegisteredAgency, ...]:
        """The agencies of a code, in force on the date where the date decides.

        >>> [a.name for a in Grammar.load().compiled(registry_of).all_by_code("TW")]
        ['Ban Chấp hành Trung ương', 'Bộ Chính trị', 'Ban Bí thư']
        """
        code = code.strip().strip(".").replace("Ð", "Đ")
        for form in (code, _SESSION.sub("", code)):
            found = self._by_code.get(form) or self._by_code.get(form.upper())
            if found:
                valid = tuple(a for a in found if a.valid_on(date))
                return valid or found
        return ()

    def by_code(self, code: str, date: str | None = None) -> RegisteredAgency | None:
        """The agency of a code in document numbers; None when the code is unknown or may mean several.

        >>> Grammar.load().compiled(registry_of).by_code("QH15").name
        'Quốc hội'
        >>> Grammar.load().compiled(registry_of).by_code("TW") is None
        True
        """
        found = self.all_by_code(code, date)
        if len(found) > 1 and len({a.level for a in found}) > 1:
            found = tuple(a for a in found if a.level == "central") or found
        return found[0] if len(found) == 1 else None

    def codes_in(self, number: str, date: str | None = None) -> tuple[tuple[RegisteredAgency, ...], ...]:
        """The agencies that a document number names, one tuple of candidates per segment of its code.

        >>> registry = Grammar.load().compiled(registry_of)
        >>> [[a.name for a in found] for found in registry.codes_in("06/2015/TTLT-BGDĐT-BNV")]
        [['Bộ Giáo dục và Đào tạo'], ['Bộ Nội vụ']]
        >>> registry.codes_in("12/QĐ-XYZ")
        ()
        """
        code = _LEADING_NUMBER.sub("", _BEFORE_CODE.sub("", number.strip()))
        code = code.partition("(")[0]
        if "/" in code:  # NQ/TW, KL/TU, QĐ/TW
            before, _, after = code.rpartition("/")
            found = tuple(f for s in _SEGMENT.split(after) if (f := self.all_by_code(s, date)))[:1]
            return found or self.codes_in(before, date)
        segments = [s for s in _SEGMENT.split(code) if s]
        if not segments:
            return ()
        whole = [self.all_by_code("-".join(segments[i:]), date) for i in range(min(2, len(segments)))]
        if len(segments) == 1:
            return (whole[0],) if whole[0] else ()
        if len(segments) > 2 and whole[1]:
            return (whole[1],)  # a code that holds a hyphen: QĐ-BNN-PTNT
        first = self.all_by_code(segments[0], date)
        if first and segments[0].upper() not in self.type_codes:  # a letter: 11299/VPCP-KGVX, 123/UBND-VX
            return (first,)
        return tuple(f for s in segments[1:] if (f := self.all_by_code(s, date)))


def registry_of(grammar: Grammar) -> AgencyRegistry:
    """The agencies of grammars/agencies/; `grammar.compiled(registry_of)` makes them once, in some 40 ms.

    Raises GrammarError when a file breaks the form, RegistryError when an entry has an unknown level or place.
    """
    phrases = phrases_of(grammar)
    every: list[RegisteredAgency] = []
    by_key: dict[str, list[RegisteredAgency]] = {}
    by_code: dict[str, list[RegisteredAgency]] = {}
    for name in grammar.files:
        if not name.startswith("agencies/"):
            continue
        for entry in grammar.entries(name, "agency"):
            agency = _registered(entry.name, entry.aliases, entry.source, entry.examples, entry.counterexamples,
                                 entry.model_extra or {}, name)  # fmt: skip
            every.append(agency)
            for form in (agency.name, *agency.aliases):
                for variant in variants(form, agency.name, phrases):
                    held = by_key.setdefault(variant, [])
                    if agency not in held:
                        held.append(agency)
            for code in agency.codes:
                for form in dict.fromkeys((code, code.upper())):
                    by_code.setdefault(form, []).append(agency)
    exact = {key(a.name): a for a in every}  # a name beats an alias of another
    table = {k: tuple(sorted(v, key=lambda a: exact.get(k) is not a)) for k, v in by_key.items()}
    codes = {k: tuple(v) for k, v in by_code.items()}
    return AgencyRegistry(tuple(every), None, _codes_of_types(grammar), table, codes)


def _registered(
    name: str, aliases: tuple[str, ...], source: str, examples: tuple[str, ...], counter: tuple[str, ...],
    extra: dict[str, Any], file: str,
) -> RegisteredAgency:  # fmt: skip
    level, place = extra.get("level", "other"), extra.get("place", "none")
    for value, allowed, what in ((level, _LEVELS, "level"), (place, _PLACES, "place")):
        if value not in allowed:
            forms = ", ".join(allowed)
            raise RegistryError(f"grammars/{file}.toml: agency {name}: {what} {value!r} is none of {forms}")
    unknown = set(extra) - set(RegisteredAgency.__dataclass_fields__) - {"successors"}
    if unknown:
        keys = ", ".join(sorted(unknown))
        raise RegistryError(f"grammars/{file}.toml: agency {name}: unknown key {keys}; correct it")
    return RegisteredAgency(
        name, aliases, tuple(extra.get("codes", ())), level, place, extra.get("word"), extra.get("parent"),
        tuple(extra.get("heads", ())), extra.get("needs_level", False), extra.get("needs_place", False),
        extra.get("capital", False), extra.get("joins", False), extra.get("unit", bool(extra.get("parent"))),
        extra.get("scoped", False), False, extra.get("regional", False), extra.get("valid_from"), extra.get("valid_to"),
        tuple(extra.get("successors", ())), source, examples, counter,
    )  # fmt: skip


def _codes_of_types(grammar: Grammar) -> frozenset[str]:
    """Codes of agencies that are codes of document types too, so that "CT-TTg" is no Cục Thuế."""
    return frozenset(c for e in grammar.entries("agencies/words", "type_code") for c in (e.name, *e.aliases))
