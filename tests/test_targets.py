"""Targets: kinds by section and words, indicators, deadlines, refinements, tables; what is no target."""

from __future__ import annotations

import subprocess
import sys

import pytest
from conftest import NAMES, gold, parsed
from hypothesis import given, settings
from hypothesis import strategies as st

from vnplan import Document, parse_document
from vnplan.explain.comparing import compare_indicators
from vnplan.extraction.targets.items import Lexicon, items_of
from vnplan.extraction.targets.keys import indicator_key
from vnplan.grammar import Grammar
from vnplan.grammar.cues import expanded
from vnplan.models import QuantitativeTarget

PLAN = "KẾ HOẠCH\nPhát triển giáo dục mầm non giai đoạn 2021 - 2030\n\nKế hoạch gồm các nội dung sau:\n\n"
GOAL = PLAN + "II. MỤC TIÊU\n\n"
STATUS = PLAN + "I. THỰC TRẠNG\n\n"
TASK = PLAN + "III. NHIỆM VỤ, GIẢI PHÁP\n\n"


def read(text: str) -> list[tuple[str, str, float | None, float | None]]:
    """Kind, indicator and bounds of each record."""
    return [(t.kind, t.indicator, t.value.min, t.value.max) for t in parse_document(text).targets]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (GOAL + "1. Ít nhất 35% trẻ em nhà trẻ ra lớp.", [("target", "trẻ em nhà trẻ ra lớp", 35, None)]),
        (GOAL + "1. Tỷ lệ hộ nghèo còn dưới 5%.", [("target", "Tỷ lệ hộ nghèo", None, 5)]),
        (GOAL + "1. Tăng thêm ít nhất 10% số trường công lập.", [("target", "Tăng thêm số trường công lập", 10, None)]),
        (GOAL + "1. Xây mới 120 phòng học kiên cố.", [("target", "Xây mới phòng học kiên cố", 120, 120)]),
        (STATUS + "1. Toàn tỉnh có 228 trường mầm non công lập.", [("baseline", "Toàn tỉnh có trường mầm non công lập", 228, 228)]),
        (STATUS + "1. Tỷ lệ trẻ mẫu giáo ra lớp tăng 2,4%.", [("change", "Tỷ lệ trẻ mẫu giáo ra lớp tăng", 2.4, 2.4)]),
        (STATUS + "1. Phấn đấu 100% trẻ ra lớp.", [("target", "trẻ ra lớp", 100, 100)]),
        (TASK + "1. Phấn đấu 90% giáo viên đạt chuẩn.", [("target", "giáo viên đạt chuẩn", 90, 90)]),
        (TASK + "1. Mở 27 lớp bồi dưỡng chính trị.", [("planned", "Mở lớp bồi dưỡng chính trị", 27, 27)]),
        (TASK + "1. Hiện nay, có 4.312 giáo viên mầm non.", [("baseline", "giáo viên mầm non", 4312, 4312)]),
        (TASK + "1. Đến năm 2025, 50% điểm trường có sân chơi.", [("target", "điểm trường có sân chơi", 50, 50)]),
    ],
)
def test_kinds(text: str, expected: list[tuple[str, str, float | None, float | None]]) -> None:
    assert read(text + "\n") == expected


@pytest.mark.parametrize(
    "text",
    [
        "NGHỊ ĐỊNH\nQuy định mức phạt\n\nĐiều 1. Mức phạt\n\n1. Phạt bằng 10% giá trị hợp đồng, không quá 50 triệu đồng.\n",
        "NGHỊ QUYẾT\nQuy định mức thu\n\nĐiều 1. Mức thu\n\n1. Nộp ngân sách 40%, giữ lại 60% số phí thu được.\n",
        "QUYẾT ĐỊNH\nQuy định định mức\n\nĐiều 1. Định mức\n\n1. Tối đa 10% tổng mức chi.\n",
        GOAL + "1. Trẻ em từ 06 tháng đến 36 tháng tuổi học 2 buổi/ngày.\n",
        GOAL + "1. Thực hiện Nghị quyết số 29-NQ/TW ngày 04/11/2013 trong 05 ngày làm việc.\n",
        TASK + "1. Trường hợp thu hồi trên 70% diện tích thì được hỗ trợ 100% học phí.\n",
    ],
)
def test_thresholds_fees_ages_and_numbers_are_no_targets(text: str) -> None:
    assert [t for t in read(text) if t[0] == "target"] == []


@pytest.mark.parametrize(
    ("words", "indicators"),
    [
        ("27% trẻ em nhà trẻ và 99% trẻ em mẫu giáo ra lớp", ["trẻ em nhà trẻ ra lớp", "trẻ em mẫu giáo ra lớp"]),
        ("Có 90% giáo viên đạt chuẩn; 100% cán bộ quản lý là đảng viên",
         ["giáo viên đạt chuẩn", "cán bộ quản lý là đảng viên"]),
        ("tỷ lệ trẻ em dưới 15 tuổi đạt khoảng 22%; tỷ lệ người từ 65 tuổi trở lên đạt 12%",
         ["tỷ lệ trẻ em dưới 15 tuổi", "tỷ lệ người từ 65 tuổi trở lên"]),
        ("Tốc độ tăng tổng sản phẩm (GRDP) đạt 8% trở lên", ["Tốc độ tăng tổng sản phẩm (GRDP)"]),
        ("đủ số lượng giáo viên theo quy định, 100% giáo viên đạt trình độ cao đẳng", ["giáo viên đạt trình độ cao đẳng"]),
        ("Tỷ lệ từ 11% đến 13% trong tổng số giáo viên mầm non đi đào tạo", ["Tỷ lệ giáo viên mầm non đi đào tạo"]),
        ("80% trường có sân chơi, đạt chuẩn vào năm 2025", ["trường có sân chơi, đạt chuẩn"]),
    ],
)  # fmt: skip
def test_indicators(words: str, indicators: list[str]) -> None:
    assert [t.indicator for t in parse_document(f"{GOAL}1. {words}.\n").targets] == indicators


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("1. Đến năm 2025, 40% trẻ ra lớp; đến năm 2030, 60% trẻ ra lớp.", ["2025", "2030"]),
        ("1. Phấn đấu 100% trường có bếp ăn vào năm 2027.", ["2027"]),
        ("1. Giai đoạn 2021 - 2025\n\n- 95% giáo viên đạt chuẩn.", ["2025"]),
        ("1. Đến hết ngày 31/12/2026, các huyện đạt tỷ lệ như sau:\n\n- 12% giáo viên đi học.", ["2026-12-31"]),
        ("1. 95% giáo viên đạt chuẩn.", ["2030"]),
    ],
)
def test_deadlines_are_inherited_nearest_first(text: str, ends: list[str]) -> None:
    assert [t.deadline.end for t in parse_document(f"{GOAL}{text}\n").targets if t.deadline] == ends


def test_a_rhythm_is_a_deadline_without_an_end() -> None:
    (found,) = parse_document(GOAL + "1. Hằng năm, 100% trẻ được khám sức khỏe.\n").targets
    assert found.deadline is not None
    assert (found.deadline.end, found.deadline.recurrence) == (None, "annual")


def test_refinements() -> None:
    text = GOAL + (
        "1. Đến năm 2030, 100% phòng học được xây kiên cố, bán kiên cố (kiên cố 80%, bán kiên cố 20%), xóa phòng học tạm.\n\n"
        "2. Có 95% giáo viên đạt chuẩn, trong đó 60% có trình độ đại học; 35% trẻ nhà trẻ ra lớp.\n"
    )
    targets = parse_document(text).targets
    assert [(t.value.min, t.part_of) for t in targets] == [(100, None), (80, 0), (20, 0), (95, None), (60, 3), (35, None)]
    assert targets[1].indicator == "phòng học: kiên cố"


def test_a_comparison_in_brackets_refines_nothing() -> None:
    text = STATUS + "1. Giải ngân đạt 66,7% (bình quân cả nước là 54,4%).\n"
    assert [t.part_of for t in parse_document(text).targets] == [None, None]


def test_a_table_with_columns_of_years() -> None:
    text = GOAL + (
        "TT\tChỉ tiêu\tThực hiện 2020\tNăm 2025\tNăm 2030\n1\tTỷ lệ trẻ em nhà trẻ ra lớp\t22\t28%\t35,5\n"
        "2\tTỷ lệ giáo viên đạt chuẩn\t81\t93%\t100\n"
    )
    assert [(t.kind, t.value.min, t.value.unit, t.deadline.end) for t in parse_document(text).targets if t.deadline] == [
        ("baseline", 22, "%", "2020"), ("target", 28, "%", "2025"), ("target", 35.5, "%", "2030"),
        ("baseline", 81, "%", "2020"), ("target", 93, "%", "2025"), ("target", 100, "%", "2030"),
    ]  # fmt: skip


def test_the_head_of_the_sentence_is_responsible() -> None:
    (found,) = parse_document(GOAL + "1. Sở Y tế phấn đấu 100% trẻ được khám sức khỏe.\n").targets
    assert [a.name for a in found.agencies] == ["Sở Y tế"]


SAME = [
    ("Tỷ lệ dân số tham gia BHYT", "người dân tỉnh Hà Giang được tham gia bảo hiểm y tế"),
    ("số xã, phường trên toàn thành phố không có ma túy", "đơn vị hành chính cấp xã trên toàn tỉnh “không ma túy”"),
    ("Tốc độ tăng trưởng GRDP", "tổng sản phẩm trên địa bàn tỉnh tăng"),
    ("trẻ em trong độ tuổi mẫu giáo đến trường", "trẻ mẫu giáo ra lớp"),
    ("giáo viên mầm non đạt trình độ từ cao đẳng sư phạm trở lên", "GVMN có bằng cao đẳng trở lên"),
    ("Giải ngân vốn đầu tư công đạt kế hoạch", "giải ngân đầu tư công kế hoạch"),
    ("Tỷ lệ hồ sơ TTHC nộp trực tuyến", "hồ sơ thủ tục hành chính được nộp trực tuyến"),
    ("CBQL và GVMN được bồi dưỡng về tin học", "cán bộ quản lý, giáo viên mầm non được bồi dưỡng tin học"),
]
OTHERS = [
    ("tỷ lệ hộ nghèo", "tỷ lệ hộ cận nghèo"), ("trẻ em nhà trẻ ra lớp", "trẻ em mẫu giáo ra lớp"),
    ("giáo viên đạt chuẩn", "giáo viên chưa đạt chuẩn"), ("Tỷ lệ hộ nghèo", "Tỷ lệ hộ nghèo giảm"),
    ("xã đạt chuẩn nông thôn mới", "xã đạt chuẩn nông thôn mới nâng cao"), ("kim ngạch xuất khẩu", "kim ngạch nhập khẩu"),
    ("trẻ em 5 tuổi ra lớp", "trẻ em 3 tuổi ra lớp"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_one_indicator_has_one_key_whatever_its_wording(one: str, other: str) -> None:
    assert indicator_key(one) == indicator_key(other) is not None


@pytest.mark.parametrize(("one", "other"), OTHERS)
def test_other_indicators_have_other_keys(one: str, other: str) -> None:
    assert indicator_key(one) != indicator_key(other)


def test_a_key_tells_what_the_value_is_measured_in() -> None:
    assert indicator_key("thu nhập bình quân", "triệu đồng/người/năm", "money") != indicator_key("thu nhập bình quân")
    assert indicator_key("thu ngân sách", "tỷ đồng", "money") == indicator_key("tổng thu NSNN", "triệu đồng", "money")
    assert indicator_key("số lượng", "người", "count") is None


def test_close_forms_are_joined_where_value_unit_and_population_agree() -> None:
    def plan(words: str) -> Document:
        return parse_document(GOAL + f"1. Đến năm 2030, {words}.\n")

    one = plan("80% trạm y tế cấp xã đủ điều kiện xác định tình trạng nghiện ma túy theo quy định")
    other = plan("80% trạm y tế cấp xã đủ điều kiện xác định tình trạng của người nghiện ma túy")
    third = plan("70% trạm y tế cấp xã đủ điều kiện xác định tình trạng của người nghiện ma túy")
    (shared,) = compare_indicators([one, other])
    assert shared.documents == (0, 1)
    assert "người" in shared.reasons[0]
    assert compare_indicators([one, third]) == []
    assert compare_indicators([one, other], close=False) == []


@pytest.mark.parametrize("name", [n for n in NAMES if gold(n)["targets"]])
def test_the_corpus_gives_its_targets_and_no_others(name: str) -> None:
    wanted = sorted((row["min"] or -1, row["max"] or -1, row["unit"]) for row in gold(name)["targets"])
    found = [t.value for t in parsed(name).targets if t.kind == "target"]
    assert sorted((v.min or -1, v.max or -1, v.unit) for v in found) == wanted


@pytest.mark.parametrize("name", [n for n in NAMES if not gold(n)["targets"]])
def test_documents_without_targets_have_none(name: str) -> None:
    assert [t.value.text for t in parsed(name).targets if t.kind == "target"] == []


def test_the_state_of_things_holds_no_target(shared) -> None:
    document = parse_document(shared / "corpus" / "son-la-1784-qd-ubnd-2019.txt")
    part = next(u for u in document.units[-1].children if u.number == "A")
    inside = [t for t in document.targets if part.span.start <= t.span.start < part.span.end]
    assert {t.kind for t in inside} == {"baseline", "change"}
    assert len([t for t in inside if t.value.unit and t.value.min is not None]) >= 45


def test_explain_and_rows() -> None:
    document = parse_document(GOAL + "1. Đến năm 2025, ít nhất 35% trẻ em nhà trẻ ra lớp.\n")
    (found,) = document.targets
    told = found.explain()
    assert "trẻ em nhà trẻ ra lớp" in told
    assert "target.section" in told
    assert "period.due_year" in told
    (row,) = document.indicators()
    assert (row["kind"], row["min"], row["max"], row["value_unit"]) == ("target", 35.0, None, "%")
    assert (row["deadline"], row["indicator_key"]) == ("2025", indicator_key("trẻ nhà trẻ đến trường"))
    assert "“ra lớp” = đến trường" in told
    assert all(not isinstance(value, (list, dict)) for value in row.values())


def test_indicators_are_segmented_on_request_only() -> None:
    document = parse_document(GOAL + "1. Đến năm 2025, ít nhất 90% giáo viên mầm non đạt chuẩn trình độ đào tạo.\n")
    assert "indicator_words" not in document.indicators()[0]
    code = "import sys, vnplan; vnplan.parse_document('KẾ HOẠCH').indicators(); assert 'underthesea' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)
    pytest.importorskip("underthesea")
    (row,) = document.indicators(segment=True)
    assert row["indicator_words"].startswith("giáo_viên mầm_non ")
    assert row["indicator_phrases"].split("; ")[0] == "giáo viên mầm non"


def test_the_value_in_a_bracket_counts_what_stands_before_it() -> None:
    text = "BÁO CÁO\nTình hình năm 2024\n\nI. KẾT QUẢ ĐẠT ĐƯỢC\n\n1. Công tác cán bộ. Viên chức được bố trí hợp lý (91,67%).\n"
    assert [t.indicator for t in parse_document(text).targets] == ["Viên chức được bố trí hợp lý"]


def test_things_counted_to_say_where_are_no_targets() -> None:
    text = GOAL + "1. Phấn đấu hoàn thành công việc còn lại tại 02 công trình; xây mới 05 công trình.\n"
    assert [t.value.min for t in parse_document(text).targets] == [5.0]


PIECES = (
    "II. MỤC TIÊU", "I. THỰC TRẠNG", "- Đến năm 2025, 40% trẻ ra lớp, trong đó 20% trẻ nhà trẻ.", "1. Có 3.596 lớp (tăng 2%);",
    "Phấn đấu từ 5% đến 7%", "(kiên cố 80%", "2) 45/113 xã)", "Tỷ lệ này đạt 92%.", "Kinh phí: 3 tỷ đồng/năm.",
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=9))
def test_records_hold_their_value_and_refine_others(pieces: list[str]) -> None:
    document = parse_document("KẾ HOẠCH\n\n" + "\n\n".join(pieces))
    assert all(sound(document, i, t) for i, t in enumerate(document.targets))


def sound(document: Document, index: int, t: QuantitativeTarget) -> bool:
    inside = t.span.start <= t.value.span.start < t.value.span.end <= t.span.end
    refines = t.part_of is None or (t.part_of != index and 0 <= t.part_of < len(document.targets))
    return inside and refines and bool(t.indicator)


GRAMMAR = Grammar.load()
CUES = [(entry.name, word) for entry in GRAMMAR.entries("targets", "cue") for word in entry.model_extra["words"]]


@pytest.mark.parametrize(("name", "word"), CUES)
def test_every_cue_is_read_in_a_sentence(name: str, word: str) -> None:
    lexicon = GRAMMAR.compiled(Lexicon.of)
    for form in expanded(word):
        text = f"rồi {form} nữa"
        assert any(i.word == form and name in i.classes for i in items_of(text, 0, len(text), (), (), lexicon)), form


ALIASES = [(entry.name, alias) for entry in GRAMMAR.entries("indicators", "same") for alias in entry.aliases]


@pytest.mark.parametrize(("name", "alias"), ALIASES)
def test_every_alias_is_its_name_in_a_key(name: str, alias: str) -> None:
    assert indicator_key(f"lâm sinh {alias}") == indicator_key(f"lâm sinh {name}")


DROPPED = [word for entry in GRAMMAR.entries("indicators", "drop") for word in entry.model_extra["words"]]


@pytest.mark.parametrize("word", DROPPED)
def test_every_dropped_word_is_none_of_a_key(word: str) -> None:
    assert indicator_key(f"lâm sinh {word} gỗ lớn") == indicator_key("lâm sinh gỗ lớn")
