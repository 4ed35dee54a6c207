"""Reads agency names in running text: one pass of the gazetteer, then heads before and places after each name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from vnplan.agencies.places import Locality, Place, Places, Shipped, key, proper_name
from vnplan.agencies.registry import AgencyRegistry, RegisteredAgency, ResolvedAgency, home
from vnplan.grammar import RuleSet, entries, rules
from vnplan.models import Level

Span = tuple[int, int]
_MOST_RESOLVED = 20_000


@dataclass(frozen=True, slots=True)
class Context:
    """What is known beside the words: the document's locality and date."""

    locality: Locality | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """An agency read at a span; `core` is its name without head and place, `parts` the pieces it was read from."""

    start: int
    end: int
    core: Span
    agency: ResolvedAgency
    rule: str
    parts: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Head:
    """A person who stands for an agency; a fused head takes the first words of the name into itself."""

    name: str
    key: str
    fused: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tail:
    """What follows a name: its end, and the place or places told there."""

    end: int
    locality: Locality | None = None
    word: str | None = None
    group: str | None = None
    level: Level | None = None
    members: tuple[tuple[Span, Locality], ...] = ()


@dataclass(frozen=True, slots=True)
class Reader:
    """The compiled gazetteer. `shipped()` builds it once from grammars/agencies/ and grammars/places/."""

    registry: AgencyRegistry
    places: Places
    tails: RuleSet
    names: tuple[tuple[str, tuple[RegisteredAgency, ...]], ...]
    heads: dict[str, tuple[Head, ...]] = field(repr=False)
    blocked: dict[str, tuple[str, ...]] = field(repr=False)
    acronyms: frozenset[str] = field(repr=False)
    not_places: frozenset[str] = field(repr=False)
    never_places: frozenset[str] = field(repr=False)
    capitals: frozenset[int] = field(repr=False)
    stops: dict[str, tuple[str, ...]] = field(default_factory=dict, repr=False)
    resolved: dict[tuple[object, ...], tuple[RegisteredAgency, ResolvedAgency]] = field(
        default_factory=dict, repr=False
    )

    @classmethod
    def shipped(cls) -> Reader:
        """The reader of the shipped gazetteer; raises GrammarError or RegistryError when a file breaks the form."""
        return _shipped()

    # -- one name ------------------------------------------------------------------------------------------------

    def allowed(self, index: int, low: str, folded: str, at: int, stop: int) -> bool:
        """Whether the words around a name leave it an agency: no part of a number, no "cơ sở y tế", capitals as due."""
        name = self.names[index][0]
        if name in self.acronyms:
            if sum(map(str.isupper, folded[at:stop])) < 2:
                return False
            if low.startswith(("- lưu", "lưu:"), low.rfind("\n", 0, at) + 1):
                return False  # "Lưu: VT, PGDĐT": codes of the archive
        if index in self.capitals and not folded[at].isupper():
            return False
        return self.clear(name, low, at)

    def clear(self, name: str, low: str, at: int) -> bool:
        """Whether the words before a name leave it whole: no part of a number, no "cơ sở" before "y tế"."""
        last = low[at - 2 : at] if at > 1 else low[:at]
        joined = last[-1:] in "-/ " and ("-" in last or "/" in last)
        if joined and self.tails["number"].regex.search(low[max(0, at - 24) : at]):
            return False
        stops = self.stops.get(name)
        if stops is None:
            words = self.blocked.get(name.partition(" ")[0], ()) + self.blocked.get(name, ())
            stops = self.stops[name] = tuple(mark + word for word in words for mark in " (\n")
        return not stops or not (" " + low[max(0, at - 24) : at].rstrip()).endswith(stops)

    def read(
        self, index: int, low: str, folded: str, at: int, stop: int, context: Context, limit: int
    ) -> tuple[Found, ...]:
        """The agency or agencies of one allowed hit, with head and place; none when a needed place is missing."""
        _, agencies = self.names[index]
        if len(agencies) > 1 and context.date:
            agencies = tuple(sorted(agencies, key=lambda a: not a.valid_on(context.date)))
        agency = agencies[0]
        tail = self.tail(agency, low, folded, stop, limit)
        if tail.end == stop == limit < len(low) and agency.place == "levelled" and folded[at:stop].isupper():
            tail = self._below(tail, low, folded, stop + 1)
        if agency.needs_level and not (tail.word or tail.group or tail.locality or tail.members):
            return ()
        if agency.needs_place and not tail.locality:
            return ()
        begin, person = self.head(low, at, stop, agency)
        parts = ((begin, at), (at, stop)) if begin < at else ((at, stop),)
        rule = "agency.head" if person else "agency.name"
        if tail.members:
            return tuple(
                Found(
                    begin if n == 0 else span[0], span[1], (at, stop), agency.at(place).with_person(person),
                    "agency.places", (*parts, span),
                )
                for n, (span, place) in enumerate(tail.members)
            )  # fmt: skip
        resolved = self.resolve(agency, tail, context, person)
        if tail.end > stop:
            parts = (*parts, (stop, tail.end))
        return (Found(begin, tail.end, (at, stop), resolved, rule, parts),)

    def resolve(
        self, agency: RegisteredAgency, tail: Tail, context: Context, person: str | None = None
    ) -> ResolvedAgency:
        """The agency of a tail, completed with the document's locality where the level fits."""
        there, here = tail.locality, context.locality
        known = (
            id(agency), person, tail.word, tail.group, tail.level, there and (there.kind, there.name, id(there.place)),
            here and (here.kind, here.name, id(here.place)),
        )  # fmt: skip
        held = self.resolved.get(known)
        if held is None or held[0] is not agency:  # another agency may have had the same id() once
            if len(self.resolved) >= _MOST_RESOLVED:
                self.resolved.clear()
            held = self.resolved[known] = (agency, self._resolve(agency, tail, context).with_person(person))
        return held[1]

    def _resolve(self, agency: RegisteredAgency, tail: Tail, context: Context) -> ResolvedAgency:
        if tail.group:
            return agency.at(group=tail.group, level=tail.level)
        if tail.locality or agency.place == "none":
            word = tail.locality.kind if tail.locality else None
            return agency.at(tail.locality, level_word=tail.word or word)
        here = context.locality
        if tail.word:
            if here is not None and here.kind == tail.word:
                return agency.at(here, level_word=tail.word)
            level: Level | None = None
            if tail.word == "thành phố" and here is not None and here.kind != "thành phố":
                level = "district"
            return agency.at(None, level_word=tail.word, level=level)
        if here is None or here.kind is None:
            return agency.at() if agency.place != "bare" else agency.at(None)
        if agency.place == "bare":
            return agency.at(here if here.kind == agency.word else None)
        if agency.level == "province" and here.place is not None:
            made = agency.at(here)
            return made if agency.place in ("plain", "named") else _named(made, agency.name)
        if agency.level in ("district", "commune") and here.kind and here.place is None:
            made = agency.at(here)
            return made if agency.place in ("plain", "named") else _named(made, agency.name)
        return _named(agency.at(), agency.name)

    # -- before the name -----------------------------------------------------------------------------------------

    def head(self, low: str, at: int, stop: int, agency: RegisteredAgency | None = None) -> tuple[int, str | None]:
        """The start of the head that stands before a name, and the person; (at, None) when there is none."""
        last = at - 1
        if last <= 0 or low[last] != " ":
            return at, None
        if low.endswith("các", 0, last):
            last -= 4
            if last <= 0:
                return at, None
        word = low[low.rfind(" ", max(0, last - 12), last) + 1 : last]
        for head in self.heads.get(word if word.isalpha() else last_word(word), ()):
            begin = last - len(head.key)
            if begin < 0 or not low.startswith(head.key, begin) or (begin and wordlike(low[begin - 1])):
                continue
            if not head.fused:
                return begin, head.name
            for taken in head.fused:
                if low.startswith(key(taken), at):
                    return begin, f"{head.name} {taken}"
        return at, None

    # -- after the name ------------------------------------------------------------------------------------------

    def tail(self, agency: RegisteredAgency, low: str, folded: str, at: int, limit: int) -> Tail:
        """What follows the name of a local agency."""
        if agency.place == "none" or at >= limit or low[at] not in " ,-":
            return Tail(at)
        if agency.place != "bare":
            many = self._many(low, folded, at, limit)
            if many:
                return many
            one = self.tails["tail.one"].regex.match(low, at, limit)
            if one and (low[at] != "," and (low[at] in " -." or agency.place == "levelled")):
                return self._one(one, low, folded, limit)
        direct = self.tails["tail.name"].regex.match(low, at, limit)
        if direct and folded[direct.end()].isupper():
            found = self.places.match(low, direct.end())
            if found and found[1] <= limit:
                place = self._choose(found[0], agency.word if agency.place == "bare" else None)
                return Tail(found[1], home(place))
            if agency.place == "bare" and agency.word not in ("tỉnh", "thành phố"):
                end = self._proper(folded, direct.end(), limit)
                if end > direct.end():
                    return Tail(end, Locality(agency.word, folded[direct.end() : end]))
        return Tail(at)

    def _many(self, low: str, folded: str, at: int, limit: int) -> Tail | None:
        found = self.tails["tail.many"].regex.match(low, at, limit)
        if found:
            units = [(m.start(), m.end(), m[0]) for m in self.places.level_regex.finditer(low, *found.span("units"))]
            units = [u for u in units if u[0] == found.start("units") or not wordlike(low[u[0] - 1])]
            end = found.end()
            if not found["under"] and self._proper(folded, end + 1, limit) > end + 1:
                units = units[:-1]  # "UBND tỉnh, thành phố Lai Châu": the last word belongs to a name
                end = units[-1][0] + len(units[-1][2].strip()) if units else at
            names = list(dict.fromkeys(w.name for u in units if (w := self.places.level_word(u[2].strip()))))
            if len(names) > 1:
                colon = self.tails["list.places"].regex.match(low, end, limit)
                members = tuple(self._members(None, low, folded, colon.end(), limit)) if colon else ()
                if members:
                    return Tail(members[-1][0][1], members=members)
                group = "các " + ", ".join(names) + (" trực thuộc Trung ương" if found["under"] else "")
                return Tail(end, group=group, level=self._level(names))
        found = self.tails["tail.tier"].regex.match(low, at, limit)
        if found:
            words = [w for w in re.findall(r"\w+", found["tier"]) if w not in ("cấp", "các")]
            level = self._level([n for w in words if (n := w)][:1])
            return Tail(found.end(), group=found["tier"].replace("/", ", "), level=level)
        found = self.tails["tail.all"].regex.match(low, at, limit)
        if found:
            word = self.places.level_word(found["unit"])
            name = word.name if word else found["unit"]
            members = tuple(self._members(name, low, folded, found.end(), limit))
            if members:
                return Tail(members[-1][0][1], members=members)
            return Tail(found.end("unit"), group=f"các {name}", level=word.level if word else None)
        return None

    def _members(self, word: str | None, low: str, folded: str, at: int, limit: int) -> Iterator[tuple[Span, Locality]]:
        while at < limit and folded[at].isupper():
            place = self.places.match(low, at)
            if place and (word is None or self._choose(place[0], word).kind == word):
                end, locality = place[1], home(self._choose(place[0], word))
            elif word is None:
                return
            else:
                end = self._proper(folded, at, limit)
                locality = Locality(word, folded[at:end])
            if end == at:
                return
            yield (at, end), locality
            between = self.tails["list.and"].regex.match(low, end, limit)
            if not between:
                return
            at = between.end()

    def _one(self, found: re.Match[str], low: str, folded: str, limit: int) -> Tail:
        word = self.places.level_word(found["unit"])
        if word is None:
            return Tail(found.start())
        after = found.end()
        shut = found.end("unit")
        if after < limit and (after > shut or low[shut - 1] == "."):
            place = self.places.match(low, after)
            if place and place[1] <= limit:
                best = self._choose(place[0], word.name)
                fits = best.kind == word.name or (word.name == "tỉnh" and folded[after].isupper())
                capitals = folded[found.start() : after + 2].isupper()
                alone = word.name == "tỉnh" or capitals or self._proper(folded, after, limit) <= place[1]
                if fits and alone:
                    return Tail(place[1], home(best), best.kind)
            if word.name != "tỉnh":
                end = self._proper(folded, after, limit)
                if end > after:
                    return Tail(end, Locality(word.name, _title(folded[after:end])), word.name)
        return Tail(shut, word=word.name, level=word.level)

    def _below(self, tail: Tail, low: str, folded: str, at: int) -> Tail:
        """The place on the next line of a header in capitals: ỦY BAN NHÂN DÂN / TỈNH SƠN LA."""
        stop = low.find("\n", at)
        stop = len(low) if stop < 0 else stop
        found = self.tails["tail.one"].regex.match(low, at, stop) if folded[at:stop].isupper() else None
        below = self._one(found, low, folded, stop) if found and found.start("unit") == at else tail
        return below if below.locality and below.end == stop else tail

    def _proper(self, folded: str, at: int, limit: int) -> int:
        """End of a proper name that is not the start of the next sentence or of a title."""
        if at >= limit:
            return at
        end = proper_name(folded, at, limit)
        first = re.match(r"\w+", folded[at:end])
        if not first:
            return end
        word = first[0].lower()
        return at if word in self.never_places or (word in self.not_places and first.end() == end - at) else end

    def _choose(self, places: tuple[Place, ...], kind: str | None) -> Place:
        return next((p for p in places if p.kind == kind), places[0])

    def _level(self, words: list[str]) -> Level | None:
        levels = [w.level for n in words if (w := self.places.level_word(n))]
        if not levels:
            return None
        if set(words) <= {"tỉnh", "thành phố"}:
            return "province"
        return "district" if "district" in levels else "commune" if "commune" in levels else levels[0]


def _named(agency: ResolvedAgency, name: str) -> ResolvedAgency:
    """The agency under the name that was printed, its full name kept."""
    return replace(agency, name=name)


def wordlike(char: str) -> bool:
    """Whether a character belongs to a word; the raised number of a footnote does not."""
    return (char.isalnum() and (char.isalpha() or char.isdecimal())) or char == "_"


def glued(low: str, at: int) -> bool:
    """Whether a dash or slash binds a word to the one before it; a bullet or a label at the line's start does not.

    >>> glued("qđ-bql", 3), glued("- ban", 2), glued("x\\n-ban", 3), glued("sở/ban", 3), glued("số 12/bql", 6)
    (True, False, False, False, True)
    """
    if not at or low[at - 1] not in "-/":
        return False
    begin = at - 1
    while begin and not low[begin - 1].isspace():
        begin -= 1
    word = low[begin : at - 1]
    if not word or (word.isdigit() and (not begin or low[begin - 1] == "\n")):
        return False
    return low[at - 1] == "-" or any(c.isdigit() for c in word)


def last_word(text: str) -> str:
    found = re.search(r"\w+$", text)
    return found[0] if found else text


def _title(words: str) -> str:
    """Capitals of a header as capitals of a name: MƯỜNG THAN → Mường Than."""
    return words.title() if words.isupper() and len(words) > 1 else words


def _load() -> Reader:
    registry = AgencyRegistry.shipped()
    names = tuple(registry.names())
    heads: dict[str, list[Head]] = {}
    for entry in entries("agencies/heads", "head"):
        for form in (entry.name, *entry.aliases):
            head = Head(entry.name, key(form), tuple((entry.model_extra or {}).get("fused", ())))
            heads.setdefault(last_word(head.key), []).append(head)
    blocked = {
        e.name: tuple((e.model_extra or {}).get("before", ())) for e in entries("agencies/words", "blocked")
    }
    acronyms = frozenset(key(f) for a in registry for f in a.aliases if f.isupper() and " " not in f and len(f) < 9)
    stops = {e.name: frozenset(e.aliases) for e in entries("agencies/words", "not_place")}
    always, alone = stops.get("always", frozenset()), stops.get("alone", frozenset())
    return Reader(
        registry, Places.shipped(), rules("agencies/tails"), names,
        {w: tuple(sorted(h, key=lambda x: -len(x.key))) for w, h in heads.items()}, blocked, acronyms,
        always | alone, always, frozenset(i for i, (_, found) in enumerate(names) if all(a.capital for a in found)),
    )  # fmt: skip


_shipped = Shipped(_load)
