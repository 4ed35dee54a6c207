"""Date and issuer after a number or a name: "… ngày 08/01/2019 của Thủ tướng Chính phủ", in either order."""

from __future__ import annotations

import re
from dataclasses import dataclass

from vnplan.grammar import rules
from vnplan.lexing.anchors import Anchor, Anchors
from vnplan.text import CleanText

_AT = re.compile(r"(?:đề nghị|đề xuất|thẩm định|ý kiến) của (?P<issuer>(?:(?! của | tại )[^.;,\n]){3,90}) tại $")
_LOCAL = re.compile(r"(?:ủy ban nhân dân|ubnd|hội đồng nhân dân|hđnd|(?:tỉnh|thành|huyện|quận|đảng) ủy|đảng bộ)"
                    r"(?: (?:tỉnh|thành phố|tp\.?|huyện|quận|thị xã|thị trấn|xã|phường|đặc khu))?$")
_WINDOW = 200


@dataclass(slots=True)
class Tail:
    """What follows a head: its date and issuer, and where the whole ends."""

    end: int
    date: Anchor | None = None
    issuer: tuple[int, int] | None = None
    rule: str = ""


def read_tail(clean: CleanText, anchors: Anchors, at: int, year_only: bool) -> Tail:
    """Date and issuer after a head that ends at `at`.

    `year_only`: "năm 2015" counts as a date (after a law's name); after a number only a day or a month does.
    """
    tail = Tail(at)
    _date(clean, anchors, tail, year_only)
    _issuer(clean, tail)
    if tail.date is None and tail.issuer is not None:
        _date(clean, anchors, tail, year_only)
    return tail


def _date(clean: CleanText, anchors: Anchors, tail: Tail, year_only: bool) -> None:
    joint = rules("citations")["tail.joint"].regex.match(clean.lower, tail.end)
    if joint is None:
        return
    for at in dict.fromkeys((joint.end(), tail.end + 1, tail.end)):
        date = anchors.at("date", at)
        if date is not None:
            bracket = "(" in clean.lower[tail.end : at]
            if date.rule == "date.year" and (not year_only or joint[0].strip() not in ("", "(")):
                return
            tail.date, tail.end = date, date.end
            if bracket and clean.lower[tail.end : tail.end + 1] == ")":
                tail.end += 1
            return


def _issuer(clean: CleanText, tail: Tail) -> None:
    lower, folded = clean.lower, clean.folded
    grammar = rules("citations")
    limit = tail.end + _WINDOW
    found = grammar["tail.issuer"].regex.match(lower, tail.end, limit)
    found = found or grammar["tail.plenum"].regex.match(lower, tail.end, limit)
    if found:
        start, end = found.span("issuer")
        if _LOCAL.search(lower, start, end):
            place = grammar["tail.place"].regex.match(folded, end, end + 60)
            if place and not folded[start:end].isupper():
                end = place.end()
        tail.issuer, tail.end, tail.rule = (start, end), end, "tail.issuer"
        return
    office = grammar["tail.office"].regex.match(folded, tail.end, tail.end + _WINDOW)
    if office and not folded[office.start("issuer") : office.end("issuer")].isupper():
        tail.issuer, tail.end, tail.rule = office.span("issuer"), office.end(), "tail.office"


def issuer_before(clean: CleanText, start: int) -> tuple[int, int] | None:
    """The issuer named before a head: "đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số …" names the Tờ trình's."""
    low = max(0, start - 180)
    found = _AT.search(clean.lower, low, start)
    return found.span("issuer") if found else None


def date_before(clean: CleanText, anchors: Anchors, start: int) -> tuple[Anchor, tuple[int, int]] | None:
    """Date and issuer before the type word: "Ngày 24/03/2023, UBND tỉnh đã ban hành kế hoạch số …"."""
    low = max(0, start - 160)
    window = clean.lower[low:start]
    if " hành" not in window[-20:] and " ký" not in window[-10:] and " có" not in window[-10:]:
        return None
    found = rules("citations")["head.reversed"].regex.search(window)
    if not found:
        return None
    date = anchors.at("date", low + found.start("date"))
    issuer = (low + found.start("issuer"), low + found.end("issuer"))
    return (date, issuer) if date is not None else None
