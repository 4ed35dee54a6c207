"""What structure hands on: nodes of the tree, regions of the text, and the parts (main instrument, attachments).

All offsets are clean offsets (see vnplan.text). Slotted dataclasses: there are thousands of them in a law.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vnplan.agencies.resolving import ResolvedAgency as Agency


@dataclass(slots=True)
class Node:
    """A unit of the structure before it becomes a public `Unit`.

    `start` is where its label begins, `body` where the words after the label begin, `end` is exclusive and covers the
    children. `number` is as printed without its stop.
    """

    kind: str
    start: int
    end: int
    body: int
    number: str | None = None
    heading: tuple[int, int] | None = None
    children: list[Node] = field(default_factory=list)
    id: str = ""
    style: str = ""


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of the text with one function.

    kind: header, title (trích yếu), preamble, body, closing, recipients, signature, attachment_header ("Ban hành kèm
    theo …"), attachment_title, quote (new text of an amending instrument), footnote, table, furniture (nothing is
    extracted from it). Regions do not overlap and are in order; `part` is 0 for the main instrument, n for the n-th
    attachment.
    """

    kind: str
    start: int
    end: int
    part: int = 0


@dataclass(frozen=True, slots=True)
class Signature:
    """A signer as printed."""

    name: str
    position: str | None = None
    authority: str | None = None


@dataclass(slots=True)
class Part:
    """The main instrument (index 0) or an attachment: what its own header tells, as printed and normalised.

    `issuers`, `locality` and `uri` are filled in by identity (vnplan.identity.issuing): the issuing agencies, the
    province (or lower unit) that "UBND tỉnh" means in this text, and the work's uri.
    """

    type: str | None = None
    type_code: str | None = None
    number: str | None = None
    number_as_printed: str | None = None
    blank_code: str | None = None
    date: str | None = None
    place: str | None = None
    issuer_text: str | None = None
    title: str | None = None
    signers: list[Signature] = field(default_factory=list)
    recipients: list[tuple[int, int]] = field(default_factory=list)
    start: int = 0
    end: int = 0
    node: Node | None = None
    issuers: list[Agency] = field(default_factory=list)
    locality: str | None = None
    uri: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A diagnostic with clean offsets (None: the whole document)."""

    code: str
    message: str
    start: int | None = None
    end: int | None = None
    severity: str = "warning"


@dataclass(slots=True)
class Structure:
    """The tree, the regions and the parts of one text."""

    nodes: list[Node]
    regions: list[Region]
    parts: list[Part]
    kind: str = "instrument"
    findings: list[Finding] = field(default_factory=list)
