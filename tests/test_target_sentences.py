"""Sentences of plans in their real forms, and every quantity in them with every field.

A row: section (G goals, S status, T tasks, B funding), sentence, and for each quantity kind, indicator, bounds, unit, time
and the quantity that it refines. The sentences are made for the tests.
"""

from __future__ import annotations

import pytest

from vnplan import parse_document

Row = tuple[str, str, float | None, float | None, str | None, str | None, int | None]

HEADINGS = {"G": "II. MỤC TIÊU", "S": "I. ĐÁNH GIÁ TÌNH HÌNH", "T": "III. NHIỆM VỤ, GIẢI PHÁP", "B": "IV. KINH PHÍ THỰC HIỆN"}
PLAN = "KẾ HOẠCH\nPhát triển kinh tế - xã hội\n\nỦy ban nhân dân tỉnh ban hành Kế hoạch gồm các nội dung sau:\n\n"

ROWS: list[tuple[str, str, list[Row]]] = [
    ("G", "Đến năm 2030, tỷ lệ che phủ rừng đạt trên 54,5%; 95% rác thải sinh hoạt đô thị, 90% rác thải sinh hoạt nông thôn được thu gom, xử lý.", [
        ("target", "tỷ lệ che phủ rừng", 54.5, None, "%", "2030", None),
        ("target", "rác thải sinh hoạt đô thị được thu gom, xử lý", 95, 95, "%", "2030", None),
        ("target", "rác thải sinh hoạt nông thôn được thu gom, xử lý", 90, 90, "%", "2030", None),
    ]),
    ("G", "Tốc độ tăng trưởng GRDP bình quân giai đoạn 2026 - 2030 đạt 10 - 11%/năm, trong đó khu vực công nghiệp - xây dựng tăng 12,5%/năm, dịch vụ tăng 10,2%/năm.", [
        ("target", "Tốc độ tăng trưởng GRDP bình quân", 10, 11, "%/năm", "2030", None),
        ("target", "khu vực công nghiệp - xây dựng tăng", 12.5, 12.5, "%/năm", "2030", 0),
        ("target", "Tốc độ tăng trưởng GRDP bình quân: dịch vụ tăng", 10.2, 10.2, "%/năm", "2030", 0),
    ]),
    ("G", "Thu nhập bình quân đầu người đến năm 2030 đạt 120 triệu đồng/người/năm, tăng 1,8 lần so với năm 2025.", [
        ("target", "Thu nhập bình quân đầu người", 120, 120, "triệu đồng/người/năm", "2030", None),
        ("target", "Thu nhập bình quân đầu người tăng so với năm 2025", 1.8, 1.8, "lần", "2030", None),
    ]),
    ("G", "Giảm tỷ lệ hộ nghèo đa chiều xuống dưới 3% vào năm 2030, bình quân mỗi năm giảm từ 1 đến 1,5%.", [
        ("target", "tỷ lệ hộ nghèo đa chiều", None, 3, "%", "2030", None),
        ("target", "tỷ lệ hộ nghèo đa chiều bình quân giảm", 1, 1.5, "%", "annual", None),
    ]),
    ("G", "Phấn đấu có ít nhất 80% số xã đạt chuẩn nông thôn mới, trong đó 35% số xã đạt chuẩn nông thôn mới nâng cao và 10% số xã đạt chuẩn nông thôn mới kiểu mẫu.", [
        ("target", "số xã đạt chuẩn nông thôn mới", 80, None, "%", None, None),
        ("target", "số xã đạt chuẩn nông thôn mới nâng cao", 35, 35, "%", None, 0),
        ("target", "số xã đạt chuẩn nông thôn mới kiểu mẫu", 10, 10, "%", None, 0),
    ]),
    ("G", "Mỗi năm đào tạo nghề cho 15.000 lao động, giải quyết việc làm mới cho ít nhất 20.000 lao động.", [
        ("target", "đào tạo nghề cho lao động", 15000, 15000, "lao động", "annual", None),
        ("target", "giải quyết việc làm mới cho lao động", 20000, None, "lao động", "annual", None),
    ]),
    ("G", "Tỷ lệ lao động qua đào tạo đạt 75%, trong đó có bằng cấp, chứng chỉ đạt 35%.", [
        ("target", "Tỷ lệ lao động qua đào tạo", 75, 75, "%", None, None),
        ("target", "Tỷ lệ lao động qua đào tạo: bằng cấp, chứng chỉ", 35, 35, "%", None, 0),
    ]),
    ("G", "Giảm tỷ suất tử vong trẻ em dưới 5 tuổi xuống còn 15/1.000 trẻ đẻ sống; tỷ lệ suy dinh dưỡng thể thấp còi của trẻ em dưới 5 tuổi còn dưới 17%.", [
        ("target", "tỷ suất tử vong trẻ em dưới 5 tuổi", 15, 15, "/1.000 trẻ", None, None),
        ("target", "tỷ lệ suy dinh dưỡng thể thấp còi của trẻ em dưới 5 tuổi", None, 17, "%", None, None),
    ]),
    ("G", "Số bác sĩ/10.000 dân đạt 15 bác sĩ; số giường bệnh/10.000 dân đạt 35 giường bệnh.", [
        ("target", "Số bác sĩ/10.000 dân", 15, 15, "bác sĩ", None, None),
        ("target", "số giường bệnh/10.000 dân", 35, 35, "giường bệnh", None, None),
    ]),
    ("G", "100% thủ tục hành chính đủ điều kiện được cung cấp dịch vụ công trực tuyến toàn trình; tối thiểu 80% hồ sơ được giải quyết hoàn toàn trực tuyến.", [
        ("target", "thủ tục hành chính đủ điều kiện được cung cấp dịch vụ công trực tuyến toàn trình", 100, 100, "%", None, None),
        ("target", "hồ sơ được giải quyết hoàn toàn trực tuyến", 80, None, "%", None, None),
    ]),
    ("G", "Tỷ lệ dân số tham gia bảo hiểm y tế đạt 95% dân số.", [
        ("target", "Tỷ lệ dân số tham gia bảo hiểm y tế dân số", 95, 95, "%", None, None),
    ]),
    ("G", "Hoàn thành xây dựng 12.000 căn nhà ở xã hội, trong đó năm 2026 hoàn thành 3.500 căn.", [
        ("target", "Hoàn thành xây dựng căn nhà ở xã hội", 12000, 12000, "căn nhà ở xã hội", None, None),
        ("target", "Hoàn thành xây dựng căn nhà ở xã hội: hoàn thành căn", 3500, 3500, "căn", "2026", 0),
    ]),
    ("G", "Trồng mới 5.000 ha rừng tập trung, 2 triệu cây phân tán.", [
        ("target", "Trồng mới rừng tập trung", 5000, 5000, "ha", None, None),
        ("target", "Trồng mới cây phân tán", 2, 2, "triệu cây", None, None),
    ]),
    ("G", "Kim ngạch xuất khẩu tăng bình quân 12%/năm; đến năm 2030 đạt 5 tỷ USD.", [
        ("target", "Kim ngạch xuất khẩu tăng bình quân", 12, 12, "%/năm", "annual", None),
        ("target", "Kim ngạch xuất khẩu", 5, 5, "tỷ USD", "2030", None),
    ]),
    ("G", "Xây dựng, đưa vào sử dụng tối thiểu 05 bộ dữ liệu dùng chung và 03 nền tảng số.", [
        ("target", "Xây dựng, đưa vào sử dụng bộ dữ liệu dùng chung", 5, None, "bộ dữ liệu", None, None),
        ("target", "Xây dựng, đưa vào sử dụng nền tảng số", 3, 3, "nền tảng số", None, None),
    ]),
    ("G", "Tỷ trọng kinh tế số chiếm 30% GRDP, tỷ trọng kinh tế số trong từng ngành, lĩnh vực đạt tối thiểu 10%.", [
        ("target", "Tỷ trọng kinh tế số chiếm GRDP", 30, 30, "%", None, None),
        ("target", "tỷ trọng kinh tế số trong từng ngành, lĩnh vực", 10, None, "%", None, None),
    ]),
    ("G", "Hằng năm có trên 90% tổ chức cơ sở đảng hoàn thành tốt nhiệm vụ, không có tổ chức cơ sở đảng yếu kém.", [
        ("target", "tổ chức cơ sở đảng hoàn thành tốt nhiệm vụ", 90, None, "%", "annual", None),
    ]),
    ("G", "Tỷ lệ đô thị hóa đạt 45% năm 2025 và trên 50% năm 2030.", [
        ("target", "Tỷ lệ đô thị hóa", 45, 45, "%", "2025", None),
        ("target", "Tỷ lệ đô thị hóa", 50, None, "%", "2030", None),
    ]),
    ("G", "Có từ 70% trở lên cơ sở sản xuất, kinh doanh được tuyên truyền pháp luật về phòng cháy, chữa cháy.", [
        ("target", "cơ sở sản xuất, kinh doanh được tuyên truyền pháp luật về phòng cháy, chữa cháy", 70, None, "%", None, None),
    ]),
    ("G", "Giảm 10% số vụ tai nạn giao thông, 10% số người chết và 8% số người bị thương so với năm 2024.", [
        ("target", "Giảm số vụ tai nạn giao thông", 10, 10, "%", None, None),
        ("target", "Giảm số người chết", 10, 10, "%", None, None),
        ("target", "Giảm số người bị thương so với năm 2024", 8, 8, "%", None, None),
    ]),
    ("G", "Thu hút 3,5 triệu lượt khách du lịch, trong đó khách quốc tế đạt 250.000 lượt; tổng thu từ du lịch đạt 2.800 tỷ đồng.", [
        ("target", "Thu hút lượt khách du lịch", 3.5, 3.5, "triệu lượt khách", None, None),
        ("target", "khách quốc tế", 250000, 250000, "lượt", None, 0),
        ("target", "tổng thu từ du lịch", 2800, 2800, "tỷ đồng", None, None),
    ]),
    ("G", "Tối thiểu 50% doanh nghiệp nhỏ và vừa được tiếp cận, sử dụng nền tảng số; hình thành từ 05 đến 10 doanh nghiệp công nghệ số.", [
        ("target", "doanh nghiệp nhỏ và vừa được tiếp cận, sử dụng nền tảng số", 50, None, "%", None, None),
        ("target", "hình thành doanh nghiệp công nghệ số", 5, 10, "doanh nghiệp", None, None),
    ]),
    ("G", "Tăng tỷ lệ cây xanh đô thị bình quân đầu người từ 6 m2/người lên 10 m2/người.", [
        ("baseline", "tỷ lệ cây xanh đô thị bình quân đầu người", 6, 6, "m2/người", None, None),
        ("target", "tỷ lệ cây xanh đô thị bình quân đầu người", 10, 10, "m2/người", None, None),
    ]),
    ("G", "Tổng vốn đầu tư toàn xã hội giai đoạn 2026 - 2030 khoảng 350.000 tỷ đồng, chiếm 35 - 40% GRDP.", [
        ("target", "Tổng vốn đầu tư toàn xã hội", 350000, 350000, "tỷ đồng", "2030", None),
        ("target", "Tổng vốn đầu tư toàn xã hội chiếm GRDP", 35, 40, "%", "2030", None),
    ]),
    ("G", "Duy trì 100% xã, phường đạt chuẩn phổ cập giáo dục mầm non cho trẻ em 5 tuổi.", [
        ("target", "xã, phường đạt chuẩn phổ cập giáo dục mầm non cho trẻ em 5 tuổi", 100, 100, "%", None, None),
    ]),
    ("G", "Tỷ lệ hài lòng của người dân, doanh nghiệp đối với sự phục vụ của cơ quan hành chính nhà nước đạt từ 95% trở lên.", [
        ("target", "Tỷ lệ hài lòng của người dân, doanh nghiệp đối với sự phục vụ của cơ quan hành chính nhà nước", 95, None, "%", None, None),
    ]),
    ("G", "Năng suất lúa bình quân đạt 62 tạ/ha; sản lượng lương thực có hạt đạt 450.000 tấn.", [
        ("target", "Năng suất lúa bình quân", 62, 62, "tạ/ha", None, None),
        ("target", "sản lượng lương thực có hạt", 450000, 450000, "tấn", None, None),
    ]),
    ("G", "Nâng cấp, cải tạo 150 km đường giao thông nông thôn; 85% đường thôn, bản được cứng hóa.", [
        ("target", "Nâng cấp, cải tạo đường giao thông nông thôn", 150, 150, "km", None, None),
        ("target", "đường thôn, bản được cứng hóa", 85, 85, "%", None, None),
    ]),
    ("G", "Bảo đảm 100% người nghèo, người dân tộc thiểu số được cấp thẻ bảo hiểm y tế.", [
        ("target", "người nghèo, người dân tộc thiểu số được cấp thẻ bảo hiểm y tế", 100, 100, "%", None, None),
    ]),
    ("G", "Tỷ lệ trường đạt chuẩn quốc gia: mầm non 70%, tiểu học 80%, trung học cơ sở 75%, trung học phổ thông 60%.", [
        ("target", "Tỷ lệ trường đạt chuẩn quốc gia: mầm non", 70, 70, "%", None, None),
        ("target", "Tỷ lệ trường đạt chuẩn quốc gia: tiểu học", 80, 80, "%", None, None),
        ("target", "Tỷ lệ trường đạt chuẩn quốc gia: trung học cơ sở", 75, 75, "%", None, None),
        ("target", "Tỷ lệ trường đạt chuẩn quốc gia: trung học phổ thông", 60, 60, "%", None, None),
    ]),
    ("G", "Đến hết năm 2026, hoàn thành 100% việc số hóa hồ sơ, kết quả giải quyết thủ tục hành chính còn hiệu lực.", [
        ("target", "hoàn thành việc số hóa hồ sơ, kết quả giải quyết thủ tục hành chính còn hiệu lực", 100, 100, "%", "2026", None),
    ]),
    ("S", "Năm 2024, tổng sản phẩm trên địa bàn (GRDP) ước tăng 7,5%, vượt kế hoạch đề ra; trong đó khu vực nông nghiệp tăng 3,8%, công nghiệp tăng 9,2%.", [
        ("change", "tổng sản phẩm trên địa bàn (GRDP) ước tăng", 7.5, 7.5, "%", "2024", None),
        ("change", "khu vực nông nghiệp tăng", 3.8, 3.8, "%", "2024", 0),
        ("change", "tổng sản phẩm trên địa bàn (GRDP) ước tăng: công nghiệp tăng", 9.2, 9.2, "%", "2024", 0),
    ]),
    ("S", "Thu ngân sách nhà nước trên địa bàn đạt 5.200 tỷ đồng, bằng 108% dự toán Trung ương giao, tăng 12% so với cùng kỳ năm trước.", [
        ("baseline", "Thu ngân sách nhà nước trên địa bàn", 5200, 5200, "tỷ đồng", None, None),
        ("baseline", "Thu ngân sách nhà nước trên địa bàn bằng dự toán Trung ương giao", 108, 108, "%", None, None),
        ("change", "Thu ngân sách nhà nước trên địa bàn tăng so với cùng kỳ năm trước", 12, 12, "%", None, None),
    ]),
    ("S", "Tỷ lệ hộ nghèo giảm từ 12,5% năm 2021 xuống còn 6,8% năm 2024.", [
        ("baseline", "Tỷ lệ hộ nghèo giảm", 12.5, 12.5, "%", "2021", None),
        ("baseline", "Tỷ lệ hộ nghèo giảm", 6.8, 6.8, "%", "2024", None),
    ]),
    ("S", "Toàn tỉnh hiện có 1.250 cán bộ, công chức cấp xã, trong đó trình độ đại học trở lên 1.100 người, chiếm 88%.", [
        ("baseline", "Toàn tỉnh hiện có cán bộ, công chức cấp xã", 1250, 1250, "cán bộ, công chức", None, None),
        ("baseline", "trình độ đại học trở lên", 1100, 1100, "người", None, 0),
        ("baseline", "trình độ đại học trở lên chiếm", 88, 88, "%", None, 0),
    ]),
    ("S", "Giải ngân vốn đầu tư công 9 tháng đầu năm 2024 đạt 62,3% kế hoạch, cao hơn bình quân chung cả nước (47,3%).", [
        ("baseline", "Giải ngân vốn đầu tư công đạt kế hoạch", 62.3, 62.3, "%", "2024-09", None),
        ("baseline", "Giải ngân vốn đầu tư công bình quân chung cả nước", 47.3, 47.3, "%", "2024-09", None),
    ]),
    ("S", "Diện tích gieo trồng cây hằng năm đạt 95.000 ha, tăng 1,2% so với cùng kỳ; sản lượng lúa 320.000 tấn, đạt 101% kế hoạch.", [
        ("baseline", "Diện tích gieo trồng cây hằng năm", 95000, 95000, "ha", None, None),
        ("change", "Diện tích gieo trồng cây hằng năm tăng so với cùng kỳ", 1.2, 1.2, "%", None, None),
        ("baseline", "sản lượng lúa", 320000, 320000, "tấn", None, None),
        ("baseline", "sản lượng lúa đạt kế hoạch", 101, 101, "%", None, None),
    ]),
    ("S", "Đã tổ chức 45 lớp tập huấn cho 2.300 lượt người tham gia.", [
        ("baseline", "tổ chức lớp tập huấn cho 2.300 lượt người tham gia", 45, 45, "lớp tập huấn", None, None),
    ]),
    ("S", "Có 12.500 hộ dân được sử dụng nước sạch, đạt 92,3%.", [
        ("baseline", "hộ dân được sử dụng nước sạch", 12500, 12500, "hộ dân", None, None),
        ("baseline", "hộ dân được sử dụng nước sạch", 92.3, 92.3, "%", None, None),
    ]),
    ("S", "Tổng số vốn đã giải ngân là 1.250 tỷ đồng/2.500 tỷ đồng, đạt 50%.", [
        ("baseline", "Tổng số vốn đã giải ngân", 1250, 1250, "tỷ đồng", None, None),
        ("planned", "Tổng số vốn đã giải ngân", 2500, 2500, "tỷ đồng", None, None),
        ("baseline", "Tổng số vốn đã giải ngân", 50, 50, "%", None, None),
    ]),
    ("S", "Công tác giảm nghèo được quan tâm, tỷ lệ hộ nghèo toàn tỉnh giảm còn 4,2% (giảm 2,1% so với năm 2023).", [
        ("baseline", "tỷ lệ hộ nghèo toàn tỉnh", 4.2, 4.2, "%", None, None),
        ("change", "tỷ lệ hộ nghèo toàn tỉnh giảm so với năm 2023", 2.1, 2.1, "%", None, 0),
    ]),
    ("S", "Có 03 chỉ tiêu vượt kế hoạch, 12 chỉ tiêu đạt kế hoạch và 02 chỉ tiêu không đạt kế hoạch.", [
        ("baseline", "chỉ tiêu vượt kế hoạch", 3, 3, "chỉ tiêu", None, None),
        ("baseline", "chỉ tiêu đạt kế hoạch", 12, 12, "chỉ tiêu", None, None),
        ("baseline", "chỉ tiêu không đạt kế hoạch", 2, 2, "chỉ tiêu", None, None),
    ]),
    ("T", "Tổ chức 02 hội nghị tập huấn cho 200 cán bộ cấp xã trong quý II năm 2026.", [
        ("planned", "Tổ chức hội nghị tập huấn cho 200 cán bộ cấp xã", 2, 2, "hội nghị", "2026-06", None),
    ]),
    ("T", "Bố trí tối thiểu 2% tổng chi ngân sách hằng năm cho khoa học, công nghệ.", [
        ("planned", "Bố trí tổng chi ngân sách cho khoa học, công nghệ", 2, None, "%", "annual", None),
    ]),
    ("T", "Chính quyền địa phương 02 cấp; thực hiện trong thời hạn 15 ngày làm việc kể từ ngày nhận đủ 01 bộ hồ sơ.", [
    ]),
    ("T", "Phấn đấu đến năm 2027, 100% trường học có phòng tư vấn tâm lý học đường.", [
        ("target", "trường học có phòng tư vấn tâm lý học đường", 100, 100, "%", "2027", None),
    ]),
    ("T", "Đầu tư xây dựng 15 trạm quan trắc tự động, 3 trạm bơm, tổng kinh phí khoảng 120 tỷ đồng.", [
        ("planned", "Đầu tư xây dựng trạm quan trắc tự động", 15, 15, "trạm quan trắc", None, None),
        ("planned", "Đầu tư xây dựng trạm bơm", 3, 3, "trạm bơm", None, None),
        ("planned", "trạm bơm tổng kinh phí", 120, 120, "tỷ đồng", None, None),
    ]),
    ("T", "Rà soát, hỗ trợ 350 hộ nghèo xóa nhà tạm, nhà dột nát trước ngày 30/6/2026.", [
        ("planned", "Rà soát, hỗ trợ hộ nghèo xóa nhà tạm, nhà dột nát", 350, 350, "hộ nghèo", "2026-06-30", None),
    ]),
    ("T", "Nâng tỷ lệ hộ dân nông thôn được sử dụng nước sạch lên 70% vào năm 2026.", [
        ("target", "tỷ lệ hộ dân nông thôn được sử dụng nước sạch", 70, 70, "%", "2026", None),
    ]),
    ("B", "Tổng kinh phí thực hiện Kế hoạch là 25.600 triệu đồng, trong đó: ngân sách trung ương 15.000 triệu đồng, ngân sách tỉnh 8.600 triệu đồng, nguồn xã hội hóa 2.000 triệu đồng.", [
        ("planned", "Tổng kinh phí thực hiện Kế hoạch", 25600, 25600, "triệu đồng", None, None),
        ("planned", "ngân sách trung ương", 15000, 15000, "triệu đồng", None, 0),
        ("planned", "Tổng kinh phí thực hiện Kế hoạch: ngân sách tỉnh", 8600, 8600, "triệu đồng", None, 0),
        ("planned", "nguồn xã hội hóa", 2000, 2000, "triệu đồng", None, 0),
    ]),
    ("B", "Kinh phí năm 2026: 3,5 tỷ đồng; năm 2027: 4 tỷ đồng.", [
        ("planned", "Kinh phí", 3.5, 3.5, "tỷ đồng", "2026", None),
        ("planned", "Kinh phí", 4, 4, "tỷ đồng", "2027", None),
    ]),
    ("G", "Duy trì chỉ số cải cách hành chính (PAR INDEX) trong nhóm 15 tỉnh, thành phố dẫn đầu cả nước; chỉ số PCI đạt 70 điểm.", [
        ("target", "chỉ số PCI", 70, 70, "điểm", None, None),
    ]),
    ("G", "Tỷ lệ trẻ em dưới 1 tuổi được tiêm chủng đầy đủ đạt trên 95%; tuổi thọ trung bình đạt 75 tuổi, thời gian sống khỏe mạnh tối thiểu 68 năm.", [
        ("target", "Tỷ lệ trẻ em dưới 1 tuổi được tiêm chủng đầy đủ", 95, None, "%", None, None),
        ("target", "tuổi thọ trung bình", 75, 75, "tuổi", None, None),
        ("target", "thời gian sống khỏe mạnh", 68, None, "năm", None, None),
    ]),
    ("G", "Phấn đấu kết nạp từ 1.500 đến 2.000 đảng viên mới mỗi năm.", [
        ("target", "kết nạp đảng viên mới", 1500, 2000, "đảng viên", "annual", None),
    ]),
    ("G", "Giai đoạn 2026 - 2030, mỗi năm trồng mới 1.000 ha; đến năm 2030, diện tích cây ăn quả đạt 15.000 ha, sản lượng đạt 180.000 tấn.", [
        ("target", "trồng mới", 1000, 1000, "ha", "annual", None),
        ("target", "diện tích cây ăn quả", 15000, 15000, "ha", "2030", None),
        ("target", "sản lượng cây ăn quả", 180000, 180000, "tấn", "2030", None),
    ]),
    ("G", "100% cơ quan, đơn vị triển khai chữ ký số; 100% văn bản điện tử được ký số; 90% cán bộ, công chức, viên chức được tập huấn kỹ năng số.", [
        ("target", "cơ quan, đơn vị triển khai chữ ký số", 100, 100, "%", None, None),
        ("target", "văn bản điện tử được ký số", 100, 100, "%", None, None),
        ("target", "cán bộ, công chức, viên chức được tập huấn kỹ năng số", 90, 90, "%", None, None),
    ]),
    ("G", "Có ít nhất 01 khu công nghệ thông tin tập trung, 03 trung tâm đổi mới sáng tạo và 50 doanh nghiệp khởi nghiệp sáng tạo.", [
        ("target", "khu công nghệ thông tin tập trung", 1, None, "khu", None, None),
        ("target", "trung tâm đổi mới sáng tạo", 3, 3, "trung tâm", None, None),
        ("target", "doanh nghiệp khởi nghiệp sáng tạo", 50, 50, "doanh nghiệp", None, None),
    ]),
    ("G", "Tổng sản phẩm bình quân đầu người đạt khoảng 7.500 USD.", [
        ("target", "Tổng sản phẩm bình quân đầu người", 7500, 7500, "USD", None, None),
    ]),
    ("G", "Giảm ít nhất 20% chi phí tuân thủ thủ tục hành chính.", [
        ("target", "Giảm chi phí tuân thủ thủ tục hành chính", 20, None, "%", None, None),
    ]),
    ("G", "Giá trị sản xuất trên 01 ha đất trồng trọt đạt 150 triệu đồng.", [
        ("target", "Giá trị sản xuất trên 01 ha đất trồng trọt", 150, 150, "triệu đồng", None, None),
    ]),
    ("G", "Tốc độ tăng giá trị sản xuất nông, lâm, thủy sản đạt 4 - 4,5%/năm; tỷ trọng chăn nuôi chiếm 45% giá trị sản xuất nông nghiệp.", [
        ("target", "Tốc độ tăng giá trị sản xuất nông, lâm, thủy sản", 4, 4.5, "%/năm", "annual", None),
        ("target", "tỷ trọng chăn nuôi chiếm giá trị sản xuất nông nghiệp", 45, 45, "%", None, None),
    ]),
    ("G", "Cơ cấu kinh tế đến năm 2030: nông, lâm nghiệp và thủy sản chiếm 15%; công nghiệp - xây dựng chiếm 45%; dịch vụ chiếm 35%; thuế sản phẩm trừ trợ cấp sản phẩm chiếm 5%.", [
        ("target", "Cơ cấu kinh tế: nông, lâm nghiệp và thủy sản chiếm", 15, 15, "%", "2030", None),
        ("target", "Cơ cấu kinh tế: công nghiệp - xây dựng chiếm", 45, 45, "%", "2030", None),
        ("target", "Cơ cấu kinh tế: dịch vụ chiếm", 35, 35, "%", "2030", None),
        ("target", "Cơ cấu kinh tế: thuế sản phẩm trừ trợ cấp sản phẩm chiếm", 5, 5, "%", "2030", None),
    ]),
    ("G", "Trên 95% hộ gia đình đạt danh hiệu \"Gia đình văn hóa\", 90% khu dân cư đạt danh hiệu \"Khu dân cư văn hóa\".", [
        ("target", "hộ gia đình đạt danh hiệu \"Gia đình văn hóa\"", 95, None, "%", None, None),
        ("target", "khu dân cư đạt danh hiệu \"Khu dân cư văn hóa\"", 90, 90, "%", None, None),
    ]),
    ("G", "Tỷ lệ dân số đô thị được cung cấp nước sạch qua hệ thống cấp nước tập trung đạt 98%; tỷ lệ thất thoát nước dưới 15%.", [
        ("target", "Tỷ lệ dân số đô thị được cung cấp nước sạch qua hệ thống cấp nước tập trung", 98, 98, "%", None, None),
        ("target", "tỷ lệ thất thoát nước", None, 15, "%", None, None),
    ]),
    ("G", "Xây dựng mới 20 công trình cấp nước tập trung, nâng cấp 35 công trình, bảo đảm cấp nước cho 12.000 hộ.", [
        ("target", "Xây dựng mới công trình cấp nước tập trung", 20, 20, "công trình cấp nước", None, None),
        ("target", "nâng cấp công trình", 35, 35, "công trình", None, None),
        ("target", "cấp nước cho hộ", 12000, 12000, "hộ", None, None),
    ]),
    ("G", "Tỷ lệ giáo viên đạt chuẩn trình độ: mầm non đạt 100%; tiểu học đạt 95%; trung học cơ sở đạt 98%.", [
        ("target", "Tỷ lệ giáo viên đạt chuẩn trình độ: mầm non", 100, 100, "%", None, None),
        ("target", "Tỷ lệ giáo viên đạt chuẩn trình độ: tiểu học", 95, 95, "%", None, None),
        ("target", "Tỷ lệ giáo viên đạt chuẩn trình độ: trung học cơ sở", 98, 98, "%", None, None),
    ]),
    ("G", "Phấn đấu tăng thu ngân sách nhà nước hằng năm từ 10% trở lên so với dự toán được giao.", [
        ("target", "tăng thu ngân sách nhà nước so với dự toán được giao", 10, None, "%", "annual", None),
    ]),
    ("G", "Mật độ đường cao tốc đạt 0,5 km/100 km2; tỷ lệ mặt đường nhựa, bê tông xi măng đạt 100% đối với quốc lộ, 90% đối với đường tỉnh.", [
        ("target", "Mật độ đường cao tốc", 0.5, 0.5, "km/100 km2", None, None),
        ("target", "tỷ lệ mặt đường nhựa, bê tông xi măng đối với quốc lộ", 100, 100, "%", None, None),
        ("target", "tỷ lệ mặt đường nhựa, bê tông xi măng đối với đường tỉnh", 90, 90, "%", None, None),
    ]),
    ("G", "Đến năm 2030, số thuê bao băng rộng cố định đạt 25 thuê bao/100 dân; tốc độ truy cập trung bình 300 Mbps.", [
        ("target", "số thuê bao băng rộng cố định", 25, 25, "thuê bao/100 dân", "2030", None),
        ("target", "tốc độ truy cập trung bình", 300, 300, "Mbps", "2030", None),
    ]),
    ("G", "Bảo đảm trên 85% tin báo, tố giác tội phạm được giải quyết; tỷ lệ điều tra, khám phá án đạt trên 80%, trong đó án rất nghiêm trọng, đặc biệt nghiêm trọng đạt trên 95%.", [
        ("target", "tin báo, tố giác tội phạm được giải quyết", 85, None, "%", None, None),
        ("target", "tỷ lệ điều tra, khám phá án", 80, None, "%", None, None),
        ("target", "án rất nghiêm trọng, đặc biệt nghiêm trọng", 95, None, "%", None, 1),
    ]),
    ("G", "Giảm số vụ phạm tội về trật tự xã hội ít nhất 5% so với năm 2025.", [
        ("target", "Giảm số vụ phạm tội về trật tự xã hội so với năm 2025", 5, None, "%", None, None),
    ]),
    ("S", "Tổng đàn trâu 45.000 con, đàn bò 120.000 con, đàn lợn 450.000 con; sản lượng thịt hơi xuất chuồng ước đạt 65.000 tấn, tăng 3,5%.", [
        ("baseline", "Tổng đàn trâu", 45000, 45000, "con", None, None),
        ("baseline", "đàn bò", 120000, 120000, "con", None, None),
        ("baseline", "đàn lợn", 450000, 450000, "con", None, None),
        ("baseline", "sản lượng thịt hơi xuất chuồng", 65000, 65000, "tấn", None, None),
        ("change", "sản lượng thịt hơi xuất chuồng tăng", 3.5, 3.5, "%", None, None),
    ]),
    ("S", "Dân số trung bình năm 2024 là 1,25 triệu người, mật độ 180 người/km2.", [
        ("baseline", "Dân số trung bình", 1.25, 1.25, "triệu người", "2024", None),
        ("baseline", "mật độ", 180, 180, "người/km2", "2024", None),
    ]),
    ("S", "Chỉ số sản xuất công nghiệp (IIP) tăng 11,2% so với cùng kỳ, trong đó ngành chế biến, chế tạo tăng 12,8%; sản xuất và phân phối điện tăng 9,4%; khai khoáng giảm 2,3%.", [
        ("change", "Chỉ số sản xuất công nghiệp (IIP) tăng so với cùng kỳ", 11.2, 11.2, "%", None, None),
        ("change", "ngành chế biến, chế tạo tăng", 12.8, 12.8, "%", None, 0),
        ("change", "sản xuất và phân phối điện tăng", 9.4, 9.4, "%", None, None),
        ("change", "khai khoáng giảm", 2.3, 2.3, "%", None, None),
    ]),
    ("S", "Đã giải ngân 3.450/6.200 tỷ đồng, đạt 55,6% kế hoạch vốn được giao; còn 15 đơn vị có tỷ lệ giải ngân dưới 30%.", [
        ("baseline", "giải ngân", 3450, 3450, "tỷ đồng", None, None),
        ("baseline", "giải ngân đạt kế hoạch vốn được giao", 55.6, 55.6, "%", None, None),
        ("baseline", "đơn vị có tỷ lệ giải ngân dưới 30%", 15, 15, "đơn vị", None, None),
    ]),
    ("S", "Doanh thu hoạt động vận tải ước đạt 2.150 tỷ đồng (tăng 8,7%); vận chuyển hành khách đạt 15,2 triệu lượt khách, tăng 6,1%.", [
        ("baseline", "Doanh thu hoạt động vận tải", 2150, 2150, "tỷ đồng", None, None),
        ("change", "Doanh thu hoạt động vận tải tăng", 8.7, 8.7, "%", None, None),
        ("baseline", "vận chuyển hành khách", 15.2, 15.2, "triệu lượt khách", None, None),
        ("change", "vận chuyển hành khách tăng", 6.1, 6.1, "%", None, None),
    ]),
    ("S", "Tính đến ngày 31/12/2024, tổng nguồn vốn huy động đạt 85.000 tỷ đồng, tăng 9,5%; tổng dư nợ đạt 92.000 tỷ đồng, tăng 11,3%; nợ xấu chiếm 1,2% tổng dư nợ.", [
        ("baseline", "tổng nguồn vốn huy động", 85000, 85000, "tỷ đồng", "2024-12-31", None),
        ("change", "tổng nguồn vốn huy động tăng", 9.5, 9.5, "%", "2024-12-31", None),
        ("baseline", "tổng dư nợ", 92000, 92000, "tỷ đồng", "2024-12-31", None),
        ("change", "tổng dư nợ tăng", 11.3, 11.3, "%", "2024-12-31", None),
        ("baseline", "nợ xấu chiếm tổng dư nợ", 1.2, 1.2, "%", "2024-12-31", None),
    ]),
    ("S", "So với năm 2023, số lao động có việc làm tăng 1.250 người; tỷ lệ thất nghiệp giảm 0,3 điểm phần trăm.", [
        ("change", "số lao động có việc làm tăng", 1250, 1250, "người", None, None),
        ("change", "tỷ lệ thất nghiệp giảm", 0.3, 0.3, "điểm phần trăm", None, None),
    ]),
    ("S", "Trong số 45 dự án, có 20 dự án hoàn thành, 15 dự án đang thi công và 10 dự án chậm tiến độ.", [
        ("baseline", "dự án hoàn thành", 20, 20, "dự án", None, None),
        ("baseline", "dự án đang thi công", 15, 15, "dự án", None, None),
        ("baseline", "dự án chậm tiến độ", 10, 10, "dự án", None, None),
    ]),
    ("S", "Năm học 2024 - 2025, toàn tỉnh có 650 trường với 320.000 học sinh; tỷ lệ trường đạt chuẩn quốc gia là 68,5%, tăng 2,1% so với năm học trước.", [
        ("baseline", "toàn tỉnh có trường", 650, 650, "trường", "2025", None),
        ("baseline", "trường học sinh", 320000, 320000, "học sinh", "2025", None),
        ("baseline", "tỷ lệ trường đạt chuẩn quốc gia", 68.5, 68.5, "%", "2025", None),
        ("change", "tỷ lệ trường đạt chuẩn quốc gia tăng so với năm học trước", 2.1, 2.1, "%", "2025", None),
    ]),
    ("T", "Tổ chức ít nhất 04 lớp bồi dưỡng/năm cho cán bộ, công chức cấp xã.", [
        ("planned", "Tổ chức lớp bồi dưỡng cho cán bộ, công chức cấp xã", 4, None, "lớp bồi dưỡng/năm", None, None),
    ]),
    ("T", "Đào tạo 300 kỹ sư, 1.000 công nhân kỹ thuật phục vụ các khu công nghiệp đến năm 2030.", [
        ("target", "Đào tạo kỹ sư", 300, 300, "kỹ sư", "2030", None),
        ("target", "Đào tạo công nhân kỹ thuật phục vụ các khu công nghiệp", 1000, 1000, "công nhân", "2030", None),
    ]),
    ("T", "Hỗ trợ 50% kinh phí mua giống cho các hộ tham gia mô hình.", [
        ("planned", "Hỗ trợ kinh phí mua giống cho các hộ tham gia mô hình", 50, 50, "%", None, None),
    ]),
    ("T", "Kiểm tra tối thiểu 20% số cơ sở thuộc diện quản lý.", [
        ("planned", "Kiểm tra số cơ sở thuộc diện quản lý", 20, None, "%", None, None),
    ]),
    ("T", "Hoàn thành giải phóng mặt bằng 120 ha trong năm 2026 để bàn giao cho nhà đầu tư.", [
        ("planned", "Hoàn thành giải phóng mặt bằng", 120, 120, "ha", "2026", None),
    ]),
    ("G", "Phấn đấu 100% trẻ em 5 tuổi, 98% trẻ em mẫu giáo và 45% trẻ em nhà trẻ được đến trường.", [
        ("target", "trẻ em 5 tuổi được đến trường", 100, 100, "%", None, None),
        ("target", "trẻ em mẫu giáo được đến trường", 98, 98, "%", None, None),
        ("target", "trẻ em nhà trẻ được đến trường", 45, 45, "%", None, None),
    ]),
    ("G", "Tỷ lệ chất thải rắn sinh hoạt được thu gom, xử lý đạt 97%, trong đó chôn lấp trực tiếp dưới 30%.", [
        ("target", "Tỷ lệ chất thải rắn sinh hoạt được thu gom, xử lý", 97, 97, "%", None, None),
        ("target", "chôn lấp trực tiếp", None, 30, "%", None, 0),
    ]),
    ("G", "Đến năm 2027, thành lập mới 12 hợp tác xã, củng cố 45 hợp tác xã hoạt động yếu kém.", [
        ("target", "thành lập mới hợp tác xã", 12, 12, "hợp tác xã", "2027", None),
        ("target", "củng cố hợp tác xã hoạt động yếu kém", 45, 45, "hợp tác xã", "2027", None),
    ]),
    ("G", "Tỷ lệ bao phủ bảo hiểm xã hội đạt 48% lực lượng lao động trong độ tuổi; bảo hiểm thất nghiệp đạt 40%.", [
        ("target", "Tỷ lệ bao phủ bảo hiểm xã hội lực lượng lao động trong độ tuổi", 48, 48, "%", None, None),
        ("target", "bảo hiểm thất nghiệp", 40, 40, "%", None, None),
    ]),
    ("G", "Ít nhất 70% số thôn, bản có nhà văn hóa; trên 60% dân số luyện tập thể dục, thể thao thường xuyên.", [
        ("target", "số thôn, bản có nhà văn hóa", 70, None, "%", None, None),
        ("target", "dân số luyện tập thể dục, thể thao thường xuyên", 60, None, "%", None, None),
    ]),
    ("G", "Thu ngân sách nhà nước trên địa bàn năm 2026 đạt 6.500 tỷ đồng trở lên.", [
        ("target", "Thu ngân sách nhà nước trên địa bàn", 6500, None, "tỷ đồng", "2026", None),
    ]),
    ("G", "Kiểm soát tốc độ tăng dân số ở mức 0,9%/năm; giảm tỷ lệ sinh con thứ ba trở lên xuống dưới 10%.", [
        ("target", "tốc độ tăng dân số", 0.9, 0.9, "%/năm", "annual", None),
        ("target", "tỷ lệ sinh con thứ ba trở lên", None, 10, "%", None, None),
    ]),
    ("G", "Duy trì tỷ lệ hộ dân sử dụng điện đạt 99,8%.", [
        ("target", "tỷ lệ hộ dân sử dụng điện", 99.8, 99.8, "%", None, None),
    ]),
    ("G", "Hình thành tối thiểu 02 chuỗi liên kết sản xuất gắn với tiêu thụ sản phẩm.", [
        ("target", "Hình thành chuỗi liên kết sản xuất", 2, None, "chuỗi liên", None, None),
    ]),
    ("G", "Số hóa 100% di tích quốc gia đặc biệt, 80% di tích cấp tỉnh.", [
        ("target", "Số hóa di tích quốc gia đặc biệt", 100, 100, "%", None, None),
        ("target", "Số hóa di tích cấp tỉnh", 80, 80, "%", None, None),
    ]),
    ("G", "Tỷ lệ xử lý đơn thư đúng hạn đạt trên 95%; giải quyết khiếu nại, tố cáo đạt trên 90%.", [
        ("target", "Tỷ lệ xử lý đơn thư đúng hạn", 95, None, "%", None, None),
        ("target", "giải quyết khiếu nại, tố cáo", 90, None, "%", None, None),
    ]),
    ("G", "Tuyển sinh, đào tạo nghề cho 18.000 người/năm; tỷ lệ có việc làm sau đào tạo trên 85%.", [
        ("target", "đào tạo nghề cho người", 18000, 18000, "người/năm", "annual", None),
        ("target", "tỷ lệ có việc làm sau đào tạo", 85, None, "%", None, None),
    ]),
    ("G", "Phấn đấu tiết kiệm tối thiểu 10% chi thường xuyên.", [
        ("target", "tiết kiệm chi thường xuyên", 10, None, "%", None, None),
    ]),
    ("G", "Mức tăng năng suất lao động bình quân trên 7,5%/năm.", [
        ("target", "Mức tăng năng suất lao động bình quân", 7.5, None, "%/năm", "annual", None),
    ]),
    ("S", "Năm 2024 có 12/15 chỉ tiêu đạt và vượt kế hoạch, 03 chỉ tiêu chưa đạt.", [
        ("baseline", "chỉ tiêu đạt và vượt kế hoạch", 12, 12, "chỉ tiêu", "2024", None),
        ("baseline", "chỉ tiêu chưa đạt", 3, 3, "chỉ tiêu", "2024", None),
    ]),
    ("S", "Tổng diện tích rừng hiện có 420.000 ha, tỷ lệ che phủ rừng đạt 51,2%.", [
        ("baseline", "Tổng diện tích rừng", 420000, 420000, "ha", None, None),
        ("baseline", "tỷ lệ che phủ rừng", 51.2, 51.2, "%", None, None),
    ]),
    ("S", "Hiện nay, toàn tỉnh có 3.450 doanh nghiệp đang hoạt động với tổng vốn đăng ký 52.000 tỷ đồng.", [
        ("baseline", "toàn tỉnh có doanh nghiệp đang hoạt động", 3450, 3450, "doanh nghiệp", None, None),
        ("baseline", "doanh nghiệp đang hoạt động tổng vốn đăng ký", 52000, 52000, "tỷ đồng", None, None),
    ]),
    ("S", "Kim ngạch xuất khẩu ước đạt 1,25 tỷ USD, tăng 15,3% so với cùng kỳ và đạt 104% kế hoạch năm.", [
        ("baseline", "Kim ngạch xuất khẩu", 1.25, 1.25, "tỷ USD", None, None),
        ("change", "Kim ngạch xuất khẩu tăng so với cùng kỳ", 15.3, 15.3, "%", None, None),
        ("baseline", "Kim ngạch xuất khẩu đạt kế hoạch năm", 104, 104, "%", None, None),
    ]),
    ("S", "Tỷ lệ thất nghiệp còn 2,1%, giảm 0,4% so với năm 2022.", [
        ("baseline", "Tỷ lệ thất nghiệp", 2.1, 2.1, "%", None, None),
        ("change", "Tỷ lệ thất nghiệp giảm so với năm 2022", 0.4, 0.4, "%", None, None),
    ]),
    ("S", "Đã cấp 45.200 thẻ bảo hiểm y tế cho người nghèo, đạt 100% kế hoạch.", [
        ("baseline", "cấp thẻ bảo hiểm y tế cho người nghèo", 45200, 45200, "thẻ bảo hiểm y tế", None, None),
        ("baseline", "cấp thẻ bảo hiểm y tế cho người nghèo đạt kế hoạch", 100, 100, "%", None, None),
    ]),
    ("S", "Trong năm 2024 đã xử lý 1.250 vụ vi phạm, thu nộp ngân sách 12,5 tỷ đồng.", [
        ("baseline", "xử lý vụ vi phạm", 1250, 1250, "vụ", "2024", None),
        ("baseline", "thu nộp ngân sách", 12.5, 12.5, "tỷ đồng", "2024", None),
    ]),
    ("S", "Giá trị sản xuất công nghiệp 6 tháng đầu năm 2025 đạt 15.200 tỷ đồng, bằng 48,5% kế hoạch, tăng 9,1% so với cùng kỳ.", [
        ("baseline", "Giá trị sản xuất công nghiệp", 15200, 15200, "tỷ đồng", "2025-06", None),
        ("baseline", "Giá trị sản xuất công nghiệp bằng kế hoạch", 48.5, 48.5, "%", "2025-06", None),
        ("change", "Giá trị sản xuất công nghiệp tăng so với cùng kỳ", 9.1, 9.1, "%", "2025-06", None),
    ]),
    ("S", "Quỹ Vì người nghèo vận động được 5,2 tỷ đồng, vượt 4% kế hoạch.", [
        ("baseline", "Quỹ Vì người nghèo vận động", 5.2, 5.2, "tỷ đồng", None, None),
        ("change", "Quỹ Vì người nghèo vận động vượt kế hoạch", 4, 4, "%", None, None),
    ]),
    ("T", "Xây dựng 05 mô hình điểm về chuyển đổi số cấp xã trong năm 2026.", [
        ("planned", "Xây dựng mô hình điểm về chuyển đổi số cấp xã", 5, 5, "mô hình", "2026", None),
    ]),
    ("T", "Phân bổ 12,5 tỷ đồng vốn sự nghiệp cho các địa phương.", [
        ("planned", "Phân bổ vốn sự nghiệp cho các địa phương", 12.5, 12.5, "tỷ đồng", None, None),
    ]),
    ("T", "Phấn đấu hoàn thành 100% kế hoạch vốn được giao trước ngày 31/12/2026.", [
        ("target", "hoàn thành kế hoạch vốn được giao", 100, 100, "%", "2026-12-31", None),
    ]),
    ("T", "Vận động ít nhất 95% hộ gia đình ký cam kết chấp hành pháp luật về an toàn giao thông.", [
        ("planned", "Vận động hộ gia đình ký cam kết chấp hành pháp luật về an toàn giao thông", 95, None, "%", None, None),
    ]),
    ("T", "Người từ đủ 14 tuổi được cấp thẻ trong thời hạn 07 ngày làm việc; phí 50.000 đồng/thẻ theo quy định tại Điều 5.", [
    ]),
]


@pytest.mark.parametrize(("section", "sentence", "expected"), ROWS)
def test_every_quantity_of_a_sentence(section: str, sentence: str, expected: list[Row]) -> None:
    targets = parse_document(f"{PLAN}{HEADINGS[section]}\n\n1. {sentence}\n").targets
    assert [
        (t.kind, t.indicator, t.value.min, t.value.max, t.value.unit,
         (t.deadline.end or t.deadline.recurrence) if t.deadline else None, t.part_of)
        for t in targets
    ] == expected
