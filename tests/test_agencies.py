"""The agency registry, issuers from words and codes, places; the examples inside grammars/agencies/ are walked."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vnplan.agencies.mentions import find_mentions
from vnplan.agencies.places import places_of
from vnplan.agencies.registry import _registered, registry_of
from vnplan.agencies.resolving import issuer_slug, resolve_issuer, resolve_issuers, successors
from vnplan.errors import RegistryError
from vnplan.grammar import Grammar, default_grammar
from vnplan.text import CleanText

GRAMMAR = default_grammar()

# words, locality, canonical name, full name, level
ISSUERS = [
    ("ỦY BAN NHÂN DÂN TỈNH SƠN LA", None, "Ủy ban nhân dân tỉnh", "Ủy ban nhân dân tỉnh Sơn La", "province"),
    ("ỦY BAN NHÂN\nDÂN\nTỈNH NGHỆ AN", None, "Ủy ban nhân dân tỉnh", "Ủy ban nhân dân tỉnh Nghệ An", "province"),
    ("UỶ BAN NHÂN DÂN TỈNH BẮC NINH ---", None, "Ủy ban nhân dân tỉnh", "Ủy ban nhân dân tỉnh Bắc Ninh", "province"),
    ("ỦY BAN NHÂN DÂN THÀNH PHỐ HỒ CHÍ MINH", None, "Ủy ban nhân dân thành phố",
     "Ủy ban nhân dân thành phố Hồ Chí Minh", "province"),
    ("ỦY BAN NHÂN DÂN THÀNH PHỐ HUẾ", None, "Ủy ban nhân dân thành phố", "Ủy ban nhân dân thành phố Huế", "province"),
    ("HỘI ĐỒNG NHÂN DÂN THÀNH PHỐ HÀ NỘI", None, "Hội đồng nhân dân thành phố", "Hội đồng nhân dân thành phố Hà Nội",
     "province"),
    ("ỦY BAN NHÂN DÂN XÃ MƯỜNG THAN", None, "Ủy ban nhân dân xã", "Ủy ban nhân dân xã Mường Than", "commune"),
    ("ỦY BAN NHÂN DÂN HUYỆN THAN UYÊN", None, "Ủy ban nhân dân huyện", "Ủy ban nhân dân huyện Than Uyên", "district"),
    ("UBND phường Đoàn Kết", "Lai Châu", "Ủy ban nhân dân phường", "Ủy ban nhân dân phường Đoàn Kết", "commune"),
    ("UBND đặc khu Phú Quốc", None, "Ủy ban nhân dân đặc khu", "Ủy ban nhân dân đặc khu Phú Quốc", "commune"),
    ("UBND quận 1", None, "Ủy ban nhân dân quận", "Ủy ban nhân dân quận 1", "district"),
    ("UBND tỉnh", "Lai Châu", "Ủy ban nhân dân tỉnh", "Ủy ban nhân dân tỉnh Lai Châu", "province"),
    ("ủy ban nhân dân tỉnh", "tỉnh Lai Châu", "Ủy ban nhân dân tỉnh", "Ủy ban nhân dân tỉnh Lai Châu", "province"),
    ("UBND tỉnh", "Hà Nội", "Ủy ban nhân dân tỉnh", "Ủy ban nhân dân tỉnh", "province"),
    ("UBND Thành phố", "Hà Nội", "Ủy ban nhân dân thành phố", "Ủy ban nhân dân thành phố Hà Nội", "province"),
    ("UBND thành phố", "Lai Châu", "Ủy ban nhân dân thành phố", "Ủy ban nhân dân thành phố", "district"),
    ("UBND huyện", "huyện Than Uyên", "Ủy ban nhân dân huyện", "Ủy ban nhân dân huyện Than Uyên", "district"),
    ("UBND thành phố Lai Châu", None, "Ủy ban nhân dân thành phố", "Ủy ban nhân dân thành phố Lai Châu", "district"),
    ("UBND thành phố Điện Biên Phủ", None, "Ủy ban nhân dân thành phố", "Ủy ban nhân dân thành phố Điện Biên Phủ",
     "district"),
    ("UBND TP. Hà Nội", None, "Ủy ban nhân dân thành phố", "Ủy ban nhân dân thành phố Hà Nội", "province"),
    ("UBND TP.HCM", None, "Ủy ban nhân dân thành phố", "Ủy ban nhân dân thành phố Hồ Chí Minh", "province"),
    ("UBND Bắc Giang", None, "Ủy ban nhân dân tỉnh", "Ủy ban nhân dân tỉnh Bắc Giang", "province"),
    ("ỦY BAN NHÂN DÂN", "Lai Châu", "Ủy ban nhân dân tỉnh", "Ủy ban nhân dân tỉnh Lai Châu", "province"),
    ("UBND tỉnh Thừa Thiên Huế", None, "Ủy ban nhân dân tỉnh", "Ủy ban nhân dân tỉnh Thừa Thiên Huế", "province"),
    ("UBND tỉnh Bà Rịa-Vũng Tàu", None, "Ủy ban nhân dân tỉnh", "Ủy ban nhân dân tỉnh Bà Rịa - Vũng Tàu", "province"),
    ("HĐND tỉnh", "Lai Châu", "Hội đồng nhân dân tỉnh", "Hội đồng nhân dân tỉnh Lai Châu", "province"),
    ("HĐND tỉnh Lai Châu", None, "Hội đồng nhân dân tỉnh", "Hội đồng nhân dân tỉnh Lai Châu", "province"),
    ("Chủ tịch UBND tỉnh Bắc Giang về", None, "Ủy ban nhân dân tỉnh", "Ủy ban nhân dân tỉnh Bắc Giang", "province"),
    ("Thường trực Hội đồng nhân dân tỉnh", "Lai Châu", "Thường trực Hội đồng nhân dân tỉnh",
     "Thường trực Hội đồng nhân dân tỉnh Lai Châu", "province"),
    ("Ban Pháp chế Hội đồng nhân dân Thành phố", "Hà Nội", "Ban Pháp chế Hội đồng nhân dân thành phố",
     "Ban Pháp chế Hội đồng nhân dân thành phố Hà Nội", "province"),
    ("HỘI ĐỒNG NHÂN DÂN THÀNH PHỐ HÀ NỘI BAN PHÁP CHẾ", None, "Ban Pháp chế Hội đồng nhân dân thành phố",
     "Ban Pháp chế Hội đồng nhân dân thành phố Hà Nội", "province"),
    ("ỦY BAN NHÂN DÂN TỈNH LAI CHÂU VĂN PHÒNG", None, "Văn phòng Ủy ban nhân dân tỉnh",
     "Văn phòng Ủy ban nhân dân tỉnh Lai Châu", "province"),
    ("UBND TỈNH LAI CHÂU SỞ GIÁO DỤC VÀ ĐÀO TẠO", None, "Sở Giáo dục và Đào tạo",
     "Sở Giáo dục và Đào tạo tỉnh Lai Châu", "province"),
    ("ỦY BAN NHÂN DÂN HUYỆN THAN UYÊN PHÒNG GIÁO DỤC VÀ ĐÀO TẠO", None, "Phòng Giáo dục và Đào tạo",
     "Phòng Giáo dục và Đào tạo huyện Than Uyên", "district"),
    ("Sở Nội vụ", "Hà Nội", "Sở Nội vụ", "Sở Nội vụ thành phố Hà Nội", "province"),
    ("Giám đốc Sở Nội vụ", None, "Sở Nội vụ", "Sở Nội vụ", "province"),
    ("SGDĐT", "Lai Châu", "Sở Giáo dục và Đào tạo", "Sở Giáo dục và Đào tạo tỉnh Lai Châu", "province"),
    ("BỘ TÀI CHÍNH", None, "Bộ Tài chính", "Bộ Tài chính", "central"),
    ("BỘ TÀI CHÍNH CỤC THUẾ", None, "Cục Thuế", "Cục Thuế", "central"),
    ("BỘ TÀI\nCHÍNH\nCỤC HẢI QUAN\n--------", None, "Cục Hải quan", "Cục Hải quan", "central"),
    ("CỤC THUẾ THUẾ TỈNH VĨNH LONG", None, "Thuế tỉnh", "Thuế tỉnh Vĩnh Long", "province"),
    ("Bộ trưởng Bộ Giáo dục và Đào tạo", "Lai Châu", "Bộ Giáo dục và Đào tạo", "Bộ Giáo dục và Đào tạo", "central"),
    ("Bộ GD&ĐT", None, "Bộ Giáo dục và Đào tạo", "Bộ Giáo dục và Đào tạo", "central"),
    ("Bộ Văn hoá, Thể thao và Du lịch", None, "Bộ Văn hóa, Thể thao và Du lịch", "Bộ Văn hóa, Thể thao và Du lịch",
     "central"),
    ("Bộ Lao động – Thương binh và Xã hội", None, "Bộ Lao động - Thương binh và Xã hội",
     "Bộ Lao động - Thương binh và Xã hội", "central"),
    ("Bộ Lao động, Thương binh và Xã hội", None, "Bộ Lao động - Thương binh và Xã hội",
     "Bộ Lao động - Thương binh và Xã hội", "central"),
    ("Bộ Nông nghiệp và PTNT", None, "Bộ Nông nghiệp và Phát triển nông thôn",
     "Bộ Nông nghiệp và Phát triển nông thôn", "central"),
    ("Thống đốc Ngân hàng Nhà nước", None, "Ngân hàng Nhà nước Việt Nam", "Ngân hàng Nhà nước Việt Nam", "central"),
    ("Tổng Thanh tra Chính phủ", None, "Thanh tra Chính phủ", "Thanh tra Chính phủ", "central"),
    ("Tổng Kiểm toán nhà nước", None, "Kiểm toán nhà nước", "Kiểm toán nhà nước", "central"),
    ("Bộ trưởng, Chủ nhiệm Ủy ban Dân tộc", None, "Ủy ban Dân tộc", "Ủy ban Dân tộc", "central"),
    ("Chánh án Toà án nhân dân tối cao", None, "Tòa án nhân dân tối cao", "Tòa án nhân dân tối cao", "central"),
    ("Viện trưởng VKSNDTC", None, "Viện kiểm sát nhân dân tối cao", "Viện kiểm sát nhân dân tối cao", "central"),
    ("Hội đồng Thẩm phán Tòa án nhân dân tối cao", None, "Hội đồng Thẩm phán Tòa án nhân dân tối cao",
     "Hội đồng Thẩm phán Tòa án nhân dân tối cao", "central"),
    ("THỦ TƯỚNG CHÍNH\nPHỦ", None, "Thủ tướng Chính phủ", "Thủ tướng Chính phủ", "central"),
    ("VĂN PHÒNG CHÍNH\nPHỦ", None, "Văn phòng Chính phủ", "Văn phòng Chính phủ", "central"),
    ("CHÍNH PHỦ", None, "Chính phủ", "Chính phủ", "central"),
    ("QUỐC HỘI", None, "Quốc hội", "Quốc hội", "central"),
    ("Uỷ ban Thường vụ Quốc hội", None, "Ủy ban Thường vụ Quốc hội", "Ủy ban Thường vụ Quốc hội", "central"),
    ("Chủ tịch nước", None, "Chủ tịch nước", "Chủ tịch nước", "central"),
    ("ĐẢNG CỘNG SẢN VIỆT NAM BAN CHẤP HÀNH TRUNG ƯƠNG", None, "Ban Chấp hành Trung ương", "Ban Chấp hành Trung ương",
     "party"),
    ("Ban Chấp hành Trung ương Đảng khóa XI", None, "Ban Chấp hành Trung ương", "Ban Chấp hành Trung ương", "party"),
    ("Bộ Chính trị", None, "Bộ Chính trị", "Bộ Chính trị", "party"),
    ("Ban chấp hành Đảng bộ tỉnh Lai Châu", None, "Ban Chấp hành Đảng bộ tỉnh", "Ban Chấp hành Đảng bộ tỉnh Lai Châu",
     "party"),
    ("Ban Thường vụ Tỉnh uỷ", "Bắc Ninh", "Ban Thường vụ Tỉnh ủy", "Ban Thường vụ Tỉnh ủy Bắc Ninh", "party"),
    ("Ban Thường vụ Tỉnh ủy Hậu Giang", "Cần Thơ", "Ban Thường vụ Tỉnh ủy", "Ban Thường vụ Tỉnh ủy Hậu Giang", "party"),
    ("Thành ủy Hà Nội", None, "Thành ủy", "Thành ủy Hà Nội", "party"),
    ("TỈNH ỦY LAI CHÂU BAN TUYÊN GIÁO", None, "Ban Tuyên giáo Tỉnh ủy", "Ban Tuyên giáo Tỉnh ủy Lai Châu", "party"),
    ("Huyện ủy Than Uyên", None, "Huyện ủy", "Huyện ủy Than Uyên", "party"),
    ("UBMTTQVN tỉnh", "Lai Châu", "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh",
     "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Lai Châu", "organisation"),
    ("Ủy ban MTTQ Việt Nam thành phố Hà Nội", None, "Ủy ban Mặt trận Tổ quốc Việt Nam thành phố",
     "Ủy ban Mặt trận Tổ quốc Việt Nam thành phố Hà Nội", "organisation"),
    ("Tỉnh đoàn Lai Châu", None, "Tỉnh đoàn", "Tỉnh đoàn Lai Châu", "organisation"),
    ("TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM", None, "Tổng Liên đoàn Lao động Việt Nam", "Tổng Liên đoàn Lao động Việt Nam",
     "organisation"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "locality", "name", "full", "level"), ISSUERS)
def test_issuer_from_words(words: str, locality: str | None, name: str, full: str, level: str) -> None:
    found = resolve_issuer(words, locality=locality)
    assert found is not None
    assert (found.name, found.full_name, found.level) == (name, full, level)


# number or code, locality, full names
CODES = [
    ("33/QĐ-TTg", None, ["Thủ tướng Chính phủ"]),
    ("QĐ-TTg", None, ["Thủ tướng Chính phủ"]),
    ("TTg", None, ["Thủ tướng Chính phủ"]),
    ("02/CT-TTg", None, ["Thủ tướng Chính phủ"]),
    ("71/2020/NĐ-CP", None, ["Chính phủ"]),
    ("71/2020/NĐ-CP.", None, ["Chính phủ"]),
    ("163/2024/QH15", None, ["Quốc hội"]),
    ("QH15", None, ["Quốc hội"]),
    ("1675/NQ-UBTVQH15", None, ["Ủy ban Thường vụ Quốc hội"]),
    ("55/2023/TT-BTC", None, ["Bộ Tài chính"]),
    ("TT-BTC", None, ["Bộ Tài chính"]),
    ("215 /KH-BGDĐT", None, ["Bộ Giáo dục và Đào tạo"]),
    ("2029/QĐ-BGDÐT", None, ["Bộ Giáo dục và Đào tạo"]),
    ("10/2022/TT-BLĐTBXH", None, ["Bộ Lao động - Thương binh và Xã hội"]),
    ("06/2015/TTLT-BGDĐT-BNV", None, ["Bộ Giáo dục và Đào tạo", "Bộ Nội vụ"]),
    ("12/2013/TTLT-BCA-BQP-BTC-BNN&PTNT-VKSNDTC", None,
     ["Bộ Công an", "Bộ Quốc phòng", "Bộ Tài chính", "Bộ Nông nghiệp và Phát triển nông thôn",
      "Viện kiểm sát nhân dân tối cao"]),
    ("01/2019/NQ-HĐTP", None, ["Hội đồng Thẩm phán Tòa án nhân dân tối cao"]),
    ("89/VBHN-BQP", None, ["Bộ Quốc phòng"]),
    ("11299/VPCP-KGVX", None, ["Văn phòng Chính phủ"]),
    ("634/TB-VPCP", None, ["Văn phòng Chính phủ"]),
    ("39992/CHQ-GSQL", None, ["Cục Hải quan"]),
    ("05/2024/TT-TTCP", None, ["Thanh tra Chính phủ"]),
    ("39/2016/TT-NHNN", None, ["Ngân hàng Nhà nước Việt Nam"]),
    ("1784/QĐ-UBND", "Sơn La", ["Ủy ban nhân dân tỉnh Sơn La"]),
    ("1784/QĐ-UBND", "thành phố Hà Nội", ["Ủy ban nhân dân thành phố Hà Nội"]),
    ("12/QĐ-UBND", "huyện Than Uyên", ["Ủy ban nhân dân huyện Than Uyên"]),
    ("2519/QĐ-CTUBND", "Cần Thơ", ["Ủy ban nhân dân thành phố Cần Thơ"]),
    ("123/UBND-VX", "Lai Châu", ["Ủy ban nhân dân tỉnh Lai Châu"]),
    ("/KH-UBND", "Lai Châu", ["Ủy ban nhân dân tỉnh Lai Châu"]),
    ("11/2020/NQ-HĐND", "Lai Châu", ["Hội đồng nhân dân tỉnh Lai Châu"]),
    ("122/BC-BPC", "Hà Nội", ["Ban Pháp chế Hội đồng nhân dân thành phố Hà Nội"]),
    ("05/TTr-SGDĐT", "Lai Châu", ["Sở Giáo dục và Đào tạo tỉnh Lai Châu"]),
    ("05/TTr-STC", None, ["Sở Tài chính"]),
    ("112-KL/TU", "Lai Châu", ["Tỉnh ủy Lai Châu"]),
    ("112-KL/TU", "Hà Nội", ["Thành ủy Hà Nội"]),
    ("1784/QĐ-UBND", None, []),
    ("11/2020/NQ-HĐND", None, []),
    ("112-KL/TU", None, []),
    ("29-NQ/TW", None, []),
    ("29-NQ/TW", "Lai Châu", []),
    ("5348/CT-CS", None, []),
    ("12/QĐ-XYZ", None, []),
    ("", None, []),
]  # fmt: skip


@pytest.mark.parametrize(("code", "locality", "wanted"), CODES)
def test_issuer_from_code(code: str, locality: str | None, wanted: list[str]) -> None:
    assert [a.full_name for a in resolve_issuers(None, code, locality)] == wanted


PERSONS = [
    ("Bộ trưởng Bộ Giáo dục và Đào tạo", "Bộ trưởng"),
    ("Chủ tịch UBND tỉnh", "Chủ tịch"),
    ("Phó Chủ tịch UBND tỉnh", "Phó Chủ tịch"),
    ("Chánh Văn phòng UBND tỉnh", "Chánh Văn phòng"),
    ("Chánh Thanh tra tỉnh", "Chánh Thanh tra"),
    ("Tổng Thanh tra Chính phủ", "Tổng Thanh tra"),
    ("Thống đốc Ngân hàng Nhà nước Việt Nam", "Thống đốc"),
    ("Cục trưởng Cục Thuế", "Cục trưởng"),
    ("Giám đốc Sở Nội vụ", "Giám đốc"),
    ("Trưởng Ban Dân tộc", "Trưởng ban"),
    ("Trưởng phòng GD&ĐT huyện Mường Tè", "Trưởng phòng"),
    ("Bí thư Tỉnh ủy", "Bí thư"),
    ("Sở Nội vụ", None),
]


@pytest.mark.parametrize(("words", "person"), PERSONS)
def test_a_head_stands_for_the_agency(words: str, person: str | None) -> None:
    found = resolve_issuer(words)
    assert found is not None
    assert found.person == person


def test_words_decide_where_the_code_is_open() -> None:
    assert resolve_issuer("Bộ Chính trị", "57-NQ/TW").name == "Bộ Chính trị"  # type: ignore[union-attr]
    assert resolve_issuer("TỈNH SƠN LA", "QĐ-UBND").full_name == "Ủy ban nhân dân tỉnh Sơn La"  # type: ignore[union-attr]
    assert resolve_issuer("không rõ", "33/QĐ-TTg").name == "Thủ tướng Chính phủ"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "words", ["", "   ", "cơ sở y tế", "toàn bộ tài chính", "xin chào", "Công an nhân dân", "-----", "!!", "tỉnh"]
)
def test_words_that_name_no_agency(words: str) -> None:
    assert resolve_issuer(words) is None


def test_joint_issuers_in_words() -> None:
    found = resolve_issuers("BỘ GIÁO DỤC VÀ ĐÀO TẠO - BỘ NỘI VỤ")
    assert [a.name for a in found] == ["Bộ Giáo dục và Đào tạo", "Bộ Nội vụ"]
    assert [a.name for a in resolve_issuers("Liên bộ Tài chính - Nội vụ")] == ["Bộ Tài chính", "Bộ Nội vụ"]


SLUGS = [
    ("UBND tỉnh Sơn La", "ubnd-tinh-son-la"),
    ("HĐND thành phố Hà Nội", "hdnd-thanh-pho-ha-noi"),
    ("Thủ tướng", "thu-tuong-chinh-phu"),
    ("Bộ trưởng Bộ GD&ĐT", "bo-giao-duc-va-dao-tao"),
    ("Chính phủ", "chinh-phu"),
    ("Quốc hội", "quoc-hoi"),
    ("Sở Nội vụ tỉnh Lai Châu", "so-noi-vu-tinh-lai-chau"),
    ("Tỉnh ủy Lai Châu", "tinh-uy-lai-chau"),
    ("Cục Thuế", "cuc-thue"),
    ("UBND tỉnh", None),
    ("Sở Nội vụ", None),
    ("Tỉnh ủy", None),
    ("UBMTTQVN tỉnh", None),
]


@pytest.mark.parametrize(("words", "slug"), SLUGS)
def test_slugs(words: str, slug: str | None) -> None:
    found = resolve_issuer(words)
    assert found is not None
    assert issuer_slug(found) == slug
    assert issuer_slug(found.to_model()) == slug


# -- the registry ----------------------------------------------------------------------------------------------------


def test_registry_on_a_date() -> None:
    registry = GRAMMAR.compiled(registry_of)
    before, after = registry.on("2024-12-31"), registry.on("2025-03-01")
    assert before.by_name("Bộ Giao thông vận tải")
    assert after.by_name("Bộ Giao thông vận tải") is None
    assert before.by_name("Bộ Nông nghiệp và Môi trường") is None
    assert after.by_code("BNNMT").name == "Bộ Nông nghiệp và Môi trường"  # type: ignore[union-attr]
    assert after.by_code("BKHĐT") is None
    assert registry.by_name("Phòng GD&ĐT", "2024").level == "district"  # type: ignore[union-attr]


SUCCESSORS = [
    ("Bộ Kế hoạch và Đầu tư", ["Bộ Tài chính"]),
    ("Bộ Lao động - Thương binh và Xã hội", ["Bộ Nội vụ"]),
    ("Bộ Giao thông vận tải", ["Bộ Xây dựng"]),
    ("Bộ Tài nguyên và Môi trường", ["Bộ Nông nghiệp và Môi trường"]),
    ("Bộ Nông nghiệp và Phát triển nông thôn", ["Bộ Nông nghiệp và Môi trường"]),
    ("Bộ Thông tin và Truyền thông", ["Bộ Khoa học và Công nghệ"]),
    ("Ủy ban Dân tộc", ["Bộ Dân tộc và Tôn giáo"]),
    ("Sở Kế hoạch và Đầu tư tỉnh Lai Châu", ["Sở Tài chính tỉnh Lai Châu"]),
    ("Ban Dân tộc tỉnh Lai Châu", ["Sở Dân tộc và Tôn giáo tỉnh Lai Châu"]),
    ("UBND tỉnh Đắk Nông", ["Ủy ban nhân dân tỉnh Lâm Đồng"]),
    ("HĐND tỉnh Bình Dương", ["Hội đồng nhân dân thành phố Hồ Chí Minh"]),
    ("UBND tỉnh Thừa Thiên Huế", ["Ủy ban nhân dân thành phố Huế"]),
    ("Sở Giao thông vận tải tỉnh Yên Bái", ["Sở Xây dựng tỉnh Lào Cai"]),
    ("Bộ Nội vụ", []),
    ("UBND tỉnh Lai Châu", []),
]


@pytest.mark.parametrize(("words", "wanted"), SUCCESSORS)
def test_successors(words: str, wanted: list[str]) -> None:
    found = resolve_issuer(words)
    assert found is not None
    assert [a.full_name for a in successors(found)] == wanted


def test_agencies_of_merged_provinces_go_to_the_new_province(shared: Path) -> None:
    table = (shared / "reference" / "provinces-2025-merger.tsv").read_text(encoding="utf-8").splitlines()[1:]
    pairs = [tuple(line.split("\t")) for line in table]
    tested = 0
    for new, old in pairs:
        if " " not in old:  # one row of the table has no name
            continue
        new, old = new[0].lower() + new[1:], old[0].lower() + old[1:]
        # A province that took others in keeps its name; Huế became a city half a year earlier.
        wanted = [] if old == new else [new]
        for words in ("Ủy ban nhân dân", "Hội đồng nhân dân", "Sở Nội vụ", "Sở Giáo dục và Đào tạo"):
            found = resolve_issuer(f"{words} {old}", date="2025-06-01")
            assert found is not None
            assert [a.full_name for a in successors(found)] == [f"{words} {name}" for name in wanted], (words, old)
            tested += 1
    assert tested == 4 * 62


def test_every_successor_and_parent_is_registered() -> None:
    registry = GRAMMAR.compiled(registry_of)
    for agency in registry:
        for name in (*agency.successor_names, *((agency.parent,) if agency.parent else ())):
            assert registry.by_name(name) is not None, f"{agency.name}: {name}"
        assert len(GRAMMAR.compiled(registry_of).successors(agency)) == len(agency.successor_names)
        if agency.valid_from and agency.valid_to:
            assert agency.valid_from <= agency.valid_to, agency.name


def test_provinces_before_and_after_the_merger() -> None:
    places = GRAMMAR.compiled(places_of)
    assert len([p for p in places.all if p.valid_to is None]) == 34
    assert len([p for p in places.all if (p.valid_from or "") <= "2025-06-30" <= (p.valid_to or "9999")]) == 63
    for place in places.all:
        assert len(places.successors(place)) == len(place.successor_names), place.name
    assert places.by_name("Huế", "2024-06-01") is None
    assert places.by_name("TP.HCM").full_name == "thành phố Hồ Chí Minh"  # type: ignore[union-attr]


def test_names_are_unique_and_codes_known() -> None:
    names = [a.name for a in GRAMMAR.compiled(registry_of)]
    assert len(names) == len(set(names))
    assert GRAMMAR.compiled(registry_of).by_code("") is None


def test_a_broken_entry_names_file_and_reason() -> None:
    with pytest.raises(RegistryError, match=r"agencies/x\.toml: agency Sở X: level 'town'"):
        _registered("Sở X", (), "", (), (), {"level": "town"}, "agencies/x")
    with pytest.raises(RegistryError, match="unknown key colour"):
        _registered("Sở X", (), "", (), (), {"colour": "red"}, "agencies/x")


# -- the examples inside grammars/agencies/ --------------------------------------------------------------------------

AGENCIES = [a for a in GRAMMAR.compiled(registry_of) if a.examples or a.counterexamples]


@pytest.mark.parametrize("agency", AGENCIES, ids=lambda a: a.name)
def test_agency_examples(agency: object) -> None:
    for text in agency.examples:  # type: ignore[attr-defined]
        found = [m.agency.entry for m in find_mentions(CleanText.of(text))]
        assert agency in found, f"{text!r} gives {found}"
    for text in agency.counterexamples:  # type: ignore[attr-defined]
        assert agency not in [m.agency.entry for m in find_mentions(CleanText.of(text))], text


@pytest.mark.parametrize("agency", list(GRAMMAR.compiled(registry_of)), ids=lambda a: a.name)
def test_every_name_is_read(agency: object) -> None:
    name = agency.name  # type: ignore[attr-defined]
    text = f"{name} tỉnh Lai Châu" if agency.place in ("levelled", "plain") else f"{name} Lai Châu"  # type: ignore[attr-defined]
    if agency.place == "none":  # type: ignore[attr-defined]
        text = f"{name} Hội đồng nhân dân tỉnh" if agency.joins else name  # type: ignore[attr-defined]
    assert name in [m.agency.entry.name for m in find_mentions(CleanText.of(text)) if m.agency.entry]


def _entries(table: str) -> list[tuple[str, object]]:
    return [(n, e) for n in GRAMMAR.files if n.startswith("agencies/") for e in GRAMMAR.entries(n, table)]


@pytest.mark.parametrize("entry", [e for _, e in _entries("kind")], ids=lambda e: e.name)
def test_kind_examples(entry: object) -> None:
    name = entry.name  # type: ignore[attr-defined]
    for text in entry.examples:  # type: ignore[attr-defined]
        found = [m for m in find_mentions(CleanText.of(text)) if m.agency.name == name or m.agency.name.startswith(name + " ")]
        assert found, text
        assert found[0].end == len(text), text
    for text in entry.counterexamples:  # type: ignore[attr-defined]
        assert not [m for m in find_mentions(CleanText.of(text)) if m.rule == "agency.kind"], text


@pytest.mark.parametrize("entry", [e for _, e in _entries("head")], ids=lambda e: e.name)
def test_head_examples(entry: object) -> None:
    for text in entry.examples:  # type: ignore[attr-defined]
        assert any((m.agency.person or "").startswith(entry.name) for m in find_mentions(CleanText.of(text))), text  # type: ignore[attr-defined]


@pytest.mark.parametrize("entry", [e for _, e in _entries("list")], ids=lambda e: e.name)
def test_list_examples(entry: object) -> None:
    for text in entry.examples:  # type: ignore[attr-defined]
        found = find_mentions(CleanText.of(text))
        assert len(found) > 1, text
        assert all(m.agency.name.startswith(entry.name + " ") for m in found), text  # type: ignore[attr-defined]


PATTERNS = [(n, r) for n in GRAMMAR.files if n.startswith("agencies/") for r in GRAMMAR.rules(n)]


@pytest.mark.parametrize("rule", [r for _, r in PATTERNS], ids=lambda r: r.id)
def test_pattern_examples(rule: object) -> None:
    for example in rule.examples:  # type: ignore[attr-defined]
        found = rule.regex.search(example.text)  # type: ignore[attr-defined]
        assert found, example.text
        if example.match is not None:
            assert found[0] == example.match
        for group, value in example.groups.items():
            assert found[group] == value
    for text in rule.counterexamples:  # type: ignore[attr-defined]
        assert not rule.regex.search(text), text  # type: ignore[attr-defined]


# -- properties ------------------------------------------------------------------------------------------------------


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80), st.text(max_size=30), st.sampled_from([None, "Lai Châu", "Hà Nội", "xã X", "?"]))
def test_any_words_and_code(words: str, code: str, locality: str | None) -> None:
    for agency in resolve_issuers(words, code, locality):
        assert agency.name
        assert agency.id
        agency.to_model()
        issuer_slug(agency)


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(sorted({a.full_name for a in (resolve_issuer(w, locality=p) for w, p, *_ in ISSUERS) if a})))
def test_full_names_are_stable(full: str) -> None:
    once = resolve_issuer(full)
    assert once is not None
    assert once.full_name == full
    assert resolve_issuer(full.upper()).id == once.id  # type: ignore[union-attr]


def test_a_user_folder_adds_agencies(tmp_path: Path) -> None:
    folder = tmp_path / "agencies"
    folder.mkdir()
    (folder / "mine.toml").write_text(
        "[[agency]]\nname = 'Sở Thử nghiệm'\ncodes = ['STN']\nlevel = 'province'\nplace = 'plain'\n", encoding="utf-8"
    )
    mine = Grammar.load(tmp_path)
    found = resolve_issuer("Sở Thử nghiệm", locality="Lai Châu", grammar=mine)
    assert found is not None
    assert found.full_name == "Sở Thử nghiệm tỉnh Lai Châu"
    assert resolve_issuer("Sở Thử nghiệm") is None  # the other grammar beside it
