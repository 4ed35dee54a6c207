"""Pages that are pictures, read by Tesseract: when asked for, never by itself.

Needs the extra `ocr` (pytesseract and Pillow) and Tesseract with the data for Vietnamese (`vie`). A page takes a second
or more. About one number in ten comes out wrong, so a diagnostic asks to check them and says how sure Tesseract was.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from vnplan.errors import MissingReaderError
from vnplan.reading.findings import Findings
from vnplan.reading.pdf.characters import Page
from vnplan.reading.pdf.geometry import Word

# 300 dots an inch is what Tesseract asks for; PDF has 72 points an inch.
_SCALE = 300 / 72
_LANGUAGE = "vie"
_SECONDS = 120
# Words that Tesseract is less sure of, in per cent.
_UNSURE = 60
_ASCENT, _DESCENT = 0.89, 0.22


def with_ocr(
    document: Any, pages: Sequence[Page], numbers: Sequence[int], place: str, findings: Findings
) -> list[Page]:
    """The pages, those of `numbers` (from 1) with the words that OCR finds on them.

    Raises MissingReaderError when pytesseract, Tesseract or its data for Vietnamese is not installed.
    """
    try:
        import pytesseract
    except ModuleNotFoundError as error:
        raise MissingReaderError(
            f"{place} needs OCR, which needs {error.name}; install it: pip install 'vnplan[ocr]'") from error
    read = list(pages)
    for number in numbers:
        picture = document[number - 1].render(scale=_SCALE, grayscale=True).to_pil()
        try:
            found = pytesseract.image_to_data(
                picture, lang=_LANGUAGE, config="--psm 3", timeout=_SECONDS, output_type=pytesseract.Output.DICT)
        except (pytesseract.TesseractNotFoundError, pytesseract.TesseractError) as error:
            raise MissingReaderError(
                f"{place} needs OCR: Tesseract or its data for Vietnamese (vie) is not installed or failed ({error}); "
                "install the packages tesseract-ocr and tesseract-ocr-vie") from error
        except RuntimeError as error:
            findings.add("ocr-page-skipped", f"page {number} was not read in {_SECONDS} s ({error})")
            continue
        words, sure = _words(found)
        read[number - 1] = replace(pages[number - 1], words=tuple(words), unmapped=0.0)
        unsure = sum(c < _UNSURE for c in sure)
        mean = sum(sure) / len(sure) if sure else 0.0
        findings.add("ocr", (
            f"page {number} was read by OCR with {mean:.0f} % confidence ({unsure} of {len(sure)} words below "
            f"{_UNSURE} %); check its numbers against the page"))  # fmt: skip
    return read


def _words(found: dict[str, list[Any]]) -> tuple[list[Word], list[float]]:
    """Tesseract's words with boxes in points, those of a line on one baseline and of one size; its confidence."""
    rows: dict[tuple[Any, ...], list[int]] = {}
    for i, text in enumerate(found["text"]):
        if str(text).strip() and float(found["conf"][i]) >= 0:
            rows.setdefault((found["block_num"][i], found["par_num"][i], found["line_num"][i]), []).append(i)
    words: list[Word] = []
    sure: list[float] = []
    for row in rows.values():
        tops = sorted(found["top"][i] for i in row)
        feet = sorted(found["top"][i] + found["height"][i] for i in row)
        # From the height of most words (with accents or tails, without both) to ascent and descent of the font.
        base, height = feet[len(feet) // 2], feet[len(feet) // 2] - tops[len(tops) // 2]
        size = height / (_ASCENT - 0.1)
        for i in row:
            left, width = found["left"][i], found["width"][i]
            words.append(Word(
                str(found["text"][i]).strip(), left / _SCALE, (base - _ASCENT * size) / _SCALE, (left + width) / _SCALE,
                (base + _DESCENT * size) / _SCALE, len(words), -1))  # fmt: skip
            sure.append(float(found["conf"][i]))
    return words, sure
