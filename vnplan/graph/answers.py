"""What the questions to a citation graph are answered with: plain values that print and go into JSON."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from vnplan.graph.wording import describe, label_of, pinpoint_words


@dataclass(frozen=True, slots=True)
class Instrument:
    """A node: its key (uri) and what is known of it.

    >>> Instrument("/akn/vn/act/luat/quoc-hoi/2024/x", {"type": "Luật", "date": "2024-01-18"}).year
    2024
    """

    key: str
    values: dict[str, Any] = field(compare=False, repr=False)

    @property
    def type(self) -> str | None:
        """Type of the instrument; None where no document tells."""
        return self.values.get("type")

    @property
    def number(self) -> str | None:
        """Number and symbol."""
        return self.values.get("number")

    @property
    def date(self) -> str | None:
        """Date of issue, ISO 8601 of reduced precision."""
        return self.values.get("date")

    @property
    def year(self) -> int | None:
        """Year of issue."""
        return self.values.get("year") or (int(self.date[:4]) if self.date else None)

    @property
    def issuer(self) -> str | None:
        """Name of the issuing agency, with its locality."""
        return self.values.get("issuer")

    @property
    def province(self) -> str | None:
        """Province whose body issued it."""
        return self.values.get("province")

    @property
    def title(self) -> str | None:
        """Title or name."""
        return self.values.get("title")

    @property
    def label(self) -> str:
        """Its short name."""
        return str(self.values.get("label") or label_of(self.values, self.key))

    def __str__(self) -> str:
        return describe(self.values, self.key)


@dataclass(frozen=True, slots=True)
class Step:
    """One citation on a path, with the words that say so."""

    source: Instrument
    relation: str
    target: Instrument
    words: str = ""
    pinpoint: str | None = None
    asserted_by: str = ""

    def __str__(self) -> str:
        where = f" ({pinpoint_words(self.pinpoint)})" if self.pinpoint else ""
        return f"{self.source.label} —{self.relation}→ {self.target.label}{where}"


@dataclass(frozen=True, slots=True)
class Reached:
    """An instrument that a question leads to, and the shortest way there."""

    instrument: Instrument
    path: tuple[Step, ...]

    @property
    def distance(self) -> int:
        """How many citations away it is."""
        return len(self.path)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two instruments cite: both, only the first, only the second."""

    shared: tuple[Instrument, ...]
    only_first: tuple[Instrument, ...]
    only_second: tuple[Instrument, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What one instrument does to another: amends, replaces or repeals; `pinpoint` where only a part is meant."""

    by: Instrument
    relation: str
    what: Instrument
    date: str | None
    pinpoint: str | None
    words: str

    @property
    def whole(self) -> bool:
        """Whether the whole instrument is replaced or repealed."""
        return self.relation in ("replaces", "repeals") and not self.pinpoint


@dataclass(frozen=True, slots=True)
class Force:
    """Whether an instrument was in force on a date, as far as the graph tells.

    `status`: "in force", "ended", "not yet", "unknown". `ended_by` is what replaced or repealed it, `changes` what had
    touched parts of it by then, `reason` a sentence.
    """

    status: str
    reason: str
    ended_by: Instrument | None = None
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Missing:
    """A cited instrument whose text is not in the corpus."""

    instrument: Instrument
    cited_by: int
    citations: int


@dataclass(frozen=True, slots=True)
class Ranked:
    """An instrument with its share of all importance."""

    instrument: Instrument
    score: float


def as_json(answer: Any) -> Any:
    """An answer as plain values: instruments are their key, label and description."""
    if isinstance(answer, Instrument):
        return {"key": answer.key, "label": answer.label, "description": str(answer)}
    if isinstance(answer, list | tuple):
        return [as_json(item) for item in answer]
    if isinstance(answer, str | int | float | bool) or answer is None:
        return answer
    return {name: as_json(getattr(answer, name)) for name in answer.__slots__}


