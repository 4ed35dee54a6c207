"""What an amending text does, provision by provision, and what its bare references mean."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from vnplan import Document, parse_document

DECREE = """CHÍNH PHỦ
-------
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Số: 12/2024/NĐ-CP
Hà Nội, ngày 05 tháng 02 năm 2024

NGHỊ ĐỊNH
Sửa đổi, bổ sung một số điều của Nghị định số 44/2014/NĐ-CP ngày 15 tháng 5 năm 2014 của Chính phủ quy định về giá đất

Căn cứ Luật Đất đai ngày 29 tháng 11 năm 2013;
Chính phủ ban hành Nghị định sửa đổi, bổ sung một số điều của Nghị định số 44/2014/NĐ-CP.

Điều 1. Sửa đổi, bổ sung một số điều của Nghị định số 44/2014/NĐ-CP
1. Sửa đổi, bổ sung khoản 2 Điều 5 như sau:
“2. Việc xác định giá đất theo quy định tại khoản 1 Điều này và Điều 7 của Nghị định này.”.
2. Bổ sung Điều 5a vào sau Điều 5 như sau:
“Điều 5a. Trình tự
1. Nội dung của trình tự.”.
3. Thay thế cụm từ “Sở Tài chính” bằng cụm từ “Sở Nông nghiệp” tại điểm a khoản 1 Điều 8 và khoản 3 Điều 9.
4. Bổ sung khoản 4 vào Điều 12 như sau:
“4. Nội dung mới.”.
5. Bãi bỏ điểm b khoản 2 Điều 15; bãi bỏ Điều 16.
Điều 2. Bãi bỏ khoản 3 Điều 4 Nghị định số 10/2023/NĐ-CP ngày 03 tháng 4 năm 2023 của Chính phủ.
Điều 3. Nghị định này có hiệu lực thi hành từ ngày ký ban hành.

TM. CHÍNH PHỦ
THỦ TƯỚNG
Phạm Văn An
"""
AMENDED = "/akn/vn/act/nghi-dinh/chinh-phu/2014/44-2014-nd-cp"


@cache
def decree() -> Document:
    return parse_document(DECREE)


def effects() -> list[tuple[Any, ...]]:
    return [
        (e.action, " ".join(f"{p.kind} {p.number}" for p in e.pinpoint), (e.target.uri or "").rsplit("/", 1)[-1])
        for e in decree().effects
    ]


def test_effects_one_per_provision() -> None:
    assert effects() == [
        ("amends", "dieu 5 khoan 2", "44-2014-nd-cp"),
        ("adds", "dieu 5a", "44-2014-nd-cp"),
        ("replaces", "dieu 8 khoan 1 diem a", "44-2014-nd-cp"),
        ("replaces", "dieu 9 khoan 3", "44-2014-nd-cp"),
        ("adds", "dieu 12 khoan 4", "44-2014-nd-cp"),
        ("repeals", "dieu 15 khoan 2 diem b", "44-2014-nd-cp"),
        ("repeals", "dieu 16", "44-2014-nd-cp"),
        ("repeals", "dieu 4 khoan 3", "10-2023-nd-cp"),
    ]


def test_words_exchanged_are_kept_as_printed() -> None:
    words = [(e.words.old, e.words.new) for e in decree().effects if e.words]
    assert words == [("Sở Tài chính", "Sở Nông nghiệp")] * 2


def test_new_text_is_quoted() -> None:
    units = {}

    def walk(items: Any) -> None:
        for unit in items:
            units[unit.id] = unit
            walk(unit.children)

    walk(decree().units)
    quotes = [units[e.quote] for e in decree().effects if e.quote]
    assert [q.kind for q in quotes] == ["quote"] * 3
    assert [decree().slice(q.span).lstrip("“")[:8] for q in quotes] == ["2. Việc ", "Điều 5a.", "4. Nội d"]


@pytest.mark.parametrize(
    ("words", "uri"),
    [
        ("khoản 2 Điều 5", AMENDED),
        ("khoản 1 Điều này và Điều 7 của Nghị định này", AMENDED),
        ("Điều 16", AMENDED),
        ("Nghị định này", "/akn/vn/act/nghi-dinh/chinh-phu/2024/12-2024-nd-cp"),
    ],
)
def test_what_bare_references_mean(words: str, uri: str) -> None:
    found = [c.target.uri for c in decree().citations if c.text == words]
    assert found == [uri]


def test_this_article_inside_a_quotation_is_the_amended_one() -> None:
    quoted = next(c for c in decree().citations if c.text.startswith("khoản 1 Điều này"))
    assert [[(p.kind, p.number) for p in point] for point in quoted.pinpoints] == [
        [("dieu", "5"), ("khoan", "1")], [("dieu", "7")]]


def test_title_and_body_amend_and_the_basis_does_not() -> None:
    relations = {c.text: c.relation for c in decree().citations if c.form == "full"}
    assert relations["Nghị định số 44/2014/NĐ-CP"] == "amends"
    assert relations["Luật Đất đai ngày 29 tháng 11 năm 2013"] == "legal_basis"


LAW = """QUỐC HỘI
-------
Luật số: 32/2009/QH12
Hà Nội, ngày 18 tháng 6 năm 2009

LUẬT
SỬA ĐỔI, BỔ SUNG MỘT SỐ ĐIỀU CỦA LUẬT DI SẢN VĂN HÓA

Quốc hội ban hành Luật sửa đổi, bổ sung một số điều của Luật Di sản văn hóa số 28/2001/QH10.

Điều 1. Sửa đổi, bổ sung một số điều của Luật Di sản văn hóa:
1. Điều 21 được sửa đổi, bổ sung như sau:
“Điều 21. Nhà nước bảo vệ tiếng nói.”.
2. Sửa đổi, bổ sung một số khoản của Điều 58 như sau:
a) Sửa đổi khoản 3 như sau:
“3. Nội dung mới.”;
b) Bãi bỏ khoản 5.
Điều 2. Luật này có hiệu lực từ ngày 01 tháng 01 năm 2010.
"""


def test_passive_form_and_provisions_named_in_two_steps() -> None:
    document = parse_document(LAW)
    found = [(e.action, " ".join(f"{p.kind} {p.number}" for p in e.pinpoint)) for e in document.effects]
    assert found == [
        ("amends", "dieu 21"), ("amends", "dieu 58 khoan 3"), ("repeals", "dieu 58 khoan 5"),
    ]  # fmt: skip
    assert {e.target.uri for e in document.effects} == {"/akn/vn/act/luat/quoc-hoi/2001/luat-di-san-van-hoa"}


SEVERAL = """QUỐC HỘI
-------
Luật số: 45/2031/QH15
Hà Nội, ngày 18 tháng 6 năm 2031

LUẬT
BẢO TỒN ĐẤT NGẬP NƯỚC

Điều 1. Phạm vi
Luật này quy định về bảo tồn.
Điều 2. Sửa đổi, bổ sung một số luật có liên quan
1. Sửa đổi, bổ sung một số điều của Luật Thủy lợi số 08/2017/QH14 như sau:
a) Sửa đổi khoản 2 Điều 5 như sau:
“2. Nội dung mới.”;
b) Bổ sung khoản 5a vào sau khoản 5; bãi bỏ khoản 8 Điều 9.
2. Bãi bỏ một số điều của Luật Đê điều số 79/2006/QH11 như sau:
a) Bãi bỏ Điều 13.
3. Thay thế cụm từ “Sở A” thành “Sở B”, “Sở C” thành “Sở D” tại khoản 1 Điều 6; cụm từ “khoản 2” thành “khoản 3” tại \
khoản 4 Điều 7 của Luật Thủy sản số 18/2017/QH14.
4. Bãi bỏ khoản 7 Điều 30.
"""


def test_each_clause_amends_its_own_law_and_none_amends_itself() -> None:
    document = parse_document(SEVERAL)
    found = [
        (e.action, " ".join(f"{p.kind} {p.number}" for p in e.pinpoint), e.target.number, e.words and e.words.new)
        for e in document.effects
    ]
    assert found == [
        ("amends", "dieu 5 khoan 2", "08/2017/QH14", None),
        ("adds", "dieu 9 khoan 5a", "08/2017/QH14", None),
        ("repeals", "dieu 9 khoan 8", "08/2017/QH14", None),
        ("repeals", "dieu 13", "79/2006/QH11", None),
        ("replaces", "dieu 6 khoan 1", "18/2017/QH14", "Sở B"),
        ("replaces", "dieu 6 khoan 1", "18/2017/QH14", "Sở D"),
        ("replaces", "dieu 7 khoan 4", "18/2017/QH14", "khoản 3"),
    ]
    itself = next(c for c in document.citations if c.text == "khoản 7 Điều 30")
    assert itself.target.uri is None


def test_a_licence_that_is_amended_is_no_provision() -> None:
    text = "Điều 1. Thủ tục\n1. Sửa đổi, bổ sung giấy phép theo khoản 1 Điều 36 Nghị định số 163/2024/NĐ-CP."
    assert not parse_document(text).effects


WORDS = [
    ("Thay thế cụm từ “A” bằng cụm từ “B” tại khoản 1 Điều 2.", [("replaces", "dieu 2 khoan 1", "A", "B")]),
    ("Tại khoản 1 Điều 2, thay cụm từ “A” bằng cụm từ “B”.", [("replaces", "dieu 2 khoan 1", "A", "B")]),
    ("Thay thế cụm từ “A” tại khoản 1 Điều 2 bằng cụm từ “B”.", [("replaces", "dieu 2 khoan 1", "A", "B")]),
    ("Cụm từ “A” tại Điều 2 được thay bằng cụm từ “B”.", [("replaces", "dieu 2", "A", "B")]),
    ("Thay cụm từ “A”, “C” bằng “B” tại Điều 2.", [("replaces", "dieu 2", "A", "B"), ("replaces", "dieu 2", "C", "B")]),
    ("Bỏ cụm từ “A” tại Điều 2 và khoản 1 Điều 3.", [("amends", "dieu 2", "A", None), ("amends", "dieu 3 khoan 1", "A", None)]),
    ("Tại Điều 2, bỏ cụm từ “A”.", [("amends", "dieu 2", "A", None)]),
    ("Cụm từ “A” tại Điều 2 được bãi bỏ.", [("amends", "dieu 2", "A", None)]),
    ("Bổ sung cụm từ “B” vào sau cụm từ “A” tại Điều 2.", [("adds", "dieu 2", "A", "B")]),
    ("Thay từ “A” bằng từ “B” tại Điều 2; khoản 1 Điều 3; bãi bỏ Điều 4.",
     [("replaces", "dieu 2", "A", "B"), ("replaces", "dieu 3 khoan 1", "A", "B"), ("repeals", "dieu 4", None, None)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), WORDS, ids=lambda v: v[:60] if isinstance(v, str) else "")
def test_words_and_places_in_any_order(text: str, expected: list[tuple[Any, ...]]) -> None:
    body = DECREE.replace(DECREE[DECREE.index("1. Sửa đổi, bổ sung khoản 2") : DECREE.index("Điều 2.")], f"1. {text}\n")
    found = [
        (e.action, " ".join(f"{p.kind} {p.number}" for p in e.pinpoint), e.words and e.words.old, e.words and e.words.new)
        for e in parse_document(body).effects if e.target.uri == AMENDED
    ]  # fmt: skip
    assert found == expected


@pytest.mark.parametrize(
    "text",
    [
        "Bãi bỏ thủ tục hành chính có số thứ tự 8 tại Quyết định số 12/QĐ-UBND ngày 01/02/2020 của UBND tỉnh Lai Châu.",
        "Khi có văn bản thay thế Quyết định số 12/QĐ-UBND ngày 01/02/2020 thì thực hiện theo văn bản đó.",
        "Bổ sung Phụ lục III ban hành kèm theo Nghị định này.",
        "Sửa lỗi số học theo quy định tại Điều 27.",
        "Thay cụm từ “A” tại Điều 2 “B” và “C” tại Điều 3.",
    ],
)
def test_what_changes_no_provision(text: str) -> None:
    body = DECREE.replace(DECREE[DECREE.index("1. Sửa đổi, bổ sung khoản 2") : DECREE.index("Điều 2.")], f"1. {text}\n")
    assert [e for e in parse_document(body).effects if e.target.number != "10/2023/NĐ-CP"] == []
