"""What hands do to a command line: closed outputs, Ctrl-C, odd files, faults in the program; a line and an exit code."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from vnplan.cli import main
from vnplan.parser import Parser

CORPUS = Path(__file__).parent.parent / "corpus"
PLAN = CORPUS / "quang-ngai-203-kh-ubnd-2023.txt"
COMMAND = [sys.executable, "-m", "vnplan"]


def shell(command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["bash", "-c", command], capture_output=True, text=True, timeout=120)


@pytest.mark.parametrize(
    ("redirection", "code"),
    [(">&-", 0), ("2>&-", 0), (">&- 2>&-", 0), ("| head -n 1", 0), ("> /dev/full", 1)],
)
def test_outputs_that_are_closed_or_full(redirection: str, code: int) -> None:
    done = shell(f"set -o pipefail; {sys.executable} -m vnplan parse {PLAN} --json {redirection}")
    assert (done.returncode, len(done.stderr.splitlines())) == (code, code), done.stderr
    assert "Traceback" not in done.stderr


def test_a_fault_is_one_line_and_its_traceback_for_who_asks(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def parse(self: Parser, source: object, **options: object) -> None:
        raise IndexError("list index out of range")

    monkeypatch.setattr(Parser, "parse", parse)
    assert main(["parse", str(PLAN)]) == 1
    told = capsys.readouterr().err
    assert "IndexError" in told
    assert "report it" in told
    assert len(told.splitlines()) == 1
    assert main(["--debug", "parse", str(PLAN)]) == 1
    assert "Traceback" in capsys.readouterr().err


def test_a_document_that_fails_leaves_the_others(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    real = Parser.parse

    def parse(self: Parser, source: Path, **options: object) -> object:
        if source.name == "bad.txt":
            raise ValueError("x")
        return real(self, source, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(Parser, "parse", parse)
    for name in ("a.txt", "bad.txt", "c.txt"):
        (tmp_path / name).write_text("Điều 1. Phạm vi", encoding="utf-8")
    (tmp_path / "bad.txt").write_text("Điều 1. Đối tượng", encoding="utf-8")
    (tmp_path / "c.txt").write_text("Điều 1. Hiệu lực", encoding="utf-8")
    assert main(["parse", str(tmp_path)]) == 1
    assert "bad.txt" in capsys.readouterr().err
    assert main(["build", str(tmp_path), "-o", str(tmp_path / "c.db")]) == 1
    printed = capsys.readouterr()
    assert "2 documents (2 added" in printed.out
    assert "bad.txt" in printed.err
    assert "1 file left out" in printed.err


@pytest.mark.parametrize("arguments", [["parse", ""], ["build", "", "-o", "x.db"], ["search", "", "a"], ["show", ""], ["graph", ""]])
def test_an_empty_path_is_told(arguments: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == 1
    told = capsys.readouterr().err
    assert "path" in told or "is a folder" in told
    assert len(told.splitlines()) == 1


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no FIFOs")
@pytest.mark.parametrize("command", ["parse", "build", "graph", "show", "search"])
def test_a_fifo_is_told_and_not_waited_for(command: str, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    extra = {"build": ["-o", str(tmp_path / "c.db")], "search": ["x"]}.get(command, [])
    done = subprocess.run([*COMMAND, command, str(tmp_path / "pipe"), *extra], capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert "no regular file" in done.stderr


@pytest.mark.skipif(not hasattr(signal, "SIGINT"), reason="this system has no Ctrl-C")
@pytest.mark.parametrize("after", [0.4, 0.9])  # before, it is the interpreter that is loaded
def test_ctrl_c_anywhere_is_one_line_at_most(after: float, tmp_path: Path) -> None:
    process = subprocess.Popen([*COMMAND, "build", str(CORPUS), "-o", str(tmp_path / "c.db")], stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE, text=True, start_new_session=True)  # fmt: skip
    time.sleep(after)
    os.killpg(process.pid, signal.SIGINT)
    _, told = process.communicate(timeout=60)
    assert process.returncode in (0, 130, -signal.SIGINT)
    assert "Traceback" not in told


@pytest.mark.parametrize("wrong", ["0", "-1", "x", "²", "nan", "inf", "1" * 20])
def test_wrong_counts_are_told(wrong: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["parse", str(PLAN), f"--workers={wrong}"]) == 2
    assert "from 1 up" in capsys.readouterr().err
    if wrong != "1" * 20:
        assert main(["parse", str(PLAN), f"--timeout={wrong}"]) == 2
