"""Who cites an instrument, and what it cites: edges gathered by neighbour and relation, with the citing words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from vnplan.graph.wording import RELATIONS, describe, pinpoint_words

if TYPE_CHECKING:
    import networkx as nx

_ORDER = {relation: i for i, relation in enumerate(RELATIONS)}


@dataclass(frozen=True, slots=True)
class Words:
    """One place that says so: the clause, the provision it names, the unit, and the document that says it."""

    text: str
    pinpoint: str | None
    unit: str | None
    document: str
    start: int
    end: int
    asserted_by: str
    nested: bool


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An instrument next to the one asked about, the relation between them, and every place that says so."""

    key: str
    relation: str
    words: tuple[Words, ...]
    values: dict[str, Any]

    @property
    def description(self) -> str:
        """Type, number, date and issuer on one line."""
        return describe(self.values, self.key)


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """An instrument with those that cite it and those that it cites."""

    key: str
    values: dict[str, Any]
    cited_by: tuple[Neighbour, ...]
    cites: tuple[Neighbour, ...]

    def as_json(self) -> dict[str, Any]:
        """The neighbourhood as plain values."""
        return {
            "key": self.key, **self.values,
            "cited_by": [_as_json(n) for n in self.cited_by], "cites": [_as_json(n) for n in self.cites],
        }  # fmt: skip


def neighbourhood(graph: nx.MultiDiGraph, key: str) -> Neighbourhood:
    """What stands around one node.

    >>> import vnplan
    >>> doc = vnplan.parse_document("Căn cứ Nghị định số 71/2020/NĐ-CP ngày 30/6/2020 của Chính phủ;")
    >>> graph = vnplan.build_graph([doc])
    >>> len(neighbourhood(graph, "/akn/vn/act/nghi-dinh/chinh-phu/2020/71-2020-nd-cp").cited_by)
    1
    """
    before = [(source, data) for source, _, data in graph.in_edges(key, data=True)]
    after = [(target, data) for _, target, data in graph.out_edges(key, data=True)]
    return Neighbourhood(key, dict(graph.nodes[key]), _gathered(graph, before), _gathered(graph, after))


def _gathered(graph: nx.MultiDiGraph, edges: list[tuple[str, dict[str, Any]]]) -> tuple[Neighbour, ...]:
    groups: dict[tuple[str, str], list[Words]] = {}
    for other, data in edges:
        groups.setdefault((other, data["relation"]), []).append(
            Words(
                data.get("context") or data["text"], pinpoint_words(data.get("pinpoint")) or None, data.get("unit"),
                data["document"], data["start"], data["end"], data["asserted_by"], data["nested"],
            )
        )  # fmt: skip
    found = [
        Neighbour(key, relation, tuple(sorted(words, key=lambda w: (w.document, w.start))), dict(graph.nodes[key]))
        for (key, relation), words in groups.items()
    ]
    return tuple(sorted(found, key=lambda n: (_ORDER.get(n.relation, 99), str(n.values.get("date", "")), n.key)))


def _as_json(neighbour: Neighbour) -> dict[str, Any]:
    words = [{field: getattr(w, field) for field in Words.__slots__} for w in neighbour.words]
    return {"key": neighbour.key, "relation": neighbour.relation, **neighbour.values, "words": words}
