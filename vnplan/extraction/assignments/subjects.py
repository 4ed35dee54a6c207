"""Subjects: which agencies a clause or a heading puts in charge.

A clause assigns when agencies stand at its head and a directive follows ("Sở Nội vụ chủ trì …"), when somebody gives
them a task ("giao Sở Nội vụ …", "đề nghị …"), or when they answer for the execution of the instrument. A heading names
agencies and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vnplan.extraction.assignments.roles import MentionIndex, Role, Subject, list_from, owner, partners_in, roles
from vnplan.extraction.clauses.blocks import Block, ends_with_colon
from vnplan.text import CleanText

if TYPE_CHECKING:
    from vnplan.agencies.mentions import Mention


@dataclass(frozen=True, slots=True)
class Clause:
    """Agencies in charge at a range; `body` is where their task begins; `rule` and `why` name the form and the role."""

    subject: Subject
    start: int
    end: int
    body: int
    role: Role
    rule: str
    why: str
    enforces: bool = False


_CLAUSE_START = re.compile(r"[.;:\n•]\s*$|^\s*$|[-+*]\s*$")
_HEADING_LIMIT = 700
# An agency heading names its first agency within so many letters.
_HEADING_LEAD = 90
_TAIL = 190
# A task has at least so many letters.
_SHORTEST = 6
_STOP = re.compile(r"[.;]\s|\n|[.;]$")


def heading_of(clean: CleanText, block: Block, mentions: MentionIndex, lists: bool) -> Clause | None:
    """The agencies that a heading names, when it names nothing else: "2. Sở Tài chính", "Đề nghị Hội Phụ nữ tỉnh:".

    `lists` says whether items follow: without them the task must stand on the heading's own line.
    """
    r = roles()
    low, text = clean.lower, clean.text
    begin, end = block.start, block.end
    while begin < end and text[begin] in " \n":
        begin += 1
    if not mentions.any_between(begin, min(end, begin + _HEADING_LEAD)):
        return _listed_below(clean, begin, end, mentions)
    limit = min(end, begin + _HEADING_LIMIT)
    found = mentions.between(begin, limit)
    before = low[begin : found[0].start]
    if len(before) > 60 or (not r["heading.before"].match(before) and not _shared_head(found[0], begin)):
        return None
    subject, _ = list_from(clean, found, 0, limit)
    tail = low[subject.end : limit]
    colon = tail.find(":")
    stop = len(tail.rstrip(" .;:\n"))
    if (0 <= colon <= 160 and r["heading.after"].match(tail[:colon].rstrip())) or (
        0 <= colon <= 160 and r["subject.tail"].match(tail[:colon]) and not _STOP.search(tail[:colon])
    ):
        body = subject.end + colon + 1
        if not lists and not low[body:end].strip():
            return None
        if low[body:end].strip() and not r.directive(low[body:end]):
            return None
        return _clause(subject, begin, body)
    if "\n" in tail.strip("\n") or not tail.strip(" .;"):
        line = tail.find("\n")
        if line < 0 and not lists:
            return None
        body = subject.end + (line + 1 if line >= 0 else len(tail))
        return _clause(subject, begin, body) if not tail[: max(line, 0)].strip(" .;") else None
    if lists and stop <= 160 and (
        r["heading.after"].match(tail[:stop])
        or (block.node.heading is not None and r["subject.tail"].match(tail[:stop]))
    ) and not r.directive(tail[:stop].lstrip()):
        return _clause(subject, begin, subject.end + len(tail))
    # A heading that wrapping has joined with its text: "Ủy ban nhân dân các huyện Trên cơ sở Kế hoạch này, …".
    joined = re.match(r"\.?\s+(?=[A-ZĐÀ-Ỹ])", text[subject.end : limit])
    if joined and text[subject.end + joined.end()].isupper() and r.directive(low[subject.end + joined.end() : end]):
        return _clause(subject, begin, subject.end + joined.end())
    return None


def _listed_below(clean: CleanText, begin: int, end: int, mentions: MentionIndex) -> Clause | None:
    """A heading whose agencies stand on the next line: "2. Trách nhiệm của các Sở:" above "Tài chính, Nội vụ."."""
    if not ends_with_colon(clean.text, begin, end):
        return None
    found = [m for m in mentions.between(end, end + _HEADING_LEAD) if m.parts and begin <= m.parts[0][0] < end]
    if not found or not roles()["heading.before"].match(clean.lower[begin : found[0].parts[0][0]]):
        return None
    return _clause(Subject(tuple(found), begin, found[-1].end), begin, found[-1].end)


def _shared_head(mention: Mention, begin: int) -> bool:
    """Whether the list's shared head ("Các Sở:") begins where the heading does."""
    return bool(mention.parts) and mention.parts[0][0] - begin <= 6


def _clause(subject: Subject, start: int, body: int) -> Clause:
    return Clause(subject, start, body, body, "implement", "assignment.heading", "role.implement")


def clauses_of(
    clean: CleanText, block: Block, mentions: MentionIndex, mode: str, issuer: str | None,
    plain: Callable[[], bool],
) -> list[Clause]:
    """The assigning clauses of a block, in order. `plain()`: whether verbs without a role assign too.

    >>> from vnplan.agencies.mentions import find_mentions
    >>> from vnplan.layout import lay_out
    >>> from vnplan.structure import build_structure
    >>> from vnplan.extraction.clauses.blocks import blocks_of
    >>> layout = lay_out("1. Sở Nội vụ chủ trì, phối hợp với Sở Y tế. Giao Sở Tài chính bố trí kinh phí.")
    >>> block = blocks_of(layout.clean, build_structure(layout).nodes)[0]
    >>> found = clauses_of(layout.clean, block, MentionIndex(find_mentions(layout.clean)), "plan", None, lambda: True)
    >>> [(c.subject.mentions[0].agency.name, c.role) for c in found]
    [('Sở Nội vụ', 'lead'), ('Sở Tài chính', 'implement')]
    """
    inside = mentions.between(block.start, block.end)
    found: list[Clause] = []
    i, partnered = 0, -1
    while i < len(inside):
        mention = inside[i]
        if (found and mention.start < found[-1].body) or mention.start <= partnered or owner(clean, mention):
            i += 1
            continue
        begin = _sentence_start(clean, block.start, mention.start)
        enforced = _enforcement(clean, inside, i, begin, block.end)
        if enforced is not None:
            clause, i = enforced
            found.append(clause)
            continue
        before = clean.lower[max(begin, mention.start - 110) : mention.start]
        given = roles()["giver.words"].search(before) is not None and (mode != "law" or plain()) and (
            not roles()["giver.cited"].search(before)
        )
        if not given and not _at_head(clean, begin, mention.start):
            i += 1
            continue
        subject, nxt = list_from(clean, inside, i, block.end)
        clause_ = _predicate(clean, subject, begin, block.end, mode, issuer, plain, given, block.start)
        if clause_ is not None:
            found.append(clause_)
            i = nxt
            if clause_.role in ("lead", "coordinate"):  # who works with the subject is no subject of the same verb
                stop = _STOP.search(clean.lower, clause_.body, block.end)
                others = partners_in(clean, mentions, clause_.body, stop.start() if stop else block.end)
                partnered = others[-1].start if others else -1
        else:
            i = i + 1
    return found


def _sentence_start(clean: CleanText, low: int, at: int) -> int:
    """Where the sentence or clause that holds an offset begins."""
    window = clean.text[max(low, at - 500) : at]
    cut = max((window.rfind(mark) for mark in (". ", "; ", ";\n", "\n", ": ", ".\n", "./. ", ".) ")), default=-1)
    if cut < 0:
        return max(low, at - 500)
    start = max(low, at - 500) + cut + 1
    while start < at and clean.text[start] in " \n-+*•":
        start += 1
    return start


def _at_head(clean: CleanText, begin: int, at: int) -> bool:
    """Whether nothing but a lead-in stands between the beginning of a clause and its subject."""
    before = clean.lower[begin:at]
    if clean.text[max(0, begin - 2) : begin].rstrip()[-1:] == ":" and roles()["subject.with"].search(
        clean.lower[max(0, begin - 90) : begin]
    ):
        return False
    if before.rfind("(") > before.rfind(")"):
        return False  # "phản hồi về Ban Chỉ đạo (qua Sở Tài chính, …)"
    if before.endswith("thành viên ") and not roles()["subject.member"].match(clean.lower, at):
        return False
    return not before.strip(" -+*\n") or (len(before) < 400 and roles()["subject.before"].match(before) is not None)


def _predicate(
    clean: CleanText, subject: Subject, begin: int, limit: int, mode: str, issuer: str | None,
    plain: Callable[[], bool], given: bool, block_start: int,
) -> Clause | None:
    r = roles()
    low = clean.lower
    at = subject.end
    words = low[at : min(limit, at + 420)]
    offset = _verb_at(words)
    if offset is None or len(words[offset:].strip(" .:;")) < _SHORTEST:
        return None
    rest = words[offset:]
    strong = r["verb.strong"].match(rest) is not None
    if (r["verb.telling"].match(rest) and not strong) or (not given and r["verb.giving"].match(rest)):
        return None
    own = issuer is not None and all(m.agency.id == issuer for m in subject.mentions)
    if own and not given and (not strong or low[begin : subject.start].strip(" -+*")):
        return None
    if not strong and not r.directive(rest):
        return None
    if not strong and not given:
        own_duty = begin == subject.start == block_start and r["verb.duty"].match(rest)
        if not own_duty and not plain():
            return None
    role, why = r.role_of(rest)
    start = begin if begin <= subject.start and subject.start - begin < 400 else subject.start
    rule = "assignment.given" if given else "assignment.sentence"
    return Clause(subject, start, limit, at + offset, role, rule, why)


def _verb_at(words: str) -> int | None:
    """Where the predicate begins: right after the known agencies, or after bodies that the gazetteer does not know."""
    r = roles()
    head = words.lstrip(" ,:)")
    skipped = len(words) - len(head)
    if r.directive(head):
        return skipped
    bracket = re.match(r"\s*\([^()]{0,80}\)\s*,?\s*", words)
    if bracket and r.directive(words[bracket.end() :]):
        return bracket.end()
    for cue in r["verb.cue"].finditer(words[: _TAIL + 20]):
        if r["subject.tail"].match(words[: cue.start()].rstrip(" ,")):
            return cue.start()
    return None


def _enforcement(
    clean: CleanText, inside: list[Mention], i: int, begin: int, limit: int
) -> tuple[Clause, int] | None:
    """ "… chịu trách nhiệm thi hành Quyết định này": every agency of the sentence before these words."""
    low = clean.lower
    start = inside[i].start
    if not _at_head(clean, begin, start) and not _listed(clean, begin, start):
        return None
    stop = _paragraph_end(clean, start, limit)
    cue = roles()["enforce.words"].search(low, start, min(stop, start + 1600))
    if cue is None:
        return None
    between = low[start : cue.start()]
    if roles()["enforce.broken"].search(between):
        return None
    taken = []
    j = i
    while j < len(inside) and inside[j].start < cue.start():
        if not owner(clean, inside[j]):
            taken.append(inside[j])
        j += 1
    if not taken:
        return None
    end = cue.end()
    full = re.compile(r"[.;]|\n|$").search(low, end, limit)
    end = full.start() if full else limit
    subject = Subject(tuple(taken), start, taken[-1].end)
    return Clause(subject, begin, end, cue.start(), "implement", "assignment.enforcement", "enforce.words", True), j


def _listed(clean: CleanText, begin: int, start: int) -> bool:
    """Whether persons and bodies without a record stand before the first agency of an enforcement sentence."""
    before = clean.lower[begin:start]
    return len(before) < 160 and roles()["enforce.before"].match(before) is not None


def _paragraph_end(clean: CleanText, at: int, limit: int) -> int:
    end = clean.lower.find("\n", at, limit)
    return limit if end < 0 else end
