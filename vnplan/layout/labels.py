"""Labels at the start of a paragraph: "Điều 5.", "II.", "1.", "2.1.", "a)", "-".

The patterns are grammars/headings.toml; they are tried by the first character, so that most lines cost one look-up.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from vnplan.grammar import rules
from vnplan.grammar.merging import numbered

ALPHABET = list("abcdđeghiklmnopqrstuvxy")
_ORDINALS = {
    w: i for i, w in enumerate(["nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười"], 1)
} | {"mười một": 11, "mười hai": 12, "mười ba": 13, "mười bốn": 14, "mười lăm": 15}  # fmt: skip
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_FIXED = ("phan", "chuong", "muc", "tieu_muc", "dieu")


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
    for amount, letters in ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"),
                            (1, "I")):  # fmt: skip
        while value >= amount:
            out += letters
            value -= amount
    return out


_NUMBER = re.compile(r"(\d+)([a-zđ]*)$")


def value_of(style: str, number: str) -> tuple[int, ...]:
    """The place of a number in its style's order; empty when it has none.

    >>> value_of("alpha", "đ"), value_of("roman", "IV"), value_of("arabic", "2a"), value_of("dotted", "2.1")
    ((5,), (4,), (2, 1), (2, 1))
    """
    if style == "bullet":
        return (0,)
    if style == "dotted":
        return tuple(map(int, number.split(".")))
    plain = _NUMBER.match(number)
    if plain:
        head = (int(plain[1]),)
        return head + tuple(ALPHABET.index(c) + 1 if c in ALPHABET else 99 for c in plain[2])
    low = number.lower()
    if style in ("alpha", "paren") and low[0] in ALPHABET and (style == "alpha" or len(low) == 1):
        head = (ALPHABET.index(low[0]) + 1,)
        if len(low) == 1:
            return head
        if low[1].isdigit():
            return (*head, int(low[1:]))
        return (len(ALPHABET) + head[0],) if low[0] == low[1] else ()
    if low.startswith("thứ "):
        return (_ORDINALS.get(" ".join(low[4:].split()), 0),)
    if style == "upper" or (style in ("muc",) and len(number) == 1 and number not in "IVXLC"):
        letters = "ABCDĐEGHIKLMNOPQRSTUVXY"
        return (letters.index(number) + 1,) if number in letters else ((6,) if number == "F" else ())
    value = roman_value(number.upper().rstrip("abcdđ"))
    return (value,) if value else ()


@lru_cache(maxsize=1)
def _by_first() -> dict[str, tuple[re.Pattern[str], tuple[tuple[str, str], ...]]]:
    """For each first character: the rules that may match as one pattern, and the id and style of each."""
    found: dict[str, list[tuple[str, str, re.Pattern[str]]]] = {}
    firsts = {
        "phan": "P", "chuong": "C", "tieu_muc": "T", "muc": "M", "dieu": "ĐÐ", "dotted": "0123456789",
        "arabic": "0123456789", "arabic_paren": "0123456789", "paren": "(", "roman": "IVXLC",
        "upper": "ABCDEFGHKĐ", "alpha": "abcdefghijklmnopqrstuvwxyzđ", "bullet": "-+*•●○▪■◦·",
    }  # fmt: skip
    for rule in rules("headings"):
        style = rule.values["style"]
        for letter in firsts.get(style, ""):
            found.setdefault(letter, []).append((rule.id, style, rule.regex))
    return {
        letter: (numbered(pattern for _, _, pattern in tried), tuple((rule, style) for rule, style, _ in tried))
        for letter, tried in found.items()
    }


def read_label(text: str) -> Label | None:
    """The label at the start of a text (already folded and stripped), or None.

    >>> read_label("Điều 5. Phạm vi").number, read_label("a) Giao Sở").style, read_label("Mục tiêu chung")
    ('5', 'alpha', None)
    """
    may = _by_first().get(text[:1])
    found = may[0].match(text) if may is not None else None
    if may is None or found is None or found.lastgroup is None:
        return None
    which = found.lastgroup[found.lastgroup.rindex("_") :]
    rule, style = may[1][int(which[1:])]
    number = found["number" + which]
    value = value_of(style, number)
    if not value:
        return None
    return Label(style, number, value, found.end(), rule, found["mark" + which] if style == "bullet" else "")
