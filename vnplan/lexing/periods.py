"""Periods: the stretches of time that a text names, read to ISO dates of reduced precision.

The patterns are data (grammars/periods.toml). A period without a year ("trước ngày 15/12") takes the year of its
context: the document's or the plan's.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field, replace
from typing import Any

from vnplan.grammar import Grammar, Rule, default_grammar
from vnplan.lexing.dates import iso_date
from vnplan.text import CleanText

_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}


@dataclass(frozen=True, slots=True)
class PeriodAnchor:
    """A period at a clean range.

    `kind`: until (due), in, span, since, vision ("tầm nhìn đến năm 2050"), recurring, compared ("so với năm 2020"), on
    (a bare date). `start` and `end` are the range; `first` and `last` the ISO dates; `recurrence` annual, quarterly,
    monthly or None.
    """

    start: int
    end: int
    kind: str
    first: str | None
    last: str | None
    recurrence: str | None
    rule: str

    @property
    def year(self) -> int | None:
        """Year in which it ends."""
        return int(self.last[:4]) if self.last else None


def find_periods(clean: CleanText, year: int | None = None, *, grammar: Grammar | None = None) -> list[PeriodAnchor]:
    """All the periods of a clean text, in order; `year` completes "ngày 15/12" and "quý III".

    >>> clean = CleanText.of("giai đoạn 2021 - 2025, trước ngày 15/12, quý I/2026 và hằng năm")
    >>> [(p.first, p.last, p.recurrence) for p in find_periods(clean, 2023)]
    [('2021', '2025', None), (None, '2023-12-15', None), ('2026-01', '2026-03', None), (None, None, 'annual')]
    """
    return _scan((grammar or default_grammar()).compiled(PeriodRules), clean.lower, 0, len(clean.lower), year)


@dataclass(slots=True)
class PeriodIndex:
    """The periods of a text, read only where somebody asks."""

    clean: CleanText
    year: int | None = None
    grammar: Grammar = field(default_factory=default_grammar)
    _read: dict[int, list[PeriodAnchor]] = field(default_factory=dict)

    @classmethod
    def of(
        cls, clean: CleanText, periods: list[PeriodAnchor] | PeriodIndex | None, year: int | None, *,
        grammar: Grammar | None = None,
    ) -> PeriodIndex:  # fmt: skip
        """An index over periods that are known already, or one that reads on demand."""
        if isinstance(periods, PeriodIndex):
            return periods
        index = cls(clean, year, grammar or default_grammar())
        if periods is not None:
            starts = [p.start for p in periods]
            for i, paragraph in enumerate(clean.paragraphs):
                low, high = bisect_left(starts, paragraph.start), bisect_left(starts, paragraph.end)
                index._read[i] = periods[low:high]
        return index

    def between(self, start: int, end: int, year: int | None = None) -> list[PeriodAnchor]:
        """The periods that begin in [start, end).

        >>> PeriodIndex(CleanText.of("Đến năm 2025, đạt 35%.")).between(0, 99)[0].last
        '2025'
        """
        paragraphs = self.clean.paragraphs
        i = max(self.clean.paragraph_at(start), 0)
        found: list[PeriodAnchor] = []
        rules = self.grammar.compiled(PeriodRules)
        while i < len(paragraphs) and paragraphs[i].start < end:
            if i not in self._read:
                p = paragraphs[i]
                self._read[i] = _scan(rules, self.clean.lower, p.start, p.end, year or self.year)
            read = self._read[i]
            found += read[bisect_left(read, start, key=_start) : bisect_left(read, end, key=_start)]
            i += 1
        return found


def _start(anchor: PeriodAnchor) -> int:
    return anchor.start


def _scan(rules: PeriodRules, low: str, start: int, end: int, year: int | None) -> list[PeriodAnchor]:
    if not rules.gate.search(low, start, end):
        return []
    found: list[tuple[int, int, int, PeriodAnchor]] = []
    for order, (rule, needs) in enumerate(rules.rules):
        if needs and low.find(needs[0], start, end) < 0 and not _stands(needs[1:], low, start, end):
            continue
        for m in rule.regex.finditer(low, start, end):
            anchor = _anchor(rule, m, year)
            inside = m.start() > start and low[m.start()].isalpha() and low[m.start() - 1].isalnum()
            if anchor is not None and not inside:
                found.append((anchor.start, order, -anchor.end, anchor))
    found.sort(key=lambda f: f[:3])
    kept: list[PeriodAnchor] = []
    for _, _, _, anchor in found:
        if not kept or anchor.start >= kept[-1].end:
            kept.append(anchor)
    return kept


def _stands(words: tuple[str, ...], low: str, start: int, end: int) -> bool:
    return any(low.find(word, start, end) >= 0 for word in words)


class PeriodRules:
    """The rules of grammars/periods.toml: `grammar.compiled(PeriodRules)`.

    `rules` have the words of which one must stand in a paragraph before a pattern is worth a try, `gate` is whether any
    of them does.
    """

    __slots__ = ("gate", "rules")

    def __init__(self, grammar: Grammar) -> None:
        self.rules = tuple((rule, tuple(rule.values.get("needs", ()))) for rule in grammar.rules("periods"))
        words = sorted({word for _, needs in self.rules for word in needs if word[0].isalpha()})
        self.gate = re.compile("|".join([r"(?:19|20)\d\d", *map(re.escape, words)]))


def _anchor(rule: Rule, m: re.Match[str], year: int | None) -> PeriodAnchor | None:
    parts = m.groupdict()
    kind, recurrence = rule.values["kind"], rule.values.get("recurrence") or None
    if kind == "recurring":
        return PeriodAnchor(m.start(), m.end(), kind, None, None, recurrence, rule.id)
    last_year = parts.get("y") or (str(year) if year else None)
    first_year = parts.get("y1")
    first = last = None
    if parts.get("q"):
        if last_year is None:
            return None
        one, two = _QUARTERS[parts.get("q1") or parts["q"]], _QUARTERS[parts["q"]]
        first, last = f"{last_year}-{one * 3 - 2:02d}", f"{last_year}-{two * 3:02d}"
    elif parts.get("half"):
        if last_year is None:
            return None
        months = int(rule.values["months"].get(parts["n"], 6))
        opens = parts["half"] in rule.values["opens"]
        first, last = ("01", f"{months:02d}") if opens else (f"{13 - months:02d}", "12")
        first, last = f"{last_year}-{first}", f"{last_year}-{last}"
    elif parts.get("months"):
        if last_year is None:
            return None
        first, last = f"{last_year}-01", f"{last_year}-{int(parts['months']):02d}"
    elif kind == "since":
        first = iso_date(parts.get("d1"), parts.get("m1") or parts.get("mm"), first_year)
        return PeriodAnchor(m.start(), m.end(), kind, first, None, None, rule.id) if first else None
    else:
        last = iso_date(parts.get("d"), parts.get("m"), last_year)
        if last is None:
            return None
        if kind == "span" or first_year or parts.get("m1"):
            first = iso_date(parts.get("d1"), parts.get("m1"), first_year or last_year)
        elif kind == "in":
            first = last
        if first and first[:4] > last[:4]:
            return None
    if kind == "until":
        first = None
    if kind == "in" and parts.get("in"):
        kind = "within"
    return PeriodAnchor(m.start(), m.end(), kind, first, last, None, rule.id)


def publish_period(anchor: PeriodAnchor | None, words: Any) -> dict[str, Any] | None:
    """The contract's period: `words(start, end)` gives the printed words."""
    if anchor is None:
        return None
    return {"start": anchor.first, "end": anchor.last, "recurrence": anchor.recurrence,
            "text": words(anchor.start, anchor.end)}  # fmt: skip


def with_recurrence(anchor: PeriodAnchor, recurrence: str) -> PeriodAnchor:
    """The same period that comes back every year, quarter or month."""
    return replace(anchor, recurrence=recurrence)
