"""Names of laws: where "Luật Phòng, chống tham nhũng và các văn bản" stops being a name.

The registry's names win, the longest first. A name that it does not know is read by grammars/law_names.toml.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from vnplan.grammar import Grammar
from vnplan.lexing.types import DocType, type_table
from vnplan.text import fold

_WORD = re.compile(r" +(?!(?:19|20)\d\d(?!\w))[^\W_]+(?:[/-][^\W_]+)*")
_LONGEST = 26
_AMENDING_WINDOW = 400


@dataclass(frozen=True, slots=True)
class Name:
    """Where a law's name ends, and the rule that read it; `end` is where it began when no name follows."""

    end: int
    rule: str


@dataclass(frozen=True, slots=True)
class NameTable:
    """Known names by the words after their type word; `first` holds, for the first word, the rests, longest first."""

    first: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, names: Iterable[str], types: Iterable[str]) -> NameTable:
        """The table of full names in lower case, folded ("luật ngân sách nhà nước"), with their type words.

        >>> NameTable.of(["luật giáo dục đại học"], ["luật"]).match("luật giáo dục đại học", 4)
        21
        """
        found: dict[str, set[str]] = {}
        heads = tuple(f"{word} " for word in types)
        for name in names:
            for head in heads:
                if name.startswith(head):
                    rest = name[len(head) - 1 :]
                    for variant in {rest, rest.replace(",", " ,")}:
                        found.setdefault(variant.split()[0].rstrip(","), set()).add(variant)
        return cls({word: tuple(sorted(rests, key=lambda r: (-len(r), r))) for word, rests in found.items()})

    def match(self, lower: str, at: int) -> int:
        """End of the longest known name whose words begin at an offset (a space), or -1."""
        end = lower.find(" ", at + 1)
        key = lower[at + 1 : end if end > 0 else len(lower)].rstrip(",;.:)\n\"”").split("\n")[0]
        for rest in self.first.get(key, ()):
            stop = at + len(rest)
            if lower.startswith(rest, at) and not lower[stop : stop + 1].isalnum():
                return stop
        return -1


class NameRules:
    """What a grammar says about names: law_names.toml, and the treaties it knows."""

    def __init__(self, grammar: Grammar) -> None:
        rules = grammar.rules("law_names")
        self.amending, self.also, self.law = (rules[i].regex for i in ("name.amending", "name.also", "name.law"))
        self.bare, self.proof, self.quoted = (rules[i].regex for i in ("name.bare", "name.proof", "name.quoted"))
        self.stop, self.comma = rules["name.stop"].regex, rules["name.comma"].regex
        self.and_, self.of = rules["name.and"].regex, rules["name.of"].regex
        self.constitution, self.treaty = rules["name.constitution"].regex, rules["name.treaty"].regex
        self.first = frozenset(rules.lists["first"])
        self.types = tuple(
            fold(name).lower()
            for kind in type_table(grammar).types if kind.named and not kind.treaty for name in kind.names
        )  # fmt: skip
        names = {fold(n).lower() for entry in grammar.entries("treaties") for n in (entry.name, *entry.aliases)}
        self.treaties = tuple(sorted(names, key=lambda n: (-len(n), n)))

    def read(self, lower: str, at: int, kind: DocType, table: NameTable) -> Name:
        """The name that begins at `at`, right after the type word."""
        if kind.nameless:
            found = self.constitution.match(lower, at)
            return Name(found.end() if found else at, "name.constitution")
        if kind.treaty:
            return self._treaty(lower, at, kind)
        amending = self.amending.match(lower, at, at + _AMENDING_WINDOW)
        if amending and amending.end() > at:
            inner = self._inner(lower, amending.end(), table)
            if inner > 0:
                return Name(inner, "name.amending")
        known = table.match(lower, at)
        if known > 0 and not lower.startswith(" ", known):
            return Name(known, "name.known")
        quoted = self.quoted.match(lower, at)
        if quoted:
            return Name(quoted.end(), "name.quoted")
        end = self._by_words(lower, at)
        if known > 0:
            # Words after a known name make a longer one only where a year, a date or a number proves that they are.
            longer = end > known and self.proof.match(lower, end)
            return Name(end, "name.rule") if longer else Name(known, "name.known")
        return Name(end, "name.rule")

    def _treaty(self, lower: str, at: int, kind: DocType) -> Name:
        word = fold(kind.name).lower()
        for treaty in self.treaties:
            if treaty.startswith(word) and lower.startswith(treaty[len(word) :], at):
                return Name(at + len(treaty) - len(word), "name.known")
        found = self.treaty.match(lower[at : at + _AMENDING_WINDOW])
        return Name(at + (found.end() if found else 0), "name.treaty")

    def _inner(self, lower: str, at: int, table: NameTable) -> int:
        """End of the name of the law (or laws) that an amending law's own name holds; -1 where none can be read."""
        end = -1
        while True:
            law = self.law.match(lower, at)
            if law is None:
                return end
            known = table.match(lower, law.end())
            stop = known if known > 0 else self._by_words(lower, law.end())
            if stop <= law.end():
                return end
            end = stop
            also = self.also.match(lower, end)
            if not also:
                return end
            at = also.end()

    def _by_words(self, lower: str, at: int) -> int:
        """End of an unknown name: its words up to the first stop, at most `_LONGEST` words; `at` where none begins."""
        if not lower.startswith(" ", at) or self.bare.match(lower, at):
            return at
        first = _WORD.match(lower, at)
        if not first or (self.stop.match(lower, at) and first[0].strip() not in self.first):
            return at
        end, count = first.end(), 1
        while count < _LONGEST:
            if lower.startswith((",", " ,"), end):
                found = self.comma.match(lower, end)
            elif lower.startswith(" và ", end):
                found = self.and_.match(lower, end)
            elif lower.startswith(" của ", end):
                found = self.of.match(lower, end)
            elif self.stop.match(lower, end):
                return end
            else:
                found = _WORD.match(lower, end)
            if not found:
                return end
            end, count = found.end(), count + 1
        return at
