"""Targets in tables: a column that names the indicators, columns that name years."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from vnplan.extraction.clauses.blocks import Block
from vnplan.extraction.targets.keys import indicator_key
from vnplan.extraction.targets.record import TargetRecord
from vnplan.grammar import rules
from vnplan.lexing.periods import PeriodAnchor, PeriodIndex
from vnplan.lexing.quantities import Quantity, find_quantities, number_of
from vnplan.text import CleanText

_NUMBER = re.compile(
    r"^\s*(?P<sign>[≥≤<>]|trên|dưới|từ|ít nhất|tối thiểu)?\s*"
    r"(?P<number>\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?)\s*(?P<more>trở lên)?\s*$"
)
_YEAR = re.compile(r"^\D*(?:19|20)\d\d\D*$|(?:19|20)\d\d\s*-\s*(?:19|20)\d\d")
_PERCENT = re.compile(r"\(\s*%\s*\)|(?<!\w)(?:tỷ lệ|tỉ lệ)")
_HEADER_ROWS = 3


@dataclass(slots=True)
class Grid:
    """A table by rows: for each row its cells (column → range)."""

    rows: list[dict[int, tuple[int, int]]] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, clean: CleanText, start: int, end: int) -> Grid:
        """The grid of the table in a range.

        >>> from vnplan.layout import lay_out
        >>> clean = lay_out("TT\\tChỉ tiêu\\tNăm 2025\\n1\\tTrẻ ra lớp\\t35%\\n2\\tLớp học\\t40%").clean
        >>> [len(row) for row in Grid.of(clean, 0, len(clean.text)).rows]
        [3, 3, 3]
        """
        rows: dict[int, dict[int, tuple[int, int]]] = {}
        i = max(clean.paragraph_at(start), 0)
        while i < len(clean.paragraphs) and clean.paragraphs[i].start < end:
            p = clean.paragraphs[i]
            if p.table >= 0:
                row = rows.setdefault(p.row, {})
                known = row.get(p.column)
                row[p.column] = (known[0] if known else p.start, p.end)
            i += 1
        return cls(list(rows.values()), [min(a for a, _ in row.values()) for row in rows.values()])

    def header(self, clean: CleanText, size: int) -> dict[int, str]:
        """Words of the first `size` rows by column, in lower case."""
        heads: dict[int, str] = {}
        for row in self.rows[:size]:
            for column, (a, b) in row.items():
                heads[column] = f"{heads.get(column, '')} {clean.lower[a:b]}".strip()
        return heads


def read_table(clean: CleanText, block: Block, periods: PeriodIndex, mode: str) -> list[TargetRecord]:
    """The records of a table whose header has a column of indicators and columns of years; else none."""
    grid = Grid.of(clean, block.start, block.end)
    if len(grid.rows) < 2:
        return []
    grammar = rules("targets")
    size = _header_size(clean, grid)
    heads = grid.header(clean, size)
    years = {c: h for c, h in heads.items() if _YEAR.search(h) and len(h) < 60}
    if not years:
        return []
    named = [c for c, h in heads.items() if c not in years and grammar["table.indicator"].regex.search(h)]
    if not named:
        return []
    goal = block.section == "goal" or any(grammar["table.goal"].regex.search(h) for h in heads.values())
    if (not goal and mode != "plan") or block.section == "legal":
        return []
    unit_column = next((c for c, h in heads.items() if grammar["table.unit"].regex.search(h)), None)
    found = []
    for row in grid.rows[size:]:
        if named[0] not in row:
            continue
        label = row[named[0]]
        unit = _unit(clean, row.get(unit_column) if unit_column is not None else None, label)
        for column, head in sorted(years.items()):
            if column not in row:
                continue
            q = _value(clean, row[column], unit)
            if q is None:
                continue
            reached = grammar["table.reached"].regex.search(head) is not None and "kế hoạch" not in head
            kind = "baseline" if reached or block.section == "status" else "target" if goal else "planned"
            tops = [row[column] for row in grid.rows[:size] if column in row]
            cell = next((top for top in tops if _YEAR.search(clean.lower[slice(*top)])), tops[-1])
            period = _period(periods, cell, clean)
            words = " ".join(clean.text[label[0] : label[1]].split())
            evidence = (("value", q.start, q.end, "table.cell"), ("indicator", *label, "table.indicator"),
                        ("deadline", *cell, "table.year"))  # fmt: skip
            found.append(TargetRecord(q.start, q.end, kind, q, (label,), period, f"{kind}.table",
                                      key=indicator_key(words), evidence=evidence))  # fmt: skip
    return found


def _header_size(clean: CleanText, grid: Grid) -> int:
    for size, row in enumerate(grid.rows[: _HEADER_ROWS + 1]):
        cells = [clean.lower[a:b] for column, (a, b) in row.items() if column > 0]
        if size and any(_NUMBER.match(cell) or "%" in cell for cell in cells):
            return size
    return 1


def _unit(clean: CleanText, cell: tuple[int, int] | None, label: tuple[int, int]) -> str:
    if cell is not None:
        printed = " ".join(clean.text[cell[0] : cell[1]].split())
        if printed and not printed[0].isdigit():
            return printed
    return "%" if _PERCENT.search(clean.lower, *label) else ""


def _value(clean: CleanText, cell: tuple[int, int], unit: str) -> Quantity | None:
    start, end = cell
    if end - start > 40:
        return None
    found = [q for q in find_quantities(clean, ranges=[cell]) if q.dimension not in ("age", "time", "grade")]
    if len(found) == 1:
        return found[0]
    m = _NUMBER.match(clean.lower[start:end])
    if m is None or not unit:
        return None
    value = number_of(m["number"])
    low = m["sign"] in ("≤", "<", "dưới")
    high = m["sign"] in ("≥", ">", "trên", "từ", "ít nhất", "tối thiểu") or bool(m["more"])
    return Quantity(start, end, start + m.start("number"), None if low else value, None if high else value, unit,
                    "percent" if unit == "%" else "count", "table.cell", start)  # fmt: skip


def _period(periods: PeriodIndex, cell: tuple[int, int], clean: CleanText) -> PeriodAnchor | None:
    anchors = periods.between(*cell)
    if anchors:
        return anchors[-1]
    m = re.search(r"(?:(?P<first>(?:19|20)\d\d)\s*-\s*)?(?P<last>(?:19|20)\d\d)", clean.lower[slice(*cell)])
    if m is None:
        return None
    start, end = cell[0] + m.start(), cell[0] + m.end()
    return PeriodAnchor(start, end, "in", m["first"] or m["last"], m["last"], None, "table.year")
