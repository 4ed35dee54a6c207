"""Reads questions.toml and answers a question with a CitationGraph, as lists of short strings."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from vnplan import CitationGraph
from vnplan.graph.wording import pinpoint_words

FILE = Path(__file__).parent / "questions.toml"


def load() -> list[dict[str, Any]]:
    """The questions of the file."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))["question"]


def answer(graph: CitationGraph, question: dict[str, Any]) -> list[str]:
    """The answer to one question; what has no order of its own is sorted."""
    method, given = question["method"], question.get("given", {})
    found = getattr(graph, method)(**given)
    if method in ("rests_on", "supports", "carried_out_by"):
        if question.get("paths"):
            return sorted(" / ".join(map(str, reached.path)) for reached in found)
        return sorted(reached.instrument.label for reached in found)
    if method == "connection":
        return [str(step) for step in found]
    if method == "compare":
        return sorted(i.label for i in getattr(found, question["part"]))
    if method == "changes":
        return [f"{c.by.label} {c.relation} {c.what.label} {pinpoint_words(c.pinpoint)}".strip() for c in found]
    if method == "in_force":
        by = [found.ended_by.label] if found.ended_by else []
        return [found.status, *by]
    if method == "missing":
        return [f"{m.instrument.label} {m.cited_by}" for m in found]
    if method == "central":
        return [ranked.instrument.label for ranked in found]
    if method == "communities":
        return sorted(i.label for group in found if question["with"] in {i.label for i in group} for i in group)
    if method == "around":
        side = getattr(found, question["part"])
        return sorted(f"{n.relation} {n.values['label']}" for n in side)
    if method == "provinces_without":
        wanted = question["among"]
        return sorted(set(found) & set(wanted))
    if method == "find":
        return [found.key]
    raise AssertionError(f"no question is asked with {method}")
