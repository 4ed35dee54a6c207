"""Text files: text alone, no blocks; layout guesses where paragraphs begin."""

from __future__ import annotations

from vnplan.reading.encodings import decode
from vnplan.reading.source import ReadOptions, Source


def read(data: bytes, place: str, options: ReadOptions) -> Source:
    """The decoded text; raises EmptySourceError, BinarySourceError or EncodingSourceError."""
    return Source(decode(data, place))
