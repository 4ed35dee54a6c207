"""Footnotes: blocks that a raised number or [n] opens, at the foot of a page or at the end of the text."""

from __future__ import annotations

import re

from vnplan.layout.lines import Line

_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_OPENS = re.compile(r"^(?:(?P<raised>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})|\[(?P<bracket>\d{1,3})\])\s*(?=\S)")
MARKS = re.compile(r"(?P<raised>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})|\[(?P<bracket>\d{1,3})\]")
# "m²", "km²", "m³": units of measure and no marks.
UNIT_BEFORE = re.compile(r"(?:\b[kcdm]?m|\bha)$")
_LONGEST = 40


def mark_number(found: re.Match[str]) -> str:
    """The number of a mark: "¹²" and "[12]" are both "12"."""
    return (found["raised"] or "").translate(_RAISED) or found["bracket"]


def mark_footnotes(lines: list[Line]) -> None:
    """Set `footnote` on the lines of footnotes.

    A footnote that stands where a sentence was cut goes on until the sentence does, with a lower-case letter; else
    until the next blank line.
    """
    i, last = 0, 0
    while i < len(lines):
        line = lines[i]
        found = _OPENS.match(line.text) if line.text[0] in "⁰¹²³⁴⁵⁶⁷⁸⁹[" else None
        number = mark_number(found) if found else ""
        if not found or int(number) not in (last + 1, 1) or _only_mark(lines, i, found):
            i += 1
            continue
        before = lines[i - 1] if i else None
        cut = before is not None and not before.closed and not before.caps
        end = _end_of(lines, i, cut)
        for inside in lines[i:end]:
            opened = _OPENS.match(inside.text) if inside.text[0] in "⁰¹²³⁴⁵⁶⁷⁸⁹[" else None
            if opened:
                number = mark_number(opened)
            inside.footnote = number
        last = int(number)
        if end < len(lines):
            lines[end].page_break = True
        i = end


def _only_mark(lines: list[Line], i: int, found: re.Match[str]) -> bool:
    """A wrapped mark at the start of a line that goes on in lower case belongs to the sentence before."""
    rest = lines[i].text[found.end() :].lstrip()
    return bool(i) and not lines[i].blanks and not lines[i - 1].closed and (rest[:1].islower() or rest[:1] in ".,;")


def _end_of(lines: list[Line], i: int, cut: bool) -> int:
    """Index after the last line of the footnotes that begin at line i."""
    j = i + 1
    if cut:
        limit = min(len(lines), i + _LONGEST)
        while j < limit:
            line = lines[j]
            if (line.blanks or line.page_break) and line.text[0].islower():
                return j
            j += 1
        j = i + 1
    while j < len(lines):
        line = lines[j]
        if line.blanks or line.page_break or line.cell != lines[i].cell:
            opened = _OPENS.match(line.text)
            if not opened:
                return j
        j += 1
    return j
