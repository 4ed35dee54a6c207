"""Where the rows of a table end, when a bar ends each cell and an empty stretch may be an empty cell or a row's end.

In the exported copies every cell ends with a bar and every row begins with one, so between two rows stands an empty
stretch, as an empty cell does. The way through them that makes the rows most alike is found by dynamic programming
over the stretches: rows are as wide as the table, or shorter where a cell spans rows or columns, and what stands in a
column is of one kind (`Profile`). The cost grows with the number of stretches and the width of the table.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vnplan.layout.cells import AGENCY, EMPTY, NUMBER, ORDINAL, SHORT, SMALL, WORDS, CellWords, Profile

_WIDEST, _WIDE = 40, 22
# Enough of a table to see how wide it is, and the stretches in which the row that numbers its columns must stand.
_SAMPLE, _HEAD = 240, 90
_GROUP, _SHORT_ROW, _MISSING, _LONG_ROW, _BLANK_ROW = 0.8, 2.0, 0.25, 14.0, 4.0
_GAP, _SHIFTED, _NUMBERED = 0.4, 2.5, -0.3
_INNER_ORDINAL, _UNNUMBERED, _ROW, _HOLE, _WHOLE, _BLANK_WHOLE = 1.5, 1.0, 0.05, 0.4, 0.5, 2.0
# What it takes to say that a row is whole; a cell of a row that is not, and that it is not.
_SAY_ROW, _SAY_CELL, _SAY_SHORT = 0.5, 1.5, 2.0
# What a width costs that neither a run of cells nor the header tells.
_UNTOLD = 80.0
_SUBHEAD = 0.9
_FIGURES = frozenset({ORDINAL, SMALL, NUMBER})
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
    plain_rows = _regular(kinds)
    if plain_rows is not None:
        first = plain_rows[0][1]
        return Rows(plain_rows, first, Profile((kinds[a:b] for a, b in plain_rows[1:] if b - a == first), first))
    width = _counted(texts, words)
    numbered = bool(words.first_head.match(texts[0]))
    widths = ((width, True),) if width else _candidates(kinds)
    if len(widths) > 1:
        sample = kinds[:_SAMPLE]
        lengths = [(_length(sample, *_learn(sample, w, numbered, 1)) + (not told) * _UNTOLD, w) for w, told in widths]
        width = min(lengths)[1]
    else:
        width = widths[0][0]
    spans, profile = _learn(kinds, width, numbered)
    return Rows(tuple(spans), width, profile)


def _regular(kinds: Sequence[str]) -> tuple[tuple[int, int], ...] | None:
    """The rows of a table without an empty cell, whose rows are whole or labels of groups; None for any other table."""
    runs = tuple(_runs(kinds))
    if not kinds[0] or len(runs) < 3 or sum(1 for kind in kinds if not kind) != len(runs) - 1:
        return None
    width = runs[0][1]
    if width < 3 or sum(b - a == width for a, b in runs) * 2 < len(runs):
        return None
    return runs if all(b - a == width or b - a == 1 or (b - a == 2 < width - 1) for a, b in runs) else None


def _learn(kinds: Sequence[str], width: int, numbered: bool, times: int = 2) -> tuple[list[tuple[int, int]], Profile]:
    """The rows of a table of a known width, and what its columns hold, each learnt from the other."""
    profile = Profile(_whole(kinds, width), width)
    spans = _solve(kinds, width, profile, numbered)
    for _ in range(times):
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
    told = {first, *(n for n, times in sizes.most_common(4) if times > 1 or n <= _WIDE)}
    heads = [b - a for a, b in itertools.takewhile(lambda run: not _FIGURES & {*kinds[run[0] : run[1]]}, runs[1:4])]
    if len(heads) > 1:
        told.update(first + heads[0] + heads[1] - n for n in range(2, 4))
    if heads:
        second = heads[0]
        told.update(first + second - heads for heads in range(1, min(4, second) + 1))
    starts = [i for i, kind in enumerate(kinds[:_SAMPLE]) if kind in (SMALL, ORDINAL) and i and not kinds[i - 1]]
    steps = Counter(b - a - 1 for a, b in itertools.pairwise(starts)).most_common(3)
    found = {min(n, _WIDEST): True for n in told if n >= least}
    for n, _ in steps:
        if n >= least:
            found.setdefault(min(n, _WIDEST), False)
    found.setdefault(min(least, _WIDEST), True)
    return tuple(sorted(found.items()))


def _solve(kinds: Sequence[str], width: int, profile: Profile, numbered: bool) -> list[tuple[int, int]]:
    """The cheapest rows."""
    size = len(kinds)
    never = float("inf")
    best: list[float] = [never] * (size + 2)
    back = [-1] * (size + 2)
    best[0] = 0.0
    heads = [False] * (size + 2)  # only heads stand before it
    heads[0] = True
    ends = [j for j in range(1, size) if not kinds[j]]
    ends.append(size)
    cost_of = _RowCosts(width, profile, numbered)
    first = 0  # index of the first end after i
    for i in range(size):
        here = best[i]
        while ends[first] <= i:
            first += 1
        if here == never:
            continue
        n = first
        while n < len(ends) and (ends[n] <= i + width + 2 or n == first):
            j = ends[n]
            n += 1
            if here + cost_of.least(j - i) >= best[j + 1]:
                continue
            row = kinds[i:j]
            head = heads[i] and not any(kind in _FIGURES for kind in row)
            cost = here + (cost_of.head(row) if head and i else cost_of(row, i == 0))
            if cost < best[j + 1]:
                best[j + 1], back[j + 1], heads[j + 1] = cost, i, head
    spans: list[tuple[int, int]] = []
    at = size + 1
    if best[at] == never:  # it ends with the empty stretch after a row
        at = size
    while at > 0 and back[at] >= 0:
        spans.append((back[at], at - 1))
        at = back[at]
    spans.reverse()
    return spans


class _RowCosts:
    """What a row of some kinds costs in a table; the rows of a table are alike, so each is reckoned once."""

    def __init__(self, width: int, profile: Profile, numbered: bool) -> None:
        self.width, self.profile, self.numbered = width, profile, numbered
        self._known: dict[tuple[str, ...], float] = {}
        self._number_inside = profile.common(1) in (ORDINAL, SMALL) if width > 1 else True

    def least(self, size: int) -> float:
        """The least that a row of so many cells costs."""
        if size == self.width:
            return _ROW - _WHOLE + _NUMBERED
        if size > self.width:
            return _LONG_ROW + _NUMBERED
        return (_ROW + _GROUP if size <= 2 else _SHORT_ROW + _MISSING * (self.width - size)) + _NUMBERED

    def head(self, row: Sequence[str]) -> float:
        """A row of heads under others: what stands in the columns tells nothing of it."""
        if len(row) > self.width:
            return _LONG_ROW + 2.0 * (len(row) - self.width)
        if not any(row):
            return _BLANK_ROW
        if len(row) == self.width:
            return min(_SUBHEAD, self(row, False))
        return _SUBHEAD + 0.1 * (self.width - len(row)) + _BLANK_WHOLE * sum(not kind for kind in row[1:])

    def __call__(self, row: Sequence[str], top: bool) -> float:
        if top:
            return self._shape(row, len(row) - row.count(EMPTY), True)
        key = tuple(row)
        cost = self._known.get(key)
        if cost is None:
            cost = self._shape(row, len(row) - row.count(EMPTY), False) + self._number(row)
            self._known[key] = cost
        return cost

    def _shape(self, row: Sequence[str], filled: int, top: bool) -> float:
        """A whole row, a group's label, a row that lacks cells, one with too many; `top`: the first row of heads."""
        size, width, profile = len(row), self.width, self.profile
        if size == width:
            if not filled:
                return _BLANK_WHOLE
            if top:
                return _ROW - _WHOLE * (filled == size) + _HOLE * (size - filled)
            cost = _ROW - _WHOLE * (filled == size) + sum(profile.cost(n, kind) for n, kind in enumerate(row))
            for n, kind in enumerate(row):
                if not kind and not profile.counts[n]:
                    cost += _HOLE
                elif n and kind == ORDINAL and not profile.counts[n][ORDINAL]:
                    cost += _INNER_ORDINAL
            return cost
        if size > width:
            return _ROW + _LONG_ROW + 2.0 * (size - width)
        if not filled:
            return _BLANK_ROW
        if filled == size <= 2 and row[-1] in _TEXTS and (size == 1 or row[0] in (ORDINAL, SMALL, SHORT)):
            return _ROW + _GROUP
        return _ROW + _SHORT_ROW + _MISSING * (width - size) + (0.0 if top else _laid(row, profile))

    def _number(self, row: Sequence[str]) -> float:
        """What the first cell costs where the first column holds numbers."""
        if not self.numbered:
            return 0.0
        if row[0] in (ORDINAL, SMALL):
            return _NUMBERED
        if not row[0] and len(row) > 1 and row[1] in (ORDINAL, SMALL) and not self._number_inside:
            return _SHIFTED  # its number would stand beside its column
        if row[0] not in (EMPTY, NUMBER) and len(row) == self.width:
            return _UNNUMBERED
        return 0.0


def _laid(row: Sequence[str], profile: Profile) -> float:
    """How badly the cells of a short row fit when they are laid over the columns as well as may be, in order."""
    room = profile.width - len(row)
    never = float("inf")
    best = [0.0] + [never] * room  # by how many columns are left out so far
    for n, kind in enumerate(row):
        cheapest = never
        for s in range(room + 1):
            here = best[s]
            by_gap = cheapest + _GAP
            best[s] = (here if here < by_gap else by_gap) + profile.cost(n + s, kind)
            if here < cheapest:
                cheapest = here
    return min(cost + _GAP * (s < room) for s, cost in enumerate(best))
