"""Attachments: plans, regulations, appendices and forms after the main instrument, by headers of their own."""

from __future__ import annotations

from vnplan.structure.titles import PartRange, title_of
from vnplan.structure.view import View

_QUOTE_OPENS = "“\"«"


def find_attachments(view: View, main: PartRange) -> list[PartRange]:
    """Headers of attachments after the main header: a type line or "Phụ lục" of its own, with "kèm theo" or alone."""
    found: list[PartRange] = []
    i, n, inside_quote = main.body, main.end, False
    while i < n:
        if not inside_quote and view.labelled(i):
            i += 1
            continue
        text = view.text(i)
        if len(text) > 700 or view.in_grid(i):
            i += 1
            continue
        if text[:1] in _QUOTE_OPENS and text.count("“") > text.count("”"):
            inside_quote = True
        if inside_quote:
            inside_quote = "”" not in text
            i += 1
            continue
        kind = _attachment_kind(view, i)
        if kind:
            part = title_of(view, _own_header(view, i, main.body), i, kind, n)
            found.append(part)
            i = max(part.title_end, i + 1)
            continue
        i += 1
    return _without_contents(view, found, n)


def _own_header(view: View, type_at: int, begin: int) -> int:
    """An attachment may repeat issuer and quốc hiệu above its type line."""
    start, rules = type_at, view.rules
    while start - 1 > begin and type_at - start < 6:
        text = view.text(start - 1)
        heads = rules.quoc_hieu.match(text) or rules.tieu_ngu.match(text)
        if not heads and not (text.isupper() and rules.issuer.match(text)):
            break
        start -= 1
    return start if any(view.rules.quoc_hieu.match(view.text(j)) for j in range(start, type_at)) else type_at


def _without_contents(view: View, found: list[PartRange], end: int) -> list[PartRange]:
    """A list of the appendices before them has their titles and no text; those entries are no attachments."""
    later: set[str] = set()
    kept = []
    for n in range(len(found) - 1, -1, -1):
        part = found[n]
        name = view.text(part.type_at).upper().rstrip(" .:")
        following = found[n + 1].start if n + 1 < len(found) else end
        if name in later and following - part.start <= 3:
            continue
        later.add(name)
        kept.append(part)
    return kept[::-1]


def _attachment_kind(view: View, i: int) -> str | None:
    """Type of the attachment whose header begins at paragraph i."""
    text = view.text(i)
    capitals = text.isupper()
    if len(text) > 160 and not (capitals and _kem_theo_near(view, i, 2)):
        return None
    if len(text) > 60 and not capitals:
        return None
    if view.rules.phu_luc.match(text):
        follows = view.text(i + 1) if i + 1 < len(view) else ""
        own = follows and not follows[:1].islower() and follows[:1] not in ",;."
        return view.rules.appendix_type if own else None
    if view.rules.mau.match(text):
        return view.rules.form_type if _kem_theo_near(view, i, 4) else None
    if view.rules.decides.match(text):
        return None
    kind = view.type_at(i) or _type_prefix(view, text)
    if kind is not None:
        return kind if _kem_theo_near(view, i, 7) else None
    # A list without a type of its own ("DANH MỤC CÁC CÔNG TRÌNH …") straight above the words that attach it.
    follows = view.text(i + 1) if i + 1 < len(view) else ""
    attached = capitals and not view.labelled(i) and view.rules.attached.match(follows)
    return view.rules.appendix_type if attached else None


def _type_prefix(view: View, text: str) -> str | None:
    """Type of a line in capitals that begins with one: "KẾ HOẠCH HÀNH ĐỘNG", "DANH MỤC CÁC NHIỆM VỤ"."""
    if not text.isupper():
        return None
    words = text.split()
    for count in range(min(4, len(words) - 1), 0, -1):
        kind = view.rules.type_lines.of(" ".join(words[:count]))
        if kind is not None:
            return kind
    return None


def _kem_theo_near(view: View, i: int, within: int) -> bool:
    for j in range(i + 1, min(len(view), i + 1 + within)):
        text = view.text(j)
        if view.rules.kem_theo.match(text):
            return True
        if view.labelled(j) and view.rules.labels.read(text) is not None and not text.startswith("-"):
            return False
    return False
