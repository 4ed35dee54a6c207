"""Agency mentions against hand-made labels: spans, canonical names, full names (tests/agency_gold/README.md)."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from vnplan import parse_document
from vnplan.models import Agency

HERE = Path(__file__).parent
GOLD = sorted((HERE / "agency_gold").glob("*.json"))
FOLDERS = (HERE.parent / "corpus", HERE.parent.parent / "shared")
Span = tuple[int, int]


def _path(name: str) -> Path | None:
    return next((folder / name for folder in FOLDERS if (folder / name).exists()), None)


def _read(path: Path) -> tuple[dict[Span, Any], dict[Span, Agency]] | None:
    gold = json.loads(path.read_text(encoding="utf-8"))
    source = _path(gold["file"])
    if source is None:
        return None
    wanted = {(m["span"][0], m["span"][1]): m for m in gold["mentions"]}
    found = {(m.span.start, m.span.end): m.agency for m in parse_document(source).agencies}
    return wanted, found


def _pairs() -> Iterator[tuple[dict[Span, Any], dict[Span, Agency]]]:
    for path in GOLD:
        pair = _read(path)
        if pair is not None:
            yield pair


@pytest.mark.parametrize("path", GOLD, ids=lambda p: p.stem)
def test_most_mentions_of_each_document_are_found(path: Path) -> None:
    pair = _read(path)
    if pair is None:
        pytest.skip("the real texts beside the project are not at hand")
    wanted, found = pair
    hits = len(wanted.keys() & found.keys())
    assert 2 * hits / (len(wanted) + len(found)) >= 0.9, sorted(wanted.keys() ^ found.keys())


def test_mentions_and_names() -> None:
    hits = wanted_count = found_count = named = full = 0
    for wanted, found in _pairs():
        both = wanted.keys() & found.keys()
        hits += len(both)
        wanted_count += len(wanted)
        found_count += len(found)
        named += sum(wanted[s]["name"] == found[s].name for s in both)
        full += sum(wanted[s]["full_name"] == found[s].full_name for s in both)
    assert 2 * hits / (wanted_count + found_count) >= 0.97
    assert named / hits >= 0.98
    assert full / hits >= 0.97


def test_the_labels_are_many_and_of_many_kinds_of_text() -> None:
    files = [json.loads(p.read_text(encoding="utf-8")) for p in GOLD]
    own = [f for f in files if (FOLDERS[0] / f["file"]).exists()]
    assert len(own) >= 8
    assert len(files) - len(own) >= 5
    assert sum(len(f["mentions"]) for f in files) >= 300


def test_quotes_stand_where_the_labels_say() -> None:
    for path in GOLD:
        gold = json.loads(path.read_text(encoding="utf-8"))
        source = _path(gold["file"])
        if source is None or source.parent != FOLDERS[0]:
            continue
        text = source.read_bytes().decode("utf-8-sig")
        for m in gold["mentions"]:
            words = unicodedata.normalize("NFC", " ".join(text[slice(*m["span"])].split()))
            assert words == unicodedata.normalize("NFC", m["quote"])
