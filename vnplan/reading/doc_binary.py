"""The tables of a .doc file ([MS-DOC] Word 97-2003 binary format): where its text stands and how it is set.

A .doc holds its characters in pieces; properties are lists of changes ("sprm") to what the style says, kept in pages of
512 bytes by where the characters stand in the stream. Numbers behind names are sections of [MS-DOC].
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from vnplan.errors import DamagedSourceError, EncryptedSourceError, SourceError

_PAGE = 512
_WORD_97 = 0x00C1
_FC_LCB = 0x9A  # where the pairs of offset and length begin (2.5.6)
# Indices of those pairs.
STYLES, NOTE_MARKS, NOTE_TEXTS, HEADERS, FONTS = 1, 2, 3, 11, 15
CHARACTER_PAGES, PARAGRAPH_PAGES, PIECES, SHAPES = 12, 13, 33, 40
END_MARKS, END_TEXTS, BOXES, LISTS, LIST_USES = 46, 47, 56, 73, 74

Sprms = tuple[tuple[int, bytes], ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """Characters of each part of the text, which follow one another (2.5.5)."""

    text: int
    notes: int
    headers: int
    macros: int
    annotations: int
    endnotes: int
    boxes: int


@dataclass(slots=True)
class Binary:
    """The two streams of a .doc and what its header says."""

    main: bytes
    table: bytes
    counts: Counts
    place: str
    data: bytes = b""

    @classmethod
    def of(cls, main: bytes, tables: dict[int, bytes], place: str, data: bytes = b"") -> Binary:
        """Read the header; raises EncryptedSourceError, DamagedSourceError, or SourceError for Word 6 and 95."""
        if len(main) < _FC_LCB or len(tables) == 0:
            raise DamagedSourceError(f"{place} is damaged: it has no text; get another copy of it")
        version, flags = u16(main, 2), u16(main, 10)
        if version < _WORD_97:
            raise SourceError(f"{place} is of Word 6 or 95, which is not read; open it in Word and save it as .docx")
        if flags & 0x0100:
            raise EncryptedSourceError(f"{place} is encrypted; open it with its password and save it without one")
        table = tables.get(flags >> 9 & 1) or next(iter(tables.values()))
        counts = Counts(*(max(0, i32(main, at)) for at in (0x4C, 0x50, 0x54, 0x58, 0x5C, 0x60, 0x64)))
        return cls(main, table, counts, place, data)

    def part(self, which: int) -> bytes:
        """One table by its index; empty where the file has none."""
        at = _FC_LCB + 8 * which
        if at + 8 > len(self.main):
            return b""
        begin, length = u32(self.main, at), u32(self.main, at + 4)
        return self.table[begin : begin + length] if length and begin < len(self.table) else b""

    def unfolded(self, changes: Sprms) -> Sprms:
        """Changes with those that were too many for their page and stand in the data stream (sprmPHugePapx)."""
        for code, operand in changes:
            if code in (0x6645, 0x6646):
                at = u32(operand, 0)
                more = sprms(self.data[at + 2 : at + 2 + u16(self.data, at)])
                return tuple(c for c in changes if c[0] not in (0x6645, 0x6646)) + more
        return changes

    def after(self, which: int) -> bytes:
        """What stands in the table stream behind a table (the levels of lists)."""
        at = _FC_LCB + 8 * which
        return self.table[u32(self.main, at) + u32(self.main, at + 4) :]

    def pieces(self) -> list[Piece]:
        """The pieces of the text in order (2.8.35, 2.9.38)."""
        data, at = self.part(PIECES), 0
        while at < len(data) and data[at] == 1:
            at += 3 + u16(data, at + 1)
        if at + 5 > len(data) or data[at] != 2:
            raise DamagedSourceError(f"{self.place} is damaged: its text cannot be found; get another copy of it")
        plc = data[at + 5 : at + 5 + u32(data, at + 1)]
        found = []
        for begin, end, record in plc_of(plc, 8):
            where = u32(record, 2)
            narrow = bool(where & 0x40000000)
            where &= 0x3FFFFFFF
            found.append(Piece(begin, end, where // 2 if narrow else where, narrow))
        return found

    def text(self, pieces: list[Piece]) -> str:
        """All characters, part after part; bytes that stand for one character are of code page 1252."""
        out = []
        for piece in pieces:
            size = piece.end - piece.begin
            if size <= 0:
                continue
            data = self.main[piece.where : piece.where + size * (1 if piece.narrow else 2)]
            words = data.decode("cp1252" if piece.narrow else "utf-16-le", "replace")
            out.append((words + "\ufffd" * (size - len(words)))[:size] if len(words) != size else words)
        return "".join(out)

    def runs(self, which: int) -> Runs:
        """The property pages of characters or paragraphs."""
        found: list[tuple[int, int, int]] = []
        for begin, end, record in plc_of(self.part(which), 4):
            page = u32(record, 0) & 0x3FFFFF
            if (page + 1) * _PAGE <= len(self.main):
                found.append((begin, end, page * _PAGE))
        return Runs(self.main, found, which == PARAGRAPH_PAGES)


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters begin … end of the text stand at `where` in the main stream, one or two bytes each."""

    begin: int
    end: int
    where: int
    narrow: bool

    def position(self, at: int) -> int:
        """Where a character stands in the stream."""
        return self.where + (at - self.begin) * (1 if self.narrow else 2)


@dataclass(slots=True)
class Runs:
    """Property pages: for a place in the stream, the end of its run, its style and its changes."""

    main: bytes
    pages: list[tuple[int, int, int]]
    paragraphs: bool
    _starts: list[int] = field(default_factory=list)
    _runs: dict[int, tuple[list[int], list[tuple[int, Sprms]]]] = field(default_factory=dict)

    def at(self, position: int) -> tuple[int, int, Sprms]:
        """End of the run, style and changes at a place in the stream."""
        if not self._starts:
            self._starts = [begin for begin, _, _ in self.pages]
        i = bisect_right(self._starts, position) - 1
        if i < 0 or position >= self.pages[i][1]:
            return (self._starts[i + 1] if i + 1 < len(self._starts) else 1 << 40), 0, ()
        if i not in self._runs:
            self._runs[i] = self._page(self.pages[i][2])
        edges, properties = self._runs[i]
        k = bisect_right(edges, position) - 1
        if not 0 <= k < len(properties):
            return self.pages[i][1], 0, ()
        return (edges[k + 1], *properties[k])

    def _page(self, at: int) -> tuple[list[int], list[tuple[int, Sprms]]]:
        page = self.main[at : at + _PAGE]
        count = page[511]
        edges = [u32(page, 4 * i) for i in range(count + 1)] if 4 * (count + 1) < _PAGE else []
        properties = []
        for i in range(len(edges) - 1):
            place = 4 * (count + 1) + i * (13 if self.paragraphs else 1)
            begin = page[place] * 2 if place < 511 else 0
            properties.append(self._properties(page, begin) if begin else (0, ()))
        return edges, properties

    def _properties(self, page: bytes, at: int) -> tuple[int, Sprms]:
        if not self.paragraphs:
            return 0, sprms(page[at + 1 : at + 1 + page[at]])
        length = 2 * page[at] - 1 if page[at] else 2 * page[min(at + 1, 511)]
        begin = at + (1 if page[at] else 2)
        data = page[begin : begin + length]
        return (u16(data, 0), sprms(data[2:])) if len(data) >= 2 else (0, ())


def sprms(data: bytes) -> Sprms:
    """The changes of a list: (code, operand) of each (2.2.5)."""
    found, at = [], 0
    while at + 2 <= len(data):
        code = u16(data, at)
        at += 2
        size = (1, 1, 2, 4, 2, 2, 0, 3)[code >> 13]
        if size == 0:
            if code == 0xD608:  # a table's definition has two bytes of length
                size = u16(data, at) - 1 if at + 2 <= len(data) else 0
                at += 2
            else:
                size = data[at] if at < len(data) else 0
                at += 1
        if size < 0 or at + size > len(data):
            break
        found.append((code, data[at : at + size]))
        at += size
    return tuple(found)


def plc_of(data: bytes, size: int) -> Iterator[tuple[int, int, bytes]]:
    """Begin, end and record of each entry of a table of positions (2.2.2)."""
    count = max(0, (len(data) - 4) // (4 + size))
    for i in range(count):
        begin, end = u32(data, 4 * i), u32(data, 4 * i + 4)
        at = 4 * (count + 1) + size * i
        if end >= begin:
            yield begin, end, data[at : at + size]


def u16(data: bytes, at: int) -> int:
    """An unsigned number of two bytes; 0 beyond the end."""
    return int.from_bytes(data[at : at + 2], "little")


def u32(data: bytes, at: int) -> int:
    """An unsigned number of four bytes; 0 beyond the end."""
    return int.from_bytes(data[at : at + 4], "little")


def i32(data: bytes, at: int) -> int:
    """A number of four bytes; 0 beyond the end."""
    return int(struct.unpack_from("<i", data, at)[0]) if at + 4 <= len(data) else 0


def i16(data: bytes, at: int) -> int:
    """A number of two bytes; 0 beyond the end."""
    return int(struct.unpack_from("<h", data, at)[0]) if at + 2 <= len(data) else 0
