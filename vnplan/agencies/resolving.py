"""The agency that the words of a header or of a citation, or a number's code, mean.

>>> resolve_issuer("ỦY BAN NHÂN DÂN TỈNH SƠN LA").full_name
'Ủy ban nhân dân tỉnh Sơn La'
>>> resolve_issuer(None, "33/QĐ-TTg").name
'Thủ tướng Chính phủ'
"""

from __future__ import annotations

import unicodedata

from vnplan.agencies.completing import agency_at, complete
from vnplan.agencies.gazetteer import Gazetteer, gazetteer_of
from vnplan.agencies.places import Locality, Place, Places, places_of
from vnplan.agencies.registry import AgencyRegistry, RegisteredAgency, ResolvedAgency, registry_of
from vnplan.agencies.scanning import scan
from vnplan.agencies.spans import AgencySpan, Context
from vnplan.grammar import Grammar, default_grammar
from vnplan.models import Agency
from vnplan.slugs import issuer_slug as slug_of_issuer
from vnplan.text import fold, lower

__all__ = [
    "AgencyRegistry", "Place", "Places", "RegisteredAgency", "ResolvedAgency", "issuer_slug", "places_of",
    "registry_of", "resolve_issuer", "resolve_issuers", "successors",
]  # fmt: skip

_LOCAL = frozenset({"province", "district", "commune"})
_EDGES = " -*_.:;,|"
_MOST_REMEMBERED = 16_384


def resolve_issuer(
    words: str | None, code: str | None = None, locality: str | None = None, date: str | None = None,
    *, grammar: Grammar | None = None,
) -> ResolvedAgency | None:  # fmt: skip
    """The agency that issued an instrument; None when neither words nor code tell it. The first of joint issuers.

    `words`: a header's lines (capitals, joined or with line breaks, the upper agency's line first) or the words after
    "của" in a citation. `code`: a document number or its code ("33/QĐ-TTg", "NQ-HĐND"). `locality`: the document's
    place ("Lai Châu", "tỉnh Lai Châu", "huyện Than Uyên"), which completes "UBND tỉnh". `date`: ISO, decides between
    agencies that had one name or code at different times. Raises nothing for odd words.

    >>> resolve_issuer("HĐND tỉnh", locality="Lai Châu").full_name
    'Hội đồng nhân dân tỉnh Lai Châu'
    >>> agency = resolve_issuer("Bộ trưởng Bộ Giáo dục và Đào tạo")
    >>> agency.name, agency.person
    ('Bộ Giáo dục và Đào tạo', 'Bộ trưởng')
    >>> resolve_issuer("BỘ TÀI CHÍNH CỤC THUẾ").name
    'Cục Thuế'
    >>> resolve_issuer(None, "29-NQ/TW") is None
    True
    """
    found = resolve_issuers(words, code, locality, date, grammar=grammar)
    return found[0] if found else None


def resolve_issuers(
    words: str | None, code: str | None = None, locality: str | None = None, date: str | None = None,
    *, grammar: Grammar | None = None,
) -> tuple[ResolvedAgency, ...]:  # fmt: skip
    """All the agencies that issued an instrument together, in the order of the words; arguments as in resolve_issuer.

    >>> [a.name for a in resolve_issuers(None, "06/2015/TTLT-BGDĐT-BNV")]
    ['Bộ Giáo dục và Đào tạo', 'Bộ Nội vụ']
    """
    return (grammar or default_grammar()).compiled(Resolver).issuers(words, code, locality, date)


class Resolver:
    """Resolves words and codes by one grammar; the same few come many times, so answers are remembered."""

    def __init__(self, grammar: Grammar) -> None:
        self.gazetteer = grammar.compiled(gazetteer_of)
        self._known: dict[tuple[str | None, ...], tuple[ResolvedAgency, ...]] = {}

    def issuers(
        self, words: str | None, code: str | None, locality: str | None, date: str | None
    ) -> tuple[ResolvedAgency, ...]:
        """See resolve_issuers."""
        asked = (words, code, locality, date)
        found = self._known.get(asked)
        if found is None:
            if len(self._known) >= _MOST_REMEMBERED:
                self._known.clear()
            found = self._known[asked] = self._issuers(*asked)
        return found

    def _issuers(
        self, words: str | None, code: str | None, locality: str | None, date: str | None
    ) -> tuple[ResolvedAgency, ...]:
        places = self.gazetteer.places
        here = places.locality(locality, date)
        if words and words.strip():
            text = " ".join(unicodedata.normalize("NFC", words).split()).strip(_EDGES)
            found = _from_words(self.gazetteer, text, Context(here, date))
            if found:
                return tuple(_completed(f, code, Context(here, date), places) for f in found)
            named = places.locality(text, date)
            if named and named.place:
                here = named
        return _from_code(self.gazetteer, code, Context(here, date)) if code and code.strip() else ()


def issuer_slug(agency: ResolvedAgency | Agency, *, grammar: Grammar | None = None) -> str | None:
    """The agency's slug in uris; None for a local agency whose place is not known, so that two are never merged.

    >>> issuer_slug(resolve_issuer("HĐND thành phố Hà Nội")), issuer_slug(resolve_issuer("UBND tỉnh"))
    ('hdnd-thanh-pho-ha-noi', None)
    """
    if agency.locality is None:
        entry = agency.entry if isinstance(agency, ResolvedAgency) else None
        if entry is None:
            entry = (grammar or default_grammar()).compiled(registry_of).by_name(agency.name)
        local = entry is None or entry.place in ("bare", "levelled") or entry.level in _LOCAL
        if agency.level in _LOCAL or (local and agency.level != "central" and not (entry and entry.place == "none")):
            return None
    return slug_of_issuer(agency.full_name)


def successors(agency: ResolvedAgency, *, grammar: Grammar | None = None) -> tuple[ResolvedAgency, ...]:
    """The agencies that came after one, by the agency's end, or else by the end of its place; the next step only.

    >>> [a.full_name for a in successors(resolve_issuer("UBND tỉnh Đắk Nông"))]
    ['Ủy ban nhân dân tỉnh Lâm Đồng']
    """
    gazetteer = (grammar or default_grammar()).compiled(gazetteer_of)
    places, entry = gazetteer.places, agency.entry
    if entry is None:
        return ()
    place = agency.place.place if agency.place else None
    after = places.successors(place) if place and place.valid_to else ()
    homes = tuple(Locality(p.kind, p.name, p) for p in after)
    if not entry.successor_names:
        return tuple(agency_at(entry, places, home) for home in homes)
    later = gazetteer.registry.successors(entry)
    return tuple(agency_at(a, places, home) for a in later for home in homes or (agency.place,))


def _from_words(gazetteer: Gazetteer, text: str, context: Context) -> tuple[ResolvedAgency, ...]:
    folded = fold(text)
    low = lower(folded)
    found = [(s, a) for s in scan(gazetteer, low, folded, header=True)
             if (a := complete(s, context, gazetteer.places)) is not None]  # fmt: skip
    if not found:
        return ()
    last, agency = found[0]
    chain = [agency]
    below, joint = gazetteer.tails["below"].regex, gazetteer.tails["joint"].regex
    for nxt, agency in found[1:]:
        gap = low[last.end : nxt.start]
        if nxt.rule == last.rule == "agency.list":
            chain.append(agency)
        elif below.fullmatch(gap) and not _equals(chain[-1], agency):
            if not folded.isupper() and last.person:
                break
            chain[-1] = _under(gazetteer, chain[-1], nxt, agency, low, context)
        elif joint.fullmatch(gap):
            chain.append(agency)
        else:
            break
        last = nxt
    rest = low[last.end :].strip(_EDGES)
    if rest and last.entry and below.fullmatch(low[last.end : low.index(rest, last.end)]):
        child = gazetteer.registry.by_name(f"{rest} {last.entry.name}", context.date)
        if child:
            upper = chain[-1]
            chain[-1] = agency_at(child, gazetteer.places, upper.place, level_word=upper.level_word)
    return tuple(chain)


def _equals(one: ResolvedAgency, two: ResolvedAgency) -> bool:
    """Whether two adjacent names stand side by side, so that neither is the upper agency's line."""
    if one.entry is None or two.entry is None or two.entry.parent == one.entry.name:
        return False
    same_kind = one.name.split()[0] == two.name.split()[0]
    return same_kind and one.level == two.level == "central"


def _under(
    gazetteer: Gazetteer, upper: ResolvedAgency, span: AgencySpan, agency: ResolvedAgency, low: str, context: Context
) -> ResolvedAgency:
    """The agency of the second line of a header, with the place of the first."""
    if span.rule == "agency.kind" and upper.entry:
        child = gazetteer.registry.by_name(f"{low[slice(*span.core)]} {upper.entry.name}", context.date)
        if child:
            return agency_at(child, gazetteer.places, upper.place, level_word=upper.level_word)
    if agency.entry and agency.locality is None and upper.place and agency.entry.place != "none":
        word = agency.level_word or upper.level_word
        return agency_at(agency.entry, gazetteer.places, upper.place, level_word=word)
    return agency


def _completed(agency: ResolvedAgency, code: str | None, context: Context, places: Places) -> ResolvedAgency:
    """A local agency named without level and place, completed with the document's."""
    here = context.locality
    if agency.entry is None or agency.locality or agency.level != "other" or here is None or here.kind is None:
        return agency
    bare = agency.entry.place == "levelled" and agency.level_word is None and agency.name == agency.entry.name
    return agency_at(agency.entry, places, here, person=agency.person) if bare else agency


def _from_code(gazetteer: Gazetteer, code: str, context: Context) -> tuple[ResolvedAgency, ...]:
    found: list[ResolvedAgency] = []
    for candidates in gazetteer.registry.codes_in(unicodedata.normalize("NFC", code), context.date):
        here = context.locality
        if len(candidates) > 1 and here is not None:
            candidates = tuple(a for a in candidates if a.place != "none") or candidates
            candidates = tuple(a for a in candidates if a.word == here.kind) or candidates
        elif len(candidates) > 1:
            candidates = tuple(a for a in candidates if a.level == "central") or candidates
        if len(candidates) != 1:
            continue
        agency = candidates[0]
        if agency.place == "none" or agency.level == "central":
            found.append(agency_at(agency, gazetteer.places))
        elif here is not None and here.kind:
            found.append(agency_at(agency, gazetteer.places, here))
        elif agency.level == "province" and agency.place in ("plain", "named"):
            found.append(agency_at(agency, gazetteer.places))
    return tuple(found)
