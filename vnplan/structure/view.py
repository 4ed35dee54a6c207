"""The paragraphs as structure reads them: text, looks, and the questions asked of them."""

from __future__ import annotations

from dataclasses import dataclass

from vnplan.grammar import Grammar
from vnplan.layout import Layout
from vnplan.layout.labels import Label
from vnplan.layout.lines import is_caps
from vnplan.structure.rules import StructureRules
from vnplan.text import Paragraph

_TYPE_LINE = 60


@dataclass(frozen=True, slots=True)
class View:
    """The paragraphs of a layout, by index, and what the grammar says of their words."""

    layout: Layout
    paragraphs: tuple[Paragraph, ...]
    folded: str
    texts: list[str]
    rules: StructureRules
    grammar: Grammar

    @classmethod
    def of(cls, layout: Layout, grammar: Grammar) -> View:
        """The view of a layout by a grammar."""
        folded = layout.clean.folded
        texts = [folded[p.start : p.end] for p in layout.clean.paragraphs]
        return cls(layout, layout.clean.paragraphs, folded, texts, grammar.compiled(StructureRules), grammar)

    def __len__(self) -> int:
        return len(self.paragraphs)

    def text(self, i: int) -> str:
        """Folded text of paragraph i."""
        return self.texts[i]

    def printed(self, i: int) -> str:
        """Paragraph i as printed: tone marks and dashes as they stand there."""
        p = self.paragraphs[i]
        return self.layout.clean.text[p.start : p.end]

    def as_printed(self, i: int, words: str) -> str:
        """Words of the folded paragraph i as they are printed there."""
        at = self.text(i).find(words)
        return self.printed(i)[at : at + len(words)] if at >= 0 else words

    def labelled(self, i: int) -> bool:
        """Whether layout believes that the paragraph begins with a label."""
        return self.layout.labelled[i] is not None

    def label(self, i: int) -> Label | None:
        """The label that layout believes; read again where folding or a line break changed its words."""
        found = self.layout.labelled[i]
        if found is None:
            return None
        label, words = found
        same = len(words) > label.end and self.folded.startswith(words, self.paragraphs[i].start)
        return label if same else self.rules.labels.read(self.text(i))

    def in_grid(self, i: int) -> bool:
        """Whether the paragraph stands in a table."""
        return self.paragraphs[i].table >= 0

    def caps(self, i: int) -> bool:
        return is_caps(self.text(i))

    def type_at(self, i: int) -> str | None:
        """Type of the instrument when the paragraph is a type line ("KẾ HOẠCH"); None else."""
        text = self.texts[i]
        return self.rules.type_lines.of(text) if len(text) <= _TYPE_LINE else None
