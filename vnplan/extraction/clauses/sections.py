"""What a heading says its section is about, and how a part of a document is read (grammars/sections.toml)."""

from __future__ import annotations

from typing import Literal

from vnplan.grammar import Grammar
from vnplan.text import fold, lower

Mode = Literal["plan", "told", "strict", "law"]
_MODES = frozenset({"plan", "told", "law"})


class SectionRules:
    """The compiled rules of grammars/sections.toml: `grammar.compiled(SectionRules)`."""

    __slots__ = ("goals", "kinds", "plan_title", "sections")

    def __init__(self, grammar: Grammar) -> None:
        found = grammar.rules("sections")
        self.sections = tuple((str(rule.values["section"]), rule.regex) for rule in found.group("section."))
        self.plan_title, self.goals = found["part.plan_title"].regex, found["part.goals"].regex
        self.kinds: dict[str, str] = {
            alias: entry.name for entry in grammar.entries("sections", "kind") for alias in entry.aliases
        }

    def of(self, heading: str, *, first: bool = False) -> str | None:
        """The section that a heading names (lower, folded words): the earliest match wins; with `first`, at its head.

        >>> rules = SectionRules(Grammar.load())
        >>> rules.of("mục tiêu cụ thể đến năm 2030"), rules.of("kết quả thực hiện mục tiêu"), rules.of("phụ lục")
        ('goal', 'status', None)
        """
        best: tuple[int, str] | None = None
        for section, pattern in self.sections:
            m = pattern.search(heading)
            if m and (best is None or m.start() < best[0]):
                best = (m.start(), section)
        return best[1] if best and (not first or not best[0]) else None

    def mode(self, type_: str, title: str | None, alone: bool) -> Mode:
        """How a part of a type is read; `alone`: a decision without attachments that approves a plan is one.

        >>> rules = SectionRules(Grammar.load())
        >>> [rules.mode(t, "mức thu", True) for t in ("Kế hoạch", "Luật", "Quyết định")]
        ['plan', 'law', 'strict']
        """
        mode = self.kinds.get(type_, "strict")
        if mode == "approving":
            return "plan" if alone and title and self.plan_title.search(lower(fold(title))) else "strict"
        return mode if mode in _MODES else "strict"  # type: ignore[return-value]

    def annex(self, type_: str | None) -> bool:
        """Whether a part is read as the instrument that it belongs to."""
        return type_ is None or self.kinds.get(type_) == "annex"
