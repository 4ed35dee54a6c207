"""Units in tables: in brackets at the end of a head or a label, in a column of their own, in the caption."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from vnplan.grammar import Grammar
from vnplan.lexing.units import UnitRules
from vnplan.tables.grid import Cell, Grid
from vnplan.text import CleanText

_LONGEST = 45


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as printed, its dimension (percent, count, money …), where it stands, and what told it."""

    text: str
    dimension: str
    start: int
    end: int
    rule: str


class UnitWords:
    """The units of grammars/quantities.toml and the rules of grammars/tables.toml that find them in heads."""

    def __init__(self, grammar: Grammar) -> None:
        rules = grammar.rules("tables")
        self._brackets, self._rate = rules["head.in_unit"].regex, rules["label.rate"].regex
        self._ratio, self._counts = rules["head.ratio"].regex, rules["head.counts"].regex
        self._units = grammar.compiled(UnitRules)

    def dimension(self, words: str) -> str:
        """The dimension of a unit (lower, folded words); "" for words that are no listed unit.

        >>> units = Grammar.load().compiled(UnitWords)
        >>> [units.dimension(w) for w in ("%", "triệu đồng", "triệu đồng/người/năm", "cái chi đó")]
        ['percent', 'money', 'money', '']
        """
        words = words.strip(" .:")
        unit = self._units.read(words, 0, len(words), open_class=False)
        return unit.dimension if unit is not None and unit.end == len(words) else ""

    def normal(self, printed: str) -> str:
        """The one form of a unit for all its spellings."""
        return self._units.normal(printed)

    def of_cell(self, clean: CleanText, start: int, end: int) -> Unit | None:
        """The unit that a cell of a column of units names: whatever stands there, if it is short and no figure."""
        text = " ".join(clean.text[start:end].split())
        low = clean.lower[start:end]
        if not text or len(text) > _LONGEST or text[0].isdigit() or not (text[0].isalpha() or text[0] in "%‰°"):
            return None
        return Unit(text, self.dimension(" ".join(low.split())) or "count", start, end, "table.unit_column")

    def in_brackets(self, clean: CleanText, start: int, end: int) -> Unit | None:
        """The unit in brackets at the end of a head or label: "(triệu đồng)", "(ĐVT: ha)", "(%)"."""
        m = self._brackets.search(clean.lower, start, end)
        if m is None:
            return None
        dimension = self.dimension(" ".join(m["unit"].split()))
        if not dimension:
            return None
        a, b = m.span("unit")
        return Unit(" ".join(clean.text[a:b].split()), dimension, a, b, "table.brackets")

    def in_head(self, words: str) -> bool:
        """Whether a head (lower, folded) has a known unit in brackets."""
        m = self._brackets.search(words)
        return m is not None and bool(self.dimension(m["unit"]))

    def without_unit(self, clean: CleanText, start: int, end: int) -> tuple[int, int]:
        """The range of a head without the unit in brackets behind it."""
        m = self._brackets.search(clean.lower, start, end)
        if m is not None and m.start() > start and self.dimension(" ".join(m["unit"].split())):
            end = m.start()
            while end > start and clean.text[end - 1] in " \n":
                end -= 1
        return start, end

    def of_rate(self, clean: CleanText, start: int, end: int) -> Unit | None:
        """The percent sign that a rate does not print: "Tỷ lệ hộ nghèo | 0,6"."""
        m = self._rate.match(clean.lower[start:end])
        return Unit("%", "percent", start, start + m.end(), "table.rate") if m is not None else None

    def of_ratio(self, clean: CleanText, grid: Grid, index: int, heads: Sequence[Cell]) -> Unit | None:
        """The per cent of a column that compares: a sign in its head, or a quotient in the row that numbers the columns
        ("4=3/2"); None where it may as well be a difference."""
        counting = grid.rows[grid.header - 1].get(index) if grid.header else None
        for cell in (*heads, *((counting,) if counting is not None else ())):
            m = self._ratio.search(clean.lower, cell.start, cell.end)
            if m is not None:
                return Unit("%", "percent", m.start(), m.end(), "table.ratio")
        return None

    def counted(self, clean: CleanText, start: int, end: int) -> Unit | None:
        """The unit that a head counts: "Số xã", "Số lượng hộ" count "xã" and "hộ"."""
        m = self._counts.match(clean.lower, start, end)
        if m is None:
            return None
        unit = self._units.read(clean.lower, m.end(), end, open_class=False)
        if unit is None or unit.dimension != "count":
            return None
        return Unit(" ".join(clean.text[unit.start : unit.end].split()), "count", unit.start, unit.end, "table.counted")
