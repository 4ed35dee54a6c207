"""Which instrument a person means, and what stands around it."""

from __future__ import annotations

import networkx as nx
import pytest
from gold_documents import gold_documents

import vnplan
from vnplan.errors import GraphError
from vnplan.graph import Finder
from vnplan.graph.neighbours import neighbourhood
from vnplan.graph.wording import context_of, describe, label_of, pinpoint_words, printable
from vnplan.models import Span


@pytest.fixture(scope="module")
def graph() -> nx.MultiDiGraph:
    return vnplan.build_graph(gold_documents())


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("33/QĐ-TTg", "2019/33-qd-ttg"),
        ("33/qd-ttg", "2019/33-qd-ttg"),
        ("QĐ 33/QĐ-TTg", "2019/33-qd-ttg"),
        ("Quyết định số 33/QĐ-TTg năm 2019", "2019/33-qd-ttg"),
        ("Nghị định 71", "71-2020-nd-cp"),
        ("1609", "1609-qd-ttg"),
        ("Luật Giáo dục 2019", "2019/luat-giao-duc"),
        ("Luật Giáo dục năm 2005", "2005/luat-giao-duc"),
        ("187/KH-UBND Quảng Ngãi", "2020/187-kh-ubnd"),
        ("/akn/vn/act/nghi-dinh/chinh-phu/2021/312-2021-nd-cp", "312-2021-nd-cp"),
        ("1234/SGDĐT-GDMN 2020", "1234-sgddt-gdmn"),
    ],
)
def test_one_instrument_is_found_by(graph: nx.MultiDiGraph, asked: str, found: str) -> None:
    assert all(key.endswith(found) for key in Finder(graph).all(asked))
    assert Finder(graph).all(asked)


def test_a_document_without_number_is_found_by_its_file(graph: nx.MultiDiGraph) -> None:
    key = Finder(graph).one("dien-bien-kh-ubnd-2023-chuong-trinh-1609")
    assert graph.nodes[key]["type"] == "Kế hoạch"
    assert Finder(graph).one("dien-bien-kh-ubnd-2023-chuong-trinh-1609.txt") == key


def test_several_that_fit_are_named_and_none_is_guessed(graph: nx.MultiDiGraph) -> None:
    with pytest.raises(GraphError, match=r"2 instruments fit 'Luật Giáo dục'.*2005-06-14.*Add the issuer or the year"):
        Finder(graph).one("Luật Giáo dục")


@pytest.mark.parametrize("asked", ["999/QĐ-TTg", "", "   ", "không có", "33/QĐ-TTg Lai Châu", "?", "số"])
def test_what_is_not_there_is_said(graph: nx.MultiDiGraph, asked: str) -> None:
    with pytest.raises(GraphError, match="no instrument of the graph fits"):
        Finder(graph).one(asked)


def test_a_neighbourhood_gathers_the_words_by_instrument_and_relation(graph: nx.MultiDiGraph) -> None:
    around = neighbourhood(graph, Finder(graph).one("312/2021/NĐ-CP"))
    by = {(n.values["number"], n.relation): len(n.words) for n in around.cited_by}
    assert by[("77/2022/TT-BGDĐT", "guides")] == 3
    assert ("415/2024/NĐ-CP", "amends") in by
    assert all(w.text for n in (*around.cited_by, *around.cites) for w in n.words)
    assert around.as_json()["cited_by"][0]["words"][0]["text"]


@pytest.mark.parametrize(
    ("values", "label"),
    [
        ({"type": "Luật", "title": "Giáo dục", "year": 2019, "number": "43/2019/QH14"}, "Luật Giáo dục 2019"),
        ({"type": "Luật", "number": "43/2019/QH14"}, "43/2019/QH14"),
        ({"type": "Hiến pháp", "year": 2013}, "Hiến pháp 2013"),
        ({"type": "Kế hoạch", "province": "Lai Châu", "year": 2021}, "Kế hoạch Lai Châu 2021 (không số)"),
        ({"type": "Kế hoạch", "name": "a.txt"}, "a.txt"),
        ({"kind": "report", "name": "tin.txt"}, "tin.txt"),
        ({}, "key"),
    ],
)
def test_label(values: dict, label: str) -> None:
    assert label_of(values, "key") == label


def test_a_description_says_nothing_twice() -> None:
    law = {"type": "Luật", "title": "Giáo dục", "year": 2019, "issuer": "Quốc hội"}
    assert describe(law) == "Luật Giáo dục 2019 · Quốc hội"


@pytest.mark.parametrize(
    ("text", "context"),
    [
        ("Một. Căn cứ [Quyết định số 33/QĐ-TTg] về x. Hai", "Căn cứ Quyết định số 33/QĐ-TTg về x"),
        ("a;\nCăn cứ [Luật Giáo dục];\nCăn cứ b", "Căn cứ Luật Giáo dục"),
        ("Theo [Luật\nGiáo dục]\ncủa Quốc hội\n\nHai", "Theo Luật Giáo dục của Quốc hội"),
        ("ô một | theo [Luật Giáo dục] | ô ba", "theo Luật Giáo dục"),
        ("[Luật Giáo dục]", "Luật Giáo dục"),
        ("từ " * 200 + "[Luật Giáo dục]" + " sau" * 100, None),
    ],
)
def test_the_clause_around_a_citation(text: str, context: str | None) -> None:
    start, end = text.index("["), text.index("]") - 1
    found = context_of(text.replace("[", "").replace("]", ""), Span(start=start, end=end))
    if context is None:
        assert found.startswith("… từ")
        assert found.endswith("sau …")
        assert len(found) < 400
    else:
        assert found == context


def test_the_clause_stays_inside_its_unit() -> None:
    text = "Điều 1 nói theo Luật Giáo dục thì làm"
    start = text.index("Luật")
    assert context_of(text, Span(start=start, end=start + 13), Span(start=11, end=29)) == "theo Luật Giáo dục"


def test_words() -> None:
    assert pinpoint_words(None) == ""
    assert pinpoint_words("tieu_muc_2") == "Tiểu mục 2"
    assert printable(" a\x0b\u200bb ") == "a b"
