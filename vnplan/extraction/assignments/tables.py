"""Assignments in tables with columns for who leads, who takes part and when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vnplan.agencies.mentions import Mention
from vnplan.agencies.registry import ResolvedAgency
from vnplan.extraction.assignments.roles import MentionIndex, Role, roles
from vnplan.extraction.targets.tables import period_in
from vnplan.grammar import Grammar
from vnplan.layout.cells import AGENCY, SHORT, WORDS
from vnplan.lexing.periods import PeriodAnchor, PeriodIndex
from vnplan.slugs import slug
from vnplan.tables import Cell, Column, Grid, columns_of, labels_of
from vnplan.text import CleanText

Span = tuple[int, int]
_LEADING = ("lead", "implement", "advise")
# Longer cells tell something and name no agency; several names in one stand on lines or between semicolons.
_LONGEST_PIECE = 110
_LONGEST_TASK = 4000


class TableWords:
    """The rules of grammars/tables.toml about cells of agencies."""

    def __init__(self, grammar: Grammar) -> None:
        rules = grammar.rules("tables")
        self.same, self.none = rules["cell.same"].regex, rules["agency.none"].regex
        self.agency, self.tail = rules["cell.agency"].regex, rules["agency.tail"].regex
        self.partners = rules["agency.partners"].regex
        self.parting, self.led = rules["agency.parting"].regex, rules["agency.led"].regex
        self.no_task = rules["task.none"].regex


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns hold what; -1: none. `agencies` are those of who leads, carries out, advises or takes part."""

    task: int
    agencies: tuple[tuple[int, Role], ...]
    time: int

    @property
    def lead(self) -> int:
        """The first column of who answers for the task."""
        return next(index for index, role in self.agencies if role != "coordinate")


def assigning_columns(columns: Sequence[Column], mode: str = "plan") -> Columns | None:
    """The columns of a table of assignments; None when it has none that says who leads.

    Outside plans a column of those who carry out a step ("đơn vị thực hiện") belongs to a procedure, not to a plan.

    >>> from vnplan.layout import lay_out
    >>> from vnplan.tables import grids_of
    >>> text = "TT\\tViệc\\tĐơn vị chủ trì\\tThời gian\\n1\\tRà soát\\tSở Y tế\\t2025\\n2\\tBáo cáo\\tSở Y tế\\t2026"
    >>> grammar = Grammar.load()
    >>> assigning_columns(columns_of(grids_of(lay_out(text).clean, grammar)[0], grammar))
    Columns(task=1, agencies=((2, 'lead'),), time=3)
    """
    agencies: list[tuple[int, Role]] = []
    for column in columns:
        role = _agency_role(column)
        if role is not None and column.holds in (AGENCY, WORDS, SHORT, ""):
            agencies.append((column.index, role))
    if not any(role in _LEADING for _, role in agencies):
        return None
    time = next((c.index for c in columns if c.role == "time"), -1)
    clear = any(role in ("lead", "coordinate") for _, role in agencies)
    if not clear and (time < 0 or mode != "plan"):
        return None
    task = _task_column(columns, {index for index, _ in agencies})
    return Columns(task, tuple(agencies), time) if task >= 0 else None


def _agency_role(column: Column) -> Role | None:
    """The role of the agencies in a column: of its lowest head that tells, "Cơ quan | chủ trì, phối hợp" too."""
    if column.role in ("lead", "coordinate", "implement", "advise"):
        return column.role
    if column.role in ("label", "", "note", "reached"):
        for role in ("lead", "coordinate", "implement"):
            if role in column.says and column.holds == AGENCY:
                return role
    return None


def _task_column(columns: Sequence[Column], taken: set[int]) -> int:
    """The column that says what is done: of several the one whose rows have words of their own."""
    for wanted in (("task",), ("indicator", "label"), ("group", "product")):
        found = [
            c
            for c in columns
            if c.role in wanted and c.index not in taken and c.own and c.holds in (WORDS, SHORT, AGENCY)
        ]
        if found:
            return max(found, key=lambda c: (c.own, -c.index)).index
    return -1


@dataclass(frozen=True, slots=True)
class Row:
    """A row that assigns: its range, its task, the cells with their roles, the cell that says when, the deadline."""

    start: int
    end: int
    task: Span
    cells: tuple[tuple[Cell, Role], ...]
    time: Cell | None
    period: PeriodAnchor | None


def rows_of(
    clean: CleanText, grid: Grid, mentions: MentionIndex, periods: PeriodIndex, mode: str, grammar: Grammar
) -> list[Row]:  # fmt: skip
    """The rows of a table of assignments; none when the table is of another kind."""
    if not mentions.any_between(grid.start, grid.end) or not grid.headed:
        return []
    columns = columns_of(grid, grammar)
    chosen = assigning_columns(columns, mode)
    if chosen is None:
        return []
    words = grammar.compiled(TableWords)
    found: list[Row] = []
    before: dict[int, Cell] = {}
    for label in labels_of(clean, grid, columns, chosen.task, grammar):
        cells = grid.rows[label.row]
        task = cells.get(chosen.task)
        own = grid.own(label.row)
        if task is None or label.kind in ("group", "within", "head", "total") or not own or label.row in grid.doubtful:
            continue
        if task.column_span > 1 and all(task.column <= i < task.column + task.column_span for i, _ in chosen.agencies):
            continue
        named: list[tuple[Cell, Role]] = []
        for index, role in chosen.agencies:
            cell = cells.get(index)
            if cell is not None and words.same.match(cell.words):
                cell = before.get(index)
                if cell is not None and any(cell.words == other.words for other, _ in named):
                    continue  # nobody takes part in what he leads
            if cell is None or cell is task or cell.words == task.words:
                continue
            before[index] = cell
            named.append((cell, role))
        if not named or words.no_task.match(task.words) or task.end - task.start > _LONGEST_TASK:
            continue
        period = None
        time_cells = [cells[chosen.time]] if chosen.time in cells else []
        for cell in (*time_cells, *label.times):
            period = period_in(clean, periods, cell.start, cell.end)
            if period is not None:
                break
        start, end = min(c.start for c in own), max(c.end for c in own)
        when = time_cells[0] if time_cells else None
        found.append(Row(start, end, _task_words(clean, task, label.span), tuple(named), when, period))
    return found


def _task_words(clean: CleanText, task: Cell, label: Span) -> Span:
    """The task without its number; the whole cell where the number is all that the label lacks at its end too."""
    return (label[0], task.end) if task.start <= label[0] < task.end else (task.start, task.end)


def role_in(words: str, role: Role) -> Role:
    """The role of who carries out a task: in a column of those who carry out, the task itself may say more.

    >>> role_in("chủ trì tham mưu triển khai nền tảng số", "implement"), role_in("xây dựng kế hoạch", "implement")
    ('lead', 'implement')
    """
    if role != "implement":
        return role
    own, _ = roles().role_of(words)
    return own if own in ("lead", "advise") else role


# -- the agencies of a cell -------------------------------------------------------------------------------------------


def agencies_in(
    clean: CleanText, mentions: MentionIndex, cell: Span, role: Role, grammar: Grammar
) -> list[tuple[Mention, Role]]:  # fmt: skip
    """The agencies that a cell of a column of agencies names, each with its role: the column's, or coordinate after
    "phối hợp:" in the cell. A piece's own words stand where no agency of it is known.

    >>> text = CleanText.of("Tổ công tác Đề án; Nhóm chuyên gia; các doanh nghiệp viễn thông có liên quan")
    >>> found = agencies_in(text, MentionIndex([]), (0, len(text.text)), "lead", Grammar.load())
    >>> [mention.agency.name for mention, role in found]
    ['Tổ công tác Đề án', 'Các doanh nghiệp viễn thông']
    """
    words = grammar.compiled(TableWords)
    found: list[tuple[Mention, Role]] = []
    known_before = False
    for start, end in _pieces(clean, *cell, words):
        if role != "coordinate" and words.partners.match(clean.lower, start, end):
            role = "coordinate"
        known = mentions.between(start, end)
        if known:
            found += [(mention, role) for mention in known]
            known_before = True
            continue
        made = _made(clean, start, end, words, known_before)
        if made is not None:
            found.append((made, role))
    return found


def _pieces(clean: CleanText, start: int, end: int, words: TableWords) -> Iterator[Span]:
    """The ranges between semicolons, line breaks and bullets of a cell."""
    at = start
    for m in words.parting.finditer(clean.lower, start, end):
        if m.start() > at:
            yield at, m.start()
        at = m.end()
    if at < end:
        yield at, end


def _made(clean: CleanText, start: int, end: int, words: TableWords, strict: bool) -> Mention | None:
    """An agency of the open class: a piece that begins as the name of a body does; its tail ("có liên quan") is cut.

    `strict`: beside known agencies only such; alone in its cell a short piece is taken as it stands.
    """
    low = clean.lower
    led = words.led.match(low, start, end)
    if led is not None:
        start = led.end()
    tail = words.tail.search(low, start, end)
    if tail is not None and tail.start() > start:
        end = tail.start()
    while start < end and (clean.text[start] in " \n-+*•–(" or not clean.text[start].isalpha()):
        start += 1
    while end > start and clean.text[end - 1] in " \n.,:;)":
        end -= 1
    name = " ".join(clean.text[start:end].split())
    if len(name) < 3 or len(name) > _LONGEST_PIECE:
        return None
    text = " ".join(low[start:end].split())
    if words.none.match(text) or not words.agency.match(text):
        return None
    name = name[0].upper() + name[1:]
    made = ResolvedAgency(name, name, None, "other", slug(name))
    return Mention(start, end, made, "agency.cell", ((start, end),))
