"""Quantities in tables: rows that name what is counted, columns that say when and how far.

Every cell of a column of values is a record: its indicator is the row's label after its groups', its kind what the
heads over the column say (aimed at, reached, changed, planned money), its time the head's, else the group's, the
row's, the caption's, the title's. A value without a unit, a row that may be shifted, a cell of several figures give
none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from vnplan.extraction.clauses.blocks import Block
from vnplan.extraction.targets.keys import indicator_key
from vnplan.extraction.targets.record import TargetRecord
from vnplan.grammar import Grammar
from vnplan.layout.cells import NUMBER, SMALL
from vnplan.lexing.periods import PeriodAnchor, PeriodIndex
from vnplan.lexing.quantities import Quantity, find_quantities, number_of
from vnplan.tables import Cell, Column, Grid, Label, columns_of, label_column, labels_of
from vnplan.tables.captions import Caption, caption_of
from vnplan.tables.heads import VALUES
from vnplan.tables.units import Unit, UnitWords
from vnplan.text import CleanText

Span = tuple[int, int]
_LONGEST_VALUE, _LONGEST_LABEL = 60, 400
_TIMES = frozenset({"until", "in", "within", "span", "recurring", "on", "since"})
_CAPTIONED = frozenset({"until", "in", "within", "span"})
_UNMEASURED = frozenset({"age", "time", "grade"})
_YEAR = re.compile(r"(?<![\d.,/])(?:(?P<first>(?:19|20)\d\d)\s*-\s*)?(?P<last>(?:19|20)\d\d)(?!\d|/\d)")


class ValueWords:
    """The rules by which the values of tables are read."""

    def __init__(self, grammar: Grammar) -> None:
        rules = grammar.rules("tables")
        self.value = rules["value.number"].regex
        self.growth, self.none, self.measure = (rules[n].regex for n in ("label.growth", "cell.none", "head.measure"))
        self.goal = grammar.rules("targets")["table.goal"].regex


@dataclass(frozen=True, slots=True)
class _Reading:
    """What the cells of one table share."""

    clean: CleanText
    grid: Grid
    columns: Sequence[Column]
    caption: Caption
    periods: PeriodIndex
    title: PeriodAnchor | None
    words: ValueWords
    units: UnitWords
    label: int
    goal: bool
    budget: bool
    status: bool
    grammar: Grammar


def read_table(
    clean: CleanText, block: Block, grid: Grid, periods: PeriodIndex, mode: str, title: PeriodAnchor | None,
    grammar: Grammar,
) -> list[TargetRecord]:  # fmt: skip
    """The records of a table; none when it has no column of labels or none of values, or its part has no targets."""
    if len(grid.rows) <= grid.header or not grid.headed or block.section == "legal":
        return []
    if any(row < grid.header for row in grid.doubtful):
        return []
    columns = columns_of(grid, grammar)
    values = [c for c in columns if c.role in VALUES]
    label = label_column(columns)
    if not values or label < 0:
        return []
    words = grammar.compiled(ValueWords)
    caption = caption_of(clean, grid, grammar)
    if caption.legal:
        return []
    goal = block.section == "goal" or caption.goal or any(words.goal.search(c.words) for c in columns)
    if not goal and mode != "plan":
        return []
    reading = _Reading(clean, grid, columns, caption, periods, title, words, grammar.compiled(UnitWords), label, goal,
                       caption.budget or block.section == "budget", block.section == "status", grammar)  # fmt: skip
    found: list[TargetRecord] = []
    for row in labels_of(clean, grid, columns, label, grammar):
        if (
            row.kind in ("data", "total")
            and row.row not in grid.doubtful
            and row.span[1] - row.span[0] < _LONGEST_LABEL
        ):
            found += _row(reading, row, values)
    return found


def _row(reading: _Reading, row: Label, values: Sequence[Column]) -> list[TargetRecord]:
    cells = reading.grid.rows[row.row]
    own_time = next((cells[c.index] for c in reading.columns if c.role == "time" and c.index in cells), None)
    found = []
    for column in values:
        cell = cells.get(column.index)
        if cell is None or cell.row != row.row or cell.column != column.index or cell is row.cell:
            continue
        unit = _unit(reading, column, cells, row)
        q = _value(reading, cell, unit)
        if q is None:
            continue
        kind = _kind(reading, column, row, q)
        if kind is None:
            continue
        indicator = _indicator(reading, column, row, values)
        period = _period(reading, column, row, own_time)
        key = indicator_key(" ".join(" ".join(reading.clean.text[a:b].split()) for a, b in indicator))
        evidence = [("value", q.start, q.end, "table.cell"), ("indicator", *row.span, "table.label")]
        if column.heads:
            evidence.append(("kind", column.heads[-1].start, column.heads[-1].end, f"table.{column.role}"))
        if period is not None:
            evidence.append(("deadline", period.start, period.end, period.rule))
        if unit is not None and not q.start <= unit.start < q.end:
            evidence.append(("unit", unit.start, unit.end, unit.rule))
        found.append(TargetRecord(q.start, q.end, kind, q, indicator, period, f"{kind}.table", key=key,
                                  evidence=tuple(evidence)))  # fmt: skip
    return found


# -- kind -------------------------------------------------------------------------------------------------------------


def _kind(reading: _Reading, column: Column, row: Label, q: Quantity) -> str | None:
    """What the heads over a value say it is; None for a column that only describes the row."""
    if column.role == "change":
        return "change"
    reached = column.role == "reached" or ("reached" in column.says and column.role in ("year", "value", "money"))
    if reached or reading.status:
        grown = reading.words.growth.match(reading.clean.lower[slice(*row.span)]) is not None
        return "change" if grown and q.dimension == "percent" else "baseline"
    if column.role == "money" or reading.budget:
        return "planned"
    if column.role == "value":
        head = column.words
        if not (reading.words.measure.search(head) or reading.units.in_head(head)):
            return None
    return "target" if reading.goal else "planned"


def _indicator(reading: _Reading, column: Column, row: Label, values: Sequence[Column]) -> tuple[Span, ...]:
    """The ranges of the indicator's words: groups, label, and the head where the label does not say what is counted:
    where it is a place or a body, and where several columns of one kind stand side by side."""
    ranges = [*row.groups, reading.units.without_unit(reading.clean, *row.span)]
    if column.role in ("value", "money") and column.heads:
        named = reading.columns[reading.label].role in ("indicator", "task")
        if not named or sum(c.role == column.role for c in values) > 1:
            head = column.heads[-1]
            ranges.append(reading.units.without_unit(reading.clean, head.start, head.end))
    return tuple(ranges)


# -- time -------------------------------------------------------------------------------------------------------------


def _period(reading: _Reading, column: Column, row: Label, own_time: Cell | None) -> PeriodAnchor | None:
    """The time of a value: from its head, a group, the row's own column, the caption, the title; in this order."""
    for cell in (*reversed(column.heads), *row.times, *((own_time,) if own_time is not None else ())):
        found = period_in(reading.clean, reading.periods, cell.start, cell.end)
        if found is not None:
            return found
    if reading.caption.start < reading.caption.end:
        near = reading.periods.between(reading.caption.start, reading.caption.end)
        found = next((a for a in reversed(near) if a.kind in _CAPTIONED), None)
        if found is not None:
            return found
    return reading.title


def period_in(clean: CleanText, periods: PeriodIndex, start: int, end: int, bare: bool = True) -> PeriodAnchor | None:
    """The first period in a range; a bare year counts where `bare`.

    >>> clean = CleanText.of("2026")
    >>> period_in(clean, PeriodIndex(clean), 0, 4).last
    '2026'
    """
    found = next((a for a in periods.between(start, end) if a.kind in _TIMES), None)
    if found is not None:
        return found
    m = _YEAR.search(clean.lower, start, end) if bare else None
    if m is None:
        return None
    return PeriodAnchor(m.start(), m.end(), "in", m["first"] or m["last"], m["last"], None, "table.year")


# -- value and unit ---------------------------------------------------------------------------------------------------


def _unit(reading: _Reading, column: Column, cells: dict[int, Cell], row: Label) -> Unit | None:
    """The unit of a value whose cell has none: of the head, the row's own column, the label, the caption."""
    units, clean = reading.units, reading.clean
    for head in reversed(column.heads):
        found = units.in_brackets(clean, head.start, head.end)
        if found is not None:
            return found
    if column.role == "change":  # a comparison has no unit of what it compares
        return units.of_ratio(clean, reading.grid, column.index, column.heads)
    at = next((c.index for c in reading.columns if c.role == "unit"), -1)
    if at in cells:
        found = units.of_cell(clean, cells[at].start, cells[at].end)
        if found is not None:
            return found
    for span in (row.span, *reversed(row.groups)):
        found = units.in_brackets(clean, *span)
        if found is not None:
            return found
    found = units.of_rate(clean, *row.span)
    if found is not None:
        return found
    if column.heads and (found := units.of_rate(clean, column.heads[-1].start, column.heads[-1].end)) is not None:
        return found
    for head in reversed(column.heads):
        found = units.counted(clean, head.start, head.end)
        if found is not None and column.role == "value":
            return found
    return reading.caption.unit


def _value(reading: _Reading, cell: Cell, unit: Unit | None) -> Quantity | None:
    start, end = cell.start, cell.end
    if end - start > _LONGEST_VALUE or reading.words.none.match(cell.words):
        return None
    low = reading.clean.lower[start:end]
    if cell.kind not in (NUMBER, SMALL):
        found = [
            q
            for q in find_quantities(reading.clean, ranges=[(start, end)], grammar=reading.grammar)
            if q.dimension not in _UNMEASURED
        ]
        return found[0] if len(found) == 1 else None
    m = reading.words.value.match(low)
    if m is None:
        return None
    if m["percent"]:
        unit = Unit("%", "percent", start + m.start("percent"), start + m.end("percent"), "table.cell")
    if unit is None:
        return None
    value = number_of(m["number"])
    least: float | None = number_of(m["low"]) if m["low"] else value
    most: float | None = value
    if m["minus"]:
        least, most = -value, -value
    if m["least"] or m["more"]:
        most = None
    elif m["most"] or m["less"]:
        least = None
    if least is not None and most is not None and least > most:
        return None
    first = start + (m.start("low") if m["low"] else m.start("number"))
    stop = start + m.end()
    begin = start + m.start()
    q = Quantity(
        begin,
        stop,
        first,
        least,
        most,
        unit.text,
        unit.dimension,
        "table.cell",
        begin,
        normal=reading.units.normal(unit.text),
    )
    return replace(q, end=max(q.end, q.number + 1))
