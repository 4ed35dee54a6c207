"""What the full text index holds: for each unit its own words, its heading, and where it stands; exact and folded."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from vnplan.agencies.provinces import province_of
from vnplan.graph.wording import label_of
from vnplan.models import Document, Unit
from vnplan.text import fold

_LABELS = {"phan": "Phần", "chuong": "Chương", "muc": "Mục", "tieu_muc": "Tiểu mục", "dieu": "Điều", "khoan": "khoản",
           "diem": "điểm"}  # fmt: skip
_STEP_LENGTH = 60


@dataclass(frozen=True, slots=True)
class UnitWords:
    """One row of the index. `unit` is None for the row of the document itself; `body` leaves out what children hold."""

    unit: str | None
    parent: str | None
    kind: str
    number: str | None
    heading: str | None
    start: int
    end: int
    place: str
    body: str

    def columns(self) -> tuple[str, ...]:
        """The six columns of the index: place, heading, body, and the same folded."""
        label = unit_label(self.kind, self.number)
        heading = self.heading or ""
        own = heading if not label or heading.lower().startswith(label.lower()) else f"{label} {heading}"
        exact = tuple(exact_words(text) for text in (self.place, own, self.body))
        return (*exact, *map(folded_words, exact))


def exact_words(text: str) -> str:
    """The text as exact columns hold it: composed, lower case, tone marks in the new style.

    >>> exact_words("Uỷ ban")
    'ủy ban'
    """
    return fold(unicodedata.normalize("NFC", text)).lower()


def folded_words(text: str) -> str:
    """The text without accents; đ becomes d.

    >>> folded_words("Đào tạo giáo viên")
    'dao tao giao vien'
    """
    plain = text.lower().translate(_PLAIN)
    if not plain.isascii():  # decomposed letters, or those of other languages
        plain = "".join(c for c in unicodedata.normalize("NFD", plain) if not unicodedata.combining(c))
    return plain


_PLAIN = str.maketrans(
    {c: unicodedata.normalize("NFD", c)[0] for c in map(chr, range(0xC0, 0x1EFA)) if unicodedata.combining(
        unicodedata.normalize("NFD", c)[-1])} | {"đ": "d", "ð": "d", "–": "-", "—": "-", "“": '"', "”": '"', "…": "."}
)  # fmt: skip


def accented(text: str) -> bool:
    """Whether a text carries Vietnamese accents, so that it means the exact words.

    >>> accented("giáo viên"), accented("giao vien"), accented("điều")
    (True, False, True)
    """
    return folded_words(text) != exact_words(text)


def words_of(document: Document, label: str | None = None) -> Iterator[UnitWords]:
    """The rows of one document: itself, then its units in the order of the text. Furniture is left out.

    `label` is the name under which it was indexed; other grammars may give it another one by now.
    """
    meta, text = document.metadata, document.text
    name = document_label(document) if label is None else label
    year = f" năm {meta.date[:4]}" if meta.date else ""
    issuer = f" {meta.issuer.full_name}" if meta.issuer else ""
    yield UnitWords(None, None, document.kind, meta.number, meta.title, 0, len(text), f"{name}{year}{issuer}", "")
    stack: list[tuple[Unit, str | None, str]] = [(unit, None, name) for unit in reversed(document.units)]
    while stack:
        unit, parent, place = stack.pop()
        if unit.kind == "furniture":
            continue
        yield UnitWords(unit.id, parent, unit.kind, unit.number, unit.heading, unit.span.start, unit.span.end, place,
                        own_words(text, unit))  # fmt: skip
        step = f"{unit_label(unit.kind, unit.number)} {unit.heading or ''}".strip()
        inner = f"{place} {step[:_STEP_LENGTH]}".rstrip()
        stack.extend((child, unit.id, inner) for child in reversed(unit.children))


def unit_label(kind: str, number: str | None) -> str:
    """A unit's kind and number as people say them; empty for one without a number.

    >>> unit_label("dieu", "8"), unit_label("gach", None)
    ('Điều 8', '')
    """
    return f"{_LABELS.get(kind, '')} {number}".strip() if number else ""


def document_label(document: Document) -> str:
    """The name of a document for people: type and number, or what it has of them, else its file."""
    meta = document.metadata
    values = {"kind": document.kind, "type": meta.type, "number": meta.number, "title": meta.title,
              "name": document.name, "province": province_of(meta.issuer, meta.date),
              "issuer": meta.issuer.full_name if meta.issuer else None,
              "year": meta.date[:4] if meta.date else None}  # fmt: skip
    label = label_of({k: v for k, v in values.items() if v}, document.sha256[:12])
    return f"{meta.type} {label}" if meta.type and not label.startswith(meta.type) else label


def own_words(text: str, unit: Unit) -> str:
    """The words of a unit that no child holds."""
    pieces, at = [], unit.span.start
    for child in unit.children:
        pieces.append(text[at : child.span.start])
        at = child.span.end
    pieces.append(text[at : unit.span.end])
    return " ".join(piece.strip() for piece in pieces if piece.strip())


_WORD = re.compile(r"\w+")


def tokens(text: str) -> list[str]:
    """The words of a text as the index counts them.

    >>> tokens("33/QĐ-TTg")
    ['33', 'QĐ', 'TTg']
    """
    return [piece for word in _WORD.findall(text) for piece in word.split("_") if piece]
