"""Paragraphs of a .docx: their runs, fields, changes, marks of notes, and what floats beside them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import etree

from vnplan.reading.docx_styles import ParagraphFacts, Styles, name_of, run_facts
from vnplan.reading.laying import Mark
from vnplan.reading.words import RunFacts, Words

if TYPE_CHECKING:
    from vnplan.reading.docx import Reader

# Wrappers whose content is text like any other: links, content controls, smart tags, inserted text.
_WRAPPERS = frozenset({"hyperlink", "smartTag", "sdtContent", "sdt", "ins", "moveTo", "fldSimple", "customXml", "dir",
                       "bdo", "ruby", "rubyBase", "oMath", "oMathPara", "Choice", "AlternateContent"})  # fmt: skip
_DELETED = frozenset({"del", "moveFrom"})
_INLINE = tuple(f"{{*}}{name}" for name in sorted({"r", *_WRAPPERS, *_DELETED}))
# Characters of the fonts Symbol and Wingdings that stand in running text.
_SYMBOLS = {
    "f0b0": "°", "f0b1": "±", "f0b3": "≥", "f0a3": "≤", "f0b4": "×", "f0b7": "•", "f02d": "-", "f0a7": "▪", "f0d8": "•",
    "f06c": "●", "f0fc": "✓", "f0fe": "☑", "f0a8": "☐", "f06f": "☐", "f0ae": "→", "f0e0": "→", "f02f": "/", "f025": "%",
}  # fmt: skip


@dataclass(slots=True)
class Field:
    """An open field: before its separator stands the instruction, which is not shown."""

    shown: bool = False


@dataclass(slots=True)
class ParagraphReader:
    """Reads the runs of paragraphs, one after the other: fields may run over several of them."""

    reader: Reader
    w: str
    styles: Styles
    fields: list[Field] = field(default_factory=list)

    def words(self, paragraph: etree._Element, facts: ParagraphFacts) -> Words:
        """The words of a paragraph, as shown."""
        found = Words()
        for child in paragraph.iterchildren(*_INLINE):
            self._inline(child, facts, found)
        return found

    def _inline(self, element: etree._Element, facts: ParagraphFacts, found: Words) -> None:
        name = name_of(element)
        if name == "r":
            self._run(element, facts, found)
        elif name in _DELETED:
            self.reader.note_deleted(element)
        elif name == "AlternateContent":
            self._inline_alternative(element, facts, found)
        elif name in _WRAPPERS:
            if name == "ins":
                self.reader.inserted += 1
            for child in element:
                self._inline(child, facts, found)
        elif name == "t":  # of a formula
            found.put(element.text or "")

    def _inline_alternative(self, element: etree._Element, facts: ParagraphFacts, found: Words) -> None:
        """Of a new form and the old one beside it, one is shown: the first that holds anything readable."""
        for option in element:
            before = (found.length, len(found.boxes))
            for child in option:
                self._run_child(child, facts.run, found) if name_of(child) in _IN_RUNS else self._inline(
                    child, facts, found)
            if (found.length, len(found.boxes)) != before:
                return

    def _run(self, run: etree._Element, facts: ParagraphFacts, found: Words) -> None:
        how = self._facts(run, facts)
        if how.hidden:
            self.reader.hidden += 1
            for child in run:  # a field may open or close in hidden letters
                if name_of(child) == "fldChar":
                    self._run_child(child, how, found)
            return
        first = len(found.pieces)
        for child in run:
            self._run_child(child, how, found)
        if len(found.pieces) > first:
            found.set_as(first, how)

    def _facts(self, run: etree._Element, facts: ParagraphFacts) -> RunFacts:
        properties = run.find(self.w + "rPr")
        if properties is None:
            return facts.run
        own = run_facts(properties, self.w)
        style = properties.find(self.w + "rStyle")
        if style is not None:
            own = own.over(self.styles.run(style.get(self.w + "val", "")))
        return own.over(facts.run)

    def _run_child(self, child: etree._Element, how: RunFacts, found: Words) -> None:
        name = name_of(child)
        if name == "fldChar":
            self._field(child.get(self.w + "fldCharType"))
            return
        if self.fields and not all(f.shown for f in self.fields):
            return
        if name == "t":
            text = child.text or ""
            if child.get("{http://www.w3.org/XML/1998/namespace}space") != "preserve":
                text = text.strip(" \t\r\n")
            found.put(text.replace("\n", " ").replace("\r", ""))
            return
        make = _CHARACTERS.get(name)
        if make is not None:
            found.put(make(child, self.w))
        elif name in ("footnoteReference", "endnoteReference"):
            self._mark(child, name[:-9], found)
        elif name in ("drawing", "pict", "object"):
            found.boxes += _outermost(child, self.w + "txbxContent")
            if name != "object" and not found.boxes:
                self.reader.pictures += 1
        elif name == "AlternateContent":
            self._inline_alternative(child, ParagraphFacts(run=how), found)
        elif name == "ruby":
            for run in child.iter(self.w + "rubyBase"):
                for inner in run:
                    self._inline(inner, ParagraphFacts(run=how), found)

    def _field(self, kind: str | None) -> None:
        if kind == "begin":
            self.fields.append(Field())
        elif kind == "separate" and self.fields:
            self.fields[-1].shown = True
        elif kind == "end" and self.fields:
            self.fields.pop()

    def _mark(self, reference: etree._Element, kind: str, found: Words) -> None:
        number = self.reader.notes.number(kind, reference.get(self.w + "id", ""))
        if number is not None:
            found.marks.append(Mark(found.length, *number))


def _outermost(element: etree._Element, tag: str) -> list[etree._Element]:
    """The text boxes of a drawing; those inside others come with them."""
    found: list[etree._Element] = []
    for child in element:
        found += [child] if child.tag == tag else _outermost(child, tag)
    return found


def _symbol(child: etree._Element, w: str) -> str:
    code = child.get(w + "char", "").lower()
    if code in _SYMBOLS:
        return _SYMBOLS[code]
    try:
        value = int(code, 16)
    except ValueError:
        return ""
    # A character of a font of pictures; those that are letters of a text font stand as they are.
    return "•" if 0xF000 <= value <= 0xF0FF else chr(value) if 31 < value < 0xD800 else ""


def _break(child: etree._Element, w: str) -> str:
    return "" if child.get(w + "type") in ("page", "column") else "\n"


_CHARACTERS: dict[str, Callable[[etree._Element, str], str]] = {
    "tab": lambda child, w: "\t", "ptab": lambda child, w: "\t", "br": _break, "cr": lambda child, w: "\n",
    "noBreakHyphen": lambda child, w: "-", "softHyphen": lambda child, w: "\xad", "sym": _symbol,
}  # fmt: skip
_IN_RUNS = frozenset({"t", "drawing", "pict", "object", *_CHARACTERS})
