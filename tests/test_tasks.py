"""Tasks in the forms of Vietnamese plans, as a table: agency, role, first words of the task, partners, time.

All texts are ours, in the real forms; "|" stands for a new line. A row without records assigns nothing.
"""

from __future__ import annotations

import pytest

from vnplan import parse_document

HEAD = (
    "ỦY BAN NHÂN DÂN\nTỈNH SƠN LA\nSố: 15/KH-UBND\nSơn La, ngày 10 tháng 02 năm 2025\nKẾ HOẠCH\n"
    "Thực hiện Chương trình năm 2025\n\nIV. TỔ CHỨC THỰC HIỆN\n\n"
)
Record = tuple[str, str, str, list[str], str | None]

# fmt: off
TASKS: list[tuple[str, list[Record]]] = [
    ("1. Sở Nội vụ chủ trì, phối hợp với Sở Tài chính rà soát biên chế giáo viên trước ngày 15/6/2025.", [
        ("Sở Nội vụ", "lead", "chủ trì, phối hợp với", ["Sở Tài chính"], "2025-06-15"),
    ]),
    ("1. Sở Y tế phối hợp với Sở Giáo dục và Đào tạo kiểm tra bếp ăn bán trú.", [
        ("Sở Y tế", "coordinate", "phối hợp với Sở Giáo", ["Sở Giáo dục và Đào tạo"], None),
    ]),
    ("1. Sở Tư pháp tham mưu Ủy ban nhân dân tỉnh ban hành kế hoạch tuyên truyền.", [
        ("Sở Tư pháp", "advise", "tham mưu Ủy ban nhân", [], None),
    ]),
    ("1. Sở Xây dựng hướng dẫn các xã lập quy hoạch điểm trường.", [
        ("Sở Xây dựng", "implement", "hướng dẫn các xã lập", [], None),
    ]),
    ("1. Sở Công Thương có trách nhiệm kiểm tra việc kinh doanh sữa học đường.", [
        ("Sở Công Thương", "implement", "có trách nhiệm kiểm tra", [], None),
    ]),
    ("1. Thanh tra tỉnh chịu trách nhiệm kiểm tra việc thu chi đầu năm học.", [
        ("Thanh tra tỉnh", "implement", "chịu trách nhiệm kiểm tra", [], None),
    ]),
    ("1. Sở Tài chính là cơ quan đầu mối, chủ trì cân đối kinh phí hằng năm.", [
        ("Sở Tài chính", "lead", "là cơ quan đầu mối,", [], "annual"),
    ]),
    ("1. Công an tỉnh làm đầu mối, chủ trì, phối hợp với các đơn vị liên quan bảo đảm an ninh trường học.", [
        ("Công an tỉnh", "lead", "làm đầu mối, chủ trì,", ["Các đơn vị liên quan"], None),
    ]),
    ("1. Giao Sở Nội vụ tổng hợp, báo cáo Ủy ban nhân dân tỉnh trong tháng 11/2025.", [
        ("Sở Nội vụ", "implement", "tổng hợp, báo cáo Ủy", [], "2025-11"),
    ]),
    ("1. Giao Giám đốc Sở Y tế chủ trì, phối hợp với Chủ tịch Ủy ban nhân dân các xã, phường tổ chức tiêm chủng.", [
        ("Sở Y tế", "lead", "chủ trì, phối hợp với", ["Ủy ban nhân dân các xã, phường"], None),
    ]),
    ("1. Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh phối hợp tuyên truyền, giám sát việc thực hiện.", [
        ("Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh", "coordinate", "phối hợp tuyên truyền, giám", [], None),
    ]),
    ("1. Đề nghị Hội Liên hiệp Phụ nữ tỉnh vận động hội viên đưa trẻ đến trường.", [
        ("Hội Liên hiệp Phụ nữ tỉnh", "implement", "vận động hội viên đưa", [], None),
    ]),
    ("1. Trên cơ sở Kế hoạch này, Ủy ban nhân dân các xã, phường xây dựng kế hoạch cụ thể.", [
        ("Ủy ban nhân dân các xã, phường", "implement", "xây dựng kế hoạch cụ", [], None),
    ]),
    ("1. Căn cứ chức năng, nhiệm vụ được giao, các sở, ban, ngành chủ động triển khai thực hiện.", [
        ("Các sở, ban, ngành", "implement", "chủ động triển khai thực", [], None),
    ]),
    ("1. Hằng năm, Sở Giáo dục và Đào tạo tổ chức sơ kết, đánh giá kết quả thực hiện.", [
        ("Sở Giáo dục và Đào tạo", "implement", "tổ chức sơ kết, đánh", [], "annual"),
    ]),
    ("1. Trong quá trình thực hiện, nếu có khó khăn, vướng mắc, các cơ quan, đơn vị, địa phương phản ánh về Sở Nội vụ để được hướng dẫn.", [
        ("Các cơ quan, đơn vị, địa phương", "implement", "phản ánh về Sở Nội", [], None),
    ]),
    ("1. Các Sở: Tài chính, Nội vụ, Tư pháp rà soát các quy định hiện hành.", [
        ("Sở Tài chính", "implement", "rà soát các quy định", [], None),
        ("Sở Nội vụ", "implement", "rà soát các quy định", [], None),
        ("Sở Tư pháp", "implement", "rà soát các quy định", [], None),
    ]),
    ("1. Sở Tài chính, Sở Nội vụ và các cơ quan liên quan thẩm định đề án.", [
        ("Sở Tài chính", "implement", "thẩm định đề án.", [], None),
        ("Sở Nội vụ", "implement", "thẩm định đề án.", [], None),
        ("Các cơ quan liên quan", "implement", "thẩm định đề án.", [], None),
    ]),
    ("1. Sở Khoa học và Công nghệ (cơ quan thường trực) chủ trì theo dõi, đôn đốc việc thực hiện.", [
        ("Sở Khoa học và Công nghệ", "lead", "chủ trì theo dõi, đôn", [], None),
    ]),
    ("1. Chánh Văn phòng Ủy ban nhân dân tỉnh, Giám đốc các Sở: Tài chính, Nội vụ; Chủ tịch Ủy ban nhân dân các xã, phường chịu trách nhiệm thi hành Quyết định này.", [
        ("Văn phòng Ủy ban nhân dân tỉnh", "implement", "chịu trách nhiệm thi hành", [], None),
        ("Sở Tài chính", "implement", "chịu trách nhiệm thi hành", [], None),
        ("Sở Nội vụ", "implement", "chịu trách nhiệm thi hành", [], None),
        ("Ủy ban nhân dân các xã, phường", "implement", "chịu trách nhiệm thi hành", [], None),
    ]),
    ("1. Chính quyền địa phương các cấp khẩn trương xây dựng kế hoạch cụ thể.", [
        ("Chính quyền địa phương các cấp", "implement", "khẩn trương xây dựng kế", [], None),
    ]),
    ("1. Các doanh nghiệp viễn thông phối hợp với Sở Khoa học và Công nghệ ngầm hóa mạng cáp.", [
        ("Các doanh nghiệp viễn thông", "coordinate", "phối hợp với Sở Khoa", ["Sở Khoa học và Công nghệ"], None),
    ]),
    ("1. Chủ đầu tư các dự án có trách nhiệm hoàn trả mặt bằng trước ngày 30/9/2025.", [
        ("Chủ đầu tư các dự án", "implement", "có trách nhiệm hoàn trả", [], "2025-09-30"),
    ]),
    ("1. Lực lượng dân quân các xã phối hợp với Công an xã tuần tra ban đêm.", [
        ("Lực lượng dân quân các xã", "coordinate", "phối hợp với Công an", ["Công an xã"], None),
    ]),
    ("1. Chủ rừng có trách nhiệm tổ chức lực lượng tuần tra bảo vệ rừng.", [
        ("Chủ rừng", "implement", "có trách nhiệm tổ chức", [], None),
    ]),
    ("1. Hội đồng nhân dân các xã, phường giám sát việc thực hiện Nghị quyết.", [
        ("Hội đồng nhân dân các xã, phường", "implement", "giám sát việc thực hiện", [], None),
    ]),
    ("1. Thường trực Hội đồng nhân dân, các Ban của Hội đồng nhân dân tỉnh giám sát việc thực hiện Nghị quyết này.", [
        ("Thường trực Hội đồng nhân dân", "implement", "giám sát việc thực hiện", [], None),
        ("Các ban của Hội đồng nhân dân tỉnh", "implement", "giám sát việc thực hiện", [], None),
    ]),
    ("1. Giao Thường trực Hội đồng nhân dân, các Ban Hội đồng nhân dân, các Tổ đại biểu và đại biểu Hội đồng nhân dân tỉnh giám sát việc thực hiện.", [
        ("Thường trực Hội đồng nhân dân", "implement", "giám sát việc thực hiện.", [], None),
        ("Các ban Hội đồng nhân dân", "implement", "giám sát việc thực hiện.", [], None),
        ("Các Tổ đại biểu", "implement", "giám sát việc thực hiện.", [], None),
    ]),
    ("1. Ủy ban nhân dân các xã, phường trong phạm vi chức năng, nhiệm vụ, quyền hạn của mình tổ chức thực hiện Kế hoạch.", [
        ("Ủy ban nhân dân các xã, phường", "implement", "tổ chức thực hiện Kế", [], None),
    ]),
    ("1. Đề nghị Thủ tướng Chính phủ xem xét, bổ sung kinh phí cho tỉnh.", [
    ]),
    ("1. Đề nghị Bộ Giáo dục và Đào tạo sớm ban hành hướng dẫn thực hiện.", [
    ]),
    ("1. Kiến nghị Quốc hội sửa đổi Luật Ngân sách nhà nước.", [
    ]),
    ("1. Sở Nội vụ đã phối hợp với Sở Tài chính rà soát biên chế.", [
    ]),
    ("1. Sở Y tế là cơ quan chuyên môn thuộc Ủy ban nhân dân tỉnh.", [
    ]),
    ("1. Quốc hội giao Chính phủ quy định chi tiết Điều này.", [
    ]),
    ("1. Ủy ban nhân dân tỉnh ban hành Kế hoạch thực hiện Chương trình như sau:", [
    ]),
    ("1. Sở Tài chính được giao quản lý nguồn vốn.", [
    ]),
    ("1. Theo đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 15/TTr-SNV.", [
    ]),
    ("1. Sở Nội vụ rà soát biên chế; Sở Tài chính bố trí kinh phí; Sở Y tế kiểm tra sức khỏe.", [
        ("Sở Nội vụ", "implement", "rà soát biên chế", [], None),
        ("Sở Tài chính", "implement", "bố trí kinh phí", [], None),
        ("Sở Y tế", "implement", "kiểm tra sức khỏe.", [], None),
    ]),
    ("1. Sở Nội vụ chủ trì rà soát biên chế. Sở Tài chính bố trí kinh phí. Hoàn thành trong quý IV/2025.", [
        ("Sở Nội vụ", "lead", "chủ trì rà soát biên", [], None),
        ("Sở Tài chính", "implement", "bố trí kinh phí. Hoàn", [], "2025-12"),
    ]),
    ("1. Giao Sở Xây dựng thẩm định dự án, hoàn thành trước ngày 30/6/2025. Báo cáo kết quả trước ngày 05/7/2025.", [
        ("Sở Xây dựng", "implement", "thẩm định dự án, hoàn", [], "2025-06-30"),
    ]),
    ("1. Ban Chỉ huy Phòng thủ dân sự tỉnh tổ chức trực ban 24/24 giờ.", [
        ("Ban Chỉ huy Phòng thủ dân sự tỉnh", "implement", "tổ chức trực ban 24/24", [], None),
    ]),
    ("1. Bộ Chỉ huy Quân sự tỉnh phối hợp với Công an tỉnh sơ tán dân.", [
        ("Bộ Chỉ huy Quân sự tỉnh", "coordinate", "phối hợp với Công an", ["Công an tỉnh"], None),
    ]),
    ("1. Báo và Phát thanh, Truyền hình tỉnh xây dựng chuyên mục tuyên truyền hằng tháng.", [
        ("Báo và Phát thanh, Truyền hình tỉnh", "implement", "xây dựng chuyên mục tuyên", [], "monthly"),
    ]),
    ("1. Kho bạc Nhà nước khu vực XII hướng dẫn các đơn vị thanh toán.", [
        ("Kho bạc Nhà nước khu vực XII", "implement", "hướng dẫn các đơn vị", [], None),
    ]),
    ("1. Chi cục Thủy lợi lập phương án chống hạn trong tháng 3/2025.", [
        ("Chi cục Thủy lợi", "implement", "lập phương án chống hạn", [], "2025-03"),
    ]),
    ("1. Trung tâm Chuyển đổi số tỉnh vận hành hệ thống thông tin.", [
        ("Trung tâm Chuyển đổi số tỉnh", "implement", "vận hành hệ thống thông", [], None),
    ]),
    ("1. Ủy ban nhân dân cấp xã niêm yết công khai danh sách hộ nghèo.", [
        ("Ủy ban nhân dân cấp xã", "implement", "niêm yết công khai danh", [], None),
    ]),
    ("1. Các địa phương chủ động bố trí kinh phí đối ứng.", [
        ("Các địa phương", "implement", "chủ động bố trí kinh", [], None),
    ]),
    ("1. Các cấp, các ngành tăng cường công tác tuyên truyền.", [
        ("Các cấp, các ngành", "implement", "tăng cường công tác tuyên", [], None),
    ]),
    ("1. Sở Nông nghiệp và Môi trường chủ trì, phối hợp với Sở Tài chính, Sở Xây dựng và Ủy ban nhân dân các xã rà soát quỹ đất.", [
        ("Sở Nông nghiệp và Môi trường", "lead", "chủ trì, phối hợp với", ["Sở Tài chính", "Sở Xây dựng", "Ủy ban nhân dân các xã"], None),
    ]),
    ("1. Sở Nội vụ chủ trì, phối hợp chặt chẽ với các cơ quan, đơn vị có liên quan tham mưu khen thưởng.", [
        ("Sở Nội vụ", "lead", "chủ trì, phối hợp chặt", ["Các cơ quan, đơn vị có liên quan"], None),
    ]),
    ("1. Công an tỉnh phối hợp cùng Sở Y tế và các bệnh viện lập hồ sơ cai nghiện.", [
        ("Công an tỉnh", "coordinate", "phối hợp cùng Sở Y", ["Sở Y tế", "Các bệnh viện"], None),
    ]),
    ("1. Sở Giáo dục và Đào tạo chỉ đạo các trường phối hợp với Ban đại diện cha mẹ học sinh chăm sóc trẻ.", [
        ("Sở Giáo dục và Đào tạo", "implement", "chỉ đạo các trường phối", ["Ban đại diện cha mẹ học sinh"], None),
    ]),
    ("1. Tổng hợp, tham mưu báo cáo là việc thường xuyên của Sở Nội vụ.", [
    ]),
    ("1. Sở Tài chính tổng hợp, tham mưu Ủy ban nhân dân tỉnh phân bổ kinh phí.", [
        ("Sở Tài chính", "advise", "tổng hợp, tham mưu Ủy", [], None),
    ]),
    ("1. Sở Nội vụ định kỳ hằng quý báo cáo kết quả về Ủy ban nhân dân tỉnh.", [
        ("Sở Nội vụ", "implement", "định kỳ hằng quý báo", [], "quarterly"),
    ]),
    ("1. Sở Nội vụ báo cáo kết quả trước ngày 15 tháng 12 hằng năm.", [
        ("Sở Nội vụ", "implement", "báo cáo kết quả trước", [], "annual"),
    ]),
    ("1. Sở Xây dựng hoàn thành việc lập hồ sơ đến năm 2026.", [
        ("Sở Xây dựng", "implement", "hoàn thành việc lập hồ", [], "2026"),
    ]),
    ("1. Sở Văn hóa, Thể thao và Du lịch xây dựng lộ trình đạt mục tiêu 80% xã có nhà văn hóa vào năm 2030.", [
        ("Sở Văn hóa, Thể thao và Du lịch", "implement", "xây dựng lộ trình đạt", [], None),
    ]),
    ("1. Sở Y tế triển khai Kế hoạch phát triển y tế giai đoạn 2026 - 2030.", [
        ("Sở Y tế", "implement", "triển khai Kế hoạch phát", [], None),
    ]),
    ("1. Sở Tài chính bố trí kinh phí trong dự toán ngân sách hằng năm.", [
        ("Sở Tài chính", "implement", "bố trí kinh phí trong", [], "annual"),
    ]),
    ("1. Sở Nội vụ xây dựng kế hoạch biên chế hằng năm.", [
        ("Sở Nội vụ", "implement", "xây dựng kế hoạch biên", [], None),
    ]),
    ("1. Sở Tư pháp hoàn thành rà soát văn bản trong quý II/2025.", [
        ("Sở Tư pháp", "implement", "hoàn thành rà soát văn", [], "2025-06"),
    ]),
    ("1. Sở Công Thương thực hiện trong tháng 8/2025 việc kiểm tra chợ.", [
        ("Sở Công Thương", "implement", "thực hiện trong tháng 8/2025", [], "2025-08"),
    ]),
    ("1. Ủy quyền Giám đốc Sở Y tế ký hợp đồng lao động.", [
        ("Sở Y tế", "implement", "ký hợp đồng lao động.", [], None),
    ]),
    ("1. Văn phòng Ủy ban nhân dân tỉnh thông báo để Sở Nội vụ và các cơ quan liên quan biết, thực hiện.", [
        ("Sở Nội vụ", "implement", "biết, thực hiện.", [], None),
        ("Các cơ quan liên quan", "implement", "biết, thực hiện.", [], None),
    ]),
    ("1. Cục Hải quan thông báo để Công ty TNHH Hoa Mai biết và thực hiện.", [
    ]),
    ("1. Vụ trưởng Vụ Pháp chế, Cục trưởng Cục Đường bộ Việt Nam chịu trách nhiệm thi hành Quyết định này.", [
        ("Vụ Pháp chế", "implement", "chịu trách nhiệm thi hành", [], None),
        ("Cục Đường bộ Việt Nam", "implement", "chịu trách nhiệm thi hành", [], None),
    ]),
    ("1. Bộ trưởng các Bộ, Thủ trưởng cơ quan ngang Bộ chỉ đạo rà soát văn bản.", [
        ("Các bộ", "implement", "chỉ đạo rà soát văn", [], None),
        ("Các cơ quan ngang bộ", "implement", "chỉ đạo rà soát văn", [], None),
    ]),
    ("1. Hiệu trưởng các trường mầm non tổ chức tập huấn cho giáo viên.", [
        ("Hiệu trưởng các trường mầm non", "implement", "tổ chức tập huấn cho", [], None),
    ]),
    ("1. Mặt trận Tổ quốc Việt Nam và các tổ chức thành viên của Mặt trận giám sát việc thực hiện.", [
        ("Ủy ban Mặt trận Tổ quốc Việt Nam", "implement", "giám sát việc thực hiện.", [], None),
        ("Các tổ chức thành viên của Mặt trận", "implement", "giám sát việc thực hiện.", [], None),
    ]),
    ("1. Tòa án nhân dân tỉnh, Viện kiểm sát nhân dân tỉnh phối hợp với Công an tỉnh xét xử lưu động.", [
        ("Tòa án nhân dân tỉnh", "coordinate", "phối hợp với Công an", ["Công an tỉnh"], None),
        ("Viện kiểm sát nhân dân tỉnh", "coordinate", "phối hợp với Công an", ["Công an tỉnh"], None),
    ]),
    ("1. Sở Nội vụ, trên cơ sở đề xuất của các sở, ngành, tổng hợp nhu cầu tuyển dụng.", [
        ("Sở Nội vụ", "implement", "trên cơ sở đề xuất", [], None),
    ]),
    ("1. Đồng thời, giao Công an tỉnh chủ trì, phối hợp với Sở Y tế rà soát người nghiện.", [
        ("Công an tỉnh", "lead", "chủ trì, phối hợp với", ["Sở Y tế"], None),
    ]),
    ("1. Về kinh phí: giao Sở Tài chính cân đối nguồn vốn trước ngày 31/12/2025.", [
        ("Sở Tài chính", "implement", "cân đối nguồn vốn trước", [], "2025-12-31"),
    ]),
    ("1. Sở Nội vụ và Sở Tài chính căn cứ chức năng, nhiệm vụ phối hợp thẩm định đề án.", [
        ("Sở Nội vụ", "coordinate", "căn cứ chức năng, nhiệm", [], None),
        ("Sở Tài chính", "coordinate", "căn cứ chức năng, nhiệm", [], None),
    ]),
    ("1. Sở Nội vụ|a) Chủ trì, phối hợp với Sở Tài chính rà soát biên chế.|b) Tham mưu khen thưởng.|c) Báo cáo kết quả trước ngày 30/11/2025.", [
        ("Sở Nội vụ", "lead", "Chủ trì, phối hợp với", ["Sở Tài chính"], None),
        ("Sở Nội vụ", "advise", "Tham mưu khen thưởng.", [], None),
        ("Sở Nội vụ", "implement", "Báo cáo kết quả trước", [], "2025-11-30"),
    ]),
    ("1. Sở Tài chính:|- Bố trí kinh phí hằng năm.|- Phối hợp với Sở Nội vụ thẩm định đề án.", [
        ("Sở Tài chính", "implement", "Bố trí kinh phí hằng", [], "annual"),
        ("Sở Tài chính", "coordinate", "Phối hợp với Sở Nội", ["Sở Nội vụ"], None),
    ]),
    ("1. Công an tỉnh|a) Chủ trì, phối hợp|- Sở Tài chính rà soát cơ sở vật chất.|- Sở Nội vụ và các đơn vị liên quan tham mưu phân cấp quản lý.", [
        ("Công an tỉnh", "lead", "Sở Tài chính rà soát", ["Sở Tài chính"], None),
        ("Công an tỉnh", "lead", "Sở Nội vụ và các", ["Sở Nội vụ", "Các đơn vị liên quan"], None),
    ]),
    ("1. Sở Y tế chủ trì, phối hợp với Sở Nội vụ thực hiện các nhiệm vụ sau:|- Rà soát nhân lực y tế.|- Tổ chức tập huấn trong quý III/2025.|- Phối hợp với Công an tỉnh kiểm tra.", [
        ("Sở Y tế", "lead", "Rà soát nhân lực y", ["Sở Nội vụ"], None),
        ("Sở Y tế", "lead", "Tổ chức tập huấn trong", ["Sở Nội vụ"], "2025-09"),
        ("Sở Y tế", "coordinate", "Phối hợp với Công an", ["Công an tỉnh"], None),
    ]),
    ("1. Các sở, ban, ngành; Ủy ban nhân dân các xã, phường|- Xây dựng kế hoạch trước ngày 15/3/2025.|- Định kỳ hằng năm báo cáo kết quả.", [
        ("Các sở, ban, ngành", "implement", "Xây dựng kế hoạch trước", [], "2025-03-15"),
        ("Ủy ban nhân dân các xã, phường", "implement", "Xây dựng kế hoạch trước", [], "2025-03-15"),
        ("Các sở, ban, ngành", "implement", "Định kỳ hằng năm báo", [], "annual"),
        ("Ủy ban nhân dân các xã, phường", "implement", "Định kỳ hằng năm báo", [], "annual"),
    ]),
    ("1. Đề nghị Hội Nông dân tỉnh:|- Vận động hội viên tham gia.|- Phối hợp với Sở Y tế tuyên truyền.", [
        ("Hội Nông dân tỉnh", "implement", "Vận động hội viên tham", [], None),
        ("Hội Nông dân tỉnh", "coordinate", "Phối hợp với Sở Y", ["Sở Y tế"], None),
    ]),
    ("1. Sở Giáo dục và Đào tạo|Chủ trì, phối hợp với Sở Nội vụ tuyển dụng giáo viên.|Hướng dẫn các trường thực hiện.", [
        ("Sở Giáo dục và Đào tạo", "lead", "Chủ trì, phối hợp với", ["Sở Nội vụ"], None),
    ]),
    ("1. Các doanh nghiệp viễn thông|- Đầu tư hạ tầng số tại các xã.|- Phối hợp với Sở Khoa học và Công nghệ ngầm hóa cáp.", [
        ("Các doanh nghiệp viễn thông", "implement", "Đầu tư hạ tầng số", [], None),
        ("Các doanh nghiệp viễn thông", "coordinate", "Phối hợp với Sở Khoa", ["Sở Khoa học và Công nghệ"], None),
    ]),
    ("1. Trách nhiệm của các Sở quản lý công trình chuyên ngành, Ban Quản lý các khu công nghiệp:|a) Bảo đảm nguồn lực thực hiện.|b) Kiểm tra công trình.", [
        ("Các Sở quản lý công trình chuyên ngành", "implement", "Bảo đảm nguồn lực thực", [], None),
        ("Ban Quản lý các khu công nghiệp", "implement", "Bảo đảm nguồn lực thực", [], None),
        ("Các Sở quản lý công trình chuyên ngành", "implement", "Kiểm tra công trình.", [], None),
        ("Ban Quản lý các khu công nghiệp", "implement", "Kiểm tra công trình.", [], None),
    ]),
    ("1. Tuyên truyền pháp luật cho nhân dân.|- Đơn vị chủ trì: Sở Tư pháp.|- Đơn vị phối hợp: Sở Nội vụ, Công an tỉnh.|- Thời gian thực hiện: Quý II/2025.", [
        ("Sở Tư pháp", "lead", "Tuyên truyền pháp luật cho", ["Sở Nội vụ", "Công an tỉnh"], "2025-06"),
        ("Sở Nội vụ", "coordinate", "Tuyên truyền pháp luật cho", [], "2025-06"),
        ("Công an tỉnh", "coordinate", "Tuyên truyền pháp luật cho", [], "2025-06"),
    ]),
    ("1. Tập huấn nghiệp vụ cho cán bộ xã.|- Cơ quan thực hiện: Sở Nội vụ chủ trì, phối hợp với Sở Tư pháp.|- Thời hạn hoàn thành: Trước ngày 30/9/2025.", [
        ("Sở Nội vụ", "lead", "Tập huấn nghiệp vụ cho", ["Sở Tư pháp"], "2025-09-30"),
    ]),
    ("1. Nhiệm vụ thứ nhất|a) Nội dung: Xây dựng cơ sở dữ liệu dùng chung.|b) Cơ quan chủ trì: Sở Khoa học và Công nghệ.|c) Cơ quan phối hợp: Các sở, ban, ngành.|d) Thời gian hoàn thành: Tháng 12/2025.", [
        ("Sở Khoa học và Công nghệ", "lead", "Xây dựng cơ sở dữ", ["Các sở, ban, ngành"], "2025-12"),
        ("Các sở, ban, ngành", "coordinate", "Xây dựng cơ sở dữ", [], "2025-12"),
    ]),
    ("1. Rà soát cơ sở vật chất trường học (đơn vị chủ trì: Sở Xây dựng; đơn vị phối hợp: Sở Tài chính; thời gian: quý I/2025).", [
        ("Sở Xây dựng", "lead", "Rà soát cơ sở vật", ["Sở Tài chính"], "2025-03"),
        ("Sở Tài chính", "coordinate", "Rà soát cơ sở vật", [], "2025-03"),
    ]),
    ("1. Giao Sở Y tế có trách nhiệm:|a) Công khai thủ tục hành chính.|b) Rà soát quy trình nội bộ trước ngày 01/12/2025.", [
        ("Sở Y tế", "implement", "Công khai thủ tục hành", [], None),
        ("Sở Y tế", "implement", "Rà soát quy trình nội", [], "2025-12-01"),
    ]),
    ("1. Công an tỉnh|a) Chỉ đạo công an các xã tuần tra.|b) Sở Y tế phối hợp cung cấp số liệu.", [
        ("Công an tỉnh", "implement", "Chỉ đạo công an các", [], None),
        ("Sở Y tế", "coordinate", "phối hợp cung cấp số", [], None),
    ]),
    ("1. Ủy ban nhân dân các xã, phường|a) Tổ chức quán triệt Kế hoạch. Tăng cường kiểm tra.|b) Ủy ban nhân dân các xã, phường phân công cán bộ theo dõi.", [
        ("Ủy ban nhân dân các xã, phường", "implement", "Tổ chức quán triệt Kế", [], None),
        ("Ủy ban nhân dân các xã, phường", "implement", "phân công cán bộ theo", [], None),
    ]),
    ("1. Sở Nội vụ|Tổ chức sơ kết, tổng kết.|Trên đây là Kế hoạch của Ủy ban nhân dân tỉnh.", [
        ("Sở Nội vụ", "implement", "Tổ chức sơ kết, tổng", [], None),
    ]),
    ("1. Sở Công Thương (trước ngày 30/6/2025):|- Kiểm tra các chợ.|- Lập danh sách hộ kinh doanh.", [
        ("Sở Công Thương", "implement", "Kiểm tra các chợ.", [], "2025-06-30"),
        ("Sở Công Thương", "implement", "Lập danh sách hộ kinh", [], "2025-06-30"),
    ]),
    ("1. Sở Tài chính - Cơ quan thường trực Ban Chỉ đạo|- Tham mưu phân công nhiệm vụ thành viên.|- Làm đầu mối tổng hợp.", [
        ("Sở Tài chính", "advise", "Tham mưu phân công nhiệm", [], None),
        ("Sở Tài chính", "implement", "Làm đầu mối tổng hợp.", [], None),
    ]),
    ("1. Chi cục Hải quan khu vực VIII|a) Tăng cường kiểm soát hàng hóa.|b) Phối hợp với Công an tỉnh bắt giữ đối tượng.", [
        ("Chi cục Hải quan khu vực VIII", "implement", "Tăng cường kiểm soát hàng", [], None),
        ("Chi cục Hải quan khu vực VIII", "coordinate", "Phối hợp với Công an", ["Công an tỉnh"], None),
    ]),
]
# fmt: on


def read(text: str) -> list[Record]:
    """The records of an item of a plan, with the first five words of each task."""
    found: list[Record] = []
    for a in parse_document(HEAD + text.replace("|", "\n")).assignments:
        time = (a.deadline.end or a.deadline.recurrence) if a.deadline else None
        task = " ".join(a.task[:44].split()[:5])
        found.append((a.agency.name if a.agency else "", a.role, task, [p.name for p in a.partners], time))
    return found


@pytest.mark.parametrize(("text", "expected"), TASKS)
def test_tasks_whole(text: str, expected: list[Record]) -> None:
    assert read(text) == expected


def test_every_record_says_which_rows_of_the_tables_held() -> None:
    text = "1. Giao Sở Nội vụ chủ trì rà soát biên chế trước ngày 15/6/2025."
    [record] = parse_document(HEAD + text).assignments
    told = record.explain()
    assert "clause.strong" in told
    assert "due.day" in told
    assert "gives the agency a task" in told
