"""The words of RTF (Rich Text Format 1.9.1): control words, groups and the characters between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

# \word-12, \'e0, \~, a brace, or a stretch of plain characters; line breaks between them mean nothing.
_TOKEN = re.compile(
    r"\\(?P<word>[A-Za-z]{1,32})(?P<number>-?\d{1,10})? ?|\\'(?P<byte>[0-9A-Fa-f]{2})|\\(?P<symbol>[^A-Za-z])"
    r"|(?P<brace>[{}])|(?P<text>[^\\{}\r\n]+)"
)
#: Windows code pages of the character sets that fonts name (\fcharset).
CODE_PAGES = {
    0: "cp1252", 1: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gbk", 136: "big5", 161: "cp1253",
    162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874",
    238: "cp1250", 255: "cp437",
}  # fmt: skip


class Token(NamedTuple):
    """One token: `kind` is "word", "byte", "symbol", "open", "close" or "text"."""

    kind: str
    text: str
    number: int | None = None


def tokens(data: str) -> Iterator[Token]:
    r"""The tokens of RTF, whose bytes are given as Latin-1; the bytes of \bin are left out.

    >>> [(t.kind, t.text, t.number) for t in tokens(r"{\b1 a\'e0}")]
    [('open', '{', None), ('word', 'b', 1), ('text', 'a', None), ('byte', 'e0', None), ('close', '}', None)]
    """
    at = 0
    while (found := _TOKEN.search(data, at)) is not None:
        at = found.end()
        kind = found.lastgroup or ""
        if kind in ("word", "number"):
            number = int(found["number"]) if found["number"] else None
            if found["word"] == "bin" and number is not None and number > 0:
                at += number
                continue
            yield Token("word", found["word"], number)
        elif kind == "brace":
            yield Token("open" if found[0] == "{" else "close", found[0])
        else:
            yield Token(kind, found[kind])
