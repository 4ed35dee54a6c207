"""What one document says for the graph: facts about instruments, and who cites whom with which words.

Facts are plain values that need no networkx: build_graph() makes a graph of them, the store keeps them in its tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from vnplan.agencies.provinces import province_of
from vnplan.graph.wording import context_of, printable
from vnplan.identity.uri import year_of
from vnplan.models import Document, Metadata, Pinpoint, Span, Target, Unit

#: How much a fact about an instrument weighs: its own document, the registry, a text that cites it.
OWN: Final = 0
REGISTRY: Final = 1
CITED: Final = 2

#: What an amending provision does, as a relation between two instruments; `action` keeps the finer word.
_RELATION_OF_ACTION = {
    "amends": "amends", "adds": "amends", "renumbers": "amends", "replaces": "replaces", "repeals": "repeals",
}  # fmt: skip
_CLAUSE = re.compile(r"\s+")

Value = str | int | bool


@dataclass(frozen=True, slots=True)
class NodeFact:
    """What one source says of an instrument: `values` holds what is known only."""

    key: str
    rank: Literal[0, 1, 2]
    values: tuple[tuple[str, Value], ...]


@dataclass(frozen=True, slots=True)
class EdgeFact:
    """One citation: `source` cites `target` in `document`; `asserted_by` is the node of the document that says so."""

    id: str
    source: str
    target: str
    relation: str
    form: str
    document: str
    asserted_by: str
    start: int
    end: int
    text: str
    context: str = ""
    unit: str | None = None
    pinpoint: str | None = None
    action: str | None = None
    nested: bool = False


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """All that one document says: its own node, other uris of the same node (attachments), nodes and edges."""

    key: str
    sha256: str
    also: tuple[str, ...]
    nodes: tuple[NodeFact, ...]
    edges: tuple[EdgeFact, ...]


def facts_of(document: Document, *, self_references: bool = False) -> DocumentFacts:
    """The facts of one document.

    A document without uri, and a report about an instrument, is a node of its own under its sha256; a reference without
    uri is one under its place, so that no two of them are ever taken for the same. References of an instrument to
    itself ("khoản 2 Điều này") are left out unless asked for.

    >>> from vnplan import parse_document
    >>> facts_of(parse_document("Căn cứ Nghị định số 71/2020/NĐ-CP ngày 30/6/2020 của Chính phủ;")).edges[0].relation
    'legal_basis'
    """
    own = own_key(document)
    attached = (attachment.metadata.uri for attachment in document.attachments)
    also = tuple(dict.fromkeys(uri for uri in attached if uri and uri != own))
    reader = _Reader(document, own, {own, *also}, self_references)
    nodes: list[NodeFact] = [NodeFact(own, OWN, _document_values(document))]
    edges: list[EdgeFact] = []
    for fact in (*reader.citations(), *reader.effects()):
        (nodes if isinstance(fact, NodeFact) else edges).append(fact)  # type: ignore[arg-type]
    return DocumentFacts(own, document.sha256, also, tuple(nodes), tuple(edges))


def own_key(document: Document) -> str:
    """The key of a document's own node: its uri, or its sha256 where it has none or only tells about an instrument."""
    uri = document.metadata.uri if document.kind == "instrument" else None
    return uri or f"sha256:{document.sha256}"


def pinpoint_id(pinpoints: tuple[tuple[Pinpoint, ...], ...]) -> str | None:
    """Pinpoints as one string in the style of Akoma Ntoso's ids; points are parted by a space. None without any.

    >>> pinpoint_id(((Pinpoint(kind="dieu", number="8"), Pinpoint(kind="khoan", number="2")),))
    'dieu_8__khoan_2'
    """
    points = ("__".join(f"{p.kind}_{_CLAUSE.sub('', p.number)}" for p in point) for point in pinpoints if point)
    return " ".join(points) or None


class _Reader:
    """Reads the edges of one document."""

    def __init__(self, document: Document, own: str, mine: set[str], self_references: bool) -> None:
        self.document, self.own, self.mine, self.self_references = document, own, mine, self_references
        self.sha = document.sha256[:16]
        self.spans = dict(_unit_spans(document.units))
        self.seen: dict[str, int] = {}

    def citations(self) -> Iterator[NodeFact | EdgeFact]:
        for c in self.document.citations:
            place = self._unique(f"{self.sha}:{c.span.start}-{c.span.end}")
            uri = c.target.uri
            source = self.own if c.source_uri is None or c.source_uri in self.mine else c.source_uri
            mine = uri in self.mine if uri else c.form == "self"
            target = self.own if mine else uri or f"?:{place}"
            if target != self.own:
                yield NodeFact(target, CITED, _target_values(c.target))
                if (known := c.known) is not None:
                    yield NodeFact(target, REGISTRY, _values(number=known.number, date=known.date, title=known.title))
            if target == source and not self.self_references:
                continue
            yield EdgeFact(
                id=place, source=source, target=target, relation=c.relation, form=c.form,
                document=self.document.sha256, asserted_by=self.own, start=c.span.start, end=c.span.end,
                text=printable(c.text), context="" if target == source else self._context(c.span, c.unit),
                unit=c.unit, pinpoint=pinpoint_id(c.pinpoints), nested=source != self.own,
            )  # fmt: skip

    def effects(self) -> Iterator[NodeFact | EdgeFact]:
        """Edges of the amending provisions. One whose target is open has its citation's node and needs no second."""
        for e in self.document.effects:
            uri = e.target.uri
            if not uri or uri in self.mine:
                continue
            yield NodeFact(uri, CITED, _target_values(e.target))
            yield EdgeFact(
                id=self._unique(f"{self.sha}:{e.span.start}-{e.span.end}:{e.action}"), source=self.own, target=uri,
                relation="amends" if e.words else _RELATION_OF_ACTION[e.action], form="effect",
                document=self.document.sha256, asserted_by=self.own, start=e.span.start, end=e.span.end,
                text=printable(self.document.slice(e.span))[:400], context=self._context(e.span, e.unit),
                unit=e.unit, pinpoint=pinpoint_id((e.pinpoint,)), action=e.action,
            )  # fmt: skip

    def _context(self, span: Span, unit: str | None) -> str:
        bounds = self.spans.get(unit or "")
        return context_of(self.document.text, span, bounds)

    def _unique(self, place: str) -> str:
        count = self.seen[place] = self.seen.get(place, 0) + 1
        return place if count == 1 else f"{place}#{count}"


def _unit_spans(units: tuple[Unit, ...]) -> Iterator[tuple[str, Span]]:
    stack = list(units)
    while stack:
        unit = stack.pop()
        yield unit.id, unit.span
        stack.extend(unit.children)


def _values(**values: Value | None) -> tuple[tuple[str, Value], ...]:
    found = ((k, printable(v) if isinstance(v, str) else v) for k, v in values.items() if v is not None)
    return tuple((k, v) for k, v in found if v != "")


def _document_values(document: Document) -> tuple[tuple[str, Value], ...]:
    if document.kind == "report":
        return _values(kind="report", name=document.name)
    meta: Metadata = document.metadata
    issuer = meta.issuer
    return _values(
        kind="instrument", name=document.name, type=meta.type, number=meta.number, date=meta.date,
        year=year_of(meta.date, meta.number), issuer=issuer.full_name if issuer else None,
        province=province_of(issuer, meta.date), level=issuer.level if issuer else None, title=meta.title,
        attached="; ".join(a.metadata.type for a in document.attachments if a.metadata.type),
    )  # fmt: skip


def _target_values(target: Target) -> tuple[tuple[str, Value], ...]:
    issuer = target.issuer
    return _values(
        type=target.type, number=target.number, date=target.date,
        year=target.year or year_of(target.date, target.number), issuer=issuer.full_name if issuer else None,
        province=province_of(issuer, target.date), level=issuer.level if issuer else None, title=target.title,
    )  # fmt: skip
