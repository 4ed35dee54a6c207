"""Where the main instrument ends, where attachments begin, and what around them belongs to a web page."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from vnplan.grammar import rules
from vnplan.layout.joining import type_of_line
from vnplan.layout.labels import read_label
from vnplan.structure.model import Signature
from vnplan.structure.view import (
    ABOUT,
    ADDRESSEE,
    AUTHORITY,
    BASIS,
    DECIDES,
    ISSUER,
    KEM_THEO,
    MAU,
    NAME,
    NUMBER_LINE,
    PHU_LUC,
    POSITION,
    QUOC_HIEU,
    RECIPIENTS,
    SIGNED,
    TIEU_NGU,
    View,
)  # fmt: skip

_HEADER_LIMIT = 40
_TITLE_LIMIT = 12
_RECIPIENT_LINE = re.compile(r"^(?:[-+•*]|Như |Lưu\b|[Cc]ác |UBND|TT[. ])")
_PROSE_LINE = 200
_HEAD_ZONE = 12
_QUOTE_OPENS = "“\"«"


@dataclass(slots=True)
class Block:
    """Nơi nhận and signature: paragraph indices (half-open) and the signers."""

    start: int
    end: int
    recipients: tuple[int, int] | None = None
    signature: tuple[int, int] | None = None
    signers: list[Signature] = field(default_factory=list)


@dataclass(slots=True)
class PartRange:
    """Paragraph indices of one part.

    header [start, type_at], title [type_at + 1, title_end), then preamble [title_end, body), body [body, end); `block`
    stands inside [body, end] or None.
    """

    start: int
    type_at: int
    title_end: int
    body: int
    end: int
    type: str | None = None
    kem_theo: list[int] = field(default_factory=list)
    block: Block | None = None


_TAIL = rules("furniture")["furniture.web_tail"].regex
_HEAD = rules("furniture")["furniture.web_head"].regex


def find_parts(view: View) -> tuple[list[PartRange], int, int, bool]:
    """Parts, the range of paragraphs [first, last) that is the document, and whether it has a header of its own."""
    n = len(view)
    first = _skip_head(view)
    main, formal = _main_header(view, first)
    starts = _attachment_starts(view, main)
    last = n
    block = _main_block(view, main.body, starts)
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
        part.block = _main_block(view, part.body, [], part.end)
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
    formal, type_at, limit = False, -1, min(n, first + _HEADER_LIMIT)
    i = first
    after_header = first
    while i < limit:
        text = view.text(i)
        if QUOC_HIEU.match(text) or TIEU_NGU.match(text) or NUMBER_LINE.match(text):
            formal = True
            after_header = i + 1
        elif ADDRESSEE.match(text) or ABOUT.match(text):
            if ADDRESSEE.match(text):
                formal = True
                return _letter(view, first, i), True
        elif (kind := view.type_at(i)) is not None:
            if _is_type_line(view, i):
                type_at = i
                part = _title(view, first, type_at, kind)
                return part, True
        elif (view.labelled(i) and read_label(text) is not None and not text.startswith(("-", "+"))) or (BASIS.match(text) and text[-1] in ";,"):
            break
        i += 1
    if not formal:
        return PartRange(first, first - 1, first, first, n), False
    # A header without a type line: what follows the place and date is the body.
    part = PartRange(first, after_header - 1, after_header, after_header, n)
    part.body = _body_start(view, after_header)
    return part, True


def _is_type_line(view: View, i: int) -> bool:
    """Not the name of an issuer that looks like a type, and not the "QUYẾT ĐỊNH:" before the articles."""
    return not DECIDES.match(view.text(i)) and not ISSUER.match(view.text(i))


def _letter(view: View, first: int, addressee: int) -> PartRange:
    """An official letter: its header ends with the addressees."""
    end = addressee + 1
    while end < len(view) and (view.text(end)[:1] in "-+(" or (view.text(addressee).rstrip().endswith(":") and (
            end - addressee < 12 and view.text(end).rstrip()[-1:] in ";," ))):
        end += 1
    return PartRange(first, addressee, end, end, len(view), "Công văn")


def _title(view: View, first: int, type_at: int, kind: str) -> PartRange:
    """Trích yếu: what follows the type line up to the preamble or the first unit."""
    n = len(view)
    part = PartRange(first, type_at, type_at + 1, type_at + 1, n, kind)
    i, seen_caps = type_at + 1, False
    while i < min(n, type_at + 1 + _TITLE_LIMIT):
        text = view.text(i)
        if KEM_THEO.match(text):
            part.kem_theo.append(i)
            i += 1
            continue
        if view.labelled(i) and read_label(text) is not None:
            break
        caps = view.caps(i)
        if caps and ((ISSUER.match(text) and i > type_at + 1) or DECIDES.match(text)):
            break
        if BASIS.match(text) and (i > type_at + 1 or text[-1] in ";,." or text.startswith("Căn cứ")):
            break
        if QUOC_HIEU.match(text) or ADDRESSEE.match(text) or view.in_grid(i):
            break
        if not caps and ((seen_caps and not text.startswith("(")) or (i > type_at + 1 and not _title_goes_on(view, i))):
            break
        if not caps and (len(text) > 600 or text[-1] in ":;"):
            break
        seen_caps |= caps
        i += 1
    part.title_end = i
    part.body = _body_start(view, i)
    return part


def _title_goes_on(view: View, i: int) -> bool:
    """A title on two paragraphs: the second one ends without a stop and is short."""
    text = view.text(i)
    return len(text) < 160 and text[-1] not in ".;:," and (text[:1].islower() or text.startswith("(")) 


def _body_start(view: View, i: int) -> int:
    """Index of the first paragraph after the preamble: the first numbered unit, or the text after the last basis."""
    n, begin, last_basis = len(view), i, -1
    for j in range(i, min(n, i + 400)):
        text = view.text(j)
        if DECIDES.match(text):
            return j + 1
        if view.labelled(j) and not view.in_grid(j):
            label = read_label(text)
            if label is not None and label.style != "bullet":
                return j
            if label is not None and not BASIS.match(text[label.end :]) and last_basis < 0 and j > begin:
                return j
        if BASIS.match(text):
            last_basis = j
        elif last_basis >= 0 and j > last_basis + 3:
            break
    if last_basis < 0:
        return begin
    after = last_basis + 1
    if after < n and view.text(after)[-1:] == ":" and not view.labelled(after):
        after += 1
    return after


def _attachment_starts(view: View, main: PartRange) -> list[PartRange]:
    """Headers of attachments after the main header: a type line or "Phụ lục" of its own, with "kèm theo" or alone."""
    found: list[PartRange] = []
    i, n, inside_quote = main.body, len(view), False
    while i < n:
        text = view.text(i)
        if len(text) > 700 or view.in_grid(i):
            i += 1
            continue
        if text[:1] in _QUOTE_OPENS and text.count("“") > text.count("”"):
            inside_quote = True
        if inside_quote:
            inside_quote = text.count("”") <= text.count("“") if "”" in text else True
            if "”" in text:
                inside_quote = False
            i += 1
            continue
        kind = _attachment_kind(view, i)
        if kind:
            part = _title(view, _own_header(view, i, main.body), i, kind)
            found.append(part)
            i = max(part.title_end, i + 1)
            continue
        i += 1
    return _without_contents(view, found)


def _own_header(view: View, type_at: int, begin: int) -> int:
    """An attachment may repeat issuer and quốc hiệu above its type line."""
    start = type_at
    while start - 1 > begin and type_at - start < 6:
        text = view.text(start - 1)
        if not (QUOC_HIEU.match(text) or TIEU_NGU.match(text) or (text.isupper() and ISSUER.match(text))):
            break
        start -= 1
    return start if any(QUOC_HIEU.match(view.text(j)) for j in range(start, type_at)) else type_at


def _without_contents(view: View, found: list[PartRange]) -> list[PartRange]:
    """A list of the appendices before them has their titles and no text; those entries are no attachments."""
    later: set[str] = set()
    kept = []
    for n in range(len(found) - 1, -1, -1):
        part = found[n]
        name = view.text(part.type_at).upper().rstrip(" .:")
        following = found[n + 1].start if n + 1 < len(found) else len(view)
        if name in later and following - part.start <= 3:
            continue
        later.add(name)
        kept.append(part)
    return kept[::-1]


_BARE_TYPES = frozenset({"Phụ lục", "Mẫu"})


def _attachment_kind(view: View, i: int) -> str | None:
    """Type of the attachment whose header begins at paragraph i."""
    text = view.text(i)
    if len(text) > 160 or (len(text) > 60 and not text.isupper()):
        return None
    if PHU_LUC.match(text):
        follows = view.text(i + 1) if i + 1 < len(view) else ""
        return "Phụ lục" if follows and not follows[:1].islower() and follows[:1] not in ",;." else None
    if MAU.match(text):
        return "Mẫu" if _kem_theo_near(view, i, 4) else None
    kind = view.type_at(i) or _type_prefix(text)
    if kind is None or DECIDES.match(text):
        return None
    return kind if _kem_theo_near(view, i, 7) else None


def _type_prefix(text: str) -> str | None:
    """Type of a line in capitals that begins with one: "KẾ HOẠCH HÀNH ĐỘNG", "DANH MỤC CÁC NHIỆM VỤ"."""
    if not text.isupper():
        return None
    words = text.split()
    for count in range(min(4, len(words) - 1), 0, -1):
        kind = type_of_line(" ".join(words[:count]))
        if kind is not None:
            return kind
    return None


def _kem_theo_near(view: View, i: int, within: int) -> bool:
    for j in range(i + 1, min(len(view), i + 1 + within)):
        text = view.text(j)
        if KEM_THEO.match(text):
            return True
        if view.labelled(j) and read_label(text) is not None and not text.startswith("-"):
            return False
    return False


def _main_block(view: View, begin: int, starts: list[PartRange], end: int | None = None) -> Block | None:
    """The block with Nơi nhận and the signature; the first one that has a signer, else the first with recipients."""
    stop = end if end is not None else len(view)
    fallback: Block | None = None
    attachments = {s.start for s in starts}
    i = begin
    while i < stop:
        text = view.text(i)
        if i in attachments and fallback is not None:
            break
        if len(text) <= 250 and not text[:1].islower():
            if RECIPIENTS.match(text):
                block = _read_block(view, i, stop)
                if block.signers:
                    return block
                fallback = fallback or block
            elif (text.isupper() and (AUTHORITY.match(text) or POSITION.match(text))) or AUTHORITY.match(text):
                block = _read_block(view, i, stop)
                if block.signers:
                    return block
        i += 1
    return fallback


def _read_block(view: View, i: int, stop: int) -> Block:
    """Recipients and signature from paragraph i on, in either order."""
    block = Block(i, i)
    j, mode = i, ""
    authority: list[str] = []
    positions: list[str] = []
    while j < stop:
        text = view.text(j)
        if RECIPIENTS.match(text) and block.recipients is None:
            mode, block.recipients = "recipients", (j, j + 1)
        elif (AUTHORITY.match(text) or POSITION.match(text) or (text.isupper() and ISSUER.match(text))) and (
            len(text) < 140 and not (mode == "recipients" and _RECIPIENT_LINE.match(text))
        ):
            if mode != "signature":
                mode = "signature"
                block.signature = (j, j + 1)
            if AUTHORITY.match(text):
                if positions:
                    authority.clear()
                _split_authority(text, authority, positions)
            else:
                positions.append(text)
            block.signature = (block.signature[0] if block.signature else j, j + 1)
        elif SIGNED.match(text) or (len(text) < 4 and not any(c.isalpha() for c in text)):
            block.signature = (block.signature[0] if block.signature else j, j + 1)
            mode = "signature"
        elif mode in ("signed", "signature") and block.recipients and text[:1] in "-+" and len(text) < 300:
            # Recipients and signature stand side by side, line by line.
            block.recipients = (block.recipients[0], j + 1)
        elif (mode == "signature" or (mode == "recipients" and (authority or positions))) and (name := _name(text, positions or authority)):
            authority_text = authority[-1] if authority else None
            position = " ".join(positions[-1:]) or None
            block.signers.append(Signature(name, position, authority_text))
            authority, positions = [], []
            block.signature = (block.signature[0] if block.signature else j, j + 1)
            mode = "signed"
        elif mode == "signature" and len(text) < 90 and block.signers == [] and text.isupper() and j - i < 40:
            # The rest of a position that runs over two lines ("TRƯỞNG BAN CHÍNH SÁCH," / "THUẾ QUỐC TẾ").
            if positions:
                positions[-1] += " " + text
            elif authority:
                authority[-1] += " " + text
            block.signature = (block.signature[0] if block.signature else j, j + 1)
        elif mode == "recipients" and _is_recipient(view, j, block.recipients[0] if block.recipients else j):
            block.recipients = (block.recipients[0] if block.recipients else j, j + 1)
        else:
            break
        j += 1
    block.end = j
    return block


def _is_recipient(view: View, j: int, start: int) -> bool:
    text = view.text(j)
    if len(text) > 300:
        return False
    if _RECIPIENT_LINE.match(text):
        return True
    before = view.text(j - 1)
    return (not before.rstrip().endswith(".") and text[-1:] in ";.,)") or (j == start + 1 and len(text) < 150)


def _split_authority(text: str, authority: list[str], positions: list[str]) -> None:
    """ "KT. CHỦ TỊCH PHÓ CHỦ TỊCH" on one line holds both the authority and the position."""
    found = re.search(r"\s(?=(?:PHÓ|THỨ) (?:CHỦ TỊCH|TRƯỞNG|GIÁM ĐỐC|CỤC TRƯỞNG|VỤ TRƯỞNG|TỔNG))", text)
    if found:
        authority.append(text[: found.start()])
        positions.append(text[found.end() :])
        return
    inner = re.search(r"\s(?=KT\.|TL\.|TUQ\.)", text)
    if inner:
        authority.append(text[: inner.start()])
        _split_authority(text[inner.end() :], authority, positions)
        return
    authority.append(text)


def _name(text: str, expected: list[str]) -> str | None:
    """The signer's name when the paragraph is one."""
    if not expected or len(text) > 60:
        return None
    found = NAME.match(text.strip(" ./*"))
    if not found or POSITION.match(text) or AUTHORITY.match(text):
        return None
    return found["name"]


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
                if not view.labelled(j) and re.match(
                    r"(?:Quyết định|Kế hoạch|Công văn|Thông báo|Nghị quyết|Thông tư|Nghị định|Chỉ thị|Công điện|Văn bản"
                    r"|Luật|Hướng dẫn|Báo cáo|Tờ trình)\b.*\b(?:năm|ngày|do|ban hành)\b", view.text(j)):
                    start = j
            return start
    return None
