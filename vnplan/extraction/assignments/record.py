"""The record of an assignment, in clean offsets, and how it is published."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from vnplan.extraction.assignments.roles import Role
from vnplan.lexing.periods import PeriodAnchor, publish_period

if TYPE_CHECKING:
    from vnplan.agencies.mentions import Mention


@dataclass(frozen=True, slots=True)
class AssignmentRecord:
    """One agency with its task, in clean offsets. `task` are the ranges of the directive's words."""

    start: int
    end: int
    mention: Mention
    role: Role
    task: tuple[tuple[int, int], ...]
    partners: tuple[Mention, ...]
    period: PeriodAnchor | None
    rule: str
    evidence: tuple[tuple[str, int, int, str], ...] = ()


def publish_assignment(record: AssignmentRecord, border: Any) -> dict[str, Any]:
    """The contract's assignment: `border` is publishing.Border."""
    return {
        "span": border.span(record.start, record.end), "unit": border.unit_at(record.start),
        "agency": border.agency(record.mention.agency), "role": record.role,
        "partners": [border.agency(p.agency) for p in record.partners],
        "task": " ".join(border.words(a, b) for a, b in record.task).strip(" ,;:"),
        "deadline": publish_period(record.period, border.words), "rule": record.rule,
        "evidence": [{"field": f, "span": border.span(a, b), "text": border.words(a, b), "note": note}
                     for f, a, b, note in record.evidence],
        "page": border.page_at(record.start),
    }  # fmt: skip
