"""Chunks for retrieval: the text by units, with the path to each, the head of its document and what it cites.

A chunk is a unit that fits (a Điều, else each khoản, else each điểm …); the words that lead into a unit's children
stand with the first of them where they fit, and small units below the khoản stand together. A khoản is cut only when it
is longer than a chunk may be, then by its điểm, and a unit without children by sentences. Each character of a unit that
is no page furniture is in exactly one chunk.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from vnplan.errors import ViewError
from vnplan.models import Document, Unit
from vnplan.views.segmenting import sentences_of
from vnplan.views.wording import one_line

_LEAST = 200
_ALONE = frozenset({"phan", "chuong", "muc", "tieu_muc", "dieu", "khoan", "attachment"})
"""Kinds that share no chunk with their neighbours."""
_WORDS = {"phan": "Phần", "chuong": "Chương", "muc": "Mục", "tieu_muc": "Tiểu mục", "dieu": "Điều", "khoan": "khoản",
          "diem": "điểm"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Chunk:
    """A stretch of a document for an index.

    `id` is stable for a text and a size: the first letters of its sha256, the unit, and "~n" for the n-th part of a
    unit that was cut. `text` is verbatim, `start` and `end` its range in code points of `Document.text`. `path` leads
    from the document to the unit ("Chương II › Điều 5 › khoản 2"), `head` names the document, `citations` are the uris
    (else the words) of what is cited in it, `date` the document's, `in_force` what a corpus knows of it ("in force",
    "ended", "not yet", "unknown").

    >>> from vnplan import parse_document
    >>> parse_document("Điều 1. Phạm vi", name="a.txt").chunks()[0].path
    'Điều 1'
    """

    id: str
    document: str | None
    uri: str | None
    head: str
    date: str | None
    unit: str
    path: str
    text: str
    start: int
    end: int
    citations: tuple[str, ...] = ()
    in_force: str | None = None

    def as_json(self) -> dict[str, Any]:
        """The chunk as plain values."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class _Piece:
    start: int
    end: int
    unit: str
    path: tuple[str, ...]
    alone: bool
    parent: int


def chunks_of(document: Document, max_chars: int = 2000) -> list[Chunk]:
    """The chunks of a document, in the order of the text; none is longer than `max_chars` unless one sentence is.

    Raises ViewError for a size under 200.

    >>> from vnplan import parse_document
    >>> doc = parse_document("Chương I\\nQUY ĐỊNH CHUNG\\nĐiều 1. Phạm vi\\nĐiều 2. Đối tượng")
    >>> [c.path for c in chunks_of(doc, 200)]
    ['Chương I']
    """
    if isinstance(max_chars, bool) or not isinstance(max_chars, int) or max_chars < _LEAST:
        raise ViewError(f"max_chars={max_chars!r}: give a whole number from {_LEAST} up")
    pieces = list(_joined(_pieces(document, document.units, (), max_chars, 0), max_chars))
    cited = [(c.span.start, c.target.uri or one_line(c.text)) for c in document.citations if c.form != "self"]
    head, count = head_of(document), dict[str, int]()
    found = []
    for piece in pieces:
        part = count[piece.unit] = count.get(piece.unit, 0) + 1
        found.append(Chunk(
            f"{document.sha256[:16]}#{piece.unit}" + (f"~{part}" if part > 1 else ""), document.name,
            document.metadata.uri, head, document.metadata.date, piece.unit, " › ".join(piece.path),
            document.text[piece.start : piece.end], piece.start, piece.end,
            tuple(dict.fromkeys(uri for at, uri in cited if piece.start <= at < piece.end)),
        ))  # fmt: skip
    return found


def head_of(document: Document) -> str:
    """The document in one line: type, number, date, issuer, title."""
    meta = document.metadata
    named = f"{meta.type or ''} {meta.number or ''}".strip()
    parts = (named, meta.date, meta.issuer.full_name if meta.issuer else None)
    return " · ".join(p for p in (*parts, meta.title) if p) or (document.name or document.sha256[:12])


def unit_words(unit: Unit) -> str:
    """A unit's step in a path: "Điều 5", "điểm b", a heading, or nothing."""
    if unit.number:
        return f"{_WORDS.get(unit.kind, '')} {unit.number}".strip()
    return (unit.heading or "")[:80] if unit.kind == "attachment" else ""


def _pieces(
    document: Document, units: tuple[Unit, ...], path: tuple[str, ...], most: int, parent: int
) -> Iterator[_Piece]:
    for n, unit in enumerate(units):
        if unit.kind == "furniture":
            continue
        here = (*path, step) if (step := unit_words(unit)) else path
        start, end = unit.span.start, unit.span.end
        furniture = any(u.kind == "furniture" for u in unit.children)
        if end - start <= most and not furniture:
            yield _Piece(start, end, unit.id, here, unit.kind in _ALONE, parent)
            continue
        if not unit.children:
            yield from _cut(document, unit, here, most, parent)
            continue
        inner = hash((parent, n, unit.id))
        at = start
        for child in (*unit.children, None):
            stop = child.span.start if child else end
            if document.text[at:stop].strip():
                own = _Piece(at, stop, unit.id, here, False, inner)
                yield from [own] if stop - at <= most else _cut(document, unit, here, most, inner, at, stop)
            if child:
                yield from _pieces(document, (child,), here, most, inner)
                at = child.span.end


def _cut(
    document: Document, unit: Unit, path: tuple[str, ...], most: int, parent: int, start: int = -1, end: int = -1
) -> Iterator[_Piece]:
    """A stretch without units inside, cut between sentences; one that is too long stands alone."""
    start, end = (unit.span.start, unit.span.end) if start < 0 else (start, end)
    edges = [s.start for s in sentences_of(document, unit.id) if start < s.start < end]
    at = start
    for here, following in zip([start, *edges], [*edges, end], strict=True):
        if following - at > most and here > at:
            yield _Piece(at, here, unit.id, path, True, parent)
            at = here
    yield _Piece(at, end, unit.id, path, True, parent)


def _joined(pieces: Iterator[_Piece], most: int) -> Iterator[_Piece]:
    """Neighbours of one parent together while they fit: what leads into the first, and units below the khoản."""
    held: _Piece | None = None
    for piece in pieces:
        if held is not None and piece.parent == held.parent and not held.alone and piece.end - held.start <= most:
            leads = held.unit != piece.unit and len(held.path) < len(piece.path)
            path = piece.path if leads and piece.alone else held.path
            held = _Piece(held.start, piece.end, piece.unit if leads and piece.alone else held.unit, path, piece.alone,
                          held.parent)  # fmt: skip
            continue
        if held is not None:
            yield held
        held = piece
    if held is not None:
        yield held
