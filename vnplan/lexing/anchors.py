"""One pass per kind of anchor over the whole clean text; extractors compose anchors and do not scan again.

Kinds: `number` (value: DocNumber), `date` (ISO date), `law` (a capitalised type word that a name may follow; DocType),
`short` ("Nghị định 71"; DocType and figure), `blank` (a number left blank; DocType, year, codes), `self` and `anaphor`
(DocType), `pinpoint` (the group, lower case), `alias` (the range of the defined words). The parser adds `agency`
(AgencySpan of vnplan.agencies).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from vnplan.grammar import Grammar, default_grammar
from vnplan.grammar.cues import expanded
from vnplan.lexing.dates import DATE_RULES, iso_of
from vnplan.lexing.numbers import iter_numbers, joined_figures
from vnplan.lexing.types import DocType, type_table
from vnplan.text import CleanText, fold


@dataclass(frozen=True, slots=True)
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


def _either(names: Iterable[str]) -> str:
    return "|".join(re.escape(name).replace(r"\ ", " +") for name in sorted(set(names), key=lambda n: (-len(n), n)))


def _forms(name: str) -> tuple[str, str, str]:
    return fold(name), fold(name.upper()), fold(name.title())


#: What must follow a pinpoint's word with its space, so that the rule is tried: a figure, a letter, an ordinal.
_STEP = r",? +(?=[0-9]|[a-zđ][0-9]?\b|[ivxl]+\b|{words})"
_LONGEST_TYPE = 40
_WORDS = re.compile(r"[^\W\d_]+")


class AnchorRules:
    """What a grammar looks for in a text.

    The scans over the whole text begin with literal words, which `re` finds ten times faster than an alternation, or
    with a set of rare letters (capitals, figures); what they find is then tried with the rule itself.
    """

    def __init__(self, grammar: Grammar) -> None:
        self.grammar = grammar
        self.types = type_table(grammar)
        citations, aliases, pinpoints = grammar.rules("citations"), grammar.rules("aliases"), grammar.rules("pinpoints")
        types = self.types.types
        lower = {kind: [fold(name).lower() for name in kind.names] for kind in types}
        self.named = {form: kind for kind in types if kind.named for name in kind.names for form in _forms(name)}
        self.small = {name: kind for kind in types if kind.small for name in lower[kind]}
        self.selves = {name: kind for kind in types if kind.self_ for name in lower[kind]}
        self.shorts = {name: kind for kind in types if kind.short for name in lower[kind]}
        capitals = [form for kind in types if kind.short for name in kind.names for form in _forms(name)]
        small = f"|(?:{_either(self.small)})(?= )" if self.small else ""
        self.capital = re.compile(rf"(?:{_either([*self.named, *capitals])}{small})(?!\w)")
        self.short = re.compile(rf"(?P<type>{_either(self.shorts)})(?P<tail>{citations['head.short'].regex.pattern})")
        series = _either(citations.lists["series"])
        self.series = citations.lists["series"]
        self.figure = re.compile(rf"(?:{series}):? ?[0-9]{{1,5}}[a-z]?(?![\w/%]| ?[-/])")
        self.figured = re.compile(rf" (?:(?:{series}):? ?)?[0-9]", re.IGNORECASE)
        self.blank = re.compile(citations["head.blank"].regex.pattern.lstrip("^ "))
        self.this = re.compile(rf"(?:{_either(citations['head.self'].words)})(?!\w)")
        self.above = tuple(re.compile(rf"{re.escape(word)}(?!\w)") for word in citations.lists["pointing"])
        anaphor = citations["head.anaphor"].regex.pattern
        self.anaphor = re.compile(rf"(?<!\w)(?P<type>{_either(self.selves)})(?P<tail>{anaphor})")
        self.before = self.types.last_words | set(_WORDS.findall(" ".join(citations.lists["before_pointing"])))
        after = _either(pinpoints.lists["after_step"])
        self.steps = tuple(
            (word, re.compile(re.escape(word).replace(r"\ ", " ") + _STEP.replace("{words}", after)),
             tuple(f"{before} " for before in (entry.model_extra or {}).get("not_after", ())))
            for entry in grammar.entries("pinpoints") for word in entry.aliases
        )  # fmt: skip
        self.group = pinpoints["pinpoint.group"].regex
        self.defined, self.bracket = aliases["alias.defined"].regex, aliases["alias.bracket"].regex
        naming = {form.split()[0] for word in aliases["alias.defined"].words for form in expanded(word)}
        self.naming = tuple(re.compile(re.escape(word)) for word in sorted(naming))
        dates = grammar.rules("dates")
        self.dates = tuple((rule_id, dates[rule_id].regex) for rule_id in DATE_RULES)
        self.day = tuple(dates.lists["day"])

    def type_before(self, lower: str, end: int, table: dict[str, DocType]) -> tuple[int, DocType] | None:
        """The longest type word that ends at an offset, with where it begins."""
        window = lower[max(0, end - _LONGEST_TYPE) : end]
        last = window[max(window.rfind(" "), window.rfind("\n")) + 1 :]
        if last.lstrip("([\"“") not in self.types.last_words:
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


def lex(clean: CleanText, grammar: Grammar | None = None) -> Anchors:
    """All anchors of a clean text.

    >>> anchors = lex(CleanText.of("khoản 2 Điều 8 Nghị định số 71/2020/NĐ-CP"))
    >>> [(a.kind, a.start) for kind in ("pinpoint", "number") for a in anchors.all(kind)]
    [('pinpoint', 0), ('number', 28)]
    """
    grammar = grammar or default_grammar()
    rules = grammar.compiled(AnchorRules)
    folded, lower = clean.folded, clean.lower
    numbers, dates = joined_figures(folded)
    laws, capitals = _capitals(folded, lower, rules)
    return Anchors({
        "number": [Anchor("number", n.start, n.end, n, n.rule)
                   for n in iter_numbers(folded, clean.text, numbers, grammar=grammar)],
        "date": _dates(lower, dates, rules),
        "law": laws,
        "blank": _blanks(folded, lower, rules),
        "self": _selves(lower, rules),
        "anaphor": _anaphors(lower, rules),
        "short": _shorts(folded, lower, rules, capitals),
        "pinpoint": _pinpoints(lower, rules),
        "alias": _aliases(lower, rules),
    })  # fmt: skip


def _blanks(folded: str, lower: str, rules: AnchorRules) -> list[Anchor]:
    found: list[Anchor] = []
    for m in rules.blank.finditer(folded):
        named = rules.type_before(lower, m.start() - 1, rules.types.by_name)
        if named is not None:
            found.append(Anchor("blank", named[0], m.end(), (named[1], m["year"], m["codes"]), "head.blank"))
    return found


def _selves(lower: str, rules: AnchorRules) -> list[Anchor]:
    found: list[Anchor] = []
    for m in rules.this.finditer(lower):
        named = rules.type_before(lower, m.start() - 1, rules.selves) if lower[m.start() - 1] == " " else None
        if named is not None:
            found.append(Anchor("self", named[0], m.end(), named[1], "head.self"))
    return found


def _anaphors(lower: str, rules: AnchorRules) -> list[Anchor]:
    found: list[Anchor] = []
    for m in sorted((m for regex in rules.above for m in regex.finditer(lower)), key=lambda m: m.start()):
        start = m.start() - 1
        if start < 0 or lower[start] != " " or lower[lower.rfind(" ", 0, start) + 1 : start] not in rules.before:
            continue
        near = rules.anaphor.search(lower, max(0, start - _LONGEST_TYPE), m.end() + 20)
        if near and near.end() >= m.end() and (not found or near.start() > found[-1].start):
            kind = rules.types.by_name[near["type"]]
            found.append(Anchor("anaphor", near.start(), near.end(), kind, "head.anaphor"))
    return found


def _capitals(folded: str, lower: str, rules: AnchorRules) -> tuple[list[Anchor], set[int]]:
    """Type words with a capital: laws, and where a figure follows the word of another type."""
    laws: list[Anchor] = []
    others: set[int] = set()
    for m in rules.capital.finditer(folded):
        start, end = m.span()
        if not _begins(folded, start):
            continue
        small = rules.small.get(m[0])
        kind = small or rules.named.get(m[0])
        if kind is not None and not (small and any(lower.endswith(f"{w} ", 0, start) for w in small.not_after)):
            laws.append(Anchor("law", start, end, kind, "head.law"))
        if rules.figured.match(folded, end):
            others.add(start)
    return laws, others


def _shorts(folded: str, lower: str, rules: AnchorRules, starts: set[int]) -> list[Anchor]:
    """"Nghị định 71", and in small letters only with "số": "nghị định số 71"."""
    starts = set(starts)
    for m in rules.figure.finditer(lower):
        named = rules.type_before(lower, m.start() - 1, rules.shorts) if lower[m.start() - 1] == " " else None
        if named is not None:
            starts.add(named[0])
    found: list[Anchor] = []
    for start in sorted(starts):
        short = rules.short.match(lower, start)
        if short and (folded[start].isupper() or any(word in short["tail"] for word in rules.series)):
            value = (rules.shorts[short["type"]], short["seq"])
            found.append(Anchor("short", start, short.end("seq"), value, "head.short"))
    return found


def _pinpoints(lower: str, rules: AnchorRules) -> list[Anchor]:
    starts = []
    for word, regex, others in rules.steps:
        if " " in word and word not in lower:
            continue  # long words are rare
        here = [m.start() for m in regex.finditer(lower)]
        starts += [at for at in here if not lower.endswith(others, max(0, at - 8), at)] if others else here
    starts.sort()
    found: list[Anchor] = []
    end = 0
    for start in starts:
        if start < end or not _begins(lower, start):
            continue
        group = rules.group.match(lower, start)
        if group:
            end = group.end()
            found.append(Anchor("pinpoint", start, end, group[0], "pinpoint.group"))
    return found


def _aliases(lower: str, rules: AnchorRules) -> list[Anchor]:
    found = [
        Anchor("alias", m.start(), m.end(), m.span("alias"), "alias.bracket") for m in rules.bracket.finditer(lower)
    ]
    end = 0
    for near in sorted(near.start() for regex in rules.naming for near in regex.finditer(lower)):
        m = rules.defined.match(lower, near) if near >= end else None
        if m:
            end = m.end()
            found.append(Anchor("alias", near, end, m.span("alias"), "alias.defined"))
    found.sort(key=lambda a: a.start)
    return found


def _dates(lower: str, joined: list[int], rules: AnchorRules) -> list[Anchor]:
    found = []
    for rule_id, regex in rules.dates:
        if rule_id == "date.slashed":  # figures are everywhere: try the rule only where two of them are joined
            for near in joined:
                first = start = near - 1 if near and lower[near - 1].isdecimal() else near
                before = lower[max(0, start - 6) : start].rstrip(" ")
                for word in rules.day:
                    if before.endswith(word):
                        start = max(0, start - 6) + len(before) - len(word)
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
