"""Numbers, dates and pinpoints by themselves."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vnplan.extraction.citations.pinpoints import PinpointRules, parse_group
from vnplan.grammar import default_grammar
from vnplan.lexing import lex, parse_date, parse_number
from vnplan.text import CleanText

PINPOINTS = default_grammar().compiled(PinpointRules)
LETTERS = list(PINPOINTS.letters)


@pytest.mark.parametrize(
    ("text", "number", "code", "issuers", "year"),
    [
        ("Số: 1784/QĐ-UBND", "1784/QĐ-UBND", "QĐ", ("UBND",), None),
        ("Số:215 /KH-BGDĐT", "215/KH-BGDĐT", "KH", ("BGDĐT",), None),
        ("06/2015/TTTL-BGDĐT-BNV", "06/2015/TTLT-BGDĐT-BNV", "TTLT", ("BGDĐT", "BNV"), 2015),
        ("3844/KH-Ủy ban nhân dân tỉnh", "3844/KH-UBND", "KH", ("UBND",), None),
        ("33/QÐ-TTg", "33/QĐ-TTg", "QĐ", ("TTg",), None),
        ("06/QĐ-TTG NGÀY", "06/QĐ-TTg", "QĐ", ("TTg",), None),
        ("27/NQ- TW", "27/NQ-TW", "NQ", ("TW",), None),
        ("29-NQ/TW", "29-NQ/TW", "NQ", ("TW",), None),
        ("163/2024/QH15", "163/2024/QH15", None, ("QH15",), 2024),
        ("102/SL-L.004", "102/SL-L.004", "SL", ("L", "004"), None),
        ("1776/SNV- XDCQ&TCBC", "1776/SNV-XDCQ&TCBC", None, ("SNV", "XDCQ&TCBC"), None),
        ("QCVN 01-1:2018/BYT", "QCVN 01-1:2018/BYT", "QCVN", ("BYT",), 2018),
        ("1776/2001/BYT-QĐ", "1776/2001/BYT-QĐ", "QĐ", ("BYT",), 2001),
        ("12/2013/NĐ-СР", "12/2013/NĐ-CP", "NĐ", ("CP",), 2013),
        ("39-QĐ/TƯ", "39-QĐ/TW", "QĐ", ("TW",), None),
        ("TCCS số 12: 2018/BVTV", "TCCS 12:2018/BVTV", "TCCS", ("BVTV",), 2018),
        ("số 12: 2018/BVTV", "12:2018/BVTV", None, ("BVTV",), 2018),
        ("QCVN: 02/2019/BLĐTBXH", "QCVN 02:2019/BLĐTBXH", "QCVN", ("BLĐTBXH",), 2019),
        ("1010/PTH-KT2 ngày", "1010/PTH-KT2", None, ("PTH", "KT2"), None),
    ],
)
def test_parse_number(text: str, number: str, code: str | None, issuers: tuple[str, ...], year: int | None) -> None:
    found = parse_number(text)
    assert found is not None
    assert (found.number, found.type_code, found.issuer_codes, found.year) == (number, code, issuers, year)
    assert text[found.start : found.end] == found.as_printed


@pytest.mark.parametrize("text", ["Số: /KH-UBND", "Số:    /QĐ-UBND", "ngày 08/01/2019", "2018-2025", "Điều 5", "3/Điều", ""])
def test_no_number(text: str) -> None:
    assert parse_number(text) is None


def test_repairs_are_told() -> None:
    found = parse_number("06/2015/TTTL-BGDĐT-BNV")
    assert found is not None
    assert found.repairs == ("misprinted code TTTL",)
    clean = parse_number("06/2015/TTLT-BGDĐT-BNV")
    assert clean is not None
    assert clean.repairs == ()


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("ngày 08/01/2019", "2019-01-08"), ("ngày 14 tháng 6 năm 2005", "2005-06-14"),
        ("Lai Châu, ngày tháng 01 năm 2021", "2021-01"), ("năm 2015", "2015"), ("30.6.2020", "2020-06-30"),
        ("ngày 22/7/2019", "2019-07-22"), ("NGÀY 22/7/2024", "2024-07-22"), ("tháng 5/2019", "2019-05"),
        ("ngày … tháng … năm 2016", "2016"), ("ngày 10/4/ 2014", "2014-04-10"), ("ngày 45/13/2014", None),
        ("71/2020/NĐ-CP", None), ("giai đoạn 2018-2025", None), ("năm học 2019", None), ("", None),
    ],
)  # fmt: skip
def test_parse_date(text: str, date: str | None) -> None:
    assert parse_date(text) == date


@given(st.integers(1, 28), st.integers(1, 12), st.integers(1945, 2049))
def test_every_written_form_gives_the_same_date(day: int, month: int, year: int) -> None:
    iso = f"{year}-{month:02d}-{day:02d}"
    forms = (f"ngày {day} tháng {month} năm {year}", f"{day:02d}/{month:02d}/{year}", f"ngày {day}.{month}.{year}")
    assert {parse_date(form) for form in forms} == {iso}


@given(st.sampled_from(LETTERS), st.sampled_from(LETTERS))
def test_ranges_of_points_follow_the_alphabet(first: str, last: str) -> None:
    i, j = LETTERS.index(first), LETTERS.index(last)
    assert PINPOINTS.expand(first, last) == (LETTERS[i : j + 1] if i <= j else [first, last])


def test_the_letters_of_points() -> None:
    assert "".join(LETTERS) == "abcdđeghiklmnopqrstuvxy"


@pytest.mark.parametrize(
    ("group", "points"),
    [
        ("điều 5 khoản 1, 2 và điều 6", ["dieu 5 khoan 1", "dieu 5 khoan 2", "dieu 6"]),
        ("khoản 1, khoản 2 và điểm a khoản 3 điều 7", ["dieu 7 khoan 1", "dieu 7 khoan 2", "dieu 7 khoan 3 diem a"]),
        ("khoản 6 điều 25; khoản 4 điều 26", ["dieu 25 khoan 6", "dieu 26 khoan 4"]),
        ("phần 3 phụ lục 1", ["phu_luc 1 phan 3"]),
        ("khoản 1 đến khoản 3 điều 7", ["dieu 7 khoan 1", "dieu 7 khoan 2", "dieu 7 khoan 3"]),
    ],
)
def test_parse_group(group: str, points: list[str]) -> None:
    assert [" ".join(f"{k} {n}" for k, n in point) for point in parse_group(group)] == points


@given(st.text(alphabet="điều khoản điểm 1234567890,;vàđến này/-ab\n", max_size=80))
def test_lexing_never_fails_and_stays_inside(text: str) -> None:
    clean = CleanText.of(text)
    for anchors in lex(clean).by_kind.values():
        assert all(0 <= a.start < a.end <= len(clean.text) for a in anchors)
        assert [a.start for a in anchors] == sorted(a.start for a in anchors)


def test_between_gives_anchors_of_a_range() -> None:
    clean = CleanText.of("ngày 01/02/2020 và ngày 03/04/2021")
    anchors = lex(clean)
    assert [a.value for a in anchors.between("date", 5, 99)] == ["2021-04-03"]
    assert anchors.at("date", 0).value == "2020-02-01"  # type: ignore[union-attr]
