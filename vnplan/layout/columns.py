"""Which columns the cells of a row stand in, when a cell spans several or a row lacks those that span from above.

A row that is as wide as its table needs no thought. The header's cells are laid over the columns so that what stands
below fits what they say; a short row of data is laid where its cells are of the columns' kinds. A short row with two
places as good is doubtful, and whoever reads it must know.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from vnplan.layout.cells import AGENCY, EMPTY, NUMBER, ORDINAL, SHORT, SMALL, TIME, WORDS, CellWords, Profile

_MOST_HEADS = 5
# Two ways to lay a row that differ by less than this are as good as each other.
_MARGIN = 0.35
# Columns left to cells above: by the run of them, inside the row, and when nothing stands above; a cell over several.
_SKIP_RUN, _SKIP_INNER, _SKIP_EMPTY, _SPAN, _SPAN_MORE = 0.3, 0.1, 0.8, 1.0, 0.4
# How seldom cells of a column with this head reach down into the rows below; groups do as a rule, tasks do not.
_REACHES = {
    "group": 0.0, "ordinal": 0.25, "note": 0.15, "time": 0.25, "money": 0.25, "product": 0.3, "lead": 0.4,
    "implement": 0.4, "coordinate": 0.4, "advise": 0.4, "": 0.4, "unit": 0.6, "task": 1.0, "indicator": 1.0,
}  # fmt: skip
_SELDOM = 1.2
# Cells of these kinds do harm in a wrong column.
_TELLING = frozenset({SMALL, NUMBER, TIME, AGENCY})


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell's place: its column, how many rows and columns it covers."""

    column: int
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True, slots=True)
class Layed:
    """The places of all cells row by row, how many rows are the header, and which rows are doubtful."""

    rows: tuple[tuple[Placed, ...], ...]
    header: int
    doubtful: frozenset[int]


def place_rows(
    rows: Sequence[Sequence[str]], kinds: Sequence[Sequence[str]], profile: Profile, words: CellWords
) -> Layed:
    """Lay the cells of all rows (plain words and kinds) over the columns.

    >>> from vnplan.grammar import Grammar
    >>> words = Grammar.load().compiled(CellWords)
    >>> rows = [["tt", "chỉ tiêu", "năm 2025"], ["kế hoạch", "ước thực hiện"], ["1", "dân số", "5.000", "5.100"]]
    >>> kinds = [[words.kind(t) for t in row] for row in rows]
    >>> layed = place_rows(rows, kinds, Profile(kinds[2:], 4), words)
    >>> [[(p.column, p.row_span, p.column_span) for p in row] for row in layed.rows]
    [[(0, 2, 1), (1, 2, 1), (2, 1, 2)], [(2, 1, 1), (3, 1, 1)], [(0, 1, 1), (1, 1, 1), (2, 1, 1), (3, 1, 1)]]
    """
    width = profile.width
    header = header_size(rows, kinds, width, words)
    top, sure = _header(rows[:header], profile, words)
    placed: list[list[Placed]] = [list(row) for row in top]
    doubtful = set() if sure else set(range(header))
    above = [bool(header)] * width
    skips = _skips(rows[:header], top, width, words)
    for number in range(header, len(rows)):
        row, certain = _data_row(kinds[number], above, profile, skips)
        if not certain:
            doubtful.add(number)
        covered = {p.column + n for p in row for n in range(p.column_span)}
        if len(kinds[number]) < width and not _is_group(kinds[number]):
            _stretch(placed, {c for c in range(width) if c not in covered})
            above = [c in covered or above[c] for c in range(width)]
        else:
            filled = {p.column for p, kind in zip(row, kinds[number], strict=True) if kind}
            above = [c in filled for c in range(width)]
        placed.append(row)
    return Layed(tuple(tuple(row) for row in placed), header, frozenset(doubtful))


def header_size(rows: Sequence[Sequence[str]], kinds: Sequence[Sequence[str]], width: int, words: CellWords) -> int:
    """How many rows at the top are the header; 0 for a table that begins with its data."""
    for number, row in enumerate(rows[: _MOST_HEADS + 1]):
        if number and words.counts_columns(row):
            return number + 1
    missing = width - len(rows[0])  # columns that the rows so far do not name
    for number, (row, row_kinds) in enumerate(zip(rows, kinds, strict=True)):
        if number == _MOST_HEADS or _is_data(row, row_kinds, number, words):
            return number
        if number:
            if missing <= 0:
                return number
            # At least one head above stands over these; what they name beside it is no longer missing.
            missing = 0 if len(row) > missing else missing - len(row) + 1
    return min(len(rows), 1)


def _is_data(row: Sequence[str], kinds: Sequence[str], number: int, words: CellWords) -> bool:
    if number == 0:
        return not words.first_head.match(row[0]) and (
            kinds[0] in (SMALL, ORDINAL) or sum(k in (NUMBER, SMALL) for k in kinds) > len(kinds) / 3
        )
    if kinds[0] in (SMALL, ORDINAL) and not (
        len(row) > 1 and all(_is_year_head(r, k) for r, k in zip(row, kinds, strict=True))
    ):
        return True
    return any(k == NUMBER for k in kinds) or (words.within.match(row[0]) is not None and len(row) > 1 and not row[1])


def _is_year_head(text: str, kind: str) -> bool:
    return kind == TIME or (kind == SMALL and len(text) == 4)


# -- the header -------------------------------------------------------------------------------------------------------


def _header(rows: Sequence[Sequence[str]], profile: Profile, words: CellWords) -> tuple[list[list[Placed]], bool]:
    """The header's cells over the columns, and whether there was no other way as good."""
    width = profile.width
    counting = bool(rows) and len(rows) > 1 and words.counts_columns(rows[-1])
    levels = list(rows[:-1]) if counting else list(rows)
    tail = [[Placed(c) for c in range(len(rows[-1]))]] if counting else []
    if not levels:
        return tail, True
    if len(levels) == 1 or len(levels[0]) >= width:
        sure = True
        placed = []
        for level in levels:
            spans, certain = _spread(level, [], width, profile, words)
            sure &= certain
            placed.append([Placed(c, 1, s) for c, s, _ in spans])
        return placed + tail, sure
    blocks, below, sure = _blocks(levels[1:], width - len(levels[0]), profile, words)
    spans, certain = _spread(levels[0], blocks, width, profile, words, levels[1])
    placed = [[Placed(c, 1 if used else len(levels), s) for c, s, used in spans]]
    starts: list[int] = []
    for column, _, used in spans:
        at = column
        for block in used:
            starts.append(at)
            at += block
    if len(starts) < len(blocks):  # the rows below do not fit under the first: as they come
        starts += [width - 1] * (len(blocks) - len(starts))
        certain = False
    for row in below:
        placed.append([Placed(min(starts[b] + p.column, width - 1), p.row_span, p.column_span) for b, p in row])
    return placed + tail, sure and certain


def _blocks(
    levels: Sequence[Sequence[str]], missing: int, profile: Profile, words: CellWords
) -> tuple[list[int], list[list[tuple[int, Placed]]], bool]:
    """The cells of the second row as blocks with their widths; and the rows as (block, place within it)."""
    second = levels[0]
    if len(levels) == 1:
        return [1] * len(second), [[(n, Placed(0)) for n in range(len(second))]], True
    third = levels[1]
    # One head of the first row stands over all of these, or more where that does not come out even.
    for over in range(1, 5):
        parted = len(second) + len(third) - missing - over
        if 1 <= parted <= len(second):
            break
    else:
        parted = len(second)
    taking = sorted(range(len(second)), key=lambda n: (not words.parts.search(second[n]), -n))[:parted]
    widths, left = [1] * len(second), len(third)
    for rank, n in enumerate(sorted(taking)):
        widths[n] = max(1, left // (parted - rank))
        left -= widths[n]
    rows: list[list[tuple[int, Placed]]] = [[], []]
    for n in range(len(second)):
        open_ = n in taking
        rows[0].append((n, Placed(0, 1 if open_ else 2, widths[n])))
        if open_:
            rows[1] += [(n, Placed(inner)) for inner in range(widths[n])]
    rows[1] = rows[1][: len(third)]
    while len(rows[1]) < len(third):
        rows[1].append(rows[1][-1] if rows[1] else (len(second) - 1, Placed(0)))
    return widths, rows, len(third) % parted == 0


def _spread(
    cells: Sequence[str],
    blocks: Sequence[int],
    width: int,
    profile: Profile,
    words: CellWords,
    below: Sequence[str] = (),
) -> tuple[list[tuple[int, int, tuple[int, ...]]], bool]:
    """For each cell of the first row its column, span, and the blocks below it; and whether that is the only way."""
    kinds = [words.head_kind(cell) for cell in cells]
    parents, pairs = _parents(cells, below, words)
    leaves = [words.head_kind(text) for text in below]
    done = [words.reached.search(text) is not None for text in below]
    count = len(cells)

    @cache
    def best(
        cell: int, column: int, block: int
    ) -> tuple[tuple[float, tuple[tuple[int, int, tuple[int, ...]], ...]], ...]:
        """The two best ways to lay the cells from `cell` on."""
        if cell == count:
            left = (width - column) * 3.0 + (len(blocks) - block) * 3.0
            return ((left, ()),)
        ways: list[tuple[float, tuple[tuple[int, int, tuple[int, ...]], ...]]] = []
        room = width - column - (count - cell - 1)
        if room <= 0:
            return ((50.0, tuple((min(column, width - 1), 1, ()) for _ in range(cell, count))),)
        own = _fit(kinds[cell], column, profile)
        for cost, rest in best(cell + 1, column + 1, block):
            ways.append((cost + own, ((column, 1, ()), *rest)))
        if not blocks and kinds[cell] != ORDINAL:
            for span in range(2, room + 1):
                fit = sum(_fit(kinds[cell], column + n, profile) for n in range(span)) / span
                for cost, rest in best(cell + 1, column + span, block):
                    ways.append((cost + fit + 0.4 + 0.02 * span, ((column, span, ()), *rest)))
        used: tuple[int, ...] = ()
        closed = parents[cell]
        for n in range(block, len(blocks)):
            used = (*used, blocks[n])
            span = sum(used)
            if span > room:
                break
            fit = sum(_under(column + at, profile) for at in range(span)) / span
            if span == len(used):  # each has one column: what it says should stand there
                fit += sum(_fit(leaves[block + at], column + at, profile) for at in range(span)) / span
                fit += 0.5 * (
                    bool(kinds[cell]) and all(leaves[block + at] not in ("", kinds[cell]) for at in range(span))
                )
            alone = 0.4 if len(used) == 1 and blocks[n] == 1 else 0.0
            alone += sum(pairs[cell][at] for at in range(block, n + 1) if at < len(below))
            # Within a year the plan stands before what was reached.
            alone += 0.5 * sum(done[at] and not done[at + 1] for at in range(block, n) if at + 1 < len(below))
            for cost, rest in best(cell + 1, column + span, n + 1):
                ways.append((cost + fit + closed + alone, ((column, span, used), *rest)))
        ways.sort(key=lambda way: way[0])
        return tuple(ways[:2])

    found = best(0, 0, 0)
    best.cache_clear()
    sure = len(found) < 2 or found[1][0] - found[0][0] >= _MARGIN / 2 or count == width
    return list(found[0][1]), sure


def _parents(cells: Sequence[str], below: Sequence[str], words: CellWords) -> tuple[list[float], list[list[float]]]:
    """How badly each head suits a place over several, and over each of those below.

    Under "Năm 2025 | Năm 2026" a pair "Kế hoạch | Ước thực hiện" stands under the first year, for nothing is reached in
    a later one; years stand under a head that names none, or a longer time.
    """
    years = [words.years.findall(cell) for cell in cells]
    single = [int(found[0]) for found in years if len(set(found)) == 1]
    alone = [
        2.0 if words.closed_head.search(cell) else 0.04 * n - 0.6 * (words.parts.search(cell) is not None)
        for n, cell in enumerate(cells)
    ]
    pairs = []
    for cell, own in zip(cells, years, strict=True):
        planned = words.planned.search(cell) is not None
        row = []
        for text in below:
            named = words.years.findall(text)
            cost = 0.0
            if named:
                if len(own) == 1:
                    cost = 1.2 if named[0] != own[0] else 0.0
                elif own:
                    cost = 0.0 if own[0] <= named[0] <= own[-1] else 1.2
            elif words.reached.search(text):
                late = sum(year < int(own[0]) for year in {*single}) if own else 0
                cost = 1.2 if planned or late > 1 or len(own) > 1 else 0.3 * late if own else 0.2
            elif not own and single:
                cost = 0.3
            row.append(cost)
        pairs.append(row)
    return alone, pairs


def _fit(kind: str, column: int, profile: Profile) -> float:
    """How badly a column suits a head."""
    if column >= profile.width:
        return 3.0
    if not kind:
        return 0.3
    held = profile.common(column)
    if not held:
        return 0.3
    return min(2.0, profile.cost(column, kind)) if kind != WORDS or held not in (WORDS, SHORT, AGENCY) else 0.0


def _under(column: int, profile: Profile) -> float:
    """How badly a column suits a place under a head of several: figures suit, ordinals and long words do not."""
    if column >= profile.width:
        return 3.0
    return {ORDINAL: 1.5, WORDS: 0.7, AGENCY: 0.3, TIME: 0.2, SHORT: 0.4}.get(profile.common(column), 0.0)


# -- rows of data -----------------------------------------------------------------------------------------------------


def _is_group(kinds: Sequence[str]) -> bool:
    """A row with a label only, or a number and a label."""
    filled = [k for k in kinds if k]
    return (
        len(filled) == len(kinds) <= 2
        and kinds[-1] in (WORDS, SHORT, AGENCY, TIME)
        and (len(kinds) == 1 or kinds[0] in (ORDINAL, SMALL))
    )


def _skips(
    rows: Sequence[Sequence[str]], placed: Sequence[Sequence[Placed]], width: int, words: CellWords
) -> tuple[float, ...]:
    """For each column how seldom its cells reach down, by the lowest head that tells."""
    found = [_REACHES[""]] * width
    for row, places in zip(rows, placed, strict=True):
        for text, place in zip(row, places, strict=True):
            role = words.head_role(text)
            if role:
                for column in range(place.column, min(place.column + place.column_span, width)):
                    found[column] = _REACHES.get(role, _SELDOM)
    return tuple(found)


def _data_row(
    kinds: Sequence[str], above: Sequence[bool], profile: Profile, skips: tuple[float, ...]
) -> tuple[list[Placed], bool]:
    width, size = profile.width, len(kinds)
    if size >= width:
        return [Placed(min(n, width - 1)) for n in range(size)], size == width
    if _is_group(kinds):
        if size == 1:
            return [Placed(0, 1, width)], True
        return [Placed(0), Placed(1, 1, width - 1)], True
    ways = _ways(tuple(kinds), tuple(above), profile, skips)
    if not ways:
        return [Placed(n) for n in range(size)], False
    sure = (
        len(ways) == 1
        or ways[1][0] - ways[0][0] >= _MARGIN
        or all(
            one[0] == other[0]
            for kind, one, other in zip(kinds, ways[0][1], ways[1][1], strict=True)
            if kind in _TELLING
        )
    )
    return [Placed(c, 1, s) for c, s in ways[0][1]], sure


def _ways(
    kinds: tuple[str, ...], above: tuple[bool, ...], profile: Profile, skips: tuple[float, ...]
) -> list[tuple[float, tuple[tuple[int, int], ...]]]:
    """The two cheapest ways to lay a short row: each cell in a column or over several, others left to cells above."""
    width, size = len(above), len(kinds)

    @cache
    def best(cell: int, column: int, skipping: bool) -> tuple[tuple[float, tuple[tuple[int, int], ...]], ...]:
        if column == width:
            return ((0.0, ()),) if cell == size else ()
        ways: list[tuple[float, tuple[tuple[int, int], ...]]] = []
        if width - column > size - cell:
            skip = skips[column] if above[column] else skips[column] + _SKIP_EMPTY
            if not skipping:
                skip += _SKIP_RUN + _SKIP_INNER * (0 < cell < size)
            ways += [(cost + skip, rest) for cost, rest in best(cell, column + 1, True)]
        if cell < size:
            fit = profile.cost(column, kinds[cell])
            ways += [(cost + fit, ((column, 1), *rest)) for cost, rest in best(cell + 1, column + 1, False)]
            if kinds[cell] in (WORDS, SHORT, AGENCY, EMPTY, TIME):
                for span in range(2, width - column - (size - cell) + 2):
                    fits = [profile.cost(column + n, kinds[cell]) for n in range(span)]
                    fit = min(fits) if not cell else sum(fits) / span  # a sum's label stands over the first columns
                    fit += _SPAN + _SPAN_MORE * (span - 2)
                    ways += [
                        (cost + fit, ((column, span), *rest)) for cost, rest in best(cell + 1, column + span, False)
                    ]
        ways.sort(key=lambda way: way[0])
        return tuple(ways[:2])

    found = list(best(0, 0, False))
    best.cache_clear()
    return found


def _stretch(placed: list[list[Placed]], columns: set[int]) -> None:
    """Make the cells above a row that lacks some columns cover those columns in it."""
    left = set(columns)
    depth = len(placed)
    for back in range(depth - 1, -1, -1):
        if not left:
            return
        row = placed[back]
        for n, place in enumerate(row):
            mine = {place.column + i for i in range(place.column_span)} & left
            if mine and back + place.row_span == depth:
                row[n] = Placed(place.column, place.row_span + 1, place.column_span)
            left -= mine
        if depth - back > 200:
            return
