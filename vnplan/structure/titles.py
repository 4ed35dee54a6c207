"""The range of one part: its header, its title (trích yếu), its preamble, and where its body begins."""

from __future__ import annotations

from dataclasses import dataclass

from vnplan.structure.blocks import Block
from vnplan.structure.view import View

_TITLE_LIMIT = 12


@dataclass(frozen=True, slots=True)
class PartRange:
    """Paragraph indices of one part.

    header [start, type_at], title [title_begin, title_end), then preamble [title_end, body), body [body, end); `block`
    stands inside [body, end] or None. The title begins after the type line, or with it where the line says more than
    the type ("KẾ HOẠCH HÀNH ĐỘNG …").
    """

    start: int
    type_at: int
    title_end: int
    body: int
    end: int
    type: str | None = None
    title_begin: int = -1
    kem_theo: tuple[int, ...] = ()
    block: Block | None = None


def title_of(view: View, first: int, type_at: int, kind: str, end: int) -> PartRange:
    """Trích yếu: what follows the type line up to the preamble or the first unit."""
    n, kem_theo, rules = end, [], view.rules
    line = view.text(type_at)
    alone = view.type_at(type_at) is not None or any(r.match(line) is not None for r in (rules.phu_luc, rules.mau))
    i, seen_caps = type_at + 1, False
    while i < min(n, type_at + 1 + _TITLE_LIMIT):
        text = view.text(i)
        if rules.kem_theo.match(text):
            kem_theo.append(i)
            i += 1
            continue
        if view.labelled(i) and rules.labels.read(text) is not None:
            break
        caps = view.caps(i)
        if caps and ((rules.issuer.match(text) and i > type_at + 1) or rules.decides.match(text)):
            break
        if rules.basis.match(text) and (i > type_at + 1 or text[-1] in ";,." or rules.legal_basis.match(text)):
            break
        if rules.quoc_hieu.match(text) or rules.addressee.match(text) or view.in_grid(i):
            break
        if not caps and ((seen_caps and not text.startswith("(")) or (i > type_at + 1 and not _title_goes_on(view, i))):
            break
        if not caps and (len(text) > 600 or text[-1] in ":;"):
            break
        seen_caps |= caps
        i += 1
    return PartRange(first, type_at, i, body_start(view, i, end), end, kind, type_at + alone, tuple(kem_theo))


def _title_goes_on(view: View, i: int) -> bool:
    """A title on two paragraphs: the second one ends without a stop and is short."""
    text = view.text(i)
    return len(text) < 160 and text[-1] not in ".;:," and (text[:1].islower() or text.startswith("("))


# The first legal basis stands close behind the title; farther down "Căn cứ" opens a sentence of the text.
_BASIS_WITHIN = 15


def body_start(view: View, i: int, end: int) -> int:
    """Index of the first paragraph after the preamble: the first numbered unit, or the text after the last basis."""
    n, begin, last_basis, rules = end, i, -1, view.rules
    for j in range(i, min(n, i + 400)):
        text = view.text(j)
        if rules.decides.match(text):
            return j + 1
        if last_basis < 0 and view.in_grid(j):
            return j  # an attachment that is a table from its title on
        if view.labelled(j) and not view.in_grid(j):
            label = rules.labels.read(text)
            if label is not None and label.style != "bullet":
                return j
            if label is not None and not rules.basis.match(text[label.end :]) and last_basis < 0 and j > begin:
                return j
        if rules.basis.match(text):
            last_basis = j
        elif j > (last_basis + 3 if last_basis >= 0 else i + _BASIS_WITHIN):
            break
    if last_basis < 0:
        return begin
    after = last_basis + 1
    if after < n and view.text(after)[-1:] == ":" and not view.labelled(after):
        after += 1
    return after
