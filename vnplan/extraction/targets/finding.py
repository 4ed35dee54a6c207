"""Targets: which quantities a plan aims at, which it has reached, by how much they changed, what else it plans.

The way: blocks → sentences → items → readings (indicator, relations) → facts → kind, period. The knowledge is in
grammars/targets.toml, quantities.toml and periods.toml.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from vnplan.extraction.clauses.blocks import Block, blocks_of
from vnplan.extraction.clauses.parts import context_year, nodes_of, part_mode
from vnplan.extraction.clauses.sentences import Sentences
from vnplan.extraction.targets.deciding import Decision, Decisions
from vnplan.extraction.targets.facts import Cues, facts_of, measured
from vnplan.extraction.targets.items import Lexicon, items_of
from vnplan.extraction.targets.keys import indicator_key
from vnplan.extraction.targets.level import Carried, Reading
from vnplan.extraction.targets.reading import readings_of
from vnplan.extraction.targets.record import TargetRecord
from vnplan.extraction.targets.tables import read_table
from vnplan.extraction.targets.times import DUE, deadline_of, own_period
from vnplan.grammar import Grammar, default_grammar
from vnplan.grammar.cues import words_pattern
from vnplan.lexing.cuewords import quantity_cues
from vnplan.lexing.periods import PeriodAnchor, PeriodIndex
from vnplan.lexing.quantities import Quantity
from vnplan.lexing.units import UnitRules
from vnplan.structure.model import Node, Structure
from vnplan.tables import Grid, grids_of
from vnplan.text import CleanText, fold, lower

if TYPE_CHECKING:
    from vnplan.agencies.mentions import Mention


@dataclass(slots=True)
class _Part:
    """What the sentences of a part share."""

    clean: CleanText
    grammar: Grammar
    mode: str
    year: int | None
    sentences: Sentences
    periods: PeriodIndex
    title: PeriodAnchor | None
    mentions: Sequence[Mention]
    found: list[TargetRecord]
    kinds: dict[int, str] = field(default_factory=dict)  # by the start of the quantity
    last: tuple[Block | None, Carried | None] = (None, None)  # what the paragraph before hands on
    counted: set[tuple[float | None, str]] = field(default_factory=set)

    @property
    def lexicon(self) -> Lexicon:
        return self.grammar.compiled(Lexicon.of)


@dataclass(slots=True)
class _Paragraph:
    """What the sentences of a paragraph hand on."""

    mood: bool = False
    topic: PeriodAnchor | None = None
    carried: Carried | None = None


def find_targets(
    clean: CleanText, structure: Structure, quantities: list[Quantity],
    periods: list[PeriodAnchor] | PeriodIndex | None = None, mentions: Sequence[Mention] = (),
    grids: Mapping[int, Grid] | None = None, grammar: Grammar | None = None, sentences: Sentences | None = None,
) -> list[TargetRecord]:  # fmt: skip
    """The targets, baselines, changes and planned quantities of a text, in order.

    >>> from vnplan.lexing.quantities import find_quantities
    >>> from vnplan.layout import lay_out
    >>> from vnplan.structure import build_structure
    >>> layout = lay_out("KẾ HOẠCH\\nPhát triển\\nI. MỤC TIÊU\\n1. Đến năm 2025, ít nhất 35% trẻ em nhà trẻ ra lớp.")
    >>> clean, structure = layout.clean, build_structure(layout)
    >>> [(r.kind, r.quantity.min, r.period.last) for r in find_targets(clean, structure, find_quantities(clean), None)]
    [('target', 35.0, '2025')]
    """
    found: list[TargetRecord] = []
    if not quantities and all(p.table < 0 for p in clean.paragraphs):
        return found
    grammar = grammar or default_grammar()
    grids = grids_of(clean, grammar) if grids is None else grids
    counted = measured(clean.lower, quantities, grammar.compiled(_lifespan))
    starts = [q.start for q in counted]
    split = sentences or Sentences.of(clean, grammar)
    for index, part in enumerate(structure.parts):
        mode = _mode(structure, index, grammar)
        if mode == "law" or part.end <= part.start:
            continue
        year = context_year(clean, structure, index)
        times = PeriodIndex.of(clean, periods, year, grammar=grammar)
        title = _title_period(structure, index, times)
        shared = _Part(clean, grammar, mode, year, split, times, title, mentions, found)
        for block in _title_blocks(structure, index):
            low, high = bisect_left(starts, block.start), bisect_left(starts, block.end)
            _read_block(shared, block, counted[low:high], aims_only=True)
        for block in blocks_of(clean, nodes_of(structure, index), grammar=grammar):
            if block.node.kind == "table":
                grid = grids[clean.paragraphs[clean.paragraph_at(block.start)].table]
                rows = read_table(clean, block, grid, shared.periods, mode, shared.title, grammar)
                found += [_comparable(clean, row, grammar) for row in rows]
                continue
            low, high = bisect_left(starts, block.start), bisect_left(starts, block.end)
            if low < high:
                _read_block(shared, block, counted[low:high])
    found.sort(key=lambda r: (r.start, r.quantity.start))
    return _linked(found)


def _lifespan(grammar: Grammar) -> re.Pattern[str]:
    return re.compile(words_pattern(grammar.compiled(Lexicon.of).lists["lifespan"]))


def _comparable(clean: CleanText, record: TargetRecord, grammar: Grammar) -> TargetRecord:
    """A record of a table with the one form of its unit, and the key of its indicator."""
    q = record.quantity
    normal = q.normal or grammar.compiled(UnitRules).normal(q.unit)
    words = " ".join(clean.text[a:b] for a, b in record.indicator)
    key = indicator_key(words, normal, q.dimension, grammar=grammar)
    return replace(record, quantity=replace(q, normal=normal), key=key)


def _mode(structure: Structure, index: int, grammar: Grammar) -> str:
    """The mode of a part; a resolution or notice that sets rules is read strictly."""
    mode = part_mode(structure, index, grammar=grammar)
    part = structure.parts[index]
    title = part.title or (structure.parts[0].title if index else None)
    if mode == "told" and title and grammar.rules("targets")["part.rules_title"].regex.search(lower(fold(title))):
        return "strict"
    return mode


def _titles(structure: Structure, index: int) -> list[tuple[int, int]]:
    return [(r.start, r.end) for r in structure.regions if r.part == index and r.kind in ("title", "attachment_title")]


def _title_period(structure: Structure, index: int, periods: PeriodIndex) -> PeriodAnchor | None:
    """The period that the title names: "… giai đoạn 2021 - 2025"."""
    for start, end in _titles(structure, index):
        found = [a for a in periods.between(start, end) if a.kind in DUE]
        if found:
            return found[-1]
    return None


def _title_blocks(structure: Structure, index: int) -> list[Block]:
    """The titles as blocks: "… với mục tiêu tăng trưởng đạt 8% trở lên" is aimed at."""
    return [Block(a, b, Node("paragraph", a, b, a), None) for a, b in _titles(structure, index)]


def _read_block(part: _Part, block: Block, quantities: list[Quantity], *, aims_only: bool = False) -> None:
    paragraph = _Paragraph()
    if part.last[0] is block.parent and block.node.kind == "paragraph":
        paragraph.carried = part.last[1]
    paragraph.mood = any(_sets_mood(part, above) for above in block.leads[-1:])
    at = 0
    for start, end in part.sentences.between(block.start, block.end):
        first = at
        while at < len(quantities) and quantities[at].start < end:
            at += 1
        _read_sentence(part, block, paragraph, (start, end), quantities[first:at], aims_only)
    part.last = (block.parent, paragraph.carried)


def _sets_mood(part: _Part, block: Block) -> bool:
    items = items_of(part.clean.lower, block.start, block.end, (), (), part.lexicon)
    return any(item.has("mood", "aim") and not item.has("no_aim") for item in items)


def _read_sentence(
    part: _Part, block: Block, paragraph: _Paragraph, bounds: tuple[int, int], quantities: list[Quantity],
    aims_only: bool,
) -> None:  # fmt: skip
    start, end = bounds
    low = part.clean.lower
    periods = part.periods.between(start, end)
    if not quantities:
        if any(i.has("mood") for i in items_of(low, start, end, (), (), part.lexicon)):
            paragraph.mood = True
        paragraph.topic = _topic(low, start, periods) or paragraph.topic
        return
    items = items_of(low, start, end, quantities, periods, part.lexicon)
    cues = Cues.of(items)
    readings, paragraph.carried = readings_of(items, paragraph.carried)
    if any(i.has("mood") and not i.has("no_aim") for i in items):
        paragraph.mood = True
    topic = _topic(low, start, periods)
    paragraph.topic = topic or paragraph.topic
    after_target = False
    item_start, times = start, [a for a in periods if a.kind in DUE]
    for n, reading in enumerate(readings):
        item_start = _new_item(low, readings[n - 1].end if n else start, reading.quantity.start) or item_start
        carried = _earlier(times, item_start, reading.quantity.start)
        record = _record(part, block, paragraph, reading, cues, carried, after_target)
        if record is None or (aims_only and record.rule != "target.aim"):
            continue
        if record.kind == "baseline" and block.section != "goal":
            paragraph.mood = False
        after_target = record.kind == "target"
        part.kinds[reading.quantity.start] = record.kind
        part.found.append(record)


def _topic(low: str, start: int, periods: Sequence[PeriodAnchor]) -> PeriodAnchor | None:
    """The period that a sentence begins with."""
    if periods and periods[0].kind in DUE and not low[start : periods[0].start].strip(" -+*.,:;()0123456789"):
        return periods[0]
    return None


def _earlier(periods: Sequence[PeriodAnchor], start: int, end: int) -> PeriodAnchor | None:
    """The last period between two offsets."""
    i = bisect_left(periods, end, key=lambda a: a.start)
    return periods[i - 1] if i and periods[i - 1].start >= start else None


def _new_item(low: str, start: int, end: int) -> int | None:
    """Where the last numbered item between two offsets begins: "; (ii) …"."""
    found = None
    opened = low.find("(", start, end)
    while opened >= 0:
        closed = low.find(")", opened, min(end, opened + 6))
        label = low[opened + 1 : closed] if closed > opened else ""
        if label and (label.isdigit() or len(label) == 1 or not label.strip("ivx")):
            found = opened
        opened = low.find("(", opened + 1, end)
    return found


def _record(
    part: _Part, block: Block, paragraph: _Paragraph, reading: Reading, cues: Cues, carried: PeriodAnchor | None,
    after_target: bool,
) -> TargetRecord | None:  # fmt: skip
    q = reading.quantity
    if any(q.normal.endswith(f"/{time}") for time in part.grammar.compiled(quantity_cues)["per_year"]):
        reading = replace(reading, facts=reading.facts | {"yearly"})
    own = own_period(reading, part.year)
    facts = facts_of(
        reading, cues, section=block.section, mode=part.mode, mood=paragraph.mood,
        parent=part.kinds.get(reading.parent) if reading.parent is not None else None, after_target=after_target,
        period=own or carried, own_due=own or carried, year=part.year,
        kept=_known(part, q),
    )  # fmt: skip
    decision = part.grammar.compiled(Decisions).decide(facts)
    if decision is None:
        return None
    indicator, joints = reading.indicator, reading.joints
    if not indicator:
        heading = _heading_range(block)
        if heading is None:
            return None
        indicator, joints = (heading,), ()
    period = deadline_of(reading, decision.kind, own, carried, paragraph.topic, block, part.periods, part.title)
    return _made(part, block, reading, decision, indicator, joints, period)


def _known(part: _Part, q: Quantity) -> frozenset[str]:
    """Whether a quantity is a frequency ("04 đợt/năm"), a price ("đồng/lít"), or counts what was counted before."""
    cues = part.grammar.compiled(quantity_cues)
    noun, _, rate = q.normal.partition("/")
    found = set()
    if rate in cues["per_time"] and noun in cues["occasions"]:
        found.add("frequency")
    if q.dimension == "money" and rate in cues["wares"]:
        found.add("price")
    if (q.min, q.normal) in part.counted:
        found.add("again")
    part.counted.add((q.min, q.normal))
    return frozenset(found)


def _made(
    part: _Part, block: Block, reading: Reading, decision: Decision, indicator: tuple[tuple[int, int], ...],
    joints: tuple[str, ...], period: PeriodAnchor | None,
) -> TargetRecord:  # fmt: skip
    q = reading.quantity
    evidence = [("value", q.start, q.end, q.rule)]
    if period is not None:
        evidence.append(("deadline", period.start, period.end, period.rule))
    evidence += [("indicator", a, b, reading.rule) for a, b in indicator]
    if reading.parent is not None:
        parent = reading.parent
        evidence.append(("part_of", parent, parent, "phrase.part"))
    words = " ".join(part.clean.text[a:b] for a, b in indicator)
    begin = min(reading.start, q.start)
    return TargetRecord(
        begin, reading.end, decision.kind, q, indicator, period, decision.id,
        key=indicator_key(words, q.normal, q.dimension, grammar=part.grammar),
        agencies=_agencies(part, block, begin, q), evidence=tuple(evidence), joints=joints,
    )  # fmt: skip


def _heading_range(block: Block) -> tuple[int, int] | None:
    """The nearest heading above that says something, for a value that stands alone."""
    for above in block.up():
        if above.node.heading is not None and above.node.kind != "attachment":
            return above.node.heading
    return None


def _agencies(part: _Part, block: Block, start: int, q: Quantity) -> tuple[Any, ...]:
    """The agencies that the sentence puts in charge: those at its head."""
    if not part.mentions:
        return ()
    i = bisect_left(part.mentions, start, key=lambda m: m.start)
    found = []
    at = start
    while i < len(part.mentions) and part.mentions[i].end <= q.start:
        mention = part.mentions[i]
        between = part.clean.lower[at : mention.start].strip(" ,;-+.()")
        if between not in part.lexicon.lists["charged"] and between:
            break
        found.append(mention.agency)
        at = mention.end
        i += 1
    return tuple(found)


def _linked(found: list[TargetRecord]) -> list[TargetRecord]:
    """Records with the index of the one that they refine."""
    at = {r.quantity.start: i for i, r in enumerate(found)}
    linked = []
    for record in found:
        whole = next((e[1] for e in record.evidence if e[0] == "part_of"), None)
        index = at.get(whole) if whole is not None else None
        if whole is not None and index is None:
            record = replace(record, evidence=tuple(e for e in record.evidence if e[0] != "part_of"))
        elif index is not None:
            of = found[index].quantity
            evidence = tuple((*e[:1], of.start, of.end, e[3]) if e[0] == "part_of" else e for e in record.evidence)
            record = replace(record, part_of=index, evidence=evidence)
        linked.append(record)
    return linked
