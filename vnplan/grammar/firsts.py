"""The letters that a pattern may begin with, so that a line is only held against the rules that can match it."""

from __future__ import annotations

import re
from typing import Any

_WIDEST_RANGE = 600


def first_letters(pattern: re.Pattern[str]) -> frozenset[str] | None:
    """The letters that a match can begin with; None where any letter may (or where that cannot be told).

    >>> sorted(first_letters(re.compile("^(?:Điều|[Kk]hoản) ")))
    ['K', 'k', 'Đ']
    """
    parser: Any = getattr(re, "_parser", None)
    if parser is None:
        return None
    found, empty = _firsts(parser.parse(pattern.pattern, pattern.flags), bool(pattern.flags & re.IGNORECASE))
    return None if empty or found is None else frozenset(found)


def _firsts(items: Any, ignore: bool) -> tuple[set[str] | None, bool]:
    """Letters that a sequence may begin with, and whether it may be empty."""
    letters: set[str] = set()
    for kind, value in items:
        name = str(kind)
        if name in ("AT", "ASSERT", "ASSERT_NOT"):
            continue
        found, empty = _of_item(name, value, ignore)
        if found is None:
            return None, False
        letters |= found
        if not empty:
            return letters, False
    return letters, True


def _of_item(name: str, value: Any, ignore: bool) -> tuple[set[str] | None, bool]:
    if name == "LITERAL":
        return _cased({chr(value)}, ignore), False
    if name == "IN":
        return _of_class(value, ignore), False
    if name == "SUBPATTERN":
        return _firsts(value[3], ignore or bool(value[1] & re.IGNORECASE))
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        found, empty = _firsts(value[2], ignore)
        return found, empty or value[0] == 0
    if name == "BRANCH":
        letters: set[str] = set()
        any_empty = False
        for branch in value[1]:
            found, empty = _firsts(branch, ignore)
            if found is None:
                return None, False
            letters |= found
            any_empty |= empty
        return letters, any_empty
    return None, False


def _of_class(items: Any, ignore: bool) -> set[str] | None:
    letters: set[str] = set()
    for kind, value in items:
        name = str(kind)
        if name == "LITERAL":
            letters.add(chr(value))
        elif name == "RANGE" and value[1] - value[0] < _WIDEST_RANGE:
            letters |= {chr(code) for code in range(value[0], value[1] + 1)}
        elif name == "CATEGORY" and str(value) == "CATEGORY_DIGIT":
            letters |= set("0123456789")
        else:
            return None
    return _cased(letters, ignore)


def _cased(letters: set[str], ignore: bool) -> set[str]:
    return {c for letter in letters for c in (letter, letter.lower(), letter.upper())} if ignore else letters
