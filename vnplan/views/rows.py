"""Flat rows of a document's results, ready for data frames; the columns are those of vnplan.views.columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from vnplan.errors import ViewError
from vnplan.views.columns import COLUMNS
from vnplan.views.days import first_day, last_day
from vnplan.views.wording import one_line

if TYPE_CHECKING:
    from vnplan.models import Agency, Document, Period, Pinpoint, Span

Row = dict[str, Any]


class Rows(list[Row]):
    """A list of rows that shows itself as a table in a notebook and becomes a data frame by `to_frame()`.

    >>> Rows([{"a": 1}])[0]["a"]
    1
    """

    def __init__(self, rows: Iterable[Row] = (), kind: str = "") -> None:
        super().__init__(rows)
        self.kind = kind

    def to_frame(self) -> Any:
        """A pandas data frame with the documented columns and types. Raises ViewError when pandas is not installed."""
        from vnplan.views.frames import frame

        return frame(self.kind, self)

    def _repr_html_(self) -> str:
        from vnplan.views.html import rows_html

        return rows_html(self)


def rows_of(document: Document, kind: str) -> Rows:
    """One row for each result of a kind.

    Raises ViewError for a kind that documents do not have.

    >>> from vnplan import parse_document
    >>> rows_of(parse_document("theo Nghị định 71/2020/NĐ-CP"), "citations")[0]["target_number"]
    '71/2020/NĐ-CP'
    """
    make = _MAKERS.get(kind)
    if make is None:
        raise ViewError(f"a document has no rows {kind!r}; choose from {', '.join(_MAKERS)}")
    head = head_of(document)
    names = COLUMNS[kind]
    return Rows(({name: row.get(name) for name in names} for row in ({**head, **own} for own in make(document))), kind)


def head_of(document: Document) -> Row:
    """What every row says of its document."""
    meta = document.metadata
    return {
        "document": document.name, "sha256": document.sha256, "number": meta.number, "province": meta.province,
        "issuer": meta.issuer.full_name if meta.issuer else None, "year": int(meta.date[:4]) if meta.date else None,
    }  # fmt: skip


def _documents(document: Document) -> Iterator[Row]:
    meta = document.metadata
    yield {
        "kind": document.kind, "type": meta.type, "date": meta.date, "title": meta.title, "uri": meta.uri,
        "signer": "; ".join(s.name for s in meta.signers) or None, "attachments": len(document.attachments),
        "characters": len(document.text),
    }  # fmt: skip


def _units(document: Document) -> Iterator[Row]:
    parents: list[str] = []
    for unit, depth in document.walk():
        del parents[depth:]
        yield {
            "unit": unit.id, "parent": parents[-1] if parents else None, "kind": unit.kind, "unit_number": unit.number,
            "heading": unit.heading, "depth": depth, **_span(unit.span),
        }  # fmt: skip
        parents.append(unit.id)


def _citations(document: Document) -> Iterator[Row]:
    for c in document.citations:
        t = c.target
        yield {
            "relation": c.relation, "form": c.form, "target_type": t.type, "target_number": t.number,
            "target_date": t.date or (str(t.year) if t.year else None),
            "target_issuer": t.issuer.full_name if t.issuer else None, "target_title": t.title, "target_uri": t.uri,
            "pinpoints": "; ".join(map(point_words, c.pinpoints)) or None, "source_uri": c.source_uri,
            "text": one_line(c.text), "unit": c.unit, "rule": c.rule, **_span(c.span),
        }  # fmt: skip


def _effects(document: Document) -> Iterator[Row]:
    for e in document.effects:
        yield {
            "action": e.action, "target_type": e.target.type, "target_number": e.target.number,
            "target_title": e.target.title, "target_uri": e.target.uri, "pinpoint": point_words(e.pinpoint) or None,
            "quote": e.quote, "words_old": e.words.old if e.words else None,
            "words_new": e.words.new if e.words else None, "unit": e.unit, "rule": e.rule, **_span(e.span),
        }  # fmt: skip


def _tasks(document: Document) -> Iterator[Row]:
    for a in document.assignments:
        yield {
            **_agency(a.agency), "role": a.role, "task": a.task, "partners": _names(a.partners), **_time(a.deadline),
            "unit": a.unit, "rule": a.rule, **_span(a.span),
        }  # fmt: skip


def _targets(document: Document) -> Iterator[Row]:
    for index, t in enumerate(document.targets):
        yield {
            "index": index, "kind": t.kind, "indicator": t.indicator, "indicator_key": t.indicator_key,
            "min": t.value.min, "max": t.value.max, "value_unit": t.value.unit,
            "value_unit_normal": t.value.unit_normal, "value_text": t.value.text,
            **_time(t.deadline), "agencies": _names(t.agencies), "part_of": t.part_of, "unit": t.unit, "rule": t.rule,
            **_span(t.span),
        }  # fmt: skip


def _agencies(document: Document) -> Iterator[Row]:
    for m in document.agencies:
        yield {
            **_agency(m.agency), "text": one_line(document.slice(m.span)), "unit": m.unit, "rule": m.rule,
            **_span(m.span),
        }  # fmt: skip


def _tables(document: Document) -> Iterator[Row]:
    for number, table in enumerate(document.tables):
        for row in table.rows:
            for cell in row:
                yield {
                    "table": number, "row": cell.row, "column": cell.column,
                    "text": one_line(cell.text), "unit": table.unit, **_span(cell.span),
                }  # fmt: skip


def _diagnostics(document: Document) -> Iterator[Row]:
    for d in document.diagnostics:
        yield {"code": d.code, "severity": d.severity, "message": d.message, **(_span(d.span) if d.span else {})}


_MAKERS: dict[str, Callable[[Document], Iterator[Row]]] = {
    "documents": _documents, "units": _units, "citations": _citations, "effects": _effects, "tasks": _tasks,
    "targets": _targets, "agencies": _agencies, "tables": _tables, "diagnostics": _diagnostics,
}  # fmt: skip


def point_words(point: Sequence[Pinpoint]) -> str:
    """A pinpoint on one line, from the outermost step: "dieu 8/khoan 2"."""
    return "/".join(f"{step.kind} {step.number}" for step in point)


def _span(span: Span) -> Row:
    return {"span_start": span.start, "span_end": span.end}


def _agency(agency: Agency | None) -> Row:
    if agency is None:
        return {}
    return {
        "agency": agency.name, "agency_full_name": agency.full_name, "agency_id": agency.id, "level": agency.level,
        "locality": agency.locality, "person": agency.person,
    }  # fmt: skip


def _names(agencies: Iterable[Agency]) -> str | None:
    return "; ".join(a.name for a in agencies) or None


def _time(period: Period | None) -> Row:
    if period is None:
        return {}
    return {
        "start": period.start, "deadline": period.end, "start_date": first_day(period.start),
        "deadline_date": last_day(period.end), "recurrence": period.recurrence, "deadline_text": one_line(period.text),
    }  # fmt: skip
