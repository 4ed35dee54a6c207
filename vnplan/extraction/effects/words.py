"""Exchanges of words, in any order of place and words.

"Thay cụm từ “A” bằng “B” tại Điều 5", "Tại Điều 5, bỏ cụm từ “A”", "Thay thế cụm từ “A” tại Điều 5 bằng cụm từ “B”",
"Cụm từ “A” được thay bằng “B”", and lists whose first line names the words or the place.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from vnplan.extraction.citations.mentions import Citations, Link, Mention
from vnplan.extraction.clauses.context import SILENT, Context
from vnplan.grammar import Grammar
from vnplan.text import CleanText

_QUOTE = re.compile(r"[“\"](?P<words>[^“”\"\n]+)[”\"]")
_NEAR = 40  # between a verb and the words it exchanges, between two pairs
_UNSAID = frozenset({"title", "preamble", "header", "quote", "footnote", *SILENT})


@dataclass(frozen=True, slots=True)
class WordChange:
    """Words exchanged, deleted or added, with the mentions of the provisions (or instruments) in which they stand.

    `start`, `end`: from the verb (or the place before it) to the last word or place. `new` is None for deleted words;
    `old` is None for words added anywhere.
    """

    start: int
    end: int
    action: str
    rule: str
    old: tuple[int, int] | None
    new: tuple[int, int] | None
    places: tuple[Mention, ...]


class WordRules:
    """What a grammar says about exchanged words."""

    def __init__(self, grammar: Grammar) -> None:
        rules = grammar.rules("effects")
        self.verbs = tuple((rule.id, rule.regex, str(rule.values["does"])) for rule in rules.group("words.does."))
        self.any_verb = rules["words.noun"].regex
        self.goes_on = rules["words.goes_on"].regex
        self.link, self.anchor = rules["words.link"].regex, rules["words.anchor"].regex
        self.refers = tuple(
            rule.regex for rule in grammar.rules("relations") if rule.id.startswith("relation.refers")
        )
        self.actions: dict[str, str] = dict(rules["words.noun"].values["actions"])


@dataclass(slots=True)
class _Operation:
    """A change of words while its line is read."""

    rule: str
    does: str
    start: int
    end: int
    olds: list[tuple[int, int]]
    news: list[tuple[int, int]]
    places: list[Mention]

    @property
    def said(self) -> bool:
        """Whether the words that change are all named."""
        return bool(self.news if self.does == "exchange" else self.olds or self.news)


#: (start, end, kind, value) of a token in a line.
_Token = tuple[int, int, str, object]


def word_changes(clean: CleanText, context: Context, citations: Citations, *, grammar: Grammar) -> list[WordChange]:
    """All exchanges of words that a text makes, in its order; the work is done only in lines that name words."""
    if context.consolidated:
        return []
    rules = grammar.compiled(WordRules)
    starts = [m.start for m in citations.mentions]
    lines = [p.start for p in clean.paragraphs]
    found: list[WordChange] = []
    reached = -1
    for noun in rules.any_verb.finditer(clean.lower):
        if noun.start() < reached or context.kind_at(noun.start()) in _UNSAID:
            continue
        i = max(0, _at(lines, noun.start()))
        paragraph = clean.paragraphs[i]
        reached = paragraph.end
        mentions = citations.mentions[bisect_left(starts, paragraph.start) : bisect_left(starts, paragraph.end)]
        operations = _read(clean, paragraph.start, paragraph.end, mentions, citations.links, rules)
        if not operations:
            continue
        if clean.lower[paragraph.end - 1] == ":" and operations[-1].said and not operations[-1].places:
            operations[-1].places = list(_below(paragraph.start, paragraph.end, context, citations, starts))
        found += _changes(operations, rules)
    return found


def _at(starts: list[int], offset: int) -> int:
    return bisect_left(starts, offset + 1) - 1


def _below(start: int, end: int, context: Context, citations: Citations, starts: list[int]) -> Iterable[Mention]:
    """The mentions in the units under a line that ends with a colon: "… tại các điều, khoản sau đây: a) Điều 3; …"."""
    node = context.node_from(start)
    if node is None or not node.children:
        return ()
    return citations.mentions[bisect_left(starts, end) : bisect_left(starts, node.end)]


def _tokens(
    clean: CleanText, start: int, end: int, mentions: Iterable[Mention], links: Mapping[Mention, Link], rules: WordRules
) -> list[_Token]:
    lower = clean.lower
    quotes = [m.span("words") for m in _QUOTE.finditer(lower, start, end)]
    found: list[_Token] = [(a, b, "quote", None) for a, b in quotes]
    begins = [a for a, _ in quotes]

    def outside(at: int) -> bool:
        i = _at(begins, at)
        return i < 0 or quotes[i][1] <= at

    for rule_id, regex, does in rules.verbs:
        found += [(*m.span(), "verb", (rule_id, does)) for m in regex.finditer(lower, start, end) if outside(m.start())]
    found += [(*m.span(), "link", None) for m in rules.link.finditer(lower, start, end) if outside(m.start())]
    found += [(*m.span(), "anchor", None) for m in rules.anchor.finditer(lower, start, end) if outside(m.start())]
    found += [(m.start, m.end, "place", m) for m in mentions if outside(m.start) and not _referred(lower, m, rules)]
    found += [(i, i + 1, "stop", None) for i in _stops(lower, start, end) if outside(i)]
    found.sort(key=lambda t: (t[0], -t[1]))
    kept: list[_Token] = []
    for token in found:  # "cụm từ" inside "thay cụm từ" or "bằng cụm từ" says nothing by itself
        if not kept or token[0] >= kept[-1][1] or token[2] not in ("verb", "link"):
            kept.append(token)
    return kept


def _stops(lower: str, start: int, end: int) -> list[int]:
    return [m.start() for m in _STOP.finditer(lower, start, end)]


_STOP = re.compile(r";|[.](?= )")


def _referred(lower: str, mention: Mention, rules: WordRules) -> bool:
    """Whether words before a mention only refer to it: "được thay bằng … theo quy định tại Điều 1 Nghị định …"."""
    return any(regex.search(lower, max(0, mention.start - _NEAR), mention.start) for regex in rules.refers)


def _read(
    clean: CleanText, start: int, end: int, mentions: Iterable[Mention], links: Mapping[Mention, Link], rules: WordRules
) -> list[_Operation]:
    """The operations of one line."""
    done: list[_Operation] = []
    before: list[Mention] = []  # places named before any words: "Tại Điều 5, thay …"
    now: _Operation | None = None
    verb: tuple[str, str] | None = None
    linked = anchored = False
    previous, stopped = start, -1
    for a, b, kind, value in _tokens(clean, start, end, mentions, links, rules):
        if kind == "verb":
            assert isinstance(value, tuple)
            verb = (value[0], verb[1]) if value[1] == "same" and verb is not None else value
            if verb[1] == "same":
                verb = (verb[0], "exchange")
            if now is not None and now.said:
                done.append(now)
                now = None
            if now is None or not now.olds:
                now = _Operation(verb[0], verb[1], a, b, [], [], [])
            elif verb[1] == "delete":
                now.does, now.rule = verb[1], verb[0]  # "cụm từ “A” được bãi bỏ"
            linked = anchored = False
        elif kind == "link":
            linked, anchored = now is not None and bool(now.olds), False
            if now is not None and linked and now.does == "delete":
                now.does = "exchange"
        elif kind == "anchor":
            anchored = now is not None and now.does == "add"
        elif kind == "quote":
            if now is None:
                if verb is None or a - previous > _NEAR:
                    previous = b
                    continue
                now = _Operation(verb[0], verb[1], a, b, [], [], [])
            elif now.said and not anchored and not linked and now.does == "exchange":
                done.append(now)  # “A” thành “B”, “C” thành “D”
                now = _Operation(now.rule, now.does, a, b, [], [], [])
            elif now.places and not linked and not anchored:
                if now.said:
                    done.append(now)
                now = _Operation(now.rule, now.does, a, b, [], [], [])
            if now.does == "add":
                (now.olds if anchored else now.news).append((a, b))
            else:
                (now.news if linked else now.olds).append((a, b))
                linked = False
            now.end = b
        elif kind == "place":
            assert isinstance(value, Mention)
            ended = stopped >= 0 and not rules.goes_on.fullmatch(clean.lower, stopped, a)
            if ended and now is not None and now.said:
                done.append(now)
                now, before = None, []
            stopped = -1
            if now is None:
                before.append(value)
            else:
                now.places.append(value)
                now.end = max(now.end, b)
        elif kind == "stop":
            stopped = b
            linked = anchored = False
        if kind in ("verb", "quote"):
            stopped = -1
        previous = b
    if now is not None and now.said:
        done.append(now)
    return _shared(done, before, clean)


def _shared(operations: list[_Operation], before: list[Mention], clean: CleanText) -> list[_Operation]:
    """Operations without a place of their own have that of the next in their sentence, or the one before all words."""
    places: list[Mention] = []
    limit = -1
    for operation in reversed(operations):
        stopped = limit >= 0 and _STOP.search(clean.lower, operation.end, limit) is not None
        if operation.places:
            places = operation.places
        elif places and not stopped:
            operation.places = places
        else:
            places = operation.places = list(before)
        limit = operation.start
    return operations


def _changes(operations: list[_Operation], rules: WordRules) -> Iterable[WordChange]:
    """One change for each pair of words."""
    for op in operations:
        action = rules.actions[op.does]
        start = min([op.start, *(m.start for m in op.places)])
        end = max([op.end, *(m.end for m in op.places if m.start < op.end + _NEAR)])
        places = tuple(op.places)
        if op.does == "exchange":
            for old in op.olds:
                yield WordChange(start, end, action, op.rule, old, op.news[-1], places)
        elif op.does == "delete":
            for old in op.olds:
                yield WordChange(start, end, action, op.rule, old, None, places)
        else:
            for new in op.news:
                yield WordChange(start, end, action, op.rule, op.olds[-1] if op.olds else None, new, places)
