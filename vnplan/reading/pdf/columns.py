"""What stands side by side without drawn lines: header, signature, and rows of a table, by the file's own order.

A producer writes cell after cell. So the pen goes down within a cell and jumps up and aside to the next one: where it
jumps, what it wrote last beside the place is the cell before. Where the pen went line by line over both columns, the
gap between the words tells the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from vnplan.reading.blocks import Box
from vnplan.reading.pdf.geometry import around
from vnplan.reading.pdf.lines import Line

# Cells may touch or overlap by so many points.
_OVERLAP = 2.0
# Lines of one cell follow each other within so many heights of their letters.
_PITCH = 1.75
# Cells side by side may begin so many heights of letters above or below each other.
_NEAR = 3
# How many lines back what stands beside a line may have been written.
_BACK = 80
# The room for a signature above the name, in heights of letters.
_SIGNATURE = 10


@dataclass(frozen=True, slots=True)
class Row:
    """Cells side by side, from left to right; each a list of lines from top to bottom. One cell: a line of the text."""

    cells: tuple[tuple[Line, ...], ...]

    @property
    def box(self) -> Box:
        """The box around all cells."""
        return around(line.box for cell in self.cells for line in cell)


def rows_of(lines: Sequence[Line]) -> list[Row]:
    """Rows in the order of reading: single lines, and those of several cells.

    `lines` are in the file's order, which is believed: see `in_order`.
    """
    rows: list[list[list[Line]]] = []
    for line in lines:
        last = rows[-1] if rows else None
        if last is not None and (where := _place(last, line)) is not None:
            where.append(line)
            continue
        if last is not None and _is_beside(last, line):
            if len(last) == 1 and len(last[0]) == 1:
                _gather(rows, line)
            rows[-1].append([line])
            continue
        rows.append([[line]])
    return [Row(tuple(tuple(c) for c in sorted(row, key=lambda c: min(x.x0 for x in c)))) for row in rows]


def in_order(lines: Sequence[Line]) -> list[Line]:
    """The lines in the file's order where that is an order of reading, else from top to bottom.

    The pen may jump up only to what stands beside what it wrote before. What it wrote after another jump is moved up
    as a whole where it stands above the rest; many such jumps, and all lines are sorted.
    """
    runs: list[list[Line]] = []
    lowest = 0.0
    for i, line in enumerate(lines):
        if not runs or (line.bottom < lowest - line.height and not any(
            _apart(line, other) and _level(line, other) for other in lines[max(0, i - _BACK) : i]
        )):
            runs.append([])
            lowest = 0.0
        runs[-1].append(line)
        lowest = max(lowest, line.bottom)
    if len(runs) < 2:
        return list(lines)
    if len(runs) <= max(2, len(lines) // 20):
        runs.sort(key=lambda run: min(x.top for x in run))
        feet = [max(x.bottom for x in run) for run in runs]
        if all(min(x.top for x in run) > foot - 0.5 * run[0].height for foot, run in zip(feet, runs[1:], strict=False)):
            return [line for run in runs for line in run]
    return _from_top(lines)


def _from_top(lines: Sequence[Line]) -> list[Line]:
    """Lines sorted by height, those on one baseline from left to right."""
    ordered: list[Line] = []
    band: list[Line] = []
    for line in sorted(lines, key=lambda x: (x.top + x.bottom) / 2):
        if band and (line.top + line.bottom) / 2 > band[0].bottom - 0.2 * band[0].height:
            ordered += sorted(band, key=lambda x: x.x0)
            band = []
        band.append(line)
    return ordered + sorted(band, key=lambda x: x.x0)


def _apart(one: Line, other: Line) -> bool:
    """Whether one stands wholly to the right or to the left of the other."""
    return one.x0 >= other.x1 - _OVERLAP or other.x0 >= one.x1 - _OVERLAP


def _level(one: Line, other: Line) -> bool:
    """Whether two lines stand at one height, or so near that cells beside each other may begin there."""
    return max(one.top, other.top) - min(one.bottom, other.bottom) < _NEAR * max(one.height, other.height)


def _is_beside(row: list[list[Line]], line: Line) -> bool:
    """Whether a line stands beside the last lines of a row: higher than their foot, and to one side of all cells."""
    foot = max(x.bottom for cell in row for x in cell)
    if line.top >= foot - 0.3 * line.height or not any(_level(x, line) for cell in row for x in cell):
        return False
    return all(_apart(line, x) for cell in row for x in cell)


def _place(row: list[list[Line]], line: Line) -> list[Line] | None:
    """The cell of a row of several cells that a line goes on with: the one written last, below its last line."""
    if len(row) < 2:
        return None
    cell = row[-1]
    last = cell[-1]
    others = [x for other in row[:-1] for x in other]
    if line.top < last.bottom - 0.5 * last.height or not all(_apart(line, x) for x in others):
        return None
    if all(_apart(line, x) for x in cell):
        return None
    foot = max(x.bottom for x in others)
    if line.top < foot - 0.3 * line.height:
        return cell
    # Below all other cells: the end of a long cell, or the name below the place of a signature; in line with its cell.
    left, right = min(x.x0 for x in cell), max(x.x1 for x in cell)
    centred = abs((line.x0 + line.x1) / 2 - (left + right) / 2) < 0.5 * line.height
    flush = len(cell) > 1 and (
        all(abs(x.x0 - line.x0) < _OVERLAP for x in cell) or all(abs(x.x1 - line.x1) < _OVERLAP for x in cell))
    below = line.top - last.bottom < 0.35 * line.height and abs(line.height - last.height) < 0.5
    if not (centred or flush or (below and abs(line.x0 - last.x0) < 1)):
        return None
    near = line.top - last.bottom < (_PITCH - 1) * max(line.height, last.height)
    same = abs(line.height - last.height) < 0.1 * line.height
    to_right = line.x0 >= max(x.x1 for x in others) - _OVERLAP
    return cell if (near and same) or (to_right and line.top - last.bottom < _SIGNATURE * line.height) else None


def _gather(rows: list[list[list[Line]]], line: Line) -> None:
    """The single lines written last that stand beside a line become one cell, with those closely above in line."""
    cell = rows.pop()[0]
    while rows and len(rows[-1]) == 1 and len(rows[-1][0]) == 1:
        before = rows[-1][0][0]
        if not _apart(before, line) or before.top > cell[0].top:
            break
        if before.bottom <= line.top + 0.3 * line.height:
            break
        cell = rows.pop()[0] + cell
    rows.append([cell])
