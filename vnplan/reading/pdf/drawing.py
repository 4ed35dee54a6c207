"""What is drawn on a page besides letters: lines that rule tables, and pictures."""

from __future__ import annotations

import ctypes
import itertools
from typing import Any

import pypdfium2.raw as pdfium

from vnplan.reading.blocks import Box
from vnplan.reading.pdf.frame import Frame
from vnplan.reading.pdf.geometry import Drawing, Rule

_THICKEST = 4.0
_SHORTEST = 3.0
_MOST_OBJECTS, _MOST_POINTS, _DEEPEST = 60_000, 200_000, 4
_IDENTITY = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
Matrix = tuple[float, float, float, float, float, float]


class _Collector:
    """Walks through the objects of a page, forms within forms, up to a bound."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.lying: list[Rule] = []
        self.standing: list[Rule] = []
        self.pictures: list[Box] = []
        self.left = _MOST_OBJECTS
        self.points = _MOST_POINTS
        self.sides = tuple(ctypes.c_float() for _ in range(4))
        self.pointers = tuple(ctypes.byref(s) for s in self.sides)

    def walk(self, count: int, get: Any, holder: Any, matrix: Matrix, depth: int) -> None:
        for i in range(count):
            self.left -= 1
            if self.left < 0:
                return
            item = get(holder, i)
            kind = pdfium.FPDFPageObj_GetType(item)
            if kind == pdfium.FPDF_PAGEOBJ_PATH:
                self.path(item, matrix)
            elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                if (box := self.bounds(item, matrix)) is not None:
                    self.pictures.append(box)
            elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
                inner = _product(_matrix_of(item), matrix)
                self.walk(pdfium.FPDFFormObj_CountObjects(item), pdfium.FPDFFormObj_GetObject, item, inner, depth + 1)

    def bounds(self, item: Any, matrix: Matrix) -> Box | None:
        if not pdfium.FPDFPageObj_GetBounds(item, *self.pointers):
            return None
        x0, y0, x1, y1 = (s.value for s in self.sides)
        if matrix is not _IDENTITY:
            corners = [_moved(matrix, x, y) for x, y in ((x0, y0), (x0, y1), (x1, y0), (x1, y1))]
            x0, x1 = min(c[0] for c in corners), max(c[0] for c in corners)
            y0, y1 = min(c[1] for c in corners), max(c[1] for c in corners)
        return self.frame.box(x0, y0, x1, y1)

    def path(self, item: Any, matrix: Matrix) -> None:
        box = self.bounds(item, matrix)
        if box is None:
            return
        x0, y0, x1, y1 = box
        if y1 - y0 <= _THICKEST and x1 - x0 >= _SHORTEST and x1 - x0 > y1 - y0:
            self.lying.append(Rule((y0 + y1) / 2, x0, x1))
        elif x1 - x0 <= _THICKEST and y1 - y0 >= _SHORTEST:
            self.standing.append(Rule((x0 + x1) / 2, y0, y1))
        elif self.stroked(item):
            self.edges(item, _product(_matrix_of(item), matrix))
        elif (count := pdfium.FPDFPath_CountSegments(item)) > 8:
            self.filled(item, count, _product(_matrix_of(item), matrix))

    def stroked(self, item: Any) -> bool:
        mode, stroke = ctypes.c_int(), pdfium.FPDF_BOOL()
        return bool(pdfium.FPDFPath_GetDrawMode(item, ctypes.byref(mode), ctypes.byref(stroke)) and stroke.value)

    def edges(self, item: Any, matrix: Matrix) -> None:
        """The straight sides of a stroked path: a box, or a whole grid drawn in one go."""
        for outline in self.outlines(item, pdfium.FPDFPath_CountSegments(item), matrix):
            for (ax, ay), (bx, by) in itertools.pairwise(outline):
                if abs(ay - by) < 1 and abs(ax - bx) >= _SHORTEST:
                    self.lying.append(Rule((ay + by) / 2, min(ax, bx), max(ax, bx)))
                elif abs(ax - bx) < 1 and abs(ay - by) >= _SHORTEST:
                    self.standing.append(Rule((ax + bx) / 2, min(ay, by), max(ay, by)))

    def filled(self, item: Any, count: int, matrix: Matrix) -> None:
        """Thin filled boxes in one path are lines too; thick ones are shading."""
        for outline in self.outlines(item, count, matrix):
            x0, x1 = min(p[0] for p in outline), max(p[0] for p in outline)
            y0, y1 = min(p[1] for p in outline), max(p[1] for p in outline)
            if y1 - y0 <= _THICKEST and x1 - x0 >= _SHORTEST and x1 - x0 > y1 - y0:
                self.lying.append(Rule((y0 + y1) / 2, x0, x1))
            elif x1 - x0 <= _THICKEST and y1 - y0 >= _SHORTEST:
                self.standing.append(Rule((x0 + x1) / 2, y0, y1))

    def outlines(self, item: Any, count: int, matrix: Matrix) -> list[list[tuple[float, float]]]:
        found: list[list[tuple[float, float]]] = []
        x, y = ctypes.c_float(), ctypes.c_float()
        px, py = ctypes.byref(x), ctypes.byref(y)
        for i in range(min(count, self.points)):
            self.points -= 1
            part = pdfium.FPDFPath_GetPathSegment(item, i)
            pdfium.FPDFPathSegment_GetPoint(part, px, py)
            ux, uy = _moved(matrix, x.value, y.value)
            bx = self.frame.box(ux, uy, ux, uy)
            if pdfium.FPDFPathSegment_GetType(part) == pdfium.FPDF_SEGMENT_MOVETO or not found:
                found.append([])
            found[-1].append((bx[0], bx[1]))
            if pdfium.FPDFPathSegment_GetClose(part):
                found[-1].append(found[-1][0])
        return found


def drawing_of(page: Any, frame: Frame) -> Drawing:
    """Lines and pictures of a page from its handle."""
    collector = _Collector(frame)
    collector.walk(pdfium.FPDFPage_CountObjects(page), pdfium.FPDFPage_GetObject, page, _IDENTITY, 0)
    return Drawing(tuple(collector.lying), tuple(collector.standing), tuple(collector.pictures))


def _matrix_of(item: Any) -> Matrix:
    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(item, ctypes.byref(found)):
        return _IDENTITY
    return (found.a, found.b, found.c, found.d, found.e, found.f)


def _product(one: Matrix, two: Matrix) -> Matrix:
    """First one, then two."""
    if two is _IDENTITY:
        return one
    a, b, c, d, e, f = one
    g, h, i, j, k, m = two
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def _moved(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
