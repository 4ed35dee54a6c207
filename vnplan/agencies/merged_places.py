"""Issuers that a merger of provinces leaves open: whose "UBND tỉnh" was it before 1 July 2025?

Numbers restart in every province. A document of a province that took others in says "Quyết định số 12/QĐ-UBND ngày
03/02/2021 của UBND tỉnh", and may mean the decision of any of them (Nghị quyết 202/2025/QH15 merged 52 provinces and
cities into 23). The words decide where they name the place, or a level that only one of them had ("UBND thành phố" in
Cần Thơ); so does the title that follows ("… trên địa bàn tỉnh Sóc Trăng"). Else the issuer stays open.
"""

from __future__ import annotations

from vnplan.agencies.places import Place, first_day, in_force, key, last_day, places_of
from vnplan.agencies.registry import ResolvedAgency
from vnplan.agencies.resolving import Resolver, issuer_slug
from vnplan.grammar import Grammar, default_grammar

_MOST_REMEMBERED = 8192
_Issuers = tuple[tuple[Place, ResolvedAgency], ...]


def possible_issuers(
    words: str | None, code: str | None, locality: str | None, date: str | None, on: str | None,
    *, grammar: Grammar | None = None,
) -> _Issuers:  # fmt: skip
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
    return (grammar or default_grammar()).compiled(_Mergers).issuers(words, code, locality, date, on)


class _Mergers:
    """The mergers of one grammar's places; the same few questions come many times."""

    def __init__(self, grammar: Grammar) -> None:
        self.grammar = grammar
        self.places, self.resolver = grammar.compiled(places_of), grammar.compiled(Resolver)
        words = grammar.rules("agencies/tails")["tail.province"]
        self.level = words.regex
        self._known: dict[tuple[str | None, ...], _Issuers] = {}

    def issuers(self, words: str | None, code: str | None, locality: str, date: str, on: str) -> _Issuers:
        asked = (words, code, locality, date, on)
        found = self._known.get(asked)
        if found is None:
            if len(self._known) >= _MOST_REMEMBERED:
                self._known.clear()
            found = self._known[asked] = self._issuers(words, code, locality, date, on)
        return found

    def _before(self, locality: str, on: str, date: str) -> tuple[Place, ...]:
        """The places that a province of today stood for on an earlier date; empty where it was only itself."""
        here = self.places.by_name(locality, on)
        if here is None:
            return ()
        gone = [
            p for p in self.places.all
            if here.name in p.successor_names and in_force(p.valid_from, p.valid_to, date)
            and p.valid_to and last_day(date) <= p.valid_to < first_day(on)
        ]  # fmt: skip
        there = [here] if in_force(here.valid_from, here.valid_to, date) else []
        return tuple(there + gone) if gone else ()

    def _issuers(self, words: str | None, code: str | None, locality: str, date: str, on: str) -> _Issuers:
        places = self._before(locality, on, date)
        if not places:
            return ()
        alone = self._one(words, code, None, date)
        if alone is not None and issuer_slug(alone, grammar=self.grammar) is not None:
            return ()
        found: list[tuple[Place, ResolvedAgency]] = []
        for place in places:
            agency = self._one(words, code, place.full_name, date)
            if agency is None or key(agency.locality or "") != key(place.name):
                continue
            level = self.level.search(key(words)) if words else None
            named = self.places.level_word(level["unit"]) if level else None
            kind = self.places.level_word(place.kind)
            if named is None or kind is None or named.closed == kind.closed:  # "UBND thành phố" is none of a tỉnh
                found.append((place, agency))
        return tuple(found)

    def _one(self, words: str | None, code: str | None, locality: str | None, date: str) -> ResolvedAgency | None:
        found = self.resolver.issuers(words, code, locality, date[:4])
        return found[0] if found else None


def named_place(
    title: str, issuers: _Issuers, *, grammar: Grammar | None = None
) -> ResolvedAgency | None:
    """The issuer whose place a cited title names ("trên địa bàn tỉnh Bắc Giang"), where it names exactly one.

    `title` in lower case, folded.
    """
    named: list[ResolvedAgency] = []
    unit = (grammar or default_grammar()).rules("agencies/tails")["tail.province"].regex
    for found in unit.finditer(title):
        for place, agency in issuers:
            name = key(place.name)
            end = found.end() + len(name)
            if title.startswith(name, found.end()) and not title[end : end + 1].isalnum() and agency not in named:
                named.append(agency)
    return named[0] if len(named) == 1 else None
