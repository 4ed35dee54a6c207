"""Lexed spans by offset: mentions, quantities, periods, citations, cues of a text, asked by range."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from vnplan.grammar import Rule


class Spanned(Protocol):
    """Whatever stands at a range of the clean text."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


S = TypeVar("S", bound=Spanned)


@dataclass(frozen=True, slots=True)
class Spans(Generic[S]):
    """Spans in the order of the text, none overlapping; each question costs O(log n) and what it returns.

    >>> spans = Spans.of([Cue(0, 3, "a"), Cue(5, 9, "b")])
    >>> [c.rule for c in spans.between(4, 9)], spans.any_between(3, 5), spans.covering(7).rule
    (['b'], False, 'b')
    """

    items: Sequence[S]
    starts: Sequence[int]

    @classmethod
    def of(cls, items: Iterable[S]) -> Spans[S]:
        """Spans of items that are in order."""
        held = tuple(items)
        return cls(held, tuple(item.start for item in held))

    def __iter__(self) -> Iterator[S]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def between(self, start: int, end: int) -> list[S]:
        """The spans that begin in [start, end)."""
        return list(self.items[bisect_left(self.starts, start) : bisect_left(self.starts, end)])

    def any_between(self, start: int, end: int) -> bool:
        """Whether a span begins in [start, end)."""
        i = bisect_left(self.starts, start)
        return i < len(self.starts) and self.starts[i] < end

    def covering(self, offset: int) -> S | None:
        """The span that holds an offset."""
        i = bisect_left(self.starts, offset + 1) - 1
        return self.items[i] if i >= 0 and self.items[i].end > offset else None


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that say something of what stands around them: their range, the rule that read them, its attributes."""

    start: int
    end: int
    rule: str
    values: Any = None


def cues_in(low: str, rules: Sequence[Rule], start: int = 0, end: int | None = None) -> list[Cue]:
    """The cues of some rules in a range of lower, folded text, in order; of two that overlap the longer one.

    >>> from vnplan.grammar import Grammar
    >>> [c.rule for c in cues_in("mục tiêu và kinh phí", Grammar.load().rules("sections").group("section."))]
    ['section.goal', 'section.budget']
    """
    end = len(low) if end is None else end
    found = [
        Cue(m.start(), m.end(), rule.id, rule.values) for rule in rules for m in rule.regex.finditer(low, start, end)
    ]
    found.sort(key=lambda c: (c.start, -c.end))
    kept: list[Cue] = []
    for cue in found:
        if not kept or cue.start >= kept[-1].end:
            kept.append(cue)
    return kept
