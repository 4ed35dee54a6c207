"""The clause layer of a document, made once: parts, blocks with their sections, sentence and clause edges.

Every extractor asks it instead of reading the tree and splitting the text itself. Look-ups by offset cost O(log n).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field

from vnplan.extraction.clauses.blocks import Block, blocks_of
from vnplan.extraction.clauses.parts import PartView, context_year, nodes_of, part_mode
from vnplan.extraction.clauses.sentences import Range, Sentences
from vnplan.grammar import Grammar
from vnplan.structure.model import Structure
from vnplan.text import CleanText

_NONE: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class ClauseLayer:
    """What stands where in a document. Immutable; `ClauseLayer.of` makes it.

    `parts` are those that have text, in order; `blocks` all blocks in the order of the text.
    """

    clean: CleanText
    parts: tuple[PartView, ...]
    blocks: tuple[Block, ...]
    sentences: Sentences
    _block_starts: tuple[int, ...] = field(repr=False)
    _part_starts: tuple[int, ...] = field(repr=False)
    _tops: tuple[tuple[Block, ...], ...] = field(repr=False)
    _below: Mapping[int, tuple[Block, ...]] = field(repr=False)

    @classmethod
    def of(
        cls, clean: CleanText, structure: Structure, grammar: Grammar, sentences: Sentences | None = None
    ) -> ClauseLayer:
        """The layer of a text; `sentences` where the caller has made them already.

        >>> from vnplan.layout import lay_out
        >>> from vnplan.structure import build_structure
        >>> layout = lay_out("I. MỤC TIÊU\\n1. Đến năm 2025, đạt 35%. Phấn đấu hơn nữa.")
        >>> layer = ClauseLayer.of(layout.clean, build_structure(layout), Grammar.load())
        >>> layer.block_at(20).section, layer.sentences.between(15, 99)
        ('goal', [(15, 37), (38, 55)])
        """
        parts: list[PartView] = []
        tops: list[tuple[Block, ...]] = []
        blocks: list[Block] = []
        for number, part in enumerate(structure.parts):
            if part.end <= part.start:
                continue
            issuers = part.issuers or structure.parts[0].issuers
            mode = part_mode(structure, number, grammar=grammar)
            parts.append(PartView(number, part.start, part.end, mode, context_year(clean, structure, number),
                                  issuers[0].id if issuers else None))  # fmt: skip
            own = blocks_of(clean, nodes_of(structure, number), mode != "law", grammar=grammar)
            tops.append(tuple(block for block in own if block.parent is None))
            blocks += own
        below: dict[int, list[Block]] = {}
        for block in blocks:
            if block.parent is not None:
                below.setdefault(id(block.parent), []).append(block)
        split = sentences or Sentences.of(clean, grammar)
        return cls(
            clean, tuple(parts), tuple(blocks), split, tuple(b.start for b in blocks),
            tuple(p.start for p in parts), tuple(tops), {key: tuple(found) for key, found in below.items()},
        )  # fmt: skip

    def top(self, part: PartView) -> tuple[Block, ...]:
        """The blocks of a part that stand under no other."""
        return self._tops[self.parts.index(part)]

    def below(self, block: Block) -> tuple[Block, ...]:
        """The blocks directly under a block, in order."""
        return self._below.get(id(block), _NONE)

    def block_at(self, offset: int) -> Block | None:
        """The block whose own text holds an offset; None in headers, signatures and the like."""
        i = bisect_right(self._block_starts, offset) - 1
        while i >= 0 and self.blocks[i].start == self.blocks[i].end:
            i -= 1  # a unit without words of its own
        return self.blocks[i] if i >= 0 and offset < self.blocks[i].end else None

    def part_at(self, offset: int) -> PartView | None:
        """The part that holds an offset."""
        i = bisect_right(self._part_starts, offset) - 1
        return self.parts[i] if i >= 0 and offset < self.parts[i].end else None

    def sentence_at(self, offset: int) -> Range:
        """The sentence that holds an offset."""
        return self.sentences.at(offset)
