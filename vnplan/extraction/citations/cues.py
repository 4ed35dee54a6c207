"""The cues of relations in a stretch of text: each scanned once, then asked for by offset."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from vnplan.grammar import Grammar, Rule

REFERS = "refers_to"
_BEFORE = 90  # the longest words that end a verb's reach
_LEAD = 120


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that give what follows a relation."""

    start: int
    end: int
    relation: str
    rule: str


@dataclass(frozen=True, slots=True)
class Lead:
    """How a clause begins that gives all its citations one relation; `preamble`: only there."""

    rule: Rule
    relation: str
    preamble: bool


class RelationRules:
    """What a grammar says about relations and the titles of cited instruments."""

    def __init__(self, grammar: Grammar) -> None:
        rules = grammar.rules("relations")
        self.verbs = tuple(
            (rule.regex, str(rule.values["relation"]), rule.id) for rule in rules.group("relation.verb.")
        )
        self.leads = tuple(
            Lead(rule, str(rule.values["relation"]), bool(rule.values.get("preamble")))
            for rule in rules.group("relation.lead.") if rule.values["relation"] != "attached_to"
        )  # fmt: skip
        self.attached = rules["relation.lead.attached_to"].regex
        self.refers = tuple(rule.regex for rule in rules if rule.id.startswith("relation.refers"))
        self.hypothetical = rules["relation.hypothetical"].regex
        self.bare_clause = rules["relation.clause.bare"].regex
        self.repealed, self.ends = rules["relation.after.repeals"].regex, rules["relation.after.ends"].regex
        self.consolidated = rules["relation.after.consolidated"].regex
        self.list_ends, self.list_intro = rules["relation.list.ends"].regex, rules["relation.list.intro"].regex
        self.list_verb = rules["relation.list.verb"].regex
        self.sibling, self.exchanged = rules["relation.sibling"].regex, rules["relation.exchanged"].regex
        self.submitted = frozenset(rules["relation.submitted"].words)
        self.title_start, self.title_end = rules["title.start"].regex, rules["title.end"].regex
        self.own, self.reset = rules["own.start"].regex, rules["own.reset"].regex
        self.label, self.item = rules["line.label"].regex, rules["line.item"].regex
        self.this = grammar.rules("citations")["law.itself"].regex
        self.joint = grammar.rules("citations")["list.joint"].regex


class Cues:
    """The cues between two offsets; what is asked for one citation costs no more than looking it up."""

    def __init__(self, lower: str, start: int, end: int, rules: RelationRules) -> None:
        self.lower, self.start, self.end, self.rules = lower, start, end, rules
        found = [
            Cue(m.start(), m.end(), relation, rule_id)
            for regex, relation, rule_id in rules.verbs for m in regex.finditer(lower, start, end)
        ]  # fmt: skip
        found.sort(key=lambda c: (c.end, -c.start))
        self.cues = found
        self._ends = [c.end for c in found]
        self._signs: dict[str, list[int]] = {}
        self._spans: dict[re.Pattern[str], list[tuple[int, int]]] = {}
        self._leads: dict[int, list[tuple[Lead, int]]] = {}
        self._own: dict[int, int] = {}

    def governing(self, start: int, end: int) -> Cue | None:
        """The last verb between two offsets; one with relation refers_to where words after it end its reach, None where
        no verb governs what follows, or the clause only supposes it."""
        i = bisect_right(self._ends, end) - 1
        while i >= 0 and self.cues[i].start < start < self.cues[i].end:
            i -= 1
        if i < 0 or self.cues[i].start < start:
            return None
        cue = self.cues[i]
        if self.last(self.rules.hypothetical, max(start, cue.start - _BEFORE), cue.start) is not None:
            return Cue(cue.start, cue.end, REFERS, "relation.hypothetical")
        for regex in self.rules.refers:
            if regex.search(self.lower, max(cue.end, end - _BEFORE), end):
                return Cue(cue.start, cue.end, REFERS, "relation.refers")
        return cue

    def last(self, regex: re.Pattern[str], start: int, end: int) -> int | None:
        """Where the last match of a pattern within two offsets begins."""
        spans = self._spans.get(regex)
        if spans is None:
            spans = self._spans[regex] = [m.span() for m in regex.finditer(self.lower, self.start, self.end)]
        i = bisect_right(spans, (end, -1)) - 1
        while i >= 0 and spans[i][1] > end:
            i -= 1
        return spans[i][0] if i >= 0 and spans[i][0] >= start else None

    def sign(self, char: str, start: int, end: int) -> int:
        """Where the last of a sign stands between two offsets; -1 for none."""
        places = self._signs.get(char)
        if places is None:
            found = re.compile(re.escape(char)).finditer(self.lower, self.start, self.end)
            places = self._signs[char] = [m.start() for m in found]
        i = bisect_left(places, end) - 1
        return places[i] if i >= 0 and places[i] >= start else -1

    def lead(self, at: int, end: int, preamble: bool) -> tuple[str, str, int] | None:
        """(rule, relation, length) of the words at an offset that give a clause's citations their relation."""
        found = self._leads.get(at)
        if found is None:
            text = self.lower[at : at + _LEAD]
            tried = ((lead, lead.rule.regex.match(text)) for lead in self.rules.leads)
            found = self._leads[at] = [(lead, m.end()) for lead, m in tried if m]
        for lead, length in found:
            if lead.preamble and not preamble:
                continue
            if at + length > end:  # the citation is part of these words: they alone count
                shorter = lead.rule.regex.match(self.lower[at:end])
                if shorter is None:
                    continue
                length = shorter.end()
            return lead.rule.id, lead.relation, length
        return None

    def own(self, at: int, end: int) -> bool:
        """Whether a clause says what the document itself does."""
        length = self._own.get(at)
        if length is None:
            found = self.rules.own.match(self.lower[at : at + _LEAD])
            length = self._own[at] = found.end() if found else 0
        if length > end - at:  # the words that show it stand after the citation: those before it alone count
            return self.rules.own.match(self.lower[at : min(end, at + _LEAD)]) is not None
        return length > 0
