"""Stable ids of units, in the manner of Akoma Ntoso's eId: att_1__b__ii-2__1__a."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from vnplan.structure.model import Node

_FIXED = frozenset({"phan", "chuong", "muc", "tieu_muc", "dieu"})
_ALONE = frozenset({"header", "preamble", "closing", "recipients", "signature"})
_SHORT = {"paragraph": "p", "footnote": "fn"} | {k: k for k in ("gach", "table", "quote", "furniture")}


@lru_cache(maxsize=1024)
def slug(number: str) -> str:
    """An id's form of a number: "II" → "ii", "đ" → "dd", "2.1" → "2-1"."""
    text = unicodedata.normalize("NFD", number.lower().replace("đ", "dd"))
    return re.sub(r"[^a-z0-9]+", "-", "".join(c for c in text if not unicodedata.combining(c))).strip("-") or "x"


class _Used:
    """Names in use below one unit; the count of each is kept, so that a list of thousands stays cheap."""

    __slots__ = ("_counts", "_names")

    def __init__(self) -> None:
        self._names: set[str] = set()
        self._counts: dict[str, int] = {}

    def free(self, name: str, first: str = "", join: str = "-") -> str:
        """The name with the first count that is free: "ii", "ii-2"; "p_1", "p_2"."""
        count = self._counts.get(name, 0) + 1
        found = name + first if count == 1 else f"{name}{join}{count}"
        while found in self._names:
            count += 1
            found = f"{name}{join}{count}"
        self._counts[name] = count
        self._names.add(found)
        return found


def give_ids(nodes: list[Node]) -> None:
    """Set `id` on every node: the path of numbers, made unique with -2, -3 … among siblings that share one."""
    _walk(nodes, "", _Used())


def _walk(nodes: list[Node], prefix: str, articles: _Used) -> None:
    used: _Used = _Used()
    for node in nodes:
        if node.kind == "attachment":
            node.id = used.free("att", first="_1", join="_")
            _walk(node.children, node.id, _Used())
            continue
        if node.style in _FIXED and node.number:
            name = f"{node.kind}_{slug(node.number)}"
        elif node.number and node.kind != "footnote":
            name = slug(node.number)
        else:
            name = _SHORT.get(node.kind, node.kind)
        # Articles run through the chapters of a part, so their id needs none of them.
        base = prefix.split("__")[0] if prefix.startswith("att_") else ""
        path, taken = (base, articles) if node.kind == "dieu" else (prefix, used)
        if node.kind in _SHORT and not (node.number and node.kind != "footnote"):
            name = taken.free(name, first="_1", join="_")
        else:
            name = taken.free(name)
        node.id = f"{path}__{name}" if path else name
        _walk(node.children, node.id, articles)
