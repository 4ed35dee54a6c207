"""Agency mentions: every place where a text names an agency, with exact spans and the agency that is meant.

The spans come from the one pass of the scanner; here each is completed with the document's place and date, and words
that point back ("Bộ này", "Sở") are resolved, only where the text decides.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from vnplan.agencies.completing import complete
from vnplan.agencies.gazetteer import gazetteer_of
from vnplan.agencies.places import Places, key
from vnplan.agencies.registry import ResolvedAgency
from vnplan.agencies.resolving import resolve_issuer
from vnplan.agencies.scanning import scan_agencies
from vnplan.agencies.spans import AgencySpan, Context, Span
from vnplan.grammar import Grammar, default_grammar
from vnplan.lexing.anchors import Anchors
from vnplan.slugs import slug
from vnplan.structure.model import Part, Structure
from vnplan.text import CleanText


class Mention(NamedTuple):
    """An agency named at a range of the clean text; immutable, a named tuple as there are thousands.

    `parts` are the ranges of the pieces it was read from: head, name, place; for an element of a list the head that the
    list shares comes first and lies outside the mention's own range.
    """

    start: int
    end: int
    agency: ResolvedAgency
    rule: str
    parts: tuple[Span, ...] = ()


def find_mentions(
    clean: CleanText, *, locality: str | None = None, start: int = 0, end: int | None = None, date: str | None = None,
    issuer: str | None = None, grammar: Grammar | None = None,
) -> list[Mention]:  # fmt: skip
    """The agency mentions of a range of clean text, in order, none overlapping.

    `locality` is the document's place ("Lai Châu", "thành phố Hà Nội", "huyện Than Uyên"): it completes "UBND tỉnh".
    `date` (ISO) decides between agencies of one name. `issuer` is the full name of the document's issuer: a bare "Sở"
    or "Bộ" is the issuer where that is one. Raises GrammarError or RegistryError only for a broken gazetteer.

    >>> clean = CleanText.of("Giám đốc các Sở: Tài chính, Nội vụ; Chủ tịch UBND các huyện, thành phố.")
    >>> [m.agency.name for m in find_mentions(clean)]
    ['Sở Tài chính', 'Sở Nội vụ', 'Ủy ban nhân dân các huyện, thành phố']
    >>> [clean.text[m.start:m.end] for m in find_mentions(clean)]
    ['Tài chính', 'Nội vụ', 'Chủ tịch UBND các huyện, thành phố']
    """
    grammar = grammar or default_grammar()
    places = grammar.compiled(gazetteer_of).places
    own = resolve_issuer(issuer, locality=locality, date=date, grammar=grammar) if issuer else None
    context = Context(places.locality(locality, date), date, own.id if own else None, _slug_of(clean, None),
                      _is_ministry(own))  # fmt: skip
    return list(_meant(scan_agencies(clean, start=start, end=end, grammar=grammar), clean, context, own, places))


def mentions_of(
    clean: CleanText, structure: Structure, anchors: Anchors, *, grammar: Grammar
) -> list[Mention]:
    """The agency mentions of a whole document, furniture left out; locality, date and issuer come from its header.

    The spans are the anchors of the kind "agency".
    """
    main = structure.parts[0]
    own = main.issuers[0] if main.issuers else None
    home = own.place if own else None
    here = home.full_name if home is not None and home.name == main.locality else main.locality
    places = grammar.compiled(gazetteer_of).places
    context = Context(places.locality(here, main.date), main.date, own.id if own else None, _slug_of(clean, main),
                      _is_ministry(own))  # fmt: skip
    silent = [(r.start, r.end) for r in structure.regions if r.kind == "furniture"]
    spans = [anchor.value for anchor in anchors.all("agency")]
    found = _meant(_outside(spans, silent), clean, context, own, places)
    return [_named_short(m, structure, clean) for m in found]


def _is_ministry(issuer: ResolvedAgency | None) -> bool:
    """Whether an issuer is of the centre and stands under no other, so that "Vụ Pháp chế" is its own."""
    return issuer is not None and issuer.level == "central" and issuer.entry is not None and not issuer.entry.parent


def _outside(spans: Iterable[AgencySpan], silent: list[Span]) -> Iterable[AgencySpan]:
    if not silent:
        return spans
    starts = [start for start, _ in silent]

    def kept(span: AgencySpan) -> bool:
        i = bisect_right(starts, span.start) - 1
        return i < 0 or silent[i][1] <= span.start

    return [span for span in spans if kept(span)]


def _slug_of(clean: CleanText, part: Part | None) -> str:
    """What tells this document from all others: its work's uri, or the hash of its words."""
    if part is not None and part.uri:
        return slug(part.uri.removeprefix("/akn/vn/act/"))
    return hashlib.sha256(clean.text.encode("utf-8", "replace")).hexdigest()[:12]


def _named_short(mention: Mention, structure: Structure, clean: CleanText) -> Mention:
    """In capitals and without its place a name is the issuer's: "TM. ỦY BAN NHÂN DÂN" over the signature."""
    agency = mention.agency
    entry = agency.entry
    if entry is None or entry.place != "levelled" or agency.name != entry.name:
        return mention
    if not clean.text[mention.start : mention.end].isupper():
        return mention
    parts = [p for p in structure.parts if p.start <= mention.start < p.end] or structure.parts
    for issuer in parts[-1].issuers or structure.parts[0].issuers:
        if issuer.entry is entry:
            return mention._replace(agency=replace(issuer, person=agency.person))
    return mention


def _meant(
    spans: Iterable[AgencySpan], clean: CleanText, context: Context, issuer: ResolvedAgency | None, places: Places
) -> Iterator[Mention]:
    """Mentions of the agencies that are named, and of the words that point back to exactly one of them."""
    seen: dict[str, dict[str, ResolvedAgency]] = {}
    last: dict[str, ResolvedAgency] = {}
    own = _first_words(issuer.name) if issuer else ()
    spans = tuple(spans)
    points = any(span.to for span in spans)
    # One document says the same few names again and again; its place and date stay the same.
    known: dict[tuple[str, str, str | None, int], ResolvedAgency | None] = {}
    folded = clean.folded
    for span in spans:
        if span.to is None:
            name = (folded[span.start : span.end], span.rule, span.person, id(span.agencies))
            if name in known and span.rule != "agency.shared":
                agency = known[name]
            else:
                agency = known[name] = complete(span, context, places)
            if agency is None:
                continue
            if points:
                for word in _first_words(agency.name):
                    seen.setdefault(word, {})[agency.id] = agency
                    last[word] = agency
            yield Mention(span.start, span.end, agency, span.rule, span.parts)
            continue
        meant: ResolvedAgency | None = None
        if span.rule == "deixis.this":
            meant = last.get(span.to)
        elif issuer and span.to in own:
            meant = issuer
        elif not span.own and len(seen.get(span.to, ())) == 1:
            meant = last[span.to]
        if meant is not None:
            if meant.person != span.person:
                meant = replace(meant, person=span.person)
            yield Mention(span.start, span.end, meant, span.rule, span.parts)


@lru_cache(maxsize=8192)
def _first_words(name: str) -> tuple[str, ...]:
    """The first word and the first two of an agency's name, as words that point back name it."""
    words = key(name).split(" ")
    return (words[0], " ".join(words[:2]))
