"""The forms in which a name is searched: its phrases in their short forms, dashes with and without spaces."""

from __future__ import annotations

import itertools

from vnplan.agencies.places import key
from vnplan.grammar import Grammar

_MOST_VARIANTS = 64

Phrase = tuple[str, tuple[str, ...], frozenset[str]]


def phrases_of(grammar: Grammar) -> tuple[Phrase, ...]:
    """The phrases of grammars/agencies/phrases.toml, longest first: key, its short forms, the only names it is for."""
    found = [
        (key(e.name), tuple(key(a) for a in e.aliases), frozenset((e.model_extra or {}).get("only", ())))
        for e in grammar.entries("agencies/phrases", "phrase")
    ]
    return tuple(sorted(found, key=lambda p: -len(p[0])))


def variants(form: str, name: str, phrases: tuple[Phrase, ...]) -> tuple[str, ...]:
    """The searched forms of a name or alias: each phrase in each of its short forms, dashes with and without spaces."""
    parts: list[tuple[str, ...]] = [(key(form),)]
    for phrase, short, only in phrases:
        if only and name not in only:
            continue
        split: list[tuple[str, ...]] = []
        for part in parts:
            if len(part) > 1 or phrase not in part[0]:
                split.append(part)
                continue
            before, _, after = part[0].partition(phrase)
            split += [p for p in ((before,), (phrase, *short), (after,)) if p != ("",)]
        parts = split
    found: dict[str, None] = {}
    for pieces in itertools.islice(itertools.product(*parts), _MOST_VARIANTS):
        text = "".join(pieces)
        found[text] = None
        if "-" in text:
            found[text.replace(" - ", "-")] = None
            found[text.replace(" - ", "- ")] = None
            found[text.replace("-", " - ").replace("   ", " ").replace("  ", " ")] = None
        if "&" in text:
            found[text.replace(" & ", "&")] = None
            found[text.replace("&", " & ").replace("  ", " ")] = None
    return tuple(found)
