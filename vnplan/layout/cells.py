"""What a cell of a table holds, told from its words alone: enough to see which column it can stand in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from math import log

from vnplan.grammar import Grammar
from vnplan.text import fold, lower

EMPTY, ORDINAL, SMALL, NUMBER, TIME, AGENCY, SHORT, WORDS = (
    "",
    "ordinal",
    "small",
    "number",
    "time",
    "agency",
    "short",
    "words",
)
_LONGEST_TIME, _LONGEST_AGENCY, _LONGEST_SHORT, _LONGEST_NUMBER = 70, 260, 18, 40
_SMALL = re.compile(r"^\d{1,3}$")
_YEARS = re.compile(r"^(?:19|20)\d\d(?:\s?-\s?(?:19|20)\d\d)?$")
# Kinds that one column may well hold side by side, and how far they count for each other.
_ALIKE = {
    (SMALL, ORDINAL): 0.5, (SMALL, NUMBER): 0.7, (SHORT, WORDS): 0.5, (WORDS, AGENCY): 0.15, (SHORT, AGENCY): 0.15,
    (SHORT, TIME): 0.1, (WORDS, TIME): 0.1, (NUMBER, TIME): 0.1, (SMALL, TIME): 0.1, (SHORT, ORDINAL): 0.1,
}  # fmt: skip
_KINDS = (ORDINAL, SMALL, NUMBER, TIME, AGENCY, SHORT, WORDS)
_WORST, _EMPTIEST, _UNSEEN = 3.0, 0.5, 0.4
_HOLDS = {
    "ordinal": ORDINAL, "unit": SHORT, "coordinate": AGENCY, "lead": AGENCY, "advise": AGENCY, "implement": AGENCY,
    "time": TIME, "product": WORDS, "note": WORDS, "group": WORDS, "money": NUMBER, "change": NUMBER,
    "reached": NUMBER, "aimed": NUMBER, "year": NUMBER, "indicator": WORDS, "task": WORDS,
}  # fmt: skip


class CellWords:
    """The rules of grammars/tables.toml that tell cells apart; made once for a grammar."""

    def __init__(self, grammar: Grammar) -> None:
        rules = grammar.rules("tables")
        self._ordinal, self._number = rules["cell.ordinal"].regex, rules["cell.number"].regex
        self._bullet, self._time = rules["cell.bullet"].regex, rules["cell.time"].regex
        self._agency, self._counts = rules["cell.agency"].regex, rules["row.numbers"].regex
        self.first_head = rules["head.ordinal"].regex
        self.text_lines = tuple(rules[name].regex for name in ("text.line", "text.header", "text.signed"))
        self.number_line = rules["text.number"].regex
        self.reached, self.planned = rules["head.reached"].regex, rules["head.planned"].regex
        self.closed_head, self.years = rules["head.closed"].regex, rules["head.years"].regex
        self.parts = rules["head.parts"].regex
        self.day = rules["text.day"].regex
        self.within = rules["cell.label"].regex
        self._heads = tuple(
            (rule.regex, str(rule.values["role"])) for rule in rules.group("head.") if "role" in rule.values
        )

    def kind(self, text: str) -> str:
        """What a cell holds (lower, folded words on one line).

        >>> words = Grammar.load().compiled(CellWords)
        >>> [words.kind(t) for t in ("1.1", "172.033", "12", "quý iv/2025", "sở y tế", "tỷ đồng", "")]
        ['ordinal', 'number', 'small', 'time', 'agency', 'short', '']
        """
        size = len(text)
        if not size:
            return EMPTY
        if size <= _LONGEST_NUMBER:
            if _SMALL.match(text):
                return SMALL
            if self._ordinal.match(text) or self._bullet.match(text):
                return ORDINAL
            if self._number.match(text) and not _is_year(text):
                return NUMBER
        if size <= _LONGEST_TIME and self._time.search(text):
            return TIME
        if size <= _LONGEST_AGENCY and self._agency.match(text):
            return AGENCY
        return SHORT if size <= _LONGEST_SHORT else WORDS

    def head_kind(self, text: str) -> str:
        """What a column with this head should hold; "" when the head does not tell.

        >>> words = Grammar.load().compiled(CellWords)
        >>> [words.head_kind(t) for t in ("stt", "cơ quan chủ trì", "năm 2026", "xã")]
        ['ordinal', 'agency', 'number', '']
        """
        return _HOLDS.get(self.head_role(text), EMPTY)

    def head_role(self, text: str) -> str:
        """The role of a column with this head, the first that its words tell; "" for none."""
        return next((role for pattern, role in self._heads if pattern.search(text)), "")

    def counts_columns(self, texts: Sequence[str]) -> bool:
        """Whether a row numbers the columns: "(1) (2) (3)", "A B 1 2 3=2/1".

        >>> Grammar.load().compiled(CellWords).counts_columns(["a", "b", "1", "2", "3=2/1"])
        True
        """
        if len(texts) < 3 or not all(self._counts.match(t) for t in texts):
            return False
        bare = [t.strip("() ").split("=")[0].strip(" ()") for t in texts]
        figures = [int(t) for t in bare if t.isdecimal()]
        return len(figures) >= 2 and len(set(bare)) == len(bare) and figures == sorted(figures) and figures[0] <= 3


def _is_year(text: str) -> bool:
    return _YEARS.match(text) is not None


def plain(text: str) -> str:
    """The words of a cell as the rules want them: lower, folded, on one line."""
    return " ".join(lower(fold(text)).split())


class Profile:
    """Which kinds the columns of a table hold, learnt from rows that are whole."""

    def __init__(self, rows: Iterable[Sequence[str]], width: int) -> None:
        counts: list[Counter[str]] = [Counter() for _ in range(width)]
        self.rows = 0
        for row in rows:
            self.rows += 1
            for column, kind in enumerate(row[:width]):
                if kind:
                    counts[column][kind] += 1
        self.width = width
        self.counts = counts
        self._costs = [_costs(c, self.rows - c.total()) for c in counts]

    def cost(self, column: int, kind: str) -> float:
        """How badly a cell of a kind fits a column: 0 (as the column's most) to 3."""
        return self._costs[column][kind]

    def surprise(self, column: int, kind: str) -> float:
        """How many nats it takes to say what a cell of this column holds."""
        known = self.counts[column]
        count = known[kind] if kind else self.rows - known.total()
        return -log((count + 0.5) / (self.rows + 0.5 * (len(_KINDS) + 1)))

    def common(self, column: int) -> str:
        """The kind that a column holds most; "" when it is not known."""
        return max(self.counts[column], key=lambda k: self.counts[column][k], default=EMPTY)


def _costs(counts: Counter[str], empty: int) -> dict[str, float]:
    costs = {EMPTY: min(_EMPTIEST, log((counts.total() + 2) / (2 * empty + 1))) if counts else 0.1}
    costs[EMPTY] = max(costs[EMPTY], 0.1)
    if not counts:
        return costs | dict.fromkeys(_KINDS, 0.0)
    weights = {
        kind: counts[kind] + sum(counts[other] * _ALIKE.get((kind, other), _ALIKE.get((other, kind), 0.0))
                                 for other in counts if other != kind)
        for kind in _KINDS
    }  # fmt: skip
    best = max(weights.values()) + _UNSEEN
    return costs | {kind: min(_WORST, log(best / (weight + _UNSEEN))) for kind, weight in weights.items()}
