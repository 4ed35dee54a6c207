"""Periods: every written form, the year from the context, and what is no deadline."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vnplan.lexing.periods import PeriodIndex, find_periods
from vnplan.text import CleanText

Row = tuple[str, str, str, str | None, str | None]


@pytest.mark.parametrize(
    ("text", "words", "kind", "first", "last"),
    [
        ("Đến năm 2025, có", "Đến năm 2025", "until", None, "2025"),
        ("đến hết năm 2021 bảo đảm", "đến hết năm 2021", "until", None, "2021"),
        ("đến 2025 có đủ", "đến 2025", "until", None, "2025"),
        ("đến hết ngày 31/12/2021 các", "đến hết ngày 31/12/2021", "until", None, "2021-12-31"),
        ("gửi trước ngày 01/11/2021.", "trước ngày 01/11/2021", "until", None, "2021-11-01"),
        ("trước ngày 15 tháng 5 năm 2024", "trước ngày 15 tháng 5 năm 2024", "until", None, "2024-05-15"),
        ("chậm nhất tháng 6/2025 xong", "chậm nhất tháng 6/2025", "until", None, "2025-06"),
        ("trước quý III năm 2025", "trước quý III năm 2025", "until", None, "2025-09"),
        ("giai đoạn 2021 - 2025", "giai đoạn 2021 - 2025", "span", "2021", "2025"),
        ("Giai đoạn 2019 -2020", "Giai đoạn 2019 -2020", "span", "2019", "2020"),
        ("giai đoạn 1 (2020 - 2025), ", "giai đoạn 1 (2020 - 2025)", "span", "2020", "2025"),
        ("từ năm 2021 đến năm 2025", "từ năm 2021 đến năm 2025", "span", "2021", "2025"),
        ("Tháng 5-7/2021", "Tháng 5-7/2021", "span", "2021-05", "2021-07"),
        ("Tháng 6 - 7/2024", "Tháng 6 - 7/2024", "span", "2024-06", "2024-07"),
        ("từ tháng 9/2025 đến tháng 5/2026", "từ tháng 9/2025 đến tháng 5/2026", "span", "2025-09", "2026-05"),
        ("tháng 8/2021", "tháng 8/2021", "in", "2021-08", "2021-08"),
        ("trong tháng 12/2024 ban hành", "trong tháng 12/2024", "within", "2024-12", "2024-12"),
        ("quý I/2026", "quý I/2026", "in", "2026-01", "2026-03"),
        ("trong quý IV năm 2019.", "trong quý IV năm 2019", "within", "2019-10", "2019-12"),
        ("quý I - II/2026", "quý I - II/2026", "in", "2026-01", "2026-06"),
        ("6 tháng đầu năm 2026", "6 tháng đầu năm 2026", "in", "2026-01", "2026-06"),
        ("năm học 2022-2023", "năm học 2022-2023", "in", "2022", "2023"),
        ("sơ kết vào năm 2026", "vào năm 2026", "within", "2026", "2026"),
        ("tầm nhìn đến năm 2050", "tầm nhìn đến năm 2050", "vision", None, "2050"),
        ("Từ 01/7/2025.", "Từ 01/7/2025", "since", "2025-07-01", None),
        ("so với năm 2020", "so với năm 2020", "compared", None, "2020"),
        ("ngày 14 tháng 6 năm 2024", "ngày 14 tháng 6 năm 2024", "on", None, "2024-06-14"),
    ],
)
def test_one_period(text: str, words: str, kind: str, first: str | None, last: str | None) -> None:
    found = find_periods(CleanText.of(text))
    assert [(text[p.start : p.end], p.kind, p.first, p.last) for p in found] == [(words, kind, first, last)]


@pytest.mark.parametrize(
    ("text", "recurrence"),
    [
        ("Hằng năm, tổ chức", "annual"), ("báo cáo hàng năm", "annual"), ("mỗi quý trình một bản", "quarterly"),
        ("hằng tháng", "monthly"), ("trước ngày 15/12 hằng năm", "annual"), ("định kỳ 6 tháng", None),
        ("trước ngày 31 tháng 3 hằng năm", "annual"),
    ],
)  # fmt: skip
def test_rhythms_have_no_end(text: str, recurrence: str | None) -> None:
    (period,) = find_periods(CleanText.of(text), 2023)
    assert (period.kind, period.first, period.last, period.recurrence) == ("recurring", None, None, recurrence)


@pytest.mark.parametrize(
    ("text", "last"),
    [("(trước ngày 15/12) gửi", "2023-12-15"), ("trong tháng 9", "2023-09"), ("quý III", "2023-09")],
)
def test_the_year_comes_from_the_context(text: str, last: str) -> None:
    assert [p.last for p in find_periods(CleanText.of(text), 2023)] == [last]
    assert find_periods(CleanText.of(text)) == []


@pytest.mark.parametrize(
    "text", ["Nghị định số 71/2020/NĐ-CP", "kính gửi Quý khách", "từ 06 tháng đến 36 tháng tuổi", "trước ngày 45/13/2021"]
)
def test_no_period(text: str) -> None:
    assert find_periods(CleanText.of(text), 2023) == []


def test_the_index_reads_what_find_periods_reads() -> None:
    clean = CleanText.of("Đến năm 2025 đạt.\nTrước ngày 15/12 gửi.\nHằng năm sơ kết.")
    whole = find_periods(clean, 2024)
    assert len(whole) == 3
    assert PeriodIndex(clean, 2024).between(0, len(clean.text)) == whole
    assert PeriodIndex.of(clean, whole, None).between(18, len(clean.text)) == whole[1:]


@given(st.integers(1, 31), st.integers(1, 12), st.integers(1990, 2060))
def test_every_date_comes_back(day: int, month: int, year: int) -> None:
    (period,) = find_periods(CleanText.of(f"hoàn thành trước ngày {day:02d}/{month}/{year}."))
    assert period.last == f"{year}-{month:02d}-{day:02d}"


@given(st.lists(st.sampled_from(["đến năm 2025", "quý I", "/2026", "hằng năm", "giai đoạn", "2021-2025", "tháng 5", ",", "\n"])))
def test_periods_are_in_order_apart_and_run_forward(pieces: list[str]) -> None:
    text = " ".join(pieces)
    found = find_periods(CleanText.of(text), 2025)
    assert all(0 <= p.start < p.end <= len(text) for p in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(p.first[:4] <= p.last[:4] for p in found if p.first and p.last)
