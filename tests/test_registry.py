"""The registry of known instruments: shipped facts, loading, finding, time, conflicts, and growing with a corpus."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vnplan.errors import RegistryError
from vnplan.identity.instruments import compatible, first_day, name_key, number_key, read_name, same_type, split_type
from vnplan.identity.registry import Instrument, Registry
from vnplan.identity.tables import read_table
from vnplan.identity.uri import issuer_slug, year_of
from vnplan.models import Agency, Attachment, Citation, Document, Metadata, Span, Target, Unit

SHIPPED = Registry.shipped()
REFERENCE = Path(__file__).resolve().parents[2] / "shared" / "reference"
needs_reference = pytest.mark.skipif(
    not REFERENCE.is_dir(), reason=f"the tables of public facts are not here: no folder {REFERENCE}"
)


def number(found: Instrument | None) -> str | None:
    return found.number if found else None


# The shipped facts.


def test_enough_laws_are_known_with_their_versions() -> None:
    named = [i for i in SHIPPED if i.named]
    assert len(named) >= 220
    assert [i.date for i in SHIPPED.versions("Hiến pháp")] == [
        "1946-11-09", "1959-12-31", "1980-12-18", "1992-04-15", "2013-11-28",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "numbers"),
    [
        ("Luật Giáo dục", ["11/1998/QH10", "38/2005/QH11", "43/2019/QH14"]),
        ("Luật sửa đổi, bổ sung một số điều của Luật Giáo dục", ["44/2009/QH12", "123/2025/QH15"]),
        ("Bộ luật Dân sự", ["44-L/CTN", "33/2005/QH11", "91/2015/QH13"]),
        ("Bộ luật Hình sự", ["17-LCT/HĐNN7", "15/1999/QH10", "100/2015/QH13"]),
        ("Luật Đất đai", ["3-LCT/HĐNN8", "24-L/CTN", "13/2003/QH11", "45/2013/QH13", "31/2024/QH15"]),
        ("Luật Tổ chức chính quyền địa phương", ["77/2015/QH13", "65/2025/QH15", "72/2025/QH15"]),
        ("Luật Ban hành văn bản quy phạm pháp luật", [None, "17/2008/QH12", "80/2015/QH13", "64/2025/QH15"]),
        ("Luật Ngân sách nhà nước", [None, "01/2002/QH11", "83/2015/QH13", "89/2025/QH15"]),
    ],
)
def test_families(name: str, numbers: list[str | None]) -> None:
    assert [i.number for i in SHIPPED.versions(name)] == numbers


@pytest.mark.parametrize(
    ("number", "type", "date", "issuer"),
    [
        ("33/QĐ-TTg", "Quyết định", "2019-01-08", "Thủ tướng Chính phủ"),
        ("71/2020/NĐ-CP", "Nghị định", "2020-06-30", "Chính phủ"),
        ("1609/QĐ-TTg", "Quyết định", "2022-12-26", "Thủ tướng Chính phủ"),
        ("29-NQ/TW", "Nghị quyết", "2013-11-04", "Ban Chấp hành Trung ương"),
        ("44/NQ-CP", "Nghị quyết", "2014-06-09", "Chính phủ"),
        ("681/KH-BGDĐT", "Kế hoạch", "2020-08-28", "Bộ Giáo dục và Đào tạo"),
        ("2029/QĐ-BGDĐT", "Quyết định", "2023-07-13", "Bộ Giáo dục và Đào tạo"),
        ("30/2020/NĐ-CP", "Nghị định", "2020-03-05", "Chính phủ"),
    ],
)
def test_instruments_of_the_project(number: str, type: str, date: str, issuer: str) -> None:
    (found,) = SHIPPED.by_number(number)
    assert (found.type, found.date, found.issuer) == (type, date, issuer)


def test_shipped_facts_agree_with_each_other() -> None:
    assert SHIPPED.conflicts == ()
    for i in SHIPPED:
        assert i.source, i
        assert i.uri, i
        assert i.title or not i.named, i
        assert not (i.date and i.effective) or i.effective[:7] >= i.date[:7], i
        assert not (i.effective and i.expires) or i.expires > i.effective, i
        if i.number and i.date and (printed := year_of(None, i.number)):
            assert str(printed) == i.date[:4], i
        for replaced in (r for n in i.replaces for r in SHIPPED.by_number(n)):
            assert (replaced.date or "") < (i.date or ""), (i, replaced)
            assert i.number in replaced.replaced_by, (i, replaced)
        for amended in (a for n in i.amends for a in SHIPPED.by_number(n)):
            assert (amended.date or "") < (i.date or ""), (i, amended)
    uris = [i.uri for i in SHIPPED]
    assert len(set(uris)) == len(uris)


def test_every_name_is_found_and_leads_back() -> None:
    names = SHIPPED.names()
    assert len(set(names)) == len(names)
    assert list(map(len, names)) == sorted(map(len, names), reverse=True)
    for i in SHIPPED:
        if i.named:
            assert i.name in names
            for name in (i.name, *i.aliases):
                assert i in SHIPPED.versions(name), name


def test_names_for_the_lexer_are_folded() -> None:
    variants = SHIPPED.names(variants=True)
    for name in (
        "luật phòng, chống tham nhũng",
        "luật phòng chống tham nhũng",
        "luật phòng cháy, chữa cháy",
        "luật hôn nhân gia đình",
        "luật đấu thầu",
        "bộ luật tố tụng dân sự",
        "hiến pháp",
    ):
        assert name in variants
    assert all(v == v.lower() for v in variants)


def test_a_copy_changes_nothing_in_the_original() -> None:
    mine = Registry.shipped()
    mine.add(Instrument("Luật", "Thử", "999/2099/QH30", "2099-01-01"))
    assert len(mine) == len(SHIPPED) + 1 == len(Registry.shipped()) + 1
    assert mine.by_name("Luật Thử") is not None
    assert Registry.shipped().by_name("Luật Thử") is None


# By number.


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (("33/QĐ-TTg",), ["33/QĐ-TTg"]),
        (("33/QÐ-TTG",), ["33/QĐ-TTg"]),  # the wrong Đ, another case
        (("33/QĐ–TTg", "Quyết định", "Thủ tướng"), ["33/QĐ-TTg"]),
        (("33/QĐ-TTg", "Nghị định"), []),
        (("33/QĐ-TTg", "Quyết định", None, 2018), []),
        (("1609", "Quyết định"), ["1609/QĐ-TTg"]),
        (("6/2003/UBTVQH11", "Pháp lệnh"), ["06/2003/PL-UBTVQH11"]),
        (("100/2015/QH13", "Luật"), ["100/2015/QH13"]),  # laws and codes share one series
        (("102/SL-L.004",), ["102-SL/L-004"]),
        (("0/QĐ-TTg",), []),
    ],
)
def test_by_number(asked: tuple[str, ...], expected: list[str]) -> None:
    assert [i.number for i in SHIPPED.by_number(*asked)] == expected  # type: ignore[arg-type]


def test_a_number_that_restarts_gives_several() -> None:
    registry = Registry(
        Instrument("Quyết định", None, "15/QĐ-UBND", date, f"Ủy ban nhân dân tỉnh {where}", source="test")
        for where, date in (("Lai Châu", "2020-02-01"), ("Lai Châu", "2021-03-01"), ("Sơn La", "2021-04-01"))
    )
    assert [i.date for i in registry.by_number("15/QĐ-UBND")] == ["2020-02-01", "2021-03-01", "2021-04-01"]
    assert [i.date for i in registry.by_number("15/QĐ-UBND", year=2021)] == ["2021-03-01", "2021-04-01"]
    lai_chau = registry.by_number("15/QĐ-UBND", issuer="UBND tỉnh Lai Châu")
    assert [i.date for i in lai_chau] == ["2020-02-01", "2021-03-01"]
    assert len({i.uri for i in registry}) == 3
    left_open = registry.resolve(number="15/QĐ-UBND", year=2021)
    assert left_open.instrument is None
    assert len(left_open.candidates) == 2
    assert left_open.reason == "2 known instruments fit"


# By name, and by time.


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("1998-01-01", None),  # no version is known to have been in force
        ("1999-06-01", "11/1998/QH10"),
        ("2005-12-31", "11/1998/QH10"),  # adopted on 2005-06-14, but in force from 2006-01-01 only
        ("2006-01-01", "38/2005/QH11"),
        ("2009-01-01", "38/2005/QH11"),
        ("2019-07-22", "38/2005/QH11"),  # between adoption and effect of the new one
        ("2020-06-30", "38/2005/QH11"),
        ("2020-07-01", "43/2019/QH14"),
        ("2020-08-01", "43/2019/QH14"),
        ("2020-06", "38/2005/QH11"),
        ("2020-07", "43/2019/QH14"),
        ("2019", "38/2005/QH11"),
        ("2020", None),  # two were in force within the year
        ("2021-01", "43/2019/QH14"),
        (None, None),
    ],
)
def test_which_luat_giao_duc_was_in_force(on: str | None, expected: str | None) -> None:
    assert number(SHIPPED.by_name("Luật Giáo dục", on=on)) == expected
    assert number(SHIPPED.resolve(name="Luật Giáo dục", on=on).instrument) == expected


@pytest.mark.parametrize(
    ("name", "on", "expected"),
    [
        ("Luật Tổ chức chính quyền địa phương", "2025-02-28", "77/2015/QH13"),
        ("Luật Tổ chức chính quyền địa phương", "2025-03-01", "65/2025/QH15"),
        ("Luật Tổ chức chính quyền địa phương", "2025-06-16", "72/2025/QH15"),
        ("Bộ luật Hình sự", "2017-06-01", "15/1999/QH10"),
        ("Bộ luật Hình sự", "2018-01-01", "100/2015/QH13"),
        ("Luật Đất đai", "2024-07-31", "45/2013/QH13"),
        ("Luật Đất đai", "2024-08-01", "31/2024/QH15"),
        ("Luật Dữ liệu", "2024-12-15", "60/2024/QH15"),  # not in force yet, but the first of its name
        ("Pháp lệnh Cán bộ, công chức", "2015-01-01", None),  # the number is not known, see the next test
        ("Luật Dạy nghề", "2018-01-01", "76/2006/QH11"),  # ended, but the only one of its name
        ("Luật sửa đổi, bổ sung một số điều của Luật Giáo dục", "2019-07-22", "44/2009/QH12"),
        ("Luật sửa đổi, bổ sung một số điều của Luật Giáo dục", "2026-02-01", "123/2025/QH15"),
        ("Luật sửa đổi, bổ sung một số điều của Luật Dầu khí", "2010-01-01", None),  # both amend, both in force
    ],
)
def test_the_version_in_force(name: str, on: str, expected: str | None) -> None:
    assert number(SHIPPED.by_name(name, on=on)) == expected


def test_a_version_without_number_is_found_too() -> None:
    found = SHIPPED.by_name("Pháp lệnh Cán bộ, công chức", on="2005-01-01")
    assert found is not None
    assert (found.date, found.uri) == (
        "1998-02-26",
        "/akn/vn/act/phap-lenh/uy-ban-thuong-vu-quoc-hoi/1998/phap-lenh-can-bo-cong-chuc",
    )
    old = SHIPPED.by_name("Hiến pháp", on="2000-01-01")
    assert old is not None
    assert old.uri == "/akn/vn/act/hien-phap/quoc-hoi/1992/hien-phap"


@pytest.mark.parametrize(
    ("name", "options", "expected"),
    [
        ("Luật Giáo dục năm 2005", {}, "38/2005/QH11"),
        ("Luật Giáo dục 2019", {}, "43/2019/QH14"),
        ("Luật Giáo dục (năm 2019)", {}, "43/2019/QH14"),
        ("Luật Giáo dục", {"year": 2005}, "38/2005/QH11"),
        ("Luật Giáo dục", {"date": "2005-06-14"}, "38/2005/QH11"),
        ("Luật Giáo dục", {"date": "2005-06-15"}, None),
        ("Luật Giáo dục năm 2006", {}, None),
        ("Giáo dục", {"type": "Luật", "year": 2019}, "43/2019/QH14"),
        ("Giáo dục", {"year": 2019}, "43/2019/QH14"),
        ("Luật Giáo dục", {"type": "Bộ luật", "year": 2019}, "43/2019/QH14"),  # laws and codes share one series
        ("Luật Giáo dục", {"type": "Pháp lệnh", "year": 2019}, None),
        ("Luật Đất đai năm 2003", {"on": "2016-05-01"}, "13/2003/QH11"),  # named by its year, though ended
        ("Luật Đất đai năm 2024", {"on": "2024-03-01"}, "31/2024/QH15"),  # … though not in force yet
        ("Luật Đất đai năm 2024", {"on": "2023-12-31"}, None),  # … but not before it was adopted
        ("Bộ luật Hình sự năm 2015 (sửa đổi, bổ sung năm 2017)", {}, "100/2015/QH13"),
        ("Luật Tổ chức chính quyền địa phương năm 2025", {}, None),  # two of one year
        ("Luật Tổ chức chính quyền địa phương năm 2025", {"on": "2025-05-05"}, "65/2025/QH15"),
        ("BLHS", {"on": "2019-01-01"}, "100/2015/QH13"),
        ("BỘ LUẬT TỐ TỤNG DÂN SỰ", {"on": "2019-01-01"}, "92/2015/QH13"),
        ("Luật Tổ chức HĐND và UBND", {"on": "2010-01-01"}, "11/2003/QH11"),
        ("Luật Tổ chức Hội đồng nhân dân và Uỷ ban nhân dân", {"on": "2010-01-01"}, "11/2003/QH11"),
        ("Luật Ban hành văn bản QPPL", {"on": "2020-01-01"}, "80/2015/QH13"),
        ("Luật Ban hành văn bản quy phạm pháp luật của HĐND, UBND", {}, "31/2004/QH11"),
        ("Luật phòng chống tham nhũng", {"on": "2020-01-01"}, "36/2018/QH14"),
        ("Luật Thi đua - Khen thưởng", {"on": "2010-01-01"}, "15/2003/QH11"),
        ("Luật Thi đua, khen thưởng", {"on": "2010-01-01"}, "15/2003/QH11"),
        ("Luật Phòng cháy, chữa cháy", {"on": "2020-01-01"}, "27/2001/QH10"),
        ("Luật Hoà giải ở cơ sở", {}, "35/2013/QH13"),
        ("Luật Tiêu chuẩn và quy chuẩn kĩ thuật", {}, "68/2006/QH11"),
        ("Luật Luật sư", {}, "65/2006/QH11"),
        ("Luật sư", {"type": "Luật"}, "65/2006/QH11"),
        ("Luật Thuế GTGT", {"on": "2020-01-01"}, "13/2008/QH12"),
        ("Luật Thuế thu nhập doanh nghiệp", {"on": "2020-01-01"}, "14/2008/QH12"),
        ("Luật Giáo dục đại học", {"on": "2020-01-01"}, "08/2012/QH13"),  # no beginning of a longer name is taken
        ("Luật Quy hoạch", {"on": "2020-01-01"}, "21/2017/QH14"),
        ("Luật Không có", {}, None),
        ("Luật", {}, None),
        ("", {}, None),
    ],
)
def test_by_name(name: str, options: dict[str, str], expected: str | None) -> None:
    assert number(SHIPPED.by_name(name, **options)) == expected  # type: ignore[arg-type]


def test_an_unknown_effective_date_decides_nothing() -> None:
    registry = Registry(
        [
            Instrument("Luật", "Thử", "1/2010/QH12", "2010-06-01", effective="2011-01-01"),
            Instrument("Luật", "Thử", "2/2014/QH13", "2014-06-01"),  # when did it take effect?
        ]
    )
    assert number(registry.by_name("Luật Thử", on="2014-05-31")) == "1/2010/QH12"
    assert registry.by_name("Luật Thử", on="2014-12-01") is None
    assert number(registry.by_name("Luật Thử", on="2017-01-01")) == "2/2014/QH13"


@pytest.mark.parametrize(
    ("what", "on", "expected"),
    [
        ("43/2019/QH14", "2019-07-22", False),
        ("43/2019/QH14", "2020-07-01", True),
        ("38/2005/QH11", "2020-06-30", True),
        ("38/2005/QH11", "2020-07-01", False),
        ("38/2005/QH11", "2020", None),  # in one half of the year only
        ("/akn/vn/act/luat/quoc-hoi/2005/luat-giao-duc", "2009-01-01", True),
        ("44/2009/QH12", "2010-06-30", False),
        ("44/2009/QH12", "2019-01-01", True),
        ("44/2009/QH12", "2021-01-01", False),  # ended with the law that it amended
        ("07/2003/QH11", "2009-01-01", False),
        ("35/2024/QH15", "2025-01-01", True),
        ("23/2008/QH12", "2025-01-01", False),  # replaced by two
        ("47/2005/QH11", "2006-01-01", None),  # its effective date is not known
        ("999/2099/QH30", "2020-01-01", None),
        ("/akn/vn/act/luat/quoc-hoi/2005/luat-khong-co", "2009-01-01", None),
    ],
)
def test_in_force(what: str, on: str, expected: bool | None) -> None:
    assert SHIPPED.in_force(what, on) is expected


def amending(registry: Registry, number: str) -> list[str | None]:
    found = [i for i in registry if number_key(number) in map(number_key, i.amends)]
    return [i.number for i in sorted(found, key=lambda i: i.date or "")]


def test_what_amends_a_law_is_known() -> None:
    assert amending(SHIPPED, "38/2005/QH11") == ["44/2009/QH12"]
    assert amending(SHIPPED, "15/2003/QH11") == ["47/2005/QH11", "32/2009/QH12", "39/2013/QH13"]
    assert amending(SHIPPED, "999/2099/QH30") == []


# Resolving.


@pytest.mark.parametrize(
    ("given_fields", "expected", "reason", "completed"),
    [
        ({"number": "33/QĐ-TTg"}, "33/QĐ-TTg", "the only known instrument that fits", ("title", "issuer", "date")),
        (
            {"number": "1609", "type": "Quyết định", "issuer": "Thủ tướng Chính phủ", "on": "2023"},
            "1609/QĐ-TTg", "the only known instrument that fits", ("title", "date"),
        ),
        ({"number": "1609", "type": "Quyết định", "on": "2021"}, None, "the citing document's date contradicts", ()),
        ({"number": "33/QĐ-TTg", "date": "2019-01-09"}, None, "the date contradicts what is known of 33/QĐ-TTg", ()),
        ({"number": "33/QĐ-TTg", "year": 2018}, None, "the year contradicts what is known of 33/QĐ-TTg", ()),
        ({"number": "33/QĐ-TTg", "type": "Kế hoạch"}, None, "the type contradicts what is known of 33/QĐ-TTg", ()),
        ({"number": "33/QĐ-TTg", "issuer": "Bộ Y tế"}, None, "the issuer contradicts what is known of 33/QĐ-TTg", ()),
        ({"number": "33/QĐ-TTg", "year": 2018, "date": "2019-01-08"}, None, "the given year and date contradict", ()),
        ({"number": "999/QĐ-TTg"}, None, "no known instrument has the number 999/QĐ-TTg", ()),
        ({"number": "43/2019/QH14", "name": "Luật Giáo dục"}, "43/2019/QH14", "the only known", ("issuer", "date")),
        ({"number": "43/2019/QH14", "name": "Luật Đất đai"}, None, "the name contradicts what is known", ()),
        ({"number": "08/2012/QH13", "name": "Luật Giáo dục"}, None, "the name contradicts what is known", ()),
        ({"number": "44/2009/QH12", "name": "Luật Giáo dục"}, "44/2009/QH12", "the only known", ("issuer", "date")),
        ({"number": "69/2014/QH13", "name": "Luật Quản lý, sử dụng vốn nhà nước"}, "69/2014/QH13", "the only known",
         ("issuer", "date")),
        ({"name": "Luật Giáo dục", "on": "2009-01-01"}, "38/2005/QH11", "in force on 2009-01-01",
         ("number", "issuer", "date")),
        ({"name": "Luật Giáo dục"}, None, "3 versions are known and no date decides", ()),
        ({"name": "Luật Giáo dục", "date": "2019-06-14"}, "43/2019/QH14", "the only known", ("number", "issuer")),
        ({"name": "Luật Giáo dục", "issuer": "Chính phủ"}, None, "no version fits issuer, year and date", ()),
        ({"name": "Luật Không có"}, None, "no known instrument is called Luật Không có", ()),
        ({"type": "Luật"}, None, "neither a number nor a name is given", ()),
    ],
)  # fmt: skip
def test_resolve(given_fields: dict[str, str], expected: str | None, reason: str, completed: tuple[str, ...]) -> None:
    found = SHIPPED.resolve(**given_fields)  # type: ignore[arg-type]
    assert number(found.instrument) == expected
    assert found.reason.startswith(reason)
    assert found.completed == completed
    if expected:
        assert found.instrument in found.candidates


def test_what_is_left_open_names_its_candidates() -> None:
    assert [i.number for i in SHIPPED.resolve(name="Luật Giáo dục").candidates] == [
        "11/1998/QH10", "38/2005/QH11", "43/2019/QH14",
    ]  # fmt: skip
    assert [i.date for i in SHIPPED.resolve(number="33/QĐ-TTg", date="2019-01-09").candidates] == ["2019-01-08"]


# Adding, conflicts, learning.


def test_adding_completes_what_is_known() -> None:
    registry = Registry([Instrument("Quyết định", None, "5/QĐ-TTg", "2020", source="one")])
    known = registry.add(Instrument("Quyết định", "Phê duyệt", "05/QĐ-TTg", "2020-01-03", source="two"))
    assert len(registry) == 1
    assert (known.title, known.date, known.issuer, known.source) == (
        "Phê duyệt", "2020-01-03", "Thủ tướng Chính phủ", "one",
    )  # fmt: skip
    assert registry.conflicts == ()


def test_a_law_told_without_its_number_gets_it_later() -> None:
    for order in (1, -1):
        told = [Instrument("Luật", "Thử", None, "1996-03-20"), Instrument("Luật", "Thử", "47-L/CTN", "1996-03-20")]
        registry = Registry(told[::order])
        assert [i.number for i in registry] == ["47-L/CTN"]
        assert number(registry.by_name("Luật Thử")) == "47-L/CTN"
        assert len(registry.by_number("47-L/CTN")) == 1


def test_two_laws_of_one_name_and_year_never_share_a_uri() -> None:
    registry = Registry(
        [Instrument("Luật", "Thử", "1/2010/QH12", "2010-01-01"), Instrument("Luật", "Thử", "9/2010/QH12", "2010-09-01")]
    )
    assert [i.uri for i in registry] == [
        "/akn/vn/act/luat/quoc-hoi/2010/luat-thu", "/akn/vn/act/luat/quoc-hoi/2010/09-2010-qh12",
    ]  # fmt: skip


def test_two_dates_for_one_number_are_kept_apart() -> None:
    registry = Registry.shipped()
    slip = Instrument("Nghị định", None, "71/2020/NĐ-CP", "2020-06-03", source="a plan")
    known = registry.add(slip)
    assert known.date == "2020-06-30"
    (conflict,) = registry.conflicts
    assert (conflict.first.date, conflict.first.source) == ("2020-06-30", "instruments table")
    assert (conflict.second.date, conflict.second.source) == ("2020-06-03", "a plan")
    assert str(conflict) == "Nghị định 71/2020/NĐ-CP: 2020-06-30 (instruments table) and 2020-06-03 (a plan)"
    assert registry.add(slip) == known
    assert len(registry.conflicts) == 1
    # What a table says stands; a reference with the other date is left open.
    assert number(registry.resolve(number="71/2020/NĐ-CP").instrument) == "71/2020/NĐ-CP"
    assert registry.resolve(number="71/2020/NĐ-CP", date="2020-06-03").instrument is None
    assert registry.by_number("71/2020/NĐ-CP") == (known,)


def test_of_two_texts_that_differ_neither_is_believed() -> None:
    registry = Registry()
    for date, source in (("2021-05-05", "one plan"), ("2021-05-06", "another plan")):
        told = Instrument("Kế hoạch", None, "7/KH-UBND", date, "Ủy ban nhân dân tỉnh Lai Châu", source=source)
        registry.add(told, learned=True)
    found = registry.resolve(number="07/KH-UBND")
    assert found.instrument is None
    assert [i.source for i in found.candidates] == ["one plan", "another plan"]
    assert found.reason == "texts give it different dates"
    # A table decides.
    decided = Instrument("Kế hoạch", None, "7/KH-UBND", "2021-05-05", "Ủy ban nhân dân tỉnh Lai Châu", source="table")
    registry.add(decided)
    assert registry.resolve(number="07/KH-UBND").instrument is not None


def agency(name: str) -> Agency:
    return Agency(name=name, full_name=name, id=issuer_slug(name))


def citation(relation: str = "refers_to", **target: object) -> Citation:
    span = Span(start=0, end=1)
    return Citation(span=span, text="x", relation=relation, target=Target.model_validate(target))  # type: ignore[arg-type]


LAI_CHAU = agency("Ủy ban nhân dân tỉnh Lai Châu")
DOCUMENT = Document(
    text="x",
    name="plan.txt",
    sha256="0" * 64,
    metadata=Metadata(type="Quyết định", number="12/QĐ-UBND", date="2024-02-03", issuer=LAI_CHAU, title="Ban hành",
                      uri="/akn/vn/act/quyet-dinh/ubnd-tinh-lai-chau/2024/12-qd-ubnd"),
    attachments=(Attachment(metadata=Metadata(type="Kế hoạch", number=None, issuer=LAI_CHAU), unit="att_1"),),
    units=(Unit(id="u", kind="paragraph", span=Span(start=0, end=1)),),
    citations=(
        citation("amends", type="Quyết định", number="8/QĐ-UBND", date="2023-01-02", issuer=LAI_CHAU,
                 uri="/akn/vn/act/quyet-dinh/ubnd-tinh-lai-chau/2023/08-qd-ubnd"),
        citation(type="Kế hoạch", number="44/KH-UBND", year=2022, issuer=LAI_CHAU,
                 uri="/akn/vn/act/ke-hoach/ubnd-tinh-lai-chau/2022/44-kh-ubnd"),
        citation(type="Quyết định", number="77/QĐ-UBND", issuer=LAI_CHAU),  # no year: not fully identified
        citation(type="Luật", title="Giáo dục"),
    ),
)  # fmt: skip


def test_learning_from_documents() -> None:
    registry = Registry.shipped().add_document(DOCUMENT)
    assert len(registry) == len(SHIPPED) + 3
    (own,) = registry.by_number("12/QĐ-UBND")
    assert (own.date, own.title, own.source, own.amends) == ("2024-02-03", "Ban hành", "plan.txt", ("8/QĐ-UBND",))
    assert amending(registry, "08/QĐ-UBND") == ["12/QĐ-UBND"]
    (cited,) = registry.by_number("44", "Kế hoạch", year=2022)
    assert (cited.date, cited.source) == ("2022", "cited in plan.txt")
    assert registry.by_uri("/akn/vn/act/ke-hoach/ubnd-tinh-lai-chau/2022/44-kh-ubnd") == cited
    assert registry.by_number("77/QĐ-UBND") == ()
    # The partial references of the next document are completed.
    found = registry.resolve(number="8/QĐ-UBND", issuer="UBND tỉnh Lai Châu", on="2024-05-05")
    assert found.instrument is not None
    assert found.instrument.date == "2023-01-02"
    assert registry.add_document(DOCUMENT).copy().conflicts == ()
    assert len(registry) == len(SHIPPED) + 3


# Tables.


def test_load_toml_csv_and_tsv(tmp_path: Path) -> None:
    rows = [["type", "number", "date", "issuer", "effective", "title"],
            ["Luật", "1/2030/QH18", "2030-01-02", "Quốc hội", "2030-07-01", "Thử, và nữa"],
            ["", "", "", "", "", ""]]  # fmt: skip
    (tmp_path / "t.tsv").write_text("\ufeff" + "\n".join("\t".join(r) for r in rows), encoding="utf-8")
    (tmp_path / "t.csv").write_text("\n".join(",".join(f'"{c}"' for c in r) for r in rows), encoding="utf-8")
    body = "\n".join(f"{key} = '{value}'" for key, value in zip(*rows[:2], strict=True))
    (tmp_path / "t.toml").write_text(f"[[instrument]]\n{body}\n", encoding="utf-8")
    for name in ("t.tsv", "t.csv", "t.toml"):
        registry = Registry.load(tmp_path / name)
        (found,) = registry
        assert (found.name, found.number, found.effective) == ("Luật Thử, và nữa", "1/2030/QH18", "2030-07-01")
        assert len(Registry.load(tmp_path / name, base=SHIPPED)) == len(SHIPPED) + 1


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.tsv", "type\tdate\nLuật\t2020", "row 1: no column number"),
        ("a.tsv", "", "the file is empty; give a table"),
        ("a.tsv", "type\tnumber\tdate\nLuật\t1/2020/QH14\t20/01/2020", "row 2: date '20/01/2020' is no date; write"),
        ("a.tsv", "type\tnumber\nLuật\t1/2020/QH14\tmore", "row 2: 3 cells under 2 columns"),
        ("a.csv", "type,number\nLuật,", "row 2: no number; fill the cell"),
        ("a.csv", "number,title\n12/QĐ-X,abc", "row 2: no type; say which it is"),
        ("a.toml", "[[instrument]\n", "not valid TOML"),
        ("a.toml", '[[instrument]]\ntype = "Luật"\n', "instrument 1 (without number): neither number nor date"),
        ("a.toml", '[[instrument]]\ntype = "Luật"\nnumber = "1"\ncolour = "red"', "(1): colour is no field"),
        ("a.toml", '[[instrument]]\ntype = "Luật"\nnumber = "1"\naliases = "x"', "aliases is no list of texts"),
        ("a.toml", '[[instrument]]\ntype = "Luật"\nnumber = "1"\ndate = 2020-01-01', "date is no text; write date ="),
        ("a.toml", '[[instrument]]\ntype = "Luật"\nnumber = "1"\nkeyed_by = "x"', "keyed_by is 'x'; write name or"),
        ("a.toml", "[instrument]\ntype = 'Luật'\n", "instrument is no array of tables; write each one as"),
        ("a.toml", "instrument = [1]\n", "instrument 1: not a table; write it as"),
    ],
)
def test_a_broken_table_names_file_row_and_reason(tmp_path: Path, name: str, content: str, message: str) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    with pytest.raises(RegistryError) as error:
        Registry.load(path)
    assert str(path) in str(error.value)
    assert message in str(error.value)


def test_a_missing_or_undecodable_table(tmp_path: Path) -> None:
    with pytest.raises(RegistryError, match="cannot be read: No such file"):
        Registry.load(tmp_path / "none.tsv")
    (tmp_path / "x.tsv").write_bytes(b"type\tnumber\nLu\xffat\t1")
    with pytest.raises(RegistryError, match="not UTF-8 at byte 14"):
        Registry.load(tmp_path / "x.tsv")


def test_a_broken_table_of_amendments(tmp_path: Path) -> None:
    path = tmp_path / "a.tsv"
    path.write_text("number\tamended_by_number\n1/2020/QH14\t\n", encoding="utf-8")
    with pytest.raises(RegistryError, match=r"a\.tsv: row 2: a number is missing"):
        Registry().load_amendments(path)


@pytest.mark.parametrize(
    ("printed", "type", "title"),
    [
        ("LUẬT THỦY LỢI", "Luật", "Thủy lợi"),
        ("BỘ LUẬT LAO ĐỘNG", "Bộ luật", "Lao động"),
        ("LUẬT SỬA ĐỔI, BỔ SUNG MỘT SỐ ĐIỀU CỦA LUẬT LUẬT SƯ", "Luật", "Sửa đổi, bổ sung một số điều của Luật luật sư"),
        ("LUẬT CỦA QUỐC HỘI NƯỚC CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM SỐ 32/2004/QH11 NGÀY 03 THÁNG 12 NĂM 2004 VỀ "
         "AN NINH QUỐC GIA", "Luật", "An ninh quốc gia"),
        ("LUẬT SỐ 18-L/CTN NGÀY 06/07/1993 CỦA QUỐC HỘI VỀ DẦU KHÍ", "Luật", "Dầu khí"),
        ("LUẬT THUẾ SỬ DỤNG ĐẤT NÔNG NGHIỆP SỐ 23-L/CTN NGÀY 10/07/1993 CỦA QUỐC HỘI", "Luật",
         "Thuế sử dụng đất nông nghiệp"),
        ("LÂM NGHIỆP", "Luật", "Lâm nghiệp"),
        ("Luật-Biên-giới", "Luật", "Luật-Biên-giới"),
        ("Luat-luat-su-2006-65-2006-QH11", "Luật", None),  # a file's name tells no title
        ("Luât Dân quân tự vệ", "Luật", "Dân quân tự vệ"),
    ],
)  # fmt: skip
def test_names_as_tables_print_them(tmp_path: Path, printed: str, type: str, title: str | None) -> None:
    path = tmp_path / "t.tsv"
    path.write_text(f"name\tnumber\tdate\n{printed}\t1/2020/QH14\t2020-01-01", encoding="utf-8")
    (found,) = read_table(path)
    assert (found.type, found.title) == (type, title)


@needs_reference
def test_the_reference_tables_load_and_agree_with_the_shipped_facts() -> None:
    registry = Registry.load(REFERENCE / "instruments.tsv")
    assert len(registry) == 2788
    (found,) = registry.by_number("71/2020/NĐ-CP", "Nghị định")
    assert (found.date, found.effective, found.uri) == (
        "2020-06-30", "2020-08-18", "/akn/vn/act/nghi-dinh/chinh-phu/2020/71-2020-nd-cp",
    )  # fmt: skip
    assert len(registry.load_table(REFERENCE / "laws.tsv")) == 2889
    assert registry.conflicts == ()
    over_shipped = Registry.load(REFERENCE / "instruments.tsv", base=SHIPPED).load_table(REFERENCE / "laws.tsv")
    assert over_shipped.conflicts == ()
    uris = [i.uri for i in over_shipped]
    assert None not in uris
    assert len(set(uris)) == len(uris)


@needs_reference
def test_the_reference_amendments_load() -> None:
    registry = Registry.load(REFERENCE / "instruments.tsv").load_amendments(REFERENCE / "amendments.tsv")
    assert amending(registry, "57/2014/QH13") == ["65/2020/QH14", "62/2025/QH15"]
    assert "34/2018/QH14" in amending(registry, "08/2012/QH13")
    before = len(registry)
    assert len(registry.load_amendments(REFERENCE / "amendments.tsv")) == before


# Names and dates.


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Luật Phòng, chống tham nhũng", "luật phòng chống tham nhũng"),
        ("Luật Thi đua, khen thưởng", "LUẬT THI ĐUA - KHEN THƯỞNG"),
        ("Luật Hoá chất", "Luật Hóa chất"),
        ("Luật Quản lý thuế", "Luật Quản lí thuế"),
        ("Luật Cán bộ, công chức", "Luật Cán bộ và công chức"),
        ("Luật Ban hành VBQPPL", "Luật Ban hành văn bản quy phạm pháp luật"),
        ("Luật sửa đổi một số điều của Luật Đất đai số 31/2024/QH15", "Luật sửa đổi một số điều của Luật Đất đai"),
        ("Luật Đất đai", "Luâ\u0323t Đâ\u0301t đai"),
        ("Luật sửa đổi, bổ sung một số điều của Luật Dược", "Luật sửa đổi bổ sung một số điều Luật Dược"),
    ],
)
def test_name_keys_that_are_equal(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Luật Giá", "Luật Gia"), ("Luật Căn cước", "Luật Căn cước công dân"), ("Luật Dược", "Bộ luật Dược")],
)
def test_name_keys_that_differ(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Luật Giáo dục năm 2005", ("Luật Giáo dục", 2005)),
        ("Luật Giáo dục, năm 2005", ("Luật Giáo dục", 2005)),
        ("Luật Giáo dục 2005;", ("Luật Giáo dục", 2005)),
        ("Luật Giáo dục", ("Luật Giáo dục", None)),
        ("2005", ("2005", None)),
        ("Bộ luật Hình sự (được sửa đổi năm 2017)", ("Bộ luật Hình sự", None)),
    ],
)
def test_read_name(name: str, expected: tuple[str, int | None]) -> None:
    assert read_name(name) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Bộ Luật lao động", ("Bộ luật", "lao động")),
        ("LUẬT GIÁO DỤC", ("Luật", "GIÁO DỤC")),
        ("Luật luật sư", ("Luật", "luật sư")),
        ("luật sư", (None, "luật sư")),
        ("Hiến pháp", ("Hiến pháp", "")),
        ("Luật", ("Luật", "")),
        ("Giáo dục", (None, "Giáo dục")),
    ],
)
def test_split_type(name: str, expected: tuple[str | None, str]) -> None:
    assert split_type(name) == expected


# What must hold for anything.

DATES = st.one_of(
    st.none(),
    st.integers(2000, 2003).map(str),
    st.builds("{}-{:02}".format, st.integers(2000, 2003), st.integers(1, 3)),
    st.builds("{}-{:02}-{:02}".format, st.integers(2000, 2003), st.integers(1, 3), st.integers(1, 3)),
)
ISSUERS = st.sampled_from([None, "Bộ Y tế", "UBND tỉnh Sơn La", "Ủy ban nhân dân tỉnh Sơn La", "Thủ tướng"])
INSTRUMENTS = st.builds(
    Instrument,
    type=st.sampled_from(["Luật", "Bộ luật", "Pháp lệnh", "Quyết định", "Kế hoạch"]),
    title=st.sampled_from([None, "Giáo dục", "Đất đai", "Sửa đổi, bổ sung Luật Giáo dục"]),
    number=st.sampled_from(["1/QĐ-UBND", "01/QĐ-UBND", "2/2001/QH10", "3/KH-UBND", "4-L/CTN"]),
    date=DATES,
    issuer=ISSUERS,
    effective=DATES,
    amends=st.sampled_from([(), ("2/2001/QH10",)]),
    source=st.sampled_from(["a", "b"]),
)
REFERENCES = st.fixed_dictionaries(
    {},
    optional={
        "number": st.sampled_from(["1/QĐ-UBND", "1", "2/2001/QH10", "3/KH-UBND", "4-L/CTN", "33/QĐ-TTg"]),
        "name": st.sampled_from(["Luật Giáo dục", "Luật Giáo dục năm 2001", "Giáo dục", "Luật Đất đai", "BLHS"]),
        "type": st.sampled_from(["Luật", "Quyết định", "Kế hoạch"]),
        "issuer": ISSUERS,
        "year": st.integers(2000, 2003),
        "date": DATES,
        "on": DATES,
    },
)


def state(registry: Registry) -> tuple[object, ...]:
    return tuple(registry), registry.conflicts, registry._ids, registry._by_name, registry._by_number, registry._by_uri


@given(st.lists(INSTRUMENTS, max_size=8), st.booleans())
def test_adding_the_same_twice_changes_nothing(instruments: list[Instrument], learned: bool) -> None:
    registry = Registry()
    for i in instruments:
        known = registry.add(i, learned=learned)
        before = state(registry.copy())
        assert registry.add(i, learned=learned) == known
        assert state(registry) == before


@given(st.lists(INSTRUMENTS, max_size=8), REFERENCES)
@settings(max_examples=300)
def test_resolve_never_contradicts_what_is_given(instruments: list[Instrument], reference: dict[str, str]) -> None:
    registry = Registry.shipped()
    for i in instruments:
        registry.add(i)
    found = registry.resolve(**reference)  # type: ignore[arg-type]
    if found.instrument is None:
        assert found.reason
        return
    meant, year = found.instrument, reference.get("year")
    assert meant in registry.by_number(meant.number or "", meant.type)
    assert same_type(reference.get("type"), meant.type)
    assert compatible(reference.get("date"), meant.date)
    assert not year or not meant.year or meant.year == year
    if (issuer := reference.get("issuer")) and meant.issuer:
        assert issuer_slug(issuer) == issuer_slug(meant.issuer)
    if (on := reference.get("on")) and meant.date and len(on) == 10:
        assert first_day(meant.date) <= on
    if (name := reference.get("name")) and not reference.get("number"):
        assert meant in registry.versions(name)


@given(st.lists(INSTRUMENTS, max_size=8), st.sampled_from(["Luật Giáo dục", "Luật Đất đai", "BLHS"]), DATES)
def test_one_of_the_known_versions_or_none(instruments: list[Instrument], name: str, on: str | None) -> None:
    registry = Registry(instruments)
    found = registry.by_name(name, on=on)
    assert found is None or found in registry.versions(name)
    assert found == registry.resolve(name=name, on=on).instrument


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_a_law_known_without_its_name_takes_no_other_laws_uri(order: tuple[int, ...]) -> None:
    instruments = (
        Instrument("Luật", None, "2/2001/QH10"), Instrument("Luật", "Giáo dục", "1/QĐ-UBND", "2001"),
        Instrument("Luật", "Giáo dục", "2/2001/QH10"),
    )  # fmt: skip
    registry = Registry(instruments[i] for i in order)
    uris = {i.number: i.uri for i in registry}
    assert len(uris) == len(set(uris.values())) == 2
    assert all(registry.by_uri(uri) is not None for uri in uris.values() if uri)


@given(st.lists(INSTRUMENTS, max_size=8))
def test_no_two_uris_are_the_same(instruments: list[Instrument]) -> None:
    uris = [i.uri for i in Registry(instruments) if i.uri]
    assert len(set(uris)) == len(uris)


@given(st.text(max_size=30))
def test_any_text_can_be_asked_for(text: str) -> None:
    assert SHIPPED.by_number(text) is not None
    SHIPPED.by_name(text, on="2020-01-01")
    found = SHIPPED.resolve(number=text, name=text)
    assert found.reason
    assert found.instrument is None or found.instrument in found.candidates
