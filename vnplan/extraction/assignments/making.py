"""One record for each agency of a task, with the role, partners and time that the task's own words give."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vnplan.extraction.assignments.deadlines import deadline_of
from vnplan.extraction.assignments.record import AssignmentRecord
from vnplan.extraction.assignments.roles import Role, RoleRules
from vnplan.extraction.assignments.subjects import Subject, Subjects
from vnplan.extraction.clauses.blocks import Block
from vnplan.lexing.periods import PeriodAnchor, PeriodIndex

if TYPE_CHECKING:
    from vnplan.agencies.mentions import Mention

_EVIDENCE = 40
# Forms whose task begins after the agency, not where the item does.
_FROM_BODY = frozenset({"assignment.sentence", "assignment.given", "assignment.heading_line"})


@dataclass(frozen=True, slots=True)
class Owner:
    """Who is in charge of the items below: by which form of words, in which role, with which partners."""

    subject: Subject
    rule: str
    role: Role = "implement"
    why: str = "role.implement"
    partners: tuple[Mention, ...] = ()

    @property
    def ids(self) -> frozenset[str]:
        return frozenset(m.agency.id for m in self.subject.mentions)


@dataclass(frozen=True, slots=True)
class RecordMaker:
    """Makes the records of one part's tasks."""

    rules: RoleRules
    subjects: Subjects
    periods: PeriodIndex

    def whole(
        self, owner: Owner, start: int, end: int, block: Block, body: int | None = None, verdict: str = ""
    ) -> list[AssignmentRecord]:
        """The records of one task, with the role, partners and time that its own words give."""
        low = self.subjects.clean.lower
        body = start if body is None else body
        while end > body and self.subjects.clean.text[end - 1] in " \n":
            end -= 1
        if end <= body:
            return []
        role, why = self.rules.role_of(low[body:end])
        partners = tuple(self.subjects.partners_in(body, end))
        if role == "implement" and owner.role != "implement":
            role, why, partners = owner.role, owner.why, partners or owner.partners
        elif not partners and owner.rule != "assignment.led_item":
            partners = owner.partners
        task = (body if owner.rule in _FROM_BODY else start, end)
        due = deadline_of(self.rules, low, self.periods, (body, end), block, start)
        return self.made(owner, start, end, task, role, why, partners, due, verdict)

    def made(
        self, owner: Owner, start: int, end: int, task: tuple[int, int], role: Role, why: str,
        partners: Sequence[Mention], due: tuple[PeriodAnchor, str] | None, verdict: str,
    ) -> list[AssignmentRecord]:  # fmt: skip
        """One record for each agency of a subject."""
        evidence = [("role", task[0], min(task[0] + _EVIDENCE, task[1]), why)]
        if verdict:
            evidence.append(("clause", start, task[0], verdict))
        if due is not None:
            evidence.append(("deadline", due[0].start, due[0].end, f"{due[0].rule}, {due[1]}"))
        found = []
        seen: set[str] = set()
        for mention in owner.subject.mentions:
            if mention.agency.id in seen:
                continue
            seen.add(mention.agency.id)
            others = tuple(p for p in partners if p.agency.id != mention.agency.id)
            named = ("agency", mention.start, mention.end, mention.rule)
            found.append(AssignmentRecord(
                start, end, mention, role, (task,), others, due[0] if due else None, owner.rule, (named, *evidence)))
        return found
