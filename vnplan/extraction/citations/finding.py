"""All citations of a text: heads, pinpoints, aliases, anaphora, then relations and the effects of an amending text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from vnplan.agencies.scanning import with_agencies
from vnplan.extraction.citations.aliases import define, uses
from vnplan.extraction.citations.anaphora import attach, selves
from vnplan.extraction.citations.effects import Contexts, effects_of
from vnplan.extraction.citations.heads import Heads
from vnplan.extraction.citations.names import name_table
from vnplan.extraction.citations.references import RawEffect, Reference
from vnplan.extraction.citations.relations import Relations
from vnplan.extraction.clauses.context import SILENT, ground_of
from vnplan.grammar import default_grammar
from vnplan.lexing.anchors import Anchors
from vnplan.structure.model import Structure
from vnplan.text import CleanText


def find_citations(
    clean: CleanText, anchors: Anchors, structure: Structure, names: tuple[str, ...] = ()
) -> list[Reference]:
    """All references of a text, in its order; `names` are the known laws' names (Registry.names(variants=True)).

    >>> from vnplan.lexing import lex
    >>> text = CleanText.of("theo khoản 2 Điều 8 Nghị định số 71/2020/NĐ-CP của Chính phủ")
    >>> [r.pinpoints for r in find_citations(text, lex(text), Structure([], [], []))]
    [((('dieu', '8'), ('khoan', '2')),)]
    """
    if "agency" not in anchors.by_kind:
        anchors = with_agencies(anchors, clean, grammar=default_grammar())
    ground = ground_of(clean, structure)
    defined = [anchor.value for anchor in anchors.all("alias")]
    heads = [
        r
        for r in Heads(clean, anchors, name_table(names)).read()
        if ground.kind_at(r.head) not in SILENT and not _within(defined, r.head)
    ]
    for head in heads:
        head.quoted = ground.kind_at(head.head) == "quote"
    found = _merge(heads, selves(clean, anchors, ground))
    bare = attach(clean, anchors, ground, found)
    found = _merge(found, [r for r in bare if not _within(defined, r.head)])
    aliases = define(clean, anchors, found)
    if aliases:
        later = [r for r in uses(clean, aliases, found) if ground.kind_at(r.start) not in SILENT]
        found = _merge(found, later)
    found.sort(key=lambda r: r.start)
    Relations(clean, ground).relate(found)
    Contexts(clean, ground, found).apply()
    return found


def find_effects(clean: CleanText, structure: Structure, references: list[Reference]) -> list[RawEffect]:
    """What an amending text does, one record per provision, in the order of the text."""
    return effects_of(clean, ground_of(clean, structure), references)


def _within(spans: list[tuple[int, int]], offset: int) -> bool:
    i = bisect_right(spans, (offset, 1 << 60)) - 1
    return i >= 0 and spans[i][1] > offset


def _merge(found: list[Reference], more: list[Reference]) -> list[Reference]:
    """Both lists in the order of their heads; of `more`, what overlaps nothing in `found`."""
    heads = [r.head for r in found]
    kept = []
    for reference in more:
        i = bisect_left(heads, reference.end)
        if i and found[i - 1].end > reference.start:
            continue
        kept.append(reference)
    return sorted(found + kept, key=lambda r: r.head)
