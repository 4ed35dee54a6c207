"""Tables as readers find them: what is a grid, what are columns set side by side, what is a box around paragraphs."""

from __future__ import annotations

from vnplan.reading.laying import Draft, DraftTable

# A header or a signature set in a table has so many rows and columns at most.
_COLUMNS, _ROWS = 3, 8


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
