"""Tables as readers find them: what is a grid, what are columns set side by side, what is a box around paragraphs."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from vnplan.reading.laying import Draft, DraftCell, DraftTable

# A header or a signature set in a table has so many rows and columns at most.
_COLUMNS, _ROWS = 3, 8
# Edges of cells that are so near are one, in twentieths of a point.
_NEAR = 40


@dataclass(slots=True)
class RowCell:
    """A cell as .doc and .rtf have it: where it ends on the line, and how it is merged with its neighbours.

    `right` in twentieths of a point; `down` and `across`: "" alone, "begins" a merged cell, "goes on" with one.
    """

    items: list[Draft | DraftTable] = field(default_factory=list)
    right: int = 0
    down: str = ""
    across: str = ""
    drawn: bool = False


@dataclass(slots=True)
class Row:
    """A row of such cells; `left` is where it begins."""

    cells: list[RowCell]
    left: int = 0
    header: bool = False


def as_items(table: DraftTable, drawn: bool) -> list[Draft | DraftTable]:
    """A table as it is meant: itself, columns, or the plain paragraphs of a box.

    `drawn`: whether the file draws lines between its cells. A table of one column is a box around paragraphs; one of
    few rows and columns without lines sets a header or a signature side by side.

    >>> as_items(DraftTable([DraftCell([Draft("Mẫu số 1")], 0, 0)]), True)[0].text
    'Mẫu số 1'
    """
    columns = {cell.column for cell in table.cells}
    if len(columns) <= 1:
        return [item for cell in sorted(table.cells, key=lambda c: c.row) for item in cell.items]
    rows = {cell.row for cell in table.cells}
    if not drawn and len(columns) <= _COLUMNS and len(rows) <= _ROWS:
        table.kind = "columns"
    return [table]


def of_rows(rows: Sequence[Row]) -> list[Draft | DraftTable]:
    """Rows whose cells only know where they end, as a grid with spans (see `as_items`).

    >>> two, one = RowCell([Draft("a")], 100), RowCell([Draft("b")], 500)
    >>> table = of_rows([Row([two, one]), Row([RowCell([Draft("c")], 500)])])[0]
    >>> [(c.row, c.column, c.column_span) for c in table.cells]
    [(0, 0, 1), (0, 1, 1), (1, 0, 2)]
    """
    edges: list[int] = []
    for edge in sorted({row.left for row in rows} | {cell.right for row in rows for cell in row.cells}):
        if not edges or edge - edges[-1] > _NEAR:
            edges.append(edge)

    def column(edge: int) -> int:
        return bisect_left(edges, edge - _NEAR)

    cells: list[DraftCell] = []
    open_: dict[int, DraftCell] = {}
    drawn = 0
    for number, row in enumerate(rows):
        begun: dict[int, DraftCell] = {}
        left, last = column(row.left), None
        for cell in row.cells:
            right = max(column(cell.right), left + 1)
            if cell.across == "goes on" and last is not None:
                last.column_span += right - left
                last.items += cell.items
            elif cell.down == "goes on" and left in open_:
                last = begun[left] = open_[left]
                last.row_span = number - last.row + 1
            else:
                last = DraftCell(cell.items, number, left, 1, right - left, row.header)
                cells.append(last)
                drawn += cell.drawn
                if cell.down:
                    begun[left] = last
            left = right
        open_ = begun
    return as_items(DraftTable(cells), 2 * drawn > len(cells))
