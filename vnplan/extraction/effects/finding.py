"""One effect for each provision that an amending text changes, none for an umbrella beside its parts."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import replace

from vnplan.extraction.citations.mentions import Citations, Link, Mention
from vnplan.extraction.citations.pinpoints import Point, ranks
from vnplan.extraction.clauses.context import Context
from vnplan.extraction.effects.clauses import BARE, Change, ChangeRules, change_of
from vnplan.extraction.effects.provisions import CHANGING
from vnplan.extraction.effects.record import Effect
from vnplan.extraction.effects.words import WordChange
from vnplan.grammar import Grammar
from vnplan.structure.model import Region
from vnplan.text import CleanText

_SILENT = frozenset({"title", "preamble", "header", "table", "footnote"})
_HEADING = 60
_TO_QUOTE = 300
_ANCHOR = 14


def find_effects(
    clean: CleanText, context: Context, citations: Citations, words: Iterable[WordChange], *, grammar: Grammar
) -> list[Effect]:
    """What an amending text does, one record per provision, in the order of the text.

    `citations` must be placed (`provisions.placed`); `words` are the exchanges of words in the same text. A text that
    consolidates others changes nothing: it tells what they changed.
    """
    if context.consolidated:
        return []
    return _Finding(clean, context, citations, list(words), grammar).run()


class _Finding:
    def __init__(
        self, clean: CleanText, context: Context, citations: Citations, words: list[WordChange], grammar: Grammar
    ) -> None:
        self.clean, self.context, self.citations, self.words = clean, context, citations, words
        self.rules = grammar.compiled(ChangeRules)
        self.rank = ranks(grammar)
        self._proposing: dict[int, bool] = {}
        self.quotes = [r for r in context.regions if r.kind == "quote"]
        self.quote_starts = [q.start for q in self.quotes]

    def run(self) -> list[Effect]:
        """Exchanges of words, then the other provisions; sorted by place."""
        taken = {place for change in self.words for place in change.places}
        found = [effect for change in self.words for effect in self._of_words(change)]
        mentions = self.citations.mentions
        added: list[Effect] = []  # of the clause being read, which its place may complete
        for i, mention in enumerate(mentions):
            link = self.citations.links[mention]
            if mention in taken or not self._changes(mention, link):
                continue
            change = change_of(self.clean, mention, self.rules)
            if change is None:
                continue
            if added and added[0].start != change.start:
                found += added
                added = []
            before = max(change.start, mention.start - _ANCHOR)
            if change.action == "adds" and added and self.rules.anchor.search(self.clean.lower, before, mention.start):
                added = [self._completed(effect, mention, link) for effect in added]
                continue
            following = mentions[i + 1].start if i + 1 < len(mentions) else len(self.clean.text)
            effects = self._of_provisions(mention, link, change, following)
            if change.action == "adds":
                added += effects
            else:
                found += effects
        found += added
        found.sort(key=lambda e: (e.start, e.end))
        return self._without_umbrellas(found)

    def _changes(self, mention: Mention, link: Link) -> bool:
        """Whether a mention is of an instrument that the text may change: never itself, nor what a title cites."""
        if mention.quoted or link.exchanged or link.relation not in CHANGING or link.parent is not None:
            return False
        if mention.form == "self" and link.of is None:
            return False  # "bổ sung Phụ lục III ban hành kèm theo Nghị định này"
        return self.context.kind_at(mention.start) not in _SILENT and not self._proposed(mention.start)

    def _proposed(self, offset: int) -> bool:
        """Whether a heading over an offset says that what follows is only proposed ("Kiến nghị thực thi")."""
        for unit in self.context.units_over(offset):
            if unit.start not in self._proposing:
                head = unit.heading[1] if unit.heading else min(unit.end, unit.body + _HEADING)
                said = self.rules.proposed.match(self.clean.lower, unit.body, max(unit.body, head))
                self._proposing[unit.start] = said is not None and unit.body < offset
            if self._proposing[unit.start]:
                return True
        return False

    def _target(self, mention: Mention, link: Link) -> Mention:
        return link.of if link.of is not None else mention

    def _of_words(self, change: WordChange) -> Iterable[Effect]:
        old, new = (self.clean.text[slice(*span)] if span else None for span in (change.old, change.new))
        for place in change.places:
            link = self.citations.links[place]
            if (place.form == "self" and link.of is None) or link.parent is not None:
                continue
            for point in self.citations.pinpoints(place) or ((),):
                yield Effect(change.start, max(change.end, place.end), change.action, self._target(place, link), point,
                             change.rule, None, old, new)  # fmt: skip

    def _of_provisions(self, mention: Mention, link: Link, change: Change, following: int) -> list[Effect]:
        clean, points = self.clean, self.citations.pinpoints(mention)
        if not points and (change.action not in ("repeals", "replaces") or not self._whole(mention, change)):
            return []  # an umbrella: the parts follow, or stand in a text of their own
        ended = self.rules.end.search(clean.lower, mention.end)
        end = max(mention.end, ended.start() if ended else len(clean.text))
        quote = self._quote(mention.end, following)
        target = self._target(mention, link)
        return [Effect(change.start, end, change.action, target, p, change.rule, quote) for p in points or ((),)]

    def _whole(self, mention: Mention, change: Change) -> bool:
        """Whether an instrument is itself what is repealed or replaced, and not something in it ("bãi bỏ thủ tục có số
        thứ tự 8 tại Quyết định …")."""
        lower = self.clean.lower
        begin = change.end
        for sign in self.rules.parted.finditer(lower, change.end, mention.start):
            begin = sign.end()
        return self.rules.whole.fullmatch(lower, begin, mention.start) is not None

    def _completed(self, effect: Effect, mention: Mention, link: Link) -> Effect:
        """"bổ sung khoản 3 vào Điều 7": the place completes what is added, where it is of a higher rank."""
        points = self.citations.pinpoints(mention)
        if not points:
            return replace(effect, target=mention) if mention.rule != BARE else effect
        outer, point = points[0], effect.pinpoint
        if point and self.rank[outer[0][0]] < self.rank[point[0][0]]:
            inner = self.rank[point[0][0]]
            point = (*(s for s in outer if self.rank[s[0]] < inner), *point)
        return replace(effect, pinpoint=point, target=mention if mention.rule != BARE else effect.target)

    def _quote(self, after: int, before: int) -> tuple[int, int] | None:
        """The quotation that follows a provision before the next one is named."""
        i = bisect_left(self.quote_starts, after)
        if i >= len(self.quotes):
            return None
        quote: Region = self.quotes[i]
        if quote.start - after > _TO_QUOTE:
            return None
        between = self.clean.lower[after : quote.start].strip("\n")
        return None if "\n" in between and before < quote.start else (quote.start, quote.end)

    def _without_umbrellas(self, effects: list[Effect]) -> list[Effect]:
        """Without those that only announce parts that follow in their unit: "Sửa đổi một số điểm của Điều 9: a) …"."""
        kept = []
        starts = [e.start for e in effects]
        for i, effect in enumerate(effects):
            if effect.quote is None and effect.old is None and effect.new is None and effect.pinpoint:
                node = self.context.node_from(effect.start)
                last = bisect_left(starts, node.end) if node is not None and node.children else i
                if any(_inside(other, effect) for other in effects[i + 1 : min(last, i + _PARTS)]):
                    continue
            kept.append(effect)
        return kept


#: Effects of one unit among which the parts of an umbrella are looked for.
_PARTS = 60


def _inside(part: Effect, whole: Effect) -> bool:
    """Whether an effect changes a part of the provision that another one names."""
    point: Point = part.pinpoint
    return part.end > whole.end and len(point) > len(whole.pinpoint) and point[: len(whole.pinpoint)] == whole.pinpoint
