"""`vnplan grammar`: a user's folder is checked entry by entry, and a text tells the rules that fire on it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from vnplan.cli import main

GOOD = "[[rule]]\nid = 'date.year'\nwords = ['rằm tháng giêng']\nexamples = ['ngày rằm tháng giêng']\n"
BAD = "[[rule]]\nid = 'date.year'\nwords = ['rằm']\nexamples = ['mồng một']\n[[rule]]\nid = 'date.slashed'\nwords = ['x']\nexamples = ['y']\n"


def test_a_good_folder_holds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "dates.toml").write_text(GOOD, encoding="utf-8")
    assert main(["grammar", "check", str(tmp_path)]) == 0
    assert capsys.readouterr().out == f"{tmp_path}: 1 files, 1 rules with 1 examples, 0 entries: all hold\n"


def test_everything_that_is_wrong_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "dates.toml").write_text(BAD, encoding="utf-8")
    (tmp_path / "mine.toml").write_text("[[entry]\n", encoding="utf-8")
    assert main(["grammar", "check", str(tmp_path)]) == 1
    told = capsys.readouterr().out
    assert "dates.toml: rule date.year: does not match its example 'mồng một'" in told
    assert "dates.toml: rule date.slashed: does not match its example 'y'" in told
    assert "mine.toml: not valid TOML" in told
    assert told.endswith("3 to mend\n")


def test_the_shipped_grammar_holds(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["grammar", "check"]) == 0
    assert capsys.readouterr().out.rstrip().endswith("all hold")


def test_a_folder_that_is_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["grammar", "check", str(tmp_path / "no")]) == 1
    assert "no is no folder" in capsys.readouterr().err


def test_rules_that_fire_are_told_with_file_and_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "dates.toml").write_text(GOOD, encoding="utf-8")
    text = "Sở Nội vụ họp ngày rằm tháng giêng"
    assert main(["grammar", "explain", text, "--folder", str(tmp_path), "--json"]) == 0
    found = {(f["file"], f["rule"], text[f["start"] : f["end"]]) for f in json.loads(capsys.readouterr().out)}
    assert ("dates", "date.year", "rằm tháng giêng") in found
    assert ("agencies/local", "agency Sở Nội vụ", "Sở Nội vụ") in found


def test_a_text_without_any_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["grammar", "explain", "…"]) == 0
    assert "no rule and no entry" in capsys.readouterr().out
