"""The tables of a corpus file, how it is opened, and how an older one is brought up to date."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from vnplan.errors import StoreError
from vnplan.store.connection import Connection, opened
from vnplan.store.migrating import MIGRATIONS
from vnplan.store.tidy import VIEWS

#: Marks an SQLite file as a corpus ("vnpl").
APPLICATION = 0x766E706C
VERSION = 3
_MAPPED = 1 << 30
_LOOKED_THROUGH = 32 << 20  # bytes; this takes some ten milliseconds

_TABLES = """
CREATE TABLE documents (
  id INTEGER PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE, name TEXT, kind TEXT NOT NULL, node TEXT NOT NULL, uri TEXT,
  type TEXT, type_slug TEXT, number TEXT, date TEXT, year INTEGER, issuer TEXT, issuer_slug TEXT, province TEXT,
  province_slug TEXT, level TEXT, title TEXT, label TEXT NOT NULL, parser TEXT NOT NULL
);
CREATE TABLE contents (
  document INTEGER PRIMARY KEY REFERENCES documents(id), text TEXT NOT NULL,
  body BLOB NOT NULL,    -- the Document without its text, JSON, deflated
  claims BLOB NOT NULL   -- what it says of instruments, JSON, deflated
);
CREATE INDEX documents_node ON documents(node);
CREATE TABLE files (
  path TEXT PRIMARY KEY, source_sha256 TEXT NOT NULL, document INTEGER NOT NULL REFERENCES documents(id)
) WITHOUT ROWID;
CREATE INDEX files_document ON files(document);
CREATE INDEX files_source ON files(source_sha256);
CREATE TABLE units (
  id INTEGER PRIMARY KEY, document INTEGER NOT NULL REFERENCES documents(id), unit TEXT, parent TEXT,
  kind TEXT NOT NULL, number TEXT, heading TEXT, start INTEGER NOT NULL, "end" INTEGER NOT NULL
);
CREATE INDEX units_document ON units(document, unit);
CREATE INDEX units_parent ON units(document, parent);
CREATE VIRTUAL TABLE unit_words USING fts5(
  place, heading, body, place_folded, heading_folded, body_folded,
  content='', tokenize="unicode61 remove_diacritics 0"
);
CREATE TABLE citations (
  id TEXT NOT NULL, document INTEGER NOT NULL REFERENCES documents(id), source TEXT NOT NULL, target TEXT NOT NULL,
  relation TEXT NOT NULL, form TEXT NOT NULL, unit TEXT, pinpoint TEXT, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
  text TEXT NOT NULL, context TEXT NOT NULL, asserted_by TEXT NOT NULL, nested INTEGER NOT NULL, action TEXT
);
CREATE INDEX citations_document ON citations(document);
CREATE INDEX citations_source ON citations(source);
CREATE INDEX citations_target ON citations(target);
CREATE VIEW edges AS SELECT rowid, * FROM citations WHERE source <> target;
CREATE TABLE instruments (
  id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, number_key TEXT, figure TEXT, "values" TEXT NOT NULL,
  in_corpus INTEGER NOT NULL
);
CREATE INDEX instruments_number ON instruments(number_key);
CREATE INDEX instruments_figure ON instruments(figure);
CREATE TABLE links (    -- the edges of a document as pairs of instrument ids, 32 bits each
  document INTEGER PRIMARY KEY REFERENCES documents(id), pairs BLOB NOT NULL
);
CREATE TABLE claims (
  key TEXT NOT NULL, rank INTEGER NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL, times INTEGER NOT NULL,
  PRIMARY KEY (key, rank, name, value)
) WITHOUT ROWID;
CREATE TABLE attachments (document INTEGER NOT NULL REFERENCES documents(id), uri TEXT NOT NULL);
CREATE INDEX attachments_uri ON attachments(uri);
CREATE INDEX attachments_document ON attachments(document);
CREATE TABLE assignments (
  document INTEGER NOT NULL REFERENCES documents(id), ordinal INTEGER NOT NULL, unit TEXT, start INTEGER NOT NULL,
  "end" INTEGER NOT NULL, agency TEXT, agency_slug TEXT, agency_id TEXT, role TEXT NOT NULL, task TEXT NOT NULL,
  partners TEXT NOT NULL, deadline_start TEXT, deadline_end TEXT, recurrence TEXT
);
CREATE INDEX assignments_document ON assignments(document, unit);
CREATE TABLE targets (
  document INTEGER NOT NULL REFERENCES documents(id), ordinal INTEGER NOT NULL, unit TEXT, start INTEGER NOT NULL,
  "end" INTEGER NOT NULL, kind TEXT NOT NULL, indicator TEXT NOT NULL, indicator_slug TEXT NOT NULL, min REAL, max REAL,
  value_unit TEXT, value_text TEXT NOT NULL, deadline_start TEXT, deadline_end TEXT, recurrence TEXT, part_of INTEGER,
  indicator_key TEXT, value_unit_normal TEXT
);
CREATE INDEX targets_document ON targets(document, unit);
CREATE TABLE agencies (
  document INTEGER NOT NULL REFERENCES documents(id), unit TEXT, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
  agency TEXT NOT NULL, agency_slug TEXT NOT NULL, agency_id TEXT NOT NULL, level TEXT NOT NULL, locality TEXT
);
CREATE INDEX agencies_document ON agencies(document, unit);
CREATE INDEX agencies_slug ON agencies(agency_slug);
CREATE TABLE diagnostics (
  document INTEGER NOT NULL REFERENCES documents(id), code TEXT NOT NULL, severity TEXT NOT NULL, message TEXT NOT NULL,
  start INTEGER, "end" INTEGER
);
CREATE INDEX diagnostics_document ON diagnostics(document);
"""

#: Tables with rows of one document, to be emptied with it.
OF_DOCUMENT = (
    "contents", "units", "citations", "links", "attachments", "assignments", "targets", "agencies", "diagnostics",
    "files",
)  # fmt: skip


def connect(path: Path, *, create: bool = False, write: bool = False) -> Connection:
    """A connection to a corpus file, made or brought up to date where needed; readers go on while a build writes.

    A file on read-only media, or in a folder where nothing may be written, is opened as one that nobody changes.

    Raises StoreError for a missing file, a file that is no corpus, a damaged one, and one of a newer schema.
    """
    if path.is_dir():
        raise StoreError(f"{path} is a folder and no corpus; make a corpus of it with: vnplan build {path} -o plans.db")
    if path.exists() and not path.is_file():
        raise StoreError(f"{path} is no regular file and no corpus; give a file that vnplan build has made")
    if not create and not path.is_file():
        raise StoreError(f"there is no corpus {path}; make it with: vnplan build PATH -o {path}")
    new = not path.exists() or path.stat().st_size == 0
    if new and not create:
        raise StoreError(f"{path} is empty and no corpus; make one with: vnplan build PATH -o {path}")
    if not path.parent.is_dir():
        raise StoreError(f"there is no folder {path.parent}; make it, or write the corpus elsewhere")
    if not new:
        _check_head(path)
    writes = write or create
    if not writes and not _may_write(path):
        return _prepared(path, new, write=False, immutable=True)
    return _prepared(path, new, write=writes, immutable=False)


def _check_head(path: Path) -> None:
    """A file that is no corpus at all is told before SQLite is asked."""
    try:
        with path.open("rb") as file:
            head = file.read(100)
    except OSError as error:
        raise StoreError(f"{path} cannot be read: {error.strerror}; check its permissions") from error
    if head[:16] != b"SQLite format 3\0":
        raise StoreError(f"{path} is no corpus of vnplan; give a file that vnplan build has made")


def _may_write(path: Path) -> bool:
    """Whether SQLite may write beside the file, as it must also to read a corpus that others may be writing."""
    if not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        return False
    flags = getattr(os, "statvfs", None)
    return flags is None or not flags(path).f_flag & getattr(os, "ST_RDONLY", 1)


def _prepared(path: Path, new: bool, *, write: bool, immutable: bool) -> Connection:
    db = opened(path, immutable=immutable)
    try:
        _prepare(db, path, new, write)
    except BaseException:
        db.close()
        raise
    return db


@contextmanager
def one_moment(db: sqlite3.Connection) -> Iterator[None]:
    """What is read inside the block is of one moment, also while another program writes."""
    if db.in_transaction:
        yield
        return
    db.execute("BEGIN")
    try:
        yield
    finally:
        db.execute("COMMIT")


def roll_back(db: sqlite3.Connection) -> None:
    """Undo what the open transaction wrote; SQLite may have done so itself, as on a full disk."""
    if db.in_transaction:
        db.execute("ROLLBACK")


def _prepare(db: sqlite3.Connection, path: Path, new: bool, write: bool) -> None:
    if not new and db.execute("PRAGMA application_id").fetchone()[0] != APPLICATION:
        if db.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]:
            raise StoreError(f"{path} is an SQLite file but no corpus of vnplan; give one that vnplan build has made")
        new = True  # a build was ended before its first transaction
    if write:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = NORMAL")
    db.execute("PRAGMA foreign_keys = ON")
    db.execute(f"PRAGMA mmap_size = {_MAPPED}")
    if new:
        _make(db)
    version = db.execute("PRAGMA user_version").fetchone()[0]
    if version > VERSION:
        raise StoreError(
            f"{path} was made by a newer vnplan (schema {version}; this one knows {VERSION}); update vnplan to read it"
        )
    if version < VERSION:
        _migrate(db, path, version)
    elif not new:
        _check_whole(db, path, write)
    if not write:
        db.execute("PRAGMA query_only = ON")


def _make(db: sqlite3.Connection) -> None:
    db.execute("BEGIN IMMEDIATE")
    try:
        if not db.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]:  # no other program was faster
            for statement in (_TABLES + VIEWS).split(";\n"):
                if statement.strip():
                    db.execute(statement)
            db.execute(f"PRAGMA application_id = {APPLICATION}")
            db.execute(f"PRAGMA user_version = {VERSION}")
        db.execute("COMMIT")
    except BaseException:
        roll_back(db)
        raise


def _migrate(db: sqlite3.Connection, path: Path, version: int) -> None:
    """Step by step, each in a transaction of its own."""
    while version < VERSION:
        if version not in MIGRATIONS:
            raise StoreError(f"{path} has schema {version}, which this vnplan cannot bring up to date; build it anew")
        db.execute("BEGIN IMMEDIATE")
        try:
            if db.execute("PRAGMA user_version").fetchone()[0] == version:
                MIGRATIONS[version](db)
                db.execute(f"PRAGMA user_version = {version + 1}")
            db.execute("COMMIT")
        except sqlite3.Error as error:
            roll_back(db)
            raise StoreError(f"{path} cannot be brought up to date: {error}; build it anew") from error
        except BaseException:
            roll_back(db)
            raise
        version += 1


def _check_whole(db: sqlite3.Connection, path: Path, write: bool) -> None:
    """A file damaged in the middle is told when it is opened: small ones are looked through, larger before a build.

    SQLite finds damage only where it reads, so a build could find all documents known in a file that has lost them.
    """
    if not write and path.stat().st_size > _LOOKED_THROUGH:
        return
    (found,) = db.execute("PRAGMA quick_check(1)").fetchone()
    if found != "ok":
        raise StoreError(f"{path} is damaged ({found}); build it anew from the documents, or take a copy of before")
