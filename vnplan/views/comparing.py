"""Targets of several documents side by side: provinces × indicators, with the sentence behind each value."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from vnplan.views.rows import Rows
from vnplan.views.wording import one_line

if TYPE_CHECKING:
    from vnplan.models import Document, Span

_AROUND, _EDGES = 300, (". ", ";", "\n\n")


@dataclass(frozen=True, slots=True)
class TargetComparison:
    """Rows of one value each: indicator_key, indicator, province, document, min, max, value_unit_normal, value_text,
    deadline, kind, sentence, unit, span_start, span_end.

    >>> TargetComparison(Rows()).rows
    []
    """

    rows: Rows

    def to_frame(self) -> Any:
        """Provinces × indicators as a pandas frame: in each cell the values as printed, with their times.

        Raises ViewError when pandas is not installed.
        """
        from vnplan.views.frames import imported

        pandas = imported("pandas")
        cells: dict[tuple[str, str], list[str]] = {}
        for row in self.rows:
            time = f" ({row['deadline']})" if row["deadline"] else ""
            cells.setdefault((_place(row), _name(row)), []).append(f"{row['value_text']}{time}")
        places = list(dict.fromkeys(place for place, _ in cells))
        names = list(dict.fromkeys(name for _, name in cells))
        data = {name: ["; ".join(cells.get((place, name), ())) or None for place in places] for name in names}
        return pandas.DataFrame(data, index=pandas.Index(places, name="province"))

    def plot(self, indicator: str | None = None) -> Any:
        """A matplotlib figure of one indicator: a bar for each province, at the upper or lower bound of its value.

        Without `indicator` the one with the most provinces. Raises ViewError when matplotlib is not installed or
        nothing fits.
        """
        from vnplan.errors import ViewError
        from vnplan.views.frames import imported

        groups: dict[str, list[dict[str, Any]]] = {}
        for row in self.rows:
            groups.setdefault(_name(row), []).append(row)
        name = indicator or max(groups, key=lambda n: len({_place(r) for r in groups[n]}), default="")
        if name not in groups:
            raise ViewError(f"no indicator {name!r} is compared here; there are {', '.join(groups) or 'none'}")
        imported("matplotlib")
        from vnplan.graph.figures import ShownFigure

        rows = sorted(groups[name], key=lambda r: (_bound(r), _place(r)))
        figure = ShownFigure(figsize=(8, 1 + 0.35 * len(rows)), layout="constrained")
        axes = figure.subplots()
        labels = [f"{_place(row)} {row['deadline'] or ''}".strip() for row in rows]
        bars = axes.barh(range(len(rows)), [_bound(row) for row in rows])
        axes.set_yticks(range(len(rows)), labels)
        axes.bar_label(bars, [row["value_text"] for row in rows], padding=3)
        axes.set_xlabel(rows[0]["value_unit_normal"] or "")
        axes.set_title(name)
        axes.margins(x=0.2)
        return figure

    def __len__(self) -> int:
        return len(self.rows)

    def _repr_html_(self) -> str:
        from vnplan.views.html import rows_html

        return rows_html(self.rows)


def compare_targets(
    documents: Iterable[Document], indicator: str | None = None, kind: str | None = "target"
) -> TargetComparison:
    """The quantities of documents that speak of one indicator; see `Corpus.compare_targets`.

    >>> from vnplan import parse_document
    >>> text = "KẾ HOẠCH\\nI. MỤC TIÊU\\n- Đến năm {}, có {}% trẻ em nhà trẻ ra lớp."
    >>> plans = [parse_document(text.format(2025, 35), name="a"), parse_document(text.format(2030, 40), name="b")]
    >>> [(row["document"], row["value_text"]) for row in compare_targets(plans, "trẻ em").rows]
    [('a', '35%'), ('b', '40%')]
    """
    from vnplan.text import fold

    wanted = fold(indicator).lower().split() if indicator else []
    found: list[dict[str, Any]] = []
    for document in documents:
        meta = document.metadata
        for t in document.targets:
            if kind is not None and t.kind != kind:
                continue
            name = fold(t.indicator).lower()
            if indicator is not None and t.indicator_key != indicator and not all(word in name for word in wanted):
                continue
            if indicator is None and t.indicator_key is None:
                continue
            found.append({
                "indicator_key": t.indicator_key, "indicator": t.indicator, "province": meta.province,
                "issuer": meta.issuer.full_name if meta.issuer else None, "document": document.name,
                "number": meta.number, "min": t.value.min, "max": t.value.max,
                "value_unit_normal": t.value.unit_normal, "value_text": one_line(t.value.text),
                "deadline": t.deadline.end if t.deadline else None, "kind": t.kind,
                "sentence": _sentence(document, t.span), "unit": t.unit, "span_start": t.span.start,
                "span_end": t.span.end,
            })  # fmt: skip
    if indicator is None:
        places: dict[str, set[str]] = {}
        for row in found:
            places.setdefault(row["indicator_key"], set()).add(_place(row))
        found = [row for row in found if len(places[row["indicator_key"]]) > 1]
    found.sort(key=lambda r: (_name(r), _place(r), r["deadline"] or "", r["span_start"]))
    return TargetComparison(Rows(found, "comparison"))


def _sentence(document: Document, span: Span) -> str:
    """The words around a value, from the sentence's begin to its end, as far as they are near."""
    text = document.text
    first, last = max(0, span.start - _AROUND), min(len(text), span.end + _AROUND)
    begins = [at + 1 for mark in _EDGES if (at := text.rfind(mark, first, span.start)) >= 0]
    ends = [at for mark in _EDGES if (at := text.find(mark, span.end, last)) >= 0]
    return one_line(text[max(begins, default=first) : min(ends, default=last)])


def _place(row: dict[str, Any]) -> str:
    return str(row["province"] or row["issuer"] or row["document"] or "?")


def _name(row: dict[str, Any]) -> str:
    return str(row["indicator_key"] or row["indicator"])


def _bound(row: dict[str, Any]) -> float:
    return float(row["min"] if row["min"] is not None else row["max"] or 0.0)
