"""Which agency a span means: a pure function of the span and what the document tells (its place, its date).

A local agency named without its place is the document's province's where the level fits; a name that two agencies had
at different times is that of the document's date.
"""

from __future__ import annotations

from dataclasses import replace

from vnplan.agencies.places import Locality, Places
from vnplan.agencies.registry import RegisteredAgency, ResolvedAgency
from vnplan.agencies.spans import AgencySpan, Context, Tail
from vnplan.models import Level
from vnplan.slugs import issuer_slug as slug_of_issuer


def complete(span: AgencySpan, context: Context, places: Places) -> ResolvedAgency | None:
    """The agency that a span means; None for words that only point back.

    >>> from vnplan.agencies.gazetteer import gazetteer_of
    >>> from vnplan.agencies.scanning import scan_agencies
    >>> from vnplan.grammar import Grammar
    >>> from vnplan.text import CleanText
    >>> grammar = Grammar.load()
    >>> places = grammar.compiled(gazetteer_of).places
    >>> (span,) = scan_agencies(CleanText.of("Giám đốc Sở Nội vụ"), grammar=grammar)
    >>> complete(span, Context(places.locality("Lai Châu")), places).full_name
    'Sở Nội vụ tỉnh Lai Châu'
    """
    if span.fixed is not None:
        return span.fixed
    if not span.agencies:
        return None
    agency = _valid(span.agencies, context)
    if span.upper:
        found = _in(agency, _completed(_valid(span.upper, context), span.tail, context, places), span.rule)
    else:
        found = _completed(agency, span.tail, context, places)
        if agency.scoped and found.locality is None and found.entry is agency:
            found = _scoped(found, context)
    return found.with_person(span.person)


def _valid(agencies: tuple[RegisteredAgency, ...], context: Context) -> RegisteredAgency:
    """The agency of a name in force on the document's date; the first where none is, or nothing tells."""
    if len(agencies) > 1 and context.date:
        return next((a for a in agencies if a.valid_on(context.date)), agencies[0])
    return agencies[0]


def _in(agency: RegisteredAgency, upper: ResolvedAgency, rule: str) -> ResolvedAgency:
    """A body named with the agency it stands in: "Đảng đoàn Quốc hội", "Cục Pháp chế Bộ Quốc phòng"."""
    if agency.joins:
        name, full, level = f"{agency.name} {upper.name}", f"{agency.name} {upper.full_name}", agency.level
    elif agency.parent == upper.name or (upper.entry is not None and agency.parent == upper.entry.name):
        name = full = agency.name  # the only one of its name
        level = agency.level
    else:
        name, full = agency.name, f"{agency.name} {upper.full_name}"
        level = agency.level if agency.level != "other" else upper.level
    return ResolvedAgency(name, full, upper.locality, level, slug_of_issuer(full), None, agency, upper.place)


def _scoped(found: ResolvedAgency, context: Context) -> ResolvedAgency:
    """A body of which many agencies have one ("Vụ Pháp chế"): its id is the issuer's or the document's."""
    entry = found.entry
    apart = entry is not None and (entry.bare or (entry.level == "central" and not context.ministry))
    home = context.document if apart else context.issuer or context.document
    return replace(found, id=f"{found.id}-{home}") if home else found


def _completed(agency: RegisteredAgency, tail: Tail, context: Context, places: Places) -> ResolvedAgency:
    if tail.many:
        return agency_at(agency, places)
    if tail.region:
        return _of_region(agency, tail.region)
    if tail.group:
        many = agency_at(agency, places, group=tail.group, level=tail.level)
        if tail.single:  # the full name as printed: "Ủy ban nhân dân xã, phường"
            return replace(many, full_name=f"{agency.name} {tail.group.partition(' ')[2]}")
        return many
    if tail.locality or agency.place == "none":
        word = tail.locality.kind if tail.locality else None
        return agency_at(agency, places, tail.locality, level_word=tail.word or word)
    here = context.locality
    if tail.word:
        if here is not None and here.kind == tail.word:
            return agency_at(agency, places, here, level_word=tail.word)
        word_ = places.level_word(tail.word)
        below = word_ is not None and word_.double and here is not None  # a thành phố in a tỉnh is a district's equal
        return agency_at(agency, places, level_word=tail.word, level="district" if below else None)
    if here is None or here.kind is None:
        return agency_at(agency, places)
    if agency.place == "bare":
        return agency_at(agency, places, here if here.kind == agency.word else None)
    own = agency.level == "province" if here.place is not None else agency.level in ("district", "commune")
    made = agency_at(agency, places, here if own else None)
    return made if own and agency.place in ("plain", "named") else replace(made, name=agency.name)


def _of_region(agency: RegisteredAgency, region: str) -> ResolvedAgency:
    """A body of an area that is no province ("Chi cục Hải quan khu vực V"): the area belongs to the name."""
    name = f"{agency.name} {region}"
    return ResolvedAgency(name, name, None, "other" if agency.level != "central" else "central", slug_of_issuer(name),
                          None, replace(agency, place="none", level="central"))  # fmt: skip


def agency_at(
    agency: RegisteredAgency, places: Places, locality: Locality | None = None, *, level_word: str | None = None,
    person: str | None = None, group: str | None = None, level: Level | None = None,
) -> ResolvedAgency:  # fmt: skip
    """The agency of a place: name, full name, level and id put together.

    `level_word` is the level as printed ("tỉnh"), `group` what stands for many places ("các xã, phường").

    >>> from vnplan.agencies.gazetteer import gazetteer_of
    >>> from vnplan.grammar import Grammar
    >>> gazetteer = Grammar.load().compiled(gazetteer_of)
    >>> found = agency_at(gazetteer.registry.by_name("UBND"), gazetteer.places, gazetteer.places.locality("Sơn La"))
    >>> found.name, found.full_name, found.id
    ('Ủy ban nhân dân tỉnh', 'Ủy ban nhân dân tỉnh Sơn La', 'ubnd-tinh-son-la')
    """
    name = full = agency.name
    place_name = None
    own = agency.level if agency.level in ("party", "organisation") else None
    if agency.place == "none":
        level = agency.level
    elif group:
        name = full = f"{agency.name} {group}"
        level = own or level or "other"
    else:
        word = level_word or (locality.kind if locality else None) or agency.word
        if locality and locality.name:
            place_name = locality.name
            joined = f"{word} {place_name}" if word and agency.place not in ("bare", "named") else place_name
            full = f"{agency.name} {joined}"
        elif word and agency.place == "levelled":
            full = f"{agency.name} {word}"
        if agency.place == "levelled" and word and (level_word or agency.level not in ("central",)):
            name = f"{agency.name} {word}"
        level = own or level or (places.level_of(word, locality) if word else None) or agency.level
        if agency.place in ("plain", "named"):
            level = agency.level
    return ResolvedAgency(name, full, place_name, level, slug_of_issuer(full), person, agency, locality, level_word)
