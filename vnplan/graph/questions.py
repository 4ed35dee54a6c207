"""CitationGraph: the questions that people ask of instruments and what they cite, each one call.

>>> import vnplan
>>> doc = vnplan.parse_document("Căn cứ Nghị định số 71/2020/NĐ-CP ngày 30/6/2020 của Chính phủ;", name="plan.txt")
>>> graph = vnplan.CitationGraph.of([doc])
>>> [str(found.path[0]) for found in graph.rests_on("plan.txt")]
['plan.txt —legal_basis→ 71/2020/NĐ-CP']
"""

from __future__ import annotations

import datetime
from collections import deque
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vnplan.agencies.places import in_force, places_of
from vnplan.errors import GraphError
from vnplan.grammar import default_grammar
from vnplan.graph import ranking
from vnplan.graph.answers import (
    Change,
    Comparison,
    Force,
    Instrument,
    Missing,
    Ranked,
    Reached,
    Step,
)
from vnplan.graph.building import build_graph
from vnplan.graph.finding import Finder
from vnplan.graph.force import changes_among, force_of
from vnplan.graph.kinds import is_plan, strongest
from vnplan.graph.neighbours import Neighbourhood, neighbourhood
from vnplan.graph.wording import RELATIONS
from vnplan.models import Document

if TYPE_CHECKING:
    import networkx as nx

#: The relations by which one instrument rests on another; refers_to, proposal and changes are none of them.
BASIS = ("legal_basis", "implements", "guides", "attached_to", "consolidates")


def provinces_on(day: str) -> frozenset[str]:
    """The names of the provinces that there were on a day (ISO 8601).

    >>> len(provinces_on("2024-01-01")), len(provinces_on("2025-12-31"))
    (63, 34)
    """
    places = default_grammar().compiled(places_of)
    return frozenset(p.name for p in places.all if in_force(p.valid_from, p.valid_to, day))


class CitationGraph:
    """A citation graph that answers questions. Instruments are given as people name them, or by their uri.

    Every method that takes an instrument raises GraphError when none fits, and names the candidates when several do.

    >>> from vnplan import build_graph, parse_document
    >>> text = "KẾ HOẠCH\\nThực hiện Nghị định số 71/2020/NĐ-CP ngày 30/6/2020 của Chính phủ"
    >>> graph = CitationGraph(build_graph([parse_document(text, name="a.txt")]))
    >>> [m.instrument.label for m in graph.missing()]
    ['71/2020/NĐ-CP']
    """

    def __init__(self, graph: nx.MultiDiGraph) -> None:
        self.graph = graph

    @classmethod
    def of(cls, documents: Iterable[Document]) -> CitationGraph:
        """The citation graph of documents (a Corpus is one too: `CitationGraph(corpus.graph())` is faster)."""
        return cls(build_graph(documents))

    @cached_property
    def finder(self) -> Finder:
        """Looks instruments up by number, name or uri."""
        return Finder(self.graph)

    @cached_property
    def folded(self) -> nx.DiGraph:
        """The graph with parallel edges folded: an edge has `relations` (sorted, parted by a space) and `citations`."""
        import networkx as nx

        folded = nx.DiGraph()
        folded.add_nodes_from(self.graph.nodes(data=True))
        for source, targets in self.graph.adj.items():
            for target, edges in targets.items():
                relations = sorted({data["relation"] for data in edges.values()})
                folded.add_edge(source, target, relations=" ".join(relations), citations=len(edges))
        return folded

    def find(self, asked: str) -> Instrument:
        """The instrument that a number, name, file name or uri means."""
        return self._instrument(self.finder.one(asked))

    def around(self, asked: str) -> Neighbourhood:
        """What cites an instrument and what it cites, with the words."""
        return neighbourhood(self.graph, self.find(asked).key)

    # What rests on what.

    def rests_on(
        self, asked: str, *, relations: Sequence[str] = BASIS, depth: int | None = None
    ) -> tuple[Reached, ...]:
        """What an instrument rests on, directly or through others, nearest first, each with the path there."""
        return self._reach(self.find(asked).key, relations, depth, backwards=False)

    def supports(
        self, asked: str, *, relations: Sequence[str] = BASIS, depth: int | None = None
    ) -> tuple[Reached, ...]:
        """What rests on an instrument, directly or through others, nearest first, each with the path."""
        return self._reach(self.find(asked).key, relations, depth, backwards=True)

    def carried_out_by(self, asked: str) -> tuple[Reached, ...]:
        """The plans that carry an instrument out or rest on it, and through what."""
        return tuple(found for found in self.supports(asked) if is_plan(found.instrument.values))

    def provinces_without(self, asked: str, *, on: str | None = None) -> tuple[str, ...]:
        """The provinces that have no plan carrying an instrument out, as far as the graph knows.

        The provinces are those that there are today, or were on a date (ISO 8601) when one is given.
        """
        date = on or datetime.date.today().isoformat()
        self.find(asked)
        have = {found.instrument.values.get("province") for found in self.carried_out_by(asked)}
        return tuple(sorted(provinces_on(date) - have))

    def connection(self, one: str, other: str, *, relations: Sequence[str] | None = None) -> tuple[Step, ...]:
        """How two instruments are connected: the citations on a shortest way, in whichever direction they point.

        Empty when nothing connects them.
        """
        start, goal = self.find(one).key, self.find(other).key
        came: dict[str, Step | None] = {start: None}
        before: dict[str, str] = {}
        waiting = deque([start])
        while waiting and goal not in came:
            key = waiting.popleft()
            for backwards in (False, True):
                for near, step in self._steps(key, relations, backwards):
                    if near not in came:
                        came[near], before[near] = step, key
                        waiting.append(near)
        steps: list[Step] = []
        while goal in before:
            last = came[goal]
            assert last is not None
            steps.append(last)
            goal = before[goal]
        return tuple(reversed(steps))

    # Comparing and changing.

    def compare(self, one: str, other: str) -> Comparison:
        """What two instruments both cite, and what only one of them cites."""
        first, second = (set(self.graph.succ[self.find(asked).key]) for asked in (one, other))
        return Comparison(*(self._listed(keys) for keys in (first & second, first - second, second - first)))

    def changes(self, asked: str | None = None) -> tuple[Change, ...]:
        """What was amended, replaced or repealed by what, in the order of time: one instrument, or all."""
        return changes_among(self, None if asked is None else self.find(asked).key)

    def in_force(self, asked: str, on: str) -> Force:
        """Whether an instrument was in force on a date (ISO), as far as the graph and the shipped registry tell."""
        return force_of(self, self.find(asked), on)

    # The whole.

    def missing(self, limit: int | None = None) -> tuple[Missing, ...]:
        """Cited instruments whose text is not in the corpus, those cited by most first."""
        found = [
            Missing(self._instrument(key), len(self.graph.pred[key]), self.graph.in_degree(key))
            for key, data in self.graph.nodes(data=True)
            if not data["in_corpus"] and self.graph.pred[key] and not key.startswith("?:")
        ]
        found.sort(key=lambda m: (-m.cited_by, -m.citations, m.instrument.key))
        return tuple(found[:limit])

    def central(self, limit: int | None = 10, *, engine: str = "python") -> tuple[Ranked, ...]:
        """The instruments that the others lead to most (PageRank); `engine` "scipy" for very large graphs."""
        ranks = ranking.pagerank(self.folded, engine=engine)
        best = sorted(ranks.items(), key=lambda item: (-item[1], item[0]))[:limit]
        return tuple(Ranked(self._instrument(key), rank) for key, rank in best)

    def communities(self) -> tuple[tuple[Instrument, ...], ...]:
        """Groups of instruments that cite each other, the largest first."""
        return tuple(tuple(map(self._instrument, group)) for group in ranking.communities(self.folded))

    def draw(self, *, around: str | None = None, title: str | None = None) -> Any:
        """A picture for notebooks (a matplotlib Figure), of the whole or of what stands around one instrument.

        Raises GraphError when matplotlib is not installed.
        """
        from vnplan.graph.drawing import draw

        return draw(self.graph, around=None if around is None else self.find(around).key, title=title)

    def write(self, path: str | Path, *, around: str | None = None) -> None:
        """Write the graph as a file whose ending chooses the format; see vnplan.exports.write_graph."""
        from vnplan.exports import write_graph

        write_graph(self.graph, path, around=None if around is None else self.find(around).key)

    # How it is done.

    def _instrument(self, key: str) -> Instrument:
        return Instrument(key, dict(self.graph.nodes[key]))

    def _listed(self, keys: Iterable[str]) -> tuple[Instrument, ...]:
        found = map(self._instrument, keys)
        return tuple(sorted(found, key=lambda i: (str(i.values.get("date") or i.values.get("year") or ""), i.key)))

    def _steps(self, key: str, relations: Sequence[str] | None, backwards: bool) -> Iterable[tuple[str, Step]]:
        near = self.graph.pred[key] if backwards else self.graph.succ[key]
        for other in sorted(near):
            best = strongest(near[other].values(), relations)
            if best is not None and other != key:
                source, target = (other, key) if backwards else (key, other)
                yield other, Step(
                    self._instrument(source), best["relation"], self._instrument(target),
                    best.get("context") or best.get("text", ""), best.get("pinpoint"), best["asserted_by"],
                )  # fmt: skip

    def _reach(
        self, start: str, relations: Sequence[str], depth: int | None, backwards: bool
    ) -> tuple[Reached, ...]:
        unknown = [relation for relation in relations if relation not in RELATIONS]
        if unknown:
            raise GraphError(f"there is no relation {unknown[0]!r}; the relations are {', '.join(RELATIONS)}")
        paths: dict[str, tuple[Step, ...]] = {start: ()}
        waiting = deque([start])
        while waiting:
            key = waiting.popleft()
            if depth is not None and len(paths[key]) >= depth:
                continue
            for near, step in self._steps(key, relations, backwards):
                if near not in paths:
                    paths[near] = (step, *paths[key]) if backwards else (*paths[key], step)
                    waiting.append(near)
        del paths[start]
        return tuple(Reached(self._instrument(key), path) for key, path in paths.items())
