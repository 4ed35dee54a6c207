"""Akoma Ntoso XML back into a Document: what to_akn() wrote, and files of other makers as far as units and refs go.

An Akoma Ntoso file holds words and structure but no offsets, so the text is laid out anew, a paragraph a line, and all
spans are of that text. Of to_akn()'s files units keep ids, kinds, numbers and headings, citations their uris,
provisions and words; tasks, quantities and agencies are not in such a file: parse `document.text` for them.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vnplan.errors import SourceError, SourceNotFoundError
from vnplan.models import Citation, Document, Metadata, Pinpoint, Span, Target, Unit

if TYPE_CHECKING:
    from lxml.etree import _Element

_KINDS = {"part": "phan", "chapter": "chuong", "section": "muc", "subsection": "tieu_muc", "article": "dieu",
          "clause": "khoan", "paragraph": "khoan", "point": "diem", "indent": "gach", "list": "diem",
          "subparagraph": "diem"}  # fmt: skip
_PLACES = {"preface": "header", "preamble": "preamble", "conclusions": "closing", "attachment": "attachment"}
_INSIDE = frozenset({"body", "mainBody", "act", "doc", "bill", "attachments", "content", "intro", "wrapUp", "container",
                     "hcontainer", "list", "blockList", "item", "judgmentBody", "components", "component"})  # fmt: skip
_OF_UNIT = frozenset({"phan", "chuong", "muc", "tieu_muc", "dieu", "khoan", "diem", "gach", "paragraph", "table",
                      "footnote", "quote"})  # fmt: skip
_POINT = re.compile(r"/~(?P<point>.+)$")
_STEP = re.compile(r"(?P<kind>phan|chuong|muc|tieu_muc|dieu|khoan|diem|phu_luc|mau)_(?P<number>[^_]+)")


def from_akn(source: str | bytes | os.PathLike[str]) -> Document:
    """The Document of an Akoma Ntoso file: a path, its bytes, or its text.

    Nothing is fetched and no entity is expanded. Raises SourceError for what is no Akoma Ntoso XML.

    >>> import vnplan
    >>> doc = vnplan.parse_document("Điều 1. Phạm vi\\nTheo Nghị định số 71/2020/NĐ-CP của Chính phủ.")
    >>> again = from_akn(vnplan.to_akn(doc))
    >>> again.unit("dieu_1").heading, again.citations[0].target.uri == doc.citations[0].target.uri
    ('Phạm vi', True)
    """
    root, name = _root(source)
    reader = _Reader()
    component = next((e for e in root if _tag(e) not in ("meta", "")), None)
    if _tag(root) != "akomaNtoso" or component is None:
        raise SourceError(f"{name or 'the given XML'} is no Akoma Ntoso file: its root is <{_tag(root)}>; give another")
    units = tuple(reader.children(component))
    text = "".join(reader.text).rstrip("\n") + "\n"
    return Document(
        text=text, name=name, sha256=hashlib.sha256(text.encode("utf-8")).hexdigest(), units=units,
        metadata=_metadata(component), citations=tuple(reader.citations),
    )  # fmt: skip


def _root(source: str | bytes | os.PathLike[str]) -> tuple[_Element, str | None]:
    from lxml import etree

    name = None
    if isinstance(source, os.PathLike):
        path = Path(source)
        name = path.name
        if not path.is_file():
            raise SourceNotFoundError(f"there is no file {path}; check the path")
        data = path.read_bytes()
    else:
        data = source.encode("utf-8") if isinstance(source, str) else bytes(source)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(data, parser), name
    except etree.XMLSyntaxError as error:
        raise SourceError(f"{name or 'the given text'} is no XML: {error}; give an Akoma Ntoso file") from error


def _tag(element: _Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


@dataclass
class _Reader:
    """Lays the words out one after the other and notes where units and references stand."""

    text: list[str] = field(default_factory=list)
    at: int = 0
    citations: list[Citation] = field(default_factory=list)
    count: int = 0

    def put(self, words: str) -> None:
        self.text.append(words)
        self.at += len(words)

    def children(self, elements: Iterable[_Element]) -> Iterator[Unit]:
        """The units among elements and below them; words outside of units belong to the unit around them."""
        for child in elements:
            tag = _tag(child)
            if tag in _KINDS or tag in _PLACES or (tag == "level" and (child.get("class") or child.get("eId"))):
                unit = self.unit(child, tag)
                if unit is not None:
                    yield unit
            elif tag in _INSIDE:
                yield from self.children(child)
            elif tag in ("p", "block", "table", "longTitle", "docTitle", "heading", "num", "toc"):
                self.words(child)

    def unit(self, element: _Element, tag: str) -> Unit | None:
        start = self.at
        kind = _PLACES.get(tag) or _KINDS.get(tag) or (element.get("class") or "paragraph")
        kind = kind if kind in _OF_UNIT or tag in _PLACES else "paragraph"
        number = self.label(element, kind)
        heading = None
        found = next((c for c in element if _tag(c) == "heading"), None)
        if found is not None:
            before = len(self.text)
            self.inline(found)
            heading = " ".join("".join(self.text[before:]).split()) or None
            self.put("\n")
        elif number is not None:
            self.put(" ")
        inside = tuple(self.children(c for c in element if _tag(c) not in ("num", "heading")))
        if self.at == start:
            return None
        if self.text and not self.text[-1].endswith("\n"):
            self.put("\n")
        self.count += 1
        identity = element.get("eId") or element.get("id") or f"{kind}_{self.count}"
        return Unit(id=identity, kind=kind, number=number, heading=heading, span=Span(start=start, end=self.at),
                    children=inside)  # fmt: skip

    def label(self, element: _Element, kind: str) -> str | None:
        found = next((c for c in element if _tag(c) == "num"), None)
        if found is None:
            return None
        number = " ".join("".join(found.itertext()).split())
        self.put(f"{number}. " if number[-1:].isalnum() else f"{number} ")
        return number or None

    def words(self, element: _Element) -> None:
        """A paragraph: its words with single spaces, references noted where they stand."""
        if _tag(element) == "table":
            for cell in element.iter():
                if _tag(cell) in ("td", "th"):
                    self.inline(cell)
                    self.put("\t")
                elif _tag(cell) == "tr" and self.text and self.text[-1] == "\t":
                    self.text[-1] = "\n"
        else:
            self.inline(element)
        if self.text and self.text[-1] != "\n":
            self.put("\n")

    def inline(self, element: _Element) -> None:
        self.flow(element.text)
        for child in element:
            start, before = self.at, len(self.text)
            self.inline(child)
            href = child.get("href") if _tag(child) in ("ref", "rref", "mref") else None
            words = "".join(self.text[before:]) if href else ""
            if href and words.strip():
                begin = start + len(words) - len(words.lstrip())
                self.citations.append(_citation(href, words.strip(), begin))
            self.flow(child.tail)

    def flow(self, words: str | None) -> None:
        if not words:
            return
        flat = re.sub(r"\s+", " ", words)
        if flat.startswith(" ") and (not self.text or self.text[-1][-1:] in " \n\t"):
            flat = flat[1:]
        if flat:
            self.put(flat)


def _citation(href: str, words: str, start: int) -> Citation:
    found = _POINT.search(href)
    uri = href[: found.start()] if found else href
    steps = tuple(Pinpoint(kind=m["kind"], number=m["number"]) for m in _STEP.finditer(found["point"])) if found else ()
    parts = uri.split("/")
    local = len(parts) > 6 and parts[1] == "akn"
    year = int(parts[6]) if local and parts[6].isdecimal() else None
    return Citation(
        span=Span(start=start, end=start + len(words)), text=words, target=Target(uri=uri, year=year),
        pinpoints=(steps,) if steps else (), rule="akn.ref",
    )  # fmt: skip


def _metadata(component: _Element) -> Metadata:
    work = next((e for e in component.iter() if _tag(e) == "FRBRWork"), None)
    if work is None:
        return Metadata()
    values: dict[str, Any] = {}
    for element in work:
        tag, value = _tag(element), element.get("value")
        if tag == "FRBRthis" and value and "/sha256/" not in value:
            values["uri"] = value
        elif tag == "FRBRnumber":
            values["number"] = value
        elif tag == "FRBRname":
            values["title"] = value
        elif tag == "FRBRdate" and element.get("name") != "unknown":
            length = {"issued-month": 7, "issued-year": 4}.get(element.get("name") or "", 10)
            values["date"] = (element.get("date") or "")[:length] or None
    return Metadata(**values)
