"""Lists of agencies: under one head ("các Sở: GD&ĐT, Nội vụ", also on the lines below), or before one place."""

from __future__ import annotations

from collections.abc import Iterator

from vnplan.agencies.gazetteer import Gazetteer, ListHead
from vnplan.agencies.heads import read_head
from vnplan.agencies.spans import AgencySpan, Span, Tail
from vnplan.agencies.tails import read_tail

# No more letters stand between two names of a list.
_JOINT = 8


def read_list(
    gazetteer: Gazetteer, head: ListHead, low: str, folded: str, at: int, stop: int, limit: int
) -> tuple[AgencySpan, ...]:
    """The fields of a list whose head stands at [at, stop)."""
    rule = gazetteer.tails["list.colon"]
    colon = rule.regex.match(low, stop, limit)
    first = colon.end() if colon else stop
    person = read_head(gazetteer, low, at, stop)[1]
    joined = low.startswith(gazetteer.joint_heads, at)
    opening = (at, stop)
    found = tuple(
        _fields(gazetteer, head, low, folded, first, limit, person, joined=joined, opening=opening)
    )
    if not found and colon and first == limit:
        found = tuple(_lines(gazetteer, head, low, folded, first, person, opening))
    if len(found) == 1 and found[0].end == found[0].core[1]:
        entry = found[0].entry
        if entry is not None and entry.place != "none":  # "các Sở Y tế" are many, not this province's
            return (found[0]._replace(tail=Tail(found[0].end, many=True)),)
    return found


def next_fields(
    gazetteer: Gazetteer, head: ListHead, low: str, folded: str, at: int, limit: int, person: str | None
) -> tuple[AgencySpan, ...]:
    """The fields that go on after a name without a list's head: "Sở Nội vụ, Tài chính, Y tế chủ trì"."""
    return tuple(_fields(gazetteer, head, low, folded, at, limit, person, strict=True))


def _lines(
    gazetteer: Gazetteer, head: ListHead, low: str, folded: str, at: int, person: str | None, opening: Span
) -> Iterator[AgencySpan]:
    """The fields of a list that begins on the next line: "Các Sở:" above "Tài chính, Nội vụ" or above bullets."""
    bullet = gazetteer.tails["list.break"].regex
    while match := bullet.match(low, at):
        stop = low.find("\n", match.end())
        stop = len(low) if stop < 0 else stop
        found = tuple(_fields(gazetteer, head, low, folded, match.end(), stop, person, opening=opening))
        if not found or found[0].start != found[0].core[0] or not folded[found[0].start].isupper():
            return  # "Sở Tài chính": a name of its own
        if not _ends(gazetteer, low, found[-1].end, stop):
            return
        yield from found
        at = stop
        if low[found[-1].end : stop].strip(" ,;."):
            return


def _fields(
    gazetteer: Gazetteer, head: ListHead, low: str, folded: str, at: int, limit: int, person: str | None,
    *, strict: bool = False, joined: bool = False, opening: Span | None = None,
) -> Iterator[AgencySpan]:  # fmt: skip
    """The fields of a list from an offset on. `strict`: it has no head of its own, so it must end well."""
    separator = gazetteer.tails["list.and"].regex
    dash = gazetteer.tails["list.dash"].regex
    expect = strict
    while at < limit:
        if expect:
            between = separator.match(low, at, limit) or (dash.match(low, at, limit) if joined else None)
            if not between:
                return
            at = between.end()
        match = head.elements.match(low, at, limit)
        if not match:
            return
        stop = match.end()
        if strict and match.start(1) != match.start():
            return  # "Sở Tài chính, Sở Y tế": a name of its own
        agencies = head.agencies[match[1]]
        tail = read_tail(gazetteer, agencies[0], low, folded, stop, limit)
        shut = tail.end if tail.group else stop
        if strict and not (folded[match.start(1)].isupper() and _ends(gazetteer, low, shut, limit)):
            return
        span = (match.start(1), stop)
        parts = (opening, span) if opening else (span,)
        yield AgencySpan(at, max(stop, tail.end), span, "agency.list", agencies, tail, person, parts)
        at, expect = max(stop, tail.end), True


def _ends(gazetteer: Gazetteer, low: str, at: int, limit: int) -> bool:
    """Whether an element of a headless list is over here, so that "Sở Tài chính, Xây dựng kế hoạch" is no list."""
    if at >= limit or low[at] in ",;.:)/\n":
        return True
    return low[at] == " " and any(low.startswith(w, at + 1) for w in gazetteer.after)


def share_places(gazetteer: Gazetteer, spans: list[AgencySpan], low: str) -> list[AgencySpan]:
    """Names that share the place after the last of them: in "HĐND, UBND tỉnh" the HĐND is the tỉnh's too."""
    joint = gazetteer.tails["list.and"].regex
    for i in range(len(spans) - 2, -1, -1):
        one, two = spans[i], spans[i + 1]
        if two.start - one.end > _JOINT or one.end != one.core[1]:
            continue
        if one.rule == "agency.kind" and ";" in low[one.end : two.start]:
            continue
        entry, upper = one.entry, two.entry
        if entry is None or upper is None or one.fixed or two.fixed or one.upper or two.upper:
            continue
        tail = two.tail
        if entry.place == "plain" == upper.place:
            shared = two.rule == "agency.list" and tail.group and tail.group.startswith(gazetteer.plurals[0] + " ")
            if shared and joint.fullmatch(low, one.end, two.start):
                spans[i] = one._replace(tail=tail._replace(end=one.end))
            continue
        if entry.place != "levelled" or upper.place != "levelled" or entry.level != "other":
            continue
        if not (tail.word or tail.group or tail.locality) or not joint.fullmatch(low, one.end, two.start):
            continue
        spans[i] = one._replace(tail=tail._replace(end=one.end), rule="agency.shared")
    return spans
