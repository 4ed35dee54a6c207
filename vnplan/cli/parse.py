"""`vnplan parse`: a document to its structure and what is found in it."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator

from vnplan.cli.inputs import Inputs, workers_for
from vnplan.cli.tables import shorten, table, terminal_width, wrap
from vnplan.graph.facts import pinpoint_id
from vnplan.graph.wording import pinpoint_words
from vnplan.models import Document, Unit

_NUMBERED = frozenset({"phan", "chuong", "muc", "tieu_muc", "dieu", "khoan", "diem"})
_NAMES = {"phan": "Phần", "chuong": "Chương", "tieu_muc": "Tiểu mục", "dieu": "Điều"}


def run(arguments: argparse.Namespace) -> int:
    """Parse each file and print it in the asked form."""
    inputs = Inputs(arguments.paths, timeout=arguments.timeout)
    inputs.workers = arguments.workers or workers_for(len(inputs.files))
    several = len(inputs.files) > 1
    for i, document in enumerate(inputs):
        if arguments.json:
            print(document.model_dump_json(indent=None if several else 2))
            continue
        if i:
            print()
        if arguments.outline:
            if several:
                print(f"# {document.name}")
            print("\n".join(outline(document)))
        else:
            print("\n".join(summary(document)))
    return inputs.code


def outline(document: Document) -> Iterator[str]:
    """The units as indented lines: attachments, numbered units and their headings."""
    columns = terminal_width()

    def lines(units: tuple[Unit, ...], depth: int) -> Iterator[str]:
        for unit in units:
            indent = "  " * depth
            if unit.kind in _NUMBERED and unit.number is not None:
                text = unit.heading or " ".join(document.slice(unit.span).split())
                head = f"{_NAMES[unit.kind]} {unit.number}" if unit.kind in _NAMES else f"{unit.number}."
                text = text.removeprefix(head).lstrip(" .):")
                yield shorten(f"{indent}{head} {text}".rstrip() if text else indent + head, columns)
                yield from lines(unit.children, depth + 1)
            elif unit.kind == "attachment":
                yield shorten(f"{indent}[{unit.heading or attachment.get(unit.id) or unit.id}]", columns)
                yield from lines(unit.children, depth + 1)
            else:
                yield from lines(unit.children, depth)

    attachment = {
        a.unit: " ".join(filter(None, (a.metadata.type, a.metadata.number, a.metadata.title)))
        for a in document.attachments
    }
    return lines(document.units, 0)


def summary(document: Document) -> Iterator[str]:
    """What the document is, what was counted in it, and the instruments it cites."""
    meta, columns = document.metadata, terminal_width()
    head = [f"{meta.type or ('report' if document.kind == 'report' else 'type unknown')} {meta.number or ''}".strip(),
            meta.date, meta.issuer.full_name if meta.issuer else None]  # fmt: skip
    yield " · ".join(part for part in head if part) + (f"   ({document.name})" if document.name else "")
    if meta.title:
        yield from wrap(meta.title, columns, "  ")
    attached = (a.metadata.title or a.metadata.type for a in document.attachments)
    rows = (
        ("uri", meta.uri),
        ("signed by", "; ".join(s.name for s in meta.signers)),
        ("attachments", "; ".join(filter(None, attached))),
    )
    for name, value in rows:
        if value:
            yield from wrap(value, columns, f"  {name}: ")
    counts = {"citations": document.citations, "assignments": document.assignments, "targets": document.targets,
              "effects": document.effects, "tables": document.tables, "footnotes": document.footnotes}  # fmt: skip
    found = [f"{_count(document.units)} units", *(f"{len(v)} {k}" for k, v in counts.items() if v)]
    yield f"  {', '.join(found)}"
    cited = [
        (c.relation, c.target.type or "", c.target.number or c.target.title or "", c.target.date or c.target.year or "",
         pinpoint_words(pinpoint_id(c.pinpoints)), " ".join(c.text.split()))
        for c in document.citations if c.form != "self"
    ]  # fmt: skip
    if cited:
        yield ""
        yield table(("relation", "type", "number", "date", "provision", "words"), cited)
    odd = Counter((d.severity, d.code, d.message) for d in document.diagnostics)
    if odd:
        yield ""
        for (severity, code, message), times in odd.items():
            yield from wrap(f"{message}{f' ({times} times)' if times > 1 else ''}", columns, f"  {severity} {code}: ")


def _count(units: tuple[Unit, ...]) -> int:
    return sum(1 + _count(unit.children) for unit in units)
