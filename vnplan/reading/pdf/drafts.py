"""Lines of a paragraph to its text: spaces, hyphens at line ends, marks of notes, and where each line stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from vnplan.reading.blocks import Align, Place
from vnplan.reading.laying import Draft, Mark
from vnplan.reading.pdf.geometry import Word, around
from vnplan.reading.pdf.lines import TOUCHING, Line, spaced
from vnplan.reading.pdf.paragraphs import Group, Margins
from vnplan.reading.pdf.placed import Placed

_NUMBER_HEAD, _NUMBER_TAIL = re.compile(r"^\d{1,3}(?:\.\d{3})*\.(\d{1,2})$"), re.compile(r"(\d{1,2})$")
_SOFT_HYPHEN = "\u00ad"
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
# Words are as high as ascent and descent of the common text fonts together (see characters.py).
_TO_SIZE = 1.11


def draft_of(group: Group, margins: Margins, numbers: frozenset[str]) -> Draft:
    """The paragraph of a group of lines; `numbers` are those of the notes of the document."""
    lines = group.lines
    out: list[str] = []
    marks: list[Mark] = []
    places: list[Place] = []
    at = 0
    for index, placed in enumerate(lines):
        if index in group.breaks:
            out[-1] = "\n"
        elif out and out[-1] == " " and (_breaks_inside(out) or _cuts_number(lines[index - 1].line, placed.line)):
            out.pop()
            at -= 1
            if out[-1].endswith(_SOFT_HYPHEN):
                out[-1] = out[-1][:-1]
                at -= 1
        begin = at
        plain = _plain(placed.line)
        if plain is not None:
            out.append(plain)
            at += len(plain)
        for text, mark in _pieces(placed.line, numbers) if plain is None else ():
            if mark:
                marks.append(Mark(at, mark))
            else:
                out.append(text)
                at += len(text)
        places.append(Place(begin, at, placed.page, _rounded(placed.line.box)))
        out.append(" ")
        at += 1
    text = "".join(out).rstrip()
    first, page = lines[0].line, lines[0].page
    box = around(p.line.box for p in lines if p.page == page)
    size = round(max(p.line.height for p in lines) / _TO_SIZE, 1)
    noted = tuple(Mark(min(m.offset, len(text)), m.number) for m in marks)
    return Draft(
        text, page, _rounded(box), _align(lines, margins), round(first.x0 - margins.left, 1),
        all(p.line.bold for p in lines), size, marks=noted, places=tuple(places))  # fmt: skip


def _breaks_inside(out: Sequence[str]) -> bool:
    """Whether the line before ended within a word: with a hyphen or stroke that hangs on a letter, or in a number."""
    last = out[-2] if len(out) > 1 else ""
    return len(last) > 1 and last[-1] in "-/\u00ad" and (last[-2].isalnum() or last[-1] == _SOFT_HYPHEN)


def _cuts_number(one: Line, two: Line) -> bool:
    """Whether a narrow cell cut a number: "6.000.00" and "0"."""
    head, tail = _NUMBER_HEAD.search(one.words[-1].text), _NUMBER_TAIL.match(two.words[0].text)
    return head is not None and tail is not None and len(head[1]) + len(tail[1]) == 3


def _plain(line: Line) -> str | None:
    """The text of a line of words of one size, without marks; None for others (the common case, and fast)."""
    low, high = 0.97 * line.height, 1.03 * line.height
    for word in line.words:
        if word.marks or not low < word.bottom - word.top < high or word.text[0] in TOUCHING:
            return None
    text = " ".join([w.text for w in line.words])
    return None if _SOFT_HYPHEN in text else text


def _pieces(line: Line, numbers: frozenset[str]) -> Iterable[tuple[str, str]]:
    """The line's text in pieces, each (text, "") or ("", number of a note whose mark stands there)."""
    before: Word | None = None
    for at, word in enumerate(line.words):
        raised = _stands_raised(line.words, at)
        if raised and word.text.strip("[]()") in numbers:
            yield "", word.text.strip("[]()")
            before = word
            continue
        if spaced(before, word):
            yield " ", ""
        if at + 1 < len(line.words) and word.text.endswith(_SOFT_HYPHEN):
            word = word._replace(text=word.text[:-1])
        for offset, length in word.marks:
            figures = word.text[offset : offset + length]
            yield word.text[:offset], ""
            if figures in numbers:
                yield "", figures
            elif offset and word.text[offset - 1].isdigit():
                yield figures.translate(_RAISED), ""  # 10⁶ is not 106
            else:
                yield figures, ""
            yield word.text[offset + length :], ""
        if not word.marks:
            yield word.text, ""
        before = word


def _stands_raised(words: Sequence[Word], at: int) -> bool:
    """Whether a figure is smaller than the word beside it and raised."""
    word = words[at]
    if not word.text.strip("[]()").isdigit() or len(word.text) > 5:
        return False
    beside = words[at - 1] if at else (words[1] if len(words) > 1 else word)
    return word.height < 0.85 * beside.height and word.bottom < beside.bottom - 0.1 * beside.height


def _align(lines: Sequence[Placed], margins: Margins) -> Align | None:
    """How the lines are set; None where one line does not tell."""
    if all(
        abs((p.line.x0 + p.line.x1) / 2 - (margins.left + margins.right) / 2) < 0.02 * margins.width + 2
        and p.line.x0 - margins.left > 8 for p in lines
    ):
        return "center"
    if len(lines) > 2 and all(abs(p.line.x1 - margins.right) < 3 for p in lines[:-1]):
        return "justify"
    return None


def _rounded(box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    return (round(box[0], 1), round(box[1], 1), round(box[2], 1), round(box[3], 1))
