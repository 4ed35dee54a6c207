"""Grids of drawn lines: which rectangles of a page are cells of a table."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from vnplan.reading.blocks import Box
from vnplan.reading.pdf.geometry import Drawing, Rule, clusters

# Lines nearer than this are one (double lines, lines drawn cell by cell); ends nearer than this meet.
_SAME, _MEETS = 2.5, 3.0
# A side of a cell is drawn when so much of it is.
_DRAWN = 0.6
# A page with more lines than this is a drawing and no table.
_MOST_RULES = 8_000
_MOST_CELLS = 20_000


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell: its place in the grid, its spans and its box."""

    row: int
    column: int
    row_span: int
    column_span: int
    box: Box


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of drawn lines. `xs`, `ys` are the places of its lines; `open_foot`: no line closes it below."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[GridCell, ...]

    @property
    def box(self) -> Box:
        """The box around it."""
        return (self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])


def grids_of(drawing: Drawing) -> list[Grid]:
    """The tables of a page that drawn lines make, of two cells at least, from top to bottom."""
    if not drawing.standing or not drawing.lying or len(drawing.lying) + len(drawing.standing) > _MOST_RULES:
        return []
    lying, standing = _joined(drawing.lying), _joined(drawing.standing)
    grids = [g for g in (_grid(a, b) for a, b in _meeting(lying, standing)) if g is not None]
    return sorted(grids, key=lambda g: (g.ys[0], g.xs[0]))


def _joined(rules: Iterable[Rule]) -> list[Rule]:
    """Rules on one line that touch become one."""
    rows: list[list[Rule]] = []
    for rule in sorted(rules):
        if rows and rule.at - rows[-1][-1].at <= _SAME and rule.at - rows[-1][0].at <= 2 * _SAME:
            rows[-1].append(rule)
        else:
            rows.append([rule])
    joined: list[Rule] = []
    for row in rows:
        at = sum(r.at for r in row) / len(row)
        begin: float | None = None
        end = 0.0
        for rule in sorted(row, key=lambda r: r.start):
            if begin is None:
                begin, end = rule.start, rule.end
            elif rule.start <= end + _MEETS:
                end = max(end, rule.end)
            else:
                joined.append(Rule(at, begin, end))
                begin, end = rule.start, rule.end
        if begin is not None:
            joined.append(Rule(at, begin, end))
    return joined


def _meeting(lying: Sequence[Rule], standing: Sequence[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Rules that hang together, by crossing or touching."""
    parent = list(range(len(lying) + len(standing)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    heights = [r.at for r in lying]  # joined rules are sorted by place
    for j, post in enumerate(standing):
        first = bisect_right(heights, post.start - _MEETS)
        for i in range(first, bisect_right(heights, post.end + _MEETS)):
            beam = lying[i]
            if beam.start - _MEETS <= post.at <= beam.end + _MEETS:
                parent[root(i)] = root(len(lying) + j)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = defaultdict(lambda: ([], []))
    for i, rule in enumerate(lying):
        groups[root(i)][0].append(rule)
    for j, rule in enumerate(standing):
        groups[root(len(lying) + j)][1].append(rule)
    return [(a, b) for a, b in groups.values() if a and b]


def _grid(lying: list[Rule], standing: list[Rule]) -> Grid | None:
    """The cells between rules that hang together; None for a mere box or a cross."""
    xs = clusters([r.at for r in standing], _SAME)
    ys = clusters([r.at for r in lying], _SAME)
    # A table may be open at its sides, its top or its foot: then its rules tell how far it goes.
    left, right = min(r.start for r in lying), max(r.end for r in lying)
    top, foot = min(r.start for r in standing), max(r.end for r in standing)
    xs = _widened(xs, left, right, 3 * _SAME)
    ys = _widened(ys, top, foot, 3 * _SAME)
    columns, rows = len(xs) - 1, len(ys) - 1
    if columns < 1 or rows < 1 or columns * rows < 2 or columns * rows > _MOST_CELLS:
        return None
    beams, posts = _by_place(lying, ys), _by_place(standing, xs)
    parent = list(range(rows * columns))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for r in range(rows):
        for c in range(columns):
            if c + 1 < columns and not _drawn(posts[c + 1], ys[r], ys[r + 1]):
                parent[root(r * columns + c)] = root(r * columns + c + 1)
            if r + 1 < rows and not _drawn(beams[r + 1], xs[c], xs[c + 1]):
                parent[root(r * columns + c)] = root((r + 1) * columns + c)
    regions: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for r in range(rows):
        for c in range(columns):
            regions[root(r * columns + c)].append((r, c))
    cells = []
    for r0, c0, r1, c1 in (piece for places in regions.values() for piece in _rectangles(places)):
        cells.append(GridCell(r0, c0, r1 - r0 + 1, c1 - c0 + 1, (xs[c0], ys[r0], xs[c1 + 1], ys[r1 + 1])))
    if len(cells) < 2:
        return None
    return Grid(tuple(xs), tuple(ys), tuple(sorted(cells, key=lambda x: (x.row, x.column))))


def _rectangles(places: Sequence[tuple[int, int]]) -> list[tuple[int, int, int, int]]:
    """First row and column, last row and column of the rectangles of a region; one for a cell of any span.

    A border that its author left out joins cells of different widths: they are taken apart by rows.

    >>> _rectangles([(0, 0), (0, 1), (1, 1)])
    [(0, 0, 0, 1), (1, 1, 1, 1)]
    """
    r0, r1 = min(p[0] for p in places), max(p[0] for p in places)
    c0, c1 = min(p[1] for p in places), max(p[1] for p in places)
    if len(places) == (r1 - r0 + 1) * (c1 - c0 + 1):
        return [(r0, c0, r1, c1)]
    pieces: list[tuple[int, int, int, int]] = []
    for row in range(r0, r1 + 1):
        columns = sorted(c for r, c in places if r == row)
        runs: list[list[int]] = []
        for column in columns:
            if runs and column == runs[-1][-1] + 1:
                runs[-1].append(column)
            else:
                runs.append([column])
        for run in runs:
            same = (i for i, p in enumerate(pieces) if (p[1], p[2], p[3]) == (run[0], row - 1, run[-1]))
            above = next(same, None)
            if above is None:
                pieces.append((row, run[0], row, run[-1]))
            else:
                pieces[above] = (pieces[above][0], run[0], row, run[-1])
    return pieces


def _widened(places: list[float], low: float, high: float, by: float) -> list[float]:
    if low < places[0] - by:
        places = [low, *places]
    if high > places[-1] + by:
        places = [*places, high]
    return places


def _by_place(rules: list[Rule], places: Sequence[float]) -> list[list[Rule]]:
    """The rules at each place."""
    found: list[list[Rule]] = [[] for _ in places]
    for rule in rules:
        nearest = min(range(len(places)), key=lambda i: abs(places[i] - rule.at))
        found[nearest].append(rule)
    return found


def _drawn(rules: Iterable[Rule], start: float, end: float) -> bool:
    """Whether most of a cell's side is drawn."""
    covered = sum(max(0.0, min(r.end, end) - max(r.start, start)) for r in rules)
    return covered >= _DRAWN * (end - start)
