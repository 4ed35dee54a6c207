"""A program that uses every public name with types: tests/test_public.py runs mypy --strict over it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import vnplan


def read(path: Path) -> vnplan.Document:
    """One document by a grammar of the user's own."""
    grammar: vnplan.Grammar = vnplan.Grammar.load()
    parser: vnplan.Parser = vnplan.Parser(grammar)
    vnplan.warm_up()
    try:
        return parser.parse(path)
    except (vnplan.SourceNotFoundError, vnplan.EmptySourceError, vnplan.BinarySourceError) as error:
        raise SystemExit(str(error)) from error
    except (vnplan.EncodingSourceError, vnplan.PathAsTextError, vnplan.SourceError):
        return vnplan.parse_document("Điều 1. Phạm vi", name="a.txt")


def told(document: vnplan.Document) -> Iterable[str]:
    """What is known of a document, by the types of its parts."""
    meta: vnplan.Metadata = document.metadata
    issuer: vnplan.Agency | None = meta.issuer
    signers: tuple[vnplan.Signer, ...] = meta.signers
    attachments: tuple[vnplan.Attachment, ...] = document.attachments
    yield f"{meta.type} {meta.number} {issuer.full_name if issuer else ''} {len(signers)} {len(attachments)}"
    citation: vnplan.Citation
    for citation in document.citations:
        target: vnplan.Target = citation.target
        point: tuple[vnplan.Pinpoint, ...]
        for point in citation.pinpoints:
            yield "/".join(step.number for step in point)
        evidence: tuple[vnplan.Evidence, ...] = citation.evidence
        yield f"{target.uri} {len(evidence)} {citation.explain()}"
    task: vnplan.Assignment
    for task in document.assignments:
        period: vnplan.Period | None = task.deadline
        yield f"{task.task} {period.end if period else ''}"
    quantity: vnplan.QuantitativeTarget
    for quantity in document.targets:
        value: vnplan.Value = quantity.value
        yield f"{quantity.indicator} {value.min}"
    mention: vnplan.AgencyMention
    for mention in document.agencies:
        span: vnplan.Span = mention.span
        yield document.text_of(span)
    effect: vnplan.Effect
    for effect in document.effects:
        yield effect.action
    table: vnplan.Table
    for table in document.tables:
        cell: vnplan.Cell = table.rows[0][0]
        yield cell.text
    note: vnplan.Footnote
    for note in document.footnotes:
        yield note.number
    finding: vnplan.Diagnostic
    for finding in document.diagnostics:
        yield finding.message
    unit: vnplan.Unit
    for unit, _ in document.walk():
        yield unit.id
    rows: vnplan.Rows = document.tasks()
    yield str(len(rows))
    chunk: vnplan.Chunk
    for chunk in document.chunks(max_chars=500):
        yield chunk.path
    yield vnplan.annotate(document)
    yield vnplan.from_akn(vnplan.to_akn(document)).text


def many(paths: list[Path], place: Path) -> list[str]:
    """A corpus and its graph."""
    failed: list[str] = []
    for found in vnplan.parse_many(paths, on_error="collect"):
        if isinstance(found, vnplan.ParseFailure):
            failed.append(found.message)
    try:
        with vnplan.Corpus.build(paths, place) as corpus:
            graph = vnplan.CitationGraph(corpus.graph())
            instrument: vnplan.Instrument = graph.missing()[0].instrument
            compared: vnplan.TargetComparison = corpus.compare_targets("trẻ em")
            return [*failed, instrument.label, str(len(compared)), corpus.document(instrument.key).text]
    except (vnplan.StoreError, vnplan.QueryError, vnplan.GraphError, vnplan.BatchError, vnplan.RegistryError) as error:
        return [str(error)]
    except (vnplan.GrammarError, vnplan.UnitError, vnplan.ViewError, vnplan.VnplanError) as error:
        return [str(error)]


def compared(documents: list[vnplan.Document]) -> int:
    """What two plans both speak of, and the graph of some documents."""
    return len(vnplan.compare_targets(documents)) + len(vnplan.build_graph(documents))
