"""A sentence as items: words, cues, quantities, periods and marks; a bracket is one item with its own inside.

One scan over the words; a quantity and a period are one item each, a cue is the longest phrase of the lists of
grammars/targets.toml that begins at a word, with the names of all lists that have it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from vnplan.grammar import Grammar
from vnplan.grammar.cues import expanded
from vnplan.lexing.cuewords import cues_in
from vnplan.lexing.periods import PeriodAnchor
from vnplan.lexing.quantities import Quantity

_TOKEN = re.compile(r"\[\d{1,3}\]|[^\W_]+(?:[.&/-][^\W_]+)*|[^\w\s]|_+")
_NOTHING: frozenset[str] = frozenset()
_GENERIC = frozenset({"generic"})
_PAIRS = {"(": ")", "[": "]"}


@dataclass(frozen=True, slots=True)
class Item:
    """kind: word, cue, quantity, period, note (a footnote's mark), mark (punctuation), bracket.

    `classes` are the lists of a cue, `inside` the items of a bracket, `counts` whether quantities stand in it.
    """

    kind: str
    start: int
    end: int
    word: str = ""
    classes: frozenset[str] = _NOTHING
    quantity: Quantity | None = None
    period: PeriodAnchor | None = None
    inside: tuple[Item, ...] = ()
    counts: bool = False

    def has(self, *names: str) -> bool:
        """Whether it is a cue of one of some lists."""
        return any(name in self.classes for name in names)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The phrases of the lists of grammars/targets.toml: `grammar.compiled(Lexicon.of)`."""

    classes: dict[str, frozenset[str]]
    longest: dict[str, int]
    lists: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, grammar: Grammar) -> Lexicon:
        """The phrases with their classes, and for each first word how many words its longest phrase has."""
        found: dict[str, set[str]] = {}
        lists = cues_in(grammar, "targets")
        for name, words in lists.items():
            for word in words:
                for form in expanded(word):
                    found.setdefault(form, set()).add(name)
        longest: dict[str, int] = {}
        for phrase in found:
            first = phrase.split(" ", 1)[0].rstrip(",")
            longest[first] = max(longest.get(first, 0), len(_TOKEN.findall(phrase)))
        return cls({p: frozenset(names) for p, names in found.items()}, longest, lists)


@dataclass(slots=True)
class _Open:
    """A bracket that is being read."""

    start: int
    closing: str
    items: list[Item] = field(default_factory=list)


def items_of(
    low: str, start: int, end: int, quantities: Sequence[Quantity], periods: Sequence[PeriodAnchor], lexicon: Lexicon
) -> list[Item]:
    """The items of a range; brackets that are not closed end with it, closing ones that were not opened are left out.

    >>> from vnplan.text import CleanText
    >>> from vnplan.lexing.quantities import find_quantities
    >>> text = CleanText.of("tỷ lệ hộ nghèo (đa chiều) còn 5%")
    >>> items = items_of(text.lower, 0, 40, find_quantities(text), (), Grammar.load().compiled(Lexicon.of))
    >>> [item.kind for item in items]
    ['cue', 'word', 'word', 'bracket', 'cue', 'quantity']
    """
    stack = [_Open(start, "")]
    for item in _flat(low, start, end, quantities, periods, lexicon):
        if item.word in _PAIRS and item.kind == "mark":
            stack.append(_Open(item.start, _PAIRS[item.word]))
        elif item.kind == "mark" and item.word in _PAIRS.values():
            if len(stack) > 1 and stack[-1].closing == item.word:
                _close(stack, item.end)
        else:
            stack[-1].items.append(item)
    while len(stack) > 1:
        _close(stack, end)
    return stack[0].items


def _close(stack: list[_Open], end: int) -> None:
    top = stack.pop()
    counts = any(i.quantity is not None or i.counts for i in top.items)
    inside = tuple(top.items)
    stack[-1].items.append(Item("bracket", top.start, end, inside=inside, counts=counts))


def _flat(
    low: str, start: int, end: int, quantities: Sequence[Quantity], periods: Sequence[PeriodAnchor], lexicon: Lexicon
) -> Iterator[Item]:
    atoms = sorted(
        [Item("quantity", q.start, q.end, classes=_classifier(low, q, lexicon), quantity=q) for q in quantities]
        + [Item("period", p.start, p.end, period=p) for p in periods
           if not _inside(quantities, p)],
        key=lambda i: (i.start, -i.end),
    )  # fmt: skip
    at = start
    for atom in atoms:
        if atom.start < at:
            continue
        yield from _words(low, at, atom.start, lexicon)
        yield atom
        at = atom.end
    yield from _words(low, at, end, lexicon)


def _classifier(low: str, q: Quantity, lexicon: Lexicon) -> frozenset[str]:
    """Whether what is counted is a classifier that names nothing: "con", "người"."""
    return lexicon.classes.get(low[q.noun[0] : q.noun[1]], _NOTHING) & _GENERIC


def _inside(quantities: Sequence[Quantity], period: PeriodAnchor) -> bool:
    i = bisect_left(quantities, period.end, key=lambda q: q.start) - 1
    return i >= 0 and quantities[i].end > period.start


def _words(low: str, start: int, end: int, lexicon: Lexicon) -> Iterator[Item]:
    tokens = [(m.start(), m.end(), m[0]) for m in _TOKEN.finditer(low, start, end)]
    i = 0
    while i < len(tokens):
        a, b, word = tokens[i]
        size = min(lexicon.longest.get(word, 0), len(tokens) - i)
        while size:
            last = tokens[i + size - 1][1]
            phrase = low[a:last] if size == 1 else _phrase(tokens, i, size)
            if phrase in lexicon.classes:
                yield Item("cue", a, last, phrase, lexicon.classes[phrase])
                i += size
                break
            size -= 1
        if size:
            continue
        i += 1
        if word[0] == "[":
            yield Item("note", a, b, word)
        else:
            yield Item("word" if word[0].isalnum() else "mark", a, b, word)


def _phrase(tokens: list[tuple[int, int, str]], i: int, size: int) -> str:
    words = [tokens[i][2]]
    for j in range(i + 1, i + size):
        if tokens[j][2] != ",":
            words.append(" ")
        words.append(tokens[j][2])
    return "".join(words)
