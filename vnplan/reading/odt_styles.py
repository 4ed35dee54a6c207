"""Styles and lists of an .odt: what a paragraph and a span inherit (OpenDocument 1.3 part 3, 16 and 19)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from vnplan.reading.blocks import Align
from vnplan.reading.numbering import Counter, Level
from vnplan.reading.words import NOTHING, RunFacts

_ALIGN: dict[str, Align] = {
    "start": "left", "left": "left", "center": "center", "end": "right", "right": "right", "justify": "justify",
}  # fmt: skip
_FORMATS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "": "none"}
_UNITS = {"in": 72.0, "cm": 28.35, "mm": 2.835, "pt": 1.0, "pc": 12.0, "px": 0.75}
_LENGTH = re.compile(r"(-?[\d.]+)(in|cm|mm|pt|pc|px)$")
_STYLES = ("{*}style", "{*}default-style", "{*}list-style", "{*}outline-style", "{*}font-face")
_NO_WIDTH = re.compile(r"0+(?:\.0+)?(?:[a-z]|\s|$)")
_RAISED = re.compile(r"super|[1-9]\d?%")


class Setting(NamedTuple):
    """How a paragraph or a span is set; None where nothing says so. `list`: name of the list style."""

    align: Align | None = None
    left: float | None = None
    first: float | None = None
    list: str | None = None
    run: RunFacts = NOTHING

    @property
    def indent(self) -> float | None:
        """Points from the margin to the first line."""
        return None if self.left is None and self.first is None else (self.left or 0) + (self.first or 0)


def points(value: str | None) -> float | None:
    """A length as points.

    >>> points("0.5in"), points("14pt"), points("58%")
    (36.0, 14.0, None)
    """
    found = _LENGTH.match(value or "")
    return float(found[1]) * _UNITS[found[2]] if found else None


def local(name: str) -> str:
    """A name without its namespace."""
    return name[name.rfind("}") + 1 :]


def said(element: etree._Element | None) -> dict[str, str]:
    """The attributes of an element by their names without namespace."""
    return {local(k): v for k, v in element.attrib.items()} if element is not None else {}


@dataclass(slots=True)
class Styles:
    """All styles of a document by family and name; those of the content stand before those of the document."""

    _raw: dict[tuple[str, str], etree._Element] = field(default_factory=dict)
    _lists: dict[str, tuple[Level, ...]] = field(default_factory=dict)
    _fonts: dict[str, str] = field(default_factory=dict)
    _known: dict[tuple[str, str], Setting] = field(default_factory=dict)

    @classmethod
    def of(cls, roots: Iterable[etree._Element | None]) -> Styles:
        """The styles of some parts; of two with one name the later stands."""
        styles = cls()
        for root in roots:
            for element in root.iter(*_STYLES) if root is not None else ():
                words, kind = said(element), local(element.tag)
                if kind == "font-face":
                    styles._fonts[words.get("name", "")] = words.get("font-family", "").strip("'\"")
                elif kind == "list-style":
                    styles._lists[words.get("name", "")] = _levels(element)
                elif kind == "outline-style":
                    styles._lists[""] = _levels(element)
                else:
                    styles._raw[words.get("family", ""), words.get("name", "")] = element
        return styles

    def setting(self, family: str, name: str) -> Setting:
        """How a style of a family sets, with all it is based on."""
        key = (family, name)
        if key not in self._known:
            align = left = first = lists = None
            run, seen = NOTHING, set()
            while name not in seen:
                seen.add(name)
                style = self._raw.get((family, name))
                if style is None:
                    break
                for child in style:
                    words, kind = said(child), local(child.tag) if isinstance(child.tag, str) else ""
                    if kind == "paragraph-properties":
                        align = align or _ALIGN.get(words.get("text-align", ""))
                        left = points(words.get("margin-left")) if left is None else left
                        first = points(words.get("text-indent")) if first is None else first
                    elif kind == "text-properties":
                        run = run.over(self._run(words))
                lists = said(style).get("list-style-name") if lists is None else lists
                name = said(style).get("parent-style-name", "")
            self._known[key] = Setting(align, left, first, lists, run)
        return self._known[key]

    def _run(self, words: dict[str, str]) -> RunFacts:
        weight, change = words.get("font-weight"), words.get("text-transform")
        place, shown = words.get("text-position"), words.get("display")
        font = words.get("font-name")
        return RunFacts(
            None if weight is None else weight == "bold" or weight in ("600", "700", "800", "900"),
            points(words.get("font-size")),
            None if change is None else change == "uppercase",
            None if shown is None else shown == "none",
            None if place is None else _RAISED.match(place) is not None,
            words.get("font-family", "").strip("'\"") or (self._fonts.get(font, font) if font else None),
        )

    def levels(self, name: str) -> tuple[Level, ...]:
        """The levels of a list style; those of the outline for ""."""
        return self._lists.get(name, ())

    def drawn(self, name: str) -> bool:
        """Whether two sides of a cell of this style or more are drawn."""
        style = self._raw.get(("table-cell", name))
        words = said(style.find("{*}table-cell-properties")) if style is not None else {}
        whole = words.get("border", "none")
        sides = (words.get(f"border-{side}", whole) for side in ("top", "bottom", "left", "right"))
        return sum(line not in ("none", "hidden") and not _NO_WIDTH.match(line) for line in sides) >= 2


def _levels(element: etree._Element) -> tuple[Level, ...]:
    """The levels of a list style; a level that is not described has no label."""
    found: dict[int, Level] = {}
    for one in element:
        words = said(one)
        at = words.get("level", "")
        if not at.isdigit() or not 1 <= int(at) <= 10:
            continue
        if "bullet-char" in words:
            found[int(at)] = Level("bullet", words["bullet-char"])
        elif local(one.tag) == "list-level-style-image":
            found[int(at)] = Level("bullet", "•")
        else:
            kind = _FORMATS.get(words.get("num-format", ""), "decimal")
            start = words.get("start-value", "1")
            found[int(at)] = Level(kind, _pattern(words, int(at)) if kind != "none" else _plain(words),
                                   int(start) if start.isdigit() else 1)  # fmt: skip
    return tuple(found.get(i, Level("none", "")) for i in range(1, max(found, default=0) + 1))


def _pattern(words: dict[str, str], level: int) -> str:
    """The label of a level with %1 … %9; LibreOffice writes it whole ("Điều %1%."), older files in parts."""
    whole = words.get("num-list-format")
    if whole:
        return re.sub(r"%(\d)%", r"%\1", whole)
    shown = words.get("display-levels", "1")
    first = max(1, level - (int(shown) if shown.isdigit() else 1) + 1)
    numbers = ".".join(f"%{i}" for i in range(first, level + 1))
    return words.get("num-prefix", "") + numbers + words.get("num-suffix", "")


def _plain(words: dict[str, str]) -> str:
    """The words of a level without a number."""
    return re.sub(r"%\d+%", "", words.get("num-list-format", words.get("num-prefix", "") + words.get("num-suffix", "")))


@dataclass(slots=True)
class Lists:
    """The lists of a document and how far each has counted.

    A list goes on with the count of the one that it names (continue-list), or of the one before it with the same style
    (continue-numbering); else it begins again (5.3.5 and 19.780).
    """

    styles: Styles
    _by_id: dict[str, Counter] = field(default_factory=dict)
    _last: dict[str, Counter] = field(default_factory=dict)

    def begin(self, words: dict[str, str], style: str) -> Counter:
        """The counter of a list by its attributes."""
        counter: Counter | None = self._by_id.get(words.get("continue-list", ""))
        if counter is None and (words.get("continue-numbering") == "true" or "continue-list" in words):
            counter = self._last.get(style)
        counter = counter if counter is not None else Counter()
        self._last[style] = counter
        if "id" in words:
            self._by_id[words["id"]] = counter
        return counter
