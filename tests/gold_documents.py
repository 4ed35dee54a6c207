"""Documents made of the labels beside corpus/*.txt: what the graph gets from a parser that makes no mistake."""

from __future__ import annotations

import hashlib
import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from vnplan.identity.instruments import implied_issuer
from vnplan.identity.uri import instrument_uri, slug, year_of
from vnplan.models import Agency, Citation, Document, Metadata, Pinpoint, Span, Target

CORPUS = Path(__file__).parent.parent / "corpus"
_LAW = re.compile(r"\s+(?:số\s+\d.*|ngày\s.*|năm\s+\d{4}.*)$", re.S)
_LEVELS = (("tỉnh", "province"), ("huyện", "district"), ("Tỉnh ủy", "party"))


def agency(name: str) -> Agency:
    """An agency with level and locality read off its full name, as the parser's gazetteer would."""
    level, locality = "central", None
    for word, found in _LEVELS:
        if f" {word} " in f" {name} ":
            level, locality = found, name.rpartition(f"{word} ")[2]
    return Agency(name=name, full_name=name, id=slug(name), level=level, locality=locality)


def _span(text: str, quote: str, after: int) -> Span:
    pattern = re.compile(r"\s+".join(map(re.escape, quote.split())))
    found = pattern.search(text, after) or pattern.search(text)
    assert found, quote
    return Span(start=found.start(), end=found.end())


def _target(label: dict[str, Any], all_labels: list[dict[str, Any]], own: dict[str, Any]) -> Target:
    kind, number, date, issuer, title = (label.get(k) for k in ("type", "number", "date", "issuer", "title"))
    for other in (*all_labels, own):
        if number and other.get("number") == number and other.get("type") == kind:
            issuer = issuer or other.get("issuer")
            date = max(date or "", other.get("date") or "", key=len) or None
    issuer = implied_issuer(kind or "", number) or issuer
    if not number and kind in ("Luật", "Bộ luật", "Pháp lệnh"):
        title = _LAW.sub("", " ".join(label["quote"].split())).partition(f"{kind} ")[2]
    year = year_of(date, number)
    return Target(
        type=kind, number=number, date=date, year=year, issuer=agency(issuer) if issuer else None, title=title,
        uri=instrument_uri(kind, issuer, year, number, title) if kind else None,
        number_as_printed=label.get("number_as_printed"),
    )  # fmt: skip


def document(text: str, gold: dict[str, Any], name: str) -> Document:
    """One document of a text and its labels."""
    meta, labels = gold["metadata"], gold.get("citations", [])
    issuer = meta.get("issuer")
    year = year_of(meta.get("date"), meta.get("number"))
    metadata = Metadata(
        type=meta.get("type"), number=meta.get("number"), date=meta.get("date"), place=meta.get("place"),
        issuer=agency(issuer) if issuer else None,
        uri=instrument_uri(meta["type"], issuer, year, meta.get("number"), None) if meta.get("type") else None,
    )  # fmt: skip
    citations, at = [], 0
    sources: dict[str, str | None] = {str(meta.get("number")): metadata.uri}
    for label in labels:
        span = _span(text, label["quote"], at)
        at = span.start
        target = _target(label, labels, meta)
        if target.number:
            sources.setdefault(target.number, target.uri)
        points = label.get("pinpoints") or ([label["pinpoint"]] if label.get("pinpoint") else [])
        nested = sources.get(label["nested_in"]) if label.get("nested_in") else None
        citations.append(
            Citation(
                span=span, text=text[span.start : span.end], relation=label.get("relation", "refers_to"),
                form=label.get("form", "full"), target=target,
                pinpoints=tuple(tuple(Pinpoint(kind=k, number=n) for k, n in point) for point in points),
                source_uri=None if nested == metadata.uri else nested,
            )
        )  # fmt: skip
    return Document(
        text=text, name=name, sha256=hashlib.sha256(text.encode()).hexdigest(),
        kind=meta.get("kind", "instrument"), metadata=metadata, citations=tuple(citations),
    )  # fmt: skip


@cache
def gold_documents() -> tuple[Document, ...]:
    """All specimens of corpus/ as their labels have them."""
    found = []
    for path in sorted(CORPUS.glob("*.json")):
        text = path.with_suffix(".txt").read_bytes().decode("utf-8")
        found.append(document(text, json.loads(path.read_text(encoding="utf-8")), path.stem + ".txt"))
    return tuple(found)
