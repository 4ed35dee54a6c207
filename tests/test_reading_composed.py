"""NFC and NFD, and words with invisible characters, are read the same everywhere; spans are verbatim in both."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vnplan import Document, parse_document

CORPUS = sorted((Path(__file__).parents[1] / "corpus").glob("*.txt"))
HEADER = """ỦY BAN NHÂN DÂN                        CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH QUẢNG NGÃI                              Độc lập - Tự do - Hạnh phúc
Số: 187/KH-UBND                 Quảng Ngãi, ngày 14 tháng 12 năm 2020

KẾ HOẠCH
Phát triển giáo dục mầm non

Căn cứ Quyết định số 33/QĐ-TTg ngày 08/01/2019 của Thủ tướng Chính phủ;
I. MỤC TIÊU
1. Đến năm 2025, có ít nhất 35% trẻ em nhà trẻ ra lớp.

Nơi nhận:                                    KT. CHỦ TỊCH
- Sở Giáo dục và Đào tạo;                    PHÓ CHỦ TỊCH
- Lưu: VT.                                   Đặng Ngọc Dũng
"""


def results(document: Document) -> Any:
    """All results, with the words of each span (composed) in its place."""

    def seen(value: Any) -> Any:
        if isinstance(value, dict):
            if value.keys() == {"start", "end"}:
                return unicodedata.normalize("NFC", document.text[value["start"] : value["end"]])
            return {k: seen(v) for k, v in value.items() if k not in ("text", "sha256", "source_map")}
        if isinstance(value, list):
            return [seen(v) for v in value]
        return unicodedata.normalize("NFC", value) if isinstance(value, str) else value

    return seen(document.model_dump(mode="json"))


@pytest.mark.parametrize("text", [HEADER, *(p.read_bytes().decode("utf-8-sig") for p in CORPUS)],
                         ids=["columns", *(p.stem for p in CORPUS)])  # fmt: skip
def test_both_forms_give_the_same(text: str) -> None:
    composed, decomposed = unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)
    assert results(parse_document(decomposed)) == results(parse_document(composed))


def test_a_header_in_columns_is_read_in_both_forms() -> None:
    for form in ("NFC", "NFD"):
        meta = parse_document(unicodedata.normalize(form, HEADER)).metadata
        assert (meta.number, meta.date, meta.place) == ("187/KH-UBND", "2020-12-14", "Quảng Ngãi")
        assert [unicodedata.normalize("NFC", s.name) for s in meta.signers] == ["Đặng Ngọc Dũng"]


@given(st.lists(st.tuples(st.sampled_from(HEADER.split("\n")), st.sampled_from(["", "\u200b", "\ufeff", " " * 9])), min_size=1, max_size=8))
def test_columns_of_any_lines(lines: list[tuple[str, str]]) -> None:
    text = "\n".join(extra + line for line, extra in lines) or "x"
    composed, decomposed = unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)
    assert results(parse_document(decomposed)) == results(parse_document(composed))
