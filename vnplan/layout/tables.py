"""Tables in plain text: cells between "|" marks on lines of their own, and lines with tabs."""

from __future__ import annotations

import re

from vnplan.layout.lines import Line, Lines

# A stretch between two bars that holds one of these is text of the document and no cell.
_PROSE = re.compile(r"^(?:Căn cứ|CĂN CỨ|[ĐÐ]iều \d+\.|Chương [IVX]+$|Nơi nhận|NƠI NHẬN|QUYẾT ĐỊNH:?$|KẾ HOẠCH$|Kính gửi)")
_MAX_CELL_LINES = 60


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
    table, run = 0, []
    for number, inside in cells:
        # Before the first bar and after the last one stands no cell; a blank line after the bar opens prose.
        is_cell = (
            number > 0
            and (number < last_bar or len(inside) <= 3)
            and len(inside) <= _MAX_CELL_LINES
            and not (inside[0].blanks and len(inside) > 1)
            and not any(_PROSE.match(line.text) for line in inside)
        )
        if is_cell:
            run.append((number, inside))
            continue
        table += _mark_run(run, table)
        run = []
    return table + _mark_run(run, table)


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
    if len(rows) < 2 or sum(len(r) > 1 for r in rows) < 2:
        return 0
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
