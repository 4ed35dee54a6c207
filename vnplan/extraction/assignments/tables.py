"""Assignments in tables with columns for who leads, who takes part and when."""

from __future__ import annotations

import re
from dataclasses import dataclass

from vnplan.agencies.mentions import Mention
from vnplan.agencies.registry import ResolvedAgency
from vnplan.extraction.assignments.roles import MentionIndex, Role, roles
from vnplan.extraction.clauses.blocks import Block
from vnplan.extraction.targets.tables import Grid
from vnplan.identity.uri import slug
from vnplan.lexing.periods import PeriodAnchor, PeriodIndex
from vnplan.text import CleanText

_ORDINAL = re.compile(r"^\s*(?:stt|tt|số tt|\d{1,3}\.?|[ivx]+\.?)\s*$")
_LONGEST_HEAD = 90
# Longer cells tell something and name no agency; several names in one stand on lines or between semicolons.
_LONGEST_CELL = 160
_PIECE = re.compile(r"[^\W\d_][^;\n]*")


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column holds what; -1: none."""

    task: int
    lead: int
    coordinate: int
    time: int
    size: int


def columns_of(clean: CleanText, grid: Grid, mode: str = "plan") -> Columns | None:
    """The columns of a table of assignments; None when it has none that says who leads.

    Outside plans a column of those who carry out a step ("đơn vị thực hiện") belongs to a procedure, not to a plan.

    >>> from vnplan.layout import lay_out
    >>> rows = "TT\\tNội dung\\tĐơn vị chủ trì\\tThời gian\\n1\\tA\\tSở Y tế\\t2025\\n2\\tB\\tSở Y tế\\t2026"
    >>> clean = lay_out(rows).clean
    >>> columns_of(clean, Grid.of(clean, 0, len(clean.text)))
    Columns(task=1, lead=2, coordinate=-1, time=3, size=1)
    """
    r = roles()
    for size in (1, 2):
        if len(grid.rows) <= size:
            return None
        heads = {c: h for c, h in grid.header(clean, size).items() if len(h) <= _LONGEST_HEAD}
        lead = next((c for c, h in heads.items() if r["column.lead"].search(h) and "thời gian" not in h), -1)
        coordinate = next((c for c, h in heads.items() if r["column.coordinate"].search(h) and c != lead), -1)
        if lead < 0:
            continue
        clear = coordinate >= 0 or "chủ trì" in heads[lead] or "đầu mối" in heads[lead]
        time = next((c for c, h in heads.items() if c not in (lead, coordinate) and r["column.time"].search(h)), -1)
        if not clear and (time < 0 or mode != "plan"):
            continue
        rest = [c for c in heads if c not in (lead, coordinate, time) and not _ORDINAL.match(heads[c])]
        task = next((c for c in rest if r["column.task"].search(heads[c])), rest[0] if rest else -1)
        if task >= 0:
            return Columns(task, lead, coordinate, time, size)
    return None


@dataclass(frozen=True, slots=True)
class Row:
    """A row that assigns: its range, its task, the cells with their roles, the deadline."""

    start: int
    end: int
    task: tuple[int, int]
    cells: tuple[tuple[int, int, Role], ...]
    period: PeriodAnchor | None


def rows_of(clean: CleanText, block: Block, mentions: MentionIndex, periods: PeriodIndex, mode: str) -> list[Row]:
    """The rows of a table of assignments; none when the table is of another kind."""
    if not mentions.any_between(block.start, block.node.end):
        return []
    grid = Grid.of(clean, block.start, block.node.end)
    if len(grid.rows) < 2:
        return []
    columns = columns_of(clean, grid, mode)
    if columns is None:
        return []
    found = []
    head = grid.header(clean, columns.size)[columns.lead]
    lead: Role = "lead" if "chủ trì" in head or "đầu mối" in head else "advise" if "tham mưu" in head else "implement"
    for row in grid.rows[columns.size :]:
        if columns.task not in row:
            continue
        cells: list[tuple[int, int, Role]] = []
        if columns.lead in row:
            cells.append((*row[columns.lead], lead))
        if columns.coordinate in row:
            cells.append((*row[columns.coordinate], "coordinate"))
        cells = [(a, b, role) for a, b, role in cells if not _same(clean, (a, b), row[columns.task])]
        period = None
        if columns.time in row:
            anchors = periods.between(*row[columns.time])
            period = anchors[0] if anchors else None
        spans = list(row.values())
        found.append(Row(min(a for a, _ in spans), max(b for _, b in spans), row[columns.task], tuple(cells), period))
    return found


def _same(clean: CleanText, one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether a cell repeats another's words, as the cells of a row do that runs over all columns."""
    return clean.lower[slice(*one)].strip() == clean.lower[slice(*other)].strip()


def agencies_in(clean: CleanText, mentions: MentionIndex, start: int, end: int) -> list[Mention]:
    """The agencies that a cell of a lead or coordinate column names; the cell's own words where none is known.

    >>> text = CleanText.of("Tổ công tác Đề án; Nhóm chuyên gia")
    >>> [m.agency.name for m in agencies_in(text, MentionIndex([]), 0, len(text.text))]
    ['Tổ công tác Đề án', 'Nhóm chuyên gia']
    """
    known = mentions.between(start, end)
    if known or end - start > _LONGEST_CELL:
        return known
    found = []
    for piece in _PIECE.finditer(clean.text, start, end):
        words = " ".join(piece[0].split()).rstrip(" .,:")
        low = clean.lower[piece.start() : piece.start() + len(words)]
        if not words or any(roles()[rule].search(low) for rule in ("cell.none", "column.lead", "column.coordinate")):
            continue  # the header is repeated on each page
        name = words[0].upper() + words[1:]
        made = ResolvedAgency(name, name, None, "other", slug(name))
        stop = piece.start() + len(piece[0].rstrip(" .,:\n"))
        found.append(Mention(piece.start(), stop, made, "agency.cell", ((piece.start(), stop),)))
    return found
