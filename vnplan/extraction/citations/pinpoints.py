"""Pinpoints: "điểm b, khoản 2, Điều 8" → [[dieu 8, khoan 2, diem b]]; lists and ranges taken apart.

Source: Luật Ban hành văn bản quy phạm pháp luật (phần, chương, mục, tiểu mục, điều, khoản, điểm).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping

from vnplan.grammar import Grammar, default_grammar

#: One step of a pinpoint, (kind, number); a point is a tuple of steps, outermost first.
Step = tuple[str, str]
Point = tuple[Step, ...]

_ROMAN = re.compile(r"[ivxlc]+(?![^.-])")
_LONGEST_RANGE = 300
_ARTICLE = 6  # the rank of a Điều, which needs no Chương to be found
_MOST = 8192
#: A step as it is read: kind, numbers, what joined it to the one before.
_Item = tuple[str, list[str], str]


class PinpointRules:
    """What a grammar says about steps: their words, ranks, numbers and joints."""

    def __init__(self, grammar: Grammar) -> None:
        rules, entries = grammar.rules("pinpoints"), grammar.entries("pinpoints")
        self.token = rules["pinpoint.step"].regex
        self.rank: dict[str, int] = {e.name: int((e.model_extra or {})["rank"]) for e in entries}
        self.kinds: dict[str, str] = {word: e.name for e in entries for word in e.aliases}
        self.word = {e.name: e.aliases[0] for e in reversed(entries)}
        self.roman = frozenset(e.name for e in entries if (e.model_extra or {}).get("roman"))
        self.capital = frozenset(e.name for e in entries if (e.model_extra or {}).get("capital"))
        self.apart = frozenset(rules.lists["apart"])
        self.this = frozenset(rules.lists["this"])
        self.letters = rules.lists["letters"]
        self.place = {letter: i for i, letter in enumerate(self.letters)}
        self.ordinals: dict[str, str] = dict(rules["pinpoint.ordinal"].values["numbers"])
        self.known: dict[str, tuple[Point, ...]] = {}

    def number(self, kind: str, word: str) -> str:
        """A step's number in figures or letters, whatever words it is written in."""
        if word in self.ordinals:
            return self.ordinals[word]
        if kind in self.roman and (roman := _ROMAN.match(word)):
            return roman[0].upper() + word[roman.end() :]
        if kind in self.capital and len(word) == 1 and word.isalpha():
            return word.upper()
        return word

    def expand(self, first: str, last: str) -> list[str]:
        """All numbers from one to another, for figures, figures with letters, points and Roman numbers."""
        if first.isdecimal() and last.isdecimal() and 0 <= int(last) - int(first) <= _LONGEST_RANGE:
            return [str(n) for n in range(int(first), int(last) + 1)]
        place = self.place
        if first in place and last in place and place[first] <= place[last]:
            return list(self.letters[place[first] : place[last] + 1])
        return [first, last]

    def read(self, group: str) -> list[_Item]:
        """The steps of a group in their order."""
        found: list[_Item] = []
        kind, joint, ranging = "", "", False
        for token in self.token.finditer(group):
            what = token.lastgroup
            if what == "kind":
                kind = self.kinds[token["kind"]]
                found.append((kind, [], joint))
                joint = ""
            elif what == "range":
                ranging = True
            elif what == "sep":
                joint = token[0]
            elif what == "in":
                joint = "in"
            elif kind and what in ("this", "ordinal", "number"):
                number = token[0] if what == "this" else self.number(kind, token[0])
                numbers = found[-1][1]
                if ranging and not numbers and len(found) > 1 and found[-2][0] == kind and found[-2][1]:
                    before = found[-2][1]  # "từ Điều 40 đến Điều 45": the second step only closes the range
                    before[-1:] = self.expand(before[-1], number)
                    found.pop()
                elif ranging and numbers:
                    numbers[-1:] = self.expand(numbers[-1], number)
                else:
                    numbers.append(number)
                ranging, joint = False, ""
        return [step for step in found if step[1]]


def ranks(grammar: Grammar | None = None) -> Mapping[str, int]:
    """Key of a step → rank; 1 is the outermost."""
    return (grammar or default_grammar()).compiled(PinpointRules).rank


def parse_group(group: str, grammar: Grammar | None = None) -> tuple[Point, ...]:
    """The points of one group of steps (folded, lower case), outermost step first.

    A step of a higher rank closes the open ones before it ("khoản 1 và khoản 3 Điều 21"); where no such step follows,
    steps that go inwards belong to the one before ("Điều 8 khoản 2 điểm b"). "này" stays as it is.

    >>> parse_group("khoản 1 và 3 điều 5, điều 7")
    ((('dieu', '5'), ('khoan', '1')), (('dieu', '5'), ('khoan', '3')), (('dieu', '7'),))
    """
    rules = (grammar or default_grammar()).compiled(PinpointRules)
    known = rules.known.get(group)
    if known is None:
        if len(rules.known) > _MOST:
            rules.known.clear()
        known = _points(rules.read(group), rules)
        if len(group) < 200:
            rules.known[group] = known
    return known


class _Ahead:
    """What follows a step, found without looking through all that follow."""

    def __init__(self, items: list[_Item], rules: PinpointRules) -> None:
        self.items, self.apart = items, rules.apart
        ranks = [rules.rank[kind] for kind, _, _ in items]
        #: for a rank, where steps at or above it stand
        self.outer = {rank: [i for i, r in enumerate(ranks) if r <= rank] for rank in set(ranks)}
        self.last_article = max((i for i, r in enumerate(ranks) if r >= _ARTICLE), default=-1)

    def closes(self, i: int, outermost: int) -> bool:
        """Whether a step at or above the rank of the open points follows: then step i belongs to that one."""
        places = self.outer[outermost]
        at = bisect_right(places, i)
        return at < len(places) and self.items[places[at]][2] not in self.apart


def _points(items: list[_Item], rules: PinpointRules) -> tuple[Point, ...]:
    rank, ahead = rules.rank, _Ahead(items, rules)
    open_: list[Point] = []
    first_run = True  # no step has closed others yet: what goes inwards after a comma is still of the first point
    run = 0  # where the points begin that a Chương, Mục or Phần may close
    for i, (kind, numbers, joint) in enumerate(items):
        here = rank[kind]
        beside = joint in rules.apart or joint == ","
        if open_:
            outermost = rank[open_[-1][0][0]]
            # A Chương or Mục after a comma is a point of its own in a list that goes on with articles after it; a
            # Phụ lục beside articles always is.
            lone = here < _ARTICLE == outermost and (here == 1 or ahead.last_article > i)
            if here < outermost and joint not in rules.apart and not (joint == "," and lone):
                first, *others = numbers
                at = len(open_)
                floor = run if here < _ARTICLE else 0
                while at > floor and rank[open_[at - 1][0][0]] > here:
                    at -= 1
                    open_[at] = ((kind, first), *open_[at])
                open_ += [((kind, n),) for n in others]
                first_run = False
                continue
            inwards = here > outermost and (first_run or not beside)
            if inwards and not ahead.closes(i, outermost):
                base = open_[-1]
                stem = tuple(step for step in base if rank[step[0]] < here)
                nested: list[Point] = [(*stem, (kind, n)) for n in numbers]
                open_[len(open_) - (stem == base) :] = nested
                continue
            if outermost == _ARTICLE != here:
                run = len(open_)
        open_ += [((kind, n),) for n in numbers]
    return tuple(open_)
