"""Targets told: why a quantity is a target, and rows for a data frame."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vnplan.explain.assignments import evidence_lines, period_words
from vnplan.extraction.targets.deciding import Decisions
from vnplan.extraction.targets.keys import KeyRules
from vnplan.grammar import default_grammar

if TYPE_CHECKING:
    from vnplan.models import Document, QuantitativeTarget

_KINDS = {"target": "aimed at", "baseline": "already reached", "change": "a change", "planned": "planned"}


def explain_target(target: QuantitativeTarget) -> str:
    """A few lines: what is counted, the bounds, why this kind, and where indicator and deadline stand."""
    value = target.value
    bounds = f"{value.min if value.min is not None else '…'} to {value.max if value.max is not None else '…'}"
    if value.min == value.max:
        bounds = str(value.min)
    counted = f"{target.indicator} = {bounds} {value.unit or ''}".rstrip()
    lines = [f"“{value.text}” is {_KINDS[target.kind]}: {counted}."]
    if target.page is not None:
        lines.append(f"It stands on page {target.page} of the file.")
    decision = default_grammar().compiled(Decisions).by_id.get(target.rule)
    why = decision.why if decision is not None else "its table has columns of years and a column of indicators"
    lines.append(f"Because {why} (rule {target.rule}).")
    lines.append(f"Period: {period_words(target.deadline)}.")
    if target.part_of is not None:
        lines.append(f"It refines target {target.part_of}.")
    if target.indicator_key:
        lines.append(f"Indicator {target.indicator_key}.")
        lines += [f"  “{words}” {reason}" for words, reason in _joins(target) if reason.startswith("=")]
    return "\n".join(lines + evidence_lines(target.evidence, ("quantities", "periods", "targets")))


def _joins(target: QuantitativeTarget) -> tuple[tuple[str, str], ...]:
    """The words of the indicator that its key has in another form, each with the reason."""
    return default_grammar().compiled(KeyRules).key(target.indicator, "").joins


def indicator_rows(document: Document, *, segment: bool = False) -> list[dict[str, Any]]:
    """One flat row for each quantity, ready for `pandas.DataFrame(rows)`; with its words and phrases on request."""
    issuer = document.metadata.issuer
    rows = []
    for index, t in enumerate(document.targets):
        rows.append({
            "document": document.name, "number": document.metadata.number, "date": document.metadata.date,
            "locality": issuer.locality if issuer else None, "index": index, "kind": t.kind, "indicator": t.indicator,
            "indicator_key": t.indicator_key, "min": t.value.min, "max": t.value.max, "value_unit": t.value.unit,
            "value_text": t.value.text, "start": t.deadline.start if t.deadline else None,
            "deadline": t.deadline.end if t.deadline else None,
            "recurrence": t.deadline.recurrence if t.deadline else None,
            "agencies": "; ".join(a.name for a in t.agencies), "part_of": t.part_of, "unit": t.unit, "rule": t.rule,
            "span_start": t.span.start, "span_end": t.span.end,
        })  # fmt: skip
        if segment:
            from vnplan.extraction.targets.segmented import segmented

            words, phrases = segmented(t.indicator)
            rows[-1]["indicator_words"] = " ".join(word.replace(" ", "_") for word in words)
            rows[-1]["indicator_phrases"] = "; ".join(phrases)
    return rows
