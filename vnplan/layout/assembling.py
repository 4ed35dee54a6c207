"""Lines to paragraphs to the clean text with its offset map."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from vnplan.grammar import Grammar, default_grammar
from vnplan.layout.facts import lines_of
from vnplan.layout.footnotes import mark_footnotes
from vnplan.layout.habits import habits
from vnplan.layout.joining import Joiner
from vnplan.layout.labels import Label
from vnplan.layout.lines import INVISIBLE, Line, read_lines, working_text
from vnplan.layout.rules import LayoutRules
from vnplan.layout.runs import Runs
from vnplan.layout.tables import Marked, cells_of_line, mark_tables
from vnplan.reading.blocks import Block
from vnplan.text import CleanText, Paragraph


@dataclass(slots=True)
class Layout:
    """The clean text and what was taken out on the way.

    `furniture`: source ranges with kind. `labelled[i]` is the label that paragraph i begins with, where layout believes
    it, and its words with the character after it.
    `footnotes`: number and clean range of each paragraph of a footnote. `doubtful`: the (table, row) pairs whose cells
    may stand in other columns.
    """

    clean: CleanText
    furniture: list[tuple[int, int, str]]
    labelled: list[tuple[Label, str] | None]
    footnotes: list[tuple[str, int, int]] = field(default_factory=list)
    doubtful: tuple[tuple[int, int], ...] = ()


_GAPS = re.compile(r"[ \t\n]*[\t\n][ \t\n]*| {2,}| *\|+ *")


@dataclass(slots=True)
class _Writer:
    """Writes pieces of the working text and keeps the map from clean to source offsets."""

    work: str
    plain: bool
    out: list[str] = field(default_factory=list)
    at: int = 0
    clean: list[int] = field(default_factory=list)
    source: list[int] = field(default_factory=list)

    def put(self, text: str, source: int) -> None:
        """Write words that stand in the source at an offset."""
        if not self.clean or source - self.at != self.source[-1] - self.clean[-1]:
            self.clean.append(self.at)
            self.source.append(source)
        self.out.append(text)
        self.at += len(text)

    def mark(self) -> tuple[int, int, int]:
        """Where the writer stands, for `back_to`."""
        return self.at, len(self.out), len(self.clean)

    def back_to(self, mark: tuple[int, int, int]) -> None:
        """Forget what was written since."""
        self.at = mark[0]
        del self.out[mark[1] :], self.clean[mark[2] :], self.source[mark[2] :]

    def piece(self, start: int, end: int) -> None:
        """A stretch of the source: gaps become one space, invisible characters go, letters are composed."""
        text = self.work[start:end]
        plain = self.plain or text.isascii() or _is_plain(text)
        if "  " not in text and "\t" not in text and "|" not in text and " \n" not in text and "\n " not in text:
            # The common case: each line break is one character, and so is the space that it becomes.
            text = text.replace("\n", " ")
            if plain:
                self.put(text, start)
            else:
                self._letters(text, start)
            return
        if plain:
            self._parted(text, start)
            return
        at = 0
        for gap in _GAPS.finditer(text):
            if gap.start() > at:
                self._letters(text[at : gap.start()], start + at)
                if gap.end() < len(text):
                    self.put(" ", start + gap.start())
            at = gap.end()
        if at < len(text):
            self._letters(text[at:], start + at)

    def _parted(self, text: str, start: int) -> None:
        """Plain words with gaps between; after each gap the map takes a new step (inlined: this is the hot path)."""
        clean, source, out, position, at = self.clean, self.source, self.out, self.at, 0
        for gap in _GAPS.finditer(text):
            low, high = gap.span()
            if low > at:
                clean.append(position)
                source.append(start + at)
                out.append(text[at:low])
                position += low - at
                if high < len(text):
                    out.append(" ")
                    position += 1
            at = high
        self.at = position
        if at < len(text):
            self.put(text[at:], start + at)

    def _letters(self, text: str, source: int) -> None:
        if self.plain or text.isascii() or _is_plain(text):
            self.put(text, source)
            return
        at = 0
        for found in _MARKED.finditer(text):
            self._composed(text[at : found.start()], source + at)
            letter = _INVISIBLE.sub("", found[0])
            if letter:
                self.put(_composed(letter), source + found.start())
            at = found.end()
        self._composed(text[at:], source + at)

    def _composed(self, text: str, source: int) -> None:
        """A stretch without combining marks: whole, unless one of its letters has another form when composed."""
        if not text:
            return
        if unicodedata.is_normalized("NFC", text):
            self.put(text, source)
            return
        for i, letter in enumerate(text):
            self.put(_composed(letter), source + i)


# A letter with the combining marks and the invisible characters behind it.
_MARKED = re.compile(f"[^\\n{INVISIBLE}]?(?:[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff{INVISIBLE}])+")
_INVISIBLE = re.compile(f"[{INVISIBLE}]")


def _composed(letter: str) -> str:
    """A letter with its marks composed, unless that makes it longer than it stands in the source (U+0344)."""
    composed = unicodedata.normalize("NFC", letter)
    return composed if len(composed) <= len(letter) else letter


def _is_plain(text: str) -> bool:
    """Whether a text is composed and shows all its characters."""
    return _INVISIBLE.search(text) is None and unicodedata.is_normalized("NFC", text)


def lay_out(
    source: str, blocks: tuple[Block, ...] | None = None, *, grammar: Grammar | None = None
) -> Layout:
    """Turn the source text into clean paragraphs; `blocks` are the facts of its file, None where it is text alone.

    >>> lay_out("Căn cứ Quyết định số 33/QĐ-TTg ngày\\n08/01/2019;").clean.text
    'Căn cứ Quyết định số 33/QĐ-TTg ngày 08/01/2019;'
    """
    grammar = grammar or default_grammar()
    rules = grammar.compiled(LayoutRules)
    work = working_text(source)
    marked = Marked()
    if blocks is None:
        found = read_lines(work, rules)
        marked = mark_tables(found, grammar)
    else:
        found = lines_of(work, blocks, rules)
    if not any(line.footnote for line in found.lines):
        mark_footnotes(found.lines)
    writer = _Writer(work, found.plain)
    layout = Layout(CleanText.of(""), found.furniture, [], doubtful=marked.doubtful)
    paragraphs: list[Paragraph] = []
    for group in _groups(found.lines, work, rules):
        _write(group, writer, paragraphs, layout)
    text = "".join(writer.out)
    layout.clean = CleanText.build(text, paragraphs, writer.clean or [0], writer.source or [0])
    return layout


def _groups(lines: list[Line], work: str, rules: LayoutRules) -> list[list[Line]]:
    """Lines of one paragraph each; footnotes follow the paragraph that they interrupt."""
    how = habits(lines)
    joiner, notes = (Joiner(rules, how, Runs(rules.labels), work) for _ in range(2))
    groups: list[list[Line]] = []
    waiting: list[list[Line]] = []
    before: Line | None = None
    note_before: Line | None = None
    for i, line in enumerate(lines):
        after = lines[i + 1] if i + 1 < len(lines) else None
        if line.footnote:
            opens = notes.opens(line, note_before, after)
            if opens or not waiting or note_before is None or note_before.footnote != line.footnote:
                waiting.append([line])
            else:
                waiting[-1].append(line)
            note_before = line
            continue
        if joiner.opens(line, before, after) or not groups:
            groups += waiting
            waiting = []
            groups.append([line])
        else:
            groups[-1].append(line)
        before = line
    return groups + waiting


def _write(group: list[Line], writer: _Writer, paragraphs: list[Paragraph], layout: Layout) -> None:
    first = group[0]
    if first.table >= 0 and first.column < 0:
        origin = first.start
        while origin and writer.work[origin - 1] in "\t " and "\t" in first.text:
            origin -= 1  # blank first cells
        words = writer.work[origin : first.end]
        for column, (low, high) in enumerate(cells_of_line(words) or ()):
            cell = words[low:high]
            if cell.strip():
                begin = origin + low + len(cell) - len(cell.lstrip())
                _paragraph([(begin, begin + len(cell.strip()))], first, writer, paragraphs, layout, column)
        return
    pieces = [(first.start, first.end)]
    for line in group[1:]:
        if line.blanks or line.page_break or line.after_rule or line.cell != first.cell or line.start < pieces[-1][1]:
            pieces.append((line.start, line.end))
        else:
            pieces[-1] = (pieces[-1][0], line.end)  # only white space stands between
    _paragraph(pieces, first, writer, paragraphs, layout, first.column)


def _paragraph(pieces: list[tuple[int, int]], first: Line, writer: _Writer, paragraphs: list[Paragraph],
               layout: Layout, column: int) -> None:  # fmt: skip
    kept = None if writer.plain else writer.mark()
    if writer.at:
        writer.out.append("\n")
        writer.at += 1
    begin = writer.at
    for i, (start, end) in enumerate(pieces):
        if i and not writer.out[-1].endswith(" "):
            writer.put(" ", pieces[i - 1][1])
        writer.piece(start, end)
    if kept is not None and writer.at == begin:  # nothing but characters that do not show
        writer.back_to(kept)
        return
    noted = bool(first.footnote)
    where = (first.table, first.row, column)
    paragraphs.append(Paragraph(begin, writer.at, *where, bool(first.blanks), noted, *first.spans, first.heads))
    layout.labelled.append(None if first.label is None else (first.label, first.text[: first.label.end + 1]))
    if first.footnote:
        layout.footnotes.append((first.footnote, begin, writer.at))
