"""Graphs as tables of nodes and edges: CSV with the headers of Neo4j's import, Parquet, and Cypher statements."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vnplan.errors import GraphError
from vnplan.exports.cells import guarded, unguarded

if TYPE_CHECKING:
    import networkx as nx

_NODE_COLUMNS = ("label", "type", "number", "date", "year", "issuer", "province", "level", "title", "kind", "name",
                 "attached", "in_corpus", "documents", "other_dates")  # fmt: skip
_EDGE_COLUMNS = ("relation", "form", "pinpoint", "document", "unit", "start", "end", "text", "context", "asserted_by",
                 "nested", "action")  # fmt: skip
_WHOLE, _TRUTH = frozenset({"year", "start", "end"}), frozenset({"in_corpus", "nested"})
_BATCH = 200


def pair(path: Path) -> tuple[Path, Path]:
    """The two files of a table format: graph.csv is graph.nodes.csv and graph.edges.csv.

    >>> [p.name for p in pair(Path("graph.csv"))]
    ['graph.nodes.csv', 'graph.edges.csv']
    """
    return path.with_suffix(f".nodes{path.suffix}"), path.with_suffix(f".edges{path.suffix}")


def write_csv(graph: nx.MultiDiGraph, path: Path) -> None:
    """Two files that `neo4j-admin database import` takes; an unknown value is an empty cell."""
    nodes, edges = pair(path)
    _write_rows(nodes, ["key:ID", *map(_header, _NODE_COLUMNS), ":LABEL"], (
        [guarded(key), *_cells(data, _NODE_COLUMNS), "Instrument"]
        for key, data in graph.nodes(data=True)))  # fmt: skip
    _write_rows(edges, [":START_ID", ":END_ID", "id", *map(_header, _EDGE_COLUMNS), ":TYPE"], (
        [guarded(s), guarded(t), guarded(key), *_cells(data, _EDGE_COLUMNS), data["relation"].upper()]
        for s, t, key, data in graph.edges(keys=True, data=True)))  # fmt: skip


def read_csv(path: Path) -> nx.MultiDiGraph:
    """The graph of two files that write_csv wrote."""
    nodes, edges = pair(path)
    return _graph(_read_rows(nodes), _read_rows(edges))


def write_parquet(graph: nx.MultiDiGraph, path: Path) -> None:
    """Two Parquet files, for pandas, polars, DuckDB and the rest.

    Raises GraphError when pyarrow is not installed.
    """
    pyarrow, parquet = _pyarrow()
    kinds = {**dict.fromkeys(_WHOLE, pyarrow.int64()), **dict.fromkeys(_TRUTH, pyarrow.bool_())}
    nodes = [{"key": key, **data} for key, data in graph.nodes(data=True)]
    edges = [{"source": s, "target": t, "id": key, **data} for s, t, key, data in graph.edges(keys=True, data=True)]
    for file, rows, columns in zip(
        pair(path), (nodes, edges), (("key", *_NODE_COLUMNS), ("source", "target", "id", *_EDGE_COLUMNS)), strict=True
    ):
        fields = [(column, kinds.get(column, pyarrow.string())) for column in columns]
        parquet.write_table(pyarrow.Table.from_pylist(rows, schema=pyarrow.schema(fields)), file)


def read_parquet(path: Path) -> nx.MultiDiGraph:
    """The graph of two files that write_parquet wrote."""
    _, parquet = _pyarrow()
    nodes, edges = ([_known(row) for row in parquet.read_table(file).to_pylist()] for file in pair(path))
    return _graph(nodes, edges)


def write_cypher(graph: nx.MultiDiGraph, path: Path) -> None:
    """Statements for Neo4j (`cypher-shell -f graph.cypher`); run twice they change nothing."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for statement in cypher(graph):
            file.write(statement + ";\n")


def cypher(graph: nx.MultiDiGraph) -> Iterator[str]:
    """The statements that make the graph: a constraint, the instruments, then the citations by relation."""
    yield "CREATE CONSTRAINT instrument_key IF NOT EXISTS FOR (i:Instrument) REQUIRE i.key IS UNIQUE"
    for batch in _batches({"key": key, **data} for key, data in graph.nodes(data=True)):
        yield f"UNWIND {_literal(batch)} AS row MERGE (i:Instrument {{key: row.key}}) SET i += row"
    relations: dict[str, list[dict[str, Any]]] = {}
    for source, target, key, data in graph.edges(keys=True, data=True):
        row = {"source": source, "target": target, "values": {"id": key, **data}}
        relations.setdefault(data["relation"], []).append(row)
    for relation in sorted(relations):
        for batch in _batches(relations[relation]):
            yield (
                f"UNWIND {_literal(batch)} AS row MATCH (a:Instrument {{key: row.source}}), "
                f"(b:Instrument {{key: row.target}}) MERGE (a)-[c:{relation.upper()} {{id: row.values.id}}]->(b) "
                "SET c += row.values"
            )


def _literal(value: Any) -> str:
    """A value as Cypher writes it: as JSON, but for the names in maps, which stand bare."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {_literal(item)}" for name, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_literal, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def _batches(rows: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    batch: list[dict[str, Any]] = []
    for row in rows:
        batch.append(row)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _header(name: str) -> str:
    return f"{name}:long" if name in _WHOLE else f"{name}:boolean" if name in _TRUTH else name


def _cells(data: dict[str, Any], columns: tuple[str, ...]) -> list[str]:
    cells = (data.get(column) for column in columns)
    return ["" if v is None else str(v).lower() if isinstance(v, bool) else str(guarded(v)) for v in cells]


def _write_rows(path: Path, head: list[str], rows: Iterable[list[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(head)
        writer.writerows(rows)


def _read_rows(path: Path) -> Iterator[dict[str, Any]]:
    special = {":START_ID": "source", ":END_ID": "target", "key:ID": "key"}
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        head = next(reader, [])
        names = [special.get(name, name) for name in head]
        for row in reader:
            found: dict[str, Any] = {}
            for name, cell in zip(names, row, strict=True):
                if cell and not name.startswith(":"):
                    name, _, kind = name.partition(":")
                    truth = cell == "true" if kind == "boolean" else unguarded(cell)
                    found[name] = int(cell) if kind == "long" else truth
            yield found


def _graph(nodes: Iterable[dict[str, Any]], edges: Iterable[dict[str, Any]]) -> nx.MultiDiGraph:
    import networkx as nx

    graph = nx.MultiDiGraph()
    for row in nodes:
        graph.add_node(row.pop("key"), **row)
    for row in edges:
        graph.add_edge(row.pop("source"), row.pop("target"), key=row.pop("id"), **row)
    return graph


def _known(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if value is not None}


def _pyarrow() -> Any:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise GraphError("Parquet needs pyarrow; install it with: pip install 'vnplan[parquet]'") from error
    return pyarrow, pyarrow.parquet
