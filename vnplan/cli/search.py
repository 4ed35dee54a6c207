"""`vnplan search`: units of a corpus that fit a query."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator

from vnplan.cli.tables import many, terminal_width, wrap
from vnplan.store.corpus import Corpus
from vnplan.store.searching import Hits

_BOLD, _PLAIN = "\x1b[1m", "\x1b[0m"


def run(arguments: argparse.Namespace) -> int:
    """Search and print the hits, the best first; exit code 0 also when nothing fits."""
    query = " ".join(arguments.query)
    with Corpus.open(arguments.corpus) as corpus:
        hits = corpus.search(query, limit=arguments.limit, segment=arguments.segment)
    if arguments.json:
        found = {"query": query, "total": hits.total, "relaxed": hits.relaxed, "hits": [hit.as_json() for hit in hits]}
        print(json.dumps(found, ensure_ascii=False, indent=2))
    else:
        marks = (_BOLD, _PLAIN) if sys.stdout.isatty() else ("[", "]")
        print("\n".join(_lines(hits, *marks)))
    return 0


def _lines(hits: Hits, before: str, after: str) -> Iterator[str]:
    if not hits:
        yield "nothing fits; fewer words, words without accents, or beginnings (giáo*) find more"
        return
    if hits.relaxed:
        yield "no unit has all of these words; these have some:"
    columns = terminal_width()
    for hit in hits:
        where = " › ".join(part for part in (hit.place, f"[{hit.unit}]" if hit.unit else "") if part)
        yield f"{hit.document}  {where}".rstrip() + (f"   ({hit.name})" if hit.name else "")
        yield from wrap(hit.marked(before, after), columns, "    ", "    ")
    if hits.total > len(hits):
        yield f"{len(hits)} of {many(hits.total, 'unit')} shown; --limit shows more"
