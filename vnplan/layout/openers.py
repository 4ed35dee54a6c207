"""Lines that open a paragraph by their words (grammars/openers.toml), and type lines ("KẾ HOẠCH")."""

from __future__ import annotations

import re
from functools import lru_cache

from vnplan.grammar import entries, rules
from vnplan.grammar.merging import any_of
from vnplan.text import fold


@lru_cache(maxsize=1)
def _openers() -> tuple[tuple[re.Pattern[str], bool, bool], ...]:
    found = [(r.regex, bool(r.values.get("solo")), bool(r.values.get("closed"))) for r in rules("openers")
             if not (r.values.get("before_basis") or r.values.get("header"))]
    signature = rules("signature")
    furniture = rules("furniture")
    found += [(furniture[f"furniture.web_{at}"].regex, True, False) for at in ("tail", "head")]
    found.append((signature["recipients.start"].regex, False, False))
    found.append((signature["signature.authority"].regex, False, False))
    return tuple(found)


@lru_cache(maxsize=1)
def _any() -> re.Pattern[str]:
    return any_of(pattern for pattern, _, _ in _openers())


def opener_of(text: str) -> tuple[bool, bool] | None:
    """(stands alone, needs a stop before it) for a line that opens a paragraph by its words."""
    if not _any().match(text):
        return None
    for pattern, solo, closed in _openers():
        if pattern.match(text):
            return solo, closed
    return None


@lru_cache(maxsize=1)
def _types() -> dict[str, str]:
    names = {fold(n).upper(): e.name for e in entries("document_types") for n in (*e.aliases, e.name)}
    for entry in entries("translations"):
        names |= {n.upper(): entry.name for n in (entry.model_extra or {}).get("english", ())}
    return names


def type_of_line(text: str) -> str | None:
    """The type of instrument that a line in capitals is, or None.

    >>> type_of_line("KẾ HOẠCH"), type_of_line("KẾ HOẠCH NĂM 2025")
    ('Kế hoạch', None)
    """
    return _types().get(fold(text).rstrip(" .:*")) if text.isupper() else None
