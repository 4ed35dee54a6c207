"""Word files (.docx): WordprocessingML in a ZIP container (ECMA-376 part 1), read in the order of the body.

Kept as facts: paragraphs with alignment, indent, weight and size; labels of automatic numbering; tables with spans;
foot- and endnotes with their marks; headers and footers as furniture; text boxes, once, behind the paragraph that they
hang on. Inserted text is taken and deleted text is not; fields give what they show. Nothing outside the file is read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from vnplan.errors import DamagedSourceError, NoTextSourceError
from vnplan.reading.docx_notes import Notes
from vnplan.reading.docx_styles import Lists, ParagraphFacts, Styles, name_of, paragraph_facts, whole
from vnplan.reading.docx_text import ParagraphReader
from vnplan.reading.findings import Findings
from vnplan.reading.grids import as_items
from vnplan.reading.kinds import DOCX
from vnplan.reading.laying import Draft, DraftCell, DraftTable, Laying, running
from vnplan.reading.package import Package
from vnplan.reading.source import ReadOptions, Source
from vnplan.reading.words import Words

_FIRST_PART = "word/document.xml"
_UNDRAWN = frozenset({"nil", "none", None})
# Wrappers around paragraphs, tables, rows and cells.
_WRAPPERS = frozenset({"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"})
_DELETED = frozenset({"del", "moveFrom"})

Item = Draft | DraftTable


def read(data: bytes, place: str, options: ReadOptions) -> Source:
    """Text and blocks of a .docx.

    Raises DamagedSourceError, EncryptedSourceError, UnsafeSourceError or TooLargeSourceError for a file that cannot be
    opened, NoTextSourceError for one that holds pictures alone.
    """
    return Reader(Package.open(data, place)).source()


@dataclass(slots=True)
class Reader:
    """Reads one package; counts what it left out on the way."""

    package: Package
    w: str = ""
    styles: Styles = field(default_factory=Styles)
    lists: Lists = field(init=False)
    notes: Notes = field(init=False)
    text: ParagraphReader = field(init=False)
    laying: Laying = field(default_factory=Laying)
    findings: Findings = field(default_factory=Findings)
    inserted: int = 0
    deleted: int = 0
    hidden: int = 0
    pictures: int = 0
    _parts: dict[str, str] = field(default_factory=dict)  # target of each relation id
    _index: dict[etree._Element, int] = field(default_factory=dict)
    _carried: Words | None = None  # words of a paragraph whose end is deleted: they go on in the next one
    _said: set[str] = field(default_factory=set)  # running heads and feet that are laid down already

    def source(self) -> Source:
        """The whole file."""
        name = next((t for _, kind, t in self.package.relations("") if kind == "officeDocument"), _FIRST_PART)
        root = self.package.xml(name)
        if root is None or not isinstance(root.tag, str) or not root.tag.endswith("}document"):
            raise DamagedSourceError(f"{self.package.place} is damaged: it has no {name}; get another copy of it")
        self.w = root.tag[: root.tag.index("}") + 1]
        body = root.find(self.w + "body")
        if body is None:
            raise DamagedSourceError(f"{self.package.place} is damaged: {name} has no body; get another copy of it")
        relations = self.package.relations(name)
        by_kind = {kind: target for _, kind, target in reversed(relations)}
        self._parts = {key: target for key, _, target in relations}
        self.styles = Styles.of(self._part(by_kind.get("styles")))
        self.lists = Lists.of(self._part(by_kind.get("numbering")), self.styles)
        self.notes = Notes.of(self.w, self._part(by_kind.get("footnotes")), self._part(by_kind.get("endnotes")),
                              self._part(by_kind.get("settings")))  # fmt: skip
        self.text = ParagraphReader(self, self.w, self.styles)
        self._index = {p: i for i, p in enumerate(body.iter(self.w + "p"))}
        self._sections(body)
        self._lay_notes()
        self._tell()
        text = self.laying.text
        if not text.strip():
            if self.pictures:
                raise NoTextSourceError(
                    f"{self.package.place} holds {self.pictures} pictures and no text; take their text out with OCR")
            raise NoTextSourceError(f"{self.package.place} holds no text; give a file that does")
        return Source(text, media_type=DOCX, blocks=self.laying.blocks(), findings=self.findings.all())

    def _part(self, name: str | None) -> etree._Element | None:
        return self.package.xml(name) if name else None

    def _sections(self, body: etree._Element) -> None:
        """The body section by section: running heads, content, running feet."""
        sections: list[list[etree._Element]] = [[]]
        settings: list[etree._Element | None] = []
        for element in _unwrapped(body):
            name = name_of(element)
            if name == "sectPr":
                settings.append(element)
                break
            sections[-1].append(element)
            if name == "p" and (ends := element.find(f"{self.w}pPr/{self.w}sectPr")) is not None:
                settings.append(ends)
                sections.append([])
        settings += [None] * (len(sections) - len(settings))
        for elements, setting in zip(sections, settings, strict=True):
            self._running(setting, "headerReference")
            for item in self._items(elements):
                self._lay(item)
            if setting is not None and elements:
                self.laying.page_break()
            self._running(setting, "footerReference")
        if self._carried is not None:
            self._lay(self._draft(self._carried, ParagraphFacts(), "", -1))

    def _lay(self, item: Item) -> None:
        if isinstance(item, DraftTable):
            self.laying.table(item)
        else:
            self.laying.paragraph(item)

    def _running(self, section: etree._Element | None, kind: str) -> None:
        """Headers or footers of a section, each text once; page numbers alone are left out."""
        for reference in section.iter(self.w + kind) if section is not None else ():
            target = next((v for k, v in reference.attrib.items() if k.endswith("}id")), "")
            root = self._part(self._parts.get(target))
            if root is None:
                continue
            kept = [d for d in running(self._items(_unwrapped(root))) if _letters(d) not in self._said]
            self._said.update(map(_letters, kept))
            self.laying.furniture(kept)

    def _items(self, elements: list[etree._Element] | Iterator[etree._Element]) -> list[Item]:
        """Paragraphs and tables of some elements, text boxes behind their paragraphs."""
        found: list[Item] = []
        for element in elements:
            name = name_of(element)
            if name == "p":
                found += self._paragraph(element)
            elif name == "tbl":
                found += self._table(element)
            elif name == "altChunk":
                self.findings.add("chunk-left-out", "a part in another format (altChunk) is left out")
        return found

    def _paragraph(self, element: etree._Element) -> list[Item]:
        properties = element.find(self.w + "pPr")
        style = properties.find(self.w + "pStyle") if properties is not None else None
        style_name = style.get(self.w + "val") if style is not None else None
        facts = paragraph_facts(properties, self.w).over(self.styles.paragraph(style_name))
        words = self.text.words(element, facts)
        if self._carried is not None:
            words, self._carried = self._carried.joined(words), None
        if properties is not None and self._end_deleted(properties):
            self._carried = words
            return []
        label = self.lists.label(facts.list, facts.level, style_name) if facts.list else ""
        draft = self._draft(words, facts, label, self._index.get(element, -1))
        found: list[Item] = [draft]
        for box in words.boxes:
            found += self._items(_unwrapped(box))
        if words.boxes and not draft.text.strip() and not draft.marks and not label:
            del found[0]
        return found

    def _end_deleted(self, properties: etree._Element) -> bool:
        """Whether the end of the paragraph is deleted, so that the next one goes on in it."""
        mark = properties.find(self.w + "rPr")
        gone = mark is not None and any(name_of(child) in _DELETED for child in mark)
        self.deleted += gone
        return gone

    def _draft(self, words: Words, facts: ParagraphFacts, label: str, index: int) -> Draft:
        for encoding in words.encodings.values():
            self.findings.legacy(encoding)
        return words.draft(align=facts.align, indent=facts.indent, label=label, index=index)

    def _table(self, element: etree._Element) -> list[Item]:
        cells: list[DraftCell] = []
        open_: dict[int, DraftCell] = {}  # cells that go on downwards, by their first column
        drawn, row = 0, 0
        lines = self._lines(element)
        for tr in _unwrapped(element, "tr"):
            properties = tr.find(self.w + "trPr")
            if properties is not None and properties.find(self.w + "del") is not None:
                self.deleted += 1
                continue
            column = self._number(properties, "gridBefore", 0)
            header = properties is not None and properties.find(self.w + "tblHeader") is not None
            begun: dict[int, DraftCell] = {}
            for tc in _unwrapped(tr, "tc"):
                how = tc.find(self.w + "tcPr")
                span = max(1, self._number(how, "gridSpan", 1))
                merge = how.find(self.w + "vMerge") if how is not None else None
                across = how.find(self.w + "hMerge") if how is not None else None
                above = open_.get(column)
                if across is not None and across.get(self.w + "val") != "restart" and cells:
                    cells[-1].column_span += span
                elif merge is not None and merge.get(self.w + "val") != "restart" and above is not None:
                    above.row_span = row - above.row + 1
                    begun[column] = above
                else:
                    cell = DraftCell(self._items(_unwrapped(tc)), row, column, 1, span, header)
                    cells.append(cell)
                    drawn += self._drawn(how, lines)
                    if merge is not None:
                        begun[column] = cell
                column += span
            open_ = begun
            row += 1
        return as_items(DraftTable(cells), 2 * drawn > len(cells))

    def _number(self, properties: etree._Element | None, name: str, default: int) -> int:
        found = properties.find(self.w + name) if properties is not None else None
        value = whole(found.get(self.w + "val")) if found is not None else None
        return default if value is None else min(max(value, 0), 1000)

    def _lines(self, table: etree._Element) -> etree._Element | None:
        """The borders of a table: its own or those of its style."""
        own = table.find(f"{self.w}tblPr/{self.w}tblBorders")
        if own is not None:
            return own
        style = table.find(f"{self.w}tblPr/{self.w}tblStyle")
        return self.styles.table_borders(style.get(self.w + "val", "")) if style is not None else None

    def _drawn(self, properties: etree._Element | None, lines: etree._Element | None) -> bool:
        """Whether two sides of a cell or more are drawn, by its own borders or those of the table."""
        own = properties.find(self.w + "tcBorders") if properties is not None else None
        sides = 0
        for names, inside in ((("top",), "insideH"), (("bottom",), "insideH"), (("left", "start"), "insideV"),
                              (("right", "end"), "insideV")):  # fmt: skip
            line = next((e for n in names if own is not None and (e := own.find(self.w + n)) is not None), None)
            if line is None and lines is not None:
                line = lines.find(self.w + inside)
            sides += line is not None and line.get(self.w + "val") not in _UNDRAWN
        return sides >= 2

    def _lay_notes(self) -> None:
        """Foot- and endnotes at the end of the text, in the order of their marks."""
        for kind, key, number, element in self.notes.referred():
            items = self._items(_unwrapped(element))
            drafts = [item for item in items if isinstance(item, DraftTable) or item.text.strip()]
            for draft in drafts:
                if isinstance(draft, Draft):
                    draft.index = -1
            self.laying.note(number, drafts, f"{kind} {key}")

    def note_deleted(self, element: etree._Element) -> None:
        """Count a deletion that hides words."""
        self.deleted += any(name_of(e) in ("delText", "t") and e.text for e in element.iter())

    def _tell(self) -> None:
        if self.deleted or self.inserted:
            self.findings.add("tracked-changes", (
                f"the file keeps track of changes: {self.inserted} insertions are taken as text and {self.deleted} "
                "deletions are left out, as if all had been accepted"))  # fmt: skip
        if self.hidden:
            self.findings.add("hidden-text", f"{self.hidden} stretches of hidden text are left out", "info")


def _unwrapped(parent: etree._Element, only: str = "") -> Iterator[etree._Element]:
    """The children of an element, those inside content controls and the like too; `only` of one name."""
    for child in parent:
        name = name_of(child)
        if name in _WRAPPERS:
            yield from _unwrapped(child, only)
        elif name == "AlternateContent":
            shown = next((option for option in child if any(True for _ in _unwrapped(option, only))), None)
            if shown is not None:
                yield from _unwrapped(shown, only)
        elif name and (not only or name == only):
            yield child


def _letters(draft: Draft) -> str:
    return "".join(c for c in draft.text if c.isalpha())
