"""Boxes on a page, in points from the upper left corner of the page as it is shown."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from vnplan.reading.blocks import Box
from vnplan.reading.pdf.fonts import PLAIN, Font


class Word(NamedTuple):
    """Letters without a space between them. `order` is their place in the file's own order.

    `top`, `bottom` are the font's ascent and descent, not those of the letters: equal on one line of one size.
    `marks`: offsets in `text` and length of raised figures. `turned`: written upwards or downwards. `font`: of its
    first letter.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    order: int
    first: int
    marks: tuple[tuple[int, int], ...] = ()
    turned: bool = False
    font: Font = PLAIN

    @property
    def height(self) -> float:
        """From ascent to descent; grows with the size of the letters."""
        return self.bottom - self.top


class Rule(NamedTuple):
    """A drawn line: `at` is its y when it lies, its x when it stands; `start`, `end` along it."""

    at: float
    start: float
    end: float


class Drawing(NamedTuple):
    """What is drawn on a page besides text: lying and standing lines, and the boxes of pictures."""

    lying: tuple[Rule, ...]
    standing: tuple[Rule, ...]
    pictures: tuple[Box, ...]


def around(boxes: Iterable[Box]) -> Box:
    """The smallest box around others.

    >>> around([(0, 0, 1, 1), (2, 2, 3, 4)])
    (0, 0, 3, 4)
    """
    found = list(boxes)
    return (min(b[0] for b in found), min(b[1] for b in found), max(b[2] for b in found), max(b[3] for b in found))


def clusters(values: Iterable[float], within: float) -> list[float]:
    """Means of the groups of values that lie within a distance of the one before, in order.

    >>> clusters([10.2, 50, 10], 2)
    [10.1, 50.0]
    """
    groups: list[list[float]] = []
    for value in sorted(values):
        if groups and value - groups[-1][-1] <= within:
            groups[-1].append(value)
        else:
            groups.append([value])
    return [sum(g) / len(g) for g in groups]
