"""Targets: which quantities a plan aims at, which it has reached, by how much they changed, what else it plans.

A quantity becomes a record by where it stands (section of the tree), the words of its sentence and its dimension. The
knowledge is in grammars/targets.toml; the way: blocks → sentences → quantities → kind, indicator, period, refinement.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from vnplan.extraction.clauses.blocks import Block, blocks_of
from vnplan.extraction.clauses.parts import context_year, part_mode
from vnplan.extraction.clauses.sentences import sentences
from vnplan.extraction.targets.keys import indicator_key
from vnplan.extraction.targets.phrases import Phrase, bracketed, indicator_of
from vnplan.extraction.targets.record import TargetRecord
from vnplan.extraction.targets.tables import read_table
from vnplan.grammar import Grammar, default_grammar, rules
from vnplan.lexing.periods import PeriodAnchor, PeriodIndex, with_recurrence
from vnplan.lexing.quantities import Quantity
from vnplan.structure.model import Node, Structure
from vnplan.tables import Grid, grids_of
from vnplan.text import CleanText

if TYPE_CHECKING:
    from vnplan.agencies.mentions import Mention

_MEASURES = frozenset({"percent", "count", "money", "area", "length", "weight", "volume", "energy", "ratio"})
_DEADLINE_KINDS = frozenset({"until", "in", "within", "span", "recurring"})
# A refinement of fewer letters ("trên chuẩn") does not say whose it is.
_SHORT = 30
_NEXT_ITEM = re.compile(r";\s*\((?:[ivx]+|\d|[a-zđ])\)")
_COMPARED = re.compile(r"\s*\(?\s*so với")


@dataclass(slots=True)
class _Part:
    """What the sentences of a part share."""

    clean: CleanText
    mode: str
    year: int | None
    periods: PeriodIndex
    title: PeriodAnchor | None
    mentions: Sequence[Mention]
    records: list[TargetRecord]
    cues: dict[str, re.Pattern[str]] = field(default_factory=dict)


def find_targets(
    clean: CleanText, structure: Structure, quantities: list[Quantity],
    periods: list[PeriodAnchor] | PeriodIndex | None = None, mentions: Sequence[Mention] = (),
    grids: Mapping[int, Grid] | None = None, grammar: Grammar | None = None,
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
    records: list[TargetRecord] = []
    if not quantities and all(p.table < 0 for p in clean.paragraphs):
        return records
    grammar = grammar or default_grammar()
    grids = grids_of(clean, grammar) if grids is None else grids
    starts = [q.start for q in quantities]
    cues = {r.id: r.regex for r in rules("targets") if r.id.startswith(("cue.", "quantity.", "phrase."))}
    for index, part in enumerate(structure.parts):
        mode = part_mode(structure, index)
        if mode == "law" or part.end <= part.start:
            continue
        year = context_year(clean, structure, index)
        found = PeriodIndex.of(clean, periods, year)
        shared = _Part(clean, mode, year, found, _title_period(structure, index, found), mentions, records, cues)
        for block in blocks_of(clean, _nodes_of(structure, index)):
            if block.node.kind == "table":
                grid = grids[clean.paragraphs[clean.paragraph_at(block.start)].table]
                records += read_table(clean, block, grid, shared.periods, mode, shared.title, grammar)
                continue
            low, high = bisect_left(starts, block.start), bisect_left(starts, block.end)
            if low < high:
                _read_block(shared, block, quantities[low:high])
    records.sort(key=lambda r: (r.start, r.quantity.start))
    return _linked(records)


def _nodes_of(structure: Structure, index: int) -> list[Node]:
    part = structure.parts[index]
    if index:
        return [part.node] if part.node is not None else []
    return [n for n in structure.nodes if n.kind != "attachment" and part.start <= n.start < part.end]


def _title_period(structure: Structure, index: int, periods: PeriodIndex) -> PeriodAnchor | None:
    """The period that the title names: "… giai đoạn 2021 - 2025"."""
    for region in structure.regions:
        if region.part == index and region.kind in ("title", "attachment_title"):
            found = [a for a in periods.between(region.start, region.end) if a.kind in _DEADLINE_KINDS]
            if found:
                return found[-1]
    return None


def _read_block(part: _Part, block: Block, quantities: list[Quantity]) -> None:
    clean, low = part.clean, part.clean.lower
    mood: str | None = None
    measured = [q for q in quantities if q.dimension in _MEASURES]
    if not measured:
        return
    for start, end in sentences(clean, block.start, block.end):
        inside = [q for q in measured if start <= q.start < end]
        sentence = low[start:end]
        if part.cues["cue.mood"].search(sentence):
            mood = "goal"
        if not inside:
            continue
        previous: TargetRecord | None = None
        whole, at = _Whole(low, part.cues), start
        for i, q in enumerate(inside):
            refined = whole.step(at, q.start, previous)
            at = q.end
            nxt = inside[i + 1].start if i + 1 < len(inside) else None
            decided = _kind(part, block, q, start, end, mood, previous)
            if decided is None or (decided[0] in ("target", "planned") and _located(part, q, start)):
                continue
            kind, rule = decided
            if kind == "baseline" and block.section not in ("goal",):
                mood = None
            record = _record(part, block, q, kind, rule, (start, end, nxt), previous, refined, whole.beside())
            if record is not None:
                part.records.append(record)
                previous = record


def _kind(
    part: _Part, block: Block, q: Quantity, start: int, end: int, mood: str | None, previous: TargetRecord | None
) -> tuple[str, str] | None:
    """Kind and the rule that decided it; None when the quantity is no result of a plan."""
    low = part.clean.lower
    before = low[start : q.start]
    near = before[-90:]
    section = block.section
    aim = part.cues["cue.aim"].search(before) is not None
    due = _due_before(part, start, q)
    reached = part.cues["cue.reached"].search(before) is not None and not aim
    changed = part.cues["cue.change"].search(near) is not None
    if part.cues["quantity.frequency"].search(q.unit.lower()) and section != "status":
        return ("planned", "planned.quantity") if part.mode == "plan" else None
    if section == "status":
        if part.cues["cue.aim_strong"].search(before) and not _past(part, due):
            return "target", "target.aim_in_status"
        if part.mode == "strict":
            return None
        if q.origin:
            return "baseline", "baseline.origin"
        return ("change", "change.status") if changed else ("baseline", "baseline.section")
    if q.origin:
        return ("baseline", "baseline.origin") if part.mode == "plan" else None
    if section == "goal":
        if reached and not (previous is not None and previous.kind == "target" and "tăng" in near):
            return ("change", "change.goal") if changed else ("baseline", "baseline.cue")
        if _COMPARED.match(low, q.end) and "năm" not in before[-40:] and not changed and not aim:
            return "baseline", "baseline.compared"
        if part.mode == "strict" and part.cues["cue.norm"].search(before) and not aim:
            return None
        return "target", "target.section"
    norm = part.cues["cue.norm"].search(before) is not None
    if section == "legal" or norm:
        return ("target", "target.aim") if aim and section != "legal" else None
    if section == "budget":
        return ("planned", "planned.budget") if q.dimension == "money" and part.mode == "plan" else None
    if aim:
        return "target", "target.aim"
    if reached or _past(part, due):
        if part.mode != "plan":
            return None
        return ("change", "change.cue") if changed else ("baseline", "baseline.cue")
    if mood == "goal" and part.mode == "plan":
        return "target", "target.mood"
    if part.mode != "plan":
        return None
    if due is not None and due.kind in ("until", "span") and (q.dimension == "percent" or len(due.last or "") == 4):
        return "target", "target.due"
    if q.dimension == "percent" and section != "purpose":
        intend = part.cues["cue.intend"].search(before)
        if intend is not None or (previous is not None and previous.kind == "target"):
            return "target", "target.intend"
    return ("planned", "planned.quantity") if q.dimension in ("percent", "count", "money") else None


def _located(part: _Part, q: Quantity, start: int) -> bool:
    """Whether things are counted only to say where something is done: "hoàn thành việc còn lại tại 02 công trình"."""
    if q.dimension != "count" or q.min != q.max:
        return False
    return part.cues["cue.located"].search(part.clean.lower, max(start, q.start - 12), q.start) is not None


def _due_before(part: _Part, start: int, q: Quantity) -> PeriodAnchor | None:
    found = [a for a in part.periods.between(start, q.start) if a.kind in _DEADLINE_KINDS and a.kind != "recurring"]
    return found[-1] if found else None


def _past(part: _Part, anchor: PeriodAnchor | None) -> bool:
    """Whether a period lies before the document's year."""
    return anchor is not None and part.year is not None and anchor.year is not None and anchor.year < part.year


def _record(
    part: _Part, block: Block, q: Quantity, kind: str, rule: str, bounds: tuple[int, int, int | None],
    previous: TargetRecord | None, refined: TargetRecord | None, beside: list[tuple[int, int]],
) -> TargetRecord | None:  # fmt: skip
    low = part.clean.lower
    start, end, nxt = bounds
    phrase = indicator_of(low, q, max(start, previous.quantity.end if previous is not None else start), end, nxt)
    if kind == "change":
        refined = None
    ranges: list[tuple[int, int]] = []
    if phrase is not None:
        ranges.append((phrase.start, phrase.end))
        if refined is not None and q.dimension == "percent" and phrase.end - phrase.start < _SHORT:
            ranges.insert(0, refined.indicator[0])
        elif beside and phrase.kind == "before":
            ranges.insert(0, beside[0])
    elif beside:
        ranges = beside
    elif previous is not None:
        ranges = list(previous.indicator)
    else:
        fallback = bracketed(low, q, start) or _heading_range(block)
        if fallback is None:
            return None
        ranges = [fallback]
    begin, stop = q.start, q.end
    if phrase is not None:
        begin, stop = (phrase.start, q.end) if phrase.kind == "before" else (q.start, max(q.end, phrase.end))
    anchor = _deadline(part, block, q, kind, start, stop, phrase, previous, nxt if nxt is not None else end)
    words = _words(part.clean, ranges)
    parent = _words(part.clean, refined.indicator) if refined is not None else ""
    evidence = [("value", q.start, q.end, q.rule)]
    if anchor is not None:
        evidence.append(("deadline", anchor.start, anchor.end, anchor.rule))
    if phrase is not None:
        evidence.append(("indicator", phrase.start, phrase.end, f"phrase.{phrase.kind}"))
    key = indicator_key(_words(part.clean, ranges[-1:]), parent) or indicator_key(words)
    record = TargetRecord(
        begin, stop, kind, q, tuple(ranges), anchor, rule, key=key, evidence=tuple(evidence),
        agencies=_agencies(part, block, start, q),
    )
    if refined is not None:
        # The index is known when all records are in order; until then the evidence tells which record is meant.
        record.part_of = -1
        whole = ("part_of", refined.quantity.start, refined.quantity.end, "phrase.structure")
        record.evidence = (*record.evidence, whole)
    return record


@dataclass(slots=True)
class _Whole:
    """What "trong đó" and brackets refine, while a sentence is read: a stack, one level for each open bracket."""

    low: str
    cues: dict[str, re.Pattern[str]]
    levels: list[_Level] = field(default_factory=lambda: [_Level()])

    def step(self, start: int, end: int, previous: TargetRecord | None) -> TargetRecord | None:
        """Read the words between two quantities; the record that the next one refines."""
        if previous is not None:
            self.levels[-1].last = previous
        for m in self.cues["phrase.structure"].finditer(self.low, start, end):
            word, level = m[0], self.levels[-1]
            if word == "(":
                before = self.low[max(start, m.start() - 60) : m.start()]
                inner = self.low[m.end() : m.end() + 30]
                aside = "so với" in before or self.cues["phrase.aside"].match(inner) is not None
                words = (self._aside_words(start, m.start()) if "so với" in before else (0, 0)) if aside else None
                refined = None if aside else level.last
                self.levels.append(_Level(whole=refined, listed=True, beside=level.last, words=words))
            elif word == ")":
                if len(self.levels) > 1:
                    self.levels.pop()
            elif word == ";":
                if not level.listed:
                    level.whole = None
            elif level.last is not None:
                level.whole, level.listed = level.last, word.endswith(":")
        return self.levels[-1].whole

    def beside(self) -> list[tuple[int, int]]:
        """The indicator that a bracket compares with, and the words that lead to the bracket; empty outside one."""
        level = self.levels[-1]
        if level.words is None or level.beside is None:
            return []
        return [level.beside.indicator[0], *([level.words] if level.words[1] else [])]

    def _aside_words(self, start: int, end: int) -> tuple[int, int]:
        """ "thấp hơn so với bình quân của cả nước" before "(7,85%)"."""
        begin = max(self.low.rfind(mark, start, end) for mark in (",", ";", ")", " và "))
        begin = max(begin + 1, start)
        while begin < end and self.low[begin] in " ,;)":
            begin += 1
        return begin, max(begin, len(self.low[:end].rstrip()))


@dataclass(slots=True)
class _Level:
    """One level of brackets: its last record, what its records refine, and whether that list goes on after ";"."""

    beside: TargetRecord | None = None
    words: tuple[int, int] | None = None
    last: TargetRecord | None = None
    whole: TargetRecord | None = None
    listed: bool = False


def _heading_range(block: Block) -> tuple[int, int] | None:
    for above in block.up():
        if above.node.heading is not None and above.node.kind != "attachment":
            return above.node.heading
    return None


def _words(clean: CleanText, ranges: Sequence[tuple[int, int]]) -> str:
    return " ".join(" ".join(clean.text[a:b].split()) for a, b in ranges)


def _deadline(
    part: _Part, block: Block, q: Quantity, kind: str, start: int, stop: int, phrase: Phrase | None,
    previous: TargetRecord | None, right: int,
) -> PeriodAnchor | None:  # fmt: skip
    """The period of a quantity: in its clause, before it in the paragraph, in a lead-in or heading, in the title."""
    low = part.clean.lower
    every = part.cues["quantity.every_year"].match(low[q.end : q.end + 12])
    own = previous.quantity.end if previous is not None and previous.quantity.end > start else start
    clause = max(own, low.rfind(";", own, q.start) + 1)
    before = [a for a in part.periods.between(clause, q.start) if a.kind in _DEADLINE_KINDS]
    limit = min(right, stop + 60)
    semicolon = low.find(";", q.end, limit)
    if semicolon >= 0:
        limit = semicolon
    if before:
        # "hằng năm, … đạt 20% xã năm 2025": the year after the value is nearer than the rhythm before it.
        comma = low.find(",", stop, limit)
        near = part.periods.between(q.end, comma if comma >= 0 else limit)
        own_year = [a for a in near if a.kind in ("within", "in") and not _past(part, a)]
        if own_year and before[-1].kind in ("recurring", "span"):
            return own_year[0]
        return with_recurrence(before[-1], "annual") if every and not before[-1].recurrence else before[-1]
    after = [a for a in part.periods.between(q.end, limit) if a.kind in ("until", "within", "recurring")]
    if after:
        return after[0]
    if every:
        at, to = q.end + every.start(), q.end + every.end()
        return PeriodAnchor(at, to, "recurring", None, None, "annual", "period.annual")
    if previous is not None and previous.period is not None and block.start <= previous.period.start < q.start:
        return previous.period
    earlier = [a for a in part.periods.between(block.start, q.start) if a.kind in _DEADLINE_KINDS]
    if kind in ("baseline", "change"):  # "(i) … 06 tháng cuối năm (7,4%); (ii) giải ngân đạt …": an item of its own
        earlier = [a for a in earlier if not _NEXT_ITEM.search(low, a.end, q.start)]
    if earlier:
        return earlier[-1]
    if kind in ("baseline", "change"):
        return None
    for above in block.up():
        if above is block or above.node.kind == "attachment":
            continue
        found = [a for a in part.periods.between(above.start, above.end) if a.kind in _DEADLINE_KINDS]
        if found:
            return found[-1]
    return part.title


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
        if between not in ("", "và", "giao", "yêu cầu", "đề nghị", "các"):
            break
        found.append(mention.agency)
        at = mention.end
        i += 1
    return tuple(found)


def _linked(records: list[TargetRecord]) -> list[TargetRecord]:
    """Indices for part_of: the record that the evidence names."""
    at = {r.quantity.start: i for i, r in enumerate(records)}
    for record in records:
        if record.part_of == -1:
            whole = next(e for e in record.evidence if e[0] == "part_of")
            record.part_of = at.get(whole[1])
    return records
