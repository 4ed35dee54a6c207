"""Importance and groups: PageRank without scipy, communities; each citing instrument counts once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vnplan.errors import GraphError
from vnplan.graph.fast import DAMPING, ROUNDS, TOLERANCE, FastGraph

if TYPE_CHECKING:
    import networkx as nx



def pagerank(graph: nx.DiGraph, *, engine: str = "python") -> dict[str, float]:
    """PageRank of every node; parallel edges count once. `engine` "scipy" is fast, and needs vnplan[fast].

    Both give the same numbers: damping 0.85, nodes that cite nothing give to all.

    >>> import networkx as nx
    >>> {k: round(v, 3) for k, v in pagerank(nx.DiGraph([("a", "c"), ("b", "c")])).items()}
    {'a': 0.213, 'c': 0.574, 'b': 0.213}
    """
    if engine == "scipy":
        return FastGraph.of(graph).pagerank()
    if engine != "python":
        raise GraphError(f"there is no engine {engine!r}; give python or scipy")
    keys = list(graph)
    if not keys:
        return {}
    at = {key: i for i, key in enumerate(keys)}
    out = [[at[target] for target in graph.succ[key]] for key in keys]
    count = len(keys)
    ranks = [1.0 / count] * count
    for _ in range(ROUNDS):
        lost = sum(rank for rank, targets in zip(ranks, out, strict=True) if not targets)
        base = (1.0 - DAMPING + DAMPING * lost) / count
        new = [base] * count
        for rank, targets in zip(ranks, out, strict=True):
            if targets:
                share = DAMPING * rank / len(targets)
                for target in targets:
                    new[target] += share
        change = sum(abs(a - b) for a, b in zip(new, ranks, strict=True))
        ranks = new
        if change < TOLERANCE * count:
            break
    return dict(zip(keys, ranks, strict=True))


def communities(graph: nx.DiGraph, *, seed: int = 1) -> list[list[str]]:
    """Groups of instruments that cite each other more than others (Louvain), the largest first; the same every time."""
    import networkx as nx

    plain: Any = nx.Graph()
    plain.add_nodes_from(sorted(graph))
    plain.add_edges_from(sorted(graph.edges()))
    found = nx.community.louvain_communities(plain, seed=seed)
    return sorted((sorted(group) for group in found), key=lambda group: (-len(group), group))
