"""From a list of words to a pattern: what a lawyer writes as `words = ["sửa đổi, bổ sung", …]`.

The words stand in the grammar as they stand in the text (lower case, tone marks in the new style). The loader adds what
must never be forgotten: word boundaries at both ends ("hủy" is not found in "thủy sản"), any number of spaces between
words, a space before a comma. Two marks may be used inside a word: `(…)` around a part that may be missing, and `…` for
up to six words that may stand between: `"phối hợp (chặt chẽ) với"`, `"giao … chủ trì"`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

GAP = r"(?: [^\s,;.:()]+){0,6}?"
"""What "…" between two words stands for: up to six words without a stop between them."""

_OPTIONAL = re.compile(r" ?\([^()]*\) ?")
_Trie = dict[str, "_Trie"]


def words_pattern(words: Iterable[str]) -> str:
    """A pattern that finds any of the words as whole words; the longest of those that begin alike wins.

    >>> found = re.compile(words_pattern(["hủy", "hủy bỏ", "sửa đổi(, bổ sung)"]))
    >>> [m[0] for m in found.finditer("thủy sản; hủy bỏ; sửa đổi , bổ sung")]
    ['hủy bỏ', 'sửa đổi , bổ sung']
    """
    starts: dict[tuple[bool, bool], _Trie] = {}
    for word in words:
        for form in expanded(word):
            atoms = _atoms(form)
            edges = (_is_letter(form[0]), _is_letter(form[-1]))
            trie = starts.setdefault(edges, {})
            for atom in atoms:
                trie = trie.setdefault(atom, {})
            trie[""] = {}
    parts = [
        (r"(?<!\w)" if left else "") + _of_trie(trie) + (r"(?!\w)" if right else "")
        for (left, right), trie in sorted(starts.items(), reverse=True)
    ]
    return parts[0] if len(parts) == 1 else "(?:" + "|".join(parts) + ")"


def expanded(word: str) -> tuple[str, ...]:
    """The forms of a word with and without its optional parts.

    >>> expanded("phối hợp (chặt chẽ) với")
    ('phối hợp chặt chẽ với', 'phối hợp với')
    """
    found = _OPTIONAL.search(word)
    if found is None:
        return (word,)
    inside = found[0].replace("(", "").replace(")", "")
    joint = " " if found[0][:1] == " " and found[0][-1:] == " " else ""
    before, after = word[: found.start()], word[found.end() :]
    forms = (before + inside + after, before + (joint if before and after else "") + after)
    return tuple(f for form in forms for f in expanded(form.strip()))


def guarded(pattern: str, not_before: Iterable[str], not_after: Iterable[str]) -> str:
    """A pattern that does not count when it stands directly before or after one of some words.

    >>> found = re.compile(guarded(words_pattern(["sửa đổi"]), ["luật"], ["được", "đã"]))
    >>> [bool(found.search(text)) for text in ("sửa đổi điều 5", "được sửa đổi", "sửa đổi luật")]
    [True, False, False]
    """
    behind = "".join(rf"(?<!{_edge(w)}{re.escape(w)} )" for w in not_after)
    words = tuple(not_before)
    ahead = rf"(?! *{words_pattern(words)})" if words else ""
    return f"{behind}{pattern}{ahead}"


def _edge(word: str) -> str:
    """ "đã" must not be found at the end of another word: its boundary, as wide as nothing."""
    return r"\b" if _is_letter(word[0]) else ""


def _is_letter(char: str) -> bool:
    return char.isalnum() or char == "_"


def _atoms(form: str) -> list[str]:
    """What the letters of a word match, one by one."""
    atoms: list[str] = []
    i = 0
    while i < len(form):
        char = form[i]
        if form.startswith(" … ", i):
            atoms.append(GAP + " +")
            i += 3
            continue
        if form.startswith(", ", i):
            atoms.append(" ?, ?")
            i += 2
            continue
        atoms.append(" +" if char == " " else re.escape(char))
        i += 1
    return atoms


def _of_trie(trie: _Trie) -> str:
    ends = "" in trie
    branches = [re.sub(r"\\ ", " ", atom) + _of_trie(below) for atom, below in trie.items() if atom]
    if not branches:
        return ""
    inner = branches[0] if len(branches) == 1 and not ends else "(?:" + "|".join(branches) + ")"
    return inner + "?" if ends else inner
