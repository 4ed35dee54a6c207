"""A reference to an instrument while it is read: clean offsets, printed words, and what they were read from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from vnplan.extraction.citations.pinpoints import Point
from vnplan.lexing.numbers import DocNumber

#: (field, start, end, note): the words a value was read from, in clean offsets; -1 where no words stand.
Trace = tuple[str, int, int, str]


@dataclass(slots=True, eq=False)
class Reference:
    """One reference, from its first pinpoint or type word to the end of number, date and issuer.

    `head` is where the type word (or the number, or the bare pinpoint) begins. `form` is full, short, alias or self.
    `parent` is the reference in whose title this one stands; `means` the one that an alias, a short form or an anaphor
    repeats, or the instrument that a bare provision in an amending text belongs to. `part` is the part of the document
    meant by "Quyết định này" (an index into Structure.parts), or None. `quoted`: it stands in the quoted new text of an
    amendment. `draft` marks a bill, `submitted` an issuer read from "đề nghị của … tại". `code` holds the codes of a
    number left blank.

    `resolve` fills in `agency`, `uri`, `source_uri`, `known`, `candidates`.
    """

    start: int
    end: int
    head: int
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
    relation: str = "refers_to"
    parent: Reference | None = None
    means: Reference | None = None
    part: int | None = None
    quoted: bool = False
    draft: bool = False
    submitted: bool = False
    evidence: list[Trace] = field(default_factory=list)
    # What resolution adds.
    number_text: str | None = None
    number_as_printed: str | None = None
    issuer_words: str | None = None
    agency: Any = None
    uri: str | None = None
    source_uri: str | None = None
    known: tuple[str | None, str | None, str | None] | None = None
    candidates: tuple[str, ...] = ()


@dataclass(slots=True, eq=False)
class RawEffect:
    """What an amending instrument does to one provision, in clean offsets.

    `target` is a reference to the amended instrument (or None), `quote` the range of the new text, `old` and `new` the
    words exchanged.
    """

    start: int
    end: int
    action: str
    target: Reference | None
    pinpoint: Point
    rule: str
    quote: tuple[int, int] | None = None
    old: str | None = None
    new: str | None = None
