"""Where sentences begin inside a paragraph, as far as relations need it."""

from __future__ import annotations

import re

_STOP = re.compile(r"[.?!][”\"]? +(?=[A-ZĐÀ-Ỹ\"“])")
_SERIES = re.compile(r"\Wsố$")
_BASIS = re.compile(r"Căn cứ ")


def sentences_of(folded: str, begin: int, end: int) -> list[int]:
    """Where new sentences begin: after a stop (not that of "số." and "tp."), and at "Căn cứ" inside a line."""
    found = [
        m.end() for m in _STOP.finditer(folded, begin, end)
        if not folded.endswith("tp", 0, m.start()) and not _SERIES.match(folded, m.start() - 3, m.start())
    ]  # fmt: skip
    for m in _BASIS.finditer(folded, begin, min(end + 7, len(folded))):
        at = m.start()
        if begin + 2 <= at <= end and folded[at - 1] == " " and folded[at - 2] not in " \n\t(":
            found.append(at)
    found.sort()
    return found
