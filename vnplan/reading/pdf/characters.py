"""Words of a page with their boxes, from PDFium's text layer."""

from __future__ import annotations

import ctypes
import math
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

from vnplan.reading.pdf.fonts import Fonts
from vnplan.reading.pdf.frame import Frame
from vnplan.reading.pdf.geometry import Word

# PDFium writes U+FFFE or U+0002 for a hyphen at the end of a line and joins the next line to it.
_WORD = re.compile("[^\\s\x00\ufffe\x02]+[\ufffe\x02]?|[\ufffe\x02]")
# Bullets of the fonts Symbol and Wingdings (in the private area, as Word exports them), and ligatures.
_LETTERS = str.maketrans({
    "\ufffe": "-", "\x02": "-", "\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "➢", "\uf0fc": "✓", "\uf02d": "-",
    "\uf0a8": "□",
    "\uf076": "❖", "\uf0e0": "→", "\uf0b3": "≥", "\uf0a3": "≤", "\uf0b1": "±", "\uf0b4": "×", "\uf0b0": "°",
    "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "\ufeff": None, "\u200b": None,
})  # fmt: skip
_ODD = re.compile("[\ufffe\x02\uf020-\uf0ff\ufb00-\ufb06\ufeff\u200b]")
_COMBINING = re.compile("[\u0300-\u036f]")
# Figures that hang on a word may be the mark of a note ("vừa1."), an exponent ("m2") or plain ("H5N1").
_HANGING = re.compile(r"(?<=[^\W_])\d{1,3}(?![^\W_])|(?<=[)\]”\"'.,;:%])\d{1,3}(?![^\W_])|^\d{1,3}(?=[^\W\d_])")
_RAISED_SIZE = 0.8
# Ascent and descent of the common text fonts, as parts of their size; no letter of a text is larger than a poster's.
_ASCENT, _DESCENT = 0.89, 0.22
_UNIT_SIZE, _LARGEST = 2.0, 200.0
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
    bounds, point_x, point_y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    pointer, at_x, at_y = ctypes.byref(bounds), ctypes.byref(point_x), ctypes.byref(point_y)
    loose, origin, size_of = pdfium.FPDFText_GetLooseCharBox, pdfium.FPDFText_GetCharOrigin, _Sizes(text_page).at
    font_of = Fonts(text_page).at
    composed = unicodedata.is_normalized("NFC", text)
    odd, digits = _ODD.search(text) is not None, any(c.isdigit() for c in text)
    straight, left, top = frame.turn == 0, frame.left, frame.top
    words: list[Word] = []
    for order, found in enumerate(_WORD.finditer(text)):
        begin, end = found.span()
        word = found[0]
        loose(text_page, begin, pointer)
        origin(text_page, begin, at_x, at_y)
        size = size_of(begin)
        if straight:
            x0, x1, base = bounds.left - left, bounds.right - left, top - point_y.value
        else:
            x0, _, x1, _ = frame.box(bounds.left, bounds.bottom, bounds.right, bounds.top)
            base = frame.box(point_x.value, point_y.value, point_x.value, point_y.value)[1]
        # The boxes of PDFium depend on the letters where a font does not state its ascent.
        y0, y1, turned = base - _ASCENT * size, base + _DESCENT * size, False
        if end - begin > 1:
            loose(text_page, end - 1, pointer)
            if straight:
                a0, b1, a1 = bounds.left - left, top - bounds.bottom, bounds.right - left
            else:
                a0, _, a1, b1 = frame.box(bounds.left, bounds.bottom, bounds.right, bounds.top)
            if a0 > x0:
                x1 = a1 if a1 > x1 else x1
            elif abs(b1 - base) > 0.6 * size and abs(a0 - x0) < 0.3 * size:
                # Letters of a word written upwards or downwards stand above each other.
                turned = True
                y0, y1 = min(base - size, b1 - size), max(base, b1)
        marks: tuple[tuple[int, int], ...] = ()
        if digits and not turned and end - begin > 1 and (hanging := _HANGING.search(word)):
            marks = _raised(text_page, begin, hanging, size_of)
        if odd:
            plain = word.translate(_LETTERS)
            if len(plain) != len(word):
                marks = ()
            word = plain
        if not composed:
            if words and _COMBINING.match(word):  # marks that a producer set apart from their letter
                last = words[-1]
                words[-1] = last._replace(text=unicodedata.normalize("NFC", last.text + word), x1=max(last.x1, x1))
                continue
            word = unicodedata.normalize("NFC", word)
        if word and x1 > -1e5 and x0 < 1e5:
            words.append(Word(word, x0, y0, x1, y1, order, begin, marks, turned, font_of(begin)))
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


class _Sizes:
    """Sizes of letters in points as they are drawn: the font's size and the scale of its text."""

    def __init__(self, text_page: Any) -> None:
        self.text_page = text_page
        self.scales: dict[float, float] = {}
        self.matrix = pdfium.FS_MATRIX()

    def at(self, index: int) -> float:
        size = float(pdfium.FPDFText_GetFontSize(self.text_page, index))
        scale = self.scales.get(size)
        if scale is None:
            scale = 1.0
            if pdfium.FPDFText_GetMatrix(self.text_page, index, ctypes.byref(self.matrix)):
                scale = math.hypot(float(self.matrix.c), float(self.matrix.d)) or 1.0
            if size > _UNIT_SIZE:  # else the size is in the matrix, and each text has its own
                self.scales[size] = scale
        return min(size * float(scale), _LARGEST) or 1.0


def _raised(
    text_page: Any, begin: int, hanging: re.Match[str], size_of: Callable[[int], float]
) -> tuple[tuple[int, int], ...]:
    """Where the figures that hang on a word are small and raised beside the letter before them (or after)."""
    at, end = hanging.span()
    if at == 0:
        return ((0, end),) if size_of(begin) < _RAISED_SIZE * size_of(begin + end) else ()
    tall = size_of(begin + at - 1)
    for offset in range(at, end):
        small = size_of(begin + offset)
        if small < _RAISED_SIZE * tall:
            x, before, y = ctypes.c_double(), ctypes.c_double(), ctypes.c_double()
            pdfium.FPDFText_GetCharOrigin(text_page, begin + offset - 1, ctypes.byref(x), ctypes.byref(before))
            pdfium.FPDFText_GetCharOrigin(text_page, begin + offset, ctypes.byref(x), ctypes.byref(y))
            return ((offset, end - offset),) if y.value - before.value > 0.1 * tall else ()
        tall = small
    return ()


def _unmapped(text_page: Any, words: list[Word]) -> float:
    """Share of a sample of words whose first letter has no Unicode in its font."""
    sample = words[:: max(1, len(words) // _SAMPLE)]
    if not sample:
        return 0.0
    missing = sum(
        pdfium.FPDFText_HasUnicodeMapError(text_page, w.first) == 1 or w.text[0] in "\ufffd" for w in sample)
    return float(missing) / len(sample)
