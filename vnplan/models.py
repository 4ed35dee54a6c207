"""The public, frozen models: what parse_document() returns and `vnplan parse --json` prints.

Offsets are half-open, in Unicode code points of `Document.text`, which is the source exactly as decoded.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

Relation = Literal[
    "legal_basis", "implements", "proposal", "attached_to", "amends", "replaces", "repeals", "guides", "consolidates",
    "refers_to",
]
CitationForm = Literal["full", "short", "alias", "self"]
UnitKind = Literal[
    "phan", "chuong", "muc", "tieu_muc", "dieu", "khoan", "diem", "gach", "header", "preamble", "closing", "recipients",
    "signature", "attachment", "paragraph", "table", "footnote", "quote", "furniture",
]
Level = Literal["central", "province", "district", "commune", "party", "organisation", "other"]
Role = Literal["lead", "coordinate", "advise", "implement"]
TargetKind = Literal["target", "baseline", "change", "planned"]
Severity = Literal["info", "warning", "error"]


class Model(BaseModel):
    """Base of the public models: immutable, closed to unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Span(Model):
    """Half-open range of code points of `Document.text`."""

    start: int
    end: int


class Agency(Model):
    """An agency, resolved as far as the text and the gazetteer allow."""

    name: str
    full_name: str
    locality: str | None = None
    level: Level = "other"
    id: str
    person: str | None = None


class AgencyMention(Model):
    """One place where an agency is named."""

    span: Span
    agency: Agency
    unit: str | None = None
    rule: str = ""


class Signer(Model):
    """Who signed: name, position ("PHÓ CHỦ TỊCH"), authority ("KT. CHỦ TỊCH")."""

    name: str
    position: str | None = None
    authority: str | None = None


class Recipient(Model):
    """One line of Nơi nhận."""

    text: str
    span: Span


class Metadata(Model):
    """What the header, the closing and the signature tell of an instrument."""

    type: str | None = None
    type_code: str | None = None
    number: str | None = None
    date: str | None = None
    place: str | None = None
    issuer: Agency | None = None
    issuers: tuple[Agency, ...] = ()
    title: str | None = None
    signers: tuple[Signer, ...] = ()
    recipients: tuple[Recipient, ...] = ()
    uri: str | None = None


class Unit(Model):
    """A node of the structure; units tile the text."""

    id: str
    kind: UnitKind
    number: str | None = None
    heading: str | None = None
    span: Span
    children: tuple[Unit, ...] = ()


class Attachment(Model):
    """A plan, regulation or appendix after the main instrument."""

    metadata: Metadata
    unit: str


class Evidence(Model):
    """One fragment a result was read from, or one value completed from elsewhere.

    `field` is the key that it gave (`number`, `date`, `issuer`, `title`, `relation`, `alias` …), `span` where the
    words stand, `note` why they were believed.
    """

    field: str
    span: Span | None = None
    text: str = ""
    note: str = ""


class Pinpoint(Model):
    """One step of a pinpoint: {kind: "dieu", number: "8"}."""

    kind: str
    number: str


class Target(Model):
    """The instrument that a citation means, normalised and completed from the other mentions in the document."""

    type: str | None = None
    number: str | None = None
    date: str | None = None
    year: int | None = None
    issuer: Agency | None = None
    title: str | None = None
    uri: str | None = None
    number_as_printed: str | None = None


class Known(Model):
    """What the registry of known instruments adds to a citation."""

    number: str | None = None
    date: str | None = None
    title: str | None = None


class Citation(Model):
    """A reference to an instrument or to a provision of one."""

    span: Span
    text: str
    unit: str | None = None
    relation: Relation = "refers_to"
    form: CitationForm = "full"
    target: Target
    pinpoints: tuple[tuple[Pinpoint, ...], ...] = ()
    source_uri: str | None = None
    known: Known | None = None
    candidates: tuple[str, ...] = ()
    rule: str = ""
    evidence: tuple[Evidence, ...] = ()

    def explain(self) -> str:
        """Say in a few lines which rule read this citation, from which words, and what was completed from where."""
        from vnplan.explain.citations import explain_citation

        return explain_citation(self)


class Words(Model):
    """Words exchanged by an amendment."""

    old: str
    new: str


class Effect(Model):
    """What an amending instrument does to one provision."""

    span: Span
    unit: str | None = None
    action: Literal["amends", "adds", "replaces", "repeals", "renumbers"]
    target: Target
    pinpoint: tuple[Pinpoint, ...] = ()
    quote: str | None = None
    words: Words | None = None
    rule: str = ""


class Period(Model):
    """A stretch of time; dates are ISO 8601 with reduced precision, or null."""

    start: str | None = None
    end: str | None = None
    recurrence: Literal["annual", "quarterly", "monthly"] | None = None
    text: str = ""


class Assignment(Model):
    """Who does what, in which role, by when. One record per agency."""

    span: Span
    unit: str | None = None
    agency: Agency | None = None
    role: Role = "implement"
    partners: tuple[Agency, ...] = ()
    task: str = ""
    deadline: Period | None = None
    rule: str = ""
    evidence: tuple[Evidence, ...] = ()

    def explain(self) -> str:
        """Say in a few lines from which words agency, role and deadline were read, and by which rules."""
        from vnplan.explain.assignments import explain_assignment

        return explain_assignment(self)


class Value(Model):
    """A quantity with its bounds: 100 % has min = max = 100; "ít nhất 27%" has max null.

    `unit` is as printed, `unit_normal` the same for all spellings of a unit ("Ha", "ha"; "tỉ đồng", "tỷ đồng").
    """

    min: float | None = None
    max: float | None = None
    unit: str | None = None
    unit_normal: str | None = None
    text: str = ""
    span: Span


class QuantitativeTarget(Model):
    """A quantity that a plan aims at, has reached, changed by, or plans."""

    span: Span
    unit: str | None = None
    kind: TargetKind = "target"
    indicator: str = ""
    indicator_key: str | None = None
    value: Value
    deadline: Period | None = None
    agencies: tuple[Agency, ...] = ()
    part_of: int | None = None
    rule: str = ""
    evidence: tuple[Evidence, ...] = ()

    def explain(self) -> str:
        """Say in a few lines why this quantity is of its kind, and where indicator and deadline stand."""
        from vnplan.explain.targets import explain_target

        return explain_target(self)


class Footnote(Model):
    """A footnote and the marks in the text that refer to it."""

    number: str
    span: Span
    refs: tuple[Span, ...] = ()


class Cell(Model):
    """A table cell: its words, its first row and column in the full grid (from 0), how many of each it covers."""

    span: Span
    text: str
    row: int = 0
    column: int = 0
    row_span: int = 1
    column_span: int = 1


class TableColumn(Model):
    """A column of a table: the heads over it from the top to the lowest, and what they say it holds.

    `role`: ordinal, task, indicator, group, label, lead, coordinate, implement, advise, time, product, note, unit, or
    for quantities aimed, reached, change, money, year, value; "" when nothing tells. `measure`: the unit in its head.
    """

    heads: tuple[str, ...] = ()
    role: str = ""
    measure: str | None = None


class Table(Model):
    """A table as rows of cells, each where it begins; `header_rows` of them are heads.

    `columns` say what the heads over each column mean, `groups[i]` are the labels of the groups that row i belongs to,
    outermost first, `measure` is the unit that the caption states for all values ("Đơn vị tính: triệu đồng").
    """

    span: Span
    unit: str | None = None
    rows: tuple[tuple[Cell, ...], ...] = ()
    header_rows: int = 0
    columns: tuple[TableColumn, ...] = ()
    groups: tuple[tuple[str, ...], ...] = ()
    measure: str | None = None

    def to_frame(self, *, levels: bool = False) -> Any:
        """The table that a person sees, as a pandas DataFrame of strings.

        Columns are named by their heads, joined by " / "; with `levels` they are a MultiIndex of them. A cell over
        several rows stands in each of them; rows that are only a group's label become the column "group" of those
        below. Raises ImportError when pandas is not installed.
        """
        from vnplan.explain.tables import table_frame

        return table_frame(self, levels=levels)


class Diagnostic(Model):
    """Something odd in the text, or something the parser could not decide."""

    code: str
    severity: Severity = "warning"
    message: str
    span: Span | None = None


class Document(Model):
    """A parsed document; `model_dump(mode="json")` gives the contract's keys."""

    text: str
    name: str | None = None
    sha256: str
    kind: Literal["instrument", "report"] = "instrument"
    metadata: Metadata
    attachments: tuple[Attachment, ...] = ()
    units: tuple[Unit, ...] = ()
    citations: tuple[Citation, ...] = ()
    effects: tuple[Effect, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    targets: tuple[QuantitativeTarget, ...] = ()
    agencies: tuple[AgencyMention, ...] = ()
    footnotes: tuple[Footnote, ...] = ()
    tables: tuple[Table, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()

    def slice(self, span: Span) -> str:
        """The verbatim words of a span."""
        return self.text[span.start : span.end]

    def tasks(self) -> list[dict[str, Any]]:
        """The assignments as flat rows, ready for `pandas.DataFrame(document.tasks())`."""
        from vnplan.explain.assignments import task_rows

        return task_rows(self)

    def indicators(self, *, segment: bool = False) -> list[dict[str, Any]]:
        """The targets as flat rows, ready for `pandas.DataFrame(document.indicators())`.

        With `segment` each row has `indicator_words` (compounds joined by "_") and `indicator_phrases` (its noun
        phrases, "; " between them) too; underthesea finds them, which takes some milliseconds for each.
        """
        from vnplan.explain.targets import indicator_rows

        return indicator_rows(self, segment=segment)

    def __repr_args__(self) -> Any:
        yield "name", self.name
        yield "type", self.metadata.type
        yield "number", self.metadata.number
        yield "units", len(self.units)
        yield "citations", len(self.citations)
