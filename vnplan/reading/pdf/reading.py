"""A PDF to text and blocks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from vnplan.errors import DamagedSourceError, EncryptedSourceError, NoTextSourceError
from vnplan.reading.findings import Findings
from vnplan.reading.kinds import PDF
from vnplan.reading.pdf.characters import Page, words_of
from vnplan.reading.pdf.drawing import drawing_of
from vnplan.reading.pdf.frame import frame_of
from vnplan.reading.pdf.furniture import Sheet, furniture_of
from vnplan.reading.pdf.geometry import Drawing
from vnplan.reading.pdf.laying import laid_out
from vnplan.reading.pdf.letters import with_letters
from vnplan.reading.pdf.pages import content_of, sorted_words
from vnplan.reading.pdf.unreadable import tell, unreadable_pages
from vnplan.reading.source import ReadOptions, Source


def read(data: bytes, place: str, options: ReadOptions) -> Source:
    """Text and blocks of a PDF.

    Raises EncryptedSourceError (a password is needed to open it), DamagedSourceError, NoTextSourceError (its pages are
    pictures, or its fonts do not tell their letters).
    """
    with _opened(data, place) as document:
        drawn = [_page(document, index) for index in range(len(document))]
        drawings = [drawing for _, drawing in drawn]
        findings = Findings()
        pages = with_letters([page for page, _ in drawn], findings)
        unreadable = unreadable_pages(pages, drawings)
        if unreadable and options.ocr:
            from vnplan.reading.pdf.ocr import with_ocr

            pages = with_ocr(document, pages, sorted(unreadable), place, findings)
            unreadable = {page.number: "picture" for page in pages if page.number in unreadable and not page.words}
    sheets = [sorted_words(page, drawing) for page, drawing in zip(pages, drawings, strict=True)]
    if len(unreadable) == len(sheets):
        raise NoTextSourceError(
            f"{place} has {len(sheets)} pages that are pictures of text, or fonts without Unicode; read it with OCR: "
            "vnplan parse --ocr, or read(..., options=ReadOptions(ocr=True))")
    furniture = furniture_of([Sheet(s.page.width, s.page.height, s.lines) for s in sheets])
    laid = laid_out([content_of(sheet, heads) for sheet, heads in zip(sheets, furniture, strict=True)])
    tell(unreadable, findings)
    return Source(laid.text, media_type=PDF, blocks=laid.blocks(), findings=findings.all())


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


def _page(document: Any, index: int) -> tuple[Page, Drawing]:
    """The words and the drawing of one page, which is opened and closed again."""
    page = pdfium.FPDF_LoadPage(document, index)
    if not page:
        raise DamagedSourceError(f"page {index + 1} of the PDF cannot be opened; get another copy of it")
    text = pdfium.FPDFText_LoadPage(page)
    try:
        frame = frame_of(page)
        return words_of(text, frame, index + 1), drawing_of(page, frame)
    finally:
        pdfium.FPDFText_ClosePage(text)
        pdfium.FPDF_ClosePage(page)
