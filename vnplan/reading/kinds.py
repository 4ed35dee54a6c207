"""What a file is, by its first bytes and never by its name, and which module reads it."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

from vnplan.errors import BinarySourceError, DamagedSourceError, EncryptedSourceError

TEXT = "text/plain"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"
DOC = "application/msword"
RTF = "application/rtf"
PDF = "application/pdf"
HTML = "text/html"
MHT = "multipart/related"
ZIP = "application/zip"

#: The kinds that are read and what errors call them.
MEDIA_TYPES = {
    TEXT: "text", DOCX: "a Word file (.docx)", ODT: "an OpenDocument text (.odt)", DOC: "an old Word file (.doc)",
    RTF: "an RTF file", PDF: "a PDF", HTML: "an HTML page", MHT: "a saved web page (.mht)", ZIP: "a ZIP archive",
}  # fmt: skip
#: The kinds that a str can hold.
TEXTUAL = frozenset({TEXT, HTML, MHT, RTF})
#: The module of each kind; its `read(data, place, options)` gives a Source. Imported when first used.
READERS = {
    TEXT: "vnplan.reading.plain", DOCX: "vnplan.reading.docx", ODT: "vnplan.reading.odt", DOC: "vnplan.reading.doc",
    RTF: "vnplan.reading.rtf", PDF: "vnplan.reading.pdf", HTML: "vnplan.reading.html", MHT: "vnplan.reading.mht",
    ZIP: "vnplan.reading.archive",
}  # fmt: skip

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_REFUSED = (
    (b"\x89PNG", "a picture", "take its text out with OCR first"),
    (b"\xff\xd8\xff", "a picture", "take its text out with OCR first"),
    (b"GIF8", "a picture", "take its text out with OCR first"),
    (b"II*\x00", "a picture", "take its text out with OCR first"),
    (b"MM\x00*", "a picture", "take its text out with OCR first"),
    (b"\x1f\x8b", "a gzip archive", "unpack it first"),
    (b"Rar!\x1a\x07", "a RAR archive", "unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", "unpack it first"),
    (b"SQLite format 3\x00", "a database", "give the documents it was built from"),
)
# A PDF may have up to 1,024 bytes before its header (ISO 32000-1, annex H.3.4.1); saved pages have comments first.
_HEAD = 1024
_HTML = re.compile(rb"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,600}?-->\s*)*<(?:!doctype\s+html|html|head|meta|body|title|div|table|p|style|script|font|span|center|h[1-6])[\s>/]", re.I | re.S)  # noqa: E501
_MHT = re.compile(rb"(?:[A-Za-z-]{2,40}:[^\r\n]{0,900}\r?\n(?:[ \t][^\r\n]{0,900}\r?\n)*){0,30}?(?:MIME-Version:|Content-Type:\s*multipart/related)", re.I)  # noqa: E501


def kind_of(data: bytes, place: str) -> str:
    """The media type of a file's bytes.

    Raises BinarySourceError for a kind that is not read, EncryptedSourceError and DamagedSourceError for an office
    file that cannot be opened; `place` is what the message calls the file.

    >>> kind_of("Điều 1.".encode(), "a.pdf"), kind_of(b"{\\\\rtf1 ", "a.doc")
    ('text/plain', 'application/rtf')
    """
    head = data[:_HEAD]
    if head.startswith(b"PK\x03\x04") or head.startswith(b"PK\x05\x06"):
        return _packed(data, place)
    if head.startswith(_OLE):
        return _compound(data, place)
    if head.startswith(b"{\\rtf"):
        return RTF
    if b"%PDF-" in head:
        return PDF
    for magic, what, advice in _REFUSED:
        if head.startswith(magic):
            raise BinarySourceError(f"{place} is {what} and no text; {advice}")
    plain = _without_mark(head)
    if _HTML.match(plain):
        return HTML
    if _MHT.match(plain):
        return MHT
    return TEXT


def _without_mark(head: bytes) -> bytes:
    """The first bytes without their byte order mark, UTF-16 as ASCII."""
    for mark in (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"):
        if head.startswith(mark):
            return head[len(mark) :].replace(b"\x00", b"")
    return head


def _packed(data: bytes, place: str) -> str:
    """A .docx, an .odt, or an archive of documents."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
                kind = archive.read("mimetype").strip().decode("ascii", "replace")
                if kind.startswith(ODT):
                    return ODT
                if kind.startswith("application/vnd.oasis"):
                    raise BinarySourceError(f"{place} is an OpenDocument file but no text document; save it as .odt")
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, RuntimeError, ValueError) as error:
        what = "a Word file" if b"word/" in data[:65536] else "a Word file or an archive"
        raise DamagedSourceError(f"{place} is {what} that is damaged ({error}); get another copy of it") from error
    if "word/document.xml" in names or "[Content_Types].xml" in names:
        for other, what in (("xl/", "a spreadsheet (.xlsx)"), ("ppt/", "a presentation (.pptx)")):
            if any(name.startswith(other) for name in names):
                raise BinarySourceError(f"{place} is {what} and no text; save it as .docx, .pdf or text")
        return DOCX
    return ZIP


def _compound(data: bytes, place: str) -> str:
    """A .doc, or another file in the container of old office files (also that of encrypted .docx)."""
    def named(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if named("EncryptedPackage"):
        raise EncryptedSourceError(f"{place} is encrypted; open it with its password and save it without one")
    if named("WordDocument"):
        return DOC
    for stream, what in (("Workbook", "a spreadsheet (.xls)"), ("PowerPoint Document", "a presentation (.ppt)")):
        if named(stream):
            raise BinarySourceError(f"{place} is {what} and no text; save it as .docx, .pdf or text")
    raise BinarySourceError(f"{place} is an old office file and no Word file; save it as .docx, .pdf or text")
