"""HTML pages: charset, main content on several builds of sites, tables, lists, notes, legacy fonts, hostile pages."""

from __future__ import annotations

import base64

import pytest

from vnplan import parse_document
from vnplan.errors import NoTextSourceError, SourceError
from vnplan.reading import Source, read

DECISION = """<table border="0" width="100%"><tr><td><p align="center"><b>ỦY BAN NHÂN DÂN<br>TỈNH HÀ GIANG</b></p>
<p align="center">Số: 96/QĐ-UBND</p></td><td><p align="center"><b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br>Độc lập - Tự do - Hạnh phúc</b></p>
<p align="right"><i>Hà Giang, ngày 5 tháng 4 năm 2021</i></p></td></tr></table>
<p align="center"><b>QUYẾT ĐỊNH</b></p><p align="center"><b>Ban hành Kế hoạch chuyển đổi số của tỉnh</b></p>
<p>Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;</p>
<p>Căn cứ Quyết định số 749/QĐ-TTg ngày 03 tháng 6 năm 2020 của Thủ tướng Chính phủ;</p>
<p>Theo đề nghị của Giám đốc Sở Thông tin và Truyền thông,</p><p align="center"><b>QUYẾT ĐỊNH:</b></p>
<p><b>Điều 1.</b> Ban hành kèm theo Quyết định này Kế hoạch chuyển đổi số của tỉnh.</p>
<p><b>Điều 2.</b> Sở Thông tin và Truyền thông chủ trì thực hiện, báo cáo trước ngày 30 tháng 6 năm 2021.</p>
<p><b>Điều 3.</b> Quyết định này có hiệu lực từ ngày ký./.</p>
<table border="0"><tr><td><p><b><i>Nơi nhận:</i></b><br>- Như Điều 3;<br>- Lưu: VT.</p></td>
<td><p align="center"><b>TM. ỦY BAN NHÂN DÂN<br>CHỦ TỊCH<br><br>Nguyễn Văn Mẫu</b></p></td></tr></table>"""
MENU = "".join(f'<li><a href="/muc/{i}">Quyết định số {i}/QĐ-UBND về việc ban hành quy chế</a></li>' for i in range(60))
ENGLISH = "".join(f"<p>Article {i}. This is a translation of the decision that the site sells to its members.</p>" for i in range(60))
COMMENTS = "".join("<div class=c><b>Bạn đọc</b><p>Cho tôi hỏi bao giờ có hướng dẫn thực hiện quy định này ở xã tôi ạ?</p></div>" for _ in range(8))
# The document on sites of different builds: tables for layout, divs, tabs that a script shows, a plain page, a portal.
SITES = {
    "plain": "<html><body>{}</body></html>",
    "divs": "<!DOCTYPE html><html><head><title>x</title></head><body><header><nav><ul>{menu}</ul></nav></header><div id=w>"
            "<div class=left><ul>{menu}</ul></div><div class=content><h1>Quyết định 96/QĐ-UBND</h1><div class=doc>{}</div>"
            "<div class=cm>{comments}</div></div></div><footer>Bản quyền của trang</footer></body></html>",
    "tables": "<html><body><table><tr><td colspan=3>LOGO</td></tr><tr><td width=200><ul>{menu}</ul></td><td><table><tr><td>"
              "<font size=2>{}</font></td></tr></table></td><td><a href=/>Trang chủ</a></td></tr></table></body></html>",
    "tabs": "<body><div class=tabs><a href=#1>Nội dung</a><a href=#2>English</a></div><div id=t1 class=tab>{}</div>"
            "<div id=t2 class=tab>{english}</div><div id=t3 class=tab><ul>{menu}</ul></div></body>",
    "hidden": "<body><ul>{menu}</ul><div id=noidung style='display:none'>{}</div><script>document.write('Điều 9. Giả')</script></body>",
    "form": "<body><form id=aspnetForm><input type=hidden value=x><div id=main><div class=path><a href=/>Văn bản</a></div><div>{}"
            "</div></div><select><option>Hà Nội<option>Huế</select></form></body>",
}  # fmt: skip


def page(site: str) -> bytes:
    return SITES[site].replace("{menu}", MENU).replace("{english}", ENGLISH).replace("{comments}", COMMENTS).replace("{}", DECISION).encode()


def html(body: str) -> Source:
    return read(f"<html><body>{body}</body></html>".encode())


@pytest.mark.parametrize("site", SITES)
def test_the_document_is_found_on_every_build_of_a_site(site: str) -> None:
    text = read(page(site)).text
    assert text.startswith(("ỦY BAN NHÂN DÂN\nTỈNH HÀ GIANG\nSố: 96/QĐ-UBND\nCỘNG HÒA", "Quyết định 96/QĐ-UBND\nỦY BAN"))
    assert "Nguyễn Văn Mẫu" in text
    for chrome in ("quy chế", "Article", "Cho tôi hỏi", "Giả", "Huế", "Bản quyền", "LOGO"):
        assert chrome not in text


@pytest.mark.parametrize("site", SITES)
def test_a_page_parses_as_its_document(site: str) -> None:
    doc = parse_document(page(site))
    assert (doc.metadata.type, doc.metadata.number, doc.metadata.date) == ("Quyết định", "96/QĐ-UBND", "2021-04-05")
    assert [u.number for u in doc.units if u.kind == "dieu"] == ["1", "2", "3"]
    assert doc.metadata.signers[0].name == "Nguyễn Văn Mẫu"
    assert all(doc.text[c.span.start : c.span.end] == c.text for c in doc.citations)


def test_an_annex_beside_the_document_is_kept() -> None:
    annex = "<p>PHỤ LỤC I</p><p>DANH MỤC NHIỆM VỤ</p>" + "<p>Nội dung nhiệm vụ được giao cho các xã trong năm kế hoạch.</p>" * 9
    text = read(f"<body><ul>{MENU}</ul><div>{DECISION}</div><div>{annex}</div></body>".encode()).text
    assert "DANH MỤC NHIỆM VỤ" in text
    assert "quy chế" not in text


@pytest.mark.parametrize(("data", "name"), [
    ("<p>Điều 1. Phạm vi</p>".encode(), "utf-8 without a word"),
    ("\ufeff<p>Điều 1. Phạm vi</p>".encode(), "utf-8 with a mark"),
    ("<html><p>Điều 1. Phạm vi</p>".encode("utf-16"), "utf-16"),
    ('<meta charset="iso-8859-1"><p>Điều 1. Phạm vi</p>'.encode(), "a meta that lies"),
    ('<meta http-equiv="Content-Type" content="text/html; charset=windows-1258"><p>Ðiê\u0300u 1. Phạm vi</p>'.replace("ạ", "a\u0323").replace("Ð", "Đ").encode("cp1258"), "windows-1258"),
    ("<html><p>Điê\u0300u 1. Pha\u0323m vi</p>".encode("cp1258"), "windows-1258 without a word"),
])  # fmt: skip
def test_charsets(data: bytes, name: str) -> None:
    import unicodedata

    text = read(data, media_type="text/html").text
    assert unicodedata.normalize("NFC", text).strip() == "Điều 1. Phạm vi", name


@pytest.mark.parametrize(("body", "text"), [
    ("<p>Một\n  dòng   dài</p><p>Hai</p>", "Một dòng dài\nHai\n"),
    ("<div>Một<div>Hai<div>Ba</div></div>Bốn</div>", "Một\nHai\nBa\nBốn\n"),
    ("<p>Dòng một<br>dòng hai</p>", "Dòng một\ndòng hai\n"),
    ("<p>Đoạn một<br><br>Đoạn hai</p>", "Đoạn một\nĐoạn hai\n"),
    ("<p>Gạch <del>bỏ</del> giữ <b>đậm</b>.</p>", "Gạch giữ đậm.\n"),
    ("<p>Diện tích 10<sup>6</sup> m<sup>2</sup></p>", "Diện tích 10⁶ m2\n"),
    ("<ol><li>Một</li><li>Hai</li></ol>", "1. Một\n2. Hai\n"),
    ("<ol type=a start=2><li>Hai<li>Ba</ol>", "b) Hai\nc) Ba\n"),
    ("<ol type=I><li>Một<li value=4>Bốn</ol>", "I. Một\nIV. Bốn\n"),
    ("<ul><li>Một<ul><li>Con</ul></ul>", "- Một\n- Con\n"),
    ("<ul style='list-style:none'><li>Một</ul>", "Một\n"),
    ("<pre>Một\n  Hai</pre>", "Một\n  Hai\n"),
    ("<p>Thấy</p><p style='display: none'>Giấu</p><p hidden>Giấu</p><input value=Nhập>", "Thấy\n"),
    ("<p>Số: 5/KH&nbsp;&nbsp;&nbsp;&nbsp;Huế</p>", "Số: 5/KH\xa0\xa0\xa0\xa0Huế\n"),
])  # fmt: skip
def test_paragraphs_and_lists(body: str, text: str) -> None:
    assert html(body).text == text


def test_a_label_of_a_list_is_a_fact() -> None:
    block = (html("<ol><li>Một</li></ol>").blocks or ())[0]
    assert (block.label, block.generated) == ("1.", True)


def test_a_table_of_data_has_its_grid() -> None:
    source = html("""<table border=1><thead><tr><th rowspan=2>TT<th colspan=2>Kế hoạch<tr><th>2025<th>2026</thead>
        <tr><td>1<td><p>Dòng một</p><p>dòng hai</p><td>5%</table>""")
    (table,) = [b for b in source.blocks or () if b.kind == "table"]
    cells = [(c.row, c.column, c.row_span, c.column_span, c.header, source.text[c.start : c.end]) for c in table.cells]
    assert cells == [
        (0, 0, 2, 1, True, "TT"), (0, 1, 1, 2, True, "Kế hoạch"), (1, 1, 1, 1, True, "2025"), (1, 2, 1, 1, True, "2026"),
        (2, 0, 1, 1, False, "1"), (2, 1, 1, 1, False, "Dòng một\ndòng hai"), (2, 2, 1, 1, False, "5%")]  # fmt: skip


def test_a_header_side_by_side_is_columns() -> None:
    kinds = [b.kind for b in read(page("plain")).blocks or () if b.kind != "paragraph"]
    assert kinds == ["columns", "columns"]


def test_a_table_that_lays_out_the_page_is_no_table() -> None:
    rows = "".join(f"<p>Đoạn văn bản thứ {i}.</p>" for i in range(30))
    source = html(f"<table border=1><tr><td>{rows}</td><td></td></tr></table>")
    assert [b.kind for b in source.blocks or ()] == ["paragraph"] * 30
    assert source.text.startswith("Đoạn văn bản thứ 0.\n")


def test_notes_have_their_marks() -> None:
    source = html("""<p>Chỉ tiêu<a href="#_ftn1" name="_ftnref1"><sup>[1]</sup></a> năm 2025.</p><p>Sau.</p>
        <div id=ftn1><p><a href="#_ftnref1" name="_ftn1">[1]</a> Theo Quyết định số 5/QĐ-TTg.</p></div>""")
    assert source.text == "Chỉ tiêu[1] năm 2025.\nSau.\n[1] Theo Quyết định số 5/QĐ-TTg.\n"
    (note,) = [b for b in source.blocks or () if b.kind == "note"]
    assert (note.number, note.anchors) == ("1", ((8, 11),))


@pytest.mark.parametrize("body", [
    '<p><font face=".VnTime">C«ng hßa x· héi chñ nghÜa, QuyÕt ®Þnh</font></p>',
    '<p style="font-family: .VnTime">C«ng hßa x· héi chñ nghÜa, QuyÕt ®Þnh</p>',
    '<style>p.c {font-size:14pt; font-family:".VnTime"}</style><p class=c>C«ng hßa x· héi chñ nghÜa, QuyÕt ®Þnh</p>',
    '<p><font face="VNI-Times">Coâng hoøa xaõ hoäi chuû nghóa, Quyeát ñònh</font></p>',
])  # fmt: skip
def test_fonts_of_before_unicode(body: str) -> None:
    source = html(body)
    assert source.text.strip() == "Công hòa xã hội chủ nghĩa, Quyết định"
    assert "legacy-encoding" in {f.code for f in source.findings}


def test_a_saved_page_in_one_file() -> None:
    body = base64.encodebytes(page("divs")).decode()
    mht = ("From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type=\"text/html\"; boundary=\"b\"\r\n\r\n"
           "--b\r\nContent-Type: text/html; charset=\"utf-8\"\r\nContent-Transfer-Encoding: base64\r\n\r\n" + body +
           "\r\n--b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0K\r\n--b--\r\n")  # fmt: skip
    assert read(mht.encode()).text == read(page("divs")).text


@pytest.mark.parametrize(("data", "error"), [
    (b"<html><body><script>load()</script></body></html>", NoTextSourceError),
    (b"<html></html>", NoTextSourceError),
    (b"<!DOCTYPE html>", SourceError),
    (b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: image/png\r\n\r\nx\r\n--b--", NoTextSourceError),
])  # fmt: skip
def test_pages_without_text_are_refused(data: bytes, error: type[SourceError]) -> None:
    with pytest.raises(error, match=r"save|nothing to parse"):
        read(data)


def test_hostile_pages_are_read_in_bounds() -> None:
    assert read(b"<html>" + b"<div>" * 200 + "Điều 1. Sâu".encode() + b"</div>" * 200).text.strip() == "Điều 1. Sâu"
    with pytest.raises(SourceError):
        read(b"<html>" + b"<div>" * 200_000 + "Điều 1. Sâu".encode())
    bomb = '<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]><p>Điều 1 &b;&x;</p>'
    text = read(bomb.encode()).text
    assert "aaa" not in text
    assert "root:" not in text
    spans = "<table border=1>" + "<tr><td rowspan=1000 colspan=1000>x<td>y</tr>" * 200 + "</table>"
    assert html(spans).text.count("x") == 200
