"""A table as a pandas DataFrame."""

from __future__ import annotations

from collections import Counter
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from vnplan.models import Table

_JOINT = " / "
GROUP = "group"
"""The name of the column that holds the groups."""


def table_frame(table: Table, *, levels: bool = False) -> Any:
    """See `Table.to_frame`."""
    try:
        pandas: Any = import_module("pandas")
    except ImportError as error:
        raise ImportError(
            "a table becomes a DataFrame by pandas, which is not installed: pip install pandas"
        ) from error
    grid = _filled(table)
    names = _names(table)
    body = [r for r in range(table.header_rows, len(table.rows)) if table.rows[r] and not _is_group(table, r)]
    data: list[list[str]] = [[grid.get((r, c), "") for c in range(len(table.columns))] for r in body]
    grouped = [_JOINT.join(table.groups[r]) if r < len(table.groups) else "" for r in body]
    if any(grouped):
        names = [(GROUP,), *names]
        data = [[group, *row] for group, row in zip(grouped, data, strict=True)]
    if levels and any(len(name) > 1 for name in names):
        depth = max(len(name) for name in names)
        index = pandas.MultiIndex.from_tuples([(*name, *[""] * (depth - len(name))) for name in names])
        return pandas.DataFrame(data, columns=index)
    return pandas.DataFrame(data, columns=_apart([_JOINT.join(name) for name in names]))


def _filled(table: Table) -> dict[tuple[int, int], str]:
    """The words at each row and column; a cell over several stands at each."""
    grid: dict[tuple[int, int], str] = {}
    for cell in (cell for row in table.rows for cell in row):
        for r in range(cell.row, cell.row + cell.row_span):
            for c in range(cell.column, cell.column + cell.column_span):
                if r == cell.row or (r, c) not in grid:
                    grid[r, c] = cell.text
    return grid


def _names(table: Table) -> list[tuple[str, ...]]:
    return [tuple(column.heads) or (str(number),) for number, column in enumerate(table.columns)]


def _is_group(table: Table, row: int) -> bool:
    """Whether a row is only the label of a group that a row below names."""
    cells = table.rows[row]
    if len(cells) > 2 or (len(cells) == 2 and table.columns[cells[0].column].role != "ordinal"):
        return False
    label = cells[-1].text
    below = table.groups[row + 1] if row + 1 < len(table.groups) else ()
    return cells[-1].column_span > 1 or any(group and group in label for group in below)


def _apart(names: list[str]) -> list[str]:
    """Names that stand twice get a number."""
    times = Counter(names)
    seen: Counter[str] = Counter()
    out = []
    for name in names:
        seen[name] += 1
        out.append(f"{name} ({seen[name]})" if times[name] > 1 else name)
    return out
