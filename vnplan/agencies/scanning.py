"""One pass over a text for all that names agencies: names, lists under one head, groups, bodies known by kind."""

from __future__ import annotations

from collections.abc import Iterator

from vnplan.agencies.bodies import name_end, name_start
from vnplan.agencies.gazetteer import Gazetteer, Group, Kind, gazetteer_of
from vnplan.agencies.groups import read_group, read_pointer
from vnplan.agencies.heads import read_head
from vnplan.agencies.lists import next_fields, read_list, share_places
from vnplan.agencies.registry import RegisteredAgency, ResolvedAgency
from vnplan.agencies.spans import AgencySpan, AgencySpans, Tail
from vnplan.agencies.tails import below, read_tail
from vnplan.agencies.wording import glued, last_word, present, wordlike
from vnplan.grammar import Grammar
from vnplan.lexing.anchors import Anchor, Anchors
from vnplan.slugs import issuer_slug
from vnplan.text import CleanText

_Hit = tuple[int, int, int]
# How many hits after a name are looked at for the next name.
_NEAR, _FAR = 12, 40
# What may stand between the fields of a list begins with one of these.
_LIST_MARKS = " ,;/&"
# So many small words after a kind's are a name by themselves: "Tổ công nghệ số cộng đồng".
_WHOLE = 5


def scan_agencies(
    clean: CleanText, *, start: int = 0, end: int | None = None, header: bool = False, grammar: Grammar
) -> AgencySpans:
    """The agency spans of a range of clean text: none overlapping, the longest name at each place wins.

    In a `header` a body known by its kind may be all in capitals, and its name runs to the end of the line.
    Raises GrammarError or RegistryError only for a broken gazetteer.

    >>> text = CleanText.of("Giám đốc các Sở: Tài chính, Nội vụ; Chủ tịch UBND các huyện, thành phố.")
    >>> [text.text[s.start:s.end] for s in scan_agencies(text, grammar=Grammar.load())]
    ['Tài chính', 'Nội vụ', 'Chủ tịch UBND các huyện, thành phố']
    """
    return scan(grammar.compiled(gazetteer_of), clean.lower, clean.folded, start, end, header=header)


def with_agencies(anchors: Anchors, clean: CleanText, *, grammar: Grammar) -> Anchors:
    """The anchors of a text with its agency spans as the kind "agency", so that every room asks the same ones."""
    spans = scan_agencies(clean, grammar=grammar)
    return anchors.plus("agency", [Anchor("agency", s.start, s.end, s, s.rule) for s in spans])


def scan(
    gazetteer: Gazetteer, low: str, folded: str, start: int = 0, end: int | None = None, *, header: bool = False
) -> AgencySpans:
    """`scan_agencies` over text in lower case and folded."""
    end = len(low) if end is None else end
    found = list(_Scan(gazetteer, low, folded, start, end, header).spans())
    return AgencySpans.of(share_places(gazetteer, found, low))


def _hits(gazetteer: Gazetteer, low: str, folded: str, start: int, end: int) -> list[_Hit]:
    """Where names and triggers stand as whole words, in order, longest first: (start, -end, index).

    What only counts with a capital ("Vụ", "Ban" …) is left out where it has none: most hits of small words.
    """
    text = low if start == 0 and end == len(low) else low[start:end]
    size = len(text)
    found = []
    large = gazetteer.large
    for index, at, stop in gazetteer.automaton.find_matches_as_indexes(text, overlapping=True):
        if at:
            before = text[at - 1]
            if before != " " and before.isalnum() and wordlike(before):
                continue
        if stop < size:
            after = text[stop]
            if after != " " and after.isalnum() and wordlike(after) and wordlike(text[stop - 1]):
                continue
        if index in large and not folded[at + start].isupper():
            continue
        found.append((at + start, -(stop + start), index))
    found.sort()
    return found


class _Scan:
    """One pass over one text."""

    __slots__ = ("end", "folded", "g", "header", "hits", "known", "low", "start")

    def __init__(
        self, gazetteer: Gazetteer, low: str, folded: str, start: int, end: int, header: bool
    ) -> None:
        self.g, self.low, self.folded = gazetteer, low, folded
        self.start, self.end, self.header = start, end, header
        self.known = len(gazetteer.names)
        self.hits = _hits(gazetteer, low, folded, start, end)

    def spans(self) -> Iterator[AgencySpan]:
        """The spans in the order of the text."""
        low, known = self.low, self.known
        done, line_end = self.start, -1
        for number, (at, minus, index) in enumerate(self.hits):
            if at < done:
                continue
            stop = -minus
            if stop > line_end:
                line_end = low.find("\n", stop, self.end)
                line_end = self.end if line_end < 0 else line_end
            found = self._name(number, at, stop, index, line_end) if index < known else (
                self._trigger(number, at, stop, index, line_end))
            if not found:
                continue
            if found[0].person and low[done : found[0].start] == " ":
                found = (self._led(found[0]), *found[1:])
            if found[0].start < done <= found[0].core[0]:  # words that were read already are no head of this name
                found = (found[0]._replace(start=found[0].core[0], person=None), *found[1:])
            for one in found:
                if one.start >= done or one is not found[0]:
                    yield one
            done = max(done, found[-1].end)

    def _led(self, span: AgencySpan) -> AgencySpan:
        """After an agency "lãnh đạo" is a verb, and no head of the next: "Đảng đoàn lãnh đạo các ban"."""
        if span.person not in self.g.verb_heads:
            return span
        fixed = span.fixed and span.fixed.without_person()
        return span._replace(start=span.core[0], person=None, fixed=fixed)

    # -- names ---------------------------------------------------------------------------------------------------

    def _name(self, number: int, at: int, stop: int, index: int, limit: int) -> tuple[AgencySpan, ...]:
        low, folded = self.low, self.folded
        if index in self.g.simple:
            return self._simple(number, at, stop, index, limit)
        if not self._allowed(index, at, stop):
            return ()
        if folded[at : min(limit, stop + 12)].isupper():
            limit = self._capital_limit(number, stop, limit)
        agencies = self.g.names[index][1]
        agency = agencies[0]
        tail = read_tail(self.g, agency, low, folded, stop, limit)
        end = tail.end
        if end == stop == limit < len(low) and agency.place == "levelled" and folded[at:stop].isupper():
            tail = below(self.g, tail, low, folded, stop + 1)
            end = tail.end
        if agency.joins:
            joined = self._joined(number, at, stop, agency, limit)
            if joined or not agency.needs_level:
                return joined
        if agency.needs_level and not (tail.word or tail.group or tail.locality or tail.members or tail.region):
            return ()
        if agency.needs_place and not tail.locality:
            return ()
        begin, person = read_head(self.g, low, at, stop, agency)
        core = (at, stop)
        parts = ((begin, at), core) if begin < at else (core,)
        rule = "agency.head" if person else "agency.name"
        if tail.members:
            return tuple(
                AgencySpan(
                    begin if n == 0 else span[0], span[1], core, "agency.places", agencies,
                    Tail(span[1], place, level=None), person, (*parts, span),
                )
                for n, (span, place) in enumerate(tail.members)
            )  # fmt: skip
        if end > stop:
            parts = (*parts, (stop, end))
        first = AgencySpan(begin, end, core, rule, agencies, tail, person, parts)
        return self._widened(first, agency, number, limit)

    def _simple(self, number: int, at: int, stop: int, index: int, limit: int) -> tuple[AgencySpan, ...]:
        """A name of one agency in the country: only the head before it, and what it may run into, is looked at."""
        low = self.low
        if not self._clear(index, at):
            return ()
        agencies = self.g.names[index][1]
        tail = Tail(stop)
        if low.startswith(self.g.regions, stop):
            tail = read_tail(self.g, agencies[0], low, self.folded, stop, limit)
        begin, person = (at, None) if not at or low[at - 1] != " " else read_head(self.g, low, at, stop, agencies[0])
        core = (at, stop)
        parts = ((begin, at), core) if begin < at else (core,)
        if tail.end > stop:
            parts = (*parts, (stop, tail.end))
        rule = "agency.head" if person else "agency.name"
        span = AgencySpan(begin, tail.end, core, rule, agencies, tail, person, parts)
        following = number + 1
        if following < len(self.hits) and self.hits[following][0] < stop:
            return self._widened(span, agencies[0], number, limit)
        if stop < limit and low[stop] in _LIST_MARKS and tail.end == stop:
            return self._widened(span, agencies[0], number, limit)
        return (span,)

    def _allowed(self, index: int, at: int, stop: int) -> bool:
        """Whether the words around a name leave it an agency: no part of a number, no "cơ sở y tế", capitals as due."""
        low = self.low
        if index in self.g.acronyms:
            if sum(map(str.isupper, self.folded[at:stop])) < 2:
                return False
            if low.startswith(self.g.archive, low.rfind("\n", 0, at) + 1):
                return False  # "Lưu: VT, PGDĐT": codes of the archive
        return self._clear(index, at)

    def _clear(self, index: int, at: int) -> bool:
        """Whether the words before a name leave it whole: no part of a number, no "cơ sở" before "y tế"."""
        low = self.low
        if not at:
            return True
        last = low[at - 1]
        joined = last in "-/" or (last == " " and at > 1 and low[at - 2] in "-/")
        if joined and self.g.tails["number"].regex.search(low[max(0, at - 24) : at]):
            return False
        if last != " ":
            return True
        stops = self.g.stops[index]
        if not stops:
            return True
        return not (low if at > 24 else " " + low).endswith(stops, 0, at if at > 24 else at + 1)

    def _capital_limit(self, number: int, stop: int, limit: int) -> int:
        """In a header in capitals a place name ends where the next agency begins."""
        for at, minus, index in self.hits[number + 1 : number + _FAR]:
            if at >= limit:
                break
            if at > stop and index < self.known and self._allowed(index, at, -minus):
                return at
        return limit

    def _joined(
        self, number: int, at: int, stop: int, entry: RegisteredAgency, limit: int
    ) -> tuple[AgencySpan, ...]:
        """A body that is named with the agency it stands in: "Đảng đoàn Hội đồng nhân dân tỉnh"; none without one."""
        if self.low.startswith("\n", stop):  # a name ends with its paragraph
            return ()
        upper = self._next(number, stop + 1, limit)
        if upper is None:
            return ()
        begin, person = read_head(self.g, self.low, at, stop, entry)
        parts = ((begin, at), (at, stop)) if begin < at else ((at, stop),)
        return (AgencySpan(begin, upper.end, (at, stop), "agency.joined", (entry,), upper.tail, person, parts,
                           upper=upper.agencies),)  # fmt: skip

    def _next(self, number: int, at: int, limit: int) -> AgencySpan | None:
        """The single agency without a head that begins exactly at an offset."""
        for begin, minus, index in self.hits[number + 1 : number + _NEAR]:
            if begin > at:
                return None
            if begin == at and index < self.known:
                agencies = self.g.names[index][1]
                tail = read_tail(self.g, agencies[0], self.low, self.folded, -minus, limit)
                if tail.members or agencies[0].joins:
                    return None
                return AgencySpan(begin, max(-minus, tail.end), (begin, -minus), "agency.name", agencies, tail)
        return None

    def _widened(
        self, first: AgencySpan, entry: RegisteredAgency, number: int, limit: int
    ) -> tuple[AgencySpan, ...]:
        """A name that runs into the next ("Văn phòng Bộ" + "Bộ Nội vụ") or on as a list ("Sở Nội vụ, Tài chính")."""
        low, core = self.low, first.core
        for at, minus, index in self.hits[number + 1 : number + _NEAR]:
            if at >= core[1]:
                break
            if -minus > first.end and index < self.known and at > core[0]:
                upper = self.g.names[index][1][0]
                shared = entry.name.rpartition(" ")[2]
                if upper.place == "none" and upper.name.startswith(shared + " "):
                    full = f"{entry.name}{upper.name[len(shared) :]}"
                    made = ResolvedAgency(full, full, None, upper.level, issuer_slug(full), first.person, entry)
                    return (first._replace(end=-minus, core=(core[0], -minus), rule="agency.of", fixed=made),)
        if first.end != core[1] or first.end >= limit or low[first.end] not in _LIST_MARKS:
            return (first,)
        if entry.unit and low[first.end] == " ":
            owned = self._owned(first, number, limit)
            if owned is not None:
                return (owned,)
        head = self.g.lists.get(low[core[0] : core[1]].partition(" ")[0])
        if head and self.g.separator.match(low, first.end, limit):
            return (first, *next_fields(self.g, head, low, self.folded, first.end, limit, first.person))
        return (first,)

    def _owned(self, first: AgencySpan, number: int, limit: int) -> AgencySpan | None:
        """A department named with its agency in one breath is one: "Cục Pháp chế Bộ Quốc phòng"."""
        upper = self._next(number, first.end + 1, limit)
        if upper is None or upper.agencies[0].unit or not self.folded[upper.start].isupper():
            return None
        if self.low[upper.start : upper.end].partition(" ")[0] == self.low[slice(*first.core)].partition(" ")[0]:
            return None  # two of a kind in two cells: "Phòng Tổng hợp" "Phòng Tài chính"
        if first.agencies[0].level == "central" != upper.agencies[0].level:
            return None  # an upper agency's line above another's: CỤC THUẾ / THUẾ TỈNH VĨNH LONG
        return first._replace(end=upper.end, rule="agency.owned", tail=upper.tail, upper=upper.agencies,
                              parts=(*first.parts, (upper.start, upper.end)))  # fmt: skip

    # -- groups, lists, kinds --------------------------------------------------------------------------------------

    def _trigger(self, number: int, at: int, stop: int, index: int, limit: int) -> tuple[AgencySpan, ...]:
        clear = self._clear(index, at)
        for trigger in self.g.triggers[index - self.known][1]:
            if isinstance(trigger, Group) and trigger.points:
                found = read_pointer(self.g, trigger, self.low, self.folded, at, limit)
                over = self._overrun(number, found[0].end) if found else 0
                if over:
                    found = ()
            elif not clear:
                continue
            elif isinstance(trigger, Kind):
                found = self._body(trigger, number, at, stop, limit)
            elif isinstance(trigger, Group):
                found = read_group(self.g, trigger, self.low, at, limit)
                over = self._overrun(number, found[0].end) if found else 0
                if over:
                    found = read_group(self.g, trigger, self.low, at, over)
            else:
                found = read_list(self.g, trigger, self.low, self.folded, at, stop, limit)
            if found:
                return found
        return ()

    def _overrun(self, number: int, end: int) -> int:
        """Where a name begins inside words of a group or a pointer ("Giám đốc Sở" + "Sở Nội vụ"); 0 if nowhere."""
        for at, minus, index in self.hits[number + 1 : number + _NEAR]:
            if at >= end:
                break
            if -minus > end and index < self.known and self._allowed(index, at, -minus):
                return at
        return 0

    def _kind_limit(self, number: int, stop: int, limit: int) -> int:
        """The open name of a body ends where a registered name begins, or another body after a comma or dash."""
        low = self.low
        for at, minus, index in self.hits[number + 1 : number + _FAR]:
            if at >= limit:
                break
            if at <= stop:
                continue
            apart = self.folded[at].isupper() and low[stop:at].rstrip()[-1:] in ("-", ",", ";", "/")
            if index < self.known:
                sure = apart or not any(a.needs_level or a.needs_place for a in self.g.names[index][1])
                if sure and self._allowed(index, at, -minus):
                    return at
            elif apart and isinstance(self.g.triggers[index - self.known][1][-1], Kind):
                return at
        return limit

    def _body(self, kind: Kind, number: int, at: int, stop: int, limit: int) -> tuple[AgencySpan, ...]:
        """A body of a kind nobody can list, with the name that follows the kind's word."""
        low, folded = self.low, self.folded
        if glued(low, at) or self._inside_name(kind, at):
            return ()
        capitals = not kind.short and folded[at : stop + 3].isupper()
        if capitals and not self.header:
            return ()
        first = name_start(kind, low, folded, stop, limit)
        if first < 0:
            return ()
        limit = self._kind_limit(number, stop, limit)
        end = limit if capitals else name_end(self.g, kind, low, folded, stop, first, limit)
        whole = first > stop and (folded[stop + 1].isupper() or low.count(" ", stop, first) >= _WHOLE)
        if end == first and not whole:
            end = stop  # the kind's word alone, or with no more than the small words that names of it begin with
            if not kind.bare:
                return ()
        words = present(folded[stop:end], low[stop:end]) if capitals else folded[stop:end]
        entry = RegisteredAgency(f"{kind.name}{words}", level=kind.level, place="levelled", unit=True,
                                 scoped=kind.scoped and not low.endswith(self.g.national, stop, end),
                                 bare=end == stop, regional=kind.regional)  # fmt: skip
        tail = read_tail(self.g, entry, low, folded, end, limit)
        begin, person = read_head(self.g, low, at, stop)
        if tail.members or tail.group:
            tail = Tail(end)
        span = AgencySpan(begin, tail.end, (at, end), "agency.kind", (entry,), tail, person, ((at, end),))
        if tail.end == end and low[end : end + 1] == " ":
            owned = self._owned(span, number, self._line_end(end))
            return (owned or span,)
        return (span,)

    def _inside_name(self, kind: Kind, at: int) -> bool:
        """Whether a kind's only syllable is one of a proper name: "xã Mỹ Hội Đông"."""
        if " " in kind.key or not at or self.low[at - 1] != " ":
            return False
        word = last_word(self.low, at - 1)
        before = self.folded[at - 1 - len(word) : at - 1]
        return before[:1].isupper() and not before.isupper() and word not in self.g.heads

    def _line_end(self, at: int) -> int:
        stop = self.low.find("\n", at, self.end)
        return self.end if stop < 0 else stop
