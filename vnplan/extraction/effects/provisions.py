"""Whose the provisions of an amending text are: the instrument that the article or the title names, and the provision
around them ("Sửa đổi Điều 58: a) Sửa đổi khoản 3 …")."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from vnplan.extraction.citations.mentions import Citations, Link, Mention
from vnplan.extraction.citations.pinpoints import Point, ranks
from vnplan.extraction.clauses.context import Context
from vnplan.extraction.effects.clauses import BARE, Change, ChangeRules, change_of
from vnplan.extraction.effects.words import WordChange
from vnplan.grammar import Grammar
from vnplan.structure.model import Node
from vnplan.text import CleanText

CHANGING = frozenset({"amends", "replaces", "repeals"})
_OUTER = "dieu"
_ANCHOR = 14
_LEAD = 3000


@dataclass(frozen=True, slots=True)
class _Span:
    """A unit whose lead names the instrument that is amended in it."""

    start: int
    end: int
    of: Mention


def placed(
    clean: CleanText, context: Context, citations: Citations, words: Iterable[WordChange], *, grammar: Grammar
) -> Citations:
    """The same citations, with the instrument and the outer provision of bare provisions in their links.

    `words`: the exchanges of words in the text, whose places are provisions that it changes.
    """
    return _Placing(clean, context, citations, words, grammar).run()


class _Placing:
    def __init__(
        self, clean: CleanText, context: Context, citations: Citations, words: Iterable[WordChange], grammar: Grammar
    ) -> None:
        self.clean, self.context = clean, context
        self.mentions, self.links = citations.mentions, citations.links
        self.rules = grammar.compiled(ChangeRules)
        self.rank = ranks(grammar)
        self.starts = [m.start for m in self.mentions]
        self._changes: dict[Mention, Change | None] = {
            place: Change(change.start, change.action, change.rule) for change in words for place in change.places
        }

    def run(self) -> Citations:
        title = self._title()
        spans = self._spans()
        begins, around = [s.start for s in spans], _enclosing(spans)
        points = self._in_articles(self._in_lines())
        links: dict[Mention, Link] = {}
        for at, mention in enumerate(self.mentions):
            link = self.links[mention]
            if mention in points:
                link = replace(link, pinpoints=points[mention])
            if mention.form == "self":
                link = self._belonging(at, link, spans, begins, around, title)
            links[mention] = link
        return Citations(self.mentions, links)

    def _belonging(
        self, at: int, link: Link, spans: list[_Span], begins: list[int], around: list[int], title: Mention | None
    ) -> Link:
        """The link of a bare or quoted mention, with the instrument that it belongs to."""
        mention = self.mentions[at]
        quoted = mention.quoted or link.exchanged
        i = bisect_right(begins, mention.start) - 1
        while i >= 0 and spans[i].end <= mention.start:
            i = around[i]  # a khoản that has ended: the Điều around it
        of = spans[i].of if i >= 0 else title
        if of is None and mention.rule == BARE and link.relation in CHANGING:
            of = self._named_after(at)
        if of is None or of is mention:
            return link
        change = self._change(mention) if mention.rule == BARE and not quoted else None
        if not quoted and change is None:
            return link
        trace = ("target", of.start, of.end, "the instrument amended here")
        relation = link.relation
        if change is not None and not quoted:
            relation = change.action if change.action in CHANGING else "amends"
        return replace(link, of=of, relation=relation, evidence=(*link.evidence, trace))

    def _change(self, mention: Mention) -> Change | None:
        if mention not in self._changes:
            self._changes[mention] = change_of(self.clean, mention, self.rules)
        return self._changes[mention]

    def _changed_here(self, mention: Mention) -> bool:
        """Whether a mention is of an instrument that the text itself changes."""
        link = self.links[mention]
        return mention.form != "self" and link.relation in CHANGING and link.parent is None

    def _title(self) -> Mention | None:
        return next(
            (m for m in self.mentions
             if m.form == "full" and self._changed_here(m) and self.context.kind_at(m.start) == "title"), None,
        )  # fmt: skip

    def _spans(self) -> list[_Span]:
        """Articles, and clauses with points of their own ("1. Sửa đổi, bổ sung một số điều của Luật B: a) …")."""
        found = []
        for node in self.context.nodes:
            if node.kind == _OUTER or (node.kind == "khoan" and node.children):
                of = self._named(node)
                if of is not None:
                    found.append(_Span(node.start, node.end, of))
        return sorted(found, key=lambda s: (s.start, -s.end))

    def _named(self, node: Node) -> Mention | None:
        """The instrument that the lead of a unit says it amends: its words up to the first numbered unit in it."""
        numbered = (child.start for child in node.children if child.number)
        limit = max(min(numbered, default=node.end), node.heading[1] if node.heading else 0)
        for i in range(bisect_left(self.starts, node.start), len(self.mentions)):
            mention = self.mentions[i]
            if mention.start >= min(limit, node.start + _LEAD):
                return None
            if self._changed_here(mention) and not mention.quoted:
                return mention
        return None

    def _named_after(self, at: int) -> Mention | None:
        """The instrument at the end of the line: "tại khoản 1 Điều 6; … tại khoản 4 Điều 7 của Luật Thủy sản"."""
        end = self.clean.lower.find("\n", self.mentions[at].end)
        for mention in self.mentions[at + 1 : at + _NEXT]:
            if 0 <= end <= mention.start:
                break
            if self._changed_here(mention):
                return mention if mention.pinpoints else None
        return None

    def _bare(self, mention: Mention) -> bool:
        return mention.rule == BARE and not mention.quoted and not self.links[mention].exchanged

    def _in_lines(self) -> dict[Mention, tuple[Point, ...]]:
        """"Bổ sung khoản 5a vào sau khoản 5; sửa đổi khoản 8 Điều 8": all of one line are of the Điều named last."""
        found: dict[Mention, tuple[Point, ...]] = {}
        holder: Point = ()
        line = len(self.clean.lower)
        for mention in reversed(self.mentions):
            if not self._bare(mention) or not mention.pinpoints:
                continue
            if line <= mention.end or self.clean.lower.rfind("\n", mention.end, line) >= 0:
                holder = ()
            line = mention.start
            first, last = mention.pinpoints[0], mention.pinpoints[-1]
            if last[0][0] == _OUTER or (len(last) > 1 and not holder):
                goes_in = self.rules.anchor.search(self.clean.lower, max(0, line - _ANCHOR), line)
                holder = last if len(last) > 1 or goes_in else ()
            elif holder and self.rank[first[0][0]] > self.rank[_OUTER] and self._change(mention):
                points = tuple(
                    (*(step for step in holder if self.rank[step[0]] < self.rank[point[0][0]]), *point)
                    for point in mention.pinpoints
                )
                found[mention], holder = points, points[-1]
        return found

    def _in_articles(self, lines: Mapping[Mention, tuple[Point, ...]]) -> dict[Mention, tuple[Point, ...]]:
        """"12. Sửa đổi một số khoản của Điều 58: a) Sửa đổi khoản 3 …": the khoản is the Điều's."""
        found = dict(lines)
        for node in self.context.nodes:
            if node.kind not in (_OUTER, "khoan", "diem") or not node.children:
                continue
            i = bisect_left(self.starts, node.start)
            lead = bisect_left(self.starts, node.children[0].start)
            holder: Point = ()
            for mention in self.mentions[i:lead]:
                points = found.get(mention, mention.pinpoints)
                if len(points) == 1 and (self._bare(mention) or (self._changed_here(mention) and not mention.quoted)):
                    holder = points[0]
            if not holder or holder[0][0] != _OUTER:
                continue
            deepest = self.rank[holder[-1][0]]
            for mention in self.mentions[lead : bisect_left(self.starts, node.end)]:
                if not self._bare(mention) or not self._change(mention):
                    continue
                found[mention] = tuple(
                    (*holder, *point) if self.rank[point[0][0]] > deepest else point
                    for point in found.get(mention, mention.pinpoints)
                )
        return found


#: Mentions of one line that are looked through for the instrument at its end.
_NEXT = 200


def _enclosing(spans: list[_Span]) -> list[int]:
    """For each span, sorted by start, the span around it; -1 for none."""
    found: list[int] = []
    open_: list[int] = []
    for i, span in enumerate(spans):
        while open_ and spans[open_[-1]].end <= span.start:
            open_.pop()
        found.append(open_[-1] if open_ else -1)
        open_.append(i)
    return found
