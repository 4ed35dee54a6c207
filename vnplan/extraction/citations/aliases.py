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
    meant: dict[Reference, str] = {}
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
        words = clean.folded[start:end].strip()
        near = [
            h for h in heads[max(0, i - 12) : i]
            if h.start >= begin and h.form == "full" and h.end <= anchor.start and meant.get(h, words) == words
        ]  # fmt: skip
        means = _meant(clean, start, end, kind, near)
        if means is not None:
            meant[means] = words  # it has its name now: the next definition is another instrument's
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
    """Where the defined names are used after their definition and outside other references.

    One scan finds all names, the longest first; a name defined twice means what its last definition before says.
    """
    spans = sorted((r.start, r.end) for r in taken)
    begins = [start for start, _ in spans]
    defined: dict[str, list[Alias]] = {}
    for alias in aliases:
        defined.setdefault(alias.words.lower(), []).append(alias)
    starts = {words: [alias.start for alias in same] for words, same in defined.items()}
    either = "|".join(re.escape(words) for words in sorted(defined, key=len, reverse=True))
    after = rules("aliases")["alias.use"].regex
    found: list[Reference] = []
    for m in re.finditer(rf"(?:{either})(?![\w/])", clean.lower):
        if m.start() and clean.lower[m.start() - 1].isalnum():
            continue
        same = defined[m[0]]
        i = bisect_right(starts[m[0]], m.start()) - 1
        if i < 0 or same[i].start <= m.start() < same[i].end:
            continue  # before it is defined the words mean something else; the defining words are no use
        alias = same[i]
        if alias.bare:
            exact = clean.folded[m.start() : m.end()] == alias.words
            if not exact or not after.match(clean.lower[m.end() : m.end() + 40]):
                continue
        i = bisect_left(begins, m.end()) - 1
        if i >= 0 and max(end for _, end in spans[max(0, i - 2) : i + 1]) > m.start():
            continue
        means = alias.means
        reference = Reference(m.start(), m.end(), m.start(), "alias", "alias.use", type=means.type, means=means)
        reference.evidence.append(("alias", alias.start, alias.end, "defined here"))
        found.append(reference)
    return found
