"""Where instruments stand in a picture: plans on the left, then by level up to the laws, each column by year."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from vnplan.graph.questions import is_plan
from vnplan.identity.uri import NAMED_TYPES, slug

if TYPE_CHECKING:
    import networkx as nx

#: The columns from left to right.
COLUMNS = ("plans", "districts and departments", "provinces", "ministries", "government and Party", "laws")

_HIGHEST = frozenset({"chinh-phu", "thu-tuong-chinh-phu", "quoc-hoi", "uy-ban-thuong-vu-quoc-hoi", "chu-tich-nuoc"})


def column(values: Mapping[str, Any]) -> int:
    """The column of an instrument.

    >>> column({"type": "Kế hoạch"}), column({"type": "Luật"}), column({"type": "Nghị định", "issuer": "Chính phủ"})
    (0, 5, 4)
    """
    level, issuer = values.get("level"), slug(str(values.get("issuer") or ""))
    if slug(str(values.get("type") or "")) in NAMED_TYPES:
        return 5
    if values.get("kind") == "report" or is_plan(dict(values)):
        return 0
    if level == "party" or issuer in _HIGHEST:
        return 4
    if level == "central":
        return 3
    return 2 if level == "province" else 1


def positions(graph: nx.MultiDiGraph) -> dict[str, tuple[int, int]]:
    """Column and row of every node, the oldest on top; columns without any node are left out.

    No two nodes share a place.
    """
    columns: dict[int, list[str]] = {}
    for key, data in graph.nodes(data=True):
        columns.setdefault(column(data), []).append(key)
    found = {}
    for x, number in enumerate(sorted(columns)):
        keys = sorted(columns[number], key=lambda k: (str(graph.nodes[k].get("date") or graph.nodes[k].get("year") or "~"),
                                                      graph.nodes[k].get("label", k), k))  # fmt: skip
        for y, key in enumerate(keys):
            found[key] = (x, y)
    return found


def heads(graph: nx.MultiDiGraph) -> list[str]:
    """The names of the columns that `positions` uses, from left to right."""
    return [COLUMNS[i] for i in sorted({column(data) for _, data in graph.nodes(data=True)})]
