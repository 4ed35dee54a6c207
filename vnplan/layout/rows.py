"""Where the rows of a table end, when a bar ends each cell and an empty stretch may be an empty cell or a row's end.

In the exported copies every cell ends with a bar and every row begins with one, so between two rows stands an empty
stretch, as an empty cell does. The way through them that makes the rows most alike is found by dynamic programming
over the stretches: rows are as wide as the table, or shorter where a cell spans rows or columns, and what stands in a
column is of one kind (`Profile`). The cost grows with the number of stretches and the width of the table.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from vnplan.layout.cells import AGENCY, EMPTY, NUMBER, ORDINAL, SHORT, SMALL, WORDS, CellWords, Profile

_WIDEST = 40
# Enough of a table to see how wide it is, and the stretches in which the row that numbers its columns must stand.
_SAMPLE, _HEAD = 400, 90
_GROUP, _SHORT_ROW, _MISSING, _LONG_ROW, _BLANK_ROW = 0.8, 2.0, 0.25, 5.0, 4.0
_GAP, _SHIFTED = 0.4, 2.5
_INNER_ORDINAL, _UNNUMBERED, _ROW, _HOLE, _WHOLE, _BLANK_WHOLE = 1.5, 1.0, 0.05, 0.4, 0.5, 2.0
# What it takes to say that a row is whole; a cell of a row that is not, and that it is not.
_SAY_ROW, _SAY_CELL, _SAY_SHORT = 0.5, 2.0, 3.0
# What a width costs that neither a run of cells nor the header tells.
_UNTOLD = 40.0
_TEXTS = frozenset({WORDS, SHORT, AGENCY})


@dataclass(frozen=True, slots=True)
class Rows:
    """A table's rows as half-open ranges of stretches, how wide it is, and what its columns hold."""

    spans: tuple[tuple[int, int], ...]
    width: int
    profile: Profile


def find_rows(texts: Sequence[str], kinds: Sequence[str], words: CellWords) -> Rows:
    """The rows of a run of stretches (plain words and kinds of each, "" for an empty one).

    >>> from vnplan.grammar import Grammar
    >>> words = Grammar.load().compiled(CellWords)
    >>> texts = "tt|việc|cơ quan||1|rà soát văn bản|sở y tế||i|nhóm hai||2|báo cáo kết quả|sở nội vụ".split("|")
    >>> find_rows(texts, [words.kind(t) for t in texts], words).spans
    ((0, 3), (4, 7), (8, 10), (11, 14))
    """
    width = _counted(texts, words)
    numbered = bool(words.first_head.match(texts[0]))
    widths = ((width, True),) if width else _candidates(kinds)
    if len(widths) > 1:
        sample = kinds[:_SAMPLE]
        lengths = [(_length(sample, *_learn(sample, w, numbered)) + (not told) * _UNTOLD, w) for w, told in widths]
        width = min(lengths)[1]
    else:
        width = widths[0][0]
    spans, profile = _learn(kinds, width, numbered)
    return Rows(tuple(spans), width, profile)


def _learn(kinds: Sequence[str], width: int, numbered: bool) -> tuple[list[tuple[int, int]], Profile]:
    """The rows of a table of a known width, and what its columns hold, each learnt from the other."""
    profile = Profile(_whole(kinds, width), width)
    spans = _solve(kinds, width, profile, numbered)
    for _ in range(2):
        profile = Profile((kinds[a:b] for a, b in spans[1:] if b - a == width), width)
        again = _solve(kinds, width, profile, numbered)
        if again == spans:
            break
        spans = again
    return spans, profile


def _length(kinds: Sequence[str], spans: Sequence[tuple[int, int]], profile: Profile) -> float:
    """How much there is to say about a table with these rows: of two ways to read it the shorter is the truer."""
    total = 0.0
    for a, b in spans:
        if b - a == profile.width:
            total += sum(profile.surprise(n, kinds[a + n]) for n in range(b - a)) + _SAY_ROW
        else:
            total += _SAY_CELL * (b - a) + _SAY_SHORT * (b - a != 2 and b - a != 1)
    return total


def _counted(texts: Sequence[str], words: CellWords) -> int:
    """The width that the row numbering the columns tells; 0 without such a row."""
    for a, b in _runs(texts[:_HEAD]):
        if a and words.counts_columns(texts[a:b]):
            return b - a
    return 0


def _runs(values: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Ranges of stretches without an empty one."""
    start = -1
    for i, value in enumerate(values):
        if value and start < 0:
            start = i
        elif not value and start >= 0:
            yield start, i
            start = -1
    if start >= 0:
        yield start, len(values)


def _whole(kinds: Sequence[str], width: int) -> list[Sequence[str]]:
    """The runs that are as long as the table is wide: rows beyond doubt (the first may be the header)."""
    return [kinds[a:b] for a, b in _runs(kinds) if a and b - a == width]


def _candidates(kinds: Sequence[str]) -> tuple[tuple[int, bool], ...]:
    """Widths worth a try, and whether something tells them: the first row, the common runs without an empty cell, the
    first two rows when the second divides heads of the first. Steps from one number to the next tell nothing alone.

    Stretches without an empty one between them stand in one row, so no table is narrower than its common runs.
    """
    runs = list(_runs(kinds[:_SAMPLE]))
    sizes = Counter(b - a for a, b in runs)
    first = runs[0][1] if runs else 1
    least = max([first, *(n for n, times in sizes.items() if times >= max(2, len(runs) / 10))])
    told = {first, *(n for n, _ in sizes.most_common(4))}
    if len(runs) > 1 and kinds[runs[1][0]] not in (SMALL, ORDINAL) and NUMBER not in kinds[runs[1][0] : runs[1][1]]:
        second = runs[1][1] - runs[1][0]
        told.update(first + second - heads for heads in range(1, min(4, second) + 1))
    starts = [i for i, kind in enumerate(kinds[:_SAMPLE]) if kind in (SMALL, ORDINAL) and i and not kinds[i - 1]]
    steps = Counter(b - a - 1 for a, b in pairwise(starts)).most_common(3)
    found = {min(n, _WIDEST): True for n in told if n >= least}
    for n, _ in steps:
        if n >= least:
            found.setdefault(min(n, _WIDEST), False)
    found.setdefault(min(least, _WIDEST), True)
    return tuple(sorted(found.items()))


def _solve(kinds: Sequence[str], width: int, profile: Profile, numbered: bool) -> list[tuple[int, int]]:
    """The cheapest rows."""
    size = len(kinds)
    best: list[float] = [float("inf")] * (size + 2)
    back = [-1] * (size + 2)
    best[0] = 0.0
    for i in range(size):
        here = best[i]
        if here == float("inf"):
            continue
        for j in range(i + 1, min(i + width + 3, size + 1)):
            if j < size and kinds[j]:
                continue
            cost = here + _row_cost(kinds, i, j, width, profile, numbered)
            if cost < best[j + 1]:
                best[j + 1], back[j + 1] = cost, i
        if i + width + 3 <= size and not any(not kinds[j] for j in range(i + 1, i + width + 3)):
            j = next((j for j in range(i + width + 3, size) if not kinds[j]), size)
            cost = here + _LONG_ROW + 2.0 * (j - i - width)
            if cost < best[j + 1]:
                best[j + 1], back[j + 1] = cost, i
    spans: list[tuple[int, int]] = []
    at = size + 1
    if best[at] == float("inf"):  # it ends with the empty stretch after a row
        at = size
    while at > 0 and back[at] >= 0:
        spans.append((back[at], at - 1))
        at = back[at]
    spans.reverse()
    return spans


def _row_cost(kinds: Sequence[str], i: int, j: int, width: int, profile: Profile, numbered: bool) -> float:
    size = j - i
    filled = sum(1 for n in range(i, j) if kinds[n])
    first = kinds[i]
    cost = _ROW
    if size == width and filled == size:
        cost -= _WHOLE
    if size == width:
        if not filled:
            return _BLANK_WHOLE
        if not i:
            cost += _HOLE * (size - filled)
        else:
            cost += sum(profile.cost(n, kinds[i + n]) for n in range(width))
            if filled < size:
                cost += _HOLE * sum(not kinds[i + n] and not profile.counts[n] for n in range(width))
            cost += _INNER_ORDINAL * sum(
                kinds[i + n] == ORDINAL and not profile.counts[n][ORDINAL] for n in range(1, width)
            )
    elif size < width:
        if not filled:
            return _BLANK_ROW
        if filled == size <= 2 and kinds[j - 1] in _TEXTS and (size == 1 or first in (ORDINAL, SMALL, SHORT)):
            return cost + _GROUP
        cost += _SHORT_ROW + _MISSING * (width - size)
        if i:
            cost += _laid(kinds, i, j, profile)
    else:
        cost += _LONG_ROW + 2.0 * (size - width)
    if numbered and i:
        if first in (ORDINAL, SMALL):
            cost -= 0.3
        elif not first and size > 1 and kinds[i + 1] in (ORDINAL, SMALL) and profile.common(1) not in (ORDINAL, SMALL):
            cost += _SHIFTED  # its number would stand beside its column
        elif first not in (EMPTY, NUMBER) and size == width:
            cost += _UNNUMBERED
    return cost


def _laid(kinds: Sequence[str], i: int, j: int, profile: Profile) -> float:
    """How badly the cells of a short row fit when they are laid over the columns as well as may be, in order."""
    room = profile.width - (j - i)
    never = float("inf")
    best = [0.0] + [never] * room  # by how many columns are left out so far
    for n in range(j - i):
        kind, cheapest = kinds[i + n], never
        for s in range(room + 1):
            here = best[s]
            best[s] = min(here, cheapest + _GAP) + profile.cost(n + s, kind)
            cheapest = min(cheapest, here)
    return min(cost + _GAP * (s < room) for s, cost in enumerate(best))
