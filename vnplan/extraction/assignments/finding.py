"""Assignments: who must do what, in which role, by when.

Five readers, one for each form: headings that name an agency with its tasks below, sentences with an agency as subject
or addressee, labelled lines ("Đơn vị chủ trì: …"), tables with such columns, and enforcement articles. Each record
knows its rule; the knowledge is in grammars/roles.toml.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from vnplan.extraction.assignments.deadlines import deadline_of
from vnplan.extraction.assignments.lines import Label, labels_of
from vnplan.extraction.assignments.record import AssignmentRecord
from vnplan.extraction.assignments.roles import MentionIndex, Role, partners_in, roles
from vnplan.extraction.assignments.subjects import Clause, clauses_of, heading_of
from vnplan.extraction.assignments.tables import agencies_in, role_in, rows_of
from vnplan.extraction.clauses.blocks import Block, blocks_of, ends_with_colon
from vnplan.extraction.clauses.parts import context_year, part_mode
from vnplan.extraction.clauses.sentences import sentences
from vnplan.grammar import Grammar, default_grammar
from vnplan.lexing.periods import PeriodAnchor, PeriodIndex
from vnplan.structure.model import Node, Structure
from vnplan.tables import Grid, grids_of
from vnplan.text import CleanText

if TYPE_CHECKING:
    from vnplan.agencies.mentions import Mention

_SILENT = frozenset({"preamble", "header", "recipients", "signature", "furniture", "quote", "footnote"})
# Without one of these no clause of a law assigns, unless its heading speaks of duties.
_LAW_CUES = ("trách nhiệm", "chủ trì", "phối hợp", "tham mưu", "thi hành", "đầu mối", "thường trực")


@dataclass(slots=True)
class _Part:
    clean: CleanText
    mode: str
    mentions: MentionIndex
    periods: PeriodIndex
    issuer: str | None
    records: list[AssignmentRecord]
    grids: Mapping[int, Grid]
    grammar: Grammar
    children: dict[int, list[Block]] = field(default_factory=dict)
    taken: set[int] = field(default_factory=set)
    duties: dict[int, bool] = field(default_factory=dict)


def find_assignments(
    clean: CleanText, structure: Structure, mentions: Sequence[Mention],
    periods: list[PeriodAnchor] | PeriodIndex | None = None, grids: Mapping[int, Grid] | None = None,
    grammar: Grammar | None = None,
) -> list[AssignmentRecord]:  # fmt: skip
    """The assignments of a text in order, one record for each agency.

    >>> from vnplan.agencies.mentions import find_mentions
    >>> from vnplan.layout import lay_out
    >>> from vnplan.structure import build_structure
    >>> layout = lay_out("1. Sở Nội vụ\\n- Chủ trì, phối hợp với Sở Tài chính rà soát biên chế trước ngày 01/3/2025.")
    >>> clean, structure = layout.clean, build_structure(layout)
    >>> found = find_assignments(clean, structure, find_mentions(clean))
    >>> [(r.mention.agency.name, r.role, r.period.last) for r in found]
    [('Sở Nội vụ', 'lead', '2025-03-01')]
    """
    records: list[AssignmentRecord] = []
    if not mentions:
        return records
    index = MentionIndex(mentions)
    grammar = grammar or default_grammar()
    grids = grids_of(clean, grammar) if grids is None else grids
    for number, part in enumerate(structure.parts):
        if part.end <= part.start or not index.any_between(part.start, part.end):
            continue
        nodes = _nodes_of(structure, number)
        mode = part_mode(structure, number)
        year = context_year(clean, structure, number)
        issuers = part.issuers or structure.parts[0].issuers
        shared = _Part(clean, mode, index, PeriodIndex.of(clean, periods, year), issuers[0].id if issuers else None,
                       records, grids, grammar)  # fmt: skip
        blocks = blocks_of(clean, nodes, mode != "law")
        for block in blocks:
            if block.parent is not None:
                shared.children.setdefault(id(block.parent), []).append(block)
        top = [block for block in blocks if block.parent is None]
        _read(shared, top, False)
    records.sort(key=lambda r: (r.start, r.mention.start))
    return records


def _nodes_of(structure: Structure, number: int) -> list[Node]:
    part = structure.parts[number]
    if number:
        return [part.node] if part.node is not None else []
    return [n for n in structure.nodes if n.kind != "attachment" and part.start <= n.start < part.end]


def _read(part: _Part, blocks: list[Block], procedure: bool) -> None:
    """The blocks of one level: headings first, then lines, tables and sentences; then the levels below."""
    task: Block | None = None
    for i, block in enumerate(blocks):
        node = block.node
        if node.kind in _SILENT or not part.mentions.any_between(node.start, node.end):
            task = block
            continue
        if id(node) in part.taken:
            _read(part, [b for b in part.children.get(id(block), ()) if id(b.node) not in part.taken], procedure)
            continue
        if node.kind == "table":
            _table(part, block)
            continue
        below = part.children.get(id(block), [])
        proc = procedure or (node.heading is not None and roles()["section.procedure"].search(
            part.clean.lower, block.start, min(block.end, block.start + 200)) is not None)  # fmt: skip
        labels = labels_of(part.clean, block.start, block.end)
        if any(label.role is not None for label in labels):
            _lines(part, block, labels, task, blocks[i + 1 :], below)
            _read(part, below, proc)
            continue
        if block.section == "status" and node.kind != "dieu":
            continue
        heading = None if proc else heading_of(part.clean, block, part.mentions, bool(below) or _follows(blocks, i))
        if heading is not None:
            _under(part, block, heading, below or [], blocks[i + 1 :])
        else:
            _sentences(part, block, proc, below)
        _read(part, below, proc)
        if not labels:
            task = block


def _follows(blocks: list[Block], i: int) -> bool:
    """Whether a plain paragraph is followed by bullets, as a heading without a number is."""
    return blocks[i].node.kind == "paragraph" and i + 1 < len(blocks) and blocks[i + 1].node.kind in ("gach", "diem")


# -- headings -----------------------------------------------------------------------------------------------------


def _under(part: _Part, block: Block, heading: Clause, below: list[Block], after: list[Block]) -> None:
    """The tasks of an agency heading: the words after it on its own line, then each item under it."""
    clean = part.clean
    own_text = clean.text[heading.body : block.end].strip(" :.;,-\n")
    items = below
    if not below and block.node.kind == "paragraph" and not own_text:
        items = []
        for sibling in after:
            if sibling.node.kind not in ("gach", "diem"):
                break
            items.append(sibling)
    if own_text and roles().directive(clean.lower[heading.body : block.end]):
        end = block.node.end if ends_with_colon(clean.text, block.start, block.end) and below else block.end
        _task(part, heading, heading.body, end, "assignment.heading_line", block)
        if end > block.end:
            part.taken.update(id(b.node) for b in below)
            return
    for i, item in enumerate(items):
        _item(part, heading, item, i + 1 < len(items), 0)


def _item(part: _Part, heading: Clause, item: Block, more: bool, depth: int) -> None:
    """One item under an agency heading: one task, unless it names another agency or is a heading of its own."""
    clean, node = part.clean, item.node
    if node.kind in ("table", *_SILENT) or id(node) in part.taken:
        return
    if item.start <= heading.subject.mentions[0].start < item.end:
        return  # the heading's own agencies, on a line below it
    words = clean.lower[item.start : item.end]
    if roles()["closing.words"].match(words.lstrip(" -+*\n")):
        return
    below = part.children.get(id(item), [])
    labels = labels_of(clean, item.start, item.end)
    if labels:
        return
    if part.mentions.any_between(item.start, max(item.end, min(node.end, item.end + 90))):
        if heading_of(clean, item, part.mentions, bool(below)) is not None:
            return
        clauses = clauses_of(clean, item, part.mentions, part.mode, part.issuer, lambda: True)
        known = {m.agency.id for m in heading.subject.mentions}
        first = clauses[0] if clauses else None
        if first is not None and first.rule == "assignment.sentence" and first.start - item.start < 60 and (
            not any(m.agency.id in known for m in first.subject.mentions)
        ):
            return
    if depth < 2 and below and node.heading is not None and not roles().directive(words) and (
        not any(b.node.kind == "table" for b in below)
    ):
        part.taken.add(id(node))
        for i, child in enumerate(below):
            _item(part, heading, child, i + 1 < len(below), depth + 1)
        return
    if words.rstrip().endswith(":") and node.kind == "paragraph" and more and not roles()["role.cue"].search(words):
        return
    if not roles().directive(words) and (part.mode != "plan" or len(words) < 30 or roles()["item.none"].match(words)):
        return
    if roles()["verb.telling"].match(words):
        return
    part.taken.add(id(node))
    end = node.end
    for child in below:
        if roles()["closing.words"].match(clean.lower[child.start : child.end].lstrip(" -+*\n")):
            # The plan's last paragraphs hang below its last item and are none of its words.
            end = child.node.start
            break
        part.taken.add(id(child.node))
    _task(part, heading, item.start, end, "assignment.item", item)


def _task(part: _Part, heading: Clause, start: int, end: int, rule: str, block: Block) -> None:
    """Records for a task under a heading; a sentence with a role of its own makes records of its own."""
    clean = part.clean
    pieces: list[tuple[int, int, Role, str]] = []
    for a, b in sentences(clean, start, end):
        words = clean.lower[a:b]
        if pieces and roles()["closing.words"].match(words):
            end = a
            break
        role, why = roles().role_of(words[_own_name(part, heading, a, b) :])
        if not pieces or (role != "implement" and role != pieces[-1][2] and clean.text[a].isupper() and (
            roles()["verb.strong"].match(words)
        )):
            pieces.append((a, b, role, why))
        else:
            pieces[-1] = (pieces[-1][0], b, *pieces[-1][2:])
    for a, b, role, why in pieces:
        role = heading.role if heading.role != "implement" and role == "implement" else role
        _records(part, heading, a, b, role, (rule, why), (a, b), block)


def _own_name(part: _Part, heading: Clause, start: int, end: int) -> int:
    """How many letters of a task repeat the heading's agency: "Công an tỉnh chủ trì …" under "3. Công an tỉnh"."""
    known = {m.agency.id for m in heading.subject.mentions}
    for mention in part.mentions.between(start, min(end, start + 3)):
        if mention.agency.id in known:
            return mention.end - start
    return 0


def _records(
    part: _Part, clause: Clause, start: int, end: int, role: Role, rule: tuple[str, str], task: tuple[int, int],
    block: Block,
) -> None:  # fmt: skip
    """One record for each agency of a subject."""
    while end > start and part.clean.text[end - 1] in " \n":
        end -= 1
    if end <= start:
        return
    partners = partners_in(part.clean, part.mentions, *task)
    period = deadline_of(part.clean.lower, part.periods, task[0], end, block)
    evidence = [("role", task[0], min(task[0] + 40, task[1]), rule[1])]
    if period is not None:
        evidence.append(("deadline", period.start, period.end, period.rule))
    for mention in clause.subject.mentions:
        others = tuple(p for p in partners if p.agency.id != mention.agency.id)
        named = ("agency", mention.start, mention.end, mention.rule)
        part.records.append(AssignmentRecord(start, end, mention, role, (task,), others, period, rule[0],
                                             (named, *evidence)))  # fmt: skip


# -- sentences ----------------------------------------------------------------------------------------------------


def _sentences(part: _Part, block: Block, procedure: bool, below: list[Block]) -> None:
    """Clauses with an agency as subject or addressee, and enforcement sentences."""
    clean = part.clean
    if part.mode == "law" and not part.mentions.any_between(block.start, block.start + 12) and not any(
        clean.lower.find(cue, block.start, block.end) >= 0 for cue in _LAW_CUES
    ) and not _duty(part, block):
        return
    clauses = clauses_of(clean, block, part.mentions, part.mode, part.issuer,
                         lambda: not procedure and _duty(part, block))  # fmt: skip
    for i, clause in enumerate(clauses):
        end = block.end
        if i + 1 < len(clauses):  # two subjects of one sentence: the second begins where its agencies stand
            following = clauses[i + 1]
            end = following.start if following.start > clause.body else following.subject.start
        if clause.enforces:
            _records(part, clause, clause.start, clause.end, "implement", ("assignment.enforcement", "enforce.words"),
                     (clause.body, clause.end), block)  # fmt: skip
            continue
        if i + 1 == len(clauses) and ends_with_colon(clean.text, block.start, block.end) and below:
            end = block.node.end
            part.taken.update(id(b.node) for b in below)
        end = min(end, _closing(part, clause.body, end))
        _records(part, clause, clause.start, end, clause.role, (clause.rule, clause.why), (clause.body, end), block)


def _closing(part: _Part, start: int, end: int) -> int:
    for a, _ in sentences(part.clean, start, end):
        if a > start and roles()["closing.words"].match(part.clean.lower[a:end]):
            return a
    return end


def _duty(part: _Part, block: Block) -> bool:
    """Whether plain verbs assign here: everywhere in plans and decisions, under duty headings in laws."""
    if part.mode != "law":
        return True
    above = block.leads[-1] if block.leads else block.parent
    if above is None:
        return False
    known = part.duties.get(id(above))
    if known is None:
        span = above.node.heading or (above.start, min(above.end, above.start + 120))
        found = roles()["section.duty"].search(part.clean.lower, *span) is not None
        known = part.duties[id(above)] = found or _duty(part, above)
    return known


# -- lines and tables ---------------------------------------------------------------------------------------------


def _lines(
    part: _Part, block: Block, labels: list[Label], task: Block | None, after: list[Block], below: list[Block]
) -> None:
    """Labelled lines: each agency on them with the label's role; the task stands before, the time on its own line."""
    clean = part.clean
    first = labels[0].start
    words: tuple[int, int] | None = None
    if clean.text[block.start : first].strip(" -+*(•\n"):
        words = (block.start, first)
    elif task is not None and block.parent is not None and task.parent is block.parent:
        words = (task.start, task.node.end if task.node.end <= block.start else task.end)
    elif block.parent is not None and block.parent.node.kind != "attachment":
        words = (block.parent.start, block.parent.end)
    if words is None:
        words = (block.start, block.end)
    period = _time_of(part, labels)
    for sibling in [] if period is not None else [*below[:3], *after[:4]]:
        found = labels_of(clean, sibling.start, sibling.end)
        if not found and not roles()["label.other"].match(clean.lower[sibling.start : sibling.end]):
            break
        period = _time_of(part, found)
        if period is not None:
            break
    named = {label.role: part.mentions.between(label.body, label.end) for label in labels if label.role}
    for label in labels:
        if label.role is None:
            continue
        partners = named.get("coordinate", []) if label.role != "coordinate" else []
        if label.role != "coordinate" and not partners:
            for sibling in after[:2]:
                for other in labels_of(clean, sibling.start, sibling.end):
                    if other.role == "coordinate":
                        partners = part.mentions.between(other.body, other.end)
                if partners:
                    break
        for mention in part.mentions.between(label.body, label.end):
            evidence = [("agency", mention.start, mention.end, mention.rule),
                        ("role", label.start, label.body, "label.agency")]  # fmt: skip
            if period is not None:
                evidence.append(("deadline", period.start, period.end, period.rule))
            part.records.append(AssignmentRecord(
                label.start, label.end, mention, label.role, (words,), tuple(partners), period, "assignment.line",
                tuple(evidence)))  # fmt: skip


def _time_of(part: _Part, labels: list[Label]) -> PeriodAnchor | None:
    for label in labels:
        if label.time:
            found = [a for a in part.periods.between(label.body, label.end) if a.kind != "compared"]
            if found:
                return found[0]
    return None


def _table(part: _Part, block: Block) -> None:
    clean = part.clean
    grid = part.grids[clean.paragraphs[clean.paragraph_at(block.start)].table]
    for row in rows_of(clean, grid, part.mentions, part.periods, part.mode, part.grammar):
        named = [(cell, column, agencies_in(clean, part.mentions, (cell.start, cell.end), column, part.grammar))
                 for cell, column in row.cells]  # fmt: skip
        coordinate = [m for _, _, found in named for m, role in found if role == "coordinate"]
        for cell, column, found in named:
            for mention, own in found:
                role = role_in(clean.lower[slice(*row.task)], own)
                evidence = [("agency", mention.start, mention.end, mention.rule),
                            ("role", cell.start, cell.end, f"column.{column}")]  # fmt: skip
                if row.period is not None:
                    evidence.append(("deadline", row.period.start, row.period.end, row.period.rule))
                elif row.time is not None:  # "Thường xuyên": a time without a date
                    evidence.append(("time", row.time.start, row.time.end, "column.time"))
                part.records.append(AssignmentRecord(
                    row.start, row.end, mention, role, (row.task,), tuple(coordinate) if role != "coordinate" else (),
                    row.period, "assignment.table", tuple(evidence)))  # fmt: skip
