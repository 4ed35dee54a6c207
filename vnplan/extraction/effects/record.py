"""An effect before it becomes public."""

from __future__ import annotations

from dataclasses import dataclass

from vnplan.extraction.citations.mentions import Mention
from vnplan.extraction.citations.pinpoints import Point


@dataclass(frozen=True, slots=True)
class Effect:
    """What an amending instrument does to one provision, in clean offsets.

    `target` is a mention of the amended instrument (or None), `quote` the range of the new text, `old` and `new` the
    words exchanged: deleted words have no `new`, added ones have the words that they follow as `old`.
    """

    start: int
    end: int
    action: str
    target: Mention | None
    pinpoint: Point
    rule: str
    quote: tuple[int, int] | None = None
    old: str | None = None
    new: str | None = None
