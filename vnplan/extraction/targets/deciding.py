"""Target, baseline, change, planned or nothing: an ordered table of facts, the first row that fits decides.

The rows are [[decision]] of grammars/targets.toml: `when` lists facts that must hold, `unless` facts that must not.
Facts come from where the quantity stands ("section:goal", "mode:plan"), what it measures ("percent", "count", "money"
…), and the cues of its sentence ("aim", "reached", "change" …).
"""

from __future__ import annotations

from dataclasses import dataclass

from vnplan.grammar import Grammar


@dataclass(frozen=True, slots=True)
class Decision:
    """One row: `kind` is target, baseline, change, planned or none; `why` says it in words."""

    id: str
    when: frozenset[str]
    unless: frozenset[str]
    kind: str
    why: str

    def fits(self, facts: frozenset[str]) -> bool:
        """Whether the row decides for some facts."""
        return self.when <= facts and not self.unless & facts


class Decisions:
    """The table of a grammar: `grammar.compiled(Decisions)`."""

    def __init__(self, grammar: Grammar) -> None:
        rows = []
        for entry in grammar.entries("targets", "decision"):
            extra = entry.model_extra or {}
            rows.append(Decision(
                entry.name, frozenset(extra.get("when", ())), frozenset(extra.get("unless", ())),
                str(extra["kind"]), str(extra["why"])))  # fmt: skip
        self.rows = tuple(rows)
        self.by_id = {row.id: row for row in rows}

    def decide(self, facts: frozenset[str]) -> Decision | None:
        """The row that decides; None when no row fits or the quantity is no result.

        >>> decided = Decisions(Grammar.load()).decide(frozenset({"section:goal", "mode:plan", "percent"}))
        >>> decided.kind if decided else None
        'target'
        """
        for row in self.rows:
            if row.fits(facts):
                return row if row.kind != "none" else None
        return None
