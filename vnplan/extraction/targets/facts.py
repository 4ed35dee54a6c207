"""What is known about a quantity before its kind is decided: where it stands, what it measures, its cues."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from vnplan.extraction.targets.items import Item
from vnplan.extraction.targets.level import Reading
from vnplan.lexing.periods import PeriodAnchor
from vnplan.lexing.quantities import Quantity

#: Dimensions that a target may have; the others (money, area, length …) are told as they are.
MEASURED = frozenset(
    {"percent", "count", "work", "money", "area", "length", "weight", "volume", "energy", "ratio", "score"}
)
_LIVED = frozenset({"age", "time"})
_SAID = frozenset({"percent", "count", "work", "money"})
_BEFORE = ("aim", "aim_strong", "no_aim", "reached", "no_reached", "norm", "intend", "located", "located_of")
_NEAR = 2


@dataclass(frozen=True, slots=True)
class Cues:
    """The cues of a sentence with their places, in order."""

    places: dict[str, list[int]]
    located: dict[int, frozenset[str]]
    quoted: frozenset[int]

    @classmethod
    def of(cls, items: Sequence[Item]) -> Cues:
        """The cues of a sentence's items, in brackets too; and which quantities stand right after "tại" or "của"."""
        places: dict[str, list[int]] = {name: [] for name in _BEFORE}
        located: dict[int, frozenset[str]] = {}
        quoted: set[int] = set()
        before: Item | None = None
        open_quote = False
        for item in _flat(items):
            if item.kind == "mark" and item.word in "“”":
                open_quote = item.word == "“"
            if item.quantity is not None and open_quote:
                quoted.add(item.start)
            for name in item.classes & frozenset(_BEFORE):
                places[name].append(item.start)
            if item.quantity is not None and before is not None and item.start - before.end <= _NEAR:
                found = before.classes & {"located", "located_of"}
                if found:
                    located[item.start] = frozenset(found)
            before = item
        return cls(places, located, frozenset(quoted))

    def last(self, name: str, at: int) -> int:
        """Where the last cue of a kind before an offset stands; -1 without one."""
        found = self.places[name]
        i = bisect_left(found, at)
        return found[i - 1] if i else -1


def _flat(items: Iterable[Item]) -> Iterator[Item]:
    for item in items:
        if item.inside:
            yield from _flat(item.inside)
        else:
            yield item


def facts_of(
    reading: Reading, cues: Cues, *, section: str | None, mode: str, mood: bool, parent: str | None, after_target: bool,
    period: PeriodAnchor | None, own_due: PeriodAnchor | None, year: int | None, kept: frozenset[str],
) -> frozenset[str]:  # fmt: skip
    """All the facts about a quantity."""
    q = reading.quantity
    found = set(reading.facts) | {f"section:{section}", f"mode:{mode}"}
    found.add(q.dimension if q.dimension in _SAID else "other")
    found |= cues.located.get(q.start, frozenset())
    if q.start in cues.quoted:
        found.add("quoted")
    if q.min == q.max:
        found.add("exact")
    elif q.min is None or q.max is None:
        found.add("bounded")
    if q.origin:
        found.add("origin")
    found |= kept
    if parent is not None:
        found.add(f"part:{parent}")
    if mood:
        found.add("mood")
    if after_target:
        found.add("after_target")
    found |= _said(reading, cues)
    found |= _timed(period, own_due, year)
    return frozenset(found)


def _said(reading: Reading, cues: Cues) -> set[str]:
    """What the cues before a quantity say: an aim counts until something is told, and the other way round."""
    at = reading.quantity.number
    found = set()
    aim, reached = cues.last("aim", at), cues.last("reached", at)
    if aim >= 0 and aim != cues.last("no_aim", at):
        found.add("aim")
        if cues.last("aim_strong", at) >= 0:
            found.add("aim_strong")
        if reached > aim:
            found.add("reached_after_aim")
    if reached >= 0 and reached != cues.last("no_reached", at) and reached > aim:
        found.add("reached")
        if reached >= reading.start - 1:
            found.add("reached_here")
    if cues.last("norm", at) >= 0:
        found.add("norm")
    if cues.last("intend", at) >= 0:
        found.add("intend")
    if "expected" in reading.facts:
        found.add("expected_here")
    return found


def _timed(period: PeriodAnchor | None, own: PeriodAnchor | None, year: int | None) -> set[str]:
    found = set()
    if own is not None and own.kind in ("until", "span"):
        found.add("due")
        if len(own.last or "") == 4:
            found.add("full_year")
    if period is not None and year is not None and period.year is not None and period.year < year:
        found.add("past")
    return found


def measured(low: str, quantities: Sequence[Quantity], lifespan: re.Pattern[str]) -> list[Quantity]:
    """The quantities that measure a result: no ordinals, ages and durations, but for those of a life expectancy."""
    return [
        q for q in quantities
        if q.dimension in MEASURED or (q.dimension in _LIVED and lifespan.search(low, max(0, q.start - 60), q.start))
    ]  # fmt: skip
