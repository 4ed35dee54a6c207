"""Assignments told: why a record was read, and rows for a data frame."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from vnplan.grammar import rules

if TYPE_CHECKING:
    from vnplan.models import Assignment, Document, Evidence, Period

_ROLES = {
    "lead": "leads (chủ trì)", "coordinate": "takes part (phối hợp)", "advise": "advises (tham mưu)",
    "implement": "carries it out (thực hiện)",
}  # fmt: skip
_FORMS = {
    "assignment.item": "an item under a heading that names the agency",
    "assignment.heading_line": "the words after the agency on its own heading line",
    "assignment.sentence": "a sentence with the agency as its subject",
    "assignment.given": "a sentence that gives the agency a task (giao, đề nghị, yêu cầu)",
    "assignment.line": "a labelled line (đơn vị chủ trì, đơn vị phối hợp)",
    "assignment.table": "a row of a table with such columns",
    "assignment.enforcement": "an enforcement article (chịu trách nhiệm thi hành)",
}


def period_words(period: Period | None) -> str:
    """A period in words: "to 2025", "2021 to 2025", "annual"; "none" for none."""
    if period is None:
        return "none"
    dates = " to ".join(d for d in (period.start, period.end) if d) if period.start != period.end else period.end or ""
    if period.end and not period.start:
        dates = f"to {period.end}"
    elif period.start and not period.end:
        dates = f"from {period.start}"
    return ", ".join(w for w in (dates, period.recurrence) if w) or f"“{period.text}”"


def evidence_lines(evidence: Sequence[Evidence], files: tuple[str, ...]) -> list[str]:
    """One line for each piece of evidence: field, words, place, rule and where that rule comes from."""
    lines = []
    for piece in evidence:
        words = " ".join(piece.text.split())
        words = words if len(words) <= 80 else words[:77] + "…"
        where = f" at {piece.span.start}–{piece.span.end}" if piece.span else ""
        lines.append(f"  {piece.field} from “{words}”{where}: {piece.note}{rule_source(piece.note, files)}")
    return lines


def rule_source(rule_id: str, files: tuple[str, ...]) -> str:
    """Where a rule of the grammar comes from, in brackets; empty where the grammar does not say."""
    for name in files:
        rule = rules(name).by_id.get(rule_id)
        if rule is not None and (rule.source or rule.note):
            return f" ({rule.source or rule.note})"
    return ""


def explain_assignment(assignment: Assignment) -> str:
    """A few lines: who, in which role, from which form of words, and where role and deadline stand."""
    agency = assignment.agency.full_name if assignment.agency else "an unknown agency"
    lines = [f"{agency} {_ROLES[assignment.role]}: “{assignment.task}”."]
    if assignment.page is not None:
        lines.append(f"It stands on page {assignment.page} of the file.")
    lines.append(f"Read from {_FORMS.get(assignment.rule, assignment.rule)} (rule {assignment.rule}).")
    if assignment.partners:
        lines.append("Together with: " + "; ".join(p.full_name for p in assignment.partners) + ".")
    lines.append(f"Deadline: {period_words(assignment.deadline)}.")
    return "\n".join(lines + evidence_lines(assignment.evidence, ("roles", "periods")))


def task_rows(document: Document) -> list[dict[str, Any]]:
    """One flat row for each assignment, ready for `pandas.DataFrame(rows)`."""
    head = {"document": document.name, "number": document.metadata.number, "date": document.metadata.date}
    rows = []
    for a in document.assignments:
        rows.append({
            **head, "agency": a.agency.name if a.agency else None, "agency_id": a.agency.id if a.agency else None,
            "level": a.agency.level if a.agency else None, "locality": a.agency.locality if a.agency else None,
            "person": a.agency.person if a.agency else None, "role": a.role, "task": a.task,
            "partners": "; ".join(p.name for p in a.partners), "start": a.deadline.start if a.deadline else None,
            "deadline": a.deadline.end if a.deadline else None,
            "recurrence": a.deadline.recurrence if a.deadline else None,
            "deadline_text": a.deadline.text if a.deadline else None, "unit": a.unit, "rule": a.rule,
            "span_start": a.span.start, "span_end": a.span.end,
        })  # fmt: skip
    return rows
