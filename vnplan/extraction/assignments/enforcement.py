"""Enforcement articles: "… chịu trách nhiệm thi hành Quyết định này" (Nghị định 30/2020/NĐ-CP, Phụ lục III)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vnplan.extraction.assignments.subjects import Subject, Subjects

if TYPE_CHECKING:
    from vnplan.agencies.mentions import Mention

# The agencies of such an article stand within so many letters before its words.
_LONGEST = 1600
_BEFORE = 400
_FULL = re.compile(r"[.;]|\n|$")
_CUES = ("enforce.words", "enforce.by", "enforce.this")


def enforcement_at(subjects: Subjects, first: Mention, begin: int, limit: int) -> tuple[Subject, int, int] | None:
    """The agencies from a mention to the words of enforcement, where these begin, and where the sentence ends.

    None when no such words follow in the paragraph, or another predicate stands between.
    """
    low, rules = subjects.clean.lower, subjects.rules
    start = first.start
    before = low[begin:start]
    if len(before) > _BEFORE or (
        before.strip(" -+*\n") and not rules["subject.before"].match(before)
        and not rules["subject.before_led"].match(before) and not rules["enforce.before"].match(before.lstrip(" -+*"))
    ):
        return None
    line = low.find("\n", start, limit)
    stop = min(limit if line < 0 else line, start + _LONGEST)
    cues = [m for name in _CUES if (m := rules[name].search(low, start, stop))]
    cue = min(cues, key=lambda m: m.start(), default=None)
    if cue is None or rules["enforce.broken"].search(low, start, cue.start()):
        return None
    taken = [m for m in subjects.mentions.between(start, cue.start()) if not subjects.owner(m)]
    if not taken:
        return None
    full = _FULL.search(low, cue.end(), limit)
    return Subject(tuple(taken), start, taken[-1].end), cue.start(), full.start() if full else limit
