"""A page as a tree of elements; nothing is fetched and nothing is run."""

from __future__ import annotations

import re
from typing import Any

import lxml.etree
import lxml.html

from vnplan.errors import DamagedSourceError, EmptySourceError, TooLargeSourceError

#: The longest page that is read, in characters; a law of 500 pages with its site around it has 4 million.
LONGEST_PAGE = 64_000_000
_MOST_ELEMENTS = 3_000_000
# Elements whose words nobody reads, or that ask for words.
UNREAD = frozenset((
    "script", "style", "noscript", "template", "iframe", "object", "embed", "applet", "svg", "math", "canvas", "video",
    "audio", "select", "option", "textarea", "input", "button", "datalist", "head", "title", "meta", "link", "xml",
    "del", "map", "frameset", "noframes",
))  # fmt: skip
#: What the element with the text of a note is called by Word, LibreOffice and common generators.
NOTE_PLACE = re.compile(r"(?:ftn|edn|sdfootnote|sdendnote|fn|footnote|cite_note)[-:_]?\d{1,4}$", re.I)
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)", re.I)
# XML declarations and doctypes would let a page choose its parser; entities of its own are never expanded.
_PROLOGUE = re.compile(
    r"\A\s*(?:<\?xml[^>]{0,200}\?>)?\s*(?:<!doctype[^>\[]{0,500}(?:\[[^\]]{0,100000}\]\s*)?>)?", re.I)


def tree_of(text: str, place: str) -> Any:
    """The root element of a page.

    Raises TooLargeSourceError, EmptySourceError (no element at all) or DamagedSourceError.
    """
    if len(text) > LONGEST_PAGE:
        raise TooLargeSourceError(f"{place} is a page of {len(text):,} characters; {LONGEST_PAGE:,} are read: split it")
    text = _PROLOGUE.sub("", text, count=1).replace("\x00", "")
    if not text.strip():
        raise EmptySourceError(f"{place} is a page without text; there is nothing to parse")
    parser = lxml.html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True, recover=True)
    try:
        root = lxml.html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (lxml.etree.ParserError, lxml.etree.XMLSyntaxError, ValueError) as error:
        raise DamagedSourceError(f"{place} is a page that cannot be read ({error}); save it again, as text") from error
    if sum(1 for _ in zip(root.iter(), range(_MOST_ELEMENTS), strict=False)) >= _MOST_ELEMENTS:
        raise TooLargeSourceError(f"{place} is a page of more than {_MOST_ELEMENTS:,} elements; save its text alone")
    return root


def is_hidden(element: Any) -> bool:
    """Whether a browser would not show an element, as far as the element itself tells."""
    if element.get("hidden") is not None or (element.tag == "input" and element.get("type") == "hidden"):
        return True
    style = element.get("style")
    return style is not None and _HIDDEN.search(style) is not None
