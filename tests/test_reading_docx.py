"""What of a .docx becomes text and facts; each file is made here of the XML that it is about."""

from __future__ import annotations

import io
import zipfile

import pytest
from office import cell, docx, level, numbered, numbering, p, table

from vnplan import parse_document
from vnplan.reading import Source, read

W_NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def lines(data: bytes) -> list[str]:
    return [line for line in read(data).text.split("\n") if line]


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def cells(source: Source) -> list[tuple[int, int, int, int, str]]:
    return [(c.row, c.column, c.row_span, c.column_span, source.text[c.start : c.end])
            for b in source.blocks or () if b.kind == "table" for c in b.cells]  # fmt: skip


RAISED = '<w:vertAlign w:val="superscript"/>'
FIELD = ('<w:p><w:r><w:t xml:space="preserve">Xem </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r>'
         '<w:instrText>REF a</w:instrText><w:t>REF</w:t></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
         '<w:r><w:t>Điều 5</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>')  # fmt: skip
BOX = ('<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><w:txbxContent>'
       f'{p("HỎA TỐC")}</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>{p("HỎA TỐC")}'
       "</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>")  # fmt: skip


@pytest.mark.parametrize(
    ("body", "text"),
    [
        # words of several runs, no-break hyphen, optional hyphen, tab, line break, page break
        (f"<w:p>{run('Quyết')}{run(' định')}</w:p>", ["Quyết định"]),
        ("<w:p><w:r><w:t>33/QĐ</w:t><w:noBreakHyphen/><w:t>TTg</w:t></w:r></w:p>", ["33/QĐ-TTg"]),
        ("<w:p><w:r><w:t>nghị</w:t><w:softHyphen/><w:t>định</w:t></w:r></w:p>", ["nghịđịnh"]),
        ("<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:br w:type='page'/></w:r></w:p>", ["a\tb", "c"]),
        # what is wrapped: links, content controls, smart tags
        (f"<w:p><w:hyperlink>{run('Luật')}</w:hyperlink><w:smartTag>{run(' Đất')}</w:smartTag><w:sdt><w:sdtContent>"
         f"{run(' đai')}</w:sdtContent></w:sdt></w:p>", ["Luật Đất đai"]),
        (f"<w:sdt><w:sdtContent>{p('Điều 1.')}</w:sdtContent></w:sdt>", ["Điều 1."]),
        # inserted words are taken and deleted ones are not
        (f"<w:p>{run('đến ')}<w:del><w:r><w:delText>2024</w:delText></w:r></w:del><w:ins>{run('2025')}</w:ins></w:p>",
         ["đến 2025"]),
        (f"<w:p><w:moveFrom>{run('cũ')}</w:moveFrom><w:moveTo>{run('mới')}</w:moveTo></w:p>", ["mới"]),
        # the end of a paragraph is deleted: both are one
        (f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('Sở Nội ')}</w:p>{p('vụ')}", ["Sở Nội vụ"]),
        # a field gives what it shows
        (FIELD, ["Xem Điều 5"]),
        ('<w:p><w:fldSimple w:instr="DATE"><w:r><w:t>ngày 01</w:t></w:r></w:fldSimple></w:p>', ["ngày 01"]),
        # capitals that are a matter of formatting, hidden text, raised digits
        (p("Quyết định", run="<w:caps/>"), ["QUYẾT ĐỊNH"]),
        (f"<w:p>{run('a')}{run('ẩn', '<w:vanish/>')}</w:p>", ["a"]),
        (f"<w:p>{run('120 m')}{run('2', RAISED)}</w:p>", ["120 m²"]),
        # text boxes once, though they stand in the file twice
        (BOX + p("KẾ HOẠCH"), ["HỎA TỐC", "KẾ HOẠCH"]),
        # symbols of picture fonts
        ('<w:p><w:r><w:sym w:font="Symbol" w:char="F0B3"/><w:t>5%</w:t></w:r></w:p>', ["≥5%"]),
        # a box around paragraphs is no table
        (table(cell(p("Mẫu số 1") + p("ĐƠN"))), ["Mẫu số 1", "ĐƠN"]),
    ],
)  # fmt: skip
def test_words(body: str, text: list[str]) -> None:
    assert lines(docx(body)) == text


def test_facts_of_a_paragraph_come_from_its_style_and_from_itself() -> None:
    styles = (
        f'<w:styles {W_NS}><w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="28"/></w:rPr></w:rPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:styleId="Base"><w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Head"><w:basedOn w:val="Base"/><w:pPr><w:ind w:firstLine="567"/></w:pPr>'
        "</w:style></w:styles>"
    )
    body = p("KẾ HOẠCH", '<w:pStyle w:val="Head"/>') + p("a", '<w:jc w:val="both"/>', '<w:sz w:val="26"/>')
    one, two = read(docx(body, styles=styles)).blocks or ()
    assert (one.align, one.bold, one.size, one.indent) == ("center", True, 14.0, 28.35)
    assert (two.align, two.bold, two.size, two.indent) == ("justify", False, 13.0, None)
    assert (one.index, two.index) == (0, 1)


LISTS = numbering(
    {1: level("Điều %1."), 2: level("%1.") + level("%2)", "lowerLetter", 1), 3: level("-", "bullet"),
     4: level("%1.", "upperRoman") + level("%1.%2", at=1, more="<w:isLgl/>"), 5: level("", "bullet"),
     6: level("%1.") + level("%2)", at=1, more='<w:lvlRestart w:val="0"/>')},
    {1: (1, ""), 2: (2, ""), 3: (3, ""), 4: (4, ""), 5: (2, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'),
     6: (5, ""), 7: (6, ""), 8: (2, "")},
)  # fmt: skip


@pytest.mark.parametrize(
    ("items", "labels"),
    [
        ([(1, 0), (1, 0)], ["Điều 1.", "Điều 2."]),
        ([(2, 0), (2, 1), (2, 1), (2, 0), (2, 1)], ["1.", "a)", "b)", "2.", "a)"]),
        ([(3, 0)], ["-"]),
        ([(4, 0), (4, 0), (4, 1)], ["I.", "II.", "2.1"]),
        ([(2, 0), (5, 0), (5, 0)], ["1.", "1.", "2."]),  # another use of the list begins anew where it says so
        ([(2, 0), (8, 0)], ["1.", "2."]),  # and goes on where it does not
        ([(6, 0)], [""]),
        ([(7, 0), (7, 1), (7, 0), (7, 1)], ["1.", "1)", "2.", "2)"]),  # a level that never begins again
        ([(0, 0), (99, 0)], ["", ""]),  # a list taken away, and one that the file lacks
        ([(2, 1)] * 6, ["a)", "b)", "c)", "d)", "e)", "f)"]),  # as the file shows them; đ is typed by hand
    ],
)
def test_labels_of_automatic_numbering(items: list[tuple[int, int]], labels: list[str]) -> None:
    source = read(docx("".join(numbered("nội dung", n, at) for n, at in items), numbering=LISTS))
    assert [line.removesuffix("nội dung").strip() for line in source.text.splitlines()] == labels
    assert [b.label for b in source.blocks or ()] == labels
    assert all(b.generated is bool(b.label) for b in source.blocks or ())


def test_a_label_typed_by_hand_between_automatic_ones() -> None:
    lists = numbering({1: level("%1)", "lowerLetter")}, {1: (1, ""), 2: (1, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>')})
    body = p("Điều 1. Nhiệm vụ") + p("1. Các việc:") + "".join(numbered(f"Việc {i}.", 1) for i in range(4))
    document = parse_document(docx(body + p("đ) Việc 5.") + numbered("Việc 6.", 2), numbering=lists))
    points = document.units[0].children[0].children
    assert [u.number for u in points] == ["a", "b", "c", "d", "đ", "e"]


def test_a_list_named_by_a_style() -> None:
    styles = (f'<w:styles {W_NS}><w:style w:type="paragraph" w:styleId="Dieu"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
              "</w:style></w:styles>")  # fmt: skip
    lists = numbering({1: level("Chương %1", "upperRoman") + level("Điều %2.", at=1, more='<w:pStyle w:val="Dieu"/>')}, {1: (1, "")})
    assert lines(docx(p("Phạm vi", '<w:pStyle w:val="Dieu"/>'), styles=styles, numbering=lists)) == ["Điều 1. Phạm vi"]


def test_merged_cells_have_their_place_in_the_grid() -> None:
    data = docx(table(
        cell(p("TT"), '<w:vMerge w:val="restart"/>') + cell(p("Năm 2025"), '<w:gridSpan w:val="2"/>'),
        cell(p(), "<w:vMerge/>") + cell(p("Kế hoạch")) + cell(p("Thực hiện")),
        cell(p("1")) + cell(p("10") + p("20")) + cell(p()),
    ))  # fmt: skip
    source = read(data)
    assert source.text == "TT\tNăm 2025\nKế hoạch\tThực hiện\n1\t10\n20\t\n"
    assert cells(source) == [
        (0, 0, 2, 1, "TT"), (0, 1, 1, 2, "Năm 2025"), (1, 1, 1, 1, "Kế hoạch"), (1, 2, 1, 1, "Thực hiện"),
        (2, 0, 1, 1, "1"), (2, 1, 1, 1, "10\n20"), (2, 2, 1, 1, "")]  # fmt: skip
    (found,) = parse_document(data).tables
    assert [(c.row, c.column, c.row_span, c.column_span) for row in found.rows for c in row][:2] == [(0, 0, 2, 1), (0, 1, 1, 2)]


def test_numbers_in_empty_cells_are_shown() -> None:
    data = docx(table(cell(p("TT")) + cell(p("Tên")), cell(numbered("", 2)) + cell(p("a")), cell(numbered("", 2)) + cell(p("b"))),
                numbering=LISTS)  # fmt: skip
    assert [c[4] for c in cells(read(data))] == ["TT", "Tên", "1.", "a", "2.", "b"]


def test_deleted_rows_are_left_out_and_a_finding_says_so() -> None:
    gone = f"<w:tr><w:trPr><w:del/></w:trPr>{cell(p('x'))}{cell(p('y'))}</w:tr>"
    source = read(docx(table(cell(p("a")) + cell(p("b")), gone, cell(p("c")) + cell(p("d")))))
    assert [c[4] for c in cells(source)] == ["a", "b", "c", "d"]
    assert [f.code for f in source.findings] == ["tracked-changes"]


def test_notes_with_their_marks() -> None:
    def notes(kind: str, *texts: str) -> str:
        inside = "".join(f'<w:{kind} w:id="{i}">{p(t)}</w:{kind}>' for i, t in enumerate(texts, 1))
        return f'<w:{kind}s {W_NS}><w:{kind} w:id="0" w:type="separator">{p("----")}</w:{kind}>{inside}</w:{kind}s>'

    mark = '<w:r><w:{}Reference w:id="{}"/></w:r>'
    body = f"<w:p>{run('đạt 560 tỷ đồng')}{mark.format('footnote', 2)}{run(', bằng 81%')}{mark.format('footnote', 1)}</w:p>"
    body += f"<w:p>{run('Hết.')}{mark.format('endnote', 1)}</w:p>"
    source = read(docx(body, footnotes=notes("footnote", " Hai.", " Một."), endnotes=notes("endnote", "Cuối.")))
    assert source.text == "đạt 560 tỷ đồng[1], bằng 81%[2]\nHết.[i]\n[1] Một.\n[2] Hai.\n[i] Cuối.\n"
    found = [b for b in source.blocks or () if b.kind == "note"]
    assert [(b.number, [source.text[s:e] for s, e in b.anchors]) for b in found] == [("1", ["[1]"]), ("2", ["[2]"]), ("i", ["[i]"])]
    assert [(n.number, len(n.refs)) for n in parse_document(docx(body, footnotes=notes("footnote", "Hai.", "Một."))).footnotes] == [
        ("1", 1), ("2", 1)]  # fmt: skip


def test_running_heads_are_furniture_once_and_page_numbers_are_left_out() -> None:
    section = ('<w:sectPr><w:headerReference w:type="default" r:id="header1"/><w:headerReference w:type="first" r:id="header2"/>'
               '<w:footerReference w:type="default" r:id="footer1"/></w:sectPr>')  # fmt: skip
    data = docx(
        p("Điều 1.") + f"<w:p><w:pPr>{section}</w:pPr></w:p>" + p("Điều 2.") + section,
        header1=f"<w:hdr {W_NS}>{p('CÔNG BÁO/Số 5 trang 2')}</w:hdr>", header2=f"<w:hdr {W_NS}>{p('3')}</w:hdr>",
        footer1=f"<w:ftr {W_NS}>{p('Lưu hành nội bộ')}</w:ftr>",
    )  # fmt: skip
    source = read(data)
    assert [source.text[b.start : b.end] for b in source.blocks or () if b.kind == "furniture"] == [
        "CÔNG BÁO/Số 5 trang 2", "Lưu hành nội bộ"]  # fmt: skip
    assert [u.number for u in parse_document(data).units if u.kind == "dieu"] == ["1", "2"]


HEADER = table(
    cell(p("ỦY BAN NHÂN DÂN") + p("TỈNH HÀ GIANG")) + cell(p("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") + p("Độc lập - Tự do - Hạnh phúc")),
    cell(p("Số: 96/KH-UBND")) + cell(p("Hà Giang, ngày 05 tháng 4 năm 2021")), borders=False,
)  # fmt: skip
SIGNED = table(cell(p("Nơi nhận:") + p("- Như Điều 2;") + p("- Lưu: VT.")) + cell(p("KT. CHỦ TỊCH") + p("PHÓ CHỦ TỊCH") + p("Trần Đức Quý")),
               borders=False)  # fmt: skip


@pytest.mark.parametrize("drawn", [False, True])
def test_header_and_signature_set_in_tables(drawn: bool) -> None:
    header = HEADER.replace('"nil"', '"single"') if drawn else HEADER
    data = docx(header + p("KẾ HOẠCH") + p("Phát triển giáo dục mầm non") + p("I. MỤC TIÊU") + p("1. Đạt chuẩn.") + SIGNED)
    source, document = read(data), parse_document(data)
    meta = document.metadata
    assert (meta.type, meta.number, meta.date, meta.place) == ("Kế hoạch", "96/KH-UBND", "2021-04-05", "Hà Giang")
    assert meta.issuer is not None
    assert meta.issuer.full_name == "Ủy ban nhân dân tỉnh Hà Giang"
    assert [(s.name, s.authority, s.position) for s in meta.signers] == [("Trần Đức Quý", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")]
    assert [r.text for r in meta.recipients] == ["Như Điều 2;", "Lưu: VT."]
    assert [b.kind for b in source.blocks or () if b.cells] == ["table" if drawn else "columns", "columns"]
    assert not document.tables


def test_signature_set_apart_by_tabs() -> None:
    body = p("QUYẾT ĐỊNH") + p("Về việc phê duyệt đề án") + p("Điều 1. Phê duyệt đề án.") + "".join(
        f"<w:p><w:r><w:t>{left}</w:t><w:tab/><w:tab/><w:t>{right}</w:t></w:r></w:p>"
        for left, right in [("Nơi nhận:", "TM. ỦY BAN NHÂN DÂN"), ("- Như Điều 1;", "CHỦ TỊCH"), ("- Lưu: VT.", "Lê Văn Sáu")])  # fmt: skip
    meta = parse_document(docx(body)).metadata
    assert [(s.name, s.position) for s in meta.signers] == [("Lê Văn Sáu", "CHỦ TỊCH")]


def test_paragraphs_that_are_the_lines_of_a_page_are_put_together() -> None:
    wrapped = ["Quy định này áp dụng đối với các cơ quan, tổ chức và cá nhân có", "liên quan đến việc phát triển giáo dục mầm non trên địa bàn tỉnh và",
               "các huyện, thành phố."]  # fmt: skip
    body = "".join(p(f"Điều {i}. Phạm vi") + "".join(map(p, wrapped)) for i in range(1, 8))
    document = parse_document(docx(body))
    assert [u.number for u in document.units] == [str(i) for i in range(1, 8)]
    assert all(len(u.children) == 1 and document.text_of(u.children[0]).endswith("thành phố.") for u in document.units)


def test_the_source_map_leads_to_the_paragraph_of_the_file() -> None:
    data = docx(table(cell(p("TT")) + cell(p("Tên")), cell(p("1")) + cell(p("a"))) + p("Căn cứ Luật Đất đai năm 2024;"))
    document = parse_document(data)
    assert document.source_map is not None
    place = document.source_map.at(document.citations[0].span.start)
    assert place is not None
    assert (place.paragraph, place.page, place.box) == (4, None, None)
    assert document.source_map.at(len(document.text) + 5) is None
    assert [p.paragraph for p in document.source_map.of(document.tables[0].span)] == [0, 1, 2, 3]


def test_a_strict_file_has_other_namespaces() -> None:
    body = docx(p("Điều 1. Phạm vi"))
    strict = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(body)) as old, zipfile.ZipFile(strict, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"http://schemas.openxmlformats.org/wordprocessingml/2006/main", b"http://purl.oclc.org/ooxml/wordprocessingml/main"))
    assert lines(strict.getvalue()) == ["Điều 1. Phạm vi"]
