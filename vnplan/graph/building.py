"""From the facts of documents to one networkx MultiDiGraph."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from vnplan.graph.facts import DocumentFacts, EdgeFact, Value, facts_of
from vnplan.graph.wording import label_of
from vnplan.models import Document

if TYPE_CHECKING:
    import networkx as nx

_ATTRIBUTES = ("type", "number", "date", "year", "issuer", "province", "level", "title", "kind", "name", "attached")


def build_graph(documents: Iterable[Document], *, self_references: bool = False) -> nx.MultiDiGraph:
    """The citation graph of documents: a MultiDiGraph whose nodes are instruments and whose edges are citations.

    A node's key is the instrument's uri; a document without one has `sha256:…`, a reference without one `?:…` with its
    place, so that two unresolved references never become one. Node attributes: `in_corpus`, `label`, and as far as
    known `type number date year issuer province level title kind name attached documents other_dates`; what is unknown
    is absent, so that every format can write the graph. Edge attributes: `relation form document start end text context
    asserted_by nested`, and as far as known `unit pinpoint action`. An edge read inside the title of another instrument
    leaves from that one (`nested`), and `asserted_by` is the document that says so. Attachments are part of their main
    instrument's node. The same document given twice counts once, and the order of the documents does not matter.

    >>> import vnplan
    >>> doc = vnplan.parse_document("Căn cứ Nghị định số 71/2020/NĐ-CP ngày 30/6/2020 của Chính phủ;")
    >>> [data["relation"] for _, _, data in build_graph([doc]).edges(data=True)]
    ['legal_basis']
    """
    return assemble(facts_of(document, self_references=self_references) for document in documents)


def assemble(facts: Iterable[DocumentFacts]) -> nx.MultiDiGraph:
    """A graph of the facts of documents, each taken once.

    >>> assemble([]).number_of_nodes()
    0
    """
    import networkx as nx

    known = sorted({f.sha256: f for f in facts}.values(), key=lambda f: (f.key, f.sha256))
    home = Homes(known)
    claims: dict[str, Claims] = {}
    for one in known:
        for node in one.nodes:
            claims.setdefault(home.of(node.key), Claims()).add(node.rank, node.values)
        claims[home.of(one.key)].documents.append(one.sha256)
    graph = nx.MultiDiGraph()
    for key in sorted(claims):
        graph.add_node(key, **claims[key].attributes(key))
    for one in known:
        for edge in one.edges:
            add_edge(graph, edge, home)
    return graph


def add_edge(graph: nx.MultiDiGraph, edge: EdgeFact, home: Homes) -> None:
    """Put one citation into the graph, under its id; a source that nothing else names becomes a node."""
    source, target = home.of(edge.source), home.of(edge.target)
    for key in (source, target):
        if key not in graph:
            graph.add_node(key, **Claims().attributes(key))
    values: dict[str, Value] = {
        "relation": edge.relation, "form": edge.form, "document": edge.document, "start": edge.start, "end": edge.end,
        "text": edge.text, "context": edge.context, "asserted_by": home.of(edge.asserted_by), "nested": edge.nested,
    }  # fmt: skip
    for name, value in (("unit", edge.unit), ("pinpoint", edge.pinpoint), ("action", edge.action)):
        if value:
            values[name] = value
    graph.add_edge(source, target, key=edge.id, **values)


class Homes:
    """Where a uri lives: an attachment's uri lives in the node of its main instrument."""

    def __init__(self, facts: Iterable[DocumentFacts]) -> None:
        facts = list(facts)
        own = {f.key for f in facts}
        owners: dict[str, set[str]] = {}
        for one in facts:
            for uri in one.also:
                if uri not in own:
                    owners.setdefault(uri, set()).add(one.key)
        # An attachment that two instruments claim belongs to neither: nothing is merged by guess.
        self._homes = {uri: next(iter(keys)) for uri, keys in owners.items() if len(keys) == 1}

    def of(self, key: str) -> str:
        """The key of the node that stands for a uri."""
        return self._homes.get(key, key)


class Claims:
    """What all sources say of one instrument: its own document goes first, then the registry, then those citing it."""

    __slots__ = ("documents", "said")

    def __init__(self) -> None:
        self.documents: list[str] = []
        self.said: dict[str, Counter[tuple[int, Value]]] = {}

    def add(self, rank: int, values: Iterable[tuple[str, Value]], times: int = 1) -> None:
        """Take in what one source says."""
        for name, value in values:
            self.said.setdefault(name, Counter())[rank, value] += times

    def attributes(self, key: str) -> dict[str, Any]:
        """The attributes of the node: what the weightiest source says, among equals what most say."""
        found: dict[str, Any] = {"in_corpus": bool(self.documents)}
        for name in _ATTRIBUTES:
            if said := self.said.get(name):
                found[name] = min((rank, -_precision(name, v), -n, str(v), v) for (rank, v), n in said.items())[-1]
        if "date" in found and (others := self._other_dates(str(found["date"]))):
            found["other_dates"] = " ".join(others)
        if self.documents:
            found["documents"] = " ".join(sorted(self.documents))
        found["label"] = label_of(found, key)
        return found

    def _other_dates(self, date: str) -> list[str]:
        dates = {str(value) for _, value in self.said["date"]}
        return sorted(d for d in dates if not d.startswith(date) and not date.startswith(d))


def _precision(name: str, value: Value) -> int:
    return len(str(value)) if name == "date" else 0
