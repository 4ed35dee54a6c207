"""The ground a citation stands on: region, paragraph, article, and the part that "Quyết định này" means."""

from __future__ import annotations

import re
from bisect import bisect_right

from vnplan.structure.model import Node, Region, Structure
from vnplan.text import CleanText

_ARTICLE = re.compile(r"điều (\d+[a-zđ]?)(?!\w)")
#: Regions from which no citation is read: the document's own number, addresses, signatures, page furniture.
SILENT = frozenset({"furniture", "header", "recipients", "signature"})
_QUOTED_ARTICLE = re.compile(r"(?:^|[\n“\"])[ “\"]*điều (\d+[a-zđ]?)[.:]")


class Ground:
    """Look-ups by clean offset over a text's structure."""

    def __init__(self, clean: CleanText, structure: Structure) -> None:
        self.clean, self.structure = clean, structure
        self.regions = sorted(structure.regions, key=lambda r: r.start)
        self._starts = [r.start for r in self.regions]
        self._articles: list[tuple[int, int, str]] = []
        self._clauses: list[tuple[int, int, str]] = []
        self.labels: set[int] = set()
        self.nodes: list[Node] = []
        self._walk(structure.nodes)
        self._articles.sort()
        self._clauses.sort()
        self._article_starts = [a[0] for a in self._articles]
        self._clause_starts = [c[0] for c in self._clauses]
        self._types = {part.type: i for i, part in reversed(list(enumerate(structure.parts))) if part.type}
        self.first_number = min((a[0] for a in self._articles), default=len(clean.text))

    def _walk(self, nodes: list[Node]) -> None:
        """All nodes in the order of the text."""
        stack = nodes[::-1]
        add = self.nodes.append
        while stack:
            node = stack.pop()
            add(node)
            if node.number:
                self.labels.add(node.start)
                if node.kind == "dieu":
                    self._articles.append((node.start, node.end, node.number.lower()))
                elif node.kind == "khoan":
                    self._clauses.append((node.start, node.end, node.number.lower()))
            if node.children:
                stack += node.children[::-1]

    def region_at(self, offset: int) -> Region | None:
        """The region that holds an offset, or None."""
        i = bisect_right(self._starts, offset) - 1
        return self.regions[i] if i >= 0 and self.regions[i].end > offset else None

    def kind_at(self, offset: int) -> str:
        """The kind of the region that holds an offset; "body" where no region says otherwise."""
        region = self.region_at(offset)
        return region.kind if region is not None else "body"

    def article_at(self, offset: int) -> str | None:
        """Number of the Điều that holds an offset; in a quotation, of the quoted one."""
        region = self.region_at(offset)
        if region is not None and region.kind == "quote":
            inside = _QUOTED_ARTICLE.findall(self.clean.lower, max(0, region.start - 1), offset)
            # "Sửa đổi khoản 2 Điều 5 như sau: “2. …”": the line before tells which article the quotation is of.
            line = self.clean.lower.rfind("\n", 0, max(0, region.start - 1)) + 1
            before = _ARTICLE.findall(self.clean.lower, max(line, region.start - 300), region.start)
            named = inside or before
            return str(named[-1]) if named else None
        return _inside(self._articles, self._article_starts, offset)

    def clause_at(self, offset: int) -> str | None:
        """Number of the khoản that holds an offset."""
        region = self.region_at(offset)
        if region is not None and region.kind == "quote":
            return None
        return _inside(self._clauses, self._clause_starts, offset)

    def part_of(self, type: str, offset: int) -> int | None:
        """The part of the document that has a type: the one in which the words stand, else the first of that type."""
        region = self.region_at(offset)
        parts = self.structure.parts
        if region is not None and region.part < len(parts) and parts[region.part].type == type:
            return region.part
        if type in ("Luật", "Bộ luật") and parts and parts[0].type in ("Luật", "Bộ luật"):
            return 0
        return self._types.get(type)


_latest: list[Ground] = []


def ground_of(clean: CleanText, structure: Structure) -> Ground:
    """The ground of a text; the one made last is kept, since a text's citations and effects stand on the same."""
    if not _latest or _latest[0].structure is not structure or _latest[0].clean is not clean:
        _latest[:] = [Ground(clean, structure)]
    return _latest[0]


def _inside(items: list[tuple[int, int, str]], starts: list[int], offset: int) -> str | None:
    i = bisect_right(starts, offset) - 1
    return items[i][2] if i >= 0 and items[i][1] > offset else None
