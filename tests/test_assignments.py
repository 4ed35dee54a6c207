"""Assignments by form: headings, sentences, lines, tables, enforcement articles, reports; roles, partners, deadlines."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from conftest import NAMES, gold, parsed
from hypothesis import given, settings
from hypothesis import strategies as st

from vnplan import parse_document
from vnplan.extraction.assignments.roles import roles
from vnplan.models import Assignment
from vnplan.text import fold, lower

PLAN = "KẾ HOẠCH\nPhát triển giáo dục mầm non năm 2024\n\nIV. TỔ CHỨC THỰC HIỆN\n\n"


def read(text: str) -> list[tuple[str, str, str]]:
    """Agency, role and task of each record."""
    return [(a.agency.name if a.agency else "", a.role, a.task) for a in parse_document(text).assignments]


def brief(text: str) -> list[tuple[str, str]]:
    return [(name, role) for name, role, _ in read(text)]


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("chủ trì, phối hợp với sở nội vụ", "lead"),
        ("là cơ quan thường trực, chủ trì, phối hợp", "lead"),
        ("làm đầu mối, chủ trì, phối hợp với các sở", "lead"),
        ("có trách nhiệm chủ trì", "lead"),
        ("phối hợp với sở tài chính tham mưu", "coordinate"),
        ("tích cực phối hợp đẩy mạnh", "coordinate"),
        ("theo chức năng, nhiệm vụ của đơn vị, tích cực phối hợp đẩy mạnh", "coordinate"),
        ("tham mưu ủy ban nhân dân tỉnh", "advise"),
        ("hằng năm, tham mưu ủy ban nhân dân tỉnh", "advise"),
        ("hằng năm, căn cứ vào khả năng ngân sách địa phương tham mưu, báo cáo", "advise"),
        ("tổng hợp, tham mưu báo cáo cấp có thẩm quyền", "advise"),
        ("là cơ quan đầu mối, thường trực giúp ủy ban nhân dân tỉnh đôn đốc, tham mưu", "implement"),
        ("chuẩn bị chương trình để phối hợp với sở", "implement"),
        ("trên cơ sở kế hoạch này, xây dựng kế hoạch của huyện", "implement"),
    ],
)
def test_the_role_is_that_of_the_first_verb(words: str, role: str) -> None:
    assert roles().role_of(words)[0] == role


def test_items_under_an_agency_heading() -> None:
    text = PLAN + (
        "1. Sở Giáo dục và Đào tạo\n\n"
        "- Chủ trì, phối hợp với Sở Nội vụ, Sở Tài chính lập danh sách.\n\n"
        "- Tổng hợp kết quả, báo cáo Ủy ban nhân dân tỉnh.\n\n"
        "2. Sở Tài chính: Tham mưu Ủy ban nhân dân tỉnh bố trí kinh phí.\n"
    )
    assert brief(text) == [
        ("Sở Giáo dục và Đào tạo", "lead"), ("Sở Giáo dục và Đào tạo", "implement"), ("Sở Tài chính", "advise"),
    ]  # fmt: skip
    first = parse_document(text).assignments[0]
    assert [p.name for p in first.partners] == ["Sở Nội vụ", "Sở Tài chính"]
    assert first.rule == "assignment.item"


def test_a_lead_in_that_ends_with_a_colon_names_the_agency_of_its_items() -> None:
    text = PLAN + "1. Sở Y tế (sau đây gọi tắt là Sở) có trách nhiệm:\n\na) Chủ trì kiểm tra bếp ăn;\n\nb) Báo cáo kết quả.\n"
    assert brief(text) == [("Sở Y tế", "lead"), ("Sở Y tế", "implement")]


def test_an_item_that_repeats_its_agency_keeps_its_role() -> None:
    assert brief(PLAN + "1. Sở Y tế\n\nSở Y tế chủ trì, phối hợp với Sở Nội vụ kiểm tra.\n") == [("Sở Y tế", "lead")]


def test_an_item_over_several_paragraphs_is_one_task() -> None:
    text = PLAN + "1. Sở Nội vụ\n\n- Rà soát biên chế:\n\n+ Ở trường mầm non;\n\n+ Ở trường tiểu học.\n"
    (found,) = read(text)
    assert found[:2] == ("Sở Nội vụ", "implement")
    assert found[2].endswith("Ở trường tiểu học.")


def test_one_record_for_each_agency_of_a_heading() -> None:
    text = PLAN + "1. Các Sở: Kế hoạch và Đầu tư, Tài chính\n\nTham mưu Ủy ban nhân dân tỉnh cân đối vốn hằng năm.\n"
    assert brief(text) == [("Sở Kế hoạch và Đầu tư", "advise"), ("Sở Tài chính", "advise")]
    assert {a.deadline.recurrence for a in parse_document(text).assignments if a.deadline} == {"annual"}


def test_the_closing_paragraph_is_no_task_of_the_last_agency() -> None:
    text = PLAN + (
        "1. Sở Y tế\n\na) Kiểm tra bếp ăn.\n\n"
        "Ủy ban nhân dân tỉnh giao Giám đốc Sở Nội vụ theo dõi việc thực hiện Kế hoạch này./.\n"
    )
    assert brief(text) == [("Sở Y tế", "implement"), ("Sở Nội vụ", "implement")]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Sở Nội vụ chủ trì, phối hợp với Sở Tài chính rà soát biên chế.", [("Sở Nội vụ", "lead")]),
        ("Sở Nội vụ phối hợp với Sở Tài chính rà soát biên chế.", [("Sở Nội vụ", "coordinate")]),
        ("Giao Sở Nội vụ theo dõi việc thực hiện.", [("Sở Nội vụ", "implement")]),
        ("Đề nghị Hội Liên hiệp Phụ nữ tỉnh phối hợp vận động hội viên.", [("Hội Liên hiệp Phụ nữ tỉnh", "coordinate")]),
        ("Yêu cầu Sở Y tế tổ chức khám sức khỏe cho trẻ.", [("Sở Y tế", "implement")]),
        ("Sở Y tế có trách nhiệm tổ chức khám sức khỏe cho trẻ.", [("Sở Y tế", "implement")]),
        ("Sở Tài chính, Sở Nội vụ tham mưu phương án.", [("Sở Tài chính", "advise"), ("Sở Nội vụ", "advise")]),
        ("Sở Y tế tổ chức khám; Sở Nội vụ bố trí biên chế.", [("Sở Y tế", "implement"), ("Sở Nội vụ", "implement")]),
        ("Trên cơ sở Kế hoạch này, Sở Y tế tổ chức khám.", [("Sở Y tế", "implement")]),
    ],
)
def test_sentences(sentence: str, expected: list[tuple[str, str]]) -> None:
    assert brief(f"{PLAN}1. {sentence}\n") == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Sở Nội vụ đã phối hợp với Sở Tài chính rà soát biên chế.", "Theo đề nghị của Sở Nội vụ, biên chế được giữ nguyên.",
        "Kinh phí do Sở Tài chính cấp.", "Danh sách gửi về Sở Nội vụ.", "Sở Nội vụ quyết định thu hồi tài sản công.",
        "Tại Công văn số 8091/BNV-TCBC ngày 17/9/2025 đề nghị Sở Nội vụ báo cáo.", "Nhiệm vụ được giao cho đơn vị khác ngoài Sở Nội vụ.",
    ],
)  # fmt: skip
def test_sentences_that_assign_nothing(sentence: str) -> None:
    assert read(f"{PLAN}1. {sentence}\n") == []


def test_a_partner_after_a_colon_is_no_subject() -> None:
    text = PLAN + "1. Giao Sở Y tế chủ trì, phối hợp với các đơn vị: Sở Nội vụ và Sở Tài chính căn cứ Kế hoạch thực hiện.\n"
    assert brief(text) == [("Sở Y tế", "lead")]


def test_labelled_lines_share_task_and_time() -> None:
    text = (
        "KẾ HOẠCH\nNâng cao năng lực\n\nIII. NHIỆM VỤ\n\n- Tổ chức tập huấn cho giáo viên.\n\n"
        "Đơn vị chủ trì: Sở Tư pháp.\n\nĐơn vị phối hợp: Sở Nội vụ; Sở Y tế.\n\nThời gian thực hiện: Tháng 12/2025.\n"
    )
    found = parse_document(text).assignments
    assert [(a.agency.name, a.role) for a in found if a.agency] == [
        ("Sở Tư pháp", "lead"), ("Sở Nội vụ", "coordinate"), ("Sở Y tế", "coordinate"),
    ]  # fmt: skip
    assert {a.task for a in found} == {"Tổ chức tập huấn cho giáo viên."}
    assert {a.deadline.end for a in found if a.deadline} == {"2025-12"}
    assert [p.name for p in found[0].partners] == ["Sở Nội vụ", "Sở Y tế"]


def test_a_table_with_columns_for_who_and_when() -> None:
    text = (
        "KẾ HOẠCH\nKiểm tra năm 2024\n\nIII. Phân công\n\nTT\tNội dung công việc\tĐơn vị chủ trì\tĐơn vị phối hợp\tThời gian\n"
        "1\tXây dựng mẫu\tSở Y tế\tSở Nội vụ\tTháng 4/2024\n2\tTập huấn\tSở Nội vụ\tSở Y tế\tTrước ngày 15/5/2024\n"
    )
    found = parse_document(text).assignments
    assert [(a.agency.name, a.role, a.task, a.deadline.end) for a in found if a.agency and a.deadline] == [
        ("Sở Y tế", "lead", "Xây dựng mẫu", "2024-04"), ("Sở Nội vụ", "coordinate", "Xây dựng mẫu", "2024-04"),
        ("Sở Nội vụ", "lead", "Tập huấn", "2024-05-15"), ("Sở Y tế", "coordinate", "Tập huấn", "2024-05-15"),
    ]  # fmt: skip


def test_an_enforcement_article_gives_each_agency_a_record() -> None:
    text = (
        "QUYẾT ĐỊNH\nBan hành Kế hoạch\n\nQUYẾT ĐỊNH:\n\nĐiều 1. Ban hành Kế hoạch.\n\nĐiều 2. Chánh Văn phòng UBND tỉnh; "
        "Giám đốc các Sở: Tài chính, Nội vụ; Chủ tịch UBND các huyện, thành phố và Thủ trưởng cơ quan thuộc Chính phủ chịu "
        "trách nhiệm thi hành Quyết định này./.\n"
    )
    assert brief(text) == [
        ("Văn phòng Ủy ban nhân dân tỉnh", "implement"), ("Sở Tài chính", "implement"), ("Sở Nội vụ", "implement"),
        ("Ủy ban nhân dân các huyện, thành phố", "implement"), ("Các cơ quan thuộc Chính phủ", "implement"),
    ]  # fmt: skip
    assert {a.rule for a in parse_document(text).assignments} == {"assignment.enforcement"}


@pytest.mark.parametrize(
    ("item", "end", "recurrence"),
    [
        ("- Lập danh sách, gửi trước ngày 01/11/2024.", "2024-11-01", None),
        ("- Ban hành kế hoạch, hoàn thành trong quý IV năm 2024.", "2024-12", None),
        ("- Báo cáo kết quả trước ngày 15/12 hằng năm.", None, "annual"),
        ("- Lồng ghép Chương trình mục tiêu quốc gia giai đoạn 2021 - 2025, kế hoạch đến năm 2030 vào nhiệm vụ.", None, None),
        ("- Thực hiện Quyết định số 33/QĐ-TTg ngày 08 tháng 01 năm 2019 của Thủ tướng Chính phủ.", None, None),
    ],
)
def test_deadlines(item: str, end: str | None, recurrence: str | None) -> None:
    (found,) = parse_document(f"{PLAN}1. Sở Nội vụ\n\n{item}\n").assignments
    assert (found.deadline.end if found.deadline else None) == end
    assert (found.deadline.recurrence if found.deadline else None) == recurrence


def test_duties_in_a_law_need_a_strong_verb_or_a_heading_of_duties() -> None:
    head = "NGHỊ ĐỊNH\nQuy định chính sách\n\nĐiều 1. Hồ sơ\n\n1. Bộ Y tế thẩm định hồ sơ trong 05 ngày.\n\n"
    duty = "Điều 2. Trách nhiệm thi hành\n\n1. Bộ Tài chính bố trí dự toán.\n"
    assert brief(head + duty) == [("Bộ Tài chính", "implement")]


def folded(text: str) -> str:
    return lower(fold(unicodedata.normalize("NFC", text)))


@pytest.mark.parametrize("name", [n for n in NAMES if gold(n)["assignments"]])
def test_the_corpus_gives_each_labelled_agency_its_role(name: str) -> None:
    found = {(folded(n), a.role) for a in parsed(name).assignments if a.agency for n in (a.agency.name, a.agency.full_name)}
    wanted = {(folded(row["agency"]), row["role"]) for row in gold(name)["assignments"]}
    assert wanted - found == set()


def test_members_of_a_body_stand_for_it_but_those_of_the_government_do_not() -> None:
    text = PLAN + "1. Thành viên Hội đồng Thi đua - Khen thưởng tỉnh, Giám đốc Sở Nội vụ có trách nhiệm tổ chức thực hiện.\n\n"
    assert brief(text) == [("Hội đồng Thi đua - Khen thưởng tỉnh", "implement"), ("Sở Nội vụ", "implement")]
    assert brief(PLAN + "1. Thành viên Chính phủ có trách nhiệm dự họp.\n") == []


def test_partners_are_no_subjects_of_the_same_verb() -> None:
    text = PLAN + "1. Hằng năm, Sở Nội vụ phối hợp với Sở Y tế, các sở, ngành liên quan thực hiện nhiệm vụ rà soát biên chế.\n"
    assert brief(text) == [("Sở Nội vụ", "coordinate")]


def test_a_cell_names_an_agency_that_nobody_knows() -> None:
    head = "KẾ HOẠCH\nTriển khai đề án năm 2024\n\nI. PHÂN CÔNG\n\nTT\tNội dung\tĐơn vị chủ trì\tĐơn vị phối hợp\tThời gian\n"
    rows = "1\tXây dựng mẫu\tTổ giúp việc đề án\tSở Y tế\tTháng 4/2024\n2\tTập huấn\tSở Y tế\tNhư trên\tHằng năm\n"
    assert brief(head + rows) == [("Tổ giúp việc đề án", "lead"), ("Sở Y tế", "coordinate"), ("Sở Y tế", "lead")]


def test_the_ministrys_plan_is_led_by_its_steering_committee(shared: Path) -> None:
    found = brief((shared / "corpus" / "bgddt-215-kh-bgddt-2021.txt").read_text(encoding="utf-8"))
    assert found.count(("Ban Chỉ đạo thực hiện Đề án", "lead")) == 9
    assert found.count(("Các đơn vị liên quan", "coordinate")) == 9


def test_a_heading_whose_agencies_stand_on_the_next_line() -> None:
    text = PLAN + "1. Trách nhiệm của các Sở:\nTài chính, Nội vụ.\n\na) Chủ trì rà soát biên chế.\n\nb) Hướng dẫn các xã.\n"
    assert brief(text) == [
        ("Sở Tài chính", "lead"), ("Sở Nội vụ", "lead"), ("Sở Tài chính", "implement"), ("Sở Nội vụ", "implement"),
    ]  # fmt: skip


def test_explain_and_rows() -> None:
    document = parse_document(PLAN + "1. Sở Nội vụ\n\n- Chủ trì, phối hợp với Sở Y tế rà soát trước ngày 01/3/2024.\n")
    (found,) = document.assignments
    told = found.explain()
    assert "Sở Nội vụ" in told
    assert "chủ trì" in told
    assert "assignment.item" in told
    assert "period.due_day" in told
    (row,) = document.tasks()
    assert (row["agency"], row["role"], row["partners"], row["deadline"]) == ("Sở Nội vụ", "lead", "Sở Y tế", "2024-03-01")
    assert all(not isinstance(value, (list, dict)) for value in row.values())


PIECES = (
    "1. Sở Nội vụ", "- Chủ trì, phối hợp với Sở Y tế rà soát.", "Giao Sở Tài chính bố trí kinh phí.", "a) Rà soát:", "II. NHIỆM VỤ",
    "Đơn vị chủ trì: Sở Tư pháp.", "Điều 3. Chánh Văn phòng chịu trách nhiệm thi hành Quyết định này./.", "QUYẾT ĐỊNH", "KẾ HOẠCH",
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=9))
def test_spans_hold_words_and_roles_are_known(pieces: list[str]) -> None:
    document = parse_document("KẾ HOẠCH\n\n" + "\n\n".join(pieces))
    assert all(sound(document.text, a) for a in document.assignments)


def sound(text: str, a: Assignment) -> bool:
    words = text[a.span.start : a.span.end]
    return bool(words.strip()) and a.agency is not None and all(e.span and e.span.start < e.span.end for e in a.evidence)
