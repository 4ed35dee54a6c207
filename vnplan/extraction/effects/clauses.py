"""The clause that changes a provision: its verb before the provision, or a passive one after it.

Source: Luật Ban hành văn bản quy phạm pháp luật 2015, Điều 12; Nghị định 34/2016/NĐ-CP, Điều 75–77 (the form of
amending texts: "Sửa đổi khoản 2 Điều 5 như sau: “…”").
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from vnplan.extraction.citations.mentions import Mention
from vnplan.grammar import Grammar
from vnplan.text import CleanText

_REACH = 400
_QUOTED = 200
_QUOTE_END = re.compile(r"[”\n]")
_PASSIVE = 30
_REFERRING = 90

BARE = "pinpoint.bare"


@dataclass(frozen=True, slots=True)
class Change:
    """A clause that changes something: where it begins, what it does, the rule that says so, where its verb ends."""

    start: int
    action: str
    rule: str
    end: int = -1


class ChangeRules:
    """What a grammar says about amending clauses."""

    def __init__(self, grammar: Grammar) -> None:
        rules = grammar.rules("effects")
        self.verbs = tuple((rule.id, rule.regex, str(rule.values["action"])) for rule in rules.group("effect.does."))
        self.clause, self.label, self.end = (rules[f"effect.{i}"].regex for i in ("clause", "label", "end"))
        self.thing, self.partly, self.anchor = (rules[f"effect.{i}"].regex for i in ("thing", "partly", "anchor"))
        self.whole, self.parted = rules["effect.whole"].regex, rules["effect.parted"].regex
        self.proposed = rules["effect.proposed"].regex
        self.refers = tuple(
            rule.regex for rule in grammar.rules("relations") if rule.id.startswith("relation.refers")
        )
        self.broken = rules["effect.broken"].regex
        self.before_passive = rules["effect.before_passive"].regex
        passive = rules["effect.passive"]
        self.passive, self.passive_id = passive.regex, passive.id
        self.passive_actions: dict[str, str] = dict(passive.values["actions"])


def change_of(clean: CleanText, mention: Mention, rules: ChangeRules) -> Change | None:
    """The clause that changes the provisions of a mention.

    None for a provision that is named inside the words that are exchanged (thay cụm từ “khoản 2” bằng …).
    """
    lower = clean.lower
    opened = lower.rfind("“", max(0, mention.start - _QUOTED), mention.start)
    if opened >= 0 and not _QUOTE_END.search(lower, opened, mention.start):
        closed = _QUOTE_END.search(lower, mention.end)
        if closed and closed[0] == "”":
            return None
    found = _before(clean, mention.start, rules)
    near = max(found.end if found is not None else 0, mention.start - _REFERRING)
    if found is not None and any(regex.search(lower, near, mention.start) for regex in rules.refers):
        return None  # "sửa lỗi theo quy định tại Mục 27": the provision is only referred to
    if found is not None or mention.rule != BARE:
        return found
    passive = rules.passive.match(lower[mention.end : mention.end + _PASSIVE])
    if passive is None:
        return None
    line = lower.rfind("\n", 0, mention.start) + 1
    label = rules.label.match(lower, line, mention.start)
    if not rules.before_passive.fullmatch(lower, label.end() if label else line, mention.start):
        return None
    return Change(mention.start, rules.passive_actions[passive["verb"]], rules.passive_id)


def _before(clean: CleanText, offset: int, rules: ChangeRules) -> Change | None:
    """The last changing clause before an offset, within its sentence."""
    lower = clean.lower
    low = max(0, offset - _REACH)
    line = lower.rfind("\n", low, offset) + 1
    if line > low + 1 and rules.broken.search(lower, max(low, line - 20), line - 1):  # "bổ sung khoản 4 vào | Điều 80"
        line = lower.rfind("\n", low, line - 1) + 1
    begin = max(line, low)
    label = rules.label.match(lower, begin, offset)
    first = label.end() if label else begin
    begins = [first, *(m.end() for m in rules.clause.finditer(lower, first, offset))]
    for start in reversed(begins):
        for rule_id, regex, action in rules.verbs:
            verb = regex.match(lower, start, offset)
            if verb and not rules.thing.match(lower, verb.end()):
                return Change(start, action, rule_id, verb.end())
    return None
