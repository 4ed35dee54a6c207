"""Every format is read back and says the same."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from gold_documents import gold_documents

import vnplan
from vnplan.cli import main
from vnplan.errors import GraphError
from vnplan.exports import GRAPH_ENDINGS, read_graph, write_graph
from vnplan.exports.rdf import ELI, RELATIONS, VN, iri
from vnplan.exports.tabular import cypher, pair
from vnplan.graph import wording


@pytest.fixture(scope="module")
def graph() -> nx.MultiDiGraph:
    graph = vnplan.build_graph(gold_documents())
    hard = 'Dấu "nháy", \'một\', \\ chéo, dòng\u2028mới; <thẻ> & </script> ${x} , \t'
    graph.nodes[min(graph)]["title"] = hard
    return graph


def same(one: nx.MultiDiGraph, other: nx.MultiDiGraph) -> None:
    assert dict(one.nodes(data=True)) == dict(other.nodes(data=True))
    key = lambda edge: (edge[0], edge[1], edge[2])  # noqa: E731
    assert sorted(one.edges(keys=True, data=True), key=key) == sorted(other.edges(keys=True, data=True), key=key)


@pytest.mark.parametrize("ending", ["json", "graphml", "gexf", "csv", "parquet"])
def test_what_is_written_is_read_back(graph: nx.MultiDiGraph, tmp_path: Path, ending: str) -> None:
    if ending == "parquet":
        pytest.importorskip("pyarrow", reason="the extra vnplan[parquet] is not installed")
    write_graph(graph, tmp_path / f"g.{ending}")
    same(read_graph(tmp_path / f"g.{ending}"), graph)


@pytest.mark.parametrize("ending", ["json", "graphml", "gexf", "csv"])
def test_an_empty_graph_too(tmp_path: Path, ending: str) -> None:
    write_graph(nx.MultiDiGraph(), tmp_path / f"g.{ending}")
    assert len(read_graph(tmp_path / f"g.{ending}")) == 0


def test_only_what_stands_around_a_node(graph: nx.MultiDiGraph, tmp_path: Path) -> None:
    key = "/akn/vn/act/quyet-dinh/thu-tuong-chinh-phu/2019/33-qd-ttg"
    write_graph(graph, tmp_path / "g.json", around=key)
    found = read_graph(tmp_path / "g.json")
    assert set(found) == {key, *graph.predecessors(key)}
    assert found.number_of_edges() < graph.number_of_edges()


def test_csv_has_the_headers_of_neo4j_import(graph: nx.MultiDiGraph, tmp_path: Path) -> None:
    write_graph(graph, tmp_path / "g.csv")
    nodes, edges = (file.read_text(encoding="utf-8").splitlines()[0] for file in pair(tmp_path / "g.csv"))
    assert nodes.startswith("key:ID,label,")
    assert nodes.endswith(",:LABEL")
    assert "year:long" in nodes
    assert edges.startswith(":START_ID,:END_ID,id,relation,")
    assert edges.endswith(",:TYPE")


def cypher_rows(statement: str) -> list[dict[str, Any]]:
    """The rows of an UNWIND statement: Cypher's maps are JSON but for their bare names."""
    text = statement[len("UNWIND ") :]
    strings = re.compile(r'"(?:[^"\\]|\\.)*"|([a-z_]+):')
    text = strings.sub(lambda m: f'"{m[1]}":' if m[1] else m[0], text)
    return json.JSONDecoder().raw_decode(text)[0]


def test_cypher_makes_the_graph(graph: nx.MultiDiGraph, tmp_path: Path) -> None:
    write_graph(graph, tmp_path / "g.cypher")
    lines = (tmp_path / "g.cypher").read_text(encoding="utf-8").rstrip("\n").split("\n")
    assert lines == [statement + ";" for statement in cypher(graph)]
    again = nx.MultiDiGraph()
    for line in lines:
        if "MERGE (i:Instrument" in line:
            for row in cypher_rows(line):
                again.add_node(row.pop("key"), **row)
    for line in lines:
        if found := re.search(r"MERGE \(a\)-\[c:([A-Z_]+) ", line):
            for row in cypher_rows(line):
                assert row["values"]["relation"].upper() == found[1]
                again.add_edge(row["source"], row["target"], key=row["values"].pop("id"), **row["values"])
    same(again, graph)


@pytest.mark.parametrize(("ending", "form"), [("ttl", "turtle"), ("jsonld", "json-ld")])
def test_rdf_says_the_same_with_the_terms_of_eli(
    graph: nx.MultiDiGraph, tmp_path: Path, ending: str, form: str
) -> None:
    rdflib = pytest.importorskip("rdflib", reason="rdflib reads RDF back")
    write_graph(graph, tmp_path / f"g.{ending}")
    found = rdflib.Graph().parse(tmp_path / f"g.{ending}", format=form)
    eli, vn, rdf = rdflib.Namespace(ELI), rdflib.Namespace(VN), rdflib.RDF
    assert {str(s) for s in found.subjects(rdf.type, eli.LegalResource)} == {iri(key) for key in graph}
    for key, data in graph.nodes(data=True):
        node = rdflib.URIRef(iri(key))
        assert found.value(node, vn.in_corpus).toPython() is data["in_corpus"]
        for name, term in (("number", eli.id_local), ("title", eli.title), ("province", vn.province)):
            if name in data:
                assert str(found.value(node, term)) == data[name]
        if "date" in data:
            assert str(found.value(node, eli.date_document)) == data["date"]
    citations = {str(s): s for s in found.subjects(rdf.type, vn.Citation)}
    assert len(citations) == graph.number_of_edges()
    for source, target, key, data in graph.edges(keys=True, data=True):
        here = citations[iri(f"citation:{key}")]
        assert (str(found.value(here, vn.citing)), str(found.value(here, vn.cited))) == (iri(source), iri(target))
        for name in ("relation", "start", "end", "context", "nested"):
            assert found.value(here, vn[name]).toPython() == data[name]
        assert (rdflib.URIRef(iri(source)), eli[RELATIONS[data["relation"]]], rdflib.URIRef(iri(target))) in found


def test_turtle_and_json_ld_are_one_graph(graph: nx.MultiDiGraph, tmp_path: Path) -> None:
    rdflib = pytest.importorskip("rdflib", reason="rdflib reads RDF back")
    both = []
    for ending, form in (("ttl", "turtle"), ("jsonld", "json-ld")):
        write_graph(graph, tmp_path / f"g.{ending}")
        both.append(set(rdflib.Graph().parse(tmp_path / f"g.{ending}", format=form)))
    assert both[0] == both[1]


def test_every_relation_has_a_term_and_a_name() -> None:
    assert set(RELATIONS) == set(wording.RELATIONS)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("g.xyz", "", r"graphs are not read from '\.xyz'; give one of \.json"),
        ("g.ttl", "", r"graphs are not read from '\.ttl'"),
        ("g.json", "no json", r"g\.json is no graph written by vnplan"),
        ("g.json", "{}", r"g\.json is no graph written by vnplan"),
        ("g.graphml", "<a>", r"g\.graphml is no graph written by vnplan"),
    ],
)
def test_what_is_no_graph_is_said_to_be_none(tmp_path: Path, name: str, content: str, said: str) -> None:
    (tmp_path / name).write_text(content)
    with pytest.raises(GraphError, match=said):
        read_graph(tmp_path / name)


@pytest.mark.parametrize("ending", [e for e in GRAPH_ENDINGS if e not in (".csv", ".parquet")])
def test_the_command_line_writes_every_format(tmp_path: Path, ending: str, capsys: pytest.CaptureFixture[str]) -> None:
    plan = Path(__file__).parent.parent / "corpus" / "quang-ngai-203-kh-ubnd-2023.txt"
    assert main(["graph", str(plan), "-o", str(tmp_path / f"g{ending}")]) == 0
    assert "203/KH-UBND" in (tmp_path / f"g{ending}").read_text(encoding="utf-8")
    capsys.readouterr()
