"""Search: accents, phrases, filters, order, snippets and offsets, mistakes explained."""

from __future__ import annotations

from pathlib import Path

import pytest

from vnplan import Corpus, parse_document
from vnplan.errors import QueryError
from vnplan.models import Agency, Assignment, QuantitativeTarget, Span, Value
from vnplan.store.querying import All, Any_, Filter, Not, Words, bound, match_expression, read_query
from vnplan.store.words import accented, exact_words, folded_words, tokens, words_of

TEXTS = sorted((Path(__file__).parent.parent / "corpus").glob("*.txt"))


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    return Corpus.build(TEXTS, tmp_path_factory.mktemp("corpus") / "plans.db")


def documents(corpus: Corpus, query: str) -> set[str]:
    return {hit.document for hit in corpus.search(query, limit=100)}


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("dao tao boi duong giao vien mam non", "Quyết định 2417/QĐ-UBND"),
        ("đào tạo bồi dưỡng giáo viên mầm non", "Quyết định 2417/QĐ-UBND"),
        ("dieu 8 nghi dinh 71", "Kế hoạch 187/KH-UBND"),
        ("kinh phi ho tro an trua", "Thông tư liên tịch 88/2014/TTLT-BGDĐT-BTC"),
        ("Quyết định 2417", "Quyết định 2417/QĐ-UBND"),
        ("uỷ ban nhân dân huyện Trà Bồng cử giáo viên", "Quyết định 655/QĐ-UBND"),
        ("lộ trình nâng trình độ chuẩn Bắc Kạn", "Chỉ thị 29/CT-UBND"),
    ],
)
def test_the_right_document_comes_first(corpus: Corpus, query: str, first: str) -> None:
    assert corpus.search(query)[0].document == first


def test_accents_mean_exactly_these_words(tmp_path: Path) -> None:
    with Corpus.create(tmp_path / "c.db") as small:
        for name, text in (("a", "Điều 1. Ban hành kế hoạch"), ("b", "Điều 1. Bản hạnh kê hoách")):
            small.add(parse_document(text, name=name))
        assert {h.name for h in small.search("ban hanh")} == {"a", "b"}
        assert {h.name for h in small.search("ban hành")} == {"a"}
        assert {h.name for h in small.search("Ð­iều bản".replace("\xad", ""))} == {"b"}


def test_old_and_new_tone_marks_and_both_normal_forms_are_one(tmp_path: Path) -> None:
    with Corpus.create(tmp_path / "c.db") as small:
        small.add(parse_document("Điều 1. Hoà giải của Uỷ ban", name="old"))
        small.add(parse_document("Điều 1. Hòa giải của Ủy ban nhân dân", name="new"))
        for query in ("hoà giải", "hòa giải", "hòa giải", "HÒA GIẢI"):
            assert {h.name for h in small.search(query)} == {"old", "new"}


def test_offsets_point_at_the_words_in_the_text(corpus: Corpus) -> None:
    texts = {d.sha256: d.text for d in corpus}
    units = {(d.sha256, w.unit): (w.start, w.end) for d in corpus for w in words_of(d)}
    seen = 0
    for query in ("mầm non", "mam non", "nghị định 71", '"đội ngũ giáo viên"'):
        for hit in corpus.search(query, limit=50):
            assert (hit.start, hit.end) == units[hit.sha256, hit.unit]
            for start, end in hit.highlights:
                seen += 1
                assert hit.start <= start < end <= hit.end
                words = folded_words(exact_words(texts[hit.sha256][start:end]))
                assert set(words.split()) <= set(folded_words(query.strip('"')).split())
            if hit.unit and hit.highlights:
                assert hit.marked("[", "]").count("[") == len(hit.highlights)
    assert seen > 50


def test_decomposed_text_is_found_and_marked_where_it_stands(corpus: Corpus) -> None:
    hits = [h for h in corpus.search("trình độ chuẩn province:bac-kan", limit=50) if h.highlights]
    text = corpus.document(hits[0].sha256).text
    start, end = hits[0].highlights[0]
    assert exact_words(text[start:end]) in ("trình độ", "trình độ chuẩn", "trình", "độ", "chuẩn", "độ chuẩn")
    assert end - start > len(exact_words(text[start:end]))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("type:KH number:187/KH-UBND", {"Kế hoạch 187/KH-UBND"}),
        ('type:"Nghị quyết"', {"Nghị quyết 42/2023/NQ-HĐND"}),
        ('province:"Quảng Ngãi" type:KH', {"Kế hoạch 187/KH-UBND", "Kế hoạch 203/KH-UBND"}),
        ("province:quang-ngai year:2023", {"Kế hoạch 203/KH-UBND"}),
        ("level:party", {"Kế hoạch 58-KH/TU"}),
        ("year:<=2014", {"Thông tư liên tịch 88/2014/TTLT-BGDĐT-BTC"}),
        ("date:2022-07", {"Thông tư 77/2022/TT-BGDĐT"}),
        ("date:2022-07-25..2022-08", {"Thông tư 77/2022/TT-BGDĐT", "Chỉ thị 29/CT-UBND"}),
        ("date:2024-10..", {"Nghị định 415/2024/NĐ-CP", "Kế hoạch 58-KH/TU"}),
        ('issuer:"Chính phủ"', {"Nghị định 312/2021/NĐ-CP", "Nghị định 415/2024/NĐ-CP"}),
        ("replaces:187/KH-UBND", {"Kế hoạch 203/KH-UBND"}),
        ('cites:"187/KH-UBND Quảng Ngãi" -type:KH', {"Công văn 1234/SGDĐT-GDMN", "Quyết định 655/QĐ-UBND"}),
        ("cited_by:655/QĐ-UBND", {"Kế hoạch 187/KH-UBND", "Công văn 1234/SGDĐT-GDMN"}),
        ("type:NĐ OR type:TT", {"Nghị định 312/2021/NĐ-CP", "Nghị định 415/2024/NĐ-CP", "Thông tư 77/2022/TT-BGDĐT"}),
        ("guides:312/2021/NĐ-CP", {"Thông tư 77/2022/TT-BGDĐT"}),
    ],
)
def test_filters(corpus: Corpus, query: str, found: set[str]) -> None:
    assert documents(corpus, query) == found


def test_filters_and_words_together(corpus: Corpus) -> None:
    assert documents(corpus, "biên chế cites:33/QĐ-TTg") <= documents(corpus, "cites:33/QĐ-TTg")
    assert documents(corpus, "biên chế NOT cites:33/QĐ-TTg").isdisjoint(documents(corpus, "cites:33/QĐ-TTg"))


def test_a_nested_citation_names_but_is_no_relation_of_the_document(corpus: Corpus) -> None:
    dien_bien = "Kế hoạch Điện Biên 2023 (không số)"
    assert dien_bien in documents(corpus, "cites:33/QĐ-TTg")
    assert dien_bien not in documents(corpus, "implements:33/QĐ-TTg")


@pytest.fixture
def plans(tmp_path: Path) -> Corpus:
    text = "1. Sở Nội vụ chủ trì rà soát biên chế.\n2. Sở Nội vụ phối hợp. 80% giáo viên đạt chuẩn. Trên 60 trường."
    document = parse_document(text, name="a.txt")
    one, two = document.units[0].id, document.units[1].id
    agency = Agency(name="Sở Nội vụ", full_name="Sở Nội vụ tỉnh Lai Châu", id="x")
    span = Span(start=0, end=5)
    document = document.model_copy(update={
        "assignments": (Assignment(span=span, unit=one, agency=agency, role="lead"),
                        Assignment(span=span, unit=two, agency=agency, role="coordinate")),
        "targets": (QuantitativeTarget(span=span, unit=two, indicator="giáo viên đạt chuẩn",
                                       value=Value(min=80, max=80, unit="%", span=span)),
                    QuantitativeTarget(span=span, unit=one, indicator="số trường",
                                       value=Value(min=60, unit="trường", span=span))),
    })  # fmt: skip
    corpus = Corpus.create(tmp_path / "c.db")
    corpus.add(document)
    return corpus


@pytest.mark.parametrize(
    ("query", "units"),
    [
        ('agency:"Sở Nội vụ" role:lead', [0]),
        ("role:coordinate", [1]),
        ("role:lead role:coordinate", []),
        ('agency:"Sở Tài chính" role:lead', []),
        ('target:"giáo viên"', [1]),
        ("target:giao-vien value:>=80", [1]),
        ("target:giáo value:>80", []),
        ("value:80%", [1]),
        ("value:50..70", [0]),
        ("value:..100", [0, 1]),
        ('target:"trường" value:80', []),
        ("role:lead biên chế", [0]),
    ],
)
def test_filters_of_units(plans: Corpus, query: str, units: list[int]) -> None:
    ids = [unit.id for unit in next(iter(plans)).units]
    assert [ids.index(hit.unit) for hit in plans.search(query)] == units


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ("giáo viên", All((Words(("giáo",)), Words(("viên",))))),
        ('"giáo viên"', Words(("giáo", "viên"), bare=False)),
        ("giáo*", Words(("giáo",), prefix=True)),
        ("a OR b c", Any_((Words(("a",)), All((Words(("b",)), Words(("c",))))))),
        ("a AND (b OR c)", All((Words(("a",)), Any_((Words(("b",)), Words(("c",))))))),
        ("a -b", All((Words(("a",)), Not(Words(("b",)))))),
        ("33/QĐ-TTg", Words(("33", "QĐ", "TTg"))),
        ('type:KH -year:2020', All((Filter("type", "KH", 0), Not(Filter("year", "2020", 9))))),
        ("đào tạo, - bồi", All((Words(("đào",)), Words(("tạo",)), Words(("bồi",))))),
    ],
)
def test_the_query_language(query: str, tree: object) -> None:
    assert read_query(query) == tree


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("", "the query is empty"),
        ("  ", "the query is empty"),
        ('"giáo viên', "this quotation mark is not closed"),
        ("(giáo", "this bracket is not closed"),
        ("giáo)", "this bracket closes nothing"),
        ("()", "there is nothing in these brackets"),
        ("OR giáo", "something is missing before OR"),
        ("giáo OR", "something is missing at the end"),
        ("AND giáo", "something is missing before it"),
        ("giáo NOT", "something is missing at the end"),
        ("fly:high", "there is no filter 'fly'; the filters are type, "),
        ("year:", "year: needs a value right after the colon"),
        ("year:abc", "year does not take this value"),
        ("year:2019%", "year does not take this value"),
        ("year:..", "year does not take this value"),
        ("date:12/5/2020", "date does not take this value"),
        ("value:>=viele", "value does not take this value"),
        ("level:kingdom", "it takes one of central, province"),
        ("role:boss", "it takes one of lead"),
        ("role:boss agency:x", "it takes one of lead"),
        ("unit:page", "it takes one of phan"),
        ("cites:999/QĐ-TTg", "no instrument of the graph fits '999/QĐ-TTg'"),
        ('cites:"Luật Giáo dục"', "instruments fit 'Luật Giáo dục'"),
        ("NOT giáo", "say what to look for beside"),
        ('""', "holds no word to search for"),
    ],
)
def test_mistakes_are_explained(corpus: Corpus, query: str, said: str) -> None:
    with pytest.raises(QueryError, match=said.replace("(", r"\(")):
        corpus.search(query)


@pytest.mark.parametrize(
    "query", ["x '", "a'b; DROP TABLE documents", "NEAR(a b)", "^giáo", "{body} x", "a + b", "giáo:*", "body : x"]
)
def test_the_language_of_the_index_is_only_words(corpus: Corpus, query: str) -> None:
    assert corpus.search(query).total >= 0


@pytest.mark.parametrize("query", ["*", "'", "- , ."])
def test_signs_alone_are_nothing_to_search_for(corpus: Corpus, query: str) -> None:
    with pytest.raises(QueryError, match="the query is empty"):
        corpus.search(query)


def test_figures_are_bound_to_the_word_before_them() -> None:
    assert match_expression(bound(read_query("điều 8 nghị định 71")), False) == (
        '{place_folded heading_folded body_folded} : ((("dieu 8") OR ("dieu so 8")) AND "nghi" AND '
        '(("dinh 71") OR ("dinh so 71")))'
    )
    assert bound(read_query('"điều" 8')) == read_query('"điều" 8')


def test_when_no_unit_has_all_words_those_with_some_are_shown_and_said(corpus: Corpus) -> None:
    hits = corpus.search("mầm non xylophone")
    assert hits.relaxed
    assert hits
    assert not corpus.search("mầm non").relaxed
    assert not corpus.search("xylophone zymurgy")


def test_no_document_takes_all_the_places(corpus: Corpus) -> None:
    names = [hit.sha256 for hit in corpus.search("giáo viên", limit=30)]
    assert max(names.count(name) for name in names) <= 3


def test_compound_words_by_underthesea(corpus: Corpus) -> None:
    pytest.importorskip("underthesea")
    whole = corpus.search("giáo viên mầm non cốt cán", segment=True, limit=50)
    assert 0 < whole.total <= corpus.search("giáo viên mầm non cốt cán", limit=50).total


@pytest.mark.parametrize(("text", "yes"), [("giao vien 71", False), ("điều", True), ("Đ", True), ("café", True), ("ok", False)])
def test_accented(text: str, yes: bool) -> None:
    assert accented(text) is yes


def test_tokens_are_those_of_the_index() -> None:
    assert tokens("V/v: “giáo_viên”, 3.596") == ["V", "v", "giáo", "viên", "3", "596"]


def test_folding_takes_every_vietnamese_letter_to_ascii() -> None:
    letters = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵđ"
    assert set(folded_words(letters + letters.upper())) == set("aeiouyd")


@pytest.mark.parametrize(
    ("query", "same_as"),
    [
        ("cán OR type:CT", "type:CT OR cán"),
        ("giáo viên (type:CT OR type:NQ)", "giáo viên (type:NQ OR type:CT)"),
        ("giáo viên (mầm OR type:CT)", "(type:CT OR mầm) viên giáo"),
        ("type:KH NOT giáo", "-giáo type:KH"),
        ("giáo NOT (mầm AND type:KH)", "giáo (-mầm OR -type:KH)"),
    ],
)
def test_words_and_filters_are_alternatives_to_each_other(corpus: Corpus, query: str, same_as: str) -> None:
    ours, theirs = (corpus.search(q, limit=400) for q in (query, same_as))
    assert ours.total == theirs.total > 0
    assert {(h.sha256, h.unit) for h in ours} == {(h.sha256, h.unit) for h in theirs}


def test_words_beside_filters_count_as_sets_do(corpus: Corpus) -> None:
    def units(query: str) -> int:
        return corpus.search(query, limit=1).total

    both = units("mầm type:KH unit:khoan")
    assert 0 < both < units("unit:khoan type:KH")
    assert units("(mầm OR type:KH) unit:khoan") == units("mầm unit:khoan") + units("type:KH unit:khoan") - both
    assert units("type:KH unit:khoan -mầm") == units("type:KH unit:khoan") - both
    assert any(hit.highlights for hit in corpus.search("(mầm OR type:KH) unit:khoan"))
