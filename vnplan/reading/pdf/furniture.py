"""Running heads and feet, page numbers and turned heads, by their place on the pages."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from vnplan.reading.pdf.lines import Line

_PAGE_NUMBER = re.compile(r"^(?:[-–—]\s*)?(\d{1,4})(?:\s*[-–—]|\s*/\s*\d{1,4})?$")
_DIGITS = re.compile(r"\d+")
# Heads and feet stand in these parts of the page's height.
_HEAD, _FOOT = 0.13, 0.88
# How many lines at the top and at the foot are looked at.
_DEEP = 4


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page's lines and its size, as far as furniture is concerned."""

    width: float
    height: float
    lines: tuple[Line, ...]


def text_of(line: Line) -> str:
    """The words of a line with single spaces."""
    return " ".join(w.text for w in line.words)


def furniture_of(sheets: Sequence[Sheet]) -> list[frozenset[int]]:
    """For each page the indices of its lines that are furniture.

    A line in the head or foot of a page is furniture when the same words, figures apart, stand at the same height on
    other pages, or when it is a number that counts the pages.
    """
    edges = [_edges(sheet) for sheet in sheets]
    heights: dict[tuple[str, str], list[tuple[int, int, float]]] = defaultdict(list)
    numbers: list[tuple[int, int, int]] = []
    for page, (sheet, near) in enumerate(zip(sheets, edges, strict=True)):
        for index in near:
            line = sheet.lines[index]
            text = text_of(line)
            head = line.top < sheet.height / 2
            distance = line.top if head else sheet.height - line.bottom
            if (found := _PAGE_NUMBER.match(text)) is not None:
                numbers.append((page, index, int(found[1])))
            else:
                heights["head" if head else "foot", _DIGITS.sub("#", text)].append((page, index, distance))
    taken: list[set[int]] = [set() for _ in sheets]
    for places in heights.values():
        for page, index, distance in places:
            same = [(p, sheets[p].lines[i]) for p, i, d in places if abs(d - distance) < 4]
            if not _counts_pages(same):  # "Mẫu số 01", "Mẫu số 02" at the top of pages are headings
                text = text_of(sheets[page].lines[index])
                same = [(p, line) for p, line in same if text_of(line) == text]
            if len({p for p, _ in same}) >= (2 if len(sheets) < 8 else 3):
                taken[page].add(index)
    counted = Counter(value - page for page, _, value in numbers)
    for page, index, value in numbers:
        outermost = _is_outermost(sheets[page], index, taken[page])
        if counted[value - page] >= 2 or (outermost and len(sheets) == 1) or (outermost and value == page + 1):
            taken[page].add(index)
    return [frozenset(t) for t in taken]


def _counts_pages(lines: Sequence[tuple[int, Line]]) -> bool:
    """Whether the numbers in lines of the same words are the same on all pages, or go up with the pages."""
    slots = zip(*([int(n[:9]) for n in _DIGITS.findall(text_of(line))] for _, line in lines), strict=True)
    pages = [page for page, _ in lines]
    return all(
        len(set(values)) == 1 or len({v - p for v, p in zip(values, pages, strict=True)}) == 1 for values in slots)


def _edges(sheet: Sheet) -> list[int]:
    """Indices of the first and last lines of a page that stand in its head or foot."""
    by_height = sorted(range(len(sheet.lines)), key=lambda i: sheet.lines[i].top)
    head = [i for i in by_height[:_DEEP] if sheet.lines[i].bottom < _HEAD * sheet.height]
    foot = [i for i in by_height[-_DEEP:] if sheet.lines[i].top > _FOOT * sheet.height and i not in head]
    return head + foot


def _is_outermost(sheet: Sheet, index: int, taken: set[int]) -> bool:
    """Whether no text but furniture stands between a line and the edge of the page."""
    line = sheet.lines[index]
    head = line.top < sheet.height / 2
    return not any(
        (other.top < line.top - 2) if head else (other.bottom > line.bottom + 2)
        for i, other in enumerate(sheet.lines) if i != index and i not in taken)


def is_page_number(line: Line) -> bool:
    """Whether a line holds a page's number alone."""
    return _PAGE_NUMBER.match(text_of(line)) is not None
