"""The rows of one document into the tables of a corpus, and out of them again; the caller holds the transaction."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from vnplan.graph.building import Claims
from vnplan.identity.uri import number_slug
from vnplan.models import Document
from vnplan.store.links import write_links
from vnplan.store.preparing import COLUMNS, Claim, Prepared, Row, pack, unpack
from vnplan.store.schema import OF_DOCUMENT, roll_back
from vnplan.store.words import words_of

_WORDS = "place, heading, body, place_folded, heading_folded, body_folded"


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """What is written inside the block is written as a whole or not at all.

    Raises StoreError when the corpus cannot be written.
    """
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        roll_back(db)
        raise


def put(db: sqlite3.Connection, found: Prepared, parser: str) -> tuple[int, bool]:
    """The row of a document, made where it is missing or from an older parser, and whether it was made."""
    row = db.execute("SELECT id, parser FROM documents WHERE sha256 = ?", (found.sha256,)).fetchone()
    files: list[Row] = []
    if row:
        if row[1] == parser:
            return row[0], False
        files = db.execute("SELECT path, source_sha256 FROM files WHERE document = ?", row[:1]).fetchall()
        delete(db, row[0])
    made = insert(db, found, parser)
    db.executemany("INSERT INTO files VALUES (?, ?, ?)", ((*file, made) for file in files))
    return made, True


def insert(db: sqlite3.Connection, found: Prepared, parser: str) -> int:
    """Put a document into all tables; returns its row id."""
    values = {**found.document, "parser": parser}
    marks = ", ".join("?" * len(values))
    row = db.execute(f"INSERT INTO documents ({', '.join(values)}) VALUES ({marks})", tuple(values.values())).lastrowid
    assert row is not None
    db.execute("INSERT INTO contents VALUES (?, ?, ?, ?)", (row, found.text, found.body, pack(found.claims)))
    first = (db.execute("SELECT max(id) FROM units").fetchone()[0] or 0) + 1
    db.executemany(
        "INSERT INTO units VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        ((i, row, *unit) for i, unit in enumerate(found.units, first)),
    )
    db.executemany(
        f"INSERT INTO unit_words (rowid, {_WORDS}) VALUES (?, ?, ?, ?, ?, ?, ?)",
        ((i, *words) for i, words in enumerate(found.words, first)),
    )
    for table, rows in found.rows.items():
        _many(db, table, row, rows)
    _claim(db, found.claims, +1)
    write_links(db, row)
    return row


def delete(db: sqlite3.Connection, row: int) -> None:
    """Take a document out of all tables."""
    document = load(db, row)
    packed, label = db.execute(
        "SELECT c.claims, d.label FROM contents c JOIN documents d ON d.id = c.document WHERE d.id = ?", (row,)
    ).fetchone()
    ids = [i for (i,) in db.execute("SELECT id FROM units WHERE document = ? ORDER BY id", (row,))]
    db.executemany(
        f"INSERT INTO unit_words (unit_words, rowid, {_WORDS}) VALUES ('delete', ?, ?, ?, ?, ?, ?, ?)",
        ((i, *words.columns()) for i, words in zip(ids, words_of(document, label), strict=True)),
    )
    for table in OF_DOCUMENT:
        db.execute(f"DELETE FROM {table} WHERE document = ?", (row,))
    db.execute("DELETE FROM documents WHERE id = ?", (row,))
    _claim(db, [tuple(claim) for claim in unpack(packed)], -1)


def load(db: sqlite3.Connection, row: int) -> Document:
    """The Document of a row, as it was parsed."""
    text, body = db.execute("SELECT text, body FROM contents WHERE document = ?", (row,)).fetchone()
    return Document.model_validate({"text": text, **unpack(body)})


def _many(db: sqlite3.Connection, table: str, row: int, rows: list[Row]) -> None:
    columns = COLUMNS[table].split(", ")
    names = ", ".join(f'"{name}"' for name in columns)
    marks = ", ".join("?" * (len(columns) + 1))
    db.executemany(f"INSERT INTO {table} (document, {names}) VALUES ({marks})", ((row, *values) for values in rows))


def _claim(db: sqlite3.Connection, claims: Iterable[Claim], sign: int) -> None:
    """Count claims up or down and settle the instruments that they are about."""
    counts = Counter((key, rank, name, json.dumps(value, ensure_ascii=False)) for key, rank, name, value in claims)
    db.executemany(
        "INSERT INTO claims VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET times = times + excluded.times",
        ((*claim, sign * times) for claim, times in counts.items()),
    )
    keys = sorted({key for key, *_ in counts})
    if sign < 0:
        db.executemany("DELETE FROM claims WHERE key = ? AND times <= 0", ((key,) for key in keys))
    for key in keys:
        settle(db, key)


def settle(db: sqlite3.Connection, key: str) -> None:
    """Write what all claims together say of an instrument; one that nothing names any more goes."""
    claims = claims_about(db, [key])
    if claims is None:
        db.execute("DELETE FROM instruments WHERE key = ?", (key,))
        return
    values = claims.attributes(key)
    number = number_slug(values["number"]) if values.get("number") else None
    db.execute(
        'INSERT INTO instruments (key, number_key, figure, "values", in_corpus) VALUES (?, ?, ?, ?, ?) '
        'ON CONFLICT (key) DO UPDATE SET number_key = excluded.number_key, figure = excluded.figure, '
        '"values" = excluded."values", in_corpus = excluded.in_corpus',
        (key, number, number.partition("-")[0] if number else None, json.dumps(values, ensure_ascii=False),
         int(values["in_corpus"])),
    )  # fmt: skip


def claims_about(db: sqlite3.Connection, keys: Iterable[str]) -> Claims | None:
    """What is claimed of the instrument that these keys stand for; None when nothing is."""
    claims, found = Claims(), False
    for key in keys:
        for rank, name, value, times in db.execute("SELECT rank, name, value, times FROM claims WHERE key = ?", (key,)):
            found = True
            if name == "documents":
                claims.documents.append(json.loads(value))
            elif name:
                claims.add(rank, [(name, json.loads(value))], times)
    return claims if found else None
