"""One pass over a text for all that names agencies: names, lists under one head, groups, bodies known by kind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ahocorasick_rs import AhoCorasick, MatchKind

from vnplan.agencies.bodies import BodyNames, Kind, begins, present
from vnplan.agencies.groups import Pointer, led, read_group, read_pointer
from vnplan.agencies.places import Shipped, key
from vnplan.agencies.reading import Context, Found, Reader, Span, glued, wordlike
from vnplan.agencies.registry import RegisteredAgency, ResolvedAgency
from vnplan.grammar import Rule, entries, rules
from vnplan.identity.uri import issuer_slug, slug


@dataclass(frozen=True, slots=True)
class ListHead:
    """A head that several names share: after "các Sở" the fields alone are named."""

    name: str
    elements: re.Pattern[str]
    agencies: dict[str, tuple[RegisteredAgency, ...]] = field(repr=False)


Trigger = ListHead | Rule | Kind


@dataclass(frozen=True, slots=True)
class Scanner:
    """Finds agencies in text; `shipped()` compiles the gazetteer once, in some 60 ms."""

    reader: Reader
    triggers: tuple[tuple[str, Trigger], ...] = field(repr=False)
    lists: dict[str, ListHead] = field(repr=False)
    after: tuple[str, ...] = field(repr=False)
    bodies: BodyNames = field(repr=False)
    proper: tuple[tuple[str, str], ...] = field(repr=False)
    automaton: Any = field(repr=False)
    large: frozenset[int] = field(repr=False)

    @classmethod
    def shipped(cls) -> Scanner:
        """The scanner of the shipped gazetteer; raises GrammarError or RegistryError when a file breaks the form."""
        return _shipped()

    def hits(self, low: str, folded: str, start: int, end: int) -> list[tuple[int, int, int]]:
        """Where names and triggers stand as whole words, in order, longest first: (start, -end, index).

        What only counts with a capital ("Vụ", "Ban" …) is left out where it has none: most hits of small words.
        """
        text = low if start == 0 and end == len(low) else low[start:end]
        size = len(text)
        found = []
        large = self.large
        for index, at, stop in self.automaton.find_matches_as_indexes(text, overlapping=True):
            if index in large and not folded[at + start].isupper():
                continue
            if at and (text[at - 1].isalnum() or text[at - 1] == "_") and wordlike(text[at - 1]):
                continue
            if stop < size and (text[stop].isalnum() or text[stop] == "_") and (
                wordlike(text[stop]) and wordlike(text[stop - 1])
            ):
                continue
            found.append((at + start, -(stop + start), index))
        found.sort()
        return found

    def scan(
        self, low: str, folded: str, context: Context, start: int = 0, end: int | None = None, *, header: bool = False
    ) -> Iterator[Found | Pointer]:
        """The agencies of a text in its order, none overlapping; the longest name at each place wins.

        In a `header` a body known by its kind may be all in capitals, and its name runs to the end of the line.
        """
        end = len(low) if end is None else end
        hits = self.hits(low, folded, start, end)
        known = len(self.reader.names)
        done, line_end = start, -1
        for number, (at, minus, index) in enumerate(hits):
            if at < done:
                continue
            stop = -minus
            if stop > line_end:
                line_end = low.find("\n", stop, end)
                line_end = end if line_end < 0 else line_end
            limit = line_end
            if index < known:
                if not self.reader.allowed(index, low, folded, at, stop):
                    continue
                if folded[at : min(limit, stop + 12)].isupper():
                    limit = self._capital_limit(hits, number, low, folded, stop, limit)
                read = self.reader.read(index, low, folded, at, stop, context, limit)
                if read and read[0].agency.entry and read[0].agency.entry.joins:
                    read = self._joined(read[0], hits, number, low, folded, context, limit)
                elif read:
                    read = self._widened(read, hits, number, low, folded, context, limit)
                found: tuple[Found | Pointer, ...] = read
            else:
                name, trigger = self.triggers[index - known]
                if isinstance(trigger, Kind):
                    if not self.reader.clear(name, low, at):
                        continue
                    limit = self._kind_limit(hits, number, low, folded, stop, limit)
                found = self._triggered(trigger, low, folded, at, stop, context, limit, header)
                if found and isinstance(trigger, Rule):
                    over = self._overrun(hits, number, found[0].end, low, folded)
                    if over:
                        found = self._triggered(trigger, low, folded, at, stop, context, over, header)
                        found = found if found and not isinstance(found[0], Pointer) else ()
            if found and isinstance(found[0], Found) and low[done : found[0].start] == " ":
                found = (led(found[0]), *found[1:])
            for one in found:
                if one.start >= done or one is not found[0]:
                    yield one
            if found:
                done = max(done, found[-1].end)

    def _capital_limit(
        self, hits: list[tuple[int, int, int]], number: int, low: str, folded: str, stop: int, limit: int
    ) -> int:
        """In a header in capitals a place name ends where the next agency begins."""
        known = len(self.reader.names)
        for at, minus, index in hits[number + 1 : number + 40]:
            if at >= limit:
                break
            if at > stop and index < known and self.reader.allowed(index, low, folded, at, -minus):
                return at
        return limit

    def _overrun(
        self, hits: list[tuple[int, int, int]], number: int, end: int, low: str, folded: str
    ) -> int:
        """Where a name begins inside words of a group or a pointer ("Giám đốc Sở" + "Sở Nội vụ"); 0 if nowhere."""
        known = len(self.reader.names)
        for at, minus, index in hits[number + 1 : number + 12]:
            if at >= end:
                break
            if -minus > end and index < known and self.reader.allowed(index, low, folded, at, -minus):
                return at
        return 0

    def _kind_limit(
        self, hits: list[tuple[int, int, int]], number: int, low: str, folded: str, stop: int, limit: int
    ) -> int:
        """The open name of a body ends where a registered name begins, or another body after a comma or dash."""
        known = len(self.reader.names)
        for at, minus, index in hits[number + 1 : number + 40]:
            if at >= limit:
                break
            if at <= stop:
                continue
            if index < known:
                sure = not any(a.needs_level or a.needs_place for a in self.reader.names[index][1])
                if sure and self.reader.allowed(index, low, folded, at, -minus):
                    return at
            elif isinstance(self.triggers[index - known][1], Kind) and folded[at].isupper():
                before = low[stop:at].rstrip()
                if before and before[-1] in ",-;/":
                    return at
        return limit

    # -- beyond single names -------------------------------------------------------------------------------------

    def _joined(
        self, first: Found, hits: list[tuple[int, int, int]], number: int, low: str, folded: str,
        context: Context, limit: int,
    ) -> tuple[Found, ...]:  # fmt: skip
        """A body that is named with the agency it stands in: "Đảng đoàn Hội đồng nhân dân tỉnh"; none without one."""
        entry = first.agency.entry
        for at, minus, index in hits[number + 1 : number + 12]:
            if at > first.core[1] + 1 or entry is None:
                break
            if at <= first.core[1] or index >= len(self.reader.names):
                continue
            upper = self.reader.read(index, low, folded, at, -minus, context, limit)
            if len(upper) == 1 and upper[0].agency.person is None:
                agency = upper[0].agency
                full = f"{entry.name} {agency.full_name}"
                name, person = f"{entry.name} {agency.name}", first.agency.person
                made = ResolvedAgency(name, full, agency.locality, entry.level, issuer_slug(full), person, entry)
                return (Found(first.start, upper[0].end, first.core, made, "agency.joined", first.parts),)
        return ()

    def _widened(
        self, found: tuple[Found, ...], hits: list[tuple[int, int, int]], number: int, low: str, folded: str,
        context: Context, limit: int,
    ) -> tuple[Found, ...]:  # fmt: skip
        """A name that runs into the next ("Văn phòng Bộ" + "Bộ Nội vụ") or on as a list ("Sở Nội vụ, Tài chính")."""
        first = found[0]
        entry = first.agency.entry
        if len(found) > 1 or entry is None:
            return found
        known = len(self.reader.names)
        for at, minus, index in hits[number + 1 : number + 12]:
            if at >= first.core[1]:
                break
            if -minus > first.end and index < known and at > first.core[0]:
                upper = self.reader.names[index][1][0]
                shared = entry.name.rpartition(" ")[2]
                if upper.place == "none" and upper.name.startswith(shared + " "):
                    full = f"{entry.name}{upper.name[len(shared) :]}"
                    made = ResolvedAgency(full, full, None, upper.level, slug(full), first.agency.person, entry)
                    return (Found(first.start, -minus, (first.core[0], -minus), made, "agency.of", first.parts),)
        if first.end != first.core[1] or first.end >= limit or low[first.end] not in " ,;/&":
            return found
        head = self.lists.get(low[first.core[0] : first.core[1]].partition(" ")[0])
        if head:
            more = tuple(self._elements(head, low, folded, first.end, context, limit, first.agency.person, strict=True))
            return (first, *more)
        return found

    def _triggered(
        self, trigger: Trigger, low: str, folded: str, at: int, stop: int, context: Context, limit: int, header: bool
    ) -> tuple[Found | Pointer, ...]:
        if isinstance(trigger, ListHead):
            return self._list(trigger, low, folded, at, stop, context, limit)
        if isinstance(trigger, Rule) and trigger.id.startswith("deixis."):
            return read_pointer(self.reader, trigger, low, folded, at, limit)
        if isinstance(trigger, Rule):
            return read_group(self.reader, self.proper, trigger, low, at, limit)
        return self._body(trigger, low, folded, at, stop, context, limit, header)

    def _list(
        self, head: ListHead, low: str, folded: str, at: int, stop: int, context: Context, limit: int
    ) -> tuple[Found, ...]:
        colon = self.reader.tails["list.colon"].regex.match(low, stop, limit)
        first = colon.end() if colon else stop
        person = self.reader.head(low, at, stop)[1]
        joined = low.startswith("liên", at)
        found = tuple(
            self._elements(head, low, folded, first, context, limit, person, joined=joined, opening=(at, stop))
        )
        if not found and colon and first == limit:
            found = tuple(self._lines(head, low, folded, first, context, person, (at, stop)))
        if len(found) == 1 and found[0].agency.locality is not None:
            only = found[0]  # "các Sở Y tế" are many, not this province's
            if only.agency.entry and only.end == only.core[1]:
                many = only.agency.entry.at(person=person)
                return (Found(only.start, only.end, only.core, many, only.rule, only.parts),)
        return found

    def _lines(
        self, head: ListHead, low: str, folded: str, at: int, context: Context, person: str | None, opening: Span
    ) -> Iterator[Found]:
        """The fields of a list that begins on the next line: "Các Sở:" above "Tài chính, Nội vụ" or above bullets."""
        bullet = self.reader.tails["list.break"].regex
        while match := bullet.match(low, at):
            stop = low.find("\n", match.end())
            stop = len(low) if stop < 0 else stop
            found = tuple(self._elements(head, low, folded, match.end(), context, stop, person, opening=opening))
            if not found or found[0].start != found[0].core[0] or not folded[found[0].start].isupper():
                return  # "Sở Tài chính": a name of its own
            if not self._ends(low, found[-1].end, stop):
                return
            yield from found
            at = stop
            if low[found[-1].end : stop].strip(" ,;."):
                return

    def _elements(
        self, head: ListHead, low: str, folded: str, at: int, context: Context, limit: int, person: str | None,
        *, strict: bool = False, joined: bool = False, opening: Span | None = None,
    ) -> Iterator[Found]:  # fmt: skip
        """The fields of a list from an offset on. `strict`: it has no head of its own, so it must end well."""
        separator = self.reader.tails["list.and"].regex
        dash = self.reader.tails["list.dash"].regex
        expect = strict
        while at < limit:
            if expect:
                between = separator.match(low, at, limit) or (dash.match(low, at, limit) if joined else None)
                if not between:
                    return
                at = between.end()
            match = head.elements.match(low, at, limit)
            if not match:
                return
            stop = match.end()
            if strict and match.start(1) != match.start():
                return  # "Sở Tài chính, Sở Y tế": a name of its own
            agencies = head.agencies[match[1]]
            agency = next((a for a in agencies if a.valid_on(context.date)), agencies[0])
            tail = self.reader.tail(agency, low, folded, stop, limit)
            shut = tail.end if tail.group else stop
            if strict and not (folded[match.start(1)].isupper() and self._ends(low, shut, limit)):
                return
            resolved = self.reader.resolve(agency, tail, context, person)
            span = (match.start(1), stop)
            parts = (opening, span) if opening else (span,)
            yield Found(at, max(stop, tail.end), span, resolved, "agency.list", parts)
            at, expect = max(stop, tail.end), True

    def _ends(self, low: str, at: int, limit: int) -> bool:
        """Whether an element of a headless list is over here, so that "Sở Tài chính, Xây dựng kế hoạch" is no list."""
        if at >= limit or low[at] in ",;.:)/\n":
            return True
        return low[at] == " " and any(low.startswith(w, at + 1) for w in self.after)

    # -- bodies known by their kind --------------------------------------------------------------------------------

    def _body(
        self, kind: Kind, low: str, folded: str, at: int, stop: int, context: Context, limit: int, header: bool
    ) -> tuple[Found, ...]:
        if not folded[at].isupper() or glued(low, at):
            return ()
        capitals = low[at:stop] == key(kind.name) and folded[at : stop + 3].isupper()
        first = low[stop + 1 : min(limit, stop + 24)]
        if capitals and not header:
            return ()
        if kind.words and not (first.startswith(kind.words) and any(begins(first, w) for w in kind.words)):
            return ()
        if first.startswith(kind.barred) and any(begins(first, w) for w in kind.barred):
            return ()
        begun = stop
        for word in kind.through:
            after = stop + 1 + len(word)
            if begins(first, word) and folded[after : after + 1] == " " and folded[after + 1 : after + 2].isupper():
                begun = after
        end = limit if capitals else self.bodies.end(low, folded, begun, limit, kind.small)
        if end <= begun:
            end = stop
            if not kind.bare:
                return ()
        words = present(folded[stop:end], low[stop:end]) if capitals else folded[stop:end]
        entry = RegisteredAgency(f"{kind.name}{words}", level=kind.level, place="levelled")
        tail = self.reader.tail(entry, low, folded, end, limit)
        begin, person = self.reader.head(low, at, stop)
        if tail.members or tail.group:
            tail = type(tail)(end)
        resolved = self.reader.resolve(entry, tail, context).with_person(person)
        return (Found(begin, tail.end, (at, end), resolved, "agency.kind", ((at, end),)),)


def _load() -> Scanner:
    reader = Reader.shipped()
    triggers: list[tuple[str, Trigger]] = []
    lists: dict[str, ListHead] = {}
    for entry in entries("agencies/groups", "list"):
        first = key(entry.name)
        elements: dict[str, tuple[RegisteredAgency, ...]] = {}
        for name, agencies in reader.names:
            if name.startswith(first + " ") and any(
                a.name.startswith(entry.name + " ") and not a.joins for a in agencies
            ):
                elements[name[len(first) + 1 :]] = agencies
        if not elements:
            continue
        forms = "|".join(re.escape(e) for e in sorted(elements, key=lambda e: (-len(e), e)))
        head = ListHead(entry.name, re.compile(rf"(?:{first} )?({forms})(?!\w)"), elements)
        lists[first] = head
        triggers += [(key(a), head) for a in entry.aliases]
    for rule in rules("agencies/groups"):
        triggers += [(key(t), rule) for t in rule.values.get("triggers", ())]
    for entry in entries("agencies/open", "kind"):
        extra = entry.model_extra or {}
        only, never = (tuple(key(w) for w in extra.get(k, ())) for k in ("words", "not"))
        through = tuple(key(w) for w in extra.get("through", ()))
        small, bare = extra.get("small", False), extra.get("bare", False)
        kind = Kind(entry.name, extra.get("level", "other"), only, never, small, bare, through)
        triggers += [(key(n), kind) for n in (entry.name, *entry.aliases)]
    for rule in rules("agencies/deixis"):
        triggers += [(key(t), rule) for t in rule.values.get("triggers", ())]
    after = tuple(a for e in entries("agencies/groups", "after") for a in e.aliases)
    proper = tuple((key(a), e.name) for e in entries("agencies/words", "proper") for a in (e.name, *e.aliases))
    forms_ = [n for n, _ in reader.names] + [t for t, _ in triggers]
    automaton = AhoCorasick(forms_, matchkind=MatchKind.Standard)
    large = frozenset(
        len(reader.names) + i for i, (_, t) in enumerate(triggers)
        if isinstance(t, Kind) or (isinstance(t, Rule) and t.id.startswith("deixis.") and t.values.get("capital"))
    )
    bodies = BodyNames.of(reader)
    return Scanner(reader, tuple(triggers), lists, after, bodies, proper, automaton, large | reader.capitals)


_shipped = Shipped(_load)
