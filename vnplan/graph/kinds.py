"""What an instrument of the graph is, and which of parallel citations says most."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

#: Instruments that are plans; a decision that issues one is a plan too.
PLANS = frozenset({"Kế hoạch", "Chương trình", "Đề án"})


def is_plan(values: dict[str, Any]) -> bool:
    """Whether an instrument is a plan, or issues one.

    >>> is_plan({"type": "Quyết định", "attached": "Kế hoạch"}), is_plan({"type": "Nghị định"})
    (True, False)
    """
    return values.get("type") in PLANS or bool(PLANS & set(str(values.get("attached", "")).split("; ")))


_BY_STRENGTH = (
    "implements", "legal_basis", "guides", "attached_to", "consolidates", "amends", "replaces", "repeals", "proposal",
)  # fmt: skip
_STRENGTH = {relation: i for i, relation in enumerate(_BY_STRENGTH)}


def strongest(edges: Iterable[dict[str, Any]], relations: Sequence[str] | None) -> dict[str, Any] | None:
    """Of parallel citations the one that says most, the first in the text among equals."""
    fitting = [e for e in edges if relations is None or e["relation"] in relations]
    return min(fitting, key=lambda e: (_STRENGTH.get(e["relation"], 99), e["document"], e["start"]), default=None)
