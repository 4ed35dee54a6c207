"""CitationGraph on small graphs made by hand: paths, changes in time, ranks, large shapes."""

from __future__ import annotations

import networkx as nx
import pytest

from vnplan import CitationGraph
from vnplan.errors import GraphError
from vnplan.graph.answers import as_json
from vnplan.graph.ranking import communities, pagerank


def made(*edges: tuple, **dates: str) -> CitationGraph:
    """A graph of edges (source, relation, target[, pinpoint]); nodes with a date are in the corpus."""
    graph = nx.MultiDiGraph()
    for i, (source, relation, target, *pinpoint) in enumerate(edges):
        for key in (source, target):
            graph.add_node(key, label=key, number=f"{key}/QĐ", in_corpus=key in dates)
            if key in dates:
                graph.nodes[key]["date"] = dates[key]
        values = {"relation": relation, "form": "full", "document": source, "start": i, "end": i, "text": "",
                  "asserted_by": source, "nested": False}  # fmt: skip
        if pinpoint:
            values["pinpoint"] = pinpoint[0]
        graph.add_edge(source, target, key=str(i), **values)
    return CitationGraph(graph)


def test_what_it_rests_on_is_found_by_the_shortest_way_and_circles_end() -> None:
    graph = made(("a", "legal_basis", "b"), ("b", "legal_basis", "c"), ("c", "implements", "a"), ("a", "implements", "d"),
                 ("d", "refers_to", "e"), ("b", "legal_basis", "d"))  # fmt: skip
    assert {r.instrument.key: r.distance for r in graph.rests_on("a")} == {"b": 1, "d": 1, "c": 2}
    assert {r.instrument.key: r.distance for r in graph.supports("d")} == {"a": 1, "b": 1, "c": 2}
    assert [r.instrument.key for r in graph.rests_on("a", depth=1)] == ["b", "d"]
    assert [str(s) for s in graph.supports("d")[2].path] == ["c —implements→ a", "a —implements→ d"]


def test_a_chain_of_thousands_is_no_burden() -> None:
    graph = made(*((f"n{i}", "legal_basis", f"n{i + 1}") for i in range(3000)))
    assert len(graph.rests_on("n0")) == 3000
    assert len(graph.connection("n0", "n3000")) == 3000


def test_of_parallel_citations_the_one_that_says_most_is_the_step() -> None:
    graph = made(("a", "refers_to", "b"), ("a", "legal_basis", "b"), ("a", "refers_to", "b"))
    assert graph.connection("a", "b")[0].relation == "legal_basis"
    assert graph.folded["a"]["b"] == {"relations": "legal_basis refers_to", "citations": 3}
    assert graph.folded.number_of_edges() == 1


def test_what_is_not_connected_has_no_connection() -> None:
    graph = made(("a", "legal_basis", "b"), ("c", "legal_basis", "d"))
    assert graph.connection("a", "d") == ()
    assert graph.connection("a", "a") == ()


@pytest.mark.parametrize(
    ("on", "status"),
    [("2019-12-31", "not yet"), ("2020", "in force"), ("2021-05-01", "in force"), ("2022-03-01", "ended"), ("2023", "ended")],
)
def test_force_follows_whole_replacements_only(on: str, status: str) -> None:
    graph = made(("p", "amends", "a"), ("q", "repeals", "a", "dieu_5"), ("r", "replaces", "a"),
                 a="2020-01-01", p="2021-01-01", q="2021-02-01", r="2022-03-01")  # fmt: skip
    found = graph.in_force("a", on)
    assert found.status == status
    assert (found.ended_by.key if found.ended_by else None) == ("r" if status == "ended" else None)
    assert len(found.changes) == (0 if on < "2021" else 2)


def test_the_first_that_ends_it_ended_it() -> None:
    graph = made(("r", "repeals", "a"), ("s", "replaces", "a"), a="2020-01-01", r="2022-03-01", s="2021-03-01")
    assert graph.in_force("a", "2023").reason == "replaced by s of 2021-03-01"


def test_without_a_date_force_is_unknown() -> None:
    assert made(("a", "amends", "b")).in_force("b", "2020").status == "unknown"


def test_changes_name_each_provision_once_in_the_order_of_time() -> None:
    graph = made(("p", "amends", "a", "dieu_2 dieu_1"), ("q", "repeals", "a", "dieu_3"), ("p", "amends", "a", "dieu_1"),
                 ("q", "refers_to", "a"), p="2022", q="2021")  # fmt: skip
    assert [(c.by.key, c.pinpoint) for c in graph.changes("a")] == [("q", "dieu_3"), ("p", "dieu_1"), ("p", "dieu_2")]
    assert graph.changes() == graph.changes("a")


def test_unresolved_references_are_not_counted_as_missing() -> None:
    graph = made(("a", "refers_to", "?:x:1-2"), ("a", "refers_to", "b"), a="2020")
    assert [m.instrument.key for m in graph.missing()] == ["b"]


def test_an_unknown_relation_is_said() -> None:
    with pytest.raises(GraphError, match="there is no relation 'loves'; the relations are legal_basis"):
        made(("a", "amends", "b")).rests_on("a", relations=["loves"])


def random_graph() -> nx.DiGraph:
    return nx.gnp_random_graph(200, 0.02, seed=7, directed=True)


def test_pagerank_is_that_of_networkx_and_of_the_fast_path() -> None:
    graph = nx.relabel_nodes(random_graph(), str)
    ours = pagerank(graph)
    assert sum(ours.values()) == pytest.approx(1)
    pytest.importorskip("scipy", reason="networkx needs scipy for its pagerank")
    theirs = nx.pagerank(graph, tol=1e-10, max_iter=500)
    assert ours == pytest.approx(theirs, abs=1e-6)


def test_the_fast_path_gives_the_same_answers() -> None:
    pytest.importorskip("scipy", reason="the extra vnplan[fast] is not installed")
    from vnplan.graph.fast import FastGraph

    graph = nx.relabel_nodes(random_graph(), str)
    assert pagerank(graph, engine="scipy") == pytest.approx(pagerank(graph), abs=1e-12)
    fast = FastGraph.of(graph)
    for key in ("0", "17", "99"):
        assert fast.reach(key) == nx.descendants(graph, key) - {key}
        assert fast.reach(key, backwards=True) == nx.ancestors(graph, key) - {key}
    with pytest.raises(GraphError, match="no instrument of the graph has the key 'x'"):
        fast.reach("x")


def test_an_empty_graph_has_no_ranks() -> None:
    assert pagerank(nx.DiGraph()) == {}
    with pytest.raises(GraphError, match="no engine 'magic'"):
        pagerank(nx.DiGraph(), engine="magic")


def test_communities_are_the_same_every_time_and_hold_everything() -> None:
    graph = nx.relabel_nodes(nx.disjoint_union(nx.complete_graph(6), nx.complete_graph(4)), str).to_directed()
    assert [len(group) for group in communities(graph)] == [6, 4]
    assert communities(graph) == communities(graph)


def test_answers_are_plain_values() -> None:
    graph = made(("a", "legal_basis", "b"), a="2020")
    (found,) = as_json(graph.rests_on("a"))
    assert found["instrument"] == {"key": "b", "label": "b", "description": "b"}
    assert found["path"][0]["relation"] == "legal_basis"
