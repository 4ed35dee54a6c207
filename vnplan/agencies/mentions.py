"""Agency mentions: every place where a text names an agency, with exact spans.

One pass of the gazetteer (Aho-Corasick) finds names, list heads, groups and kinds of bodies; around each hit the head
before it ("Giám đốc") and the place after it ("tỉnh Lai Châu") are read. Words that point back ("Bộ này", "Sở") are
resolved only where the text decides.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from vnplan.agencies.groups import Pointer
from vnplan.agencies.places import Places, key
from vnplan.agencies.reading import Context, Found, Span
from vnplan.agencies.registry import ResolvedAgency
from vnplan.agencies.resolving import resolve_issuer
from vnplan.agencies.scanning import Scanner
from vnplan.structure.model import Structure
from vnplan.text import CleanText


@dataclass(frozen=True, slots=True)
class Mention:
    """An agency named at a range of the clean text.

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
    issuer: str | None = None,
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
    context = Context(Places.shipped().locality(locality, date), date)
    items = _shared(list(Scanner.shipped().scan(clean.lower, clean.folded, context, start, end)), clean.lower)
    return list(_resolved(items, resolve_issuer(issuer, locality=locality, date=date) if issuer else None))


def mentions_of(clean: CleanText, structure: Structure) -> list[Mention]:
    """The agency mentions of a whole document, furniture left out; locality, date and issuer come from its header."""
    main = structure.parts[0]
    issuer = main.issuers[0].full_name if main.issuers else None
    home = main.issuers[0].place if main.issuers else None
    here = home.full_name if home is not None and home.name == main.locality else main.locality
    found = [_named_short(m, structure, clean) for m in find_mentions(clean, locality=here, date=main.date,
                                                                        issuer=issuer)]  # fmt: skip
    silent = [(r.start, r.end) for r in structure.regions if r.kind == "furniture"]
    if not silent:
        return found
    starts = [start for start, _ in silent]

    def kept(mention: Mention) -> bool:
        i = bisect_right(starts, mention.start) - 1
        return i < 0 or silent[i][1] <= mention.start

    return [mention for mention in found if kept(mention)]


def _named_short(mention: Mention, structure: Structure, clean: CleanText) -> Mention:
    """In capitals and without its place a name is the issuer's: "TM. ỦY BAN NHÂN DÂN" over the signature."""
    entry = mention.agency.entry
    if entry is None or entry.place != "levelled" or mention.agency.name != entry.name:
        return mention
    if not clean.text[mention.start : mention.end].isupper():
        return mention
    parts = [p for p in structure.parts if p.start <= mention.start < p.end] or structure.parts
    for issuer in parts[-1].issuers or structure.parts[0].issuers:
        if issuer.entry is entry:
            return replace(mention, agency=replace(issuer, person=mention.agency.person))
    return mention


def _resolved(items: Iterable[Found | Pointer], issuer: ResolvedAgency | None) -> Iterable[Mention]:
    """Mentions of the found agencies, and of the words that point back to exactly one of them."""
    seen: dict[str, dict[str, ResolvedAgency]] = {}
    last: dict[str, ResolvedAgency] = {}
    own = _first_words(issuer.name) if issuer else ()
    for item in items:
        if isinstance(item, Found):
            for word in _first_words(item.agency.name):
                seen.setdefault(word, {})[item.agency.id] = item.agency
                last[word] = item.agency
            yield Mention(item.start, item.end, item.agency, item.rule, item.parts)
            continue
        meant: ResolvedAgency | None = None
        if item.rule == "deixis.this":
            meant = last.get(item.to)
        elif issuer and item.to in own:
            meant = issuer
        elif not item.own and len(seen.get(item.to, ())) == 1:
            meant = last[item.to]
        if meant is not None:
            if meant.person != item.person:
                meant = replace(meant, person=item.person)
            yield Mention(item.start, item.end, meant, item.rule, ((item.start, item.end),))


def _shared(items: list[Found | Pointer], low: str) -> list[Found | Pointer]:
    """Names that share the place after the last of them: in "HĐND, UBND tỉnh" the HĐND is the tỉnh's too."""
    joint = Scanner.shipped().reader.tails["list.and"].regex
    for i in range(len(items) - 2, -1, -1):
        one, two = items[i], items[i + 1]
        if not (isinstance(one, Found) and isinstance(two, Found)):
            continue
        entry, upper = one.agency.entry, two.agency.entry
        if entry is None or upper is None:
            continue
        if entry.place == "plain" == upper.place and two.rule == "agency.list" and one.end == one.core[1]:
            many = two.agency.name[len(upper.name) + 1 :]
            if many.startswith("các ") and joint.fullmatch(low, one.end, two.start):
                items[i] = replace(one, agency=entry.at(group=many, level=two.agency.level, person=one.agency.person))
            continue
        if entry.place != "levelled" or upper.place != "levelled":
            continue
        if entry.level != "other" or one.agency.name != entry.name or two.agency.name == upper.name:
            continue
        if not joint.fullmatch(low, one.end, two.start):
            continue
        if two.agency.level_word or two.agency.place:
            agency = entry.at(two.agency.place, level_word=two.agency.level_word, level=two.agency.level)
        else:
            agency = entry.at(group=two.agency.name[len(upper.name) + 1 :], level=two.agency.level)
        items[i] = replace(one, agency=agency.with_person(one.agency.person), rule="agency.shared")
    return items


@lru_cache(maxsize=8192)
def _first_words(name: str) -> tuple[str, ...]:
    """The first word and the first two of an agency's name, as words that point back name it."""
    words = key(name).split(" ")
    return (words[0], " ".join(words[:2]))
