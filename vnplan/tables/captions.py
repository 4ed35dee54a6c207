"""What stands above a table: its caption, the unit of all its values, and what kind of table it is."""

from __future__ import annotations

from dataclasses import dataclass

from vnplan.grammar import Grammar
from vnplan.tables.grid import Grid
from vnplan.tables.units import Unit, UnitWords
from vnplan.text import CleanText

_PARAGRAPHS, _LONGEST = 4, 320


@dataclass(frozen=True, slots=True)
class Caption:
    """The range of the lines above a table, the unit that they state, and whether they speak of goals, of money that is
    planned, or of what the law sets (fees, prices, forms)."""

    start: int
    end: int
    unit: Unit | None
    goal: bool
    budget: bool
    legal: bool


class CaptionWords:
    """The rules `caption.…` of grammars/tables.toml."""

    def __init__(self, grammar: Grammar) -> None:
        rules = grammar.rules("tables")
        self.unit, self.goal, self.budget, self.legal = (
            rules[f"caption.{name}"].regex for name in ("unit", "goal", "budget", "legal")
        )
        self.aside = rules["caption.aside"].regex


def caption_of(clean: CleanText, grid: Grid, grammar: Grammar) -> Caption:
    """The caption of a table.

    >>> from vnplan.layout import lay_out
    >>> from vnplan.tables.grid import grids_of
    >>> rows = "TT\\tNội dung\\tMức\\n1\\tThu\\t5\\n2\\tChi\\t6"
    >>> text = "Biểu 1. CHỈ TIÊU NĂM 2026\\n\\nĐơn vị tính: triệu đồng\\n\\n" + rows
    >>> clean, grammar = lay_out(text).clean, Grammar.load()
    >>> found = caption_of(clean, grids_of(clean, grammar)[0], grammar)
    >>> found.unit.text, found.goal, clean.text[found.start:found.end]
    ('triệu đồng', True, 'Biểu 1. CHỈ TIÊU NĂM 2026')
    """
    words, units = grammar.compiled(CaptionWords), grammar.compiled(UnitWords)
    first = clean.paragraph_at(grid.start)
    unit: Unit | None = None
    start = end = grid.start
    texts: list[str] = []
    for i in range(first - 1, max(first - 1 - _PARAGRAPHS, -1), -1):
        p = clean.paragraphs[i]
        low = clean.lower[p.start : p.end]
        if p.table >= 0 or p.footnote:
            break
        m = words.unit.match(low)
        if m is not None:
            if unit is None:
                unit = _stated(clean, units, p.start + m.start("unit"), p.start + m.end("unit"))
            continue
        if len(low) > _LONGEST or low.endswith("./."):
            break
        if words.aside.match(low):
            continue
        texts.append(low)
        start, end = p.start, (p.end if end == grid.start else end)
        if unit is None and (found := words.unit.search(low)) is not None:
            unit = _stated(clean, units, p.start + found.start("unit"), p.start + found.end("unit"))
    if unit is None:
        unit = _in_first_rows(clean, grid, words, units)
    if start == grid.start:
        end = start
    nearest = texts[:2]
    return Caption(
        start, end, unit, any(words.goal.search(t) for t in nearest), any(words.budget.search(t) for t in nearest),
        any(words.legal.search(t) for t in nearest))  # fmt: skip


def _stated(clean: CleanText, units: UnitWords, start: int, end: int) -> Unit:
    text = " ".join(clean.text[start:end].split())
    return Unit(text, units.dimension(" ".join(clean.lower[start:end].split())) or "count", start, end, "table.caption")


def _in_first_rows(clean: CleanText, grid: Grid, words: CaptionWords, units: UnitWords) -> Unit | None:
    """A unit that stands in a row of its own over the heads, or in the first row below them."""
    for row in range(min(len(grid.rows), grid.header + 1)):
        own = grid.own(row)
        for cell in own if len(own) <= 2 else ():
            m = words.unit.match(clean.lower[cell.start : cell.end])
            if m is not None:
                return _stated(clean, units, cell.start + m.start("unit"), cell.start + m.end("unit"))
    return None
