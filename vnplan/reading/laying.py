"""Laying down text: what a reader found, in the order of reading, becomes one text with its blocks (see blocks.py)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from vnplan.reading.blocks import Align, Block, Box, Cell, Kind, Place


class Mark(NamedTuple):
    """A note's mark: written as "[number]" at `offset` of its draft's text, where nothing stands for it.

    `key` tells apart notes whose numbers begin again (on each page, in each section); "" is the number itself.
    """

    offset: int
    number: str
    key: str = ""


@dataclass(slots=True)
class Draft:
    """A paragraph before it has a place in the text; the fields are those of Block.

    `text` holds no label that is `generated` (it is put before it). `marks` are in order. `places`: as Place, with
    offsets in `text`.
    """

    text: str
    page: int | None = None
    box: Box | None = None
    align: Align | None = None
    indent: float | None = None
    bold: bool | None = None
    size: float | None = None
    label: str = ""
    generated: bool = False
    index: int = -1
    marks: Sequence[Mark] = ()
    places: Sequence[Place] = ()


@dataclass(slots=True)
class DraftCell:
    """A cell before it has a place in the text: its paragraphs and inner tables, its place in the grid."""

    items: list[Draft | DraftTable]
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    header: bool = False


@dataclass(slots=True)
class DraftTable:
    """A table, or columns set side by side, before it has a place in the text; cells in any order."""

    cells: list[DraftCell]
    kind: Kind = "table"
    page: int | None = None
    box: Box | None = None


@dataclass(slots=True)
class Laying:
    """Collects the text and its blocks.

    >>> laid = Laying()
    >>> laid.paragraph(Draft("Phạm vi", label="Điều 1.", generated=True))
    >>> laid.table(DraftTable([DraftCell([Draft("TT")], 0, 0), DraftCell([Draft("Sở")], 0, 1)]))
    >>> laid.text
    'Điều 1. Phạm vi\\nTT\\tSở\\n'
    """

    _out: list[str] = field(default_factory=list)
    _at: int = 0
    _blocks: list[Block] = field(default_factory=list)
    _anchors: dict[str, list[tuple[int, int]]] = field(default_factory=dict)  # by key of the note
    _keys: dict[int, str] = field(default_factory=dict)  # by start of the note

    @property
    def text(self) -> str:
        """The text laid down so far."""
        return "".join(self._out)

    def blocks(self) -> tuple[Block, ...]:
        """The blocks so far in order, notes with their anchors."""
        return tuple(
            replace(b, anchors=tuple(self._anchors.get(self._keys[b.start], ()))) if b.kind == "note" else b
            for b in self._blocks
        )

    def paragraph(self, draft: Draft) -> None:
        """A paragraph on a line of its own; an empty one is an empty line without a block."""
        self._paragraph(draft)
        self._write("\n")

    def furniture(self, drafts: Iterable[Draft]) -> None:
        """A running head or foot, a stamp, site chrome: a line for each paragraph."""
        for draft in drafts:
            if draft.text.strip():
                begin = self._at
                self._write(draft.text)
                self._add("furniture", begin, draft)
                self._write("\n")

    def note(self, number: str, items: Iterable[Draft | DraftTable], key: str = "") -> None:
        """The text of a note; its marks are those with the same key (or number)."""
        begin, slot = self._at, len(self._blocks)
        self._write(f"[{number}] ")
        inside = list(items)
        if inside and isinstance(inside[0], Draft) and not inside[0].marks:
            first = inside[0]
            if first.text[:1].isspace():
                inside[0] = replace(first, text=first.text.lstrip(), places=())
        self._items(inside)
        self._blocks.insert(slot, Block("note", begin, self._at, number=number))
        self._keys[begin] = key or number
        self._write("\n")

    def page_break(self, page: int | None = None) -> None:
        """A page ends here; `page` is the one that begins."""
        self._blocks.append(Block("page_break", self._at, self._at, page=page))

    def table(self, table: DraftTable) -> None:
        """A table row by row, or columns column by column."""
        self._table(table)
        self._write("\n")

    def _write(self, text: str) -> None:
        self._out.append(text)
        self._at += len(text)

    def _add(self, kind: Kind, begin: int, draft: Draft, shift: int = 0) -> None:
        def laid(offset: int, last: bool) -> int:
            written = sum(len(m.number) + 2 for m in draft.marks if m.offset < offset + last)
            return begin + shift + offset + written

        places = tuple(replace(p, start=laid(p.start, False), end=laid(p.end, True)) for p in draft.places)
        self._blocks.append(Block(
            kind, begin, self._at, draft.page, draft.box, draft.align, draft.indent, draft.bold, draft.size,
            draft.label, draft.generated, index=draft.index, places=places))  # fmt: skip

    def _paragraph(self, draft: Draft) -> None:
        begin = self._at
        shift = 0
        if draft.generated and draft.label:
            gap = " " if draft.text or draft.marks else ""
            shift = len(draft.label) + len(gap)
            self._write(draft.label + gap)
        at = 0
        for mark in draft.marks:
            self._write(draft.text[at : mark.offset])
            at, start = mark.offset, self._at
            self._write(f"[{mark.number}]")
            self._anchors.setdefault(mark.key or mark.number, []).append((start, self._at))
        self._write(draft.text[at:] if at else draft.text)
        if draft.text.strip() or draft.marks or shift:
            self._add("paragraph", begin, draft, shift)

    def _items(self, items: list[Draft | DraftTable]) -> None:
        for i, item in enumerate(items):
            if i:
                self._write("\n")
            if isinstance(item, DraftTable):
                self._table(item)
            else:
                self._paragraph(item)

    def _table(self, table: DraftTable) -> None:
        begin, slot = self._at, len(self._blocks)
        columns = table.kind == "columns"
        ordered = sorted(table.cells, key=lambda c: (c.column, c.row) if columns else (c.row, c.column))
        cells: list[Cell] = []
        before: DraftCell | None = None
        for cell in ordered:
            if before is not None:
                self._write("\n" if columns or cell.row != before.row else "\t")
            start = self._at
            self._items(_without_blank_ends(cell.items))
            cells.append(Cell(start, self._at, cell.row, cell.column, cell.row_span, cell.column_span, cell.header))
            before = cell
        self._blocks.insert(slot, Block(table.kind, begin, self._at, table.page, table.box, cells=tuple(cells)))


def drafts_of(items: Iterable[Draft | DraftTable]) -> Iterator[Draft]:
    """The paragraphs of items, those in tables too."""
    for item in items:
        if isinstance(item, Draft):
            yield item
        else:
            for cell in item.cells:
                yield from drafts_of(cell.items)


def running(items: Iterable[Draft | DraftTable]) -> list[Draft]:
    """Running heads or feet: each text once, whatever its page number; page numbers alone are left out.

    >>> [d.text for d in running([Draft("CÔNG BÁO/Số 5\\t2"), Draft("3\\tCÔNG BÁO/Số 5"), Draft("4")])]
    ['CÔNG BÁO/Số 5\\t2']
    """
    kept: dict[str, Draft] = {}
    for draft in drafts_of(items):
        letters = "".join(c for c in draft.text if c.isalpha())
        if letters and letters not in kept:
            kept[letters] = draft
            draft.index = -1
    return list(kept.values())


def _without_blank_ends(items: list[Draft | DraftTable]) -> list[Draft | DraftTable]:
    """Items without empty paragraphs before the first words and after the last ones."""
    begin, end = 0, len(items)
    while begin < end and _blank(items[begin]):
        begin += 1
    while end > begin and _blank(items[end - 1]):
        end -= 1
    return items[begin:end]


def _blank(item: Draft | DraftTable) -> bool:
    return isinstance(item, Draft) and not item.text.strip() and not item.marks and not item.label
