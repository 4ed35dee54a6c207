"""PDFs: paragraphs, columns, tables, notes, furniture, order, hyphens, and files that cannot be read."""

from __future__ import annotations

import pytest

from tests.making_pdf import LEFT, RIGHT, Maker
from vnplan import parse_document
from vnplan.errors import DamagedSourceError, EncryptedSourceError, NoTextSourceError
from vnplan.reading import Source, read

LONG = ("Ủy ban nhân dân các huyện, thành phố căn cứ chức năng, nhiệm vụ được giao xây dựng kế hoạch cụ thể để tổ chức thực "
        "hiện, bảo đảm tiết kiệm, hiệu quả, đúng quy định của pháp luật và phù hợp với tình hình thực tế của địa phương.")
OTHER = ("Sở Tài chính chủ trì, phối hợp với các cơ quan liên quan thẩm định kinh phí, trình cấp có thẩm quyền xem xét, "
         "quyết định theo phân cấp quản lý ngân sách nhà nước hiện hành và hướng dẫn việc thanh toán, quyết toán.")  # fmt: skip


def source(maker: Maker) -> Source:
    return read(maker.bytes())


def paragraphs(found: Source) -> list[str]:
    return [found.text[b.start : b.end] for b in found.blocks or () if b.kind == "paragraph"]


def kinds(found: Source) -> list[str]:
    return [b.kind for b in found.blocks or ()]


@pytest.mark.parametrize(("indent", "after", "justify"), [(28, 6, True), (28, 0, True), (0, 8, True), (0, 8, False), (28, 4, False)])
def test_wrapped_lines_are_joined(indent: float, after: float, justify: bool) -> None:
    maker = Maker()
    for text in (LONG, OTHER, LONG):
        maker.paragraph(text, indent=indent, after=after, justify=justify)
    assert paragraphs(source(maker)) == [LONG, OTHER, LONG]


def test_a_short_line_ends_its_paragraph() -> None:
    maker = Maker().paragraph(LONG).line("a) Nội dung thứ nhất", x=LEFT + 28).line("b) Nội dung thứ hai", x=LEFT + 28).paragraph(OTHER)
    assert paragraphs(source(maker)) == [LONG, "a) Nội dung thứ nhất", "b) Nội dung thứ hai", OTHER]


def test_a_paragraph_goes_on_over_the_page() -> None:
    maker = Maker().paragraph(LONG)
    words = OTHER.split()
    maker.paragraph(" ".join(words[:20]), after=0)
    first = maker.y
    maker.page().paragraph(" ".join(words[20:]), indent=0).paragraph(LONG)
    found = source(maker)
    assert first < 842
    joined = paragraphs(found)
    assert joined[0] == LONG
    assert joined[-1] == LONG
    assert " ".join(joined[1:-1]) == OTHER


@pytest.mark.parametrize(("one", "two", "text"), [
    ("thực hiện Thông tư số 26/2016/TT-", "BLĐTBXH ngày 01 tháng 9 năm 2016", "26/2016/TT-BLĐTBXH ngày"),
    ("giai đoạn 2021-", "2025 trên địa bàn tỉnh", "2021-2025 trên"),
    ("Bộ Lao động -", "Thương binh và Xã hội", "Lao động - Thương binh"),
    ("theo đúng quy đị\u00ad", "nh của pháp luật", "quy định của"),
])  # fmt: skip
def test_hyphens_at_line_ends(one: str, two: str, text: str) -> None:
    maker = Maker().paragraph(LONG)
    width = maker.at(-2000, 0, one) + 2000
    maker.at(RIGHT - width, maker.y, one)
    maker.at(LEFT, maker.y + 17, two)
    maker.y += 40
    assert text in source(maker.paragraph(LONG)).text


def test_letters_in_parts_are_composed() -> None:
    import unicodedata

    assert paragraphs(source(Maker().line(unicodedata.normalize("NFD", "Quyết định của Ủy ban")))) == ["Quyết định của Ủy ban"]


def test_letters_drawn_twice_for_bold_are_read_once() -> None:
    maker = Maker()
    for shift in (0, 0.3):
        maker.at(LEFT + shift, 100, "QUYẾT ĐỊNH")
    assert source(maker).text.strip() == "QUYẾT ĐỊNH"


def header(maker: Maker, by_line: bool = False) -> Maker:
    left = [("ỦY BAN NHÂN DÂN", 80), ("TỈNH KON TUM", 96), ("Số: 42/KH-UBND", 124)]
    right = [("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 80), ("Độc lập - Tự do - Hạnh phúc", 96), ("Kon Tum, ngày 5 tháng 3 năm 2024", 124)]
    places = [(150.0, t, y) for t, y in left] + [(400.0, t, y) for t, y in right]
    for middle, text, y in sorted(places, key=lambda p: p[2]) if by_line else places:
        maker.pdf.set_font("Serif", "", 10)
        maker.at(middle - maker.pdf.get_string_width(text) / 2, y, text, size=10)
    maker.y = 170
    return maker


@pytest.mark.parametrize("by_line", [False, True])
def test_a_header_is_read_column_by_column(by_line: bool) -> None:
    maker = header(Maker(), by_line).centred("KẾ HOẠCH").centred("Phát triển giáo dục mầm non năm 2024").paragraph(LONG)
    found = source(maker)
    assert found.text.startswith("ỦY BAN NHÂN DÂN\nTỈNH KON TUM\nSố: 42/KH-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập")
    doc = parse_document(maker.bytes())
    assert (doc.metadata.type, doc.metadata.number, doc.metadata.date) == ("Kế hoạch", "42/KH-UBND", "2024-03-05")
    assert doc.metadata.title == "Phát triển giáo dục mầm non năm 2024"


def test_a_signature_is_read_column_by_column() -> None:
    maker = Maker().paragraph(LONG)
    y = maker.y + 20
    for i, text in enumerate(("Nơi nhận:", "- Như Điều 3;", "- Lưu: VT.")):
        maker.at(LEFT, y + 14 * i, text, size=10)
    for i, text in ((0, "TM. ỦY BAN NHÂN DÂN"), (14, "CHỦ TỊCH"), (90, "Nguyễn Văn Mẫu")):
        maker.pdf.set_font("Serif", "B", 11)
        maker.at(430 - maker.pdf.get_string_width(text) / 2, y + i, text, size=11, style="B")
    assert source(maker).text.endswith(
        "Nơi nhận:\n- Như Điều 3;\n- Lưu: VT.\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nNguyễn Văn Mẫu\n")


def cells_of(found: Source) -> list[tuple[int, int, int, int, str]]:
    (table,) = [b for b in found.blocks or () if b.kind == "table"]
    return [(c.row, c.column, c.row_span, c.column_span, found.text[c.start : c.end]) for c in table.cells]


def test_a_table_of_drawn_lines() -> None:
    maker = Maker().paragraph(LONG)
    maker.grid([85, 120, 380, 540], [160, 190, 240, 270], {
        (0, 0): "TT", (0, 1): "Nhiệm vụ", (0, 2): "Cơ quan", (1, 0): "1", (1, 1): "Rà soát quy hoạch mạng lưới\ntrường lớp",
        (1, 2): "Sở Nội vụ", (2, 0): "2", (2, 2): "Sở Tài chính"}).paragraph(OTHER)  # fmt: skip
    found = source(maker)
    assert cells_of(found) == [
        (0, 0, 1, 1, "TT"), (0, 1, 1, 1, "Nhiệm vụ"), (0, 2, 1, 1, "Cơ quan"), (1, 0, 1, 1, "1"),
        (1, 1, 1, 1, "Rà soát quy hoạch mạng lưới\ntrường lớp"), (1, 2, 1, 1, "Sở Nội vụ"),
        (2, 0, 1, 1, "2"), (2, 1, 1, 1, ""), (2, 2, 1, 1, "Sở Tài chính")]  # fmt: skip
    assert paragraphs(found)[0] == LONG
    assert paragraphs(found)[-1] == OTHER


def test_merged_cells() -> None:
    maker = Maker().grid([85, 120, 300, 420, 540], [100, 130, 160, 190], {
        (0, 0): "TT", (0, 1): "Chỉ tiêu", (0, 2): "Kế hoạch", (1, 2): "2025", (1, 3): "2026", (2, 0): "1", (2, 1): "Tỷ lệ",
        (2, 2): "5%", (2, 3): "6%"}, [("below", 0, 0), ("below", 0, 1), ("right", 0, 2)])  # fmt: skip
    assert cells_of(source(maker)) == [
        (0, 0, 2, 1, "TT"), (0, 1, 2, 1, "Chỉ tiêu"), (0, 2, 1, 2, "Kế hoạch"), (1, 2, 1, 1, "2025"), (1, 3, 1, 1, "2026"),
        (2, 0, 1, 1, "1"), (2, 1, 1, 1, "Tỷ lệ"), (2, 2, 1, 1, "5%"), (2, 3, 1, 1, "6%")]  # fmt: skip


def test_a_border_that_is_missing_below_a_wide_cell() -> None:
    maker = Maker().grid([85, 200, 300, 540], [100, 130, 160], {
        (0, 0): "II. Hoàn thiện", (1, 0): "7.", (1, 1): "Sở A", (1, 2): "Nghị quyết"},
        [("right", 0, 0), ("right", 0, 1), ("below", 0, 2)])  # fmt: skip
    assert cells_of(source(maker)) == [
        (0, 0, 1, 3, "II. Hoàn thiện"), (1, 0, 1, 1, "7."), (1, 1, 1, 1, "Sở A"), (1, 2, 1, 1, "Nghị quyết")]


def test_a_table_goes_on_over_the_page_with_its_head_again() -> None:
    xs = [85, 120, 400, 540]
    maker = Maker().grid(xs, [600, 630, 660], {(0, 0): "TT", (0, 1): "Nhiệm vụ", (0, 2): "Cơ quan", (1, 0): "1",
                                                (1, 1): "Hoàn thiện thể chế theo", (1, 2): "Sở A"})  # fmt: skip
    maker.page().grid(xs, [80, 110, 140, 170], {(0, 0): "TT", (0, 1): "Nhiệm vụ", (0, 2): "Cơ quan", (1, 1): "quy định mới.",
                                                 (2, 0): "2", (2, 1): "Đào tạo", (2, 2): "Sở B"})  # fmt: skip
    assert cells_of(source(maker)) == [
        (0, 0, 1, 1, "TT"), (0, 1, 1, 1, "Nhiệm vụ"), (0, 2, 1, 1, "Cơ quan"), (1, 0, 1, 1, "1"),
        (1, 1, 1, 1, "Hoàn thiện thể chế theo\nquy định mới."), (1, 2, 1, 1, "Sở A"), (2, 0, 1, 1, "2"), (2, 1, 1, 1, "Đào tạo"),
        (2, 2, 1, 1, "Sở B")]  # fmt: skip


def test_a_table_without_lines_by_its_order() -> None:
    maker = Maker().paragraph(LONG)
    y = maker.y + 10
    rows = [("TT", "Chỉ tiêu", "Năm 2025"), ("1", "Tỷ lệ huy động trẻ", "98%"), ("2", "Số lớp bồi dưỡng", "27"), ("3", "Số trường", "12")]
    for i, row in enumerate(rows):
        for x, text in zip((85, 130, 420), row, strict=True):
            maker.at(x, y + 24 * i, text)
    assert [(r, c, t) for r, c, _, _, t in cells_of(source(maker))] == [
        (r, c, text) for r, row in enumerate(rows) for c, text in enumerate(row)]


def test_a_box_and_an_underline_are_no_table() -> None:
    maker = Maker().grid([85, 540], [100, 140], {(0, 0): "Một khung"}).rule(200, 300, 200).paragraph(LONG)
    assert "table" not in kinds(source(maker))


def test_notes_at_the_foot() -> None:
    maker = Maker().paragraph(LONG)
    end = maker.at(LEFT + 28, maker.y, "Tổng kinh phí thực hiện là 560 tỷ đồng")
    end = maker.at(end, maker.y - 5, "1", size=7)
    maker.at(end, maker.y, ", diện tích 12 m")
    maker.rule(LEFT, LEFT + 140, 700)
    maker.at(LEFT, 710, "1", size=6)
    maker.at(LEFT + 5, 715, "Theo Quyết định số 5/QĐ-TTg ngày 02 tháng 01 năm 2024.", size=9)
    maker.page().paragraph(OTHER)
    found = source(maker)
    assert "560 tỷ đồng[1], diện tích" in found.text
    (note,) = [b for b in found.blocks or () if b.kind == "note"]
    assert found.text[note.start : note.end] == "[1] Theo Quyết định số 5/QĐ-TTg ngày 02 tháng 01 năm 2024."
    assert [found.text[a:b] for a, b in note.anchors] == ["[1]"]


def test_a_raised_figure_without_a_note_is_an_exponent() -> None:
    maker = Maker()
    end = maker.at(LEFT, 100, "Công suất 10")
    maker.at(end, 94, "6", size=7)
    assert source(maker).text.strip() == "Công suất 10⁶"


def test_running_heads_and_page_numbers() -> None:
    maker = Maker()
    for number in range(1, 5):
        if number > 1:
            maker.page()
        maker.at(200, 40, "BẢN TIN PHÁP LUẬT/Số 12", size=9)
        maker.at(500, 40, str(number + 40), size=9)
        maker.at(LEFT, 78, f"Mẫu số {3 * number % 7}")
        maker.y = 110
        maker.paragraph(LONG)
    found = source(maker)
    assert [found.text[b.start : b.end] for b in found.blocks or () if b.kind == "furniture"] == ["BẢN TIN PHÁP LUẬT/Số 12"]
    assert paragraphs(found) == [t for n in range(1, 5) for t in (f"Mẫu số {3 * n % 7}", LONG)]
    assert kinds(found).count("page_break") == 3


def test_the_order_of_reading_is_not_that_of_the_file() -> None:
    maker = Maker()
    lines = [f"{i}. Nội dung của dòng thứ {i} trong văn bản này" for i in range(1, 15)]
    for i in (7, 2, 11, 0, 5, 13, 3, 9, 1, 12, 4, 10, 6, 8):
        maker.at(LEFT, 100 + 20 * i, lines[i])
    assert paragraphs(source(maker)) == lines


def test_a_page_on_its_side() -> None:
    import io

    import pypdfium2

    document = pypdfium2.PdfDocument(Maker().paragraph(LONG).bytes())
    document[0].set_rotation(90)
    out = io.BytesIO()
    document.save(out)
    found = read(out.getvalue())
    upright = source(Maker().paragraph(LONG))
    assert "".join(found.text.split()) != ""
    assert upright.text.startswith("Ủy ban")


def test_every_block_has_its_page_and_box() -> None:
    found = source(Maker().paragraph(LONG).page().paragraph(OTHER))
    one, two = (b for b in found.blocks or () if b.kind == "paragraph")
    assert (one.page, two.page) == (1, 2)
    assert one.box is not None
    x0, y0, x1, y1 = one.box
    assert (LEFT - 1 < x0 < LEFT + 1, 60 < y0 < 80, RIGHT - 2 < x1 < RIGHT + 2, y1 > y0 + 30) == (True, True, True, True)
    assert next(found.text[p.start : p.end].split()[0] for p in one.places) == "Ủy"
    assert " ".join(found.text[p.start : p.end] for p in one.places) == LONG


@pytest.mark.parametrize(("data", "error", "words"), [
    (b"%PDF-1.7\n", DamagedSourceError, "damaged"),
    (Maker().paragraph(LONG).bytes()[:1500], DamagedSourceError, "damaged"),
    (Maker().picture().bytes(), NoTextSourceError, "OCR"),
    (Maker().picture().page().picture().line("Ký bởi: VĂN PHÒNG").bytes(), NoTextSourceError, "OCR"),
    (Maker().bytes(), NoTextSourceError, "OCR"),
    (Maker().paragraph(LONG).bytes(lambda pdf: pdf.set_encryption("owner", "user")), EncryptedSourceError, "password"),
])  # fmt: skip
def test_files_that_cannot_be_read(data: bytes, error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words):
        read(data, name="a.pdf")


def test_a_file_that_only_its_owner_may_change_is_read() -> None:
    data = Maker().paragraph(LONG).bytes(lambda pdf: pdf.set_encryption("owner", ""))
    assert read(data).text.strip() == LONG


def test_bytes_before_the_header() -> None:
    assert read(b"HTTP/1.1 200 OK\r\n\r\n" + Maker().paragraph(LONG).bytes()).text.strip() == LONG


def test_pages_that_are_pictures_are_named() -> None:
    found = source(Maker().paragraph(LONG).page().picture().page().picture().page().paragraph(OTHER))
    (finding,) = found.findings
    assert finding.code == "pages-without-text"
    assert "pages 2-3" in finding.message
    assert paragraphs(found) == [LONG, OTHER]
