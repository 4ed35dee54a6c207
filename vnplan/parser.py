"""Parser and parse_document(): the way of the data, as one screenful."""

from __future__ import annotations

import hashlib
import os
from functools import lru_cache
from typing import Any

from vnplan import publishing
from vnplan.agencies.mentions import mentions_of
from vnplan.agencies.scanning import with_agencies
from vnplan.extraction.assignments.finding import find_assignments
from vnplan.extraction.assignments.record import publish_assignment
from vnplan.extraction.citations import find_citations
from vnplan.extraction.citations.names import NameRules, NameTable
from vnplan.extraction.clauses.context import Context
from vnplan.extraction.clauses.layer import ClauseLayer
from vnplan.extraction.clauses.parts import target_ranges
from vnplan.extraction.clauses.sentences import Sentences
from vnplan.extraction.effects import find_effects, placed, word_changes
from vnplan.extraction.targets.finding import find_targets
from vnplan.extraction.targets.record import publish_target
from vnplan.grammar import Grammar, default_grammar
from vnplan.identity.issuing import identify
from vnplan.identity.registry import Registry
from vnplan.identity.reporting import told_instrument
from vnplan.identity.resolving import resolve, unread_bases
from vnplan.layout import lay_out
from vnplan.lexing import lex
from vnplan.lexing.quantities import find_quantities
from vnplan.models import Document
from vnplan.pausing import collector_paused
from vnplan.reading import ReadOptions, Source, read
from vnplan.structure import build_structure
from vnplan.structure.model import Finding
from vnplan.tables import grids_of
from vnplan.tables.findings import doubts


@lru_cache(maxsize=1)
def known_instruments() -> Registry:
    """The registry that comes with the package."""
    return Registry.shipped()


@lru_cache(maxsize=1)
def law_names() -> NameTable:
    """Names of known laws, as the lexer of citations wants them."""
    return NameTable.of(known_instruments().names(variants=True), default_grammar().compiled(NameRules).types)


class Parser:
    """Parses documents by one grammar. Immutable: one parser serves any number of threads, two work side by side.

    >>> Parser().parse("Căn cứ Luật Đất đai ngày 18 tháng 01 năm 2024;").citations[0].target.type
    'Luật'
    """

    __slots__ = ("_grammar", "_options")

    def __init__(self, grammar: Grammar | None = None, *, options: ReadOptions | None = None) -> None:
        """A parser that uses a grammar; without one, the shipped grammar with VNPLAN_GRAMMARS laid over it.

        `options` are what it asks of readers, such as `ReadOptions(ocr=True)`.
        """
        self._grammar = grammar if grammar is not None else default_grammar()
        self._options = options if options is not None else ReadOptions()

    @property
    def grammar(self) -> Grammar:
        """What this parser knows."""
        return self._grammar

    def parse(
        self, source: str | bytes | os.PathLike[str], *, name: str | None = None, media_type: str | None = None
    ) -> Document:
        """Parse one document: see `parse_document`."""
        given = read(source, name=name, media_type=media_type, options=self._options)
        with collector_paused():
            return _parse(given, self._grammar)


def parse_document(
    source: str | bytes | os.PathLike[str], *, name: str | None = None, media_type: str | None = None
) -> Document:
    """Parse one document into structure, metadata, citations, agencies, assignments and targets.

    `source` is the text itself (str), a file (os.PathLike) or a file's content (bytes). All offsets in the result are
    code points of `Document.text`, the text exactly as decoded.

    Raises SourceError (a str that names an existing file, an empty, binary or undecodable source); any text gives a
    Document. `Parser(grammar).parse(source)` does the same by a grammar of your own.

    >>> doc = parse_document("Căn cứ Quyết định số 33/QĐ-TTg ngày 08/01/2019 của Thủ tướng Chính phủ;")
    >>> doc.citations[0].target.uri
    '/akn/vn/act/quyet-dinh/thu-tuong-chinh-phu/2019/33-qd-ttg'
    """
    return Parser().parse(source, name=name, media_type=media_type)


def warm_up() -> None:
    """Load and compile all that the default parser needs, so that the first document of a service is as fast as others.

    >>> warm_up()
    """
    parser = Parser()
    grammar = parser.grammar
    examples = (e.text for name in grammar.files for rule in grammar.rules(name) for e in rule.examples)
    parser.parse("\n".join(examples))


def _parse(given: Source, grammar: Grammar) -> Document:
    layout = lay_out(given.text, given.blocks, grammar=grammar)
    structure = build_structure(layout, grammar=grammar)
    anchors = with_agencies(lex(layout.clean, grammar), layout.clean, grammar=grammar)
    structure, issuing = identify(structure, layout.clean, anchors, grammar=grammar)
    sentences = Sentences.of(layout.clean, grammar)
    context = Context(layout.clean, structure, grammar, sentences)
    read = find_citations(layout.clean, anchors, context, law_names(), grammar=grammar)
    words = word_changes(layout.clean, context, read, grammar=grammar)
    citations = placed(layout.clean, context, read, words, grammar=grammar)
    effects = find_effects(layout.clean, context, citations, words, grammar=grammar)
    identities = resolve(citations, structure, layout.clean, known_instruments(), grammar=grammar)
    if structure.kind == "report":
        structure = told_instrument(structure, layout.clean, citations, identities, grammar=grammar)
    mentions = mentions_of(layout.clean, structure, anchors, grammar=grammar)
    grids = grids_of(layout.clean, grammar, layout.doubtful)
    findings = (*structure.findings, *issuing, *identities.findings,
                *unread_bases(layout.clean, structure, citations, grammar=grammar),
                *(Finding("table.doubtful", *told) for told in doubts(grids, grammar)))  # fmt: skip
    layer = ClauseLayer.of(layout.clean, structure, grammar, sentences)
    assignments = find_assignments(layout.clean, structure, mentions, None, grids, grammar, layer=layer)
    quantities = find_quantities(layout.clean, anchors, target_ranges(structure, layout.clean), grammar=grammar)
    targets = find_targets(layout.clean, structure, quantities, None, mentions, grids, grammar, sentences)
    source_map = publishing.source_map(given)
    border = publishing.Border(given.text, layout, structure.nodes, source_map)
    main = structure.parts[0]
    raw: dict[str, Any] = {
        "text": given.text,
        "name": given.name,
        "sha256": hashlib.sha256(given.text.encode("utf-8")).hexdigest(),
        "kind": structure.kind,
        "metadata": publishing.metadata(main, border),
        "attachments": [
            {"metadata": publishing.metadata(part, border), "unit": part.node.id}
            for part in structure.parts[1:] if part.node is not None
        ],
        "units": border.units(),
        "citations": [publishing.citation(m, citations.links[m], identities[m], border) for m in citations.mentions],
        "effects": [publishing.effect(e, identities, border) for e in effects],
        "assignments": [publish_assignment(a, border) for a in assignments],
        "targets": [publish_target(t, border) for t in targets],
        "agencies": [publishing.mention(m, border) for m in mentions],
        "footnotes": publishing.footnotes(border),
        "tables": publishing.tables(border, grids, grammar),
        "diagnostics": [
            *(publishing.reading_finding(f) for f in given.findings),
            *(publishing.diagnostic(f, border) for f in findings),
        ],
        "source_map": source_map,
    }  # fmt: skip
    return Document.model_validate(raw)
