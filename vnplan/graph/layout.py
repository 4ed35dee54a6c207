"""Where instruments stand in a picture: plans on the left, then by level up to the laws, each column by year."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from vnplan.graph.kinds import is_plan
from vnplan.identity.uri import NAMED_TYPES, slug

if TYPE_CHECKING:
    import networkx as nx

#: The columns from left to right.
COLUMNS = ("plans", "districts and departments", "provinces", "ministries", "government and Party", "laws")

_LONGEST = 36
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


def picture_label(values: Mapping[str, Any], key: str = "") -> str:
    """A label for pictures: short, and with the province whose number it is.

    >>> picture_label({"label": "187/KH-UBND", "number": "187/KH-UBND", "province": "Quảng Ngãi"})
    '187/KH-UBND Quảng Ngãi'
    """
    label = str(values.get("label") or key)
    if values.get("number") == label and values.get("province"):
        label = f"{label} {values['province']}"
    return label if len(label) <= _LONGEST else label[: _LONGEST - 1].rstrip() + "…"


def positions(graph: nx.MultiDiGraph) -> dict[str, tuple[int, int]]:
    """Column and row of every node, the oldest on top; columns without any node are left out.

    No two nodes share a place.
    """
    columns: dict[int, list[str]] = {}
    for key, data in graph.nodes(data=True):
        columns.setdefault(column(data), []).append(key)
    def age(key: str) -> tuple[str, str, str]:
        data = graph.nodes[key]
        return str(data.get("date") or data.get("year") or "~"), data.get("label", key), key

    found = {}
    for x, number in enumerate(sorted(columns)):
        found.update({key: (x, y) for y, key in enumerate(sorted(columns[number], key=age))})
    return found


def heads(graph: nx.MultiDiGraph) -> list[str]:
    """The names of the columns that `positions` uses, from left to right."""
    return [COLUMNS[i] for i in sorted({column(data) for _, data in graph.nodes(data=True)})]
