"""The [[cue]] lists of a grammar file: words by the name of their list."""

from __future__ import annotations

from collections.abc import Mapping

from vnplan.grammar import Grammar
from vnplan.text import fold, lower


def cues_in(grammar: Grammar, name: str) -> Mapping[str, tuple[str, ...]]:
    """The words of each [[cue]] of grammars/NAME.toml, lower and folded.

    >>> cues_in(Grammar.load(), "quantities")["or_more"]
    ('trở lên',)
    """
    return {
        entry.name: tuple(lower(fold(word)) for word in (entry.model_extra or {}).get("words", ()))
        for entry in grammar.entries(name, "cue")
    }


def quantity_cues(grammar: Grammar) -> Mapping[str, tuple[str, ...]]:
    """Those of grammars/quantities.toml: `grammar.compiled(quantity_cues)`."""
    return cues_in(grammar, "quantities")
