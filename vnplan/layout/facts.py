"""Lines with the facts of a file: what its blocks state is taken, and only what they leave open is guessed.

Taken: where paragraphs begin and end, cells with row, column and spans, columns set side by side, notes, running heads,
labels of automatic numbering. Guessed as in plain text: what a line break inside a paragraph means, which label is a
heading, columns that tabs part, and everything where a file's paragraphs are but the lines of a page.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from bisect import bisect_right

from vnplan.layout.habits import habits
from vnplan.layout.lines import INVISIBLE, Line, Lines, columns_of
from vnplan.layout.rules import LayoutRules
from vnplan.reading.blocks import Block, Cell

_TABS = re.compile(r"[ \xa0]*\t[ \t\xa0]*")
# A table of so few rows whose cells begin as a header or a signature does sets them side by side, lines or no lines.
_HEADER_ROWS = 8
# A cell with so many paragraphs is a page set in a table.
_CELL_PARAGRAPHS = 60
# The first cell of a table of data, drawn or not.
_FIRST_CELL = re.compile(r"^(?:S?TT|SỐ TT|Số TT|Stt)\.?$")
# Paragraphs that go on with a small letter where none may: so large a share of them are lines of a page.
_BROKEN = 0.08


def lines_of(work: str, blocks: tuple[Block, ...], rules: LayoutRules) -> Lines:
    """Lines of the working text with table, cell, footnote and label as the blocks state them.

    A line after the edge of a paragraph has a blank line before it (`blanks`), whatever the text between is; lines of
    different cells and columns have different `cell` numbers.
    """
    found = _Taker(work, rules).take(blocks)
    _mistrust(found.lines)
    return found


class _Taker:
    """Goes through the blocks once."""

    def __init__(self, work: str, rules: LayoutRules) -> None:
        self.work, self.rules = work, rules
        self.plain = unicodedata.is_normalized("NFC", work) and not any(c in work for c in INVISIBLE)
        self.lines: list[Line] = []
        self.furniture: list[tuple[int, int, str]] = []
        self.cell = self.tables = 0
        self.page_break = self.after_rule = False
        self.note: tuple[int, str] = (-1, "")
        self.grid: _Grid | None = None

    def take(self, blocks: tuple[Block, ...]) -> Lines:
        note_begin = -1
        for i, block in enumerate(blocks):
            if self.grid is not None and block.start >= self.grid.end and block.kind != "page_break":
                self.grid = None
                self.cell += 1
            if block.kind == "paragraph":
                number = self.note[1] if block.start < self.note[0] else ""
                self._paragraph(block, note_begin if number and note_begin >= 0 else block.start, number)
                note_begin = -1
            elif block.kind == "furniture":
                self.furniture.append((block.start, block.end, "running"))
                self.page_break = True
            elif block.kind == "note":
                self.note = (block.end, block.number)
                note_begin = block.start
            elif block.kind == "page_break":
                self.page_break = True
            elif self.grid is None:  # a table inside a cell belongs to the cell
                self.cell += 1
                self.grid = _Grid(block, self.tables if self._is_data(blocks, i) else -1, self.cell)
                self.tables += self.grid.table >= 0
                self.cell += len(block.cells)
        return Lines(self.lines, self.furniture, self.cell, self.plain)

    def _is_data(self, blocks: tuple[Block, ...], i: int) -> bool:
        """Whether a table or columns are a grid of data, and not a header, a signature or a page set in a table."""
        block = blocks[i]
        texts = [self.work[c.start : c.end].strip() for c in block.cells]
        filled = [t for t in texts if t]
        if not filled or max(t.count("\n") for t in filled) >= _CELL_PARAGRAPHS:
            return False
        if _FIRST_CELL.match(unicodedata.normalize("NFC", filled[0])):
            return True
        rows = {c.row for c in block.cells}
        heads = (unicodedata.normalize("NFC", t.split("\n", 1)[0]) for t in filled)
        beside = len(rows) <= _HEADER_ROWS and any(self.rules.in_columns(head) for head in heads)
        return block.kind == "table" and not beside

    def _paragraph(self, block: Block, begin: int, number: str) -> None:
        cell = self.grid.cell_at(block.start) if self.grid is not None else None
        at, edge, first = begin, True, len(self.lines)
        for raw in self.work[begin : block.end].split("\n"):
            start, end = at, at + len(raw)
            at = end + 1
            text = raw.strip()
            if not text:
                continue
            start += len(raw) - len(raw.lstrip())
            end = start + len(text)
            text = self._shown(text)
            if not text:
                continue
            kind = self.rules.furniture_kind(text)
            if text[0].isdecimal() or (cell is not None and kind != "rule"):
                kind = ""
            if kind == "rule":
                self.after_rule = True
                continue
            if kind and kind != "section":
                self.furniture.append((start, end, kind))
                self.page_break = True
                continue
            self._line(start, end, text, edge, cell, number)
            edge = False
        if block.generated and len(self.lines) > first:
            self.lines[first].labelled = True

    def _line(self, start: int, end: int, text: str, edge: bool, cell: tuple[int, Cell] | None, number: str) -> None:
        grid = self.grid
        line = Line(start, end, text, int(edge), self.cell, self.page_break, self.after_rule, footnote=number)
        if cell is not None and grid is not None:
            line.cell = grid.number + cell[0]
            if grid.table >= 0:
                line.table, line.row, line.column = grid.table, cell[1].row, cell[1].column
                line.spans, line.heads = (cell[1].row_span, cell[1].column_span), cell[1].header
        self.page_break = self.after_rule = False
        if line.table < 0 and ("\t" in text or "    " in text):
            printed = self.work[start:end]
            pieces = columns_of(printed, self.lines, self.rules, *((_TABS,) if "\t" in text else ()))
            if pieces is not None and len(pieces) > 1:
                for a, b, words in pieces:
                    self.lines.append(Line(start + a, start + b, words, int(edge), line.cell, line.page_break,
                                           line.after_rule, footnote=number, apart=True))  # fmt: skip
                return
        self.lines.append(line)

    def _shown(self, text: str) -> str:
        return text if self.plain else unicodedata.normalize("NFC", text).strip(INVISIBLE + " ")


class _Grid:
    """A table or columns: which cell holds an offset. `table` is its number, -1 for columns."""

    def __init__(self, block: Block, table: int, number: int) -> None:
        self.end, self.table, self.number = block.end, table, number
        self.cells = block.cells
        self.starts = [c.start for c in block.cells]

    def cell_at(self, offset: int) -> tuple[int, Cell] | None:
        """The cell at an offset and its index."""
        i = bisect_right(self.starts, offset) - 1
        while i >= 0 and self.cells[i].end <= offset and self.cells[i].start == self.cells[i].end:
            i -= 1
        return (i, self.cells[i]) if i >= 0 else None


def _mistrust(lines: list[Line]) -> None:
    """Where paragraphs go on with a small letter again and again they are the lines of a page: guess the edges."""
    prose = [line for line in lines if line.table < 0 and not line.footnote]
    if len(prose) < 12:
        return
    broken = sum(1 for a, b in itertools.pairwise(prose)
                 if b.blanks and b.cell == a.cell and b.text[0].islower() and not a.closed and a.text[-1] != ",")
    if broken <= _BROKEN * len(prose):
        return
    saved = [(line, line.blanks) for line in prose]
    for line in prose:
        line.blanks = 0
    if not habits(lines).wrapped:
        for line, blanks in saved:
            line.blanks = blanks
