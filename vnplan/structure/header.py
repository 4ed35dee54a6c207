"""What the header and the title tell of an instrument, as printed."""

from __future__ import annotations

from dataclasses import dataclass, field

from vnplan.lexing.dates import parse_date
from vnplan.lexing.numbers import DocNumber, parse_number
from vnplan.lexing.types import type_table
from vnplan.structure.model import Finding, Part
from vnplan.structure.rules import StructureRules
from vnplan.structure.titles import PartRange
from vnplan.structure.view import View

# A line of the header that is cut at its seams, a bare number, and a line of the issuer are no longer than this.
_GLUED, _BARE_NUMBER, _ISSUER_LINE = 400, 40, 160
# How far from the start of what follows "Số:" the number may stand.
_NUMBER_WITHIN = 12
_CONSOLIDATED = "VBHN"


@dataclass(slots=True)
class _Reading:
    """What has been read so far."""

    type: str | None = None
    type_code: str | None = None
    number: str | None = None
    as_printed: str | None = None
    blank_code: str | None = None
    date: str | None = None
    place: str | None = None
    title: str | None = None
    issuer: list[str] = field(default_factory=list)
    number_at: int = 0


def header_pieces(rules: StructureRules, text: str) -> list[str]:
    """The parts of the header that one line holds: copies from the web glue issuer, number, quốc hiệu, place and date.

    >>> from vnplan.grammar import Grammar
    >>> header_pieces(StructureRules(Grammar.load()), "CHÍNH PHỦ______ Số: 170/2025/NĐ-CP")
    ['CHÍNH PHỦ', 'Số: 170/2025/NĐ-CP']
    """
    if len(text) > _GLUED:
        return [text]
    return [piece.strip() for piece in rules.seam.split(text) if piece.strip()]


def read_header(view: View, part: PartRange) -> tuple[Part, list[Finding]]:
    """Facts of the main instrument's or an attachment's header, and what is odd about them."""
    out = _Reading(type=part.type, number_at=part.start)
    _lines(view, part, out)
    _title(view, part, out)
    _finish_type(out, view.rules)
    findings = []
    if out.number is None and out.blank_code is not None:
        message, where = f"the number is blank before the code {out.blank_code}", view.paragraphs[out.number_at]
        findings.append(Finding("number-blank", message, where.start, where.end))
    read = Part(
        type=out.type, type_code=out.type_code, number=out.number, number_as_printed=out.as_printed,
        blank_code=out.blank_code, date=out.date, place=out.place, issuer_text=_once(" ".join(out.issuer)) or None,
        title=out.title, start=view.paragraphs[part.start].start if part.start < len(view) else 0,
    )  # fmt: skip
    return read, findings


def _lines(view: View, part: PartRange, out: _Reading) -> None:
    """Reads the lines above the type line, and the matter of an official letter."""
    rules = view.rules
    if part.type_at < 0:
        return
    for i in range(part.start, min(part.title_end, len(view))):
        if i == part.type_at and part.type:
            continue
        text = view.text(i)
        if i > part.type_at and not rules.about.match(text):
            continue
        for piece in header_pieces(rules, text):
            if rules.addressee.match(piece):
                return
            _piece(view, part, i, piece, out)


def _piece(view: View, part: PartRange, i: int, text: str, out: _Reading) -> None:
    rules = view.rules
    if rules.quoc_hieu.match(text) or rules.tieu_ngu.match(text):
        return
    english = rules.english_number.match(text)
    number = rules.number.match(text)
    if rules.number_line.match(text) and (number or english):
        if number and out.type is None and number["type"]:
            out.type = number["type"].capitalize()  # "Luật số:" tells the type, also with its number below
        rest = number["rest"] if number else text[english.end() :] if english else ""
        _take_number(out, rest, i, rules)
        cut = rest.lower().find("v/v")
        about = rules.about.match(rest[cut:]) if cut >= 0 else None
        if about and not out.title:
            out.title = view.as_printed(i, rest[cut + about.end() :].strip())
        _take_date(out, rules.blank.sub("", rest), rules)
        return
    about = rules.about.match(text)
    if about:
        out.title = view.as_printed(i, text[about.end() :].strip())
        return
    if _take_date(out, text, rules):
        return
    first = not out.issuer or text[0].isdecimal()
    if out.number is None and len(text) < _BARE_NUMBER and first and parse_number(text):
        _take_number(out, text, i, rules)
    elif len(text) < _ISSUER_LINE and i < part.type_at and (text.isupper() or rules.issuer.match(text.upper())):
        out.issuer.append(text)


def _title(view: View, part: PartRange, out: _Reading) -> None:
    """The trích yếu; old laws print issuer, number and date in front of it."""
    if not (part.type_at >= part.start and part.title_end > part.title_begin >= 0 and out.type):
        return
    rules = view.rules
    lines = [i for i in range(part.title_begin, part.title_end)
             if not rules.kem_theo.match(view.text(i)) and not view.text(i).startswith("(")]  # fmt: skip
    folded, printed = (" ".join(of(i) for i in lines) for of in (view.text, view.printed))
    body = rules.of_body.match(folded)
    if body is not None and (out.number is None or out.number in body["rest"]):
        out.issuer = out.issuer or [body["issuer"]]
        if out.number is None:
            _take_number(out, body["rest"], lines[0], rules)
        out.date = out.date or parse_date(body["rest"].lower())
        printed = printed[body.start("about") :]
    out.title = printed or out.title


def _once(text: str) -> str:
    """A gazette prints the issuer above the header too; the name counts once."""
    half = len(text) // 2
    return text[:half] if len(text) % 2 and text[half] == " " and text[:half] == text[half + 1 :] else text


def _take_number(out: _Reading, rest: str, at: int, rules: StructureRules) -> None:
    """Number and type from what follows "Số:", or the code of a blank number."""
    out.number_at = at
    blank = rules.blank.match(rest)
    if blank:
        out.blank_code = blank["code"]
        return
    found = parse_number(rest)
    if found is None or found.start > _NUMBER_WITHIN:
        return
    out.number, out.as_printed = found.number, found.as_printed
    _type_from_number(out, found, rules)


def _type_from_number(out: _Reading, found: DocNumber, rules: StructureRules) -> None:
    table = type_table()
    if found.type_code == _CONSOLIDATED and (kind := table.by_code.get(_CONSOLIDATED)) is not None:
        out.type = kind.name
    if out.type is None and rules.legislation.match(found.number):
        # Only legislation has the year in its number, so the code after it is a type's and no department's.
        kind = table.by_code.get(found.type_code or "")
        out.type = kind.name if kind is not None else None
    out.type_code = found.type_code or out.type_code


def _take_date(out: _Reading, text: str, rules: StructureRules) -> bool:
    """Place and date from "Sơn La, ngày 22 tháng 7 năm 2019"."""
    if out.date and out.place:
        return False
    found = place_and_date(text, rules)
    if found is not None:
        out.place, out.date = found
        return True
    if rules.date_alone.match(text) and out.date is None:
        out.date = parse_date(text)
        return out.date is not None
    return False


def place_and_date(text: str, rules: StructureRules) -> tuple[str, str] | None:
    """Place and ISO date of a header's line, in Vietnamese or English.

    >>> from vnplan.grammar import Grammar
    >>> place_and_date("Sơn La, ngày 22 tháng 7 năm 2019", StructureRules(Grammar.load()))
    ('Sơn La', '2019-07-22')
    """
    found = rules.dated_place.search(text)
    if found is not None:
        date = parse_date(found["date"])
        return None if date is None else (" ".join(found["place"].split()).strip(" ."), date)
    translated = rules.english_date.search(text)
    if translated is None:
        return None
    month = rules.months.index(translated["month"]) + 1
    return translated["place"], f"{translated['year']}-{month:02}-{int(translated['day']):02}"


def _finish_type(out: _Reading, rules: StructureRules) -> None:
    table = type_table()
    if out.type is None and (out.number or out.blank_code):
        # A header with a number and no type line is an official letter (Nghị định 30/2020/NĐ-CP, Phụ lục I, II.5).
        out.type = rules.letter_type
    kind = table.get(out.type) if out.type else None
    if kind is not None:
        out.type_code = kind.code
    if out.type == rules.letter_type:
        out.type_code = None
