"""Layout to structure: parts, regions, the tree of each part."""

from __future__ import annotations

import re

from vnplan.grammar import rules
from vnplan.layout import Layout
from vnplan.structure.blocks import Block
from vnplan.structure.fallbacks import complete
from vnplan.structure.header import read_header
from vnplan.structure.ids import give_ids
from vnplan.structure.model import Node, Part, Region, Structure
from vnplan.structure.outline import Item, Outline
from vnplan.structure.parts import find_parts, is_chrome
from vnplan.structure.quotes import find_quotes
from vnplan.structure.titles import PartRange
from vnplan.structure.view import BASIS, RECIPIENTS, View

_CLOSERS = frozenset(".;:,?!…”\"»’")
_HEAD_LINES = 12
_APPENDIX = re.compile(r"^(?:PHỤ LỤC|Phụ lục|MẪU|Mẫu)\s+(?:(?:số|SỐ)\s+)?(?P<number>[\w./-]+?)\s*[.:]?$")
_REPORT = rules("without_header")["report.told"].regex


def build_structure(layout: Layout) -> Structure:
    """Structure of a laid-out text; never refuses: what is not understood becomes paragraphs.

    >>> from vnplan.layout import lay_out
    >>> [n.kind for n in build_structure(lay_out("Điều 1. Phạm vi\\nQuy định này áp dụng cho trường.")).nodes]
    ['dieu']
    """
    view = View.of(layout)
    structure = Structure([], [], [])
    if not len(view):
        structure.parts.append(Part())
        return structure
    parts, first, last, formal = find_parts(view)
    if not formal and _is_report(view, first, last):
        structure.kind = "report"
    _furniture(view, structure, 0, first)
    for index, part in enumerate(parts):
        _part(view, structure, part, index, formal)
    _furniture(view, structure, last, len(view))
    complete(view, structure.parts[0], parts, last, structure.findings)
    structure.nodes.sort(key=lambda node: node.start)
    structure.regions.sort(key=lambda region: region.start)
    give_ids(structure.nodes)
    return structure


def _is_report(view: View, first: int, last: int) -> bool:
    """A text without a header that says that an instrument was issued."""
    if first >= last:
        return False
    chrome = first > 0 or last < len(view) or any(is_chrome(view, i) for i in range(min(6, len(view))))
    labelled = sum(view.labelled(i) for i in range(first, last))
    told = any(_REPORT.search(view.text(i)) for i in range(first, min(last, first + 12)))
    return told and (chrome or labelled * 3 < last - first) and last - first > 2


def _furniture(view: View, structure: Structure, begin: int, end: int) -> None:
    if begin >= end:
        return
    start, stop = view.paragraphs[begin].start, view.paragraphs[end - 1].end
    structure.nodes.append(Node("furniture", start, stop, start))
    structure.regions.append(Region("furniture", start, stop))


def _range(view: View, begin: int, end: int) -> tuple[int, int]:
    return view.paragraphs[begin].start, view.paragraphs[end - 1].end


def _part(view: View, structure: Structure, part: PartRange, index: int, formal: bool) -> None:
    """One part: its facts, its regions, its tree."""
    facts = read_header(view, part, structure.findings)
    structure.parts.append(facts)
    if part.start >= part.end:
        return
    facts.start, facts.end = _range(view, part.start, part.end)
    home: list[Node] = structure.nodes
    root = Node("root", facts.start, facts.end, facts.start)
    if index:
        attachment = Node("attachment", facts.start, facts.end, facts.start)
        facts.number = facts.number or _appendix_number(view, part)
        if facts.title:
            begin = end = part.title_begin
            while begin in part.kem_theo:
                begin = end = begin + 1
            while end < part.title_end and end not in part.kem_theo:
                end += 1
            if end > begin:
                attachment.heading = _range(view, begin, end)
        home.append(attachment)
        home, facts.node = attachment.children, attachment
    else:
        facts.node = root
    header_end = part.title_end if part.type_at >= part.start else part.start
    if header_end > part.start:
        start, stop = _range(view, part.start, header_end)
        home.append(Node("header", start, stop, start))
        _header_regions(view, structure, part, index, header_end)
    body_end = part.end
    if part.block is not None:
        facts.signers = part.block.signers
        facts.recipients = _recipients(view, part.block)
        body_end = part.block.start
    body = min(part.body, body_end)
    if body > header_end:
        _preamble(view, structure, home, header_end, body, index)
    outline = Outline(root, structure.findings)
    _fill(view, structure, outline, body, body_end, index)
    home.extend(root.children)
    if part.block is not None:
        _block(view, structure, home, part.block, index)
        rest = Outline(Node("root", 0, 0, 0), structure.findings)
        _fill(view, structure, rest, part.block.end, part.end, index)
        home.extend(rest.stack_root.children)


def _appendix_number(view: View, part: PartRange) -> str | None:
    """ "I" of "PHỤ LỤC I"."""
    found = _APPENDIX.search(view.text(part.type_at))
    return found["number"] if found else None


def _header_regions(view: View, structure: Structure, part: PartRange, index: int, header_end: int) -> None:
    title_begin = part.title_begin if part.title_begin >= 0 else part.type_at + 1
    kind, title_kind = ("header", "title") if index == 0 else ("attachment_header", "attachment_title")
    if title_begin > part.start:
        structure.regions.append(Region(kind, *_range(view, part.start, title_begin), part=index))
    for i in range(title_begin, header_end):
        region = "attachment_header" if i in part.kem_theo else title_kind
        structure.regions.append(Region(region, *_range(view, i, i + 1), part=index))


def _preamble(view: View, structure: Structure, home: list[Node], begin: int, end: int, index: int) -> None:
    start, stop = _range(view, begin, end)
    node = Node("preamble", start, stop, start)
    for i in range(begin, end):
        p = view.paragraphs[i]
        kind = "footnote" if p.footnote else "paragraph"
        node.children.append(Node(kind, p.start, p.end, p.start))
    home.append(node)
    # A lead-in without any "Căn cứ" (a news text, a letter) is ordinary text.
    kind = "preamble" if any(BASIS.match(view.text(i).lstrip("-+ ")) for i in range(begin, end)) else "body"
    structure.regions.append(Region(kind, start, stop, index))


def _fill(view: View, structure: Structure, outline: Outline, begin: int, end: int, index: int) -> None:
    """Paragraphs [begin, end) into the outline; regions body, quote, table, footnote."""
    if begin >= end:
        return
    quotes = {q[0]: q for q in find_quotes(view, begin, end)}
    i, region_start = begin, view.paragraphs[begin].start
    notes = {start: number for number, start, _ in view.layout.footnotes}

    def cut(kind: str, start: int, stop: int) -> None:
        nonlocal region_start
        if start > region_start:
            structure.regions.append(Region("body", region_start, start, index))
        structure.regions.append(Region(kind, start, stop, index))
        region_start = stop

    while i < end:
        p = view.paragraphs[i]
        if structure.kind == "report" and i < begin + _HEAD_LINES and is_chrome(view, i):
            outline.append(Node("furniture", p.start, p.end, p.start))
            cut("furniture", p.start, p.end)
            i += 1
            continue
        if p.table >= 0:
            j = i
            while j < end and view.paragraphs[j].table == p.table:
                j += 1
            start, stop = _range(view, i, j)
            outline.append(Node("table", start, stop, start))
            cut("table", start, stop)
            i = j
            continue
        if p.footnote:
            outline.append(Node("footnote", p.start, p.end, p.start, notes.get(p.start)))
            cut("footnote", p.start, p.end)
            i += 1
            continue
        quote = quotes.get(i)
        if quote is not None:
            _, last, at = quote
            if at > p.start:
                outline.add(_item(view, i, at))
            stop = view.paragraphs[last].end
            outline.append(Node("quote", at, stop, at))
            cut("quote", at, stop)
            i = last + 1
            continue
        outline.add(_item(view, i, p.end))
        i += 1
    stop = view.paragraphs[end - 1].end
    if stop > region_start:
        structure.regions.append(Region("body", region_start, stop, index))


def _item(view: View, i: int, end: int) -> Item:
    p = view.paragraphs[i]
    text = view.folded[p.start : end]
    before = view.text(i - 1) if i else ""
    return Item(p.start, end, text, view.label(i), text.isupper(), not before or before[-1] in _CLOSERS)


def _recipients(view: View, block: Block) -> list[tuple[int, int]]:
    """Clean ranges of the lines of Nơi nhận, without the bullet."""
    if block.recipients is None:
        return []
    found = []
    for i in range(*block.recipients):
        p, text = view.paragraphs[i], view.text(i)
        head = RECIPIENTS.match(text)
        skip = head.end() if head else len(text) - len(text.lstrip("-+•* "))
        while skip < len(text) and text[skip] in " -":
            skip += 1
        if skip < len(text):
            found.append((p.start + skip, p.end))
    return found


def _block(view: View, structure: Structure, home: list[Node], block: Block, index: int) -> None:
    spans = [("recipients", block.recipients), ("signature", block.signature)]
    taken = sorted((r, k) for k, r in spans if r is not None)
    if len(taken) == 2 and taken[0][0][1] > taken[1][0][0]:
        # The two stand side by side; one unit holds both.
        taken = [((taken[0][0][0], max(taken[0][0][1], taken[1][0][1])), "signature")]
    at = block.start
    for (begin, end), kind in taken:
        begin = max(begin, at)
        if end <= begin:
            continue
        start, stop = _range(view, begin, end)
        home.append(Node(kind, start, stop, start))
        structure.regions.append(Region(kind, start, stop, index))
        at = end
    if at < block.end:
        start, stop = _range(view, at, block.end)
        home.append(Node("closing", start, stop, start))
        structure.regions.append(Region("closing", start, stop, index))
