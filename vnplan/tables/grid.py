"""The grid of a table: which cell stands at each row and column, and how many rows at the top are its header."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from vnplan.grammar import Grammar
from vnplan.layout.cells import NUMBER, ORDINAL, SMALL, TIME, CellWords
from vnplan.text import CleanText, Paragraph

_MOST_HEADS = 6
_COUNTING = frozenset({SMALL, NUMBER, ORDINAL})


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with words: its first row and column in the full grid (from 0), how many it covers, its clean range.

    `words` are its words on one line, lower and folded; `kind` is what they are, as layout tells it.
    """

    row: int
    column: int
    row_span: int
    column_span: int
    start: int
    end: int
    words: str
    kind: str


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its cells by row and column, spans included.

    `rows[r]` maps each column to the cell that stands there: its own, one that reaches down from a row above, or one
    that reaches over from the left. `header` counts the rows of heads at the top. `doubtful` rows may be shifted.
    `lent`: the table before it whose heads it goes on under, when it has none of its own.
    """

    number: int
    width: int
    rows: tuple[dict[int, Cell], ...]
    header: int
    start: int
    end: int
    doubtful: frozenset[int] = frozenset()
    lent: Grid | None = None

    @property
    def headed(self) -> bool:
        """Whether it has heads, its own or those of the table that it continues."""
        return self.header > 0 or self.lent is not None

    def own(self, row: int) -> list[Cell]:
        """The cells that begin in a row, from left to right."""
        seen: list[Cell] = []
        for column in sorted(self.rows[row]):
            cell = self.rows[row][column]
            if cell.row == row and (not seen or seen[-1] is not cell):
                seen.append(cell)
        return seen

    def data(self) -> Iterator[int]:
        """The rows below the header."""
        return iter(range(self.header, len(self.rows)))


@dataclass(slots=True)
class _Building:
    """The paragraphs of one table by cell."""

    cells: dict[tuple[int, int], list[Paragraph]] = field(default_factory=dict)


def grids_of(clean: CleanText, grammar: Grammar, doubtful: Iterable[tuple[int, int]] = ()) -> dict[int, Grid]:
    """The grids of a text by the number that their paragraphs carry.

    >>> from vnplan.layout import lay_out
    >>> clean = lay_out("TT\\tChỉ tiêu\\tNăm 2025\\n1\\tTrẻ ra lớp\\t35%\\n2\\tLớp học\\t40%").clean
    >>> grid = grids_of(clean, Grammar.load())[0]
    >>> grid.header, [grid.rows[1][c].words for c in range(3)]
    (1, ['1', 'trẻ ra lớp', '35%'])
    """
    found: dict[int, _Building] = {}
    for paragraph in clean.paragraphs:
        if paragraph.table >= 0:
            building = found.setdefault(paragraph.table, _Building())
            building.cells.setdefault((paragraph.row, paragraph.column), []).append(paragraph)
    unsure: dict[int, set[int]] = {}
    for number, row in doubtful:
        unsure.setdefault(number, set()).add(row)
    words = grammar.compiled(CellWords)
    grids: dict[int, Grid] = {}
    before: Grid | None = None
    for number, building in found.items():
        grid = _grid(clean, number, building, words, frozenset(unsure.get(number, ())))
        if before is not None and not grid.header and grid.width == before.width and _alike(before, grid):
            grid = replace(grid, lent=before.lent or before)
        grids[number] = before = grid
    return grids


def _alike(one: Grid, other: Grid) -> bool:
    """Whether a table goes on with another: the columns of the first rows of both hold the same kinds."""
    if not one.headed or len(one.rows) <= one.header:
        return False
    first, second = one.rows[-1], other.rows[0]
    both = [c for c in first if c in second]
    same = sum(first[c].kind == second[c].kind or {first[c].kind, second[c].kind} <= _COUNTING for c in both)
    return len(both) * 2 >= one.width and same * 3 >= len(both) * 2


def _grid(clean: CleanText, number: int, building: _Building, words: CellWords, doubtful: frozenset[int]) -> Grid:
    cells: list[Cell] = []
    marked = 0
    for (row, column), paragraphs in building.cells.items():
        start, end = paragraphs[0].start, paragraphs[-1].end
        text = " ".join(clean.lower[start:end].split())
        first = paragraphs[0]
        cells.append(Cell(row, column, first.row_span, first.column_span, start, end, text, words.kind(text)))
        if first.header:
            marked = max(marked, row + first.row_span)
    height = max(c.row for c in cells) + 1
    width = max(c.column + c.column_span for c in cells)
    rows: list[dict[int, Cell]] = [{} for _ in range(height)]
    for cell in cells:
        for r in range(cell.row, min(cell.row + cell.row_span, height)):
            for c in range(cell.column, cell.column + cell.column_span):
                if r == cell.row or c not in rows[r]:
                    rows[r][c] = cell
    rows, doubtful = _without_blank_rows(rows, doubtful)
    header = _header_rows(rows, width, words, marked)
    return Grid(number, width, tuple(rows), header, min(c.start for c in cells), max(c.end for c in cells), doubtful)


def _without_blank_rows(
    rows: list[dict[int, Cell]], doubtful: frozenset[int]
) -> tuple[list[dict[int, Cell]], frozenset[int]]:
    """Rows without a word are none: the others are numbered anew, and so are their cells."""
    kept = [r for r, row in enumerate(rows) if row]
    if len(kept) == len(rows):
        return rows, doubtful
    new = {old: n for n, old in enumerate(kept)}
    made: dict[int, Cell] = {}

    def again(cell: Cell) -> Cell:
        if id(cell) not in made:
            last = max(r for r in kept if r < cell.row + cell.row_span)
            made[id(cell)] = replace(cell, row=new[cell.row], row_span=new[last] - new[cell.row] + 1)
        return made[id(cell)]

    return [{c: again(cell) for c, cell in rows[r].items()} for r in kept], frozenset(
        new[r] for r in doubtful if r in new
    )


def _header_rows(rows: list[dict[int, Cell]], width: int, words: CellWords, marked: int) -> int:
    """How many rows are the header: what the file says, or up to the row that numbers the columns, or while the rows
    look like heads and those above leave room for them."""
    for r, row in enumerate(rows[:_MOST_HEADS]):
        if r and words.counts_columns([row[c].words for c in sorted(row)]):
            return r + 1
    count = min(marked, len(rows) - 1)
    for r, row in enumerate(rows[:_MOST_HEADS]):
        if r < count:
            continue
        if _is_data(row, r, words) or (r and not _has_room(rows, r, width)):
            break
        count = r + 1
    return min(count, len(rows) - 1) if len(rows) > 1 else 0


def _is_data(row: dict[int, Cell], number: int, words: CellWords) -> bool:
    own = [row[c] for c in sorted(row) if row[c].row == number]
    if not own:
        return False
    first = own[0]
    if first.column == 0 and first.kind in (SMALL, ORDINAL):
        return True
    if number and len(own) == 1 and len(row) == row[first.column].column_span:
        return True  # a label only: a group
    if any(cell.kind == NUMBER for cell in own):
        return True
    if number == 0:
        return (
            not any(words.head_kind(cell.words) for cell in own)
            and sum(cell.kind in (NUMBER, SMALL, TIME) for cell in own) > len(own) / 2
        )
    return False


def _has_room(rows: list[dict[int, Cell]], number: int, width: int) -> bool:
    """Whether the heads above a row leave it room: one reaches down into it, spans several columns or is blank."""
    above = rows[number - 1]
    row = rows[number]
    if any(row[c].row < number for c in row):
        return True
    own = {c for c in row if row[c].row == number}
    spanned = {c for c in above if above[c].column_span > 1}
    blank = {c for c in range(width) if c not in above}
    # Blank cells above and beside: "Năm 2025 | | Năm 2026" over "Kế hoạch | Ước | ".
    return bool(own & spanned) or (bool(own & blank) and len(own) < len(above) + len(blank))
