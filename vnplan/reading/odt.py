"""OpenDocument texts (.odt): XML in a ZIP container (OpenDocument 1.3 part 3), read in the order of the body.

The same facts are kept as of a .docx: paragraphs, labels of automatic numbering, tables with spans, foot- and endnotes,
running heads and feet, text boxes behind the paragraph that they hang on; deleted text is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from vnplan.errors import DamagedSourceError, EncryptedSourceError, NoTextSourceError
from vnplan.reading.findings import Findings
from vnplan.reading.grids import as_items
from vnplan.reading.kinds import ODT
from vnplan.reading.laying import Draft, DraftCell, DraftTable, Laying, Mark, running
from vnplan.reading.numbering import Counter
from vnplan.reading.odt_styles import Lists, Styles, local, said
from vnplan.reading.package import Package
from vnplan.reading.source import ReadOptions, Source
from vnplan.reading.words import RunFacts, Words

Item = Draft | DraftTable
# What stands between paragraphs and is none: its content is read in its place.
_SECTIONS = frozenset({"section", "index-body", "table-of-content", "illustration-index", "alphabetical-index",
                       "user-index", "object-index", "table-index", "bibliography", "index-title", "numbered-paragraph",
                       "table-header-rows", "table-rows", "table-row-group"})  # fmt: skip
# Inline elements that show nothing.
_SILENT = frozenset({"annotation", "annotation-end", "tracked-changes", "hidden-text", "script", "title", "desc",
                     "enhanced-geometry", "event-listeners", "bookmark", "bookmark-start", "bookmark-end"})  # fmt: skip
_FRAMES = frozenset({"frame", "custom-shape", "g", "rect", "text-box", "line", "a"})
_MOST_REPEATED = 1000


def read(data: bytes, place: str, options: ReadOptions) -> Source:
    """Text and blocks of an .odt.

    Raises DamagedSourceError, EncryptedSourceError, UnsafeSourceError or TooLargeSourceError for a file that cannot be
    opened, NoTextSourceError for one that holds no text.
    """
    return _Reader(Package.open(data, place)).source()


@dataclass(slots=True)
class _Reader:
    """Reads one package."""

    package: Package
    styles: Styles = field(default_factory=Styles)
    lists: Lists = field(init=False)
    laying: Laying = field(default_factory=Laying)
    findings: Findings = field(default_factory=Findings)
    deleted: int = 0
    notes: list[tuple[str, str, etree._Element]] = field(default_factory=list)
    _index: dict[etree._Element, int] = field(default_factory=dict)

    def source(self) -> Source:
        """The whole file."""
        if b"encryption-data" in (self.package.bytes("META-INF/manifest.xml") or b""):
            raise EncryptedSourceError(f"{self.package.place} is encrypted; save it without a password")
        root, common = self.package.xml("content.xml"), self.package.xml("styles.xml")
        body = root.find("{*}body/{*}text") if root is not None else None
        if body is None:
            raise DamagedSourceError(f"{self.package.place} is damaged: it has no text; get another copy of it")
        self.styles = Styles.of((common, root))
        self.lists = Lists(self.styles)
        self._index = {p: i for i, p in enumerate(body.iter("{*}p", "{*}h"))}
        changes = body.find("{*}tracked-changes")
        self.deleted = len(list(changes.iter("{*}deletion"))) if changes is not None else 0
        self._running(common, "header", "header-first")
        for item in self._items(body):
            if isinstance(item, DraftTable):
                self.laying.table(item)
            else:
                self.laying.paragraph(item)
        self._running(common, "footer", "footer-first")
        done = 0
        while done < len(self.notes):  # a note may hold marks of others
            number, key, element = self.notes[done]
            items = [i for i in self._items(element) if isinstance(i, DraftTable) or i.text.strip()]
            self.laying.note(number, items, key)
            done += 1
        if self.deleted:
            self.findings.add("tracked-changes", (
                f"the file keeps track of changes: {self.deleted} deletions are left out and insertions are taken as "
                "text, as if all had been accepted"))  # fmt: skip
        text = self.laying.text
        if not text.strip():
            raise NoTextSourceError(f"{self.package.place} holds no text; give a file that does")
        return Source(text, media_type=ODT, blocks=self.laying.blocks(), findings=self.findings.all())

    def _running(self, common: etree._Element | None, *names: str) -> None:
        """Headers or footers, each text once; page numbers alone are left out."""
        elements = common.iter(*(f"{{*}}{name}" for name in names)) if common is not None else ()
        self.laying.furniture(running(item for element in elements for item in self._items(element)))

    def _items(self, parent: etree._Element) -> list[Item]:
        """Paragraphs and tables below an element."""
        found: list[Item] = []
        for child in parent:
            name = local(child.tag) if isinstance(child.tag, str) else ""
            if name == "p":
                found += self._paragraph(child, "")
            elif name == "h":
                found += self._paragraph(child, self._heading_label(child))
            elif name == "list":
                self._list(child, found)
            elif name == "table":
                found += self._table(child)
            elif name in _SECTIONS or name in _FRAMES:
                found += self._items(child)
        return found

    def _heading_label(self, heading: etree._Element) -> str:
        """The label of a heading that is numbered by the outline and stands in no list."""
        words = said(heading)
        level = words.get("outline-level", "1")
        levels = self.styles.levels("")
        at = int(level) - 1 if level.isdigit() else 0
        if words.get("is-list-header") == "true" or at >= len(levels):
            return ""
        counter = self.lists.begin({"continue-numbering": "true"}, "")
        return counter.label(levels, at)

    def _list(self, element: etree._Element, found: list[Item]) -> None:
        words = said(element)
        style = words.get("style-name", "")
        self._list_items(element, self.lists.begin(words, style), style, 0, found)

    def _list_items(
        self, element: etree._Element, counter: Counter, style: str, level: int, found: list[Item]
    ) -> None:
        for entry in element:
            name = local(entry.tag) if isinstance(entry.tag, str) else ""
            if name not in ("list-item", "list-header"):
                continue
            start = said(entry).get("start-value", "")
            if start.isdigit():
                counter.begin(level, int(start))
            labelled = name == "list-header"
            for child in entry:
                kind = local(child.tag) if isinstance(child.tag, str) else ""
                if kind == "list":
                    own = said(child).get("style-name", style)
                    if level < 9:
                        self._list_items(child, counter, own, level + 1, found)
                elif kind in ("p", "h"):
                    label = "" if labelled else self._label(child, counter, style, level)
                    found += self._paragraph(child, label)
                    labelled = True
                elif kind == "table":
                    found += self._table(child)

    def _label(self, paragraph: etree._Element, counter: Counter, style: str, level: int) -> str:
        levels = self.styles.levels(style)
        if not levels:
            how = self.styles.setting("paragraph", said(paragraph).get("style-name", ""))
            levels = self.styles.levels(how.list or "")
        return counter.label(levels, level) if level < len(levels) else ""

    def _paragraph(self, element: etree._Element, label: str) -> list[Item]:
        how = self.styles.setting("paragraph", said(element).get("style-name", ""))
        words = Words()
        _Inline(self, words).content(element, how.run)
        for encoding in words.encodings.values():
            self.findings.legacy(encoding)
        draft = words.draft(align=how.align, indent=how.indent, label=label, index=self._index.get(element, -1))
        boxes = [item for box in words.boxes for item in self._items(box)]
        if boxes and not draft.text.strip() and not draft.marks and not label:
            return boxes
        return [draft, *boxes]

    def _table(self, element: etree._Element) -> list[Item]:
        cells: list[DraftCell] = []
        drawn = row = 0
        for tr, header in _rows(element):
            column = 0
            for tc in tr:
                name = local(tc.tag) if isinstance(tc.tag, str) else ""
                if name not in ("table-cell", "covered-table-cell"):
                    continue
                words = said(tc)
                times = _count(words, "number-columns-repeated")
                if name == "table-cell":
                    cells.append(DraftCell(self._items(tc), row, column, _count(words, "number-rows-spanned"),
                                           _count(words, "number-columns-spanned"), header))  # fmt: skip
                    drawn += self.styles.drawn(words.get("style-name", ""))
                column += times
            row += 1
        return as_items(DraftTable(cells), 2 * drawn > len(cells))


def _rows(table: etree._Element, header: bool = False) -> Iterator[tuple[etree._Element, bool]]:
    """The rows of a table, and whether each is repeated at the top of a page."""
    for child in table:
        name = local(child.tag) if isinstance(child.tag, str) else ""
        if name == "table-row":
            yield child, header
        elif name in ("table-header-rows", "table-rows", "table-row-group"):
            yield from _rows(child, header or name == "table-header-rows")


def _count(words: dict[str, str], name: str) -> int:
    value = words.get(name, "1")
    return min(max(1, int(value)), _MOST_REPEATED) if value.isdigit() else 1


@dataclass(slots=True)
class _Inline:
    """Collects the words of one paragraph; white space runs together as the format says (6.1.2)."""

    reader: _Reader
    words: Words
    space: bool = True  # whether a space stands before, so that the next one is none

    def content(self, element: etree._Element, how: RunFacts) -> None:
        """The text of an element and what is inside it."""
        self._text(element.text, how)
        for child in element:
            name = local(child.tag) if isinstance(child.tag, str) else ""
            self._child(child, name, how)
            self._text(child.tail, how)

    def _child(self, child: etree._Element, name: str, how: RunFacts) -> None:
        if name == "span":
            style = said(child).get("style-name", "")
            self.content(child, self.reader.styles.setting("text", style).run.over(how))
        elif name == "s":
            self._put(" " * min(_count(said(child), "c"), _MOST_REPEATED), how)
        elif name in ("tab", "line-break"):
            self._put("\t" if name == "tab" else "\n", how)
            self.space = True
        elif name == "note":
            self._note(child)
        elif name in _FRAMES and name != "a":
            self.words.boxes.append(child)
        elif name == "ruby":
            base = child.find("{*}ruby-base")
            if base is not None:
                self.content(base, how)
        elif name and name not in _SILENT:
            self.content(child, how)  # links, fields by what they show, marks of changes

    def _note(self, note: etree._Element) -> None:
        body, citation = note.find("{*}note-body"), note.find("{*}note-citation")
        if body is None:
            return
        shown = "".join(citation.itertext()).strip() if citation is not None else ""
        key = f"note {len(self.reader.notes) + 1}"
        number = shown or str(len(self.reader.notes) + 1)
        self.reader.notes.append((number, key, body))
        self.words.marks.append(Mark(self.words.length, number, key))

    def _text(self, text: str | None, how: RunFacts) -> None:
        if not text:
            return
        shown = " ".join(text.replace("\xa0", "\0").split()).replace("\0", "\xa0")
        if text[0] in " \t\r\n" and not self.space:
            shown = " " + shown
        if text[-1] in " \t\r\n" and shown.strip(" "):
            shown += " "
        if shown:
            self._put(shown, how)

    def _put(self, text: str, how: RunFacts) -> None:
        if how.hidden:
            return
        self.space = text[-1:] == " "
        self.words.put(text)
        self.words.set_as(len(self.words.pieces) - 1, how)

