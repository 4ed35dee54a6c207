"""Assignments told: why a record was read, and rows for a data frame."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from vnplan.grammar import Grammar, default_grammar

if TYPE_CHECKING:
    from vnplan.models import Assignment, Document, Evidence, Period

class Sayings:
    """What is said of forms, roles and verdicts, from grammars/roles.toml: `grammar.compiled(Sayings)`."""

    __slots__ = ("by_name",)

    def __init__(self, grammar: Grammar) -> None:
        self.by_name: dict[str, str] = {
            entry.name: str((entry.model_extra or {}).get("says", ""))
            for table in ("form", "role", "verdict") for entry in grammar.entries("roles", table)
        }

    def of(self, name: str) -> str:
        """What is said of a name; the name itself where the grammar says nothing."""
        return self.by_name.get(name) or name


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
    """Where a rule of the grammar comes from, or what a row of a table says, in brackets; "" where nothing is known."""
    grammar = default_grammar()
    told = []
    for part in rule_id.split(", "):
        found = [rule for name in files if (rule := grammar.rules(name).by_id.get(part)) is not None]
        told += [rule.source or rule.note for rule in found]
        told.append(grammar.compiled(Sayings).by_name.get(part, ""))
    words = "; ".join(word for word in told if word)
    return f" ({words})" if words else ""


def explain_assignment(assignment: Assignment) -> str:
    """A few lines: who, in which role, from which form of words, and where role and deadline stand."""
    says = default_grammar().compiled(Sayings)
    agency = assignment.agency.full_name if assignment.agency else "an unknown agency"
    lines = [f"{agency} {says.of(assignment.role)}: “{assignment.task}”."]
    if assignment.page is not None:
        lines.append(f"It stands on page {assignment.page} of the file.")
    lines.append(f"Read from {says.of(assignment.rule)} (rule {assignment.rule}).")
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
