"""Foot- and endnotes of a .docx: their texts by id and the numbers that their marks show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from vnplan.reading.numbering import formatted

_KINDS = ("footnote", "endnote")


@dataclass(slots=True)
class Notes:
    """The notes of a document; a number is given when a mark is met, in the order of the text."""

    _texts: dict[tuple[str, str], etree._Element] = field(default_factory=dict)
    _formats: dict[str, str] = field(default_factory=dict)
    _numbers: dict[tuple[str, str], str] = field(default_factory=dict)
    _counts: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, w: str, footnotes: etree._Element | None, endnotes: etree._Element | None,
           settings: etree._Element | None) -> Notes:  # fmt: skip
        """The notes of the parts word/footnotes.xml and word/endnotes.xml; separators between them are none."""
        notes = cls()
        for kind, root in zip(_KINDS, (footnotes, endnotes), strict=True):
            for note in root.iter(w + kind) if root is not None else ():
                if note.get(w + "type", "normal") == "normal":
                    notes._texts[kind, note.get(w + "id", "")] = note
            shape = settings.find(f"{w}{kind}Pr/{w}numFmt") if settings is not None else None
            notes._formats[kind] = shape.get(w + "val", "") if shape is not None else ""
        return notes

    def number(self, kind: str, key: str) -> tuple[str, str] | None:
        """The number that a mark shows and the key of its note; None for a mark without a note.

        The numbers run through the document. Endnotes are numbered i, ii, iii where nothing is said (17.11.18).
        """
        if (kind, key) not in self._texts:
            return None
        if (kind, key) not in self._numbers:
            self._counts[kind] = self._counts.get(kind, 0) + 1
            shape = self._formats[kind] or ("decimal" if kind == "footnote" else "lowerRoman")
            self._numbers[kind, key] = formatted(self._counts[kind], shape) or str(self._counts[kind])
        return self._numbers[kind, key], f"{kind} {key}"

    def referred(self) -> Iterator[tuple[str, str, str, etree._Element]]:
        """Kind, id, number and text of each note that has a mark; a note may have marks of others in it."""
        done = 0
        while done < len(self._numbers):
            (kind, key), number = list(self._numbers.items())[done]
            yield kind, key, number, self._texts[kind, key]
            done += 1
