"""The corpus file: what goes in comes out, building again, crashes, foreign and newer files, readers while one writes."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import networkx as nx
import pytest
from gold_documents import gold_documents

import vnplan
from vnplan import Corpus
from vnplan.errors import QueryError, StoreError
from vnplan.models import Attachment, Metadata
from vnplan.store import schema, writing
from vnplan.store.corpus import TABLES
from vnplan.store.preparing import prepare

TEXTS = sorted((Path(__file__).parent.parent / "corpus").glob("*.txt"))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    return Corpus.build(TEXTS, tmp_path_factory.mktemp("corpus") / "plans.db")


def test_every_document_comes_back_as_it_was_parsed(built: Corpus) -> None:
    assert len(built) == len(TEXTS)
    by_sha = {document.sha256: document for document in built}
    for path in TEXTS:
        document = vnplan.parse_document(path)
        assert by_sha[document.sha256] == document
        assert document.sha256 in built


def test_its_graph_is_the_graph_of_its_documents(built: Corpus) -> None:
    ours, theirs = built.graph(), vnplan.build_graph(built)
    assert dict(ours.nodes(data=True)) == dict(theirs.nodes(data=True))
    assert list(ours.edges(keys=True, data=True)) == list(theirs.edges(keys=True, data=True))
    assert ours.number_of_edges() > 100


def test_the_same_holds_for_labels_and_attachments_with_a_uri(tmp_path: Path) -> None:
    documents = list(gold_documents())
    target = documents[0].citations[0].target.uri
    documents[3] = documents[3].model_copy(
        update={"attachments": (Attachment(metadata=Metadata(uri=target), unit="att_1"),)}
    )
    with Corpus.create(tmp_path / "c.db") as corpus:
        for document in documents:
            assert corpus.add(document)
        ours, theirs = corpus.graph(), vnplan.build_graph(documents)
        assert target not in ours
        assert dict(ours.nodes(data=True)) == dict(theirs.nodes(data=True))
        assert sorted(ours.edges(keys=True)) == sorted(theirs.edges(keys=True))


def test_a_graph_without_words_has_the_same_edges(built: Corpus) -> None:
    plain = built.graph(words=False)
    assert sorted(plain.edges(keys=True)) == sorted(built.graph().edges(keys=True))
    assert not any("text" in data for _, _, data in plain.edges(data=True))


def test_the_fast_graph_reaches_what_the_graph_reaches(built: Corpus) -> None:
    pytest.importorskip("scipy", reason="the extra vnplan[fast] is not installed")
    fast, graph = built.fast_graph(), built.graph()
    assert fast.keys == list(graph)
    for key in graph:
        assert fast.reach(key) == nx.descendants(graph, key)


def test_building_again_takes_nothing_in(built: Corpus, tmp_path: Path) -> None:
    path = tmp_path / "c.db"
    Corpus.build(TEXTS, path).close()
    before = path.read_bytes()
    with Corpus.build(TEXTS, path) as again:
        assert (again.built.added, again.built.known, again.built.removed) == (0, len(TEXTS), 0)
        assert list(again.dump()) == list(built.dump())
    assert path.read_bytes() == before


def test_a_changed_file_takes_the_place_of_what_it_held(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    shutil.copy(TEXTS[0], file)
    with Corpus.build([file], tmp_path / "c.db") as corpus:
        old = next(iter(corpus))
    file.write_text("Điều 1. Căn cứ Nghị định số 71/2020/NĐ-CP ngày 30/6/2020 của Chính phủ", encoding="utf-8")
    with Corpus.build([file], tmp_path / "c.db") as corpus:
        assert (corpus.built.added, corpus.built.removed, len(corpus)) == (1, 1, 1)
        assert old.sha256 not in corpus
        assert corpus.search("71").total > 0
    fresh = Corpus.build([file], tmp_path / "fresh.db")
    assert list(Corpus.open(tmp_path / "c.db").dump()) == list(fresh.dump())


def test_two_files_with_one_text_are_one_document(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        shutil.copy(TEXTS[0], tmp_path / name)
    files = [tmp_path / "a.txt", tmp_path / "b.txt"]
    with Corpus.build(files, tmp_path / "c.db") as corpus:
        assert (len(corpus), corpus.built.added, corpus.built.known) == (1, 1, 1)
    with Corpus.build(files[1:], tmp_path / "c.db", prune=True) as corpus:
        assert (len(corpus), corpus.built.removed) == (1, 0)


def test_prune_drops_what_is_gone_and_nothing_else_does(tmp_path: Path) -> None:
    Corpus.build(TEXTS[:3], tmp_path / "c.db").close()
    with Corpus.build(TEXTS[:2], tmp_path / "c.db") as corpus:
        assert len(corpus) == 3
    with Corpus.build(TEXTS[:2], tmp_path / "c.db", prune=True) as corpus:
        assert (len(corpus), corpus.built.removed) == (2, 1)
        fresh = Corpus.build(TEXTS[:2], tmp_path / "fresh.db")
        assert list(corpus.dump()) == list(fresh.dump())


def test_taking_out_leaves_nothing_behind(tmp_path: Path) -> None:
    with Corpus.build(TEXTS, tmp_path / "c.db") as corpus:
        for document in list(corpus):
            assert corpus.remove(document.sha256)
            assert not corpus.remove(document.sha256)
        assert list(corpus.dump()) == []
        assert all(corpus.count(table) == 0 for table in TABLES)
        assert corpus.search("giáo").total == 0
        corpus._db.execute("INSERT INTO unit_words(unit_words) VALUES ('integrity-check')")


@pytest.mark.parametrize(("what", "value"), [("__version__", "0.0.1"), ("_code", lambda: "other")])
def test_what_another_version_or_other_grammars_read_is_read_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str, value: object
) -> None:
    monkeypatch.setattr(f"vnplan.store.fingerprint.{what}", value)
    Corpus.build(TEXTS[:2], tmp_path / "c.db").close()
    monkeypatch.undo()
    with Corpus.build(TEXTS[:2], tmp_path / "c.db") as corpus:
        assert (corpus.built.added, len(corpus)) == (2, 2)
        fresh = Corpus.build(TEXTS[:2], tmp_path / "fresh.db")
        assert list(corpus.dump()) == list(fresh.dump())


def test_a_file_that_cannot_be_read_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    said: list[str] = []
    files = [TEXTS[0], tmp_path / "empty.txt", tmp_path / "gone.txt", TEXTS[1]]
    with Corpus.build(files, tmp_path / "c.db", report=lambda path, done: said.append(done)) as corpus:
        assert len(corpus) == 2
        assert len(corpus.built.failed) == 2
    assert [s in ("added", "known") for s in said] == [True, False, False, True]


CRASH = """
import os, signal, sys
from pathlib import Path
from vnplan import Corpus
from vnplan.store import writing
after, where, target = int(sys.argv[1]), sys.argv[2], sys.argv[3]
real, count = writing._claim, 0
def dying(db, claims, sign):
    global count
    count += 1
    if where == "inside" and count > after:
        os.kill(os.getpid(), signal.SIGKILL)
    real(db, claims, sign)
writing._claim = dying
done = 0
def report(path, what):
    global done
    done += 1
    if where == "between" and done > after:
        os.kill(os.getpid(), signal.SIGKILL)
Corpus.build([Path(p) for p in sys.argv[4:]], target, report=report)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no SIGKILL")
@pytest.mark.parametrize(("after", "where"), [(0, "inside"), (4, "between"), (9, "inside")])
def test_a_build_that_is_killed_loses_nothing_and_goes_on(
    built: Corpus, tmp_path: Path, after: int, where: str
) -> None:
    path = tmp_path / "c.db"
    command = [sys.executable, "-c", CRASH, str(after), where, str(path), *map(str, TEXTS)]
    assert subprocess.run(command).returncode == -signal.SIGKILL
    with Corpus.create(path) as left:
        assert len(left) == after + (where == "between")
        left._db.execute("INSERT INTO unit_words(unit_words) VALUES ('integrity-check')")
    with Corpus.build(TEXTS, path) as again:
        assert again.built.known == after + (where == "between")
        assert list(again.dump()) == list(built.dump())


def test_readers_go_on_while_one_writes(tmp_path: Path) -> None:
    with Corpus.build(TEXTS[:2], tmp_path / "c.db") as writer:
        reader = Corpus.open(tmp_path / "c.db")
        with writing.transaction(writer._db):
            writing.put(writer._db, prepare(vnplan.parse_document(TEXTS[3])), "0")
            assert len(reader) == 2
            assert reader.search("giáo viên").total > 0
        assert len(reader) == 3


def test_what_is_opened_for_reading_cannot_be_written(tmp_path: Path) -> None:
    Corpus.build(TEXTS[:1], tmp_path / "c.db").close()
    with Corpus.open(tmp_path / "c.db") as corpus, pytest.raises(StoreError, match=r"open it with Corpus\.create"):
        corpus.add(vnplan.parse_document(TEXTS[1]))


def other_sqlite(path: Path) -> None:
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE x (y)")


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda path: None, "there is no corpus .*c.db; make it with: vnplan build"),
        (lambda path: path.write_bytes(b""), "c.db is empty and no corpus"),
        (lambda path: path.write_text("Kế hoạch\n" * 500), "c.db is no corpus of vnplan"),
        (other_sqlite, "c.db is an SQLite file but no corpus"),
    ],
)
def test_a_file_that_is_no_corpus_is_said_to_be_none(tmp_path: Path, make: object, said: str) -> None:
    make(tmp_path / "c.db")  # type: ignore[operator]
    with pytest.raises(StoreError, match=said):
        Corpus.open(tmp_path / "c.db")


def test_a_foreign_file_is_never_written_into(tmp_path: Path) -> None:
    other_sqlite(tmp_path / "c.db")
    before = (tmp_path / "c.db").read_bytes()
    with pytest.raises(StoreError, match="no corpus"):
        Corpus.create(tmp_path / "c.db")
    assert (tmp_path / "c.db").read_bytes() == before


def test_a_newer_schema_is_refused_and_an_older_one_brought_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "c.db"
    Corpus.build(TEXTS[:1], path).close()
    now = schema.VERSION
    monkeypatch.setattr(schema, "VERSION", now + 2)
    with pytest.raises(StoreError, match="cannot bring up to date"):
        Corpus.open(path)
    monkeypatch.setitem(schema.MIGRATIONS, now, lambda db: db.execute("CREATE TABLE one (x)"))
    monkeypatch.setitem(schema.MIGRATIONS, now + 1, lambda db: db.execute("CREATE TABLE two (x)"))
    with Corpus.open(path) as corpus:
        assert len(corpus) == 1
        assert {"one", "two"} <= {name for (name,) in corpus._db.execute("SELECT name FROM sqlite_schema")}
    monkeypatch.undo()
    with pytest.raises(StoreError, match=f"newer vnplan .schema {now + 2}; this one knows {now}"):
        Corpus.open(path)


def test_a_migration_that_fails_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "c.db"
    Corpus.build(TEXTS[:1], path).close()

    def broken(db: sqlite3.Connection) -> None:
        db.execute("CREATE TABLE half (x)")
        db.execute("no sql")

    monkeypatch.setattr(schema, "VERSION", schema.VERSION + 1)
    monkeypatch.setitem(schema.MIGRATIONS, schema.VERSION - 1, broken)
    with pytest.raises(StoreError):
        Corpus.open(path)
    monkeypatch.undo()
    with Corpus.open(path) as corpus:
        assert len(corpus) == 1
        assert not corpus._db.execute("SELECT 1 FROM sqlite_schema WHERE name = 'half'").fetchone()


def test_one_document_is_found_by_sha_and_by_what_people_say(built: Corpus) -> None:
    key = built.find("203/KH-UBND")
    (document,) = built.documents_of(key)
    assert document.metadata.number == "203/KH-UBND"
    assert built.document(document.sha256[:10]) == document
    with pytest.raises(StoreError, match="no document has the sha256 ffffffffff"):
        built.document("ffffffffff")
    with pytest.raises(StoreError, match="more than one"):
        built.document("")
    with pytest.raises(QueryError, match="no instrument"):
        built.find("999/QĐ-TTg")


def test_the_tables_hold_what_the_documents_hold(built: Corpus) -> None:
    documents = list(built)
    assert built.count("citations") == sum(len(d.citations) for d in documents) + sum(
        1 for d in documents for e in d.effects if e.target.uri and e.target.uri != d.metadata.uri
    )
    for table in ("assignments", "targets", "agencies", "diagnostics"):
        assert len(list(built.rows(table))) == sum(len(getattr(d, table)) for d in documents)
    assert {row["sha256"] for row in built.rows("documents")} == {d.sha256 for d in documents}
    with pytest.raises(StoreError, match="no table 'files'"):
        list(built.rows("files"))


def test_the_file_is_private_to_no_place(built: Corpus) -> None:
    assert os.fspath(built.path.parent) not in "\n".join(line for line in built.dump() if not line.startswith("file "))
