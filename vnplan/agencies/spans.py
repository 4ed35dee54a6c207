"""What the one pass over a text finds: where an agency is named and what stands there, nothing completed yet."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from vnplan.agencies.places import Locality
from vnplan.agencies.registry import RegisteredAgency, ResolvedAgency
from vnplan.models import Level

Span = tuple[int, int]


class Tail(NamedTuple):
    """What follows a name: its end, and the place or places told there.

    `word` is a level word ("tỉnh"), `group` what stands for many places ("các xã, phường"), `region` an area that a
    body works in and that is no province ("khu vực XII"), `members` the places of a list. `many`: all agencies of the
    name are meant ("các Sở Y tế"), not that of the document's place. `single`: the group is printed without "các".
    """

    end: int
    locality: Locality | None = None
    word: str | None = None
    group: str | None = None
    level: Level | None = None
    members: tuple[tuple[Span, Locality], ...] = ()
    region: str | None = None
    many: bool = False
    single: bool = False


class AgencySpan(NamedTuple):
    """A place in the clean text where an agency is named, as printed; immutable, a named tuple as there are thousands.

    `core` is the name without head and place. `agencies` are what the name may mean, in the registry's order; `tail` is
    what follows it, `person` the head before it, `rule` the id of the rule that found it, `parts` the ranges of the
    pieces. `upper` are the agencies that the name is told with in one breath ("Cục Pháp chế" + "Bộ Quốc phòng"); then
    the tail is theirs. `fixed` is an agency that no place or date changes: a group, a name read together with the next.
    A span with `to` only points back to an agency whose name begins so ("Bộ này"); with `own`, to the issuer alone.
    """

    start: int
    end: int
    core: Span
    rule: str
    agencies: tuple[RegisteredAgency, ...] = ()
    tail: Tail = Tail(0)
    person: str | None = None
    parts: tuple[Span, ...] = ()
    upper: tuple[RegisteredAgency, ...] = ()
    fixed: ResolvedAgency | None = None
    to: str | None = None
    own: bool = False

    @property
    def entry(self) -> RegisteredAgency | None:
        """The first of the agencies that the name may mean."""
        return self.agencies[0] if self.agencies else None


@dataclass(frozen=True, slots=True)
class AgencySpans:
    """The agency spans of a text, in its order, none overlapping."""

    spans: tuple[AgencySpan, ...]
    starts: tuple[int, ...]

    @classmethod
    def of(cls, spans: Iterable[AgencySpan]) -> AgencySpans:
        """The spans with the index over their starts."""
        found = tuple(spans)
        return cls(found, tuple([s.start for s in found]))

    def __iter__(self) -> Iterator[AgencySpan]:
        return iter(self.spans)

    def __len__(self) -> int:
        return len(self.spans)

    def between(self, start: int, end: int) -> tuple[AgencySpan, ...]:
        """The spans that begin in [start, end)."""
        return self.spans[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def at(self, start: int) -> AgencySpan | None:
        """The span that begins at an offset."""
        i = bisect_left(self.starts, start)
        return self.spans[i] if i < len(self.starts) and self.starts[i] == start else None


class Context(NamedTuple):
    """What is known beside the words: the document's locality and date, its issuer's id, and a slug of its own.

    `ministry`: the issuer is an agency of the centre that stands under no other.
    """


    locality: Locality | None = None
    date: str | None = None
    issuer: str | None = None
    document: str | None = None
    ministry: bool = False
