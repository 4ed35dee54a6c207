"""The document itself and what was named before: "Luật này", "khoản 2 Điều này", "Điều 54", "Nghị định nêu trên"."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from vnplan.extraction.citations.mentions import Mention
from vnplan.extraction.citations.pinpoints import Point, parse_group, ranks
from vnplan.extraction.clauses.context import SILENT, Context
from vnplan.grammar import Grammar
from vnplan.lexing.anchors import Anchor, Anchors
from vnplan.lexing.types import type_table
from vnplan.text import CleanText

_LINK = 260
#: The rank of a Điều: what stands inside one has a higher number.
_ARTICLE = "dieu"


class AnaphorRules:
    """What a grammar says about words that point back and about pinpoints beside instruments."""

    def __init__(self, grammar: Grammar) -> None:
        citations, pinpoints = grammar.rules("citations"), grammar.rules("pinpoints")
        self.types = type_table(grammar)
        self.links = (citations["link.pinpoint"].regex, citations["link.attached"].regex)
        self.article = pinpoints["pinpoint.article"].regex
        self.contents = pinpoints["pinpoint.contents"].regex
        self.heading_end = pinpoints["pinpoint.heading.end"].regex
        self.this = pinpoints.lists["this"]
        self.inner = tuple(pinpoints.lists["inner"])
        self.weak = frozenset(
            e.name for e in grammar.entries("pinpoints") if (e.model_extra or {}).get("weak")
        )
        self.ranks = ranks(grammar)
        self._links: dict[str, bool] = {}

    def link(self, gap: str) -> bool:
        """Whether the words between a pinpoint and an instrument join them."""
        known = self._links.get(gap)
        if known is None:
            if len(self._links) > _MOST:
                self._links.clear()
            known = self._links[gap] = any(regex.match(gap) for regex in self.links)
        return known


_MOST = 512


def selves(clean: CleanText, anchors: Anchors, context: Context) -> list[Mention]:
    """"Quyết định này" and "Nghị định nêu trên" as mentions without pinpoints."""
    found = []
    for anchor in (*anchors.all("self"), *anchors.all("anaphor")):
        kind = anchor.value
        region = context.kind_at(anchor.start)
        if region in SILENT:
            continue
        part = context.part_of(kind.name, anchor.start)
        this = anchor.kind == "self"
        ordinary = not (kind.short or kind.named or clean.folded[anchor.start].isupper())
        if ordinary and not (this and part is not None):
            continue  # an ordinary word: "các quy định nêu trên", "báo cáo này"
        found.append(Mention(
            anchor.start, anchor.end, anchor.start, "self" if this else "alias", anchor.rule, type=kind.name, part=part,
            quoted=this and region == "quote",
        ))  # fmt: skip
    return found


def attach(
    clean: CleanText, anchors: Anchors, context: Context, mentions: list[Mention], *, grammar: Grammar
) -> tuple[list[Mention], list[Mention]]:
    """Give each pinpoint to the instrument that follows it: (the mentions with their pinpoints, the bare provisions).

    `mentions` must be in the order of the text.
    """
    rules = grammar.compiled(AnaphorRules)
    lower = clean.lower
    starts = [m.core for m in mentions]
    given: dict[int, Mention] = {}
    bare: list[Mention] = []
    taken = -1
    for anchor in anchors.all("pinpoint"):
        if anchor.start < taken:
            continue
        kind = context.kind_at(anchor.start)
        if kind in SILENT or _is_heading(clean, context, anchor, rules):
            continue
        i = bisect_left(starts, anchor.start)
        if i and mentions[i - 1].end > anchor.start:
            continue  # inside a name or number
        near = mentions[i] if i < len(mentions) and mentions[i].core >= anchor.end else None
        points = _points(anchor, context, rules, grammar)
        close = near is not None and near.core - anchor.end <= _LINK and i not in given
        if near is not None and close and rules.link(lower[anchor.end : near.core]):
            taken = near.end
            trace = ("pinpoints", anchor.start, anchor.end, "provision before the instrument")
            given[i] = replace(near, start=anchor.start, pinpoints=points, evidence=(*near.evidence, trace))
            continue
        if all(_weak(point, rules) for point in points):
            continue
        region = context.region_at(anchor.start)
        bare.append(Mention(
            anchor.start, anchor.end, anchor.start, "self", "pinpoint.bare", pinpoints=points, quoted=kind == "quote",
            part=region.part if region is not None else 0,
        ))  # fmt: skip
    return [given.get(i, m) for i, m in enumerate(mentions)], bare


def _weak(point: Point, rules: AnaphorRules) -> bool:
    """Steps that alone are too weak to be a reference: "điểm 9", "phần 2", "đoạn 1"."""
    kind, number = point[0]
    return len(point) == 1 and (kind in rules.weak or (kind == "diem" and number[:1].isdigit()))


def _is_heading(clean: CleanText, context: Context, anchor: Anchor, rules: AnaphorRules) -> bool:
    """Whether the words are a heading's label and no reference."""
    start, lower = anchor.start, clean.lower
    label = rules.article.match(lower, start)
    if start in context.labels:
        follows = clean.folded[label.end() : label.end() + 2] if label else ""
        if not (follows[:1] == " " and follows[1:].islower()):
            return True
    before = lower[max(0, start - 3) : start].rstrip(" “\"'")
    if before.endswith(("\n-", "\n+", "\n*")) and not label and not lower.startswith(rules.inner, start):
        return bool(rules.contents.match(clean.folded, start))  # "- Chương I. Chỉ dẫn nhà thầu": a line of contents
    if before and not before.endswith("\n"):
        return False
    if label is not None:
        return bool(rules.heading_end.match(lower, label.end()))
    return not lower.startswith(rules.inner, start)


def _points(anchor: Anchor, context: Context, rules: AnaphorRules, grammar: Grammar) -> tuple[Point, ...]:
    """The points of a group; "Điều này" and "khoản này" get the number of the provision they stand in."""
    points = parse_group(anchor.value, grammar)
    if not any(number in rules.this for point in points for _, number in point):
        return points
    article = context.article_at(anchor.start)
    clause = context.clause_at(anchor.start)
    filled: list[Point] = []
    for point in points:
        steps: list[tuple[str, str]] = []
        for kind, number in point:
            if number not in rules.this:
                steps.append((kind, number))
            elif kind == _ARTICLE and article:
                steps.append((kind, article))
            elif kind == "khoan" and clause:
                steps += ([(_ARTICLE, article)] if article else []) + [(kind, clause)]
        filled.append(tuple(steps))
    return tuple(point for point in filled if point)
