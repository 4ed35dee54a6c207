"""The tree read for tasks: agency headings with their items, sentences and what they lead to, lines, tables.

One record for each agency and item. A heading or a lead-in puts its agencies in charge of the items below it; each item
has its own role, partners and time, and takes the lead-in's where it has none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from vnplan.extraction.assignments.headings import heading_of
from vnplan.extraction.assignments.lines import Label, labels_of, named_in, task_of, time_of
from vnplan.extraction.assignments.making import Owner, RecordMaker
from vnplan.extraction.assignments.predicates import Assigned, Clauses, Setting
from vnplan.extraction.assignments.record import AssignmentRecord
from vnplan.extraction.assignments.roles import RoleRules
from vnplan.extraction.assignments.subjects import Subjects
from vnplan.extraction.assignments.tables import agencies_in, role_in, rows_of
from vnplan.extraction.clauses.blocks import Block, ends_with_colon
from vnplan.extraction.clauses.layer import ClauseLayer
from vnplan.grammar import Grammar
from vnplan.tables import Grid

SILENT = frozenset({"preamble", "header", "recipients", "signature", "furniture", "quote", "footnote"})
_ITEMS = ("gach", "diem")
_TRIMMED = " -+*\n"
_DEEPEST = 2
# A nominal item of a plan ("Công tác tuyên truyền về …") is a task from so many letters on.
_SHORTEST_NOMINAL = 30
# A sentence with an agency of its own begins within so many letters of an item.
_FIRST = 60


@dataclass(frozen=True, slots=True)
class ItemReader:
    """Reads the blocks of one part."""

    layer: ClauseLayer
    rules: RoleRules
    subjects: Subjects
    clauses: Clauses
    make: RecordMaker
    setting: Setting
    grids: Mapping[int, Grid]
    grammar: Grammar

    # -- levels -------------------------------------------------------------------------------------------------------

    def read(self, blocks: Sequence[Block], procedure: bool = False) -> Iterator[AssignmentRecord]:
        """The records of one level of blocks, and of the levels below it."""
        done = 0
        for i, block in enumerate(blocks):
            if i < done or block.node.kind in SILENT:
                continue
            if block.node.kind == "table":
                yield from self._table(block)
                continue
            if block.section == "status" and block.node.kind != "dieu":
                continue
            below = self.layer.below(block)
            procedural = procedure or self._procedure(block)
            labels = labels_of(self.rules, self.layer.clean, block.start, block.end)
            if any(label.role is not None for label in labels):
                yield from self._lines(block, labels, blocks[:i], blocks[i + 1 :], below)
                yield from self.read(below, procedural)
                continue
            follow = () if below or block.node.kind != "paragraph" else _run(blocks[i + 1 :])
            items = below or follow
            heading = None if procedural else heading_of(self.subjects, block, bool(items))
            if heading is not None:
                role, why = self.rules.role_of(self.layer.clean.lower[heading.subject.end : heading.body])
                owner = Owner(heading.subject, "assignment.item", role, why)
                records, whole = self._heading_line(block, owner, heading.body, items)
                yield from records
                if not whole:
                    yield from self._under(owner, items, procedural)
            else:
                records, led = self._sentences(block, items, procedural)
                yield from records
                if not led:
                    yield from self.read(items, procedural)
            if follow:
                done = i + 1 + len(follow)

    def _procedure(self, block: Block) -> bool:
        return block.node.heading is not None and self.rules["section.procedure"].search(
            self.layer.clean.lower, block.start, min(block.end, block.start + 200)
        ) is not None

    # -- headings and items -------------------------------------------------------------------------------------------

    def _heading_line(
        self, block: Block, owner: Owner, body: int, items: Sequence[Block]
    ) -> tuple[list[AssignmentRecord], bool]:
        """The task on a heading's own line, and whether it takes in what stands below: "a) Sở Y tế: Rà soát …"."""
        low = self.layer.clean.lower
        while body < block.end and low[body] in " :.;,-\n":
            body += 1
        if not self.rules.directive(low[body : block.end]):
            return [], False
        owner = replace(owner, rule="assignment.heading_line")
        if items and ends_with_colon(self.layer.clean.text, block.start, block.end):
            return self._led(owner, body, block, items), True
        return self.make.whole(owner, body, self._closed(body, block.end), block), False

    def _under(
        self, owner: Owner, items: Sequence[Block], procedure: bool, depth: int = 0
    ) -> Iterator[AssignmentRecord]:
        for i, item in enumerate(items):
            found = self._item(owner, item, i + 1 < len(items), procedure, depth)
            if found is None:
                yield from self.read((item,), procedure)
            else:
                yield from found

    def _item(
        self, owner: Owner, item: Block, more: bool, procedure: bool, depth: int
    ) -> list[AssignmentRecord] | None:
        """The records of an item under an agency; None when it is none of the agency's and is read for itself."""
        clean, node = self.layer.clean, item.node
        if node.kind == "table" or node.kind in SILENT:
            return None
        if item.start <= owner.subject.mentions[0].start < item.end:
            return []  # the heading's own agencies, on a line below it
        words = clean.lower[item.start : item.end]
        if self._closes(words) or labels_of(self.rules, clean, item.start, item.end) or self._other(owner, item):
            return None
        below = self.layer.below(item)
        if self.rules["heading.others"].match(words) and below:
            return None
        if depth < _DEEPEST and below and node.heading is not None and not self.rules.directive(words) and all(
            b.node.kind != "table" for b in below
        ):
            return list(self._under(owner, below, procedure, depth + 1))
        body = self._own_name(owner, item.start, item.end)
        words = clean.lower[body : item.end]
        if self.rules["role.bare"].match(words.strip()) and below:
            return self._bare(owner, words, below)
        if not self.rules.directive(words) and (
            self.setting.mode != "plan" or len(words) < _SHORTEST_NOMINAL or self.rules["item.none"].match(words)
            or self.rules["item.is"].match(words)
            or (words.rstrip().endswith(":") and node.kind == "paragraph" and more)
        ):
            return None
        if self.rules.tells(words):
            return None
        if below and ends_with_colon(clean.text, item.start, item.end):
            return self._led(owner, body, item, below)
        end = self._end(item, below)
        rest = [child for child in below if child.node.start >= end]
        found = [*self.make.whole(owner, body, end, item, body), *self.read(rest, procedure)]
        if end < item.end:  # the plan's last sentences stand in its last item
            found += self._sentences(replace(item, start=end), (), procedure)[0]
        return found

    def _other(self, owner: Owner, item: Block) -> bool:
        """Whether an item names an agency of its own: as a heading, or as the subject of its first sentence."""
        end = max(item.end, min(item.node.end, item.end + 90))
        if not self.subjects.mentions.any_between(item.start, end):
            return False
        if heading_of(self.subjects, item, bool(self.layer.below(item))) is not None:
            return True
        first = next(iter(self.clauses.of(item, self.setting)), None)
        if first is None or first.rule not in ("assignment.sentence", "assignment.enforcement") or (
            first.start - item.start >= _FIRST
        ):
            return False
        named = {m.agency.id for m in first.subject.mentions}
        return not named & owner.ids or (len(owner.ids) > len(named) and named < owner.ids)

    def _own_name(self, owner: Owner, start: int, end: int) -> int:
        """Where a task begins that repeats its agency: "Công an tỉnh chủ trì …" under "3. Công an tỉnh"."""
        for mention in self.subjects.mentions.between(start, min(end, start + 3)):
            if mention.agency.id in owner.ids:
                return mention.end
        return start

    def _bare(self, owner: Owner, words: str, below: Sequence[Block]) -> list[AssignmentRecord]:
        """ "b) Chủ trì, phối hợp" over items that begin with the partners: "- Sở Tài chính tham mưu …"."""
        role, why = self.rules.role_of(words)
        found = []
        for child in below:
            first = next(iter(self.subjects.mentions.between(child.start, child.start + 30)), None)
            partners = self.subjects.list_from(first, child.end).mentions if first is not None else ()
            led = replace(owner, role=role, why=why, partners=partners)
            found += self.make.whole(led, child.start, child.node.end, child)
        return found

    def _led(self, owner: Owner, body: int, block: Block, items: Sequence[Block]) -> list[AssignmentRecord]:
        """A directive that ends with ":" over items: each that is a directive is a task; else all is one."""
        low = self.layer.clean.lower
        start = block.start if owner.rule == "assignment.item" else body
        if any(heading_of(self.subjects, item, bool(self.layer.below(item))) is not None for item in items):
            return [*self.make.whole(owner, start, block.end, block, body), *self.read(items)]
        if not self._tasks(items):
            end = max(self._end(block, self.layer.below(block)), items[-1].node.end)
            return self.make.whole(owner, start, end, block, body)
        role, why = self.rules.role_of(low[body : block.end])
        partners = tuple(self.subjects.partners_in(body, block.end))
        led = replace(
            owner, role=role if role != "implement" else owner.role, why=why, partners=partners or owner.partners,
            rule="assignment.led_item",
        )  # fmt: skip
        return list(self._under(led, items, False, 1))

    def _tasks(self, items: Sequence[Block]) -> bool:
        """Whether the items below a lead-in are tasks of their own: leaves, most of which begin as a directive does."""
        low = self.layer.clean.lower
        leaves = [item for item in items if item.node.kind not in SILENT and item.node.kind != "table"]
        directives = sum(self.rules.directive(low[item.start : item.end]) for item in leaves)
        return 2 * directives > len(leaves)

    # -- sentences ----------------------------------------------------------------------------------------------------

    def _sentences(
        self, block: Block, items: Sequence[Block], procedure: bool
    ) -> tuple[list[AssignmentRecord], bool]:
        """The records of a block's assigning clauses, and whether these took in the items below."""
        clean = self.layer.clean
        if self.setting.mode == "law" and not self.subjects.mentions.any_between(block.start, block.start + 12) and (
            self.rules["law.cue"].search(clean.lower, block.start, block.end) is None and not self._duty(block)
        ):
            return [], False
        found = self.clauses.of(block, replace(self.setting, plain=lambda: not procedure and self._duty(block)))
        records: list[AssignmentRecord] = []
        for i, clause in enumerate(found):
            owner = Owner(clause.subject, clause.rule)
            if clause.end is not None:
                records += self.make.made(
                    owner, clause.start, clause.end, (clause.body, clause.end), "implement", clause.why, (), None,
                    clause.verdict)  # fmt: skip
                continue
            last = i + 1 == len(found)
            stop = block.end
            if not last:  # two subjects of one sentence: the second begins where its agencies stand
                following = found[i + 1]
                stop = following.start if following.start > clause.body else following.subject.start
            if last and items and ends_with_colon(clean.text, block.start, block.end):
                return self._lead_in(records, clause, owner, block, items)
            end = self._extent(clause, block, stop)
            records += self.make.whole(owner, clause.start, end, block, clause.body, clause.verdict)
        return records, False

    def _lead_in(
        self, records: list[AssignmentRecord], clause: Assigned, owner: Owner, block: Block, items: Sequence[Block]
    ) -> tuple[list[AssignmentRecord], bool]:
        """The last clause of a block, which leads to the items below."""
        first = items[0]
        if heading_of(self.subjects, first, bool(self.layer.below(first))) is not None:
            return records, False  # an umbrella over the headings of agencies
        if any(item.node.heading is not None and self.layer.below(item) for item in items):
            return records + self.make.whole(owner, clause.start, block.end, block, clause.body, clause.verdict), False
        return records + self._led(owner, clause.body, block, items), True

    def _extent(self, clause: Assigned, block: Block, stop: int) -> int:
        """Where the task of a clause ends: with its sentence and those that go on with it."""
        low = self.layer.clean.lower
        found = self.layer.sentences.between(clause.body, stop)
        end = found[0][1] if found else stop
        for a, b in found[1:]:
            words = low[a:b]
            goes_on = self.rules["continue.words"].match(words) is not None or (
                clause.rule != "assignment.given" and self.rules.directive(words)
            )
            if self._closes(words) or not goes_on:
                break
            end = b
        return end

    def _closes(self, words: str) -> bool:
        return any(self.rules[rule].match(words) for rule in _CLOSING)

    def _closed(self, start: int, end: int) -> int:
        """Where words that close the plan begin in a range; its end when there are none."""
        for a, b in self.layer.sentences.between(start, end):
            if a > start and self._closes(self.layer.clean.lower[a:b]):
                return a
        return end

    def _end(self, item: Block, below: Sequence[Block]) -> int:
        """Where an item's words end: with its children, before those that close the plan."""
        for child in below:
            if self._closes(self.layer.clean.lower[child.start : child.end].lstrip(_TRIMMED)):
                return child.node.start
        return self._closed(item.start, item.end) if not below else item.node.end

    def _duty(self, block: Block) -> bool:
        """Whether plain verbs assign here: everywhere in plans and decisions, under headings of duties in laws."""
        if self.setting.mode != "law":
            return True
        for above in block.up():
            if above is block:
                continue
            span = above.node.heading or (above.start, min(above.end, above.start + 120))
            if self.rules["section.duty"].search(self.layer.clean.lower, *span):
                return True
        return False

    # -- lines and tables ---------------------------------------------------------------------------------------------

    def _lines(
        self, block: Block, labels: Sequence[Label], before: Sequence[Block], after: Sequence[Block],
        below: Sequence[Block],
    ) -> Iterator[AssignmentRecord]:  # fmt: skip
        """Labelled lines: each agency on them; the task stands before, the time on its own line."""
        clean, rules = self.layer.clean, self.rules
        task = task_of(rules, clean, block, labels, before)
        period = time_of(rules, clean, labels, self.make.periods, [*below[:3], *after[:4]]) or time_of(
            rules, clean, (), self.make.periods, before[:-4:-1])  # fmt: skip
        siblings = [labels_of(rules, clean, b.start, b.end) for b in after[:2]]
        for named in named_in(self.subjects, labels, siblings):
            evidence = [("agency", named.mention.start, named.mention.end, named.mention.rule),
                        ("role", named.label.start, named.label.body, "label.agency")]  # fmt: skip
            if period is not None:
                evidence.append(("deadline", period.start, period.end, period.rule))
            yield AssignmentRecord(
                named.label.start, named.label.end, named.mention, named.role, (task,), named.partners, period,
                "assignment.line", tuple(evidence))  # fmt: skip

    def _table(self, block: Block) -> Iterator[AssignmentRecord]:
        clean, mentions = self.layer.clean, self.subjects.mentions
        grid = self.grids[clean.paragraphs[clean.paragraph_at(block.start)].table]
        for row in rows_of(clean, grid, mentions, self.make.periods, self.setting.mode, self.grammar):
            named = [(cell, column, agencies_in(clean, mentions, (cell.start, cell.end), column, self.grammar))
                     for cell, column in row.cells]  # fmt: skip
            coordinate = tuple(m for _, _, found in named for m, role in found if role == "coordinate")
            for cell, column, found in named:
                for mention, own in found:
                    role = role_in(clean.lower[slice(*row.task)], own)
                    evidence = [("agency", mention.start, mention.end, mention.rule),
                                ("role", cell.start, cell.end, f"column.{column}")]  # fmt: skip
                    if row.period is not None:
                        evidence.append(("deadline", row.period.start, row.period.end, row.period.rule))
                    elif row.time is not None:  # "Thường xuyên": a time without a date
                        evidence.append(("time", row.time.start, row.time.end, "column.time"))
                    yield AssignmentRecord(
                        row.start, row.end, mention, role, (row.task,), coordinate if role != "coordinate" else (),
                        row.period, "assignment.table", tuple(evidence))  # fmt: skip


_CLOSING = ("closing.words", "closing.this", "closing.gives", "closing.trouble")


def _run(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The bullets right after a paragraph, as a heading without a number has them."""
    found = []
    for block in blocks:
        if block.node.kind not in _ITEMS:
            break
        found.append(block)
    return tuple(found)
