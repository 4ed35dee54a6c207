"""draw(): the citation graph as a picture for notebooks (matplotlib; pip install 'vnplan[plot]')."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vnplan.errors import GraphError
from vnplan.graph.layout import heads, picture_label, positions

if TYPE_CHECKING:
    import networkx as nx

#: The colour of a relation, in pictures and pages alike.
COLOURS = {
    "legal_basis": "#1f5fa8", "implements": "#1a7f4b", "guides": "#0f8b8d", "attached_to": "#6b7280",
    "consolidates": "#6b7280", "proposal": "#9a6b00", "amends": "#c2410c", "replaces": "#b91c1c", "repeals": "#7f1d1d",
    "refers_to": "#9ca3af",
}  # fmt: skip

_ROW, _LETTER, _GAP, _HEAD, _MARGIN = 0.34, 0.088, 0.9, 0.6, 0.6


def draw(graph: nx.MultiDiGraph, *, around: str | None = None, title: str | None = None) -> Any:
    """Draw a graph, or what stands around one node: plans left, the others by level, each column by year.

    Parallel citations are one line in the colour of the one that says most. Returns the matplotlib Figure, which a
    notebook shows; save it with `figure.savefig("graph.svg")`.

    Raises GraphError when matplotlib is not installed, or `around` is no key of the graph.
    """
    try:
        from matplotlib.lines import Line2D
        from matplotlib.patches import FancyArrowPatch
    except ImportError as error:
        raise GraphError("pictures need matplotlib; install it with: pip install 'vnplan[plot]'") from error
    if around is not None:
        if around not in graph:
            raise GraphError(f"no instrument of the graph has the key {around!r}; find it with Finder.one()")
        graph = graph.subgraph({around, *graph.predecessors(around), *graph.successors(around)})
    places, labels = positions(graph), {key: picture_label(data, key) for key, data in graph.nodes(data=True)}
    names = heads(graph)
    lefts = _lefts(places, labels, names)
    rows = 1 + max((row for _, row in places.values()), default=0)
    width, height = lefts[-1] + 0.2, rows * _ROW + _HEAD + 0.7
    from vnplan.graph.figures import ShownFigure

    figure = ShownFigure(figsize=(max(width, 3.0), max(height, 2.0)), layout=None)
    axes = figure.add_axes((0.0, 0.0, 1.0, 1.0))
    axes.set_xlim(0, max(width, 3.0))
    axes.set_ylim(max(height, 2.0), 0)
    axes.axis("off")
    at = {key: (lefts[x] + 0.25, _HEAD + 0.2 + y * _ROW) for key, (x, y) in places.items()}
    for source, target, relation in _lines(graph):
        bend = 0.06
        if places[source][0] == places[target][0]:  # in one column: to the left, as far as there is room
            bend = -min(0.35, 2 * _MARGIN / abs(at[source][1] - at[target][1]))
        axes.add_patch(FancyArrowPatch(
            at[source], at[target], arrowstyle="-|>", mutation_scale=8, shrinkA=4, shrinkB=5, linewidth=0.9,
            color=COLOURS.get(relation, "#9ca3af"), alpha=0.65, zorder=1,
            connectionstyle=f"arc3,rad={bend}",
        ))  # fmt: skip
    for key, data in graph.nodes(data=True):
        x, y = at[key]
        inside = data.get("in_corpus")
        axes.plot([x], [y], "o", markersize=6 if key != around else 9, color="#111827", zorder=3,
                  markerfacecolor="#111827" if inside else "white")  # fmt: skip
        axes.text(x + 0.11, y, labels[key], fontsize=8, va="center", zorder=4, gid=f"label:{key}",
                  bbox={"facecolor": "white", "alpha": 0.75, "edgecolor": "none", "pad": 0.4})  # fmt: skip
    for x, name in enumerate(names):
        axes.text(lefts[x] + 0.25, _HEAD - 0.22, name, fontsize=7.5, color="#6b7280", style="italic")
    if title:
        axes.text(_MARGIN + 0.25, 0.14, title, fontsize=10, weight="bold", va="center")
    used = [r for r in COLOURS if any(d["relation"] == r for _, _, d in graph.edges(data=True))]
    axes.legend([Line2D([], [], color=COLOURS[r]) for r in used], [r.replace("_", " ") for r in used], fontsize=6.5,
                loc="lower center", ncols=max(1, min(len(used), int(width))), frameon=False)  # fmt: skip
    return figure


def _lefts(places: dict[str, tuple[int, int]], labels: dict[str, str], names: list[str]) -> list[float]:
    """The left edge of every column, wide enough for its longest label, and the right edge of the last."""
    lefts = [_MARGIN]
    for x, name in enumerate(names):
        longest = max([len(name), *(len(labels[key]) for key, place in places.items() if place[0] == x)])
        lefts.append(lefts[-1] + longest * _LETTER + _GAP)
    return lefts


def _lines(graph: nx.MultiDiGraph) -> list[tuple[str, str, str]]:
    from vnplan.graph.kinds import strongest

    found = []
    for source, targets in graph.adj.items():
        for target, edges in targets.items():
            best = strongest(edges.values(), None)
            if best is not None and source != target:
                found.append((source, target, best["relation"]))
    return found
