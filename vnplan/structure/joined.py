"""Several instruments in one file: each begins with a header of its own behind the signature of the one before."""

from __future__ import annotations

from vnplan.lexing.numbers import parse_number
from vnplan.structure.blocks import find_block
from vnplan.structure.header import header_pieces
from vnplan.structure.view import View

# The lines of a header: how far above the number it begins, and how far below its type or its addressees stand.
_ABOVE, _BELOW = 6, 12
_ATTACHED_WITHIN = 7


def instruments(view: View) -> list[tuple[int, int]]:
    """Paragraph ranges [begin, end) of the instruments in a text; one range for nearly every text."""
    begins = [0]
    signed = -1
    marks = (view.layout.clean.paragraph_at(m.start()) for m in view.rules.number_mark.finditer(view.folded))
    for i in dict.fromkeys(marks):
        if i <= begins[-1] + _ABOVE or not _has_number(view, i):
            continue
        if signed < begins[-1]:
            body = next((j for j in range(begins[-1], len(view)) if view.labelled(j)), begins[-1])
            block = find_block(view, body, len(view))
            if block is None or not block.signers:
                break  # nothing is signed from here on, so nothing can stand behind a signature
            signed = block.end
        if i < signed:
            continue
        begin = _begin(view, i, signed)
        if _is_header(view, i):
            begins.append(begin)
    return list(zip(begins, [*begins[1:], len(view)], strict=True))


def _has_number(view: View, i: int) -> bool:
    """Whether a paragraph holds a number line that is filled in ("Số: 170/2025/NĐ-CP")."""
    text, rules = view.text(i), view.rules
    if view.labelled(i) or view.in_grid(i):
        return False
    return any(rules.number_line.match(p) and parse_number(p) is not None for p in header_pieces(rules, text))


def _begin(view: View, number: int, signed: int) -> int:
    """Index where the header of a number begins: issuer and quốc hiệu stand above it."""
    rules, begin = view.rules, number
    while begin > max(signed, number - _ABOVE):
        above = view.text(begin - 1)
        heads = rules.quoc_hieu.match(above) or rules.tieu_ngu.match(above)
        if not heads and not (above.isupper() and not rules.position.match(above)):
            break
        begin -= 1
    return begin


def _is_header(view: View, number: int) -> bool:
    """Whether a type line or addressees follow, and no words that attach it to the instrument before."""
    rules = view.rules
    for i in range(number + 1, min(len(view), number + 1 + _BELOW)):
        text = view.text(i)
        if rules.kem_theo.match(text):
            return False
        if rules.addressee.match(text):
            return True
        if view.type_at(i) is not None and not rules.issuer.match(text):
            behind = range(i + 1, min(len(view), i + 1 + _ATTACHED_WITHIN))
            return not any(rules.kem_theo.match(view.text(j)) for j in behind)
        if view.labelled(i):
            return False
    return False
