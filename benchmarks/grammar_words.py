"""Does every word of a grammar matter? Takes out each in turn and holds the rule against its examples.

    python benchmarks/grammar_words.py          # what may vanish unnoticed, and the share
    python benchmarks/grammar_words.py -q       # the share alone

A word of `words`, `not_before`, `not_after` and `[lists]`, an alternative of a pattern or fragment. A word that can go
without any example or counterexample of its rule failing is one that a change could lose without anyone noticing.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vnplan.errors import GrammarError
from vnplan.grammar.cues import words_pattern
from vnplan.grammar.folders import shipped
from vnplan.grammar.schema import Rule, expand, expanded_rule


@dataclass(frozen=True)
class Word:
    """One word that was taken out: where it stands and whether an example noticed."""

    file: str
    place: str
    word: str
    noticed: bool


def alternatives(pattern: str) -> Iterator[tuple[str, str]]:
    """Each alternative of each group of a pattern, with the pattern that lacks it.

    >>> list(alternatives("a(?:b|c)"))
    [('b', 'a(?:c)'), ('c', 'a(?:b)')]
    """
    stack: list[list[int]] = [[0]]
    i, in_class = 0, False
    spans: list[tuple[int, int, bool]] = []

    def close(end: int) -> None:
        marks = stack.pop()
        if len(marks) > 1:
            edges = [*marks, end + 1]
            spans.extend((edges[n], edges[n + 1] - 1, n == 0) for n in range(len(marks)))

    while i < len(pattern):
        char = pattern[i]
        if char == "\\":
            i += 2
            continue
        if in_class:
            in_class = char != "]" or pattern[i - 1] == "["
        elif char == "[":
            in_class = True
        elif char == "(":
            head = re.match(r"\((?:\?(?:P<\w+>|[:=!]|<[=!]|[a-z]+:|P=\w+))?", pattern[i:])
            i += head.end() if head else 1
            stack.append([i])
            continue
        elif char == ")":
            close(i)
        elif char == "|":
            stack[-1].append(i + 1)
        i += 1
    close(len(pattern))
    for start, end, first in spans:
        without = pattern[:start] + pattern[end + 1 :] if first else pattern[: start - 1] + pattern[end:]
        yield pattern[start:end], without


class File:
    """One grammar file, whose rules can be made anew with something taken out."""

    def __init__(self, name: str, data: dict[str, Any], shared: dict[str, str]) -> None:
        self.name, self.data, self.shared = name, data, shared

    def holds(self, data: dict[str, Any], only: str | None = None) -> bool:
        """Whether all rules (or one) still match their examples."""
        fragments = dict(self.shared)
        try:
            for key, words in data.get("lists", {}).items():
                fragments[key] = words_pattern(words)
            for key, pattern in data.get("fragments", {}).items():
                fragments[key] = expand(pattern, fragments, "")
            for raw in data.get("rule", []):
                if only is not None and raw["id"] != only:
                    continue
                rule = Rule.model_validate(raw)
                rule = rule.model_copy(update={"expanded": expanded_rule(rule, fragments, "")})
                if rule.fails():
                    return False
        except (GrammarError, ValueError, re.error):
            return False
        return True

    def words(self) -> Iterator[Word]:
        """Every word of the file, taken out in turn."""
        for n, raw in enumerate(self.data.get("rule", [])):
            rules = self.data["rule"]
            for key in ("words", "not_before", "not_after"):
                for i, word in enumerate(raw.get(key, ())):
                    changed = raw | {key: [w for j, w in enumerate(raw[key]) if j != i]}
                    if key == "words" and not changed[key]:
                        continue
                    data = self.data | {"rule": [*rules[:n], changed, *rules[n + 1 :]]}
                    yield Word(self.name, f"{raw['id']} {key}", word, not self.holds(data, raw["id"]))
            for word, without in alternatives(raw.get("pattern", "")):
                data = self.data | {"rule": [*rules[:n], raw | {"pattern": without}, *rules[n + 1 :]]}
                yield Word(self.name, f"{raw['id']} pattern", word, not self.holds(data, raw["id"]))
        for key, words in self.data.get("lists", {}).items():
            for i, word in enumerate(words):
                lists = self.data["lists"] | {key: [w for j, w in enumerate(words) if j != i]}
                yield Word(self.name, f"list {key}", word, not self.holds(self.data | {"lists": lists}))
        for key, pattern in self.data.get("fragments", {}).items():
            for word, without in alternatives(pattern):
                fragments = self.data["fragments"] | {key: without}
                yield Word(self.name, f"fragment {key}", word, not self.holds(self.data | {"fragments": fragments}))


def measure(folder: Path) -> list[Word]:
    """All words of the files of a folder."""
    shared: dict[str, str] = {}
    lists = folder / "lists.toml"
    if lists.is_file():
        for key, words in tomllib.loads(lists.read_text(encoding="utf-8")).get("lists", {}).items():
            shared[key] = words_pattern(words)
    found: list[Word] = []
    for path in sorted(folder.rglob("*.toml")):
        name = path.relative_to(folder).with_suffix("").as_posix()
        found += File(name, tomllib.loads(path.read_text(encoding="utf-8")), shared).words()
    return found


def main() -> int:
    """Print what may vanish, and the share."""
    found = measure(shipped())
    silent = [w for w in found if not w.noticed]
    if "-q" not in sys.argv:
        for w in silent:
            print(f"{w.file}.toml: {w.place}: {w.word}")
    print(f"grammar words: {len(silent)} of {len(found)} may vanish unnoticed ({100 * len(silent) / len(found):.1f} %)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
