"""Labels at the start of a paragraph: "Điều 5.", "II.", "1.", "2.1.", "a)", "-".

The patterns are grammars/headings.toml; they are tried by the first character, so that most lines cost one look-up.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from vnplan.grammar import Grammar
from vnplan.grammar.firsts import first_letters
from vnplan.grammar.merging import numbered

ALPHABET = "abcdđeghiklmnopqrstuvxy"
"""The letters that điểm run through (Nghị định 30/2020/NĐ-CP: chữ cái tiếng Việt)."""
_CAPITALS = ALPHABET.upper()
_PLACES = {letter: place for place, letter in enumerate(ALPHABET, 1)} | {"f": 6}  # typists count a, b, c, d, e, f
_NO_PLACE = 99
_REMEMBERED = 4096
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_ROMAN_STEPS = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_FIXED = frozenset(("phan", "chuong", "muc", "tieu_muc", "dieu"))
_NUMBER = re.compile(r"([0-9]+)([^\W\d_]*)$")


class Label(NamedTuple):
    """A label read at the start of a text: its style, the number as printed, and where the body begins.

    `value` orders numbers of one style: (1,) < (1, 1) for "1" and "1a"; (2, 1) for the dotted "2.1". `mark` is the
    bullet's character.
    """

    style: str
    number: str
    value: tuple[int, ...]
    end: int
    rule: str
    mark: str = ""

    @property
    def fixed(self) -> bool:
        """Whether the label is a word of the official form (Phần … Điều)."""
        return self.style in _FIXED


def roman_value(numeral: str) -> int:
    """Value of a Roman numeral; 0 when it is none in the ordinary form.

    >>> roman_value("XIV"), roman_value("IIX")
    (14, 0)
    """
    total, last = 0, 0
    for letter in reversed(numeral):
        value = _ROMAN.get(letter, 0)
        total += value if value >= last else -value
        last = max(last, value)
    return total if total > 0 and roman(total) == numeral else 0


def roman(value: int) -> str:
    """The Roman numeral of a value below 400."""
    out = ""
    for amount, letters in _ROMAN_STEPS:
        while value >= amount:
            out += letters
            value -= amount
    return out


class Labels:
    """Reads labels by the rules of grammars/headings.toml; made once for a grammar."""

    def __init__(self, grammar: Grammar) -> None:
        rules = grammar.rules("headings")
        self._value_of = lru_cache(maxsize=_REMEMBERED)(self.value_of)  # a text repeats its few numbers
        self._ordinals = {word: place for place, word in enumerate(rules.lists["ordinals"], 1)}
        tried = [(r.id, r.values["style"], r.regex, first_letters(r.regex)) for r in rules]
        letters = {c for *_, firsts in tried for c in firsts or ()}
        self._by_first = {
            letter: self._merged([t for t in tried if t[3] is None or letter in t[3]]) for letter in letters
        }
        rest = [t for t in tried if t[3] is None]
        self._rest = self._merged(rest) if rest else None

    @staticmethod
    def _merged(tried: list[tuple[str, str, re.Pattern[str], frozenset[str] | None]]) -> tuple[
        re.Pattern[str], tuple[tuple[str, str], ...]]:  # fmt: skip
        """The rules that may match as one pattern, with the id and style of each."""
        return numbered(t[2] for t in tried), tuple((t[0], t[1]) for t in tried)

    def read(self, text: str) -> Label | None:
        """The label at the start of a text (already folded and stripped), or None.

        >>> labels = Labels(Grammar.load())
        >>> labels.read("Điều 5. Phạm vi").number, labels.read("a) Giao Sở").style, labels.read("Mục tiêu chung")
        ('5', 'alpha', None)
        """
        may = self._by_first.get(text[:1], self._rest)
        found = may[0].match(text) if may is not None else None
        if may is None or found is None or found.lastgroup is None:
            return None
        which = found.lastgroup[found.lastgroup.rindex("_") :]
        rule, style = may[1][int(which[1:])]
        number = found["number" + which]
        value = self._value_of(style, number)
        if not value:
            return None
        return Label(style, number, value, found.end(), rule, found["mark" + which] if style == "bullet" else "")

    def value_of(self, style: str, number: str) -> tuple[int, ...]:
        """The place of a number in its style's order; empty when it has none.

        >>> value_of = Labels(Grammar.load()).value_of
        >>> value_of("alpha", "đ"), value_of("roman", "IV"), value_of("arabic", "2a"), value_of("phan", "THỨ HAI")
        ((5,), (4,), (2, 1), (2,))
        """
        if style == "bullet":
            return (0,)
        if style == "dotted":
            return tuple(map(int, number.split(".")))
        plain = _NUMBER.match(number)
        if plain:
            return (int(plain[1]), *(_PLACES.get(c, _NO_PLACE) for c in plain[2]))
        low = number.lower()
        if style in ("alpha", "paren") and low[0] in ALPHABET and (style == "alpha" or len(low) == 1):
            return _letters_value(low)
        if " " in low:  # "thứ nhất"
            return (self._ordinals.get(" ".join(low.split()[1:]), 0),)
        if style == "upper" or (style == "muc" and len(number) == 1 and number not in "IVXLC"):
            return (_PLACES[low],) if number in _CAPITALS + "F" else ()
        value = roman_value(number.upper())
        if not value and (head := roman_value(number[:-1])) and low[-1] in ALPHABET:
            return head, _PLACES[low[-1]]  # "VIIa"
        return (value,) if value else ()


def _letters_value(low: str) -> tuple[int, ...]:
    """ "b" is the second; "b1" comes behind it; "bb" comes after the whole alphabet."""
    place = _PLACES[low[0]]
    if len(low) == 1:
        return (place,)
    if low[1] in "0123456789":
        return (place, int(low[1:]))
    return (len(ALPHABET) + place,) if low[0] == low[1] else ()
