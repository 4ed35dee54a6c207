"""Date and issuer after a number or a name: "… ngày 08/01/2019 của Thủ tướng Chính phủ", in either order.

Issuers are agency spans (anchors of the kind "agency"); the words around them are those of grammars/issuers.toml.
"""

from __future__ import annotations

from dataclasses import dataclass

from vnplan.grammar import RuleSet, rules
from vnplan.lexing.anchors import Anchor, Anchors
from vnplan.text import CleanText

# How far a legal basis can put the issuer from the number, and a submission from its letter.
_AFTER, _BEFORE = 60, 240


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
    _issuer(clean, anchors, tail)
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


def _issuer(clean: CleanText, anchors: Anchors, tail: Tail) -> None:
    """The agency after "của", or after "do" before "ban hành"; a plenum of the Party also without them."""
    low, grammar = clean.lower, rules("issuers")
    for rule in ("issuer.of", "issuer.by", "issuer.plenum"):
        lead = grammar[rule].regex.match(low, tail.end, tail.end + _AFTER)
        if lead is None:
            continue
        start = lead.end() if rule != "issuer.plenum" else lead.start("plenum")
        end = _issuer_end(low, anchors, grammar, lead.end())
        if end and (rule != "issuer.by" or grammar["issuer.then"].regex.match(low, end)):
            tail.issuer, tail.end, tail.rule = (start, end), end, rule
            return


def _issuer_end(low: str, anchors: Anchors, grammar: RuleSet, at: int) -> int:
    """End of the issuer whose words begin at an offset; 0 where no agency does."""
    plenum = grammar["issuer.session"].regex.match(low, at, at + _AFTER)
    first = plenum.end() if plenum else at
    found = anchors.at("agency", first)
    single = found is not None and not found.rule.startswith("group.")
    end = found.end if found is not None and single else _list_end(anchors, first)
    term = grammar["issuer.term"].regex.match(low, end) if end else None
    return term.end() if term else end


def _list_end(anchors: Anchors, at: int) -> int:
    """End of a list of issuers under one head that begins at an offset: "Liên bộ Tài chính - Nội vụ"."""
    end = 0
    for anchor in anchors.between("agency", at, at + _BEFORE):
        parts = anchor.value.parts
        if anchor.rule != "agency.list" or not parts or parts[0][0] != at:
            break
        end = anchor.end
    return end


def issuer_before(clean: CleanText, anchors: Anchors, start: int) -> tuple[int, int] | None:
    """The issuer named before a head: "đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số …" names the Tờ trình's."""
    low, grammar = clean.lower, rules("issuers")
    found = anchors.between("agency", max(0, start - _BEFORE), start)
    if not found or not grammar["issuer.at"].regex.fullmatch(low, found[-1].end, start):
        return None
    end, later = found[-1].end, None
    for anchor in reversed(found):
        if later is not None and not grammar["issuer.joint"].regex.fullmatch(low, anchor.end, later):
            return None
        if low.endswith(tuple(f"{w} " for w in grammar["issuer.submits"].words), 0, anchor.start):
            return anchor.start, end
        later = anchor.start
    return None


def date_before(clean: CleanText, anchors: Anchors, start: int) -> tuple[Anchor, tuple[int, int]] | None:
    """Date and issuer before the type word: "Ngày 24/03/2023, UBND tỉnh đã ban hành kế hoạch số …"."""
    low, grammar = clean.lower, rules("issuers")
    if not low.endswith(" ", 0, start):
        return None
    found = anchors.between("agency", max(0, start - _BEFORE), start)
    if not found or not grammar["issuer.issued"].regex.fullmatch(low, found[-1].end, start):
        return None
    issuer = found[-1]
    dates = anchors.between("date", max(0, issuer.start - _AFTER), issuer.start)
    if not dates or not grammar["issuer.dated"].regex.fullmatch(low, dates[-1].end, issuer.start):
        return None
    return dates[-1], (issuer.start, issuer.end)
