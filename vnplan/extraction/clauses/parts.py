"""The parts of a document as extractors read them: how (plan, told, strict, law), by which year, by whose issuer."""

from __future__ import annotations

from dataclasses import dataclass

from vnplan.extraction.clauses.sections import Mode, SectionRules
from vnplan.grammar import Grammar, default_grammar
from vnplan.lexing.periods import PeriodIndex
from vnplan.structure.model import Node, Part, Structure
from vnplan.text import CleanText

# A report tells within so many letters when the instrument was issued.
_REPORT_HEAD = 3000
_DAYS = ("period.on_day", "period.on_day_words")


@dataclass(frozen=True, slots=True)
class PartView:
    """A part: its number, its range, how it is read, the year that completes "ngày 15/12", its issuer's id."""

    number: int
    start: int
    end: int
    mode: Mode
    year: int | None
    issuer: str | None


def part_mode(structure: Structure, index: int, *, grammar: Grammar | None = None) -> Mode:
    """How the quantities and tasks of a part are read.

    An appendix is read as the instrument that it belongs to; a decision that approves a plan in its own articles is
    read as a plan; a report (a news page) as one too.
    """
    if structure.kind == "report":
        return "plan"
    rules = (grammar or default_grammar()).compiled(SectionRules)
    part = structure.parts[index]
    if index and rules.annex(part.type):
        before = structure.parts[index - 1]
        follows = not rules.annex(before.type) or index == 1
        return part_mode(structure, index - 1 if follows else 0, grammar=grammar)
    if part.type is None:
        return "strict"
    return rules.mode(part.type, part.title, len(structure.parts) == 1)


def target_ranges(
    structure: Structure, clean: CleanText | None = None, *, grammar: Grammar | None = None
) -> list[tuple[int, int]]:
    """The ranges of the parts in which targets may stand: not those of laws, decrees and circulars.

    With the text, parts of decisions that speak of no goal and of nothing reached are left out too.
    """
    found = []
    goals = (grammar or default_grammar()).compiled(SectionRules).goals
    for i, part in enumerate(structure.parts):
        if part.end <= part.start:
            continue
        mode = part_mode(structure, i, grammar=grammar)
        if mode == "plan" or (mode != "law" and (clean is None or goals.search(clean.lower, part.start, part.end))):
            found.append((part.start, part.end))
    return found


def part_year(part: Part) -> int | None:
    """The year of a part, from its date."""
    return int(part.date[:4]) if part.date and part.date[:4].isdigit() else None


def context_year(clean: CleanText, structure: Structure, index: int) -> int | None:
    """The year that completes "ngày 15/12": the part's, the main instrument's, or the latest day a report begins with.

    >>> from vnplan.layout import lay_out
    >>> from vnplan.structure import build_structure
    >>> layout = lay_out("Tin tức\\nNgày 24/03/2023, UBND tỉnh đã ban hành kế hoạch số 17/KH-UBND.")
    >>> context_year(layout.clean, build_structure(layout), 0)
    2023
    """
    dated = part_year(structure.parts[index]) or part_year(structure.parts[0])
    if dated is not None:
        return dated
    days = [a for a in PeriodIndex(clean).between(0, _REPORT_HEAD) if a.rule in _DAYS]
    return max((day.year for day in days if day.year), default=None)


def nodes_of(structure: Structure, index: int) -> list[Node]:
    """The top nodes of a part: of the main instrument without its attachments."""
    part = structure.parts[index]
    if index:
        return [part.node] if part.node is not None else []
    return [n for n in structure.nodes if n.kind != "attachment" and part.start <= n.start < part.end]
