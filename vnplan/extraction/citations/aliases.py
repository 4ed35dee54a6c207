"""Names that the text defines: "(sau đây gọi tắt là Chương trình 1609)", and where they are used later."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from vnplan.extraction.citations.mentions import Mention
from vnplan.extraction.clauses.context import Context
from vnplan.grammar import Grammar
from vnplan.lexing.anchors import Anchors
from vnplan.lexing.types import DocType, type_table
from vnplan.text import CleanText

_FIGURE = re.compile(r"\d+")
_REACH = 1500
_NEAREST = 12
_MOST_WORDS = 5


@dataclass(frozen=True, slots=True)
class Alias:
    """A defined name: its words, where they are defined, and the mention they stand for.

    `bare`: the name is only a type word ("Đề án"), and counts only where nothing makes it another name.
    """

    words: str
    start: int
    end: int
    means: Mention
    bare: bool


class AliasRules:
    """What a grammar says about defined names."""

    def __init__(self, grammar: Grammar) -> None:
        rules = grammar.rules("aliases")
        self.types = type_table(grammar)
        self.after = rules["alias.use"].regex
        self.not_after = tuple(f"{word} " for word in rules["alias.use"].values["not_after"])

    def leading_type(self, words: str) -> DocType | None:
        """The type word with which a defined name begins."""
        parts = words.split()
        for n in range(min(_MOST_WORDS, len(parts)), 0, -1):
            kind = self.types.by_name.get(" ".join(parts[:n]).strip("“”\"'"))
            if kind is not None:
                return kind
        return None


def define(
    clean: CleanText, anchors: Anchors, context: Context, cores: list[Mention], *, grammar: Grammar
) -> list[Alias]:
    """The aliases that the text defines for instruments cited in the same sentence."""
    rules = grammar.compiled(AliasRules)
    found: list[Alias] = []
    meant: dict[Mention, str] = {}
    starts = [m.start for m in cores]
    for anchor in anchors.all("alias"):
        start, end = anchor.value
        kind = rules.leading_type(clean.lower[start:end])
        if kind is None:
            continue
        i = bisect_right(starts, anchor.start)
        begin = max(anchor.start - _REACH, context.sentences.at(anchor.start)[0])
        words = clean.folded[start:end].strip()
        near = [
            m for m in cores[max(0, i - _NEAREST) : i]
            if m.start >= begin and m.form == "full" and m.end <= anchor.start and meant.get(m, words) == words
        ]  # fmt: skip
        means = _meant(clean, start, end, kind, near)
        if means is not None:
            meant[means] = words  # it has its name now: the next definition is another instrument's
            found.append(Alias(words, anchor.start, anchor.end, means, words.lower() in rules.types.by_name))
    return found


def _meant(clean: CleanText, start: int, end: int, kind: DocType, near: list[Mention]) -> Mention | None:
    """The cited instrument that the defined words stand for: same figure, same type, or the title that names it.

    A law is never called by another type's word, nor another instrument "Luật".
    """
    figure = _FIGURE.search(clean.lower, start, end)
    if figure:
        same = [m for m in near if m.seq is not None and m.seq.lstrip("0") == figure[0].lstrip("0")]
        if same:
            typed = [m for m in same if m.type == kind.name]
            return (typed or same)[-1]
    typed = [m for m in near if m.type == kind.name]
    if typed and (kind.short or kind.named):
        return typed[-1]
    if kind.named:
        return None
    word = kind.name.lower()
    for mention in reversed(near):  # "Quyết định số … phê duyệt Chương trình … (sau đây gọi là Chương trình)"
        if mention.type != kind.name and mention.number is None:
            continue  # a law's name tells all that it is
        if mention.type == kind.name or clean.lower.find(word, mention.end, start - 10) >= 0:
            return mention
    return None


def uses(clean: CleanText, aliases: list[Alias], taken: list[Mention], *, grammar: Grammar) -> list[Mention]:
    """Where the defined names are used after their definition and outside other mentions.

    One scan finds all names, the longest first; a name defined twice means what its last definition before says.
    """
    if not aliases:
        return []
    rules = grammar.compiled(AliasRules)
    spans = sorted((m.start, m.end) for m in taken)
    begins = [start for start, _ in spans]
    defined: dict[str, list[Alias]] = {}
    for alias in aliases:
        defined.setdefault(alias.words.lower(), []).append(alias)
    starts = {words: [alias.start for alias in same] for words, same in defined.items()}
    scan = re.compile(rf"(?:{_trie(defined)})(?![\w/])")
    found: list[Mention] = []
    for m in scan.finditer(clean.lower, min(a.end for a in aliases)):
        if m.start() and clean.lower[m.start() - 1].isalnum():
            continue
        same = defined[m[0]]
        i = bisect_right(starts[m[0]], m.start()) - 1
        if i < 0 or same[i].start <= m.start() < same[i].end:
            continue  # before it is defined the words mean something else; the defining words are no use
        alias = same[i]
        if alias.bare:
            exact = clean.folded[m.start() : m.end()] == alias.words
            if not exact or not rules.after.match(clean.lower[m.end() : m.end() + 40]):
                continue
            if clean.lower.endswith(rules.not_after, 0, m.start()):
                continue
        i = bisect_left(begins, m.end()) - 1
        if i >= 0 and max(end for _, end in spans[max(0, i - 2) : i + 1]) > m.start():
            continue
        trace = ("alias", alias.start, alias.end, "defined here")
        found.append(Mention(
            m.start(), m.end(), m.start(), "alias", "alias.use", type=alias.means.type, defined=alias.means,
            evidence=(trace,),
        ))  # fmt: skip
    return found


def _trie(words: dict[str, list[Alias]]) -> str:
    """The names as one pattern that branches letter by letter, so that many names cost no more than one; of names that
    begin alike the longest wins."""
    tree: dict[str, object] = {}
    for word in words:
        at = tree
        for letter in word:
            at = at.setdefault(letter, {})  # type: ignore[assignment]
        at[""] = {}
    return _branches(tree)


def _branches(tree: dict[str, object]) -> str:
    ways = []
    for letter, below in tree.items():
        if not letter:
            continue
        text = re.escape(letter)
        while isinstance(below, dict) and len(below) == 1 and "" not in below:
            ((letter, below),) = below.items()
            text += re.escape(letter)
        ways.append(text + (_branches(below) if isinstance(below, dict) and below != {"": {}} else ""))
    inner = ways[0] if len(ways) == 1 else "(?:" + "|".join(ways) + ")"
    return f"(?:{inner})?" if "" in tree else inner
