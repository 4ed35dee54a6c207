"""Issuers that a merger of provinces leaves open: whose "UBND tỉnh" was it before 1 July 2025?

Numbers restart in every province. A document of a province that took others in says "Quyết định số 12/QĐ-UBND ngày
03/02/2021 của UBND tỉnh", and may mean the decision of any of them (Nghị quyết 202/2025/QH15 merged 52 provinces and
cities into 23). The words decide where they name the place, or a level that only one of them had ("UBND thành phố" in
Cần Thơ); so does the title that follows ("… trên địa bàn tỉnh Sóc Trăng"). Else the issuer stays open.
"""

from __future__ import annotations

import re
from functools import lru_cache

from vnplan.agencies.places import Place, Places, in_force, key
from vnplan.agencies.resolving import ResolvedAgency, issuer_slug, resolve_issuer
from vnplan.identity.instruments import first_day, last_day

_LEVEL = re.compile(r"\btỉnh\b|\bthành phố\b|\btp\b")
_PROVINCES = re.compile(r"(?:tỉnh|thành phố|tp\.?) (?=[^\W\d_])")


@lru_cache(maxsize=512)
def _before(locality: str, on: str, date: str) -> tuple[Place, ...]:
    """The places that a province of today stood for on an earlier date; empty where it was only itself."""
    places = Places.shipped()
    here = places.by_name(locality, on)
    if here is None:
        return ()
    gone = [
        p for p in places.all
        if here.name in p.successor_names and in_force(p.valid_from, p.valid_to, date)
        and p.valid_to and last_day(date) <= p.valid_to < first_day(on)
    ]  # fmt: skip
    there = [here] if in_force(here.valid_from, here.valid_to, date) else []
    return tuple(there + gone) if gone else ()


@lru_cache(maxsize=8192)
def possible_issuers(
    words: str | None, code: str | None, locality: str | None, date: str | None, on: str | None
) -> tuple[tuple[Place, ResolvedAgency], ...]:
    """The issuers that words or code may mean, by place, where a merger lies between the instrument and its citation.

    `locality`: the citing document's place; `date`: the instrument's date or year; `on`: the citing document's date.
    Empty where nothing is open: the words name the place, or the place was not merged. One only, where the level
    decides ("UBND tỉnh" of 2021 in a city that took in one tỉnh).

    >>> [p.name for p, _ in possible_issuers("UBND tỉnh", "12/QĐ-UBND", "Bắc Ninh", "2021-02-03", "2025-11-01")]
    ['Bắc Ninh', 'Bắc Giang']
    >>> possible_issuers("UBND tỉnh Bắc Ninh", "12/QĐ-UBND", "Bắc Ninh", "2021-02-03", "2025-11-01")
    ()
    """
    if not locality or not date or not on:
        return ()
    places = _before(locality, on, date)
    if not places:
        return ()
    alone = resolve_issuer(words, code=code, locality=None, date=date[:4])
    if alone is not None and issuer_slug(alone) is not None:
        return ()
    found: list[tuple[Place, ResolvedAgency]] = []
    for place in places:
        agency = resolve_issuer(words, code=code, locality=place.full_name, date=date[:4])
        if agency is None or key(agency.locality or "") != key(place.name):
            continue
        level = _LEVEL.search(key(words)) if words else None
        if level is None or (level[0] == "tỉnh") == (place.kind == "tỉnh"):  # "UBND thành phố" is none of a tỉnh
            found.append((place, agency))
    return tuple(found)


def named_place(title: str, issuers: tuple[tuple[Place, ResolvedAgency], ...]) -> ResolvedAgency | None:
    """The issuer whose place a cited title names ("trên địa bàn tỉnh Bắc Giang"), where it names exactly one.

    `title` in lower case, folded.
    """
    named: list[ResolvedAgency] = []
    for found in _PROVINCES.finditer(title):
        for place, agency in issuers:
            name = key(place.name)
            end = found.end() + len(name)
            if title.startswith(name, found.end()) and not title[end : end + 1].isalnum() and agency not in named:
                named.append(agency)
    return named[0] if len(named) == 1 else None
