"""Any text gives a Document that keeps the contract: random texts, mutated specimens, and inputs that once failed.

tests/once_failed/ holds the inputs: add one, and it is tried for ever.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import vnplan
from vnplan.errors import SourceError
from vnplan.models import Document, Span, Unit

HERE = Path(__file__).parent
SPECIMENS = sorted((HERE.parent / "corpus").rglob("*.txt"))
ONCE_FAILED = sorted((HERE / "once_failed").iterdir())
PIECES = [
    "Điều ", "khoản ", "điểm ", "Căn cứ ", "số ", "71/2020/NĐ-CP", "Quyết định", " này", "ngày ", "tháng ", "năm 2025", "²", "①", "1.", "a)",
    "đ)", "- ", "+ ", "\n", "\n\n", "\t", "|", "“", "”", "\"", "(", ")", ";", ":", "%", "tỷ đồng", "Sở Nội vụ", "chủ trì", "phối hợp với ",
    "\u0344", "\u0301", "\u00ad", "\u200b", "\r", "\x0c", "Phụ lục", "KẾ HOẠCH", "Nơi nhận:", "TM. ỦY BAN NHÂN DÂN", "[1]", "¹", "từ 5% đến ",
    "sửa đổi, bổ sung ", "bãi bỏ ", "thay thế cụm từ “a” bằng cụm từ “b”", "sau đây gọi tắt là “", "İ", "ß", "Ǆ", "999999999999",
]  # fmt: skip


def spans(document: Document) -> Iterator[Span]:
    for kind in ("citations", "effects", "assignments", "targets", "agencies", "footnotes", "tables"):
        for result in getattr(document, kind):
            yield result.span
            for evidence in getattr(result, "evidence", ()):
                if evidence.span:
                    yield evidence.span
    yield from (d.span for d in document.diagnostics if d.span)


def keeps_the_contract(text: str) -> None:
    try:
        document = vnplan.parse_document(text)
    except SourceError:
        return  # an empty text, or half of a surrogate pair
    assert document.text == text
    ids: set[str] = set()

    def check(units: tuple[Unit, ...], start: int, end: int) -> None:
        at = start
        for unit in units:
            assert at <= unit.span.start <= unit.span.end <= end, unit
            assert unit.id not in ids, unit.id
            ids.add(unit.id)
            check(unit.children, unit.span.start, unit.span.end)
            at = unit.span.end

    check(document.units, 0, len(text))
    covered = bytearray(len(text))
    for unit in document.units:
        covered[unit.span.start : unit.span.end] = b"\x01" * (unit.span.end - unit.span.start)
    for span in spans(document):
        assert 0 <= span.start <= span.end <= len(text)
    for citation in document.citations:
        assert citation.text == document.text_of(citation)
    for result in (*document.citations, *document.assignments, *document.targets):
        assert result.unit is None or result.unit in ids
    for kind in ("citations", "effects", "assignments", "targets", "agencies"):
        starts = [r.span.start for r in getattr(document, kind)]
        assert starts == sorted(starts), kind
    Document.model_validate_json(document.model_dump_json())


@pytest.mark.parametrize("path", ONCE_FAILED, ids=lambda p: p.name)
def test_what_once_failed(path: Path) -> None:
    with suppress(UnicodeDecodeError):
        keeps_the_contract(path.read_bytes().decode("utf-8"))


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES) | st.characters(codec="utf-8").map(str), max_size=40).map("".join))
def test_texts_made_of_pieces(text: str) -> None:
    keeps_the_contract(text)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, len(SPECIMENS) - 1), st.integers(0, 2**32 - 1))
def test_specimens_cut_and_mixed(which: int, seed: int) -> None:
    chance = random.Random(seed)
    text = SPECIMENS[which].read_bytes().decode("utf-8-sig")
    for _ in range(chance.randrange(1, 6)):
        a, b = sorted(chance.randrange(len(text) + 1) for _ in range(2))
        what = chance.randrange(4)
        if what == 0:
            text = text[:a] + text[min(b, a + 400) :]
        elif what == 1:
            text = text[:a] + "".join(chance.choice(PIECES) for _ in range(chance.randrange(1, 8))) + text[a:]
        elif what == 2:
            text = text[:a] + text[a:b].replace("\n", chance.choice(["", " ", "\n\n", "\t"])) + text[b:]
        else:
            text = text[:a] + text[a:b].swapcase() + text[b:]
    keeps_the_contract(text)
