"""build_graph(): nodes, edges, identity, formats that must be able to write it."""

from __future__ import annotations

import json
import subprocess
import sys

import networkx as nx
import pytest
from gold_documents import document, gold_documents

import vnplan
from vnplan.graph import Finder, facts_of
from vnplan.graph.facts import pinpoint_id, province_of
from vnplan.models import Agency, Attachment, Document, Effect, Metadata, Pinpoint, Span, Target

QD33 = "/akn/vn/act/quyet-dinh/thu-tuong-chinh-phu/2019/33-qd-ttg"
ND71 = "/akn/vn/act/nghi-dinh/chinh-phu/2020/71-2020-nd-cp"
ND312 = "/akn/vn/act/nghi-dinh/chinh-phu/2021/312-2021-nd-cp"


@pytest.fixture(scope="module")
def graph() -> nx.MultiDiGraph:
    return vnplan.build_graph(gold_documents())


def plan(number: str, issuer: str, text: str, citations: list[dict], date: str = "2021-05-04") -> Document:
    meta = {"type": "Kế hoạch", "number": number, "date": date, "issuer": issuer}
    return document(text, {"metadata": meta, "citations": citations}, f"{number}.txt")


def cite(quote: str, **more: object) -> dict:
    return {"quote": quote, "type": "Kế hoạch", **more}


def test_each_document_and_each_cited_instrument_is_one_node(graph: nx.MultiDiGraph) -> None:
    inside = {key for key, data in graph.nodes(data=True) if data["in_corpus"]}
    assert len(inside) == len(gold_documents())
    assert graph.nodes[QD33] == {
        "in_corpus": False, "type": "Quyết định", "number": "33/QĐ-TTg", "date": "2019-01-08", "year": 2019,
        "issuer": "Thủ tướng Chính phủ", "level": "central", "label": "33/QĐ-TTg",
    }  # fmt: skip


def test_an_edge_says_relation_form_provision_document_and_words(graph: nx.MultiDiGraph) -> None:
    quang_ngai = "/akn/vn/act/ke-hoach/ubnd-tinh-quang-ngai/2020/187-kh-ubnd"
    edges = sorted(graph.get_edge_data(quang_ngai, ND71).values(), key=lambda e: e["start"])
    assert [e["relation"] for e in edges][:2] == ["legal_basis", "refers_to"]
    assert edges[3]["pinpoint"] == "dieu_7__khoan_2__diem_a dieu_7__khoan_2__diem_b dieu_7__khoan_2__diem_c"
    text = next(d.text for d in gold_documents() if d.sha256 == edges[0]["document"])
    assert text[edges[0]["start"] : edges[0]["end"]].startswith("Nghị định số 71/2020/NĐ-CP")
    assert edges[0]["context"].startswith("Căn cứ Nghị định số 71/2020/NĐ-CP")
    assert edges[0]["asserted_by"] == quang_ngai


def test_a_citation_inside_a_title_leaves_from_the_outer_instrument(graph: nx.MultiDiGraph) -> None:
    outer = Finder(graph).one("1955/KH-UBND")
    (edge,) = graph.get_edge_data(outer, QD33).values()
    assert edge["nested"] is True
    assert edge["relation"] == "implements"
    assert "1609" in graph.nodes[edge["asserted_by"]]["name"]


def test_an_instrument_of_the_corpus_and_its_citations_share_one_node(graph: nx.MultiDiGraph) -> None:
    citing = {graph.nodes[key].get("number") for key in graph.predecessors(ND312)}
    assert citing == {"415/2024/NĐ-CP", "77/2022/TT-BGDĐT", "42/2023/NQ-HĐND"}
    assert graph.nodes[ND312]["in_corpus"]


def test_the_same_number_of_two_provinces_or_years_is_two_instruments() -> None:
    docs = []
    for issuer in ("Ủy ban nhân dân tỉnh Lai Châu", "Ủy ban nhân dân tỉnh Sơn La"):
        for year in (2020, 2021):
            cited = cite("Kế hoạch số 12/KH-UBND", number="12/KH-UBND", date=f"{year}-05-04", issuer=issuer)
            text = f"{issuer}: Căn cứ Kế hoạch số 12/KH-UBND ngày 04/5/{year};"
            docs.append(plan("1/KH-UBND", issuer, text, [cited], date=f"{year + 1}-01-01"))
    graph = vnplan.build_graph(docs)
    assert graph.number_of_nodes() == 8
    assert all(graph.in_degree(key) <= 1 for key in graph)


def test_unresolved_references_are_never_merged() -> None:
    text = "Căn cứ Kế hoạch số 12/KH-UBND; theo Kế hoạch số 12/KH-UBND;"
    docs = [
        plan(f"{n}/KH-UBND", "Ủy ban nhân dân tỉnh Lai Châu", text + "x" * n,
             [cite(quote, number="12/KH-UBND") for quote in ("Kế hoạch số 12/KH-UBND", "theo Kế hoạch số 12/KH-UBND")])
        for n in (1, 2)
    ]  # fmt: skip
    open_ones = [key for key in vnplan.build_graph(docs) if key.startswith("?:")]
    assert len(open_ones) == 4


def test_a_document_without_uri_is_a_node_of_its_own() -> None:
    one, two = (plan("", "Ủy ban nhân dân tỉnh Lai Châu", text, []) for text in ("một", "hai"))
    assert set(vnplan.build_graph([one, two])) == {f"sha256:{one.sha256}", f"sha256:{two.sha256}"}


def test_a_report_never_takes_the_place_of_the_instrument_it_tells_about() -> None:
    meta = {"kind": "report", "type": "Kế hoạch", "number": "1/KH-UBND", "date": "2021-05-04",
            "issuer": "Ủy ban nhân dân tỉnh Lai Châu"}  # fmt: skip
    report = document("Tin", {"metadata": meta}, "tin.txt")
    assert report.metadata.uri
    assert list(vnplan.build_graph([report])) == [f"sha256:{report.sha256}"]


def test_order_and_repetition_of_documents_make_no_difference(graph: nx.MultiDiGraph) -> None:
    docs = list(gold_documents())
    other = vnplan.build_graph([*reversed(docs), *docs])
    assert dict(other.nodes(data=True)) == dict(graph.nodes(data=True))
    assert sorted(other.edges(keys=True)) == sorted(graph.edges(keys=True))


def test_references_to_itself_are_left_out_unless_asked_for(graph: nx.MultiDiGraph) -> None:
    assert nx.number_of_selfloops(graph) == 0
    assert nx.number_of_selfloops(vnplan.build_graph(gold_documents(), self_references=True)) > 5


def test_attachments_belong_to_the_node_of_their_main_instrument() -> None:
    uri = "/akn/vn/act/quy-che/ubnd-tinh-lai-chau/2021/9-qc-ubnd"
    main = plan("1/KH-UBND", "Ủy ban nhân dân tỉnh Lai Châu", "x", [])
    main = main.model_copy(update={"attachments": (Attachment(metadata=Metadata(uri=uri), unit="att_1"),)})
    citing = plan("2/KH-UBND", "Ủy ban nhân dân tỉnh Lai Châu", "Quy chế số 9", [cite("Quy chế số 9")])
    target = Target(type="Quy chế", uri=uri)
    citing = citing.model_copy(update={"citations": (citing.citations[0].model_copy(update={"target": target}),)})
    graph = vnplan.build_graph([citing, main])
    assert list(graph.edges()) == [(citing.metadata.uri, main.metadata.uri)]
    assert uri not in graph


def test_effects_are_edges_with_their_provision_and_action() -> None:
    main = plan("1/KH-UBND", "Ủy ban nhân dân tỉnh Lai Châu", "Bãi bỏ khoản 2 Điều 7.", [])
    effect = Effect(span=Span(start=0, end=22), action="adds", target=Target(uri=QD33),
                    pinpoint=(Pinpoint(kind="dieu", number="7"),))  # fmt: skip
    graph = vnplan.build_graph([main.model_copy(update={"effects": (effect,)})])
    (edge,) = graph.get_edge_data(main.metadata.uri, QD33).values()
    assert (edge["relation"], edge["form"], edge["action"], edge["pinpoint"]) == ("amends", "effect", "adds", "dieu_7")


def test_two_dates_of_one_instrument_are_both_kept() -> None:
    docs = [
        plan(f"{n}/KH-UBND", "Ủy ban nhân dân tỉnh Lai Châu", "Quyết định số 33/QĐ-TTg" + "x" * n,
             [{"quote": "Quyết định số 33/QĐ-TTg", "type": "Quyết định", "number": "33/QĐ-TTg", "date": date}])
        for n, date in enumerate(("2019-01-08", "2019-01-08", "2019-01-18"))
    ]  # fmt: skip
    data = vnplan.build_graph(docs).nodes[QD33]
    assert (data["date"], data["other_dates"]) == ("2019-01-08", "2019-01-18")


def test_the_document_itself_knows_better_than_those_that_cite_it() -> None:
    own = plan("1/KH-UBND", "Ủy ban nhân dân tỉnh Lai Châu", "x", [])
    issuer = "Ủy ban nhân dân tỉnh Lai Châu"
    cited = cite("Kế hoạch số 1/KH-UBND", number="01/KH-UBND", date="2021", issuer=issuer)
    other = plan("2/KH-UBND", issuer, "Kế hoạch số 1/KH-UBND", [cited])
    data = vnplan.build_graph([other, own]).nodes[own.metadata.uri]
    assert (data["number"], data["date"]) == ("1/KH-UBND", "2021-05-04")


def test_every_value_can_be_written_as_graphml_and_json(graph: nx.MultiDiGraph) -> None:
    again = nx.parse_graphml("\n".join(nx.generate_graphml(graph)), force_multigraph=True)
    assert set(again) == set(graph)
    assert json.loads(json.dumps(nx.node_link_data(graph, edges="edges")))["multigraph"]
    assert not {"source", "target", "key"} & {name for _, _, data in graph.edges(data=True) for name in data}


def test_control_characters_never_reach_the_graph() -> None:
    doc = plan("1/KH-UBND", "Ủy ban nhân dân tỉnh Lai Châu", "Quyết định \x00\x0c số 33/QĐ-TTg\ufeff", [])
    facts = facts_of(doc.model_copy(update={"name": "a\x00b\n.txt"}))
    assert dict(facts.nodes[0].values)["name"] == "a b .txt"


@pytest.mark.parametrize(
    ("agency", "province"),
    [
        (Agency(name="x", full_name="x", id="x", level="province", locality="Lai Châu"), "Lai Châu"),
        (Agency(name="x", full_name="x", id="x", level="party", locality="Kon Tum"), "Kon Tum"),
        (Agency(name="x", full_name="x", id="x", level="district", locality="Trà Bồng"), None),
        (Agency(name="x", full_name="x", id="x", level="central"), None),
        (None, None),
    ],
)
def test_province(agency: Agency | None, province: str | None) -> None:
    assert province_of(agency) == province


def test_a_pinpoint_without_steps_is_none() -> None:
    assert pinpoint_id(((),)) is None


def test_importing_vnplan_and_its_graph_does_not_import_networkx() -> None:
    code = (
        "import sys, vnplan, vnplan.graph, vnplan.cli.entry\n"
        "print([m for m in ('networkx', 'spacy', 'underthesea', 'pandas', 'matplotlib') if m in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
