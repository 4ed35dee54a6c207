"""The quantities of a sentence with the words that are theirs: the head before and the tail after each of them.

Between two quantities stand the tail of the first ("… trẻ em được khám,") and the head of the second ("tỷ lệ hộ
nghèo còn"). Where one ends and the other begins is decided by the marks and cues between them; a bracket with
quantities is a level of its own and is skipped outside.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from vnplan.extraction.targets.items import Item
from vnplan.lexing.quantities import Quantity

Items = tuple[Item, ...]
#: Dimensions whose unit is the noun that is counted.
COUNTED = frozenset({"count", "work"})


@dataclass(frozen=True, slots=True)
class Slot:
    """A quantity item, the items before and after it, the label before a colon, and what joins it to the one before.

    joint: start, semi, comma, and, part ("trong đó"), with ("với tổng vốn …"), direct, slash. `listed`: a colon stands
    before it, so that what follows ";" is of the same list.
    """

    item: Item
    head: Items
    tail: Items
    joint: str
    label: Items = ()
    brackets: Items = ()
    listed: bool = False


@dataclass(slots=True)
class _Making:
    """A slot while its tail is not known yet."""

    item: Item
    head: Items
    joint: str
    label: Items
    listed: bool
    tail: list[Item] = field(default_factory=list)


def slots_of(items: Sequence[Item]) -> list[Slot]:
    """The slots of one level of a sentence, in order; a quantity inside another's words has none."""
    making: list[_Making] = []
    gap: list[Item] = []
    for item in _without_owners(items):
        if item.quantity is None:
            gap.append(item)
            continue
        if not making:
            head, label, joint = _opening(gap)
            making.append(_Making(item, head, joint, label, _colon(gap)))
        else:
            tail, head, label, joint = _split(gap, making[-1].item, item)
            if joint == "inside":
                making[-1].tail += [*gap, item]
            else:
                making[-1].tail += tail
                making.append(_Making(item, head, joint, label, _colon(gap)))
        gap = []
    if making:
        end = _strong(gap)
        making[-1].tail += gap[: end[0]] if end else gap
    return [_made(m, items) for m in making]


def _without_owners(items: Sequence[Item]) -> list[Item]:
    """The items; what is counted only to say whose something is ("GRDP của 02 tỉnh") is a word."""
    out: list[Item] = []
    for item in items:
        q = item.quantity
        if q is not None and out and (_owned(q, out[-1]) or _each(q)):
            item = Item("word", item.start, item.end, q.normal)
        out.append(item)
    return out


def _owned(q: Quantity, before: Item) -> bool:
    return q.dimension in COUNTED and q.min == q.max and before.has("located_of")


def _each(q: Quantity) -> bool:
    """ "trên 01 ha": for each of them."""
    return q.min == 1 and q.max is None and q.dimension in ("area", "length", "volume")


def _made(m: _Making, items: Sequence[Item]) -> Slot:
    """The slot without brackets that hold quantities of their own; those that follow it are its brackets."""
    brackets = tuple(i for i in m.tail if i.counts)
    tail: list[Item] = []
    closed = False
    for item in m.tail:
        if closed and not item.has("predicate"):
            break  # what follows a bracket with quantities is no noun, but may be its predicate
        closed = item.counts
        if not item.counts:
            tail.append(item)
    return Slot(m.item, tuple(i for i in m.head if not i.counts), tuple(tail), m.joint, m.label, brackets, m.listed)


def _strong(gap: Sequence[Item]) -> list[int]:
    """Where a clause surely ends: ";", ":", "=", "trong đó", "nên"."""
    return [n for n, i in enumerate(gap) if (i.kind == "mark" and i.word in ";:=") or i.has("part", "conj")]


def _colon(gap: Sequence[Item]) -> bool:
    strong = _strong(gap)
    return bool(strong) and gap[strong[-1]].word == ":"


def _weak(gap: Sequence[Item]) -> list[int]:
    return [n for n, i in enumerate(gap) if (i.kind == "mark" and i.word == ",") or i.has("and")]


def _opening(gap: Sequence[Item]) -> tuple[Items, Items, str]:
    """Head, label and joint of the first quantity of a level."""
    strong = _strong(gap)
    if not strong:
        return tuple(gap), (), "start"
    last = strong[-1]
    return tuple(gap[last + 1 :]), _label(gap, last), "part" if _refines(gap, last) else "start"


def _refines(gap: Sequence[Item], last: int) -> bool:
    """Whether the mark at an index is "trong đó" or the colon after it."""
    return gap[last].has("part") or (last > 0 and gap[last - 1].has("part"))


def _label(gap: Sequence[Item], colon: int) -> Items:
    """The words before a colon, back to the mark before them."""
    if gap[colon].kind != "mark" or gap[colon].word != ":" or _refines(gap, colon):
        return ()
    begin = colon
    while begin:
        item = gap[begin - 1]
        if item.has("conj") or (item.kind == "mark" and item.word in ";:"):
            break
        begin -= 1
    return tuple(gap[begin:colon])


def _split(gap: Sequence[Item], before: Item, after: Item) -> tuple[Items, Items, Items, str]:
    """Tail of the quantity before, head and label of the one after, and the joint."""
    strong = _strong(gap)
    if strong:
        first, last = strong[0], strong[-1]
        joint = "semi"
        if _refines(gap, last) or (gap[last].word == ":" and any(gap[n].has("part") for n in strong)):
            joint = "part"
        return tuple(gap[:first]), tuple(gap[last + 1 :]), _label(gap, last), joint
    if after.quantity is not None and after.quantity.whole:
        return (), (), (), "slash"
    weak = _weak(gap)
    at, joint = _boundary(gap, weak, before, after)
    if at is None:
        return tuple(gap), (), (), joint
    skip = 0 if joint in ("with", "direct") else 1
    return tuple(gap[:at]), tuple(gap[at + skip :]), (), joint


def _boundary(gap: Sequence[Item], weak: list[int], before: Item, after: Item) -> tuple[int | None, str]:
    """The index in a gap where the next head begins, and the joint."""
    if not weak:
        for n, item in enumerate(gap):
            if item.has("attribute") and (n + 1 == len(gap) or gap[n + 1].has("measure") or _counts(after)):
                share = after.quantity is not None and after.quantity.dimension == "percent"
                return (None, "inside") if share and _counts(before) and item.has("link_have") else (n, "with")
        if not gap or gap[0].has("measure", "link_filler", "link_share", "same"):
            return 0, "direct"
        if any(i.has("link_change", "onward") for i in gap):
            n = next(n for n, i in enumerate(gap) if i.has("link_change", "onward"))
            return n, "direct"
        if _counts(after) and (_counts(before) or before.quantity is not None):
            return None, "inside"
        return 0, "direct"
    last = weak[-1]
    joint = "and" if gap[last].has("and") else "comma"
    rest = [i for i in gap[last + 1 :] if i.kind in ("word", "cue", "bracket") and not i.has("lead", "and")]
    if all(_is_link(i) for i in rest) or (rest and rest[0].has("measure", "attribute")):
        return last, joint
    if _subject_tail(gap, weak[0]):
        n = next((n for n in weak if gap[n].word == ","), weak[0])
        return n, "comma" if gap[n].word == "," else "and"
    for n in reversed(weak):
        following = next((i for i in gap[n + 1 :] if i.kind in ("word", "cue") and not i.has("lead", "take")), None)
        if following is not None and following.has("measure", "clause_verb", "attribute"):
            return n, "comma" if gap[n].word == "," else "and"
    if _counts(after) and rest and not any(_is_link(i) for i in gap[last + 1 :]) and not rest[-1].has("preposition"):
        commas = [n for n in weak if gap[n].word == ","]
        if not commas:
            return None, "inside"
        last = commas[-1]
    return last, joint


def _is_link(item: Item) -> bool:
    return item.has("link_reach", "link_filler", "link_share", "link_change", "link_have")


def _counts(item: Item) -> bool:
    return item.quantity is not None and item.quantity.dimension in COUNTED


def _subject_tail(gap: Sequence[Item], first: int) -> bool:
    """Whether the quantity before a gap had its subject before it: nothing follows it, or what it is compared with."""
    head = next((i for i in gap[:first] if i.kind in ("word", "cue")), None)
    return head is None or head.has("complement", "compared")
