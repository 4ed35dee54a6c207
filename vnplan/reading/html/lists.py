"""Numbers and bullets that a browser puts before the items of a list."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_STYLE = re.compile(r"list-style(?:-type)?\s*:[^;]*?\b(none|decimal|lower-alpha|lower-latin|upper-alpha|upper-latin|"
                    r"lower-roman|upper-roman|disc|circle|square)", re.I)  # fmt: skip
_TYPES = {"a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman", "1": "decimal"}
_LARGEST = 3999
# What stands before the items of a list without numbers, as in a text.
_BULLET = "-"


@dataclass(slots=True)
class Counting:
    """How a list counts: its style, the number of the next item, and the step."""

    style: str
    number: int = 1
    step: int = 1

    @classmethod
    def of(cls, item: Any) -> Counting:
        """From an `<ol>` or `<ul>`."""
        found = _STYLE.search(item.get("style") or "")
        if item.tag == "ul":
            return cls("none" if found and found[1].lower() == "none" else "bullet")
        style = found[1].lower() if found else _TYPES.get(item.get("type") or "1", "decimal")
        down = item.get("reversed") is not None
        begin = _integer(item.get("start"), sum(1 for c in item if c.tag == "li") if down else 1)
        return cls(style, begin, -1 if down else 1)


def label_of(item: Any, counting: Counting) -> str:
    """The label of the next item of a list, counting on.

    >>> label_of({}, Counting("lower-alpha", 2))
    'b)'
    """
    if counting.style == "none":
        return ""
    if counting.style in ("bullet", "disc", "circle", "square"):
        return _BULLET
    number = _integer(item.get("value"), counting.number)
    counting.number = number + counting.step
    if not 0 < number <= _LARGEST:
        return f"{number}."
    if counting.style.endswith(("alpha", "latin")):
        letters = ""
        while number:
            number, rest = divmod(number - 1, 26)
            letters = chr(97 + rest) + letters
        return f"{letters})" if counting.style.startswith("lower") else f"{letters.upper()}."
    if counting.style.endswith("roman"):
        roman = _roman(number)
        return f"{roman}." if counting.style.startswith("lower") else f"{roman.upper()}."
    return f"{number}."


def _roman(number: int) -> str:
    out = ""
    for value, text in _ROMAN:
        count, number = divmod(number, value)
        out += text * count
    return out


def _integer(value: str | None, default: int) -> int:
    try:
        return int(value) if value is not None and len(value) < 6 else default
    except ValueError:
        return default
