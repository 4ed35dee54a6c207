"""The border: internal results, in clean offsets, become the public Document, in source offsets."""

from __future__ import annotations

import itertools
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from vnplan.agencies.mentions import Mention
from vnplan.agencies.provinces import province_of
from vnplan.agencies.registry import ResolvedAgency
from vnplan.construct import made
from vnplan.extraction.citations import Link
from vnplan.extraction.citations import Mention as Cited
from vnplan.extraction.effects import Effect as RawEffect
from vnplan.grammar import Grammar
from vnplan.identity.identities import Identities, Identity
from vnplan.layout import Layout
from vnplan.models import (
    Agency,
    AgencyMention,
    Cell,
    Citation,
    Evidence,
    Known,
    Pinpoint,
    Place,
    SourceMap,
    Span,
    Target,
    Unit,
)
from vnplan.reading import ReadingFinding, Source
from vnplan.reading.blocks import Box
from vnplan.structure.model import Finding, Node, Part
from vnplan.tables import Cell as TableCell
from vnplan.tables import Grid, columns_of, label_column, labels_of
from vnplan.tables.captions import caption_of
from vnplan.tables.units import UnitWords


@dataclass(slots=True)
class _Unit:
    """A unit in source offsets while the tree is made whole."""

    id: str
    kind: str
    number: str | None
    heading: str | None
    start: int
    end: int
    children: list[_Unit] = field(default_factory=list)

    def publish(self) -> Unit:
        """The public unit with its children, innermost first."""
        return made(Unit, {
            "id": self.id, "kind": self.kind, "number": self.number, "heading": self.heading,
            "span": made(Span, {"start": self.start, "end": self.end}),
            "children": tuple([child.publish() for child in self.children]) if self.children else (),
        })  # fmt: skip


class Border:
    """Maps clean ranges to source spans and to the innermost unit that holds them."""

    def __init__(self, source: str, layout: Layout, nodes: list[Node], source_map: SourceMap | None = None) -> None:
        self.source_map = source_map
        self.source, self.clean, self.layout = source, layout.clean, layout
        self.nodes = nodes
        self._flat: list[Node] = []
        self._parents: list[int] = []
        self._flatten(nodes, -1)
        self._starts = array("q", (node.start for node in self._flat))

    def _flatten(self, nodes: list[Node], parent: int) -> None:
        for node in nodes:
            at = len(self._flat)
            self._flat.append(node)
            self._parents.append(parent)
            self._flatten(node.children, at)

    def agency(self, resolved: ResolvedAgency | None) -> Agency | None:
        """Public form of an agency."""
        return agency(resolved)

    def span(self, start: int, end: int) -> Span:
        """Source span of a clean range."""
        a, b = self.source_range(start, end)
        return made(Span, {"start": a, "end": b})

    def source_range(self, start: int, end: int) -> tuple[int, int]:
        """Source range of a clean range; the marks of a decomposed letter belong to it."""
        a, b = self.clean.source_span(start, end)
        while "\u0300" <= self.source[b : b + 1] <= "\u036f":
            b += 1
        return a, b

    def page_at(self, offset: int) -> int | None:
        """The page of the file on which the character at a clean offset stands; None in files without pages."""
        place = self.source_map.at(self.clean.to_source(offset)) if self.source_map is not None else None
        return place.page if place is not None else None

    def words(self, start: int, end: int) -> str:
        """The words of a clean range on one line, as printed."""
        return " ".join(self.clean.text[start:end].split())

    def node_at(self, offset: int) -> Node | None:
        """The innermost unit that holds a clean offset."""
        i = bisect_right(self._starts, offset) - 1
        while i >= 0:
            if self._flat[i].end > offset:
                return self._flat[i]
            i = self._parents[i]
        return None

    def unit_at(self, offset: int) -> str | None:
        """Id of the innermost unit that holds a clean offset."""
        node = self.node_at(offset)
        return node.id if node is not None else None

    def units(self) -> list[Unit]:
        """The public tree: spans in the source that leave no word outside."""
        top = [self._unit(node) for node in self.nodes]
        _place_furniture(top, self.layout.furniture)
        _tile(top, self.source)
        text = self.source
        if top:
            if text[: top[0].start].strip():
                top[0].start = 0
            if text[top[-1].end :].strip():
                top[-1].end = len(text.rstrip())
        elif text.strip():
            begin = len(text) - len(text.lstrip())
            top = [_Unit("furniture_1", "furniture", None, None, begin, len(text.rstrip()))]
        return [unit.publish() for unit in top]

    def _unit(self, node: Node) -> _Unit:
        start, end = self.source_range(node.start, node.end)
        heading = self.words(*node.heading) if node.heading else None
        unit = _Unit(node.id, node.kind, node.number, heading or None, start, end)
        for child in sorted(node.children, key=lambda n: n.start) if len(node.children) > 1 else node.children:
            unit.children.append(self._unit(child))
        if unit.children:
            # A paragraph that a footnote interrupts covers it.
            unit.start = min(unit.start, unit.children[0].start)
            unit.end = max(unit.end, max(c.end for c in unit.children))
        return unit


def _place_furniture(top: list[_Unit], furniture: list[tuple[int, int, str]]) -> None:
    """Put page furniture into the innermost unit that it interrupts, else between its neighbours."""
    for count, (start, end, _) in enumerate(furniture, 1):
        siblings = top
        while True:
            i = bisect_right(siblings, start, key=lambda u: u.start) - 1
            if i >= 0 and siblings[i].start <= start and end <= siblings[i].end:
                siblings = siblings[i].children
                continue
            break
        at = bisect_left(siblings, start, key=lambda u: u.start)
        siblings.insert(at, _Unit(f"page_{count}", "furniture", None, None, start, end))


def _tile(units: list[_Unit], source: str) -> None:
    """Words between two siblings (drawn rules, table bars) belong to the first; siblings do not overlap."""
    for one, following in itertools.pairwise(units):
        if one.end > following.start:
            following.start = min(one.end, following.end)
        between = source[one.end : following.start]
        if between and not between.isspace():
            one.end = following.start - (len(between) - len(between.rstrip()))
    for unit in units:
        if unit.children:
            _tile(unit.children, source)
            unit.start = min(unit.start, unit.children[0].start)
            unit.end = max(unit.end, unit.children[-1].end)


@lru_cache(maxsize=8192)
def _agency(resolved: ResolvedAgency) -> Agency:
    return resolved.to_model()


def agency(resolved: ResolvedAgency | None) -> Agency | None:
    """Public form of a resolved agency; one object serves all its mentions."""
    return _agency(resolved) if resolved is not None else None


@lru_cache(maxsize=8192)
def _step(kind: str, number: str) -> Pinpoint:
    return Pinpoint(kind=kind, number=number)


def points(pinpoints: Iterable[Iterable[tuple[str, str]]]) -> tuple[tuple[Pinpoint, ...], ...]:
    """Public form of pinpoints: a list of points, each from the outermost step to the innermost."""
    return tuple([tuple([_step(kind, number) for kind, number in point]) for point in pinpoints])


def instrument(identity: Identity) -> Target:
    """Public form of the instrument that a mention means."""
    return made(Target, {
        "type": identity.type, "number": identity.number, "date": identity.date, "year": identity.year,
        "issuer": agency(identity.agency), "title": identity.title, "uri": identity.uri,
        "number_as_printed": identity.number_as_printed,
    })  # fmt: skip


def citation(mention: Cited, link: Link, identity: Identity, border: Border) -> Citation:
    """Public form of a mention with what the text does with it and which instrument it means."""
    span = border.span(mention.start, mention.end)
    known = identity.known
    pinpoints = mention.pinpoints if link.pinpoints is None else link.pinpoints
    return made(Citation, {
        "span": span, "text": border.source[span.start : span.end], "unit": border.unit_at(mention.start),
        "relation": link.relation, "form": identity.form, "target": instrument(identity),
        "pinpoints": points(pinpoints), "source_uri": identity.source_uri,
        "known": Known(number=known[0], date=known[1], title=known[2]) if known else None,
        "candidates": identity.candidates, "rule": mention.rule,
        "evidence": tuple([_evidence(border, *t) for t in (*mention.evidence, *link.evidence, *identity.evidence)]),
        "page": border.page_at(mention.start),
    })  # fmt: skip


def _evidence(border: Border, name: str, start: int, end: int, note: str) -> Evidence:
    words = end > start >= 0
    return made(Evidence, {
        "field": name, "span": border.span(start, end) if words else None,
        "text": border.words(start, end) if words else "", "note": note,
    })  # fmt: skip


def mention(found: Mention, border: Border) -> AgencyMention:
    """Public form of a mention of an agency."""
    return made(AgencyMention, {
        "span": border.span(found.start, found.end), "agency": _agency(found.agency),
        "unit": border.unit_at(found.start), "rule": found.rule,
    })  # fmt: skip


def effect(raw: RawEffect, identities: Identities, border: Border) -> dict[str, Any]:
    """Public form of what an amending instrument does to one provision."""
    return {
        "span": border.span(raw.start, raw.end), "unit": border.unit_at(raw.start), "action": raw.action,
        "target": instrument(identities[raw.target]) if raw.target is not None else {},
        "pinpoint": points([raw.pinpoint])[0], "quote": border.unit_at(raw.quote[0]) if raw.quote else None,
        "words": {"old": raw.old, "new": raw.new} if raw.old is not None or raw.new is not None else None,
        "rule": raw.rule,
    }  # fmt: skip


def metadata(part: Part, border: Border) -> dict[str, Any]:
    """Public metadata of the main instrument or an attachment."""
    return {
        "type": part.type, "type_code": part.type_code, "number": part.number, "date": part.date, "place": part.place,
        "issuer": agency(part.issuers[0]) if part.issuers else None,
        "issuers": [agency(a) for a in part.issuers], "title": part.title,
        "province": province_of(_agency(part.issuers[0]), part.date) if part.issuers else None,
        "signers": [{"name": s.name, "position": s.position, "authority": s.authority} for s in part.signers],
        "recipients": [{"text": border.words(a, b), "span": border.span(a, b)} for a, b in part.recipients],
        "uri": part.uri,
    }  # fmt: skip


def diagnostic(finding: Finding, border: Border) -> dict[str, Any]:
    """Public form of a finding."""
    span = None
    if finding.start is not None:
        span = border.span(finding.start, max(finding.start, finding.end or finding.start))
    return {"code": finding.code, "severity": finding.severity, "message": finding.message, "span": span}


def source_map(source: Source) -> SourceMap | None:
    """The way back to the file; None where it is text alone."""
    if source.blocks is None:
        return None
    places: list[Place] = []
    for block in source.blocks:
        if block.kind not in ("paragraph", "furniture"):
            continue
        if block.places:
            places += [_place(p.start, p.end, p.page, p.box, p.index) for p in block.places]
        elif block.page is not None or block.index >= 0:
            places.append(_place(block.start, block.end, block.page, block.box, block.index))
    places.sort(key=lambda place: place.span.start)
    return made(SourceMap, {"media_type": source.media_type, "places": tuple(places)})


def _place(start: int, end: int, page: int | None, box: Box | None, index: int) -> Place:
    return made(Place, {"span": made(Span, {"start": start, "end": end}), "page": page, "box": box,
                        "paragraph": index if index >= 0 else None})  # fmt: skip


def reading_finding(finding: ReadingFinding) -> dict[str, Any]:
    """Public form of what the reader of the file has to tell."""
    span = None
    if finding.start is not None:
        span = made(Span, {"start": finding.start, "end": max(finding.start, finding.end or finding.start)})
    return {"code": finding.code, "severity": finding.severity, "message": finding.message, "span": span}


def footnotes(border: Border) -> list[dict[str, Any]]:
    """Footnotes with the marks that refer to them."""
    from vnplan.layout.footnotes import MARKS, UNIT_BEFORE, mark_number

    notes: dict[str, list[int]] = {}
    order: list[tuple[str, int, int]] = []
    for number, start, end in border.layout.footnotes:
        if order and order[-1][0] == number:
            order[-1] = (number, order[-1][1], end)
        else:
            order.append((number, start, end))
    if not order:
        return []
    inside = {(s, e) for _, s, e in order}
    text = border.clean.text
    for found in MARKS.finditer(text):
        if any(s <= found.start() < e and found.start() == s for s, e in inside):
            continue
        if found["raised"] and UNIT_BEFORE.search(text, max(0, found.start() - 4), found.start()):
            continue
        notes.setdefault(mark_number(found), []).append(found.start())
    out = []
    for number, start, end in order:
        refs = [at for at in notes.get(number, []) if not start <= at < end]
        out.append({"number": number, "span": border.span(start, end),
                    "refs": [border.span(at, at + len(number) + 2 * (text[at] == "[")) for at in refs]})
    return out


def tables(border: Border, grids: Mapping[int, Grid], grammar: Grammar) -> list[dict[str, Any]]:
    """Tables as grids; the paragraphs of one cell are one text."""
    return [_table(border, grid, grammar) for grid in grids.values()]


def _table(border: Border, grid: Grid, grammar: Grammar) -> dict[str, Any]:
    clean = border.clean
    columns = columns_of(grid, grammar)
    units = grammar.compiled(UnitWords)
    caption = caption_of(clean, grid, grammar)
    label = label_column(columns)
    groups: list[tuple[str, ...]] = [()] * len(grid.rows)
    if label >= 0:
        for row in labels_of(clean, grid, columns, label, grammar):
            groups[row.row] = tuple(border.words(a, b) for a, b in row.groups)
    return {
        "span": border.span(grid.start, grid.end), "unit": border.unit_at(grid.start),
        "rows": [[_cell(border, cell) for cell in grid.own(r)] for r in range(len(grid.rows))],
        "header_rows": grid.header, "groups": groups, "measure": caption.unit.text if caption.unit else None,
        "columns": [
            {"heads": [border.words(h.start, h.end) for h in c.heads], "role": c.role,
             "measure": next(
                 (u.text for h in reversed(c.heads) if (u := units.in_brackets(clean, h.start, h.end))), None)}
            for c in columns
        ],
    }  # fmt: skip


def _cell(border: Border, cell: TableCell) -> Cell:
    return made(Cell, {
        "span": border.span(cell.start, cell.end), "text": border.words(cell.start, cell.end), "row": cell.row,
        "column": cell.column, "row_span": cell.row_span, "column_span": cell.column_span,
    })  # fmt: skip
