"""When a task is due: from its own words, else from a lead-in or heading above it."""

from __future__ import annotations

from vnplan.extraction.clauses.blocks import Block
from vnplan.lexing.periods import PeriodAnchor, PeriodIndex


def deadline_of(low: str, periods: PeriodIndex, start: int, end: int, block: Block) -> PeriodAnchor | None:
    """When a task is due: a date in it, else a rhythm, else what a lead-in or heading above says."""
    found = periods.between(start, end)
    due = [a for a in found if a.kind == "until" and _states(low, a, start)]
    within = [a for a in found if a.kind == "within"]
    for anchors in (due, within):
        if anchors:
            return anchors[0]
    quarters = [a for a in found if (a.kind in ("in", "span") and "quarter" in a.rule) or a.rule == "period.month"]
    if quarters:
        return quarters[0]
    rhythm = [a for a in found if a.kind == "recurring"]
    if rhythm:
        return rhythm[0]
    for above in block.up():
        if above is block or above.node.kind == "attachment":
            continue
        text = low[above.start : above.end]
        if above.end - above.start > 160:
            continue
        near = periods.between(above.start, above.end)
        anchors = [a for a in near if a.kind in ("until", "within", "recurring")]
        told = any(word in text for word in ("hoàn thành", "thời", "trước"))
        if anchors and (told or anchors[-1].rule.startswith("period.due_day")):
            return anchors[-1]
    return None


def _states(low: str, anchor: PeriodAnchor, start: int) -> bool:
    """Whether "đến năm 2030" is a date of the task and not part of a programme's name."""
    if anchor.rule != "period.due_year":
        return True
    before = low[max(start, anchor.start - 26) : anchor.start].rstrip()
    if anchor.start - start < 4 or before[-1:] in ",;:.(":
        return True
    return before.endswith(("hoàn thành", "phấn đấu", "xong", "chậm nhất", "thực hiện", "báo cáo", "trình"))
