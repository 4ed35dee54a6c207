"""OCR of PDFs, with a stand-in for Tesseract: what is asked of it, and what becomes of its answer."""

from __future__ import annotations

import sys
from types import SimpleNamespace
from typing import Any

import pytest

from tests.making_pdf import Maker
from vnplan.errors import MissingReaderError, NoTextSourceError
from vnplan.reading import ReadOptions, read

OCR = ReadOptions(ocr=True)


class NotFound(Exception):
    pass


def engine(rows: list[str], confidence: float = 90.0, error: Exception | None = None) -> Any:
    """A module as pytesseract is, that finds these lines on every page."""
    asked: list[dict[str, Any]] = []

    def image_to_data(picture: Any, **options: Any) -> dict[str, list[Any]]:
        asked.append({"size": picture.size, **options})
        if error is not None:
            raise error
        found: dict[str, list[Any]] = {k: [] for k in ("text", "conf", "block_num", "par_num", "line_num", "left", "top", "width", "height")}
        for line, row in enumerate(rows):
            left = 350
            for word in row.split():
                for key, value in zip(found, (word, confidence, 1, 1, line, left, 300 + 80 * line, 25 * len(word), 40), strict=True):
                    found[key].append(value)
                left += 25 * len(word) + 15
        return found

    return SimpleNamespace(image_to_data=image_to_data, Output=SimpleNamespace(DICT="dict"), asked=asked,
                           TesseractNotFoundError=NotFound, TesseractError=NotFound)  # fmt: skip


def scan() -> bytes:
    return Maker().line("Điều 1. Trang có chữ, không cần nhận dạng.").page().picture().bytes()


def test_only_pages_that_are_pictures_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    module = engine(["Điều 2. Hiệu lực", "Điều 3. Thi hành"])
    monkeypatch.setitem(sys.modules, "pytesseract", module)
    found = read(scan(), options=OCR)
    assert found.text.splitlines() == ["Điều 1. Trang có chữ, không cần nhận dạng.", "Điều 2. Hiệu lực", "Điều 3. Thi hành"]
    assert len(module.asked) == 1
    assert module.asked[0]["lang"] == "vie"
    (finding,) = found.findings
    assert finding.code == "ocr"
    assert "page 2" in finding.message
    assert "90 %" in finding.message
    last = (found.blocks or ())[-1]
    assert last.page == 2
    assert last.box is not None
    assert 80 < last.box[0] < 88


def test_without_being_asked_nothing_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    module = engine(["Điều 2. Hiệu lực"])
    monkeypatch.setitem(sys.modules, "pytesseract", module)
    assert read(scan()).findings[0].code == "pages-without-text"
    assert module.asked == []
    with pytest.raises(NoTextSourceError, match="OCR"):
        read(Maker().picture().bytes())


def test_words_that_ocr_is_not_sure_of_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pytesseract", engine(["Điều 2. Hiệu lực"], 40.0))
    assert "4 of 4 words below 60 %" in read(scan(), options=OCR).findings[0].message


def test_what_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pytesseract", engine([], error=NotFound("no vie")))
    with pytest.raises(MissingReaderError, match="tesseract-ocr-vie"):
        read(scan(), options=OCR)
    monkeypatch.setitem(sys.modules, "pytesseract", None)
    with pytest.raises(MissingReaderError, match=r"vnplan\[ocr\]"):
        read(scan(), options=OCR)


def test_a_page_without_words_stays_a_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pytesseract", engine([]))
    assert {f.code for f in read(scan(), options=OCR).findings} == {"ocr", "pages-without-text"}
