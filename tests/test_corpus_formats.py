"""Three specimens of corpus/ as .docx, .pdf and .html (formats/make_formats.py) say what their .txt says."""

from __future__ import annotations

import importlib.util
import io
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from vnplan import Document, parse_document

CORPUS = Path(__file__).parents[1] / "corpus"
FORMATS = CORPUS.parent / "formats"
FILES = sorted(f for f in FORMATS.iterdir() if f.suffix in (".docx", ".pdf", ".html"))
READERS = {".docx": "vnplan.reading.docx", ".pdf": "vnplan.reading.pdf", ".html": "vnplan.reading.html"}


def results(document: Document) -> dict[str, Any]:
    meta = document.metadata
    return {
        "metadata": (meta.type, meta.number, meta.date, meta.place, meta.title, meta.issuer, meta.signers,
                     [r.text for r in meta.recipients]),
        "units": [(u.kind, u.number) for u, _ in document.walk() if u.number],
        "citations": [(c.target, c.relation, c.form, c.pinpoints) for c in document.citations],
        "effects": [(e.action, e.target, e.pinpoint) for e in document.effects],
        "assignments": [(a.agency, a.role, a.task, a.deadline and a.deadline.end) for a in document.assignments],
        "targets": [(t.kind, t.indicator, t.value.min, t.value.max, t.value.unit) for t in document.targets],
        "tables": [[[c.text for c in row] for row in t.rows] for t in document.tables],
    }  # fmt: skip


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_format_gives_the_same(path: Path) -> None:
    if importlib.util.find_spec(READERS[path.suffix]) is None:
        pytest.skip(f"{path.suffix} is not read here")
    found, plain = results(parse_document(path)), results(parse_document(CORPUS / f"{path.stem}.txt"))
    for what in plain:
        assert found[what] == plain[what], what


def test_there_are_three_of_each() -> None:
    assert {ending: sum(f.suffix == ending for f in FILES) for ending in READERS} == dict.fromkeys(READERS, 3)


@pytest.mark.parametrize("ending", [".docx", ".html"])
def test_the_script_makes_what_stands_there(ending: str) -> None:
    spec = importlib.util.spec_from_file_location("make_formats", FORMATS / "make_formats.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["make_formats"] = module
    spec.loader.exec_module(module)
    for name in module.NAMES:
        pieces = module.pieces_of(CORPUS / f"{name}.txt")
        made = module.docx_of(pieces) if ending == ".docx" else module.html_of(pieces, name)
        kept = (FORMATS / f"{name}{ending}").read_bytes()
        assert _parts(made) == _parts(kept) if ending == ".docx" else made == kept


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
