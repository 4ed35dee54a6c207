"""Where the words of a unit begin after its number and heading, and how they fall into paragraphs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Literal

from vnplan.models import Citation, Unit

_FORMS: tuple[Literal["NFC", "NFD"], ...] = ("NFC", "NFD")
_BLANK_LINE = re.compile(r"\n[ \t\r|]*\n")
_LABEL = r"[\s|*_#>]*(?:(?:phần(?: thứ)?|chương|mục|tiểu mục|điều|khoản|điểm|phụ lục)\s+)?"


def after_heading(text: str, unit: Unit) -> int:
    """The offset after a unit's number and heading as they stand in the text; its start where they are not found.

    >>> from vnplan.models import Span
    >>> text = "Điều 5. Phạm vi\\nQuy định này"
    >>> unit = Unit(id="dieu_5", kind="dieu", number="5", heading="Phạm vi", span=Span(start=0, end=len(text)))
    >>> text[after_heading(text, unit):].strip()
    'Quy định này'
    """
    at, end = unit.span.start, unit.span.end
    if unit.number:
        for form in _FORMS:
            label = unicodedata.normalize(form, _LABEL) + re.escape(unicodedata.normalize(form, unit.number))
            found = re.compile(label + r"(?![^\W_])\s*[.):/–-]*", re.I).match(text, at, end)
            if found:
                at = found.end()
                break
    if unit.heading:
        for form in _FORMS:
            words = unicodedata.normalize(form, unit.heading).split()
            found = re.compile(r"[\s|:.–-]*" + r"[\s|]+".join(map(re.escape, words))).match(text, at, end)
            if found:
                return found.end()
    return at


def paragraphs(text: str, start: int, end: int, citations: Sequence[Citation]) -> Iterator[tuple[int, int]]:
    """The stretches of text between blank lines; a blank line inside a citation parts nothing."""
    at = start
    for gap in _BLANK_LINE.finditer(text, start, end):
        if not any(c.span.start < gap.end() and gap.start() < c.span.end for c in citations):
            yield at, gap.start()
            at = gap.end()
    yield at, end
