"""Pinpoints: "điểm b, khoản 2, Điều 8" → [[dieu 8, khoan 2, diem b]]; lists and ranges taken apart.

Source: Luật Ban hành văn bản quy phạm pháp luật (phần, chương, mục, tiểu mục, điều, khoản, điểm).
"""

from __future__ import annotations

import re
from functools import lru_cache

from vnplan.grammar import entries, rules

#: One step of a pinpoint, (kind, number); a point is a tuple of steps, outermost first.
Step = tuple[str, str]
Point = tuple[Step, ...]

#: The letters that label points, in their order.
LETTERS = list("abcdđeghiklmnopqrstuvxy")
_PLACE = {letter: i for i, letter in enumerate(LETTERS)}
_ORDINALS = {
    "nhất": "1", "hai": "2", "ba": "3", "tư": "4", "bốn": "4", "năm": "5", "sáu": "6", "bảy": "7", "bẩy": "7",
    "tám": "8", "chín": "9", "mười": "10", "đầu tiên": "1",
}  # fmt: skip
_UNITS = {"một": "1", "lăm": "5"}  # as they are said after "mười"
_ROMAN_KINDS = frozenset({"chuong", "phan", "muc", "phu_luc"})
_ROMAN = re.compile(r"[ivxlc]+(?![^.-])")
_LONGEST_RANGE = 300
_ARTICLE = 6  # the rank of a Điều, which needs no Chương to be found
#: What joins two steps that do not belong together: "khoản 1 và Điều 5" are two points.
_APART = frozenset({"và", "hoặc", "hay", ";", "và/hoặc"})


@lru_cache(maxsize=1)
def steps() -> dict[str, tuple[str, int]]:
    """Word for a step → (key in the results, rank; 1 is the outermost)."""
    found = {}
    for entry in entries("pinpoints"):
        for word in entry.aliases:
            found[word] = (entry.name, int((entry.model_extra or {})["rank"]))
    return found


@lru_cache(maxsize=1)
def ranks() -> dict[str, int]:
    """Key of a step → rank."""
    return dict(steps().values())


@lru_cache(maxsize=1)
def _tokens() -> re.Pattern[str]:
    return rules("pinpoints")["pinpoint.step"].regex


def expand(first: str, last: str) -> list[str]:
    """All numbers from one to another, for figures, figures with letters, points and Roman numbers.

    >>> expand("40", "43"), expand("c", "e")
    (['40', '41', '42', '43'], ['c', 'd', 'đ', 'e'])
    """
    if first.isdigit() and last.isdigit() and 0 <= int(last) - int(first) <= _LONGEST_RANGE:
        return [str(n) for n in range(int(first), int(last) + 1)]
    if first in _PLACE and last in _PLACE and _PLACE[first] <= _PLACE[last]:
        return LETTERS[_PLACE[first] : _PLACE[last] + 1]
    return [first, last]


def _number(kind: str, word: str) -> str:
    if word.startswith("thứ "):
        tail = word[4:]
        if tail.startswith("mười "):
            return str(10 + int(_UNITS.get(tail[5:]) or _ORDINALS.get(tail[5:], "0")))
        return _ORDINALS.get(tail, tail)
    if word in _ORDINALS:
        return _ORDINALS[word]
    if kind in _ROMAN_KINDS and (roman := _ROMAN.match(word)):
        return roman[0].upper() + word[roman.end() :]
    if kind in ("phu_luc", "phan", "muc") and len(word) == 1 and word.isalpha():
        return word.upper()
    return word


def _read(group: str) -> list[tuple[str, list[str], str]]:
    """The steps of a group in their order: (kind, numbers, what joined it to the one before)."""
    found: list[tuple[str, list[str], str]] = []
    table, kind, joint, ranging = steps(), "", "", False
    for token in _tokens().finditer(group):
        what = token.lastgroup
        if what == "kind":
            kind = table[token["kind"]][0]
            found.append((kind, [], joint))
            joint = ""
        elif what == "range":
            ranging = True
        elif what == "sep":
            joint = token[0]
        elif what == "in":
            joint = "in"
        elif kind and what in ("this", "ordinal", "number"):
            number = "này" if what == "this" else _number(kind, token[0])
            numbers = found[-1][1]
            if ranging and not numbers and len(found) > 1 and found[-2][0] == kind and found[-2][1]:
                before = found[-2][1]  # "từ Điều 40 đến Điều 45": the second step only closes the range
                before[-1:] = expand(before[-1], number)
                found.pop()
            elif ranging and numbers:
                numbers[-1:] = expand(numbers[-1], number)
            else:
                numbers.append(number)
            ranging, joint = False, ""
    return [step for step in found if step[1]]


@lru_cache(maxsize=8192)
def parse_group(group: str) -> tuple[Point, ...]:
    """The points of one group of steps (folded, lower case), outermost step first.

    A step of a higher rank closes the open ones before it ("khoản 1 và khoản 3 Điều 21"); where no such step follows,
    steps that go inwards belong to the one before ("Điều 8 khoản 2 điểm b"). "này" stays as it is.

    >>> parse_group("khoản 1 và 3 điều 5, điều 7")
    ((('dieu', '5'), ('khoan', '1')), (('dieu', '5'), ('khoan', '3')), (('dieu', '7'),))
    """
    rank = ranks()
    items = _read(group)
    open_: list[Point] = []
    first_run = True  # no step has closed others yet: what goes inwards after a comma is still of the first point
    run = 0  # where the points begin that a Chương, Mục or Phần may close
    for i, (kind, numbers, joint) in enumerate(items):
        here = rank[kind]
        beside = joint in _APART or joint == ","
        if open_:
            outermost = rank[open_[-1][0][0]]
            alone = joint == "," and _stands_alone(items, i, outermost, rank)
            if here < outermost and joint not in _APART and not alone:
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
            if inwards and not _closed_later(items, i, outermost, rank):
                base = open_[-1]
                stem = tuple(step for step in base if rank[step[0]] < here)
                nested: list[Point] = [(*stem, (kind, n)) for n in numbers]
                open_[len(open_) - (stem == base) :] = nested
                continue
            if outermost == _ARTICLE != here:
                run = len(open_)
        open_ += [((kind, n),) for n in numbers]
    return tuple(open_)


def _stands_alone(items: list[tuple[str, list[str], str]], i: int, outermost: int, rank: dict[str, int]) -> bool:
    """Whether a Chương or Mục after a comma is a point of its own: in a list that goes on with articles after it.

    A Phụ lục beside articles always is.
    """
    kind = items[i][0]
    if rank[kind] >= _ARTICLE or outermost != _ARTICLE:
        return False
    return kind == "phu_luc" or any(rank[later] >= _ARTICLE for later, _, _ in items[i + 1 :])


def _closed_later(items: list[tuple[str, list[str], str]], i: int, outermost: int, rank: dict[str, int]) -> bool:
    """Whether a step at or above the rank of the open points follows: then step i belongs to that one."""
    for kind, _, joint in items[i + 1 :]:
        if rank[kind] <= outermost:
            return joint not in _APART
    return False
