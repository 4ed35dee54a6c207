"""Roles, verbs and subjects: what the words around an agency say about who does what.

All patterns are data (grammars/roles.toml); here is how they are asked.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from vnplan.grammar.compiled import Compiled
from vnplan.text import CleanText

if TYPE_CHECKING:
    from vnplan.agencies.mentions import Mention

Role = Literal["lead", "coordinate", "advise", "implement"]
_WINDOW = 420
_VERBAL: tuple[Role, ...] = ("lead", "coordinate", "advise")


@dataclass(frozen=True, slots=True)
class Roles:
    """The compiled rules of grammars/roles.toml by id."""

    by_id: dict[str, re.Pattern[str]]

    def __getitem__(self, rule_id: str) -> re.Pattern[str]:
        return self.by_id[rule_id]

    def role_of(self, words: str) -> tuple[Role, str]:
        """The role that a directive gives (lower, folded words), and the rule that says so.

        >>> r = roles()
        >>> [r.role_of(w)[0] for w in ("chủ trì, phối hợp với sở nội vụ", "hằng năm, tham mưu ubnd tỉnh", "báo cáo")]
        ['lead', 'advise', 'implement']
        >>> r.role_of("căn cứ khả năng ngân sách địa phương tham mưu bố trí kinh phí")[0]
        'advise'
        """
        words = words[:_WINDOW].lstrip(" ,;:.+*•–-\n")
        for _ in range(4):
            found = self._first(words)
            if found is not None:
                return found
            m = self["role.lead_in"].match(words)
            if m is None or not m.end() or self["role.cue"].search(m[0]):
                break
            words = words[m.end() :].lstrip(" ,;:.+*•–-\n")
        if re.match(r"(?:căn cứ|trên cơ sở|theo)(?!\w)", words):
            cue = self["role.cue"].search(words)
            if cue is not None and not any(
                self["verb.directive"].match(words[m.end() :]) for m in re.finditer(r",\s+", words[: cue.start()])
            ):
                return self._first(words[cue.start() :]) or ("implement", "role.implement")
        return "implement", "role.implement"

    def _first(self, words: str) -> tuple[Role, str] | None:
        for role in _VERBAL:
            if self[f"role.{role}"].match(words):
                return role, f"role.{role}"
        return None

    def directive(self, words: str) -> bool:
        """Whether words begin as a directive does, with or without a lead-in.

        >>> roles().directive("hằng năm, tổ chức kiểm tra"), roles().directive("đã tổ chức kiểm tra")
        (True, False)
        """
        words = words[:_WINDOW]
        if self["verb.telling"].match(words):
            return False
        if self["verb.directive"].match(words):
            return True
        m = self["role.lead_in"].match(words.lstrip(" ,;:"))
        return bool(m and m.end() and self["verb.directive"].match(words.lstrip(" ,;:")[m.end() :]))


#: The rules of grammars/roles.toml.
roles = Compiled("roles", lambda found: Roles({rule.id: rule.regex for rule in found}))


@dataclass(slots=True)
class MentionIndex:
    """The mentions of a text by offset."""

    mentions: Sequence[Mention]
    starts: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.starts = [m.start for m in self.mentions]

    def between(self, start: int, end: int) -> list[Mention]:
        """The mentions that begin in [start, end)."""
        return list(self.mentions[bisect_left(self.starts, start) : bisect_left(self.starts, end)])

    def any_between(self, start: int, end: int) -> bool:
        i = bisect_left(self.starts, start)
        return i < len(self.starts) and self.starts[i] < end


@dataclass(frozen=True, slots=True)
class Subject:
    """Agencies that stand together, and where they begin and end."""

    mentions: tuple[Mention, ...]
    start: int
    end: int


def list_from(clean: CleanText, mentions: Sequence[Mention], i: int, limit: int) -> tuple[Subject, int]:
    """The agencies of one list that begins with mention `i`; and the index after it.

    "Sở Tài chính, Sở Nội vụ và các đơn vị liên quan" is one list; a verb between two agencies ends it.
    """
    between = roles()["subject.between"]
    taken = [mentions[i]]
    end = mentions[i].end
    i += 1
    while i < len(mentions) and mentions[i].start < limit:
        gap = clean.lower[end : mentions[i].start]
        if len(gap) > 90 or not between.match(gap) or gap == " lãnh đạo ":
            break
        if not owner(clean, mentions[i]):
            taken.append(mentions[i])
        end = mentions[i].end
        i += 1
    first = taken[0]
    start = min([first.start, *(a for a, _ in first.parts if first.start - 60 < a)])
    return Subject(tuple(taken), start, end), i


def owner(clean: CleanText, mention: Mention) -> bool:
    """Whether an agency is named only as the owner of another: "Thủ trưởng cơ quan thuộc Chính phủ"."""
    return clean.lower[max(0, mention.start - 8) : mention.start].endswith((" thuộc ", " của "))


def partners_in(clean: CleanText, mentions: MentionIndex, start: int, end: int) -> list[Mention]:
    """The agencies named after the first "phối hợp với" of a task.

    >>> from vnplan.agencies.mentions import find_mentions
    >>> text = CleanText.of("Chủ trì, phối hợp với Sở Tài chính, Sở Nội vụ trình Ủy ban nhân dân tỉnh")
    >>> [m.agency.name for m in partners_in(text, MentionIndex(find_mentions(text)), 0, len(text.text))]
    ['Sở Tài chính', 'Sở Nội vụ']
    """
    m = roles()["role.partners"].search(clean.lower, start, min(end, start + 600))
    if m is None:
        return []
    found = mentions.between(m.end(), min(end, m.end() + 500))
    if not found:
        return []
    gap = clean.lower[m.end() : found[0].start]
    if len(gap) > 60 or not roles()["subject.between"].match(gap):
        return []
    return list(list_from(clean, found, 0, end)[0].mentions)
