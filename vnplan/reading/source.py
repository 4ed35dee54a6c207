"""What parse_document() is given: text itself, a file, or a file's bytes."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from vnplan.errors import EmptySourceError, EncodingSourceError, PathAsTextError, SourceError, SourceNotFoundError
from vnplan.reading.encodings import decode

_LONGEST_PATH = 1024


@dataclass(slots=True, frozen=True)
class Source:
    """The decoded text and the name it goes by."""

    text: str
    name: str | None


def read(source: str | bytes | os.PathLike[str], *, name: str | None = None, media_type: str | None = None) -> Source:
    """Text of a source.

    A str is the text itself, a path names a file, bytes are a file's content. Raises a SourceError that names the input
    and says what to do: for a str that names an existing file, an empty text, a binary file, an undecodable one.
    """
    if media_type not in (None, "text/plain"):
        raise SourceError(f"media type {media_type!r} is not read; give text/plain, or decode the file to text first")
    if isinstance(source, str):
        _check_not_a_path(source)
        return Source(_checked(source, name or "the given text"), name)
    if isinstance(source, (bytes, bytearray, memoryview)):
        return Source(_checked(decode(bytes(source), name or "the given bytes"), name or "the given bytes"), name)
    if isinstance(source, os.PathLike):
        path = Path(source)
        return Source(_checked(decode(_bytes(path), str(path)), str(path)), name or path.name)
    raise SourceError(f"cannot read a {type(source).__name__}; give the text as str, a pathlib.Path, or bytes")


def _bytes(path: Path) -> bytes:
    if path.is_dir():
        raise SourceNotFoundError(f"{path} is a folder; give the files in it one by one")
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise SourceNotFoundError(f"there is no file {path}; check the path") from error
    except OSError as error:
        raise SourceError(f"{path} cannot be read: {error.strerror}; check its permissions") from error


def _check_not_a_path(text: str) -> None:
    """A str is the text itself: one that names a file is most likely a path given by mistake."""
    if not text or len(text) > _LONGEST_PATH or "\n" in text or "\0" in text:
        return
    try:
        exists = os.path.isfile(text)
    except (OSError, ValueError):  # a text that no file system takes as a name is no path
        return
    if exists:
        raise PathAsTextError(f"{text!r} names an existing file; give pathlib.Path({text!r}) to read it")


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
