"""A page of HTML to text and blocks."""

from __future__ import annotations

from vnplan.errors import NoTextSourceError
from vnplan.reading.findings import Findings
from vnplan.reading.html.decoding import decoded
from vnplan.reading.html.main_content import main_content
from vnplan.reading.html.tree import tree_of
from vnplan.reading.html.walking import walk
from vnplan.reading.kinds import HTML
from vnplan.reading.legacy import detect
from vnplan.reading.source import ReadOptions, Source


def read(data: bytes, place: str, options: ReadOptions) -> Source:
    """Text and blocks of a page's main content.

    Raises EmptySourceError, NoTextSourceError (a page without words of its own, or one that a script fills),
    TooLargeSourceError or DamagedSourceError.
    """
    text = decoded(data)
    if not data.isascii() and "\ufffd" not in text and _is_legacy(data):
        text = data.decode("cp1252", "replace")
    return page(text, place)


def page(text: str, place: str) -> Source:
    """Text and blocks of a page that is decoded already."""
    root = tree_of(text, place)
    found = main_content(root)
    findings = Findings()
    laid = walk(root, found, findings)
    if not laid.text.strip():
        raise NoTextSourceError(
            f"{place} is a page without text (a script of the site shows it); save it from the browser as text or PDF")
    if found.element.tag not in ("body", "html") or found.dropped:
        findings.add("site-chrome", "the site's own words around the document were left out", "info")
    return Source(laid.text, media_type=HTML, blocks=laid.blocks(), findings=findings.all())


def _is_legacy(data: bytes) -> bool:
    """Whether bytes that are no UTF-8 are Vietnamese of TCVN3 or VNI."""
    try:
        data.decode("utf-8")
        return False
    except UnicodeDecodeError:
        return detect(data.decode("cp1252", "replace")[:200_000])[1]
