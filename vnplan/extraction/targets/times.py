"""When a quantity is due or was reached: clause, sentence, paragraph, heading, title, in this order."""

from __future__ import annotations

from collections.abc import Iterable

from vnplan.extraction.clauses.blocks import Block
from vnplan.extraction.targets.items import Item
from vnplan.extraction.targets.level import Reading
from vnplan.lexing.periods import PeriodAnchor, PeriodIndex, with_recurrence

DUE = frozenset({"until", "in", "within", "span", "recurring"})
_TOLD = frozenset({"baseline", "change"})


def own_period(reading: Reading, year: int | None) -> PeriodAnchor | None:
    """The period of a quantity's own clause: before it, else after it; a year after it beats a rhythm before it.

    A year after the value that lies before the document's `year` tells of something else ("nguồn tăng thu năm 2024").
    """
    before = _anchors(reading.before)
    after = [a for a in _anchors(reading.after) if year is None or a.year is None or a.year >= year]
    within = [a for a in after if a.kind in ("within", "until")] or after
    yearly = "yearly" in reading.facts
    if before:
        near = [a for a in within if a.kind in ("in", "within", "until")]
        if near and before[-1].kind in ("recurring", "span"):
            return near[0]
        return with_recurrence(before[-1], "annual") if yearly and not before[-1].recurrence else before[-1]
    return within[0] if within else None


def _anchors(items: Iterable[Item]) -> list[PeriodAnchor]:
    return [i.period for i in items if i.period is not None and i.period.kind in DUE]


def deadline_of(
    reading: Reading, kind: str, own: PeriodAnchor | None, carried: PeriodAnchor | None, topic: PeriodAnchor | None,
    block: Block, periods: PeriodIndex, title: PeriodAnchor | None,
) -> PeriodAnchor | None:  # fmt: skip
    """The period of a quantity.

    `own` is that of its clause, `carried` the one before it in its sentence, `topic` the one that its paragraph begins
    with.
    """
    if "same_period" in reading.facts:
        return None
    if own is not None:
        return own
    if carried is not None:
        return carried
    if topic is not None and kind != "planned":
        return topic
    for above in block.up():
        if above is block or above.node.kind == "attachment":
            continue
        found = [a for a in periods.between(above.start, above.end) if a.kind in DUE]
        if found:
            return found[-1]
    if "yearly" in reading.facts and kind == "target" and title is None:
        at = reading.quantity.unit_end
        return PeriodAnchor(at - 4, at, "recurring", None, None, "annual", "period.annual")
    return title if kind == "target" else None
