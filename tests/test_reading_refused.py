"""Hostile and broken files: each is refused by one clear error that names it, in no time and little memory."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from office import W, docx, odt, p, packed
from test_reading_formats import compound, doc

from vnplan import parse_document
from vnplan.batch import ParseFailure, parse_many
from vnplan.errors import (
    BinarySourceError,
    DamagedSourceError,
    EncryptedSourceError,
    NoTextSourceError,
    SourceError,
    SourceNotFoundError,
    TooLargeSourceError,
    UnsafeSourceError,
)
from vnplan.reading import places, read

ENTITIES = (f'<!DOCTYPE w:document [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><w:document {W}><w:body><w:p><w:r>'
            "<w:t>&b;</w:t></w:r></w:p></w:body></w:document>")  # fmt: skip
OUTSIDE = ENTITIES.replace('<!ENTITY b "&a;&a;&a;&a;">', '<!ENTITY b SYSTEM "file:///etc/passwd">')
PICTURE = "<w:p><w:r><w:drawing/></w:r></w:p>"


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("word/document.xml", "w") as part:
            for _ in range(70):
                part.write(b" " * 2**20)
    return out.getvalue()


GOOD = docx(p("Điều 1. Phạm vi"))


@pytest.mark.parametrize(
    ("data", "error", "says"),
    [
        (b"", SourceError, "empty"),
        (GOOD[: len(GOOD) // 2], DamagedSourceError, "damaged"),
        (GOOD.replace(b"Content_Types", b"Content_Xypes")[:-30], DamagedSourceError, "damaged"),
        (docx(ENTITIES, raw=True), UnsafeSourceError, "DOCTYPE"),
        (docx(OUTSIDE, raw=True), UnsafeSourceError, "DOCTYPE"),
        (docx("<a>", raw=True), DamagedSourceError, "damaged"),
        (docx("<a/>", raw=True), DamagedSourceError, "damaged"),
        (docx(p()), NoTextSourceError, "no text"),
        (docx(PICTURE * 2), NoTextSourceError, "OCR"),
        (docx("<w:p>" * 300 + "</w:p>" * 300), DamagedSourceError, "damaged"),
        (bomb(), TooLargeSourceError, "unpacks to"),
        (odt(""), NoTextSourceError, "no text"),
        (packed({"mimetype": "application/vnd.oasis.opendocument.text"}), DamagedSourceError, "damaged"),
        (packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), BinarySourceError, "no text document"),
        (packed({"mimetype": "application/vnd.oasis.opendocument.text",
                 "META-INF/manifest.xml": "<manifest><encryption-data/></manifest>"}), EncryptedSourceError, "password"),
        (packed({"[Content_Types].xml": "", "xl/workbook.xml": ""}), BinarySourceError, "spreadsheet"),
        (packed({"a.png": "x"}), SourceError, "without any document"),
        (packed({"a.txt": "x", "b.docx": "y"}), SourceError, "vnplan build"),
        (b"{\\rtf1 {\\pict 89504e47}}", NoTextSourceError, "no text"),
        (b"{\\rtf1 " + b"{" * 3000, DamagedSourceError, "nested too deeply"),
        (doc("Điều 1.\r", flags=0x0300), EncryptedSourceError, "encrypted"),
        (doc("Điều 1.\r", version=0x65), SourceError, "Word 6 or 95"),
        (doc("\r"), NoTextSourceError, "no text"),
        (doc("Điều 1.\r")[:1500], DamagedSourceError, "damaged"),
        (compound({"EncryptedPackage": b"x"}), EncryptedSourceError, "password"),
        (compound({"Workbook": b"x"}), BinarySourceError, "spreadsheet"),
        (compound({"WordDocument": b"\xec\xa5" + b"\0" * 200, "1Table": b""}), SourceError, "save it as .docx|damaged"),
        (b"\x1f\x8b\x08" + b"\0" * 50, BinarySourceError, "unpack"),
        (b"Rar!\x1a\x07\x01\x00", BinarySourceError, "unpack"),
    ],
)  # fmt: skip
def test_refused(data: bytes, error: type[Exception], says: str, tmp_path: Path) -> None:
    path = tmp_path / "tap-tin.docx"
    path.write_bytes(data)
    with pytest.raises(error, match=says) as caught:
        parse_document(path)
    assert "tap-tin.docx" in str(caught.value)
    assert isinstance(caught.value, SourceError)


@pytest.mark.parametrize(
    ("data", "media_type"),
    [(GOOD, "wordprocessingml"), (odt("<text:p>Điều 1.</text:p>"), "opendocument"), (b"{\\rtf1 abc}", "rtf"),
     (doc("Điều 1.\r"), "msword"), ("Điều 1. Phạm vi".encode(), "text/plain")],
)  # fmt: skip
def test_a_kind_is_told_by_first_bytes_and_never_by_a_name(data: bytes, media_type: str, tmp_path: Path) -> None:
    for ending in (".txt", ".doc", ".pdf"):
        path = tmp_path / f"a{ending}"
        path.write_bytes(data)
        assert media_type in read(path).media_type


def test_external_relations_are_not_followed() -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(GOOD)) as old, zipfile.ZipFile(data, "w") as new:
        for name in old.namelist():
            words = old.read(name).replace(
                b"</Relationships>",
                b'<Relationship Id="x" Type="http://a/attachedTemplate" Target="http://127.0.0.1:9/t.dotx" TargetMode="External"/>'
                b"</Relationships>") if name.endswith(".rels") else old.read(name)  # fmt: skip
            new.writestr(name, words)
    assert read(data.getvalue()).text == "Điều 1. Phạm vi\n"


# -- folders and archives


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "ke-hoach.zip"
    with zipfile.ZipFile(path, "w") as out:
        out.writestr("a/mot.docx", GOOD)
        out.writestr("hai.txt", "Điều 2. Đối tượng")
        for left in ("logo.png", ".an.txt", "__MACOSX/a.txt", "~$mot.docx", "trong.zip"):
            out.writestr(left, "x")
    return path


def test_documents_of_an_archive_have_paths(archive: Path) -> None:
    assert places.documents_at(archive) == [archive / "a/mot.docx", archive / "hai.txt"]
    document = parse_document(archive / "a/mot.docx")
    assert (document.name, document.text) == ("mot.docx", "Điều 1. Phạm vi\n")
    with pytest.raises(SourceNotFoundError, match=r"ba\.docx"):
        parse_document(archive / "ba.docx")
    with pytest.raises(SourceError, match="2 documents"):
        parse_document(archive)


def test_an_archive_of_one_document_is_that_document(tmp_path: Path) -> None:
    assert read(packed({"ke-hoach/a.txt": "Điều 1."})).text == "Điều 1."


def test_parse_many_takes_folders_and_archives(archive: Path) -> None:
    (archive.parent / "ba.txt").write_text("Điều 3. Hiệu lực", encoding="utf-8")
    (archive.parent / "hong.docx").write_bytes(GOOD[:200])
    found = list(parse_many([archive.parent], workers=1, on_error="collect"))
    assert [getattr(d, "name", "failed") for d in found] == ["ba.txt", "failed", "mot.docx", "hai.txt"]
    assert isinstance(found[1], ParseFailure)
    assert found[1].kind == "source"


def test_the_size_of_an_archive_is_bounded(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "MOST_MEMBERS", 1)
    with pytest.raises(TooLargeSourceError, match="2 documents"):
        places.documents_at(archive)


def test_a_file_beyond_the_bound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "LARGEST_FILE", 5)
    path = tmp_path / "lon.txt"
    path.write_text("Điều 1. Phạm vi", encoding="utf-8")
    with pytest.raises(TooLargeSourceError, match="split it"):
        parse_document(path)
