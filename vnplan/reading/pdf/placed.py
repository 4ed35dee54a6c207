"""Lines with their page, and the elements that a page is made of, in the order of reading."""

from __future__ import annotations

from dataclasses import dataclass

from vnplan.reading.blocks import Box
from vnplan.reading.pdf.lines import Line


@dataclass(frozen=True, slots=True)
class Placed:
    """A line and the number of its page, from 1."""

    line: Line
    page: int


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell of a table: its place in the grid, its box, and its lines from top to bottom."""

    row: int
    column: int
    row_span: int
    column_span: int
    box: Box
    lines: tuple[Placed, ...]
    header: bool = False

    @property
    def words(self) -> str:
        """Its words with single spaces, to compare cells."""
        return " ".join(w.text for placed in self.lines for w in placed.line.words)


@dataclass(frozen=True, slots=True)
class TableElement:
    """A table on one page or over several; `columns` are the places of the lines between its columns."""

    columns: tuple[float, ...]
    rows: int
    cells: tuple[TableCell, ...]
    box: Box
    page: int
    last_page: int
    drawn: bool = True


@dataclass(frozen=True, slots=True)
class ColumnsElement:
    """Columns side by side: header, signature."""

    cells: tuple[TableCell, ...]
    box: Box
    page: int


@dataclass(frozen=True, slots=True)
class FlowElement:
    """Lines of text over the width of the page."""

    lines: tuple[Placed, ...]


Element = TableElement | ColumnsElement | FlowElement


@dataclass(frozen=True, slots=True)
class NoteText:
    """The lines of a note; `number` is "" for one that began on the page before."""

    number: str
    lines: tuple[Placed, ...]


@dataclass(frozen=True, slots=True)
class PageContent:
    """What stands on a page: furniture apart, elements in the order of reading, and the notes at its foot."""

    number: int
    width: float
    furniture: tuple[Placed, ...]
    elements: tuple[Element, ...]
    notes: tuple[NoteText, ...]
