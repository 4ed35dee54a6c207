"""Notes at the foot of a page: smaller letters below a short line, each opened by a raised number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

from vnplan.reading.pdf.geometry import Drawing
from vnplan.reading.pdf.lines import Line
from vnplan.reading.pdf.placed import NoteText, Placed

_NUMBER = re.compile(r"^[\[(]?(\d{1,3})[\])]?$")
# Letters of notes are at most so high beside those of the text (10 or 11 points to 13 or 14).
_SMALLER = 0.93
_SHORT, _LONG = 40.0, 260.0


def opens_note(line: Line) -> str:
    """The number of a note that a line opens with, raised and smaller than the words behind it; "" for none."""
    first = line.words[0]
    if first.marks and first.marks[0][0] == 0:
        return first.text[: first.marks[0][1]]
    if len(line.words) < 2 or (found := _NUMBER.match(first.text)) is None:
        return ""
    beside = line.words[1]
    small = first.height < 0.85 * beside.height and first.bottom < beside.bottom - 0.05 * beside.height
    return found[1] if small else ""


def note_zone(lines: Sequence[Line], drawing: Drawing, left: float) -> float | None:
    """The height below which a page holds notes; None without.

    Notes begin below a short line at the left margin, or, where none is drawn, with the first of the smaller lines
    at the foot that opens with a raised number.
    """
    if not lines:
        return None
    usual = _usual_height(lines)
    for rule in sorted(drawing.lying, reverse=True):
        if not (_SHORT < rule.end - rule.start < _LONG and abs(rule.start - left) < 30):
            continue
        below = [x for x in lines if x.top >= rule.at - 0.35 * x.height]
        if below and all(x.height < _SMALLER * usual for x in below):
            return rule.at - 0.35 * max(x.height for x in below)
        first = min(below, key=lambda x: x.top) if below else None
        if first is not None and opens_note(first) and max(x.height for x in below) <= 1.02 * usual:
            return rule.at - 0.35 * first.height
    zone: float | None = None
    for line in sorted(lines, key=lambda x: -x.top):
        if line.height >= _SMALLER * usual:
            break
        if opens_note(line):
            zone = line.top - 0.5
    return zone


def _usual_height(lines: Sequence[Line]) -> float:
    letters = [x.height for x in lines for _ in x.words]
    return median(letters)


def notes_of(lines: Sequence[Line], page: int) -> tuple[NoteText, ...]:
    """The notes of a zone's lines, from top to bottom; the first has no number when it goes on from a page before."""
    notes: list[tuple[str, list[Placed]]] = []
    for line in sorted(lines, key=lambda x: (round(x.top), x.x0)):
        number = opens_note(line) or _counts_on(line, notes[-1][0] if notes else None)
        if number or not notes:
            notes.append((number, []))
        if number:
            line = _without_number(line, number)
        if line.words:
            notes[-1][1].append(Placed(line, page))
    return tuple(NoteText(number, tuple(found)) for number, found in notes)


def _counts_on(line: Line, last: str | None) -> str:
    """The number that a line below the rule opens with, not raised: the next one, or any before the first words."""
    found = _NUMBER.match(line.words[0].text)
    if found is None or len(line.words) < 2 or not line.words[1].text[0].isupper():
        return ""
    return found[1] if last is None or (last and int(found[1]) == int(last) + 1) else ""


def _without_number(line: Line, number: str) -> Line:
    first = line.words[0]
    if first.marks and first.marks[0][0] == 0:
        rest = first._replace(text=first.text[len(number) :], marks=())
        return line._replace(words=(rest, *line.words[1:]))
    return line._replace(words=line.words[1:])
