"""What every reader hands on beside the text: blocks with the facts that their file states.

A block says what the file knows and never what it looks like: what a file does not tell is None (or empty), and layout
guesses there. All ranges are half-open, in code points of `Source.text`.

How a reader lays down text (`vnplan.reading.laying.Laying` does it for all of them):

- a paragraph is one line; a line break that its author set inside stays as "\\n" within the block, while lines that a
  page's width broke are joined again by the reader (with " ", or with nothing after a soft hyphen);
- an empty paragraph is an empty line, so blank lines stand where they stood;
- a label made by automatic numbering stands before the words of its paragraph ("Điều 3. Phạm vi"), `generated` says so;
- a table is one row a line with "\\t" between its cells; a cell's paragraphs are lines of their own. The block carries
  the cells exactly, so nobody has to count tabs; a spanning cell is laid down once, where it begins;
- columns (a header or a signature set side by side, with or without a table) are laid down column by column, each
  paragraph a line; their cells have `column` and, where the file has rows, `row`;
- a note's mark is "[n]" where it stands in the words, its text is laid down after the paragraph, or at the foot of
  the page or the end of the text, and opens with "[n] ";
- running heads, feet and stamps are furniture: laid down once where they stand (never inside another block's range),
  or dropped when they are a page number alone.

Blocks come in the order of their start. A table, columns or a note is followed by the paragraphs (and inner tables)
that stand inside its range; apart from that, ranges do not overlap.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["paragraph", "table", "columns", "note", "furniture", "page_break"]
Align = Literal["left", "center", "right", "justify"]
#: x0, y0, x1, y1 in points (1/72 inch) from the upper left corner of the page.
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table, or one of several columns: its range in the text and its place in the grid.

    `row` and `column` count from 0 in the full grid, so that a cell after one with `column_span` 2 has column 2.
    `header`: the file says that the cell's row is repeated at the top of each page, or marks it as a heading.
    """

    start: int
    end: int
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    header: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where a stretch of the text stands in the file: page from 1 and box, or the paragraph's index from 0.

    `index` counts the paragraphs of the file's body in the order of the file (`<w:p>` of a .docx, `<text:p>` and
    `<text:h>` of an .odt, paragraphs of a .doc or .rtf); it is -1 where the file has pages instead.
    """

    start: int
    end: int
    page: int | None = None
    box: Box | None = None
    index: int = -1


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the text and what the file says of it.

    `start`, `end`: its range in `Source.text` (a page break is empty). `page` from 1, `box` in points; `places` are
    finer where a block has several (lines, or two pages). `align`, `indent` (points from the margin to the first
    line), `bold` (all its letters are), `size` (points; of most of its letters). `label`: the list label that the
    words begin with, as it stands in the text; `generated`: the reader made it from automatic numbering. `cells` of a
    table or of columns. `number`: of a note; `anchors`: where its marks stand in the text. `index`: the paragraph's
    index in the file (see Place), -1 for none.

    >>> Block("paragraph", 0, 7, label="Điều 1.", generated=True).kind
    'paragraph'
    """

    kind: Kind
    start: int
    end: int
    page: int | None = None
    box: Box | None = None
    align: Align | None = None
    indent: float | None = None
    bold: bool | None = None
    size: float | None = None
    label: str = ""
    generated: bool = False
    cells: tuple[Cell, ...] = ()
    number: str = ""
    anchors: tuple[tuple[int, int], ...] = ()
    index: int = -1
    places: tuple[Place, ...] = ()
