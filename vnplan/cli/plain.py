"""A document for the terminal: its head, what it cites, who does what by when, what is counted; and its outline."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from vnplan.cli.tables import many, shorten, table, terminal_width, width, wrap
from vnplan.graph.facts import pinpoint_id
from vnplan.graph.wording import pinpoint_words
from vnplan.models import Citation, Document, Period

FEW = 20
"""Rows of a list that are shown unless all are asked for."""
_NAMES = {"phan": "Phần", "chuong": "Chương", "tieu_muc": "Tiểu mục", "dieu": "Điều"}


def outline(document: Document) -> Iterator[str]:
    """The units as indented lines, each with its id, which `--unit` takes, in brackets at the end."""
    columns = terminal_width()
    for row in document.outline():
        indent = "  " * row["depth"]
        heading, number = " ".join((row["heading"] or "").split()), row["number"]
        if row["kind"] == "attachment":
            text = f"{indent}[{_attachment(document, row['unit']) or heading}]"
        else:
            name = _NAMES.get(row["kind"])
            head = f"{name} {number}" if name else f"{number}."
            text = f"{indent}{head} {heading.removeprefix(head).lstrip(' .):')}".rstrip()
        yield f"{shorten(text, max(20, columns - width(row['unit']) - 4))}  [{row['unit']}]"


def summary(document: Document, *, every: bool = False) -> Iterator[str]:
    """The head of a document and its results, grouped; long lists end with how many more there are."""
    columns = terminal_width()
    yield from _head(document, columns)
    yield from _cited(document, every)
    tasks = [(a.agency.full_name if a.agency else "", a.role, _when(a.deadline), a.task) for a in document.assignments]
    yield from _list(many(len(tasks), "task"), ("agency", "role", "time", "task"), tasks, every)
    values = [(t.kind, t.indicator, " ".join(t.value.text.split()), _when(t.deadline)) for t in document.targets]
    counted = f"{len(values)} quantit{'y' if len(values) == 1 else 'ies'}"
    yield from _list(counted, ("kind", "indicator", "value", "time"), values, every)
    effects = [(e.action, e.target.number or e.target.title or "", pinpoint_words(pinpoint_id((e.pinpoint,))))
               for e in document.effects]  # fmt: skip
    yield from _list(many(len(effects), "change"), ("action", "instrument", "provision"), effects, every)
    odd = Counter((d.severity, d.code, d.message) for d in document.diagnostics)
    if odd:
        yield ""
        for (severity, code, message), times in odd.items():
            yield from wrap(f"{message}{f' ({times} times)' if times > 1 else ''}", columns, f"  {severity} {code}: ")


def _head(document: Document, columns: int) -> Iterator[str]:
    meta = document.metadata
    named = f"{meta.type or 'type unknown'} {meta.number or ''}".strip()
    if document.kind == "report":
        named = f"report about {named}" if meta.type else "report"
    parts = (named, meta.date, meta.issuer.full_name if meta.issuer else None)
    yield bold(" · ".join(part for part in parts if part)) + (f"   ({document.name})" if document.name else "")
    if meta.title:
        yield from wrap(meta.title, columns, "  ")
    for name, value in (("uri", meta.uri), ("signed by", "; ".join(s.name for s in meta.signers))):
        if value:
            yield from wrap(value, columns, f"  {name}: ")
    for attached in document.attachments:
        yield from wrap(_attachment(document, attached.unit) or attached.unit, columns, "  attachment: ")
    units = sum(1 for _ in document.walk())
    counts = (("unit", units), ("table", len(document.tables)), ("footnote", len(document.footnotes)))
    yield "  " + ", ".join(many(count, what) for what, count in counts if count)


def _attachment(document: Document, unit: str) -> str:
    found = next((a.metadata for a in document.attachments if a.unit == unit), None)
    return " ".join(filter(None, (found.type, found.number, found.title))) if found else ""


def _cited(document: Document, every: bool) -> Iterator[str]:
    """The instruments that are cited, each once with its relations, how often, and the provisions."""
    cited = [c for c in document.citations if c.form != "self"]
    if not cited:
        return
    groups: dict[str, list[Citation]] = {}
    for citation in cited:
        t = citation.target
        key = t.uri or f"{t.type} {t.number or t.title or ' '.join(citation.text.split())}"
        groups.setdefault(key, []).append(citation)
    rows = []
    for found in groups.values():
        t = max((c.target for c in found), key=lambda t: (bool(t.number), bool(t.title), bool(t.date)))
        relations = ", ".join(dict.fromkeys(c.relation for c in found))
        points = "; ".join(dict.fromkeys(filter(None, (pinpoint_words(pinpoint_id(c.pinpoints)) for c in found))))
        rows.append((relations, t.type or "", t.number or t.title or " ".join(found[0].text.split()),
                     t.date or t.year or "", len(found), points))  # fmt: skip
    title = f"{many(len(cited), 'citation')} of {many(len(rows), 'instrument')}"
    head = ("relation", "type", "number or name", "date", "times", "provisions")
    yield from _list(title, head, rows, every)


def _list(title: str, head: Sequence[str], rows: Sequence[Sequence[object]], every: bool) -> Iterator[str]:
    if not rows:
        return
    shown = rows if every else rows[:FEW]
    yield from ("", bold(title))
    yield from _indented(table(head, shown, terminal_width() - 2).split("\n"))
    if len(shown) < len(rows):
        yield f"  … {len(rows) - len(shown)} more, --all"


def bold(text: str) -> str:
    """The text in bold on a terminal, plain where the output goes elsewhere."""
    return f"\x1b[1m{text}\x1b[0m" if sys.stdout.isatty() and not os.environ.get("NO_COLOR") else text


def _indented(lines: Iterable[str]) -> Iterator[str]:
    return (f"  {line}" for line in lines)


def _when(period: Period | None) -> str:
    if period is None:
        return ""
    ends = list(dict.fromkeys(d for d in (period.start, period.end) if d))
    words = " – ".join(ends) or " ".join(period.text.split())
    return f"{words}, {period.recurrence}" if period.recurrence and ends else period.recurrence or words

