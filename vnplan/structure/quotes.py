"""New text that an amending instrument quotes: “Điều 5. …”. Its articles are none of this document's numbering."""

from __future__ import annotations

from bisect import bisect_left

from vnplan.structure.rules import StructureRules
from vnplan.structure.view import View

_LONGEST = 600
_LEAD_LENGTH = 400
# How far before a quote the words that lead to it are looked for, in its own paragraph and in the one before.
_LEAD_WITHIN, _VERB_WITHIN = 200, 400
_LABEL_WITHIN = 40


def find_quotes(view: View, begin: int, end: int) -> list[tuple[int, int, int]]:
    """Quotes among paragraphs [begin, end): (first paragraph, last paragraph, clean offset where the quote opens).

    A quote opens at the start of a paragraph, or inside one after "như sau:", and closes with the mark that balances it
    at the end of a paragraph. One that never closes is no quote.
    """
    found: list[tuple[int, int, int]] = []
    i, closers = begin, None
    while i < end:
        at = _opening(view, i)
        if at < 0:
            i += 1
            continue
        if closers is None:  # paragraphs that end with a closing mark, so that marks never closed cost nothing
            closers = [j for j in range(begin, end) if view.rules.quote_closes.search(view.text(j)[-_LABEL_WITHIN:])]
        near = bisect_left(closers, i)
        last = _closing(view, i, end, at) if near < len(closers) and closers[near] < i + _LONGEST else -1
        if last < 0:
            i += 1
            continue
        found.append((i, last, view.paragraphs[i].start + at))
        i = last + 1
    return found


def _opening(view: View, i: int) -> int:
    """Offset in the paragraph where a quoted provision opens, or -1."""
    text, rules = view.text(i), view.rules
    if text[:1] in ("“", '"', "«"):
        return 0 if _opens_whole(view, i) else -1
    at = text.find("“")
    if at < 0:
        return -1
    opened, closed = text.count("“"), text.count("”", at)  # marks from `at` on
    while at >= 0:
        if rules.amend_lead.search(text, max(0, at - _LEAD_WITHIN), at):
            if opened > closed:
                return at
            if rules.labels.read(text[at + 1 : at + _LABEL_WITHIN].lstrip()) is not None and _closes(text, rules):
                return at
        after = text.find("“", at + 1)
        opened, closed = opened - 1, closed - (text.count("”", at, after) if after >= 0 else 0)
        at = after
    return -1


def _opens_whole(view: View, i: int) -> bool:
    """Whether a paragraph that begins with a mark of quotation begins a quoted provision."""
    text, rules = view.text(i), view.rules
    if text[0] == "“" and 0 < text.count("“") <= text.count("”") and not _closes(text, rules):
        return False
    if rules.labels.read(text[1:].lstrip()) is not None:
        return True
    before = view.text(i - 1) if i else ""
    led = before.endswith(":") or rules.amend_lead.search(before[-_LEAD_WITHIN:]) is not None
    return led and rules.amend_verb.search(before[-_VERB_WITHIN:]) is not None


def _closes(text: str, rules: StructureRules) -> bool:
    return rules.quote_closes.search(text[-_LABEL_WITHIN:]) is not None


def _closing(view: View, i: int, end: int, at: int) -> int:
    """Index of the paragraph that closes the quote, or -1."""
    straight = view.text(i)[at] == '"'
    double, balance = 0, 0
    for j in range(i, min(end, i + _LONGEST)):
        text = view.text(j)
        part = text[at:] if j == i else text
        if j > i and len(text) < _LEAD_LENGTH and view.labelled(j) and _is_next(text, view.rules):
            return j - 1
        double += part.count('"')
        balance += part.count("“") - part.count("”")
        closed = view.rules.quote_closes.search(part[-_LABEL_WITHIN:])
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
        elif balance <= 0 or (j > i and balance <= 1 and _stops(closed[0])):
            return j
    return -1


def _stops(closing: str) -> bool:
    """Whether a closing mark is the last with its stop: “…”. and “…”;"""
    return closing[0] == "”" and closing[1:].strip() in (".", ";")


def _is_next(text: str, rules: StructureRules) -> bool:
    """Whether a labelled paragraph is the next amendment."""
    label = rules.labels.read(text)
    return label is not None and label.style != "bullet" and rules.amend_next.match(text[label.end :]) is not None
