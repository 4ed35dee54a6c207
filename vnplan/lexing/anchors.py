"""One pass per kind of anchor over the whole clean text; extractors compose anchors and do not scan again.

Kinds: `number` (value: DocNumber), `date` (ISO date), `law` (a capitalised type word that a name may follow; DocType),
`short` ("Nghị định 71"; DocType and figure), `blank` (a number left blank; DocType, year, codes), `self` and `anaphor`
(DocType), `pinpoint` (the group, lower case), `alias` (the range of the defined words).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from vnplan.grammar import rules
from vnplan.lexing.dates import DATE_RULES, iso_of
from vnplan.lexing.numbers import iter_numbers
from vnplan.lexing.types import DocType, type_table
from vnplan.text import CleanText, fold


@dataclass(slots=True)
class Anchor:
    """A stretch of clean text with what it means. `rule` is the id of the grammar rule that found it."""

    kind: str
    start: int
    end: int
    value: Any
    rule: str


@dataclass(slots=True)
class Anchors:
    """The anchors of a text, by kind, each kind in the order of the text."""

    by_kind: dict[str, list[Anchor]]
    _starts: dict[str, list[int]] = field(default_factory=dict)
    _at: dict[str, dict[int, Anchor]] = field(default_factory=dict)

    def all(self, kind: str) -> list[Anchor]:
        """All anchors of a kind."""
        return self.by_kind.get(kind, [])

    def between(self, kind: str, start: int, end: int) -> list[Anchor]:
        """The anchors of a kind that begin in [start, end).

        >>> clean = CleanText.of("Nghị định số 71/2020/NĐ-CP ngày 30/6/2020")
        >>> [a.value for a in lex(clean).between("date", 0, 99)]
        ['2020-06-30']
        """
        starts = self._starts.get(kind)
        if starts is None:
            starts = self._starts[kind] = [a.start for a in self.by_kind.get(kind, [])]
        return self.by_kind.get(kind, [])[bisect_left(starts, start) : bisect_left(starts, end)]

    def at(self, kind: str, start: int) -> Anchor | None:
        """The anchor of a kind that begins at an offset, or None."""
        table = self._at.get(kind)
        if table is None:
            table = self._at[kind] = {a.start: a for a in self.by_kind.get(kind, [])}
        return table.get(start)


def _begins(text: str, start: int) -> bool:
    """Whether a word begins at an offset. (A look-behind at the head of a pattern makes its scan four times slower.)"""
    return start == 0 or not (text[start - 1].isalnum() or text[start - 1] == "_")


def _either(names: list[str]) -> str:
    return "|".join(re.escape(name).replace(r"\ ", " +") for name in sorted(set(names), key=lambda n: (-len(n), n)))


@dataclass(frozen=True, slots=True)
class _Patterns:
    named: dict[str, DocType]
    law: re.Pattern[str]
    short: re.Pattern[str]
    blank: re.Pattern[str]
    selves: dict[str, DocType]
    anaphor: re.Pattern[str]


_THIS = re.compile(r" này(?!\w)")
_ABOVE = re.compile(r" (?:trên|nêu)(?!\w)")
_LONGEST_TYPE = 40
_CANDIDATE_DATE = re.compile(r"[0-9] ?[/.-] ?[0-9]")


@lru_cache(maxsize=8)
def _patterns(types: tuple[DocType, ...]) -> _Patterns:
    citations = rules("citations")
    lower = {kind: [fold(name).lower() for name in kind.names] for kind in types}
    named = {
        fold(form): kind
        for kind in types if kind.named
        for name in kind.names
        for form in (name, name.upper(), name.title())
    }  # fmt: skip
    selves = {name: kind for kind in types if kind.self_ for name in lower[kind]}
    short = [name for kind in types if kind.short for name in lower[kind]]
    named["luật"] = named["Luật"]
    return _Patterns(
        named=named,
        law=re.compile(rf"(?:{_either(list(named))}|luật(?= ))(?!\w)"),
        short=re.compile(rf"(?P<type>{_either(short)})(?P<tail>{citations['head.short'].pattern})"),
        blank=re.compile(citations["head.blank"].pattern.lstrip("^ ")),
        selves=selves,
        anaphor=re.compile(rf"(?<!\w)(?P<type>{_either(list(selves))})(?P<tail>{citations['head.anaphor'].pattern})"),
    )


def _type_before(lower: str, end: int, table: dict[str, DocType]) -> tuple[int, DocType] | None:
    """The longest type word that ends at an offset, with where it begins."""
    window = lower[max(0, end - _LONGEST_TYPE) : end]
    found, at = None, len(window)
    while True:
        at = window.rfind(" ", 0, at)
        start = at + 1
        kind = table.get(window[start:].strip("([\"“\n"))
        if kind is not None:
            word = window[start:]
            found = (end - len(word.lstrip("([\"“\n")), kind)
        if at < 0 or len(window) - at > _LONGEST_TYPE - 2:
            break
    if found is None and "\n" in window:
        word = window[window.rindex("\n") + 1 :]
        if word in table:
            found = (end - len(word), table[word])
    return found


def lex(clean: CleanText) -> Anchors:
    """All anchors of a clean text.

    >>> anchors = lex(CleanText.of("khoản 2 Điều 8 Nghị định số 71/2020/NĐ-CP"))
    >>> [(a.kind, a.start) for kind in ("pinpoint", "number") for a in anchors.all(kind)]
    [('pinpoint', 0), ('number', 28)]
    """
    table = type_table()
    patterns = _patterns(table.types)
    folded, lower = clean.folded, clean.lower
    by_kind: dict[str, list[Anchor]] = {
        "number": [Anchor("number", n.start, n.end, n, n.rule) for n in iter_numbers(folded, clean.text)],
        "date": _dates(lower),
    }
    by_kind["law"] = [
        Anchor("law", m.start(), m.end(), patterns.named[m[0]], "head.law")
        for m in patterns.law.finditer(folded)
        if _begins(folded, m.start()) and (m[0] != "luật" or folded[m.start() - 5 : m.start()] != "pháp ")
    ]
    blanks: list[Anchor] = []
    for m in patterns.blank.finditer(folded):
        named = _type_before(lower, m.start() - 1, table.by_name)
        if named is not None:
            blanks.append(Anchor("blank", named[0], m.end(), (named[1], m["year"], m["codes"]), "head.blank"))
    by_kind["blank"] = blanks
    selves: list[Anchor] = []
    for m in _THIS.finditer(lower):
        named = _type_before(lower, m.start(), patterns.selves)
        if named is not None:
            selves.append(Anchor("self", named[0], m.end(), named[1], "head.self"))
    anaphors: list[Anchor] = []
    for m in _ABOVE.finditer(lower):
        near = patterns.anaphor.search(lower, max(0, m.start() - _LONGEST_TYPE), m.end() + 20)
        if near and near.end() >= m.end() and (not anaphors or near.start() > anaphors[-1].start):
            anaphors.append(Anchor("anaphor", near.start(), near.end(), table.by_name[near["type"]], "head.anaphor"))
    by_kind["self"], by_kind["anaphor"] = selves, anaphors
    by_kind["short"] = [
        Anchor("short", m.start(), m.end("seq"), (table.by_name[m["type"]], m["seq"]), "head.short")
        for m in patterns.short.finditer(lower)
        if _begins(lower, m.start()) and (folded[m.start()].isupper() or "số" in m["tail"])
    ]
    group = rules("pinpoints")["pinpoint.group"].regex
    by_kind["pinpoint"] = [
        Anchor("pinpoint", m.start(), m.end(), m[0], "pinpoint.group")
        for m in group.finditer(lower)
        if _begins(lower, m.start())
    ]
    by_kind["alias"] = sorted(
        (
            Anchor("alias", m.start(), m.end(), m.span("alias"), rule.id)
            for rule in (rules("aliases")["alias.defined"], rules("aliases")["alias.bracket"])
            for m in rule.regex.finditer(lower)
        ),
        key=lambda a: a.start,
    )
    return Anchors(by_kind)


def _dates(lower: str) -> list[Anchor]:
    found = []
    grammar = rules("dates")
    for rule_id in DATE_RULES:
        regex = grammar[rule_id].regex
        if rule_id == "date.slashed":  # figures are everywhere: try the rule only where two of them are joined
            for near in _CANDIDATE_DATE.finditer(lower):
                first = start = near.start()
                if first and lower[first - 1].isdigit():
                    first = start = first - 1
                before = lower[max(0, start - 6) : start]
                if before.endswith(("ngày ", "ngày", "ngày  ")):
                    start -= len(before) - before.rindex("ngày")
                m = regex.match(lower, start) or regex.match(lower, first)
                iso = iso_of(m) if m else None
                if m and iso:
                    found.append(Anchor("date", m.start(), m.end(), iso, rule_id))
            continue
        for m in regex.finditer(lower):
            iso = iso_of(m)
            if iso is not None:
                found.append(Anchor("date", m.start(), m.end(), iso, rule_id))
    found.sort(key=lambda a: (a.start, -a.end))
    kept: list[Anchor] = []
    for anchor in found:  # "ngày 14 tháng 6 năm 2005" also holds a month and a year
        if not kept or anchor.start >= kept[-1].end:
            kept.append(anchor)
    return kept
