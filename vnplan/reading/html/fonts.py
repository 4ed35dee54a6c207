"""Fonts of before Unicode in a page: by its elements' own styles and by its style sheet."""

from __future__ import annotations

import re
from typing import Any

from vnplan.reading.legacy import encoding_of_font

_FAMILY = re.compile(r"font(?:-family)?\s*:[^;}]*?[\"']?\s*((?:\.vn|vni-)[\w ]*)", re.I)
_ANY_FAMILY = re.compile(r"font-family\s*:\s*[\"']?\s*([^;,\"'}]+)", re.I)
_RULE = re.compile(r"([^{}]{1,2000})\{([^{}]{0,4000})\}")
_LEGACY = re.compile(r"(?:\.vn|vni-)", re.I)


class PageFonts:
    """Which legacy encoding, if any, the words at the place of the walk are in."""

    def __init__(self, root: Any) -> None:
        self.everywhere: str | None = None
        self._by_selector: dict[str, str] = {}
        self._stack: list[tuple[Any, str | None]] = []
        for sheet in root.iter("style"):
            text = sheet.text or ""
            if _LEGACY.search(text):
                for selectors, body in _RULE.findall(text[:500_000]):
                    if (found := _FAMILY.search(body)) and (encoding := encoding_of_font(found[1].strip())):
                        self._by_selector |= {s.strip().lower(): encoding for s in selectors.split(",")}

    def encoding(self) -> str | None:
        """The encoding of the words here; None for Unicode."""
        if self._stack:
            return self._stack[-1][1] or self.everywhere
        return self.everywhere

    def enter(self, item: Any) -> None:
        """An element begins."""
        font = item.get("face") or ""
        if not font and (style := item.get("style")) and "font" in style:
            found = _ANY_FAMILY.search(style) or _FAMILY.search(style)
            font = found[1] if found else ""
        if font:
            self._stack.append((item, encoding_of_font(font.strip().strip("\"'"))))
        elif self._by_selector and (encoding := self._of_selectors(item)):
            self._stack.append((item, encoding))

    def leave(self, item: Any) -> None:
        """An element ends."""
        if self._stack and self._stack[-1][0] is item:
            self._stack.pop()

    def _of_selectors(self, item: Any) -> str | None:
        for name in (item.get("class") or "").lower().split():
            for selector in (f"{item.tag}.{name}", f".{name}"):
                if selector in self._by_selector:
                    return self._by_selector[selector]
        return self._by_selector.get(item.tag)
