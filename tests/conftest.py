"""Paths that tests share, and the documents of corpus/ parsed once."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from vnplan import Document, parse_document

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT / "corpus"
SHARED = ROOT.parent / "shared"


@cache
def parsed(name: str) -> Document:
    """A document of corpus/, parsed once for all tests."""
    return parse_document(CORPUS / f"{name}.txt")


@cache
def gold(name: str) -> Any:
    """The labels of a document of corpus/."""
    return json.loads((CORPUS / f"{name}.json").read_text(encoding="utf-8"))


NAMES = sorted(p.stem for p in CORPUS.glob("*.txt"))


@pytest.fixture
def shared() -> Path:
    """The real texts and tables beside the project; tests that need them are skipped elsewhere."""
    if not SHARED.is_dir():
        pytest.skip("the folder ../shared with real texts and tables is not here")
    return SHARED
