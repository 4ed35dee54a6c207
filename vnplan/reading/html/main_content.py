"""Which part of a page is the document, and which the site's own words around it.

Each element is weighed by the words in it: prose counts by its length, links, menus and forms do not, and lines that
only a document has (grammars/webpages.toml) count much. From the body down the page is narrowed to the child that
holds nearly all of the weight; it stops where the document is spread over several children, and of those it leaves out
the ones that are links for the most part.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import lxml.etree

from vnplan.grammar import rules
from vnplan.reading.html.tree import NOTE_PLACE, UNREAD, is_hidden

# Elements for the site's own words.
_CHROME = frozenset(("nav", "aside", "footer", "dialog", "menu"))
_BLOCKS = frozenset((
    "p", "div", "li", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "center", "dd", "dt",
    "section", "article", "main", "form", "table", "tr", "ul", "ol", "body", "header", "footer", "nav", "aside",
    "tbody", "caption", "figure", "fieldset", "br", "hr", "label", "dialog", "menu",
))  # fmt: skip
# A child that holds this share of the weight is where the document is, unless a sibling looks like a part of it.
_SHARE = 0.7
# A sibling with so many characters of prose, and this share of the child's, may be an annex: do not leave it out.
_PROSE, _BESIDE = 400, 0.04
# A child without a line that only a document has is chosen when it weighs so much, or is nearly all there is.
_TELLING, _ALL = 1500.0, 0.98
# Text of which links are so large a share is a list of links.
_LINKS = 0.5
# A line of prose has so many characters at least; shorter ones count a part of their length.
_LINE = 60
# Lines of Vietnamese have more letters with marks than this; a line without them counts so much.
_ACCENTED, _OTHER_LANGUAGE = 0.02, 0.1
# Hidden text is the document only when what is shown weighs this share of it or less.
_SHOWN = 0.25


@dataclass(slots=True)
class Weight:
    """What an element holds: `score`, the characters of its `prose` outside links, in `links`, and `lines` that only a
    document has."""

    score: float = 0.0
    prose: int = 0
    links: int = 0
    lines: int = 0

    def add(self, other: Weight) -> None:
        """Take in a child's."""
        self.score += other.score
        self.prose += other.prose
        self.links += other.links
        self.lines += other.lines


@dataclass(frozen=True, slots=True)
class MainContent:
    """The element that holds the document, those of its descendants to leave out, and whether hidden text counts."""

    element: Any
    dropped: frozenset[Any]
    hidden: bool = False


def main_content(root: Any) -> MainContent:
    """The document of a page."""
    body = root.find("body")
    body = body if body is not None else root
    shown = _weights(body, hidden=False)
    everything = _weights(body, hidden=True)
    hidden = shown[body].score <= _SHOWN * everything[body].score
    weights = everything if hidden else shown
    element = body
    while (child := _heaviest(element, weights)) is not None:
        element = child
    return MainContent(element, frozenset(_chrome_of(element, weights)), hidden)


def _heaviest(element: Any, weights: dict[Any, Weight]) -> Any | None:
    """The child that the document is in; None when it is spread over several."""
    weighed = [(weights[c].score, i, c) for i, c in enumerate(element) if c in weights]
    if not weighed or element.tag in ("p", "ul", "ol"):
        return None
    score, _, best = max(weighed)
    if score <= 0 or score < _SHARE * weights[element].score or best.tag == "p":
        return None
    kept = weights[best]
    if not kept.lines and score < min(_TELLING, _ALL * weights[element].score):
        return None
    for _, _, other in weighed:
        if other is not best and (_is_part(weights[other], kept) or _holds_notes(other)):
            return None
    return best


def _holds_notes(element: Any) -> bool:
    """Whether the notes of the document stand in an element."""
    return any(isinstance(e.tag, str) and NOTE_PLACE.match(e.get("id") or "") for e in element.iter())


def _is_part(other: Weight, kept: Weight) -> bool:
    """Whether a sibling may be a part of the document and no list of links, comment or form."""
    if other.links > _LINKS * (other.prose + other.links):
        return False
    return other.lines > 1 or (other.lines == 1 and other.prose > _LINE) or (
        other.prose > _PROSE and other.prose > _BESIDE * kept.prose and not kept.lines)


def _chrome_of(element: Any, weights: dict[Any, Weight]) -> Iterable[Any]:
    """Parts of the chosen element that are the site's own words."""
    total = weights[element].score
    for item in element.iter():
        if not isinstance(item.tag, str) or item is element:
            continue
        weight = weights.get(item)
        if item.tag in _CHROME and (weight is None or not weight.lines):
            yield item
        elif weight is not None and item.tag in ("div", "ul", "ol", "section", "table", "header", "form"):
            listed = weight.links > 40 and weight.links > 4 * _LINKS * weight.prose and not weight.lines
            if listed and weight.score < 0.1 * total and item.find(".//a") is not None:
                yield item


def _weights(body: Any, hidden: bool) -> dict[Any, Weight]:
    """The weight of each element, its descendants' included."""
    markers = [(r.regex, float(str(r.values["weight"]))) for r in rules("webpages")]
    weights: dict[Any, Weight] = {}
    unread: list[Any] = []
    links = 0
    line: list[str] = []
    owner: Any = body
    linked = 0

    def close(into: Any) -> None:
        nonlocal linked
        text = " ".join("".join(line).split())
        line.clear()
        if text:
            weights.setdefault(into, Weight()).add(_weigh(text, linked, markers))
        linked = 0

    for event, item in lxml.etree.iterwalk(body, events=("start", "end")):
        tag = item.tag
        if not isinstance(tag, str):
            if event == "end" and item.tail and not unread:
                line.append(item.tail)
            continue
        if event == "start":
            if unread or tag in UNREAD or (not hidden and is_hidden(item)):
                unread.append(item)
                continue
            if tag in _BLOCKS:
                close(owner)
                owner = item
            links += tag == "a" and item.get("href") is not None
            if item.text:
                line.append(item.text)
                linked += len(item.text) if links else 0
            continue
        if unread:
            unread.pop()
        else:
            links -= tag == "a" and item.get("href") is not None
            if tag in _BLOCKS:
                close(owner)
                own = weights.get(item)
                owner = _block_above(item, body)
                if own is not None and item is not body:
                    parent = item.getparent()
                    if parent is not None:
                        weights.setdefault(parent, Weight()).add(own)
            elif item in weights and item is not body:
                weights.setdefault(item.getparent(), Weight()).add(weights[item])
        if item.tail and not unread and item is not body:
            line.append(item.tail)
            linked += len(item.tail) if links else 0
    close(body)
    weights.setdefault(body, Weight())
    return weights


def _block_above(item: Any, body: Any) -> Any:
    if item is body:
        return body
    above = item.getparent()
    while above is not None and above is not body and above.tag not in _BLOCKS:
        above = above.getparent()
    return above if above is not None else body


def _weigh(text: str, linked: int, markers: list[tuple[re.Pattern[str], float]]) -> Weight:
    """The weight of one line of a page."""
    linked = min(linked, len(text))
    prose = len(text) - linked
    if linked > _LINKS * len(text):
        return Weight(0.0, prose, linked, 0)
    score = prose if prose >= _LINE else prose * prose / _LINE
    if prose >= _LINE and sum(c > "\x7f" and c.isalpha() for c in text) < _ACCENTED * len(text):
        score *= _OTHER_LANGUAGE  # a translation beside the document; a page without accents is weighed alike all over
    lines = 0
    for pattern, weight in markers:
        if pattern.match(text):
            score += weight
            lines = 1
            break
    return Weight(score, prose, linked, lines)
