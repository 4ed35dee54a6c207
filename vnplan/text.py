"""Clean text and its map back to the source: the ground that every later room works on.

`CleanText` holds one string of logical paragraphs joined by "\\n". No word and no sentence is broken in it: wrapped
lines are joined with a space, page furniture and table bars are gone, composed characters are NFC. Three views of it
have the same length, so an offset found in one is an offset in all: `text` (as printed), `folded` (new-style tone
marks, look-alike letters mended) and `lower` (folded, lower case).
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

_TONE_PAIRS = {
    "oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa",
    "oè": "òe", "oé": "óe", "oẻ": "ỏe", "oẽ": "õe", "oẹ": "ọe",
    "uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy",
}  # fmt: skip
_TONE_MAP = {form: pair[:1] + pair[1:] for old, pair in _TONE_PAIRS.items() for form, pair in (
    (old, pair), (old.upper(), pair.upper()), (old.capitalize(), pair.capitalize()))}
# "quý" keeps its mark on y (q-u is one consonant); "hoàn" keeps its mark in both styles (a letter follows).
_OLD_TONES = re.compile(
    "[" + "".join({p[0] for p in _TONE_MAP}) + "][" + "".join({p[1] for p in _TONE_MAP}) + r"](?![^\W\d_])(?<![qQ]..)")
_LOOKALIKES = (("Ð", "Đ"), ("ð", "đ"), ("Ɖ", "Đ"), ("–", "-"), ("—", "-"), ("−", "-"), ("‐", "-"), ("‑", "-"))


def fold(text: str) -> str:
    """Tone marks in the new style (hoà → hòa, uỷ → ủy), Ð → Đ, every dash → "-"; the length stays.

    Both styles of tone marks are in use; Quyết định 240/QĐ 1984 of the Ministry of Education sets the new one.

    >>> fold("Uỷ ban, hoà giải, quý I – 2025, QÐ-TTg")
    'Ủy ban, hòa giải, quý I - 2025, QĐ-TTg'
    """
    for printed, meant in _LOOKALIKES:
        if printed in text:
            text = text.replace(printed, meant)
    return _OLD_TONES.sub(lambda m: _TONE_MAP.get(m[0], m[0]), text)


def lower(text: str) -> str:
    """Lower case of the same length, also for the rare letters whose lower case is longer (İ)."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


class Paragraph(NamedTuple):
    """A logical paragraph: its range in the clean text, and how it stood on the page.

    A paragraph in a table has its `table`, and `row` and `column` in the full grid (from 0): the first ones that its
    cell covers, `row_span` and `column_span` say how many. `header`: the file marks its row as the table's head.
    """

    start: int
    end: int
    table: int = -1
    row: int = -1
    column: int = -1
    blank_before: bool = False
    footnote: bool = False
    row_span: int = 1
    column_span: int = 1
    header: bool = False


@dataclass(frozen=True, slots=True)
class CleanText:
    """Logical paragraphs joined by "\\n", with the way back to the source.

    `offsets` are two arrays of equal length: at clean offset `clean[i]` stands the source's character `source[i]`, and
    up to `clean[i + 1]` both run in step.
    """

    text: str
    paragraphs: tuple[Paragraph, ...]
    clean: array[int]
    source: array[int]
    folded: str = field(default="")
    lower: str = field(default="")

    @classmethod
    def build(
        cls, text: str, paragraphs: Iterable[Paragraph], clean: Iterable[int], source: Iterable[int]
    ) -> CleanText:
        folded = fold(text)
        return cls(text, tuple(paragraphs), array("q", clean), array("q", source), folded, lower(folded))

    @classmethod
    def of(cls, text: str) -> CleanText:
        """The clean text of a string whose lines are paragraphs already (for tests and single sentences).

        >>> CleanText.of("Điều 1.\\nĐiều 2.").paragraphs[1].start
        8
        """
        text = unicodedata.normalize("NFC", text)
        paragraphs, at = [], 0
        for line in text.split("\n"):
            if line.strip():
                paragraphs.append(Paragraph(at, at + len(line)))
            at += len(line) + 1
        return cls.build(text, paragraphs, [0], [0])

    def to_source(self, offset: int) -> int:
        """Source offset of the character at a clean offset."""
        i = bisect_right(self.clean, offset) - 1
        return self.source[i] + offset - self.clean[i]

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """Source range of a clean range; an empty range stays empty."""
        first = self.to_source(start)
        return (first, self.to_source(end - 1) + 1) if end > start else (first, first)

    def paragraph_at(self, offset: int) -> int:
        """Index of the paragraph that holds a clean offset."""
        low, high = 0, len(self.paragraphs)
        while low < high:
            middle = (low + high) // 2
            if self.paragraphs[middle].start <= offset:
                low = middle + 1
            else:
                high = middle
        return low - 1
