"""Office files in a ZIP container (.docx, .odt): their parts with bounds, their XML without entities or network."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO

from lxml import etree

from vnplan.errors import DamagedSourceError, EncryptedSourceError, TooLargeSourceError, UnsafeSourceError

#: The largest part that is unpacked, in bytes; the text of a law is one of 2 MB.
LARGEST_PART = 64 * 2**20
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


@dataclass(slots=True)
class Package:
    """The container of one file; `place` is what errors call it."""

    archive: zipfile.ZipFile
    place: str

    @classmethod
    def open(cls, data: bytes, place: str) -> Package:
        """Raises DamagedSourceError for what is no container."""
        try:
            return cls(zipfile.ZipFile(BytesIO(data)), place)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise DamagedSourceError(f"{place} is damaged ({error}); get another copy of it") from error

    def names(self) -> list[str]:
        """The parts in the order of the container."""
        return self.archive.namelist()

    def bytes(self, name: str, most: int = LARGEST_PART) -> bytes | None:
        """A part unpacked, or None when there is none.

        The size that the container states is checked before anything is unpacked, and no more than that is. Raises
        TooLargeSourceError, EncryptedSourceError or DamagedSourceError.
        """
        try:
            info = self.archive.getinfo(name)
        except KeyError:
            return None
        if info.file_size > most:
            raise TooLargeSourceError(
                f"{self.place} unpacks to {info.file_size:,} bytes in {name}; {most:,} are read at most")
        if info.flag_bits & 1:
            raise EncryptedSourceError(f"{self.place} is encrypted; save it without a password")
        try:
            with self.archive.open(info) as part:
                return part.read(most)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
            raise DamagedSourceError(f"{self.place} is damaged in {name} ({error}); get another copy of it") from error

    def xml(self, name: str) -> etree._Element | None:
        """The root of a part of XML, or None when there is none; raises as `bytes`, and for broken XML."""
        data = self.bytes(name)
        if data is None:
            return None
        return parse_xml(data, self.place, name)

    def relations(self, part: str) -> list[tuple[str, str, str]]:
        """(id, last word of the type, target part) of each relation of a part to another part of the container.

        Relations to the outside (templates, pictures on the web) are left out: nothing is fetched.
        """
        folder, base = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", base + ".rels"))
        found = []
        for relation in root.iter(_RELATIONS) if root is not None else ():
            target = relation.get("Target", "")
            if relation.get("TargetMode") == "External" or not target:
                continue
            inside = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found.append((relation.get("Id", ""), relation.get("Type", "").rpartition("/")[2], inside))
        return found


def parse_xml(data: bytes, place: str, part: str) -> etree._Element:
    """The root of XML bytes.

    Raises UnsafeSourceError for a DOCTYPE: office files have none (ECMA-376 part 2, 8.1.4 forbids it), and it is how
    entities of a thousand million characters and files of this machine would come in.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True,
                             remove_pis=True, huge_tree=False, collect_ids=False)  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise DamagedSourceError(f"{place} is damaged in {part} ({error}); get another copy of it") from error
    if root is None:
        raise DamagedSourceError(f"{place} is damaged: {part} is empty; get another copy of it")
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnsafeSourceError(f"{place} has a DOCTYPE in {part}, which no office file has; do not trust it")
    return root
