"""The words of one paragraph as readers collect them, run by run: text, marks of notes, how its letters are set."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from vnplan.reading.blocks import Align
from vnplan.reading.laying import Draft, Mark
from vnplan.reading.legacy import encoding_of_font, meant_by

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True, slots=True)
class RunFacts:
    """How letters are set; None where nothing says so. `raised`: superscript. `font`: for letters beyond ASCII."""

    bold: bool | None = None
    size: float | None = None
    caps: bool | None = None
    hidden: bool | None = None
    raised: bool | None = None
    font: str | None = None

    def over(self, below: RunFacts) -> RunFacts:
        """These facts, and those of `below` where these say nothing."""
        if below is NOTHING:
            return self
        return RunFacts(
            below.bold if self.bold is None else self.bold,
            self.size or below.size,
            below.caps if self.caps is None else self.caps,
            below.hidden if self.hidden is None else self.hidden,
            below.raised if self.raised is None else self.raised,
            self.font or below.font,
        )


NOTHING = RunFacts()


@dataclass(slots=True)
class Words:
    """What is collected of one paragraph: pieces of text, marks of notes, floating boxes, how its letters are set."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    marks: list[Mark] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)
    bold: int = 0
    plain: int = 0
    sizes: dict[float, int] = field(default_factory=dict)
    encodings: dict[int, str] = field(default_factory=dict)  # by index of a piece

    def put(self, text: str) -> None:
        """A piece of text; `set_as` says afterwards how it is set."""
        self.pieces.append(text)
        self.length += len(text)

    def set_as(self, first: int, how: RunFacts) -> None:
        """How the pieces from index `first` on are set: capitals, raised digits, weight, the font's encoding.

        An optional hyphen (U+00AD) is not shown and goes, but in TCVN3 it is the letter ư and stays.
        """
        encoding = encoding_of_font(how.font) if how.font else None
        letters = 0
        for i in range(first, len(self.pieces)):
            piece = self.pieces[i]
            if encoding is not None:
                self.encodings[i] = encoding
            else:
                if "\xad" in piece:
                    self.length -= piece.count("\xad")
                    piece = piece.replace("\xad", "")
                if how.raised and piece.isascii():
                    piece = piece.translate(_RAISED)
                self.pieces[i] = _upper(piece) if how.caps else piece
            letters += len(piece.strip())
        if how.bold:
            self.bold += letters
        else:
            self.plain += letters
        if how.size and letters:
            self.sizes[how.size] = self.sizes.get(how.size, 0) + letters

    def joined(self, other: Words) -> Words:
        """The words of two paragraphs that became one."""
        return Words(
            self.pieces + other.pieces, self.length + other.length,
            self.marks + [mark._replace(offset=mark.offset + self.length) for mark in other.marks],
            self.boxes + other.boxes, self.bold + other.bold, self.plain + other.plain,
            {s: self.sizes.get(s, 0) + other.sizes.get(s, 0) for s in self.sizes | other.sizes},
            self.encodings | {i + len(self.pieces): encoding for i, encoding in other.encodings.items()},
        )  # fmt: skip

    def finished(self) -> tuple[str, list[Mark]]:
        """The text with the letters of legacy fonts converted, and its marks.

        Neighbouring pieces of one encoding are converted together, since VNI writes a letter as two characters that may
        stand in two runs.
        """
        if not self.encodings:
            return "".join(self.pieces), self.marks
        marked = {mark.offset for mark in self.marks}
        moved: dict[int, int] = {}
        out: list[str] = []
        at = length = i = 0
        while i < len(self.pieces):
            moved[at] = length
            encoding, j, stop = self.encodings.get(i), i + 1, at + len(self.pieces[i])
            while j < len(self.pieces) and self.encodings.get(j) == encoding and stop not in marked:
                stop += len(self.pieces[j])
                j += 1
            printed = "".join(self.pieces[i:j])
            out.append(meant_by(printed, encoding) if encoding is not None else printed)
            i, at, length = j, stop, length + len(out[-1])
        moved[at] = length
        return "".join(out), [mark._replace(offset=moved[mark.offset]) for mark in self.marks]

    def draft(
        self, *, align: Align | None = None, indent: float | None = None, label: str = "", index: int = -1
    ) -> Draft:
        """The paragraph; `label` is one of automatic numbering, which stands before its words."""
        text, marks = self.finished()
        lost = len(text) - len(text.lstrip(" \t\xa0")) if label else 0
        if lost:
            text = text[lost:]
            marks = [mark._replace(offset=max(0, mark.offset - lost)) for mark in marks]
        size = max(self.sizes, key=self.sizes.__getitem__) if self.sizes else None
        bold = self.plain == 0 if self.bold or self.plain else None
        return Draft(text, None, None, align, indent, bold, size, label, bool(label), index, marks)


def _upper(text: str) -> str:
    """Capitals of the same length."""
    upper = text.upper()
    return upper if len(upper) == len(text) else text
