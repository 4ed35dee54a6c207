"""Names that the text defines: "(sau đây gọi tắt là Chương trình 1609)", and where they are used later."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from vnplan.extraction.citations.references import Reference
from vnplan.grammar import rules
from vnplan.lexing.anchors import Anchors
from vnplan.lexing.types import DocType, type_table
from vnplan.text import CleanText

_SENTENCE = re.compile(r"\n|[.] (?=[A-ZĐ])")
_FIGURE = re.compile(r"\d+")
_REACH = 1500
_MOST_USES = 2000


@dataclass(slots=True)
class Alias:
    """A defined name: its words, where they are defined, and the reference they stand for."""

    words: str
    start: int
    end: int
    means: Reference
    bare: bool


def define(clean: CleanText, anchors: Anchors, heads: list[Reference]) -> list[Alias]:
    """The aliases that the text defines for instruments cited in the same sentence."""
    found: list[Alias] = []
    starts = [h.start for h in heads]
    for anchor in anchors.all("alias"):
        start, end = anchor.value
        kind = _leading_type(clean.lower[start:end])
        if kind is None:
            continue
        i = bisect_right(starts, anchor.start)
        floor = max(0, anchor.start - _REACH)
        begin = floor
        for stop in _SENTENCE.finditer(clean.folded, floor, anchor.start):
            begin = stop.end()
        near = [h for h in heads[max(0, i - 12) : i] if h.start >= begin and h.form == "full" and h.end <= anchor.start]
        means = _meant(clean, start, end, kind, near)
        if means is not None:
            words = clean.folded[start:end].strip()
            found.append(Alias(words, anchor.start, anchor.end, means, words.lower() in type_table().by_name))
            means.evidence.append(("alias", start, end, "defined here"))
    return found


def _leading_type(words: str) -> DocType | None:
    parts = words.split()
    table = type_table().by_name
    for n in range(min(5, len(parts)), 0, -1):
        kind = table.get(" ".join(parts[:n]).strip("“”\"'"))
        if kind is not None:
            return kind
    return None


def _meant(clean: CleanText, start: int, end: int, kind: DocType, near: list[Reference]) -> Reference | None:
    """The cited instrument that the defined words stand for: same figure, same type, or the title that names it."""
    if not near:
        return None
    words = clean.lower[start:end]
    figure = _FIGURE.search(words)
    if figure:
        same = [h for h in near if h.seq is not None and h.seq.lstrip("0") == figure[0].lstrip("0")]
        if same:
            typed = [h for h in same if h.type == kind.name]
            return (typed or same)[-1]
    typed = [h for h in near if h.type == kind.name]
    if typed and (kind.short or kind.named):
        return typed[-1]
    word = kind.name.lower()
    for reference in reversed(near):
        if word in clean.lower[reference.end : start - 10]:
            return reference
    return None


def uses(clean: CleanText, aliases: list[Alias], taken: list[Reference]) -> list[Reference]:
    """Where the defined names are used outside their definition and outside other references."""
    spans = sorted((r.start, r.end) for r in taken)
    begins = [s for s, _ in spans]
    after = rules("aliases")["alias.use"].regex
    found: list[Reference] = []
    seen: set[str] = set()
    for alias in aliases:
        if alias.words in seen:
            continue
        seen.add(alias.words)
        same = [a for a in aliases if a.words == alias.words]
        pattern = re.compile(rf"(?<!\w){re.escape(alias.words)}(?![\w/])", 0 if alias.bare else re.IGNORECASE)
        for count, m in enumerate(pattern.finditer(clean.folded)):
            if count >= _MOST_USES:
                break
            if any(a.start <= m.start() < a.end for a in same):
                continue
            if alias.bare and not after.match(clean.lower, m.end()):
                continue
            i = bisect_left(begins, m.end()) - 1
            if i >= 0 and max(e for _, e in spans[max(0, i - 2) : i + 1]) > m.start():
                continue
            if m.start() < same[0].start:
                continue  # before it is defined the words mean something else
            means = [a for a in same if a.start <= m.start()][-1].means
            reference = Reference(m.start(), m.end(), m.start(), "alias", "alias.use", type=means.type, means=means)
            reference.evidence.append(("alias", same[0].start, same[0].end, "defined here"))
            found.append(reference)
    return found
