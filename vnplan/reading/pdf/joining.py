"""What goes on over a page's end: text, tables and their rows, notes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from vnplan.reading.pdf.placed import Element, FlowElement, NoteText, PageContent, TableCell, TableElement

# The columns of a table on the next page stand within so many points of those before.
_SAME = 5.0
_CLOSED = (".", ";", ":", "!", "?")


def joined(pages: Sequence[PageContent]) -> Iterator[Element]:
    """The elements of all pages in order, text and tables joined over the ends of pages."""
    held: Element | None = None
    for page in pages:
        for element in page.elements:
            if isinstance(held, FlowElement) and isinstance(element, FlowElement):
                held = FlowElement(held.lines + element.lines)
            elif (
                isinstance(held, TableElement) and isinstance(element, TableElement)
                and element.page > held.last_page and _same_columns(held, element)
            ):
                held = _with_rows(held, element)
            else:
                if held is not None:
                    yield held
                held = element
    if held is not None:
        yield held


def joined_notes(pages: Sequence[PageContent]) -> list[NoteText]:
    """The notes of all pages; one that goes on over a page is one."""
    notes: list[NoteText] = []
    for page in pages:
        for note in page.notes:
            if not note.number and notes:
                notes[-1] = NoteText(notes[-1].number, notes[-1].lines + note.lines)
            else:
                notes.append(note)
    return notes


def _same_columns(one: TableElement, two: TableElement) -> bool:
    if one.drawn != two.drawn:
        return False
    if not one.drawn:
        return len(one.columns) == len(two.columns)
    shift = two.columns[0] - one.columns[0]
    if len(one.columns) != len(two.columns):
        # Fewer columns, each of them at one of the others (a page whose rows all span some).
        return abs(shift) < _SAME and all(min(abs(x - y) for y in one.columns) < _SAME for x in two.columns)
    return all(abs(b - a - shift) < _SAME for a, b in zip(one.columns, two.columns, strict=True))


def _with_rows(table: TableElement, more: TableElement) -> TableElement:
    """A table with the rows of its part on the next page: without its repeated head, a cut row made whole."""
    cells = list(table.cells)
    added = _moved(more, table.columns)
    heads = _repeated_heads(cells, added)
    if heads:
        cells = [replace(c, header=True) if c.row < heads else c for c in cells]
        added = [c for c in added if c.row >= heads]
    rest = sorted({c.row for c in added})
    last = table.rows - 1
    if rest and _is_cut(cells, [c for c in added if c.row == rest[0]], last):
        for piece in (c for c in added if c.row == rest[0]):
            if not piece.lines:
                continue
            at = next((i for i, c in enumerate(cells) if c.row <= last < c.row + c.row_span
                       and c.column == piece.column), None)  # fmt: skip
            if at is not None:
                cells[at] = replace(cells[at], lines=cells[at].lines + piece.lines)
        added = [c for c in added if c.row > rest[0]]
        rest = rest[1:]
    first = min(rest, default=0)
    cells += [replace(c, row=c.row - first + table.rows) for c in added]
    rows = table.rows + (more.rows - first if rest else 0)
    return replace(table, rows=rows, cells=tuple(cells), last_page=more.last_page)


def _moved(table: TableElement, columns: Sequence[float]) -> list[TableCell]:
    """Cells with their columns counted by other lines, where the table has fewer."""
    if len(table.columns) == len(columns):
        return list(table.cells)
    at = [min(range(len(columns)), key=lambda i: abs(columns[i] - x)) for x in table.columns]
    return [
        replace(c, column=at[c.column], column_span=at[min(c.column + c.column_span, len(at) - 1)] - at[c.column] or 1)
        for c in table.cells
    ]


def _repeated_heads(cells: Sequence[TableCell], added: Sequence[TableCell]) -> int:
    """How many of the first rows are those of the table again."""
    def row(found: Sequence[TableCell], number: int) -> list[tuple[int, str]]:
        return [(c.column, c.words) for c in found if c.row == number]

    count = 0
    while count < 4:
        one, two = row(cells, count), row(added, count)
        if not one or one != two or not any(words for _, words in one):
            break
        count += 1
    return count


def _is_cut(cells: Sequence[TableCell], row: Sequence[TableCell], last: int) -> bool:
    """Whether a row at the top of a page goes on with the last one: no number of its own, and its words go on."""
    above = {c.column: c for c in cells if c.row <= last < c.row + c.row_span}
    with_words = [c for c in row if c.lines]
    if not with_words or any(c.column not in above for c in with_words):
        return False
    first = min(row, key=lambda c: c.column)
    if first.lines or not above.get(first.column, first).lines:
        return False
    going_on = 0
    for cell in with_words:
        before, words = above[cell.column].words, cell.words
        if words[0].islower() or (before and not before.endswith(_CLOSED)):
            going_on += 1
        elif before:
            return False
    return going_on > 0
