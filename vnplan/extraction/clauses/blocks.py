"""Where a piece of text stands: the blocks of the tree, their sections, and which parts of a text hold targets.

A block is the own text of a unit (its heading and words, without its children). Its section comes from the nearest
heading up the tree that one of the section rules of grammars/targets.toml reads.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from vnplan.grammar import RuleSet, entries, rules
from vnplan.grammar.compiled import Compiled
from vnplan.lexing.periods import PeriodIndex
from vnplan.structure.model import Node, Part, Structure
from vnplan.text import CleanText, fold, lower

_SKIPPED = frozenset({"header", "recipients", "signature", "furniture", "quote", "footnote", "closing"})
_LEAD_LENGTH = 140
# A report tells within so many letters when the instrument was issued.
_REPORT_HEAD = 3000
_DAYS = ("period.on_day", "period.on_day_words")
_SENTENCE = re.compile(r"(?<=[.!?…])\s+(?=[A-ZĐÀ-Ỹ“\"(\d])|\n|(?<=;)\s*\n")


@dataclass(slots=True)
class Block:
    """The own text of a unit. `leads` are the sibling paragraphs before it that end with ":"; nearest last."""

    start: int
    end: int
    node: Node
    parent: Block | None
    leads: tuple[Block, ...] = ()
    section: str | None = None
    in_status: bool = False

    def up(self) -> Iterator[Block]:
        """This block, its lead-ins and those above it, nearest first."""
        block: Block | None = self
        while block is not None:
            yield block
            yield from reversed(block.leads)
            block = block.parent


@dataclass(frozen=True, slots=True)
class SectionRules:
    """The compiled section rules with the names of their sections."""

    rules: tuple[tuple[str, re.Pattern[str]], ...]

    def of(self, heading: str) -> str | None:
        """The section that a heading names: the earliest match wins.

        >>> section_rules().of("mục tiêu cụ thể đến năm 2030"), section_rules().of("kết quả thực hiện mục tiêu")
        ('goal', 'status')
        """
        best: tuple[int, str] | None = None
        for section, pattern in self.rules:
            m = pattern.search(heading)
            if m and (best is None or m.start() < best[0]):
                best = (m.start(), section)
        return best[1] if best else None


def _sections(found: RuleSet) -> SectionRules:
    return SectionRules(tuple((r.values["section"], r.regex) for r in found if r.id.startswith("section.")))


def _kind_table(_: RuleSet) -> dict[str, str]:
    return {alias: entry.name for entry in entries("targets", "kind") for alias in entry.aliases}


#: The section rules of grammars/targets.toml.
section_rules = Compiled("targets", _sections)
_kinds = Compiled("targets", _kind_table)


def part_mode(structure: Structure, index: int) -> str:
    """plan, told, strict or law: how the quantities of a part are read.

    An appendix is read as the instrument that it belongs to; a decision that approves a plan in its own articles is
    read as a plan.
    """
    part = structure.parts[index]
    if structure.kind == "report":
        return "plan"
    kinds = _kinds()
    type_ = part.type
    if type_ in ("Phụ lục", None) and index:
        before = structure.parts[index - 1]
        if before.type not in ("Phụ lục", None) or index == 1:
            return part_mode(structure, index - 1)
        return part_mode(structure, 0)
    if type_ is None:
        return "strict"
    mode = kinds.get(type_, "strict")
    if mode == "strict" and part.title and rules("targets")["part.plan_title"].regex.search(lower(fold(part.title))):
        return "plan" if type_ == "Quyết định" and len(structure.parts) == 1 else "strict"
    return mode


def target_ranges(structure: Structure, clean: CleanText | None = None) -> list[tuple[int, int]]:
    """The ranges of the parts in which targets may stand: not those of laws, decrees and circulars.

    With the text, parts of decisions that speak of no goal and of nothing reached are left out too.
    """
    found = []
    goals = rules("targets")["part.goals"].regex
    for i, part in enumerate(structure.parts):
        if part.end <= part.start:
            continue
        mode = part_mode(structure, i)
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


def blocks_of(clean: CleanText, nodes: list[Node], section: bool = True) -> list[Block]:
    """The blocks under some nodes, in the order of the text.

    >>> from vnplan.layout import lay_out
    >>> from vnplan.structure import build_structure
    >>> layout = lay_out("I. MỤC TIÊU\\n1. Đến năm 2025, có 35% trẻ em ra lớp.")
    >>> [b.section for b in blocks_of(layout.clean, build_structure(layout).nodes)]
    ['goal', 'goal']
    """
    found: list[Block] = []
    _collect(clean, nodes, None, found, section_rules() if section else None)
    return found


def _collect(
    clean: CleanText, nodes: list[Node], parent: Block | None, found: list[Block], rules_: SectionRules | None
) -> None:
    leads: tuple[Block, ...] = ()
    for node in nodes:
        if node.kind in _SKIPPED:
            continue
        end = node.children[0].start if node.children else node.end
        block = Block(node.start if node.kind == "table" else min(node.body, end), end, node, parent, leads)
        if rules_ is not None:
            _section(clean, block, rules_)
        found.append(block)
        if node.children:
            _collect(clean, node.children, block, found, rules_)
        if node.kind == "paragraph" and ends_with_colon(clean.text, node.start, node.end):
            leads = (*leads[-1:], block)
        elif node.kind != "paragraph" and leads and node.kind != "gach":
            leads = ()


def _section(clean: CleanText, block: Block, rules_: SectionRules) -> None:
    node = block.node
    above = block.leads[-1] if block.leads and block.leads[-1].section else block.parent
    own: str | None = None
    if node.heading is not None and node.kind != "attachment":
        own = rules_.of(clean.lower[node.heading[0] : node.heading[1]])
    elif node.kind in ("gach", "paragraph", "khoan", "diem", "dieu") and node.kind != "table":
        text = clean.lower[block.start : min(block.end, block.start + 2 * _LEAD_LENGTH)].strip()
        if len(text) <= _LEAD_LENGTH and (
            text.endswith(":") or node.kind == "dieu" or (node.children and node.kind != "paragraph")
        ):
            own = rules_.of(text)
        else:
            colon = text[:60].find(":")
            if colon > 0:
                own = _own_label(rules_, text[:colon])
    block.in_status = bool(above and above.in_status)
    if own == "goal" and block.in_status:
        own = "status"
    block.section = own or (above.section if above else None)
    if own == "status":
        block.in_status = True


def ends_with_colon(text: str, start: int, end: int) -> bool:
    """Whether the last sign of a range that is no space is a colon.

    >>> ends_with_colon("Mục tiêu: \\n", 0, 11), ends_with_colon(":", 0, 0)
    (True, False)
    """
    while end > start and text[end - 1].isspace():
        end -= 1
    return end > start and text[end - 1] == ":"


def _own_label(rules_: SectionRules, label: str) -> str | None:
    """ "Mục tiêu: …" on one line with its text: only labels that are nothing but the section's name."""
    found = rules_.of(label)
    return found if found in ("goal", "status") and len(label) <= 40 else None


def sentences(clean: CleanText, start: int, end: int) -> list[tuple[int, int]]:
    """The sentences of a range, as ranges.

    >>> text = CleanText.of("Đến năm 2025, đạt 35%. Phấn đấu 100% trẻ em ra lớp.")
    >>> sentences(text, 0, len(text.text))
    [(0, 22), (23, 51)]
    """
    found, at = [], start
    for m in _SENTENCE.finditer(clean.text, start, end):
        if m.start() > at:
            found.append((at, m.start()))
        at = m.end()
    if at < end:
        found.append((at, end))
    return found
