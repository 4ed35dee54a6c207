"""What brings a corpus of schema N to N + 1, each step inside the transaction of its caller."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from vnplan.store.links import write_links
from vnplan.store.preparing import unpack
from vnplan.store.tidy import VIEWS


def _numbered_instruments(db: sqlite3.Connection) -> None:
    """1 → 2: instruments get a number, and each document its links as numbers."""
    db.execute("ALTER TABLE instruments RENAME TO before")
    for index in ("instruments_number", "instruments_figure"):
        db.execute(f"DROP INDEX {index}")
    db.execute(
        "CREATE TABLE instruments (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, number_key TEXT, figure TEXT, "
        '"values" TEXT NOT NULL, in_corpus INTEGER NOT NULL)'
    )
    db.execute("CREATE INDEX instruments_number ON instruments(number_key)")
    db.execute("CREATE INDEX instruments_figure ON instruments(figure)")
    db.execute(
        'INSERT INTO instruments (key, number_key, figure, "values", in_corpus) '
        'SELECT key, number_key, figure, "values", in_corpus FROM before ORDER BY key'
    )
    db.execute("DROP TABLE before")
    db.execute("CREATE TABLE links (document INTEGER PRIMARY KEY REFERENCES documents(id), pairs BLOB NOT NULL)")
    for (document,) in db.execute("SELECT id FROM documents ORDER BY id").fetchall():
        write_links(db, document)


def _tidy_views(db: sqlite3.Connection) -> None:
    """2 → 3: quantities get their key and normal unit from the stored documents, and the tidy views come."""
    for column in ("indicator_key", "value_unit_normal"):
        db.execute(f"ALTER TABLE targets ADD COLUMN {column} TEXT")
    for document, body in db.execute("SELECT document, body FROM contents ORDER BY document").fetchall():
        db.executemany(
            "UPDATE targets SET indicator_key = ?, value_unit_normal = ? WHERE document = ? AND ordinal = ?",
            [(t.get("indicator_key"), t["value"].get("unit_normal"), document, ordinal)
             for ordinal, t in enumerate(unpack(body).get("targets", ()))],
        )  # fmt: skip
    for statement in VIEWS.split(";\n"):
        if statement.strip():
            db.execute(statement)


#: The steps by the schema that they start from.
MIGRATIONS: dict[int, Callable[[sqlite3.Connection], None]] = {1: _numbered_instruments, 2: _tidy_views}
