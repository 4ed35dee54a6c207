"""Subjects: the agencies that stand together at the head of a clause or in a heading, registered or not.

A subject is a list: "Sở Tài chính, Sở Nội vụ và các đơn vị liên quan". Its members are mentions, or bodies that no
gazetteer lists ("chính quyền địa phương các cấp", "Chủ đầu tư các dự án"), known by their first words
(grammars/roles.toml, lists `heads` and `bodies`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vnplan.agencies.mentions import Mention
from vnplan.agencies.registry import ResolvedAgency
from vnplan.extraction.assignments.roles import RoleRules
from vnplan.slugs import slug

if TYPE_CHECKING:
    from vnplan.extraction.assignments.roles import MentionIndex
    from vnplan.text import CleanText

# So many letters may stand between two members of a list, and after its last known member before the verb.
_BETWEEN = 90
_TAIL = 200
_OPEN_BETWEEN = 170
_WORD = re.compile(r"(?<![^\W_])[^\W\d_]+")
_SEPARATOR = re.compile(r"\s*(?:[,;/&]|(?<!\w)(?:và|cùng)(?!\w))\s*")
_BRACKET = re.compile(r"\s*\([^()]{0,160}\)\s*,?\s*")
_LONGEST_NAME = 110
_FIELD = 40
# Groups whose name may go on: "các Sở quản lý công trình chuyên ngành".
_GROUPS = frozenset({"group.one", "group.several", "group.places", "agency.list"})


@dataclass(frozen=True, slots=True)
class Subject:
    """Agencies that stand together, and where they begin and end."""

    mentions: tuple[Mention, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Subjects:
    """Reads the lists of agencies of a text."""

    clean: CleanText
    mentions: MentionIndex
    rules: RoleRules

    def owner(self, mention: Mention) -> bool:
        """Whether an agency is named only as the owner of another: "Thủ trưởng cơ quan thuộc Chính phủ"."""
        return self.rules["owner.words"].search(self.clean.lower, max(0, mention.start - 8), mention.start) is not None

    def list_from(self, first: Mention, limit: int) -> Subject:
        """The agencies of one list that begins with a mention; a verb between two of them ends it."""
        low, rules = self.clean.lower, self.rules
        taken, end = [first], first.end
        for mention in self.mentions.between(first.start + 1, limit):
            if mention.start < end:
                continue
            gap = low[end : mention.start]
            if len(gap) > _OPEN_BETWEEN or rules["subject.apposition"].match(gap):
                break
            if (shut := self._bracketed(gap, end)) is not None:
                end = shut  # "Văn phòng UBND tỉnh (Trung tâm Tin học)": a part of the agency before it
                continue
            owned = rules["subject.owned"].search(gap) is not None
            if not (len(gap) <= _BETWEEN and rules["subject.between"].match(gap)):
                between = self.open_pieces(end, mention.start)
                if between is None:
                    break
                if between and owned:
                    between[-1] = self.made(between[-1].start, mention.end)
                taken += between
            elif mention.agency.person == "Lãnh đạo" and gap == " ":
                break
            if not owned:
                taken.append(mention)
            end = mention.end
        head = taken[0]
        start = min([head.start, *(a for a, _ in head.parts if head.start - 60 < a)])
        return Subject(tuple(taken), start, end)

    def _bracketed(self, gap: str, end: int) -> int | None:
        """Where the bracket closes in which a mention stands that follows an agency after a gap; None for none."""
        if not gap.lstrip().startswith("(") or ")" in gap:
            return None
        shut = self.clean.lower.find(")", end, end + 2 * _TAIL)
        return shut + 1 if shut >= 0 else None

    def open_pieces(self, start: int, end: int) -> list[Mention] | None:
        """The unregistered bodies of a stretch between separators; None when it holds anything else.

        >>> from vnplan.extraction.assignments.roles import MentionIndex, roles
        >>> from vnplan.text import CleanText
        >>> text = CleanText.of("Sở Y tế, chính quyền địa phương các cấp và")
        >>> [m.agency.name for m in Subjects(text, MentionIndex([]), roles()).open_pieces(7, len(text.text))]
        ['Chính quyền địa phương các cấp']
        """
        found: list[Mention] = []
        waiting: int | None = None  # where a group begins of which one word has been read: "cơ quan, đơn vị liên quan"
        for number, (a, b) in enumerate(self._pieces(start, end)):
            words = self.clean.lower[a:b]
            if not number and self.rules["subject.of"].match(words):
                continue  # "các tổ chức thành viên của Mặt trận": says more of the agency before it
            if self.rules["subject.verbal"].search(words):
                return None
            if self.rules["subject.between"].match(f" {words} ") or any(
                self.rules[rule].match(words) for rule in ("subject.person", "subject.scope")
            ):
                continue
            if self.rules["subject.bare"].match(words):
                waiting = a if waiting is None else waiting
                continue
            if not self._is_open(words):
                if not found or b - a > _FIELD or not self.clean.folded[a].isupper():
                    return None
                found[-1] = self.made(found[-1].start, b)  # "hai Ban Văn hóa - Xã hội, Dân tộc"
                continue
            found.append(self.made(a if waiting is None else waiting, b))
            waiting = None
        if waiting is not None:
            found.append(self.made(waiting, self._shut(waiting, end)))
        return found

    def _shut(self, start: int, end: int) -> int:
        while end > start and self.clean.text[end - 1] in " ,;:-":
            end -= 1
        return end

    def _is_open(self, words: str) -> bool:
        return bool(
            len(words) <= _LONGEST_NAME and self.rules["subject.open"].match(words)
            and not self.rules["subject.not_open"].match(words) and not self.rules["subject.unfinished"].search(words)
        )

    def _pieces(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        at = start
        for m in [*_SEPARATOR.finditer(self.clean.lower, start, end), None]:
            stop = m.start() if m else end
            if m is not None and (m.start() == m.end() or self.mentions.covering(m.start()) is not None):
                continue
            a, b = at, stop
            while a < b and self.clean.text[a] in " -+*:":
                a += 1
            while b > a and self.clean.text[b - 1] in " -:":
                b -= 1
            if b > a:
                yield a, b
            at = m.end() if m else end

    def named_pieces(self, start: int, end: int) -> list[Mention] | None:
        """The bodies of a heading that says whose duties follow; with their own words where a mention is cut short.

        None when one of them is neither a mention nor a body by its first words.
        """
        found: list[Mention] = []
        for a, b in self._pieces(start, end):
            known = next(iter(self.mentions.between(a, b)), None)
            if known is not None and known.start - a <= 4:
                whole = known.end >= b - 1 or known.rule not in _GROUPS
                found.append(known if whole else self.made(a, b))
            elif self._is_open(self.clean.lower[a:b]):
                found.append(self.made(a, b))
            elif not self.rules["subject.person"].match(self.clean.lower[a:b]):
                return None
        return found or None

    def made(self, start: int, end: int) -> Mention:
        """A mention of a body that no gazetteer lists, under the words that stand there."""
        cut = self.rules["subject.cut"].search(self.clean.lower, start, end)
        end = cut.start() if cut else end
        words = " ".join(self.clean.text[start:end].split())
        name = words[:1].upper() + words[1:]
        return Mention(start, end, ResolvedAgency(name, name, None, "other", slug(name)), "agency.open",
                       ((start, end),))  # fmt: skip

    def verb_after(self, end: int, limit: int, named: int = 0) -> tuple[int, list[Mention]] | None:
        """Where the directive after a list begins, and the unregistered bodies that stand before it.

        `named`: how many letters after `end` belong to a body's name for sure ("Chủ đầu tư").

        The directive stands right after the last agency, after a bracket, or after bodies that nobody lists; None when
        the words go on otherwise.
        """
        words = self.clean.lower[end : min(limit, end + 2 * _TAIL)]
        head = words.lstrip(" ,:)")
        if not named and self.rules.directive(head):
            return end + len(words) - len(head), []
        bracket = _BRACKET.match(words)
        if bracket and self.rules.directive(words[bracket.end() :]):
            return end + bracket.end(), []
        after = bracket.end() if bracket else 0
        if not words[after:].lstrip(" ,;")[:1].isalpha():
            return None
        for word in _WORD.finditer(words, max(after, named), _TAIL):
            at = end + word.start()
            if (
                self.clean.folded[at].isupper() or not self.rules.directive(words[word.start() :])
                or any(self.rules[rule].search(words, 0, word.start()) for rule in ("verb.no_verb", "verb.passive"))
            ):
                continue
            pieces = self.open_pieces(end + after, at)
            if pieces is None:
                break
            return at, pieces
        later = self.rules["verb.later"].match(words[after:])
        return (end + after + later.start("verb"), []) if later else None

    def open_at(self, start: int, limit: int) -> tuple[Subject, int] | None:
        """A subject at the head of a clause that begins with a body nobody lists, and where its directive begins."""
        low = self.clean.lower
        opened = self.rules["subject.open"].match(low[start : min(limit, start + _TAIL)])
        if opened is None:
            return None
        first = next(iter(self.mentions.between(start, min(limit, start + _TAIL))), None)
        found = self.verb_after(start, limit, opened.end())
        if found is None or not found[1] or (first is not None and first.start < found[0]):
            return None
        if all(self.rules["subject.generic"].match(m.agency.name.lower()) for m in found[1]):
            return None  # "chính quyền, cơ quan, tổ chức có trách nhiệm": everybody and nobody
        return Subject(tuple(found[1]), start, found[1][-1].end), found[0]

    def partners_in(self, start: int, end: int) -> list[Mention]:
        """The agencies named after the first "phối hợp với" of a task.

        >>> from vnplan.agencies.mentions import find_mentions
        >>> from vnplan.extraction.assignments.roles import MentionIndex, roles
        >>> from vnplan.text import CleanText
        >>> text = CleanText.of("Chủ trì, phối hợp với Sở Tài chính, Sở Nội vụ trình Ủy ban nhân dân tỉnh")
        >>> subjects = Subjects(text, MentionIndex(find_mentions(text)), roles())
        >>> [m.agency.name for m in subjects.partners_in(0, len(text.text))]
        ['Sở Tài chính', 'Sở Nội vụ']
        """
        low = self.clean.lower
        for m in self.rules["role.partners"].finditer(low, start, min(end, start + 600)):
            limit = min(end, m.end() + 500)
            first = next(iter(self.mentions.between(m.end(), limit)), None)
            gap = low[m.end() : first.start] if first is not None else ""
            led = bool(self.rules["partners.before"].match(gap))
            before = [] if led or first is None else self.open_pieces(m.end(), first.start)
            if first is not None and len(gap) <= _BETWEEN and before is not None:
                subject = self.list_from(first, end)
                after = self.verb_after(subject.end, end)
                return [*before, *subject.mentions, *(after[1] if after else ())]
            opened = self.open_at(m.end(), limit)
            if opened is not None:
                return list(opened[0].mentions)
        return []
