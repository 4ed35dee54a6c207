"""A corpus in one SQLite file: documents, units, results, edges and full text.

>>> import tempfile, pathlib
>>> from vnplan import Corpus, parse_document
>>> with Corpus.create(pathlib.Path(tempfile.mkdtemp()) / "plans.db") as corpus:
...     _ = corpus.add(parse_document("Điều 1. Đào tạo giáo viên mầm non", name="plan.txt"))
...     [hit.snippet for hit in corpus.search("mam non")]
['Điều 1. Đào tạo giáo viên mầm non']
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from vnplan.store.corpus import Corpus
    from vnplan.store.searching import Hit, Hits

__all__ = ["Corpus", "Hit", "Hits"]

_HOMES = {"Corpus": "vnplan.store.corpus", "Hit": "vnplan.store.searching", "Hits": "vnplan.store.searching"}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'vnplan.store' has no attribute {name!r}")
    return getattr(importlib.import_module(_HOMES[name]), name)
