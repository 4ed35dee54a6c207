"""Quantities: number formats, bounds, ranges, rates and units; numbers that name something are none."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vnplan.grammar import default_grammar
from vnplan.lexing.cuewords import quantity_cues
from vnplan.lexing.quantities import Quantity, QuantityRules, find_quantities, number_of
from vnplan.text import CleanText

Expected = list[tuple[str, float | None, float | None, str]]


def read(text: str) -> Expected:
    return [(text[q.start : q.end], q.min, q.max, q.unit) for q in find_quantities(CleanText.of(text))]


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("3.596", 3596.0), ("18,2", 18.2), ("1.200,5", 1200.5), ("02", 2.0), ("1.5", 1.5), ("93.249", 93249.0),
        ("1.000.000", 1e6), ("100", 100.0), ("0,1", 0.1), ("12.34", 12.34),
    ],
)  # fmt: skip
def test_printed_numbers(printed: str, value: float) -> None:
    assert number_of(printed) == pytest.approx(value)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("bốn", 4.0), ("mười", 10.0), ("mười hai", 12.0), ("hai mươi", 20.0), ("hai mươi lăm", 25.0),
        ("một trăm linh năm", 105.0), ("ba nghìn", 3000.0), ("hai nghìn ba trăm", 2300.0), ("trường", None),
    ],
)  # fmt: skip
def test_numbers_in_words(words: str, value: float | None) -> None:
    assert default_grammar().compiled(QuantityRules).value_of(words) == value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("đạt 100% kế hoạch", [("100%", 100, 100, "%")]),
        ("có ít nhất 27% trẻ", [("ít nhất 27%", 27, None, "%")]),
        ("có 27% trở lên trẻ", [("27% trở lên", 27, None, "%")]),
        ("tối thiểu 45 % trẻ", [("tối thiểu 45 %", 45, None, "%")]),
        ("trên 85% chi bộ", [("trên 85%", 85, None, "%")]),
        ("≥ 30% hộ", [("≥ 30%", 30, None, "%")]),
        ("còn dưới 5%", [("dưới 5%", None, 5, "%")]),
        ("không quá 15% số giáo viên", [("không quá 15%", None, 15, "%")]),
        ("40% trở xuống", [("40% trở xuống", None, 40, "%")]),
        ("không dưới 60%", [("không dưới 60%", 60, None, "%")]),
        ("từ 11% đến 13% giáo viên", [("từ 11% đến 13%", 11, 13, "%")]),
        ("từ 9,5 - 12% số giáo viên", [("từ 9,5 - 12%", 9.5, 12, "%")]),
        ("11-13% giáo viên", [("11-13%", 11, 13, "%")]),
        ("khoảng 150 người dự", [("khoảng 150 người", 150, 150, "người")]),
        ("đạt từ 95% trẻ", [("từ 95%", 95, None, "%")]),
    ],
)
def test_bounds(text: str, expected: Expected) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("có 3.596 nhóm lớp", [("3.596 nhóm lớp", 3596, 3596, "nhóm lớp")]),
        ("đạt 1,31 GV/nhóm lớp", [("1,31 GV/nhóm lớp", 1.31, 1.31, "GV/nhóm lớp")]),
        ("mức 3 triệu đồng/tháng/người", [("3 triệu đồng/tháng/người", 3, 3, "triệu đồng/tháng/người")]),
        ("vốn 1.200,5 tỷ đồng", [("1.200,5 tỷ đồng", 1200.5, 1200.5, "tỷ đồng")]),
        ("bình quân 8 m2/người", [("8 m2/người", 8, 8, "m2/người")]),
        ("trồng 35 ha rừng", [("35 ha", 35, 35, "ha")]),
        ("tăng 10%/năm", [("10%/năm", 10, 10, "%/năm")]),
        ("ở ít nhất bốn huyện", [("ít nhất bốn huyện", 4, None, "huyện")]),
        ("tăng gấp đôi số lớp", [("gấp đôi", 2, 2, "lần")]),
        ("gấp 1,5 lần năm trước", [("gấp 1,5 lần", 1.5, 1.5, "lần")]),
        ("khoảng 50 đại biểu/hội nghị", [("khoảng 50 đại biểu/hội nghị", 50, 50, "đại biểu/hội nghị")]),
    ],
)
def test_units_and_rates(text: str, expected: Expected) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "theo Điều 7 Nghị định", "năm 2025 người dân", "ngày 20/10 học sinh nghỉ", "Quyết định 33 trường hợp", "lớp 1 học sinh",
        "số 12/2020/NQ-HĐND", "giai đoạn 2021 - 2025", "một số trường", "hạng II", "điện thoại 0912345678",
    ],
)  # fmt: skip
def test_numbers_that_count_nothing(text: str) -> None:
    assert read(text) == []


def test_the_whole_of_a_ratio_and_the_origin_of_a_rise() -> None:
    ratio, *_ = find_quantities(CleanText.of("đạt 45/113 xã"))
    assert (ratio.min, ratio.of) == (45, 113)
    origin, end = find_quantities(CleanText.of("tăng từ 20% năm 2020 lên 35% năm 2025"))
    assert (origin.origin, end.origin, end.min) == (True, False, 35)


@pytest.mark.parametrize("text", ["trẻ 5 tuổi", "từ 06 tháng đến 36 tháng tuổi", "trong 05 ngày làm việc", "02 bản chính"])
def test_ages_times_and_copies_measure_no_result(text: str) -> None:
    found = find_quantities(CleanText.of(text))
    assert found
    assert {q.dimension for q in found} <= {"age", "time", "grade"}


def test_a_quantity_does_not_cross_paragraphs() -> None:
    assert read("số 2\n- 100% trường") == [("100%", 100, 100, "%")]


def test_ranges_limit_the_scan() -> None:
    clean = CleanText.of("đạt 10%.\nđạt 20%.")
    second = clean.paragraphs[1]
    assert [q.min for q in find_quantities(clean, ranges=[(second.start, second.end)])] == [20]


@given(st.integers(min_value=0, max_value=999_999), st.integers(min_value=0, max_value=9))
def test_grouped_numbers_come_back(whole: int, tenth: int) -> None:
    printed = f"{whole:,}".replace(",", ".") + f",{tenth}"
    assert number_of(printed) == pytest.approx(whole + tenth / 10)


@given(st.lists(st.sampled_from(["27% trẻ", "từ 5 đến 7%", "ít nhất", "3.596 lớp", "năm 2025", ",", ";", "(", "trở lên", "\n"])))
def test_quantities_are_in_order_apart_and_inside(pieces: list[str]) -> None:
    text = " ".join(pieces)
    found = find_quantities(CleanText.of(text))
    assert all(0 <= q.start <= q.number < q.end <= len(text) for q in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(bounded(q) for q in found)


def bounded(q: Quantity) -> bool:
    return q.min is not None or q.max is not None if None in (q.min, q.max) else (q.min or 0) <= (q.max or 0)


GRAMMAR = default_grammar()
COUNTED = [(e.model_extra["dimension"], w) for e in GRAMMAR.entries("quantities", "counted") for w in e.model_extra["words"]]


@pytest.mark.parametrize(("dimension", "word"), COUNTED)
def test_every_counted_noun_is_a_whole_unit(dimension: str, word: str) -> None:
    (found,) = find_quantities(CleanText.of(f"có 05 {word} rất tốt"))
    assert (found.unit, found.dimension) == (word, dimension)


UNITS = [(e.name, form) for e in GRAMMAR.entries("quantities", "unit") for form in (e.name, *e.aliases)]


@pytest.mark.parametrize(("name", "form"), UNITS)
def test_every_unit_has_one_normal_form(name: str, form: str) -> None:
    (found,) = find_quantities(CleanText.of(f"đạt 12,5 {form} rất tốt"))
    assert (found.unit, found.normal) == (form, name)


@pytest.mark.parametrize("word", quantity_cues(GRAMMAR)["names"])
def test_a_number_after_a_name_counts_nothing(word: str) -> None:
    assert find_quantities(CleanText.of(f"theo {word} 7 trường học")) == []


@pytest.mark.parametrize("word", quantity_cues(GRAMMAR)["no_unit"])
def test_no_unit_begins_with_a_word_that_is_none(word: str) -> None:
    assert find_quantities(CleanText.of(f"khoảng 7 {word} abc")) == []


BOUNDS = [(kind, word) for kind in ("at_least", "at_most", "about") for word in quantity_cues(GRAMMAR)[kind]]


@pytest.mark.parametrize(("kind", "word"), BOUNDS)
def test_every_bound(kind: str, word: str) -> None:
    (found,) = find_quantities(CleanText.of(f"đạt {word} 7% số xã"))
    assert (found.min, found.max) == {"at_least": (7, None), "at_most": (None, 7), "about": (7, 7)}[kind]
