"""Physical lines of the source and what each is made of."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from vnplan.layout.labels import Label
from vnplan.layout.rules import LayoutRules

# Every line break has one character in the working text, so that offsets stay those of the source.
_BREAKS = "\r\x0b\x0c\x85\u2028\u2029"
_SPACES = "\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\xad"
_LETTERS = re.compile(r"[^\W\d_]")
CLOSERS = frozenset(".;:?!…”\"»’")


class Line:
    """A line with words: its source range without outer white space, and what the neighbours tell.

    `blanks` counts the blank lines before it, `cell` the bar-separated cell it stands in, `page_break` whether page
    furniture stands before it, `after_rule` whether a drawn line does, `apart` whether it is one of two columns that
    were set side by side with spaces. `labelled`: the file numbers it, so what it begins with is a label; `spans`: rows
    and columns that its cell covers; `heads`: its row is the head of a table.
    """

    # What most lines have stands in the class, so that a line costs what it has of its own.
    table: int = -1
    row: int = -1
    column: int = -1
    page_break: bool = False
    after_rule: bool = False
    footnote: str = ""
    label: Label | None = None
    caps: bool = False
    solo: bool = False
    apart: bool = False
    labelled: bool = False
    spans: tuple[int, int] = (1, 1)
    heads: bool = False

    def __init__(
        self, start: int, end: int, text: str, blanks: int = 0, cell: int = 0, page_break: bool = False,
        after_rule: bool = False, *, footnote: str = "", apart: bool = False,
    ) -> None:  # fmt: skip
        self.start, self.end, self.text = start, end, text
        self.blanks, self.cell = blanks, cell
        if page_break:
            self.page_break = True
        if after_rule:
            self.after_rule = True
        if footnote:
            self.footnote = footnote
        if apart:
            self.apart = True

    @property
    def closed(self) -> bool:
        """Whether the line ends as a sentence or list item does."""
        return self.text[-1] in CLOSERS


@dataclass(slots=True)
class Lines:
    """The lines of a text, the furniture among them (source ranges with kind), and where the bars stood.

    `plain`: all letters are composed and no character is invisible, so words can be taken as they stand.
    """

    lines: list[Line]
    furniture: list[tuple[int, int, str]]
    bars: int = 0
    plain: bool = True


def working_text(source: str) -> str:
    """The source with every kind of line break as "\\n" and every kind of space as " ", offset for offset."""
    text = source.replace("\r\n", " \n") if "\r\n" in source else source
    for characters, meant in ((_BREAKS, "\n"), (_SPACES, " ")):
        for printed in characters:
            if printed in text:
                text = text.replace(printed, meant)
    return text


def is_caps(text: str) -> bool:
    """Whether a text with at least two letters is written in capitals.

    >>> is_caps("KẾ HOẠCH số 2"), is_caps("QUYẾT ĐỊNH:"), is_caps("2025")
    (False, True, False)
    """
    return text.isupper() and len(_LETTERS.findall(text, 0, 12)) > 1


def read_lines(work: str, rules: LayoutRules) -> Lines:
    """Split the working text into lines; take out bars, drawn rules and page furniture."""
    furniture_kind, letters = rules.furniture_kind, rules.furniture_letters
    composed = unicodedata.is_normalized("NFC", work)
    invisible = any(c in work for c in INVISIBLE)
    lines: list[Line] = []
    furniture: list[tuple[int, int, str]] = []
    bars, blanks, at, page_break, after_rule = 0, 0, 0, False, False
    for raw in work.split("\n"):
        text = raw.strip()
        start, end = at, at + len(raw)
        at = end + 1
        if not text:
            blanks += 1
            continue
        if len(text) < len(raw):
            start += len(raw) - len(raw.lstrip())
            end = start + len(text)
        if not composed:
            text = unicodedata.normalize("NFC", text)
        if invisible:
            text = text.strip(INVISIBLE + " ")
            if not text:
                blanks += 1
                continue
        first = text[0]
        if first == "|" or text[-1] == "|":
            if text == "|":
                bars += 1
                blanks = 0
                continue
            if text.replace("|", "").replace("-", "").replace(":", "").strip() == "":
                continue
        if (letters is None or first in letters) and (kind := furniture_kind(text)):
            if kind == "section" and not (page_break or (lines and lines[-1].page_break)):
                lines.append(Line(start, end, text, blanks, bars, page_break, after_rule))
                blanks, page_break, after_rule = 0, False, False
                continue
            if kind == "rule":
                after_rule = True
            else:
                furniture.append((start, end, kind))
                page_break = True
            continue
        pieces = columns_of(work[start:end], lines, rules) if "    " in text else None
        if pieces is None:
            lines.append(Line(start, end, text, blanks, bars, page_break, after_rule))
        else:
            for a, b, piece in pieces:
                lines.append(Line(start + a, start + b, piece, blanks, bars, page_break, after_rule, apart=True))
        blanks, page_break, after_rule = 0, False, False
    found = Lines(lines, furniture, bars, composed and not invisible)
    _take_page_numbers(found)
    return found


_GAP = re.compile(r" {4,}")
_WIDE_GAP = 8
_WIDEST = 200  # letters of a line in columns


def columns_of(
    printed: str, lines: list[Line], rules: LayoutRules, gap: re.Pattern[str] = _GAP
) -> list[tuple[int, int, str]] | None:
    """Ranges and composed words of the columns of a line where header or signature stand side by side; None for one.

    `printed` is the line as it stands in the source, so that the ranges are those of the source also where its letters
    are decomposed. `lines`: those before it. `gap`: what parts columns.
    """
    gaps = [(m.start(), m.end()) for m in gap.finditer(printed)]
    if not gaps or len(gaps) > 2 or len(printed) > 600 or (gap is _GAP and "\t" in printed):
        return None
    edges = [0, *(edge for ends in gaps for edge in ends), len(printed)]
    pieces = [(edges[i], edges[i + 1], unicodedata.normalize("NFC", printed[edges[i] : edges[i + 1]]))
              for i in range(0, len(edges), 2)]  # fmt: skip
    if sum(len(piece) for _, _, piece in pieces) > _WIDEST:
        return None
    beside = any(line.apart for line in lines[-6:])
    wide = gap is not _GAP or any(b - a >= _WIDE_GAP for a, b in gaps)
    if any(rules.in_columns(piece) for _, _, piece in pieces) or (beside and wide):
        return [piece for piece in pieces if piece[2].strip(INVISIBLE + " ")]
    return None


def _take_page_numbers(found: Lines) -> None:
    """Bare numbers beside a running header, or that count the pages 2, 3, 4 … at long intervals, are furniture."""
    candidates = [i for i, line in enumerate(found.lines) if len(line.text) <= 3 and line.text.isdecimal()]
    if not candidates:
        return
    page_starts = sorted(start for start, _, kind in found.furniture if kind == "page")
    taken: set[int] = set()
    if page_starts:
        ends = {end for _, end, kind in found.furniture if kind == "page"}
        for i in candidates:
            line = found.lines[i]
            after = found.lines[i + 1] if i + 1 < len(found.lines) else None
            behind = line.page_break and any(0 <= line.start - e < 12 for e in _near(ends, line))
            ahead = after is not None and after.page_break and any(
                0 <= s - line.end < 12 for s in page_starts if line.end <= s < after.start)
            if behind or ahead:
                taken.add(i)
    else:
        run: list[int] = []
        for i in candidates:
            line = found.lines[i]
            if line.cell and found.bars and line.cell != (found.lines[i - 1].cell if i else 0):
                continue
            value = int(line.text)
            if run and value == int(found.lines[run[-1]].text) + 1 and i - run[-1] >= 12:
                run.append(i)
            elif value == 2 and i >= 12 and not run:
                run = [i]
        if len(run) >= 2:
            taken.update(run)
    if not taken:
        return
    kept: list[Line] = []
    pending = False
    for i, line in enumerate(found.lines):
        if i in taken:
            found.furniture.append((line.start, line.end, "page"))
            pending = True
            continue
        if pending:
            line.page_break = True
            pending = False
        kept.append(line)
    found.lines = kept
    found.furniture.sort()


def _near(ends: set[int], line: Line) -> list[int]:
    return [e for e in range(max(0, line.start - 12), line.start + 1) if e in ends]
