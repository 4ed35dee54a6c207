"""Letters and words around a name, by their form only."""

from __future__ import annotations

import re

_WORD = re.compile(r"\w+")
_LONGEST_SYLLABLE = 12


def wordlike(char: str) -> bool:
    """Whether a character belongs to a word; the raised number of a footnote does not."""
    return (char.isalnum() and (char.isalpha() or char.isdecimal())) or char == "_"


def glued(low: str, at: int) -> bool:
    """Whether a dash or slash binds a word to the one before it; a bullet or a label at the line's start does not.

    >>> glued("qđ-bql", 3), glued("- ban", 2), glued("x\\n-ban", 3), glued("sở/ban", 3), glued("số 12/bql", 6)
    (True, False, False, False, True)
    """
    if not at or low[at - 1] not in "-/":
        return False
    begin, floor = at - 1, max(0, at - 40)
    while begin > floor and not low[begin - 1].isspace():
        begin -= 1
    word = low[begin : at - 1]
    if not word or (word.isdigit() and (not begin or low[begin - 1] == "\n")):
        return False
    return low[at - 1] == "-" or any(c.isdigit() for c in word)


def last_word(low: str, end: int) -> str:
    """The word that ends at an offset; empty where none does. Nothing further back is looked at than a word is long.

    >>> last_word("trưởng phòng", 12), last_word("(trưởng", 7), last_word("a, ", 3)
    ('phòng', 'trưởng', '')
    """
    floor = max(0, end - _LONGEST_SYLLABLE)
    begin = low.rfind(" ", floor, end) + 1 or floor
    word = low[begin:end]
    if word.isalpha():
        return word
    begin = end
    while begin > floor and low[begin - 1].isalpha():
        begin -= 1
    return low[begin:end]


def present(printed: str, low: str) -> str:
    """The words of a name as they are printed; words in capitals become small, the first letter stays large."""
    if not printed.isupper():
        return printed
    found = _WORD.search(low)
    at = found.start() if found else 0
    return low[:at] + low[at : at + 1].upper() + low[at + 1 :].rstrip()
