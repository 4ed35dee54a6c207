"""The type word that a number belongs to: "Quyết định số …", "Nghị quyết của Quốc hội số …", "QĐ số …"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from vnplan.grammar import Grammar
from vnplan.lexing.numbers import DocNumber
from vnplan.lexing.types import DocType, type_table
from vnplan.text import CleanText, fold

_WINDOW = 110
_MOST_WORDS = 8
_ABBREVIATED = 12
_NEAR = 60  # a free number's type stands no further away


@dataclass(frozen=True, slots=True)
class TypeWord:
    """A type word before a number; `gap` is what stands between them."""

    kind: DocType
    start: int
    gap: str
    rule: str


class TypeWords:
    """All type words of a grammar with the qualifiers that may follow them ("báo cáo thẩm tra")."""

    def __init__(self, grammar: Grammar) -> None:
        rules = grammar.rules("citations")
        self.types = type_table(grammar)
        self.touching, self.apart = rules["head.number"].regex, rules["head.number.apart"].regex
        self.abbreviated = rules["head.abbreviated"].regex
        self.letter_codes = frozenset(rules["head.abbreviated"].values["letters"])
        self.form = rules["head.form"].regex
        self.series = rules.lists["series"]
        names = set()
        for kind in self.types.types:
            for name in kind.names:
                low = fold(name).lower()
                names.add(low)
                names.update(f"{low} {fold(q).lower()}" for q in kind.qualifiers)
        self.names = frozenset(names)
        longest_first = sorted(names, key=lambda n: (-len(n), n))
        either = "|".join(re.escape(n).replace(r"\ ", " ").replace(",", " ?,") for n in longest_first)
        self.pattern = re.compile(rf"(?<!\w)(?:{either})(?!\w)")

    def before(self, clean: CleanText, number: DocNumber, floor: int) -> TypeWord | None:
        """The type word that a number belongs to: touching it, or apart with a code that agrees."""
        lower = clean.lower
        low = max(floor, number.start - _WINDOW)
        window = lower[low : number.start]
        line = window.rfind("\n") + 1
        if not window[line:].strip() and line > 1:  # "Nghị định | 226/2025/NĐ-CP": the line broke after the type word
            wrapped = f"{window[: line - 1].rstrip()}{' ' * (len(window) - len(window[: line - 1].rstrip()))}"
            window, line = wrapped, wrapped.rfind("\n") + 1
        end = len(window.rstrip(" :._"))
        for word in self.series:
            if window.endswith(word, 0, end):
                end = len(window[: end - len(word)].rstrip(" ,:("))
                break
        at = self._ends_with(window[line:], end - line)
        kind = self._base(window[line + at : end]) if at >= 0 else None
        if kind is not None and self.touching.match(window[end:]):  # the usual form needs no search
            return TypeWord(kind, low + line + at, window[end:], "head.number")
        agreeing: TypeWord | None = None
        for found in reversed(list(self.pattern.finditer(window, line))):
            kind = self._base(found[0])
            if kind is None:
                continue
            gap = window[found.end() :]
            if self.touching.match(gap):
                return TypeWord(kind, low + found.start(), gap, "head.number")
            if not self.apart.match(gap):
                continue
            before = TypeWord(kind, low + found.start(), gap, "head.number.apart")
            if number.type_code is not None and number.type_code in (kind.code, *kind.codes):
                return before
            loose = number.type_code is None and len(gap) < _NEAR and not self.form.search(gap)
            if loose and agreeing is None and clean.folded[low + found.start()].isupper():
                agreeing = before
        return self._by_code(clean, number, low) or agreeing

    def _ends_with(self, window: str, end: int) -> int:
        """Where the longest type word that ends at an offset begins; -1 for none."""
        found, at = -1, end
        for _ in range(_MOST_WORDS):
            at = window.rfind(" ", 0, at)
            if window[at + 1 : end] in self.names:
                found = at + 1
            if at < 0:
                break
        return found

    def _base(self, words: str) -> DocType | None:
        """The type of a type word with its qualifiers."""
        parts = words.replace(" ,", ",").split()
        for n in range(len(parts), 0, -1):
            kind = self.types.by_name.get(" ".join(parts[:n]))
            if kind is not None:
                return kind
        return None

    def _by_code(self, clean: CleanText, number: DocNumber, low: int) -> TypeWord | None:
        """The type's code in place of its word: "QĐ số 270/QĐ-TTg"; the number's own code must agree."""
        words = clean.folded[max(low, number.start - _ABBREVIATED) : number.start]
        found = self.abbreviated.search(words)
        if found is None:
            return None
        code = found["code"]
        kind = self.types.by_code.get(code)
        letter = code in self.letter_codes and number.type_code is None
        agrees = kind is not None and number.type_code is not None and number.type_code in (kind.code, *kind.codes)
        if kind is None or not (letter or agrees):
            return None
        start = number.start - len(words) + found.start()
        return TypeWord(kind, start, words[found.end("code") :], "head.abbreviated")
