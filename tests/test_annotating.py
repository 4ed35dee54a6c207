"""annotate() loses nothing of the text; explain() says what was read from where."""

from __future__ import annotations

import re
from xml.sax.saxutils import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vnplan import parse_document
from vnplan.annotating import annotate

TEXT = (
    "Căn cứ Nghị định số 85/2024/NĐ-CP ngày 10 tháng 7 năm 2024 của Chính phủ quy định chi tiết một số điều của Luật Giá"
    " & các văn bản <khác>; theo Kế hoạch số 27/KH- UBND."
)
PIECES = st.sampled_from(
    [
        "Căn cứ ", "Luật Giá", " và ", "Nghị định số 71/2020/NĐ-CP", " ngày 30/6/2020", "; ", ".\n", "Điều 5. ",
        "khoản 2 Điều này", " <b> & ", "Quyết định này ", "(sau đây gọi tắt là Nghị định 71)", "\t", "ù", "điểm a ",
    ]
)


def test_marks_stand_around_the_words() -> None:
    document = parse_document(TEXT)
    marked = annotate(document, ("⟦", "⟧"))
    assert "⟦Nghị định số 85/2024/NĐ-CP ngày 10 tháng 7 năm 2024 của Chính phủ⟧" in marked
    assert "⟦Luật Giá⟧" in marked
    assert marked.replace("⟦", "").replace("⟧", "") == document.text


def test_default_markup_is_escaped_html() -> None:
    document = parse_document(TEXT)
    marked = annotate(document)
    assert '<cite class="legal_basis full" data-uri="/akn/vn/act/nghi-dinh/chinh-phu/2024/85-2024-nd-cp">' in marked
    assert unescape(re.sub(r"</?cite[^>]*>", "", marked)) == document.text


def test_the_caller_chooses_the_markup() -> None:
    document = parse_document(TEXT)
    marked = annotate(document, lambda c: (f"[{c.target.type}|", "]"))
    assert "[Luật|Luật Giá]" in marked


def test_an_unknown_list_is_refused() -> None:
    with pytest.raises(ValueError, match="footnotes"):
        annotate(parse_document(TEXT), what=["footnotes"])


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=14).map("".join).filter(str.strip))
def test_annotating_and_stripping_gives_the_text_back(text: str) -> None:
    document = parse_document(text)
    marked = annotate(document, ("\ue000", "\ue001"), what=["citations", "agencies", "effects"])
    assert marked.replace("\ue000", "").replace("\ue001", "") == document.text
    depth = 0
    for char in marked:
        depth += (char == "\ue000") - (char == "\ue001")
        assert depth >= 0
    assert depth == 0


def test_explain_tells_rule_words_and_identity() -> None:
    citations = parse_document(TEXT).citations
    told = citations[0].explain()
    assert "legal basis" in told
    assert "head.number" in told
    assert "“85/2024/NĐ-CP”" in told
    assert citations[0].target.uri is not None
    assert citations[0].target.uri in told
    assert "title of /akn/vn/act/nghi-dinh/chinh-phu/2024/85-2024-nd-cp" in citations[1].explain()


def test_explain_tells_what_was_mended_and_what_stays_open() -> None:
    told = parse_document(TEXT).citations[-1].explain()
    assert "printed 27/KH- UBND" in told
    assert "spaces inside the number" in told
    assert "left open" in told
