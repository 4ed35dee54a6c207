"""The document itself and what was named before: "Luật này", "khoản 2 Điều này", "Điều 54", "Nghị định nêu trên"."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache

from vnplan.extraction.citations.pinpoints import Point, parse_group
from vnplan.extraction.citations.references import Reference
from vnplan.extraction.clauses.context import SILENT, Ground
from vnplan.grammar import rules
from vnplan.lexing.anchors import Anchor, Anchors
from vnplan.text import CleanText

_LINK = 260
_ARTICLE = re.compile(r"điều \d+[a-zđ]?(?!\w)")
_CONTENTS = re.compile(r"\w+ [IVXL\d]+[.:] ?[A-ZĐ]")
_HEADING_END = re.compile(r" ?[.:]|\n|$")
#: Steps that alone are too weak to be a reference: "điểm 9", "phần 2", "đoạn 1".
_WEAK = frozenset({"phan", "doan", "tiet", "gach"})


def selves(clean: CleanText, anchors: Anchors, ground: Ground) -> list[Reference]:
    """"Quyết định này" and "Nghị định nêu trên" as references without pinpoints."""
    found = []
    for anchor in anchors.all("self"):
        kind = anchor.value.name
        if clean.lower.startswith("bộ luật", anchor.start):
            kind = "Bộ luật"
        part = ground.part_of(kind, anchor.start)
        if part is None and _ordinary(clean, anchor):
            continue
        reference = Reference(anchor.start, anchor.end, anchor.start, "self", anchor.rule, type=kind)
        reference.part = part
        reference.quoted = ground.kind_at(anchor.start) == "quote"
        found.append(reference)
    for anchor in anchors.all("anaphor"):
        if _ordinary(clean, anchor):
            continue
        reference = Reference(anchor.start, anchor.end, anchor.start, "alias", anchor.rule, type=anchor.value.name)
        reference.part = ground.part_of(anchor.value.name, anchor.start)
        found.append(reference)
    return [r for r in found if ground.kind_at(r.start) not in SILENT]


def _ordinary(clean: CleanText, anchor: Anchor) -> bool:
    """Whether the type word is an ordinary word here: "các quy định nêu trên", "báo cáo này"."""
    kind = anchor.value
    return not (kind.short or kind.named or clean.folded[anchor.start].isupper())


@lru_cache(maxsize=512)
def _links(gap: str) -> bool:
    grammar = rules("citations")
    return bool(grammar["link.pinpoint"].regex.match(gap) or grammar["link.attached"].regex.match(gap))


def attach(clean: CleanText, anchors: Anchors, ground: Ground, heads: list[Reference]) -> list[Reference]:
    """Give each pinpoint to the instrument that follows it; the others are bare references to this document.

    `heads` must be in the order of the text. Returns the bare references.
    """
    lower = clean.lower
    starts = [h.head for h in heads]
    bare: list[Reference] = []
    taken = -1
    for anchor in anchors.all("pinpoint"):
        if anchor.start < taken:
            continue
        kind = ground.kind_at(anchor.start)
        if kind in SILENT or _is_heading(clean, ground, anchor):
            continue
        i = bisect_left(starts, anchor.start)
        if i and heads[i - 1].end > anchor.start:
            continue  # inside a name or number
        head = heads[i] if i < len(heads) and heads[i].head >= anchor.end else None
        if head is not None and head.head - anchor.end <= _LINK and not head.pinpoints:
            gap = lower[anchor.end : head.head]
            if _links(gap):
                head.start, taken = anchor.start, head.end
                head.pinpoints = _points(anchor, ground)
                head.evidence.append(("pinpoints", anchor.start, anchor.end, "provision before the instrument"))
                continue
        points = _points(anchor, ground)
        if all(_weak(point) for point in points):
            continue
        reference = Reference(anchor.start, anchor.end, anchor.start, "self", "pinpoint.bare", pinpoints=points)
        reference.quoted = kind == "quote"
        region = ground.region_at(anchor.start)
        reference.part = region.part if region is not None else 0
        bare.append(reference)
    return bare


def _weak(point: Point) -> bool:
    kind, number = point[0]
    return len(point) == 1 and (kind in _WEAK or (kind == "diem" and number[:1].isdigit()))


def _is_heading(clean: CleanText, ground: Ground, anchor: Anchor) -> bool:
    """Whether the words are a heading's label and no reference."""
    start = anchor.start
    label = _ARTICLE.match(clean.lower, start)
    if start in ground.labels and not (label and clean.lower[label.end() : label.end() + 1] == " "
                                       and clean.folded[label.end() + 1 : label.end() + 2].islower()):
        return True
    before = clean.lower[max(0, start - 3) : start].rstrip(" “\"'")
    first = clean.lower[start : start + 3]
    if first in ("chư", "phầ", "mục") and before.endswith(("\n-", "\n+", "\n*")):
        return bool(_CONTENTS.match(clean.folded, start))  # "- Chương I. Chỉ dẫn nhà thầu": a line of contents
    if before and not before.endswith("\n"):
        return False
    if first == "điề":
        return label is None or bool(_HEADING_END.match(clean.lower, label.end()))
    return first not in ("kho", "điể", "tiế", "gạc", "đoạ")


def _points(anchor: Anchor, ground: Ground) -> tuple[Point, ...]:
    """The points of a group; "Điều này" and "khoản này" get the number of the provision they stand in."""
    points = parse_group(anchor.value)
    if "này" not in anchor.value:
        return points
    article = clause = None
    filled: list[Point] = []
    for point in points:
        steps = []
        for kind, number in point:
            if number != "này":
                steps.append((kind, number))
                continue
            if kind == "dieu":
                article = article or ground.article_at(anchor.start)
                if article:
                    steps.append((kind, article))
            elif kind == "khoan":
                article = article or ground.article_at(anchor.start)
                clause = clause or ground.clause_at(anchor.start)
                if clause:
                    steps += ([("dieu", article)] if article else []) + [(kind, clause)]
        filled.append(tuple(steps))
    return tuple(point for point in filled if point)
