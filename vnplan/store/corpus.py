"""Corpus: a searchable collection of parsed documents in one SQLite file."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vnplan.errors import StoreError
from vnplan.models import Document
from vnplan.parser import Parser
from vnplan.store import writing
from vnplan.store.building import Builder, Built, Report
from vnplan.store.filters import find_instrument
from vnplan.store.fingerprint import fingerprint
from vnplan.store.graphing import read_fast_graph, read_graph, read_instrument
from vnplan.store.preparing import prepare
from vnplan.store.schema import connect, one_moment

if TYPE_CHECKING:
    import networkx as nx

    from vnplan.graph.answers import Instrument
    from vnplan.graph.fast import FastGraph
    from vnplan.store.searching import Hits
    from vnplan.views.chunks import Chunk
    from vnplan.views.comparing import TargetComparison

_SHORTEST_SHA, _HEXADECIMAL = 8, frozenset("0123456789abcdef")
#: The tables of results that `rows` gives, beside documents.
TABLES = ("units", "citations", "assignments", "targets", "agencies", "diagnostics", "instruments")


class Corpus:
    """Documents, their units, results and citations in one file, searchable and as a graph.

    Made by `create`, `build` or `open`; use it in a `with` block or call close(). Several may read while one writes.

    >>> import tempfile, pathlib
    >>> from vnplan import parse_document
    >>> file = pathlib.Path(tempfile.mkdtemp()) / "plans.db"
    >>> with Corpus.create(file) as corpus:
    ...     corpus.add(parse_document("Điều 1. Phạm vi", name="a.txt")), len(corpus)
    (True, 1)
    """

    def __init__(self, db: sqlite3.Connection, path: Path) -> None:
        self._db, self.path = db, path

    # Made and opened.

    @classmethod
    def open(cls, path: str | Path) -> Corpus:
        """Open a corpus for reading.

        Raises StoreError for a missing file, a file that is no corpus, and one of a newer schema.
        """
        path = Path(path)
        return cls(connect(path), path)

    @classmethod
    def create(cls, path: str | Path) -> Corpus:
        """Open a corpus for writing, and make it where there is none.

        Raises StoreError for a file that is no corpus, and one of a newer schema.
        """
        path = Path(path)
        return cls(connect(path, create=True, write=True), path)

    @classmethod
    def build(
        cls, files: Iterable[str | Path], path: str | Path, *, report: Report | None = None, prune: bool = False,
        workers: int = 1, timeout: float | None = None, parser: Parser | None = None,
    ) -> Corpus:  # fmt: skip
        """Parse files into a corpus and return it open for writing; `built` of the result says what was done.

        Only what is new or changed is parsed, or was read by another version of vnplan or with other grammars. Each
        document is a transaction of its own: whatever ends the build, what was finished stays, and the next build goes
        on from there. A file that cannot be read, on which the parser fails, which kills its process or takes longer
        than `timeout` seconds is left out and told in `built.failures`. With `prune`, documents go whose files are not
        among those given. With `workers` above 1, so many processes parse while this one writes; a script that asks for
        them does so under `if __name__ == "__main__":`. `parser` reads by a grammar of your own.

        Raises StoreError when the corpus itself cannot be written, BatchError when no process can be started.
        """
        corpus = cls.create(path)
        try:
            parser = parser or Parser()
            builder = Builder(corpus._db, fingerprint(parser.grammar), parser)
            corpus.built = builder.take(list(map(Path, files)), report, prune=prune, workers=workers, timeout=timeout)
        except BaseException:
            corpus.close()
            raise
        return corpus

    built: Built = Built()

    def __enter__(self) -> Corpus:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    # What goes in and out.

    def add(self, document: Document) -> bool:
        """Put in a parsed document; False when the same text is there already, read by this vnplan and its grammars."""
        found = prepare(document)
        with writing.transaction(self._db):
            return writing.put(self._db, found, fingerprint())[1]

    def remove(self, sha256: str) -> bool:
        """Take a document out; False when it was not there."""
        with writing.transaction(self._db):
            row = self._row(sha256)
            if row is not None:
                writing.delete(self._db, row)
        return row is not None

    def __len__(self) -> int:
        count: int = self._db.execute("SELECT count(*) FROM documents").fetchone()[0]
        return count

    def __contains__(self, sha256: object) -> bool:
        return isinstance(sha256, str) and self._row(sha256) is not None

    def __iter__(self) -> Iterator[Document]:
        for (sha256,) in self._db.execute("SELECT sha256 FROM documents ORDER BY sha256").fetchall():
            yield self.document(sha256)

    def document(self, asked: str) -> Document:
        """The one document that is meant: by its number, name, file name, uri, or sha256 (eight letters at least).

        Raises StoreError when there is none, or more than one; QueryError when the words fit no instrument or several.

        >>> import vnplan
        >>> with Corpus.create(":memory:") as corpus:
        ...     _ = corpus.add(vnplan.parse_document("Điều 1. A", name="a.txt"))
        ...     corpus.document("a.txt").name
        'a.txt'
        """
        if len(asked) >= _SHORTEST_SHA and set(asked) <= _HEXADECIMAL:
            rows = self._db.execute(
                "SELECT id FROM documents WHERE sha256 >= ? AND sha256 < ?", (asked, asked + "g")
            ).fetchmany(2)
            if len(rows) != 1:
                what = "no document" if not rows else "more than one document"
                raise StoreError(f"{self.path}: {what} has the sha256 {asked}; give one of: vnplan show {self.path}")
            return writing.load(self._db, rows[0][0])
        if not asked.strip():
            raise StoreError(f"{self.path}: an empty name means more than one document; give a number or name")
        named = self._db.execute("SELECT id FROM documents WHERE name = ? OR uri = ?", (asked, asked)).fetchmany(2)
        if len(named) == 1:
            return writing.load(self._db, named[0][0])
        documents = self.documents_of(self.find(asked))
        if not documents:
            what = "is cited, but its text is not in the corpus; add it with vnplan build"
            raise StoreError(f"{self.path}: {asked} {what}")
        if len(documents) > 1:
            names = ", ".join(f"{d.name} ({d.sha256[:12]})" for d in documents[:5])
            raise StoreError(f"{self.path}: {asked} stands in {len(documents)} documents: {names}; give one's sha256")
        return documents[0]

    def parsers(self) -> dict[str, int]:
        """What read the documents (version, code and grammar) and how many each: see vnplan.store.fingerprint."""
        found = self._db.execute("SELECT parser, count(*) FROM documents GROUP BY parser ORDER BY 2 DESC").fetchall()
        return dict(found)

    def to_frames(self, *, engine: str = "pandas") -> dict[str, Any]:
        """All results as data frames by kind, with the columns of `vnplan.views.columns.COLUMNS`.

        `engine`: "pandas" or "polars". Raises ViewError when it is not installed.
        """
        from vnplan.views.frames import frames_of

        return frames_of(self, engine=engine)

    def compare_targets(self, indicator: str | None = None, *, kind: str | None = "target") -> TargetComparison:
        """Quantities of one indicator side by side: provinces × indicators, with the sentence behind each value.

        `indicator`: words that must stand in it, or an indicator_key; None compares all that two provinces share.
        `kind`: target, baseline, change, planned, or None for all.
        """
        from vnplan.views.comparing import compare_targets

        return compare_targets(self, indicator, kind)

    def chunks(self, *, max_chars: int = 2000) -> Iterator[Chunk]:
        """The chunks of all documents for retrieval, with what the corpus knows of each document's force today."""
        from vnplan.store.chunking import corpus_chunks

        return corpus_chunks(self, max_chars)

    def documents_of(self, key: str) -> list[Document]:
        """The documents of an instrument of the graph; none for one that is only cited."""
        rows = self._db.execute("SELECT id FROM documents WHERE node = ? ORDER BY sha256", (key,)).fetchall()
        return [writing.load(self._db, row) for (row,) in rows]

    def find(self, asked: str) -> str:
        """The key of the one instrument that a number, a name, a file name or a uri means.

        Raises QueryError when none fits, or names the candidates when several do.
        """
        return find_instrument(self._db, asked)

    def count(self, table: str) -> int:
        """How many rows one of the tables of results has."""
        if table not in ("documents", *TABLES):
            raise StoreError(f"a corpus has no table {table!r}; the tables are documents, {', '.join(TABLES)}")
        found: int = self._db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        return found

    def graph(self, *, words: bool = True) -> nx.MultiDiGraph:
        """The citation graph, equal to build_graph() of all documents; without `words` edges go without their texts."""
        return read_graph(self._db, words=words)

    def instrument(self, key: str) -> Instrument:
        """One node of the graph, without reading the others.

        Raises StoreError when the graph has none of this key.
        """
        from vnplan.graph.answers import Instrument

        values = read_instrument(self._db, key)
        if values is None:
            raise StoreError(f"{self.path}: no instrument has the key {key!r}; find it with Corpus.find")
        return Instrument(key, values)

    def fast_graph(self) -> FastGraph:
        """Who cites whom without words, for reach and PageRank over hundreds of thousands of instruments.

        Raises GraphError when scipy is not installed (pip install 'vnplan[fast]').
        """
        return read_fast_graph(self._db)

    def search(self, query: str, *, limit: int = 20, segment: bool = False) -> Hits:
        """Units that fit a query, the best first. The query language is told by `vnplan search --help`.

        Raises QueryError that shows where a query cannot be read.
        """
        from vnplan.store.searching import search

        with one_moment(self._db):
            return search(self._db, query, limit=limit, segment=segment)

    def rows(self, table: str) -> Iterator[dict[str, Any]]:
        """The rows of one of the tables of results, with the sha256 of their document.

        Tables: documents, units, citations, assignments, targets, agencies, diagnostics, instruments.

        Raises StoreError for another table.
        """
        if table == "documents":
            sql = ("SELECT sha256, name, kind, node, uri, type, number, date, year, issuer, province, level, title "
                   "FROM documents ORDER BY sha256")  # fmt: skip
        elif table == "instruments":
            for key, values in self._db.execute('SELECT key, "values" FROM instruments ORDER BY key'):
                yield {"key": key, **json.loads(values)}
            return
        elif table in TABLES:
            sql = (f"SELECT d.sha256, t.* FROM {table} t JOIN documents d ON d.id = t.document "
                   "ORDER BY d.sha256, t.rowid")  # fmt: skip
        else:
            raise StoreError(f"a corpus has no table {table!r}; the tables are documents, {', '.join(TABLES)}")
        cursor = self._db.execute(sql)
        names = [column[0] for column in cursor.description]
        for row in cursor:
            yield {n: v for n, v in zip(names, row, strict=True) if n not in ("id", "document") or (table == "citations"
                   and n == "id")}  # fmt: skip

    def dump(self) -> Iterator[str]:
        """Everything that a corpus holds as lines that do not depend on the order in which it came in."""
        for sha256, parser in self._db.execute("SELECT sha256, parser FROM documents ORDER BY sha256"):
            yield f"document {parser} {self.document(sha256).model_dump_json()}"
        for table in ("documents", *TABLES):
            for row in self.rows(table):
                yield f"{table} {json.dumps(row, ensure_ascii=False, sort_keys=True)}"
        for row in self._db.execute("SELECT key, rank, name, value, times FROM claims ORDER BY 1, 2, 3, 4"):
            yield f"claim {row}"
        for row in self._db.execute(
            "SELECT f.path, f.source_sha256, d.sha256 FROM files f JOIN documents d ON d.id = f.document ORDER BY 1"
        ):
            yield f"file {row}"

    def _row(self, sha256: str) -> int | None:
        found = self._db.execute("SELECT id FROM documents WHERE sha256 = ?", (sha256,)).fetchone()
        return found[0] if found else None
