"""Bytes to text: UTF-8 with or without BOM, UTF-16 and UTF-32."""

from __future__ import annotations

import codecs

from vnplan.errors import BinarySourceError, EmptySourceError, EncodingSourceError

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"), (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
_SAMPLE = 4096


def decode(data: bytes, name: str) -> str:
    """Text of a file's bytes; a byte order mark is taken off.

    Raises EmptySourceError, BinarySourceError or EncodingSourceError with the name and what to do.

    >>> decode("Điều 1".encode("utf-16"), "a.txt")
    'Điều 1'
    """
    if not data:
        raise EmptySourceError(f"{name} is empty; there is nothing to parse")
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _decoded(data, encoding, name)
    head = data[:_SAMPLE]
    zeros = head.count(0)
    if zeros:
        # UTF-16 without a mark: every other byte of the ASCII letters and spaces is zero.
        if zeros > len(head) // 8 and len(data) % 2 == 0:
            little = head[1::2].count(0) >= head[0::2].count(0)
            text = _decoded(data, "utf-16-le" if little else "utf-16-be", name)
            if sum(c.isprintable() or c.isspace() for c in text[:500]) > 0.95 * len(text[:500]):
                return text
        raise BinarySourceError(f"{name} holds zero bytes and is no text; give a text file")
    control = sum(b < 32 and b not in (9, 10, 11, 12, 13, 27) for b in head)
    if control > len(head) // 20:
        raise BinarySourceError(f"{name} holds control bytes and is no text; give a text file")
    return _decoded(data, "utf-8", name)


def _decoded(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise EncodingSourceError(
            f"{name} is no valid {encoding.upper()} (byte {error.start}: {error.reason}); save it as UTF-8, or decode "
            "it yourself and give the str"
        ) from error
