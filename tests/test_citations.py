"""Citations by form: tables of (text, expected). Each expected citation is its words and the values that matter."""

from __future__ import annotations

from typing import Any

import pytest

from vnplan import parse_document
from vnplan.models import Citation

Row = tuple[str, list[tuple[str, dict[str, Any]]]]


def pinpoints(citation: Citation) -> list[str]:
    """Points as "dieu 8 khoan 2 diem b"."""
    return [" ".join(f"{step.kind} {step.number}" for step in point) for point in citation.pinpoints]


def value(citation: Citation, key: str) -> Any:
    if key == "pp":
        return pinpoints(citation)
    if key == "issuer":
        return citation.target.issuer.full_name if citation.target.issuer else None
    if key in ("relation", "form", "rule", "source_uri"):
        return getattr(citation, key)
    if key == "nested":
        return citation.source_uri is not None
    return getattr(citation.target, key)


def check(text: str, expected: list[tuple[str, dict[str, Any]]], *, selves: bool = False) -> None:
    document = parse_document(text)
    found = [c for c in document.citations if selves or c.form != "self"]
    assert [" ".join(c.text.split()) for c in found] == [words for words, _ in expected]
    for citation, (words, values) in zip(found, expected, strict=True):
        assert document.text[citation.span.start : citation.span.end] == citation.text
        got = {key: value(citation, key) for key in values}
        assert got == values, words


def table(rows: list[Row]) -> Any:
    return pytest.mark.parametrize(("text", "expected"), rows, ids=lambda v: v[:60] if isinstance(v, str) else "")


FULL: list[Row] = [
    ("theo Nghị định số 71/2020/NĐ-CP ngày 30/6/2020 của Chính phủ về nâng chuẩn",
     [("Nghị định số 71/2020/NĐ-CP ngày 30/6/2020 của Chính phủ",
       {"type": "Nghị định", "number": "71/2020/NĐ-CP", "date": "2020-06-30", "year": 2020, "issuer": "Chính phủ",
        "form": "full", "relation": "refers_to", "uri": "/akn/vn/act/nghi-dinh/chinh-phu/2020/71-2020-nd-cp"})]),
    ("thực hiện theo Nghị định 71/2020/NĐ-CP hiện hành",
     [("Nghị định 71/2020/NĐ-CP", {"number": "71/2020/NĐ-CP", "date": None, "year": 2020, "issuer": "Chính phủ"})]),
    ("theo Quyết định số 33/QĐ-TTg ngày 08 tháng 01 năm 2019 của Thủ tướng Chính phủ.",
     [("Quyết định số 33/QĐ-TTg ngày 08 tháng 01 năm 2019 của Thủ tướng Chính phủ",
       {"number": "33/QĐ-TTg", "date": "2019-01-08", "issuer": "Thủ tướng Chính phủ",
        "uri": "/akn/vn/act/quyet-dinh/thu-tuong-chinh-phu/2019/33-qd-ttg"})]),
    ("tại Thông tư số 45/2024/TT-BTC ngày 01 tháng 7 năm 2024 của Bộ trưởng Bộ Tài chính",
     [("Thông tư số 45/2024/TT-BTC ngày 01 tháng 7 năm 2024 của Bộ trưởng Bộ Tài chính",
       {"issuer": "Bộ Tài chính", "uri": "/akn/vn/act/thong-tu/bo-tai-chinh/2024/45-2024-tt-btc"})]),
    ("theo Thông tư liên tịch số 06/2015/TTLT-BGDĐT-BNV ngày 16/3/2015",
     [("Thông tư liên tịch số 06/2015/TTLT-BGDĐT-BNV ngày 16/3/2015",
       {"type": "Thông tư liên tịch", "number": "06/2015/TTLT-BGDĐT-BNV", "issuer": "Bộ Giáo dục và Đào tạo"})]),
    ("theo Thông tư liên tịch số 22/2009/TTLT/BTC-BTNMT",
     [("Thông tư liên tịch số 22/2009/TTLT/BTC-BTNMT", {"number": "22/2009/TTLT/BTC-BTNMT", "year": 2009})]),
    ("tại Thông tư số 24-TT/LB ngày 19/9/1994",
     [("Thông tư số 24-TT/LB ngày 19/9/1994", {"number": "24-TT/LB", "date": "1994-09-19"})]),
    ("theo Nghị quyết số 29-NQ/TW ngày 04 tháng 11 năm 2013 của Ban Chấp hành Trung ương",
     [("Nghị quyết số 29-NQ/TW ngày 04 tháng 11 năm 2013 của Ban Chấp hành Trung ương",
       {"type": "Nghị quyết", "number": "29-NQ/TW", "issuer": "Ban Chấp hành Trung ương"})]),
    ("theo Nghị quyết số 29-NQ/TW ngày 04 tháng 11 năm 2013 Hội nghị lần thứ tám Ban Chấp hành Trung ương khóa XI về",
     [("Nghị quyết số 29-NQ/TW ngày 04 tháng 11 năm 2013 Hội nghị lần thứ tám Ban Chấp hành Trung ương khóa XI",
       {"issuer": "Ban Chấp hành Trung ương", "date": "2013-11-04"})]),
    ("theo Kết luận số 112-KL/TU ngày 03/6/2021 của Tỉnh ủy Lai Châu",
     [("Kết luận số 112-KL/TU ngày 03/6/2021 của Tỉnh ủy Lai Châu", {"type": "Kết luận", "number": "112-KL/TU"})]),
    ("theo Quy định số 178-QĐ/TW ngày 27/6/2024 của Bộ Chính trị",
     [("Quy định số 178-QĐ/TW ngày 27/6/2024 của Bộ Chính trị",
       {"type": "Quy định", "number": "178-QĐ/TW", "issuer": "Bộ Chính trị"})]),
    ("theo Chỉ thị số 10-CT/TW ngày 05/12/2011 của Bộ Chính trị",
     [("Chỉ thị số 10-CT/TW ngày 05/12/2011 của Bộ Chính trị", {"type": "Chỉ thị", "number": "10-CT/TW"})]),
    ("Chương trình hành động số 15-CTr/TU ngày 20/10/2021 được giữ nguyên",
     [("Chương trình hành động số 15-CTr/TU ngày 20/10/2021", {"type": "Chương trình", "number": "15-CTr/TU"})]),
    ("Hướng dẫn số 05-HD/VPTW ngày 21/11/2022",
     [("Hướng dẫn số 05-HD/VPTW ngày 21/11/2022", {"type": "Hướng dẫn", "number": "05-HD/VPTW"})]),
    ("Sắc lệnh số 102/SL-L.004 ngày 20 tháng 5 năm 1957",
     [("Sắc lệnh số 102/SL-L.004 ngày 20 tháng 5 năm 1957", {"type": "Sắc lệnh", "number": "102/SL-L.004"})]),
    ("theo Văn bản hợp nhất số 12/VBHN-BTC ngày 12/5/2023",
     [("Văn bản hợp nhất số 12/VBHN-BTC ngày 12/5/2023", {"type": "Văn bản hợp nhất", "number": "12/VBHN-BTC"})]),
    ("theo Công văn số 5678/BNV-TCBC ngày 02/10/2023 của Bộ Nội vụ",
     [("Công văn số 5678/BNV-TCBC ngày 02/10/2023 của Bộ Nội vụ",
       {"type": "Công văn", "number": "5678/BNV-TCBC", "issuer": "Bộ Nội vụ"})]),
    ("tại Văn bản số 1234/VPCP-KGVX ngày 01/3/2022",
     [("Văn bản số 1234/VPCP-KGVX ngày 01/3/2022", {"type": "Công văn", "issuer": "Văn phòng Chính phủ"})]),
    ("tại Báo cáo thẩm tra số 116/BC-BPC ngày 22 tháng 11 năm 2025",
     [("Báo cáo thẩm tra số 116/BC-BPC ngày 22 tháng 11 năm 2025", {"type": "Báo cáo", "number": "116/BC-BPC"})]),
    ("tại Báo cáo tiếp thu, giải trình số 487/BC-UBND ngày 25 tháng 11 năm 2025",
     [("Báo cáo tiếp thu, giải trình số 487/BC-UBND ngày 25 tháng 11 năm 2025", {"type": "Báo cáo"})]),
    ("theo Công điện số 124/CĐ-TTg ngày 08/9/2025", [("Công điện số 124/CĐ-TTg ngày 08/9/2025", {"type": "Công điện"})]),
    ("theo Thông báo kết luận số 55/TB-VPCP ngày 10/02/2024",
     [("Thông báo kết luận số 55/TB-VPCP ngày 10/02/2024", {"type": "Thông báo", "number": "55/TB-VPCP"})]),
    ("phù hợp với QCVN 40:2011/BTNMT về nước thải",
     [("QCVN 40:2011/BTNMT", {"type": "Quy chuẩn kỹ thuật quốc gia", "number": "QCVN 40:2011/BTNMT", "year": 2011})]),
    ("phù hợp với TCVN 5507:2002 về hóa chất", [("TCVN 5507:2002", {"type": "Tiêu chuẩn quốc gia", "year": 2002})]),
    ("theo Nghị định số 64/CP ngày 27 tháng 9 năm 1993", [
        ("Nghị định số 64/CP ngày 27 tháng 9 năm 1993", {"number": "64/CP", "issuer": "Chính phủ"})]),
    ("theo Nghị định số 26-CP ngày 23 tháng 5 năm 1993",
     [("Nghị định số 26-CP ngày 23 tháng 5 năm 1993", {"number": "26-CP", "date": "1993-05-23"})]),
    ("theo Nghị quyết số 163/2024/QH15 ngày 27 tháng 11 năm 2024 của Quốc hội",
     [("Nghị quyết số 163/2024/QH15 ngày 27 tháng 11 năm 2024 của Quốc hội",
       {"type": "Nghị quyết", "issuer": "Quốc hội", "uri": "/akn/vn/act/nghi-quyet/quoc-hoi/2024/163-2024-qh15"})]),
    ("theo Nghị quyết của Quốc hội số 51/2001/QH10",
     [("Nghị quyết của Quốc hội số 51/2001/QH10", {"type": "Nghị quyết", "number": "51/2001/QH10"})]),
    ("Ngày 24/03/2023, UBND tỉnh Đắk Nông đã ban hành kế hoạch số 178/KH-UBND thực hiện Đề án",
     [("kế hoạch số 178/KH-UBND", {"type": "Kế hoạch", "number": "178/KH-UBND", "date": "2023-03-24",
                                  "issuer": "Ủy ban nhân dân tỉnh Đắk Nông"})]),
    ("theo Nghị định số 134/2003/NĐ-CP của Chính phủ ngày 14 tháng 11 năm 2003 quy định",
     [("Nghị định số 134/2003/NĐ-CP của Chính phủ ngày 14 tháng 11 năm 2003", {"date": "2003-11-14"})]),
    ("tại quyết định số 1100/QĐ-UBND ngày 29/7/2020 của UBND tỉnh Sơn La",
     [("quyết định số 1100/QĐ-UBND ngày 29/7/2020 của UBND tỉnh Sơn La",
       {"type": "Quyết định", "issuer": "Ủy ban nhân dân tỉnh Sơn La"})]),
    ("theo Thông tư số …/2016/TT-BCT ngày … tháng … năm 2016",
     [("Thông tư số …/2016/TT-BCT ngày … tháng … năm 2016", {"type": "Thông tư", "number": None, "year": 2016})]),
    ("theo Nghị quyết số 66.4/2025/NQ-CP ngày 12/9/2025 của Chính phủ",
     [("Nghị quyết số 66.4/2025/NQ-CP ngày 12/9/2025 của Chính phủ",
       {"number": "66.4/2025/NQ-CP", "uri": "/akn/vn/act/nghi-quyet/chinh-phu/2025/66-4-2025-nq-cp"})]),
    ("dự án đã có trong QĐ số 270/QĐ-TTg ngày 02/4/2024 và khoản 2 Điều 5 NĐ 15/2020/NĐ-CP",
     [("QĐ số 270/QĐ-TTg ngày 02/4/2024", {"type": "Quyết định", "number": "270/QĐ-TTg"}),
      ("khoản 2 Điều 5 NĐ 15/2020/NĐ-CP", {"type": "Nghị định", "pp": ["dieu 5 khoan 2"]})]),
    ("theo CV số 12/BNV-TCBC ngày 05/01/2024",
     [("CV số 12/BNV-TCBC ngày 05/01/2024", {"type": "Công văn", "issuer": "Bộ Nội vụ"})]),
    ("theo các ý kiến của Sở Tư pháp: số 294/BC-STP ngày 12 tháng 9 năm 2025",
     [("số 294/BC-STP ngày 12 tháng 9 năm 2025", {"type": "Báo cáo", "date": "2025-09-12"})]),
    ("triển khai Công ước quốc tế và các văn bản của Việt Nam", []),
    ("số liệu theo mẫu số 06/KK-TNCN và bảng kê", []),
    ("ngày 08/01/2019 tại Hà Nội, có 3.596 lớp và 18,2% trẻ", []),
    ("Điểm 5/10 và tỷ lệ 3/4 tại km 12+300", []),
    ("Quyết định 15 nội dung quan trọng của hội nghị", []),
]

BROKEN: list[Row] = [
    ("theo Nghị quyết số 27/NQ- TW ngày 09/11/2022",
     [("Nghị quyết số 27/NQ- TW ngày 09/11/2022", {"number": "27/NQ-TW", "number_as_printed": "27/NQ- TW"})]),
    ("theo Thông tư liên tịch số 06/2015/TTTL-BGDĐT-BNV ngày 16/3/2015",
     [("Thông tư liên tịch số 06/2015/TTTL-BGDĐT-BNV ngày 16/3/2015",
       {"number": "06/2015/TTLT-BGDĐT-BNV", "number_as_printed": "06/2015/TTTL-BGDĐT-BNV"})]),
    ("theo Kế hoạch số 3844/KH-Ủy ban nhân dân tỉnh ngày 18/11/2021",
     [("Kế hoạch số 3844/KH-Ủy ban nhân dân tỉnh ngày 18/11/2021",
       {"number": "3844/KH-UBND", "number_as_printed": "3844/KH-Ủy ban nhân dân tỉnh"})]),
    ("theo Quyết định số 33/QÐ-TTg ngày 08/01/2019",
     [("Quyết định số 33/QÐ-TTg ngày 08/01/2019", {"number": "33/QĐ-TTg", "number_as_printed": "33/QÐ-TTg"})]),
    ("theo Kế hoạch số 215 /KH-BGDĐT ngày 10/3/2021", [
        ("Kế hoạch số 215 /KH-BGDĐT ngày 10/3/2021", {"number": "215/KH-BGDĐT"})]),
    ("tại Tờ trình số 3169/TTr -STP ngày 10/3/2021", [
        ("Tờ trình số 3169/TTr -STP ngày 10/3/2021", {"number": "3169/TTr-STP"})]),
    ("tại Công văn số 1776/SNV- XDCQ&TCBC ngày 10/3/2021", [
        ("Công văn số 1776/SNV- XDCQ&TCBC ngày 10/3/2021", {"number": "1776/SNV-XDCQ&TCBC"})]),
    ("theo Quyết định số 2138/QĐ-\nTTg ngày 04 tháng 12 năm 2020 của Thủ tướng Chính phủ về việc phê duyệt chương trình lớn",
     [("Quyết định số 2138/QĐ- TTg ngày 04 tháng 12 năm 2020 của Thủ tướng Chính phủ", {"number": "2138/QĐ-TTg"})]),
    ("theo Nghị định số 12/2013/NĐ-СР ngày 01/02/2013",
     [("Nghị định số 12/2013/NĐ-СР ngày 01/02/2013", {"number": "12/2013/NĐ-CP"})]),
    ("theo Thông tư số 01/2010/TTBTC ngày 06/01/2010",
     [("Thông tư số 01/2010/TTBTC ngày 06/01/2010", {"number": "01/2010/TT-BTC"})]),
    ("theo Quyết định số 12/QD-TTg ngày 06/01/2010", [
        ("Quyết định số 12/QD-TTg ngày 06/01/2010", {"number": "12/QĐ-TTg"})]),
    ("Tại khoản 9, Điều 31, Nghị định số 146/2025- NĐ-CP ngày 12/6/2025 quy định",
     [("khoản 9, Điều 31, Nghị định số 146/2025- NĐ-CP ngày 12/6/2025",
       {"number": "146/2025/NĐ-CP", "pp": ["dieu 31 khoan 9"],
        "uri": "/akn/vn/act/nghi-dinh/chinh-phu/2025/146-2025-nd-cp"})]),
    ("(Ban hành kèm theo Quyết định số 2609 QĐ/UBND ngày 24 tháng 11 năm 2025 của UBND thành phố Cần Thơ)",
     [("Quyết định số 2609 QĐ/UBND ngày 24 tháng 11 năm 2025 của UBND thành phố Cần Thơ",
       {"number": "2609/QĐ/UBND", "relation": "attached_to"})]),
    ("theo Nghị định số 71 /2020/NĐ-CP", [("Nghị định số 71 /2020/NĐ-CP", {"number": "71/2020/NĐ-CP"})]),
    ("theo Quyết định số 33/QĐ – TTg ngày 08/01/2019", [
        ("Quyết định số 33/QĐ – TTg ngày 08/01/2019", {"number": "33/QĐ-TTg"})]),
    ("theo Thông tư số 15/2013/TT-BNNPTNTngày 26/02/2013", [
        ("Thông tư số 15/2013/TT-BNNPTNTngày 26/02/2013", {"number": "15/2013/TT-BNNPTNT", "date": "2013-02-26"})]),
    ("Điều 2. Sửa đổi Quyết định 48/2024/QĐ-UBND - Khoản 3 giữ nguyên", [
        ("Quyết định 48/2024/QĐ-UBND", {"number": "48/2024/QĐ-UBND"})]),
]

LAWS: list[Row] = [
    ("theo Luật Ngân sách nhà nước năm 2015 và các văn bản hướng dẫn",
     [("Luật Ngân sách nhà nước năm 2015", {"type": "Luật", "title": "Ngân sách nhà nước", "year": 2015, "number": None,
       "uri": "/akn/vn/act/luat/quoc-hoi/2015/luat-ngan-sach-nha-nuoc"})]),
    ("theo Luật Giáo dục ngày 14 tháng 6 năm 2005;",
     [("Luật Giáo dục ngày 14 tháng 6 năm 2005", {"date": "2005-06-14", "number": None, "issuer": "Quốc hội",
       "uri": "/akn/vn/act/luat/quoc-hoi/2005/luat-giao-duc"})]),
    ("theo Bộ luật Hình sự số 100/2015/QH13 ngày 27 tháng 11 năm 2015",
     [("Bộ luật Hình sự số 100/2015/QH13 ngày 27 tháng 11 năm 2015", {"type": "Bộ luật", "number": "100/2015/QH13",
       "uri": "/akn/vn/act/bo-luat/quoc-hoi/2015/bo-luat-hinh-su"})]),
    ("theo Luật sửa đổi, bổ sung một số điều của Luật Giáo dục ngày 25 tháng 11 năm 2009",
     [("Luật sửa đổi, bổ sung một số điều của Luật Giáo dục ngày 25 tháng 11 năm 2009",
       {"type": "Luật", "date": "2009-11-25", "title": "sửa đổi, bổ sung một số điều của Luật Giáo dục"})]),
    ("theo Luật sửa đổi, bổ sung một số điều của Luật Giáo dục số 38/2005/QH11.",
     [("Luật sửa đổi, bổ sung một số điều của Luật Giáo dục số 38/2005/QH11", {"number": None, "year": None})]),
    ("Quốc hội ban hành Luật sửa đổi, bổ sung một số điều của Luật Giá số 16/2023/QH15.",
     [("Luật Giá số 16/2023/QH15", {"relation": "amends", "number": "16/2023/QH15"})]),
    ("theo Luật Phí và lệ phí số 97/2015/QH13.", [("Luật Phí và lệ phí số 97/2015/QH13", {"title": "Phí và lệ phí"})]),
    ("theo Luật Phòng, chống tham nhũng năm 2018 và quy định khác",
     [("Luật Phòng, chống tham nhũng năm 2018", {"title": "Phòng, chống tham nhũng"})]),
    ("theo Luật Thi đua, khen thưởng.", [("Luật Thi đua, khen thưởng", {"title": "Thi đua, khen thưởng"})]),
    ("theo Luật Thi đua , khen thưởng .", [("Luật Thi đua , khen thưởng", {})]),
    ("theo Luật Hôn nhân và gia đình đối với vợ chồng", [("Luật Hôn nhân và gia đình", {})]),
    ("theo Luật Xuất cảnh, nhập cảnh của công dân Việt Nam số 49/2019/QH14",
     [("Luật Xuất cảnh, nhập cảnh của công dân Việt Nam số 49/2019/QH14", {"number": "49/2019/QH14"})]),
    ("theo Luật Ban hành văn bản quy phạm pháp luật số 64/2025/QH15;",
     [("Luật Ban hành văn bản quy phạm pháp luật số 64/2025/QH15", {"title": "Ban hành văn bản quy phạm pháp luật"})]),
    ("theo Luật Các tổ chức tín dụng và hướng dẫn của ngân hàng", [("Luật Các tổ chức tín dụng", {})]),
    ("theo Luật đất đai thì người sử dụng đất", [("Luật đất đai", {"title": "đất đai"})]),
    ("theo Luật Đất đai, Luật Đầu tư và Luật Xây dựng.", [
        ("Luật Đất đai", {}), ("Luật Đầu tư", {}), ("Luật Xây dựng", {})]),
    ("theo Bộ luật Lao động và Luật Việc làm", [("Bộ luật Lao động", {"type": "Bộ luật"}), ("Luật Việc làm", {})]),
    ("theo Pháp lệnh Ưu đãi người có công với cách mạng số 02/2020/UBTVQH14",
     [("Pháp lệnh Ưu đãi người có công với cách mạng số 02/2020/UBTVQH14",
       {"type": "Pháp lệnh", "number": "02/2020/UBTVQH14", "issuer": "Ủy ban Thường vụ Quốc hội"})]),
    ("theo Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam năm 2013;",
     [("Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam năm 2013",
       {"type": "Hiến pháp", "uri": "/akn/vn/act/hien-phap/quoc-hoi/2013/hien-phap"})]),
    ("phù hợp với Hiến pháp và pháp luật", [("Hiến pháp", {"number": None, "date": None, "uri": None})]),
    ("theo Luật số 87/2025/QH15 của Quốc hội", [("Luật số 87/2025/QH15 của Quốc hội", {"number": "87/2025/QH15"})]),
    ("theo Luật số 18-L/CTN ngày 06/7/1993", [("Luật số 18-L/CTN ngày 06/7/1993", {"number": "18-L/CTN"})]),
    ("theo Luật Bảo tồn đất ngập nước năm 2031 của Quốc hội",
     [("Luật Bảo tồn đất ngập nước năm 2031 của Quốc hội",
       {"title": "Bảo tồn đất ngập nước", "uri": "/akn/vn/act/luat/quoc-hoi/2031/luat-bao-ton-dat-ngap-nuoc"})]),
    ("theo Luật Bảo tồn đất ngập nước được Quốc hội thông qua", [("Luật Bảo tồn đất ngập nước", {"uri": None})]),
    ("tuyên truyền pháp Luật và ý thức của nhân dân", []),
    ("tổ chức hành nghề Luật sư và luật gia", []),
    ("theo quy định của pháp luật, theo luật định", []),
    ("góp ý dự án Luật Thuế thu nhập cá nhân (sửa đổi);", [("Luật Thuế thu nhập cá nhân (sửa đổi)", {"uri": None})]),
    ("theo Công ước của Liên hợp quốc về Luật biển năm 1982",
     [("Công ước của Liên hợp quốc về Luật biển năm 1982", {"type": "Công ước", "year": 1982})]),
    ("theo Công ước Stockholm về các chất ô nhiễm hữu cơ khó phân hủy.",
     [("Công ước Stockholm về các chất ô nhiễm hữu cơ khó phân hủy",
       {"uri": "/akn/vn/act/cong-uoc/quoc-te/2001/cong-uoc-stockholm"})]),
    ("theo LUẬT GIÁ SỐ 16/2023/QH15", [("LUẬT GIÁ SỐ 16/2023/QH15", {"number": "16/2023/QH15"})]),
    ("theo luật Tổ chức Chính phủ ngày 30 tháng 9 năm 1992",
     [("luật Tổ chức Chính phủ ngày 30 tháng 9 năm 1992", {"date": "1992-09-30"})]),
]

LISTS: list[Row] = [
    ("các Nghị định số 12/2006/NĐ-CP, số 13/2007/NĐ-CP và số 14/2008/NĐ-CP",
     [("Nghị định số 12/2006/NĐ-CP", {}), ("số 13/2007/NĐ-CP", {"type": "Nghị định", "number": "13/2007/NĐ-CP"}),
      ("số 14/2008/NĐ-CP", {"type": "Nghị định", "year": 2008})]),
    ("các Thông tư số: 38/2007/TT-BNN, 78/2011/TT-BNNPTNT",
     [("Thông tư số: 38/2007/TT-BNN", {}), ("78/2011/TT-BNNPTNT", {"type": "Thông tư"})]),
    ("Căn cứ Luật Giáo dục ngày 14 tháng 6 năm 2005 và Luật Viên chức ngày 15 tháng 11 năm 2010;",
     [("Luật Giáo dục ngày 14 tháng 6 năm 2005", {"relation": "legal_basis"}),
      ("Luật Viên chức ngày 15 tháng 11 năm 2010", {"relation": "legal_basis"})]),
    ("Căn cứ Luật Đầu tư công ngày 13 tháng 6 năm 2019; Luật Đấu thầu ngày 23 tháng 6 năm 2023;",
     [("Luật Đầu tư công ngày 13 tháng 6 năm 2019", {"relation": "legal_basis", "date": "2019-06-13"}),
      ("Luật Đấu thầu ngày 23 tháng 6 năm 2023", {"relation": "legal_basis", "date": "2023-06-23"})]),
    ("theo các Quyết định: số 1719/QĐ-TTg, số 920/QĐ-TTg, số 39/2021/QĐ-TTg",
     [("Quyết định: số 1719/QĐ-TTg", {}), ("số 920/QĐ-TTg", {"type": "Quyết định"}), ("số 39/2021/QĐ-TTg", {"year": 2021})]),
    ("theo Luật số 38/2009/QH12, Luật số 61/2010/QH12 và Luật số 70/2014/QH13",
     [("Luật số 38/2009/QH12", {}), ("Luật số 61/2010/QH12", {}), ("Luật số 70/2014/QH13", {})]),
    ("theo Luật Chứng khoán số 54/2019/QH14 và 56/2024/QH15",
     [("Luật Chứng khoán số 54/2019/QH14", {}), ("56/2024/QH15", {"type": "Luật"})]),
    ("theo Công văn số 391/BTC-QLG ngày 04/4/2018 về giá xăng, số 405/BTC-QLG ngày 06/4/2018 về giá dầu",
     [("Công văn số 391/BTC-QLG ngày 04/4/2018", {"nested": False}),
      ("số 405/BTC-QLG ngày 06/4/2018", {"type": "Công văn", "date": "2018-04-06"})]),
    ("theo Nghị định số 05/2012/NĐ-CP, Thông tư số 06/2012/TT-BTC",
     [("Nghị định số 05/2012/NĐ-CP", {"type": "Nghị định"}), ("Thông tư số 06/2012/TT-BTC", {"type": "Thông tư"})]),
]

SHORT: list[Row] = [
    ("Thực hiện Quyết định số 1609/QĐ-TTg ngày 26/12/2022 của Thủ tướng Chính phủ. Theo Quyết định 1609 của Thủ tướng"
     " Chính phủ thì các đơn vị thực hiện.",
     [("Quyết định số 1609/QĐ-TTg ngày 26/12/2022 của Thủ tướng Chính phủ", {"form": "full"}),
      ("Quyết định 1609 của Thủ tướng Chính phủ",
       {"form": "short", "number": "1609/QĐ-TTg", "date": "2022-12-26",
        "uri": "/akn/vn/act/quyet-dinh/thu-tuong-chinh-phu/2022/1609-qd-ttg"})]),
    ("Theo Nghị định số 71/2020/NĐ-CP. Các quy định tại Nghị định 71 và Nghị định số 71 được áp dụng.",
     [("Nghị định số 71/2020/NĐ-CP", {}), ("Nghị định 71", {"form": "short", "number": "71/2020/NĐ-CP"}),
      ("Nghị định số 71", {"form": "short", "year": 2020})]),
    ("theo Khoản 2 Điều 63 Nghị định số 24 đến Bộ Tư pháp",
     [("Khoản 2 Điều 63 Nghị định số 24", {"form": "short", "pp": ["dieu 63 khoan 2"], "uri": None})]),
    ("Theo Nghị định số 05/2012/NĐ-CP và Nghị định số 05/2015/NĐ-CP. Tại Nghị định 05 có nêu.",
     [("Nghị định số 05/2012/NĐ-CP", {}), ("Nghị định số 05/2015/NĐ-CP", {}),
      ("Nghị định 05", {"form": "short", "uri": None, "number": "05"})]),
    ("Quyết định 12 tháng sau; Nghị quyết 5 năm", []),
    ("Theo Thông tư số 108/2020/TT-BTC. Mẫu hướng dẫn tại Thông tư 108 được dùng.",
     [("Thông tư số 108/2020/TT-BTC", {}), ("Thông tư 108", {"number": "108/2020/TT-BTC"})]),
]

ALIASES: list[Row] = [
    ("Theo Quyết định số 1609/QĐ-TTg ngày 26/12/2022 của Thủ tướng Chính phủ phê duyệt Chương trình hỗ trợ (sau đây gọi"
     " tắt là Chương trình 1609); Chương trình 1609 được triển khai từ năm 2023.",
     [("Quyết định số 1609/QĐ-TTg ngày 26/12/2022 của Thủ tướng Chính phủ", {"form": "full"}),
      ("Chương trình 1609", {"form": "alias", "type": "Quyết định", "number": "1609/QĐ-TTg", "date": "2022-12-26"})]),
    ("Theo Nghị định số 71/2020/NĐ-CP ngày 30/6/2020 (sau đây gọi tắt là Nghị định số 71). Nghị định số 71 quy định rõ.",
     [("Nghị định số 71/2020/NĐ-CP ngày 30/6/2020", {}), ("Nghị định số 71", {"number": "71/2020/NĐ-CP"})]),
    ("Theo Quyết định số 33/QĐ-TTg ngày 08/01/2019 phê duyệt Đề án đào tạo nhà giáo (sau đây gọi là “Đề án”). Kinh phí của"
     " Đề án, mục tiêu của Đề án được giữ.",
     [("Quyết định số 33/QĐ-TTg ngày 08/01/2019", {}), ("Đề án", {"form": "alias", "number": "33/QĐ-TTg"}),
      ("Đề án", {"form": "alias", "number": "33/QĐ-TTg"})]),
    ("Theo Quyết định số 33/QĐ-TTg ngày 08/01/2019 phê duyệt Đề án đào tạo (sau đây viết tắt là *Đề án 33*). Đề án 33 có"
     " ba mục tiêu.",
     [("Quyết định số 33/QĐ-TTg ngày 08/01/2019", {}), ("Đề án 33", {"form": "alias", "number": "33/QĐ-TTg"})]),
    ("Địa bàn khu công nghiệp, khu kinh tế (sau đây gọi chung là Khu công nghiệp) được ưu tiên. Khu công nghiệp mới.", []),
    ("Chương trình 1609 chưa được nêu. Theo Quyết định số 1609/QĐ-TTg (sau đây gọi là Chương trình 1609).",
     [("Quyết định số 1609/QĐ-TTg", {})]),
    ("Theo Quyết định số 90/QĐ-TTg phê duyệt Chương trình giảm nghèo (sau đây gọi là Chương trình). Nội dung Chương trình"
     " mục tiêu quốc gia khác không đổi.",
     [("Quyết định số 90/QĐ-TTg", {})]),
    ("Theo Nghị định số 45/2020/NĐ-CP. Các đơn vị căn cứ Nghị định nêu trên để thực hiện.",
     [("Nghị định số 45/2020/NĐ-CP", {}), ("Nghị định nêu trên", {"form": "alias", "number": "45/2020/NĐ-CP"})]),
    ("Theo Nghị định số 45/2020/NĐ-CP. Nghị định trên, hiện còn hiệu lực.",
     [("Nghị định số 45/2020/NĐ-CP", {}), ("Nghị định trên", {"form": "alias", "number": "45/2020/NĐ-CP"})]),
    ("Theo Hiệp định Thương mại tự do giữa Việt Nam và Liên minh Châu Âu (sau đây gọi là Hiệp định EVFTA) và thỏa thuận"
     " với Vương quốc Anh (sau đây gọi là Hiệp định UKVFTA). Hiệp định UKVFTA có hiệu lực.",
     [("Hiệp định Thương mại tự do giữa Việt Nam và Liên minh Châu Âu", {})]),
    ("Triển khai Kế hoạch trên địa bàn tỉnh và các quy định nêu trên", []),
]

PINPOINTS: list[Row] = [
    ("theo điểm b, khoản 2, Điều 8, Nghị định số 71/2020/NĐ-CP",
     [("điểm b, khoản 2, Điều 8, Nghị định số 71/2020/NĐ-CP", {"pp": ["dieu 8 khoan 2 diem b"]})]),
    ("theo khoản 1 và 3 Điều 5, Điều 7 của Luật Đất đai",
     [("khoản 1 và 3 Điều 5, Điều 7 của Luật Đất đai", {"pp": ["dieu 5 khoan 1", "dieu 5 khoan 3", "dieu 7"]})]),
    ("theo điểm a, b, c, đ khoản 1 và khoản 3 Điều 21, các Điều 31, 32 và từ Điều 40 đến Điều 42 của Luật Đất đai",
     [("điểm a, b, c, đ khoản 1 và khoản 3 Điều 21, các Điều 31, 32 và từ Điều 40 đến Điều 42 của Luật Đất đai",
       {"pp": ["dieu 21 khoan 1 diem a", "dieu 21 khoan 1 diem b", "dieu 21 khoan 1 diem c", "dieu 21 khoan 1 diem đ",
               "dieu 21 khoan 3", "dieu 31", "dieu 32", "dieu 40", "dieu 41", "dieu 42"]})]),
    ("tại Mục 4 Chương II Luật Các tổ chức tín dụng",
     [("Mục 4 Chương II Luật Các tổ chức tín dụng", {"pp": ["chuong II muc 4"]})]),
    ("tại Điều 140 trong Chương II Phần thứ năm của Bộ luật Tố tụng hình sự",
     [("Điều 140 trong Chương II Phần thứ năm của Bộ luật Tố tụng hình sự", {"pp": ["phan 5 chuong II dieu 140"]})]),
    ("tại Điều 8 khoản 2 điểm b Nghị định số 71/2020/NĐ-CP",
     [("Điều 8 khoản 2 điểm b Nghị định số 71/2020/NĐ-CP", {"pp": ["dieu 8 khoan 2 diem b"]})]),
    ("tại khoản 1 Điều 83a Luật Xây dựng", [("khoản 1 Điều 83a Luật Xây dựng", {"pp": ["dieu 83a khoan 1"]})]),
    ("tại các điểm a đến d khoản 1 Điều 7 Luật Giá",
     [("điểm a đến d khoản 1 Điều 7 Luật Giá",
       {"pp": [f"dieu 7 khoan 1 diem {x}" for x in ("a", "b", "c", "d")]})]),
    ("tại gạch đầu dòng thứ hai điểm a khoản 1 Điều 5 Nghị định số 71/2020/NĐ-CP",
     [("gạch đầu dòng thứ hai điểm a khoản 1 Điều 5 Nghị định số 71/2020/NĐ-CP",
       {"pp": ["dieu 5 khoan 1 diem a gach 2"]})]),
    ("tại Phụ lục I ban hành kèm theo Nghị định số 163/2025/NĐ-CP",
     [("Phụ lục I ban hành kèm theo Nghị định số 163/2025/NĐ-CP", {"pp": ["phu_luc I"]})]),
    ("theo Điều 7 Quy chế đấu giá ban hành kèm theo Quyết định số 12/2020/QĐ-TTg",
     [("Điều 7 Quy chế đấu giá ban hành kèm theo Quyết định số 12/2020/QĐ-TTg", {"pp": ["dieu 7"]})]),
    ("tại Phụ lục VI ban hành kèm Nghị định số 289/2025/NĐ-CP",
     [("Phụ lục VI ban hành kèm Nghị định số 289/2025/NĐ-CP", {"pp": ["phu_luc VI"]})]),
    ("tại Điều 4, khoản 2 Điều 87, tiểu mục 6.1 Mục 6 Chương IV, Điều 103, khoản 1 Điều 112 Nghị định số 71/2020/NĐ-CP",
     [("Điều 4, khoản 2 Điều 87, tiểu mục 6.1 Mục 6 Chương IV, Điều 103, khoản 1 Điều 112 Nghị định số 71/2020/NĐ-CP",
       {"pp": ["dieu 4", "dieu 87 khoan 2", "chuong IV muc 6 tieu_muc 6.1", "dieu 103", "dieu 112 khoan 1"]})]),
    ("tại Mục 3, Mục 4 Chương II và Điều 29, Phụ lục I của Nghị định số 71/2020/NĐ-CP",
     [("Mục 3, Mục 4 Chương II và Điều 29, Phụ lục I của Nghị định số 71/2020/NĐ-CP",
       {"pp": ["chuong II muc 3", "chuong II muc 4", "dieu 29", "phu_luc I"]})]),
    ("tại mục I và mục II.1 của Phụ lục II ban hành kèm theo Nghị định số 71/2020/NĐ-CP",
     [("mục I và mục II.1 của Phụ lục II ban hành kèm theo Nghị định số 71/2020/NĐ-CP",
       {"pp": ["phu_luc II muc I", "phu_luc II muc II.1"]})]),
    ("theo Khoản 3 , Điều 2 Nghị định số 45/2012/NĐ-CP",
     [("Khoản 3 , Điều 2 Nghị định số 45/2012/NĐ-CP", {"pp": ["dieu 2 khoan 3"]})]),
    ("theo khoản 2 Điều 5 của Luật Giá và Điều 7 của Luật Đất đai",
     [("khoản 2 Điều 5 của Luật Giá", {"pp": ["dieu 5 khoan 2"]}), ("Điều 7 của Luật Đất đai", {"pp": ["dieu 7"]})]),
    ("theo Điều 5. Luật Giá có quy định khác", [("Luật Giá", {"pp": []})]),
    ("có 3 khoản 500 triệu đồng và điểm du lịch, điều kiện 5 năm theo Luật Giá", [("Luật Giá", {"pp": []})]),
    ("công bố Danh mục 50 thủ tục, mở tài khoản 1 lần, giai đoạn 2 theo Luật Giá", [("Luật Giá", {"pp": []})]),
    ("theo Điều 5 và 15 ngày làm việc theo Luật Giá", [("Luật Giá", {"pp": []})]),
]

RELATIONS: list[Row] = [
    ("Căn cứ Nghị định số 85/2024/NĐ-CP ngày 10 tháng 7 năm 2024 của Chính phủ quy định chi tiết một số điều của Luật Giá;",
     [("Nghị định số 85/2024/NĐ-CP ngày 10 tháng 7 năm 2024 của Chính phủ", {"relation": "legal_basis", "nested": False}),
      ("Luật Giá", {"relation": "guides", "nested": True})]),
    ("Căn cứ Nghị quyết số 44/NQ-CP ngày 09/6/2014 của Chính phủ ban hành Chương trình hành động thực hiện Nghị quyết số"
     " 29-NQ/TW ngày 04/11/2013 của Ban Chấp hành Trung ương;",
     [("Nghị quyết số 44/NQ-CP ngày 09/6/2014 của Chính phủ", {"relation": "legal_basis"}),
      ("Nghị quyết số 29-NQ/TW ngày 04/11/2013 của Ban Chấp hành Trung ương",
       {"relation": "implements", "source_uri": "/akn/vn/act/nghi-quyet/chinh-phu/2014/44-nq-cp"})]),
    ("Căn cứ Nghị định số 128/2024/NĐ-CP ngày 10/10/2024 của Chính phủ sửa đổi, bổ sung một số điều của Nghị định số"
     " 81/2018/NĐ-CP của Chính phủ quy định chi tiết Luật Thương mại;",
     [("Nghị định số 128/2024/NĐ-CP ngày 10/10/2024 của Chính phủ", {"relation": "legal_basis", "nested": False}),
      ("Nghị định số 81/2018/NĐ-CP của Chính phủ",
       {"relation": "amends", "source_uri": "/akn/vn/act/nghi-dinh/chinh-phu/2024/128-2024-nd-cp"}),
      ("Luật Thương mại",
       {"relation": "guides", "source_uri": "/akn/vn/act/nghi-dinh/chinh-phu/2018/81-2018-nd-cp"})]),
    ("Theo đề nghị của Giám đốc Sở Nội vụ tỉnh Sơn La tại Tờ trình số 298/TTr-SNV ngày 13 tháng 7 năm 2019.",
     [("Tờ trình số 298/TTr-SNV ngày 13 tháng 7 năm 2019",
       {"relation": "proposal", "issuer": "Sở Nội vụ tỉnh Sơn La"})]),
    ("Xét Tờ trình số 430/TTr-UBND ngày 21/11/2025; Báo cáo thẩm tra số 116/BC-BPC ngày 22/11/2025;",
     [("Tờ trình số 430/TTr-UBND ngày 21/11/2025", {"relation": "proposal"}),
      ("Báo cáo thẩm tra số 116/BC-BPC ngày 22/11/2025", {"relation": "proposal"})]),
    ("Căn cứ Luật Ban hành văn bản quy phạm pháp luật số 64/2025/QH15 được sửa đổi, bổ sung bởi Luật số 87/2025/QH15;",
     [("Luật Ban hành văn bản quy phạm pháp luật số 64/2025/QH15", {"relation": "legal_basis"}),
      ("Luật số 87/2025/QH15", {"nested": False})]),
    ("Quyết định này thay thế Quyết định số 12/2015/QĐ-TTg ngày 01/01/2015.",
     [("Quyết định số 12/2015/QĐ-TTg ngày 01/01/2015", {"relation": "replaces"})]),
    ("Bãi bỏ khoản 2 Điều 5 Nghị định số 10/2023/NĐ-CP.",
     [("khoản 2 Điều 5 Nghị định số 10/2023/NĐ-CP", {"relation": "repeals", "pp": ["dieu 5 khoan 2"]})]),
    ("Nghị định này có hiệu lực từ ngày 01 tháng 01 năm 2026 và bãi bỏ Nghị định số 10/2023/NĐ-CP.",
     [("Nghị định số 10/2023/NĐ-CP", {"relation": "repeals"})]),
    ("Nghị định số 10/2023/NĐ-CP hết hiệu lực kể từ ngày Nghị định này có hiệu lực.",
     [("Nghị định số 10/2023/NĐ-CP", {"relation": "repeals"})]),
    ("Thông tư số 35/2018/TT-BTC ngày 28/12/2018 quy định tiêu chí và ban hành danh mục hết hiệu lực kể từ ngày 01/01/2026.",
     [("Thông tư số 35/2018/TT-BTC ngày 28/12/2018", {"relation": "repeals"})]),
    ("Theo Quyết định số 34/QĐ-UBND ngày 13/12/2022 về việc công bố thủ tục hành chính bị bãi bỏ trong lĩnh vực đo lường",
     [("Quyết định số 34/QĐ-UBND ngày 13/12/2022", {"relation": "refers_to"})]),
    ("2. Các quyết định sau hết hiệu lực kể từ ngày Quyết định này có hiệu lực:\na) Quyết định số 8/2019/QĐ-UBND;"
     "\nb) Quyết định số 9/2019/QĐ-UBND.\n3. Thực hiện theo Quyết định số 10/2019/QĐ-UBND.",
     [("Quyết định số 8/2019/QĐ-UBND", {"relation": "repeals"}),
      ("Quyết định số 9/2019/QĐ-UBND", {"relation": "repeals"}),
      ("Quyết định số 10/2019/QĐ-UBND", {"relation": "refers_to"})]),
    ("Theo ý kiến của Bộ Tài chính về Nghị quyết số 136/2024/QH15 ngày 26/6/2024 về tổ chức chính quyền đô thị tại Tờ trình"
     " số 843/TTr-BTC ngày 17/11/2025.",
     [("Nghị quyết số 136/2024/QH15 ngày 26/6/2024", {"nested": False}),
      ("Tờ trình số 843/TTr-BTC ngày 17/11/2025", {"nested": False})]),
    ("Tại Nghị định số 146/2025/NĐ-CP ngày 12/6/2025 quy định: “Nhiệm vụ tại Điều 4 Nghị định số 107/2016/NĐ-CP”.",
     [("Nghị định số 146/2025/NĐ-CP ngày 12/6/2025", {"nested": False}),
      ("Điều 4 Nghị định số 107/2016/NĐ-CP", {"nested": False})]),
    ("Sửa đổi một số điều của Thông tư số 55/2023/TT-BTC đã được sửa đổi, bổ sung bởi Thông tư số 75/2024/TT-BTC.",
     [("Thông tư số 55/2023/TT-BTC", {"relation": "amends"}), ("Thông tư số 75/2024/TT-BTC", {"relation": "refers_to"})]),
    ("Thay thế cụm từ “Quyết định số 17/QĐ-TTg” bằng cụm từ “Quyết định số 92/QĐ-TTg” tại Thông tư số 55/2023/TT-BTC.",
     [("Quyết định số 17/QĐ-TTg", {"relation": "refers_to"}), ("Quyết định số 92/QĐ-TTg", {"relation": "refers_to"}),
      ("Thông tư số 55/2023/TT-BTC", {"relation": "amends"})]),
    ("Trên cơ sở đề xuất của các đơn vị, Sở Tài chính tổng hợp, bố trí kinh phí theo quy định của Luật Ngân sách nhà nước.",
     [("Luật Ngân sách nhà nước", {"relation": "refers_to"})]),
    ("Thông tư này hướng dẫn thi hành Nghị định số 10/2023/NĐ-CP.",
     [("Nghị định số 10/2023/NĐ-CP", {"relation": "guides"})]),
    ("Nghị định này quy định chi tiết một số điều của Luật Giá.", [("Luật Giá", {"relation": "guides"})]),
    ("Sửa đổi, bổ sung một số điều của Thông tư số 40/2014/TT-BCA như sau:",
     [("Thông tư số 40/2014/TT-BCA", {"relation": "amends"})]),
    ("Các đơn vị nghiên cứu, đề xuất sửa đổi, bổ sung Nghị định số 10/2023/NĐ-CP.",
     [("Nghị định số 10/2023/NĐ-CP", {"relation": "refers_to"})]),
    ("Mức hỗ trợ thực hiện theo quy định tại Nghị định số 116/2010/NĐ-CP.",
     [("Nghị định số 116/2010/NĐ-CP", {"relation": "refers_to"})]),
    ("Tiếp tục triển khai Kế hoạch số 2506/KH-UBND ngày 04/11/2020.",
     [("Kế hoạch số 2506/KH-UBND ngày 04/11/2020", {"relation": "refers_to"})]),
    ("Bãi bỏ các văn bản sau đây:\na) Thông tư số 36/2014/TT-BTNMT;\nb) Quyết định số 12/2015/QĐ-TTg.",
     [("Thông tư số 36/2014/TT-BTNMT", {"relation": "repeals"}),
      ("Quyết định số 12/2015/QĐ-TTg", {"relation": "repeals"})]),
    ("Căn cứ Nghị định số 78/2025/NĐ-CP ngày 01/4/2025 của Chính phủ hướng dẫn thi hành Luật Ban hành văn bản quy phạm"
     " pháp luật và Nghị định số 79/2025/NĐ-CP ngày 01/4/2025 của Chính phủ về kiểm tra;",
     [("Nghị định số 78/2025/NĐ-CP ngày 01/4/2025 của Chính phủ", {"relation": "legal_basis", "nested": False}),
      ("Luật Ban hành văn bản quy phạm pháp luật", {"relation": "guides", "nested": True}),
      ("Nghị định số 79/2025/NĐ-CP ngày 01/4/2025 của Chính phủ", {"relation": "legal_basis", "nested": False})]),
    ("Căn cứ Nghị định số 163/2006/NĐ-CP quy định chi tiết Luật Nhà ở và Luật Đất đai;",
     [("Nghị định số 163/2006/NĐ-CP", {"nested": False}), ("Luật Nhà ở", {"nested": True, "relation": "guides"}),
      ("Luật Đất đai", {"nested": True, "relation": "guides"})]),
    ("Theo Nghị định số 71/2020/NĐ-CP, từng bước đạt chỉ tiêu theo Kế hoạch số 681/KH-BGDĐT ngày 28/8/2020.",
     [("Nghị định số 71/2020/NĐ-CP", {"nested": False}),
      ("Kế hoạch số 681/KH-BGDĐT ngày 28/8/2020", {"nested": False, "relation": "refers_to"})]),
    ("Căn cứ Luật Tổ chức Chính phủ ngày 19/6/2015. Căn cứ Nghị định số 01/2008/NĐ-CP ngày 03/01/2008.",
     [("Luật Tổ chức Chính phủ ngày 19/6/2015", {"relation": "legal_basis"}),
      ("Nghị định số 01/2008/NĐ-CP ngày 03/01/2008", {"relation": "legal_basis"})]),
]

IDENTITY: list[Row] = [
    ("Theo Kế hoạch số 05/KH-UBND ngày 03/02/2021 của UBND tỉnh Sơn La và Kế hoạch số 05/KH-UBND ngày 04/02/2021 của UBND"
     " tỉnh Lai Châu.",
     [("Kế hoạch số 05/KH-UBND ngày 03/02/2021 của UBND tỉnh Sơn La",
       {"uri": "/akn/vn/act/ke-hoach/ubnd-tinh-son-la/2021/05-kh-ubnd"}),
      ("Kế hoạch số 05/KH-UBND ngày 04/02/2021 của UBND tỉnh Lai Châu",
       {"uri": "/akn/vn/act/ke-hoach/ubnd-tinh-lai-chau/2021/05-kh-ubnd"})]),
    ("Theo Kế hoạch số 05/KH-UBND ngày 03/02/2021 của UBND tỉnh Sơn La, Kế hoạch số 05/KH-UBND ngày 04/02/2022 của UBND"
     " tỉnh Sơn La. Kế hoạch số 05/KH-UBND còn hiệu lực.",
     [("Kế hoạch số 05/KH-UBND ngày 03/02/2021 của UBND tỉnh Sơn La", {"year": 2021}),
      ("Kế hoạch số 05/KH-UBND ngày 04/02/2022 của UBND tỉnh Sơn La", {"year": 2022}),
      ("Kế hoạch số 05/KH-UBND", {"year": None, "uri": None})]),
    ("Theo Luật Giá số 16/2023/QH15 ngày 19/6/2023. Luật Giá và Luật số 16/2023/QH15 quy định.",
     [("Luật Giá số 16/2023/QH15 ngày 19/6/2023", {"uri": "/akn/vn/act/luat/quoc-hoi/2023/luat-gia"}),
      ("Luật Giá", {"date": "2023-06-19", "number": "16/2023/QH15", "uri": "/akn/vn/act/luat/quoc-hoi/2023/luat-gia"}),
      ("Luật số 16/2023/QH15", {"date": "2023-06-19", "uri": "/akn/vn/act/luat/quoc-hoi/2023/luat-gia"})]),
    ("Theo Quyết định số 33/QĐ-TTg. Quyết định số 33/QĐ-TTg ngày 08/01/2019 của Thủ tướng Chính phủ.",
     [("Quyết định số 33/QĐ-TTg", {"date": "2019-01-08", "year": 2019}), (
         "Quyết định số 33/QĐ-TTg ngày 08/01/2019 của Thủ tướng Chính phủ", {"date": "2019-01-08"})]),
    ("Căn cứ Luật Thi hành án dân sự số 106/2025/QH15; Căn cứ Nghị định số 62/2015/NĐ-CP quy định chi tiết Luật Thi hành"
     " án dân sự;",
     [("Luật Thi hành án dân sự số 106/2025/QH15", {"year": 2025}), ("Nghị định số 62/2015/NĐ-CP", {}),
      ("Luật Thi hành án dân sự", {"number": None, "uri": "/akn/vn/act/luat/quoc-hoi/2008/luat-thi-hanh-an-dan-su"})]),
    ("Theo Kế hoạch số 7/KH-UBND ngày 03/02/2021 của UBND tỉnh.",
     [("Kế hoạch số 7/KH-UBND ngày 03/02/2021 của UBND tỉnh", {"uri": None})]),
    ("Căn cứ Luật Bảo hiểm xã hội ngày 29/6/2024. Theo Luật Bảo hiểm xã hội ngày 20/11/2014 thì khác. Theo khoản 1 Điều 2"
     " Luật Bảo hiểm xã hội.",
     [("Luật Bảo hiểm xã hội ngày 29/6/2024", {"year": 2024}), ("Luật Bảo hiểm xã hội ngày 20/11/2014", {"year": 2014}),
      ("khoản 1 Điều 2 Luật Bảo hiểm xã hội", {"date": "2024-06-29"})]),
    ("Căn cứ Nghị định số 58/2017/NĐ-CP ngày 10/5/2017 của Chính phủ quy định chi tiết một số điều của Bộ luật Hàng hải Việt"
     " Nam;",
     [("Nghị định số 58/2017/NĐ-CP ngày 10/5/2017 của Chính phủ", {}),
      ("Bộ luật Hàng hải Việt Nam", {"uri": "/akn/vn/act/bo-luat/quoc-hoi/2015/bo-luat-hang-hai-viet-nam"})]),
    ("Theo Nghị quyết số 29-NQ/TW của Ban Chấp hành Trung ương về công nghiệp hóa.",
     [("Nghị quyết số 29-NQ/TW của Ban Chấp hành Trung ương", {"year": None, "uri": None})]),
    ("Theo Quyết định số 15/QĐ-BCT ngày 30/5/2024 của Thủ tướng Chính phủ.",
     [("Quyết định số 15/QĐ-BCT ngày 30/5/2024 của Thủ tướng Chính phủ", {"issuer": "Bộ Công Thương"})]),
    ("Theo Thông tư số 01/2019/TT-BLĐTBXH ngày 02/01/2019 của Bộ Lao động- Thương binh và Xã hội.",
     [("Thông tư số 01/2019/TT-BLĐTBXH ngày 02/01/2019 của Bộ Lao động- Thương binh và Xã hội",
       {"issuer": "Bộ Lao động - Thương binh và Xã hội"})]),
    ("Theo Nghị định số 12/2020/NĐ-CP của Bộ Tài chính.",
     [("Nghị định số 12/2020/NĐ-CP của Bộ Tài chính", {"issuer": "Chính phủ"})]),
]


SELVES: list[Row] = [
    ("theo khoản 2 Điều này và Điều 54", [
        ("khoản 2 Điều này và Điều 54", {"form": "self", "pp": ["khoan 2", "dieu 54"], "relation": "refers_to"})]),
    ("Quyết định này có hiệu lực từ ngày ký", [("Quyết định này", {"form": "self", "type": "Quyết định", "pp": []})]),
    ("theo khoản 1 Điều 45 của Luật này", [
        ("khoản 1 Điều 45 của Luật này", {"form": "self", "type": "Luật", "pp": ["dieu 45 khoan 1"]})]),
    ("theo Điều 357 của Bộ luật\nnày quy định về bồi thường trong trường hợp có thiệt hại do hành vi trái luật", [
        ("Điều 357 của Bộ luật này", {"form": "self", "type": "Bộ luật", "pp": ["dieu 357"]})]),
    ("theo các điều 23, 24, 25 và 26 của Luật này", [
        ("điều 23, 24, 25 và 26 của Luật này", {"pp": ["dieu 23", "dieu 24", "dieu 25", "dieu 26"]})]),
    ("theo khoản 1, 2, 3, 4 và 6 Điều 5, Điều 6; khoản 2 Điều 9 của Luật này", [
        ("khoản 1, 2, 3, 4 và 6 Điều 5, Điều 6; khoản 2 Điều 9 của Luật này",
         {"pp": ["dieu 5 khoan 1", "dieu 5 khoan 2", "dieu 5 khoan 3", "dieu 5 khoan 4", "dieu 5 khoan 6", "dieu 6",
                 "dieu 9 khoan 2"]})]),
    ("Điều 5. Phạm vi\n1. Nội dung thứ nhất theo khoản 2 Điều này.\n2. Nội dung thứ hai.",
     [("khoản 2 Điều này", {"pp": ["dieu 5 khoan 2"]})]),
]


MERGED = """ỦY BAN NHÂN DÂN
TỈNH BẮC NINH
-------
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Số: 15/QĐ-UBND
Bắc Ninh, ngày 20 tháng 11 năm 2025

QUYẾT ĐỊNH
Về việc công bố danh mục

Căn cứ Quyết định số 21/QĐ-UBND ngày 09/12/2022 của UBND tỉnh về định mức;
Căn cứ Quyết định số 22/QĐ-UBND ngày 10/12/2022 của UBND tỉnh về định mức trên địa bàn tỉnh Bắc Giang;
Căn cứ Quyết định số 23/QĐ-UBND ngày 11/12/2022 của UBND tỉnh Bắc Giang;
Căn cứ Quyết định số 24/QĐ-UBND ngày 12/9/2025 của UBND tỉnh về định mức;

Điều 1. Công bố danh mục theo Quyết định số 23/QĐ-UBND và Điều 9.
Điều 2. Quyết định này có hiệu lực theo Điều 1.
"""


def test_before_a_merger_the_committee_of_the_province_is_open() -> None:
    document = parse_document(MERGED)
    found = {c.target.number: c for c in document.citations if c.form == "full" and c.target.number}
    slugs = {number: (c.target.uri or "").split("/")[-3:-2] for number, c in found.items()}
    assert slugs == {
        "21/QĐ-UBND": [], "22/QĐ-UBND": ["ubnd-tinh-bac-giang"], "23/QĐ-UBND": ["ubnd-tinh-bac-giang"],
        "24/QĐ-UBND": ["ubnd-tinh-bac-ninh"],
    }  # fmt: skip
    assert [uri.split("/")[-3] for uri in found["21/QĐ-UBND"].candidates] == ["ubnd-tinh-bac-ninh", "ubnd-tinh-bac-giang"]
    assert any(d.code == "reference-ambiguous" for d in document.diagnostics)


def test_a_provision_that_the_document_does_not_have_is_not_its_own() -> None:
    document = parse_document(MERGED)
    uris = {c.text: c.target.uri for c in document.citations if c.form == "self"}
    assert uris["Điều 1"] == uris["Quyết định này"] == document.metadata.uri
    assert uris["Điều 9"] is None
    assert any(d.code == "provision-elsewhere" for d in document.diagnostics)


CONSOLIDATED = """BỘ TÀI CHÍNH
-------
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Số: 12/VBHN-BTC
Hà Nội, ngày 20 tháng 11 năm 2025

VĂN BẢN HỢP NHẤT
NGHỊ ĐỊNH VỀ HÓA ĐƠN

Nghị định số 23/2020/NĐ-CP ngày 19 tháng 10 năm 2020 của Chính phủ quy định về hóa đơn, có hiệu lực kể từ ngày 01 tháng 7 năm 2022, được sửa đổi, bổ sung bởi:
1. Nghị định số 70/2024/NĐ-CP ngày 20 tháng 3 năm 2024 của Chính phủ, có hiệu lực kể từ ngày 01 tháng 6 năm 2024.

Điều 1. Phạm vi
Nghị định này quy định về hóa đơn.
"""


def test_this_decree_in_a_consolidated_text_is_the_decree_that_it_joins() -> None:
    document = parse_document(CONSOLIDATED)
    found = [(c.text[:26], c.relation, (c.target.uri or "")[-13:]) for c in document.citations]
    assert found == [
        ("Nghị định số 23/2020/NĐ-CP", "consolidates", "23-2020-nd-cp"),
        ("Nghị định số 70/2024/NĐ-CP", "consolidates", "70-2024-nd-cp"),
        ("Nghị định này", "refers_to", "23-2020-nd-cp"),
    ]


@table(SELVES)
def test_selves(text: str, expected: list[tuple[str, dict[str, Any]]]) -> None:
    check(text, expected, selves=True)


def test_there_are_enough_rows() -> None:
    tables = (FULL, BROKEN, LAWS, LISTS, SHORT, ALIASES, PINPOINTS, RELATIONS, IDENTITY, SELVES)
    assert sum(map(len, tables)) >= 150


@table(FULL)
def test_full(text: str, expected: list[tuple[str, dict[str, Any]]]) -> None:
    check(text, expected)


@table(BROKEN)
def test_broken_numbers(text: str, expected: list[tuple[str, dict[str, Any]]]) -> None:
    check(text, expected)


@table(LAWS)
def test_laws(text: str, expected: list[tuple[str, dict[str, Any]]]) -> None:
    check(text, expected)


@table(LISTS)
def test_lists(text: str, expected: list[tuple[str, dict[str, Any]]]) -> None:
    check(text, expected)


@table(SHORT)
def test_short(text: str, expected: list[tuple[str, dict[str, Any]]]) -> None:
    check(text, expected)


@table(ALIASES)
def test_aliases_and_anaphora(text: str, expected: list[tuple[str, dict[str, Any]]]) -> None:
    check(text, expected)


@table(PINPOINTS)
def test_pinpoints(text: str, expected: list[tuple[str, dict[str, Any]]]) -> None:
    check(text, expected)


@table(RELATIONS)
def test_relations_and_nesting(text: str, expected: list[tuple[str, dict[str, Any]]]) -> None:
    check(text, expected)


@table(IDENTITY)
def test_identity(text: str, expected: list[tuple[str, dict[str, Any]]]) -> None:
    check(text, expected)


KINDS: list[Row] = [
    ("theo Luật Ngân sách nhà nước 2015, Luật Đầu tư công 2019 và các văn bản",
     [("Luật Ngân sách nhà nước 2015", {"title": "Ngân sách nhà nước", "year": 2015}),
      ("Luật Đầu tư công 2019", {"title": "Đầu tư công", "year": 2019})]),
    ("Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015 (sau đây viết gọn là Luật). Theo Luật và các "
     "văn bản liên quan.",
     [("Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015", {"form": "full"}),
      ("Luật", {"form": "alias", "title": "Tổ chức chính quyền địa phương"})]),
    ("theo quy định của Luật và Nghị định", []),
    ("Căn cứ Nghị định số 30/2020/NĐ-CP của Chính phủ (sau đây gọi là Nghị định); áp dụng (Điều 7, 8 Nghị định).",
     [("Nghị định số 30/2020/NĐ-CP của Chính phủ", {}), ("Điều 7, 8 Nghị định", {"pp": ["dieu 7", "dieu 8"]})]),
    ("theo TCVN 5507:2002, TCCS số 12: 2018/BVTV và Tiêu chuẩn cơ sở số 661: 2018/BVTV",
     [("TCVN 5507:2002", {"type": "Tiêu chuẩn quốc gia"}),
      ("TCCS số 12: 2018/BVTV", {"type": "Tiêu chuẩn cơ sở", "number": "TCCS 12:2018/BVTV"}),
      ("Tiêu chuẩn cơ sở số 661: 2018/BVTV", {"type": "Tiêu chuẩn cơ sở", "number": "661:2018/BVTV", "year": 2018})]),
    ("Căn cứ Luật Đất đai; như đã nêu trong Quyết định số 12/QĐ-UBND ngày 01/02/2020 của UBND tỉnh Lào Cai;",
     [("Luật Đất đai", {"relation": "legal_basis"}),
      ("Quyết định số 12/QĐ-UBND ngày 01/02/2020 của UBND tỉnh Lào Cai", {"relation": "refers_to"})]),
    ("Ngành thủy sản thực hiện. Nuôi trồng thủy sản theo Quyết định số 12/QĐ-TTg ngày 01/02/2020.",
     [("Quyết định số 12/QĐ-TTg ngày 01/02/2020", {"relation": "refers_to"})]),
]  # fmt: skip


@table(KINDS)
def test_kinds_that_were_misread(text: str, expected: list[tuple[str, dict[str, Any]]]) -> None:
    check(text, expected)
