"""What is said about one quantity, and what is carried along a level of a sentence (its top, or a bracket)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from vnplan.extraction.targets.items import Item
from vnplan.extraction.targets.slots import COUNTED
from vnplan.lexing.quantities import Quantity

Span = tuple[int, int]
Items = tuple[Item, ...]
_WHOLES = 8
_NEAR = 2


@dataclass(frozen=True, slots=True)
class Reading:
    """One quantity: `indicator` are the ranges of its words with what joins them, `facts` what its words tell.

    `parent` is the start of the quantity that this one refines. `before` and `after` are the periods of its clause.
    """

    quantity: Quantity
    indicator: tuple[Span, ...]
    joints: tuple[str, ...]
    facts: frozenset[str]
    parent: int | None
    before: Items
    after: Items
    start: int
    end: int
    rule: str
    subject: tuple[Span, ...] = ()
    population: tuple[Span, ...] = ()


@dataclass(slots=True)
class Level:
    """What is carried along one level of a sentence."""

    core: tuple[Span, ...] = ()  # the subject, or what was counted, for a clause without its own
    core_facts: frozenset[str] = frozenset()
    host: tuple[Span, ...] = ()  # what was counted last, for "với tổng vốn …"
    hosts: bool = False  # it may have properties without "với" too
    rest: tuple[Span, ...] = ()  # what the last measure measured, for a bare one after it
    noun: str = ""
    noun_words: Items = ()
    shared: Items = ()  # the verb phrase before the quantity, for the next of its series
    verbs: Items = ()  # the verbs before it
    label: tuple[Span, ...] = ()
    structure: bool = False  # the label names a whole
    names: bool = False  # the label names a measure: "Cơ cấu kinh tế: Dịch vụ chiếm"
    parent: int | None = None
    listed: bool = False
    outer: Level | None = None
    inner: bool = False  # in a bracket
    plain: bool = False  # in a bracket that holds values of the words before it
    readings: list[Reading] = field(default_factory=list)
    known: dict[int, Reading] = field(default_factory=dict)  # of all levels of the sentence


@dataclass(frozen=True, slots=True)
class Carried:
    """What a sentence hands to the next of its paragraph."""

    core: tuple[Span, ...] = ()
    facts: frozenset[str] = frozenset()
    whole: Reading | None = None


def whole_of(level: Level | None, q: Quantity) -> int | None:
    """What "trong đó" refines: the nearest quantity of the same dimension that is no change, a count for a share."""
    last: int | None = None
    while level is not None:
        for reading in reversed(level.readings[-_WHOLES:]):
            last = reading.quantity.start if last is None else last
            like = reading.quantity.dimension == q.dimension or (
                q.dimension == "percent" and reading.quantity.dimension in COUNTED)
            if like and not reading.facts & {"change", "aside"}:
                return reading.quantity.start
        level = level.outer if not level.readings or level.inner else None
    return last


def phrase_of(noun: tuple[Span, ...], words: tuple[Span, ...]) -> tuple[Span, ...]:
    """The counted noun with the words after it; "100 CBQL, GVMN tham gia" is one phrase."""
    if noun and words and 0 < words[0][0] - noun[-1][1] <= _NEAR:
        return (*noun[:-1], (noun[-1][0], words[0][1]), *words[1:])
    return (*noun, *words)


def joined(prefix: tuple[Span, ...], joint: str, body: Sequence[Span]) -> tuple[tuple[Span, ...], tuple[str, ...]]:
    """Ranges and what joins them; neighbours are one range."""
    ranges: list[Span] = []
    joints: list[str] = []
    for n, (a, b) in enumerate((*prefix, *body)):
        if (a, b) in ranges:
            continue
        if ranges:
            joints.append(joint if n == len(prefix) else " ")
        ranges.append((a, b))
    return tuple(ranges), tuple(joints)


def add_reading(level: Level, reading: Reading) -> None:
    level.readings.append(reading)
    level.known[reading.quantity.start] = reading
