"""Where a paragraph begins: for each printed line, whether it opens a paragraph or goes on with the one before."""

from __future__ import annotations

from dataclasses import dataclass

from vnplan.layout.habits import Habits
from vnplan.layout.labels import Label
from vnplan.layout.lines import Line, is_caps
from vnplan.layout.rules import LayoutRules
from vnplan.layout.runs import Runs
from vnplan.text import fold

# The words before a break that cuts an opener ("Căn" / "cứ"), and the longest end of a sentence alone on a line.
_STUB, _TAIL = 12, 25
_DIGITS = 3  # a list seldom has more items; a longer number must follow the one before it
_HEAD_LENGTH, _TYPE_HALF, _LONGEST_POSITION = 60, 24, 70
# How far from the end of a line its last words are looked for.
_OPEN_END, _REFERENCE_END, _DASH_NAME = 14, 30, 16
_SEAM_WITHIN = 200_000  # how far into the text the words on both sides of a break are looked for


@dataclass(slots=True)
class Joiner:
    """Decides line by line; remembers the last number of each style, to tell a label from a wrapped reference."""

    rules: LayoutRules
    habits: Habits
    runs: Runs
    text: str = ""
    length: int = 0
    probe: str = ""
    stub: str = ""
    split_label: bool = False
    split_type: bool = False
    label: Label | None = None
    in_brackets: bool = False
    in_basis: bool = False
    in_address: bool = False
    in_title: bool = False

    def opens(self, line: Line, before: Line | None, after: Line | None) -> bool:
        """Whether `line` opens a paragraph; sets its label, caps and solo."""
        text = line.text
        if before is not None and text[0].islower() and self._plainly_goes_on(line, before):
            self.length += len(text)
            return False
        line.caps = is_caps(text)
        if self.split_type:
            self.split_type = False
            line.solo = True
            self.length += len(text)
            return False
        if self.split_label:
            # The number of the label that the line before began ("Điều" / "32. Tổ chức thực hiện").
            self.split_label = False
            self.length += len(text)
            return False
        label = self.rules.labels.read(text)
        if label is not None and label.style == "arabic" and len(label.number) > _DIGITS and (
            label.value not in self.runs.expected(label)
        ):
            label = None  # "2025. Các …": a year at the start of a line
        self.probe, self.stub = text, ""
        short = len(text) <= _STUB
        beside = after is not None and not after.blanks and after.cell == line.cell
        if short and label is None and after is not None and (
            self.rules.label_word.match(text) is not None
            or (beside and self.rules.bare_label.match(text) is not None)
        ):
            self.probe = f"{text} {after.text}"
            label = self.rules.labels.read(self.probe)
        opener = self._opener_of(line, after if beside else None) if label is None else None
        line.solo = opener[0] if opener is not None else (
            line.caps and len(text) < _HEAD_LENGTH and self.rules.type_lines.of(text) is not None)
        accepted = label is not None and (before is None or line.labelled or self._accepts(label, line, before))
        new = before is None or self._breaks(line, before, accepted, opener) or (
            line.caps and _issuer_before_basis(line, after, self.rules))
        if new:
            self.length = 0
            self.in_title = before is not None and before.solo and not line.solo
            self.in_address = text[0] == "K" and self.rules.addressee.match(text) is not None
            self.in_brackets = text[0] == "(" or self.in_address
            self.in_basis = self.rules.basis.match(self.stub or text) is not None
            self.label = line.label = label if accepted else None
            self.split_type = line.caps and not line.solo and _broken_type(line, after, self.rules)
            if line.label is not None:
                self.runs.count(line.label)
            # The label, or the short form before an authority, that the next line has the words of.
            self.split_label = bool(self.stub) or (line.label is not None and (self.probe is not text or (
                beside and after is not None and _awaits_text(line.label, text, after, self.rules))))
        self.length += len(text)
        return new

    def _opener_of(self, line: Line, after: Line | None) -> tuple[bool, bool] | None:
        """As `opener_of`, also for words that stand on two lines ("Căn" / "cứ Luật …"); `stub` keeps those."""
        text = line.text
        found = self.rules.opener_of(text)
        if found is not None or after is None or len(text) > _STUB:
            return found
        both = f"{text} {after.text}"
        if line.caps and text[-1] == "." and after.text.isupper() and self.rules.authority.match(both) is not None:
            self.stub = both
            return False, False
        if self.rules.basis.match(both) is not None:
            self.stub = both
            return False, True
        return None

    def _plainly_goes_on(self, line: Line, before: Line) -> bool:
        """The common case, told cheaply: a wrapped line that begins with a lower-case word and no label."""
        text = line.text
        return (
            self.habits.wrapped and ")" not in text[1:4] and text[1:2] not in "./ "
            and not (line.blanks or line.page_break or line.after_rule or line.apart or before.apart or before.solo)
            and line.cell == before.cell and line.table < 0 and not (self.split_label or self.split_type)
            and (len(text) > _HEAD_LENGTH or not self.rules.lower_openers.match(text))
        )  # fmt: skip

    def _breaks(self, line: Line, before: Line, accepted: bool, opener: tuple[bool, bool] | None) -> bool:
        text = line.text
        if line.cell != before.cell:
            return not (text[0].islower() and not before.closed and line.table < 0 and line.cell == 0)
        if line.table >= 0 and line.column < 0:
            return True
        if before.solo or line.after_rule or line.apart or before.apart:
            return True
        if line.solo and not (line.caps and before.caps and self._open_end(before.text)):
            return True
        if accepted:
            return True
        if self.in_brackets and before.text[-1] == ")" and text[0].isupper():
            return True
        if opener is not None:
            needs_stop = opener[1]
            if self.in_title and self.rules.legal_basis.match(text) is not None:
                return not self._open_end(before.text)
            if not needs_stop or before.closed or before.text[-1] == "," or line.blanks or before.caps:
                return not (needs_stop and not line.blanks and self._open_end(before.text))
        if line.blanks or line.page_break:
            return self._breaks_over_gap(line, before)
        return self._breaks_adjacent(line, before)

    def _breaks_over_gap(self, line: Line, before: Line) -> bool:
        """After a blank line or a page break."""
        first = line.text[0]
        if before.closed:
            if line.page_break and before.text[-1] in ".:;" and self.habits.wrapped and not first.isupper():
                return before.text[-1] != ","
            return True
        if first.islower() or (line.page_break and (first.isdigit() or first in "(,;.")):
            return False
        if line.page_break and not line.caps and not before.caps:
            return not (self._open_end(before.text) or len(before.text) >= 0.8 * self.habits.width)
        return not (line.page_break and self._open_end(before.text))

    def _breaks_adjacent(self, line: Line, before: Line) -> bool:
        """No gap between the two lines."""
        text, last = line.text, before.text[-1]
        first = text[0]
        if first in "“\"‘«" and (
            before.closed or (self._heading_so_far and self.rules.labels.read(text[1:].lstrip()) is not None)
        ):
            return True
        if not self.habits.wrapped or len(before.text) > 2 * self.habits.width:
            return before.closed or not (first.islower() or self._open_end(before.text))
        if last in "-/" and before.text[-2:-1].isalnum() and first.isupper():
            return False  # a number broken after its hyphen
        if line.caps != before.caps and any(c.isalpha() for c in text[:12]):
            if before.caps:
                return not first.islower() and not self._open_end(before.text) and before.text[-1] not in ",-"
            return not self._open_end(before.text) and (before.closed or len(text) > 12) and last != ","
        if line.caps and before.caps:
            return self._position(text) or (
                self._position(before.text) and self.rules.issuer.match(fold(before.text)) is None)
        if not first.isupper():
            return False
        word = text.split(" ", 1)[0]
        fits = len(before.text) + 1 + len(word) <= self.habits.width - 6
        if last == ";":
            # "… của Bộ trưởng Bộ Y tế;" / "Chính phủ ban hành Nghị định …": the enacting words after the last basis.
            return self.in_basis and self.rules.issuer.match(text[:40].upper()) is not None
        if last in ".:!?" or before.closed:
            if self.habits.blank_style and line.cell == 0:
                return fits and len(before.text) < 0.6 * self.habits.width
            return fits
        if (self._position(text) and (line.caps or before.caps)) or (
            self._position(before.text) and (before.caps or self.rules.name.match(text) is not None)
        ):
            return True
        if self._heading_so_far and not self.habits.blank_style:
            short = len(before.text) < 0.8 * self.habits.width
            return fits and short and last != "," and not self._runs_on(before, text)
        return line.cell > 0 and _name_after_caps(before, line)

    def _runs_on(self, before: Line, text: str) -> bool:
        """Whether a heading goes on in a line that begins with a capital: its last words call for more, or the text
        has the words on both sides of the break together on one line elsewhere ("… quản lý người" / "Việt Nam …").
        """
        if self.label is not None and self.length <= self.label.end + 1:
            return False  # "Điều 46" and nothing else
        if self._open_end(before.text) or self.rules.numbered.match(text):
            return True
        cited = self.rules.cited.match(text)
        if cited and self._reference_end(before.text):
            return True
        if len(text) <= _TAIL and text[-1] == "." and text.count(" ") < 3:
            return True
        ahead = text.split(" ", 2)[:2]
        if cited or len(ahead) < 2:
            return False  # "Tổ chức thực hiện" / "Nghị quyết này …" stands in each text in both ways
        seam = " ".join((*before.text.rsplit(" ", 2)[-2:], *ahead)).rstrip(".,;:")
        return self.text.find(seam, 0, _SEAM_WITHIN) >= 0

    @property
    def _heading_so_far(self) -> bool:
        """Whether the paragraph may be a heading: it has a number, or names the addressee, and is short."""
        if self.length >= 180:
            return False
        return self.in_address or (self.label is not None and self.label.style != "bullet")

    def _accepts(self, label: Label, line: Line, before: Line) -> bool:
        """Whether what looks like a label is one: a wrapped line may begin with a reference ("Điều 5 …", "1. …")."""
        if line.cell != before.cell or before.solo:
            return True
        gap = bool(line.blanks) or line.after_rule
        if label.style == "bullet":
            if before.closed or gap:
                return True
            if before.text[-1] == "," or self._dash_name(before.text):
                return label.mark in "+•●○▪■◦" and before.text[-1] == ","
            started = self._heading_so_far or (self.label is not None and self.label.style == "bullet")
            return started and line.text[label.end : label.end + 1].isupper()
        if before.closed:
            return not (label.fixed and before.text[-1] in ";:" and label.value not in self.runs.expected(label))
        if self.label is not None and self.label.fixed and self.length <= self.label.end + 1:
            return True  # the line before is "Điều 46" and nothing else
        expected = label.value in self.runs.expected(label)
        if before.text[-1] == ",":
            # A list item that ends with a comma by mistake; the next number of the run settles it.
            return expected and (label.value != (1,) or label.fixed) and (
                label.end >= len(self.probe) or self.probe[label.end].isupper() or (label.style == "alpha" and gap))
        if self._reference_end(before.text):
            return False
        if not expected and self._goes_on_after_heading(label, line, before):
            return True
        if before.caps or gap or before.page_break:
            return expected or gap
        if label.style == "dieu":
            return expected and self.probe[: label.end].rstrip()[-1] in ".:"
        return expected

    def _goes_on_after_heading(self, label: Label, line: Line, before: Line) -> bool:
        """Whether a number that repeats, skips or goes back is a heading still: it follows one of its own kind."""
        headings = label.style in ("roman", "upper", "dotted", "arabic")
        if not headings or not self._heading_so_far or self._open_end(before.text):
            return False
        last = self.runs.last.get(label.style)
        near = last is not None and abs(label.value[0] - last[0]) <= 3
        short = line.caps or len(before.text) < 0.7 * self.habits.width
        return near and short and line.text[label.end : label.end + 1].isupper()

    def _open_end(self, text: str) -> bool:
        return self.rules.open_end.search(text, max(0, len(text) - _OPEN_END)) is not None

    def _reference_end(self, text: str) -> bool:
        return self.rules.reference_end.search(text, max(0, len(text) - _REFERENCE_END)) is not None

    def _dash_name(self, text: str) -> bool:
        return self.rules.dash_name.search(text, max(0, len(text) - _DASH_NAME)) is not None

    def _position(self, text: str) -> bool:
        return len(text) < _LONGEST_POSITION and self.rules.position.match(text) is not None


def _broken_type(line: Line, after: Line | None, rules: LayoutRules) -> bool:
    """Whether a type line is broken over two lines ("QUYẾT" / "ĐỊNH")."""
    if after is None or after.blanks or after.cell != line.cell:
        return False
    short = len(line.text) < _TYPE_HALF and len(after.text) < _TYPE_HALF
    return short and rules.type_lines.of(f"{line.text} {after.text}") is not None


def _issuer_before_basis(line: Line, after: Line | None, rules: LayoutRules) -> bool:
    """The issuer's name in capitals between the title and the first "Căn cứ" is a paragraph of its own."""
    if after is None or rules.issuer.match(fold(line.text)) is None:
        return False
    goes_on = len(line.text) < 60 and after.caps and len(after.text) < 40
    return goes_on or rules.basis.match(after.text) is not None


def _awaits_text(label: Label, text: str, after: Line, rules: LayoutRules) -> bool:
    """Whether a line holds a label and no words, so that the next line has them ("1." / "Quỹ nhà ở …").

    "Điều 46" without a stop has its title or its paragraphs below, each a paragraph of its own.
    """
    if label.end < len(text) or (label.fixed and (label.style != "dieu" or text[-1] not in ".:")):
        return False
    return after.table < 0 and rules.labels.read(after.text) is None and not after.footnote


def _name_after_caps(before: Line, line: Line) -> bool:
    return before.caps and not line.caps
