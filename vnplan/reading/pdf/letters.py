"""Letters as they are meant: fonts of before Unicode, and hyphens that show only at the end of a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from vnplan.reading.findings import Findings
from vnplan.reading.legacy import capitals_mended, detect, encoding_of_font, from_legacy, meant_by
from vnplan.reading.pdf.characters import Page
from vnplan.reading.pdf.geometry import Word

_SOFT_HYPHEN = "\u00ad"
_LOOKED_AT = 40_000


def with_letters(pages: Sequence[Page], findings: Findings) -> list[Page]:
    """Pages whose words are Unicode: by the fonts' names, or where none tells, by what the words are.

    Before that a soft hyphen may be a letter (TCVN3 has "ư" there); after it, it is one only at the end of a word.
    """
    by_font = {font: encoding_of_font(font.name) for page in pages for font in {w.font for w in page.words}}
    if any(by_font.values()):
        for name in sorted({e for e in by_font.values() if e is not None}):
            findings.legacy(name)
        return [
            replace(page, words=tuple(_unhyphened(_by(w, by_font.get(w.font))) for w in page.words)) for page in pages]
    encoding, sure = detect(_sample(pages))
    if encoding is not None and sure:
        findings.legacy(encoding)
        return [replace(page, words=tuple(_unhyphened(_meant(w, encoding)) for w in page.words)) for page in pages]
    if encoding is not None:
        findings.maybe_legacy(encoding)
    return [
        replace(page, words=tuple(map(_unhyphened, page.words)))
        if any(_SOFT_HYPHEN in w.text for w in page.words) else page for page in pages]


def _sample(pages: Sequence[Page]) -> str:
    words: list[str] = []
    length = 0
    for page in pages:
        for word in page.words:
            words.append(word.text)
            length += len(word.text) + 1
        if length > _LOOKED_AT:
            break
    return " ".join(words)


def _by(word: Word, encoding: str | None) -> Word:
    return word if encoding is None or (word.text.isascii() and encoding != "tcvn3h") else word._replace(
        text=meant_by(word.text, encoding))


def _meant(word: Word, encoding: str) -> Word:
    text = from_legacy(word.text, encoding)
    return word._replace(text=capitals_mended(text) if encoding == "tcvn3" else text)


def _unhyphened(word: Word) -> Word:
    if _SOFT_HYPHEN not in word.text:
        return word
    text = word.text.replace(_SOFT_HYPHEN, "")
    return word._replace(text=text + _SOFT_HYPHEN * word.text.endswith(_SOFT_HYPHEN), marks=())
