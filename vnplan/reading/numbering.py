"""Automatic numbering of lists, as word processors count: levels, restarts, formats; shared by all readers."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_COUNTING = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
# A bullet is a bullet: what fonts of pictures draw is "•", but a dash stays one, since it is the usual gạch đầu dòng.
_DASHES = frozenset("-–—‒−‐‑\uf02d\u2012")
_PLAIN_BULLETS = frozenset("•*+●○▪■◦·")
_BULLETS = {"o": "○", "\uf06f": "○", "\uf0a7": "▪", "\uf06e": "■", "\uf06c": "●", "§": "▪"}


def roman(value: int) -> str:
    """A number in small Roman numerals; numbers beyond 9,999 in digits.

    >>> roman(14)
    'xiv'
    """
    if not 0 < value < 10_000:
        return str(value)
    out = ""
    for amount, letters in _ROMAN:
        count, value = divmod(value, amount)
        out += letters * count
    return out


def letters(value: int) -> str:
    """A number in small letters as word processors write them: a … z, aa, bb …

    The letters are Latin ones, without đ: what an author's automatic list shows after "d)" is "e)", and an author who
    wants "đ)" types it. The page is what counts, so it is not mended here.

    >>> letters(5), letters(27)
    ('e', 'aa')
    """
    if value < 1:
        return str(value)
    times, letter = divmod(value - 1, 26)
    return chr(97 + letter) * (times + 1) if times < 100 else str(value)


def counted(value: int) -> str:
    """A number below 100 in Vietnamese words, for the format that Word calls vietnameseCounting.

    >>> counted(4), counted(15), counted(21)
    ('bốn', 'mười lăm', 'hai mươi mốt')
    """
    tens, ones = divmod(value, 10)
    if not 0 <= value < 100:
        return str(value)
    if not tens:
        return _COUNTING[ones]
    head = "mười" if tens == 1 else f"{_COUNTING[tens]} mươi"
    if not ones:
        return head
    last = "lăm" if ones == 5 else "mốt" if ones == 1 and tens > 1 else _COUNTING[ones]
    return f"{head} {last}"


def formatted(value: int, kind: str) -> str:
    """A number in a format by its name in WordprocessingML (ST_NumberFormat); unknown ones in digits.

    >>> formatted(3, "upperRoman"), formatted(2, "lowerLetter"), formatted(7, "decimalZero"), formatted(1, "none")
    ('III', 'b', '07', '')
    """
    if kind in ("lowerRoman", "upperRoman"):
        return roman(value) if kind == "lowerRoman" else roman(value).upper()
    if kind in ("lowerLetter", "upperLetter"):
        return letters(value) if kind == "lowerLetter" else letters(value).upper()
    if kind == "decimalZero":
        return f"{value:02}"
    if kind == "vietnameseCounting":
        return counted(value).capitalize()
    return "" if kind in ("none", "bullet") else str(value)


def bullet(text: str) -> str:
    """The bullet that a list shows: a dash, one of the usual marks, or "•" for any other.

    >>> bullet("–"), bullet("\\uf0b7"), bullet("o"), bullet("+")
    ('-', '•', '○', '+')
    """
    mark = text.strip()[:1]
    if not mark or mark in _DASHES:
        return "-" if mark else ""
    return mark if mark in _PLAIN_BULLETS else _BULLETS.get(mark, "•")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list. `text` has %1 … %9 where the numbers of the levels stand ("Điều %1.", "%1.%2").

    `restart`: the level (from 1) after which this one begins again; None for any above, 0 for never.
    """

    format: str = "decimal"
    text: str = "%1."
    start: int = 1
    restart: int | None = None
    legal: bool = False


@dataclass(slots=True)
class Counter:
    """The running numbers of one list; lists that share them share the Counter.

    >>> counter = Counter()
    >>> levels = (Level(text="Điều %1."), Level(text="%1.%2."))
    >>> [counter.label(levels, level) for level in (0, 1, 1, 0, 1)]
    ['Điều 1.', '1.1.', '1.2.', 'Điều 2.', '2.1.']
    """

    values: dict[int, int] = field(default_factory=dict)

    def label(self, levels: tuple[Level, ...], level: int) -> str:
        """Count one paragraph at a level (from 0) and give its label, "" for none."""
        here = levels[level]
        self.values[level] = self.values[level] + 1 if level in self.values else here.start
        for below in [b for b in self.values if b > level]:
            restart = levels[below].restart if below < len(levels) else None
            if restart is None or level < restart:
                del self.values[below]
        if here.format == "bullet":
            return bullet(here.text)

        def number(found: re.Match[str]) -> str:
            which = int(found[1]) - 1
            if which >= len(levels):
                return ""
            kind = "decimal" if here.legal and levels[which].format not in ("none", "bullet") else levels[which].format
            return formatted(self.values.get(which, levels[which].start), kind)

        return " ".join(re.sub(r"%([1-9])", number, here.text).split())

    def begin(self, level: int, value: int) -> None:
        """Let the next paragraph of a level have a number, and those below begin again."""
        self.values[level] = value - 1
        for below in [b for b in self.values if b > level]:
            del self.values[below]
