"""Relations and nesting: what a clause does with the instrument it cites, and in whose title a citation stands.

A relation is decided from the words of the clause, never from the words of a cited title: those belong to the cited
instrument, and so do the citations in them (`parent`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

from vnplan.extraction.citations.references import Reference
from vnplan.extraction.clauses.context import Ground
from vnplan.extraction.clauses.sentences import sentences_of
from vnplan.grammar import Rule, rules
from vnplan.lexing.types import type_table
from vnplan.text import CleanText

_LABEL = re.compile(
    r"(?:(?:điều|khoản|mục|phần|chương) [\w.]+[.:)] ?|\d+(?:[.]\d+)*[.)/]? +(?=\D)|[a-zđ]\d?[).] ?"
    r"|[ivx]+[.] ?|[-+*•] ?)+"
)
_SIBLING = re.compile(r"(?:,| và|;|\bcùng với|\bhoặc)(?: các)? *$")
_LIST_INTRO = re.compile(r"(?:sau|sau đây|như sau|gồm|bao gồm)(?: đây)?(?: [^:\n]{0,40})?: *$")
_LIST_ITEM = re.compile(r" *(?:\d+(?:[.]\d+)*[.)]|[a-zđ]\d?\)|[-+*•])")
_EXCHANGED = re.compile(r"\b(?:từ|chữ|bằng|thành):? ?$")
_SUBMITTED = frozenset({"Tờ trình", "Báo cáo", "Công văn", "Biên bản"})
_ATTACHING = frozenset({"attachment_header", "attachment_title", "title", "body", "closing", "table"})
_REACH = 700
_AFTER = 300
_CHANGES = ("bãi bỏ", "thay thế", "sửa đổi", "hủy bỏ", "hiệu lực")
_LEAD = 120
_LONGEST_TITLE = 1500
_DEEPEST = 12
_ADJACENT = 60


@dataclass(slots=True)
class _Frame:
    """A cited instrument whose title is being read, up to `end`."""

    owner: Reference
    end: int


@lru_cache(maxsize=1)
def _verbs() -> tuple[tuple[Rule, str], ...]:
    return tuple((r, r.values["relation"]) for r in rules("relations") if r.id.startswith("relation.verb."))


@lru_cache(maxsize=1)
def _leads() -> tuple[tuple[Rule, str, bool], ...]:
    return tuple(
        (r, r.values["relation"], bool(r.values.get("preamble")))
        for r in rules("relations")
        if r.id.startswith("relation.lead.") and r.values["relation"] != "attached_to"
    )


def governing_verb(words: str) -> tuple[str, str, int]:
    """(relation, rule, offset) of the last verb in some words; refers_to where none governs what follows.

    >>> governing_verb("quy định chi tiết một số điều của ")[0]
    'guides'
    """
    best: tuple[str, str, int] = ("refers_to", "", -1)
    end = -1
    for rule, relation in _verbs():
        if relation == "refers_to":
            continue
        for found in rule.regex.finditer(words):
            if found.end() > end:
                best, end = (relation, rule.id, found.start()), found.end()
    if best[2] >= 0 and rules("relations")["relation.verb.refers"].regex.search(words, end):
        return "refers_to", "relation.verb.refers", best[2]
    return best


def _same_number(one: Reference, other: Reference) -> bool:
    return one.number is not None and other.number is not None and one.number.number == other.number.number


def _beside(reference: Reference, last: Reference, parted: bool) -> Reference:
    """The reference whose place a following one shares: the one before it, or the one in whose title that stands.

    A semicolon ends the title; so does a new instrument of the citing one's type ("Nghị định A quy định chi tiết Luật B
    và Nghị định C"), which stands beside it and not in its title.
    """
    place = last
    while place.parent is not None:
        if parted or (reference.type == place.parent.type and reference.type != last.type):
            place = place.parent
        else:
            break
    return place


def _consolidated(ground: Ground) -> bool:
    """Whether the text is a consolidated one: by its type, its number, or the words over its header."""
    parts = ground.structure.parts
    if not parts:
        return False
    number = parts[0].number or parts[0].blank_code or ""
    if parts[0].type == "Văn bản hợp nhất" or "VBHN" in number:
        return True
    return "văn bản hợp nhất" in ground.clean.lower[: min(ground.first_number, 400)]


class Relations:
    """Sets `relation` and `parent` of all references of a text."""

    def __init__(self, clean: CleanText, ground: Ground) -> None:
        self.clean, self.ground = clean, ground
        self.grammar = rules("relations")
        self.consolidated = _consolidated(ground)
        self.pending: tuple[str, str] | None = None
        self.counted = False
        self.until = 0
        self._title = (-1, 0)
        self._leads_at: dict[int, list[tuple[Rule, str, bool, int]]] = {}
        self._own_at: dict[int, int] = {}
        self._resets_at: dict[int, list[tuple[int, int]]] = {}
        self.named = {k.name for k in type_table().types if k.named}

    def relate(self, references: list[Reference]) -> None:
        """Go through the references paragraph by paragraph; they must be in the order of the text."""
        starts = [p.start for p in self.clean.paragraphs]
        grouped: dict[int, list[Reference]] = {}
        for reference in references:
            grouped.setdefault(bisect_right(starts, reference.start) - 1, []).append(reference)
        previous = -2
        for index in sorted(set(grouped) | self._intros()):
            paragraph = self.clean.paragraphs[max(0, index)]
            begin, end = paragraph.start, paragraph.end
            if index != previous + 1 and self.pending and not self._still_listing(previous, index):
                self.pending = None
            self._paragraph(grouped.get(index, []), begin, end)
            previous = index

    def _intros(self) -> set[int]:
        """Paragraphs that only announce a list: "Bãi bỏ các văn bản sau đây:"."""
        found = set()
        for i, p in enumerate(self.clean.paragraphs):
            if self.clean.lower[p.end - 1 : p.end] == ":":
                head = self.clean.lower[p.start : p.start + 60]
                if any(word in head for word in _CHANGES):
                    found.add(i)
        return found

    def _still_listing(self, previous: int, index: int) -> bool:
        paragraphs = self.clean.paragraphs
        return all(
            _LIST_ITEM.match(self.clean.lower, p.start, p.start + 12) for p in paragraphs[previous + 1 : index + 1]
        )

    def _paragraph(self, references: list[Reference], begin: int, end: int) -> None:
        lower, folded = self.clean.lower, self.clean.folded
        item = _LIST_ITEM.match(lower, begin, begin + 12)
        if self.pending and (item is None or (lower[begin].isdigit() and self.counted)):
            self.pending = None  # "2. Các quyết định sau hết hiệu lực: a) … b) …": "3." is no item of that list
        sentences = [begin]
        label = _LABEL.match(lower, begin, begin + 40)
        if label:
            sentences[0] = label.end()
        if references:
            self.until = references[-1].start
            sentences += sentences_of(folded, sentences[0], references[-1].start)
        frames: list[_Frame] = []
        last: Reference | None = None
        sentence = -1
        for reference in references:
            i = bisect_right(sentences, reference.start) - 1
            if i != sentence:
                sentence, frames, last = i, [], None
            start = max(sentences[max(i, 0)], reference.start - _REACH)
            self._one(reference, frames, last, start, begin)
            if reference.form != "self":
                last = reference
                self._open(reference, frames, end)
        if lower[end - 1 : end] == ":" and not any(r.form == "full" for r in references):
            tail = lower[sentences[0] : end]
            self.counted = lower[begin].isdigit()
            if self.grammar["relation.list.ends"].regex.search(tail):
                self.pending = ("repeals", "relation.list.ends")
            elif any(word in tail for word in _CHANGES) and _LIST_INTRO.search(tail[-80:]):
                relation, rule, at = governing_verb(tail[:-1])
                changing = relation in ("repeals", "replaces", "amends") and at >= 0
                if changing and self.grammar["own.start"].regex.match(tail):
                    self.pending = (relation, rule)

    def _one(
        self, reference: Reference, frames: list[_Frame], last: Reference | None, start: int, begin: int
    ) -> None:
        lower = self.clean.lower
        while frames and frames[-1].end <= reference.start:
            frames.pop()
        if last is not None and last.end <= reference.start and reference.form != "self":
            between = lower[last.end : reference.start]
            if len(between) < _ADJACENT and rules("citations")["list.joint"].regex.match(between):
                beside = _beside(reference, last, ";" in between)
                reference.parent, reference.relation = beside.parent, beside.relation
                reference.evidence.append(("relation", beside.start, beside.end, "as the one before it in the list"))
                if beside is not last:
                    frames.clear()
                return
        if frames and reference.type in _SUBMITTED and lower.endswith(" tại ", 0, reference.start):
            frames.clear()  # "đề nghị của Bộ về Nghị quyết số … tại Tờ trình số …": no title goes on like that
        if frames and reference.form != "self":
            frame = frames[-1]
            if reference.number is not None and _same_number(reference, frame.owner):
                reference.parent, reference.relation = frame.owner.parent, frame.owner.relation
                return  # "Nghị quyết số 50/NQ-CP … về … (Nghị quyết số 50/NQ-CP)" names itself again
            words = lower[frame.owner.end : reference.start]
            if reference.number is not None and _SIBLING.search(words[-14:]):
                reference.parent, reference.relation = frame.owner.parent, frame.owner.relation
                frames.pop()
                reference.evidence.append(("relation", frame.owner.start, frame.owner.end, "named beside this one"))
                return
            relation, rule, at = governing_verb(words)
            reference.parent, reference.relation = frame.owner, relation
            if at >= 0:
                where = frame.owner.end + at
                reference.evidence.append(("relation", where, reference.start, f"{rule}, in the citing one's title"))
            return
        self._top(reference, start, begin)

    def _top(self, reference: Reference, start: int, begin: int) -> None:
        lower, grammar = self.clean.lower, self.grammar
        kind = self.ground.kind_at(reference.start)
        near = reference.start - begin < 200 and kind in _ATTACHING
        if near and grammar["relation.lead.attached_to"].regex.match(lower[begin : reference.start]):
            reference.relation = "attached_to"
            reference.evidence.append(("relation", begin, reference.start, "relation.lead.attached_to"))
            return
        if kind == "quote":
            return
        opens = self.consolidated and reference.form == "full" and not lower[start : reference.start].strip()
        if opens and reference.start < self.ground.first_number:
            joined = grammar["relation.after.consolidated"].regex.match(lower[reference.end : reference.end + 600])
            if joined:
                reference.relation = "consolidates"
                until = reference.end + joined.end()
                reference.evidence.append(("relation", reference.end, until, "relation.after.consolidated"))
                return
        if kind in ("title", "attachment_title") and not self._basis(start, reference.start):
            region = self.ground.region_at(reference.start)
            begin = region.start if region is not None else begin
            self._by_verb(reference, lower[begin : reference.start], begin)
            return
        reset = self._reset(start, reference.start)
        clause = start
        if reset < 0:
            semicolon = lower.rfind(";", start, reference.start)
            if semicolon >= 0:
                clause = semicolon + 1
                while clause < reference.start and lower[clause].isspace():
                    clause += 1
            for at in (clause, start) if semicolon >= 0 else (start,):
                lead = self._lead(at, reference.start, kind)
                if lead is not None:
                    reference.relation = lead[1]
                    reference.evidence.append(("relation", at, at + lead[2], lead[0]))
                    return
        if reference.form == "self" and reference.part is not None and not reference.pinpoints:
            return
        opened = lower.rfind("“", start, reference.start)
        if opened >= 0 and lower.find("”", opened, reference.start) < 0 and _EXCHANGED.search(lower, start, opened):
            reference.quoted = reference.form == "self"
            return  # among the words that are exchanged: thay cụm từ “Quyết định số 17/QĐ-TTg” bằng …
        if clause != start and not self._own(clause, reference.start):
            clause = start
        if reset >= 0 or self._own(clause, reference.start):
            clause = reset if reset >= 0 else clause
            words = lower[clause : reference.start]
            if self._by_verb(reference, words, clause):
                if reference.relation == "implements" and " này" not in words:
                    # "… ban hành Kế hoạch thực hiện Chương trình 1609": what is carried out was named before, in the
                    # title or the preamble; here it is only named again.
                    reference.relation = "refers_to"
                return
        self._after(reference, begin)

    def _after(self, reference: Reference, begin: int) -> None:
        """The relation that words after a citation give, or the first line of the list that it stands in."""
        if reference.form == "self":
            return
        following = self.clean.lower[reference.end : reference.end + _AFTER]
        titled = self._title_at(reference.end)
        ending = "relation.after.ends" if titled else "relation.after.repeals"
        after = self.grammar[ending].regex.match(following)
        if after:
            reference.relation = "repeals"
            reference.evidence.append(("relation", reference.end, reference.end + after.end(), ending))
        elif self.pending and reference.form in ("full", "short"):
            reference.relation = self.pending[0]
            note = f"{self.pending[1]}, of the list's first line"
            reference.evidence.append(("relation", begin, reference.start, note))

    # How the words from an offset to a citation begin. What a sentence begins with is read once for all its citations.

    def _lead(self, at: int, end: int, kind: str) -> tuple[str, str, int] | None:
        """(rule, relation, length) of the words that give a clause's citations their relation."""
        found = self._leads_at.get(at)
        if found is None:
            text = self.clean.lower[at : at + _LEAD]
            tried = ((lead, lead[0].regex.match(text)) for lead in _leads())
            found = self._leads_at[at] = [(*lead, m.end()) for lead, m in tried if m]
        for rule, relation, preamble, length in found:
            if preamble and kind != "preamble":
                continue
            if at + length > end:  # the citation is part of these words: they alone count
                shorter = rule.regex.match(self.clean.lower[at:end])
                if shorter is None:
                    continue
                length = shorter.end()
            return rule.id, relation, length
        return None

    def _basis(self, at: int, end: int) -> bool:
        lead = self._lead(at, end, "")
        return lead is not None and lead[1] == "legal_basis"

    def _own(self, at: int, end: int) -> bool:
        """Whether a clause says what the document itself does."""
        length = self._own_at.get(at)
        if length is None:
            found = self.grammar["own.start"].regex.match(self.clean.lower[at : at + _LEAD])
            length = self._own_at[at] = found.end() if found else 0
        if length > end - at:  # the words that show it stand after the citation: those before it alone count
            return self.grammar["own.start"].regex.match(self.clean.lower[at:end]) is not None
        return length > 0

    def _reset(self, start: int, end: int) -> int:
        """Where the main clause begins after a lead, before a citation; -1 for none."""
        resets = self._resets_at.get(start)
        if resets is None:
            regex = self.grammar["own.reset"].regex
            resets = self._resets_at[start] = [m.span() for m in regex.finditer(self.clean.lower, start, self.until)]
        found = -1
        for at, stop in resets:
            if stop > end:
                break
            found = at
        return found

    def _by_verb(self, reference: Reference, words: str, at: int) -> bool:
        relation, rule, where = governing_verb(words)
        if where < 0:
            return False
        reference.relation = relation
        reference.evidence.append(("relation", at + where, reference.start, rule))
        return relation != "refers_to"

    def _open(self, reference: Reference, frames: list[_Frame], end: int) -> None:
        """Begin to read the title of a reference, where one follows it."""
        if reference.form not in ("full", "short") or len(frames) >= _DEEPEST:
            return
        if reference.type in self.named and reference.number is None and reference.date is None:
            return
        length = self._title_at(reference.end)
        if not length:
            return
        at = reference.end + length
        stop: re.Match[str] | None = None
        end = min(end, at + _LONGEST_TITLE)
        for stop in self.grammar["title.end"].regex.finditer(self.clean.lower, at, end):
            if stop[0] != "." or self.clean.folded[stop.end() + 1 : stop.end() + 2].isupper() or stop.end() >= end:
                break
        else:
            stop = None
        limit = stop.start() if stop is not None else end
        bracket = self._bracket(reference.end, limit)
        frames.append(_Frame(reference, min(limit, bracket)))

    def _title_at(self, end: int) -> int:
        """Length of the words with which a title begins after a citation; 0 where none begins."""
        if self._title[0] != end:
            found = self.grammar["title.start"].regex.match(self.clean.lower[end : end + 130])
            self._title = (end, found.end() if found else 0)
        return self._title[1]

    def _bracket(self, start: int, end: int) -> int:
        """Where a bracket that was open before a citation closes: the title ends there too."""
        depth = 0
        for i in range(start, min(end, start + 1200)):
            c = self.clean.lower[i]
            if c == "(":
                depth += 1
            elif c == ")":
                depth -= 1
                if depth < 0:
                    return i
        return end
