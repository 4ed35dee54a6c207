"""The paragraphs as structure reads them: text, looks, and the questions asked of them."""

from __future__ import annotations

from dataclasses import dataclass

from vnplan.grammar import rules
from vnplan.layout import Layout
from vnplan.layout.labels import Label, read_label
from vnplan.layout.lines import is_caps
from vnplan.layout.openers import type_of_line
from vnplan.text import Paragraph

_OPENERS = rules("openers")
_SIGNATURE = rules("signature")
QUOC_HIEU = _OPENERS["open.quoc_hieu"].regex
TIEU_NGU = _OPENERS["open.tieu_ngu"].regex
NUMBER_LINE = _OPENERS["open.number"].regex
BASIS = _OPENERS["open.basis"].regex
ABOUT = _OPENERS["open.about"].regex
ADDRESSEE = _OPENERS["open.addressee"].regex
KEM_THEO = _OPENERS["open.kem_theo"].regex
PHU_LUC = _OPENERS["open.phu_luc"].regex
MAU = _OPENERS["open.mau"].regex
DECIDES = _OPENERS["open.decides"].regex
ISSUER = _OPENERS["open.issuer"].regex
PLACE_DATE = _OPENERS["open.place_date"].regex
RECIPIENTS = _SIGNATURE["recipients.start"].regex
AUTHORITY = _SIGNATURE["signature.authority"].regex
POSITION = _SIGNATURE["signature.position"].regex
NAME = _SIGNATURE["signature.name"].regex
SIGNED = _SIGNATURE["signature.signed"].regex


@dataclass(slots=True)
class View:
    """The paragraphs of a layout, by index."""

    layout: Layout
    paragraphs: tuple[Paragraph, ...]
    folded: str

    @classmethod
    def of(cls, layout: Layout) -> View:
        return cls(layout, layout.clean.paragraphs, layout.clean.folded)

    def __len__(self) -> int:
        return len(self.paragraphs)

    def text(self, i: int) -> str:
        """Folded text of paragraph i."""
        p = self.paragraphs[i]
        return self.folded[p.start : p.end]

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
        return label if same else read_label(self.text(i))

    def in_grid(self, i: int) -> bool:
        """Whether the paragraph stands in a table."""
        return self.paragraphs[i].table >= 0

    def caps(self, i: int) -> bool:
        return is_caps(self.text(i))

    def type_at(self, i: int) -> str | None:
        """Type of the instrument when the paragraph is a type line ("KẾ HOẠCH"); None else."""
        p = self.paragraphs[i]
        if p.end - p.start > 60:
            return None
        return type_of_line(self.text(i))
