"""The heavy path: hundreds of thousands of instruments as arrays (pip install 'vnplan[fast]' brings scipy)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from vnplan.errors import GraphError

if TYPE_CHECKING:
    import networkx as nx

#: The share that goes on to what is cited; when, and after how many rounds at most, the numbers have settled.
DAMPING, TOLERANCE, ROUNDS = 0.85, 1e-12, 400


class FastGraph:
    """Who cites whom, without words: reach and PageRank in milliseconds. Parallel citations are one.

    `sources` and `targets` are the places of the citing and the cited instrument in `keys`, edge by edge.

    Raises GraphError when scipy is not installed.

    >>> FastGraph(["a", "b", "c"], [0, 1], [1, 2]).reach("a") == {"b", "c"}  # doctest: +SKIP
    True
    """

    def __init__(self, keys: Sequence[str], sources: Any, targets: Any) -> None:
        self._numpy, self._sparse, self._search = _needed()
        self.keys = list(keys)
        size = len(self.keys)
        ones = self._numpy.ones(len(sources), dtype=self._numpy.float64)
        self._cites = self._sparse.coo_array((ones, (sources, targets)), shape=(size, size)).tocsr()
        self._cites.data[:] = 1.0  # parallel citations were summed up

    @classmethod
    def of(cls, graph: nx.DiGraph) -> FastGraph:
        """The fast form of a networkx graph."""
        numpy, *_ = _needed()
        at = {key: i for i, key in enumerate(graph)}
        edges = list(graph.edges())
        sources = numpy.fromiter((at[s] for s, _ in edges), numpy.int32, len(edges))
        return cls(list(graph), sources, numpy.fromiter((at[t] for _, t in edges), numpy.int32, len(edges)))

    @classmethod
    def from_pairs(cls, keys: Sequence[str], ids: Sequence[int], pairs: bytes, moved: Mapping[int, int]) -> FastGraph:
        """The graph of the links of a corpus: pairs of 32-bit ids; `ids` are those of `keys`, `moved` ids have gone
        into others."""
        numpy, *_ = _needed()
        place = numpy.zeros(max([*ids, *moved], default=0) + 1, dtype=numpy.int32)
        place[numpy.asarray(ids, dtype=numpy.int64)] = numpy.arange(len(ids), dtype=numpy.int32)
        for old, new in moved.items():
            place[old] = place[new]
        edges = numpy.frombuffer(pairs, dtype="<i4").reshape(-1, 2)
        return cls(keys, place[edges[:, 0]], place[edges[:, 1]])

    @cached_property
    def _at(self) -> dict[str, int]:
        return {key: i for i, key in enumerate(self.keys)}

    @cached_property
    def _cited(self) -> Any:
        return self._cites.T.tocsr()

    def reach(self, key: str, *, backwards: bool = False) -> set[str]:
        """Everything that an instrument cites, directly or not; backwards: everything that cites it.

        Raises GraphError for a key that is not there.
        """
        if key not in self._at:
            raise GraphError(f"no instrument of the graph has the key {key!r}; find it with Finder.one()")
        graph = self._cited if backwards else self._cites
        found = self._search(graph, self._at[key], directed=True, return_predecessors=False)
        return set(map(self.keys.__getitem__, found[1:].tolist()))

    def pagerank(self) -> dict[str, float]:
        """PageRank of every instrument."""
        return dict(zip(self.keys, self._ranks().tolist(), strict=True))

    def central(self, limit: int | None = 10) -> list[tuple[str, float]]:
        """The instruments that the others lead to most, with their share."""
        ranks = self._ranks()
        best = self._numpy.lexsort((self._numpy.arange(len(ranks)), -ranks))[:limit]
        return [(self.keys[i], float(ranks[i])) for i in best.tolist()]

    def _ranks(self) -> Any:
        numpy, count = self._numpy, len(self.keys)
        ranks = numpy.full(count, 1.0 / count if count else 0.0)
        out = numpy.diff(self._cites.indptr)
        share = numpy.divide(DAMPING, out, where=out > 0, out=numpy.zeros(count))
        for _ in range(ROUNDS if count else 0):
            new = self._cited @ (ranks * share) + (1.0 - DAMPING + DAMPING * ranks[out == 0].sum()) / count
            change = float(numpy.abs(new - ranks).sum())
            ranks = new
            if change < TOLERANCE * count:
                break
        return ranks


def _needed() -> tuple[Any, Any, Any]:
    try:
        import numpy
        from scipy import sparse
        from scipy.sparse.csgraph import breadth_first_order
    except ImportError as error:
        raise GraphError("the fast path needs scipy; install it with: pip install 'vnplan[fast]'") from error
    return numpy, sparse, breadth_first_order
