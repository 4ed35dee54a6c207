"""What an amending instrument does: which provision of which instrument is amended, added, replaced, repealed.

Source: Luật Ban hành văn bản quy phạm pháp luật 2015, Điều 12; Nghị định 34/2016/NĐ-CP, Điều 75–77 (the form of
amending texts: "Sửa đổi khoản 2 Điều 5 như sau: “…”").
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from vnplan.extraction.citations.pinpoints import Point, ranks
from vnplan.extraction.citations.references import RawEffect, Reference
from vnplan.extraction.clauses.context import Ground
from vnplan.grammar import rules
from vnplan.structure.model import Node, Region
from vnplan.text import CleanText

_ACTIONS = ("effect.repeals", "effect.replaces", "effect.amends", "effect.adds")
_WORD_RULES = ("effect.words", "effect.words.removed", "effect.words.added")
_CLAUSE = re.compile(
    r"(?:^|[;:.] |(?<!sửa đổi), |(?<!sửa đổi) và )"
    r"(?=(?:sửa đổi|bổ sung|thay thế|bãi bỏ|hủy bỏ|bỏ |đính chính|sửa )|(?:chuyển|đánh|đổi) )"
)
_LABEL = re.compile(r"(?:điều \d+[a-zđ]?[.] ?|\d+(?:[.]\d+)*[.)] ?|[a-zđ]\d?\) ?|[-+] ?)*")
_END = re.compile(r"[;\n]|[.](?= |\n|$)|:(?= *(?:[“\"]|\n))")
_QUOTE_END = re.compile(r"[”\n]")
_ANCHORED = re.compile(r" (?:vào|sau|trước) $")
_BROKEN = (" vào", " vào sau", " vào trước", " của", " tại")  # no sentence ends with these
_WIDEST = 60_000  # characters of the longest article of an amending law
_CHANGING = frozenset({"amends", "replaces", "repeals"})


class Contexts:
    """The instrument that bare provisions mean: in an amending text, the one that the article or the title names."""

    def __init__(self, clean: CleanText, ground: Ground, references: list[Reference]) -> None:
        self.clean, self.ground, self.references = clean, ground, references

    def apply(self) -> None:
        """Set `means` of bare and quoted references, and the relation of the clauses that change provisions."""
        default = self._title()
        spans: list[tuple[int, int, Reference]] = []
        starts = [r.start for r in self.references]
        for node in self.ground.nodes:  # a khoản too: "1. Sửa đổi, bổ sung một số điều của Luật B: a) …"
            if node.kind == "dieu" or (node.kind == "khoan" and node.children):
                named = self._named(node, starts)
                if named is not None:
                    spans.append((node.start, node.end, named))
        spans.sort(key=lambda s: (s[0], -s[1]))
        begins = [s for s, _, _ in spans]
        self._complete_lines()
        self._complete_articles(starts)
        for at, reference in enumerate(self.references):
            if reference.form != "self" or reference.means is not None:
                continue
            i = bisect_right(begins, reference.start) - 1
            while i >= 0 and spans[i][1] <= reference.start and spans[i][0] > reference.start - _WIDEST:
                i -= 1  # a khoản that has ended: the Điều around it
            context = spans[i][2] if i >= 0 and spans[i][1] > reference.start else default
            if context is None and reference.rule == "pinpoint.bare" and reference.relation in _CHANGING:
                context = self._named_after(at)
            if context is None or context is reference:
                continue
            if reference.quoted or (reference.rule == "pinpoint.bare" and self._changes(reference)):
                reference.means, reference.part = context, None
                reference.evidence.append(("target", context.start, context.end, "the instrument amended here"))
                if not reference.quoted:
                    reference.relation = self._relation(reference)

    def _complete_articles(self, starts: list[int]) -> None:
        """"12. Sửa đổi một số khoản của Điều 58: a) Sửa đổi khoản 3 …": the khoản is the Điều's."""
        rank = ranks()
        for node in self.ground.nodes:
            if node.kind not in ("khoan", "diem") or not node.children:
                continue
            first = node.children[0].start
            i = bisect_left(starts, node.start)
            holder: Point = ()
            while i < len(self.references) and self.references[i].start < first:
                reference = self.references[i]
                if reference.rule == "pinpoint.bare" and not reference.quoted and len(reference.pinpoints) == 1:
                    holder = reference.pinpoints[0]
                i += 1
            if not holder or holder[0][0] != "dieu":
                continue
            deepest = rank[holder[-1][0]]
            while i < len(self.references) and self.references[i].start < node.end:
                reference = self.references[i]
                i += 1
                if reference.rule != "pinpoint.bare" or reference.quoted or not self._changes(reference):
                    continue
                reference.pinpoints = tuple(
                    (*holder, *point) if rank[point[0][0]] > deepest else point for point in reference.pinpoints
                )

    def _complete_lines(self) -> None:
        """"Bổ sung khoản 5a vào sau khoản 5; sửa đổi khoản 8 Điều 8": all of one line are of the Điều named last."""
        rank, lower = ranks(), self.clean.lower
        holder: Point = ()
        line = len(lower)
        for reference in reversed(self.references):
            if reference.rule != "pinpoint.bare" or reference.quoted or not reference.pinpoints:
                continue
            if lower.rfind("\n", reference.end, line) >= 0 or line <= reference.end:
                holder = ()
            line = reference.start
            first, last = reference.pinpoints[0], reference.pinpoints[-1]
            if last[0][0] == "dieu" or (len(last) > 1 and not holder):
                placed = len(last) > 1 or _ANCHORED.search(lower, max(0, line - 14), line)
                holder = last if placed else ()
            elif holder and rank[first[0][0]] > rank["dieu"] and self._changes(reference):
                reference.pinpoints = tuple(
                    (*(step for step in holder if rank[step[0]] < rank[p[0][0]]), *p) for p in reference.pinpoints
                )
                holder = reference.pinpoints[-1]

    def _title(self) -> Reference | None:
        for reference in self.references:
            changing = reference.relation in _CHANGING and reference.form == "full" and reference.parent is None
            if changing and self.ground.kind_at(reference.start) == "title":
                return reference
        return None

    def _named(self, node: Node, starts: list[int]) -> Reference | None:
        """The instrument that the first lines of an article say it amends."""
        first = node.children[0].start if node.children else node.end
        limit = min(max(first, node.heading[1] if node.heading else 0), node.start + 600)
        i = bisect_left(starts, node.start)
        while i < len(self.references) and self.references[i].start < limit:
            reference = self.references[i]
            if reference.form != "self" and reference.relation in _CHANGING and not reference.parent:
                return reference
            i += 1
        return None

    def _named_after(self, at: int) -> Reference | None:
        """The instrument at the end of the line: "tại khoản 1 Điều 6; … tại khoản 4 Điều 7 của Luật Thủy sản"."""
        end = self.clean.lower.find("\n", self.references[at].end)
        for reference in self.references[at + 1 :]:
            if 0 <= end <= reference.start:
                break
            if reference.form != "self" and reference.relation in _CHANGING and reference.parent is None:
                return reference if reference.pinpoints else None
        return None

    def _changes(self, reference: Reference) -> bool:
        return _clause_of(self.clean, reference) is not None

    def _relation(self, reference: Reference) -> str:
        found = _clause_of(self.clean, reference)
        action = found[1] if found else "amends"
        return {"adds": "amends", "renumbers": "amends"}.get(action, action)


def _clause_of(clean: CleanText, reference: Reference) -> tuple[int, str, str] | None:
    """The clause that changes the provisions of a reference: a verb before them, or a passive one after.

    None for a provision that is named inside the words that are exchanged (thay cụm từ “khoản 2” bằng …).
    """
    opened = clean.lower.rfind("“", max(0, reference.start - 200), reference.start)
    if opened >= 0 and not _QUOTE_END.search(clean.lower, opened, reference.start):
        closed = _QUOTE_END.search(clean.lower, reference.end)
        if closed and closed[0] == "”":
            return None
    found = _last_clause(clean, reference.start)
    if found is not None or reference.rule != "pinpoint.bare":
        return found
    rule = rules("effects")["effect.passive"]
    passive = rule.regex.match(clean.lower[reference.end : reference.end + 30])
    line = clean.lower.rfind("\n", 0, reference.start) + 1
    label = _LABEL.match(clean.lower, line, reference.start)
    if passive is None or clean.lower[label.end() if label else line : reference.start] not in ("", "các ", "tên "):
        return None
    return reference.start, str(rule.values["actions"][passive["verb"]]), rule.id


def _last_clause(clean: CleanText, offset: int) -> tuple[int, str, str] | None:
    """(start, action, rule) of the changing clause that reaches an offset, within its sentence."""
    low = max(0, offset - 400)
    line = clean.lower.rfind("\n", low, offset) + 1
    if line > low + 1 and clean.lower.endswith(_BROKEN, low, line - 1):  # "bổ sung khoản 4 vào | Điều 80"
        line = clean.lower.rfind("\n", low, line - 1) + 1
    window = clean.lower[max(line, low) : offset]
    base = offset - len(window)
    label = _LABEL.match(window)
    first = label.end() if label else 0
    begins = [first, *(m.end() for m in _CLAUSE.finditer(window, first))]
    grammar = rules("effects")
    thing = grammar["effect.thing"].regex
    for start in reversed(begins):
        words = window[start:]
        for rule_id in ("effect.renumbers", *_ACTIONS):
            verb = grammar[rule_id].regex.match(words)
            if verb and not thing.match(words[verb.end() :]):
                return base + start, str(grammar[rule_id].values["action"]), rule_id
        if grammar["effect.words"].regex.match(clean.lower, base + start):
            return base + start, "replaces", "effect.words"
    return None


def effects_of(clean: CleanText, ground: Ground, references: list[Reference]) -> list[RawEffect]:
    """One effect per provision that the text changes."""
    found: list[RawEffect] = []
    quotes = [r for r in ground.regions if r.kind == "quote"]
    quote_starts = [q.start for q in quotes]
    anchor, partly = rules("effects")["effect.anchor"].regex, rules("effects")["effect.partly"].regex
    order = ranks()
    exchanges = _Exchanges(clean)
    for i, reference in enumerate(references):
        if reference.quoted or reference.relation not in _CHANGING or reference.parent is not None:
            continue
        bare = reference.rule == "pinpoint.bare"
        if bare and reference.means is None:
            continue
        if ground.kind_at(reference.start) in ("title", "preamble", "header"):
            continue
        clause = _clause_of(clean, reference)
        if clause is None:
            continue
        start, action, rule = clause
        before = clean.lower[max(start, reference.start - 14) : reference.start]
        if anchor.search(before) and action == "adds" and any(
            f.start == start and f.action == "adds" for f in found
        ):
            _complete_added(found, start, reference, order)
            continue
        target = reference.means if bare else reference
        following = references[i + 1].start if i + 1 < len(references) else len(clean.text)
        sentence_end = _end(clean, reference.end)
        words = _words(clean, start, sentence_end)
        quote = _quote(quotes, quote_starts, clean, reference.end, following)
        points: tuple[Point, ...] = reference.pinpoints or ((),)
        if not reference.pinpoints and words is None and (
            action not in ("repeals", "replaces") or partly.search(clean.lower, start, reference.start)
        ):
            continue
        exchanged: list[_Words | None] = [words]
        if words is not None and words[0] == "effect.words":
            exchanged = list(exchanges.at(start, reference, words))
        for point in points:
            for one in exchanged:
                effect = RawEffect(start, max(reference.end, sentence_end), action, target, point, rule, quote)
                if one is not None:
                    effect.rule, effect.action, effect.old, effect.new = one
                    effect.quote = None
                found.append(effect)
    return found


#: (rule, action, old, new) of an exchange of words.
_Words = tuple[str, str, str | None, str | None]


class _Exchanges:
    """The pairs of words of a clause (“A” thành “B”, “C” thành “D” tại Điều 5; “E” thành “F” tại Điều 6)."""

    def __init__(self, clean: CleanText) -> None:
        self.clean = clean
        self.start, self.reached = -1, -1
        self.pairs: list[re.Match[str]] = []
        self.last: list[_Words] = []

    def at(self, start: int, reference: Reference, first: _Words) -> list[_Words]:
        """The pairs for a provision: those between it and the one before; as before it where none stand there.

        None for a provision that is itself among the exchanged words.
        """
        if start != self.start:
            end = self.clean.lower.find("\n", start)
            limit = end if end >= 0 else len(self.clean.lower)
            self.pairs = list(rules("effects")["effect.words.pair"].regex.finditer(self.clean.lower, start, limit))
            self.start, self.reached, self.last = start, start, [first]
        if any(pair.start() < reference.start < pair.end() for pair in self.pairs):
            return []
        mine = [
            (first[0], first[1], self.clean.text[slice(*m.span("old"))], self.clean.text[slice(*m.span("new"))])
            for m in self.pairs if self.reached <= m.start() and m.end() <= reference.start
        ]  # fmt: skip
        self.last = list(mine) or self.last
        self.reached = reference.end
        return self.last


def _complete_added(found: list[RawEffect], start: int, reference: Reference, order: dict[str, int]) -> None:
    """"bổ sung khoản 3 vào Điều 7": the place completes what is added, where it is of a higher rank."""
    for effect in found:
        if effect.start != start or effect.action != "adds" or not reference.pinpoints:
            continue
        outer = reference.pinpoints[0]
        if effect.pinpoint and order[outer[0][0]] < order[effect.pinpoint[0][0]]:
            rank = order[effect.pinpoint[0][0]]
            effect.pinpoint = (*(s for s in outer if order[s[0]] < rank), *effect.pinpoint)
        if reference.rule != "pinpoint.bare":
            effect.target = reference


def _end(clean: CleanText, offset: int) -> int:
    found = _END.search(clean.lower, offset)
    return found.start() if found else len(clean.text)


def _words(clean: CleanText, start: int, end: int) -> _Words | None:
    """(rule, action, old, new) where only words are exchanged; the words as printed."""
    for rule_id in _WORD_RULES:
        rule = rules("effects")[rule_id]
        found = rule.regex.search(clean.lower, start, end)
        if found:
            groups = found.re.groupindex
            old = clean.text[slice(*found.span("old"))] if "old" in groups and found["old"] else None
            new = clean.text[slice(*found.span("new"))] if "new" in groups and found["new"] else None
            return rule_id, str(rule.values["action"]), old, new
    return None


def _quote(
    quotes: list[Region], starts: list[int], clean: CleanText, after: int, before: int
) -> tuple[int, int] | None:
    """The quotation that follows a provision before the next one is named."""
    i = bisect_left(starts, after)
    if i >= len(starts):
        return None
    quote = quotes[i]
    between = clean.lower[after : starts[i]]
    if len(between) > 300 or ("\n" in between.strip("\n") and before < starts[i]):
        return None
    return quote.start, quote.end
