"""A PDF to text and blocks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from vnplan.errors import DamagedSourceError, EncryptedSourceError, NoTextSourceError
from vnplan.reading.pdf.characters import words_of
from vnplan.reading.pdf.drawing import drawing_of
from vnplan.reading.pdf.frame import frame_of
from vnplan.reading.pdf.furniture import Sheet, furniture_of
from vnplan.reading.pdf.laying import laid_out
from vnplan.reading.pdf.pages import Sorted, content_of, sorted_words
from vnplan.reading.pdf.unreadable import findings_of, unreadable_pages
from vnplan.reading.source import ReadOptions, Source


def read(data: bytes, place: str, options: ReadOptions) -> Source:
    """Text and blocks of a PDF.

    Raises EncryptedSourceError (a password is needed to open it), DamagedSourceError, NoTextSourceError (its pages are
    pictures, or its fonts do not tell their letters).
    """
    with _opened(data, place) as document:
        sheets = [_sheet(document, index) for index in range(len(document))]
    unreadable = unreadable_pages(sheets)
    if len(unreadable) == len(sheets):
        raise NoTextSourceError(
            f"{place} has {len(sheets)} pages that are pictures of text, or fonts without Unicode; read it with OCR: "
            "vnplan parse --ocr, or read(..., options=ReadOptions(ocr=True))")
    furniture = furniture_of([Sheet(s.page.width, s.page.height, s.lines) for s in sheets])
    pages = [content_of(sheet, heads) for sheet, heads in zip(sheets, furniture, strict=True)]
    laid = laid_out(pages)
    return Source(laid.text, media_type="application/pdf", blocks=laid.blocks(), findings=findings_of(unreadable))


@contextmanager
def _opened(data: bytes, place: str) -> Iterator[Any]:
    try:
        document = pypdfium2.PdfDocument(data)
        pages = len(document)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise EncryptedSourceError(
                f"{place} is encrypted; open it with its password and save it without one") from error
        raise DamagedSourceError(f"{place} is a PDF that is damaged ({error}); get another copy of it") from error
    if not pages:
        raise DamagedSourceError(f"{place} is a PDF without pages; get another copy of it")
    try:
        yield document
    finally:
        document.close()


def _sheet(document: Any, index: int) -> Sorted:
    """One page, read and closed again."""
    page = pdfium.FPDF_LoadPage(document, index)
    if not page:
        raise DamagedSourceError(f"page {index + 1} of the PDF cannot be opened; get another copy of it")
    text = pdfium.FPDFText_LoadPage(page)
    try:
        frame = frame_of(page)
        return sorted_words(words_of(text, frame, index + 1), drawing_of(page, frame))
    finally:
        pdfium.FPDFText_ClosePage(text)
        pdfium.FPDF_ClosePage(page)
