"""The knowledge under grammars/: found, validated and compiled.

`rules(name)` gives the pattern rules of `grammars/NAME.toml`, `entries(name)` the gazetteer entries. A folder of the
user's own is laid over the shipped one with `use_folder(path)`.
"""

from vnplan.grammar.loading import entries, files, folders, rules, use_folder
from vnplan.grammar.schema import Entry, Example, Rule, RuleSet

__all__ = ["Entry", "Example", "Rule", "RuleSet", "entries", "files", "folders", "rules", "use_folder"]
