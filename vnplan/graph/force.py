"""What was amended, replaced or repealed by what, and what was in force on a date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vnplan.errors import GraphError
from vnplan.graph.answers import Change, Force, Instrument
from vnplan.identity.instruments import first_day, last_day
from vnplan.identity.registry import Registry

if TYPE_CHECKING:
    from vnplan.graph.questions import CitationGraph

CHANGES = ("amends", "replaces", "repeals")


def changes_among(graph: CitationGraph, key: str | None = None) -> tuple[Change, ...]:
    """The changes to one instrument, or all, in the order of time; one for each provision that is named."""
    nodes = graph.graph
    edges = nodes.edges(data=True) if key is None else nodes.in_edges(key, data=True)
    found: dict[tuple[str, str, str, str | None], Change] = {}
    for source, target, data in edges:
        if data["relation"] not in CHANGES or source == target:
            continue
        by, what = Instrument(source, dict(nodes.nodes[source])), Instrument(target, dict(nodes.nodes[target]))
        words, relation = data.get("context") or data.get("text", ""), data["relation"]
        for point in (data.get("pinpoint") or "").split() or [None]:
            change = Change(by, relation, what, by.values.get("date"), point, words)
            found.setdefault((source, target, relation, point), change)
    in_order = sorted(found, key=lambda k: (found[k].date or "", k[0], k[1], k[2], k[3] or ""))
    return tuple(found[k] for k in in_order)


def force_of(graph: CitationGraph, instrument: Instrument, on: str) -> Force:
    """Whether an instrument was in force on a date.

    The shipped registry knows when laws took effect and ended; for the others an instrument counts from its date until
    one that replaces or repeals it as a whole, from that one's date. A text that gives another day of effect is not
    weighed, and the reason says what was.

    Raises GraphError for a date that is none.
    """
    if len(on) not in (4, 7, 10) or not on.replace("-", "").isdigit():
        raise GraphError(f"{on!r} is no date; give a year, year-month or year-month-day: 2021-06-30")
    changes = [c for c in changes_among(graph, instrument.key) if c.date and first_day(c.date) <= last_day(on)]
    parts = tuple(c for c in changes if not c.whole)
    registry = Registry.shipped()
    known, law = registry.in_force(instrument.key, on), registry.by_uri(instrument.key)
    date = instrument.values.get("date")
    if known is True:
        return Force("in force", f"the registry has {instrument.label} in force on {on}", None, parts)
    if date and last_day(on) < first_day(date):
        return Force("not yet", f"{instrument.label} is of {date}")
    if law is not None and law.effective and last_day(on) < first_day(law.effective):
        return Force("not yet", f"{instrument.label} took effect on {law.effective}")
    ending = [c for c in changes if c.whole]
    if ending:
        last = ending[0]
        what = "replaced" if last.relation == "replaces" else "repealed"
        return Force("ended", f"{what} by {last.by.label} of {last.date}", last.by, parts)
    if known is False:
        return Force("ended", f"the registry does not have {instrument.label} in force on {on}", None, parts)
    if not date:
        return Force("unknown", f"the date of {instrument.label} is not known", None, parts)
    return Force("in force", f"of {date}; nothing in the corpus replaces or repeals it as a whole by {on}", None, parts)
