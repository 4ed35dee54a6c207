"""The indicator of a quantity: the words that say what is counted, after it, before it, or those of its neighbour."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields

from vnplan.grammar import RuleSet
from vnplan.grammar.compiled import Compiled
from vnplan.lexing.quantities import Quantity

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Grammar:
    stop: re.Pattern[str]
    no_noun: re.Pattern[str]
    link: re.Pattern[str]
    lead: re.Pattern[str]
    measure: re.Pattern[str]
    when: re.Pattern[str]
    only_when: re.Pattern[str]
    bare: re.Pattern[str]
    neighbour: re.Pattern[str]
    in_total: re.Pattern[str]


# "theo", "tại" …: what may stand between an indicator and its value is no longer than this.
_LONGEST = 420
# "Hội nghị tuyên truyền, tập huấn: 21 triệu đồng": a label of fewer letters is whole, commas and all.
_LISTED = 90
_CLAUSE = re.compile(r"[;(]|\.\s|:\s|(?<=\w)\)")
_LAST_JOINT = re.compile(r".*(,|(?<!\w)và(?!\w)|\(|:|;|\.)", re.S)
_JOINED = re.compile(r",|(?<!\w)và(?!\w)")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Where the indicator stands, or None when it is its neighbour's; `kind` after, before or neighbour."""

    start: int
    end: int
    kind: str


def _load(found: RuleSet) -> _Grammar:
    return _Grammar(**{f.name: found[f"phrase.{f.name}"].regex for f in fields(_Grammar)})


_grammar = Compiled("targets", _load)


def indicator_of(low: str, quantity: Quantity, left: int, right: int, nxt: int | None) -> Phrase | None:
    """The indicator's range; `left` and `right` bound the sentence, `nxt` is where the next quantity begins.

    None where the text near the quantity names nothing: the neighbour's indicator is meant.

    >>> from vnplan.lexing.quantities import find_quantities
    >>> from vnplan.text import CleanText
    >>> text = CleanText.of("Đến năm 2025, tỷ lệ hộ nghèo còn dưới 5%; 27% trở lên trẻ em nhà trẻ đến trường.")
    >>> found = find_quantities(text)
    >>> [text.text[p.start:p.end] for q in found if (p := indicator_of(text.lower, q, 0, len(text.text), None))]
    ['tỷ lệ hộ nghèo', 'trẻ em nhà trẻ đến trường']
    """
    g = _grammar()
    after = _after(g, low, quantity, right, nxt)
    before = _before(g, low, quantity, left)
    named = before is not None and g.measure.search(low, before[0], before[1]) is not None
    if named and before is not None and (
        (after is not None and _JOINED.search(low, before[1], quantity.start)) or g.bare.match(low[slice(*before)])
    ):
        named, before = False, None
    if quantity.dimension == "ratio" and before is not None:
        return Phrase(*before, "before")
    if quantity.dimension in ("count", "grade", "ratio") and "/" not in quantity.unit:
        if named and before is not None and g.link.search(low[before[0] : quantity.start]) and (
            after is None or low[before[1] : quantity.start].strip() in (":", "là", "đạt")
        ):
            return Phrase(*before, "before")
        end = max(after[1] if after else 0, quantity.unit_start + len(quantity.unit.split("/")[0]))
        return Phrase(quantity.unit_start, min(end, right), "after")
    if before is not None and g.neighbour.search(low[before[0] : before[1]]):
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
    total = g.in_total.match(low[start:end])
    if total and quantity.dimension == "percent":
        start += total.end()
    return start, end


def _before(g: _Grammar, low: str, quantity: Quantity, left: int) -> Span | None:
    """The noun phrase before a quantity, without lead words and linking verbs."""
    start = max(left, quantity.start - _LONGEST)
    end = quantity.start
    piece = low[start:end]
    if piece.rstrip()[-1:] == "(":
        return None
    start += _clause_start(piece)
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
        m = g.when.match(low[start:end]) or g.lead.match(low[start:end])
        if m is None or not m.end():
            break
        start += m.end()
    share = max(low.rfind("tỷ lệ", start, end), low.rfind("tỉ lệ", start, end))
    if share > start:
        return (share, end) if end - share > 6 else None
    listed = share >= 0 or (":" in low[end : quantity.start] and end - start < _LISTED)
    comma = -1 if listed else low.rfind(", ", start, end)
    if comma >= 0:
        measure = list(g.measure.finditer(low, start, end))
        first = measure[-1].start() if measure else -1
        if first > comma:
            start = first
        elif not measure:
            start = comma + 2
            m = g.lead.match(low[start:end])
            start += m.end() if m else 0
    return (start, end) if end - start > 1 and not g.only_when.match(low[start:end]) else None


def bracketed(low: str, quantity: Quantity, left: int) -> Span | None:
    """The words before a bracket that holds nothing but the quantity.

    >>> from vnplan.lexing.quantities import find_quantities
    >>> from vnplan.text import CleanText
    >>> text = CleanText.of("Giao kế hoạch; bố trí cán bộ hợp lý (64 người).")
    >>> span = bracketed(text.lower, find_quantities(text)[0], 0)
    >>> span and text.text[slice(*span)]
    'bố trí cán bộ hợp lý'
    """
    end = len(low[left : quantity.start].rstrip()) + left
    if low[end - 1 : end] != "(" or low[quantity.end : quantity.end + 1] != ")":
        return None
    end -= 1
    start = left + _clause_start(low[left:end])
    m = _grammar().lead.match(low[start:end])
    start += m.end() if m else 0
    end = start + len(low[start:end].rstrip())
    return (start, end) if 1 < end - start < _LONGEST else None


def _clause_start(piece: str) -> int:
    """Where the clause begins that ends with a piece: after ";", a full stop or an open bracket; brackets that are
    closed belong to the clause.

    >>> _clause_start("đạt 3%; tốc độ tăng (GDP) đạt "), _clause_start("phòng học (kiên cố ")
    (7, 11)
    """
    depth = 0
    for i in range(len(piece) - 1, -1, -1):
        mark = piece[i]
        if mark == ")":
            depth += 1
        elif mark == "(":
            if depth == 0:
                return i + 1
            depth -= 1
        elif depth == 0 and (mark == ";" or (mark == "." and piece[i + 1 : i + 2] == " ")):
            return i + 1
    return 0
