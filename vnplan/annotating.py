"""annotate(): the document's text with markup of the caller's choice around citations and other results."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any
from xml.sax.saxutils import escape as xml_escape
from xml.sax.saxutils import quoteattr

from vnplan.models import Citation, Document

#: What goes before and after the words of a result; given the result.
Markup = Callable[[Any], tuple[str, str]]

_KINDS = ("citations", "effects", "assignments", "targets", "agencies")


def html(result: Any) -> tuple[str, str]:
    """The default markup: `<cite>` with relation, form and uri for citations, `<span>` for other results."""
    if isinstance(result, Citation):
        uri = f" data-uri={quoteattr(result.target.uri)}" if result.target.uri else ""
        return f'<cite class="{result.relation} {result.form}"{uri}>', "</cite>"
    return f'<span class="{type(result).__name__.lower()}">', "</span>"


def annotate(
    document: Document,
    markup: Markup | tuple[str, str] = html,
    *,
    what: Iterable[str] = ("citations",),
    escape: Callable[[str], str] | None = None,
) -> str:
    """The document's text with markup around its results; nothing of the text is lost or changed.

    `markup`: a function that gets a result and returns what goes before and after it, or one pair for all. `what`:
    which lists of the document are marked (citations, effects, assignments, targets, agencies). `escape`: applied to
    the text between the markup; with the default markup the text is escaped for HTML. Results may stand inside one
    another; of two that overlap without one holding the other, the later one is left out, since no markup can hold it.

    Raises ValueError for a list that documents do not have.

    >>> from vnplan import parse_document
    >>> annotate(parse_document("theo Nghị định 71/2020/NĐ-CP"), ("[", "]"))
    'theo [Nghị định 71/2020/NĐ-CP]'
    """
    if markup is html and escape is None:
        escape = xml_escape
    marks: list[tuple[int, int, Any]] = []
    for kind in what:
        if kind not in _KINDS:
            raise ValueError(f"a document has no {kind!r} to annotate; choose from {', '.join(_KINDS)}")
        marks += [(r.span.start, r.span.end, r) for r in getattr(document, kind) if r.span.end > r.span.start]
    marks.sort(key=lambda m: (m[0], -m[1]))
    plain = escape if escape is not None else str
    out: list[str] = []
    open_: list[tuple[int, str]] = []
    at = 0

    def close(limit: int) -> None:
        nonlocal at
        while open_ and open_[-1][0] <= limit:
            end, closing = open_.pop()
            out.append(plain(document.text[at:end]))
            out.append(closing)
            at = end

    for start, end, result in marks:
        close(start)
        if open_ and end > open_[-1][0]:
            continue
        opening, closing = markup(result) if callable(markup) else markup
        out.append(plain(document.text[at:start]))
        out.append(opening)
        at = start
        open_.append((end, closing))
    close(len(document.text))
    out.append(plain(document.text[at:]))
    return "".join(out)
