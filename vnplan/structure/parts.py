"""Where the main instrument ends, where attachments begin, and what around them belongs to a web page."""

from __future__ import annotations

from vnplan.grammar import rules
from vnplan.layout.labels import read_label
from vnplan.structure.attachments import find_attachments
from vnplan.structure.blocks import find_block
from vnplan.structure.titles import PartRange, body_start, title_of
from vnplan.structure.view import (
    ABOUT,
    ADDRESSEE,
    BASIS,
    DECIDES,
    ISSUER,
    NUMBER_LINE,
    PLACE_DATE,
    QUOC_HIEU,
    TIEU_NGU,
    View,
)  # fmt: skip

_HEADER_LIMIT = 40
_PROSE_LINE = 200
_HEAD_ZONE = 12
_TAIL = rules("furniture")["furniture.web_tail"].regex
_HEAD = rules("furniture")["furniture.web_head"].regex
_CAPTION = rules("without_header")["caption.line"].regex


def find_parts(view: View) -> tuple[list[PartRange], int, int, bool]:
    """Parts, the range of paragraphs [first, last) that is the document, and whether it has a header of its own."""
    n = len(view)
    first = _skip_head(view)
    main, formal = _main_header(view, first)
    starts = find_attachments(view, main)
    last = n
    block = find_block(view, main.body, n, frozenset(s.start for s in starts))
    if block is not None and starts and block.start >= starts[0].start:
        block = None  # the signature of a form among the attachments
    if block is not None:
        main.block = block
        starts = [s for s in starts if s.start >= block.end]
    tail = _chrome_tail(view, block.end if block else main.body, n, block is not None)
    if tail is not None:
        last = tail
        starts = [s for s in starts if s.start < last]
    parts = [main, *starts]
    for one, following in zip(parts, [*[s.start for s in starts], last], strict=True):
        one.end = following
    for part in starts:
        part.block = find_block(view, part.body, part.end)
    return parts, first, last, formal


def _skip_head(view: View) -> int:
    """Index of the first paragraph that is no chrome of the page around the document."""
    for i in range(min(len(view), _HEADER_LIMIT)):
        text = view.text(i)
        if QUOC_HIEU.match(text) or NUMBER_LINE.match(text) or view.type_at(i):
            break
    else:
        last = -1
        for i in range(min(len(view), 12)):
            if _HEAD.match(view.text(i)):
                last = i
        # In a news page the headline may stand between two lines of chrome; it stays in the document.
        first = 0
        while first <= last and _HEAD.match(view.text(first)):
            first += 1
        return first
    first = 0
    while first < len(view) and _HEAD.match(view.text(first)):
        first += 1
    return first


def is_chrome(view: View, i: int) -> bool:
    """Whether a paragraph near the head is a line of the web page."""
    return _HEAD.match(view.text(i)) is not None


def _main_header(view: View, first: int) -> tuple[PartRange, bool]:
    """The main instrument's header, title and preamble."""
    n = len(view)
    formal, after_header = False, first
    for i in range(first, min(n, first + _HEADER_LIMIT)):
        text = view.text(i)
        if QUOC_HIEU.match(text) or TIEU_NGU.match(text) or NUMBER_LINE.match(text):
            formal = True
            after_header = i + 1
        elif ADDRESSEE.match(text):
            return _letter(view, first, i), True
        elif ABOUT.match(text) or PLACE_DATE.match(text):
            after_header = i + 1 if formal else after_header
        elif (kind := view.type_at(i)) is not None:
            if _is_type_line(view, i):
                return title_of(view, first, i, kind), True
        elif (BASIS.match(text) and text[-1] in ";,") or (
            view.labelled(i) and read_label(text) is not None and not text.startswith(("-", "+"))
        ):
            break
    if not formal:
        return PartRange(first, first - 1, first, first, n), False
    # A header without a type line: what follows the place and date is the body.
    part = PartRange(first, after_header - 1, after_header, after_header, n)
    part.body = body_start(view, after_header)
    return part, True


def _is_type_line(view: View, i: int) -> bool:
    """Not the name of an issuer that looks like a type, and not the "QUYẾT ĐỊNH:" before the articles."""
    return not DECIDES.match(view.text(i)) and not ISSUER.match(view.text(i))


def _letter(view: View, first: int, addressee: int) -> PartRange:
    """An official letter: its header ends with the addressees."""
    end, several = addressee + 1, view.text(addressee).endswith(":")
    while end < len(view):
        text = view.text(end)
        if text[:1] not in "-+(" and not (several and end - addressee < 12 and text[-1] in ";,"):
            break
        end += 1
    body = end
    while body < len(view) and BASIS.match(view.text(body)):
        body += 1  # "Thực hiện Kế hoạch số … của UBND tỉnh, Sở hướng dẫn như sau:" is the letter's preamble
    return PartRange(first, addressee, end, body, len(view), "Công văn", title_begin=end)


def _chrome_tail(view: View, begin: int, n: int, signed: bool) -> int | None:
    """Index where the web page's own words begin after the document, or None."""
    hits = [i for i in range(begin, n) if len(view.text(i)) < 120 and _TAIL.match(view.text(i))]
    if not hits:
        return None
    for k, i in enumerate(hits):
        if not signed and i < _HEAD_ZONE and any(len(view.text(j)) > _PROSE_LINE for j in range(i, n)):
            continue
        near = [h for h in hits[k : k + 4] if h - i <= 15]
        if len(near) >= 2 or (len(hits) == 1 and i >= n - 6):
            # A line or two above repeats type, number and title of the document for the page's head.
            start = i
            for j in range(i - 1, max(begin - 1, i - 3), -1):
                if not view.labelled(j) and _CAPTION.match(view.text(j)):
                    start = j
            return start
    return None
