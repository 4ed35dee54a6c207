"""A document as rows, frames, outline, chunks, words and HTML: what is promised of each, over all documents of corpus/."""

from __future__ import annotations

import datetime
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import vnplan
from vnplan.errors import UnitError, ViewError
from vnplan.models import Document
from vnplan.views.columns import COLUMNS
from vnplan.views.days import first_day, last_day
from vnplan.views.frames import frames_of, polars_frame
from vnplan.views.html import rows_html

TEXTS = sorted((Path(__file__).parent.parent / "corpus").glob("*.txt"))
PLAN = next(t for t in TEXTS if "quang-ngai-203" in t.name)
HOSTILE = 'KẾ HOẠCH\n<script>alert(1)</script> "&\n1. Sở Nội vụ\n- Chủ trì <img src=x onerror=alert(1)> rà soát 30% biên chế.'


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    return [vnplan.parse_document(text) for text in TEXTS]


@pytest.fixture(scope="module")
def plan() -> Document:
    return vnplan.parse_document(PLAN)


DAYS = [
    ("2025", (2025, 1, 1), (2025, 12, 31)), ("2024-02", (2024, 2, 1), (2024, 2, 29)), ("2023-06", (2023, 6, 1), (2023, 6, 30)),
    ("2025-03-09", (2025, 3, 9), (2025, 3, 9)), ("2025-13", None, None), ("", None, None), (None, None, None),
]  # fmt: skip


@pytest.mark.parametrize(("printed", "first", "last"), DAYS)
def test_days_of_dates(printed: str | None, first: tuple[int, int, int] | None, last: tuple[int, int, int] | None) -> None:
    assert first_day(printed) == (datetime.date(*first) if first else None)
    assert last_day(printed) == (datetime.date(*last) if last else None)


def test_every_row_has_the_documented_columns(documents: list[Document]) -> None:
    for document in documents:
        for kind, columns in COLUMNS.items():
            for row in document.rows(kind):
                assert list(row) == list(columns)


def test_rows_point_to_the_words(plan: Document) -> None:
    counts = {kind: len(plan.rows(kind)) for kind in COLUMNS}
    assert counts["tasks"] == len(plan.assignments) > 0
    assert counts["targets"] == len(plan.targets) > 0
    assert counts["citations"] == len(plan.citations)
    for row, target in zip(plan.indicators(), plan.targets, strict=True):
        assert plan.text[row["span_start"] : row["span_end"]] == plan.text_of(target)
        assert row["province"] == "Quảng Ngãi"
    for row in plan.rows("tables"):
        assert " ".join(plan.text[row["span_start"] : row["span_end"]].split()) == row["text"]


def test_unknown_rows_are_told(plan: Document) -> None:
    with pytest.raises(ViewError, match="documents, units, citations"):
        plan.rows("goals")


def test_frames_have_the_documented_columns_and_types(plan: Document) -> None:
    pandas = pytest.importorskip("pandas")
    frames = plan.to_frames()
    assert set(frames) == set(COLUMNS)
    for kind, frame in frames.items():
        assert list(frame.columns) == list(COLUMNS[kind])
    tasks = frames["tasks"]
    assert str(tasks["year"].dtype) == "int64[pyarrow]"
    assert str(tasks["deadline_date"].dtype).startswith("date32")
    assert plan.tasks().to_frame().equals(tasks)
    assert frames["targets"]["min"].sum() == pytest.approx(sum(t.value.min or 0 for t in plan.targets))
    assert isinstance(tasks, pandas.DataFrame)


def test_polars_goes_the_same_road(plan: Document) -> None:
    pytest.importorskip("polars")
    found = polars_frame("tasks", plan.tasks())
    assert found.columns == list(COLUMNS["tasks"])
    assert found["task"].to_list() == [a.task for a in plan.assignments]
    with pytest.raises(ViewError, match="engine"):
        frames_of([plan], engine="excel")


def test_units_are_found_by_id_and_walked_in_order(plan: Document) -> None:
    walked = [unit for unit, _ in plan.walk()]
    assert [u.span.start for u in walked] == sorted(u.span.start for u in walked)
    for unit in walked:
        assert plan.unit(unit.id) == unit
    with pytest.raises(UnitError, match="3__3-1") as caught:
        plan.unit("3__3-11")
    assert isinstance(caught.value, KeyError)


def test_the_outline_shows_numbered_units_by_depth(plan: Document) -> None:
    rows = plan.outline()
    assert [r["depth"] for r in rows][:3] == [0, 1, 1]
    shown = {r["unit"] for r in rows}
    assert {u.id for u, _ in plan.walk() if u.kind in ("phan", "muc", "khoan", "dieu")} <= shown
    assert all(r["heading"] for r in rows)


@pytest.mark.parametrize("most", [200, 500, 2000])
def test_chunks_hold_every_word_once(documents: list[Document], most: int) -> None:
    for document in documents:
        chunks = document.chunks(max_chars=most)
        assert len({c.id for c in chunks}) == len(chunks)
        covered = [0] * len(document.text)
        for chunk in chunks:
            assert document.text[chunk.start : chunk.end] == chunk.text
            if len(chunk.text) > most:
                inside = [s for s in document.sentences(chunk.unit) if chunk.start <= s.start < chunk.end]
                assert len(inside) <= 1, chunk.id
            for at in range(chunk.start, chunk.end):
                covered[at] += 1
        for unit, _ in document.walk():
            if unit.kind == "furniture":
                covered[unit.span.start : unit.span.end] = [1] * (unit.span.end - unit.span.start)
        assert all(n == 1 for n, c in zip(covered, document.text, strict=True) if not c.isspace())


def test_a_chunk_cuts_no_khoan_that_fits(documents: list[Document]) -> None:
    for document in documents:
        chunks = document.chunks(max_chars=1000)
        for unit, _ in document.walk():
            if unit.kind == "khoan" and unit.span.end - unit.span.start <= 1000:
                around = [c for c in chunks if c.start <= unit.span.start and unit.span.end <= c.end]
                assert len(around) == 1, (document.name, unit.id)


def test_a_chunk_knows_where_it_stands() -> None:
    text = "QUYẾT ĐỊNH\n" + "Chương I\nQUY ĐỊNH CHUNG\n" + "".join(
        f"Điều {n}. Phạm vi\n1. Theo Nghị định số 71/2020/NĐ-CP. {'Nội dung này áp dụng cho trường học. ' * 8}\n2. Hai. "
        f"{'Nội dung kia áp dụng cho lớp học. ' * 8}\n" for n in (1, 2))  # fmt: skip
    document = vnplan.parse_document(text, name="a")
    found = {c.path: c for c in document.chunks(max_chars=400)}
    assert "Chương I › Điều 1 › khoản 1" in found
    assert "71" in found["Chương I › Điều 1 › khoản 1"].citations[0]
    assert found["Chương I › Điều 2 › khoản 2"].as_json()["document"] == "a"
    for wrong in (199, "5", True, 2.0):
        with pytest.raises(ViewError, match="max_chars"):
            document.chunks(max_chars=wrong)  # type: ignore[arg-type]


def test_sentences_and_words_have_exact_spans(plan: Document) -> None:
    pytest.importorskip("underthesea")
    spans = plan.sentences()
    assert all(a.end <= b.start for a, b in pairwise(spans))
    letters = "".join(plan.text_of(s) for s in spans)
    assert "".join(letters.split()) == "".join(plan.text.split())
    unit = plan.unit(next(c.unit for c in plan.citations if c.unit and c.target.number_as_printed))
    words = plan.words(unit.id)
    assert all(plan.text_of(span) == word for word, span in words)
    assert "".join("".join(w for w, _ in words).split()) == "".join(plan.text_of(unit).split())
    inside = [c for c in plan.citations if c.unit == unit.id and c.target.number_as_printed]
    assert inside
    assert {c.target.number_as_printed for c in inside} <= {word for word, _ in words}


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()
        self.handlers: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        self.open.append(tag)
        self.handlers += [name for name, _ in attrs if name.startswith("on")]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def parsed(html: str) -> _Tags:
    tags = _Tags()
    tags.feed(html)
    tags.close()
    assert tags.open == []
    return tags


def test_documents_show_themselves(documents: list[Document]) -> None:
    for document in documents:
        html = document._repr_html_()
        assert {"details", "summary", "table", "pre"} <= parsed(html).seen
        assert len(html) < 300_000


def test_a_long_document_shows_itself_under_300_kb(plan: Document) -> None:
    long = vnplan.parse_document("\n".join(PLAN.read_text(encoding="utf-8") for _ in range(30)))
    assert len(long._repr_html_().encode()) < 300_000


def test_results_and_rows_show_themselves(plan: Document) -> None:
    for thing in (plan.citations[0], plan.assignments[0], plan.targets[0], plan.units[0], plan.tables[0], plan.tasks()):
        assert "table" in parsed(thing._repr_html_()).seen or "ol" in parsed(thing._repr_html_()).seen or "pre" in parsed(thing._repr_html_()).seen  # type: ignore[attr-defined]
    assert plan.assignments[0].task[:20] in plan.tasks()._repr_html_()


def test_hostile_words_are_shown_and_never_run() -> None:
    document = vnplan.parse_document(HOSTILE, name="<script>x</script>.txt")
    things = [document, *document.citations, *document.assignments, *document.targets, *document.units, document.tasks(), document.rows("units")]
    for thing in things:
        tags = parsed(thing._repr_html_())  # type: ignore[attr-defined]
        assert not tags.seen & {"script", "img"}
        assert tags.handlers == []
    assert "&lt;script&gt;" in document._repr_html_()


def test_hits_of_a_search_show_themselves(plan: Document) -> None:
    with vnplan.Corpus.create(":memory:") as corpus:
        corpus.add(plan)
        hits = corpus.search("giáo viên")
        html = hits._repr_html_()
    assert parsed(html).open == []
    assert html.count("<tr>") == len(hits) + 1
    assert "203/KH-UBND" in html


@settings(max_examples=60, deadline=None)
@given(st.lists(st.dictionaries(st.sampled_from("abc"), st.one_of(st.none(), st.text(), st.integers()))))
def test_any_rows_show_themselves(rows: list[dict[str, object]]) -> None:
    from vnplan.views.rows import Rows

    parsed(rows_html(Rows(rows)))
