"""Headings that name agencies and nothing else: "2. Sở Tài chính", "Đề nghị Hội Phụ nữ tỉnh:", "Các Sở:"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vnplan.extraction.assignments.subjects import Subject, Subjects
from vnplan.extraction.clauses.blocks import Block, ends_with_colon

if TYPE_CHECKING:
    from vnplan.agencies.mentions import Mention

_LIMIT = 700
# An agency heading names its first agency within so many letters.
_LEAD = 90
_LONGEST_BEFORE = 60
_LONGEST_TAIL = 160
_STOP = re.compile(r"[.;]\s|\n|[.;]$")
_NEXT = re.compile(r"\.?\s+(?=[^\W\d_])")


@dataclass(frozen=True, slots=True)
class Heading:
    """The agencies that a heading names; `body` is where words of a task on its own line would begin."""

    subject: Subject
    start: int
    body: int


def heading_of(subjects: Subjects, block: Block, lists: bool) -> Heading | None:
    """The agencies that a block's heading names, when it names nothing else.

    `lists` says whether items follow: without them the task must stand on the heading's own line.

    >>> from vnplan.agencies.mentions import find_mentions
    >>> from vnplan.extraction.assignments.roles import MentionIndex, roles
    >>> from vnplan.extraction.clauses.blocks import blocks_of
    >>> from vnplan.layout import lay_out
    >>> from vnplan.structure import build_structure
    >>> layout = lay_out("1. Sở Nội vụ\\n- Rà soát biên chế.")
    >>> subjects = Subjects(layout.clean, MentionIndex(find_mentions(layout.clean)), roles())
    >>> block = blocks_of(layout.clean, build_structure(layout).nodes)[0]
    >>> [m.agency.name for m in heading_of(subjects, block, True).subject.mentions]
    ['Sở Nội vụ']
    """
    low = subjects.clean.lower
    begin, end = block.start, block.end
    while begin < end and low[begin] in " \n":
        begin += 1
    limit = min(end, begin + _LIMIT)
    if not subjects.mentions.any_between(begin, min(end, begin + _LEAD)):
        return _listed_below(subjects, begin, end) or (_open(subjects, block, begin, limit) if lists else None)
    found = subjects.mentions.between(begin, limit)
    before = low[begin : found[0].start]
    shared = bool(found[0].parts) and begin <= found[0].parts[0][0] <= begin + 6 and (
        found[0].parts[0][0] < found[0].start  # "Các Sở:", the head that a list shares
    )
    if len(before) > _LONGEST_BEFORE or not (subjects.rules["heading.before"].match(before) or shared):
        return _open(subjects, block, begin, limit) if lists else None
    heading = _after(subjects, block, subjects.list_from(found[0], limit), begin, limit, lists)
    return heading or (_duties(subjects, block, begin, limit) if lists else None)


def _duties(subjects: Subjects, block: Block, begin: int, limit: int) -> Heading | None:
    """ "1. Trách nhiệm của các Sở quản lý công trình chuyên ngành, Ban quản lý …": bodies under longer names."""
    low, rules = subjects.clean.lower, subjects.rules
    lead = rules["heading.others"].match(low[begin:limit])
    if lead is None or "\n" in low[begin:limit].strip():
        return None
    start = begin + lead.end()
    stop = limit
    while stop > begin and low[stop - 1] in " .;:\n":
        stop -= 1
    tail = rules["heading.tail"].search(low, start, stop)
    found = subjects.named_pieces(start, tail.start() if tail else stop)
    return Heading(Subject(tuple(found), start, found[-1].end), begin, limit) if found else None


def _after(
    subjects: Subjects, block: Block, subject: Subject, begin: int, limit: int, lists: bool
) -> Heading | None:
    """The heading of a list of agencies, by what follows the list."""
    rules, low, text = subjects.rules, subjects.clean.lower, subjects.clean.text
    end = block.end
    tail = low[subject.end : limit]
    colon = tail.find(":")
    stop = len(tail.rstrip(" .;:\n"))
    if 0 <= colon <= _LONGEST_TAIL and not _STOP.search(tail[:colon]):
        more = subjects.open_pieces(subject.end, subject.end + colon)
        if rules["heading.after"].match(tail[:colon].rstrip()) or more is not None:
            body = subject.end + colon + 1
            words = low[body:end]
            if words.strip() and not rules.directive(words):
                return None
            if not words.strip() and not lists:
                return None
            return _heading(subject, more, begin, body)
    if "\n" in tail.strip("\n") or not tail.strip(" .;"):
        line = tail.find("\n")
        if (line < 0 and not lists) or tail[: max(line, 0)].strip(" .;"):
            return None
        return Heading(subject, begin, subject.end + (line + 1 if line >= 0 else len(tail)))
    if lists and stop <= _LONGEST_TAIL and not rules.directive(tail[:stop].lstrip()):
        more = subjects.open_pieces(subject.end, subject.end + stop) if block.node.heading is not None else None
        if rules["subject.apposition"].match(tail[:stop]):
            return Heading(subject, begin, subject.end + len(tail))
        if rules["heading.after"].match(tail[:stop]) or more is not None:
            return _heading(subject, more, begin, subject.end + len(tail))
    # A heading that wrapping has joined with its text: "Ủy ban nhân dân các huyện Trên cơ sở Kế hoạch này, …".
    joined = _NEXT.match(text, subject.end, limit)
    if joined and text[joined.end()].isupper() and rules.directive(low[joined.end() : end]):
        return Heading(subject, begin, joined.end())
    return None


def _heading(subject: Subject, more: list[Mention] | None, begin: int, body: int) -> Heading:
    if not more:
        return Heading(subject, begin, body)
    return Heading(Subject((*subject.mentions, *more), subject.start, more[-1].end), begin, body)


def _listed_below(subjects: Subjects, begin: int, end: int) -> Heading | None:
    """A heading whose agencies stand on the next line: "2. Trách nhiệm của các Sở:" above "Tài chính, Nội vụ."."""
    if not ends_with_colon(subjects.clean.text, begin, end):
        return None
    found = [m for m in subjects.mentions.between(end, end + _LEAD) if m.parts and begin <= m.parts[0][0] < end]
    if not found or not subjects.rules["heading.before"].match(subjects.clean.lower[begin : found[0].parts[0][0]]):
        return None
    return Heading(Subject(tuple(found), begin, found[-1].end), begin, found[-1].end)


def _open(subjects: Subjects, block: Block, begin: int, limit: int) -> Heading | None:
    """A heading that names bodies nobody lists: "5. Các doanh nghiệp viễn thông", "Chủ đầu tư các dự án:"."""
    rules, low = subjects.rules, subjects.clean.lower
    lead = rules["heading.lead"].match(low[begin:limit])
    start = begin + lead.end() if lead else begin
    stop = limit
    while stop > start and low[stop - 1] in " .;:\n":
        stop -= 1
    colon = ends_with_colon(subjects.clean.text, begin, block.end)
    if not (colon or block.node.heading is not None or lead) or stop - start > _LONGEST_TAIL:
        return None
    duty = rules["heading.tail"].search(low, start, stop)
    end = duty.start() if duty else stop
    words = low[start:end]
    if not (lead or colon or rules["subject.plural"].match(words)):
        return None  # "Doanh nghiệp số": what the section is about
    if "\n" in words or not rules["subject.open"].match(words) or rules["subject.not_open"].match(words):
        return None
    found = subjects.open_pieces(start, end)
    if not found or rules.directive(words):
        return None
    return Heading(Subject(tuple(found), start, end), begin, limit)
