"""New text that an amending instrument quotes: “Điều 5. …”. Its articles are none of this document's numbering."""

from __future__ import annotations

import re
from bisect import bisect_left

from vnplan.grammar import rules
from vnplan.layout.labels import read_label
from vnplan.structure.view import View

_AMENDS = rules("amendments")
_LEAD, _AMENDING = _AMENDS["amend.lead"].regex, _AMENDS["amend.verb"].regex
_NEXT = _AMENDS["amend.next"].regex
_CLOSES = re.compile(r"[”\"»]\s*[.;,]*\s*(?:và)?$")
_LONGEST = 600
_LEAD_LENGTH = 400


def find_quotes(view: View, begin: int, end: int) -> list[tuple[int, int, int]]:
    """Quotes among paragraphs [begin, end): (first paragraph, last paragraph, clean offset where the quote opens).

    A quote opens at the start of a paragraph, or inside one after "như sau:", and closes with the mark that balances it
    at the end of a paragraph. One that never closes is no quote.
    """
    found: list[tuple[int, int, int]] = []
    i, closers = begin, None
    while i < end:
        text = view.text(i)
        at = _opening(view, i, text)
        if at < 0:
            i += 1
            continue
        if closers is None:  # paragraphs that end with a closing mark, so that marks never closed cost nothing
            closers = [j for j in range(begin, end) if _CLOSES.search(view.text(j))]
        near = bisect_left(closers, i)
        last = _closing(view, i, end, at) if near < len(closers) and closers[near] < i + _LONGEST else -1
        if last < 0:
            i += 1
            continue
        found.append((i, last, view.paragraphs[i].start + at))
        i = last + 1
    return found


def _opening(view: View, i: int, text: str) -> int:
    """Offset in the paragraph where a quoted provision opens, or -1."""
    if text[0] in "“\"«":
        if text[0] == "“" and 0 < text.count("“") <= text.count("”") and not _CLOSES.search(text):
            return -1
        before = view.text(i - 1) if i else ""
        label = read_label(text[1:].lstrip())
        if label is not None:
            return 0
        return 0 if (_LEAD.search(before[-200:]) or before.endswith(":")) and _AMENDING.search(before[-400:]) else -1
    at = text.find("“")
    while at >= 0:
        if _LEAD.search(text[max(0, at - 200) : at]):
            if text.count("“", at) > text.count("”", at):
                return at
            if read_label(text[at + 1 : at + 40].lstrip()) is not None and _CLOSES.search(text):
                return at
        at = text.find("“", at + 1)
    return -1


def _closing(view: View, i: int, end: int, at: int) -> int:
    """Index of the paragraph that closes the quote, or -1."""
    straight = view.text(i)[at] == '"'
    double, balance = 0, 0
    for j in range(i, min(end, i + _LONGEST)):
        text = view.text(j)
        part = text[at:] if j == i else text
        if j > i and len(text) < _LEAD_LENGTH and view.labelled(j) and _is_next(text):
            return j - 1
        double += part.count('"')
        balance += part.count("“") - part.count("”")
        closed = _CLOSES.search(part)
        if closed is None:
            continue
        if straight:
            # Opened with one kind of mark and closed with the other, as typists do.
            if double % 2 == 0 or (closed[0][0] == "”" and balance < 0):
                return j
        elif closed[0][0] == '"':
            if balance == 1 and double % 2:
                return j
        # A closing mark at the end of a paragraph ends the quote also where an inner one was left open.
        elif balance <= 0 or (j > i and balance <= 1 and re.search(r"”\s*[.;]\s*$", part)):
            return j
    return -1


def _is_next(text: str) -> bool:
    """Whether a labelled paragraph is the next amendment."""
    label = read_label(text)
    return label is not None and label.style != "bullet" and _NEXT.match(text[label.end :]) is not None
