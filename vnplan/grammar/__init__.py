"""The knowledge under grammars/: found, validated and compiled.

`Grammar.load(*folders)` is the whole of it as one immutable value; `grammar.rules(name)` gives the rules of
`grammars/NAME.toml`, `grammar.entries(name)` the gazetteer entries.
"""

from pathlib import Path

from vnplan.grammar.grammar import Grammar, default_grammar
from vnplan.grammar.schema import Entry, Example, Rule, RuleSet

__all__ = ["Entry", "Example", "Grammar", "Rule", "RuleSet", "default_grammar", "entries", "files", "folders", "rules"]


# What rooms that do not take a grammar yet ask: the default one.
def rules(name: str) -> RuleSet:
    return default_grammar().rules(name)


def entries(name: str, table: str = "entry") -> tuple[Entry, ...]:
    return default_grammar().entries(name, table)


def files() -> tuple[str, ...]:
    return default_grammar().files


def folders() -> tuple[Path, ...]:
    return default_grammar().folders
