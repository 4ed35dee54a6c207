"""Rows of cells that no line is drawn around: columns of a header or signature, and tables by alignment alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vnplan.reading.pdf.columns import Row, rows_of
from vnplan.reading.pdf.geometry import around, clusters
from vnplan.reading.pdf.lines import Line, line_of
from vnplan.reading.pdf.placed import ColumnsElement, Element, FlowElement, Placed, TableCell, TableElement

# Rows of several cells make a table when so many follow each other; fewer are columns of a header or signature.
_FEWEST_ROWS_OF_TWO = 4
_FEWEST_ROWS_OF_MORE = 2
# Lines over the whole width that may stand between the rows of a table (a group's heading).
_BETWEEN = 2
# The room of a blank to be filled in by hand, in heights of letters.
_BLANK = 2.5


def elements_of(lines: Sequence[Line], page: int) -> Iterator[Element]:
    """The elements of a page's lines, given in the order of reading."""
    if not lines:
        return
    left, right = min(x.x0 for x in lines), max(x.x1 for x in lines)
    rows = [_mended(row, left, right) for row in rows_of(lines)]
    at = 0
    flow: list[Placed] = []
    while at < len(rows):
        end = _table_end(rows, at)
        if end == at:
            rows[at] = _closed_up(rows[at])
        if len(rows[at].cells) < 2:
            flow += [Placed(line, page) for cell in rows[at].cells for line in cell]
            at += 1
            continue
        if flow:
            yield FlowElement(tuple(flow))
            flow = []
        if end > at:
            yield _table(rows[at:end], page)
        else:
            end = at + 1
            while end < len(rows) and len(_closed_up(rows[end]).cells) == len(rows[at].cells):
                rows[end] = _closed_up(rows[end])
                end += 1
            yield _columns(rows[at:end], page)
        at = end
    if flow:
        yield FlowElement(tuple(flow))


def _mended(row: Row, left: float, right: float) -> Row:
    """A line of the text whose words stand far apart is one line again."""
    if len(row.cells) != 2 or any(len(cell) > 1 for cell in row.cells):
        return row
    (one,), (two,) = row.cells
    follows = one.words[-1].order + 1 == two.words[0].order
    full = one.x0 - left < 60 and right - two.x1 < 12 and len(one.words) + len(two.words) > 7
    label = len(one.words) == 1 and len(one.words[0].text) < 6 and two.x0 - one.x1 < 4 * one.height
    return Row(((line_of((*one.words, *two.words)),),)) if follows and (full or label) else row


def _closed_up(row: Row) -> Row:
    """A row of a header without the gaps of blanks to be filled in: "ngày   tháng   năm 2026"."""
    if len(row.cells) < 3:
        return row
    cells: list[tuple[Line, ...]] = []
    for cell in row.cells:
        last = cells[-1] if cells else ()
        if (
            len(last) == len(cell) == 1 and last[0].words[-1].order + 1 == cell[0].words[0].order
            and cell[0].x0 - last[0].x1 < _BLANK * cell[0].height
        ):
            cells[-1] = (line_of((*last[0].words, *cell[0].words)),)
        else:
            cells.append(cell)
    return Row(tuple(cells))


def _table_end(rows: Sequence[Row], begin: int) -> int:
    """Index after the last row of a table that begins at a row; `begin` when none does."""
    if len(rows[begin].cells) < 2:
        return begin
    several, more, end, between = 0, 0, begin, 0
    for at in range(begin, len(rows)):
        cells = len(rows[at].cells)
        if cells < 2:
            between += 1
            if between > _BETWEEN:
                break
            continue
        several, more, between, end = several + 1, more + (cells > 2), 0, at + 1
    if more >= _FEWEST_ROWS_OF_MORE or several >= _FEWEST_ROWS_OF_TWO:
        return end
    return begin


def _table(rows: Sequence[Row], page: int) -> TableElement:
    """Rows as a table; columns are where cells overlap from row to row."""
    wide = [row for row in rows if len(row.cells) > 1]
    spans = sorted((min(x.x0 for x in c), max(x.x1 for x in c)) for row in wide for c in row.cells)
    widest = max(len(row.cells) for row in wide)
    starts = _columns_from([row for row in wide if len(row.cells) == widest]) if widest > 2 else clusters(
        (s for s, _ in spans), 12)
    cells: list[TableCell] = []
    for r, row in enumerate(rows):
        taken = -1
        for cell in row.cells:
            box = around(line.box for line in cell)
            column = 0 if len(row.cells) == 1 else max(taken + 1, _nearest(starts, box))
            taken = column
            cells.append(TableCell(r, column, 1, 1, box, tuple(Placed(line, page) for line in cell)))
    width = max(c.column for c in cells) + 1
    return TableElement(tuple(starts[:width]), len(rows), tuple(cells), around(c.box for c in cells), page, page, False)


def _columns_from(rows: Sequence[Row]) -> list[float]:
    """Middles of the columns of rows with equally many cells."""
    count = len(rows[0].cells)
    middles: list[list[float]] = [[] for _ in range(count)]
    for row in rows:
        for i, cell in enumerate(row.cells):
            box = around(line.box for line in cell)
            middles[i].append((box[0] + box[2]) / 2)
    return [sum(m) / len(m) for m in middles]


def _nearest(starts: Sequence[float], box: tuple[float, float, float, float]) -> int:
    middle = (box[0] + box[2]) / 2
    return min(range(len(starts)), key=lambda i: min(abs(starts[i] - middle), abs(starts[i] - box[0])))


def _columns(rows: Sequence[Row], page: int) -> ColumnsElement:
    cells = tuple(
        TableCell(r, c, 1, 1, around(line.box for line in cell), tuple(Placed(line, page) for line in cell))
        for r, row in enumerate(rows) for c, cell in enumerate(row.cells))
    return ColumnsElement(cells, around(c.box for c in cells), page)
