"""Makes small PDFs for tests: words at places, drawn lines, pictures; by fpdf2 with the DejaVu fonts of matplotlib."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import matplotlib
from fpdf import FPDF

FONTS = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
#: Margins and line pitch of the pages made here, in points.
LEFT, RIGHT, PITCH = 85.0, 540.0, 17.0


class Maker:
    """A PDF that is written from top to bottom, or anywhere."""

    def __init__(self, *, size: float = 12, orientation: str = "P") -> None:
        self.pdf = FPDF(unit="pt", format="A4", orientation=orientation)
        self.pdf.set_auto_page_break(False)
        for style, name in (("", "DejaVuSerif"), ("B", "DejaVuSerif-Bold"), ("I", "DejaVuSerif-Italic")):
            self.pdf.add_font("Serif", style, FONTS / f"{name}.ttf")
        self.size = size
        self.y = 0.0
        self.page()

    def page(self) -> Maker:
        """A new page."""
        self.pdf.add_page()
        self.y = 80.0
        return self

    def at(self, x: float, y: float, text: str, *, size: float | None = None, style: str = "") -> float:
        """Words with their baseline at y; returns where they end."""
        self.pdf.set_font("Serif", style, size or self.size)
        self.pdf.text(x, y, text)
        return x + self.pdf.get_string_width(text)

    def line(self, text: str, *, x: float = LEFT, size: float | None = None, style: str = "", step: float = PITCH) -> Maker:
        """A line of words below the one before."""
        self.at(x, self.y, text, size=size, style=style)
        self.y += step
        return self

    def centred(self, text: str, *, size: float | None = None, style: str = "B", step: float = PITCH) -> Maker:
        """A line in the middle of the page's text."""
        self.pdf.set_font("Serif", style, size or self.size)
        width = self.pdf.get_string_width(text)
        return self.line(text, x=(LEFT + RIGHT - width) / 2, size=size, style=style, step=step)

    def paragraph(self, text: str, *, indent: float = 28, left: float = LEFT, right: float = RIGHT, after: float = 6,
                  justify: bool = True, size: float | None = None, style: str = "") -> Maker:  # fmt: skip
        """Words wrapped between the margins, the lines justified but the last one."""
        self.pdf.set_font("Serif", style, size or self.size)
        space = self.pdf.get_string_width(" ")
        lines: list[list[str]] = [[]]
        room = right - left - indent
        for word in text.split():
            if lines[-1] and self.pdf.get_string_width(" ".join([*lines[-1], word])) > room:
                lines.append([])
                room = right - left
            lines[-1].append(word)
        for i, words in enumerate(lines):
            x = left + (0 if i else indent)
            gap = space
            if justify and i < len(lines) - 1 and len(words) > 1:
                gap = (right - x - sum(map(self.pdf.get_string_width, words))) / (len(words) - 1)
            for word in words:
                x = self.at(x, self.y, word, size=size, style=style) + gap
            self.y += PITCH
        self.y += after
        return self

    def grid(self, xs: Sequence[float], ys: Sequence[float], texts: dict[tuple[int, int], str],
             open_sides: Sequence[tuple[str, int, int]] = ()) -> Maker:  # fmt: skip
        """Drawn cells with words; `open_sides`: ("below" or "right", row, column) of sides that are not drawn."""
        for r in range(len(ys) - 1):
            for c in range(len(xs) - 1):
                if ("right", r, c) not in open_sides:
                    self.pdf.line(xs[c + 1], ys[r], xs[c + 1], ys[r + 1])
                if ("below", r, c) not in open_sides:
                    self.pdf.line(xs[c], ys[r + 1], xs[c + 1], ys[r + 1])
        self.pdf.line(xs[0], ys[0], xs[-1], ys[0])
        self.pdf.line(xs[0], ys[0], xs[0], ys[-1])
        for (r, c), text in texts.items():
            for i, line in enumerate(text.split("\n")):
                self.at(xs[c] + 4, ys[r] + 14 + 14 * i, line, size=10)
        self.y = ys[-1] + 2 * PITCH
        return self

    def rule(self, x0: float, x1: float, y: float) -> Maker:
        """A line that lies."""
        self.pdf.line(x0, y, x1, y)
        return self

    def picture(self) -> Maker:
        """A picture over the whole page."""
        from PIL import Image

        self.pdf.image(Image.new("L", (60, 84), 200), 0, 0, 595, 842)
        return self

    def bytes(self, change: Callable[[FPDF], None] | None = None) -> bytes:
        """The file."""
        if change is not None:
            change(self.pdf)
        return bytes(self.pdf.output())
