"""Fonts of a page: their names, whether they are bold or italic."""

from __future__ import annotations

import ctypes
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

_LONGEST_NAME = 200
_BOLD_WEIGHT = 600
_ITALIC_FLAG, _BOLD_FLAG = 1 << 6, 1 << 18  # PDF 32000-1, table 123


class Font(NamedTuple):
    """A font as far as a reader needs it; `name` without the six letters of a subset."""

    name: str
    bold: bool
    italic: bool


PLAIN = Font("", False, False)


class Fonts:
    """The fonts of one page by the text objects that its characters come from."""

    def __init__(self, text_page: Any) -> None:
        self._text_page = text_page
        self._by_object: dict[int, Font] = {}
        self._by_font: dict[int, Font] = {}

    def at(self, index: int) -> Font:
        """The font of a character."""
        item = pdfium.FPDFText_GetTextObject(self._text_page, index)
        if not item:
            return PLAIN
        key = ctypes.addressof(item.contents)
        font = self._by_object.get(key)
        if font is None:
            font = self._by_object[key] = self._font(item)
        return font

    def _font(self, item: Any) -> Font:
        handle = pdfium.FPDFTextObj_GetFont(item)
        if not handle:
            return PLAIN
        key = ctypes.addressof(handle.contents)
        found = self._by_font.get(key)
        if found is None:
            buffer = ctypes.create_string_buffer(_LONGEST_NAME)
            pdfium.FPDFFont_GetBaseFontName(handle, buffer, _LONGEST_NAME)
            name = buffer.value.decode("utf-8", "replace")
            name = name[7:] if name[6:7] == "+" else name
            flags, low = pdfium.FPDFFont_GetFlags(handle), name.lower()
            bold = "bold" in low or pdfium.FPDFFont_GetWeight(handle) >= _BOLD_WEIGHT or (
                flags > 0 and bool(flags & _BOLD_FLAG))
            italic = "italic" in low or "oblique" in low or (flags > 0 and bool(flags & _ITALIC_FLAG))
            found = self._by_font[key] = Font(name, bold, italic)
        return found
