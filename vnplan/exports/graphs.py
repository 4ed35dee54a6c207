"""The citation graph as a file; the ending of its name chooses the format."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from vnplan.errors import GraphError

if TYPE_CHECKING:
    import networkx as nx


def check_ending(path: str | Path) -> str:
    """The ending of a path, when it names a format.

    Raises GraphError that lists the endings.

    >>> check_ending("graph.graphml")
    '.graphml'
    """
    ending = Path(path).suffix.lower()
    if ending not in _WRITERS:
        raise GraphError(f"{path}: no graph format has the ending {ending!r}; give one of {' '.join(sorted(_WRITERS))}")
    return ending


def write_graph(graph: nx.MultiDiGraph, path: str | Path, *, around: str | None = None) -> None:
    """Write a graph; with `around` only that node and its neighbours.

    Raises GraphError for an unknown ending, OSError when the file cannot be written.
    """
    ending = check_ending(path)
    if around is not None:
        near = {around, *graph.predecessors(around), *graph.successors(around)}
        graph = graph.subgraph(near)
    _WRITERS[ending](graph, Path(path))


def _graphml(graph: nx.MultiDiGraph, path: Path) -> None:
    import networkx as nx

    nx.write_graphml_xml(graph, path)


def _node_link(graph: nx.MultiDiGraph, path: Path) -> None:
    import networkx as nx

    path.write_text(json.dumps(nx.node_link_data(graph, edges="edges"), ensure_ascii=False), encoding="utf-8")


_WRITERS: dict[str, Callable[[nx.MultiDiGraph, Path], None]] = {".graphml": _graphml, ".json": _node_link}
