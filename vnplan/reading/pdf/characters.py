"""Words of a page with their boxes, from PDFium's text layer."""

from __future__ import annotations

import ctypes
import re
import unicodedata
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

from vnplan.reading.pdf.frame import Frame
from vnplan.reading.pdf.geometry import Word

# PDFium writes U+FFFE or U+0002 for a hyphen at the end of a line and joins the next line to it.
_WORD = re.compile("[^\\s\x00\ufffe\x02]+[\ufffe\x02]?|[\ufffe\x02]")
# Bullets of the fonts Symbol and Wingdings (in the private area, as Word exports them), and ligatures.
_LETTERS = str.maketrans({
    "\ufffe": "-", "\x02": "-", "\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "➢", "\uf0fc": "✓", "\uf02d": "-", "\uf0a8": "□",
    "\uf076": "❖", "\uf0e0": "→", "\uf0b3": "≥", "\uf0a3": "≤", "\uf0b1": "±", "\uf0b4": "×", "\uf0b0": "°",
    "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "\ufeff": None, "\u200b": None,
})  # fmt: skip
_ODD = re.compile("[\ufffe\x02\uf020-\uf0ff\ufb00-\ufb06\ufeff\u200b]")
_COMBINING = re.compile("[\u0300-\u036f]")
# Figures that hang on a word may be the mark of a note ("vừa1."), an exponent ("m2") or plain ("H5N1").
_HANGING = re.compile(r"(?<=[^\W_])\d{1,3}(?![^\W_])|(?<=[)\]”\"'.,;:%])\d{1,3}(?![^\W_])|^\d{1,3}(?=[^\W\d_])")
_RAISED_SIZE = 0.8
#: A page with more letters than this holds no text that anybody reads (a page of a gazette has 4,000).
MOST_LETTERS = 200_000
_SAMPLE = 24


@dataclass(frozen=True, slots=True)
class Page:
    """The words of a page in the file's order; `number` from 1, `width` and `height` in points as it is shown.

    `unmapped` is the share of a sample of letters whose font does not tell which letters they are.
    """

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    unmapped: float = 0.0


def words_of(text_page: Any, frame: Frame, number: int) -> Page:
    """The words of a page from the handle of its text layer."""
    count = min(pdfium.FPDFText_CountChars(text_page), MOST_LETTERS)
    if count <= 0:
        return Page(number, frame.width, frame.height, ())
    text = _text(text_page, count)
    bounds = pdfium.FS_RECTF()
    pointer, loose = ctypes.byref(bounds), pdfium.FPDFText_GetLooseCharBox
    composed = unicodedata.is_normalized("NFC", text)
    odd, digits = _ODD.search(text) is not None, any(c.isdigit() for c in text)
    straight, left, top = frame.turn == 0, frame.left, frame.top
    words: list[Word] = []
    for order, found in enumerate(_WORD.finditer(text)):
        begin, end = found.span()
        word = found[0]
        loose(text_page, begin, pointer)
        if straight:
            x0, y0, x1, y1 = bounds.left - left, top - bounds.top, bounds.right - left, top - bounds.bottom
        else:
            x0, y0, x1, y1 = frame.box(bounds.left, bounds.bottom, bounds.right, bounds.top)
        turned = False
        if end - begin > 1:
            loose(text_page, end - 1, pointer)
            if straight:
                a0, b0, a1, b1 = bounds.left - left, top - bounds.top, bounds.right - left, top - bounds.bottom
            else:
                a0, b0, a1, b1 = frame.box(bounds.left, bounds.bottom, bounds.right, bounds.top)
            # Letters of a word written upwards or downwards stand above each other.
            turned = abs(b0 - y0) > 2 and abs(a0 - x0) < 1 and abs(a1 - x1) < 1
            if turned:
                x0, y0, x1, y1 = min(x0, a0), min(y0, b0), max(x1, a1), max(y1, b1)
            else:
                x1 = max(x1, a1)
        marks: tuple[tuple[int, int], ...] = ()
        if digits and not turned and end - begin > 1 and (hanging := _HANGING.search(word)):
            marks = _raised(text_page, frame, begin, word, hanging)
        if odd:
            plain = word.translate(_LETTERS)
            if len(plain) != len(word):
                marks = ()
            word = plain
        if "\u00ad" in word:  # a soft hyphen shows only at the end of a line
            hyphen = word.endswith("\u00ad")
            word, marks = word.replace("\u00ad", "") + "\u00ad" * hyphen, ()
        if not composed:
            if words and _COMBINING.match(word):  # marks that a producer set apart from their letter
                last = words[-1]
                words[-1] = last._replace(text=unicodedata.normalize("NFC", last.text + word), x1=max(last.x1, x1))
                continue
            word = unicodedata.normalize("NFC", word)
        if word and x1 > -1e5 and x0 < 1e5:
            words.append(Word(word, x0, y0, x1, y1, order, begin, marks, turned))
    return Page(number, frame.width, frame.height, tuple(words), _unmapped(text_page, words))


def _text(text_page: Any, count: int) -> str:
    """The text, one UTF-16 unit for each of PDFium's characters, so that offsets agree."""
    buffer = (ctypes.c_ushort * (count + 1))()
    written = pdfium.FPDFText_GetText(text_page, 0, count, buffer) - 1
    if written == count:
        units = memoryview(buffer)[:count]
        text = bytes(units).decode("utf-16-le", "replace")
        if len(text) == count:
            return text
    # Characters without Unicode, or beyond the basic plane: one by one.
    letters = (pdfium.FPDFText_GetUnicode(text_page, i) for i in range(count))
    return "".join(chr(c) if 0 < c < 0x10000 and not 0xD800 <= c < 0xE000 else "\ufffd" for c in letters)


def _raised(text_page: Any, frame: Frame, begin: int, word: str, hanging: re.Match[str]) -> tuple[tuple[int, int], ...]:
    """Where the figures that hang on a word are small and raised beside the letter before them (or after)."""
    def box_of(offset: int) -> tuple[float, float]:
        bounds = pdfium.FS_RECTF()
        pdfium.FPDFText_GetLooseCharBox(text_page, begin + offset, ctypes.byref(bounds))
        _, y0, _, y1 = frame.box(bounds.left, bounds.bottom, bounds.right, bounds.top)
        return y0, y1

    at, end = hanging.span()
    if at == 0:
        return ((0, end),) if _is_raised(box_of(0), box_of(end)) else ()
    tall = box_of(at - 1)
    for offset in range(at, end):
        small = box_of(offset)
        if _is_raised(small, tall):
            return ((offset, end - offset),)
        tall = small
    return ()


def _is_raised(small: tuple[float, float], tall: tuple[float, float]) -> bool:
    height = tall[1] - tall[0]
    return small[1] - small[0] < _RAISED_SIZE * height and small[1] < tall[1] - 0.1 * height


def _unmapped(text_page: Any, words: list[Word]) -> float:
    """Share of a sample of words whose first letter has no Unicode in its font."""
    sample = words[:: max(1, len(words) // _SAMPLE)]
    if not sample:
        return 0.0
    missing = sum(
        pdfium.FPDFText_HasUnicodeMapError(text_page, w.first) == 1 or w.text[0] in "\ufffd" for w in sample)
    return missing / len(sample)
