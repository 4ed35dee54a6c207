"""vnplan reads Vietnamese administrative and legal texts and turns them into knowledge.

>>> import vnplan
>>> doc = vnplan.parse_document("Căn cứ Nghị định số 71/2020/NĐ-CP ngày 30/6/2020 của Chính phủ;")
>>> doc.citations[0].target.number
'71/2020/NĐ-CP'
"""

from __future__ import annotations

import importlib
import logging

__version__ = "0.2.0"

# Names are loaded on first use, so that `import vnplan` costs next to nothing; __init__.pyi has their types.
_ROOMS = {
    "errors": (
        "BatchError", "BinarySourceError", "EmptySourceError", "EncodingSourceError", "GrammarError", "GraphError",
        "PathAsTextError", "QueryError", "RegistryError", "SourceError", "SourceNotFoundError", "StoreError",
        "UnitError", "ViewError", "VnplanError",
    ),
    "models": (
        "Agency", "AgencyMention", "Assignment", "Attachment", "Cell", "Citation", "Diagnostic", "Document",
        "Effect", "Evidence", "Footnote", "Metadata", "Period", "Pinpoint", "QuantitativeTarget", "Signer", "Span",
        "Table", "Target", "Unit", "Value",
    ),
    "grammar": (
        "Grammar",
    ),
    "parser": (
        "Parser", "parse_document", "warm_up",
    ),
    "batch.many": (
        "ParseFailure", "parse_many",
    ),
    "annotating": (
        "annotate",
    ),
    "views.chunks": (
        "Chunk",
    ),
    "views.rows": (
        "Rows",
    ),
    "views.comparing": (
        "TargetComparison", "compare_targets",
    ),
    "graph.answers": (
        "Instrument",
    ),
    "graph.building": (
        "build_graph",
    ),
    "graph.questions": (
        "CitationGraph",
    ),
    "store.corpus": (
        "Corpus",
    ),
    "exports.akn": (
        "to_akn",
    ),
    "exports.akn_reading": (
        "from_akn",
    ),
}  # fmt: skip
_HOMES = {name: f"vnplan.{room}" for room, names in _ROOMS.items() for name in names}
__all__ = list(_HOMES)

# A library speaks only to who listens: logging.getLogger("vnplan").
logging.getLogger("vnplan").addHandler(logging.NullHandler())


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'vnplan' has no attribute {name!r}")
    value = getattr(importlib.import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOMES])
