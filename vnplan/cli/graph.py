"""`vnplan graph`: who cites whom, as a table, a neighbourhood or a file."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from typing import Any

from vnplan.cli.inputs import graph_of
from vnplan.cli.tables import many, table, terminal_width, wrap
from vnplan.graph.finding import Finder
from vnplan.graph.neighbours import Neighbour, Neighbourhood, neighbourhood
from vnplan.graph.wording import RELATIONS, describe

_SHOWN_WORDS = 3
_SHOWN_INSTRUMENTS = 30


def run(arguments: argparse.Namespace) -> int:
    """Build the graph of the paths and show or write it."""
    if arguments.output:
        from vnplan.exports import check_ending

        check_ending(arguments.output)
    graph, code = graph_of(arguments.paths)
    key = Finder(graph).one(arguments.around) if arguments.around else None
    if arguments.output:
        from vnplan.exports import write_graph

        write_graph(graph, arguments.output, around=key)
        print(f"{arguments.output}: written")
    elif key is not None:
        found = neighbourhood(graph, key)
        if arguments.json:
            print(json.dumps(found.as_json(), ensure_ascii=False, indent=2))
        else:
            print("\n".join(_around(found)))
    elif arguments.json:
        import networkx as nx

        print(json.dumps(nx.node_link_data(graph, edges="edges"), ensure_ascii=False))
    else:
        print("\n".join(_overview(graph)))
    return code


def _around(found: Neighbourhood) -> Iterator[str]:
    columns = terminal_width()
    where = "in the corpus" if found.values.get("in_corpus") else "cited, not in the corpus"
    yield f"{describe(found.values, found.key)}   ({where})"
    if found.values.get("title"):
        yield from wrap(found.values["title"], columns, "  ")
    if found.values.get("other_dates"):
        yield f"  texts also date it {found.values['other_dates']}"
    yield f"  {found.key}"
    yield from _side("Cited by", found.cited_by, columns)
    yield from _side("Cites", found.cites, columns)


def _side(title: str, neighbours: tuple[Neighbour, ...], columns: int) -> Iterator[str]:
    yield ""
    places = sum(len(n.words) for n in neighbours)
    instruments = len({n.key for n in neighbours})
    yield f"{title} {many(instruments, 'instrument')}, {many(places, 'time')}" if neighbours else f"{title} none"
    relation = None
    for neighbour in neighbours:
        if neighbour.relation != relation:
            relation = neighbour.relation
            yield f"  {relation}: {RELATIONS.get(relation, relation)}"
        stub = "" if neighbour.values.get("in_corpus") else "   (not in the corpus)"
        yield from wrap(neighbour.description + stub, columns, "    ", "      ")
        told: dict[str, int] = {}
        for words in neighbour.words:
            via = "   (said by another document)" if words.nested else ""
            told[f"“{words.text}”{via}"] = told.get(f"“{words.text}”{via}", 0) + 1
        for text, times in list(told.items())[:_SHOWN_WORDS]:
            yield from wrap(text + (f" ({times} times)" if times > 1 else ""), columns, "      ", "      ")
        if len(told) > _SHOWN_WORDS:
            yield f"      and {many(len(told) - _SHOWN_WORDS, 'more place')}"


def _overview(graph: Any) -> Iterator[str]:
    total, inside = graph.number_of_nodes(), sum(1 for _, data in graph.nodes(data=True) if data["in_corpus"])
    counts = f"{inside} in the corpus, {total - inside} only cited"
    yield f"{many(total, 'instrument')}: {counts}; {many(graph.number_of_edges(), 'citation')}"
    yield ""
    rows = []
    for key, data in graph.nodes(data=True):
        citing = {source for source, _ in graph.in_edges(key)}
        rows.append((len(citing), graph.out_degree(key), "yes" if data["in_corpus"] else "", describe(data, key)))
    rows.sort(key=lambda row: (-row[0], -row[1], row[3]))
    yield table(("cited by", "cites", "in corpus", "instrument"), rows[:_SHOWN_INSTRUMENTS])
    if len(rows) > _SHOWN_INSTRUMENTS:
        yield f"and {len(rows) - _SHOWN_INSTRUMENTS} more; see one with --around, all with -o graph.graphml"

