"""Where sentences and clauses begin and end: one splitter for every extractor (grammars/sentences.toml)."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from vnplan.grammar import Grammar, default_grammar
from vnplan.text import CleanText

Range = tuple[int, int]
_OPENING = "“\"‘'«(["
_CLOSE = {"(": ")", "“": "”", "«": "»", "[": "]"}
_LONGEST_WORD = 14
_NESTING = re.compile(r"[()\[\]“”«»;]")


class SentenceRules:
    """The rules of grammars/sentences.toml: `grammar.compiled(SentenceRules)`."""

    __slots__ = ("abbreviation", "edge", "label", "number", "opens", "stop")

    def __init__(self, grammar: Grammar) -> None:
        found = grammar.rules("sentences")
        self.abbreviation, self.number = found["sentence.abbreviation"].regex, found["sentence.number"].regex
        self.stop, self.opens = found["sentence.stop"].regex, found["sentence.opens"].regex
        self.label, self.edge = found["sentence.label"].regex, found["clause.edge"].regex

    def edges(self, folded: str, start: int = 0, end: int | None = None) -> list[int]:
        """Where sentences begin in a range of folded text: its start, each new line, and what follows a full stop.

        >>> rules = SentenceRules(Grammar.load())
        >>> text = "Điều 1. Giao PGS.TS. Nguyễn A ở TP. Huế, số. 5. Hoàn thành trước ngày 01.02.2025. Báo cáo… Hết."
        >>> [text[a:].split(" ")[0] for a in rules.edges(text)]
        ['Điều', 'Hoàn', 'Báo', 'Hết.']
        """
        end = len(folded) if end is None else end
        found = [start]
        at = start
        while (line := folded.find("\n", at, end)) >= 0:
            at = line + 1
            while at < end and folded[at] in " \n":
                at += 1
            if at < end:
                found.append(at)
        inner = sorted({e for m in self.stop.finditer(folded, start, end) if (e := self._after(folded, m, end)) < end}
                       | {m.start() for m in self.opens.finditer(folded, start, end)})  # fmt: skip
        if not inner:
            return found
        edges = sorted({*found, *inner})
        lines = set(found)
        kept: list[int] = []
        for edge in edges:
            if edge in lines or not self._labels(folded, kept[-1], edge):
                kept.append(edge)
        return kept

    def _after(self, folded: str, stop: re.Match[str], end: int) -> int:
        """Where the sentence after a stop begins; `end` when the stop ends none."""
        at = stop.end()
        while at < end and folded[at].isspace():
            at += 1
        first = at
        while first < end and folded[first] in _OPENING:
            first += 1
        if first >= end or not (folded[first].isupper() or folded[first].isdigit() or folded[first] in "-+•*"):
            return end
        if stop[0][0] == "." and self._abbreviates(folded, stop.start(), folded[first]):
            return end
        return at

    def _abbreviates(self, folded: str, dot: int, following: str) -> bool:
        """Whether the dot belongs to the word before it: "TP.", "PGS.TS.", "T.P.", "số. 5"."""
        before = folded[max(0, dot - _LONGEST_WORD) : dot + 1].lower()
        if self.abbreviation.search(before) or (following.isdigit() and self.number.search(before)):
            return True
        return folded[dot - 1 : dot].isupper() and folded[dot - 2 : dot - 1] == "."

    def _labels(self, folded: str, begin: int, edge: int) -> bool:
        return edge - begin < 24 and self.label.match(folded[begin:edge]) is not None

    def clauses(self, folded: str, start: int, end: int) -> list[Range]:
        """The clauses of a sentence, as ranges: between semicolons outside brackets and quotations.

        >>> text = "Rà soát (a; b); tổng hợp"
        >>> [text[a:b] for a, b in SentenceRules(Grammar.load()).clauses(text, 0, len(text))]
        ['Rà soát (a; b);', 'tổng hợp']
        """
        if folded.find(";", start, end) < 0:
            return [(start, end)]
        found: list[Range] = []
        waiting: list[str] = []
        at = start
        for m in _NESTING.finditer(folded, start, end):
            char = m[0]
            if char in _CLOSE:
                waiting.append(_CLOSE[char])
            elif waiting and char == waiting[-1]:
                waiting.pop()
            elif char == ";" and not waiting and self.edge.match(folded, m.start(), end):
                found.append((at, m.end()))
                at = m.end()
                while at < end and folded[at].isspace():
                    at += 1
        if at < end:
            found.append((at, end))
        return found


@dataclass(frozen=True, slots=True)
class Sentences:
    """The sentences of a text by offset; made once per document."""

    folded: str
    begins: tuple[int, ...]
    rules: SentenceRules

    @classmethod
    def of(cls, clean: CleanText, grammar: Grammar) -> Sentences:
        rules = grammar.compiled(SentenceRules)
        return cls(clean.folded, tuple(rules.edges(clean.folded)), rules)

    def at(self, offset: int) -> Range:
        """The sentence that holds an offset.

        >>> text = CleanText.of("Đạt 35%. Phấn đấu 100%.")
        >>> Sentences.of(text, Grammar.load()).at(12)
        (9, 23)
        """
        i = max(bisect_right(self.begins, offset) - 1, 0)
        end = self.begins[i + 1] if i + 1 < len(self.begins) else len(self.folded)
        return self.begins[i], self._shut(self.begins[i], end)

    def between(self, start: int, end: int) -> list[Range]:
        """The sentences of a range; the first and the last are cut to it.

        >>> text = CleanText.of("Đến năm 2025, đạt 35%. Phấn đấu 100% trẻ em ra lớp.")
        >>> Sentences.of(text, Grammar.load()).between(0, len(text.text))
        [(0, 22), (23, 51)]
        """
        end = min(end, len(self.folded))
        inner = self.begins[bisect_right(self.begins, start) : bisect_left(self.begins, end)]
        edges = (start, *inner, end)
        return [(a, shut) for a, b in pairwise(edges) if (shut := self._shut(a, b)) > a]

    def clauses(self, start: int, end: int) -> list[Range]:
        """The clauses of a range, sentence by sentence."""
        return [clause for a, b in self.between(start, end) for clause in self.rules.clauses(self.folded, a, b)]

    def _shut(self, start: int, end: int) -> int:
        while end > start and self.folded[end - 1] in " \n":
            end -= 1
        return end

    def __iter__(self) -> Iterator[Range]:
        return iter(self.between(0, len(self.folded)))


def sentences(clean: CleanText, start: int, end: int, *, grammar: Grammar | None = None) -> list[Range]:
    """The sentences of a range where no `Sentences` of the document is at hand.

    >>> text = CleanText.of("Đến năm 2025, đạt 35%. Phấn đấu 100% trẻ em ra lớp.")
    >>> sentences(text, 0, len(text.text))
    [(0, 22), (23, 51)]
    """
    rules = (grammar or default_grammar()).compiled(SentenceRules)
    return Sentences(clean.folded, tuple(rules.edges(clean.folded, start, end)), rules).between(start, end)


def sentences_of(folded: str, begin: int, end: int, *, grammar: Grammar | None = None) -> list[int]:
    """Where new sentences begin inside a range, its own start left out."""
    rules = (grammar or default_grammar()).compiled(SentenceRules)
    return rules.edges(folded, begin, end)[1:]
