"""How the graph speaks: labels of instruments, names of relations, the words around a citation."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from vnplan.models import Span

#: What a relation means, read from the citing instrument to the cited one.
RELATIONS = {
    "legal_basis": "rests on (căn cứ)",
    "implements": "carries out (thực hiện)",
    "proposal": "at the proposal (theo đề nghị)",
    "attached_to": "issued with (kèm theo)",
    "amends": "amends (sửa đổi, bổ sung)",
    "replaces": "replaces (thay thế)",
    "repeals": "repeals (bãi bỏ)",
    "guides": "guides (hướng dẫn)",
    "consolidates": "consolidates (hợp nhất)",
    "refers_to": "refers to (dẫn chiếu)",
}

_KINDS = {"phan": "Phần", "chuong": "Chương", "muc": "Mục", "tieu_muc": "Tiểu mục", "dieu": "Điều", "khoan": "khoản",
          "diem": "điểm", "phu_luc": "Phụ lục"}  # fmt: skip
_NOT_PRINTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u200b\u2060\ufeff\ufffe\uffff\ud800-\udfff]+")
_CLAUSE_END = re.compile(r"[.;:!?][\"”’)]*\s+(?!\d)|\n[ \t|]*\n|\n[ \t]*(?=[-+*•–|]|Căn cứ|Theo )|[|\t]")
_BEFORE, _AFTER = 200, 140


def printable(text: str) -> str:
    """The text on one line, without the characters that XML and terminals do not take.

    >>> printable("Quyết định số\\n 33/QĐ-TTg\\x0c")
    'Quyết định số 33/QĐ-TTg'
    """
    return " ".join(_NOT_PRINTED.sub(" ", text).split())


def context_of(text: str, span: Span, bounds: Span | None = None) -> str:
    """The clause around a citation on one line, inside its unit; "…" where it is cut.

    >>> text = "QUYẾT ĐỊNH\\n\\nCăn cứ Luật Giáo dục ngày 14/6/2005; Căn cứ Luật khác;"
    >>> context_of(text, Span(start=text.index("Luật"), end=text.index(";")))
    'Căn cứ Luật Giáo dục ngày 14/6/2005'
    """
    first = max(0, span.start - _BEFORE, bounds.start if bounds and bounds.start <= span.start else 0)
    last = min(len(text), span.end + _AFTER, bounds.end if bounds and bounds.end >= span.end else len(text))
    begin = first
    for stop in _CLAUSE_END.finditer(text, first, span.start):
        begin = stop.end()
    cut_before = begin == first and first > 0 and span.start - first >= _BEFORE
    found = _CLAUSE_END.search(text, span.end, last)
    end = found.start() if found else last
    cut_after = not found and end == span.end + _AFTER
    head = text[begin:span.start].partition(" ")[2] if cut_before else text[begin:span.start]
    tail = text[span.end:end].rpartition(" ")[0] if cut_after else text[span.end:end]
    words = f"{head}{text[span.start : span.end]}{tail}"
    return printable(f"{'… ' if cut_before else ''}{words}{' …' if cut_after else ''}")


def label_of(values: Mapping[str, Any], key: str = "") -> str:
    """A short name of an instrument: its number, else its name and year, else its issuer or file.

    >>> label_of({"type": "Quyết định", "number": "33/QĐ-TTg"}), label_of({"type": "Luật", "title": "Luật Giáo dục"})
    ('33/QĐ-TTg', 'Luật Giáo dục')
    """
    kind, title, year = values.get("type"), values.get("title"), values.get("year")
    if kind in ("Luật", "Bộ luật", "Pháp lệnh", "Hiến pháp") and (title or kind == "Hiến pháp"):
        title = str(title or "")
        if title[:7] == "Sửa đổi":  # an amending law is written small: "Luật sửa đổi, bổ sung …"
            title = title[0].lower() + title[1:]
        named = title if title.lower().startswith(kind.lower()) else f"{kind} {title}".strip()
        return f"{named} {year}" if year and str(year) not in named else named
    if values.get("number"):
        return str(values["number"])
    if values.get("kind") == "report":
        return str(values.get("name") or key)
    if kind and (who := values.get("province") or values.get("issuer")):
        return f"{kind} {who}{f' {year}' if year else ''} (không số)"
    return str(values.get("name") or (f"{kind} (không số)" if kind else "") or key)


def describe(values: Mapping[str, Any], key: str = "") -> str:
    """One line on an instrument: type, number, date, issuer.

    >>> describe({"type": "Quyết định", "number": "33/QĐ-TTg", "date": "2019-01-08", "issuer": "Thủ tướng Chính phủ"})
    'Quyết định 33/QĐ-TTg · 2019-01-08 · Thủ tướng Chính phủ'
    """
    label, kind = str(values.get("label") or label_of(values, key)), values.get("type")
    head = f"{kind} {label}" if kind and not label.startswith(kind) else label
    when = values.get("date") or values.get("year")
    parts = (head, str(when) if when and str(when) not in head else "", values.get("issuer") or "")
    return " · ".join(part for part in parts if part)


def pinpoint_words(pinpoint: str | None) -> str:
    """A pinpoint id as it is written in texts, innermost part first.

    >>> pinpoint_words("dieu_8__khoan_2__diem_b dieu_9")
    'điểm b khoản 2 Điều 8; Điều 9'
    """
    points = []
    for point in (pinpoint or "").split():
        steps = (step.rpartition("_") for step in reversed(point.split("__")))
        points.append(" ".join(f"{_KINDS.get(kind, kind)} {number}" for kind, _, number in steps))
    return "; ".join(points)
