"""Elements of all pages to one text with blocks."""

from __future__ import annotations

from collections.abc import Sequence

from vnplan.reading.laying import Draft, DraftCell, DraftTable, Laying
from vnplan.reading.pdf.drafts import draft_of
from vnplan.reading.pdf.furniture import is_page_number, text_of
from vnplan.reading.pdf.joining import joined, joined_notes
from vnplan.reading.pdf.lines import Line
from vnplan.reading.pdf.paragraphs import Margins, margins_of, paragraphs_of, paragraphs_of_column
from vnplan.reading.pdf.placed import (
    ColumnsElement,
    FlowElement,
    NoteText,
    PageContent,
    Placed,
    TableCell,
    TableElement,
)

# A page with fewer lines than this has the margins of the others.
_TELLING = 6


class _Layer:
    """Lays down elements; notes and heads of a page follow the block that its first words belong to."""

    def __init__(self, pages: Sequence[PageContent]) -> None:
        self.pages = pages
        self.notes = joined_notes(pages)
        self.numbers = frozenset(n.number for n in self.notes if n.number)
        self.margins = _margins(pages)
        self.laid = Laying()
        self.page = 0
        self.noted = 0
        self.heads: set[str] = set()

    def run(self) -> Laying:
        self.turn_to(1)
        for element in joined(self.pages):
            if isinstance(element, FlowElement):
                self.flow(element.lines)
            else:
                self.turn_to(element.page)
                self.laid.table(self.table(element))
                self.turn_to(element.last_page if isinstance(element, TableElement) else element.page)
        self.turn_to(len(self.pages))
        self.notes_up_to(len(self.pages) + 1)
        return self.laid

    def turn_to(self, page: int) -> None:
        """Begin the pages up to one: what the ones before end with, then their heads."""
        while self.page < page:
            self.page += 1
            self.notes_up_to(self.page)
            if self.page > 1:
                self.laid.page_break(self.page)
            for placed in self.pages[self.page - 1].furniture:
                text = text_of(placed.line)
                if is_page_number(placed.line) or _masked(text) in self.heads:
                    continue
                self.heads.add(_masked(text))
                self.laid.furniture([Draft(text, placed.page, placed.line.box)])

    def notes_up_to(self, page: int) -> None:
        """The notes of the pages before one."""
        while self.noted < len(self.notes):
            note = self.notes[self.noted]
            if note.lines and note.lines[0].page >= page:
                return
            self.noted += 1
            self.note(note)

    def note(self, note: NoteText) -> None:
        if not note.lines:
            return
        drafts = self.paragraphs(note.lines, [margins_of([p.line for p in note.lines])] * len(note.lines))
        if note.number:
            self.laid.note(note.number, drafts)
        else:
            for draft in drafts:
                self.laid.paragraph(draft)

    def flow(self, lines: Sequence[Placed]) -> None:
        margins = [self.margins[p.page - 1] for p in lines]
        by_line = {id(p): m for p, m in zip(lines, margins, strict=True)}
        for group in paragraphs_of(lines, margins):
            self.turn_to(group.lines[0].page)
            self.laid.paragraph(draft_of(group, by_line[id(group.lines[0])], self.numbers))

    def paragraphs(self, lines: Sequence[Placed], margins: Sequence[Margins]) -> list[Draft]:
        return [draft_of(g, margins[0], self.numbers) for g in paragraphs_of(lines, margins)]

    def table(self, element: TableElement | ColumnsElement) -> DraftTable:
        if isinstance(element, ColumnsElement):
            cells = [self.cell(c, self.column(c.lines)) for c in element.cells]
            return DraftTable(cells, "columns", element.page, element.box)
        widths = {} if element.drawn else _widths(element.cells)
        cells = []
        for cell in element.cells:
            lines = [p.line for p in cell.lines]
            margins = (widths.get(cell.column) if widths else margins_of(lines, cell.box)) if lines else None
            drafts = self.paragraphs(cell.lines, [margins] * len(lines)) if margins else []
            cells.append(self.cell(cell, drafts))
        return DraftTable(cells, "table", element.page, element.box)

    def column(self, lines: Sequence[Placed]) -> list[Draft]:
        margins = margins_of([p.line for p in lines])
        return [draft_of(g, margins, self.numbers) for g in paragraphs_of_column(lines)]

    def cell(self, cell: TableCell, drafts: Sequence[Draft]) -> DraftCell:
        return DraftCell([*drafts], cell.row, cell.column, cell.row_span, cell.column_span, cell.header)


def _widths(cells: Sequence[TableCell]) -> dict[int, Margins]:
    """The margins of each column of a table without lines."""
    boxes: dict[int, list[tuple[float, float]]] = {}
    for cell in cells:
        boxes.setdefault(cell.column, []).extend((p.line.x0, p.line.x1) for p in cell.lines)
    return {c: Margins(min(b[0] for b in found), max(b[1] for b in found)) for c, found in boxes.items() if found}


def laid_out(pages: Sequence[PageContent]) -> Laying:
    """The text of all pages with its blocks."""
    return _Layer(pages).run()


def _margins(pages: Sequence[PageContent]) -> list[Margins]:
    """The margins of each page's text; a page with little text has those of the others, or of its tables."""
    flows = [(page, _flow(page)) for page in pages]
    found = [margins_of(x, page_width=page.width) if len(x) >= _TELLING else None for page, x in flows]
    out: list[Margins] = []
    for page, margins in zip(pages, found, strict=True):
        if margins is None:
            boxes = [line.box for line in _flow(page)]
            boxes += [e.box for e in page.elements if not isinstance(e, FlowElement)]
            left, right = min((b[0] for b in boxes), default=0.0), max((b[2] for b in boxes), default=1.0)
            near = (m for m in found if m is not None and m.left - 4 <= left and right <= m.right + 4)
            margins = next(near, Margins(left, max(right, page.width - left)))
        out.append(margins)
    return out


def _flow(page: PageContent) -> list[Line]:
    return [p.line for e in page.elements if isinstance(e, FlowElement) for p in e.lines]


def _masked(text: str) -> str:
    return "".join("#" if c.isdigit() else c for c in text)
