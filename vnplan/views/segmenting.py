"""Sentences and words of a document with exact spans: numbers of instruments and names of agencies stay whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from vnplan.errors import ViewError
from vnplan.extraction.clauses.sentences import SentenceRules
from vnplan.grammar import default_grammar
from vnplan.models import Document, Span, Unit
from vnplan.text import fold
from vnplan.views.outline import unit_of

if TYPE_CHECKING:
    from vnplan.views.rows import Rows


def pieces(document: Document, unit_id: str | None = None) -> Iterator[Span]:
    """The stretches of a unit (None: of the whole text) in which no other unit begins: its paragraphs."""
    units = document.units if unit_id is None else (unit_of(document, unit_id),)
    stack: list[Unit | Span] = list(reversed(units))
    while stack:
        top = stack.pop()
        if isinstance(top, Span):
            if document.slice(top).strip():
                yield top
            continue
        at = top.span.start
        inside: list[Unit | Span] = []
        for child in top.children:
            inside += [Span(start=at, end=child.span.start), child]
            at = child.span.end
        stack.extend(reversed([*inside, Span(start=at, end=top.span.end)]))


def sentences_of(document: Document, unit_id: str | None = None) -> list[Span]:
    """The sentences of a unit (None: of the whole text); a line break inside a paragraph ends none.

    >>> from vnplan import parse_document
    >>> doc = parse_document("Điều 1. Giao Sở Nội vụ.\\nĐiều 2. Hiệu lực\\nthi hành. Hết.")
    >>> [doc.text_of(s) for s in sentences_of(doc, "dieu_2")]
    ['Điều 2. Hiệu lực\\nthi hành.', 'Hết.']
    """
    rules = default_grammar().compiled(SentenceRules)
    found = []
    for piece in pieces(document, unit_id):
        text = document.slice(piece)
        flat = fold(text.replace("\n", " ").replace("\r", " "))
        edges = [*rules.edges(flat), len(flat)]
        for a, b in pairwise(edges):
            words = text[a:b]
            start = piece.start + a + len(words) - len(words.lstrip())
            end = piece.start + a + len(words.rstrip())
            if end > start:
                found.append(Span(start=start, end=end))
    return found


def words_of(document: Document, unit_id: str | None = None) -> list[tuple[str, Span]]:
    """The words of a unit (None: of the whole text) with their spans; see `Document.words`."""
    whole = sorted(
        {(m.span.start, m.span.end) for m in document.agencies}
        | {(at, at + len(c.target.number_as_printed)) for c in document.citations if c.target.number_as_printed
           and (at := document.text.find(c.target.number_as_printed, c.span.start, c.span.end)) >= 0}
    )  # fmt: skip
    found: list[tuple[str, Span]] = []
    for sentence in sentences_of(document, unit_id):
        at = sentence.start
        for start, end in _inside(whole, sentence):
            found += _segmented(document.text, at, start)
            found.append((document.text[start:end], Span(start=start, end=end)))
            at = end
        found += _segmented(document.text, at, sentence.end)
    return found


def _inside(whole: list[tuple[int, int]], sentence: Span) -> Iterator[tuple[int, int]]:
    from bisect import bisect_left

    at = sentence.start
    for start, end in whole[bisect_left(whole, (sentence.start, 0)) :]:
        if start >= sentence.end:
            return
        if start >= at and end <= sentence.end:
            yield start, end
            at = end


def _segmented(text: str, start: int, end: int) -> Iterator[tuple[str, Span]]:
    """The words of a range as underthesea parts them, found again in the text letter by letter."""
    if not text[start:end].strip():
        return
    at = start
    for word in tokenizer()(" ".join(text[start:end].split())):
        letters = "".join(word.split())
        while at < end and text[at].isspace():
            at += 1
        begin, seen = at, 0
        while at < end and seen < len(letters):
            seen += not text[at].isspace()
            at += 1
        if at > begin:
            yield text[begin:at], Span(start=begin, end=at)


@lru_cache(maxsize=1)
def tokenizer() -> Callable[[str], list[str]]:
    """underthesea's word_tokenize, loaded on first use (about a second).

    Raises ViewError when it cannot be loaded.
    """
    try:
        from underthesea import word_tokenize
    except ImportError as error:
        raise ViewError("words need underthesea; install it with: pip install underthesea") from error
    # With its normalisation it rewrites words, and no offset could be found again.
    return lambda text: list(word_tokenize(text, use_token_normalize=False))


def with_words(rows: Rows) -> Rows:
    """Rows of targets with the words (compounds joined by "_") and noun phrases of their indicators."""
    from vnplan.extraction.targets.segmented import segmented

    for row in rows:
        words, phrases = segmented(row["indicator"])
        row["indicator_words"] = " ".join(word.replace(" ", "_") for word in words)
        row["indicator_phrases"] = "; ".join(phrases)
    return rows
