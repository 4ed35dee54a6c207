"""The graph as one HTML file that works without any network: search, zoom, relation filters, the citing words."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from vnplan.graph.drawing import COLOURS
from vnplan.graph.layout import heads, picture_label, positions
from vnplan.graph.wording import RELATIONS, describe, pinpoint_words

if TYPE_CHECKING:
    import networkx as nx


def page_of(graph: nx.MultiDiGraph, *, title: str | None = None, around: str | None = None) -> str:
    """The page; everything that it shows is inside it. It opens with the node `around` chosen, where one is given.

    >>> import networkx as nx
    >>> page_of(nx.MultiDiGraph()).startswith("<!doctype html>")
    True
    """
    places = positions(graph)
    index = {key: i for i, key in enumerate(places)}
    nodes = [
        {"key": key, "label": picture_label(data, key), "about": describe(data, key), "title": data.get("title", ""),
         "inside": bool(data.get("in_corpus")), "x": places[key][0], "y": places[key][1]}
        for key, data in graph.nodes(data=True)
    ]  # fmt: skip
    nodes.sort(key=lambda node: index[str(node["key"])])
    edges = [
        {"s": index[source], "t": index[target], "r": data["relation"],
         "w": data.get("context") or data.get("text", ""), "p": pinpoint_words(data.get("pinpoint")),
         "u": data.get("unit", ""), "by": index.get(data["asserted_by"], -1), "nested": bool(data.get("nested"))}
        for source, target, data in graph.edges(data=True)
    ]  # fmt: skip
    data: dict[str, Any] = {
        "nodes": nodes, "edges": edges, "columns": heads(graph), "around": around,
        "relations": [{"name": name, "means": means, "colour": COLOURS[name]} for name, means in RELATIONS.items()],
    }  # fmt: skip
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    # A script ends at the first "</", wherever it stands; "<" as an escape is the same JSON.
    text = text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    template = files("vnplan.exports").joinpath("page.html").read_text(encoding="utf-8")
    name = picture_label(graph.nodes[around], around) if around is not None and around in graph else None
    title = title or (f"{name}: citations" if name else "Citation graph")
    safe = title.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    return template.replace("{{title}}", safe).replace("{{data}}", text)
