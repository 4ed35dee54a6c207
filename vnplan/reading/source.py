"""What parse_document() is given: text itself, a file, or a file's bytes."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import Literal

from vnplan.errors import (
    BinarySourceError,
    EmptySourceError,
    EncodingSourceError,
    MissingReaderError,
    PathAsTextError,
    SourceError,
    TooLargeSourceError,
)
from vnplan.reading.blocks import Block
from vnplan.reading.kinds import MEDIA_TYPES, READERS, TEXT, TEXTUAL, kind_of
from vnplan.reading.places import LARGEST_FILE, bytes_of

# A name without spaces, or with separators, and the ending of a kind of file that is read.
_FILE_NAME = re.compile(r"(?:\S+|\S*[/\\].*)\.(?:txt|docx?|odt|rtf|pdf|html?|mht(?:ml)?|zip|xml|db)", re.I)
_LONGEST_PATH = 1024

@dataclass(slots=True, frozen=True)
class ReadingFinding:
    """Something that a reader left out, converted or could not be sure of; `start`, `end` in `Source.text` or None."""

    code: str
    message: str
    severity: Literal["info", "warning", "error"] = "warning"
    start: int | None = None
    end: int | None = None


@dataclass(slots=True, frozen=True)
class Source:
    """The text of a source and what its file says of it.

    `name` is what it goes by, `media_type` its kind by its first bytes. `blocks` are the facts of the file (see
    vnplan.reading.blocks) in order, or None where it holds text alone.
    """

    text: str
    name: str | None = None
    media_type: str = "text/plain"
    blocks: tuple[Block, ...] | None = None
    findings: tuple[ReadingFinding, ...] = ()


@dataclass(slots=True, frozen=True)
class ReadOptions:
    """What a caller asks of readers: `ocr` for pages that are pictures, `libreoffice` for .doc files."""

    ocr: bool = False
    libreoffice: bool = False


def read(
    source: str | bytes | os.PathLike[str], *, name: str | None = None, media_type: str | None = None,
    options: ReadOptions = ReadOptions(),
) -> Source:  # fmt: skip
    """Text and blocks of a source.

    A str is the text itself, a path names a file, bytes are a file's content, whose kind is told by its first bytes and
    never by its name. `media_type` overrides that (it says how a str of HTML is meant). Raises a SourceError that names
    the input and says what to do: for a str that names an existing file, an empty text, a file that is damaged,
    encrypted, too large or of a kind that is not read.
    """
    if media_type is not None and media_type not in MEDIA_TYPES:
        raise SourceError(f"media type {media_type!r} is not read; give one of {', '.join(sorted(MEDIA_TYPES))}")
    if isinstance(source, str):
        _check_not_a_path(source)
        if media_type not in (None, *TEXTUAL):
            raise SourceError(f"a str is no {media_type}; give the bytes of the file, or its path")
        if media_type not in (None, TEXT):
            data = source.encode("utf-8", "surrogatepass")
            return replace(read_bytes(data, name or "the given text", media_type, options), name=name)
        return Source(_checked(source, name or "the given text"), name)
    if isinstance(source, (bytes, bytearray, memoryview)):
        place = name or "the given bytes"
        return replace(read_bytes(bytes(source), place, media_type, options), name=place)
    if isinstance(source, os.PathLike):
        path = Path(source)
        return replace(read_bytes(bytes_of(path), str(path), media_type, options), name=name or path.name)
    raise SourceError(f"cannot read a {type(source).__name__}; give the text as str, a pathlib.Path, or bytes")


def read_bytes(
    data: bytes, place: str, media_type: str | None, options: ReadOptions, *, without: frozenset[str] = frozenset()
) -> Source:
    """Text and blocks of a file's bytes; `place` is what errors call it, `without` are kinds that are not read here."""
    if not data:
        raise EmptySourceError(f"{place} is empty; there is nothing to parse")
    if len(data) > LARGEST_FILE:
        raise TooLargeSourceError(f"{place} has {len(data):,} bytes; {LARGEST_FILE:,} are read at most: split it")
    kind = media_type or kind_of(data, place)
    if kind in without:
        raise SourceError(f"{place} is {MEDIA_TYPES[kind]} inside another; unpack it first")
    try:
        reader = import_module(READERS[kind])
    except ModuleNotFoundError as error:
        if error.name is not None and error.name.startswith("vnplan."):
            raise BinarySourceError(f"{place} is {MEDIA_TYPES[kind]}, which is not read; save it as text") from error
        raise MissingReaderError(
            f"{place} is {MEDIA_TYPES[kind]}, and reading it needs {error.name}; install it: pip install {error.name}"
        ) from error
    found: Source = reader.read(data, place, options)
    _checked(found.text, place)
    return found


def _check_not_a_path(text: str) -> None:
    """A str is the text itself: one that names a file is most likely a path given by mistake."""
    if not text or len(text) > _LONGEST_PATH or "\n" in text or "\0" in text:
        return
    try:
        exists, folder = os.path.isfile(text), os.path.isdir(text)
    except (OSError, ValueError):  # a text that no file system takes as a name is no path
        return
    if exists:
        raise PathAsTextError(f"{text!r} names an existing file; give pathlib.Path({text!r}) to read it")
    if folder:
        raise PathAsTextError(f"{text!r} names a folder; give the files in it as pathlib.Path, or parse_many() them")
    if _FILE_NAME.fullmatch(text):
        raise PathAsTextError(f"{text!r} looks like a file's name; give pathlib.Path({text!r}) to read it")


def _checked(text: str, name: str) -> str:
    if not text:
        raise EmptySourceError(f"{name} is empty; there is nothing to parse")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise EncodingSourceError(
            f"{name} holds half of a surrogate pair at offset {error.start}; decode the source with the right encoding"
        ) from error
    return text
