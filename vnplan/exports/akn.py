"""A document as Akoma Ntoso 3.0 XML (OASIS LegalDocML): metadata, structure, references, attachments.

Every unit keeps its id as eId, every citation with a uri becomes a <ref> around the words that stand in the text.
Page furniture is left out. What the schema has no element for (bullets, footnotes, quotes) is a <level> of that class.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from vnplan.exports.akn_text import after_heading, paragraphs
from vnplan.graph.facts import pinpoint_id
from vnplan.graph.wording import printable
from vnplan.identity.instruments import first_day
from vnplan.identity.uri import slug
from vnplan.models import Citation, Document, Metadata, Table, Unit

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"

_TAGS = {"phan": "part", "chuong": "chapter", "muc": "section", "tieu_muc": "subsection", "dieu": "article",
         "khoan": "clause", "diem": "point", "gach": "indent"}  # fmt: skip
_PLACES = {"header": "preface", "preamble": "preamble", "closing": "conclusions", "recipients": "conclusions",
           "signature": "conclusions", "attachment": "attachments"}  # fmt: skip
_UNKNOWN_DAY = "0001-01-01"


def to_akn(document: Document) -> str:
    """The document as Akoma Ntoso XML, valid against the OASIS schema.

    >>> import vnplan
    >>> "<article eId=" in to_akn(vnplan.parse_document("Điều 1. Phạm vi\\nNghị định này quy định."))
    True
    """
    writer = _Writer(document)
    body = "".join(writer.document())
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<akomaNtoso xmlns="{NAMESPACE}">{body}</akomaNtoso>\n'


class _Writer:
    def __init__(self, document: Document) -> None:
        self.source, self.text = document, document.text
        self.citations = sorted(
            (c for c in document.citations if c.target.uri), key=lambda c: (c.span.start, -c.span.end)
        )
        self.starts = [c.span.start for c in self.citations]
        self.tables: dict[str, Table] = {t.unit: t for t in document.tables if t.unit}
        self.ids: set[str] = set()
        self.attached = {a.unit: a.metadata for a in document.attachments}

    def document(self) -> Iterator[str]:
        meta = self.source.metadata
        uri = meta.uri or f"/akn/vn/doc/sha256/{self.source.sha256}"
        normative = any(unit.kind in ("dieu", "chuong") for unit in self.source.units)
        name = slug(meta.type or self.source.kind) or "document"
        yield from self._component("act" if normative else "doc", name, meta, uri, self.source.units)

    def _component(
        self, tag: str, name: str, meta: Metadata, uri: str, units: Sequence[Unit], prefix: str = ""
    ) -> Iterator[str]:
        places: dict[str, list[Unit]] = {}
        for unit in units:
            if unit.kind != "furniture":
                places.setdefault(_PLACES.get(unit.kind, "body"), []).append(unit)
        yield f'<{tag} name="{name}" contains="originalVersion">'
        yield from self._meta(meta, uri, prefix)
        for place in ("preface", "preamble"):
            if place in places:
                yield f"<{place}>{''.join(p for u in places[place] for p in self._flat(u))}</{place}>"
        main = "body" if tag == "act" else "mainBody"
        inside = [piece for unit in places.get("body", ()) for piece in self._unit(unit)]
        if not inside:
            eid = self._id(f"{prefix}body")
            inside = [f'<level eId="{eid}"><content eId="{eid}__content"><p/></content></level>']
        yield f"<{main}>{''.join(inside)}</{main}>"
        if "conclusions" in places:
            yield f"<conclusions>{''.join(p for u in places['conclusions'] for p in self._flat(u))}</conclusions>"
        if "attachments" in places:
            yield "<attachments>"
            for number, unit in enumerate(places["attachments"], 1):
                yield from self._attachment(unit, f"{uri}/!att_{number}")
            yield "</attachments>"
        yield f"</{tag}>"

    def _attachment(self, unit: Unit, uri: str) -> Iterator[str]:
        meta = self.attached.get(unit.id, Metadata(type="Phụ lục", title=unit.heading))
        yield f"<attachment eId={self._attribute(unit.id)}>"
        title = meta.title or unit.heading
        if title:
            yield f'<heading eId="{self._id(f"{unit.id}__heading")}">{escape(printable(title))}</heading>'
        units = self._with_own_words(unit)
        yield from self._component("doc", slug(meta.type or "") or "attachment", meta, meta.uri or uri, units, unit.id)
        yield "</attachment>"

    def _with_own_words(self, unit: Unit) -> list[Unit]:
        """The children of a unit, and its own words between them as paragraphs."""
        found: list[Unit] = []
        at = unit.span.start
        for child in unit.children:
            found += self._words_unit(unit, at, child.span.start)
            found.append(child)
            at = child.span.end
        return found + self._words_unit(unit, at, unit.span.end)

    def _words_unit(self, unit: Unit, start: int, end: int) -> list[Unit]:
        if not printable(self.text[start:end]):
            return []
        return [Unit.model_validate({"id": f"{unit.id}__words_{start}", "kind": "paragraph",
                                     "span": {"start": start, "end": end}})]  # fmt: skip

    # Structure.

    def _unit(self, unit: Unit) -> Iterator[str]:
        if unit.kind == "furniture":
            return
        tag = _TAGS.get(unit.kind, "level")
        kind = "" if tag != "level" else f' class="{unit.kind}"'
        eid = self._id(unit.id)
        yield f"<{tag} eId={quoteattr(eid)}{kind}>"
        if unit.number:
            yield f'<num eId={quoteattr(eid + "__num")}>{escape(printable(unit.number))}</num>'
        if unit.heading:
            yield f'<heading eId={quoteattr(eid + "__heading")}>{self._heading(unit)}</heading>'
        start = after_heading(self.text, unit) if unit.number or unit.heading else unit.span.start
        if unit.kind == "table" and unit.id in self.tables and self.tables[unit.id].rows:
            yield f'<content eId={quoteattr(eid + "__content")}>{self._table(self.tables[unit.id], eid)}</content>'
        elif unit.children:
            yield from self._children(unit, eid, start)
        else:
            blocks = "".join(self._blocks(start, unit.span.end)) or "<p/>"
            yield f'<content eId={quoteattr(eid + "__content")}>{blocks}</content>'
        yield f"</{tag}>"

    def _heading(self, unit: Unit) -> str:
        """The words of a heading with the references that stand in it."""
        end = after_heading(self.text, unit)
        start = after_heading(self.text, unit.model_copy(update={"heading": None}))
        words = "".join(self._inline(start, end)).lstrip(" .:|–-") if end > start else ""
        plain = " ".join(re.sub("<[^>]*>", "", words).split())
        wanted = escape(printable(unit.heading or ""))
        return words.strip() if plain == wanted else wanted

    def _children(self, unit: Unit, eid: str, start: int) -> Iterator[str]:
        at = start
        for i, child in enumerate(unit.children):
            words = "".join(self._blocks(at, child.span.start))
            if words and i == 0:
                yield f'<intro eId={quoteattr(eid + "__intro")}>{words}</intro>'
            elif words:
                yield from self._level(f"{eid}__words_{at}", words)
            yield from self._unit(child)
            at = max(at, child.span.end)
        words = "".join(self._blocks(at, unit.span.end))
        if words:
            yield f'<wrapUp eId={quoteattr(eid + "__wrap")}>{words}</wrapUp>'
        elif all(child.kind == "furniture" for child in unit.children):
            yield from self._level(f"{eid}__words", "<p/>")

    def _level(self, eid: str, blocks: str) -> Iterator[str]:
        eid = self._id(eid)
        yield f'<level eId={quoteattr(eid)}><content eId={quoteattr(eid + "__content")}>{blocks}</content></level>'

    def _flat(self, unit: Unit) -> Iterator[str]:
        """A unit as paragraphs: what stands before and after the body."""
        at = unit.span.start
        for child in unit.children:
            yield from self._blocks(at, child.span.start)
            if child.kind != "furniture":
                yield from self._flat(child)
            at = child.span.end
        yield from self._blocks(at, unit.span.end)

    def _table(self, table: Table, eid: str) -> str:
        rows = []
        for row in table.rows:
            cells = []
            for cell in row:
                blocks = "".join(self._blocks(cell.span.start, cell.span.end)) or "<p/>"
                cells.append(f"<td>{blocks}</td>")
            rows.append(f"<tr>{''.join(cells) or '<td><p/></td>'}</tr>")
        return f'<table eId={quoteattr(eid + "__table")}>{"".join(rows)}</table>'

    # Words.

    def _blocks(self, start: int, end: int) -> Iterator[str]:
        for first, last in paragraphs(self.text, start, end, self._inside(start, end)):
            words = "".join(self._inline(first, last)).strip()
            if words:
                yield f"<p>{words}</p>"

    def _inside(self, start: int, end: int) -> list[Citation]:
        """The citations inside a stretch of text that do not overlap, the outer of nested ones."""
        found: list[Citation] = []
        at = start
        for c in self.citations[bisect_left(self.starts, start) :]:
            if c.span.start >= end:
                break
            if c.span.start >= at and c.span.end <= end:
                found.append(c)
                at = c.span.end
        return found

    def _inline(self, start: int, end: int) -> Iterator[str]:
        at = start
        for c in self._inside(start, end):
            yield self._plain(at, c.span.start)
            point = (pinpoint_id(c.pinpoints) or "").partition(" ")[0]
            href = f"{c.target.uri}{f'/~{point}' if point else ''}"
            yield f"<ref href={quoteattr(href)}>{self._plain(c.span.start, c.span.end).strip()}</ref>"
            at = c.span.end
        yield self._plain(at, end)

    def _plain(self, start: int, end: int) -> str:
        raw = self.text[start:end]
        words = printable(raw)
        before, after = raw[:1].isspace(), raw[-1:].isspace()
        return escape(f"{' ' if before else ''}{words}{' ' if after and words else ''}")

    # Metadata.

    def _meta(self, meta: Metadata, uri: str, prefix: str) -> Iterator[str]:
        date, name = (first_day(meta.date), "issued") if meta.date else (_UNKNOWN_DAY, "unknown")
        if meta.date and len(meta.date) < 10:
            name = "issued-month" if len(meta.date) == 7 else "issued-year"
        issuer = f"{prefix}__issuer" if prefix else "issuer"
        common = f'<FRBRdate date="{date}" name="{name}"/><FRBRauthor href="#{issuer if meta.issuer else "vnplan"}"/>'
        number = f"<FRBRnumber value={quoteattr(printable(meta.number))}/>" if meta.number else ""
        title = f"<FRBRname value={quoteattr(printable(meta.title))}/>" if meta.title else ""
        expression = f"{uri}/vie@{date if meta.date else ''}"
        yield '<meta><identification source="#vnplan">'
        yield f'<FRBRWork>{_this(uri)}{common}<FRBRcountry value="vn"/>{number}{title}</FRBRWork>'
        yield f'<FRBRExpression>{_this(expression)}{common}<FRBRlanguage language="vie"/></FRBRExpression>'
        yield f"<FRBRManifestation>{_this(expression + '.xml')}{common}</FRBRManifestation></identification>"
        yield '<references source="#vnplan">'
        if not prefix:
            targets = {c.target.uri: printable(c.text) for c in reversed(self.citations)}
            for target, words in sorted((t, w) for t, w in targets.items() if t and t != uri):
                yield f"<activeRef href={quoteattr(target)} showAs={quoteattr(words)}/>"
            yield '<TLCOrganization eId="vnplan" href="/akn/ontology/organization/vnplan" showAs="vnplan"/>'
        if meta.issuer:
            href = f"/akn/ontology/organization/vn/{meta.issuer.id}"
            show = quoteattr(printable(meta.issuer.full_name))
            yield f'<TLCOrganization eId="{issuer}" href={quoteattr(href)} showAs={show}/>'
        elif prefix:
            yield f'<TLCOrganization eId="{issuer}" href="/akn/ontology/organization/vnplan" showAs="vnplan"/>'
        yield "</references></meta>"

    def _id(self, wanted: str) -> str:
        """An id that nothing else has."""
        wanted = "_".join(wanted.split()) or "unit"
        found, count = wanted, 1
        while found in self.ids:
            count += 1
            found = f"{wanted}-{count}"
        self.ids.add(found)
        return found

    def _attribute(self, wanted: str) -> str:
        return quoteattr(self._id(wanted))


def _this(uri: str) -> str:
    return f"<FRBRthis value={quoteattr(uri)}/><FRBRuri value={quoteattr(uri)}/>"
