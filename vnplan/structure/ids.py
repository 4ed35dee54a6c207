"""Stable ids of units, in the manner of Akoma Ntoso's eId: att_1__b__ii-2__1__a."""

from __future__ import annotations

import re
import unicodedata

from vnplan.structure.model import Node

_FIXED = frozenset({"phan", "chuong", "muc", "tieu_muc", "dieu"})
_ALONE = frozenset({"header", "preamble", "closing", "recipients", "signature"})
_SHORT = {"paragraph": "p", "gach": "gach", "table": "table", "footnote": "fn", "quote": "quote", "furniture": "furniture"}


def slug(number: str) -> str:
    """An id's form of a number: "II" → "ii", "đ" → "dd", "2.1" → "2-1"."""
    text = unicodedata.normalize("NFD", number.lower().replace("đ", "dd"))
    return re.sub(r"[^a-z0-9]+", "-", "".join(c for c in text if not unicodedata.combining(c))).strip("-") or "x"


def give_ids(nodes: list[Node]) -> None:
    """Set `id` on every node: the path of numbers, made unique with -2, -3 … among siblings that share one."""
    _walk(nodes, "", {})


def _walk(nodes: list[Node], prefix: str, articles: dict[str, int]) -> None:
    seen: dict[str, int] = {}
    attachments = 0
    for node in nodes:
        if node.kind == "attachment":
            attachments += 1
            node.id = f"att_{attachments}"
            _walk(node.children, node.id, {})
            continue
        if node.style in _FIXED and node.number:
            name = f"{node.kind}_{slug(node.number)}"
        elif node.number and node.kind not in ("footnote",):
            name = slug(node.number)
        else:
            name = _SHORT.get(node.kind, node.kind)
        # Articles run through the chapters of a part, so their id needs none of them.
        base = prefix.split("__")[0] if prefix.startswith("att_") else ""
        path, counts = (base, articles) if node.kind == "dieu" else (prefix, seen)
        counts[name] = counts.get(name, 0) + 1
        if node.kind in _SHORT:
            name = f"{name}_{counts[name]}"
        elif counts[name] > 1:
            name = f"{name}-{counts[name]}"
        node.id = f"{path}__{name}" if path else name
        _walk(node.children, node.id, articles)
