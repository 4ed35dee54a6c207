"""The graph as numbers: always that of the citations, also after changes, migration, and while another writes."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import networkx as nx
import pytest

import vnplan
from vnplan import Corpus
from vnplan.errors import StoreError
from vnplan.models import Attachment, Metadata
from vnplan.store import schema, writing
from vnplan.store.preparing import prepare

TEXTS = sorted((Path(__file__).parent.parent / "corpus").glob("*.txt"))
FIRST_INSTRUMENTS = """
CREATE TABLE instruments (
  key TEXT PRIMARY KEY, number_key TEXT, figure TEXT, "values" TEXT NOT NULL, in_corpus INTEGER NOT NULL
) WITHOUT ROWID;
INSERT INTO instruments SELECT key, number_key, figure, "values", in_corpus FROM now;
DROP TABLE now;
CREATE INDEX instruments_number ON instruments(number_key);
CREATE INDEX instruments_figure ON instruments(figure);
"""


@pytest.fixture(autouse=True)
def _scipy() -> None:
    pytest.importorskip("scipy", reason="the extra vnplan[fast] is not installed")


def same_edges(corpus: Corpus) -> None:
    graph, fast = corpus.graph(words=False), corpus.fast_graph()
    assert fast.keys == list(graph)
    assert sorted(zip(*(ends.tolist() for ends in fast._cites.nonzero()), strict=True)) == sorted(
        {(fast._at[s], fast._at[t]) for s, t in graph.edges()}
    )


def test_the_links_follow_every_change(tmp_path: Path) -> None:
    with Corpus.build(TEXTS, tmp_path / "c.db") as corpus:
        same_edges(corpus)
        documents = list(corpus)
        for document in documents[:9]:
            corpus.remove(document.sha256)
            same_edges(corpus)
        for document in reversed(documents):
            corpus.add(document)
        same_edges(corpus)


def test_an_attachment_lives_in_its_instrument(tmp_path: Path) -> None:
    documents = [vnplan.parse_document(path) for path in TEXTS]
    target = next(c.target.uri for d in documents for c in d.citations if c.target.uri)
    documents[3] = documents[3].model_copy(
        update={"attachments": (Attachment(metadata=Metadata(uri=target), unit="att_1"),)}
    )
    with Corpus.create(tmp_path / "c.db") as corpus:
        for document in documents:
            corpus.add(document)
        assert target not in corpus.graph()
        same_edges(corpus)


def test_an_empty_corpus(tmp_path: Path) -> None:
    with Corpus.create(tmp_path / "c.db") as corpus:
        fast = corpus.fast_graph()
        assert (fast.keys, fast.pagerank(), fast.central()) == ([], {}, [])


def first_schema(path: Path) -> None:
    """Turn a corpus back into one of schema 1."""
    with sqlite3.connect(path, isolation_level=None) as db:
        for (view,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'view' AND name LIKE 'v\\_%' ESCAPE '\\'").fetchall():
            db.execute(f"DROP VIEW {view}")
        db.executescript(
            "ALTER TABLE targets DROP COLUMN indicator_key; ALTER TABLE targets DROP COLUMN value_unit_normal;"
            "DROP TABLE links; DROP INDEX instruments_number; DROP INDEX instruments_figure;"
            f"ALTER TABLE instruments RENAME TO now;{FIRST_INSTRUMENTS} PRAGMA user_version = 1;"
        )
    db.close()


def test_a_corpus_of_the_first_schema_is_brought_up(tmp_path: Path) -> None:
    path = tmp_path / "c.db"
    with Corpus.build(TEXTS, path) as corpus:
        before = list(corpus.dump())
    first_schema(path)
    with Corpus.open(path) as corpus:
        assert corpus._db.execute("PRAGMA user_version").fetchone()[0] == schema.VERSION
        assert list(corpus.dump()) == before
        same_edges(corpus)
    with Corpus.build(TEXTS[:3], path, prune=True) as corpus:
        fresh = Corpus.build(TEXTS[:3], tmp_path / "fresh.db")
        assert list(corpus.dump()) == list(fresh.dump())
        tables = "SELECT name, sql FROM sqlite_schema WHERE name LIKE 'instruments%' OR name = 'links' ORDER BY name"
        ours, theirs = (
            [(name, "".join(line.partition("--")[0] for line in sql.splitlines()).split()) for name, sql in c._db.execute(tables)]
            for c in (corpus, fresh)
        )
        assert [name for name, _ in ours] == [name for name, _ in theirs]


def test_reading_sees_one_moment_while_another_writes(tmp_path: Path) -> None:
    path = tmp_path / "c.db"
    with Corpus.build(TEXTS[:2], path) as writer, Corpus.open(path) as reader:
        before = nx.node_link_data(reader.graph(), edges="edges")
        with schema.one_moment(reader._db):
            assert len(reader) == 2
            writer.add(vnplan.parse_document(TEXTS[3]))
            writer.remove(vnplan.parse_document(TEXTS[0]).sha256)
            assert nx.node_link_data(reader.graph(), edges="edges") == before
            assert reader.fast_graph().keys == [node["id"] for node in before["nodes"]]
            assert {hit.sha256 for hit in reader.search("giáo viên")} <= {d.sha256 for d in reader}
        assert nx.node_link_data(reader.graph(), edges="edges") != before
        same_edges(reader)


def test_words_are_taken_out_as_they_were_put_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Other grammars may name a document otherwise than when it was indexed."""
    with Corpus.build(TEXTS[:2], tmp_path / "c.db") as corpus:
        monkeypatch.setattr("vnplan.store.words.document_label", lambda document: "Tên khác")
        for document in list(corpus):
            corpus.remove(document.sha256)
        assert corpus._db.execute("SELECT count(*) FROM unit_words WHERE unit_words MATCH 'hoạch OR khác'").fetchone() == (0,)
        corpus._db.execute("INSERT INTO unit_words(unit_words) VALUES ('integrity-check')")


def test_one_instrument_without_the_others(tmp_path: Path) -> None:
    with Corpus.build(TEXTS, tmp_path / "c.db") as corpus:
        graph = corpus.graph()
        for key in graph:
            assert corpus.instrument(key).values == graph.nodes[key]
        with pytest.raises(StoreError, match="no instrument has the key 'x'"):
            corpus.instrument("x")
        ranks = corpus.fast_graph().central(5)
        ours = vnplan.CitationGraph(graph).central(5)
        assert [key for key, _ in ranks] == [r.instrument.key for r in ours]


def test_what_cannot_be_written_says_so(tmp_path: Path) -> None:
    path = tmp_path / "c.db"
    Corpus.build(TEXTS[:1], path).close()
    with (
        Corpus.open(path) as corpus,
        pytest.raises(StoreError, match=r"c\.db cannot be written: .*readonly"),
        writing.transaction(corpus._db),
    ):
        writing.put(corpus._db, prepare(vnplan.parse_document(TEXTS[1])), "0")
