"""Old Word files (.doc), read from their own tables ([MS-DOC]): the piece table, properties, lists, notes, tables.

What stands in the container is told by olefile. With `ReadOptions.libreoffice` an installed LibreOffice reads the file
instead (see vnplan.reading.office).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from io import BytesIO

import olefile

from vnplan.errors import DamagedSourceError, NoTextSourceError, TooLargeSourceError
from vnplan.reading.doc_binary import (
    BOXES,
    CHARACTER_PAGES,
    END_MARKS,
    END_TEXTS,
    HEADERS,
    NOTE_MARKS,
    NOTE_TEXTS,
    PARAGRAPH_PAGES,
    SHAPES,
    Binary,
    Piece,
    Sprms,
    i16,
    plc_of,
    u16,
    u32,
)
from vnplan.reading.doc_styles import How, Lists, Styles, changed, run_changed
from vnplan.reading.findings import Findings
from vnplan.reading.grids import Row, RowCell, of_rows
from vnplan.reading.kinds import DOC
from vnplan.reading.laying import Draft, DraftTable, Laying, Mark, running
from vnplan.reading.numbering import formatted
from vnplan.reading.source import ReadOptions, Source
from vnplan.reading.words import RunFacts, Words

Item = Draft | DraftTable
_LARGEST_STREAM = 128 * 2**20
# Characters that mean something else (2.4.1); a paragraph or a cell ends at the first three.
_ENDS = frozenset("\r\x07\x0c")
_SHOWN = {"\x0b": "\n", "\x1e": "-", "\x1f": "\xad", "\xa0": "\xa0", "\t": "\t", "\x0e": "\n"}
_SYMBOL = 0x6A09


def read(data: bytes, place: str, options: ReadOptions) -> Source:
    """Text and blocks of a .doc of Word 97 to 2003.

    Raises DamagedSourceError, EncryptedSourceError, TooLargeSourceError or, for an older one, SourceError with what to
    do; NoTextSourceError for one without text.
    """
    if options.libreoffice:
        from vnplan.reading.office import read_with_libreoffice

        return read_with_libreoffice(data, place, options)
    try:
        with olefile.OleFileIO(BytesIO(data)) as container:
            main = _stream(container, "WordDocument", place)
            more = _stream(container, "Data", place) if container.exists("Data") else b""
            tables = {i: _stream(container, f"{i}Table", place) for i in (0, 1) if container.exists(f"{i}Table")}
    except (OSError, ValueError, IndexError, TypeError, KeyError, AttributeError) as error:
        raise DamagedSourceError(f"{place} is a Word file that is damaged ({error}); get another copy of it") from error
    return _Reader(Binary.of(main, tables, place, more)).source()


def _stream(container: olefile.OleFileIO, name: str, place: str) -> bytes:
    if container.get_size(name) > _LARGEST_STREAM:
        raise TooLargeSourceError(f"{place} has more than {_LARGEST_STREAM:,} bytes in {name}; split it")
    return bytes(container.openstream(name).read())


@dataclass(slots=True)
class _Table:
    """A table under way."""

    rows: list[Row] = field(default_factory=list)
    cells: list[RowCell] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)


@dataclass(slots=True)
class _Stretch:
    """Characters that are set in one way: their range in the text, how, and the changes to their style."""

    begin: int
    end: int
    changes: Sprms


class _Reader:
    """Reads one file."""

    def __init__(self, binary: Binary) -> None:
        self.binary = binary
        self.pieces = binary.pieces()
        self.text = binary.text(self.pieces)
        self.letters, self.paragraphs = binary.runs(CHARACTER_PAGES), binary.runs(PARAGRAPH_PAGES)
        self.styles, self.lists = Styles.of(binary), Lists.of(binary)
        self.findings = Findings()
        self.fields: list[bool] = []  # whether each open field shows its result already
        self.notes: list[tuple[str, str, int, int]] = []  # number, key, range in the text
        self.marks = self._marks()
        self.boxes = self._boxes()
        self.index = 0
        self.deleted = self.inserted = self.hidden = self.pictures = 0
        self.piece = 0

    def source(self) -> Source:
        counts = self.binary.counts
        laying = Laying()
        body = self._items(0, min(counts.text, len(self.text)))
        heads, feet = self._running()
        laying.furniture(heads)
        for item in body:
            if isinstance(item, DraftTable):
                laying.table(item)
            else:
                laying.paragraph(item)
        laying.furniture(feet)
        index = self.index
        for number, key, begin, end in self.notes:
            items = [i for i in self._items(begin, end) if isinstance(i, DraftTable) or i.text.strip()]
            for item in items:
                if isinstance(item, Draft):
                    item.index = -1
            laying.note(number, items, key)
        self.index = index
        self._tell()
        if not laying.text.strip():
            if self.pictures:
                raise NoTextSourceError(f"{self.binary.place} holds pictures and no text; take it out with OCR")
            raise NoTextSourceError(f"{self.binary.place} holds no text; give a file that does")
        return Source(laying.text, media_type=DOC, blocks=laying.blocks(), findings=self.findings.all())

    def _tell(self) -> None:
        if self.deleted or self.inserted:
            self.findings.add("tracked-changes", (
                f"the file keeps track of changes: {self.inserted} insertions are taken as text and {self.deleted} "
                "deletions are left out, as if all had been accepted"))  # fmt: skip
        if self.hidden:
            self.findings.add("hidden-text", f"{self.hidden} stretches of hidden text are left out", "info")

    # Notes, boxes, running heads

    def _marks(self) -> dict[int, tuple[str, str]]:
        """Number and key of the note whose mark is the character at an offset of the text."""
        counts, found = self.binary.counts, {}
        ends = counts.text + counts.notes + counts.headers + counts.macros + counts.annotations
        for which, texts, begin, shape in (
            (NOTE_MARKS, NOTE_TEXTS, counts.text, "decimal"), (END_MARKS, END_TEXTS, ends, "lowerRoman"),
        ):  # fmt: skip
            edges = self.binary.part(texts)
            for i, (at, _, _) in enumerate(plc_of(self.binary.part(which), 2)):
                number, key = formatted(i + 1, shape), f"{shape} {i + 1}"
                found[at] = (number, key)
                start, stop = begin + u32(edges, 4 * i), begin + u32(edges, 4 * i + 4)
                self.notes.append((number, key, start, min(stop, len(self.text))))
        return found

    def _boxes(self) -> dict[int, tuple[int, int]]:
        """Range of the text of a box by the offset of the character that it hangs on."""
        counts = self.binary.counts
        base = (counts.text + counts.notes + counts.headers + counts.macros + counts.annotations + counts.endnotes)
        by_shape = {u32(record, 14): (base + begin, base + end)
                    for begin, end, record in plc_of(self.binary.part(BOXES), 22) if end > begin}  # fmt: skip
        return {at: by_shape[u32(record, 0)] for at, _, record in plc_of(self.binary.part(SHAPES), 26)
                if u32(record, 0) in by_shape}  # fmt: skip

    def _running(self) -> tuple[list[Draft], list[Draft]]:
        """Heads and feet of the pages, each text once and without page numbers (2.8.25)."""
        counts, edges = self.binary.counts, self.binary.part(HEADERS)
        base = counts.text + counts.notes
        found: tuple[list[Item], list[Item]] = ([], [])
        for i in range(6, max(6, len(edges) // 4 - 2)):
            begin, end = base + u32(edges, 4 * i), base + u32(edges, 4 * i + 4)
            if begin < end <= len(self.text):
                index = self.index
                found[(i - 6) % 6 in (2, 3, 5)].extend(self._items(begin, end))
                self.index = index
        return running(found[0]), running(found[1])

    # Paragraphs and tables

    def _items(self, begin: int, end: int) -> list[Item]:
        """The paragraphs and tables of a range of the text."""
        items: list[Item] = []
        tables: list[_Table] = []
        at = begin
        while at < end:
            stop = at
            while stop < end and self.text[stop] not in _ENDS:
                stop += 1
            how = self._how(min(stop, end - 1))
            mark = self.text[stop] if stop < end else "\r"
            depth = how.depth
            while len(tables) > depth:
                done = tables.pop()
                (tables[-1].items if tables else items).extend(_finished(done))
            while len(tables) < depth:
                tables.append(_Table())
            ends_row = how.row_end and depth > 0
            if ends_row:
                _end_row(tables[-1], how.row)
            else:
                found = self._paragraph(at, stop, how)
                (tables[-1].items if tables else items).extend(found)
                if depth and (mark == "\x07" or how.cell_end):
                    tables[-1].cells.append(RowCell(tables[-1].items))
                    tables[-1].items = []
            at = stop + 1
        while tables:
            done = tables.pop()
            (tables[-1].items if tables else items).extend(_finished(done))
        return items

    def _piece(self, at: int) -> Piece | None:
        """The piece that holds a character; one looks near the last one first."""
        if not self.pieces:
            return None
        i = min(self.piece, len(self.pieces) - 1)
        while i > 0 and self.pieces[i].begin > at:
            i -= 1
        while i + 1 < len(self.pieces) and self.pieces[i].end <= at:
            i += 1
        self.piece = i
        return self.pieces[i] if self.pieces[i].begin <= at < self.pieces[i].end else None

    def _how(self, at: int) -> How:
        """How the paragraph that ends at a character is set."""
        piece = self._piece(at)
        if piece is None:
            return How()
        _, style, changes = self.paragraphs.at(piece.position(at))
        return changed(self.styles.how(style), self.binary.unfolded(changes))

    def _stretches(self, begin: int, end: int) -> list[_Stretch]:
        """A range of the text by how its letters are set."""
        found: list[_Stretch] = []
        at = begin
        while at < end:
            piece = self._piece(at)
            if piece is None:
                break
            position = piece.position(at)
            stop, _, changes = self.letters.at(position)
            size = 1 if piece.narrow else 2
            upto = min(end, piece.end, at + max(1, (stop - position) // size))
            found.append(_Stretch(at, upto, changes))
            at = upto
        return found

    def _paragraph(self, begin: int, end: int, how: How) -> list[Item]:
        words = Words()
        boxes: list[Item] = []
        for stretch in self._stretches(begin, end):
            codes = dict(stretch.changes)
            if codes.get(0x0800, b"\0")[0]:
                self.deleted += 1
                self._text(stretch, how.run, codes, Words(), [])  # fields may open or close in it
                continue
            self.inserted += bool(codes.get(0x0801, b"\0")[0])
            run = how.run
            if 0x4A30 in codes:
                run = run_changed(run, self.styles.letters(u16(codes[0x4A30], 0)), self.styles.fonts, how.run)
            run = run_changed(run, stretch.changes, self.styles.fonts, run)
            self._text(stretch, run, codes, words, boxes)
        label = self.lists.label(how.list, how.level) if how.list else ""
        for encoding in words.encodings.values():
            self.findings.legacy(encoding)
        draft = words.draft(align=how.align, indent=how.indent, label=label, index=self.index)
        self.index += 1
        if boxes and not draft.text.strip() and not draft.marks and not label:
            return boxes
        return [draft, *boxes]

    def _text(self, stretch: _Stretch, run: RunFacts, codes: dict[int, bytes], words: Words, boxes: list[Item]) -> None:
        special = codes.get(0x0855, b"\0")[0]
        out: list[str] = []
        first = len(words.pieces)
        for at in range(stretch.begin, stretch.end):
            c = self.text[at]
            if c == "\x13":
                self.fields.append(False)
            elif c == "\x14" and self.fields:
                self.fields[-1] = True
            elif c == "\x15" and self.fields:
                self.fields.pop()
            elif not all(self.fields):
                continue
            elif c >= " " and not (special and c == "("):
                out.append(c)
            elif c in _SHOWN:
                out.append(_SHOWN[c])
            elif at in self.marks and c == "\x02":
                words.put("".join(out))
                out.clear()
                words.marks.append(Mark(words.length, *self.marks[at]))
            elif special and c == "(":
                symbol = codes.get(_SYMBOL, b"")
                out.append(_symbol(u16(symbol, 2)) if len(symbol) >= 4 else "")
            elif c == "\x08" and at in self.boxes:
                outer, self.fields = self.fields, []
                piece, index = self.piece, self.index
                boxes += [i for i in self._items(*self.boxes[at]) if isinstance(i, DraftTable) or i.text.strip()]
                self.fields, self.piece, self.index = outer, piece, index
            elif c in "\x01\x08":
                self.pictures += 1
        if run.hidden:
            self.hidden += bool(out)
            return
        words.put("".join(out))
        words.set_as(first, run)


def _symbol(value: int) -> str:
    return "•" if 0xF000 <= value <= 0xF0FF else chr(value) if 31 < value < 0xD800 else ""


def _finished(table: _Table) -> list[Item]:
    """The grid of a table; cells without the end of their row are a row all the same."""
    if table.items:
        table.cells.append(RowCell(table.items))
    if table.cells:
        _end_row(table, ())
    return of_rows(table.rows) if table.rows else []


def _end_row(table: _Table, changes: Sprms) -> None:
    """A row ends; its definition tells where its cells end and how they are merged (2.9.321)."""
    row = Row(table.cells)
    table.cells, table.items = [], []
    if not row.cells:
        return
    for i, cell in enumerate(row.cells):
        cell.right = 2000 * (i + 1)
    inside = 0
    for code, operand in changes:
        if code == 0xD608 and operand:
            _define(row, operand)
        elif code == 0x3404:
            row.header = bool(operand[0])
        elif code == 0xD62B and len(operand) >= 2 and operand[0] < len(row.cells):
            row.cells[operand[0]].down = {1: "goes on", 3: "begins"}.get(operand[1], "")
        elif code == 0x5624 and len(operand) == 2:
            for i in range(operand[0], min(operand[1], len(row.cells))):
                row.cells[i].across = "begins" if i == operand[0] else "goes on"
        elif code == 0xD605 and len(operand) >= 24:
            inside = sum(operand[4 * i + 1] not in (0, 255) for i in (4, 5))
        elif code == 0xD613 and len(operand) >= 48:
            inside = sum(operand[8 * i + 5] not in (0, 255) for i in (4, 5))
    for cell in row.cells:
        cell.drawn = cell.drawn or inside > 0
    table.rows.append(row)


def _define(row: Row, operand: bytes) -> None:
    count = operand[0]
    row.left = i16(operand, 1)
    for i, cell in enumerate(row.cells[:count]):
        cell.right = i16(operand, 1 + 2 * (i + 1))
        at = 1 + 2 * (count + 1) + 20 * i
        if at + 20 > len(operand):
            continue
        flags = u16(operand, at)
        if flags & 3:
            cell.across = "begins" if flags & 1 else "goes on"
        if flags & 0x20:
            cell.down = "begins" if flags & 0x40 else "goes on"
        cell.drawn = sum(operand[at + 4 + 4 * side + 1] not in (0, 255) for side in range(4)) >= 2

