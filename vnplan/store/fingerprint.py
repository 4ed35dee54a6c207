"""What reads documents now: the version of vnplan, its code, and the grammar; a corpus read by another is read anew."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from vnplan import __version__
from vnplan.grammar import Grammar, default_grammar

_NOT_READING = frozenset({"cli", "store", "graph", "exports", "explain", "batch", "web"})
"""Rooms whose code does not change what is read from a text."""


def fingerprint(grammar: Grammar | None = None) -> str:
    """Version, code and grammar as one short string: "0.2.0 3f0c2a91 6b1d0e55a9c4"."""
    return f"{__version__} {_code()} {(grammar or default_grammar()).fingerprint}"


@lru_cache(maxsize=1)
def _code() -> str:
    """Eight letters that change when the code does by which texts are read."""
    package = Path(__file__).resolve().parent.parent
    found = hashlib.sha256()
    for path in sorted(package.rglob("*.py")):
        place = path.relative_to(package)
        if place.parts[0] not in _NOT_READING:
            found.update(place.as_posix().encode())
            found.update(path.read_bytes())
    return found.hexdigest()[:8]
