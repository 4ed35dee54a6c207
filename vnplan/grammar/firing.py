"""Which rules and entries of a grammar fire on a text: what `vnplan grammar explain` shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from vnplan.grammar.cues import words_pattern
from vnplan.text import fold, lower

if TYPE_CHECKING:
    from vnplan.grammar.grammar import Grammar


class Firing(NamedTuple):
    """A rule or entry that finds words in a text: its file, its id or name, the range and the words."""

    file: str
    folder: str
    rule: str
    start: int
    end: int
    words: str


def firings(grammar: Grammar, text: str) -> list[Firing]:
    """Every rule of a grammar, and every entry by name or alias, that finds something in a text; in its order.

    Rules are tried as their files' headers say: on the folded text, and on its lower case.

    >>> from vnplan.grammar import Grammar
    >>> [f.words for f in firings(Grammar.load(), "ngày 08/01/2019") if f.rule == "date.slashed"]
    ['08/01/2019']
    """
    folded = fold(text)
    forms = (folded, lower(folded))
    found: dict[Firing, None] = {}
    for name in grammar.files:
        for rule in grammar.rules(name):
            for form in forms:
                for m in rule.regex.finditer(form):
                    words = text[m.start() : m.end()]
                    if any(c.isalnum() for c in words):
                        found[Firing(name, rule.folder, rule.id, m.start(), m.end(), words)] = None
        for firing in _entries(grammar, name, text, forms[1]):
            found[firing] = None
    return sorted(found, key=lambda f: (f.start, -f.end, f.file, f.rule))


def _entries(grammar: Grammar, name: str, text: str, low: str) -> Iterator[Firing]:
    for folder, data in grammar.tables(name):
        for table, rows in data.items():
            if table == "rule" or not isinstance(rows, list):
                continue
            for row in rows:
                if not isinstance(row, dict) or "name" not in row:
                    continue
                forms = [f for f in (row["name"], *row.get("aliases", ())) if lower(fold(f)) in low and f.strip()]
                if not forms:
                    continue
                for m in re.finditer(words_pattern(sorted({lower(fold(f)).strip() for f in forms})), low):
                    found = text[m.start() : m.end()]
                    yield Firing(name, str(folder), f"{table} {row['name']}", m.start(), m.end(), found)
