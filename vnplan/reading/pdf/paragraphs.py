"""Lines to paragraphs, by what the page shows: indents, how far a line goes, and the space between lines."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from vnplan.reading.blocks import Box
from vnplan.reading.pdf.lines import Line
from vnplan.reading.pdf.placed import Placed

# An indent of the first line, in points; NĐ 30/2020, Phụ lục I, has 1 to 1.27 cm.
_INDENT, _DEEPEST = 8.0, 60.0
_SAME = 3.0
# A line that ends this much before the margin, beyond the room for the next word, was ended by its author.
_SLACK = 3.0
# Paragraphs are parted by this much more than lines are.
_SPACED = 1.22
# Lines of one heading follow each other within so many heights of their letters.
_CLOSE = 1.35
_BULLET = re.compile(r"^(?:[-+*•●○▪■◦➢❖✓–—]|\d{1,3}[.)]|\(?[^\W\d_]{1,2}\)|\d{1,2}(?:\.\d{1,2}){1,3}\.?)(?=\s|$)")
_CLOSED = tuple(".;:!?”\"")


@dataclass(frozen=True, slots=True)
class Margins:
    """Where the lines of a region begin and end, in points.

    `indents`: its paragraphs begin with an indent, since many lines begin at the margin and many behind it.
    """

    left: float
    right: float
    indents: bool = False

    @property
    def width(self) -> float:
        """Room for a line."""
        return self.right - self.left


@dataclass(slots=True)
class Group:
    """The lines of one paragraph; `breaks` are indices of lines before which its author may have broken the line."""

    lines: list[Placed] = field(default_factory=list)
    breaks: set[int] = field(default_factory=set)


def margins_of(lines: Sequence[Line], box: Box | None = None, page_width: float = 0.0) -> Margins:
    """The margins of lines; `box` is the cell that holds them, `page_width` the width of the page they run over."""
    left = min(x.x0 for x in lines)
    right = max(x.x1 for x in lines)
    if box is not None:
        pad = max(2.0, min(left - box[0], 8.0))
        return Margins(left, max(right, box[2] - pad))
    if len(lines) > 4:
        # Most lines end at the right margin; a line may stick out of it.
        ends = Counter(round(x.x1 / 2) for x in lines)
        end, times = max(ends.items(), key=lambda e: (e[1] + ends.get(e[0] + 1, 0) + ends.get(e[0] - 1, 0), e[0]))
        if times >= 0.25 * len(lines):
            right = 2 * end + 1.0
        starts = Counter(round(x.x0 / 2) for x in lines)
        _start, times = max(starts.items(), key=lambda e: (e[1], -e[0]))
        often = [s for s, n in starts.items() if n >= max(2, 0.12 * len(lines))]
        if often:
            left = 2 * min(often) - 1.0
        # Ragged lines need not reach the margin; it is no wider than the left one (NĐ 30/2020, Phụ lục I, I.3).
        if sum(abs(x.x1 - right) < 1.5 for x in lines) < 0.3 * len(lines) or _are_alike(lines):
            right = max(right, page_width - left)
        at_margin = sum(abs(x.x0 - left) < _SAME for x in lines)
        behind = sum(_INDENT < x.x0 - left < _DEEPEST and right - x.x1 < _DEEPEST for x in lines)
        return Margins(left, right, at_margin >= 0.15 * len(lines) and behind >= 2)
    return Margins(left, right)


def _are_alike(lines: Sequence[Line]) -> bool:
    """Whether lines that end at one place have as many letters too: they are short, not justified."""
    lengths = sorted(sum(len(w.text) for w in x.words) for x in lines)
    return lengths[-1] - lengths[0] <= 3


def paragraphs_of(lines: Sequence[Placed], margins: Sequence[Margins]) -> list[Group]:
    """The paragraphs of lines that follow each other, each with the margins of its page."""
    pitch = _pitch(lines)
    groups: list[Group] = []
    before: Placed | None = None
    for at, now in enumerate(lines):
        if before is not None and _goes_on(before, now, margins[at - 1], margins[at], pitch, groups[-1]):
            groups[-1].lines.append(now)
        elif before is not None and _is_title(before, now, margins[at - 1], margins[at]):
            if not _goes_on_in_title(before.line, now.line):
                groups[-1].breaks.add(len(groups[-1].lines))
            groups[-1].lines.append(now)
        else:
            groups.append(Group([now]))
        before = now
    return groups


def paragraphs_of_column(lines: Sequence[Placed]) -> list[Group]:
    """The paragraphs of a column of a header or signature, whose width nobody knows: each line but what goes on.

    A line goes on with the one before when it begins with a small letter and no list item ended there.
    """
    groups: list[Group] = []
    for now in lines:
        last = groups[-1].lines[-1].line.words[-1].text if groups else "."
        first = now.line.words[0].text
        inside = len(last) > 2 and last[-1] in "-/" and last[-2].isalnum() and first[0].isalnum()
        if inside or (first[0].islower() and not last.endswith(_CLOSED) and not _is_label(first)):
            groups[-1].lines.append(now)
        else:
            groups.append(Group([now]))
    return groups


def _pitch(lines: Sequence[Placed]) -> dict[int, float]:
    """Usual distance from line to line for each height of letters."""
    found: dict[int, list[float]] = {}
    for one, two in itertools.pairwise(lines):
        if one.page == two.page:
            step = two.line.top - one.line.top
            if 0 < step < 3 * one.line.height:
                found.setdefault(round(two.line.height), []).append(step)
    return {height: sorted(steps)[len(steps) // 4] for height, steps in found.items()}


def _goes_on(
    before: Placed, now: Placed, room_before: Margins, room: Margins, pitch: dict[int, float], group: Group
) -> bool:
    one, two = before.line, now.line
    text = two.words[0].text
    centred = _is_centred(one, room_before) and _is_centred(two, room)
    used = one.x1 - one.x0 if centred else one.x1 - min(room_before.left, one.x0)
    word = two.words[0]
    need = word.x1 - word.x0 + 0.25 * two.height
    if used + need + _SLACK < room_before.width:
        return False  # the next word had room: the author ended the line
    if abs(one.height - two.height) > 0.15 * max(one.height, two.height):
        return False
    if before.page == now.page:
        usual = pitch.get(round(two.height), 0.0)
        step = two.top - one.top
        if usual and step > _SPACED * usual + 1 and step > _within(group) * 1.12 + 1:
            return False
        if step <= 0:
            return False
    if centred:
        return _same_style(one, two) and not text.startswith("(")
    if not _same_style(one, two) and (_is_uniform(one) and _is_uniform(two)) and not text[0].islower():
        return False
    indented = two.x0 - room.left
    if indented > _INDENT:
        # Lines of an indented block stand one under the other; a hanging indent begins with its second line.
        first = group.lines[0].line
        if len(group.lines) > 1:
            return abs(two.x0 - one.x0) < _SAME
        if room.indents:
            return False
        return (abs(two.x0 - first.x0) < _SAME and not _is_label(text)) or (
            two.x0 > first.x0 + _SAME and _is_label(first.words[0].text))
    last = one.words[-1].text
    if one.x0 - room_before.left > _INDENT or len(group.lines) > 1:
        return True
    return not (_is_label(text) and last.endswith(_CLOSED))


def _is_title(before: Placed, now: Placed, room_before: Margins, room: Margins) -> bool:
    """Whether two centred lines stand so close that they may be one heading, broken where its author thought best."""
    one, two = before.line, now.line
    return (
        before.page == now.page and not two.words[0].text.startswith("(")
        and _is_centred(one, room_before) and _is_centred(two, room) and _same_style(one, two)
        and abs(one.height - two.height) < 0.05 * one.height and 0 < two.top - one.top < _CLOSE * one.height
    )


def _goes_on_in_title(one: Line, two: Line) -> bool:
    """Whether a heading surely goes on: in small letters on both lines. In capitals a line may be the type alone."""
    return not (
        all(w.text.isupper() or not any(map(str.isalpha, w.text)) for w in one.words)
        or one.words[-1].text.endswith(_CLOSED) or two.words[0].text.startswith("(")
        or all(w.text.isupper() or not any(map(str.isalpha, w.text)) for w in two.words))


def _same_style(one: Line, two: Line) -> bool:
    return one.bold == two.bold and one.italic == two.italic


def _is_uniform(line: Line) -> bool:
    """Whether all words are bold and slanted alike."""
    first = line.words[0].font
    return all(w.font.bold == first.bold and w.font.italic == first.italic for w in line.words)


def _within(group: Group) -> float:
    """The widest step from line to line in a paragraph so far."""
    steps = [b.line.top - a.line.top for a, b in zip(group.lines, group.lines[1:], strict=False) if a.page == b.page]
    return max(steps, default=0.0)


def _is_label(text: str) -> bool:
    return _BULLET.match(text) is not None


def _is_centred(line: Line, room: Margins) -> bool:
    before, behind = line.x0 - room.left, room.right - line.x1
    if before > _INDENT:
        return behind > _SAME and abs(before - behind) < 0.04 * room.width + 4
    return before > 0.8 * _SAME and abs(before - behind) < _SAME
