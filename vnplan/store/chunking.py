"""The chunks of a corpus: those of its documents, with what the graph tells of their force."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from vnplan.graph.questions import CitationGraph
from vnplan.views.chunks import Chunk

if TYPE_CHECKING:
    from vnplan.store.corpus import Corpus


def corpus_chunks(corpus: Corpus, max_chars: int = 2000, on: date | None = None) -> Iterator[Chunk]:
    """Each chunk of each document in the order of their hashes; `in_force` is the status on a day (None: today)."""
    graph = CitationGraph(corpus.graph(words=False))
    day = (on or date.today()).isoformat()
    for document in corpus:
        uri = document.metadata.uri
        status = graph.in_force(uri, day).status if uri and uri in graph.graph else None
        for chunk in document.chunks(max_chars=max_chars):
            yield replace(chunk, in_force=status)
