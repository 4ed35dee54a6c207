"""What the header, the closing and the signature tell of an instrument, as printed."""

from __future__ import annotations

import re

from vnplan.grammar import rules
from vnplan.lexing.dates import parse_date
from vnplan.lexing.numbers import DocNumber, parse_number
from vnplan.lexing.types import type_table
from vnplan.structure.model import Finding, Part
from vnplan.structure.titles import PartRange
from vnplan.structure.view import ABOUT, ADDRESSEE, ISSUER, KEM_THEO, NUMBER_LINE, QUOC_HIEU, TIEU_NGU, View

_ENGLISH = rules("translations")
_NUMBER = re.compile(r"^(?:(?P<type>Luật|Bộ luật|Nghị quyết|Pháp lệnh|Lệnh|LUẬT)\s+)?[Ss]ố\s*:?\s*(?P<rest>.*)$")
_PLACE_DATE = re.compile(
    r"(?<![\w/-])(?P<place>(?:TP\.?\s?)?[A-ZĐÀ-Ỹ][^,;:/\d-]{1,40}?)\s*,?\s*(?P<date>[Nn]gày\b[\s.…\d/]*(?:tháng(?![^\W\d_])[\s.…\d/]*)?(?:năm(?![^\W\d_]))?\s*[\d.…]*)"
)
_CODE_ONLY = re.compile(r"^\s*[.…_\s]*/\s*(?P<code>[A-ZĐ][\w.&-]+(?:-[\w.&]+)*)")
_MONTHS = ("January", "February", "March", "April", "May", "June",
           "July", "August", "September", "October", "November", "December")  # fmt: skip
_LEGISLATION = re.compile(r"\d+/\d{4}/")
_DATE_ONLY = re.compile(r"^ngày\s+[\d….]+\s+tháng", re.I)


def read_header(view: View, part: PartRange, findings: list[Finding]) -> Part:
    """Facts of the main instrument's or an attachment's header."""
    out = Part(type=part.type)
    out.start = view.paragraphs[part.start].start if part.start < len(view) else 0
    issuer: list[str] = []
    blank_code: str | None = None
    at = part.start
    for i in range(part.start, min(part.title_end, len(view))):
        text = view.text(i)
        if i == part.type_at and part.type:
            continue
        if (i > part.type_at and not ABOUT.match(text)) or part.type_at < 0:
            continue
        if QUOC_HIEU.match(text) or TIEU_NGU.match(text):
            continue
        english = _ENGLISH["english.number"].regex.match(text)
        number = _NUMBER.match(f"Số: {text[english.end() :]}" if english else text)
        if NUMBER_LINE.match(text) and number:
            if out.type is None and number["type"]:
                out.type = number["type"].capitalize()  # "Luật số:" tells the type, also with its number below
            blank_code, at = _take_number(out, number["rest"]) or blank_code, i
            about = re.search(r"\bV/v:?\s+(?P<about>.+)$", number["rest"])
            if about and not out.title:
                out.title = view.as_printed(i, about["about"])
            _take_date(out, _CODE_ONLY.sub("", number["rest"]))
            continue
        if ABOUT.match(text):
            out.title = view.printed(i)[ABOUT.match(text).end() :].strip()  # type: ignore[union-attr]
            continue
        if ADDRESSEE.match(text):
            break
        if _take_date(out, text):
            continue
        if out.number is None and len(text) < 40 and (not issuer or text[0].isdigit()) and parse_number(text):
            blank_code, at = _take_number(out, text) or blank_code, i
        elif len(text) < 160 and (text.isupper() or ISSUER.match(text.upper())) and i < part.type_at:
            issuer.append(text)
    if part.type_at >= part.start and part.title_end > part.title_begin >= 0 and out.type:
        lines = [view.printed(i) for i in range(part.title_begin, part.title_end)
                 if not KEM_THEO.match(view.text(i)) and not view.text(i).startswith("(")]
        out.title = " ".join(lines) or out.title
    out.issuer_text = _once(" ".join(issuer)) or None
    out.blank_code = blank_code
    _finish_type(out, blank_code)
    if out.number is None and blank_code is not None:
        message = f"the number is blank before the code {blank_code}"
        findings.append(Finding("number-blank", message, view.paragraphs[at].start, view.paragraphs[at].end))
    return out


def _once(text: str) -> str:
    """A gazette prints the issuer above the header too; the name counts once."""
    half = len(text) // 2
    return text[:half] if len(text) % 2 and text[half] == " " and text[:half] == text[half + 1 :] else text


def _take_number(out: Part, rest: str) -> str | None:
    """Number and type from what follows "Số:"; returns the code of a blank number."""
    blank = _CODE_ONLY.match(rest)
    if blank:
        out.type_code = out.type_code or None
        return blank["code"]
    found = parse_number(rest)
    if found is None or found.start > 12:
        return None
    out.number, out.number_as_printed = found.number, found.as_printed
    _type_from_number(out, found)
    return None


def _type_from_number(out: Part, found: DocNumber) -> None:
    if found.type_code == "VBHN":
        out.type = "Văn bản hợp nhất"
    if out.type is None and _LEGISLATION.match(found.number):
        # Only legislation has the year in its number, so the code after it is a type's and no department's.
        kind = type_table().by_code.get(found.type_code or "")
        out.type = kind.name if kind is not None else None
    out.type_code = found.type_code or out.type_code


def _take_date(out: Part, text: str) -> bool:
    """Place and date from "Sơn La, ngày 22 tháng 7 năm 2019"."""
    if out.date and out.place:
        return False
    found = _PLACE_DATE.search(text)
    if not found:
        translated = _ENGLISH["english.date"].regex.search(text)
        if translated:
            month = _MONTHS.index(translated["month"]) + 1
            out.place, out.date = translated["place"], f"{translated['year']}-{month:02}-{int(translated['day']):02}"
            return True
        if _DATE_ONLY.match(text) and out.date is None:
            out.date = parse_date(text)
            return out.date is not None
        return False
    date = parse_date(found["date"])
    if date is None:
        return False
    out.place, out.date = " ".join(found["place"].split()).strip(" ."), date
    return True


def _finish_type(out: Part, blank_code: str | None) -> None:
    table = type_table()
    if out.type is None and (out.number or blank_code):
        # A header with a number and no type line is an official letter (Nghị định 30/2020/NĐ-CP, Phụ lục I, II.5).
        out.type = "Công văn"
    kind = table.get(out.type) if out.type else None
    if kind is not None:
        out.type_code = kind.code
    if out.type == "Công văn":
        out.type_code = None
