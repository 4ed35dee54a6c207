"""The indicator of a quantity: the words that say what is counted, after it, before it, or those of its neighbour."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from vnplan.extraction.quantities import Quantity
from vnplan.grammar import folders, rules

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Grammar:
    stop: re.Pattern[str]
    no_noun: re.Pattern[str]
    link: re.Pattern[str]
    lead: re.Pattern[str]
    measure: re.Pattern[str]
    of_which: re.Pattern[str]


# "theo", "tại" …: what may stand between an indicator and its value is no longer than this.
_LONGEST = 420
_CLAUSE = re.compile(r"[;(]|\.\s|:\s|(?<=\w)\)")
_LAST_JOINT = re.compile(r".*(,|(?<!\w)và(?!\w)|\(|:|;|\.)", re.S)
_IN_TOTAL = re.compile(r"^(?:trong )?(?:tổng )?số (?=\w)")
_THIS = re.compile(r"(?:tỷ lệ|tỉ lệ|con số|chỉ tiêu) (?:này|trên)$|^(?:tỷ lệ|tỉ lệ|tỉ trọng|tỷ trọng|đó|nâng tỷ lệ|với tỷ lệ)$")
_BARE = re.compile(r"(?:tổng|số lượng|tổng số|số|tổng cộng|mức|giá trị)")
_ONLY_WHEN = re.compile(r"(?:(?:đến|vào|trong|hết|cuối|giai đoạn|năm|tới|trước|từ|quý|tháng)\s*)+[\d\s/-]+")
_WHEN = re.compile(r"^(?:đến|tới|trong|vào|trước|từ|giai đoạn|năm|hết|hằng|hàng|mỗi|cuối|tính)[^,:;]{0,40}?(?:\d{4}|năm)\s*(?:\)|,|:|-(?!\s?\d{4})|(?=\s(?:phấn|có|đạt|tỷ|tỉ|số|tổng|toàn|trên)))\s*")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Where the indicator stands, or None when it is its neighbour's; `kind` after, before or neighbour."""

    start: int
    end: int
    kind: str


def grammar() -> _Grammar:
    """The compiled phrase rules."""
    return _load(folders())


@lru_cache(maxsize=4)
def _load(_: Any) -> _Grammar:
    found = rules("targets")
    names = ("stop", "no_noun", "link", "lead", "measure", "of_which")
    return _Grammar(*(found[f"phrase.{name}"].regex for name in names))


def indicator_of(low: str, quantity: Quantity, left: int, right: int, nxt: int | None) -> Phrase | None:
    """The indicator's range; `left` and `right` bound the sentence, `nxt` is where the next quantity begins.

    None where the text near the quantity names nothing: the neighbour's indicator is meant.

    >>> from vnplan.extraction.quantities import find_quantities
    >>> from vnplan.text import CleanText
    >>> text = CleanText.of("Đến năm 2025, tỷ lệ hộ nghèo còn dưới 5%; 27% trở lên trẻ em nhà trẻ đến trường, đạt chuẩn.")
    >>> found = find_quantities(text)
    >>> [text.text[p.start:p.end] for q in found if (p := indicator_of(text.lower, q, 0, len(text.text), None))]
    ['tỷ lệ hộ nghèo', 'trẻ em nhà trẻ đến trường']
    """
    g = grammar()
    after = _after(g, low, quantity, right, nxt)
    before = _before(g, low, quantity, left)
    named = before is not None and g.measure.search(low, before[0], before[1]) is not None
    if named and before is not None and (
        after is not None and low[before[1] : quantity.start].strip()[-1:] == "," or _BARE.fullmatch(low, *before)
    ):
        named, before = False, None
    if quantity.dimension in ("count", "grade", "ratio") and "/" not in quantity.unit:
        if named and before is not None and g.link.search(low[before[0] : quantity.start]) and (
            after is None or low[before[1] : quantity.start].strip() in (":", "là", "đạt")
        ):
            return Phrase(*before, "before")
        end = max(after[1] if after else 0, quantity.unit_start + len(quantity.unit.split("/")[0]))
        return Phrase(quantity.unit_start, min(end, right), "after")
    if before is not None and _THIS.search(low[before[0] : before[1]]):
        before = None
        if after is None:
            return None
    if before is not None and (named or after is None):
        return Phrase(*before, "before")
    if after is not None:
        return Phrase(*after, "after")
    return None


def _after(g: _Grammar, low: str, quantity: Quantity, right: int, nxt: int | None) -> Span | None:
    """The noun phrase after a quantity."""
    end = min(right, quantity.end + _LONGEST)
    if nxt is not None and nxt < end:
        end = nxt
        joint = _LAST_JOINT.match(low, quantity.end, end)
        end = joint.start(1) if joint else quantity.end
    start = quantity.end
    while start < end and low[start] in " \u00a0":
        start += 1
    m = _CLAUSE.search(low, start, end)
    if m is not None:
        end = m.start()
    m = g.stop.search(low, start, end)
    if m is not None:
        end = m.start()
    while end > start and low[end - 1] in " ,;:.()-+“”\"\n":
        end -= 1
    if end - start < 2 or g.no_noun.search(low[start:end]):
        return None
    total = _IN_TOTAL.match(low[start:end])
    if total and quantity.dimension == "percent":
        start += total.end()
    return start, end


def _before(g: _Grammar, low: str, quantity: Quantity, left: int) -> Span | None:
    """The noun phrase before a quantity, without lead words and linking verbs."""
    start = max(left, quantity.start - _LONGEST)
    end = quantity.start
    piece = low[start:end]
    cut = max(piece.rfind(";"), piece.rfind("("), _last_stop(piece))
    if piece.rstrip()[-1:] == "(":
        return None
    if cut >= 0:
        start += cut + 1
    colon = low.rfind(": ", start, end)
    if colon >= 0 and low[colon + 1 : end].strip():
        start = colon + 1
    while end > start:
        m = g.link.search(low[start:end])
        if m is not None:
            end = start + m.start()
            continue
        if low[end - 1] in " ,;:-+“”\"(\n":
            end -= 1
            continue
        break
    while start < end:
        m = _WHEN.match(low[start:end]) or g.lead.match(low[start:end])
        if m is None or not m.end():
            break
        start += m.end()
    comma = low.rfind(", ", start, end)
    if comma >= 0:
        measure = list(g.measure.finditer(low, start, end))
        first = measure[-1].start() if measure else -1
        if first > comma:
            start = first
        elif not measure:
            start = comma + 2
            m = g.lead.match(low[start:end])
            start += m.end() if m else 0
    return (start, end) if end - start > 1 and not _ONLY_WHEN.fullmatch(low, start, end) else None


def _last_stop(piece: str) -> int:
    """Where the last closing bracket or full stop before the quantity stands."""
    return max(piece.rfind(")"), piece.rfind(". "))
