"""Slugs and work IRIs: tables of (input, expected), and what must hold for any text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vnplan.identity.uri import (
    instrument_uri,
    issuer_slug,
    name_slug,
    number_slug,
    slug,
    work_uri,
    year_of,
)

# The letters that names and numbers are made of, in both styles and with look-alikes.
LETTERS = st.text(alphabet="aăâeêioôơuưyđĐÐàảãáạệỏữỹ0123456789 -/.,()–ABCĐQKH\u0301\u0309", max_size=40)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Quyết định", "quyet-dinh"),
        ("Ủy ban nhân dân tỉnh Đắk Nông", "uy-ban-nhan-dan-tinh-dak-nong"),
        ("Uỷ ban", "uy-ban"),
        ("Hoà bình – Hòa bình", "hoa-binh-hoa-binh"),
        ("QÐ-TTg", "qd-ttg"),
        ("Bộ Lao động - Thương binh và Xã hội", "bo-lao-dong-thuong-binh-va-xa-hoi"),
        ("Giáo dục", "giao-duc"),  # composed letters …
        ("Gia\u0301o du\u0323c", "giao-duc"),  # … and decomposed ones
        ("  (HIV/AIDS)  ", "hiv-aids"),
        ("", ""),
        ("—", ""),
    ],
)
def test_slug(text: str, expected: str) -> None:
    assert slug(text) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Ủy ban nhân dân tỉnh Sơn La", "ubnd-tinh-son-la"),
        ("ỦY BAN NHÂN DÂN TỈNH SƠN LA", "ubnd-tinh-son-la"),
        ("UBND tỉnh Sơn La", "ubnd-tinh-son-la"),
        ("Hội đồng nhân dân tỉnh Lai Châu", "hdnd-tinh-lai-chau"),
        ("Văn phòng Ủy ban nhân dân tỉnh Lai Châu", "van-phong-ubnd-tinh-lai-chau"),
        ("Thủ tướng", "thu-tuong-chinh-phu"),
        ("Thủ tướng Chính phủ", "thu-tuong-chinh-phu"),
        ("Uỷ ban Thường vụ Quốc hội", "uy-ban-thuong-vu-quoc-hoi"),
        ("UBTVQH", "uy-ban-thuong-vu-quoc-hoi"),
        ("Ngân hàng Nhà nước", "ngan-hang-nha-nuoc-viet-nam"),
    ],
)
def test_issuer_slug(name: str, expected: str) -> None:
    assert issuer_slug(name) == expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("33/QĐ-TTg", "33-qd-ttg"),
        ("71/2020/NĐ-CP", "71-2020-nd-cp"),
        ("6/2015/TTLT-BGDĐT-BNV", "06-2015-ttlt-bgddt-bnv"),
        ("06/2015/TTLT-BGDĐT-BNV", "06-2015-ttlt-bgddt-bnv"),
        ("006/QĐ-UBND", "06-qd-ubnd"),
        ("29-NQ/TW", "29-nq-tw"),
        ("112-KL/TU", "112-kl-tu"),
        ("102/SL-L.004", "102-sl-l-004"),
        ("102-SL/L-004", "102-sl-l-004"),
        ("100/2015/QH13", "100-2015-qh13"),
    ],
)
def test_number_slug(number: str, expected: str) -> None:
    assert number_slug(number) == expected


@pytest.mark.parametrize(
    ("type", "title", "expected"),
    [
        ("Luật", "Giáo dục", "luat-giao-duc"),
        ("Luật", "Luật Giáo dục", "luat-giao-duc"),
        ("Luật", "Luật sư", "luat-luat-su"),
        ("Bộ luật", "Bộ luật Dân sự", "bo-luat-dan-su"),
        ("Pháp lệnh", "Dân số", "phap-lenh-dan-so"),
        ("Hiến pháp", "nước Cộng hòa xã hội chủ nghĩa Việt Nam", "hien-phap"),
        ("Luật", None, ""),
    ],
)
def test_name_slug(type: str, title: str | None, expected: str) -> None:
    assert name_slug(type, title) == expected


@pytest.mark.parametrize(
    ("date", "number", "expected"),
    [
        ("2019-07-22", None, 2019),
        ("2021-01", None, 2021),
        ("2016", "1784/QĐ-UBND", 2016),
        (None, "71/2020/NĐ-CP", 2020),
        ("2021-06-10", "107/2020/QH14", 2020),  # the number's year is its own; a date may be a slip
        (None, "2029/QĐ-BGDĐT", None),  # a high number is no year
        (None, "33/QĐ-TTg", None),
        (None, None, None),
    ],
)
def test_year_of(date: str | None, number: str | None, expected: int | None) -> None:
    assert year_of(date, number) == expected


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (
            ("Quyết định", "thu-tuong-chinh-phu", 2019, "33/QĐ-TTg"),
            "/akn/vn/act/quyet-dinh/thu-tuong-chinh-phu/2019/33-qd-ttg",
        ),
        (
            ("Quyết định", "ubnd-tinh-son-la", 2019, "1784/QĐ-UBND"),
            "/akn/vn/act/quyet-dinh/ubnd-tinh-son-la/2019/1784-qd-ubnd",
        ),
        (
            ("Luật", "quoc-hoi", 2015, "Ngân sách nhà nước"),
            "/akn/vn/act/luat/quoc-hoi/2015/luat-ngan-sach-nha-nuoc",
        ),
        (
            ("Luật", "quoc-hoi", 2015, "Luật Ngân sách nhà nước"),
            "/akn/vn/act/luat/quoc-hoi/2015/luat-ngan-sach-nha-nuoc",
        ),
        (("Luật", "quoc-hoi", 2015, "83/2015/QH13"), "/akn/vn/act/luat/quoc-hoi/2015/83-2015-qh13"),
        (("Hiến pháp", "quoc-hoi", 2013, "nước CHXHCN Việt Nam"), "/akn/vn/act/hien-phap/quoc-hoi/2013/hien-phap"),
        (("Quyết định", None, 2019, "33/QĐ-TTg"), None),
        (("Quyết định", "thu-tuong-chinh-phu", None, "33/QĐ-TTg"), None),
        (("Quyết định", "thu-tuong-chinh-phu", 2019, None), None),
        ((None, "thu-tuong-chinh-phu", 2019, "33/QĐ-TTg"), None),
        (("Quyết định", "", 2019, "33/QĐ-TTg"), None),
    ],
)
def test_work_uri(parts: tuple[str | None, str | None, int | None, str | None], expected: str | None) -> None:
    assert work_uri(*parts) == expected


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (
            ("Luật", "Quốc hội", 2009, "44/2009/QH12", "Sửa đổi, bổ sung một số điều của Luật Giáo dục"),
            "/akn/vn/act/luat/quoc-hoi/2009/luat-sua-doi-bo-sung-mot-so-dieu-cua-luat-giao-duc",
        ),
        (("Luật", "Quốc hội", 2009, "44/2009/QH12", None), "/akn/vn/act/luat/quoc-hoi/2009/44-2009-qh12"),
        (
            ("Nghị định", "Chính phủ", 2020, "71/2020/NĐ-CP", "Quy định lộ trình"),  # a decree's title is no name
            "/akn/vn/act/nghi-dinh/chinh-phu/2020/71-2020-nd-cp",
        ),
        (("Hiến pháp", "Quốc hội", 2013, None, None), "/akn/vn/act/hien-phap/quoc-hoi/2013/hien-phap"),
        (("Nghị định", "Chính phủ", 2020, None, "Quy định lộ trình"), None),
    ],
)
def test_instrument_uri(
    parts: tuple[str | None, str | None, int | None, str | None, str | None], expected: str | None
) -> None:
    assert instrument_uri(*parts) == expected


@given(st.one_of(LETTERS, st.text(max_size=40)))
def test_slug_is_its_own_slug(text: str) -> None:
    once = slug(text)
    assert slug(once) == once
    assert re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", once)


@given(LETTERS, LETTERS)
def test_number_slug_is_its_own_and_ignores_case_and_outer_blanks(number: str, other: str) -> None:
    assert number_slug(number_slug(number)) == number_slug(number)
    assert number_slug(f"  {number} ") == number_slug(number)
    assert number_slug(f"7/{other}") == number_slug(f"07/{other}")


@given(st.sampled_from(["Quyết định", "Luật", "Kế hoạch"]), LETTERS, st.integers(1945, 2040), LETTERS)
def test_a_uri_has_four_parts_or_is_none(type: str, issuer: str, year: int, number: str) -> None:
    uri = work_uri(type, issuer_slug(issuer), year, number)
    if uri is None:
        assert not issuer_slug(issuer) or not slug(number)
    else:
        assert re.fullmatch(rf"/akn/vn/act/{slug(type)}/[a-z0-9-]+/{year}/[a-z0-9-]+", uri)
