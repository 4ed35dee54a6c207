"""What parse_document() takes and what it refuses, with one clear error each."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vnplan import VnplanError, parse_document
from vnplan.errors import (
    BinarySourceError,
    DamagedSourceError,
    EmptySourceError,
    EncodingSourceError,
    PathAsTextError,
    SourceError,
    SourceNotFoundError,
)
from vnplan.reading import read

TEXT = "Điều 1. Quyết định này có hiệu lực từ ngày ký.\nĐiều 2. Chánh Văn phòng thi hành."


@pytest.mark.parametrize(
    ("encoding", "bom"),
    [("utf-8", b""), ("utf-8", b"\xef\xbb\xbf"), ("utf-16-le", b"\xff\xfe"), ("utf-16-be", b"\xfe\xff"),
     ("utf-16-le", b""), ("utf-16-be", b""), ("utf-32-le", b"\xff\xfe\x00\x00")],
)  # fmt: skip
def test_encodings(encoding: str, bom: bytes, tmp_path: Path) -> None:
    data = bom + TEXT.encode(encoding)
    assert parse_document(data).text == TEXT
    path = tmp_path / "quyet-dinh.txt"
    path.write_bytes(data)
    document = parse_document(path)
    assert (document.text, document.name) == (TEXT, "quyet-dinh.txt")


def test_crlf_is_kept_in_the_text_and_means_one_line_break() -> None:
    document = parse_document(TEXT.replace("\n", "\r\n"))
    assert document.text == TEXT.replace("\n", "\r\n")
    assert [u.number for u in document.units] == ["1", "2"]


@pytest.mark.parametrize(
    ("source", "error", "says"),
    [
        ("", EmptySourceError, "empty"),
        (b"", EmptySourceError, "empty"),
        (b"\xef\xbb\xbf", EmptySourceError, "empty"),
        (b"PK\x03\x04....", DamagedSourceError, "damaged"),
        (b"\x89PNG\r\n\x1a\n", BinarySourceError, "picture"),
        (b"abc\x00\x01\x02\x03def" * 20, BinarySourceError, "no text"),
        ("Điều 1".encode("cp1258", "ignore") + b"\xc0\xaf\xfe", EncodingSourceError, "UTF-8"),
        (Path("/no/such/file.txt"), SourceNotFoundError, "/no/such/file.txt"),
        (Path(__file__).parent, SourceNotFoundError, "folder"),
        (__file__, PathAsTextError, "pathlib.Path"),
        (42, SourceError, "int"),
        ("a\ud800b", EncodingSourceError, "surrogate"),
    ],
)
def test_refused(source: object, error: type[Exception], says: str) -> None:
    with pytest.raises(error, match=says) as caught:
        parse_document(source)  # type: ignore[arg-type]
    assert isinstance(caught.value, VnplanError)
    assert "\n" not in str(caught.value)


def test_a_media_type_that_is_not_read() -> None:
    with pytest.raises(SourceError, match="image/png"):
        parse_document("x", media_type="image/png")
    with pytest.raises(SourceError, match="give the bytes"):
        parse_document("x", media_type="application/pdf")


@pytest.mark.parametrize(
    "text",
    ["The quick brown fox.\n\nIt jumps.", "\n" * 10_000, " ", "|\n|\n|", "-----", "a\tb\tc\n1\t2\t3", "x", "\u200b",
     "Trăm năm trong cõi người ta,\nChữ tài chữ mệnh khéo là ghét nhau.", "1.\n2.\n3.\n" * 5, "“Điều 1. abc”"],
)  # fmt: skip
def test_any_text_gives_a_document(text: str) -> None:
    assert parse_document(text).text == text


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=200))
def test_reading_a_text_changes_nothing(text: str) -> None:
    assert read(text.replace("\0", "") or "x").text == (text.replace("\0", "") or "x")


NAMES = [("quyet-dinh.txt", "looks like a file's name"), ("plans/ke hoach 5.docx", "looks like a file's name"), (".", "names a folder")]


@pytest.mark.parametrize(("text", "told"), NAMES)
def test_a_str_that_looks_like_a_path_is_told(text: str, told: str) -> None:
    with pytest.raises(PathAsTextError, match=told):
        read(text)


@pytest.mark.parametrize("text", ["Điều 1.", "Xem tệp quyet-dinh.txt", "Kế hoạch.", "v.v."])
def test_a_short_text_is_no_path(text: str) -> None:
    assert read(text).text == text
