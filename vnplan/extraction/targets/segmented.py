"""The words and phrases of an indicator as underthesea segments them: on request only, for who compares phrases.

underthesea takes a second to import and reads 0.02 MB/s, so nothing here is on the way of `parse_document()`; the
import stands inside the function.
"""

from __future__ import annotations

from functools import lru_cache

_NOUNS = ("B-NP", "I-NP")


@lru_cache(maxsize=4096)
def segmented(indicator: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words of an indicator, compounds whole, and its noun phrases; the words stay as printed.

    >>> words, phrases = segmented("giáo viên mầm non đạt chuẩn trình độ đào tạo")
    >>> words[:3], phrases
    (('giáo viên', 'mầm non', 'đạt'), ('giáo viên mầm non', 'chuẩn trình độ'))
    >>> segmented("")
    ((), ())
    """
    if not indicator.strip():
        return (), ()
    from underthesea import chunk, word_tokenize

    words = tuple(word_tokenize(indicator, use_token_normalize=False))
    chunks = chunk(indicator)
    if len(chunks) != len(words):  # its own tokens, where it divides the text in another way
        words = tuple(c[0] for c in chunks)
    phrases: list[list[str]] = []
    inside = False
    for word, (_, _, tag) in zip(words, chunks, strict=True):
        if tag not in _NOUNS:
            inside = False
            continue
        if not inside:
            phrases.append([])
        phrases[-1].append(word)
        inside = True
    return words, tuple(" ".join(phrase) for phrase in phrases)
