"""What the rows of a table are called: their labels, the groups they belong to, and the time that a group gives."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from vnplan.grammar import Grammar
from vnplan.layout.cells import AGENCY, SHORT, TIME, WORDS
from vnplan.tables.grid import Cell, Grid
from vnplan.tables.heads import VALUES, Column
from vnplan.text import CleanText

Span = tuple[int, int]
_ROMAN = re.compile(r"^[ivxlc]+$")


@dataclass(frozen=True, slots=True)
class Label:
    """A row's label. `span` are its words without number or bullet, `groups` those of the rows above that it needs to
    be understood, outermost first. `kind`: data, group (a label and nothing else), total, within ("Trong đó:"), head
    (the header again). `times` are the cells of groups that may give the row its time.
    """

    row: int
    kind: str
    span: Span
    groups: tuple[Span, ...] = ()
    times: tuple[Cell, ...] = ()
    cell: Cell | None = None


class LabelWords:
    """The rules `row.…` of grammars/tables.toml."""

    def __init__(self, grammar: Grammar) -> None:
        rules = grammar.rules("tables")
        self.total, self.within, self.part = (rules[f"row.{n}"].regex for n in ("total", "within", "part"))
        self.bullet, self.numbered, self.heading = (rules[f"row.{n}"].regex for n in ("bullet", "numbered", "heading"))
        self.time = rules["row.time"].regex


@dataclass(slots=True)
class _Above:
    """A row that may be a group for those below: its style of number, how deep it stands."""

    style: str
    span: Span
    depends: bool
    bare: bool
    heading: bool
    cell: Cell


def labels_of(clean: CleanText, grid: Grid, columns: Sequence[Column], label: int, grammar: Grammar) -> list[Label]:
    """The labels of the rows of data, when `label` is the column that names them.

    >>> from vnplan.layout import lay_out
    >>> from vnplan.tables.grid import grids_of
    >>> from vnplan.tables.heads import columns_of
    >>> text = "TT\\tChỉ tiêu\\tNăm 2026\\n1\\tXoài\\n\\t- Sản lượng\\t500\\n2\\tDân số\\t5.100"
    >>> clean, grammar = lay_out(text).clean, Grammar.load()
    >>> grid = grids_of(clean, grammar)[0]
    >>> found = labels_of(clean, grid, columns_of(grid, grammar), 1, grammar)
    >>> [[clean.text[a:b] for a, b in (*row.groups, row.span)] for row in found]
    [['Xoài'], ['Xoài', 'Sản lượng'], ['Dân số']]
    """
    words = grammar.compiled(LabelWords)
    ordinal = next((c.index for c in columns if c.role == "ordinal"), -1)
    side = [c.index for c in columns if c.role == "group" and c.index != label]
    repeated = {head.words for column in columns for head in column.heads}
    found: list[Label] = []
    parents: list[Span | None] = []
    above: list[_Above] = []
    carried: dict[int, Cell] = {}
    for row in grid.data():
        cells = grid.rows[row]
        own = grid.own(row)
        if not own:
            continue
        if sum(cell.words in repeated for cell in own) * 2 > len(own) and len(own) > 1:
            found.append(Label(row, "head", (own[0].start, own[0].end)))
            parents.append(None)
            continue
        cell = cells.get(label)
        number = cells.get(ordinal) if ordinal >= 0 else None
        if cell is None or cell is number:
            # A group's words stand over all columns, or in the first one.
            cell = number if number is not None and number.kind in (WORDS, SHORT, AGENCY, TIME) else None
            if cell is None:
                continue
            number = None
        if number is not None and number.row != row and cell.row == row:
            number_words = ""  # the number of a row above that reaches down: not this row's own
        else:
            number_words = number.words if number is not None else ""
        style, span = _style(clean, cell, number_words, words)
        rest = [c for c in own if c is not cell and c is not number]
        bare = not any(c.column in cells and _says(columns, c) for c in rest)
        kind = "data"
        if words.within.match(cell.words):
            found.append(Label(row, "within", span, cell=cell))
            parents.append(None)
            continue
        if words.total.match(clean.lower[slice(*span)]):
            kind = "total"
        elif bare and not rest:
            kind = "group"
        depends = style in ("-", "+", "*", "")
        while above and not _under(style, above, depends):
            above.pop()
        groups = _groups(above, depends, kind) if kind != "total" else ()
        for index in side:
            if index in cells:
                carried[index] = cells[index]
            side_cell = carried.get(index)
            if side_cell is not None and side_cell is not cell:
                groups = ((side_cell.start, side_cell.end), *groups)
        parent = above[-1].span if above and not groups and kind != "total" and not above[-1].heading else None
        times = tuple(a.cell for a in reversed(above) if a.bare and words.time.search(a.cell.words))
        found.append(Label(row, kind, span, groups, times, cell))
        parents.append(parent)
        if kind != "total":
            timed = words.time.match(clean.lower[slice(*span)]) is not None
            heading = words.heading.match(clean.lower[slice(*span)]) is not None or (timed and kind == "group")
            above.append(_Above(style, span, depends, kind == "group", heading, cell))
    return _told_apart(clean, found, parents)


def _told_apart(clean: CleanText, labels: list[Label], parents: list[Span | None]) -> list[Label]:
    """Labels that stand more than once in a table are told apart by the row that they stand under."""
    times = Counter(clean.lower[slice(*label.span)] for label in labels if not label.groups)
    return [
        replace(label, groups=(parent,))
        if parent is not None and times[clean.lower[slice(*label.span)]] > 1 and label.kind == "data" else label
        for label, parent in zip(labels, parents, strict=True)
    ]  # fmt: skip


def _says(columns: Sequence[Column], cell: Cell) -> bool:
    """Whether a cell says more of its row than a unit or a note."""
    role = columns[cell.column].role
    return role in VALUES or role not in ("unit", "note", "ordinal")


def _style(clean: CleanText, cell: Cell, number: str, words: LabelWords) -> tuple[str, Span]:
    """The style of a row's number or bullet ("A", "I", "1", "1.1", "a", "-", "" for none), and its label's words."""
    low = clean.lower
    start, end = cell.start, cell.end
    style = _number_style(number)
    m = words.numbered.match(low[start:end])
    if m is not None:
        style = style or _number_style(m["number"])
        start += m.end()
    m = words.part.match(low[start:end])
    if m is not None and m.end() < end - start:
        style = style or "-"
        start += m.end()
    m = words.bullet.match(low[start:end])
    if m is not None:
        style = style or m[0].strip()[:1]
        style = "-" if style in "–•" else style
        start += m.end()
    while start < end and clean.text[end - 1] in " \n:;,.":
        end -= 1
    return style, (start, end) if start < end else (cell.start, cell.end)


def _number_style(number: str) -> str:
    bare = number.strip("()./ ")
    if not bare:
        return ""
    if bare in "-+*•–":
        return "-" if bare in "-•–" else bare
    if bare[0].isdigit():
        return "1" + ".1" * bare.strip(".").count(".")
    if _ROMAN.match(bare) and bare not in ("c", "l"):
        return "I"
    return "a" if number.endswith(")") or len(bare) > 1 or bare > "e" else "A"


def _under(style: str, above: Sequence[_Above], depends: bool) -> bool:
    """Whether a row of a style stands under the last of the rows above."""
    last = above[-1]
    if style == last.style:
        # A row without number after one without: its part when the first is a group, its neighbour otherwise.
        return False
    if any(a.style == style for a in above):
        return False
    if depends:
        return style != "" or not last.depends or last.bare
    return not (last.depends and not last.bare)


def _groups(above: Sequence[_Above], depends: bool, kind: str) -> tuple[Span, ...]:
    """The rows above that a label needs: its group, and for a part that has no number the row that it is a part of."""
    if kind == "group":
        return ()
    found: list[Span] = []
    for a in reversed(above):
        if a.heading:
            if not depends:
                break
            continue
        if depends or a.bare:
            found.append(a.span)
            if not a.depends:
                break
            depends = a.depends
            continue
        break
    return tuple(reversed(found))
