"""A connection whose errors are vnplan's: full disk, damaged file, busy or read-only one, each said in one place."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Self
from urllib.parse import quote

from vnplan.errors import StoreError

_WAIT_SECONDS = 30.0


class Cursor(sqlite3.Cursor):
    """A cursor whose rows raise StoreError where the file cannot be read on."""

    def execute(self, sql: str, parameters: Any = (), /) -> Self:
        try:
            return super().execute(sql, parameters)
        except sqlite3.DatabaseError as error:
            raise told(error, self.connection) from error

    def executemany(self, sql: str, rows: Iterable[Any], /) -> Self:
        try:
            return super().executemany(sql, rows)
        except sqlite3.DatabaseError as error:
            raise told(error, self.connection) from error

    def __next__(self) -> Any:
        try:
            return super().__next__()
        except sqlite3.DatabaseError as error:
            raise told(error, self.connection) from error

    def fetchone(self) -> Any:
        try:
            return super().fetchone()
        except sqlite3.DatabaseError as error:
            raise told(error, self.connection) from error

    def fetchmany(self, size: int | None = 1) -> list[Any]:
        try:
            return super().fetchmany(size or 1)
        except sqlite3.DatabaseError as error:
            raise told(error, self.connection) from error

    def fetchall(self) -> list[Any]:
        try:
            return super().fetchall()
        except sqlite3.DatabaseError as error:
            raise told(error, self.connection) from error


class Connection(sqlite3.Connection):
    """A connection to a corpus file; its errors name the file and say what to do. `place` is the file."""

    place: str = ""

    def cursor(self, factory: Any = Cursor) -> Any:
        return super().cursor(factory)

    def execute(self, sql: str, parameters: Any = (), /) -> sqlite3.Cursor:
        found: sqlite3.Cursor = self.cursor().execute(sql, parameters)
        return found

    def executemany(self, sql: str, rows: Iterable[Any], /) -> sqlite3.Cursor:
        found: sqlite3.Cursor = self.cursor().executemany(sql, rows)
        return found


def opened(path: Path, *, immutable: bool = False, read_only: bool = False) -> Connection:
    """A connection to a file; `immutable` takes it as one that nobody changes, as on read-only media."""
    mode = "?immutable=1" if immutable else "?mode=ro" if read_only else ""
    place: str = f"file:{quote(str(path.absolute()))}{mode}" if mode else str(path)
    try:
        db = sqlite3.connect(place, timeout=_WAIT_SECONDS, isolation_level=None, check_same_thread=False,
                             factory=Connection, uri=bool(mode))  # fmt: skip
    except sqlite3.Error as error:
        raise StoreError(f"{path} cannot be opened: {error}; check its permissions") from error
    db.place = str(path)
    return db


def told(error: sqlite3.DatabaseError, db: sqlite3.Connection) -> Exception:
    """A StoreError for what the disk, the file or another program is to blame for; the error itself for a fault here.

    >>> str(told(sqlite3.OperationalError("database or disk is full"), sqlite3.connect(":memory:")))
    'the corpus cannot be written: the disk is full; make room, then go on: what was finished is kept'
    """
    name = getattr(db, "place", "") or "the corpus"
    code = getattr(error, "sqlite_errorname", None) or ""
    words = str(error)
    if code == "SQLITE_FULL" or "disk is full" in words:
        what = "the disk is full; make room, then go on: what was finished is kept"
        return StoreError(f"{name} cannot be written: {what}")
    if code.startswith("SQLITE_IOERR"):
        return StoreError(f"{name} cannot be read or written: the disk reports an error ({words}); check the disk")
    if code.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")) or "malformed" in words:
        return StoreError(f"{name} is damaged ({words}); build it anew from the documents, or take a copy of before")
    if code.startswith("SQLITE_READONLY") or "readonly" in words:
        return StoreError(f"{name} cannot be written: {words}; open it with Corpus.create, or make it writable")
    if code.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return StoreError(f"{name} is being written by another program; try again when it is done")
    if code.startswith("SQLITE_CANTOPEN"):
        return StoreError(f"{name} cannot be opened: {words}; check the path and the permissions of its folder")
    return error
