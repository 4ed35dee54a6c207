"""Assignments: who must do what, in which role, by when.

Subject → directive → items: headings that name an agency with its tasks below, sentences with an agency as subject or
addressee, labelled lines ("Đơn vị chủ trì: …"), tables with such columns, and enforcement articles. Each record knows
its rule; the knowledge is in grammars/roles.toml.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from vnplan.extraction.assignments.items import ItemReader
from vnplan.extraction.assignments.making import RecordMaker
from vnplan.extraction.assignments.predicates import Clauses, Setting
from vnplan.extraction.assignments.record import AssignmentRecord
from vnplan.extraction.assignments.roles import MentionIndex, RoleRules
from vnplan.extraction.assignments.subjects import Subjects
from vnplan.extraction.clauses.layer import ClauseLayer
from vnplan.grammar import Grammar, default_grammar
from vnplan.lexing.periods import PeriodAnchor, PeriodIndex
from vnplan.structure.model import Structure
from vnplan.tables import Grid, grids_of
from vnplan.text import CleanText

if TYPE_CHECKING:
    from vnplan.agencies.mentions import Mention


def find_assignments(
    clean: CleanText, structure: Structure, mentions: Sequence[Mention],
    periods: list[PeriodAnchor] | PeriodIndex | None = None, grids: Mapping[int, Grid] | None = None,
    grammar: Grammar | None = None, *, layer: ClauseLayer | None = None,
) -> list[AssignmentRecord]:  # fmt: skip
    """The assignments of a text in order, one record for each agency.

    `grids` are its tables and `layer` its clause layer where they have been made; `grammar` is the parser's.

    >>> from vnplan.agencies.mentions import find_mentions
    >>> from vnplan.layout import lay_out
    >>> from vnplan.structure import build_structure
    >>> layout = lay_out("1. Sở Nội vụ\\n- Chủ trì, phối hợp với Sở Tài chính rà soát biên chế trước ngày 01/3/2025.")
    >>> clean, structure = layout.clean, build_structure(layout)
    >>> found = find_assignments(clean, structure, find_mentions(clean))
    >>> [(r.mention.agency.name, r.role, r.period.last) for r in found]
    [('Sở Nội vụ', 'lead', '2025-03-01')]
    """
    if not mentions:
        return []
    grammar = grammar or default_grammar()
    layer = layer or ClauseLayer.of(clean, structure, grammar)
    grids = grids_of(clean, grammar) if grids is None else grids
    rules = grammar.compiled(RoleRules)
    index = MentionIndex(mentions)
    subjects = Subjects(clean, index, rules)
    clauses = Clauses(subjects, layer.sentences)
    records: list[AssignmentRecord] = []
    for part in layer.parts:
        if not index.any_between(part.start, part.end):
            continue
        issuers = structure.parts[part.number].issuers or structure.parts[0].issuers
        name, rank = (issuers[0].name.lower(), issuers[0].level) if issuers else ("", None)
        setting = Setting(part.mode, part.issuer, name, rank, lambda: True)
        make = RecordMaker(rules, subjects, PeriodIndex.of(clean, periods, part.year))
        records += ItemReader(layer, rules, subjects, clauses, make, setting, grids, grammar).read(layer.top(part))
    records.sort(key=lambda r: (r.start, r.mention.start))
    return records
