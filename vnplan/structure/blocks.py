"""The block at the end of an instrument: Nơi nhận and signature, in either order or side by side."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from vnplan.structure.model import Signature
from vnplan.structure.view import AUTHORITY, ISSUER, NAME, POSITION, RECIPIENTS, SIGNED, View

_RECIPIENT_LINE = re.compile(r"^(?:[-+•*]|Như |Lưu\b|[Cc]ác |UBND|TT[. ])")
_BETWEEN = 4


@dataclass(slots=True)
class Block:
    """Nơi nhận and signature: paragraph indices (half-open) and the signers."""

    start: int
    end: int
    recipients: tuple[int, int] | None = None
    signature: tuple[int, int] | None = None
    signers: list[Signature] = field(default_factory=list)


def find_block(view: View, begin: int, end: int, attachments: frozenset[int] = frozenset()) -> Block | None:
    """The block in [begin, end): the first one that has a signer, else the first with recipients.

    `attachments`: indices where attachments seem to begin; a signature after one of them is none of the main instrument
    that has its recipients already.
    """
    fallback: Block | None = None
    for i in range(begin, end):
        if fallback is not None and i in attachments:
            break
        if view.labelled(i):
            continue
        text = view.text(i)
        if len(text) > 250 or text[:1].islower():
            continue
        if RECIPIENTS.match(text):
            block = _read_block(view, i, end)
            if block.signers:
                return block
            fallback = fallback or block
        elif AUTHORITY.match(text) or (text.isupper() and POSITION.match(text)):
            block = _read_block(view, i, end)
            if block.signers:
                return block
    return fallback


def _read_block(view: View, i: int, stop: int) -> Block:
    """Recipients and signature from paragraph i on, in either order."""
    block = Block(i, i)
    j, mode = i, ""
    authority: list[str] = []
    positions: list[str] = []

    def sign(at: int) -> None:
        block.signature = (block.signature[0] if block.signature else at, at + 1)

    while j < stop:
        text = view.text(j)
        if RECIPIENTS.match(text) and block.recipients is None:
            mode, block.recipients = "recipients", (j, j + 1)
        elif (AUTHORITY.match(text) or POSITION.match(text) or (text.isupper() and ISSUER.match(text))) and (
            len(text) < 140 and not (mode == "recipients" and _RECIPIENT_LINE.match(text))
        ):
            if mode != "signature":
                mode, block.signature = "signature", (j, j + 1)
            if AUTHORITY.match(text):
                if positions:
                    authority.clear()
                _split_authority(text, authority, positions)
            else:
                positions.append(text)
            sign(j)
        elif SIGNED.match(text) or (len(text) < 4 and not any(c.isalpha() for c in text)):
            sign(j)
            mode = "signature"
        elif mode in ("signed", "signature") and block.recipients and text[:1] in "-+" and len(text) < 300:
            # Recipients and signature stand side by side, line by line.
            block.recipients = (block.recipients[0], j + 1)
        elif (mode == "signature" or (mode == "recipients" and (authority or positions))) and (
            name := _name(text, positions or authority)
        ):
            position = positions[-1] if positions else None
            block.signers.append(Signature(view.as_printed(j, name), position, authority[-1] if authority else None))
            authority, positions = [], []
            sign(j)
            mode = "signed"
        elif mode == "signature" and len(text) < 90 and not block.signers and text.isupper() and j - i < 40:
            # The rest of a position that runs over two lines ("TRƯỞNG BAN CHÍNH SÁCH," / "THUẾ QUỐC TẾ").
            if positions:
                positions[-1] += " " + text
            elif authority:
                authority[-1] += " " + text
            sign(j)
        elif mode == "recipients" and block.recipients and _is_recipient(view, j, block.recipients[0]):
            block.recipients = (block.recipients[0], j + 1)
        elif mode == "recipients" and (ahead := _signature_ahead(view, j, stop)):
            j = ahead
            continue
        else:
            break
        j += 1
    block.end = j
    return block


def _signature_ahead(view: View, j: int, stop: int) -> int:
    """Index where the signature begins after a few short lines that are no recipients; 0 for none.

    Such lines: the typist's mark, and "XÁC THỰC VĂN BẢN HỢP NHẤT" with place and date in a consolidated text.
    """
    for k in range(j, min(stop, j + _BETWEEN + 1)):
        text = view.text(k)
        if k > j and text.isupper() and (AUTHORITY.match(text) or POSITION.match(text)):
            return k
        if len(text) > 70 or view.labelled(k) or view.in_grid(k):
            return 0
    return 0


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
