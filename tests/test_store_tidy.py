"""The tidy views of a corpus: documented, true, and read by programs that know nothing of vnplan."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from vnplan import Corpus
from vnplan.cli import main
from vnplan.store.tidy import VIEW_COLUMNS
from vnplan.views.columns import COLUMNS

TEXTS = sorted((Path(__file__).parent.parent / "corpus").glob("*.txt"))


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("tidy") / "plans.db"
    Corpus.build(TEXTS, found).close()
    return found


def test_views_have_the_documented_columns(path: Path) -> None:
    with sqlite3.connect(path) as db:
        views = [name for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'view' AND name GLOB 'v_*' ORDER BY 1")]
        assert views == sorted(VIEW_COLUMNS)
        for view, columns in VIEW_COLUMNS.items():
            cursor = db.execute(f"SELECT * FROM {view}")
            assert [c[0] for c in cursor.description] == list(columns), view
            assert cursor.fetchone() is not None, view


def test_views_say_what_the_documents_say(path: Path) -> None:
    with Corpus.open(path) as corpus, sqlite3.connect(path) as db:
        documents = list(corpus)
        for view, kind in (("v_tasks", "assignments"), ("v_targets", "targets"), ("v_agencies", "agencies")):
            counted = sum(len(getattr(d, kind)) for d in documents)
            assert db.execute(f"SELECT count(*) FROM {view}").fetchone()[0] == counted
        rows = db.execute("SELECT document, province, indicator, min, value_unit_normal FROM v_targets").fetchall()
        assert set(rows) == {(d.name, d.metadata.province, t.indicator, t.value.min, t.value.unit_normal)
                             for d in documents for t in d.targets}  # fmt: skip


def test_datasette_opens_a_corpus_and_shows_the_views(path: Path) -> None:
    pytest.importorskip("datasette")
    done = subprocess.run([sys.executable, "-m", "datasette", "--get", "/plans/v_targets.json?_shape=array&_size=5", str(path)],
                          capture_output=True, text=True, timeout=120)  # fmt: skip
    assert done.returncode == 0, done.stderr
    rows = json.loads(done.stdout)
    assert len(rows) == 5
    assert list(rows[0]) == list(VIEW_COLUMNS["v_targets"])


def test_frames_of_a_corpus(path: Path) -> None:
    pytest.importorskip("pandas")
    with Corpus.open(path) as corpus:
        frames = corpus.to_frames()
        assert {kind: list(frame.columns) for kind, frame in frames.items()} == {k: list(c) for k, c in COLUMNS.items()}
        assert len(frames["targets"]) == sum(len(d.targets) for d in corpus)


def test_targets_of_provinces_side_by_side(path: Path) -> None:
    pytest.importorskip("pandas")
    with Corpus.open(path) as corpus:
        compared = corpus.compare_targets("giáo viên mầm non")
        assert len(compared) > 0
        documents = {d.name: d for d in corpus}
        for row in compared.rows:
            assert row["value_text"].split()[0] in row["sentence"]
            text = documents[row["document"]].text
            assert row["value_text"] == " ".join(text[row["span_start"] : row["span_end"]].split()) or row["value_text"] in row["sentence"]
        frame = compared.to_frame()
        assert frame.index.name == "province"
        assert frame.notna().to_numpy().any()
        shared = corpus.compare_targets()
        keys: dict[str, set[str]] = {}
        for row in shared.rows:
            keys.setdefault(row["indicator_key"], set()).add(row["province"] or row["document"])
        assert all(len(places) > 1 for places in keys.values())


def test_a_chart_of_a_comparison(path: Path, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    with Corpus.open(path) as corpus:
        figure = corpus.compare_targets("giáo viên").plot()
    figure.savefig(tmp_path / "chart.png")
    assert (tmp_path / "chart.png").read_bytes().startswith(b"\x89PNG")


def test_chunks_of_a_corpus_go_into_a_file(path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "chunks.jsonl"
    assert main(["export", str(path), "chunks", "-o", str(out), "--max-chars", "800"]) == 0
    chunks = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    with Corpus.open(path) as corpus:
        assert {c["document"] for c in chunks} == {d.name for d in corpus}
        assert len({c["id"] for c in chunks}) == len(chunks) == sum(len(d.chunks(max_chars=800)) for d in corpus)
    assert {c["in_force"] for c in chunks} - {None}


@pytest.mark.parametrize("asked", ["203/KH-UBND", "quang-ngai-203-kh-ubnd-2023.txt", "/akn/vn/act/ke-hoach/ubnd-tinh-quang-ngai/2023/203-kh-ubnd"])
def test_a_document_is_found_by_what_people_say(path: Path, asked: str) -> None:
    with Corpus.open(path) as corpus:
        assert corpus.document(asked).metadata.number == "203/KH-UBND"
