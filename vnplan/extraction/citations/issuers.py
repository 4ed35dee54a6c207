"""Date and issuer after a number or a name: "… ngày 08/01/2019 của Thủ tướng Chính phủ", in either order.

Issuers are agency spans (anchors of the kind "agency"); the words around them are those of grammars/issuers.toml.
"""

from __future__ import annotations

from dataclasses import dataclass

from vnplan.grammar import Grammar
from vnplan.lexing.anchors import Anchor, Anchors
from vnplan.text import CleanText

# How far a legal basis can put the issuer from the number, and a submission from its letter.
_AFTER, _BEFORE = 60, 240
_LEADS = ("issuer.of", "issuer.by", "issuer.plenum")


@dataclass(frozen=True, slots=True)
class Tail:
    """What follows a core: its date and issuer, and where the whole ends."""

    end: int
    date: Anchor | None = None
    issuer: tuple[int, int] | None = None


class TailRules:
    """What a grammar says about dates and issuers of cited instruments."""

    def __init__(self, grammar: Grammar) -> None:
        rules = grammar.rules("issuers")
        self.date_joint = grammar.rules("citations")["tail.joint"].regex
        self.leads = tuple((rule_id, rules[rule_id].regex) for rule_id in _LEADS)
        self.then, self.session, self.term = (rules[f"issuer.{i}"].regex for i in ("then", "session", "term"))
        self.at, self.joint = rules["issuer.at"].regex, rules["issuer.joint"].regex
        self.issued, self.dated = rules["issuer.issued"].regex, rules["issuer.dated"].regex
        self.submits = tuple(f"{word} " for word in rules["issuer.submits"].words)

    def read(self, clean: CleanText, anchors: Anchors, at: int, *, year_only: bool) -> Tail:
        """Date and issuer after a core that ends at `at`.

        `year_only`: "năm 2015" counts as a date (after a law's name); after a number only a day or a month does.
        """
        date, end = self._date(clean, anchors, at, year_only)
        issuer, end = self._issuer(clean.lower, anchors, end)
        if date is None and issuer is not None:
            date, end = self._date(clean, anchors, end, year_only)
        return Tail(end, date, issuer)

    def _date(self, clean: CleanText, anchors: Anchors, end: int, year_only: bool) -> tuple[Anchor | None, int]:
        joint = self.date_joint.match(clean.lower, end)
        if joint is None:
            return None, end
        for at in dict.fromkeys((joint.end(), end + 1, end)):
            date = anchors.at("date", at)
            if date is not None:
                if date.rule == "date.year" and (not year_only or joint[0].strip() not in ("", "(")):
                    return None, end
                closed = "(" in clean.lower[end:at] and clean.lower[date.end : date.end + 1] == ")"
                return date, date.end + closed
        return None, end

    def _issuer(self, low: str, anchors: Anchors, at: int) -> tuple[tuple[int, int] | None, int]:
        """The agency after "của", or after "do" before "ban hành"; a plenum of the Party also without them."""
        for rule_id, regex in self.leads:
            lead = regex.match(low, at, at + _AFTER)
            if lead is None:
                continue
            start = lead.end() if rule_id != "issuer.plenum" else lead.start("plenum")
            end = self._issuer_end(low, anchors, lead.end())
            if end and (rule_id != "issuer.by" or self.then.match(low, end)):
                return (start, end), end
        return None, at

    def _issuer_end(self, low: str, anchors: Anchors, at: int) -> int:
        """End of the issuer whose words begin at an offset; 0 where no agency does."""
        plenum = self.session.match(low, at, at + _AFTER)
        first = plenum.end() if plenum else at
        found = anchors.at("agency", first)
        single = found is not None and not found.rule.startswith("group.")
        end = found.end if found is not None and single else _list_end(anchors, first)
        term = self.term.match(low, end) if end else None
        return term.end() if term else end

    def issuer_before(self, clean: CleanText, anchors: Anchors, start: int) -> tuple[int, int] | None:
        """The issuer named before: "đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số …" names the Tờ trình's."""
        low = clean.lower
        found = anchors.between("agency", max(0, start - _BEFORE), start)
        if not found or not self.at.fullmatch(low, found[-1].end, start):
            return None
        end, later = found[-1].end, None
        for anchor in reversed(found):
            if later is not None and not self.joint.fullmatch(low, anchor.end, later):
                return None
            if low.endswith(self.submits, 0, anchor.start):
                return anchor.start, end
            later = anchor.start
        return None

    def date_before(self, clean: CleanText, anchors: Anchors, start: int) -> tuple[Anchor, tuple[int, int]] | None:
        """Date and issuer before the type word: "Ngày 24/03/2023, UBND tỉnh đã ban hành kế hoạch số …"."""
        low = clean.lower
        if not low.endswith(" ", 0, start):
            return None
        found = anchors.between("agency", max(0, start - _BEFORE), start)
        if not found or not self.issued.fullmatch(low, found[-1].end, start):
            return None
        issuer = found[-1]
        dates = anchors.between("date", max(0, issuer.start - _AFTER), issuer.start)
        if not dates or not self.dated.fullmatch(low, dates[-1].end, issuer.start):
            return None
        return dates[-1], (issuer.start, issuer.end)


def _list_end(anchors: Anchors, at: int) -> int:
    """End of a list of issuers under one head that begins at an offset: "Liên bộ Tài chính - Nội vụ"."""
    end = 0
    for anchor in anchors.between("agency", at, at + _BEFORE):
        parts = anchor.value.parts
        if anchor.rule != "agency.list" or not parts or parts[0][0] != at:
            break
        end = anchor.end
    return end
