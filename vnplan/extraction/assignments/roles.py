"""Roles and verbs: what the words of a directive say, by the rules of grammars/roles.toml."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, Literal, TypeVar

from vnplan.extraction.clauses.spans import Spans
from vnplan.grammar import Grammar, default_grammar

if TYPE_CHECKING:
    from vnplan.agencies.mentions import Mention

Role = Literal["lead", "coordinate", "advise", "implement"]
IMPLEMENT: tuple[Role, str] = ("implement", "role.implement")
_WINDOW = 420
_LEAD_INS = 4
_LEADING = " ,;:.+*•–-\n"

F = TypeVar("F")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Row(Generic[F, R]):
    """A row of a decision table: its id, whether it holds of some facts, and what follows."""

    id: str
    holds: Callable[[F], object]
    result: R


def decide(rows: Sequence[Row[F, R]], facts: F) -> Row[F, R] | None:
    """The first row that holds; its id says why.

    >>> rows = (Row("small", lambda n: n < 5, "s"), Row("large", lambda n: True, "l"))
    >>> decide(rows, 3).id, decide(rows, 9).result
    ('small', 'l')
    """
    return next((row for row in rows if row.holds(facts)), None)


class RoleRules:
    """The compiled rules of grammars/roles.toml: `grammar.compiled(RoleRules)`."""

    __slots__ = ("_directives", "_grounds", "_labels", "_leads", "_roles", "_strong", "_tells", "by_id")

    def __init__(self, grammar: Grammar) -> None:
        found = grammar.rules("roles")
        self.by_id: dict[str, re.Pattern[str]] = {rule.id: rule.regex for rule in found}
        self._directives = tuple(rule.regex for rule in found.group("verb.directive"))
        self._tells = tuple(rule.regex for rule in found.group("verb.telling"))
        self._strong = tuple(rule.regex for rule in found.group("verb.strong"))
        self._leads = (found["role.lead_in"].regex, found["role.lead_rhythm"].regex)
        self._grounds = found["role.ground"].regex
        self._roles: tuple[tuple[re.Pattern[str], Role, str], ...] = tuple(
            (rule.regex, rule.values["role"], rule.id) for rule in found.group("role.") if "role" in rule.values
        )
        self._labels: tuple[tuple[re.Pattern[str], Role], ...] = tuple(
            (rule.regex, rule.values["role"]) for rule in found.group("label.") if "role" in rule.values
        )

    def __getitem__(self, rule_id: str) -> re.Pattern[str]:
        return self.by_id[rule_id]

    def role_of(self, words: str) -> tuple[Role, str]:
        """The role that a directive gives (lower, folded words), and the rule that says so.

        >>> r = RoleRules(Grammar.load())
        >>> [r.role_of(w)[0] for w in ("chủ trì, phối hợp với sở nội vụ", "hằng năm, tham mưu ubnd tỉnh", "báo cáo")]
        ['lead', 'advise', 'implement']
        >>> r.role_of("căn cứ khả năng ngân sách địa phương tham mưu bố trí kinh phí")[0]
        'advise'
        """
        whole = words = words[:_WINDOW].lstrip(_LEADING)
        for _ in range(_LEAD_INS):
            found = self._first(words)
            if found is not None:
                return found
            end = self.lead_in(words)
            if not end or self["role.cue"].search(words, 0, end):
                break
            words = words[end:].lstrip(_LEADING)
        words = words if self._verb(words) else whole
        if self._grounds.match(words):
            cue = self["role.cue"].search(words)
            if cue is not None and not any(
                self._verb(words[m.end() :])
                for m in re.finditer(r",\s+", words[: cue.start()]) if m.end() < cue.start()
            ):
                return self._first(words[cue.start() :]) or IMPLEMENT
        return IMPLEMENT

    def _first(self, words: str) -> tuple[Role, str] | None:
        for pattern, role, why in self._roles:
            if pattern.match(words):
                return role, why
        return None

    def _verb(self, words: str) -> bool:
        return any(pattern.match(words) for pattern in self._directives)

    def lead_in(self, words: str) -> int:
        """How many letters of a directive come before its verb: "hằng năm, ", "trên cơ sở Kế hoạch này, "."""
        return max((m.end() for pattern in self._leads if (m := pattern.match(words))), default=0)

    def directive(self, words: str) -> bool:
        """Whether words begin as a directive does, with or without a lead-in.

        >>> r = RoleRules(Grammar.load())
        >>> r.directive("hằng năm, tổ chức kiểm tra"), r.directive("đã tổ chức kiểm tra")
        (True, False)
        """
        words = words[:_WINDOW]
        if self.tells(words):
            return False
        if self._verb(words):
            return True
        words = words.lstrip(" ,;:")
        end = self.lead_in(words)
        return bool(end) and self._verb(words[end:])

    def tells(self, words: str) -> bool:
        """Whether a sentence that goes on with these words tells something and assigns nothing."""
        return any(pattern.match(words) for pattern in self._tells)

    def strong(self, words: str) -> bool:
        """Whether words begin with a verb that assigns in laws and regulations too."""
        return any(pattern.match(words) for pattern in self._strong)

    def role_of_label(self, label: str) -> Role:
        """The role of a label or a column: "đơn vị chủ trì", "cơ quan phối hợp"."""
        return next((role for pattern, role in self._labels if pattern.search(label)), "implement")


def roles() -> RoleRules:
    """The rules of the default grammar, for who is given none."""
    return default_grammar().compiled(RoleRules)


class MentionIndex(Spans["Mention"]):
    """The mentions of a text by offset."""

    __slots__ = ()

    def __init__(self, mentions: Sequence[Mention]) -> None:
        super().__init__(tuple(mentions), tuple(m.start for m in mentions))
