"""Where the main instrument ends, where attachments begin, and what around them belongs to a web page."""

from __future__ import annotations

from dataclasses import dataclass, replace

from vnplan.lexing.numbers import parse_number
from vnplan.structure.attachments import find_attachments
from vnplan.structure.blocks import find_block
from vnplan.structure.header import header_pieces
from vnplan.structure.titles import PartRange, body_start, title_of
from vnplan.structure.view import View

_HEADER_LIMIT = 40
_PROSE_LINE = 200
_HEAD_ZONE = 12
# A sign of the web page is a short line; two of them stand at most so many paragraphs apart.
_SIGN_LINE, _SIGNS_WITHIN = 120, 15
# One sign is enough in the last lines behind a signature.
_LAST_LINES = 6
_CAPTIONS_ABOVE, _CAPTIONS_BELOW = 2, 4
_ADDRESSEES = 12


@dataclass(frozen=True, slots=True)
class Extent:
    """One instrument of a file with its attachments.

    Paragraphs [first, last) are the document, [begin, first) and [last, end) the web page around it. `formal`: it has a
    header of its own.
    """

    parts: tuple[PartRange, ...]
    begin: int
    first: int
    last: int
    end: int
    formal: bool


def find_extent(view: View, begin: int, end: int) -> Extent:
    """Parts of the instrument in paragraphs [begin, end)."""
    first = _skip_head(view, begin, end)
    main, formal = _main_header(view, first, end)
    starts = find_attachments(view, main)
    block = find_block(view, main.body, end, frozenset(s.start for s in starts))
    if block is not None and starts and block.start >= starts[0].start:
        block = None  # the signature of a form among the attachments
    if block is not None:
        starts = [s for s in starts if s.start >= block.end]
    last = _chrome_tail(view, block.end if block else main.body, end, block is not None)
    starts = [s for s in starts if s.start < last]
    edges = [*(s.start for s in starts), last]
    attached = [replace(part, end=edge) for part, edge in zip(starts, edges[1:], strict=True)]
    parts = (
        replace(main, end=edges[0], block=block),
        *(replace(part, block=find_block(view, part.body, part.end)) for part in attached),
    )
    return Extent(parts, begin, first, last, end, formal)


def _skip_head(view: View, begin: int, end: int) -> int:
    """Index of the first paragraph that is no chrome of the page around the document."""
    rules = view.rules
    stop = min(end, begin + _HEADER_LIMIT)
    if any(_formal_line(view, i) or view.type_at(i) for i in range(begin, stop)):
        last = end
    else:
        # In a news page the headline may stand between two lines of chrome; it stays in the document.
        zone = range(begin, min(end, begin + _HEAD_ZONE))
        last = max((i for i in zone if rules.head.match(view.text(i))), default=-1)
    first = begin
    while first < end and first <= last and rules.head.match(view.text(first)):
        first += 1
    return first


def is_chrome(view: View, i: int) -> bool:
    """Whether a paragraph near the head is a line of the web page."""
    return view.rules.head.match(view.text(i)) is not None


def _formal_line(view: View, i: int) -> bool:
    """Whether a paragraph holds quốc hiệu, tiêu ngữ or the number, alone or glued to other parts of the header."""
    rules = view.rules
    return any(
        rules.quoc_hieu.match(piece) or rules.tieu_ngu.match(piece) or rules.number_line.match(piece)
        for piece in header_pieces(rules, view.text(i))
    )


def _main_header(view: View, first: int, end: int) -> tuple[PartRange, bool]:
    """The main instrument's header, title and preamble; the header ends before the first sentence."""
    rules = view.rules
    formal, after_header = False, first
    for i in range(first, min(end, first + _HEADER_LIMIT)):
        text = view.text(i)
        if _formal_line(view, i):
            formal = True
            after_header = i + 1
        elif rules.addressee.match(text):
            return _letter(view, first, i, end), True
        elif rules.about.match(text) or rules.place_date.match(text):
            after_header = i + 1 if formal else after_header
        elif (kind := view.type_at(i)) is not None:
            if _is_type_line(view, i):
                return title_of(view, first, i, kind, end), True
        elif _ends_header(view, i):
            break
    if not formal:
        return PartRange(first, first - 1, first, first, end), False
    # A header without a type line: what follows the place and date is the body.
    part = PartRange(first, after_header - 1, after_header, after_header, end)
    return replace(part, body=body_start(view, after_header, end)), True


def _ends_header(view: View, i: int) -> bool:
    """Whether a paragraph is the first that no header holds: a legal basis, a numbered unit, a sentence."""
    text, rules = view.text(i), view.rules
    if rules.basis.match(text) and text[-1] in ";,":
        return True
    if view.labelled(i) and rules.labels.read(text) is not None and not text.startswith(("-", "+")):
        return True
    return rules.sentence.match(text) is not None


def _is_type_line(view: View, i: int) -> bool:
    """Not the name of an issuer that looks like a type, and not the "QUYẾT ĐỊNH:" before the articles."""
    return not view.rules.decides.match(view.text(i)) and not view.rules.issuer.match(view.text(i))


def _letter(view: View, first: int, addressee: int, end: int) -> PartRange:
    """An official letter: its header ends with the addressees."""
    stop, several = addressee + 1, view.text(addressee).endswith(":")
    while stop < end:
        text = view.text(stop)
        if text[:1] not in "-+(" and not (several and stop - addressee < _ADDRESSEES and text[-1] in ";,"):
            break
        stop += 1
    body = stop
    while body < end and view.rules.basis.match(view.text(body)):
        body += 1  # "Thực hiện Kế hoạch số … của UBND tỉnh, Sở hướng dẫn như sau:" is the letter's preamble
    return PartRange(first, addressee, stop, body, end, view.rules.letter_type, title_begin=stop)


def _chrome_tail(view: View, begin: int, end: int, signed: bool) -> int:
    """Index where the web page's own words begin after the document; `end` for none.

    Two different signs near each other are needed, and nothing numbered may stand behind them.
    """
    rules = view.rules
    hits = [i for i in range(begin, end) if len(view.text(i)) < _SIGN_LINE and rules.tail.match(view.text(i))]
    if not hits:
        return end
    numbered = max((i for i in range(hits[0], end) if _is_numbered(view, i)), default=-1)
    hits = [i for i in hits if i > numbered]
    for k, i in enumerate(hits):
        if not signed and i < _HEAD_ZONE and any(len(view.text(j)) > _PROSE_LINE for j in range(i, end)):
            continue
        if _second_sign(view, i, hits[k + 1 : k + 4]) or (signed and len(hits) == 1 and i >= end - _LAST_LINES):
            return _with_captions(view, i, begin, end)
    return end


def _second_sign(view: View, first: int, others: list[int]) -> bool:
    """Whether another sign of the web page stands near the first one, with no sentence of the document between."""
    tail = view.rules.tail
    one = tail.match(view.text(first))
    for i in others:
        two = tail.match(view.text(i))
        if i - first > _SIGNS_WITHIN:
            return False
        if one is not None and two is not None and one[0].lower() != two[0].lower():
            return not any(view.rules.sentence.match(view.text(j)) for j in range(first + 1, i))
    return False


def _is_numbered(view: View, i: int) -> bool:
    """Whether a paragraph is a numbered unit, or a part of a header, and so no words of a web page."""
    if view.in_grid(i):
        return False
    text, rules = view.text(i), view.rules
    if view.labelled(i):
        label = view.label(i)
        return label is not None and label.style != "bullet"
    return rules.quoc_hieu.match(text) is not None or rules.number_line.match(text) is not None


def _with_captions(view: View, tail: int, begin: int, end: int) -> int:
    """A line or two above the page's words repeat the document's number that stands below them too."""
    below = {
        number.number for i in range(tail, min(end, tail + _CAPTIONS_BELOW))
        if view.rules.caption.match(view.text(i)) and (number := parse_number(view.text(i))) is not None
    }  # fmt: skip
    start = tail
    for i in range(tail - 1, max(begin - 1, tail - 1 - _CAPTIONS_ABOVE), -1):
        number = parse_number(view.text(i)) if view.rules.caption.match(view.text(i)) else None
        if view.labelled(i) or number is None or number.number not in below:
            break
        start = i
    return start
