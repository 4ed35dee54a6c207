"""Styles and lists of a .docx: what a paragraph and a run inherit (ECMA-376 part 1, 17.7 and 17.9)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache

from lxml import etree

from vnplan.reading.blocks import Align
from vnplan.reading.numbering import Counter, Level
from vnplan.reading.words import NOTHING, RunFacts

_ALIGN: dict[str, Align] = {
    "left": "left", "start": "left", "center": "center", "right": "right", "end": "right", "both": "justify",
    "distribute": "justify",
}  # fmt: skip
_RUN_PROPERTIES = ("b", "sz", "caps", "smallCaps", "vanish", "specVanish", "vertAlign", "rFonts")
_PARAGRAPH_PROPERTIES = ("jc", "ind", "numPr")
_UNITS = {"pt": 1.0, "cm": 28.35, "mm": 2.835, "in": 72.0}
_OFF = frozenset({"0", "false", "off", "none"})


@dataclass(frozen=True, slots=True)
class ParagraphFacts:
    """How a paragraph is set. `list` is a list's id ("0" takes a list away), `level` its level from 0."""

    align: Align | None = None
    left: float | None = None
    first: float | None = None
    list: str | None = None
    level: int | None = None
    run: RunFacts = NOTHING

    def over(self, below: ParagraphFacts) -> ParagraphFacts:
        """These facts, and those of `below` where these say nothing."""
        return ParagraphFacts(
            self.align or below.align,
            below.left if self.left is None else self.left,
            below.first if self.first is None else self.first,
            self.list or below.list,
            below.level if self.level is None else self.level,
            self.run.over(below.run),
        )

    @property
    def indent(self) -> float | None:
        """Points from the margin to the first line."""
        if self.left is None and self.first is None:
            return None
        return (self.left or 0) + (self.first or 0)


def name_of(element: etree._Element) -> str:
    """The name of an element without its namespace; "" for what is no element."""
    tag = element.tag
    return _plain(tag) if isinstance(tag, str) else ""


@lru_cache(maxsize=1024)
def _plain(tag: str) -> str:
    return tag[tag.rfind("}") + 1 :]


@lru_cache(maxsize=64)
def _tags(w: str, names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(w + name for name in names)


def _on(element: etree._Element, val: str) -> bool:
    return element.get(val) not in _OFF


def run_facts(properties: etree._Element | None, w: str) -> RunFacts:
    """Facts of a `<w:rPr>`; `w` is the namespace in braces."""
    if properties is None:
        return NOTHING
    bold = caps = hidden = raised = None
    size = font = None
    val = w + "val"
    for one in properties.iterchildren(*_tags(w, _RUN_PROPERTIES)):
        name = name_of(one)
        if name == "b":
            bold = _on(one, val)
        elif name == "sz":
            size = points(one.get(val), 2)
        elif name in ("caps", "smallCaps"):
            caps = _on(one, val) or bool(caps)
        elif name in ("vanish", "specVanish"):
            hidden = _on(one, val) or bool(hidden)
        elif name == "vertAlign":
            raised = one.get(val) == "superscript"
        elif name == "rFonts":
            font = one.get(w + "hAnsi") or one.get(w + "ascii")
    return RunFacts(bold, size, caps, hidden, raised, font)


def paragraph_facts(properties: etree._Element | None, w: str) -> ParagraphFacts:
    """Facts of a `<w:pPr>`, without those of its style."""
    if properties is None:
        return ParagraphFacts()
    align = left = first = number = level = None
    val = w + "val"
    for found in properties.iterchildren(*_tags(w, _PARAGRAPH_PROPERTIES)):
        name = name_of(found)
        if name == "jc":
            align = _ALIGN.get(found.get(val, ""))
        elif name == "ind":
            left = points(found.get(w + "left") or found.get(w + "start"))
            first = points(found.get(w + "firstLine"))
            hanging = points(found.get(w + "hanging"))
            first = -hanging if hanging else first
        elif name == "numPr":
            one, deep = found.find(w + "numId"), found.find(w + "ilvl")
            number = one.get(val) if one is not None else None
            level = whole(deep.get(val)) if deep is not None else None
    return ParagraphFacts(align, left, first, number, level)


def points(value: str | None, parts: int = 20) -> float | None:
    """Twentieths of a point (or other parts), also "1.25cm" and "14pt" of the strict form, as points."""
    if not value:
        return None
    size = 1 / parts
    if value[-2:] in _UNITS:
        value, size = value[:-2], _UNITS[value[-2:]]
    try:
        return float(value) * size
    except ValueError:
        return None


def whole(value: str | None) -> int | None:
    """A whole number of an attribute, or None."""
    try:
        return int(value) if value is not None else None
    except ValueError:
        return None


@dataclass(slots=True)
class Styles:
    """The styles of a document by id, resolved when first asked for."""

    _raw: dict[str, etree._Element] = field(default_factory=dict)
    _w: str = ""
    _default: ParagraphFacts = field(default_factory=ParagraphFacts)
    _known: dict[str, ParagraphFacts] = field(default_factory=dict)
    _normal: str = ""

    @classmethod
    def of(cls, root: etree._Element | None) -> Styles:
        """The styles of word/styles.xml; without it nothing is inherited."""
        if root is None:
            return cls()
        w = root.tag[: root.tag.index("}") + 1]
        styles = cls(_w=w)
        for style in root.iter(w + "style"):
            styles._raw[style.get(w + "styleId", "")] = style
            if style.get(w + "type") == "paragraph" and style.get(w + "default") not in (None, *_OFF):
                styles._normal = style.get(w + "styleId", "")
        defaults = root.find(w + "docDefaults")
        if defaults is not None:
            run = run_facts(defaults.find(f"{w}rPrDefault/{w}rPr"), w)
            styles._default = replace(paragraph_facts(defaults.find(f"{w}pPrDefault/{w}pPr"), w), run=run)
        return styles

    def paragraph(self, name: str | None) -> ParagraphFacts:
        """Facts of a paragraph style with all it is based on and the document's defaults."""
        name = name if name in self._raw else self._normal
        if name not in self._known:
            self._known[name] = self._own(name).over(self._default)
        return self._known[name]

    def run(self, name: str) -> RunFacts:
        """Facts of a character style with all it is based on."""
        key = "\0" + name
        if key not in self._known:
            self._known[key] = self._own(name)
        return self._known[key].run

    def _own(self, name: str) -> ParagraphFacts:
        facts, seen = ParagraphFacts(), set()
        while name in self._raw and name not in seen:
            seen.add(name)
            style = self._raw[name]
            run = run_facts(style.find(self._w + "rPr"), self._w)
            facts = facts.over(replace(paragraph_facts(style.find(self._w + "pPr"), self._w), run=run))
            base = style.find(self._w + "basedOn")
            name = base.get(self._w + "val", "") if base is not None else ""
        return facts

    def list_of_style(self, name: str) -> str | None:
        """The list that a numbering style names."""
        return self._own(name).list

    def table_borders(self, name: str) -> etree._Element | None:
        """`<w:tblBorders>` of a table style or of one it is based on."""
        seen: set[str] = set()
        while name in self._raw and name not in seen:
            seen.add(name)
            found: etree._Element | None = self._raw[name].find(f"{self._w}tblPr/{self._w}tblBorders")
            if found is not None:
                return found
            base = self._raw[name].find(self._w + "basedOn")
            name = base.get(self._w + "val", "") if base is not None else ""
        return None


@dataclass(slots=True)
class Lists:
    """The lists of word/numbering.xml and how far each has counted."""

    styles: Styles
    _abstract: dict[str, etree._Element] = field(default_factory=dict)
    _lists: dict[str, etree._Element] = field(default_factory=dict)
    _w: str = ""
    _levels: dict[str, tuple[Level, ...]] = field(default_factory=dict)
    _by_style: dict[str, dict[str, int]] = field(default_factory=dict)
    _counters: dict[str, Counter] = field(default_factory=dict)
    _begun: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, root: etree._Element | None, styles: Styles) -> Lists:
        """Without numbering.xml no paragraph has a label."""
        lists = cls(styles)
        if root is None:
            return lists
        w = lists._w = root.tag[: root.tag.index("}") + 1]
        for one in root.iter(w + "abstractNum"):
            lists._abstract[one.get(w + "abstractNumId", "")] = one
        for one in root.iter(w + "num"):
            lists._lists[one.get(w + "numId", "")] = one
        return lists

    def label(self, number: str, level: int | None, style: str | None) -> str:
        """Count a paragraph of a list and give its label, "" for none (also for a list that the file lacks).

        The level is the paragraph's own or, where its style names the list, that of the style.
        """
        if number == "0" or number not in self._lists:
            return ""
        abstract = self._abstract_of(number)
        if abstract is None:
            return ""
        levels = self._levels_of(number, abstract)
        if level is None:
            level = self._by_style[number].get(style or "", 0)
        if level >= len(levels):
            return ""
        counter = self._counters.setdefault(abstract, Counter())
        if number not in self._begun:
            self._begun.add(number)
            self._restart(number, counter)
        return counter.label(levels, level)

    def _restart(self, number: str, counter: Counter) -> None:
        """A list that is used for the first time begins where it says (startOverride)."""
        w = self._w
        for override in self._lists[number].iter(w + "lvlOverride"):
            begin = override.find(w + "startOverride")
            at = whole(override.get(w + "ilvl"))
            value = whole(begin.get(w + "val")) if begin is not None else None
            if value is not None and at is not None:
                counter.begin(at, value)

    def _abstract_of(self, number: str) -> str | None:
        """Id of the abstract list behind a list, through the numbering style that it may name."""
        w, seen = self._w, set()
        while number in self._lists and number not in seen:
            seen.add(number)
            link = self._lists[number].find(w + "abstractNumId")
            key: str = link.get(w + "val", "") if link is not None else ""
            if key not in self._abstract:
                return None
            named = self._abstract[key].find(w + "numStyleLink")
            other = self.styles.list_of_style(named.get(w + "val", "")) if named is not None else None
            if other is None:
                return key
            number = other
        return None

    def _levels_of(self, number: str, abstract: str) -> tuple[Level, ...]:
        if number in self._levels:
            return self._levels[number]
        w = self._w
        found: dict[int, Level] = {}
        styles = self._by_style.setdefault(number, {})
        overridden = (o.find(w + "lvl") for o in self._lists[number].iter(w + "lvlOverride"))
        for one in (*self._abstract[abstract].findall(w + "lvl"), *(o for o in overridden if o is not None)):
            at = whole(one.get(w + "ilvl"))
            if at is None or not 0 <= at < 9:
                continue
            found[at] = self._level(one)
            style = one.find(w + "pStyle")
            if style is not None:
                styles[style.get(w + "val", "")] = at
        levels = tuple(found.get(i, Level("none", "")) for i in range(max(found, default=-1) + 1))
        self._levels[number] = levels
        return levels

    def _level(self, one: etree._Element) -> Level:
        w = self._w

        def said(name: str) -> str | None:
            element = one.find(w + name)
            return element.get(w + "val") if element is not None else None

        # A newer format stands in a <mc:Choice>, and what older programs show in the <mc:Fallback> behind it.
        kind = ([e.get(w + "val", "") for e in one.iter(w + "numFmt")] or ["decimal"])[-1]
        text = said("lvlText") or ""
        if kind == "bullet" and one.find(w + "lvlPicBulletId") is not None:
            text = "•"
        legal = one.find(w + "isLgl")
        start = whole(said("start"))
        return Level(kind, text, 1 if start is None else start, whole(said("lvlRestart")),
                     legal is not None and _on(legal, w + "val"))  # fmt: skip
