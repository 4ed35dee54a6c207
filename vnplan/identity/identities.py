"""The result of identity: which instrument each mention means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from vnplan.agencies.resolving import ResolvedAgency
from vnplan.extraction.citations.mentions import Mention, Trace
from vnplan.structure.model import Finding

#: number, date, title of an instrument in the registry
Known = tuple[str | None, str | None, str | None]


@dataclass(frozen=True, slots=True)
class Identity:
    """The instrument that a mention means, normalised and completed; `uri` is None where it stays open.

    `candidates` are the uris of the instruments that fit, where more than one does. `form` is the mention's, or "self"
    where "Kế hoạch nêu trên" turns out to be the document itself. `source_uri`: that in whose title it stands.
    """

    type: str | None = None
    number: str | None = None
    number_as_printed: str | None = None
    date: str | None = None
    year: int | None = None
    agency: ResolvedAgency | None = None
    title: str | None = None
    uri: str | None = None
    source_uri: str | None = None
    known: Known | None = None
    candidates: tuple[str, ...] = ()
    form: str = "full"
    evidence: tuple[Trace, ...] = ()


@dataclass(frozen=True, slots=True)
class Identities:
    """The identity of every mention of a text, and what stayed open or looked odd."""

    of: Mapping[Mention, Identity] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()

    def __getitem__(self, mention: Mention) -> Identity:
        return self.of[mention]
