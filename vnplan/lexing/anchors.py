"""One pass per kind of anchor over the whole clean text; extractors compose anchors and do not scan again.

Kinds: `number` (value: DocNumber), `date` (ISO date), `law` (a capitalised type word that a name may follow; DocType),
`short` ("Nghị định 71"; DocType and figure), `blank` (a number left blank; DocType, year, codes), `self` and `anaphor`
(DocType), `pinpoint` (the group, lower case), `alias` (the range of the defined words). The parser adds `agency`
(AgencySpan of vnplan.agencies).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import Any

from vnplan.grammar import entries, rules
from vnplan.lexing.dates import DATE_RULES, iso_of
from vnplan.lexing.numbers import iter_numbers, joined_figures
from vnplan.lexing.types import DocType, TypeTable, type_table
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

    def plus(self, kind: str, more: list[Anchor]) -> Anchors:
        """These anchors and those of one more kind, which a later room has read."""
        return Anchors({**self.by_kind, kind: more})

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
    capital: re.Pattern[str]
    short: re.Pattern[str]
    shorts: dict[str, DocType]
    blank: re.Pattern[str]
    selves: dict[str, DocType]
    anaphor: re.Pattern[str]
    before: frozenset[str]
    steps: tuple[tuple[str, re.Pattern[str], tuple[str, ...]], ...]


# The scans over the whole text begin with literal words, which `re` finds ten times faster than an alternation, or with
# a set of rare letters (capitals, figures); what they find is then tried with the rule itself.
_THIS = re.compile(r"này(?!\w)")
_ABOVE = (re.compile(r"nêu(?!\w)"), re.compile(r"trên(?!\w)"))
_NAMING = (re.compile(r"gọi"), re.compile(r"viết"))
_FIGURE = re.compile(r"số:? ?[0-9]{1,5}[a-z]?(?![\w/%]| ?[-/])")
_FIGURED = re.compile(r" (?:[sS][ốỐ]:? ?)?[0-9]")
_STEP = r",? +(?=[0-9]|[a-zđ][0-9]?\b|[ivxl]+\b|này|thứ|số|đầu|cuối)"
_LONGEST_TYPE = 40


def _forms(name: str) -> tuple[str, str, str]:
    return fold(name), fold(name.upper()), fold(name.title())


_made: list[tuple[TypeTable, _Patterns]] = []


def _patterns() -> _Patterns:
    """Made once for the type table (compared by identity: the hash of all types would cost more than the scan)."""
    table = type_table()
    if not _made or _made[0][0] is not table:
        _made[:] = [(table, _make(table.types))]
    return _made[0][1]


def _make(types: tuple[DocType, ...]) -> _Patterns:
    citations = rules("citations")
    lower = {kind: [fold(name).lower() for name in kind.names] for kind in types}
    named = {form: kind for kind in types if kind.named for name in kind.names for form in _forms(name)}
    selves = {name: kind for kind in types if kind.self_ for name in lower[kind]}
    shorts = {name: kind for kind in types if kind.short for name in lower[kind]}
    capital = [form for kind in types if kind.short for name in kind.names for form in _forms(name)]
    named["luật"] = named["Luật"]
    return _Patterns(
        named=named,
        capital=re.compile(rf"(?:{_either([*named, *capital])}|luật(?= ))(?!\w)"),
        short=re.compile(rf"(?P<type>{_either(list(shorts))})(?P<tail>{citations['head.short'].pattern})"),
        shorts=shorts,
        blank=re.compile(citations["head.blank"].pattern.lstrip("^ ")),
        selves=selves,
        anaphor=re.compile(rf"(?<!\w)(?P<type>{_either(list(selves))})(?P<tail>{citations['head.anaphor'].pattern})"),
        before=type_table().last_words | set(re.findall(r"[^\W\d_]+", citations["head.anaphor"].pattern)),
        steps=tuple(
            (word, re.compile(re.escape(word).replace(r"\ ", " ") + _STEP),
             tuple(f"{before} " for before in (entry.model_extra or {}).get("not_after", ())))
            for entry in entries("pinpoints") for word in entry.aliases
        ),
    )  # fmt: skip


def _type_before(lower: str, end: int, table: dict[str, DocType]) -> tuple[int, DocType] | None:
    """The longest type word that ends at an offset, with where it begins."""
    window = lower[max(0, end - _LONGEST_TYPE) : end]
    last = window[max(window.rfind(" "), window.rfind("\n")) + 1 :]
    if last.lstrip("([\"“") not in type_table().last_words:
        return None
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
    patterns = _patterns()
    folded, lower = clean.folded, clean.lower
    numbers, dates = joined_figures(folded)
    by_kind: dict[str, list[Anchor]] = {
        "number": [Anchor("number", n.start, n.end, n, n.rule) for n in iter_numbers(folded, clean.text, numbers)],
        "date": _dates(lower, dates),
    }
    laws, capitals = _capitals(folded, patterns)
    by_kind["law"] = laws
    blanks: list[Anchor] = []
    for m in patterns.blank.finditer(folded):
        named = _type_before(lower, m.start() - 1, table.by_name)
        if named is not None:
            blanks.append(Anchor("blank", named[0], m.end(), (named[1], m["year"], m["codes"]), "head.blank"))
    by_kind["blank"] = blanks
    selves: list[Anchor] = []
    for m in _THIS.finditer(lower):
        named = _type_before(lower, m.start() - 1, patterns.selves) if lower[m.start() - 1] == " " else None
        if named is not None:
            selves.append(Anchor("self", named[0], m.end(), named[1], "head.self"))
    by_kind["self"] = selves
    by_kind["anaphor"] = _anaphors(lower, patterns, table)
    by_kind["short"] = _shorts(folded, lower, patterns, capitals)
    by_kind["pinpoint"] = _pinpoints(lower, patterns)
    by_kind["alias"] = _aliases(lower)
    return Anchors(by_kind)


def _anaphors(lower: str, patterns: _Patterns, table: TypeTable) -> list[Anchor]:
    found: list[Anchor] = []
    for m in sorted((m for regex in _ABOVE for m in regex.finditer(lower)), key=lambda m: m.start()):
        start = m.start() - 1
        if start < 0 or lower[start] != " " or lower[lower.rfind(" ", 0, start) + 1 : start] not in patterns.before:
            continue
        near = patterns.anaphor.search(lower, max(0, start - _LONGEST_TYPE), m.end() + 20)
        if near and near.end() >= m.end() and (not found or near.start() > found[-1].start):
            found.append(Anchor("anaphor", near.start(), near.end(), table.by_name[near["type"]], "head.anaphor"))
    return found


def _capitals(folded: str, patterns: _Patterns) -> tuple[list[Anchor], set[int]]:
    """Type words with a capital: laws, and where a figure follows the word of another type."""
    laws: list[Anchor] = []
    others: set[int] = set()
    for m in patterns.capital.finditer(folded):
        start, end = m.span()
        if not _begins(folded, start):
            continue
        kind = patterns.named.get(m[0])
        if kind is not None and (m[0] != "luật" or folded[start - 5 : start] != "pháp "):
            laws.append(Anchor("law", start, end, kind, "head.law"))
        if _FIGURED.match(folded, end):
            others.add(start)
    return laws, others


def _shorts(folded: str, lower: str, patterns: _Patterns, starts: set[int]) -> list[Anchor]:
    """"Nghị định 71", and in small letters only with "số": "nghị định số 71"."""
    for m in _FIGURE.finditer(lower):
        named = _type_before(lower, m.start() - 1, patterns.shorts) if lower[m.start() - 1] == " " else None
        if named is not None:
            starts.add(named[0])
    found: list[Anchor] = []
    for start in sorted(starts):
        short = patterns.short.match(lower, start)
        if short and (folded[start].isupper() or "số" in short["tail"]):
            value = (patterns.shorts[short["type"]], short["seq"])
            found.append(Anchor("short", start, short.end("seq"), value, "head.short"))
    return found


def _pinpoints(lower: str, patterns: _Patterns) -> list[Anchor]:
    starts = []
    for word, regex, others in patterns.steps:
        if " " in word and word not in lower:
            continue  # long words are rare
        here = [m.start() for m in regex.finditer(lower)]
        starts += [at for at in here if not lower.endswith(others, max(0, at - 8), at)] if others else here
    starts.sort()
    match = rules("pinpoints")["pinpoint.group"].regex.match
    found: list[Anchor] = []
    end = 0
    for start in starts:
        if start < end or not _begins(lower, start):
            continue
        group = match(lower, start)
        if group:
            end = group.end()
            found.append(Anchor("pinpoint", start, end, group[0], "pinpoint.group"))
    return found


def _aliases(lower: str) -> list[Anchor]:
    defined, bracket = rules("aliases")["alias.defined"].regex, rules("aliases")["alias.bracket"].regex
    found = [Anchor("alias", m.start(), m.end(), m.span("alias"), "alias.bracket") for m in bracket.finditer(lower)]
    end = 0
    for near in sorted(near.start() for regex in _NAMING for near in regex.finditer(lower)):
        m = defined.match(lower, near) if near >= end else None
        if m:
            end = m.end()
            found.append(Anchor("alias", near, end, m.span("alias"), "alias.defined"))
    found.sort(key=lambda a: a.start)
    return found


def _dates(lower: str, joined: list[int]) -> list[Anchor]:
    found = []
    grammar = rules("dates")
    for rule_id in DATE_RULES:
        regex = grammar[rule_id].regex
        if rule_id == "date.slashed":  # figures are everywhere: try the rule only where two of them are joined
            slashed = regex.match
            for near in joined:
                first = start = near - 1 if near and lower[near - 1].isdecimal() else near
                before = lower[max(0, start - 6) : start]
                if before.endswith(("ngày ", "ngày", "ngày  ")):
                    start -= len(before) - before.rindex("ngày")
                m = slashed(lower, start) or slashed(lower, first)
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
