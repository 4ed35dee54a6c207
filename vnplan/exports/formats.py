"""The citation graph as a file and back; the ending of its name chooses the format."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vnplan.errors import GraphError
from vnplan.exports import rdf, tabular

if TYPE_CHECKING:
    import networkx as nx

    Writer = Callable[[nx.MultiDiGraph, Path], None]
    Reader = Callable[[Path], nx.MultiDiGraph]


def check_ending(path: str | Path) -> str:
    """The ending of a path, when it names a format.

    Raises GraphError that lists the endings.

    >>> check_ending("graph.graphml")
    '.graphml'
    """
    ending = Path(path).suffix.lower()
    if ending not in _WRITERS:
        raise GraphError(f"{path}: no graph format has the ending {ending!r}; give one of {' '.join(GRAPH_ENDINGS)}")
    return ending


def write_graph(graph: nx.MultiDiGraph, path: str | Path, *, around: str | None = None) -> None:
    """Write a graph; with `around` only that node, its neighbours and the citations among them.

    `.csv` and `.parquet` make two files: graph.csv is written as graph.nodes.csv and graph.edges.csv.

    Raises GraphError for an unknown ending or a format that needs a package which is not installed, OSError when the
    file cannot be written.
    """
    ending = check_ending(path)
    if around is not None:
        graph = graph.subgraph({around, *graph.predecessors(around), *graph.successors(around)})
    if ending == ".html":  # the page shows at once what was asked for
        _write_html(graph, Path(path), around)
    else:
        _WRITERS[ending](graph, Path(path))


def read_graph(path: str | Path) -> nx.MultiDiGraph:
    """Read a graph back that write_graph wrote as JSON, GraphML, GEXF, CSV or Parquet.

    Raises GraphError for another ending, or a file that is none of vnplan's graphs.
    """
    ending = Path(path).suffix.lower()
    if ending not in _READERS:
        raise GraphError(f"{path}: graphs are not read from {ending!r}; give one of {' '.join(_READERS)}")
    try:
        return _READERS[ending](Path(path))
    except (ValueError, KeyError, SyntaxError) as error:
        raise GraphError(f"{path} is no graph written by vnplan ({error}); write it again with write_graph") from error


def _write_graphml(graph: nx.MultiDiGraph, path: Path) -> None:
    import networkx as nx

    nx.write_graphml_xml(graph, path)


def _read_graphml(path: Path) -> nx.MultiDiGraph:
    import networkx as nx

    return nx.MultiDiGraph(nx.read_graphml(path, force_multigraph=True))


def _write_json(graph: nx.MultiDiGraph, path: Path) -> None:
    import networkx as nx

    path.write_text(json.dumps(nx.node_link_data(graph, edges="edges"), ensure_ascii=False), encoding="utf-8")


def _read_json(path: Path) -> nx.MultiDiGraph:
    import networkx as nx

    return nx.node_link_graph(json.loads(path.read_text(encoding="utf-8")), edges="edges")


#: Names that mean something else in GEXF: start and end are times there, label and kind are parts of an edge.
_GEXF = {"start": "text_start", "end": "text_end"}


def _write_gexf(graph: nx.MultiDiGraph, path: Path) -> None:
    import networkx as nx

    copy = nx.MultiDiGraph()
    copy.add_nodes_from(graph.nodes(data=True))
    for source, target, key, data in graph.edges(keys=True, data=True):
        values = {_GEXF.get(name, name): value for name, value in data.items()}
        copy.add_edge(source, target, key=key, id=key, **values)
    nx.write_gexf(copy, path)


def _read_gexf(path: Path) -> nx.MultiDiGraph:
    import networkx as nx

    found, graph = nx.read_gexf(path), nx.MultiDiGraph()
    back = {there: here for here, there in _GEXF.items()}
    graph.add_nodes_from(found.nodes(data=True))
    edges: Any = found.edges(data=True)
    for source, target, data in edges:
        key = data.pop("id")
        data.pop("key", None)
        graph.add_edge(source, target, key=key, **{back.get(name, name): value for name, value in data.items()})
    return graph


def _write_html(graph: nx.MultiDiGraph, path: Path, around: str | None = None) -> None:
    from vnplan.exports.page import page_of

    path.write_text(page_of(graph, around=around), encoding="utf-8")


_WRITERS: dict[str, Writer] = {
    ".json": _write_json,
    ".graphml": _write_graphml,
    ".gexf": _write_gexf,
    ".csv": tabular.write_csv,
    ".cypher": tabular.write_cypher,
    ".parquet": tabular.write_parquet,
    ".ttl": rdf.write_turtle,
    ".jsonld": rdf.write_jsonld,
    ".html": _write_html,
}

_READERS: dict[str, Reader] = {
    ".json": _read_json,
    ".graphml": _read_graphml,
    ".gexf": _read_gexf,
    ".csv": tabular.read_csv,
    ".parquet": tabular.read_parquet,
}

#: The endings that write_graph takes.
GRAPH_ENDINGS = tuple(_WRITERS)
