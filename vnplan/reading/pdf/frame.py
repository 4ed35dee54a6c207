"""From the coordinates of a PDF page to points from the upper left corner of the page as it is shown."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

from vnplan.reading.blocks import Box

_A4 = (0.0, 0.0, 595.0, 842.0)


@dataclass(frozen=True, slots=True)
class Frame:
    """`left`, `top` of the shown part of the page in its own coordinates, its size there, and its quarter turns."""

    left: float
    top: float
    across: float
    down: float
    turn: int = 0

    @property
    def width(self) -> float:
        """Width of the page as it is shown."""
        return self.down if self.turn % 2 else self.across

    @property
    def height(self) -> float:
        """Height of the page as it is shown."""
        return self.across if self.turn % 2 else self.down

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """x0, top, x1, bottom as shown.

        >>> Frame(0, 842, 595, 842).box(50, 800, 90, 812)
        (50, 30, 90, 42)
        """
        x0, x1, y0, y1 = left - self.left, right - self.left, self.top - top, self.top - bottom
        if self.turn == 0:
            return x0, y0, x1, y1
        if self.turn == 1:
            return self.down - y1, x0, self.down - y0, x1
        if self.turn == 2:
            return self.across - x1, self.down - y1, self.across - x0, self.down - y0
        return y0, self.across - x1, y1, self.across - x0


def frame_of(page: Any) -> Frame:
    """The frame of a page handle: its crop box within the media box, and its /Rotate."""
    bounds = pdfium.FS_RECTF()
    if pdfium.FPDF_GetPageBoundingBox(page, ctypes.byref(bounds)):
        left, bottom, right, top = bounds.left, bounds.bottom, bounds.right, bounds.top
    else:
        left, bottom, right, top = _A4
    return Frame(left, top, right - left, top - bottom, pdfium.FPDFPage_GetRotation(page) % 4)
