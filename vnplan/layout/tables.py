"""Tables in plain text: cells between "|" marks on lines of their own, lines with tabs, lines with bars inside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from vnplan.grammar import Grammar, rules
from vnplan.layout.cells import CellWords, plain
from vnplan.layout.columns import Layed, place_rows
from vnplan.layout.lines import Line, Lines
from vnplan.layout.openers import type_of_line
from vnplan.layout.rows import find_rows
from vnplan.text import fold

_MAX_CELL_LINES = 60
_CHROME = rules("furniture")["furniture.web_tail"].regex
_RECIPIENTS = rules("signature")["recipients.start"].regex
# Two bars of the header's two rows, one around each of four cells.
_HEADER_BARS = 6
_LONGEST_CAPS, _LINE_START = 60, 80


@dataclass(frozen=True, slots=True)
class Marked:
    """The tables found: how many, and the (table, row) pairs whose cells may stand in other columns."""

    count: int = 0
    doubtful: tuple[tuple[int, int], ...] = ()


@dataclass(slots=True)
class _Stretch:
    """What stands between two bars; `after` counts the bars before it."""

    after: int
    lines: list[Line] = field(default_factory=list)


def mark_tables(found: Lines, grammar: Grammar) -> Marked:
    """Give every line in a table its table, row, column and spans."""
    words = grammar.compiled(CellWords)
    doubtful: list[tuple[int, int]] = []
    count = 0
    if found.bars:
        for run in _runs(_stretches(found.lines), found.bars, words):
            layed = _mark_run(run, count, words)
            if layed is not None:
                doubtful += [(count, row) for row in sorted(layed.doubtful)]
                count += 1
    return Marked(_mark_tabs(found.lines, count), tuple(doubtful))


# -- bars -------------------------------------------------------------------------------------------------------------


def _stretches(lines: list[Line]) -> list[_Stretch]:
    out: list[_Stretch] = []
    for line in lines:
        if not out or out[-1].after != line.cell:
            out.append(_Stretch(line.cell))
        out[-1].lines.append(line)
    return out


def _runs(stretches: list[_Stretch], bars: int, words: CellWords) -> Iterator[list[_Stretch]]:
    """Neighbouring cells without prose between them; empty cells are stretches without lines."""
    spaced = sum(1 for s in stretches if s.lines[0].blanks) > len(stretches) / 2
    header = _header_bar(stretches, words)
    run: list[_Stretch] = []
    for i, stretch in enumerate(stretches):
        lines = stretch.lines
        is_cell = (
            # Before the first bar and after the last one stands no cell; a blank line after the bar opens prose.
            header < stretch.after < bars
            and (spaced or not lines[0].blanks)
            and len(lines) <= _MAX_CELL_LINES
            and not any(_is_prose(line.text, words) for line in lines)
            and not _ends_before_table(stretches, i, words)
        )
        before = stretches[i - 1].after if i else -1
        if is_cell:
            if run:
                run += [_Stretch(n) for n in range(before + 1, stretch.after)]
            elif i:
                # The first cells of the first row may be empty: prose, bar, empty cell, bar, cell.
                run += [_Stretch(n) for n in range(max(before, header) + 1, stretch.after)]
            run.append(stretch)
            continue
        if run:
            run += [_Stretch(n) for n in range(before + 1, stretch.after)]
            yield run
        run = []
    if run:
        run += [_Stretch(n) for n in range(stretches[-1].after + 1, bars)]
        yield run


def _is_prose(text: str, words: CellWords) -> bool:
    """Whether a line tells that it stands in no cell."""
    start = fold(text[:_LINE_START])
    if any(pattern.match(start) for pattern in words.text_lines):
        return True
    return len(text) < _LONGEST_CAPS and (
        _CHROME.match(text) is not None or (text.isupper() and type_of_line(text) is not None)
    )


def _header_bar(stretches: list[_Stretch], words: CellWords) -> int:
    """Number of the last cell of the header, whose issuer, quốc hiệu, number and date are set in cells; 0 without."""
    for stretch in stretches[:_HEADER_BARS]:
        if stretch.after and words.number_line.match(stretch.lines[0].text):
            beside = (s.after for s in stretches[: _HEADER_BARS + 1]
                      if s.after == stretch.after + 1 and words.day.search(s.lines[0].text))  # fmt: skip
            return next(beside, stretch.after)
    return 0


def _ends_before_table(stretches: list[_Stretch], i: int, words: CellWords) -> bool:
    """Whether a stretch is the text above a table or the block at the end: one bar parts it from the first cell."""
    stretch = stretches[i]
    if stretch.lines[-1].text.endswith("./."):
        return True
    if i + 1 >= len(stretches) or stretches[i + 1].after != stretch.after + 1:
        return False
    first = stretches[i + 1].lines[0].text[:_LINE_START]
    return _RECIPIENTS.match(first) is not None or words.first_head.match(plain(first)) is not None


def _mark_run(run: list[_Stretch], table: int, words: CellWords) -> Layed | None:
    """Rows, columns and spans of a run of cells; a table has two rows of two cells at least."""
    texts = [plain(" ".join(line.text for line in stretch.lines)) if stretch.lines else "" for stretch in run]
    if len(texts) < 3 or not any(texts):
        return None
    kinds = [words.kind(text) for text in texts]
    rows = find_rows(texts, kinds, words)
    if not _is_table([kinds[a:b] for a, b in rows.spans]):
        return None
    cells = [texts[a:b] for a, b in rows.spans]
    layed = place_rows(cells, [kinds[a:b] for a, b in rows.spans], rows.profile, words)
    for number, ((a, b), places) in enumerate(zip(rows.spans, layed.rows, strict=True)):
        for stretch, place in zip(run[a:b], places, strict=True):
            for line in stretch.lines:
                line.table, line.row, line.column = table, number, place.column
                line.spans, line.heads = (place.row_span, place.column_span), number < layed.header
    return layed


def _is_table(rows: list[list[str]]) -> bool:
    """Boxes around paragraphs are no table."""
    filled = [sum(1 for kind in row if kind) for row in rows]
    rows_with_words = sum(1 for n in filled if n)
    several = sum(1 for n in filled if n > 1)
    return rows_with_words >= 2 and several >= 2 and 2 * several >= rows_with_words


# -- lines that hold all the cells of a row ---------------------------------------------------------------------------


def cells_of_line(text: str) -> list[tuple[int, int]] | None:
    """The ranges of the cells of a line with tabs, or with bars at its beginning and inside; None for another line.

    >>> cells_of_line("| 1 | Rà soát | |"), cells_of_line("1\\tRà soát"), cells_of_line("a|b")
    ([(1, 4), (5, 14), (15, 16)], [(0, 1), (2, 9)], None)
    """
    if "\t" in text:
        mark, start, end = "\t", 0, len(text)
    elif text[:1] == "|" and text.count("|") > 2:
        mark, start, end = "|", 1, len(text) - (text[-1] == "|")
    else:
        return None
    cells, at = [], start
    for cell in text[start:end].split(mark):
        cells.append((at, at + len(cell)))
        at += len(cell) + 1
    return cells


def _mark_tabs(lines: list[Line], table: int) -> int:
    """Neighbouring lines of such cells are rows; the cells are cut when the paragraphs are made."""
    row, inside = 0, False
    for i, line in enumerate(lines):
        marked = ("\t" in line.text or line.text[0] == "|") and line.table < 0 and cells_of_line(line.text) is not None
        if marked and not inside:
            follower = lines[i + 1] if i + 1 < len(lines) else None
            inside = len(cells_of_line(line.text) or ()) > 2 or (
                follower is not None and cells_of_line(follower.text) is not None
            )
            row = -1
        if marked and inside:
            row += 1
            line.table, line.row, line.column = table, row, -1
        elif inside:
            inside, table = False, table + 1
    return table + inside
