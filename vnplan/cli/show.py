"""`vnplan show`: what a corpus holds, or one document or unit of it."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator

from vnplan.cli.plain import outline, summary
from vnplan.cli.tables import many, table
from vnplan.errors import StoreError
from vnplan.store.corpus import TABLES, Corpus
from vnplan.store.fingerprint import fingerprint


def run(arguments: argparse.Namespace) -> int:
    """Show the corpus, or the document that NAME means."""
    if arguments.name is None and (arguments.outline or arguments.unit):
        raise StoreError("--outline and --unit show a document; name it: vnplan show CORPUS NAME --outline")
    with Corpus.open(arguments.corpus) as corpus:
        if arguments.name is None:
            print("\n".join(_overview(corpus)) if not arguments.json else json.dumps(
                list(corpus.rows("documents")), ensure_ascii=False, indent=2))  # fmt: skip
            return 0
        document = corpus.document(arguments.name)
    if arguments.unit:
        print(document.text_of(document.unit(arguments.unit)))
    elif arguments.json:
        print(document.model_dump_json(indent=2))
    else:
        print("\n".join(outline(document) if arguments.outline else summary(document, every=arguments.all)))
    return 0


def _overview(corpus: Corpus) -> Iterator[str]:
    counts = ", ".join(f"{corpus.count(name)} {name}" for name in TABLES)
    yield f"{corpus.path}: {many(len(corpus), 'document')}; {counts}"
    readers = corpus.parsers()
    if readers and readers != {fingerprint(): len(corpus)}:
        old = sum(count for reader, count in readers.items() if reader != fingerprint())
        yield f"{many(old, 'document')} read by another vnplan or grammar; vnplan build reads them anew"
    yield ""
    rows = sorted(corpus.rows("documents"), key=lambda row: (row["date"] or "", row["number"] or ""))
    yield table(
        ("date", "type", "number", "issuer", "file", "sha256"),
        ((r["date"], r["type"] or r["kind"], r["number"], r["issuer"], r["name"], r["sha256"][:12]) for r in rows),
    )

