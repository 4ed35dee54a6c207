"""From the tree of a page to paragraphs, tables, lists and notes, in the order of the page."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import lxml.etree

from vnplan.reading.blocks import Align
from vnplan.reading.findings import Findings
from vnplan.reading.html.fonts import PageFonts
from vnplan.reading.html.lists import Counting, label_of
from vnplan.reading.html.main_content import MainContent
from vnplan.reading.html.tables import TableBuilder
from vnplan.reading.html.tree import NOTE_PLACE, UNREAD, is_hidden
from vnplan.reading.laying import Draft, DraftTable, Laying, Mark
from vnplan.reading.legacy import detect, meant_by

_PARAGRAPHS = frozenset((
    "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "center", "dd", "dt", "section", "article",
    "main", "form", "header", "footer", "fieldset", "figure", "figcaption", "address", "li", "ul", "ol", "dl", "hr",
    "caption", "body", "html", "table", "details", "summary",
))  # fmt: skip
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_BOLD = frozenset(("b", "strong", "th")) | _HEADINGS
_SPACES = re.compile(r"[ \t\r\n\f\u200b\ufeff]+")
_ALIGNED = re.compile(r"text-align\s*:\s*(left|center|right|justify)", re.I)
# The anchors of notes: Word's, LibreOffice's, and those of common generators.
_NOTE_LINK = re.compile(r"^#(_?(?:ftn|edn|sdfootnote|sdendnote|fn|footnote|cite_note)[-:_]?\d{1,4}(?:sym)?)$", re.I)
_NOTE_BACK = re.compile(r"^#(_?(?:ftn|edn|fn)ref[-:_]?\d{1,4}|sd(?:foot|end)note\d{1,4}anc|cite_ref.{0,40})$", re.I)
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(slots=True)
class _Holder:
    """What paragraphs are collected for: the page, a cell, or a note."""

    items: list[Draft | DraftTable] = field(default_factory=list)


class _Walker:
    """One pass over the tree; `holders` are the page, and the cells and notes that the pass is in."""

    def __init__(self, root: Any, content: MainContent, findings: Findings) -> None:
        self.content, self.findings = content, findings
        self.fonts = PageFonts(root)
        self.names = {v for e in root.iter() if isinstance(e.tag, str) for v in (e.get("id"), e.get("name")) if v}
        self.laid = Laying()
        self.holders = [_Holder()]
        self.tables: list[TableBuilder] = []
        self.lists: list[Counting] = []
        self.notes: list[tuple[str, str, list[Draft | DraftTable]]] = []
        self.note_at: list[tuple[Any, str, str]] = []
        self.aligns: list[tuple[Any, Align]] = []
        self.bold = self.pre = self.index = 0
        self.letters = self.bold_letters = 0
        self.out: list[str] = []
        self.length = 0
        self.marks: list[Mark] = []
        self.label, self.generated = "", False
        self.raised: list[Any] = []

    def run(self) -> Laying:
        skipped: Any = None
        for event, item in lxml.etree.iterwalk(self.content.element, events=("start", "end")):
            if skipped is not None:
                if event == "end" and item is skipped:
                    skipped = None
                    self.tail(item)
                continue
            if not isinstance(item.tag, str):
                if event == "end":
                    self.tail(item)
                continue
            if event == "start":
                if self.is_left_out(item) or self.is_mark(item):
                    if item.tag in _PARAGRAPHS:
                        self.close()
                    skipped = item
                    continue
                self.start(item)
                self.write(item.text, item)
            else:
                self.end(item)
                self.tail(item)
        self.close()
        self.lay(self.holders[0].items)
        for number, key, items in self.notes:
            self.laid.note(number, items, key)
        return self.laid

    def lay(self, items: list[Draft | DraftTable]) -> None:
        for item in items:
            if isinstance(item, DraftTable):
                self.laid.table(item)
            else:
                self.laid.paragraph(item)

    def is_left_out(self, item: Any) -> bool:
        return item.tag in UNREAD or item in self.content.dropped or (not self.content.hidden and is_hidden(item))

    def is_mark(self, item: Any) -> bool:
        """Take a link to a note as its mark, and leave out the link back."""
        if item.tag != "a" or not (href := item.get("href")):
            return False
        if self.note_at and _NOTE_BACK.match(href):
            return True
        if (found := _NOTE_LINK.match(href)) is None:
            return False
        key = found[1]
        if not {key, key.lstrip("_")} & self.names:
            return False
        number = "".join("".join(item.itertext()).split()).strip("[]()")
        if not number or len(number) > 4:
            return False
        self.marks.append(Mark(self.length, number, key.lstrip("_").lower()))
        return True

    def start(self, item: Any) -> None:
        tag = item.tag
        if tag in _PARAGRAPHS:
            self.close()
            if (align := _align_of(item)) is not None:
                self.aligns.append((item, align))
            if (place := item.get("id")) and NOTE_PLACE.match(place) and not self.tables:
                number = re.sub(r"\D", "", place)
                self.note_at.append((item, number, place.lower()))
                self.holders.append(_Holder())
        if tag in _BOLD:
            self.bold += 1
        if tag == "br":
            self.line_break()
        elif tag == "pre":
            self.pre += 1
        elif tag in ("ol", "ul"):
            self.lists.append(Counting.of(item))
        elif tag == "li":
            self.label = label_of(item, self.lists[-1]) if self.lists else ""
            self.generated = bool(self.label)
        elif tag == "table":
            self.tables.append(TableBuilder(item))
        elif tag == "tr" and self.tables:
            self.close()
            self.tables[-1].row(item)
        elif tag in ("td", "th") and self.tables:
            self.close()
            if (align := _align_of(item)) is not None:
                self.aligns.append((item, align))
            self.holders.append(_Holder())
            self.tables[-1].open(item)
        elif tag == "sup":
            self.raised.append(item)
        self.fonts.enter(item)

    def end(self, item: Any) -> None:
        tag = item.tag
        self.fonts.leave(item)
        if tag in _PARAGRAPHS or tag in ("td", "th", "tr"):
            self.close()
        if tag in _BOLD:
            self.bold -= 1
        if tag == "pre":
            self.pre -= 1
        elif tag in ("ol", "ul") and self.lists:
            self.lists.pop()
        elif tag == "sup" and self.raised:
            self.raised.pop()
        elif tag in ("td", "th") and self.tables and self.tables[-1].is_open:
            self.tables[-1].close(self.holders.pop().items)
        elif tag == "table" and self.tables:
            self.holders[-1].items += self.tables.pop().items()
        if self.aligns and self.aligns[-1][0] is item:
            self.aligns.pop()
        if self.note_at and self.note_at[-1][0] is item:
            _, number, key = self.note_at.pop()
            items = [i for i in self.holders.pop().items if isinstance(i, DraftTable) or i.text.strip()]
            if items:
                self.notes.append((number, key, items))

    def tail(self, item: Any) -> None:
        if item is not self.content.element:
            self.write(item.tail, item.getparent())

    def write(self, text: str | None, item: Any) -> None:
        """Words of the paragraph that is open, with single spaces; hard spaces stay."""
        if not text:
            return
        if self.pre:
            for i, line in enumerate(text.replace("\r\n", "\n").split("\n")):
                if i:
                    self.line_break()
                self.put(line, item)
            return
        text = _SPACES.sub(" ", text)
        if text[0] == " " and (not self.out or self.out[-1][-1:] in (" ", "\n")):
            text = text[1:]
        self.put(text, item)

    def put(self, text: str, item: Any) -> None:
        if not text:
            return
        if (encoding := self.fonts.encoding()) is not None:
            self.findings.legacy(encoding)
            text = meant_by(text, encoding)
        if self.raised and text.isdigit() and self.out and self.out[-1][-1:].isdigit():
            text = text.translate(_RAISED)  # 10⁶ is not 106
        self.out.append(text)
        self.length += len(text)
        count = sum(map(str.isalnum, text))
        self.letters += count
        self.bold_letters += count if self.bold else 0

    def line_break(self) -> None:
        """A break that the author set; two of them end the paragraph."""
        if not self.out:
            return
        while self.out and self.out[-1].endswith(" "):
            stripped = self.out[-1].rstrip(" ")
            self.length -= len(self.out[-1]) - len(stripped)
            self.out[-1] = stripped
            if not stripped:
                self.out.pop()
        if self.out and self.out[-1].endswith("\n"):
            self.close()
            return
        if self.out:
            self.out.append("\n")
            self.length += 1

    def close(self) -> None:
        """The open paragraph ends."""
        text = "".join(self.out).rstrip(" \n")
        if text.strip() or self.marks:
            marks = tuple(m._replace(offset=min(m.offset, len(text))) for m in self.marks)
            self.holders[-1].items.append(Draft(
                text, align=self.aligns[-1][1] if self.aligns else None,
                bold=self.bold_letters >= self.letters if self.letters else None, label=self.label,
                generated=self.generated, index=self.index, marks=marks))  # fmt: skip
            self.index += 1
            self.label, self.generated = "", False
        elif self.out:  # an empty paragraph: an empty line
            self.holders[-1].items.append(Draft(""))
        self.out, self.marks = [], []
        self.length = self.letters = self.bold_letters = 0


def _align_of(item: Any) -> Align | None:
    found = _ALIGNED.search(item.get("style") or "")
    value = (found[1] if found else item.get("align") or ("center" if item.tag == "center" else "")).lower()
    if value == "left":
        return "left"
    if value == "center" or value == "middle":
        return "center"
    if value == "right":
        return "right"
    return "justify" if value == "justify" else None


def walk(root: Any, content: MainContent, findings: Findings) -> Laying:
    """The text and blocks of a page's main content."""
    walker = _Walker(root, content, findings)
    laid = walker.run()
    if findings.all():
        return laid
    encoding, sure = detect(laid.text)
    if encoding is not None and sure:
        findings.legacy(encoding)
        walker.fonts.everywhere = encoding
        return walk_again(root, content, findings, encoding)
    if encoding is not None:
        findings.maybe_legacy(encoding)
    return laid


def walk_again(root: Any, content: MainContent, findings: Findings, encoding: str) -> Laying:
    """The same, with all words converted from a legacy encoding."""
    walker = _Walker(root, content, findings)
    walker.fonts.everywhere = encoding
    return walker.run()
