"""`vnplan export`: the graph, documents and tables in the formats of other programs."""

from __future__ import annotations

import argparse
import csv
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from vnplan.cli.inputs import Inputs, graph_of, is_corpus
from vnplan.cli.tables import many
from vnplan.errors import StoreError, VnplanError
from vnplan.exports import GRAPH_ENDINGS, to_akn, write_graph
from vnplan.exports.cells import guarded
from vnplan.graph.facts import own_key
from vnplan.graph.finding import Finder
from vnplan.models import Document
from vnplan.store.corpus import Corpus
from vnplan.views.chunks import Chunk


def run(arguments: argparse.Namespace) -> int:
    """Write what the ending of the output, --table and --akn ask for."""
    output = Path(arguments.output)
    if arguments.table:
        written = _table(arguments, output)
    elif arguments.akn:
        written = _akn_folder(arguments, output)
    elif output.suffix == ".xml":
        written = _akn(arguments, output)
    elif arguments.name == "chunks" and output.suffix == ".jsonl":
        written = _lines(output, (chunk.as_json() for chunk in _chunks(arguments)), "chunk")
    elif output.suffix == ".jsonl":
        written = _lines(output, (d.model_dump(mode="json") for d in _documents(arguments)), "document")
    elif output.suffix in GRAPH_ENDINGS:
        graph, code = graph_of([arguments.path])
        key = Finder(graph).one(arguments.name) if arguments.name else None
        write_graph(graph, output, around=key)
        print(f"{output}: written")
        return code
    else:
        endings = " ".join((".xml", ".jsonl", *GRAPH_ENDINGS))
        raise VnplanError(f"{output}: nothing is written with the ending {output.suffix!r}; give one of {endings}")
    print(f"{output}: {written}")
    return 0


def _documents(arguments: argparse.Namespace) -> Iterator[Document]:
    if is_corpus(arguments.path):
        with Corpus.open(arguments.path) as corpus:
            yield from corpus
    else:
        yield from Inputs([arguments.path])


def _chunks(arguments: argparse.Namespace) -> Iterator[Chunk]:
    if is_corpus(arguments.path):
        with Corpus.open(arguments.path) as corpus:
            yield from corpus.chunks(max_chars=arguments.max_chars)
    else:
        for document in Inputs([arguments.path]):
            yield from document.chunks(max_chars=arguments.max_chars)


def _akn(arguments: argparse.Namespace, output: Path) -> str:
    documents = list(_documents(arguments))
    if arguments.name:
        from vnplan.graph.building import build_graph

        key = Finder(build_graph(documents)).one(arguments.name)
        documents = [document for document in documents if own_key(document) == key]
    if len(documents) != 1:
        found = len(documents)
        raise VnplanError(f"{output} takes one document, not {found}; name it, or write all with --akn -o FOLDER")
    output.write_text(to_akn(documents[0]), encoding="utf-8")
    return "1 document"


def _akn_folder(arguments: argparse.Namespace, output: Path) -> str:
    output.mkdir(parents=True, exist_ok=True)
    count = 0
    used: set[str] = set()
    for document in _documents(arguments):
        name = Path(document.name).stem if document.name else document.sha256[:16]
        name = name if name not in used else f"{name}-{document.sha256[:8]}"
        used.add(name)
        (output / f"{name}.xml").write_text(to_akn(document), encoding="utf-8")
        count += 1
    return many(count, "document")


def _table(arguments: argparse.Namespace, output: Path) -> str:
    if output.suffix not in (".csv", ".jsonl"):
        raise StoreError(f"{output}: a table is written as .csv or .jsonl; give one of these endings")
    with Corpus.open(arguments.path) as corpus:
        rows = list(corpus.rows(arguments.table))
    if output.suffix == ".jsonl":
        return _lines(output, rows, "row")
    names = list(dict.fromkeys(name for row in rows for name in row))
    with output.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names)
        writer.writeheader()
        writer.writerows(rows if arguments.raw else ({k: guarded(v) for k, v in row.items()} for row in rows))
    return many(len(rows), "row")


def _lines(output: Path, rows: Iterable[Any], what: str) -> str:
    count = 0
    with output.open("w", encoding="utf-8", newline="\n") as file:
        for row in rows:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
            count += 1
    return many(count, what)
