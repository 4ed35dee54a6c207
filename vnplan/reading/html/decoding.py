"""The charset of a page: byte order mark, the header it came with, its own meta, else what its bytes can be."""

from __future__ import annotations

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"), (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
_META = re.compile(rb"<(?:meta|\?xml)\b[^>]{0,300}?(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.I)
# Where a page may say its charset: the HTML standard asks for the first 1,024 bytes; chrome pushes it down.
_HEAD = 8192
_SAMPLE = 100_000
# What pages call Latin-1 is Windows-1252, by the HTML standard ("Encoding", 4.2).
_MEANT = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252"}


def decoded(data: bytes, charset: str | None = None) -> str:
    """The text of a page's bytes; `charset` is what the header says that it came with.

    A page whose bytes are UTF-8 is UTF-8, whatever its meta says: editors save pages anew and leave the meta. Bytes
    that are nothing else are read as Windows-1258 (Vietnamese) or Windows-1252.

    >>> decoded('<meta charset="windows-1252">Điều 1'.encode())
    '<meta charset="windows-1252">Điều 1'
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data.decode(encoding, "replace")
    found = _META.search(data[:_HEAD])
    stated = found[1].decode("ascii") if found else None
    if data[:200].count(0) > 40:
        return data.decode("utf-16-le" if data[1:200:2].count(0) >= data[0:200:2].count(0) else "utf-16-be", "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    for name in (charset, stated):
        if name and (text := _by(data, name)) is not None:
            return text
    text = data.decode("utf-8", "replace")
    if sum(c > "\x7f" and c != "\ufffd" for c in text[:_SAMPLE]) > text[:_SAMPLE].count("\ufffd"):
        return text  # UTF-8 that is cut off or broken in few places
    return data.decode("cp1258", "replace")


def _by(data: bytes, name: str) -> str | None:
    name = _MEANT.get(name.lower(), name)
    if name.lower().replace("-", "").startswith("utf8"):
        return None
    try:
        return data.decode(name, "replace")
    except LookupError:
        return None
