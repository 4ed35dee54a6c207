"""Wrapped lines, bars, page furniture, footnotes, tables, tones: source text to clean paragraphs."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vnplan.grammar import default_grammar
from vnplan.layout import lay_out
from vnplan.layout.labels import Labels, roman, roman_value
from vnplan.text import CleanText, fold, lower

LABELS = default_grammar().compiled(Labels)

WRAPPED = (
    "Căn cứ Luật Giáo dục ngày 14 tháng\n6 năm 2019; Luật Ngân sách nhà nước ngày 25 tháng 6 năm 2015;\n"
    "Căn cứ Quyết định số 33/QĐ-TTg ngày\n08/01/2019 của Thủ tướng Chính phủ về phê duyệt Đề án;\n"
)


def paragraphs(source: str) -> list[str]:
    clean = lay_out(source).clean
    return [clean.text[p.start : p.end] for p in clean.paragraphs]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        # A line broken inside a sentence, in the manner of web copies.
        (WRAPPED, [
            "Căn cứ Luật Giáo dục ngày 14 tháng 6 năm 2019; Luật Ngân sách nhà nước ngày 25 tháng 6 năm 2015;",
            "Căn cứ Quyết định số 33/QĐ-TTg ngày 08/01/2019 của Thủ tướng Chính phủ về phê duyệt Đề án;"]),
        # Bars part cells.
        ("ỦY BAN NHÂN DÂN\nTỈNH SƠN LA\n-------\n|\nCỘNG\nHÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n|",
         ["ỦY BAN NHÂN DÂN TỈNH SƠN LA", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]),
        # A number and its label on two lines.
        ("Số:\n1784/QĐ-UBND\n|\nSơn\nLa, ngày 22 tháng 7\nnăm 2019\n|",
         ["Số: 1784/QĐ-UBND", "Sơn La, ngày 22 tháng 7 năm 2019"]),
        # Running header and page number of a gazette inside a sentence.
        ("a) Thống kê dữ liệu trong lĩnh vực bảo \nNgười ký: CỔNG THÔNG TIN ĐIỆN TỬ\n \n4 \nCÔNG BÁO/Số 15/Ngày 29-12-2024 \n  \n"
         "hiểm y tế và liên thông kết quả. \n", ["a) Thống kê dữ liệu trong lĩnh vực bảo hiểm y tế và liên thông kết quả."]),
        # A bullet is none where a name has a hyphen.
        ("3. Sở Lao động\n- Thương binh và Xã hội chủ trì việc rà soát\nđối tượng.",
         ["3. Sở Lao động - Thương binh và Xã hội chủ trì việc rà soát đối tượng."]),
        # A sentence that a page break cut, with a blank line.
        ("Phòng Giáo dục và Đào tạo xây dựng dự toán kinh phí hỗ trợ\n\ncho giáo viên được cử đi học, trình cấp trên thẩm định.",
         ["Phòng Giáo dục và Đào tạo xây dựng dự toán kinh phí hỗ trợ cho giáo viên được cử đi học, trình cấp trên thẩm định."]),
        # No-break and zero-width characters, double spaces.
        ("Nghị\u00a0định  số\u200b 71/2020/NĐ-CP", ["Nghị định số 71/2020/NĐ-CP"]),
        # An instrument with its number goes on with the sentence that names it.
        ("Điều 2. Quyết định này có hiệu lực từ ngày ký, thay cho\nQuyết định số 11/QĐ-UBND ngày 20/6/2016 của Ủy ban nhân dân\ntỉnh.",
         ["Điều 2. Quyết định này có hiệu lực từ ngày ký, thay cho Quyết định số 11/QĐ-UBND ngày 20/6/2016 của Ủy ban nhân dân tỉnh."]),
        # A type line broken over two lines.
        ("QUYẾT\nĐỊNH\nVỀ VIỆC GIAO CHỈ TIÊU\n", ["QUYẾT ĐỊNH", "VỀ VIỆC GIAO CHỈ TIÊU"]),
        # Two columns set with spaces.
        ("Nơi nhận:                     TM. ỦY BAN NHÂN DÂN\n- Như trên;                     CHỦ TỊCH\n",
         ["Nơi nhận:", "TM. ỦY BAN NHÂN DÂN", "- Như trên;", "CHỦ TỊCH"]),
        # A label alone on its line: its words stand on the next one; "Điều 4" without a stop has its title below.
        ("Điều 1.\nPhê duyệt kế hoạch tuyển sinh.\n1.\nTrường công lập.\na)\nKhối mầm non;\n-\nLớp ghép.\nĐiều 4\nTrường tư thục",
         ["Điều 1. Phê duyệt kế hoạch tuyển sinh.", "1. Trường công lập.", "a) Khối mầm non;", "- Lớp ghép.", "Điều 4",
          "Trường tư thục"]),
        # A sentence goes on with a capital: a reference, a country, a head of an agency, words that stand together elsewhere.
        ("1. Trẻ em nêu tại khoản 2\nĐiều này được miễn học phí ở mọi cấp học của địa\nphương.",
         ["1. Trẻ em nêu tại khoản 2 Điều này được miễn học phí ở mọi cấp học của địa phương."]),
        ("a) Là công dân Việt\nNam đang dạy học ở các xã vùng cao của tỉnh, có thời\ngian công tác từ năm năm.",
         ["a) Là công dân Việt Nam đang dạy học ở các xã vùng cao của tỉnh, có thời gian công tác từ năm năm."]),
        ("Trường hợp khác do nhà trường đề nghị và theo yêu cầu của\nBộ trưởng Bộ Giáo dục và Đào tạo.",
         ["Trường hợp khác do nhà trường đề nghị và theo yêu cầu của Bộ trưởng Bộ Giáo dục và Đào tạo."]),
        ("Điều 2. Hỗ trợ trường mầm non ở\nHuyện Sìn Hồ trong năm học mới\nCác trường mầm non ở Huyện Sìn Hồ được\ncấp thêm sách.",
         ["Điều 2. Hỗ trợ trường mầm non ở Huyện Sìn Hồ trong năm học mới",
          "Các trường mầm non ở Huyện Sìn Hồ được cấp thêm sách."]),
        ("2. Giao nhà trường tổ chức thực hiện\nNghị quyết.\n3. Khác", ["2. Giao nhà trường tổ chức thực hiện Nghị quyết.", "3. Khác"]),
        ("Điều 6. Tổ chức thực hiện\nNghị quyết này có hiệu lực từ ngày ký, thay thế nghị\nquyết trước.",
         ["Điều 6. Tổ chức thực hiện", "Nghị quyết này có hiệu lực từ ngày ký, thay thế nghị quyết trước."]),
        # The enacting words follow the last basis; a basis may be broken inside its first words.
        ("Căn\ncứ Luật Giáo dục;\nTheo đề nghị của Bộ trưởng Bộ Nội vụ;\nChính phủ ban hành Nghị định về việc học.",
         ["Căn cứ Luật Giáo dục;", "Theo đề nghị của Bộ trưởng Bộ Nội vụ;", "Chính phủ ban hành Nghị định về việc học."]),
        # The addressee of a letter ends where the letter begins; "TL." may stand apart from its position.
        ("Kính gửi: Trường Mầm non Hoa Ban\n(xã Bình Lư)\nPhòng Giáo dục nhận được thư hỏi của nhà trường về việc\nxếp lớp.",
         ["Kính gửi: Trường Mầm non Hoa Ban (xã Bình Lư)", "Phòng Giáo dục nhận được thư hỏi của nhà trường về việc xếp lớp."]),
        ("TL.\nGIÁM ĐỐC\nTRƯỞNG PHÒNG\nLò Thị Mai", ["TL. GIÁM ĐỐC", "TRƯỞNG PHÒNG", "Lò Thị Mai"]),
    ],
)  # fmt: skip
def test_paragraphs(source: str, expected: list[str]) -> None:
    assert paragraphs(source) == expected


@pytest.mark.parametrize(
    ("line", "wrapped_is_heading"),
    [
        ("theo quy định tại\nĐiều 5. của Luật này", False),
        ("quy định tại khoản\n1. Điều này", False),
        ("và các\nĐiều 7, Điều 8", False),
    ],
)
def test_a_wrapped_reference_is_no_heading(line: str, wrapped_is_heading: bool) -> None:
    body = f"Điều 1. Phạm vi\nQuy định này nêu việc cử giáo viên đi học {line} mà thôi, không\náp dụng cho trường hợp khác."
    layout = lay_out(body)
    assert sum(x is not None for x in layout.labelled) == 1 + wrapped_is_heading


def test_footnotes_are_lifted_out_of_the_sentence_that_they_cut() -> None:
    source = (
        "- Rà soát chính sách đối với trẻ mẫu giáo¹ và bảo đảm định mức đối với\n\n"
        "¹ Nghị quyết số 11/2020/NQ-HĐND ngày 10/7/2020 của HĐND tỉnh.\n\nvùng khó khăn của tỉnh.\n"
    )
    layout = lay_out(source)
    assert paragraphs(source) == [
        "- Rà soát chính sách đối với trẻ mẫu giáo¹ và bảo đảm định mức đối với vùng khó khăn của tỉnh.",
        "¹ Nghị quyết số 11/2020/NQ-HĐND ngày 10/7/2020 của HĐND tỉnh.",
    ]
    assert [n for n, _, _ in layout.footnotes] == ["1"]


def test_table_cells_know_row_and_column() -> None:
    source = "|\nTT\n|\nNhiệm vụ\n|\nChủ trì\n|\n|\n1\n|\nRà soát\n|\nSở Nội vụ\n|\n|\n2\n|\nBáo cáo\n|\nSở Tài chính\n|\n|\n"
    cells = [(p.row, p.column) for p in lay_out(source).clean.paragraphs]
    assert cells == [(r, c) for r in range(3) for c in range(3)]


@pytest.mark.parametrize(
    ("source", "cells"),
    [
        # Text above a table and the block below are no cells, nor are header and signature, nor boxes around paragraphs.
        ("1. Việc phải làm:\n|\nSTT\n|\nCăn cứ pháp lý\n|\n|\n1\n|\nLuật Giáo dục\n|\n|\nKT. CHỦ TỊCH\nLò A\n|\n",
         ["STT", "Căn cứ pháp lý", "1", "Luật Giáo dục"]),
        ("SỞ NỘI VỤ\n|\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n|\n|\nSố: 2/QĐ-SNV\n|\nLai Châu, ngày 2 tháng 3 năm 2021\n|\n", []),
        ("|\n1. Tên hàng:\n|\n|\nVòng tay\n|\n|\nMã: 9\n|\n|\nNước: A\n|\nNơi: B\n|\n|\nDài: 2\n|\nRộng: 3\n|\n", []),
    ],
)  # fmt: skip
def test_what_stands_in_cells(source: str, cells: list[str]) -> None:
    clean = lay_out(source).clean
    assert [clean.text[p.start : p.end] for p in clean.paragraphs if p.table >= 0] == cells


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("hoà bình, Uỷ ban, thuỷ lợi", "hòa bình, Ủy ban, thủy lợi"),
        ("HOÀ, THUỶ, UỶ", "HÒA, THỦY, ỦY"),
        ("quý, quỳ, hoàn, thuyền, toàn", "quý, quỳ, hoàn, thuyền, toàn"),
        ("QÐ-TTg 2018 – 2025", "QĐ-TTg 2018 - 2025"),
    ],
)
def test_fold(text: str, expected: str) -> None:
    assert fold(text) == expected
    assert fold(expected) == expected


@pytest.mark.parametrize(
    ("text", "style", "number", "value"),
    [
        ("Điều 5. Phạm vi", "dieu", "5", (5,)), ("ĐIỀU 12: x", "dieu", "12", (12,)), ("Điều 7a. x", "dieu", "7a", (7, 1)),
        ("Chương IV", "chuong", "IV", (4,)), ("Chương thứ hai", "chuong", "thứ hai", (2,)), ("Mục 3. x", "muc", "3", (3,)),
        ("PHẦN THỨ NHẤT", "phan", "THỨ NHẤT", (1,)), ("II. MỤC TIÊU", "roman", "II", (2,)), ("B. x", "upper", "B", (2,)),
        ("1. Mục đích", "arabic", "1", (1,)), ("2.1 Nội dung", "dotted", "2.1", (2, 1)), ("đ) x", "alpha", "đ", (5,)),
        ("- x", "bullet", "", (0,)), ("(3) x", "paren", "3", (3,)), ("10.", "arabic", "10", (10,)),
        ("Điều 8[7]. x", "dieu", "8", (8,)), ("b[2]) x", "alpha", "b", (2,)),
    ],
)  # fmt: skip
def test_labels(text: str, style: str, number: str, value: tuple[int, ...]) -> None:
    label = LABELS.read(text)
    assert label is not None
    assert (label.style, label.number, label.value) == (style, number, value)


@pytest.mark.parametrize("text", ["Điều 5 của Luật này", "Mục tiêu chung", "3.596 nhóm lớp", "81/VBHN-BTC", "Chương trình 1609",
                                  "Phần mềm", "V/v báo cáo", "18,2%", "12.5.2005"])  # fmt: skip
def test_no_labels(text: str) -> None:
    assert LABELS.read(text) is None


def test_the_alphabet_of_points_has_no_f_j_w_z() -> None:
    letters = ["a", "b", "c", "d", "đ", "e", "g", "h", "i", "k", "l", "m", "n", "o", "p", "q", "r", "s", "t", "u", "v", "x", "y"]
    assert [LABELS.value_of("alpha", x)[0] for x in letters] == list(range(1, 24))


@given(st.integers(1, 399))
def test_roman_numerals_round_trip(value: int) -> None:
    assert roman_value(roman(value)) == value


VIETNAMESE = st.text(st.sampled_from("aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạ ếề\n\n|.;:-–1234567890IVX()“”%/\u00a0\u200b\t"), max_size=300)


@given(VIETNAMESE)
def test_every_clean_character_stands_in_the_source(source: str) -> None:
    clean = lay_out(source).clean
    for p in clean.paragraphs:
        for at in range(p.start, p.end):
            printed = source[clean.to_source(at)]
            assert printed == clean.text[at] or ((printed.isspace() or printed in "|\u200b") and clean.text[at] == " ")


@given(VIETNAMESE)
def test_decomposed_text_reads_as_composed(source: str) -> None:
    apart = unicodedata.normalize("NFD", source)
    assert paragraphs(apart) == paragraphs(unicodedata.normalize("NFC", source))


@given(st.text(max_size=200))
def test_the_views_have_one_length(text: str) -> None:
    clean = CleanText.of(text)
    assert len(clean.text) == len(clean.folded) == len(clean.lower)
    assert len(lower(text)) == len(text)
