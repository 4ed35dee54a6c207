"""Sentences, clauses, sections and the layer that holds them, as tables of (text, expected)."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vnplan.extraction.clauses.layer import ClauseLayer
from vnplan.extraction.clauses.parts import part_mode
from vnplan.extraction.clauses.sections import SectionRules
from vnplan.extraction.clauses.sentences import SentenceRules, Sentences
from vnplan.grammar import Grammar, default_grammar
from vnplan.layout import lay_out
from vnplan.structure import build_structure
from vnplan.text import CleanText

SENTENCES = [
    ("Đạt 35%. Phấn đấu 100%.", ["Đạt 35%.", "Phấn đấu 100%."]),
    ("Sở Y tế TP. Huế báo cáo. Sở Nội vụ tổng hợp.", ["Sở Y tế TP. Huế báo cáo.", "Sở Nội vụ tổng hợp."]),
    ("Giao PGS.TS. Nguyễn Văn A chủ trì. Hết.", ["Giao PGS.TS. Nguyễn Văn A chủ trì.", "Hết."]),
    ("Theo Nxb. Giáo dục in. Sau đó phát hành.", ["Theo Nxb. Giáo dục in.", "Sau đó phát hành."]),
    ("Công văn số. 125 nêu rõ. Các sở thực hiện.", ["Công văn số. 125 nêu rõ.", "Các sở thực hiện."]),
    ("Hoàn thành trước ngày 01.02.2025. Báo cáo UBND.", ["Hoàn thành trước ngày 01.02.2025.", "Báo cáo UBND."]),
    ("Trồng 3.596 ha. Thu 18.2 tấn.", ["Trồng 3.596 ha.", "Thu 18.2 tấn."]),
    ("Sách, vở, v.v. Các trường chuẩn bị.", ["Sách, vở, v.v.", "Các trường chuẩn bị."]),
    ("Rà soát các xã… Báo cáo kết quả.", ["Rà soát các xã…", "Báo cáo kết quả."]),
    ("Rà soát các xã... Báo cáo kết quả.", ["Rà soát các xã...", "Báo cáo kết quả."]),
    ("Điều 5. Sở Nội vụ tổng hợp. Hết.", ["Điều 5. Sở Nội vụ tổng hợp.", "Hết."]),
    ("1.2. Sở Nội vụ tổng hợp.", ["1.2. Sở Nội vụ tổng hợp."]),
    ("Thực hiện “một cửa.” Các xã niêm yết.", ["Thực hiện “một cửa.”", "Các xã niêm yết."]),
    ("Của Chính phủ; Căn cứ Luật Đất đai;", ["Của Chính phủ;", "Căn cứ Luật Đất đai;"]),
    ("Phân bổ (Căn cứ Luật Ngân sách) theo quy định.", ["Phân bổ (Căn cứ Luật Ngân sách) theo quy định."]),
    ("Hàng thứ nhất\nHàng thứ hai", ["Hàng thứ nhất", "Hàng thứ hai"]),
    ("Thực hiện ra sao? Ai làm! Khi nào.", ["Thực hiện ra sao?", "Ai làm!", "Khi nào."]),
    ("Năm 2025. Sở Y tế sơ kết.", ["Năm 2025.", "Sở Y tế sơ kết."]),
    ("trước 17 giờ. - Sở Y tế sơ kết.", ["trước 17 giờ.", "- Sở Y tế sơ kết."]),
    ("đạt 5 điểm. các xã còn lại", ["đạt 5 điểm. các xã còn lại"]),
]

CLAUSES = [
    ("Rà soát; tổng hợp; báo cáo.", ["Rà soát;", "tổng hợp;", "báo cáo."]),
    ("Rà soát (a; b); tổng hợp.", ["Rà soát (a; b);", "tổng hợp."]),
    ("Ghi “Điều 1; Điều 2”; gửi Sở.", ["Ghi “Điều 1; Điều 2”;", "gửi Sở."]),
    ("Mã a;b giữ nguyên.", ["Mã a;b giữ nguyên."]),
    ("Một câu.", ["Một câu."]),
]

SECTIONS = [
    ("I. MỤC TIÊU\n1. Đến năm 2025 đạt 35%.", ["goal", "goal"]),
    ("II. NHIỆM VỤ\n1. Rà soát.\n- Thực hiện mục tiêu đề ra: hoàn thành chỉ tiêu giao trong năm.", ["task"] * 3),
    ("I. KẾT QUẢ ĐẠT ĐƯỢC\n1. Mục tiêu\nĐã đạt 35%.", ["status"] * 2),
    ("I. NỘI DUNG\n- Mục tiêu: đạt 35%.\n- Kinh phí thực hiện đề án do ngân sách bảo đảm.", ["task", "goal", "task"]),
]


def _spans(clean: CleanText, ranges: list[tuple[int, int]]) -> list[str]:
    return [clean.text[a:b] for a, b in ranges]


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_sentences(text: str, expected: list[str]) -> None:
    clean = CleanText.of(text)
    assert _spans(clean, list(Sentences.of(clean, default_grammar()))) == expected


@pytest.mark.parametrize(("text", "expected"), CLAUSES)
def test_clauses(text: str, expected: list[str]) -> None:
    clean = CleanText.of(text)
    assert _spans(clean, Sentences.of(clean, default_grammar()).clauses(0, len(text))) == expected


@pytest.mark.parametrize(("text", "expected"), SECTIONS)
def test_sections_are_named_by_headings(text: str, expected: list[str]) -> None:
    layout = lay_out(text)
    layer = ClauseLayer.of(layout.clean, build_structure(layout), default_grammar())
    found = [b.section for b in layer.blocks if b.node.kind != "paragraph" or b.start != b.end]
    assert found == expected


@given(st.text("aA1.;:!? \n()“”-ĐđTPTSv", max_size=80))
@settings(max_examples=200, deadline=None)
def test_sentences_cover_the_text(text: str) -> None:
    """Every letter lies in exactly one sentence, and a sentence asked for by offset is one of them."""
    clean = CleanText.of(text)
    found = list(Sentences.of(clean, default_grammar()))
    assert all(a < b for a, b in found)
    assert all(one[1] <= two[0] for one, two in pairwise(found))
    held = "".join(clean.text[a:b] for a, b in found)
    assert [c for c in held if not c.isspace()] == [c for c in clean.text if not c.isspace()]
    for a, b in found:
        clauses = Sentences.of(clean, default_grammar()).clauses(a, b)
        assert [clauses[0][0], clauses[-1][1]] == [a, b] or not clauses


def test_layer_finds_blocks_and_parts_by_offset() -> None:
    layout = lay_out("KẾ HOẠCH\nNăm 2025\nI. NHIỆM VỤ\n1. Sở Nội vụ\na) Rà soát.\nb) Báo cáo.")
    structure = build_structure(layout)
    layer = ClauseLayer.of(layout.clean, structure, default_grammar())
    for block in layer.blocks:
        for offset in range(block.start, block.end):
            assert layer.block_at(offset) is block
    assert layer.part_at(layout.clean.text.index("Rà")) is layer.parts[0]
    top = layer.top(layer.parts[0])
    assert [b for t in top for b in layer.below(t)], "items hang below their heading"
    assert layer.block_at(len(layout.clean.text) + 5) is None


def test_modes_come_from_the_grammar() -> None:
    rules = default_grammar().compiled(SectionRules)
    assert rules.mode("Quyết định", "Phê duyệt Đề án phát triển", True) == "plan"
    assert rules.mode("Quyết định", "Phê duyệt Đề án phát triển", False) == "strict"
    layout = lay_out("KẾ HOẠCH\nPhát triển\nI. MỤC TIÊU\n1. Đạt 35%.")
    assert part_mode(build_structure(layout), 0, grammar=default_grammar()) == "plan"


def test_a_grammar_of_ones_own_changes_the_splitter(tmp_path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "sentences.toml").write_text(
        "[[rule]]\nid = 'sentence.abbreviation'\nadd = ['hs']\nexamples = ['hs.']\n", encoding="utf-8"
    )
    grammar = Grammar.load(tmp_path)
    text = "Khen HS. An. Hết."
    assert SentenceRules(grammar).edges(text) == [0, 13]
    assert grammar.compiled(SentenceRules).edges(text) != default_grammar().compiled(SentenceRules).edges(text)
