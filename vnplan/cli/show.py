"""`vnplan show`: what a corpus holds, or one document or unit of it."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator

from vnplan.cli.parse import outline, summary
from vnplan.cli.tables import many, table
from vnplan.errors import StoreError
from vnplan.models import Document, Unit
from vnplan.store.corpus import TABLES, Corpus

_SHA = frozenset("0123456789abcdef")


def run(arguments: argparse.Namespace) -> int:
    """Show the corpus, or the document that NAME means."""
    if arguments.name is None and (arguments.outline or arguments.unit):
        raise StoreError("--outline and --unit show a document; name it: vnplan show CORPUS NAME --outline")
    with Corpus.open(arguments.corpus) as corpus:
        if arguments.name is None:
            print("\n".join(_overview(corpus)) if not arguments.json else json.dumps(
                list(corpus.rows("documents")), ensure_ascii=False, indent=2))  # fmt: skip
            return 0
        document = _document(corpus, arguments.name)
    if arguments.unit:
        print(document.slice(_unit(document, arguments.unit).span))
    elif arguments.json:
        print(document.model_dump_json(indent=2))
    else:
        print("\n".join(outline(document) if arguments.outline else summary(document)))
    return 0


def _document(corpus: Corpus, name: str) -> Document:
    if len(name) >= 8 and set(name) <= _SHA:
        return corpus.document(name)
    documents = corpus.documents_of(corpus.find(name))
    if not documents:
        raise StoreError(f"{corpus.path}: {name} is cited, but its text is not in the corpus; add it with vnplan build")
    return documents[0]


def _unit(document: Document, wanted: str) -> Unit:
    stack = list(document.units)
    while stack:
        unit = stack.pop()
        if unit.id == wanted:
            return unit
        stack.extend(unit.children)
    raise StoreError(f"{document.name or document.sha256[:12]} has no unit {wanted!r}; see them with --outline")


def _overview(corpus: Corpus) -> Iterator[str]:
    counts = ", ".join(f"{corpus.count(name)} {name}" for name in TABLES)
    yield f"{corpus.path}: {many(len(corpus), 'document')}; {counts}"
    yield ""
    rows = sorted(corpus.rows("documents"), key=lambda row: (row["date"] or "", row["number"] or ""))
    yield table(
        ("date", "type", "number", "issuer", "file", "sha256"),
        ((r["date"], r["type"] or r["kind"], r["number"], r["issuer"], r["name"], r["sha256"][:12]) for r in rows),
    )

