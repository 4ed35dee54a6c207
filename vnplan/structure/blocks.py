"""The block at the end of an instrument: Nơi nhận and signature, in either order or side by side."""

from __future__ import annotations

from dataclasses import dataclass, field

from vnplan.structure.model import Signature
from vnplan.structure.rules import StructureRules
from vnplan.structure.view import View

_BETWEEN = 4
_AUTHORITY_LINE = 140


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
        if view.rules.recipients.match(text):
            block = _read_block(view, i, end)
            if block.signers:
                return block
            fallback = fallback or block
        elif view.rules.authority.match(text) or (text.isupper() and view.rules.position.match(text)):
            block = _read_block(view, i, end)
            if block.signers:
                return block
    return fallback


def _read_block(view: View, i: int, stop: int) -> Block:
    """Recipients and signature from paragraph i on, in either order."""
    block, rules = Block(i, i), view.rules
    j, mode = i, ""
    authority: list[str] = []
    positions: list[str] = []

    def sign(at: int) -> None:
        block.signature = (block.signature[0] if block.signature else at, at + 1)

    while j < stop:
        text = view.text(j)
        if rules.recipients.match(text) and block.recipients is None:
            mode, block.recipients = "recipients", (j, j + 1)
        elif len(text) < _AUTHORITY_LINE and _is_office(text, rules) and not (
            mode == "recipients" and rules.recipient_line.match(text)
        ):
            if mode != "signature":
                mode, block.signature = "signature", (j, j + 1)
            if rules.authority.match(text):
                if positions:
                    authority.clear()
                _split_authority(text, authority, positions, rules)
            else:
                positions.append(text)
            sign(j)
        elif rules.signed.match(text) or (len(text) < 4 and not any(c.isalpha() for c in text)):
            sign(j)
            mode = "signature"
        elif mode in ("signed", "signature") and block.recipients and text[:1] in "-+" and len(text) < 300:
            # Recipients and signature stand side by side, line by line.
            block.recipients = (block.recipients[0], j + 1)
        elif (mode == "signature" or (mode == "recipients" and (authority or positions))) and (
            name := _name(text, positions or authority, rules)
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


def _is_office(text: str, rules: StructureRules) -> bool:
    """Whether a line names an authority, a position or, in capitals, an issuer."""
    if rules.authority.match(text) or rules.position.match(text):
        return True
    return text.isupper() and rules.issuer.match(text) is not None


def _signature_ahead(view: View, j: int, stop: int) -> int:
    """Index where the signature begins after a few short lines that are no recipients; 0 for none.

    Such lines: the typist's mark, and "XÁC THỰC VĂN BẢN HỢP NHẤT" with place and date in a consolidated text.
    """
    for k in range(j, min(stop, j + _BETWEEN + 1)):
        text = view.text(k)
        if k > j and text.isupper() and (view.rules.authority.match(text) or view.rules.position.match(text)):
            return k
        if len(text) > 70 or view.labelled(k) or view.in_grid(k):
            return 0
    return 0


def _is_recipient(view: View, j: int, start: int) -> bool:
    text = view.text(j)
    if len(text) > 300:
        return False
    if view.rules.recipient_line.match(text):
        return True
    before = view.text(j - 1)
    return (not before.rstrip().endswith(".") and text[-1:] in ";.,)") or (j == start + 1 and len(text) < 150)


def _split_authority(text: str, authority: list[str], positions: list[str], rules: StructureRules) -> None:
    """ "KT. CHỦ TỊCH PHÓ CHỦ TỊCH" on one line holds both the authority and the position."""
    found = rules.deputy.search(text)
    if found:
        authority.append(text[: found.start()])
        positions.append(text[found.end() :])
        return
    inner = rules.inner.search(text)
    if inner:
        authority.append(text[: inner.start()])
        _split_authority(text[inner.end() :], authority, positions, rules)
        return
    authority.append(text)


def _name(text: str, expected: list[str], rules: StructureRules) -> str | None:
    """The signer's name when the paragraph is one."""
    if not expected or len(text) > 60:
        return None
    found = rules.name.match(text.strip(" ./*"))
    if not found or rules.position.match(text) or rules.authority.match(text):
        return None
    return found["name"]
