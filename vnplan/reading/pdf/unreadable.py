"""Pages without text that can be read: pictures, and fonts that do not tell their letters."""

from __future__ import annotations

from collections.abc import Sequence

from vnplan.reading.findings import Findings
from vnplan.reading.pdf.characters import Page
from vnplan.reading.pdf.geometry import Drawing

# A page of text has more letters than a stamp of a signature beside a picture of the page.
_STAMP = 400
_PICTURE = 0.4
_UNMAPPED = 0.5


def unreadable_pages(pages: Sequence[Page], drawings: Sequence[Drawing]) -> dict[int, str]:
    """Numbers of the pages that hold text in a picture or in unknown letters, with the reason."""
    found: dict[int, str] = {}
    for page, drawing in zip(pages, drawings, strict=True):
        letters = sum(len(w.text) for w in page.words)
        area = page.width * page.height or 1.0
        pictures = max(((b[2] - b[0]) * (b[3] - b[1]) for b in drawing.pictures), default=0.0)
        if letters < _STAMP and pictures > _PICTURE * area:
            found[page.number] = "picture"
        elif letters and page.unmapped > _UNMAPPED:
            found[page.number] = "font"
    if not any(page.words for page in pages):
        found |= {page.number: "picture" for page in pages}
    return found


def tell(unreadable: dict[int, str], findings: Findings) -> None:
    """Say which pages were not read."""
    pictures = [n for n, why in unreadable.items() if why == "picture"]
    fonts = [n for n, why in unreadable.items() if why == "font"]
    if pictures:
        findings.add("pages-without-text", (
            f"pages {numbers(pictures)} are pictures of text; read them by OCR (vnplan parse --ocr)"))
    if fonts:
        findings.add("fonts-without-unicode", (
            f"pages {numbers(fonts)} have fonts that do not tell their letters; read them by OCR (vnplan parse --ocr)"))


def numbers(pages: Sequence[int]) -> str:
    """Page numbers with runs shortened.

    >>> numbers([1, 2, 3, 7])
    '1-3, 7'
    """
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return ", ".join(f"{r[0]}-{r[-1]}" if len(r) > 1 else str(r[0]) for r in runs)
