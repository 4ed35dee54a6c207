"""The public, frozen models: what parse_document() returns and `vnplan parse --json` prints.

Offsets are half-open, in Unicode code points of `Document.text`, which is the source exactly as decoded.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Literal, Protocol

from pydantic import BaseModel, ConfigDict, Field

if TYPE_CHECKING:
    from vnplan.views.chunks import Chunk
    from vnplan.views.rows import Rows

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
    """Half-open range of code points of `Document.text`.

    >>> Span(start=3, end=8).end - 3
    5
    """

    start: int = Field(description="Offset of the first character: a code point of `Document.text`, from 0.")
    end: int = Field(description="Offset behind the last character.")


class Agency(Model):
    """An agency, resolved as far as the text and the gazetteer allow.

    >>> from vnplan import parse_document
    >>> parse_document("Giao Sở Nội vụ tỉnh Lai Châu.").agencies[0].agency.full_name
    'Sở Nội vụ tỉnh Lai Châu'
    """

    name: str = Field(description='Canonical name without locality: "Sở Giáo dục và Đào tạo".')
    full_name: str = Field(description='The name with its locality: "Sở Giáo dục và Đào tạo tỉnh Lai Châu".')
    locality: str | None = Field(
        None,
        description="The province, district or commune it belongs to; null for central bodies and where the text "
        "does not tell.",
    )
    level: Level = Field(
        "other",
        description="Where it stands: central, province, district, commune, party, organisation, other.",
    )
    id: str = Field(description="Stable slug, equal for one agency in all documents.")
    person: str | None = Field(
        None,
        description='The head that stands for it ("Giám đốc"); null where the agency itself is named.',
    )


class AgencyMention(Model):
    """One place where an agency is named.

    >>> from vnplan import parse_document
    >>> doc = parse_document("Giao Sở Nội vụ rà soát.")
    >>> doc.text_of(doc.agencies[0])
    'Sở Nội vụ'
    """

    span: Span = Field(description="Where the name stands.")
    agency: Agency = Field(description="Which agency it is.")
    unit: str | None = Field(None, description="Id of the innermost unit around it; null outside of units.")
    rule: str = Field("", description="Id of the rule that read it.")


class Signer(Model):
    """Who signed: name, position ("PHÓ CHỦ TỊCH"), authority ("KT. CHỦ TỊCH").

    >>> Signer(name="Lê Văn C", position="PHÓ CHỦ TỊCH").authority is None
    True
    """

    name: str = Field(description="Name as printed.")
    position: str | None = Field(None, description='Position as printed ("PHÓ CHỦ TỊCH"); null where none is printed.')
    authority: str | None = Field(
        None,
        description='In whose name ("KT. CHỦ TỊCH", "TM. ỦY BAN NHÂN DÂN"); null where none is printed.',
    )


class Recipient(Model):
    """One line of Nơi nhận."""

    text: str = Field(description="The line as printed.")
    span: Span = Field(description="Where it stands.")


class Metadata(Model):
    """What the header, the closing and the signature tell of an instrument.

    >>> Metadata(type="Kế hoạch").number is None
    True
    """

    type: str | None = Field(
        None,
        description='Type of the instrument ("Quyết định"); null where the text does not tell.',
    )
    type_code: str | None = Field(None, description='Its abbreviation in numbers ("QĐ").')
    number: str | None = Field(
        None,
        description='Number and symbol ("1784/QĐ-UBND"), normalised; null when blank or absent.',
    )
    date: str | None = Field(
        None,
        description='Date of issue, ISO 8601 with the precision of the text: "2019-07-22", "2021-01" or "2016"; null '
        "when unknown.",
    )
    place: str | None = Field(None, description='Place of issue as printed ("Sơn La").')
    issuer: Agency | None = Field(None, description="The issuing agency; of a joint instrument the first.")
    issuers: tuple[Agency, ...] = Field((), description="All issuing agencies, in the order of the text.")
    province: str | None = Field(
        None,
        description="Name of the province whose body issued it, as named then; null for central bodies."
    )
    title: str | None = Field(None, description="Trích yếu: the summary of content, on one line.")
    signers: tuple[Signer, ...] = Field((), description="Who signed, in order.")
    recipients: tuple[Recipient, ...] = Field((), description="The lines of Nơi nhận.")
    uri: str | None = Field(
        None,
        description="Akoma Ntoso work IRI; null where type, number or name, issuer or year is unknown.",
    )


class Unit(Model):
    """A node of the structure; units tile the text.

    >>> from vnplan import parse_document
    >>> [u.id for u in parse_document("Điều 1. Một\\nĐiều 2. Hai").units]
    ['dieu_1', 'dieu_2']
    """

    id: str = Field(description='Unique and stable, in the manner of Akoma Ntoso\'s eId: "att_1__b__ii-2__1__a".')
    kind: UnitKind = Field(
        description="phan, chuong, muc, tieu_muc, dieu, khoan, diem, gach (a bullet), or a part of the form: header, "
        "preamble …",
    )
    number: str | None = Field(
        None,
        description='As printed without its stop ("II", "2.1", "đ"); null for bullets and parts without one.',
    )
    heading: str | None = Field(None, description="Its heading on one line; null where it has none.")
    span: Span = Field(description="The whole unit, its children included.")
    children: tuple[Unit, ...] = Field((), description="The units inside, in order; siblings do not overlap.")

    def _repr_html_(self) -> str:
        from vnplan.views.html import unit_html

        return unit_html(self)


class Attachment(Model):
    """A plan, regulation or appendix after the main instrument.

    >>> Attachment(metadata=Metadata(type="Phụ lục"), unit="att_1").metadata.type
    'Phụ lục'
    """

    metadata: Metadata = Field(description="What its own header tells.")
    unit: str = Field(description="Id of its unit in `Document.units`.")


class Evidence(Model):
    """One fragment a result was read from, or one value completed from elsewhere.

    `field` is the key that it gave (`number`, `date`, `issuer`, `title`, `relation`, `alias` …), `span` where the
    words stand, `note` why they were believed.

    >>> Evidence(field="date", text="30/6/2020").span is None
    True
    """

    field: str = Field(
        description="The key that it gave: number, date, issuer, title, relation, alias, agency, role, deadline …",
    )
    span: Span | None = Field(None, description="Where the words stand; null for a value that rests on no words.")
    text: str = Field("", description="The words.")
    note: str = Field("", description="The rule, or why they were believed.")


class Pinpoint(Model):
    """One step of a pinpoint: {kind: "dieu", number: "8"}.

    >>> from vnplan import parse_document
    >>> doc = parse_document("theo điểm b khoản 2 Điều 8 Nghị định số 71/2020/NĐ-CP ngày 30/6/2020 của Chính phủ")
    >>> [f"{p.kind} {p.number}" for p in doc.citations[0].pinpoints[0]]
    ['dieu 8', 'khoan 2', 'diem b']
    """

    kind: str = Field(description="phan, chuong, muc, tieu_muc, dieu, khoan, diem, phu_luc, mau …")
    number: str = Field(description="As printed, without its stop.")


class Target(Model):
    """The instrument that a citation means, normalised and completed from the other mentions in the document.

    >>> from vnplan import parse_document
    >>> parse_document("theo Nghị định số 71/2020/NĐ-CP").citations[0].target.year
    2020
    """

    type: str | None = Field(None, description="Type of the cited instrument.")
    number: str | None = Field(
        None,
        description="Its number, normalised and completed from the other mentions in the document; null where none "
        "gives it.",
    )
    date: str | None = Field(None, description="Date of issue, ISO 8601 with the precision of the text.")
    year: int | None = Field(None, description="Year of issue, also where only it is known.")
    issuer: Agency | None = Field(None, description="Who issued it, as far as the text tells.")
    title: str | None = Field(None, description="Its title or name as the text gives it.")
    uri: str | None = Field(None, description="Akoma Ntoso work IRI; null where the identity stays open.")
    number_as_printed: str | None = Field(None, description="The number as it stands there, with what was mended.")


class Known(Model):
    """What the registry of known instruments adds to a citation."""

    number: str | None = Field(None, description="Number by the registry of known instruments.")
    date: str | None = Field(None, description="Date by the registry, ISO 8601.")
    title: str | None = Field(None, description="Title by the registry.")


class Citation(Model):
    """A reference to an instrument or to a provision of one.

    >>> from vnplan import parse_document
    >>> parse_document("Căn cứ Luật Đất đai năm 2024;").citations[0].relation
    'legal_basis'
    """

    span: Span = Field(description="From the first pinpoint or type word to the end of number, date and issuer.")
    text: str = Field(description="The words of the span.")
    unit: str | None = Field(None, description="Id of the innermost unit around it.")
    relation: Relation = Field(
        "refers_to",
        description="What the document does with the instrument: legal_basis, implements, proposal, attached_to, "
        "amends, replaces, repeals, guides, consolidates, refers_to.",
    )
    form: CitationForm = Field(
        "full",
        description='full, short ("Quyết định 1609"), alias (a defined term) or self ("Quyết định này").',
    )
    target: Target = Field(description="The instrument that is meant.")
    pinpoints: tuple[tuple[Pinpoint, ...], ...] = Field(
        (),
        description="The provisions that are meant, each a path from the outermost step: Điều 8, khoản 2, điểm b.",
    )
    source_uri: str | None = Field(
        None,
        description="Null when this document cites; the uri of the instrument in whose title the citation stands.",
    )
    known: Known | None = Field(
        None,
        description="What the registry of known instruments adds; null where it adds nothing.",
    )
    candidates: tuple[str, ...] = Field(
        (),
        description="Uris of the instruments that fit equally well, where the identity stays open.",
    )
    rule: str = Field("", description="Id of the rule that read it.")
    evidence: tuple[Evidence, ...] = Field((), description="What each value was read from.")
    page: int | None = Field(None, description="Page of the file, from 1; null in files without pages.")

    def explain(self) -> str:
        """Say in a few lines which rule read this citation, from which words, and what was completed from where."""
        from vnplan.explain.citations import explain_citation

        return explain_citation(self)

    def _repr_html_(self) -> str:
        from vnplan.views.html import citation_html

        return citation_html(self)


class Words(Model):
    """Words exchanged by an amendment: `new` is None for deleted words, `old` for words added anywhere."""

    old: str | None = Field(
        default=None, description="The words that are replaced or deleted, or after which others are put; null if none."
    )
    new: str | None = Field(
        default=None, description="The words that stand there from now on; null where words are deleted."
    )


class Effect(Model):
    """What an amending instrument does to one provision.

    >>> Effect(span=Span(start=0, end=5), action="repeals", target=Target(type="Luật")).words is None
    True
    """

    span: Span = Field(description="The words that say so.")
    unit: str | None = Field(None, description="Id of the innermost unit around them.")
    action: Literal["amends", "adds", "replaces", "repeals", "renumbers"] = Field(
        description="amends, adds, replaces, repeals or renumbers.",
    )
    target: Target = Field(description="The instrument that is changed.")
    pinpoint: tuple[Pinpoint, ...] = Field(
        (),
        description="The provision that is changed, from the outermost step; empty for the whole instrument.",
    )
    quote: str | None = Field(None, description="Id of the unit that holds the new text; null where none is quoted.")
    words: Words | None = Field(None, description="The words that are exchanged, where only words are; null else.")
    rule: str = Field("", description="Id of the rule that read it.")


class Period(Model):
    """A stretch of time; dates are ISO 8601 with reduced precision, or null.

    >>> Period(end="2025", text="đến năm 2025").start is None
    True
    """

    start: str | None = Field(
        None,
        description="First day, month or year, ISO 8601 with the precision of the text; null where it is open.",
    )
    end: str | None = Field(
        None,
        description="Last day, month or year; a quarter ends in its last month; null where it is open.",
    )
    recurrence: Literal["annual", "quarterly", "monthly"] | None = Field(
        None,
        description="annual, quarterly or monthly for what comes back; null else.",
    )
    text: str = Field("", description="The words of the time.")


class Assignment(Model):
    """Who does what, in which role, by when. One record per agency.

    >>> from vnplan import parse_document
    >>> text = "KẾ HOẠCH\\n1. Sở Nội vụ\\n- Chủ trì, phối hợp với Sở Tài chính rà soát trước ngày 01/3/2025."
    >>> task = parse_document(text).assignments[0]
    >>> task.agency.name, task.role, task.deadline.end
    ('Sở Nội vụ', 'lead', '2025-03-01')
    """

    span: Span = Field(description="The words that assign: the item, the sentence, the labelled line or the row.")
    unit: str | None = Field(None, description="Id of the innermost unit around them.")
    agency: Agency | None = Field(None, description="Who is to do it: one record for each agency.")
    role: Role = Field(
        "implement",
        description="lead (chủ trì), coordinate (phối hợp), advise (tham mưu), implement (thực hiện).",
    )
    partners: tuple[Agency, ...] = Field((), description='Agencies named after "phối hợp với".')
    task: str = Field("", description="What is to be done, unwrapped, on one line.")
    deadline: Period | None = Field(None, description="When; null where the text sets no time.")
    rule: str = Field("", description="Id of the rule that read it.")
    evidence: tuple[Evidence, ...] = Field((), description="What agency, role and time were read from.")
    page: int | None = Field(None, description="Page of the file, from 1; null in files without pages.")

    def explain(self) -> str:
        """Say in a few lines from which words agency, role and deadline were read, and by which rules."""
        from vnplan.explain.assignments import explain_assignment

        return explain_assignment(self)

    def _repr_html_(self) -> str:
        from vnplan.views.html import assignment_html

        return assignment_html(self)


class Value(Model):
    """A quantity with its bounds: 100 % has min = max = 100; "ít nhất 27%" has max null.

    `unit` is as printed, `unit_normal` the same for all spellings of a unit ("Ha", "ha"; "tỉ đồng", "tỷ đồng").

    >>> Value(min=27, text="ít nhất 27%", unit="%", span=Span(start=0, end=11)).max is None
    True
    """

    min: float | None = Field(None, description='Lower bound; null where there is none ("dưới 5%").')
    max: float | None = Field(
        None,
        description='Upper bound; equal to `min` for a plain value; null where there is none ("ít nhất 27%").',
    )
    unit: str | None = Field(
        None,
        description='Unit as printed: "%", "tỷ đồng", "ca sinh/1.000 phụ nữ"; null where none is printed.',
    )
    unit_normal: str | None = Field(
        None,
        description='The same for all spellings of a unit ("Ha", "ha"; "tỉ đồng", "tỷ đồng"); null without a unit.',
    )
    text: str = Field("", description="The words of the value.")
    span: Span = Field(description="Where they stand.")


class QuantitativeTarget(Model):
    """A quantity that a plan aims at, has reached, changed by, or plans.

    >>> from vnplan import parse_document
    >>> doc = parse_document("KẾ HOẠCH\\nI. MỤC TIÊU\\n- Đến năm 2025, có 35% trẻ em nhà trẻ ra lớp.")
    >>> doc.targets[0].value.min, doc.targets[0].deadline.end
    (35.0, '2025')
    """

    span: Span = Field(description="The words of the value with its bounds, or the cell.")
    unit: str | None = Field(None, description="Id of the innermost unit around it.")
    kind: TargetKind = Field(
        "target",
        description='target (aimed at), baseline (already reached), change ("tăng 1,3%"), planned (other planned '
        "quantities).",
    )
    indicator: str = Field(
        "", description="What is counted, with its population and predicate, understood alone, on one line.",
    )
    indicator_key: str | None = Field(
        None,
        description="Equal for the same indicator in any document; null where unsure.",
    )
    value: Value = Field(description="The quantity with its bounds.")
    deadline: Period | None = Field(None, description="The time it is for; null where the text sets none.")
    agencies: tuple[Agency, ...] = Field((), description="Who is responsible, where the unit names them.")
    part_of: int | None = Field(
        None,
        description='Index in `Document.targets` of the quantity that this one refines ("trong đó"); null else.',
    )
    rule: str = Field("", description="Id of the rule that decided its kind.")
    evidence: tuple[Evidence, ...] = Field((), description="What value, indicator and time were read from.")
    page: int | None = Field(None, description="Page of the file, from 1; null in files without pages.")

    def explain(self) -> str:
        """Say in a few lines why this quantity is of its kind, and where indicator and deadline stand."""
        from vnplan.explain.targets import explain_target

        return explain_target(self)

    def _repr_html_(self) -> str:
        from vnplan.views.html import target_html

        return target_html(self)


class Footnote(Model):
    """A footnote and the marks in the text that refer to it.

    >>> Footnote(number="1", span=Span(start=0, end=9)).refs
    ()
    """

    number: str = Field(description="Its number or mark.")
    span: Span = Field(description="The text of the note.")
    refs: tuple[Span, ...] = Field((), description="Where the text refers to it.")


class Cell(Model):
    """A table cell: its words, its first row and column in the full grid (from 0), how many of each it covers.

    >>> Cell(span=Span(start=0, end=2), text="TT").column_span
    1
    """

    span: Span = Field(description="Where its words stand.")
    text: str = Field(description="Its words, as printed.")
    row: int = Field(0, description="Its first row in the full grid, from 0.")
    column: int = Field(0, description="Its first column in the full grid, from 0.")
    row_span: int = Field(1, description="How many rows it covers.")
    column_span: int = Field(1, description="How many columns it covers.")


class TableColumn(Model):
    """A column of a table: the heads over it from the top to the lowest, and what they say it holds."""

    heads: tuple[str, ...] = Field((), description="The heads over it, from the top to the lowest.")
    role: str = Field(
        "",
        description="ordinal, task, indicator, group, label, lead, coordinate, implement, advise, time, product, note, "
        "unit, or for quantities aimed, reached, change, money, year, value; empty when nothing tells.",
    )
    measure: str | None = Field(None, description="The unit in its head; null where none stands there.")


class Table(Model):
    """A table as rows of cells, each where it begins; `header_rows` of them are heads.

    `columns` say what the heads over each column mean, `groups[i]` are the labels of the groups that row i belongs to,
    outermost first, `measure` is the unit that the caption states for all values ("Đơn vị tính: triệu đồng").

    >>> from vnplan import parse_document
    >>> doc = parse_document("TT\\tChỉ tiêu\\tNăm 2025\\n1\\tTrẻ ra lớp\\t35%\\n2\\tLớp học\\t40%")
    >>> [cell.text for cell in doc.tables[0].rows[1]]
    ['1', 'Trẻ ra lớp', '35%']
    """

    span: Span = Field(description="From its first cell to its last.")
    unit: str | None = Field(None, description="Id of the innermost unit around it.")
    rows: tuple[tuple[Cell, ...], ...] = Field((), description="Its rows, each with its cells in order.")
    header_rows: int = Field(0, description="How many of the first rows are heads.")
    columns: tuple[TableColumn, ...] = Field((), description="What the heads over each column mean.")
    groups: tuple[tuple[str, ...], ...] = Field(
        (), description="For each row the labels of the groups it belongs to, outermost first."
    )
    measure: str | None = Field(
        None, description='The unit that the caption states for all values ("Đơn vị tính: triệu đồng"); null for none.'
    )

    def to_frame(self, *, levels: bool = False) -> Any:
        """The table that a person sees, as a pandas DataFrame of strings.

        Columns are named by their heads, joined by " / "; with `levels` they are a MultiIndex of them. A cell over
        several rows stands in each of them; rows that are only a group's label become the column "group" of those
        below. Raises ImportError when pandas is not installed.
        """
        from vnplan.explain.tables import table_frame

        return table_frame(self, levels=levels)

    def _repr_html_(self) -> str:
        from vnplan.views.html import table_html

        return table_html(self)


class Diagnostic(Model):
    """Something odd in the text, or something the parser could not decide.

    >>> Diagnostic(code="number.repeated", message="Điều 2 stands twice").severity
    'warning'
    """

    code: str = Field(description='What kind of finding: a stable word such as "number.repeated".')
    severity: Severity = Field("warning", description="info, warning or error.")
    message: str = Field(description="What was found, in a sentence.")
    span: Span | None = Field(None, description="Where; null for the whole document.")


class Place(Model):
    """Where a stretch of the text stands in its file."""

    span: Span = Field(description="The stretch.")
    page: int | None = Field(None, description="Page, from 1; null in files without pages.")
    box: tuple[float, float, float, float] | None = Field(
        None,
        description="x0, y0, x1, y1 of its line or paragraph, in points from the page's upper left corner.",
    )
    paragraph: int | None = Field(
        None,
        description="Index of the paragraph in the body of the file, from 0; null in files with pages.",
    )


class SourceMap(Model):
    """The way from the text back to the file that it was read from."""

    media_type: str = Field(description="Kind of the file, told by its first bytes.")
    places: tuple[Place, ...] = Field((), description="In the order of the text; they do not overlap.")

    def at(self, offset: int) -> Place | None:
        """The place of the character at an offset of `Document.text`; None where the file says nothing."""
        i = bisect_right(self.places, offset, key=lambda place: place.span.start) - 1
        return self.places[i] if i >= 0 and offset < self.places[i].span.end else None

    def of(self, span: Span) -> tuple[Place, ...]:
        """The places of a span, one for each line, paragraph or page that it stands on."""
        i = max(0, bisect_right(self.places, span.start, key=lambda place: place.span.start) - 1)
        found = []
        while i < len(self.places) and self.places[i].span.start < max(span.end, span.start + 1):
            if self.places[i].span.end > span.start:
                found.append(self.places[i])
            i += 1
        return tuple(found)


class Spanned(Protocol):
    """Anything with a span."""

    @property
    def span(self) -> Span:
        """Where it stands."""
        ...


class Document(Model):
    """A parsed document; `model_dump(mode="json")` gives the contract's keys.

    >>> from vnplan import parse_document
    >>> doc = parse_document("Điều 1. Phạm vi", name="a.txt")
    >>> doc.name, doc.unit("dieu_1").heading
    ('a.txt', 'Phạm vi')
    """

    text: str = Field(description="The source text exactly as decoded; all offsets are code points of it.")
    name: str | None = Field(None, description="File name, or the name that was given.")
    sha256: str = Field(description="Hash of the text as UTF-8, hexadecimal.")
    kind: Literal["instrument", "report"] = Field(
        "instrument",
        description="instrument, or report for a text that tells about an instrument (a news page).",
    )
    metadata: Metadata = Field(description="Of the main instrument.")
    attachments: tuple[Attachment, ...] = Field(
        (),
        description="Plans, regulations, appendices after the main instrument.",
    )
    units: tuple[Unit, ...] = Field((), description="The structure: a tree that tiles the text.")
    citations: tuple[Citation, ...] = Field(
        (),
        description="References to instruments and provisions, in the order of the text.",
    )
    effects: tuple[Effect, ...] = Field(
        (),
        description="What an amending instrument does, one record for each provision.",
    )
    assignments: tuple[Assignment, ...] = Field(
        (),
        description="Who does what by when, one record for each agency and item.",
    )
    targets: tuple[QuantitativeTarget, ...] = Field((), description="Quantities with what they count.")
    agencies: tuple[AgencyMention, ...] = Field((), description="Every mention of an agency.")
    footnotes: tuple[Footnote, ...] = Field((), description="Footnotes with the marks that refer to them.")
    tables: tuple[Table, ...] = Field((), description="Tables as they stand in the text.")
    diagnostics: tuple[Diagnostic, ...] = Field(
        (),
        description="What is odd in the text, and what the parser left open.",
    )
    source_map: SourceMap | None = Field(
        None,
        description="Leads an offset back to page and box, or to the paragraph of the file; null for text alone.",
    )

    def slice(self, span: Span) -> str:
        """The verbatim words of a span."""
        return self.text[span.start : span.end]

    def text_of(self, thing: Span | Spanned) -> str:
        """The verbatim words of a span, or of anything that has one: a unit, a citation, a task, a cell.

        >>> from vnplan import parse_document
        >>> doc = parse_document("theo Luật Đất đai năm 2024")
        >>> doc.text_of(doc.citations[0])
        'Luật Đất đai năm 2024'
        """
        return self.slice(thing if isinstance(thing, Span) else thing.span)

    def walk(self) -> Iterator[tuple[Unit, int]]:
        """Every unit with its depth, in the order of the text."""
        stack = [(unit, 0) for unit in reversed(self.units)]
        while stack:
            unit, depth = stack.pop()
            yield unit, depth
            stack.extend((child, depth + 1) for child in reversed(unit.children))

    def unit(self, unit_id: str) -> Unit:
        """The unit of an id.

        Raises UnitError that names the ids nearest to it.
        """
        from vnplan.views.outline import unit_of

        return unit_of(self, unit_id)

    def outline(self) -> Rows:
        """Attachments and numbered units with their headings, as rows: unit, kind, number, heading, depth, span."""
        from vnplan.views.outline import outline_rows

        return outline_rows(self)

    def rows(self, kind: str) -> Rows:
        """One flat row for each result of a kind, each with document, number, province, issuer and year.

        Kinds: documents, units, citations, effects, tasks, targets, agencies, tables, diagnostics; the columns are
        documented in `vnplan.views.columns.COLUMNS`. Raises ViewError for another.
        """
        from vnplan.views.rows import rows_of

        return rows_of(self, kind)

    def tasks(self) -> Rows:
        """The assignments as flat rows: who does what, in which role, with whom, by when."""
        return self.rows("tasks")

    def indicators(self, *, segment: bool = False) -> Rows:
        """The quantities as flat rows: what is counted, its value, unit and time.

        With `segment` each row has `indicator_words` (compounds joined by "_") and `indicator_phrases` (its noun
        phrases, "; " between them) too; underthesea finds them, which takes some milliseconds for each.
        """
        if not segment:
            return self.rows("targets")
        from vnplan.views.segmenting import with_words

        return with_words(self.rows("targets"))

    def to_frames(self) -> dict[str, Any]:
        """All rows as pandas data frames, by kind. Raises ViewError when pandas is not installed."""
        from vnplan.views.frames import frames_of

        return frames_of([self])

    def annotate(self, *args: Any, **options: Any) -> str:
        """The text with markup around its results: see `vnplan.annotating.annotate`."""
        from vnplan.annotating import annotate

        return annotate(self, *args, **options)

    def chunks(self, *, max_chars: int = 2000) -> list[Chunk]:
        """The text by units for retrieval: see `vnplan.views.chunks`. `max_chars`: code points of one chunk at most."""
        from vnplan.views.chunks import chunks_of

        return chunks_of(self, max_chars)

    def words(self, unit_id: str | None = None) -> list[tuple[str, Span]]:
        """The words of a unit (None: of the whole text) with their spans; compounds are one, numbers and names whole.

        underthesea segments the words; it is loaded on first use. Raises ViewError when it cannot be loaded.
        """
        from vnplan.views.segmenting import words_of

        return words_of(self, unit_id)

    def sentences(self, unit_id: str | None = None) -> list[Span]:
        """The sentences of a unit (None: of the whole text) as spans."""
        from vnplan.views.segmenting import sentences_of

        return sentences_of(self, unit_id)

    def to_docbin(self, **options: Any) -> Any:
        """The document as a spaCy DocBin for training: see `vnplan.spacy.to_docbin`."""
        from vnplan.spacy import to_docbin

        return to_docbin([self], **options)

    def _repr_html_(self) -> str:
        from vnplan.views.html import document_html

        return document_html(self)

    def __repr_args__(self) -> Any:
        yield "name", self.name
        yield "type", self.metadata.type
        yield "number", self.metadata.number
        yield "units", len(self.units)
        yield "citations", len(self.citations)
