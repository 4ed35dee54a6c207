"""Agency mentions: spans, canonical names, lists, heads, groups, places, words that point back."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vnplan.agencies.mentions import Mention, find_mentions
from vnplan.agencies.registry import registry_of
from vnplan.grammar import default_grammar
from vnplan.text import CleanText

# text, the mentions as (words, canonical name); the document is Lai Châu's
ROWS: list[tuple[str, list[tuple[str, str]]]] = [
    # names
    ("Sở Nội vụ chủ trì", [("Sở Nội vụ", "Sở Nội vụ")]),
    ("Sở giáo dục và Đào tạo", [("Sở giáo dục và Đào tạo", "Sở Giáo dục và Đào tạo")]),
    ("theo chỉ đạo của SGDĐT,", [("SGDĐT", "Sở Giáo dục và Đào tạo")]),
    ("Sở GD-ĐT tỉnh", [("Sở GD-ĐT tỉnh", "Sở Giáo dục và Đào tạo")]),
    ("Sở GD và ĐT", [("Sở GD và ĐT", "Sở Giáo dục và Đào tạo")]),
    ("Sở Lao động, Thương binh và Xã hội",
     [("Sở Lao động, Thương binh và Xã hội", "Sở Lao động - Thương binh và Xã hội")]),
    ("Sở Lao động – Thương binh và Xã hội",
     [("Sở Lao động – Thương binh và Xã hội", "Sở Lao động - Thương binh và Xã hội")]),
    ("Sở LĐ-TB&XH", [("Sở LĐ-TB&XH", "Sở Lao động - Thương binh và Xã hội")]),
    ("Sở Văn hoá, Thể thao và Du lịch", [("Sở Văn hoá, Thể thao và Du lịch", "Sở Văn hóa, Thể thao và Du lịch")]),
    ("Sở Nông nghiệp và PTNT", [("Sở Nông nghiệp và PTNT", "Sở Nông nghiệp và Phát triển nông thôn")]),
    ("Sở NN&MT tỉnh Lai Châu,", [("Sở NN&MT tỉnh Lai Châu", "Sở Nông nghiệp và Môi trường")]),
    ("Ban Dân tộc tỉnh", [("Ban Dân tộc tỉnh", "Ban Dân tộc")]),
    ("ủy ban mặt trận tổ quốc Việt Nam tỉnh Lai Châu",
     [("ủy ban mặt trận tổ quốc Việt Nam tỉnh Lai Châu", "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh")]),
    ("UBMTTQVN tỉnh;", [("UBMTTQVN tỉnh", "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh")]),
    ("Hội liên hiệp Phụ nữ tỉnh", [("Hội liên hiệp Phụ nữ tỉnh", "Hội Liên hiệp Phụ nữ tỉnh")]),
    ("Hội LHPN xã Mường Than", [("Hội LHPN xã Mường Than", "Hội Liên hiệp Phụ nữ xã")]),
    ("Tỉnh đoàn, Hội CCB tỉnh", [("Tỉnh đoàn", "Tỉnh đoàn"), ("Hội CCB tỉnh", "Hội Cựu chiến binh tỉnh")]),
    ("Bộ Chỉ huy Bộ đội Biên phòng tỉnh", [("Bộ Chỉ huy Bộ đội Biên phòng tỉnh", "Bộ Chỉ huy Bộ đội Biên phòng tỉnh")]),
    ("Bộ CHQS tỉnh, Công an tỉnh",
     [("Bộ CHQS tỉnh", "Bộ Chỉ huy Quân sự tỉnh"), ("Công an tỉnh", "Công an tỉnh")]),
    ("Đài PT-TH tỉnh", [("Đài PT-TH tỉnh", "Đài Phát thanh và Truyền hình tỉnh")]),
    ("Báo Lai Châu, Đài Phát thanh - Truyền hình tỉnh",
     [("Báo Lai Châu", "Báo"), ("Đài Phát thanh - Truyền hình tỉnh", "Đài Phát thanh và Truyền hình tỉnh")]),
    ("Báo và Phát thanh, Truyền hình tỉnh; Sở Tư pháp",
     [("Báo và Phát thanh, Truyền hình tỉnh", "Báo và Phát thanh, Truyền hình tỉnh"), ("Sở Tư pháp", "Sở Tư pháp")]),
    ("Trung tâm Thông tin tỉnh", [("Trung tâm Thông tin tỉnh", "Trung tâm Thông tin tỉnh")]),
    ("Kho bạc Nhà nước tỉnh, BHXH tỉnh",
     [("Kho bạc Nhà nước tỉnh", "Kho bạc Nhà nước tỉnh"), ("BHXH tỉnh", "Bảo hiểm xã hội tỉnh")]),
    ("Văn phòng Đoàn ĐBQH&HĐND tỉnh",
     [("Văn phòng Đoàn ĐBQH&HĐND tỉnh", "Văn phòng Đoàn đại biểu Quốc hội và Hội đồng nhân dân tỉnh")]),
    ("VP UBND tỉnh;", [("VP UBND tỉnh", "Văn phòng Ủy ban nhân dân tỉnh")]),
    ("Văn phòng Bộ Nội vụ", [("Văn phòng Bộ Nội vụ", "Văn phòng Bộ Nội vụ")]),
    ("Vụ Pháp chế - Bộ Khoa học và Công nghệ",
     [("Vụ Pháp chế", "Vụ Pháp chế"), ("Bộ Khoa học và Công nghệ", "Bộ Khoa học và Công nghệ")]),
    ("Cục KTVB&QLXLVPHC - Bộ Tư pháp",
     [("Cục KTVB&QLXLVPHC", "Cục Kiểm tra văn bản và Quản lý xử lý vi phạm hành chính"), ("Bộ Tư pháp", "Bộ Tư pháp")]),
    ("Phòng GD&ĐT các huyện, thành phố",
     [("Phòng GD&ĐT các huyện, thành phố", "Phòng Giáo dục và Đào tạo các huyện, thành phố")]),
    # a label is no part of a number; a Party group is named with the body it stands in
    ("1- Ban cán sự đảng Ủy ban nhân dân tỉnh lãnh đạo Ủy ban nhân dân tỉnh ban hành kế hoạch",
     [("Ban cán sự đảng Ủy ban nhân dân tỉnh", "Ban Cán sự đảng Ủy ban nhân dân tỉnh"),
      ("Ủy ban nhân dân tỉnh", "Ủy ban nhân dân tỉnh")]),
    ("2- Đảng đoàn Hội đồng nhân dân tỉnh", [("Đảng đoàn Hội đồng nhân dân tỉnh", "Đảng đoàn Hội đồng nhân dân tỉnh")]),
    ("Ban Cán sự đảng Bộ Nội vụ", [("Ban Cán sự đảng Bộ Nội vụ", "Ban Cán sự đảng Bộ Nội vụ")]),
    ("các ban cán sự đảng, đảng đoàn", [("các ban cán sự đảng, đảng đoàn", "Các ban cán sự đảng, đảng đoàn")]),
    ("Số 27-UBND, 1784/QĐ- UBND, 12/QĐ-BQL", []),
    ("-Trung tâm Y tế", [("Trung tâm Y tế", "Trung tâm Y tế")]),
    ("Ban Chỉ huy Bộ đội Biên phòng tỉnh",
     [("Ban Chỉ huy Bộ đội Biên phòng tỉnh", "Ban Chỉ huy Bộ đội Biên phòng tỉnh")]),
    ("các đơn vị thuộc bộ", [("các đơn vị thuộc bộ", "Các đơn vị thuộc Bộ")]),
    ("Thủ trưởng cơ quan, đơn vị, địa phương", [("Thủ trưởng cơ quan, đơn vị, địa phương", "Các cơ quan, đơn vị, địa phương")]),
    ("trong cơ quan, đơn vị", []),
    ("UBND các phường xã", [("UBND các phường xã", "Ủy ban nhân dân các phường, xã")]),
    ("tại các địa phương", []),
    ("các huyện ủy, thành ủy", [("các huyện ủy, thành ủy", "Các huyện ủy, thành ủy")]),
    ("Chủ tịch UBND các tỉnh, thành phố: Hà Tĩnh, Đà Nẵng chỉ đạo",
     [("Chủ tịch UBND các tỉnh, thành phố: Hà Tĩnh", "Ủy ban nhân dân tỉnh"), ("Đà Nẵng", "Ủy ban nhân dân thành phố")]),
    ("Phòng GD&ĐT, Nội vụ các huyện, thành phố;",
     [("Phòng GD&ĐT", "Phòng Giáo dục và Đào tạo các huyện, thành phố"),
      ("Nội vụ các huyện, thành phố", "Phòng Nội vụ các huyện, thành phố")]),
    ("nghị quyết của HĐND tỉnh¹.", [("HĐND tỉnh", "Hội đồng nhân dân tỉnh")]),
    ("- Lưu: VT, SGDĐT.", []),
    ("Đảng đoàn Quốc hội lãnh đạo các ban Hội đồng nhân dân",
     [("Đảng đoàn Quốc hội", "Đảng đoàn Quốc hội"), ("các ban Hội đồng nhân dân", "Các ban Hội đồng nhân dân")]),
    # a list that goes on below its head
    ("Các Sở:\nTài chính, Nội vụ", [("Tài chính", "Sở Tài chính"), ("Nội vụ", "Sở Nội vụ")]),
    ("Các Sở:\n- Tài chính;\n- Nội vụ.\nCăn cứ", [("Tài chính", "Sở Tài chính"), ("Nội vụ", "Sở Nội vụ")]),
    ("Các Sở:\nTài chính xanh của tỉnh", [("Các Sở", "Các sở")]),
    # places and groups of committees
    ("Ủy ban nhân dân các huyện/thành phố",
     [("Ủy ban nhân dân các huyện/thành phố", "Ủy ban nhân dân các huyện, thành phố")]),
    ("UBND các xã, phường, đặc khu.", [("UBND các xã, phường, đặc khu", "Ủy ban nhân dân các xã, phường, đặc khu")]),
    ("UBND các xã, phường và đặc khu", [("UBND các xã, phường và đặc khu", "Ủy ban nhân dân các xã, phường, đặc khu")]),
    ("UBND cấp xã và các đơn vị liên quan",
     [("UBND cấp xã", "Ủy ban nhân dân cấp xã"), ("các đơn vị liên quan", "Các đơn vị liên quan")]),
    ("UBND các tỉnh, thành phố trực thuộc trung ương",
     [("UBND các tỉnh, thành phố trực thuộc trung ương", "Ủy ban nhân dân các tỉnh, thành phố trực thuộc Trung ương")]),
    ("UBND xã, phường", [("UBND xã, phường", "Ủy ban nhân dân các xã, phường")]),
    ("Ủy ban nhân dân các cấp", [("Ủy ban nhân dân các cấp", "Ủy ban nhân dân các cấp")]),
    ("UBND tỉnh, thành phố Lai Châu", [("UBND tỉnh", "Ủy ban nhân dân tỉnh")]),
    ("UBND các xã: Mường Than, Phúc Than và Mường Kim",
     [("UBND các xã: Mường Than", "Ủy ban nhân dân xã"), ("Phúc Than", "Ủy ban nhân dân xã"),
      ("Mường Kim", "Ủy ban nhân dân xã")]),
    ("Chủ tịch UBND các tỉnh: Khánh Hòa, Gia Lai",
     [("Chủ tịch UBND các tỉnh: Khánh Hòa", "Ủy ban nhân dân tỉnh"), ("Gia Lai", "Ủy ban nhân dân tỉnh")]),
    ("HĐND, UBND tỉnh", [("HĐND", "Hội đồng nhân dân tỉnh"), ("UBND tỉnh", "Ủy ban nhân dân tỉnh")]),
    ("Hội đồng nhân dân và Ủy ban nhân dân các cấp",
     [("Hội đồng nhân dân", "Hội đồng nhân dân các cấp"), ("Ủy ban nhân dân các cấp", "Ủy ban nhân dân các cấp")]),
    ("Đảng ủy các xã, phường; Huyện ủy Than Uyên",
     [("Đảng ủy các xã, phường", "Đảng ủy các xã, phường"), ("Huyện ủy Than Uyên", "Huyện ủy")]),
    ("Ủy ban nhân dân Thành phố hướng dẫn", [("Ủy ban nhân dân Thành phố", "Ủy ban nhân dân thành phố")]),
    # heads
    ("Giám đốc Sở Nội vụ", [("Giám đốc Sở Nội vụ", "Sở Nội vụ")]),
    ("Chánh Văn phòng UBND tỉnh;", [("Chánh Văn phòng UBND tỉnh", "Văn phòng Ủy ban nhân dân tỉnh")]),
    ("Chủ tịch UBND các huyện, thành phố",
     [("Chủ tịch UBND các huyện, thành phố", "Ủy ban nhân dân các huyện, thành phố")]),
    ("Thủ trưởng các sở, ban, ngành tỉnh", [("Thủ trưởng các sở, ban, ngành tỉnh", "Các sở, ban, ngành tỉnh")]),
    ("Chánh Thanh tra tỉnh", [("Chánh Thanh tra tỉnh", "Thanh tra tỉnh")]),
    ("Bộ trưởng Bộ Tài chính, Thống đốc Ngân hàng Nhà nước Việt Nam",
     [("Bộ trưởng Bộ Tài chính", "Bộ Tài chính"),
      ("Thống đốc Ngân hàng Nhà nước Việt Nam", "Ngân hàng Nhà nước Việt Nam")]),
    ("Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ", [("Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ", "Văn phòng Chính phủ")]),
    ("Hiệu trưởng Trường Cao đẳng Cộng đồng", [("Hiệu trưởng Trường Cao đẳng Cộng đồng", "Trường Cao đẳng Cộng đồng")]),
    ("các Phó Chủ tịch UBND tỉnh", [("Phó Chủ tịch UBND tỉnh", "Ủy ban nhân dân tỉnh")]),
    # lists under one head
    ("Các Sở: GD&ĐT, Nội vụ, Tài chính; TT&TT;",
     [("GD&ĐT", "Sở Giáo dục và Đào tạo"), ("Nội vụ", "Sở Nội vụ"), ("Tài chính", "Sở Tài chính"),
      ("TT&TT", "Sở Thông tin và Truyền thông")]),
    ("Giám đốc các Sở: Giáo dục và Đào tạo, Kế hoạch và Đầu tư, Tài chính, Nội vụ",
     [("Giáo dục và Đào tạo", "Sở Giáo dục và Đào tạo"), ("Kế hoạch và Đầu tư", "Sở Kế hoạch và Đầu tư"),
      ("Tài chính", "Sở Tài chính"), ("Nội vụ", "Sở Nội vụ")]),
    ("các Sở Tài chính, Nội vụ và Y tế tham mưu",
     [("Tài chính", "Sở Tài chính"), ("Nội vụ", "Sở Nội vụ"), ("Y tế", "Sở Y tế")]),
    ("các Sở: Văn hóa, Thể thao và Du lịch, Lao động, Thương binh và Xã hội và Nội vụ",
     [("Văn hóa, Thể thao và Du lịch", "Sở Văn hóa, Thể thao và Du lịch"),
      ("Lao động, Thương binh và Xã hội", "Sở Lao động - Thương binh và Xã hội"), ("Nội vụ", "Sở Nội vụ")]),
    ("Bộ trưởng các Bộ: Quốc phòng, Công an", [("Quốc phòng", "Bộ Quốc phòng"), ("Công an", "Bộ Công an")]),
    ("- Các Bộ: TC, XD, KH&CN;",
     [("TC", "Bộ Tài chính"), ("XD", "Bộ Xây dựng"), ("KH&CN", "Bộ Khoa học và Công nghệ")]),
    ("Sở Nội vụ, Tài chính, Y tế chủ trì",
     [("Sở Nội vụ", "Sở Nội vụ"), ("Tài chính", "Sở Tài chính"), ("Y tế", "Sở Y tế")]),
    ("Sở Tài chính, Sở Y tế", [("Sở Tài chính", "Sở Tài chính"), ("Sở Y tế", "Sở Y tế")]),
    ("Sở Tài chính, Xây dựng kế hoạch", [("Sở Tài chính", "Sở Tài chính")]),
    # groups
    ("Các sở, ban, ngành", [("Các sở, ban, ngành", "Các sở, ban, ngành")]),
    ("các Sở, Ban, Ngành và UBND các huyện",
     [("các Sở, Ban, Ngành", "Các sở, ban, ngành"), ("UBND các huyện", "Ủy ban nhân dân các huyện")]),
    ("các sở, ban ngành liên quan", [("các sở, ban ngành liên quan", "Các sở, ban, ngành liên quan")]),
    ("các cơ quan, đơn vị có liên quan", [("các cơ quan, đơn vị có liên quan", "Các cơ quan, đơn vị có liên quan")]),
    ("các đơn vị trực thuộc Bộ Nội vụ", [("Bộ Nội vụ", "Bộ Nội vụ")]),
    ("Thường trực Hội đồng nhân dân, các Ban của Hội đồng nhân dân",
     [("Thường trực Hội đồng nhân dân", "Thường trực Hội đồng nhân dân"),
      ("các Ban của Hội đồng nhân dân", "Các ban của Hội đồng nhân dân")]),
    ("Giám đốc các sở; Thủ trưởng các ban, ngành",
     [("Giám đốc các sở", "Các sở"), ("Thủ trưởng các ban, ngành", "Các ban, ngành")]),
    # bodies known by their kind
    ("Trung tâm Y tế huyện Than Uyên tổ chức", [("Trung tâm Y tế huyện Than Uyên", "Trung tâm Y tế huyện")]),
    ("Trung tâm Chuyển đổi số Thành phố", [("Trung tâm Chuyển đổi số Thành phố", "Trung tâm Chuyển đổi số thành phố")]),
    ("Chi cục Thủy lợi tiếp nhận", [("Chi cục Thủy lợi", "Chi cục Thủy lợi")]),
    ("Trường Cao đẳng Cộng đồng Lai Châu chuẩn bị",
     [("Trường Cao đẳng Cộng đồng Lai Châu", "Trường Cao đẳng Cộng đồng")]),
    ("Trường Đại học Tây Bắc tổ chức", [("Trường Đại học Tây Bắc", "Trường Đại học Tây Bắc")]),
    ("Ban Chỉ đạo các Chương trình mục tiêu quốc gia thành phố",
     [("Ban Chỉ đạo các Chương trình mục tiêu quốc gia thành phố",
       "Ban Chỉ đạo các Chương trình mục tiêu quốc gia thành phố")]),
    ("Cục Báo chí, Cục Điện ảnh", [("Cục Báo chí", "Cục Báo chí"), ("Cục Điện ảnh", "Cục Điện ảnh")]),
    ("Bệnh viện Bạch Mai tại Hà Nội", [("Bệnh viện Bạch Mai", "Bệnh viện Bạch Mai")]),
    # words that point back
    ("Bộ Nội vụ hướng dẫn. Bộ này có trách nhiệm", [("Bộ Nội vụ", "Bộ Nội vụ"), ("Bộ này", "Bộ Nội vụ")]),
    ("Sở Y tế tiếp nhận. Lãnh đạo Sở duyệt", [("Sở Y tế", "Sở Y tế"), ("Lãnh đạo Sở", "Sở Y tế")]),
    ("Sở Y tế, Sở Nội vụ. Lãnh đạo Sở duyệt", [("Sở Y tế", "Sở Y tế"), ("Sở Nội vụ", "Sở Nội vụ")]),
    ("Bộ Nội vụ. Bộ hồ sơ gồm", [("Bộ Nội vụ", "Bộ Nội vụ")]),
    # no agencies
    ("các cơ sở y tế", []),
    ("trên cơ sở Tài chính công", []),
    ("cán bộ tài chính, nội bộ xây dựng", []),
    ("Số: 12/KH-UBND; 1784/QĐ-UBND; 77/2025/NQ-HĐND", []),
    ("số 3783/QĐ- UBND ngày", []),
    ("Báo cáo kết quả; Công an nhân dân", []),
    ("Luật Tổ chức Quốc hội; Luật Tổ chức Chính phủ", []),
    ("đại biểu Hội đồng nhân dân tỉnh", []),
    ("Trường hợp cần thiết; Vụ Đông Xuân; Quỹ đất", []),
    ("III. NHIỆM VỤ, GIẢI PHÁP TRỌNG TÂM", []),
    ("tổ chức phi chính phủ", []),
    ("chế độ bảo hiểm xã hội, thuế giá trị gia tăng", []),
    ("Sở hữu trí tuệ, trụ sở y tế", []),
    ("các bộ phận, các đơn vị hành chính", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), ROWS, ids=[r[0][:60] for r in ROWS])
def test_mentions(text: str, wanted: list[tuple[str, str]]) -> None:
    clean = CleanText.of(text)
    found = find_mentions(clean, locality="Lai Châu")
    assert [(clean.text[m.start : m.end], m.agency.name) for m in found] == wanted


FULL = [
    ("UBND tỉnh", "Lai Châu", "Ủy ban nhân dân tỉnh Lai Châu"),
    ("UBND tỉnh", None, "Ủy ban nhân dân tỉnh"),
    ("UBND tỉnh Sơn La", "Lai Châu", "Ủy ban nhân dân tỉnh Sơn La"),
    ("UBND Thành phố", "Hà Nội", "Ủy ban nhân dân thành phố Hà Nội"),
    ("UBND thành phố", "Lai Châu", "Ủy ban nhân dân thành phố"),
    ("Sở Nội vụ", "Hà Nội", "Sở Nội vụ thành phố Hà Nội"),
    ("Đài PTTH Lai Châu", None, "Đài Phát thanh và Truyền hình tỉnh Lai Châu"),
    ("Thuế tỉnh Ninh Bình", "Hà Nội", "Thuế tỉnh Ninh Bình"),
    ("Trường Cao đẳng Cộng đồng", "Lai Châu", "Trường Cao đẳng Cộng đồng Lai Châu"),
    ("Phòng GD&ĐT huyện Mường Tè", "Lai Châu", "Phòng Giáo dục và Đào tạo huyện Mường Tè"),
    ("HĐND, UBND thành phố Đà Nẵng", None, "Hội đồng nhân dân thành phố Đà Nẵng"),
    ("UBND xã", "xã Mường Than", "Ủy ban nhân dân xã Mường Than"),
]


@pytest.mark.parametrize(("text", "locality", "full"), FULL)
def test_full_names(text: str, locality: str | None, full: str) -> None:
    assert find_mentions(CleanText.of(text), locality=locality)[0].agency.full_name == full


def test_list_elements_share_head_and_person() -> None:
    clean = CleanText.of("Điều 3. Giám đốc các Sở: Tài chính, Nội vụ chịu trách nhiệm")
    first, second = find_mentions(clean)
    assert {first.agency.person, second.agency.person} == {"Giám đốc"}
    assert [clean.text[a:b] for a, b in first.parts] == ["các Sở", "Tài chính"]
    assert [clean.text[a:b] for a, b in second.parts] == ["các Sở", "Nội vụ"]


def test_parts_of_a_name_with_head_and_place() -> None:
    clean = CleanText.of("Giám đốc Sở Nội vụ tỉnh Lai Châu")
    (found,) = find_mentions(clean)
    assert [clean.text[a:b].strip() for a, b in found.parts] == ["Giám đốc", "Sở Nội vụ", "tỉnh Lai Châu"]


def test_issuer_decides_a_lone_word() -> None:
    clean = CleanText.of("Trình Lãnh đạo Bộ phê duyệt; Sở Y tế, Sở Nội vụ báo cáo Sở.")
    names = [m.agency.name for m in find_mentions(clean, issuer="Bộ Giáo dục và Đào tạo")]
    assert names == ["Bộ Giáo dục và Đào tạo", "Sở Y tế", "Sở Nội vụ"]
    names = [m.agency.name for m in find_mentions(clean, issuer="Sở Nội vụ tỉnh Lai Châu")]
    assert names == ["Sở Y tế", "Sở Nội vụ", "Sở Nội vụ"]


def test_a_range_of_the_text() -> None:
    clean = CleanText.of("Sở Nội vụ\nSở Y tế\nSở Tài chính")
    found = find_mentions(clean, start=10, end=18)
    assert [(m.start, m.end, m.agency.name) for m in found] == [(10, 17, "Sở Y tế")]


def test_nfd_text_gives_the_same_mentions() -> None:
    import unicodedata

    text = "Giám đốc Sở Giáo dục và Đào tạo; UBND các huyện, thành phố"
    once = [m.agency for m in find_mentions(CleanText.of(text))]
    assert once == [m.agency for m in find_mentions(CleanText.of(unicodedata.normalize("NFD", text)))]


# -- properties ------------------------------------------------------------------------------------------------------

NAMES = sorted({n for a in default_grammar().compiled(registry_of) for n in (a.name, *a.aliases)})
PIECES = st.one_of(
    st.sampled_from(NAMES), st.sampled_from([w.upper() for w in NAMES[::7]]),
    st.sampled_from([r[0] for r in ROWS]), st.text(max_size=12),
    st.sampled_from([", ", "; ", " và ", " - ", " ", "\n", "/", ":", " các ", " tỉnh ", " tỉnh Lai Châu", " thành phố ",
                     "Bộ này", "12/KH-", "Giám đốc ", "Chủ tịch ", "Chánh ", "các Sở: ", "Trung tâm ", "UBND các xã "]),
)  # fmt: skip


def check(clean: CleanText, found: list[Mention]) -> None:
    """Spans inside the text, in order, not overlapping, never blank, inside one paragraph."""
    last = 0
    for m in found:
        assert 0 <= last <= m.start < m.end <= len(clean.text)
        words = clean.text[m.start : m.end]
        assert words == words.strip()
        assert "\n" not in words
        assert all(0 <= a < b <= len(clean.text) for a, b in m.parts)
        assert m.rule
        assert m.agency.name
        last = m.end


@pytest.mark.parametrize("text", ["ĐẢNG ỦY\nBCA", "Đảng ủy\nSở Nội vụ"])
def test_a_name_ends_with_its_paragraph(text: str) -> None:
    clean = CleanText.of(text)
    check(clean, find_mentions(clean))


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=8).map("".join), st.sampled_from([None, "Lai Châu", "Hà Nội", "huyện Than Uyên"]))
def test_any_text(text: str, locality: str | None) -> None:
    clean = CleanText.of(text)
    found = find_mentions(clean, locality=locality)
    check(clean, found)
    assert found == find_mentions(clean, locality=locality)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_any_string(text: str) -> None:
    clean = CleanText.of(text)
    check(clean, find_mentions(clean))
