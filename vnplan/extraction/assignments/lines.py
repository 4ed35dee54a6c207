"""Labelled lines of an item: "Đơn vị chủ trì: …", "Cơ quan phối hợp: …", "Thời gian thực hiện: …"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vnplan.extraction.assignments.roles import Role, RoleRules
from vnplan.extraction.assignments.subjects import Subjects
from vnplan.extraction.clauses.blocks import Block
from vnplan.lexing.periods import PeriodAnchor, PeriodIndex
from vnplan.text import CleanText

if TYPE_CHECKING:
    from vnplan.agencies.mentions import Mention

# Labelled lines of one item stand so near each other.
_NEAR = 5
_BREAK = re.compile(r"\n|\.\s+(?=[^\W\d_]|-)|\)\s*[.;]?\s*$")
_TRIM = " ,;.()\n-+"


@dataclass(frozen=True, slots=True)
class Label:
    """A label and the words after it; `role` is None for a label of time."""

    start: int
    body: int
    end: int
    role: Role | None
    time: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """An agency that a labelled line names, with the role that label or line gives it and its partners."""

    label: Label
    mention: Mention
    role: Role
    partners: tuple[Mention, ...]


def labels_of(rules: RoleRules, clean: CleanText, start: int, end: int) -> list[Label]:
    """The labels in a range, in order; the words of one end where the next begins or its sentence ends.

    >>> from vnplan.extraction.assignments.roles import roles
    >>> text = CleanText.of("Đơn vị chủ trì: Sở Tư pháp; đơn vị phối hợp: Sở Nội vụ. Thời gian thực hiện: quý I/2026.")
    >>> [(b.role, text.text[b.body:b.end]) for b in labels_of(roles(), text, 0, len(text.text))]
    [('lead', 'Sở Tư pháp'), ('coordinate', 'Sở Nội vụ'), (None, 'quý I/2026')]
    """
    low = clean.lower
    if low.find(":", start, end) < 0:
        return []
    found: list[tuple[int, int, str, bool]] = []
    for pattern, time in ((rules["label.agency"], False), (rules["label.time"], True)):
        found += [(m.start("label"), m.end(), m["label"], time) for m in pattern.finditer(low, start, end)]
    found.sort()
    labels = []
    for i, (at, body, words, time) in enumerate(found):
        stop = found[i + 1][0] if i + 1 < len(found) else end
        cut = _break(clean, body, stop)
        if cut is not None:
            stop = cut
        while body < stop and clean.text[body] in " \n-+":
            body += 1
        while stop > body and clean.text[stop - 1] in _TRIM:
            stop -= 1
        labels.append(Label(at, body, stop, None if time else rules.role_of_label(words), time))
    return labels


def _break(clean: CleanText, body: int, stop: int) -> int | None:
    """Where the words of a label end: a new line, a sentence's end, a closing bracket."""
    for m in _BREAK.finditer(clean.text, body, stop):
        if m[0][0] != "." or clean.text[m.end() : m.end() + 1].isupper() or clean.text[m.end() : m.end() + 1] == "-":
            return m.start()
    return None


def named_in(subjects: Subjects, labels: Sequence[Label], siblings: Sequence[Sequence[Label]]) -> list[Named]:
    """The agencies that the labels of an item name.

    "Cơ quan thực hiện: Sở Nội vụ chủ trì, phối hợp với Sở Y tế" is a clause: its verbs give role and partners. Those
    that a line "Cơ quan phối hợp" names are partners of who leads, and records of their own.
    """
    found: list[Named] = []
    coordinate = [m for label in labels if label.role == "coordinate" for m in _mentions(subjects, label)]
    if not coordinate:
        coordinate = next((
            named for group in siblings for label in group
            if label.role == "coordinate" and (named := _mentions(subjects, label))
        ), [])  # fmt: skip
    for label in labels:
        if label.role is None:
            continue
        clause = _clause(subjects, label)
        if clause is not None:
            found += [Named(label, *one) for one in clause]
            continue
        partners = tuple(coordinate) if label.role != "coordinate" else ()
        found += [Named(label, m, label.role, partners) for m in _mentions(subjects, label)]
    return found


def _mentions(subjects: Subjects, label: Label) -> list[Mention]:
    """The agencies of a label's words; bodies that no gazetteer lists where it knows none."""
    known = subjects.mentions.between(label.body, label.end)
    if known or label.end - label.body > 160:
        return known
    return subjects.open_pieces(label.body, label.end) or []


def _clause(subjects: Subjects, label: Label) -> list[tuple[Mention, Role, tuple[Mention, ...]]] | None:
    """The agencies of a label whose words are clauses: "Sở Nội vụ chủ trì, phối hợp với …; Sở Y tế phối hợp"."""
    found: list[tuple[Mention, Role, tuple[Mention, ...]]] = []
    at = label.body
    while True:
        first = next(iter(subjects.mentions.between(at, label.end)), None)
        if first is None or first.start - at > 40:
            break
        subject = subjects.list_from(first, label.end)
        role, why = subjects.rules.role_of(subjects.clean.lower[subject.end : label.end])
        if why == "role.implement":
            break
        stop = subjects.clean.lower.find(";", subject.end, label.end)
        stop = label.end if stop < 0 else stop
        partners = tuple(subjects.partners_in(subject.end, stop)) if role == "lead" else ()
        found += [(m, role, partners) for m in subject.mentions]
        at = stop
    return found or None


def task_of(
    rules: RoleRules, clean: CleanText, block: Block, labels: Sequence[Label], before: Sequence[Block]
) -> tuple[int, int]:
    """The words of the task that labelled lines belong to: before the first label on its own line, on a line "Nội
    dung:", in the last line without a label, or in the unit above.
    """
    first = labels[0].start
    if clean.text[block.start : first].strip(" -+*(•\n"):
        said = rules["label.task"].match(clean.lower[block.start : first])
        while first > block.start and clean.text[first - 1] in " (\n":
            first -= 1
        return (block.start + said.end() if said else block.start, first)
    for sibling in before[: -_NEAR - 1 : -1]:
        said = rules["label.task"].match(clean.lower[sibling.start : sibling.end])
        if said is not None:
            return sibling.start + said.end(), sibling.end
        if labels_of(rules, clean, sibling.start, sibling.end) or rules["label.other"].match(
            clean.lower[sibling.start : sibling.end]
        ):
            continue
        if sibling.node.kind == "table":
            break
        return sibling.start, sibling.node.end if sibling.node.end <= block.start else sibling.end
    above = block.parent
    if above is not None and above.node.kind != "attachment" and clean.text[above.start : above.end].strip():
        return above.start, above.end
    return block.start, block.end


def time_of(
    rules: RoleRules, clean: CleanText, labels: Sequence[Label], periods: PeriodIndex, others: Sequence[Block]
) -> PeriodAnchor | None:
    """The time that a labelled line of the item names: its own, else that of the lines beside it."""
    own = _time(labels, periods)
    if own is not None:
        return own
    for block in others:
        found = labels_of(rules, clean, block.start, block.end)
        if not found and not rules["label.other"].match(clean.lower[block.start : block.end]):
            return None
        period = _time(found, periods)
        if period is not None:
            return period
    return None


def _time(labels: Sequence[Label], periods: PeriodIndex) -> PeriodAnchor | None:
    for label in labels:
        if label.time:
            found = [a for a in periods.between(label.body, label.end) if a.kind != "compared"]
            if found:
                return found[0]
    return None
