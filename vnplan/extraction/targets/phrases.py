"""The head and the tail of a quantity, taken apart: subject, verbs, period; population, complement.

The head "Tỷ lệ hộ nghèo năm 2025 giảm còn" is the subject "Tỷ lệ hộ nghèo", the period and the verbs "giảm", "còn"; the
tail "kế hoạch" is a complement, the tail "trẻ em được khám" a population.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from vnplan.extraction.targets.items import Item

Items = tuple[Item, ...]
LINKS = ("link_reach", "link_filler", "link_share", "link_change", "link_have", "link_kept")
#: Verbs that say something about the value and stay in the indicator.
KEPT = ("link_share", "link_change", "link_kept")
_BEFORE_VALUE = ("aim", "reached", "and", "expected", "estimated", "same")
_LONGEST = 60
_NEXT = 2  # between the words of one phrase stands a space


@dataclass(frozen=True, slots=True)
class Head:
    """The subject (or the verb phrase) before a quantity, the verbs between them, in order, and the periods in it."""

    subject: Items
    verbs: Items
    periods: Items

    @property
    def bare(self) -> bool:
        """Whether nothing but verbs stands before the quantity."""
        return not self.subject


def head_of(items: Sequence[Item], *, counted: bool = False) -> Head:
    """The head taken apart; `counted`: what is counted follows, so that "…, có" begins a clause of its own."""
    periods = tuple(i for i in items if i.kind == "period")
    end = len(items)
    if end and items[-1].kind == "mark" and items[-1].word == ",":
        return Head((), (), periods)  # a clause of its own ends before the quantity
    verbs: list[Item] = []
    while end:
        item = items[end - 1]
        if item.kind in ("period", "note") or (item.kind == "mark" and item.word not in "”\"’"):
            if item.word == "," and _opens_clause(verbs, counted):
                return Head((), tuple(verbs), periods)
            end -= 1
        elif item.has(*LINKS, *_BEFORE_VALUE) and not item.has("measure") and (
            item.has(*LINKS, "aim") or not item.has("preposition")
        ):
            verbs.insert(0, item)
            end -= 1
        else:
            break
    end = _without_origin(items, end)
    begin = subject_start(items, end, linked=bool(verbs) or not counted)
    end = _passive(items, begin, end)
    return Head(tuple(items[begin:end]), tuple(verbs), periods)


def _opens_clause(verbs: Sequence[Item], counted: bool) -> bool:
    """Whether verbs after a comma begin a clause without a subject: "…, đảm bảo ít nhất", "…, có 20 dự án"."""
    if counted and any(v.has("link_have") for v in verbs):
        return True
    return any(v.has("aim") or (v.has("lead") and not v.has("link_reach", "link_have", "link_share")) for v in verbs)


def _without_origin(items: Sequence[Item], end: int) -> int:
    """Before "từ 2" of "từ 2 lên 3 phó trưởng phòng": where a rise begins is no word of what rises."""
    if end > 1 and items[end - 1].word.isdigit() and items[end - 2].has("link_filler"):
        return end - 2
    return end


def label_of(items: Sequence[Item]) -> Items:
    """The label before a colon without the words that lead to it; empty where it is a clause and no name."""
    begin = _led(items, 0, len(items))
    words = items[begin:]
    while words and (words[-1].kind in ("period", "note") or words[-1].has("lead", "part", "aim")):
        words = words[:-1]
    if any(i.has("aim", "conj") for i in words):
        return ()
    return tuple(words)


def _passive(items: Sequence[Item], begin: int, end: int) -> int:
    """Before "được … giao": who gave the amount is no part of what it counts."""
    if end > begin and items[end - 1].has("assigned"):
        for n in range(end - 1, begin, -1):
            if items[n].has("passive"):
                return n
    return end


def subject_start(items: Sequence[Item], end: int, *, linked: bool) -> int:
    """Where the subject of a head begins: after the clauses and the words that lead to it.

    A subject that begins with a measure or a verb keeps the commas of its own lists; `linked`: a verb follows it.
    """
    begin = max(0, end - _LONGEST)
    first = _led(items, begin, end)
    commas = [n for n in range(first, end) if items[n].kind == "mark" and items[n].word == ","]
    opening = first < end and items[first].has("measure", "clause_verb")
    for n in reversed(commas):
        at = _led(items, n + 1, end)
        if end - at <= 1 and at == n + 1 and (opening or items[min(at, end - 1)].has("clause_verb")):
            continue  # "thu từ hoạt động xuất, nhập khẩu", "được đầu tư, nâng cấp"
        if at < end and (
            items[at].has("measure") or (items[at].has("clause_verb") and (at > n + 1 or not (linked and opening)))
        ):
            return _taken(items, at, end)
    if commas and not opening:
        at = _led(items, commas[-1] + 1, end)
        clause = any(i.has("predicate", *LINKS) for i in items[first : commas[-1]])
        if clause and at < end - 1 and not items[at].has("predicate"):
            return _taken(items, at, end)
    return _taken(items, first, end)


def _led(items: Sequence[Item], begin: int, end: int) -> int:
    """The first item from `begin` that is no period, mark, label or leading word."""
    n = begin
    while n < end:
        item = items[n]
        opening = item.kind == "mark" and item.word not in "“\"‘"
        label = item.kind == "bracket" and len(item.inside) <= 1
        lead = item.has("lead", "aim", "and", "reached", "expected", "conj") and not item.has("measure", "clause_verb")
        if not (opening or label or lead or item.kind in ("period", "note")):
            break
        n += 1
    return n


def _taken(items: Sequence[Item], begin: int, end: int) -> int:
    """After a verb that only takes the indicator as its object: "thông qua tổng thu", "mục tiêu tăng trưởng"."""
    for n in range(end - 1, begin, -1):
        before = n - 1 if items[n - 1].kind != "period" or n - 2 < begin else n - 2
        if items[n].has("measure") and items[before].has("take", "aim", "onward"):
            return n
    return begin


@dataclass(frozen=True, slots=True)
class Tail:
    """What follows a quantity: its words, whether they are a population or a complement, where its predicate begins."""

    words: Items
    complement: bool
    predicate: int
    periods: Items

    @property
    def population(self) -> bool:
        """Whether a noun phrase follows that the quantity is a share or a number of."""
        return bool(self.words) and not self.complement


def tail_of(items: Sequence[Item], *, subject: bool) -> Tail:
    """The tail taken apart; `subject`: a subject stands before the quantity, so that a reason may follow."""
    periods = tuple(i for i in items if i.kind == "period")
    words = list(items)
    for n, item in enumerate(words):
        if item.has("stop") or (subject and item.has("reason")):
            words = words[:n]
            break
        comma = item.kind == "mark" and item.word in ",-+"
        joint = comma or item.has("and")
        stops = "stop_after_comma" if comma else "stop_after_and"
        if joint and n + 1 < len(words) and words[n + 1].has(stops):
            words = words[:n]
            break
        due = comma and n + 1 < len(words) and words[n + 1].kind == "period"
        if due or (joint and n and words[n - 1].kind == "period"):
            words = words[:n]
            break
        if item.kind == "mark" and item.word in ".…":
            words = words[:n]
            break
    while words and _loose(words[-1]):
        words.pop()
    while words and (_loose(words[0]) or words[0].has("in_total") or words[0].kind == "bracket"):
        words.pop(0)
    if words and words[0].has("complement", "compared"):
        while len(words) > 1 and (words[-1].kind == "bracket" or _loose(words[-1])):
            words.pop()  # "so cùng kỳ (đạt mục tiêu đề ra)"
    complement = bool(words) and (words[0].has("complement", "compared") or words[0].kind == "period")
    predicate = next((n for n, i in enumerate(words) if i.has("predicate")), len(words))
    return Tail(tuple(words), complement, predicate, periods)


def _loose(item: Item) -> bool:
    """Whether an item at the edge of a phrase is none of its words."""
    if item.kind in ("period", "note"):
        return item.period is None or item.period.kind != "compared"
    return (item.kind == "mark" and item.word not in "“”\"‘’") or item.has("and") or (
        item.has("at_edge") and not item.has("predicate"))


def spans(items: Sequence[Item]) -> list[tuple[int, int]]:
    """The ranges of some items; periods and notes between them are left out, except what is compared with."""
    found: list[tuple[int, int]] = []
    fresh = True
    for item in items:
        if item.counts or item.kind == "note" or (
            item.kind == "period" and item.period is not None and item.period.kind != "compared"
        ):
            fresh = True
            continue
        if found and not fresh and item.start - found[-1][1] <= _NEXT:
            found[-1] = (found[-1][0], item.end)
        else:
            found.append((item.start, item.end))
        fresh = False
    return found
