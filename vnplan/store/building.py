"""A build: what of some files is new or changed goes into a corpus, each document in a transaction of its own."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from vnplan.batch.many import ParseFailure, failure_of, run
from vnplan.batch.pool import Failed
from vnplan.errors import SourceError
from vnplan.parser import Parser
from vnplan.reading.places import bytes_of
from vnplan.store import writing
from vnplan.store.preparing import Prepared, prepare

#: Called after each file with its path and what became of it: "added", "known" or an error.
Report = Callable[[Path, str], None]


@dataclass(slots=True)
class Built:
    """What a build did: documents added, files that were known already, documents removed, files left out."""

    added: int = 0
    known: int = 0
    removed: int = 0
    failures: list[ParseFailure] = field(default_factory=list)

    @property
    def failed(self) -> tuple[str, ...]:
        """Why files were left out, a line each."""
        return tuple(failure.message for failure in self.failures)


@dataclass(frozen=True, slots=True)
class File:
    """A file as it was found: the hash of its bytes, or why it cannot be read."""

    path: Path
    source: str = ""
    known: bool = False
    error: str = ""

    @property
    def place(self) -> str:
        return self.path.as_posix()


class Builder:
    """Brings a corpus up to date with files. Only this process writes; `workers` others may parse."""

    def __init__(self, db: sqlite3.Connection, fingerprint: str, parser: Parser) -> None:
        self._db, self._fingerprint, self._parser, self.built = db, fingerprint, parser, Built()

    def take(
        self, files: Sequence[Path], report: Report | None = None, *, prune: bool = False, workers: int = 1,
        timeout: float | None = None,
    ) -> Built:  # fmt: skip
        """Take in what is new or changed; with `prune`, drop what is not among the files.

        A document that cannot be read, on which the parser fails, which kills its process or takes longer than
        `timeout` seconds is left out and told.
        """
        jobs, read = self._found(files), partial(read_rows, self._parser)
        with closing(run(jobs, read, workers=workers, timeout=timeout, skip=_needs_no_parse)) as found:
            for file, rows in found:
                if file.error:
                    done = self._failed(ParseFailure(file.path, "source", file.error))
                elif isinstance(rows, Failed):
                    done = self._failed(failure_of(file.path, rows))
                else:
                    done = self._take(file, rows)
                if report:
                    report(file.path, done)
        if prune:
            kept = {path.as_posix() for path in files}
            for (place,) in self._db.execute("SELECT path FROM files ORDER BY path").fetchall():
                if place not in kept:
                    with writing.transaction(self._db):
                        self._forget(place)
        return self.built

    def _found(self, files: Sequence[Path]) -> Iterator[File]:
        """Each file, and whether the corpus knows what is in it."""
        for path in files:
            try:
                source = hashlib.sha256(bytes_of(path)).hexdigest()
            except (SourceError, OSError) as error:
                yield File(path, error=str(error))
            else:
                yield File(path, source, self._known(source, path.as_posix()) is not None)

    def _failed(self, failure: ParseFailure) -> str:
        self.built.failures.append(failure)
        return failure.message

    def _known(self, source: str, place: str) -> tuple[bool, int] | None:
        """Whether these bytes are known at this very place, and the row of their document."""
        found: tuple[bool, int] | None = self._db.execute(
            "SELECT f.path = ?, f.document FROM files f JOIN documents d ON d.id = f.document "
            "WHERE f.source_sha256 = ? AND d.parser = ? ORDER BY f.path = ? DESC LIMIT 1",
            (place, source, self._fingerprint, place),
        ).fetchone()
        return found

    def _take(self, file: File, rows: Prepared | None) -> str:
        known = self._known(file.source, file.place)
        if known:
            if not known[0]:
                with writing.transaction(self._db):
                    self._hold(file, known[1])
            self.built.known += 1
            return "known"
        if rows is None:  # it was known when it was found; its document has gone since
            rows = read_rows(self._parser, file)
        with writing.transaction(self._db):
            row, new = writing.put(self._db, rows, self._fingerprint)
            self._hold(file, row)
        self.built.added += new
        self.built.known += not new
        return "added" if new else "known"

    def _hold(self, file: File, row: int) -> None:
        """Note that a file holds a document, and drop what it held before."""
        self._forget(file.place, unless=row)
        self._db.execute(
            "INSERT INTO files VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET source_sha256 = excluded.source_sha256, "
            "document = excluded.document",
            (file.place, file.source, row),
        )

    def _forget(self, place: str, unless: int | None = None) -> None:
        """Drop what a file held before, and its document when no other file holds it."""
        before = self._db.execute("SELECT document FROM files WHERE path = ?", (place,)).fetchone()
        if before is None or before[0] == unless:
            return
        self._db.execute("DELETE FROM files WHERE path = ?", (place,))
        if not self._db.execute("SELECT 1 FROM files WHERE document = ?", before).fetchone():
            writing.delete(self._db, before[0])
            self.built.removed += 1


def _needs_no_parse(file: File) -> bool:
    return file.known or bool(file.error)


def read_rows(parser: Parser, file: File) -> Prepared:
    """Parse one file into its rows: what a process runs."""
    return prepare(parser.parse(file.path))
