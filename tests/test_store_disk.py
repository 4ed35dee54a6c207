"""The store tells the truth about its disk: full, read-only, damaged, or no corpus at all."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from vnplan import Corpus, Grammar, Parser, parse_document
from vnplan.cli import main
from vnplan.errors import StoreError
from vnplan.store import schema

TEXTS = sorted((Path(__file__).parent.parent / "corpus").glob("*.txt"))


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("whole") / "c.db"
    Corpus.build(TEXTS[:4], path).close()
    return path


def test_a_full_disk_is_told_and_what_was_finished_is_kept(tmp_path: Path) -> None:
    with Corpus.create(tmp_path / "c.db") as corpus:
        corpus.add(parse_document(TEXTS[0]))
        pages = corpus._db.execute("PRAGMA page_count").fetchone()[0]
        corpus._db.execute(f"PRAGMA max_page_count = {pages + 2}")
        large = parse_document("\n".join(text.read_text(encoding="utf-8") for text in TEXTS))
        with pytest.raises(StoreError, match=r"c\.db cannot be written: the disk is full"):
            corpus.add(large)
        kept = len(corpus)
    with Corpus.open(tmp_path / "c.db") as corpus:
        assert len(corpus) == kept >= 1


def test_read_only_media_are_read(whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "c.db"
    shutil.copy(whole, path)
    path.chmod(0o444)
    tmp_path.chmod(0o555)
    monkeypatch.setattr(schema, "_may_write", lambda path: False)  # the tests may run as root, who may write anywhere
    try:
        with Corpus.open(path) as corpus:
            assert len(corpus) == 4
            assert corpus.search("giáo").total > 0
            with pytest.raises(StoreError):
                corpus.remove(next(iter(corpus)).sha256)
    finally:
        tmp_path.chmod(0o755)
    assert [p.name for p in tmp_path.iterdir()] == ["c.db"]


DAMAGES = [(0.3, 4096), (0.5, 30_000), (0.8, 4096)]


@pytest.mark.parametrize(("place", "size"), DAMAGES)
@pytest.mark.parametrize("command", [["search", "C", "giáo viên"], ["show", "C"], ["graph", "C"], ["ask", "C", "missing"],
                                     ["export", "C", "-o", "OUT.json"], ["build", "TEXTS", "-o", "C"]])  # fmt: skip
def test_a_damaged_file_is_one_clear_error_in_every_command(
    whole: Path, tmp_path: Path, place: float, size: int, command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "c.db"
    data = bytearray(whole.read_bytes())
    at = int(len(data) * place) // 4096 * 4096
    data[at : at + size] = b"\xa5" * size
    path.write_bytes(data)
    names = {"C": str(path), "OUT.json": str(tmp_path / "o.json"), "TEXTS": str(TEXTS[0].parent)}
    assert main([names.get(word, word) for word in command]) in (1, 2)
    told = capsys.readouterr()
    assert "is damaged" in told.err
    assert len(told.err.splitlines()) == 1
    assert "known already" not in told.out


@pytest.mark.parametrize("content", [b"Dieu 1. Pham vi\n" * 50, b"SQLite format 3\x00" + b"\xa5" * 5000, b"\x00" * 8192])
def test_a_file_that_is_no_corpus_is_told(tmp_path: Path, content: bytes, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "c.db"
    path.write_bytes(content)
    for command in (["search", str(path), "a"], ["show", str(path)], ["build", str(TEXTS[0]), "-o", str(path)]):
        assert main(command) == 1
        assert str(path) in capsys.readouterr().err
    assert path.read_bytes() == content


def test_a_database_of_another_program_is_told(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "other.db") as db:
        db.execute("CREATE TABLE a (b)")
    with pytest.raises(StoreError, match="SQLite file but no corpus"):
        Corpus.open(tmp_path / "other.db")


def test_another_grammar_reads_anew(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "document_types.toml").write_text('[[entry]]\nname = "Cẩm nang"\ncode = "CN"\n', encoding="utf-8")
    parser = Parser(Grammar.load(tmp_path / "mine"))
    Corpus.build(TEXTS[:1], tmp_path / "c.db").close()
    for added in (1, 0):
        with Corpus.build(TEXTS[:1], tmp_path / "c.db", parser=parser) as corpus:
            assert (corpus.built.added, len(corpus)) == (added, 1)
