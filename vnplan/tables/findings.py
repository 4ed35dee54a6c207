"""What of the tables of a text could not be decided."""

from __future__ import annotations

from collections.abc import Mapping

from vnplan.grammar import Grammar
from vnplan.tables.grid import Grid
from vnplan.tables.heads import VALUES, columns_of

_TELLING = VALUES | {"lead", "coordinate", "implement", "advise"}


def doubts(grids: Mapping[int, Grid], grammar: Grammar) -> list[tuple[str, int, int]]:
    """A message and its clean range for each table whose rows or heads may stand in other columns, where those hold
    figures or agencies.

    >>> from vnplan.layout import lay_out
    >>> from vnplan.tables.grid import grids_of
    >>> clean = lay_out("TT\\tChỉ tiêu\\tNăm 2025\\n1\\tDân số\\t500\\n2\\tSố hộ\\t90").clean
    >>> [message[:35] for message, _, _ in doubts(grids_of(clean, Grammar.load(), [(0, 2)]), Grammar.load())]
    ['row 3 of a table may be shifted: it']
    """
    found = []
    for grid in grids.values():
        if not grid.doubtful or not any(column.role in _TELLING for column in columns_of(grid, grammar)):
            continue
        heads = [row for row in sorted(grid.doubtful) if row < grid.header]
        rows = [row for row in sorted(grid.doubtful) if row >= grid.header]
        if heads:
            message = "the heads of a table fit other columns as well; no figure is read from it"
        else:
            which = f"row {rows[0] + 1}" if len(rows) == 1 else f"rows {', '.join(str(row + 1) for row in rows)}"
            message = f"{which} of a table may be shifted: its cells fit other columns as well; nothing is read from it"
        own = grid.own((heads or rows)[0])
        start, end = (own[0].start, own[-1].end) if own else (grid.start, grid.end)
        found.append((message, start, end))
    return found
