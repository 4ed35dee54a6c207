"""The graph as RDF, in Turtle and JSON-LD, with the terms of the European Legislation Identifier (ELI) ontology.

An instrument is an eli:LegalResource. Each relation is one eli property between two instruments, and each citation a
resource of its own (`vn:Citation`) with its words and offsets, so that nothing of the graph is lost.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

if TYPE_CHECKING:
    import networkx as nx

ELI = "http://data.europa.eu/eli/ontology#"
#: Terms that ELI does not have, and the names of instruments and citations: not dereferenced, unique to vnplan.
VN, BASE = "urn:vnplan:term:", "urn:vnplan:"

_XSD = "http://www.w3.org/2001/XMLSchema#"
#: What a relation is in ELI. A replacement is a change; what ELI has no word for is a citation.
RELATIONS = {
    "legal_basis": "based_on",
    "implements": "ensures_implementation_of",
    "guides": "applies",
    "amends": "amends",
    "replaces": "changes",
    "repeals": "repeals",
    "consolidates": "consolidates",
    "attached_to": "is_annex_of",
    "refers_to": "cites",
    "proposal": "cites",
}
_NODE = {"number": "eli:id_local", "title": "eli:title", "type": "vn:type", "issuer": "vn:issuer", "year": "vn:year",
         "province": "vn:province", "level": "vn:level", "label": "vn:label", "in_corpus": "vn:in_corpus",
         "kind": "vn:kind", "name": "vn:name", "attached": "vn:attached", "documents": "vn:documents",
         "other_dates": "vn:other_dates"}  # fmt: skip
_CITATION = ("relation", "form", "pinpoint", "document", "unit", "start", "end", "text", "context", "nested", "action")
_DATE_KINDS = {10: "date", 7: "gYearMonth", 4: "gYear"}


def iri(key: str) -> str:
    """The name of an instrument of the graph in RDF.

    >>> iri("/akn/vn/act/nghi-dinh/chinh-phu/2020/71-2020-nd-cp")
    'urn:vnplan:/akn/vn/act/nghi-dinh/chinh-phu/2020/71-2020-nd-cp'
    """
    return BASE + quote(key, safe="/:-._~#")


def write_turtle(graph: nx.MultiDiGraph, path: Path) -> None:
    """Write the graph as Turtle."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(f"@prefix eli: <{ELI}> .\n@prefix vn: <{VN}> .\n@prefix xsd: <{_XSD}> .\n")
        for subject, kind, properties in _resources(graph):
            file.write(f"\n<{subject}> a {kind}")
            for name, value in properties:
                file.write(f" ;\n    {name} {_turtle(value)}")
            file.write(" .\n")


def write_jsonld(graph: nx.MultiDiGraph, path: Path) -> None:
    """Write the graph as JSON-LD; its context is inside, nothing is fetched."""
    found = []
    for subject, kind, properties in _resources(graph):
        resource: dict[str, Any] = {"@id": subject, "@type": kind}
        for name, value in properties:
            resource.setdefault(name, []).append(_json(value))
        found.append({n: v[0] if isinstance(v, list) and len(v) == 1 else v for n, v in resource.items()})
    context = {"eli": ELI, "vn": VN, "xsd": _XSD}
    path.write_text(json.dumps({"@context": context, "@graph": found}, ensure_ascii=False, indent=1), encoding="utf-8")


class _Iri(str):
    """The name of a resource, not a text."""


class _Date(str):
    """A date, month or year."""


Property = tuple[str, Any]


def _resources(graph: nx.MultiDiGraph) -> Iterator[tuple[str, str, list[Property]]]:
    for key, data in graph.nodes(data=True):
        properties: list[Property] = [(_NODE[name], data[name]) for name in _NODE if name in data]
        if data.get("date"):
            properties.append(("eli:date_document", _Date(data["date"])))
        if data.get("title") is None and data.get("label"):
            properties.append(("eli:title", data["label"]))
        related = {(RELATIONS.get(d["relation"], "cites"), t) for _, t, d in graph.out_edges(key, data=True)}
        properties += [(f"eli:{name}", _Iri(iri(target))) for name, target in sorted(related)]
        yield iri(key), "eli:LegalResource", properties
    for source, target, key, data in graph.edges(keys=True, data=True):
        ends = [("vn:citing", source), ("vn:cited", target), ("vn:asserted_by", data["asserted_by"])]
        yield (
            iri(f"citation:{key}"), "vn:Citation",
            [(n, _Iri(iri(v))) for n, v in ends] + [(f"vn:{n}", data[n]) for n in _CITATION if n in data],
        )  # fmt: skip


def _turtle(value: Any) -> str:
    if isinstance(value, _Iri):
        return f"<{value}>"
    if isinstance(value, _Date):
        return f'"{value}"^^xsd:{_DATE_KINDS.get(len(value), "string")}'
    return json.dumps(value, ensure_ascii=False)


def _json(value: Any) -> Any:
    if isinstance(value, _Iri):
        return {"@id": value}
    if isinstance(value, _Date):
        return {"@value": value, "@type": f"xsd:{_DATE_KINDS.get(len(value), 'string')}"}
    return value
