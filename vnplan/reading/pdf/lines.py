"""Lines of words: what stands on one baseline without a gap that parts columns."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from statistics import median
from typing import NamedTuple

from vnplan.reading.blocks import Box
from vnplan.reading.pdf.geometry import Word

# Two words are on one baseline when they share this part of the height of the lower one (raised marks do).
_SHARED = 0.4
# A gap parts columns when it is this wide, in heights of the letters, and so many times the gaps beside it; wider than
# the last it parts them in any case.
_WIDE, _WIDER, _WIDE_ALONE = 0.8, 2.2, 1.5
#: No space stands before these when they touch the word before.
TOUCHING = ",.;:)]”/"
_NO_GAP = 0.1


class Line(NamedTuple):
    """Words on one baseline, in the order of reading; its height is that of most of its letters."""

    words: tuple[Word, ...]
    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def height(self) -> float:
        """Height of most of its letters."""
        return self.bottom - self.top

    @property
    def box(self) -> Box:
        """x0, y0, x1, y1."""
        return (self.x0, self.top, self.x1, self.bottom)

    @property
    def bold(self) -> bool:
        """Whether all its words are bold."""
        return all(w.font.bold for w in self.words)

    @property
    def italic(self) -> bool:
        """Whether all its words are slanted."""
        return all(w.font.italic for w in self.words)

    @property
    def order(self) -> int:
        """Place of its first word in the file's order."""
        return self.words[0].order


def line_of(words: Sequence[Word]) -> Line:
    """A line of words that stand in the order of reading."""
    if len(words) == 1:
        word = words[0]
        return Line((word,), word.x0, word.top, word.x1, word.bottom)
    letters: dict[float, int] = {}
    for word in words:
        height = round(word.bottom - word.top, 1)
        letters[height] = letters.get(height, 0) + len(word.text)
    usual = max(letters, key=lambda h: (letters[h], h))
    usual_words = [w for w in words if abs(w.bottom - w.top - usual) < 0.06]
    return Line(tuple(words), min(w.x0 for w in words), min(w.top for w in usual_words), max(w.x1 for w in words),
                max(w.bottom for w in usual_words))  # fmt: skip


def beside(one: Word | Line, other: Word | Line) -> float:
    """How much of the lower one's height two share."""
    return (min(one.bottom, other.bottom) - max(one.top, other.top)) / max(
        0.1, min(one.bottom - one.top, other.bottom - other.top))


def lines_of(words: Iterable[Word]) -> list[Line]:
    """Lines in the file's order."""
    lines: list[Line] = []
    run: list[Word] = []
    tall: Word | None = None
    for word in words:
        if run and tall is not None:
            last = run[-1]
            reach = word.x0 - last.x1 > -0.5 * (last.bottom - last.top)
            if not (reach and (beside(tall, word) >= _SHARED or beside(last, word) >= _SHARED)):
                lines += _parted(run)
                run, tall = [], None
        run.append(word)
        if tall is None or word.bottom - word.top > tall.bottom - tall.top:
            tall = word
    if run:
        lines += _parted(run)
    return lines


def _parted(run: list[Word]) -> list[Line]:
    """A run on one baseline cut where the gap is wide beside the others."""
    if len(run) == 1:
        return [line_of(run)]
    gaps = [b.x0 - a.x1 for a, b in itertools.pairwise(run)]
    height = max(w.bottom - w.top for w in run)
    if max(gaps) <= _WIDE * height:
        return [line_of(run)]
    usual = median(gaps) if len(gaps) > 2 else 0.0
    limit = max(_WIDE * height, min(_WIDER * usual, _WIDE_ALONE * height)) if len(gaps) > 2 else _WIDE_ALONE * height
    if _are_figures(run):
        limit = _WIDE * height
    lines, begin = [], 0
    for i, gap in enumerate(gaps):
        if gap > limit:
            lines.append(line_of(run[begin : i + 1]))
            begin = i + 1
    return [*lines, line_of(run[begin:])]


def _are_figures(run: list[Word]) -> bool:
    """Whether a run holds figures alone: they are cells, since no sentence is made of them."""
    return all(word.text[0] in "0123456789-+(" and not any(map(str.isalpha, word.text)) for word in run)


def spaced(before: Word | None, word: Word) -> bool:
    """Whether a space stands before a word of the line.

    >>> spaced(None, Word("1", 0, 0, 5, 10, 0, 0))
    False
    """
    if before is None:
        return False
    touching = word.text[0] in TOUCHING or _is_small(word, before) or _is_small(before, word)
    return not (touching and word.x0 - before.x1 < _NO_GAP * max(before.bottom - before.top, word.bottom - word.top))


def _is_small(word: Word, beside_it: Word) -> bool:
    return word.bottom - word.top < 0.8 * (beside_it.bottom - beside_it.top)
