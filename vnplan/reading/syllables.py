"""Whether a word can be a Vietnamese syllable: what tells a text that was decoded rightly from one that was not."""

from __future__ import annotations

import re
import unicodedata

_ONSETS = "ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|b|c|d|đ|g|h|k|l|m|n|p|q|r|s|t|v|x"
# The vowels of a syllable and what may follow each of them.
_RHYMES = {
    "a": "c ch i m n ng nh o p t u y", "ă": "c m n ng p t", "â": "c m n ng p t u y", "e": "c m n ng o p t",
    "ê": "ch m n nh p t u", "i": "ch m n nh p t u", "o": "c i m n ng p t", "ô": "c i m n ng p t", "ơ": "i m n p t",
    "u": "c i m n ng p t", "ư": "c i m n ng p t u", "y": "ch n nh t u", "iê": "c m n ng p t u", "yê": "m n ng t u",
    "ươ": "c i m n ng p t u", "uô": "c i m n ng p t", "oa": "c ch i m n ng nh o p t y", "oă": "c m n ng t",
    "oe": "n o t", "oo": "c ng", "uâ": "n ng t y", "uê": "ch n nh", "uơ": "", "uyê": "n t", "uy": "ch n nh p t u",
    "uya": "", "ưa": "", "ua": "", "ia": "",
}  # fmt: skip
_RHYME = "|".join(f"{vowels}(?:{'|'.join(ends.split())})?" for vowels, ends in _RHYMES.items())
_SYLLABLE = re.compile(f"(?:{_ONSETS})?(?:{_RHYME})")
_VOWELS = re.compile(f"(?:{_ONSETS})?(?P<nucleus>{'|'.join(sorted(_RHYMES, key=len, reverse=True))})")
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_STOPS = re.compile(r"(?:c|ch|p|t)$")
_WORD = re.compile(r"[^\s\d!-/:-@\[-`{-~“”‘’…–—«»•]+")


def is_syllable(word: str) -> bool:
    """Whether a word is built as a Vietnamese syllable: onset, vowels with one tone at most, final consonant.

    >>> [is_syllable(w) for w in ("Nghiệp", "đường", "hµnh", "Héi", "xaõ", "ự")]
    [True, True, False, False, False, True]
    """
    letters = unicodedata.normalize("NFD", word.lower())
    tones = [c for c in letters if c in _TONES]
    if len(tones) > 1 or len(unicodedata.normalize("NFC", word)) > 7:
        return False
    at = len(unicodedata.normalize("NFC", letters[: letters.index(tones[0])])) - 1 if tones else -1
    bare = unicodedata.normalize("NFC", "".join(c for c in letters if c not in _TONES))
    if _SYLLABLE.fullmatch(bare) is None:
        return False
    vowels = _VOWELS.match(bare)
    if tones and vowels is not None and not vowels.start("nucleus") <= at < vowels.end("nucleus"):
        return False  # the tone stands on a vowel, not on the glide behind it
    # A syllable that ends in a stop has the tone sắc or nặng, written always.
    return _STOPS.search(bare) is None or not tones or tones[0] in "\u0301\u0323"


def share_of_syllables(text: str, limit: int = 20_000) -> tuple[float, int]:
    """The share of syllables among the words with a letter beyond ASCII, and how many such words there are.

    Only the first `limit` characters are looked at.

    >>> share_of_syllables("Điều 1. Phạm vi"), share_of_syllables("§iÒu 1. Ph¹m vi")
    ((1.0, 2), (0.0, 2))
    """
    words = [w for w in _WORD.findall(text[:limit]) if not w.isascii()]
    if not words:
        return 0.0, 0
    return sum(map(is_syllable, words)) / len(words), len(words)
