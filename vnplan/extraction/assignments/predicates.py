"""Sentences that assign: a subject at the head of a clause and a directive after it, or a body that gives a task.

The verdict on a clause is a decision table (`ROWS`); the id of its row is told by explain().
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from vnplan.extraction.assignments.enforcement import enforcement_at
from vnplan.extraction.assignments.roles import Role, RoleRules, Row, decide
from vnplan.extraction.assignments.subjects import Subject, Subjects
from vnplan.extraction.clauses.blocks import Block

if TYPE_CHECKING:
    from vnplan.agencies.mentions import Mention
    from vnplan.extraction.clauses.sentences import Range, Sentences

# A task has at least so many letters.
_SHORTEST = 6
_GIVER_WINDOW = 110
_LONGEST_LEAD = 400
_HIGHER = {"central": 3, "province": 2, "district": 1, "commune": 0}


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known of the place where a clause stands.

    `plain`: whether verbs without a role assign here (everywhere in plans, under headings of duties in laws).
    `issuer`, `name` and `rank`: id, name (lower case) and level of the part's issuer.
    """

    mode: str
    issuer: str | None
    name: str
    rank: str | None
    plain: Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Assigned:
    """Agencies in charge from `start` on; their task begins at `body`; `rule` and `why` name the form and the role.

    `end` is set where the words of the task are no more than their own sentence (enforcement).
    """

    subject: Subject
    start: int
    body: int
    role: Role
    rule: str
    why: str
    verdict: str = ""
    end: int | None = None


@dataclass(frozen=True)
class Facts:
    """What the table asks of a subject and the words after it."""

    rules: RoleRules
    setting: Setting
    subject: Subject
    given: str
    lead: str
    rest: str
    at_block: bool

    @cached_property
    def strong(self) -> bool:
        return self.rules.strong(self.rest)

    @cached_property
    def own(self) -> bool:
        """Whether the issuer speaks of itself."""
        return self.setting.issuer is not None and all(
            m.agency.id == self.setting.issuer for m in self.subject.mentions
        )

    @cached_property
    def upward(self) -> bool:
        """Whether something is asked of a body above the issuer."""
        if not self.given or not self.rules["giver.asks"].search(self.given):
            return False
        first = self.subject.mentions[0].agency
        mine, theirs = _HIGHER.get(self.setting.rank or ""), _HIGHER.get(first.level)
        if self.rules["request.top"].match(first.name.lower()):
            return not self.rules["request.top"].match(self.setting.name)
        return mine is not None and theirs is not None and theirs > mine and (
            theirs < _HIGHER["central"] or self.rules["request.central"].match(first.name.lower()) is not None
        )

    @cached_property
    def open(self) -> bool:
        """Whether no agency of the subject is registered or of a known kind."""
        return all(m.rule == "agency.open" for m in self.subject.mentions)

    @cached_property
    def told_company(self) -> bool:
        """Whether a letter only lets a company know: "thông báo để Công ty … biết và thực hiện"."""
        return self.rules["giver.tells"].match(self.given) is not None and all(
            self.rules["subject.company"].match(m.agency.name.lower()) for m in self.subject.mentions
        )

    @cached_property
    def step(self) -> bool:
        """Whether it is a step of a procedure: "trong thời hạn 05 ngày kể từ ngày nhận hồ sơ, …"."""
        return self.setting.mode in ("law", "strict") and any(
            self.rules[rule].search(words)
            for rule in ("procedure.days", "procedure.if") for words in (self.lead, self.rest)
        )


# Whether a subject and what follows it assign; the first row that holds decides.
ROWS: tuple[Row[Facts, bool], ...] = (
    Row("clause.short", lambda f: len(f.rest.strip(" .:;")) < _SHORTEST, False),
    Row("clause.tells", lambda f: f.rules.tells(f.rest) and not f.strong, False),
    Row("clause.gives", lambda f: not f.given and f.rules["verb.giving"].match(f.rest), False),
    Row("clause.request_upward", lambda f: f.upward, False),
    Row("clause.told_company", lambda f: f.told_company, False),
    Row("clause.step", lambda f: f.step, False),
    Row("clause.own_issuer", lambda f: f.own and not f.given and not (f.strong and not f.lead.strip(" -+*")), False),
    Row("clause.no_directive", lambda f: not f.strong and not f.rules.directive(f.rest), False),
    Row("clause.open_weak", lambda f: f.open and not f.strong and f.setting.mode not in ("plan", "told"), False),
    Row("clause.strong", lambda f: f.strong, True),
    Row("clause.given", lambda f: f.given, True),
    Row("clause.duty", lambda f: f.at_block and f.rules["verb.duty"].match(f.rest), True),
    Row("clause.plain", lambda f: f.setting.plain(), True),
)


class Clauses:
    """Reads the assigning clauses of blocks."""

    __slots__ = ("low", "mentions", "rules", "sentences", "subjects", "text")

    def __init__(self, subjects: Subjects, sentences: Sentences) -> None:
        self.subjects, self.sentences = subjects, sentences
        self.rules, self.mentions = subjects.rules, subjects.mentions
        self.low, self.text = subjects.clean.lower, subjects.clean.folded

    def of(self, block: Block, setting: Setting) -> list[Assigned]:
        """The assigning clauses of a block, in order."""
        found: list[Assigned] = []
        ranges = self.sentences.clauses(block.start, block.end)
        if not ranges:
            return found
        begins = [a for a, _ in ranges]
        inside = self.mentions.between(block.start, block.end)
        for begin, end in ranges:
            also = (m.end() for m in self.rules["clause.also"].finditer(self.low, begin, end))
            for head in (begin, *also):
                opened = self._opened(block, head, end, setting)
                if opened is not None:
                    found.append(opened)
        passed, partnered = -1, -1
        for mention in inside:
            if mention.start < passed or mention.start <= partnered or self.subjects.owner(mention):
                continue
            begin, end = ranges[max(bisect_right(begins, mention.start) - 1, 0)]
            begin = self._after_colon(begin, mention.start)
            enforced = enforcement_at(self.subjects, mention, begin, block.end)
            if enforced is not None:
                subject, body, shut = enforced
                found.append(Assigned(subject, begin, body, "implement", "assignment.enforcement", "enforce.words",
                                      "clause.enforced", shut))  # fmt: skip
                passed = shut
                continue
            assigned = self._read(mention, begin, block, setting)
            if assigned is not None:
                found.append(assigned)
                passed = assigned.body
                if assigned.role in ("lead", "coordinate"):  # who works with the subject is no subject of its verb
                    others = self.subjects.partners_in(assigned.body, self._stop(assigned.body, ranges, begins))
                    partnered = others[-1].start if others else -1
        found.sort(key=lambda a: a.start)
        return found

    def _stop(self, at: int, ranges: list[Range], begins: list[int]) -> int:
        return ranges[max(bisect_right(begins, at) - 1, 0)][1]

    def _opened(self, block: Block, begin: int, end: int, setting: Setting) -> Assigned | None:
        """A clause whose subject is a body that no gazetteer lists."""
        while begin < end and self.text[begin] in " -+*•":
            begin += 1
        opened = self.subjects.open_at(begin, end)
        if opened is None:
            return None
        subject, body = opened
        return self._verdict(subject, body, begin, block, setting, "")

    def _after_colon(self, begin: int, at: int) -> int:
        """A clause begins anew after a colon: "3. Về mở rộng dự án: giao Tập đoàn …"."""
        colon = self.low.rfind(": ", begin, at)
        return colon + 2 if colon >= 0 else begin

    def _read(self, mention: Mention, begin: int, block: Block, setting: Setting) -> Assigned | None:
        while begin < mention.start and self.text[begin] in " -+*•":
            begin += 1
        given = self._giver(mention, begin, setting)
        if not given and not self._at_head(begin, mention.start):
            return None
        subject = self.subjects.list_from(mention, block.end)
        found = self.subjects.verb_after(subject.end, block.end)
        if found is None:
            return None
        body, more = found
        if not given and self._goes_on(mention, begin) and "," in self.low[subject.end : body]:
            return None  # "theo chỉ đạo của Chính phủ, Bộ, ngành, phối hợp với …"
        if more:
            subject = Subject((*subject.mentions, *more), subject.start, more[-1].end)
        return self._verdict(subject, body, begin, block, setting, given)

    def _verdict(
        self, subject: Subject, body: int, begin: int, block: Block, setting: Setting, given: str
    ) -> Assigned | None:
        lead = self.low[begin : subject.start]
        rest = self.low[body : min(block.end, body + 420)]
        at_block = begin == subject.start == block.start
        row = decide(ROWS, Facts(self.rules, setting, subject, given, lead, rest, at_block))
        if row is None or not row.result:
            return None
        role, why = self.rules.role_of(rest)
        start = begin if begin <= subject.start and subject.start - begin < _LONGEST_LEAD else subject.start
        form = "assignment.given" if given else "assignment.sentence"
        return Assigned(subject, start, body, role, form, why, row.id)

    def _goes_on(self, mention: Mention, begin: int) -> bool:
        """Whether a mention goes on with a list that began inside a lead-in."""
        before = self.mentions.between(begin, mention.start)
        gap = self.low[before[-1].end : mention.start] if before else ""
        return bool(before) and self.rules["subject.between"].match(gap) is not None

    def _giver(self, mention: Mention, begin: int, setting: Setting) -> str:
        """The words that give a task right before an agency ("giao", "đề nghị Giám đốc các"); "" for none.

        They stand at the head of a clause, after a comma, or after the body that gives.
        """
        start = max(begin, mention.start - _GIVER_WINDOW)
        words = self.low[start : mention.start]
        m = self.rules["giver.words"].search(words)
        if m is None:
            return ""
        before = words[: m.start()].rstrip()
        if self.rules["giver.cited"].search(words) or (
            setting.mode == "law" and not setting.plain()
        ):
            return ""
        if before.strip(" -+*•–(") and before[-1] not in ",;:.)" and not any(
            (self.rules["giver.before"].search(before), self.rules["giver.led"].match(before))
        ):
            at = start + m.start()
            giver = next((g for g in self.mentions.between(begin, at) if g.end >= at - 2), None)
            if giver is None or (
                giver.agency.id != setting.issuer and self.rules["request.top"].match(giver.agency.name.lower())
            ):
                return ""
        return m[0]

    def _at_head(self, begin: int, at: int) -> bool:
        """Whether nothing but a lead-in stands between the beginning of a clause and its subject."""
        before = self.low[begin:at]
        if self.text[max(0, begin - 2) : begin].rstrip()[-1:] == ":" and self.rules["subject.with"].search(
            self.low[max(0, begin - 90) : begin]
        ):
            return False
        if before.rfind("(") > before.rfind(")"):
            return False  # "phản hồi về Ban Chỉ đạo (qua Sở Tài chính, …)"
        if self.rules["subject.of_members"].search(before) and not self.rules["subject.member"].match(
            self.low[at : at + 30]
        ):
            return False
        return not before.strip(" -+*\n") or (
            len(before) < _LONGEST_LEAD
            and any(self.rules[rule].match(before) for rule in ("subject.before", "subject.before_led"))
            and not self.rules["subject.cue"].search(before)
        )
