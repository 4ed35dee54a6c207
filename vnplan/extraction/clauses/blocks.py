"""Where a piece of text stands: the blocks of the tree with their lead-ins and sections.

A block is the own text of a unit (its heading and words, without its children). Its section comes from the nearest
heading up the tree that one of the section rules of grammars/sections.toml reads; a sentence names no section.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from vnplan.extraction.clauses.sections import SectionRules
from vnplan.grammar import Grammar, default_grammar
from vnplan.structure.model import Node
from vnplan.text import CleanText

_SKIPPED = frozenset({"header", "recipients", "signature", "furniture", "quote", "footnote", "closing"})
_LONGEST_HEADING = 140
_LABEL_WITHIN = 60
_LONGEST_LABEL = 40
_LABELLED = frozenset({"goal", "status"})


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """The own text of a unit. `leads` are the sibling paragraphs before it that end with ":"; nearest last.

    `section` is what the headings above it are about (goal, status, task …; None where none says), `in_status` whether
    one of them tells what has been reached.
    """

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


def blocks_of(
    clean: CleanText, nodes: list[Node], section: bool = True, *, grammar: Grammar | None = None
) -> list[Block]:
    """The blocks under some nodes, in the order of the text. `section`: whether their sections are read.

    >>> from vnplan.layout import lay_out
    >>> from vnplan.structure import build_structure
    >>> layout = lay_out("I. MỤC TIÊU\\n1. Đến năm 2025, có 35% trẻ em ra lớp.")
    >>> [b.section for b in blocks_of(layout.clean, build_structure(layout).nodes)]
    ['goal', 'goal']
    """
    found: list[Block] = []
    rules = (grammar or default_grammar()).compiled(SectionRules) if section else None
    _collect(clean, nodes, None, found, rules)
    return found


def _collect(
    clean: CleanText, nodes: list[Node], parent: Block | None, found: list[Block], rules: SectionRules | None
) -> None:
    leads: tuple[Block, ...] = ()
    for node in nodes:
        if node.kind in _SKIPPED:
            continue
        end = node.children[0].start if node.children else node.end
        start = node.start if node.kind == "table" else min(node.body, end)
        section, in_status = _section(clean, node, start, end, parent, leads, rules) if rules else (None, False)
        block = Block(start, end, node, parent, leads, section, in_status)
        found.append(block)
        if node.children:
            _collect(clean, node.children, block, found, rules)
        if node.kind == "paragraph" and ends_with_colon(clean.text, node.start, node.end):
            leads = (*leads[-1:], block)
        elif node.kind != "paragraph" and leads and node.kind != "gach":
            leads = ()


def _section(
    clean: CleanText, node: Node, start: int, end: int, parent: Block | None, leads: tuple[Block, ...],
    rules: SectionRules,
) -> tuple[str | None, bool]:  # fmt: skip
    """The section of a block, and whether it stands in one that tells what has been reached."""
    above = leads[-1] if leads and leads[-1].section else parent
    own = _own_section(clean, node, start, end, rules)
    in_status = bool(above and above.in_status)
    if own == "goal" and in_status:
        own = "status"
    return own or (above.section if above else None), in_status or own == "status"


def _own_section(clean: CleanText, node: Node, start: int, end: int, rules: SectionRules) -> str | None:
    """The section that a block's own heading, lead-in or label names; None for sentences."""
    if node.heading is not None and node.kind != "attachment":
        return rules.of(clean.lower[node.heading[0] : node.heading[1]])
    if node.kind not in ("gach", "paragraph", "khoan", "diem", "dieu"):
        return None
    text = clean.lower[start : min(end, start + 2 * _LONGEST_HEADING)].strip()
    if len(text) <= _LONGEST_HEADING and (
        text.endswith(":") or node.kind == "dieu" or (node.children and node.kind in ("khoan", "diem"))
    ):
        return rules.of(text)
    colon = text[:_LABEL_WITHIN].find(":")
    if not 0 < colon <= _LONGEST_LABEL:
        return None
    label = rules.of(text[:colon].lstrip(" -+*•"), first=True)  # "Mục tiêu: …" on one line with its text
    return label if label in _LABELLED else None


def ends_with_colon(text: str, start: int, end: int) -> bool:
    """Whether the last sign of a range that is no space is a colon.

    >>> ends_with_colon("Mục tiêu: \\n", 0, 11), ends_with_colon(":", 0, 0)
    (True, False)
    """
    while end > start and text[end - 1].isspace():
        end -= 1
    return end > start and text[end - 1] == ":"
