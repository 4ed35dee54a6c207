"""The context a citation stands in: region, unit, article, sentence, and the part that "Quyết định này" means."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from vnplan.extraction.clauses.sentences import Sentences
from vnplan.grammar import Grammar
from vnplan.lexing.types import type_table
from vnplan.structure.model import Node, Region, Structure
from vnplan.text import CleanText

#: Regions from which no citation is read: the document's own number, addresses, signatures, page furniture.
SILENT = frozenset({"furniture", "header", "recipients", "signature"})
_HEADER = 400
_LINE_BEFORE = 300  # of a quotation: "Sửa đổi khoản 2 Điều 5 như sau: “2. …”"


class Context:
    """Look-ups by clean offset over a text's structure; each costs O(log n)."""

    def __init__(
        self, clean: CleanText, structure: Structure, grammar: Grammar, sentences: Sentences | None = None
    ) -> None:
        """The context of a text; `sentences` where the caller has made them already."""
        self.clean, self.structure = clean, structure
        self.sentences = sentences if sentences is not None else Sentences.of(clean, grammar)
        rules = grammar.rules("pinpoints")
        self._article, self._quoted = rules["pinpoint.article"].regex, rules["pinpoint.quoted.article"].regex
        self._series = type_table(grammar)
        self.regions = sorted(structure.regions, key=lambda r: r.start)
        self._starts = [r.start for r in self.regions]
        self._articles: list[tuple[int, int, str]] = []
        self._clauses: list[tuple[int, int, str]] = []
        self.labels: set[int] = set()
        self.nodes: list[Node] = []
        self._parents: list[int] = []
        self._walk(structure.nodes)
        self._node_starts = [node.start for node in self.nodes]
        self._articles.sort()
        self._clauses.sort()
        self._article_starts = [a[0] for a in self._articles]
        self._clause_starts = [c[0] for c in self._clauses]
        self._types = {part.type: i for i, part in reversed(list(enumerate(structure.parts))) if part.type}
        self.first_number = min((a[0] for a in self._articles), default=len(clean.text))
        self.consolidated = self._consolidated(grammar)
        self._quotes: dict[int, list[tuple[int, str]]] = {}

    def _consolidated(self, grammar: Grammar) -> bool:
        """Whether the text is a consolidated one: by its type, its number, or the words over its header."""
        parts = self.structure.parts
        if not parts:
            return False
        joins = grammar.rules("relations")["relation.consolidated"].regex
        if joins.search((parts[0].type or "").lower()) or "VBHN" in (parts[0].number or parts[0].blank_code or ""):
            return True
        return joins.search(self.clean.lower, 0, min(self.first_number, _HEADER)) is not None

    def _walk(self, nodes: list[Node]) -> None:
        """All nodes in the order of the text."""
        stack = [(node, -1) for node in nodes[::-1]]
        while stack:
            node, parent = stack.pop()
            at = len(self.nodes)
            self.nodes.append(node)
            self._parents.append(parent)
            if node.number:
                self.labels.add(node.start)
                if node.kind == "dieu":
                    self._articles.append((node.start, node.end, node.number.lower()))
                elif node.kind == "khoan":
                    self._clauses.append((node.start, node.end, node.number.lower()))
            if node.children:
                stack += [(child, at) for child in node.children[::-1]]

    def region_at(self, offset: int) -> Region | None:
        """The region that holds an offset, or None."""
        i = bisect_right(self._starts, offset) - 1
        return self.regions[i] if i >= 0 and self.regions[i].end > offset else None

    def kind_at(self, offset: int) -> str:
        """The kind of the region that holds an offset; "body" where no region says otherwise."""
        region = self.region_at(offset)
        return region.kind if region is not None else "body"

    def node_from(self, offset: int) -> Node | None:
        """The unit that begins last at or before an offset and holds it."""
        i = bisect_right(self._node_starts, offset) - 1
        return self.nodes[i] if i >= 0 and self.nodes[i].end > offset else None

    def units_over(self, offset: int) -> Iterator[Node]:
        """The units that hold an offset, the innermost first."""
        i = bisect_right(self._node_starts, offset) - 1
        while i >= 0:
            if self.nodes[i].end > offset:
                yield self.nodes[i]
            i = self._parents[i]

    def article_at(self, offset: int) -> str | None:
        """Number of the Điều that holds an offset; in a quotation, of the quoted one."""
        region = self.region_at(offset)
        if region is not None and region.kind == "quote":
            inside = self._quotes.get(region.start)
            if inside is None:
                found = self._quoted.finditer(self.clean.lower, max(0, region.start - 1), region.end)
                inside = self._quotes[region.start] = [(m.end(), m["number"]) for m in found]
            i = bisect_right(inside, (offset, "￿")) - 1
            if i >= 0:
                return inside[i][1]
            line = self.clean.lower.rfind("\n", 0, max(0, region.start - 1)) + 1
            before = self._article.findall(self.clean.lower, max(line, region.start - _LINE_BEFORE), region.start)
            return str(before[-1]) if before else None
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
        if parts and parts[0].type and self._series.same_series(type, parts[0].type):
            return 0
        return self._types.get(type)

    def sentence_starts(self, start: int, end: int) -> list[int]:
        """Where sentences begin in a range: its start, and what begins after it up to its end."""
        begins = self.sentences.begins
        return [start, *begins[bisect_right(begins, start) : bisect_left(begins, end + 1)]]


def _inside(items: list[tuple[int, int, str]], starts: list[int], offset: int) -> str | None:
    i = bisect_right(starts, offset) - 1
    return items[i][2] if i >= 0 and items[i][1] > offset else None
