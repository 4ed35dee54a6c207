"""The record of a quantity that a plan aims at, has reached, changed by or plans; and how it is published."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from vnplan.lexing.periods import PeriodAnchor, publish_period
from vnplan.lexing.quantities import Quantity

_NOTE = re.compile(r"\s?\[\d{1,3}\]")


@dataclass(frozen=True, slots=True)
class TargetRecord:
    """A quantity with what it counts, in clean offsets. `indicator` are the ranges of its words, outermost first,
    `joints` what stands between them (": " where it says nothing).

    `period` is where the deadline was read (None: nowhere), `rule` how the kind was decided, `agency_mentions` who is
    named as responsible, `part_of` the index of the record that this one refines.
    """

    start: int
    end: int
    kind: str
    quantity: Quantity
    indicator: tuple[tuple[int, int], ...]
    period: PeriodAnchor | None
    rule: str
    part_of: int | None = None
    key: str | None = None
    agencies: tuple[Any, ...] = ()
    evidence: tuple[tuple[str, int, int, str], ...] = ()
    joints: tuple[str, ...] = ()


def indicator_words(record: TargetRecord, words: Callable[[int, int], str]) -> str:
    """The indicator on one line: its ranges in order, with what joins them, without marks of footnotes."""
    found = ""
    for n, (a, b) in enumerate(record.indicator):
        piece = _NOTE.sub("", words(a, b)).strip(" ,;:.")
        if not piece:
            continue
        joint = record.joints[n - 1] if 0 < n <= len(record.joints) else ": "
        found = f"{found}{joint}{piece}" if found else piece
    return found


def publish_target(record: TargetRecord, border: Any) -> dict[str, Any]:
    """The contract's target: `border` is publishing.Border."""
    q = record.quantity
    indicator = indicator_words(record, border.words)
    return {
        "span": border.span(record.start, record.end), "unit": border.unit_at(record.start), "kind": record.kind,
        "indicator": indicator, "indicator_key": record.key,
        "value": {"min": q.min, "max": q.max, "unit": q.unit or None, "unit_normal": q.normal or None,
                  "text": border.words(q.start, q.end),
                  "span": border.span(q.start, q.end)},
        "deadline": publish_period(record.period, border.words),
        "agencies": [border.agency(a) for a in record.agencies], "part_of": record.part_of, "rule": record.rule,
        "evidence": [{"field": f, "span": border.span(a, b), "text": border.words(a, b), "note": note}
                     for f, a, b, note in record.evidence],
        "page": border.page_at(record.start),
    }  # fmt: skip
