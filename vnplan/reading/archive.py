"""An archive given as one document: the document in it when there is one alone."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import PurePosixPath

from vnplan.errors import SourceError
from vnplan.reading.kinds import ZIP
from vnplan.reading.package import Package
from vnplan.reading.places import LARGEST_FILE, is_document
from vnplan.reading.source import ReadOptions, Source, read_bytes

_NAMED = 3


def read(data: bytes, place: str, options: ReadOptions) -> Source:
    """Text and blocks of the one document in an archive.

    Raises SourceError for an archive of several documents or of none: vnplan build, parse_many() and the command line
    take them one by one.
    """
    package = Package(zipfile.ZipFile(BytesIO(data)), place)
    inside = (name for name in package.names() if not name.lower().endswith(".zip"))
    names = sorted(name for name in inside if is_document(PurePosixPath(name)))
    if not names:
        raise SourceError(f"{place} is an archive without any document; give a file that is one")
    if len(names) > 1:
        shown = ", ".join(names[:_NAMED]) + (" …" if len(names) > _NAMED else "")
        raise SourceError(f"{place} is an archive of {len(names)} documents ({shown}); give it to vnplan build or to "
                          f"parse_many(), or name one: {place}/{names[0]}")  # fmt: skip
    found = package.bytes(names[0], LARGEST_FILE) or b""
    return read_bytes(found, f"{place}/{names[0]}", None, options, without=frozenset({ZIP}))
