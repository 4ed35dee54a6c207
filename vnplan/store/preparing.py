"""What a document becomes in the tables of a corpus: plain rows, made without the corpus and so in any process."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from vnplan.graph.facts import DocumentFacts, Value, facts_of
from vnplan.identity.uri import issuer_slug, slug
from vnplan.models import Assignment, Document, QuantitativeTarget
from vnplan.store.words import document_label, words_of

#: What a document says of an instrument: its key, the weight of the source, an attribute and its value.
Claim = tuple[str, int, str, Value]
Row = tuple[Any, ...]

#: The tables with rows of a document and their columns beside `document`.
COLUMNS = {
    "citations": "id, source, target, relation, form, unit, pinpoint, start, end, text, context, asserted_by, nested, "
                 "action",
    "attachments": "uri",
    "assignments": "ordinal, unit, start, end, agency, agency_slug, agency_id, role, task, partners, deadline_start, "
                   "deadline_end, recurrence",
    "targets": "ordinal, unit, start, end, kind, indicator, indicator_slug, min, max, value_unit, value_text, "
               "deadline_start, deadline_end, recurrence, part_of, indicator_key, value_unit_normal",
    "agencies": "unit, start, end, agency, agency_slug, agency_id, level, locality",
    "diagnostics": "code, severity, message, start, end",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Prepared:
    """The rows of one document, without the numbers that the corpus gives."""

    sha256: str
    document: dict[str, Any]
    text: str
    body: bytes
    claims: list[Claim]
    units: list[Row]
    words: list[Row]
    rows: dict[str, list[Row]]


def prepare(document: Document) -> Prepared:
    """Everything that goes into the tables for one document.

    >>> import vnplan
    >>> len(prepare(vnplan.parse_document("Căn cứ Luật Giáo dục ngày 14 tháng 6 năm 2019;")).rows["citations"])
    1
    """
    facts = facts_of(document, self_references=True)
    words = list(words_of(document))
    return Prepared(
        document.sha256,
        _document(document, facts),
        document.text,
        pack(document.model_dump(mode="json", exclude={"text"})),
        _claims(facts),
        [(w.unit, w.parent, w.kind, w.number, w.heading, w.start, w.end) for w in words],
        [w.columns() for w in words],
        {
            "citations": [
                (e.id, e.source, e.target, e.relation, e.form, e.unit, e.pinpoint, e.start, e.end, e.text, e.context,
                 e.asserted_by, int(e.nested), e.action)
                for e in facts.edges
            ],
            "attachments": [(uri,) for uri in facts.also],
            "assignments": [_assignment(i, a) for i, a in enumerate(document.assignments)],
            "targets": [_target(i, t) for i, t in enumerate(document.targets)],
            "agencies": [
                (m.unit, m.span.start, m.span.end, m.agency.full_name, issuer_slug(m.agency.full_name), m.agency.id,
                 m.agency.level, m.agency.locality)
                for m in document.agencies
            ],
            "diagnostics": [
                (d.code, d.severity, d.message, d.span.start if d.span else None, d.span.end if d.span else None)
                for d in document.diagnostics
            ],
        },
    )  # fmt: skip


def pack(value: Any) -> bytes:
    """A value as deflated JSON."""
    return zlib.compress(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8"), 6)


def unpack(blob: bytes) -> Any:
    """What pack() packed."""
    return json.loads(zlib.decompress(blob))


def _document(document: Document, facts: DocumentFacts) -> dict[str, Any]:
    own = dict(facts.nodes[0].values)
    issuer, province = own.get("issuer"), document.metadata.province or own.get("province")
    return {
        "sha256": document.sha256, "name": document.name, "kind": document.kind, "node": facts.key,
        "uri": document.metadata.uri, "type": own.get("type"), "type_slug": slug(str(own.get("type") or "")),
        "number": own.get("number"), "date": own.get("date"), "year": own.get("year"), "issuer": issuer,
        "issuer_slug": issuer_slug(str(issuer or "")), "province": province,
        "province_slug": slug(str(province or "")), "level": own.get("level"), "title": own.get("title"),
        "label": document_label(document),
    }  # fmt: skip


def _assignment(i: int, a: Assignment) -> Row:
    deadline, agency = a.deadline, a.agency
    name, key = (agency.full_name, agency.id) if agency else (None, None)
    return (
        i, a.unit, a.span.start, a.span.end, name, issuer_slug(name) if name else None, key,
        a.role, a.task, json.dumps([p.full_name for p in a.partners], ensure_ascii=False),
        deadline.start if deadline else None, deadline.end if deadline else None,
        deadline.recurrence if deadline else None,
    )  # fmt: skip


def _target(i: int, t: QuantitativeTarget) -> Row:
    deadline = t.deadline
    return (
        i, t.unit, t.span.start, t.span.end, t.kind, t.indicator, slug(t.indicator), t.value.min, t.value.max,
        t.value.unit, t.value.text, deadline.start if deadline else None, deadline.end if deadline else None,
        deadline.recurrence if deadline else None, t.part_of, t.indicator_key, t.value.unit_normal,
    )  # fmt: skip


def _claims(facts: DocumentFacts) -> list[Claim]:
    """Every claim of one document; the last one says which node is in the corpus and under which sha256."""
    found: list[Claim] = [(n.key, n.rank, name, value) for n in facts.nodes for name, value in n.values]
    named = {key for key, *_ in found}
    for edge in facts.edges:  # an instrument that only stands as the outer one of a nested citation
        found += [(key, 2, "", "") for key in _new((edge.source, edge.target), named)]
    return [*found, (facts.key, 0, "documents", facts.sha256)]


def _new(keys: Iterable[str], named: set[str]) -> Iterable[str]:
    for key in keys:
        if key not in named:
            named.add(key)
            yield key
