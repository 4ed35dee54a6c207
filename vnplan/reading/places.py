"""Where documents are: files, folders, and archives (.zip), whose members have paths inside them (plans.zip/b.docx)."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import TypeVar

from vnplan.errors import DamagedSourceError, SourceError, SourceNotFoundError, TooLargeSourceError
from vnplan.reading.kinds import ZIP, kind_of

#: The endings that are taken from a folder or an archive; a file that is named is always tried, whatever its ending.
ENDINGS = frozenset({".txt", ".docx", ".doc", ".odt", ".rtf", ".pdf", ".html", ".htm", ".mht", ".mhtml", ".zip"})
#: The largest file that is read, in bytes. A law in a .docx has 100 kB, a plan scanned in colour 50 MB.
LARGEST_FILE = 256 * 2**20
#: Bounds on an archive: documents in it, and bytes that all of it unpacks to.
MOST_MEMBERS, LARGEST_ARCHIVE = 20_000, 4 * 2**30
_HEAD = 4
S = TypeVar("S")


def documents_at(path: Path) -> list[Path]:
    """The documents that a path means: itself, those of a folder and its folders, those of an archive.

    Hidden files are left out, and in folders and archives those whose ending is none of ENDINGS. A document in an
    archive has a path inside it, which `bytes_of`, and so parse_document(), reads. Raises SourceNotFoundError for a
    path that is not there, and DamagedSourceError or TooLargeSourceError for an archive that cannot be opened.
    """
    if path.is_dir():
        inside = (p for p in sorted(path.rglob("*")) if is_document(p.relative_to(path)) and p.is_file())
        return [document for p in inside for document in (_members_or_itself(p))]
    if not path.exists():
        if archive_of(path) is not None:
            return [path]
        raise SourceNotFoundError(f"there is no file or folder {path}; check the path")
    return members(path) if is_archive(path) else [path]


def expanded(sources: Iterable[S]) -> Iterator[S | Path]:
    """Sources with folders and archives replaced by the documents in them; a str stays the text that it is.

    >>> list(expanded(["Điều 1.", b"a"]))
    ['Điều 1.', b'a']
    """
    for source in sources:
        if isinstance(source, os.PathLike) and (Path(source).is_dir() or is_archive(Path(source))):
            yield from documents_at(Path(source))
        else:
            yield source


def is_archive(path: Path) -> bool:
    """Whether a file is an archive of documents by its first bytes (a .docx is a ZIP container too, and is none)."""
    try:
        with path.open("rb") as file:
            if file.read(_HEAD) != b"PK\x03\x04" or path.stat().st_size > LARGEST_ARCHIVE:
                return False
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (OSError, zipfile.BadZipFile, NotImplementedError, ValueError):
        return False
    return not names & {"[Content_Types].xml", "word/document.xml", "mimetype"}


def members(path: Path) -> list[Path]:
    """The documents of an archive as paths inside it, in order of their names; archives in archives are left out.

    Nothing is unpacked; the sizes that the archive states are added up first. Raises TooLargeSourceError when they are
    beyond the bounds, DamagedSourceError when the archive cannot be opened.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            infos = archive.infolist()
    except (OSError, zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise DamagedSourceError(f"{path} is an archive that is damaged ({error}); get another copy of it") from error
    inside = [i for i in infos if not i.is_dir() and is_document(PurePosixPath(i.filename))
              and not i.filename.lower().endswith(".zip")]  # fmt: skip
    total = sum(i.file_size for i in inside)
    if len(inside) > MOST_MEMBERS or total > LARGEST_ARCHIVE:
        raise TooLargeSourceError(
            f"{path} holds {len(inside):,} documents of {total:,} bytes; {MOST_MEMBERS:,} and {LARGEST_ARCHIVE:,} are "
            "read at most: split it")  # fmt: skip
    return [path / i.filename for i in sorted(inside, key=lambda i: i.filename)]


def bytes_of(path: Path) -> bytes:
    """The bytes of a file, or of a document inside an archive (plans.zip/b.docx).

    Raises a SourceError that names the path: not there, a folder, too large, damaged, encrypted.
    """
    if path.is_dir():
        raise SourceNotFoundError(f"{path} is a folder; give the files in it one by one, or to vnplan build")
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise TooLargeSourceError(f"{path} has {size:,} bytes; {LARGEST_FILE:,} are read at most: split it")
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError) as error:
        archive = archive_of(path)
        if archive is None:
            raise SourceNotFoundError(f"{path} is not there; check the path") from error
        return _member(archive, path)
    except OSError as error:
        raise SourceError(f"{path} cannot be read: {error.strerror}; check its permissions") from error


def _member(archive: Path, path: Path) -> bytes:
    from vnplan.reading.package import Package  # lxml comes with it

    name = path.relative_to(archive).as_posix()
    try:
        with zipfile.ZipFile(archive) as opened:
            found = Package(opened, str(path)).bytes(name, LARGEST_FILE)
    except (OSError, zipfile.BadZipFile) as error:
        raise DamagedSourceError(f"{archive} is an archive that is damaged ({error})") from error
    if found is None:
        raise SourceNotFoundError(f"{archive} holds no {name}; check the path")
    if found.startswith(b"PK\x03\x04") and kind_of(found, str(path)) == ZIP:
        raise SourceError(f"{path} is an archive inside an archive; unpack the outer one first")
    return found


def archive_of(path: Path) -> Path | None:
    """The archive that a path leads into, or None."""
    for parent in path.parents:
        if parent.is_file():
            return parent if is_archive(parent) else None
        if parent.is_dir():
            return None
    return None


def _members_or_itself(path: Path) -> list[Path]:
    return members(path) if path.suffix.lower() == ".zip" and is_archive(path) else [path]


def is_document(path: PurePosixPath | Path) -> bool:
    """Whether a path inside a folder or an archive is taken as a document by its name."""
    hidden = any(part.startswith((".", "__MACOSX", "~$")) for part in path.parts)
    return path.suffix.lower() in ENDINGS and not hidden and not path.is_absolute() and ".." not in path.parts
