"""CSV cells that a spreadsheet would run as a formula are guarded, and read back as they were."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vnplan import Corpus, parse_document
from vnplan.cli import main
from vnplan.exports.cells import guarded, unguarded

TEXT = "KẾ HOẠCH\n1. Sở Nội vụ\n- Chủ trì rà soát biên chế trước ngày 01/3/2025."


@pytest.mark.parametrize(("value", "cell"), [("=A1", "'=A1"), ("+1", "'+1"), ("-1", "'-1"), ("@x", "'@x"), ("\tx", "'\tx"), ("'", "'"), ("a=1", "a=1"), (-1, -1), (None, None)])
def test_cells(value: object, cell: object) -> None:
    assert guarded(value) == cell


@given(st.text(st.sampled_from("=+-@'a \t"), max_size=5).filter(lambda t: not (t[:1] == "'" and t[1:2] and t[1] in "=+-@\t\r")))
def test_what_is_guarded_is_read_back(text: str) -> None:
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize("raw", [False, True])
def test_a_table_is_guarded_unless_asked(tmp_path: Path, raw: bool) -> None:
    with Corpus.create(tmp_path / "c.db") as corpus:
        corpus.add(parse_document(TEXT))
        corpus._db.execute("INSERT INTO diagnostics SELECT id, '=cmd', 'info', '+1', 0, 0 FROM documents")
    out = tmp_path / "d.csv"
    assert main(["export", str(tmp_path / "c.db"), "--table", "diagnostics", "-o", str(out), *(["--raw"] if raw else [])]) == 0
    codes = {row["code"] for row in csv.DictReader(out.open(encoding="utf-8", newline=""))}
    assert ("=cmd" in codes) is raw
    assert ("'=cmd" in codes) is not raw
