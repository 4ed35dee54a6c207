"""One page: its words sorted into tables, furniture, notes, columns and lines of text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from vnplan.reading.pdf.aligned import elements_of
from vnplan.reading.pdf.characters import Page
from vnplan.reading.pdf.columns import in_order
from vnplan.reading.pdf.geometry import Drawing, Word
from vnplan.reading.pdf.grids import Grid, grids_of
from vnplan.reading.pdf.lines import Line, line_of, lines_of
from vnplan.reading.pdf.notes import note_zone, notes_of
from vnplan.reading.pdf.paragraphs import margins_of
from vnplan.reading.pdf.placed import Element, FlowElement, PageContent, Placed, TableCell, TableElement


@dataclass(frozen=True, slots=True)
class Sorted:
    """A page's words: the lines outside of tables in the file's order, tables with the place of their first word."""

    page: Page
    drawing: Drawing
    lines: tuple[Line, ...]
    turned: tuple[Line, ...]
    tables: tuple[tuple[int, TableElement], ...]


def sorted_words(page: Page, drawing: Drawing) -> Sorted:
    """Words of tables with drawn lines apart from the others, and the others as lines."""
    tables: list[tuple[int, TableElement]] = []
    rest: Iterable[Word] = page.words
    for grid in grids_of(drawing):
        inside = [w for w in rest if _within(w, grid)]
        if inside:
            rest = [w for w in rest if not _within(w, grid)]
            tables.append((inside[0].order, _table(grid, inside, page.number)))
    upright = [w for w in rest if not w.turned]
    turned = [w for w in rest if w.turned]
    if len(upright) < len(page.words) and turned:
        # Words of one letter have no direction of their own: those among turned ones are turned too.
        upright, turned = _with_single_letters(upright, turned)
    return Sorted(page, drawing, tuple(lines_of(upright)), tuple(_turned_lines(turned)), tuple(tables))


def content_of(found: Sorted, furniture: frozenset[int]) -> PageContent:
    """What stands on a page, `furniture` being indices into its lines."""
    number = found.page.number
    heads = tuple(Placed(found.lines[i], number) for i in sorted(furniture)) + tuple(
        Placed(line, number) for line in found.turned)
    text = [line for i, line in enumerate(found.lines) if i not in furniture]
    notes: list[Line] = []
    if text:
        zone = note_zone(text, found.drawing, margins_of(text).left)
        if zone is not None:
            notes = [x for x in text if x.top >= zone]
            text = [x for x in text if x.top < zone]
    elements = list(elements_of(in_order(text), number))
    for order, table in sorted(found.tables, key=lambda t: t[1].box[1]):
        elements = _with_table(elements, table, order)
    return PageContent(number, found.page.width, heads, tuple(elements), notes_of(notes, number))


def _within(word: Word, grid: Grid) -> bool:
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    x0, y0, x1, y1 = grid.box
    return x0 - 1 <= x <= x1 + 1 and y0 - 1 <= y <= y1 + 1


def _table(grid: Grid, words: Sequence[Word], page: int) -> TableElement:
    place = {}
    for index, cell in enumerate(grid.cells):
        for r in range(cell.row, cell.row + cell.row_span):
            for c in range(cell.column, cell.column + cell.column_span):
                place[r, c] = index
    inside: list[list[Word]] = [[] for _ in grid.cells]
    for word in words:
        x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
        c = min(max(bisect_right(grid.xs, x) - 1, 0), len(grid.xs) - 2)
        r = min(max(bisect_right(grid.ys, y) - 1, 0), len(grid.ys) - 2)
        inside[place.get((r, c), 0)].append(word)
    cells = tuple(
        TableCell(cell.row, cell.column, cell.row_span, cell.column_span, cell.box,
                  tuple(Placed(line, page) for line in _cell_lines(found)))
        for cell, found in zip(grid.cells, inside, strict=True))  # fmt: skip
    return TableElement(grid.xs, len(grid.ys) - 1, cells, grid.box, page, page)


def _cell_lines(words: Sequence[Word]) -> list[Line]:
    """The lines of a cell from top to bottom; words beside each other are one line, however far apart."""
    if any(w.turned for w in words):
        return [line_of(words)]
    rows: list[list[Line]] = []
    for line in in_order(lines_of(words)):
        last = rows[-1][-1] if rows else None
        if last is not None and line.x0 >= last.x1 - 1 and line.top < last.bottom - 0.5 * last.height:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [line_of([w for line in row for w in line.words]) for row in rows]


def _with_single_letters(upright: list[Word], turned: list[Word]) -> tuple[list[Word], list[Word]]:
    low, high = min(w.x0 for w in turned), max(w.x1 for w in turned)
    orders = [w.order for w in turned]
    first, last = min(orders), max(orders)
    moved = [w for w in upright if len(w.text) == 1 and first - 2 <= w.order <= last + 2
             and low - 2 <= (w.x0 + w.x1) / 2 <= high + 2]  # fmt: skip
    return [w for w in upright if w not in moved], sorted(turned + moved, key=lambda w: w.order)


def _turned_lines(words: Sequence[Word]) -> list[Line]:
    """Turned words that stand one above the other are a line."""
    runs: list[list[Word]] = []
    for word in words:
        if runs and abs(runs[-1][-1].x0 - word.x0) < 0.6 * (word.x1 - word.x0) + 1:
            runs[-1].append(word)
        else:
            runs.append([word])
    return [line_of(run) for run in runs]


def _with_table(elements: list[Element], table: TableElement, order: int) -> list[Element]:
    """The elements with a table where it stands: before the first line below its top."""
    out: list[Element] = []
    placed = False
    for element in elements:
        if placed or not isinstance(element, FlowElement):
            if not placed and element.box[1] >= table.box[1]:  # type: ignore[union-attr]
                out.append(table)
                placed = True
            out.append(element)
            continue
        cut = next((i for i, p in enumerate(element.lines) if p.line.top >= table.box[3] - p.line.height), None)
        if cut is None:
            out.append(element)
            continue
        if cut:
            out.append(FlowElement(element.lines[:cut]))
        out += [table, FlowElement(element.lines[cut:])]
        placed = True
    return out if placed else [*out, table]
