"""Layout to structure: instruments, parts, regions, the tree of each part."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from vnplan.grammar import Grammar, default_grammar
from vnplan.layout import Layout
from vnplan.structure.blocks import Block
from vnplan.structure.fallbacks import complete, from_adoption
from vnplan.structure.header import read_header
from vnplan.structure.ids import give_ids
from vnplan.structure.joined import instruments
from vnplan.structure.model import Finding, Node, Part, Region, Structure
from vnplan.structure.outline import Item, Outline
from vnplan.structure.parts import Extent, find_extent, is_chrome
from vnplan.structure.quotes import find_quotes
from vnplan.structure.titles import PartRange
from vnplan.structure.view import View

_CLOSERS = frozenset(".;:,?!…”\"\u2019»")
_HEAD_LINES = 12
# A text that tells about an instrument says so in its first paragraphs.
_TOLD_WITHIN = 12
# Words of a web page are worth a finding from this length, or from this share of the text.
_MUCH_FURNITURE, _LEAST_FURNITURE, _FURNITURE_SHARE = 2000, 300, 0.25


@dataclass(slots=True)
class _Growing:
    """The structure as it grows, one part after the other; nobody else sees it."""

    kind: str = "instrument"
    nodes: list[Node] = field(default_factory=list)
    regions: list[Region] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def build_structure(layout: Layout, *, grammar: Grammar | None = None) -> Structure:
    """Structure of a laid-out text; never refuses: what is not understood becomes paragraphs.

    >>> from vnplan.layout import lay_out
    >>> [n.kind for n in build_structure(lay_out("Điều 1. Phạm vi\\nQuy định này áp dụng cho trường.")).nodes]
    ['dieu']
    """
    view = View.of(layout, grammar or default_grammar())
    if not len(view):
        return Structure([], [], [Part()])
    growing = _Growing()
    for number, (begin, end) in enumerate(instruments(view)):
        extent = find_extent(view, begin, end)
        if number:
            where = view.paragraphs[extent.first]
            message = "another instrument begins here; it stands among the attachments"
            growing.findings.append(Finding("instrument-joined", message, where.start, where.end))
        elif not extent.formal and _is_report(view, extent):
            growing.kind = "report"
        _extent(view, growing, extent)
    growing.nodes.sort(key=lambda node: node.start)
    growing.regions.sort(key=lambda region: region.start)
    give_ids(growing.nodes)
    return Structure(growing.nodes, growing.regions, growing.parts, growing.kind, growing.findings)


def _is_report(view: View, extent: Extent) -> bool:
    """A text without a header that says that an instrument was issued."""
    first, last = extent.first, extent.last
    if first >= last:
        return False
    chrome = first > 0 or last < len(view) or any(is_chrome(view, i) for i in range(min(6, len(view))))
    labelled = sum(view.labelled(i) for i in range(first, last))
    told = any(view.rules.told.search(view.text(i)) for i in range(first, min(last, first + _TOLD_WITHIN)))
    return told and (chrome or labelled * 3 < last - first) and last - first > 2


def _extent(view: View, growing: _Growing, extent: Extent) -> None:
    """One instrument with its attachments and the web page around it."""
    offset = len(growing.parts)
    _furniture(view, growing, extent.begin, extent.first)
    for index, part in enumerate(extent.parts, offset):
        _part(view, growing, part, index, extent)
    _furniture(view, growing, extent.last, extent.end)


def _furniture(view: View, growing: _Growing, begin: int, end: int) -> None:
    if begin >= end:
        return
    start, stop = _range(view, begin, end)
    growing.nodes.append(Node("furniture", start, stop, start))
    growing.regions.append(Region("furniture", start, stop))
    size = stop - start
    if size > _MUCH_FURNITURE or (size > _LEAST_FURNITURE and size > _FURNITURE_SHARE * len(view.folded)):
        message = f"{size} characters are taken for words of the web page"
        growing.findings.append(Finding("furniture-large", message, start, stop, "info"))


def _range(view: View, begin: int, end: int) -> tuple[int, int]:
    return view.paragraphs[begin].start, view.paragraphs[end - 1].end


def _part(view: View, growing: _Growing, part: PartRange, index: int, extent: Extent) -> None:
    """One part: its facts, its regions, its tree."""
    facts, findings = read_header(view, part)
    growing.findings += findings
    if part.start >= part.end:
        growing.parts.append(facts)
        return
    start, end = _range(view, part.start, part.end)
    home: list[Node] = growing.nodes
    root = node = Node("root", start, end, start)
    if index:
        node = Node("attachment", start, end, start, heading=_title_range(view, part) if facts.title else None)
        growing.nodes.append(node)
        home = node.children
    header_end = part.title_end if part.type_at >= part.start else part.start
    if header_end > part.start:
        low, high = _range(view, part.start, header_end)
        home.append(Node("header", low, high, low))
        _header_regions(view, growing, part, index, header_end)
    body_end = part.block.start if part.block is not None else part.end
    body = min(part.body, body_end)
    if body > header_end:
        _preamble(view, growing, home, header_end, body, index)
    outline = Outline(root, view.rules.labels)
    _fill(view, growing, outline, body, body_end, index)
    home.extend(root.children)
    growing.findings += outline.findings
    if part.block is not None:
        _block(view, growing, home, part.block, index)
        rest = Outline(Node("root", 0, 0, 0), view.rules.labels)
        _fill(view, growing, rest, part.block.end, part.end, index)
        home.extend(rest.stack_root.children)
        growing.findings += rest.findings
    facts = replace(
        facts, start=start, end=end, node=node,
        number=facts.number or (_appendix_number(view, part) if index else None),
        signers=part.block.signers if part.block is not None else [],
        recipients=_recipients(view, part.block) if part.block is not None else [],
    )  # fmt: skip
    if index == 0:
        facts, findings = complete(view, facts, extent)
        growing.findings += findings
    elif part is extent.parts[0]:
        facts, findings = from_adoption(view, facts, part)
        growing.findings += findings
    growing.parts.append(facts)


def _title_range(view: View, part: PartRange) -> tuple[int, int] | None:
    """Clean range of an attachment's title, without the words that attach it."""
    begin = part.title_begin
    while begin in part.kem_theo:
        begin += 1
    end = begin
    while end < part.title_end and end not in part.kem_theo:
        end += 1
    return _range(view, begin, end) if end > begin else None


def _appendix_number(view: View, part: PartRange) -> str | None:
    """ "I" of "PHỤ LỤC I"."""
    found = view.rules.appendix_number.search(view.text(part.type_at))
    return found["number"] if found else None


def _header_regions(view: View, growing: _Growing, part: PartRange, index: int, header_end: int) -> None:
    title_begin = part.title_begin if part.title_begin >= 0 else part.type_at + 1
    kind, title_kind = ("header", "title") if index == 0 else ("attachment_header", "attachment_title")
    if title_begin > part.start:
        growing.regions.append(Region(kind, *_range(view, part.start, title_begin), part=index))
    for i in range(title_begin, header_end):
        region = "attachment_header" if i in part.kem_theo else title_kind
        growing.regions.append(Region(region, *_range(view, i, i + 1), part=index))


def _preamble(view: View, growing: _Growing, home: list[Node], begin: int, end: int, index: int) -> None:
    start, stop = _range(view, begin, end)
    node = Node("preamble", start, stop, start)
    for i in range(begin, end):
        p = view.paragraphs[i]
        made = Node("footnote" if p.footnote else "paragraph", p.start, p.end, p.start)
        if p.footnote and node.children and _interrupts(view, i):
            above = node.children[-1]
            above.children.append(made)
            above.end = p.end
        else:
            node.children.append(made)
    home.append(node)
    # A lead-in without any "Căn cứ" (a news text, a letter) is ordinary text.
    kind = "preamble" if any(view.rules.basis.match(view.text(i).lstrip("-+ ")) for i in range(begin, end)) else "body"
    growing.regions.append(Region(kind, start, stop, index))


def _fill(view: View, growing: _Growing, outline: Outline, begin: int, end: int, index: int) -> None:
    """Paragraphs [begin, end) into the outline; regions body, quote, table, footnote."""
    if begin >= end:
        return
    quotes = {q[0]: q for q in find_quotes(view, begin, end)}
    i, region_start = begin, view.paragraphs[begin].start
    notes = {start: number for number, start, _ in view.layout.footnotes}

    def cut(kind: str, start: int, stop: int) -> None:
        nonlocal region_start
        if start > region_start:
            growing.regions.append(Region("body", region_start, start, index))
        growing.regions.append(Region(kind, start, stop, index))
        region_start = stop

    while i < end:
        p = view.paragraphs[i]
        if growing.kind == "report" and i < begin + _HEAD_LINES and is_chrome(view, i):
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
            note = Node("footnote", p.start, p.end, p.start, notes.get(p.start))
            if i > begin and _interrupts(view, i):
                outline.interrupt(note)
            else:
                outline.append(note)
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
        growing.regions.append(Region("body", region_start, stop, index))


def _interrupts(view: View, i: int) -> bool:
    """Whether a footnote stands, in the source, before the end of the paragraph that it follows here."""
    clean = view.layout.clean
    before = i - 1
    while before > 0 and view.paragraphs[before].footnote:
        before -= 1
    return clean.to_source(view.paragraphs[before].end - 1) > clean.to_source(view.paragraphs[i].start)


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
        head = view.rules.recipients.match(text)
        skip = head.end() if head else len(text) - len(text.lstrip("-+•* "))
        while skip < len(text) and text[skip] in " -":
            skip += 1
        if skip < len(text):
            found.append((p.start + skip, p.end))
    return found


def _block(view: View, growing: _Growing, home: list[Node], block: Block, index: int) -> None:
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
        growing.regions.append(Region(kind, start, stop, index))
        at = end
    if at < block.end:
        start, stop = _range(view, at, block.end)
        home.append(Node("closing", start, stop, start))
        growing.regions.append(Region("closing", start, stop, index))
