"""How documents and results show themselves in a notebook: foldable, escaped, readable in a light and a dark theme.

No script and no outside file: a notebook that is mailed shows the same. Colours are those of the notebook where it has
variables for them, and translucent marks that stand on any ground.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from vnplan.annotating import annotate
from vnplan.views.wording import one_line

if TYPE_CHECKING:
    from vnplan.models import Assignment, Cell, Citation, Document, Period, QuantitativeTarget, Table, Unit
    from vnplan.views.rows import Rows

_SHOWN_ROWS = 100
_TEXT_SHOWN = 40_000  # code points of a document's text; more is told and left out
_STYLE = """<style>
.vnplan{font-family:system-ui,sans-serif;line-height:1.45;max-width:70em}
.vnplan table{border-collapse:collapse;font-size:90%}
.vnplan th,.vnplan td{border:1px solid rgba(128,128,128,.35);padding:.2em .5em;text-align:left;vertical-align:top}
.vnplan summary{cursor:pointer;font-weight:600;margin:.4em 0}
.vnplan pre{white-space:pre-wrap;font-family:inherit;max-height:32em;overflow:auto;padding:.6em;
border:1px solid rgba(128,128,128,.35)}
.vnplan .dim{opacity:.7}
.vnplan .c{background:rgba(66,133,244,.25)}.vnplan .t{background:rgba(52,168,83,.28)}
.vnplan .a{border-bottom:2px solid rgba(251,140,0,.8)}.vnplan ol{padding-left:1.4em;margin:.2em 0}
</style>"""
_MARKS = {"Citation": "c", "QuantitativeTarget": "t", "AgencyMention": "a"}


def _page(*parts: str) -> str:
    return f'{_STYLE}<div class="vnplan" lang="vi">{"".join(parts)}</div>'


def table_of(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """An HTML table; every cell is escaped."""
    heads = "".join(f"<th>{escape(name)}</th>" for name in head)
    top = f"<thead><tr>{heads}</tr></thead>" if heads else ""
    body = "".join(
        "<tr>" + "".join(f"<td>{escape('' if cell is None else str(cell))}</td>" for cell in row) + "</tr>"
        for row in rows
    )
    return f"<table>{top}<tbody>{body}</tbody></table>"


def fold(title: str, inner: str, *, open_: bool = False) -> str:
    """A part that opens at a click."""
    return f"<details{' open' if open_ else ''}><summary>{escape(title)}</summary>{inner}</details>"


def document_html(document: Document) -> str:
    """A document: its head, and folded its outline, tasks, quantities, citations, findings and highlighted text."""
    meta = document.metadata
    name = f"{meta.type or 'Document'} {meta.number or ''}".strip()
    if document.kind == "report":
        name = f"Report about {name}"
    facts = (
        ("issuer", meta.issuer.full_name if meta.issuer else None), ("date", meta.date), ("title", meta.title),
        ("signed by", "; ".join(s.name for s in meta.signers)), ("file", document.name), ("uri", meta.uri),
        ("attachments", "; ".join(filter(None, (a.metadata.title or a.metadata.type for a in document.attachments)))),
    )  # fmt: skip
    tasks = [(_agency(a), a.role, _when(a.deadline), a.task) for a in document.assignments]
    values = [(t.kind, t.indicator, one_line(t.value.text), _when(t.deadline)) for t in document.targets]
    cited = [(c.relation, _target(c), one_line(c.text)) for c in document.citations if c.form != "self"]
    odd = [(d.severity, d.code, d.message) for d in document.diagnostics]
    return _page(
        f"<h3>{escape(name)}</h3>",
        table_of((), [(key, value) for key, value in facts if value]),
        fold("Outline", _outline(document)),
        _listed("Tasks", ("agency", "role", "time", "task"), tasks),
        _listed("Quantities", ("kind", "indicator", "value", "time"), values),
        _listed("Citations", ("relation", "instrument", "words"), cited),
        _listed("Findings", ("severity", "code", "message"), odd),
        fold("Text", _text(document)),
    )  # fmt: skip


def _listed(title: str, head: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    if not rows:
        return ""
    more = len(rows) - _SHOWN_ROWS
    rest = f'<p class="dim">… {more} more</p>' if more > 0 else ""
    return fold(f"{title} ({len(rows)})", table_of(head, rows[:_SHOWN_ROWS]) + rest)


def _outline(document: Document) -> str:
    out, depth = [], -1
    for row in document.outline()[: 4 * _SHOWN_ROWS]:
        if row["kind"] in ("khoan", "diem") and row["depth"] > 2:
            continue
        while depth < row["depth"]:
            out.append("<ol style='list-style:none'>")
            depth += 1
        while depth > row["depth"]:
            out.append("</ol>")
            depth -= 1
        number = f"<b>{escape(row['number'])}</b> " if row["number"] else ""
        where = f"<span class='dim'>{escape(row['unit'])}</span>"
        out.append(f"<li>{number}{escape(str(row['heading'])[:160])} {where}</li>")
    return "".join([*out, *["</ol>"] * (depth + 1)])


def _text(document: Document) -> str:
    marked = annotate(
        document, lambda r: (f'<span class="{_MARKS[type(r).__name__]}">', "</span>"), escape=escape,
        what=("citations", "targets", "agencies"),
    )  # fmt: skip
    if len(document.text) <= _TEXT_SHOWN:
        return f"<pre>{marked}</pre>"
    cut = document.text[:_TEXT_SHOWN].rfind("\n") + 1 or _TEXT_SHOWN
    kinds = ("citations", "targets", "agencies")
    kept = {kind: tuple(r for r in getattr(document, kind) if r.span.end <= cut) for kind in kinds}
    short = document.model_copy(update={"text": document.text[:cut], **kept})
    return f'{_text(short)}<p class="dim">… {len(document.text) - cut} more characters: print(document.text)</p>'


def rows_html(rows: Rows) -> str:
    """Rows as a table; columns in which nothing stands are left out."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    told = [name for name in names if any(row.get(name) is not None for row in rows) and name != "sha256"]
    more = len(rows) - _SHOWN_ROWS
    rest = f'<p class="dim">… {more} more; to_frame() has all</p>' if more > 0 else ""
    body = table_of(told, ([row.get(name) for name in told] for row in rows[:_SHOWN_ROWS]))
    return _page(f'<p class="dim">{len(rows)} rows</p>', body, rest)


def hits_html(query: str, total: int, rows: Sequence[Sequence[Any]]) -> str:
    """The hits of a search: document, place, unit and the words around."""
    head = f'<p class="dim">{escape(query)}: {len(rows)} of {total}</p>'
    return _page(head, table_of(("document", "place", "unit", "words"), rows))


def citation_html(citation: Citation) -> str:
    """A citation with what explains it."""
    return _page(f"<p><span class='c'>{escape(one_line(citation.text))}</span> "
                 f"<span class='dim'>{escape(citation.relation)}</span></p>", fold("Why", _why(citation)))  # fmt: skip


def assignment_html(task: Assignment) -> str:
    """A task with what explains it."""
    head = table_of(("agency", "role", "time", "task"), [(_agency(task), task.role, _when(task.deadline), task.task)])
    return _page(head, fold("Why", _why(task)))


def target_html(target: QuantitativeTarget) -> str:
    """A quantity with what explains it."""
    row = (target.kind, target.indicator, one_line(target.value.text), _when(target.deadline))
    return _page(table_of(("kind", "indicator", "value", "time"), [row]), fold("Why", _why(target)))


def unit_html(unit: Unit) -> str:
    """A unit with those inside it."""

    def lines(units: Iterable[Unit], depth: int) -> str:
        return "".join(
            f"<li><b>{escape(u.number or u.kind)}</b> {escape((u.heading or '')[:160])} "
            f"<span class='dim'>{escape(u.id)}</span>{f'<ol style=list-style:none>{inner}</ol>' if inner else ''}</li>"
            for u in list(units)[:_SHOWN_ROWS] for inner in [lines(u.children, depth + 1) if depth < 3 else ""]
        )  # fmt: skip

    return _page(f"<ol style='list-style:none'>{lines([unit], 0)}</ol>")


def table_html(table: Table) -> str:
    """A table as it stands in the text."""
    body = "".join(
        "<tr>" + "".join(f"<td{_spans(cell)}>{escape(one_line(cell.text))}</td>" for cell in row) + "</tr>"
        for row in table.rows
    )
    return _page(f"<table><tbody>{body}</tbody></table>")


def _spans(cell: Cell) -> str:
    found = (("rowspan", cell.row_span), ("colspan", cell.column_span))
    return "".join(f' {attribute}="{count}"' for attribute, count in found if count > 1)


def _why(result: Any) -> str:
    return f"<pre>{escape(result.explain())}</pre>"


def _agency(task: Assignment) -> str | None:
    return task.agency.full_name if task.agency else None


def _when(period: Period | None) -> str | None:
    if period is None:
        return None
    ends = [d for d in (period.start, period.end) if d]
    return " – ".join(dict.fromkeys(ends)) or period.recurrence or one_line(period.text)


def _target(citation: Citation) -> str:
    t = citation.target
    return " ".join(str(v) for v in (t.type, t.number or t.title, t.date or t.year) if v)
