"""All citations of a text: cores, pinpoints, anaphora and aliases, then relations."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace

from vnplan.agencies.scanning import with_agencies
from vnplan.extraction.citations.aliases import define, uses
from vnplan.extraction.citations.anaphora import attach, selves
from vnplan.extraction.citations.cores import read_cores
from vnplan.extraction.citations.mentions import Citations, Mention
from vnplan.extraction.citations.names import NameTable
from vnplan.extraction.citations.relations import relate
from vnplan.extraction.clauses.context import SILENT, Context
from vnplan.grammar import Grammar
from vnplan.lexing.anchors import Anchors
from vnplan.text import CleanText


def find_citations(
    clean: CleanText, anchors: Anchors, context: Context, names: NameTable | None = None, *, grammar: Grammar
) -> Citations:
    """All citations of a text, in its order; `names` are the known laws' names (Registry.names(variants=True)).

    >>> from vnplan.grammar import default_grammar
    >>> from vnplan.lexing import lex
    >>> from vnplan.structure.model import Structure
    >>> text = CleanText.of("theo khoản 2 Điều 8 Nghị định số 71/2020/NĐ-CP của Chính phủ")
    >>> context = Context(text, Structure([], [], []), default_grammar())
    >>> [m.pinpoints for m in find_citations(text, lex(text), context, grammar=default_grammar()).mentions]
    [((('dieu', '8'), ('khoan', '2')),)]
    """
    if "agency" not in anchors.by_kind:
        anchors = with_agencies(anchors, clean, grammar=grammar)
    defined = [anchor.value for anchor in anchors.all("alias")]
    cores = [
        replace(core, quoted=True) if context.kind_at(core.core) == "quote" else core
        for core in read_cores(clean, anchors, names or NameTable(), grammar=grammar)
        if context.kind_at(core.core) not in SILENT and not _within(defined, core.core)
    ]
    named = _merge(cores, selves(clean, anchors, context))
    aliases = define(clean, anchors, context, cores, grammar=grammar)
    used = [m for m in uses(clean, aliases, named, grammar=grammar) if context.kind_at(m.start) not in SILENT]
    plain = _merge(named, used)
    pinned, bare = attach(clean, anchors, context, plain, grammar=grammar)
    now = {before: after for before, after in zip(plain, pinned, strict=True) if before is not after}
    found = [replace(m, defined=now[m.defined]) if m.defined in now else m for m in pinned]
    found = _merge(found, [m for m in bare if not _within(defined, m.core)])
    found.sort(key=lambda m: m.start)
    return Citations(tuple(found), relate(clean, context, found, grammar=grammar))


def _within(spans: list[tuple[int, int]], offset: int) -> bool:
    i = bisect_right(spans, (offset, 1 << 60)) - 1
    return i >= 0 and spans[i][1] > offset


def _merge(found: list[Mention], more: list[Mention]) -> list[Mention]:
    """Both lists in the order of their cores; of `more`, what overlaps nothing in `found`."""
    cores = [m.core for m in found]
    kept = []
    for mention in more:
        i = bisect_left(cores, mention.end)
        if i and found[i - 1].end > mention.start:
            continue
        kept.append(mention)
    return sorted(found + kept, key=lambda m: m.core)
