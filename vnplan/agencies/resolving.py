"""Agencies: the registry, and the agency that the words of a header or of a citation, or a number's code, mean.

>>> resolve_issuer("ỦY BAN NHÂN DÂN TỈNH SƠN LA").full_name
'Ủy ban nhân dân tỉnh Sơn La'
>>> resolve_issuer(None, "33/QĐ-TTg").name
'Thủ tướng Chính phủ'
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from vnplan.agencies.places import Place, Places, key
from vnplan.agencies.reading import Context, Found
from vnplan.agencies.registry import AgencyRegistry, RegisteredAgency, ResolvedAgency, shipped_registry
from vnplan.agencies.scanning import Scanner
from vnplan.identity.uri import issuer_slug as slug_of_issuer
from vnplan.models import Agency
from vnplan.text import fold, lower

__all__ = [
    "AgencyRegistry", "Place", "Places", "RegisteredAgency", "ResolvedAgency", "issuer_slug", "resolve_issuer",
    "resolve_issuers",
]  # fmt: skip

_LOCAL = frozenset({"province", "district", "commune"})


def resolve_issuer(
    words: str | None, code: str | None = None, locality: str | None = None, date: str | None = None
) -> ResolvedAgency | None:
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
    found = resolve_issuers(words, code, locality, date)
    return found[0] if found else None


def resolve_issuers(
    words: str | None, code: str | None = None, locality: str | None = None, date: str | None = None
) -> tuple[ResolvedAgency, ...]:
    """All the agencies that issued an instrument together, in the order of the words; arguments as in resolve_issuer.

    >>> [a.name for a in resolve_issuers(None, "06/2015/TTLT-BGDĐT-BNV")]
    ['Bộ Giáo dục và Đào tạo', 'Bộ Nội vụ']
    """
    shipped_registry()
    return _resolve(words, code, locality, date, shipped_registry.version)


@lru_cache(maxsize=8192)
def _resolve(
    words: str | None, code: str | None, locality: str | None, date: str | None, _: int
) -> tuple[ResolvedAgency, ...]:
    """resolve_issuers for one version of the gazetteer; the same words come many times in one document."""
    places = Places.shipped()
    here = places.locality(locality, date)
    if words and words.strip():
        text = " ".join(unicodedata.normalize("NFC", words).split()).strip(" -*_.:;,|")
        found = _from_words(text, Context(here, date))
        if found:
            return tuple(_completed(f, code, Context(here, date)) for f in found)
        named = places.locality(text, date)
        if named and named.place:
            here = named
    return _from_code(code, Context(here, date)) if code and code.strip() else ()


def issuer_slug(agency: ResolvedAgency | Agency) -> str | None:
    """The agency's slug in uris; None for a local agency whose place is not known, so that two are never merged.

    >>> issuer_slug(resolve_issuer("HĐND thành phố Hà Nội")), issuer_slug(resolve_issuer("UBND tỉnh"))
    ('hdnd-thanh-pho-ha-noi', None)
    """
    if agency.locality is None:
        entry = AgencyRegistry.shipped().by_name(agency.name)
        local = entry is None or entry.place in ("bare", "levelled") or entry.level in _LOCAL
        if agency.level in _LOCAL or (local and agency.level != "central" and not (entry and entry.place == "none")):
            return None
    return slug_of_issuer(agency.full_name)


def _from_words(text: str, context: Context) -> tuple[ResolvedAgency, ...]:
    scanner = Scanner.shipped()
    reader = scanner.reader
    folded = fold(text)
    low = lower(folded)
    found = [f for f in scanner.scan(low, folded, context, header=True) if isinstance(f, Found)]
    if not found:
        return ()
    first = found[0]
    chain = [first.agency]
    last = first
    below, joint = reader.tails["below"].regex, reader.tails["joint"].regex
    for nxt in found[1:]:
        gap = low[last.end : nxt.start]
        if nxt.rule == last.rule == "agency.list":
            chain.append(nxt.agency)
        elif below.fullmatch(gap) and not _equals(last.agency, nxt.agency, gap):
            if not folded.isupper() and last.agency.person:
                break
            chain[-1] = _under(chain[-1], nxt, low, context)
        elif joint.fullmatch(gap):
            chain.append(nxt.agency)
        else:
            break
        last = nxt
    rest = low[last.end :].strip(" -*_.:;,|")
    if rest and last.agency.entry and below.fullmatch(low[last.end : low.index(rest, last.end)]):
        child = reader.registry.by_name(f"{rest} {last.agency.entry.name}", context.date)
        if child:
            chain[-1] = child.at(last.agency.place, level_word=last.agency.level_word)
    return tuple(chain)


def _equals(one: ResolvedAgency, two: ResolvedAgency, gap: str) -> bool:
    """Whether two adjacent names stand side by side, so that neither is the upper agency's line."""
    if one.entry is None or two.entry is None or two.entry.parent == one.entry.name:
        return False
    same_kind = one.name.split()[0] == two.name.split()[0]
    return same_kind and one.level == two.level == "central"


def _under(upper: ResolvedAgency, found: Found, low: str, context: Context) -> ResolvedAgency:
    """The agency of the second line of a header, with the place of the first."""
    agency = found.agency
    if found.rule == "agency.kind" and upper.entry:
        child = AgencyRegistry.shipped().by_name(f"{low[slice(*found.core)]} {upper.entry.name}", context.date)
        if child:
            return child.at(upper.place, level_word=upper.level_word)
    if agency.entry and agency.locality is None and upper.place and agency.entry.place != "none":
        return agency.entry.at(upper.place, level_word=agency.level_word or upper.level_word)
    return agency


def _completed(agency: ResolvedAgency, code: str | None, context: Context) -> ResolvedAgency:
    """A local agency named without level and place, completed with the document's."""
    here = context.locality
    if agency.entry is None or agency.locality or agency.level != "other" or here is None or here.kind is None:
        return agency
    bare = agency.entry.place == "levelled" and agency.level_word is None and agency.name == agency.entry.name
    return agency.entry.at(here, person=agency.person) if bare else agency


def _from_code(code: str, context: Context) -> tuple[ResolvedAgency, ...]:
    registry = AgencyRegistry.shipped()
    found: list[ResolvedAgency] = []
    for candidates in registry.codes_in(unicodedata.normalize("NFC", code), context.date):
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
            found.append(agency.at())
        elif here is not None and here.kind:
            found.append(agency.at(here))
        elif agency.level == "province" and agency.place in ("plain", "named"):
            found.append(agency.at())
    return tuple(found)


def same_agency(one: str, other: str) -> bool:
    """Whether two printed names mean one agency.

    >>> same_agency("UBND tỉnh Sơn La", "Uỷ ban nhân dân tỉnh Sơn La")
    True
    """
    first, second = resolve_issuer(one), resolve_issuer(other)
    return first.id == second.id if first and second else key(one) == key(other)
