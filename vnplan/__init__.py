"""vnplan reads Vietnamese administrative and legal texts and turns them into knowledge.

>>> import vnplan
>>> doc = vnplan.parse_document("Căn cứ Nghị định số 71/2020/NĐ-CP ngày 30/6/2020 của Chính phủ;")
>>> doc.citations[0].target.number
'71/2020/NĐ-CP'
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from vnplan.errors import VnplanError
    from vnplan.grammar import Grammar
    from vnplan.graph.building import build_graph
    from vnplan.graph.questions import CitationGraph
    from vnplan.models import Document
    from vnplan.parser import Parser, parse_document
    from vnplan.store.corpus import Corpus

__version__ = "0.1.0"
__all__ = [
    "CitationGraph", "Corpus", "Document", "Grammar", "Parser", "VnplanError", "build_graph", "parse_document",
]

# Names are loaded when they are first used, so that `import vnplan` costs next to nothing.
_HOMES = {
    "CitationGraph": "vnplan.graph.questions",
    "Corpus": "vnplan.store.corpus",
    "Document": "vnplan.models",
    "Grammar": "vnplan.grammar",
    "Parser": "vnplan.parser",
    "VnplanError": "vnplan.errors",
    "build_graph": "vnplan.graph.building",
    "parse_document": "vnplan.parser",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'vnplan' has no attribute {name!r}")
    value = getattr(importlib.import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOMES])
