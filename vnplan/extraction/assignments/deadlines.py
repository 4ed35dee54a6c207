"""When a task is due: from its own words, else from the lead-in or heading right above it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from vnplan.extraction.assignments.roles import RoleRules, Row, decide
from vnplan.extraction.clauses.blocks import Block
from vnplan.lexing.periods import PeriodAnchor, PeriodIndex

# A heading or lead-in says when its tasks are due in so many letters, and over so many levels.
_LONGEST_HEADING = 160
_LEVELS_UP = 3
_BEFORE = 170
_AFTER = 40


@dataclass(frozen=True)
class Moment:
    """A period in the words of a task: what stands before it in its clause, and after it."""

    rules: RoleRules
    anchor: PeriodAnchor
    before: str
    after: str
    text: str

    @cached_property
    def head(self) -> bool:
        """Whether it begins its clause or stands in a bracket of its own."""
        return not self.before.strip(" -+*•–") or self.before.rstrip()[-1:] in ",;:("

    @cached_property
    def last_goal(self) -> int:
        """Where words of a goal begin before it, or for a year those of a programme's name; -1: nowhere."""
        found = [m.start() for rule in self._goals if (m := self.rules[rule].search(self.before))]
        return min(found, default=-1)

    @property
    def _goals(self) -> tuple[str, ...]:
        return ("due.goal", "due.named") if self.anchor.kind != "within" else ("due.goal",)

    @property
    def dated(self) -> bool:
        """Whether a rhythm names a day: "trước ngày 15/12 hằng năm"."""
        return self.anchor.kind == "recurring" and self.rules["due.dated"].search(self.before + self.text) is not None

    @property
    def periodic(self) -> bool:
        """Whether its own words or those before it say that the task itself comes back: "định kỳ 06 tháng"."""
        return self.rules["due.periodic"].search(self.before + self.text[:8]) is not None

    @cached_property
    def finishes(self) -> bool:
        """Whether a verb of finishing stands before it, after any words of a goal."""
        found = list(self.rules["due.finish"].finditer(self.before))
        return bool(found) and found[-1].start() > self.last_goal

    def says(self, rule: str) -> bool:
        """Whether a rule of grammars/roles.toml reads the words before it."""
        return self.rules[rule].search(self.before) is not None

    @cached_property
    def yearly(self) -> bool:
        """Whether it is no finer than a year."""
        return bool(self.anchor.last) and len(self.anchor.last or "") == 4

    @cached_property
    def aims(self) -> bool:
        """Whether what follows says what shall be reached by then: "đến năm 2030 đạt 100%"."""
        return self.rules["due.aimed"].match(self.after) is not None


# Which periods are when a task is due; the first row that holds decides, its number ranks (None: it is no deadline).
ROWS: tuple[Row[Moment, int | None], ...] = (
    Row("due.compared", lambda m: m.anchor.kind in ("compared", "on", "vision", "since"), None),
    Row("due.rhythm_passive", lambda m: m.anchor.kind == "recurring" and m.rules["due.passive"].match(m.after), None),
    Row("due.rhythm_date", lambda m: m.anchor.kind == "recurring" and (m.head or m.periodic or m.dated), 1),
    Row("due.rhythm_funds", lambda m: m.anchor.kind == "recurring" and m.says("due.funds"), 4),
    Row("due.rhythm_noun", lambda m: m.anchor.kind == "recurring" and m.says("due.noun"), None),
    Row("due.rhythm", lambda m: m.anchor.kind == "recurring", 4),
    Row("due.aim", lambda m: m.yearly and m.aims, None),
    Row("due.day", lambda m: m.anchor.kind == "until" and not m.yearly, 2),
    Row("due.year_said", lambda m: m.anchor.kind == "until" and m.finishes, 2),
    Row("due.year_head", lambda m: m.anchor.kind == "until" and m.head and m.last_goal < 0, 2),
    Row("due.year_named", lambda m: m.anchor.kind == "until", None),
    Row("due.within_goal", lambda m: m.anchor.kind == "within" and m.last_goal >= 0 and not m.finishes, None),
    Row("due.within", lambda m: m.anchor.kind == "within", 2),
    Row("due.quarter", lambda m: m.anchor.kind in ("in", "span") and "quarter" in m.anchor.rule, 3),
    Row("due.month", lambda m: m.anchor.rule == "period.month", 3),
)

# What a lead-in before the agency says of the time: a rhythm or a day at its head.
_LED: tuple[Row[Moment, int | None], ...] = (
    Row("due.led_rhythm", lambda m: m.anchor.kind == "recurring" and m.head, 1),
    Row("due.led_day", lambda m: m.anchor.kind == "until" and m.head and not m.yearly, 2),
)


def deadline_of(
    rules: RoleRules, low: str, periods: PeriodIndex, task: tuple[int, int], block: Block, begin: int
) -> tuple[PeriodAnchor, str] | None:
    """When a task is due, and the row that says so: a rhythm with a day, a date in it, else a rhythm.

    Else what stands before its agency, from `begin` on ("Hằng năm, Sở Y tế …"), or in the lead-in or heading right
    above.
    """
    found = _best(rules, low, periods, *task)
    if found is None and begin < task[0]:
        found = _best(rules, low, periods, begin, task[0], _LED)
    return found or _inherited(rules, low, periods, block)


def _best(
    rules: RoleRules, low: str, periods: PeriodIndex, start: int, end: int,
    rows: Sequence[Row[Moment, int | None]] = ROWS,
) -> tuple[PeriodAnchor, str] | None:  # fmt: skip
    ranked: list[tuple[int, int, PeriodAnchor, str]] = []
    for anchor in periods.between(start, end):
        row = decide(rows, _moment(rules, low, anchor, start, end))
        if row is not None and row.result is not None:
            ranked.append((row.result, anchor.start, anchor, row.id))
    if not ranked:
        return None
    _, _, anchor, why = min(ranked, key=lambda r: r[:2])
    return anchor, why


def _moment(rules: RoleRules, low: str, anchor: PeriodAnchor, start: int, end: int) -> Moment:
    begin = max(start, anchor.start - _BEFORE)
    cut = max(low.rfind(mark, begin, anchor.start) for mark in (";", ". ", "\n"))
    after = low[anchor.end : min(end, anchor.end + _AFTER)]
    return Moment(rules, anchor, low[max(begin, cut + 1) : anchor.start], after, low[anchor.start : anchor.end])


def _inherited(
    rules: RoleRules, low: str, periods: PeriodIndex, block: Block
) -> tuple[PeriodAnchor, str] | None:
    for level, above in enumerate(block.up()):
        if level > _LEVELS_UP:
            return None
        if above is block or above.node.kind == "attachment" or above.end - above.start > _LONGEST_HEADING:
            continue
        found = [a for a in periods.between(above.start, above.end) if a.kind in ("until", "within", "recurring")]
        if found and (
            found[-1].rule.startswith("period.due_day") or rules["due.says"].search(low, above.start, above.end)
        ):
            return found[-1], "due.above"
    return None
