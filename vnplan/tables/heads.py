"""What the columns of a table say: the role, the unit and the time that the heads over each give."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from vnplan.grammar import Grammar
from vnplan.layout.cells import AGENCY, NUMBER, ORDINAL, SHORT, SMALL, TIME, WORDS
from vnplan.tables.grid import Cell, Grid

Role = Literal[
    "ordinal", "unit", "coordinate", "lead", "advise", "implement", "time", "product", "note", "group", "money",
    "change", "reached", "aimed", "year", "indicator", "task", "label", "value", "",
]  # fmt: skip
VALUES = frozenset({"money", "change", "reached", "aimed", "year", "value"})
"""The roles of columns that hold quantities."""
_LONGEST_HEAD = 160


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heads from the top to the lowest, and what they say.

    `role` is what the column is for; `says` are the roles of all its heads ("Năm 2025" over "Ước thực hiện": year and
    reached). `holds` is the kind that most of its cells are, `own` how many cells of data it has.
    """

    index: int
    heads: tuple[Cell, ...]
    role: Role
    says: frozenset[str]
    holds: str
    own: int

    @property
    def words(self) -> str:
        """The words of its heads, lower and folded."""
        return " ".join(head.words for head in self.heads)


class HeadWords:
    """The rules `head.…` of grammars/tables.toml, in order."""

    def __init__(self, grammar: Grammar) -> None:
        rules = grammar.rules("tables")
        self.roles: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
            (rule.values["role"], rule.regex) for rule in rules.group("head.") if "role" in rule.values
        )


def columns_of(grid: Grid, grammar: Grammar) -> tuple[Column, ...]:
    """The columns of a grid.

    >>> from vnplan.layout import lay_out
    >>> from vnplan.tables.grid import grids_of
    >>> text = "TT\\tChỉ tiêu\\tĐVT\\tƯớc thực hiện 2025\\tNăm 2026\\n1\\tDân số\\tngười\\t5.000\\t5.100"
    >>> grid = grids_of(lay_out(text).clean, Grammar.load())[0]
    >>> [column.role for column in columns_of(grid, Grammar.load())]
    ['ordinal', 'indicator', 'unit', 'reached', 'year']
    """
    words = grammar.compiled(HeadWords)
    found = []
    for index in range(grid.width):
        heads = heads_over(grid, index)
        kinds: Counter[str] = Counter()
        for row in grid.data():
            cell = grid.rows[row].get(index)
            if cell is not None and cell.row == row and cell.column == index and cell.column_span == 1:
                kinds[cell.kind] += 1
        holds = kinds.most_common(1)[0][0] if kinds else ""
        role, says = _role(heads, holds, words)
        found.append(Column(index, heads, role, says, holds, kinds.total()))
    return tuple(found)


def heads_over(grid: Grid, index: int) -> tuple[Cell, ...]:
    """The heads over a column from the top; a blank one between heads is the left neighbour's, which spans it."""
    if grid.lent is not None:
        return heads_over(grid.lent, index)
    heads: list[Cell] = []
    counting = grid.header > 1 and _counts(grid)
    last = grid.header - counting
    for r in range(last):
        cell = grid.rows[r].get(index)
        if cell is None and any(index in grid.rows[below] for below in range(r + 1, last)):
            left = next((grid.rows[r][c] for c in range(index - 1, -1, -1) if c in grid.rows[r]), None)
            # Only where the neighbour's own column is divided below too.
            if left is not None and any(_begins(grid, below, left.column) for below in range(r + 1, last)):
                cell = left
        if cell is not None and (not heads or heads[-1] is not cell) and len(cell.words) <= _LONGEST_HEAD:
            heads.append(cell)
    return tuple(heads)


def _begins(grid: Grid, row: int, column: int) -> bool:
    """Whether a cell begins at a row in a column."""
    cell = grid.rows[row].get(column)
    return cell is not None and cell.row == row


def _counts(grid: Grid) -> bool:
    """Whether the last row of the header numbers the columns."""
    own = grid.own(grid.header - 1)
    return (
        len(own) > 2
        and all(cell.kind in (ORDINAL, SMALL) or len(cell.words) < 12 for cell in own)
        and (sum(cell.kind in (ORDINAL, SMALL) for cell in own) >= len(own) - 2)
    )


def _role(heads: tuple[Cell, ...], holds: str, words: HeadWords) -> tuple[Role, frozenset[str]]:
    says = frozenset(role for head in heads for role, pattern in words.roles if pattern.search(head.words))
    primary = ""
    for head in reversed(heads):
        primary = next((role for role, pattern in words.roles if pattern.search(head.words)), "")
        if primary:
            break
    figures = holds in (NUMBER, SMALL)
    if primary == "group" and figures:
        primary = "aimed"
    elif primary in ("indicator", "task", "product", "note") and holds == NUMBER:
        primary = "value"
    elif primary in VALUES and holds in (AGENCY, WORDS, SHORT):
        primary = _of_words(says, holds)
    elif primary == "unit" and holds == AGENCY:
        primary = "label"
    elif primary in ("year", "aimed") and holds == TIME:
        primary = "time"
    elif not primary:
        primary = "value" if figures else "label" if holds in (WORDS, SHORT, AGENCY) else ""
    return primary, says  # type: ignore[return-value]


def _of_words(says: frozenset[str], holds: str) -> str:
    """A column whose head speaks of figures but whose cells are words: "Kết quả", "Kế hoạch thực hiện", "Mục tiêu"."""
    for role in ("task", "indicator", "group", "product"):
        if role in says:
            return role
    return "implement" if holds == AGENCY and "implement" in says else "label"


def label_column(columns: Sequence[Column]) -> int:
    """The column that says what each row counts; -1 for none."""
    for roles in (("indicator",), ("task",), ("label",), ("group",)):
        found = [c for c in columns if c.role in roles and c.own]
        if found:
            # Of several the one whose rows have words of their own; the first of those.
            return max(found, key=lambda c: (c.own, -c.index)).index
    return -1
