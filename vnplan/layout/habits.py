"""How a text is typeset, read off its lines: wrapped by hand or not, how wide, what parts its paragraphs."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

from vnplan.layout.lines import Line

_LONG_LINE = 160
# So few long lines and so many that go on with a small letter are those of a wrapped text.
_FEW_LONG, _MANY_GO_ON, _FEW_LINES = 0.12, 0.08, 12
_NARROWEST, _WIDEST = 60, 110
# Blank lines stand before so large a share of labelled lines where they part paragraphs.
_GAPS, _FEW_LABELS = 0.55, 3


@dataclass(frozen=True, slots=True)
class Habits:
    """How a text is typeset: whether lines are wrapped by hand, how wide, and whether blank lines part paragraphs."""

    wrapped: bool
    width: int
    blank_style: bool


def habits(lines: list[Line]) -> Habits:
    """Read the typesetting off the lines: their lengths, and what stands before labelled ones."""
    prose = [line for line in lines if line.table < 0]
    if not prose:
        return Habits(True, 80, False)
    lengths = sorted(len(line.text) for line in prose)
    width = lengths[int(0.9 * (len(lengths) - 1))]
    long_share = sum(n > _LONG_LINE for n in lengths) / len(lengths)
    going_on = sum(1 for a, b in itertools.pairwise(prose)
                   if not b.blanks and b.text[0].islower() and not a.closed)
    wrapped = long_share < _FEW_LONG and (going_on > _MANY_GO_ON * len(prose) or len(prose) < _FEW_LINES)
    labelled = [line for line in prose if line.text[0].isdecimal() or line.text[0] in "-+ĐÐ"]
    gaps = sum(1 for line in labelled if line.blanks)
    blank_style = len(labelled) > _FEW_LABELS and gaps > _GAPS * len(labelled)
    return Habits(wrapped, max(_NARROWEST, min(width, _WIDEST)), blank_style)
