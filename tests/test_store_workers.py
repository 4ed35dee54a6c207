"""Building with several processes: the same corpus, the same errors, and nothing left behind by Ctrl-C or kill -9."""

from __future__ import annotations

import os
import pickle
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from vnplan import Corpus, Grammar, Parser
from vnplan.batch import parse_many
from vnplan.cli.inputs import workers_for

TEXTS = sorted((Path(__file__).parent.parent / "corpus").glob("*.txt"))
POSIX = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no SIGKILL")


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What a build by one process holds."""
    with Corpus.build(TEXTS, tmp_path_factory.mktemp("alone") / "c.db") as corpus:
        return list(corpus.dump())


def test_two_workers_make_the_same_corpus(alone: list[str], tmp_path: Path) -> None:
    seen: list[Path] = []
    with Corpus.build(TEXTS, tmp_path / "c.db", workers=2, report=lambda path, done: seen.append(path)) as corpus:
        assert corpus.built.added == len(TEXTS)
        assert list(corpus.dump()) == alone
    assert seen == TEXTS
    with Corpus.build(TEXTS, tmp_path / "c.db", workers=2) as corpus:
        assert (corpus.built.added, corpus.built.known) == (0, len(TEXTS))


def test_files_change_places_the_same_way(tmp_path: Path) -> None:
    """One file takes another text while a second takes the text that the first held."""
    dumps = []
    for count in (1, 2):
        folder = tmp_path / str(count)
        folder.mkdir()
        files = [folder / "a.txt", folder / "b.txt", folder / "c.txt", folder / "gone.txt", folder / "empty.txt"]
        shutil.copy(TEXTS[0], files[0])
        Corpus.build(files[:1], folder / "c.db").close()
        shutil.copy(TEXTS[1], files[0])
        shutil.copy(TEXTS[0], files[1])
        shutil.copy(TEXTS[1], files[2])
        files[4].write_bytes(b"")
        with Corpus.build(files, folder / "c.db", workers=count) as corpus:
            assert (corpus.built.added, corpus.built.known, corpus.built.removed) == (2, 1, 1)
            assert [f.partition(".txt")[0] for f in corpus.built.failed] == [str(folder / "gone"), str(folder / "empty")]
            dumps.append([line.replace(str(folder), "") for line in corpus.dump()])
    assert dumps[0] == dumps[1]


def test_workers_read_with_the_grammar_of_the_build(tmp_path: Path) -> None:
    """A grammar of the user's own counts in the other processes too."""
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "document_types.toml").write_text('[[entry]]\nname = "Cẩm nang"\ncode = "CN"\n', encoding="utf-8")
    file = tmp_path / "a.txt"
    file.write_text("theo Cẩm nang số 12/CN-UBND", encoding="utf-8")
    parser = Parser(Grammar.load(folder))
    again = pickle.loads(pickle.dumps(parser))
    assert again.grammar.folders == parser.grammar.folders
    assert [d.name for d in parse_many([file, file], parser=parser, workers=2)] == ["a.txt", "a.txt"]


def test_a_script_without_a_guard_is_told_so(tmp_path: Path) -> None:
    script = tmp_path / "unguarded.py"
    script.write_text(
        f"from vnplan import Corpus\nCorpus.build({[str(p) for p in TEXTS[:3]]!r}, {str(tmp_path / 'c.db')!r}, workers=2)\n",
        encoding="utf-8",
    )
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True)
    assert done.returncode == 1
    # The workers write tracebacks of their own to the same stream, in any order; only this process names the script so.
    told = [line for line in done.stderr.splitlines() if "in unguarded.py call it under: if __name__ ==" in line]
    assert len(told) == 1
    assert "BatchError" in told[0]


SLOW = """
import os, sys
from pathlib import Path
from vnplan import Corpus
from multiprocessing import active_children

def report(path, done):
    print(*(child.pid for child in active_children()), flush=True)
    sys.stdin.readline()

if __name__ == "__main__":
    Corpus.build([Path(p) for p in sys.argv[2:]], sys.argv[1], report=report, workers=2)
"""


def alive(pid: int) -> bool:
    """Whether a process runs; a zombie does not."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    stat = Path(f"/proc/{pid}/stat")
    return not stat.exists() or stat.read_text().rpartition(")")[2].split()[0] != "Z"


@POSIX
@pytest.mark.parametrize("how", ["SIGINT", "SIGKILL"])
def test_a_build_that_is_ended_leaves_no_process_and_goes_on(alone: list[str], tmp_path: Path, how: str) -> None:
    script, path = tmp_path / "slow.py", tmp_path / "c.db"
    script.write_text(SLOW, encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, str(script), str(path), *map(str, TEXTS)], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL, text=True, start_new_session=True,
    ) as build:  # fmt: skip
        assert build.stdout
        children = [int(pid) for pid in build.stdout.readline().split()]
        assert children
        if how == "SIGINT":
            os.killpg(build.pid, signal.SIGINT)  # as a terminal does: to all of them
        else:
            os.kill(build.pid, signal.SIGKILL)
        build.wait(60)
    for _ in range(600):
        if not any(map(alive, children)):
            break
        time.sleep(0.1)
    assert not any(map(alive, children))
    with Corpus.build(TEXTS, path, workers=2) as again:
        assert again.built.known == 1
        assert list(again.dump()) == alone


def test_few_files_are_read_by_this_process() -> None:
    assert workers_for(99) == 1
    assert 1 <= workers_for(100) <= 8
