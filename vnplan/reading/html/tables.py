"""Tables of a page: the grid with its spans; what is data, what sets a header side by side, what lays out the page."""

from __future__ import annotations

import re
from typing import Any

from vnplan.reading.grids import as_items
from vnplan.reading.laying import Draft, DraftCell, DraftTable

_BORDER = re.compile(
    r"border(?:-(?:top|bottom|left|right))?(?:-width|-style)?\s*:\s*(?!\s*(?:none|0|medium none))[^;]", re.I)
_DRAWN_CLASS = re.compile(r"grid|border", re.I)
_LARGEST_SPAN = 1000
_MOST_CELLS = 200_000
# A cell with so many paragraphs is a part of the page and no cell.
_PAGE_PARAGRAPHS = 24


class TableBuilder:
    """Collects the rows and cells of one table, inner tables apart."""

    def __init__(self, item: Any) -> None:
        self._cells: list[DraftCell] = []
        self._taken: set[tuple[int, int]] = set()
        self._row, self._column = -1, 0
        self._open: tuple[int, int, bool, bool] | None = None
        border = item.get("border")
        styled = _DRAWN_CLASS.search(item.get("class") or "") or _BORDER.search(item.get("style") or "")
        self._drawn = (border is not None and border.strip() not in ("", "0")) or styled is not None
        self._drawn_cells = 0
        self._plain = item.get("role") == "presentation"

    @property
    def is_open(self) -> bool:
        """Whether a cell is open."""
        return self._open is not None

    def row(self, item: Any) -> None:
        """A row begins."""
        self._row += 1
        self._column = 0

    def open(self, item: Any) -> None:
        """A cell begins."""
        if self._row < 0:
            self._row = 0
        head = item.getparent().getparent() if item.getparent() is not None else None
        header = item.tag == "th" or (head is not None and head.tag == "thead")
        self._open = (_span(item.get("rowspan")), _span(item.get("colspan")), header,
                      _BORDER.search(item.get("style") or "") is not None)  # fmt: skip

    def close(self, items: list[Draft | DraftTable]) -> None:
        """The open cell ends, with what stands in it."""
        if self._open is None:
            return
        down, across, header, drawn = self._open
        self._open = None
        while (self._row, self._column) in self._taken:
            self._column += 1
        if len(self._taken) + down * across <= _MOST_CELLS:
            self._taken.update((self._row + r, self._column + c) for r in range(down) for c in range(across))
        self._cells.append(DraftCell(items, self._row, self._column, down, across, header))
        self._drawn_cells += drawn
        self._column += across

    def items(self) -> list[Draft | DraftTable]:
        """The table as it is meant: a grid, columns side by side, or the paragraphs of a page laid out with it."""
        if not self._cells:
            return []
        rows = self._row + 1
        for cell in self._cells:  # a span may reach below the last row
            cell.row_span = min(cell.row_span, max(1, rows - cell.row))
        if self._plain or any(_paragraphs(cell.items) >= _PAGE_PARAGRAPHS for cell in self._cells):
            return [item for cell in self._cells for item in cell.items]
        headed = any(cell.header for cell in self._cells)
        return as_items(DraftTable(self._cells), self._drawn or headed or 2 * self._drawn_cells > len(self._cells))


def _paragraphs(items: list[Draft | DraftTable]) -> int:
    return sum(
        bool(i.text.strip()) if isinstance(i, Draft) else sum(_paragraphs(c.items) for c in i.cells) for i in items)


def _span(value: str | None) -> int:
    """The value of rowspan or colspan; what is no number is 1."""
    found = re.match(r"\s*(\d{1,4})", value or "")
    return min(max(int(found[1]), 1), _LARGEST_SPAN) if found else 1
