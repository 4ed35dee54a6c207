"""Saved pages in one file (.mht, .mhtml; RFC 2557): the page among the parts of a message."""

from __future__ import annotations

import email
import email.policy
from email.message import Message

from vnplan.errors import DamagedSourceError, NoTextSourceError
from vnplan.reading.html.decoding import decoded
from vnplan.reading.html.reading import page
from vnplan.reading.source import ReadOptions, Source

# A saved page has a part for each picture; more parts than this hold something else.
_MOST_PARTS = 5_000


def read(data: bytes, place: str, options: ReadOptions) -> Source:
    """Text and blocks of the page in a saved file.

    Raises DamagedSourceError or NoTextSourceError (no part is a page), and what reading HTML raises.
    """
    try:
        message = email.message_from_bytes(data, policy=email.policy.compat32)
        part = _page_of(message)
        content = part.get_payload(decode=True) if part is not None else None
    except (ValueError, LookupError, RecursionError) as error:
        raise DamagedSourceError(f"{place} is a saved page that is damaged ({error}); save it again") from error
    if part is None or not isinstance(content, bytes):
        raise NoTextSourceError(f"{place} is a saved page without a part that is HTML; save it as HTML or text")
    return page(decoded(content, part.get_content_charset()), place)


def _page_of(message: Message) -> Message | None:
    """The part that the message names as its start, else the first page, the longest of several frames."""
    start = message.get_param("start")
    pages: list[Message] = []
    for count, part in enumerate(message.walk()):
        if count > _MOST_PARTS:
            break
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            if start and part.get("Content-ID") == start:
                return part
            pages.append(part)
    return max(pages, key=lambda p: len(str(p.get_payload())), default=None)
