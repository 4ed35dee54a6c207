"""Tables in plain text: cells between "|" marks on lines of their own, and lines with tabs."""

from __future__ import annotations

import re

from vnplan.grammar import rules
from vnplan.layout.lines import Line, Lines
from vnplan.layout.openers import type_of_line

# A stretch between two bars that holds one of these lines is text of the document and no cell.
_PROSE = re.compile(
    r"^(?:Căn cứ (?!pháp lý|thực hiện|xây dựng|ban hành$)|CĂN CỨ |[ĐÐ]iều \d+\.|Chương [IVX]+$|Nơi nhận|NƠI NHẬN"
    r"|QUYẾT ĐỊNH:?$|(?:PHỤ LỤC|Phụ lục)(?: (?:số )?[IVXLC\d]+)?[:.]?$|Kính gửi|(?:CỘNG|CHỦ NGHĨA|Độc lập *[-–])"
    r"|\((?:Ban hành )?[Kk]èm theo )")
# The block at the end is set in two columns; its right one is no cell either.
_SIGNED = re.compile(r"^(?:TM|KT|TL|TUQ|Q)\.(?:\s|$|[A-ZĐÀ-Ỹ])")
_NUMBER = re.compile(r"^(?:Luật s|S)ố\s*:")
# The first cell of a table, so that what stands between it and the bar before is text.
_FIRST_CELL = re.compile(r"^(?:S?TT|SỐ TT|Số TT|Stt)\.?$")
_MAX_CELL_LINES = 60
_CHROME = rules("furniture")["furniture.web_tail"].regex
# Two bars of the header's two rows, one around each of four cells.
_HEADER_BARS = 6


def mark_tables(found: Lines) -> int:
    """Give every line in a table its table, row and column; returns the number of tables.

    In the exported copies a bar ends each cell and a second bar ends the row, so a row starts after two bars or more.
    """
    return _mark_tabs(found.lines, _mark_bars(found.lines))


def _mark_bars(lines: list[Line]) -> int:
    if not lines or lines[-1].cell == 0:
        return 0
    cells: list[tuple[int, list[Line]]] = []
    for line in lines:
        if not cells or cells[-1][0] != line.cell:
            cells.append((line.cell, []))
        cells[-1][1].append(line)
    last_bar = lines[-1].cell
    header = _header_bar(cells)
    table, run = 0, []
    for i, (number, inside) in enumerate(cells):
        # Before the first bar and after the last one stands no cell; a blank line after the bar opens prose.
        is_cell = (
            number > header
            and (number < last_bar or len(inside) <= 3)
            and len(inside) <= _MAX_CELL_LINES
            and not (inside[0].blanks and len(inside) > 1)
            and not any(_is_prose(line.text) for line in inside)
            and not _ends_before_table(cells, i)
        )
        if is_cell:
            run.append((number, inside))
            continue
        table += _mark_run(run, table)
        run = []
    return table + _mark_run(run, table)


def _is_prose(text: str) -> bool:
    """Whether a line tells that it stands in no cell."""
    if _PROSE.match(text) or _SIGNED.match(text):
        return True
    return len(text) < 60 and (_CHROME.match(text) is not None or (text.isupper() and type_of_line(text) is not None))


def _header_bar(cells: list[tuple[int, list[Line]]]) -> int:
    """Number of the last cell of the header, whose issuer, quốc hiệu, number and date are set in cells; 0 without."""
    for number, inside in cells[:_HEADER_BARS]:
        if number and _NUMBER.match(inside[0].text):
            beside = (n for n, lines in cells[: _HEADER_BARS + 1] if n == number + 1 and "ngày" in lines[0].text)
            return next(beside, number)
    return 0


def _ends_before_table(cells: list[tuple[int, list[Line]]], i: int) -> bool:
    """Whether a stretch is the text above a table or the block at the end: one bar parts it from the first cell."""
    number, inside = cells[i]
    if inside[-1].text.endswith("./."):
        return True
    if i + 1 >= len(cells) or cells[i + 1][0] != number + 1:
        return False
    first = cells[i + 1][1][0].text
    return first.startswith(("Nơi nhận", "NƠI NHẬN")) or _FIRST_CELL.match(first) is not None


def _mark_run(run: list[tuple[int, list[Line]]], table: int) -> int:
    """Number rows and columns of neighbouring cells; a table has two rows of two cells at least."""
    rows: list[list[list[Line]]] = []
    before = None
    for number, inside in run:
        if before is None or number - before > 1:
            rows.append([])
        rows[-1].append(inside)
        before = number
    rows = _mend(rows)
    several = sum(len(r) > 1 for r in rows)
    if len(rows) < 2 or several < 2 or 2 * several < len(rows):
        return 0  # boxes around paragraphs are no table
    for r, row in enumerate(rows):
        for c, inside in enumerate(row):
            for line in inside:
                line.table, line.row, line.column = table, r, c
    return 1


def _mend(rows: list[list[list[Line]]]) -> list[list[list[Line]]]:
    """An empty cell looks like the end of a row: join what follows it when the row is too short to be whole."""
    if len(rows) < 2 or len(rows[0]) < 3:
        return rows
    width, numbered = len(rows[0]), rows[0][0][0].text.upper().rstrip(".") in ("TT", "STT", "SỐ TT")
    if not numbered:
        return rows
    out = [rows[0]]
    for row in rows[1:]:
        first = row[0][0].text.rstrip(".)")
        is_number = len(first) <= 6 and bool(re.fullmatch(r"[IVXLC]+|\d+(?:\.\d+)*|[A-ZĐa-zđ]", first))
        if not is_number and len(out) > 1 and len(out[-1]) + len(row) + 1 <= width:
            out[-1] = [*out[-1], [], *row]
        else:
            out.append(row)
    return out


def _mark_tabs(lines: list[Line], table: int) -> int:
    """Neighbouring lines with tabs are rows; the cells are cut when the paragraphs are made."""
    row, inside = 0, False
    for i, line in enumerate(lines):
        tabbed = "\t" in line.text and line.table < 0
        if tabbed and not inside:
            follower = lines[i + 1] if i + 1 < len(lines) else None
            inside = line.text.count("\t") >= 2 or (follower is not None and "\t" in follower.text)
            row = -1
        if tabbed and inside:
            row += 1
            line.table, line.row, line.column = table, row, -1
        elif inside:
            inside, table = False, table + 1
    return table + inside
