"""Relations and nesting: what a clause does with the instrument it cites, and in whose title a citation stands.

A relation is decided from the words of the clause, never from the words of a cited title: those belong to the cited
instrument, and so do the citations in them (`parent`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from vnplan.extraction.citations.cues import REFERS, Cue, Cues, RelationRules
from vnplan.extraction.citations.mentions import PLAIN, Link, Mention, Trace
from vnplan.extraction.clauses.context import Context
from vnplan.grammar import Grammar
from vnplan.lexing.types import type_table
from vnplan.text import CleanText

_ATTACHING = frozenset({"attachment_header", "attachment_title", "title", "body", "closing", "table"})
_TITLES = frozenset({"title", "attachment_title"})
_CHANGES = frozenset({"repeals", "replaces", "amends"})
_AFTER = 300
_LONGEST_TITLE = 1500
_BRACKET = 1200
_DEEPEST = 12
_ADJACENT = 60
_LABEL = 40
_ITEM = 12
_SIBLING = 14


@dataclass(frozen=True, slots=True)
class _Frame:
    """A cited instrument whose title is being read, up to `end`."""

    owner: Mention
    end: int


@dataclass(frozen=True, slots=True)
class _List:
    """What the first line of a list says of the instruments in it; `counted`: that line has a number itself."""

    relation: str
    rule: str
    counted: bool


def relate(clean: CleanText, context: Context, mentions: list[Mention], *, grammar: Grammar) -> dict[Mention, Link]:
    """The link of each mention; they must be in the order of the text."""
    return _Relating(clean, context, mentions, grammar).run()


def _beside(mention: Mention, last: Mention, parted: bool, links: dict[Mention, Link]) -> Mention:
    """The mention whose place a following one shares: the one before it, or the one in whose title that stands.

    A semicolon ends the title; so does a new instrument of the citing one's type ("Nghị định A quy định chi tiết Luật B
    và Nghị định C"), which stands beside it and not in its title.
    """
    place = last
    while (parent := links[place].parent) is not None:
        if parted or (mention.type == parent.type and mention.type != last.type):
            place = parent
        else:
            break
    return place


def _same_number(one: Mention, other: Mention) -> bool:
    return one.number is not None and other.number is not None and one.number.number == other.number.number


class _Relating:
    def __init__(self, clean: CleanText, context: Context, mentions: list[Mention], grammar: Grammar) -> None:
        self.clean, self.context, self.mentions = clean, context, mentions
        self.rules = grammar.compiled(RelationRules)
        self.named = {k.name for k in type_table(grammar).types if k.named}
        self.links: dict[Mention, Link] = {}
        self.list: _List | None = None
        self.titles: dict[int, Cues] = {}
        self.title: tuple[int, int] = (-1, 0)

    def run(self) -> dict[Mention, Link]:
        """Paragraph by paragraph; those without mentions only where they announce a list."""
        starts = [p.start for p in self.clean.paragraphs]
        grouped: dict[int, list[Mention]] = {}
        for mention in self.mentions:
            grouped.setdefault(max(0, bisect_right(starts, mention.start) - 1), []).append(mention)
        previous = -2
        for index in sorted(set(grouped) | self._intros()):
            if index != previous + 1 and self.list and not self._still_listing(previous, index):
                self.list = None
            paragraph = self.clean.paragraphs[index]
            self._paragraph(grouped.get(index, []), paragraph.start, paragraph.end)
            previous = index
        return self.links

    def _intros(self) -> set[int]:
        """Paragraphs that only announce a list: "Bãi bỏ các văn bản sau đây:"."""
        lower, verb = self.clean.lower, self.rules.list_verb
        return {
            i for i, p in enumerate(self.clean.paragraphs)
            if lower[p.end - 1 : p.end] == ":" and verb.search(lower, p.start, p.start + 60)
        }  # fmt: skip

    def _still_listing(self, previous: int, index: int) -> bool:
        between = self.clean.paragraphs[previous + 1 : index + 1]
        return all(self.rules.item.match(self.clean.lower, p.start, p.start + _ITEM) for p in between)

    def _paragraph(self, mentions: list[Mention], begin: int, end: int) -> None:
        lower = self.clean.lower
        item = self.rules.item.match(lower, begin, begin + _ITEM)
        if self.list and (item is None or (lower[begin].isdigit() and self.list.counted)):
            self.list = None  # "2. Các quyết định sau hết hiệu lực: a) … b) …": "3." is no item of that list
        label = self.rules.label.match(lower, begin, begin + _LABEL)
        first = label.end() if label else begin
        if mentions:
            self._sentences(mentions, begin, first, end)
        if lower[end - 1 : end] == ":" and not any(m.form == "full" for m in mentions):
            self.list = self._announced(begin, first, end) or self.list

    def _announced(self, begin: int, first: int, end: int) -> _List | None:
        """The list that a line announces, when its instruments change or end."""
        lower, counted = self.clean.lower, self.clean.lower[begin].isdigit()
        if self.rules.list_ends.search(lower, first, end):
            return _List("repeals", "relation.list.ends", counted)
        if not self.rules.list_verb.search(lower, first, end) or not self.rules.list_intro.search(
            lower, max(first, end - 80), end
        ):
            return None
        cues = Cues(lower, first, end - 1, self.rules)
        cue = cues.governing(first, end - 1)
        if cue is None or cue.relation not in _CHANGES or not cues.own(first, end):
            return None
        return _List(cue.relation, cue.rule, counted)

    def _sentences(self, mentions: list[Mention], begin: int, first: int, end: int) -> None:
        """The mentions of one paragraph, sentence by sentence."""
        cues = Cues(self.clean.lower, begin, end, self.rules)
        sentences = self.context.sentence_starts(first, mentions[-1].start)
        starts = [m.start for m in mentions]
        frames: list[_Frame] = []
        last: Mention | None = None
        sentence = -1
        for at, mention in enumerate(mentions):
            i = max(0, bisect_right(sentences, mention.start) - 1)
            if i != sentence:
                sentence, frames, last = i, [], None
            self.links[mention] = self._one(mention, frames, last, sentences[i], begin, cues, (mentions, starts, at))
            if mention.form != "self":
                last = mention
                frame = self._opened(mention, end)
                if frame is not None and len(frames) < _DEEPEST:
                    frames.append(frame)

    def _one(
        self, mention: Mention, frames: list[_Frame], last: Mention | None, start: int, begin: int, cues: Cues,
        among: tuple[list[Mention], list[int], int],
    ) -> Link:  # fmt: skip
        lower, links = self.clean.lower, self.links
        while frames and frames[-1].end <= mention.start:
            frames.pop()
        if last is not None and last.end <= mention.start < last.end + _ADJACENT and mention.form != "self":
            between = lower[last.end : mention.start]
            if self.rules.joint.match(between):
                beside = _beside(mention, last, ";" in between, links)
                if beside is not last:
                    frames.clear()
                trace: Trace = ("relation", beside.start, beside.end, "as the one before it in the list")
                return Link(links[beside].relation, links[beside].parent, evidence=(trace,))
        if mention.form == "self" or not frames:
            return self._top(mention, start, begin, cues, among)
        if (mention.type or "").lower() in self.rules.submitted and lower.endswith(" tại ", 0, mention.start):
            frames.clear()  # "đề nghị của Bộ về Nghị quyết số … tại Tờ trình số …": no title goes on like that
            return self._top(mention, start, begin, cues, among)
        owner = frames[-1].owner
        if _same_number(mention, owner):  # "Nghị quyết số 50/NQ-CP … về … (Nghị quyết số 50/NQ-CP)" names itself again
            return Link(links[owner].relation, links[owner].parent)
        near = max(owner.end, mention.start - _SIBLING)
        if mention.number is not None and self.rules.sibling.search(lower, near, mention.start):
            frames.pop()
            trace = ("relation", owner.start, owner.end, "named beside this one")
            return Link(links[owner].relation, links[owner].parent, evidence=(trace,))
        cue = cues.governing(owner.end, mention.start)
        if cue is None:
            return Link(parent=owner)
        trace = ("relation", cue.start, mention.start, f"{cue.rule}, in the citing one's title")
        return Link(cue.relation, owner, evidence=(trace,))

    def _top(
        self, mention: Mention, start: int, begin: int, cues: Cues, among: tuple[list[Mention], list[int], int]
    ) -> Link:
        """The link of a mention that stands in no title."""
        lower, at, rules = self.clean.lower, mention.start, self.rules
        kind = self.context.kind_at(at)
        if at - begin < 200 and kind in _ATTACHING and rules.attached.match(lower[begin:at]):
            return Link("attached_to", evidence=(("relation", begin, at, "relation.lead.attached_to"),))
        if kind == "quote":
            return PLAIN
        if joined := self._joined(mention, start):
            return joined
        if kind in _TITLES and not self._basis(cues, start, at):
            return self._in_title(mention)
        reset = cues.last(rules.reset, start, at)
        clause = start
        if reset is None:
            clause = self._clause(cues, start, at)
            inherits = clause == start or self._bare(clause, among)
            for place in dict.fromkeys((clause, start) if inherits else (clause,)):
                lead = cues.lead(place, at, kind == "preamble")
                if lead is not None:
                    return Link(lead[1], evidence=(("relation", place, place + lead[2], lead[0]),))
        if mention.form == "self" and mention.part is not None and not mention.pinpoints:
            return PLAIN
        opened = cues.sign("“", start, at)
        quoted = opened >= 0 and cues.sign("”", opened, at) < 0
        if quoted and rules.exchanged.search(lower, max(start, opened - _SIBLING), opened):
            return Link(exchanged=mention.form == "self")  # thay cụm từ “Quyết định số 17/QĐ-TTg” bằng …
        if reset is None and clause != start and not cues.own(clause, at):
            clause = start
        if kind == "table":
            return self._after(mention, begin)  # a list of instruments with their titles: the verbs in it are theirs
        if reset is not None or cues.own(clause, at):
            found = self._by_verb(mention, reset if reset is not None else clause, cues)
            if found is not None:
                return found
        return self._after(mention, begin)

    def _clause(self, cues: Cues, start: int, end: int) -> int:
        """Where the clause after the last semicolon before a mention begins; the sentence's beginning without one."""
        semicolon = cues.sign(";", start, end)
        if semicolon < 0:
            return start
        at = semicolon + 1
        while at < end and self.clean.lower[at].isspace():
            at += 1
        return at

    def _bare(self, clause: int, among: tuple[list[Mention], list[int], int]) -> bool:
        """Whether a clause begins with an instrument and not with words of its own, which no rule may know."""
        mentions, starts, at = among
        i = bisect_right(starts, clause - 1)
        first = mentions[i] if i <= at else mentions[at]
        return self.rules.bare_clause.match(self.clean.lower[clause : max(clause, first.start)]) is not None

    def _joined(self, mention: Mention, start: int) -> Link | None:
        """In a consolidated text, before its first article: the instruments that it joins."""
        lower = self.clean.lower
        if not self.context.consolidated or mention.form != "full" or mention.start >= self.context.first_number:
            return None
        if lower[start : mention.start].strip():
            return None
        found = self.rules.consolidated.match(lower[mention.end : mention.end + 600])
        if found is None:
            return None
        trace = ("relation", mention.end, mention.end + found.end(), "relation.after.consolidated")
        return Link("consolidates", evidence=(trace,))

    def _basis(self, cues: Cues, at: int, end: int) -> bool:
        lead = cues.lead(at, end, preamble=False)
        return lead is not None and lead[1] == "legal_basis"

    def _in_title(self, mention: Mention) -> Link:
        """The document's own title says what it does with the instruments it names."""
        region = self.context.region_at(mention.start)
        assert region is not None
        cues = self.titles.get(region.start)
        if cues is None:
            cues = self.titles[region.start] = Cues(self.clean.lower, region.start, region.end, self.rules)
        cue = cues.governing(region.start, mention.start)
        return _by_cue(cue, mention) if cue is not None else PLAIN

    def _by_verb(self, mention: Mention, clause: int, cues: Cues) -> Link | None:
        """The link by the verb that governs a mention; None where words after the mention may still tell."""
        cue = cues.governing(clause, mention.start)
        if cue is None or cue.relation == REFERS:
            return None
        if cue.relation == "implements" and cues.last(self.rules.this, clause, mention.start) is None:
            # "… ban hành Kế hoạch thực hiện Chương trình 1609": what is carried out was named before, in the title or
            # the preamble; here it is only named again.
            return PLAIN
        return _by_cue(cue, mention)

    def _after(self, mention: Mention, begin: int) -> Link:
        """The relation that words after a citation give, or the first line of the list that it stands in."""
        if mention.form == "self":
            return PLAIN
        following = self.clean.lower[mention.end : mention.end + _AFTER]
        titled = self._title_at(mention.end)
        regex, rule = (
            (self.rules.ends, "relation.after.ends") if titled else (self.rules.repealed, "relation.after.repeals")
        )
        after = regex.match(following)
        if after:
            return Link("repeals", evidence=(("relation", mention.end, mention.end + after.end(), rule),))
        if self.list and mention.form in ("full", "short"):
            trace = ("relation", begin, mention.start, f"{self.list.rule}, of the list's first line")
            return Link(self.list.relation, evidence=(trace,))
        return PLAIN

    # Titles of cited instruments.

    def _opened(self, mention: Mention, end: int) -> _Frame | None:
        """The title of a mention, where one follows it."""
        if mention.form not in ("full", "short"):
            return None
        if mention.type in self.named and mention.number is None and mention.date is None:
            return None
        length = self._title_at(mention.end)
        if not length:
            return None
        at = mention.end + length
        end = min(end, at + _LONGEST_TITLE)
        limit = end
        for stop in self.rules.title_end.finditer(self.clean.lower, at, end):
            if stop[0] != "." or self.clean.folded[stop.end() + 1 : stop.end() + 2].isupper() or stop.end() >= end:
                limit = stop.start()
                break
        return _Frame(mention, min(limit, self._bracket(mention.end, limit)))

    def _title_at(self, end: int) -> int:
        """Length of the words with which a title begins after a citation; 0 where none begins."""
        if self.title[0] != end:
            found = self.rules.title_start.match(self.clean.lower[end : end + 130])
            self.title = (end, found.end() if found else 0)
        return self.title[1]

    def _bracket(self, start: int, end: int) -> int:
        """Where a bracket that was open before a citation closes: the title ends there too."""
        depth = 0
        for found in _BRACKETS.finditer(self.clean.lower, start, min(end, start + _BRACKET)):
            depth += 1 if found[0] == "(" else -1
            if depth < 0:
                return found.start()
        return end


_BRACKETS = re.compile(r"[()]")


def _by_cue(cue: Cue, mention: Mention) -> Link:
    return Link(cue.relation, evidence=(("relation", cue.start, mention.start, cue.rule),))
