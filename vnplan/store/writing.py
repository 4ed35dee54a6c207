"""One document into the tables of a corpus, and out of them again; the caller holds the transaction."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections import Counter
from collections.abc import Iterable
from typing import Any

from vnplan.graph.building import Claims
from vnplan.graph.facts import DocumentFacts, Value, facts_of
from vnplan.identity.uri import issuer_slug, number_slug, slug
from vnplan.models import Assignment, Document, QuantitativeTarget
from vnplan.store.schema import OF_DOCUMENT
from vnplan.store.words import document_label, words_of

Claim = tuple[str, int, str, Value]


def insert(db: sqlite3.Connection, document: Document, parser: str) -> int:
    """Put a document into all tables; returns its row id."""
    facts = facts_of(document, self_references=True)
    claims = _claims(facts)
    row = _document_row(db, document, facts, parser, claims)
    _insert_words(db, row, document)
    _many(db, "citations", (
        (e.id, row, e.source, e.target, e.relation, e.form, e.unit, e.pinpoint, e.start, e.end, e.text, e.context,
         e.asserted_by, int(e.nested), e.action)
        for e in facts.edges
    ))  # fmt: skip
    _many(db, "attachments", ((row, uri) for uri in facts.also))
    _many(db, "assignments", (_assignment(row, i, a) for i, a in enumerate(document.assignments)))
    _many(db, "targets", (_target(row, i, t) for i, t in enumerate(document.targets)))
    _many(db, "agencies", (
        (row, m.unit, m.span.start, m.span.end, m.agency.full_name, issuer_slug(m.agency.full_name), m.agency.id,
         m.agency.level, m.agency.locality)
        for m in document.agencies
    ))  # fmt: skip
    _many(db, "diagnostics", (
        (row, d.code, d.severity, d.message, d.span.start if d.span else None, d.span.end if d.span else None)
        for d in document.diagnostics
    ))  # fmt: skip
    _claim(db, claims, +1)
    return row


def delete(db: sqlite3.Connection, row: int) -> None:
    """Take a document out of all tables."""
    document = load(db, row)
    (packed,) = db.execute("SELECT claims FROM contents WHERE document = ?", (row,)).fetchone()
    ids = [i for (i,) in db.execute("SELECT id FROM units WHERE document = ? ORDER BY id", (row,))]
    _change_index(db, "delete", ids, document)
    for table in OF_DOCUMENT:
        db.execute(f"DELETE FROM {table} WHERE document = ?", (row,))
    db.execute("DELETE FROM documents WHERE id = ?", (row,))
    _claim(db, [tuple(claim) for claim in unpack(packed)], -1)


def load(db: sqlite3.Connection, row: int) -> Document:
    """The Document of a row, as it was parsed."""
    text, body = db.execute("SELECT text, body FROM contents WHERE document = ?", (row,)).fetchone()
    return Document.model_validate({"text": text, **unpack(body)})


def pack(value: Any) -> bytes:
    """A value as deflated JSON."""
    return zlib.compress(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8"), 6)


def unpack(blob: bytes) -> Any:
    """What pack() packed."""
    return json.loads(zlib.decompress(blob))


def _document_row(
    db: sqlite3.Connection, document: Document, facts: DocumentFacts, parser: str, claims: list[Claim]
) -> int:
    meta = document.metadata
    own = dict(facts.nodes[0].values)
    issuer, province = own.get("issuer"), own.get("province")
    values = (
        document.sha256, document.name, document.kind, facts.key, meta.uri, own.get("type"),
        slug(str(own.get("type") or "")), own.get("number"), own.get("date"), own.get("year"), issuer,
        issuer_slug(str(issuer or "")), province, slug(str(province or "")), own.get("level"), own.get("title"),
        document_label(document), parser,
    )  # fmt: skip
    columns = ("sha256, name, kind, node, uri, type, type_slug, number, date, year, issuer, issuer_slug, province, "
               "province_slug, level, title, label, parser")  # fmt: skip
    marks = ", ".join("?" * len(values))
    row = db.execute(f"INSERT INTO documents ({columns}) VALUES ({marks})", values).lastrowid
    assert row is not None
    body = document.model_dump(mode="json", exclude={"text"})
    db.execute("INSERT INTO contents VALUES (?, ?, ?, ?)", (row, document.text, pack(body), pack(claims)))
    return row


def _insert_words(db: sqlite3.Connection, row: int, document: Document) -> None:
    first = (db.execute("SELECT max(id) FROM units").fetchone()[0] or 0) + 1
    rows = list(words_of(document))
    db.executemany(
        "INSERT INTO units VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        ((i, row, w.unit, w.parent, w.kind, w.number, w.heading, w.start, w.end)
         for i, w in enumerate(rows, first)),
    )  # fmt: skip
    _change_index(db, None, range(first, first + len(rows)), document)


def _change_index(db: sqlite3.Connection, command: str | None, ids: Iterable[int], document: Document) -> None:
    """Index the words of a document, or with "delete" take out the same words again."""
    columns = "place, heading, body, place_folded, heading_folded, body_folded"
    rows = zip(ids, words_of(document), strict=True)
    if command is None:
        statement = f"INSERT INTO unit_words (rowid, {columns}) VALUES (?, ?, ?, ?, ?, ?, ?)"
        db.executemany(statement, ((i, *words.columns()) for i, words in rows))
    else:
        statement = f"INSERT INTO unit_words (unit_words, rowid, {columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
        db.executemany(statement, ((command, i, *words.columns()) for i, words in rows))


def _many(db: sqlite3.Connection, table: str, rows: Iterable[tuple[Any, ...]]) -> None:
    rows = list(rows)
    if rows:
        db.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(rows[0]))})", rows)


def _assignment(row: int, i: int, a: Assignment) -> tuple[Any, ...]:
    deadline, agency = a.deadline, a.agency
    name, key = (agency.full_name, agency.id) if agency else (None, None)
    return (
        row, i, a.unit, a.span.start, a.span.end, name, issuer_slug(name) if name else None, key,
        a.role, a.task, json.dumps([p.full_name for p in a.partners], ensure_ascii=False),
        deadline.start if deadline else None, deadline.end if deadline else None,
        deadline.recurrence if deadline else None,
    )  # fmt: skip


def _target(row: int, i: int, t: QuantitativeTarget) -> tuple[Any, ...]:
    deadline = t.deadline
    return (
        row, i, t.unit, t.span.start, t.span.end, t.kind, t.indicator, slug(t.indicator), t.value.min, t.value.max,
        t.value.unit, t.value.text, deadline.start if deadline else None, deadline.end if deadline else None,
        deadline.recurrence if deadline else None, t.part_of,
    )  # fmt: skip


def _claims(facts: DocumentFacts) -> list[Claim]:
    """Every claim of one document; the last one says which node is in the corpus and under which sha256."""
    found: list[Claim] = [(n.key, n.rank, name, value) for n in facts.nodes for name, value in n.values]
    named = {key for key, *_ in found}
    for edge in facts.edges:  # an instrument that only stands as the outer one of a nested citation
        found += [(key, 2, "", "") for key in (edge.source, edge.target) if key not in named]
        named |= {edge.source, edge.target}
    return [*found, (facts.key, 0, "documents", facts.sha256)]


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
        'INSERT INTO instruments VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET number_key = excluded.number_key, '
        'figure = excluded.figure, "values" = excluded."values", in_corpus = excluded.in_corpus',
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
