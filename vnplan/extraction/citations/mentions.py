"""A mention of an instrument as it was read: clean offsets, printed words, and what they were read from.

Mentions are frozen: relation, nesting and identity are results beside them (`{mention: link}`, `{mention: identity}`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from vnplan.extraction.citations.pinpoints import Point
from vnplan.lexing.numbers import DocNumber

#: (field, start, end, note): the words a value was read from, in clean offsets; -1 where no words stand.
Trace = tuple[str, int, int, str]


@dataclass(frozen=True, slots=True, eq=False)
class Mention:
    """One mention, from its first pinpoint or type word to the end of number, date and issuer.

    `core` is where the type word (or the number, or the bare pinpoint) begins. `form` is full, short, alias or self.
    `date` and `year` are as printed, `issuer` is the range of the issuer's words. `code` holds the codes of a number
    left blank. `defined` is the mention that an alias stands for. `part` is the part of the document meant by "Quyết
    định này" (an index into Structure.parts), or None. `quoted`: it stands in the quoted new text of an amendment.
    `draft` marks a bill, `submitted` an issuer read from "đề nghị của … tại".
    """

    start: int
    end: int
    core: int
    form: str
    rule: str
    type: str | None = None
    number: DocNumber | None = None
    seq: str | None = None
    code: str | None = None
    date: str | None = None
    year: int | None = None
    issuer: tuple[int, int] | None = None
    title: str | None = None
    pinpoints: tuple[Point, ...] = ()
    defined: Mention | None = None
    part: int | None = None
    quoted: bool = False
    draft: bool = False
    submitted: bool = False
    evidence: tuple[Trace, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """What the text does with an instrument that it mentions.

    `parent` is the mention in whose title this one stands. `of` is, in an amending text, the instrument that a bare or
    quoted provision belongs to; `pinpoints` are the mention's own, completed by the provision around them ("khoản 3"
    under "Sửa đổi Điều 58"), or None where nothing completes them. `exchanged`: the words are themselves exchanged.
    """

    relation: str = "refers_to"
    parent: Mention | None = None
    of: Mention | None = None
    pinpoints: tuple[Point, ...] | None = None
    exchanged: bool = False
    evidence: tuple[Trace, ...] = ()


#: A mention that nothing is said about.
PLAIN = Link()


@dataclass(frozen=True, slots=True)
class Citations:
    """All mentions of a text in its order, what it does with each, and the aliases' definitions as evidence."""

    mentions: tuple[Mention, ...] = ()
    links: Mapping[Mention, Link] = field(default_factory=dict)

    def pinpoints(self, mention: Mention) -> tuple[Point, ...]:
        """The provisions that a mention means, completed where the text around it completes them."""
        completed = self.links[mention].pinpoints
        return mention.pinpoints if completed is None else completed
