"""Where a paragraph begins: for each printed line, whether it opens a paragraph or goes on with the one before."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field

from vnplan.grammar import rules
from vnplan.layout.labels import Label, read_label, value_of
from vnplan.layout.lines import Line, is_caps
from vnplan.layout.openers import opener_of, type_of_line
from vnplan.text import fold

_FIRST_OF_STYLE = {(1,), (0,)}
_LONG_LINE = 160
# Pairs "Điều" / "32. …" on two lines are read as one label.
_SPLIT_LABEL = frozenset({"Điều", "Ðiều", "ĐIỀU", "Chương", "CHƯƠNG", "Mục", "MỤC", "Phần", "PHẦN", "Phần thứ",
                          "PHẦN THỨ", "Chương thứ", "Tiểu mục", "Tiểu", "Phụ lục", "PHỤ LỤC"})  # fmt: skip
# Labels that their rule only knows with the words after them, when they stand alone on a line.
_BARE = re.compile(
    r"^(?:[-+•●○▪■◦]|[IVX]{1,5}[.)]|[A-HKĐ][.)/]|\d{1,2}(?:\.\d{1,2}){1,3}[.)]|\d{1,2}\)|\(?[a-zđ]\)|[a-zđ]\.)$")
# The words before a break that cuts an opener ("Căn" / "cứ"), and the longest end of a sentence alone on a line.
_STUB, _TAIL = 12, 25


@dataclass(slots=True)
class Habits:
    """How a text is typeset: whether lines are wrapped by hand, how wide, and whether blank lines part paragraphs."""

    wrapped: bool
    width: int
    blank_style: bool


@dataclass(slots=True)
class Joiner:
    """Decides line by line; remembers the last number of each style, to tell a label from a wrapped reference."""

    habits: Habits
    text: str = ""
    last: dict[str, tuple[int, ...]] = field(default_factory=dict)
    length: int = 0
    probe: str = ""
    stub: str = ""
    split_label: bool = False
    split_type: bool = False
    label: Label | None = None
    in_brackets: bool = False
    in_basis: bool = False
    in_address: bool = False

    def opens(self, line: Line, before: Line | None, after: Line | None) -> bool:
        """Whether `line` opens a paragraph; sets its label, caps and solo."""
        text = line.text
        if before is not None and self._plainly_goes_on(line, before):
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
        label = read_label(text) if text[0] in _LABEL_FIRST else None
        self.probe, self.stub = text, ""
        short = len(text) <= _STUB
        beside = after is not None and not after.blanks and after.cell == line.cell
        if short and label is None and after is not None and (
            text in _SPLIT_LABEL or (beside and _BARE.match(text) is not None)
        ):
            self.probe = f"{text} {after.text}"
            label = read_label(self.probe)
        opener = self._opener_of(line, after if beside else None) if label is None else None
        line.solo = opener[0] if opener is not None else line.caps and len(text) < 60 and type_of_line(text) is not None
        accepted = label is not None and (before is None or line.labelled or self._accepts(label, line, before))
        new = before is None or self._breaks(line, before, accepted, opener) or (
            line.caps and _issuer_before_basis(line, after))
        if new:
            self.length = 0
            self.in_address = text[0] == "K" and _ADDRESSEE.match(text) is not None
            self.in_brackets = text[0] == "(" or self.in_address
            self.in_basis = _BASIS.match(self.stub or text) is not None
            self.label = line.label = label if accepted else None
            self.split_type = line.caps and not line.solo and _broken_type(line, after)
            if line.label is not None:
                self._count(line.label)
            # The label, or the short form before an authority, that the next line has the words of.
            self.split_label = bool(self.stub) or (line.label is not None and (self.probe is not text or (
                beside and after is not None and _awaits_text(line.label, text, after))))
        self.length += len(text)
        return new

    def _opener_of(self, line: Line, after: Line | None) -> tuple[bool, bool] | None:
        """As `opener_of`, also for words that stand on two lines ("Căn" / "cứ Luật …"); `stub` keeps those."""
        text = line.text
        if text[0] not in _OPENER_FIRST:
            return None
        found = opener_of(text)
        if found is not None or after is None or len(text) > _STUB:
            return found
        both = f"{text} {after.text}"
        if line.caps and text[-1] == "." and after.text.isupper() and _AUTHORITY.match(both) is not None:
            self.stub = both
            return False, False
        if _BASIS.match(both) is not None:
            self.stub = both
            return False, True
        return None

    def _plainly_goes_on(self, line: Line, before: Line) -> bool:
        """The common case, told cheaply: a wrapped line that begins with a lower-case word and no label."""
        text = line.text
        return (
            text[0].islower() and self.habits.wrapped and ")" not in text[1:4] and text[1:2] not in "./ "
            and not (line.blanks or line.page_break or line.after_rule or line.apart or before.apart or before.solo)
            and line.cell == before.cell and line.table < 0 and not (self.split_label or self.split_type)
            and (len(text) > _HEAD_LENGTH or not _HEAD_WORDS.match(text))
        )  # fmt: skip

    def _breaks(self, line: Line, before: Line, accepted: bool, opener: tuple[bool, bool] | None) -> bool:
        text = line.text
        if line.cell != before.cell:
            return not (text[0].islower() and not before.closed and line.table < 0 and line.cell == 0)
        if line.table >= 0 and line.column < 0:
            return True
        if before.solo or line.after_rule or line.apart or before.apart:
            return True
        if line.solo and not (line.caps and before.caps and _open_end(before.text)):
            return True
        if accepted:
            return True
        if self.in_brackets and before.text[-1] == ")" and text[0].isupper():
            return True
        if opener is not None:
            needs_stop = opener[1]
            if not needs_stop or before.closed or before.text[-1] == "," or line.blanks or before.caps:
                return not (needs_stop and not line.blanks and _open_end(before.text))
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
            return not (_open_end(before.text) or len(before.text) >= 0.8 * self.habits.width)
        return not (line.page_break and _open_end(before.text))

    def _breaks_adjacent(self, line: Line, before: Line) -> bool:
        """No gap between the two lines."""
        text, last = line.text, before.text[-1]
        first = text[0]
        if first in "“\"‘«" and (before.closed or (self._heading_so_far and read_label(text[1:].lstrip()) is not None)):
            return True
        if not self.habits.wrapped or len(before.text) > 2 * self.habits.width:
            return before.closed or not (first.islower() or _open_end(before.text))
        if last in "-/" and before.text[-2:-1].isalnum() and first.isupper():
            return False  # a number broken after its hyphen
        if line.caps != before.caps and any(c.isalpha() for c in text[:12]):
            if before.caps:
                return not first.islower() and not _open_end(before.text) and before.text[-1] not in ",-"
            return not _open_end(before.text) and (before.closed or len(text) > 12) and last != ","
        if line.caps and before.caps:
            return _position(text) or (_position(before.text) and _ISSUER.match(fold(before.text)) is None)
        if not first.isupper():
            return False
        word = text.split(" ", 1)[0]
        fits = len(before.text) + 1 + len(word) <= self.habits.width - 6
        if last == ";":
            # "… của Bộ trưởng Bộ Y tế;" / "Chính phủ ban hành Nghị định …": the enacting words after the last basis.
            return self.in_basis and _ISSUER.match(text[:40].upper()) is not None
        if last in ".:!?" or before.closed:
            if self.habits.blank_style and line.cell == 0:
                return fits and len(before.text) < 0.6 * self.habits.width
            return fits
        if (_position(text) and (line.caps or before.caps)) or (
            _position(before.text) and (before.caps or _NAME.match(text) is not None)
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
        if _open_end(before.text) or _NUMBERED.match(text):
            return True
        cited = _CITED.match(text)
        if cited and _reference_end(before.text):
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
            if before.text[-1] == "," or _dash_name(before.text):
                return label.mark in "+•●○▪■◦" and before.text[-1] == ","
            started = self._heading_so_far or (self.label is not None and self.label.style == "bullet")
            return started and line.text[label.end : label.end + 1].isupper()
        if before.closed:
            return not (label.fixed and before.text[-1] in ";:" and label.value not in self._expected(label))
        if self.label is not None and self.label.fixed and self.length <= self.label.end + 1:
            return True  # the line before is "Điều 46" and nothing else
        expected = label.value in self._expected(label)
        if before.text[-1] == ",":
            # A list item that ends with a comma by mistake; the next number of the run settles it.
            return expected and (label.value != (1,) or label.fixed) and (
                label.end >= len(self.probe) or self.probe[label.end].isupper() or (label.style == "alpha" and gap))
        if _reference_end(before.text):
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
        if not headings or not self._heading_so_far or _open_end(before.text):
            return False
        last = self.last.get(label.style)
        near = last is not None and abs(label.value[0] - last[0]) <= 3
        short = line.caps or len(before.text) < 0.7 * self.habits.width
        return near and short and line.text[label.end : label.end + 1].isupper()

    def _expected(self, label: Label) -> tuple[tuple[int, ...], ...]:
        """Values that may come next in the label's style."""
        last = self.last.get(label.style)
        if label.style == "roman" and len(label.number) == 1 and (upper := self.last.get("upper")) is not None:
            as_letter = value_of("upper", label.number)
            if as_letter == (upper[0] + 1,):  # "C." after "B."
                return (label.value,)
        if last is None:
            above = self.last.get("arabic")
            return ((1,), (1, 1)) if above is None or label.style != "dotted" else ((above[0], 1), (1, 1))
        if label.style == "dotted":
            return ((*last[:-1], last[-1] + 1), (*last, 1), (last[0] + 1, 1), (*label.value[:-1], 1))
        return ((last[0] + 1,), (1,), (*last, 1), (*last[:-1], last[-1] + 1), (*last[:1], 1))

    def _count(self, label: Label) -> None:
        upper = self.last.get("upper")
        if label.style == "roman" and upper is not None and value_of("upper", label.number[:1]) == (upper[0] + 1,) and (
            len(label.number) == 1 and self.last.get("roman") != (label.value[0] - 1,)
        ):
            self.last["upper"] = (upper[0] + 1,)
            return
        self.last[label.style] = label.value
        if label.style in _RESETS:
            for style in _RESETS[label.style]:
                self.last.pop(style, None)


_RESETS = {
    "dieu": ("arabic", "alpha", "dotted", "arabic_paren", "paren"),
    "arabic": ("alpha", "paren", "arabic_paren"),
    "roman": ("arabic", "alpha", "dotted"),
    "upper": ("roman", "arabic", "alpha"),
}
_LABEL_FIRST = frozenset("PCTMĐÐ0123456789(IVXLABDEFGHK-+*•●○▪■◦·abcdefghijklmnopqrstuvwxyzđ")
_OPENER_FIRST = frozenset("AaBbCcDdĐÐEFfGgHhIiKkLlMmNPQSTtVXYÝZz(©0123456789")


def _broken_type(line: Line, after: Line | None) -> bool:
    """Whether a type line is broken over two lines ("QUYẾT" / "ĐỊNH")."""
    return after is not None and not after.blanks and after.cell == line.cell and len(line.text) < 24 and (
        len(after.text) < 24 and type_of_line(f"{line.text} {after.text}") is not None)


def _issuer_before_basis(line: Line, after: Line | None) -> bool:
    """The issuer's name in capitals between the title and the first "Căn cứ" is a paragraph of its own."""
    return after is not None and _ISSUER.match(fold(line.text)) is not None and (
        _BASIS.match(after.text) is not None or (len(line.text) < 60 and after.caps and len(after.text) < 40))


_HEAD_LENGTH = 60
# Lower-case words that open a paragraph of their own: lines of a web page, "V/v" in lower case.
_HEAD_WORDS = re.compile(rules("furniture")["furniture.web_head"].regex.pattern + r"|v/v|https?:|www\.", re.I)
def _awaits_text(label: Label, text: str, after: Line) -> bool:
    """Whether a line holds a label and no words, so that the next line has them ("1." / "Quỹ nhà ở …").

    "Điều 46" without a stop has its title or its paragraphs below, each a paragraph of its own.
    """
    if label.end < len(text) or (label.fixed and (label.style != "dieu" or text[-1] not in ".:")):
        return False
    return after.table < 0 and read_label(after.text) is None and not after.footnote


_OPEN = rules("wrapping")["wrap.open_end"].regex
_REFERENCE = rules("wrapping")["wrap.reference_end"].regex
_DASH = rules("wrapping")["wrap.dash_name"].regex
_ISSUER = rules("openers")["open.issuer"].regex
_BASIS = rules("openers")["open.basis"].regex
_ADDRESSEE = rules("openers")["open.addressee"].regex
_AUTHORITY = rules("signature")["signature.authority"].regex
_POSITION = rules("signature")["signature.position"].regex
_NAME = rules("signature")["signature.name"].regex
_CITED = rules("wrapping")["wrap.cited"].regex
_NUMBERED = rules("wrapping")["wrap.numbered"].regex
_SEAM_WITHIN = 200_000  # how far into the text the words on both sides of a break are looked for


def _open_end(text: str) -> bool:
    return _OPEN.search(text, max(0, len(text) - 14)) is not None


def _reference_end(text: str) -> bool:
    return _REFERENCE.search(text, max(0, len(text) - 30)) is not None


def _dash_name(text: str) -> bool:
    return _DASH.search(text, max(0, len(text) - 16)) is not None


def _position(text: str) -> bool:
    return len(text) < 70 and _POSITION.match(text) is not None


def _name_after_caps(before: Line, line: Line) -> bool:
    return before.caps and not line.caps


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
    wrapped = long_share < 0.12 and (going_on > 0.08 * len(prose) or len(prose) < 12)
    labelled = [line for line in prose if line.text[0].isdigit() or line.text[0] in "-+ĐÐ"]
    gaps = sum(1 for line in labelled if line.blanks)
    blank_style = len(labelled) > 3 and gaps > 0.55 * len(labelled)
    return Habits(wrapped, max(60, min(width, 110)), blank_style)
