"""A build: what of some files is new or changed goes into a corpus, each document in a transaction of its own."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from vnplan.errors import SourceError
from vnplan.grammar import folders
from vnplan.store import writing
from vnplan.store.preparing import Prepared
from vnplan.store.workers import in_order, read_file

#: Called after each file with its path and what became of it: "added", "known" or an error.
Report = Callable[[Path, str], None]


@dataclass(slots=True)
class Built:
    """What a build did: documents added, files that were known already, documents removed, files left out."""

    added: int = 0
    known: int = 0
    removed: int = 0
    failed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _File:
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

    def __init__(self, db: sqlite3.Connection, parser: str) -> None:
        self._db, self._parser, self.built = db, parser, Built()

    def take(self, files: Sequence[Path], report: Report | None, prune: bool, workers: int) -> Built:
        """Take in what is new or changed; with `prune`, drop what is not among the files."""
        jobs = ((file, None if file.known or file.error else file.path) for file in self._found(files))
        with closing(in_order(jobs, workers, folders())) as found:
            for file, rows in found:
                try:
                    done = self._failed(file.error) if file.error else self._take(file, rows)
                except (SourceError, OSError) as error:
                    done = self._failed(str(error))
                if report:
                    report(file.path, done)
        if prune:
            kept = {path.as_posix() for path in files}
            for (place,) in self._db.execute("SELECT path FROM files ORDER BY path").fetchall():
                if place not in kept:
                    with writing.transaction(self._db):
                        self._forget(place)
        return self.built

    def _found(self, files: Sequence[Path]) -> Iterator[_File]:
        """Each file, and whether the corpus knows what is in it."""
        for path in files:
            try:
                source = hashlib.sha256(path.read_bytes()).hexdigest()
            except OSError as error:
                yield _File(path, error=f"{path}: {error.strerror or error}; check the path and its permissions")
            else:
                yield _File(path, source, self._known(source, path.as_posix()) is not None)

    def _failed(self, why: str) -> str:
        self.built.failed = (*self.built.failed, why)
        return why

    def _known(self, source: str, place: str) -> tuple[bool, int] | None:
        """Whether these bytes are known at this very place, and the row of their document."""
        found: tuple[bool, int] | None = self._db.execute(
            "SELECT f.path = ?, f.document FROM files f JOIN documents d ON d.id = f.document "
            "WHERE f.source_sha256 = ? AND d.parser = ? ORDER BY f.path = ? DESC LIMIT 1",
            (place, source, self._parser, place),
        ).fetchone()
        return found

    def _take(self, file: _File, rows: Callable[[], Prepared] | None) -> str:
        known = self._known(file.source, file.place)
        if known and known[0]:
            self.built.known += 1
            return "known"
        if known:
            with writing.transaction(self._db):
                self._hold(file, known[1])
            self.built.known += 1
            return "known"
        prepared = rows() if rows else read_file(file.path)
        with writing.transaction(self._db):
            row, new = writing.put(self._db, prepared, self._parser)
            self._hold(file, row)
        self.built.added += new
        self.built.known += not new
        return "added" if new else "known"

    def _hold(self, file: _File, row: int) -> None:
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


def workers_for(files: int, *, many: int = 100) -> int:
    """How many processes are worth their start: one for a few files, else those that the machine lends us.

    >>> workers_for(16)
    1
    """
    if files < many:
        return 1
    affinity = getattr(os, "sched_getaffinity", None)
    return max(1, min(8, len(affinity(0)) if affinity else os.cpu_count() or 1))
