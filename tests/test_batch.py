"""Many documents: what fails, kills its process or takes too long costs one document and is told."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from vnplan import Corpus
from vnplan.batch import ParseFailure, parse_many
from vnplan.batch.many import failure_of
from vnplan.batch.pool import Failed, Pool
from vnplan.errors import BatchError, EmptySourceError, SourceNotFoundError
from vnplan.models import Document
from vnplan.parser import Parser

TEXTS = sorted((Path(__file__).parent.parent / "corpus").glob("*.txt"))[:4]


def work(job: str) -> str:
    """What the processes of these tests run: the job says what happens."""
    what, _, value = job.partition(" ")
    if what == "raise":
        raise ValueError(value)
    if what == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if what == "leave":
        os._exit(3)
    if what == "sleep":
        time.sleep(float(value))
    return job.upper()


def run(jobs: list[str], workers: int = 2, timeout: float | None = None, ordered: bool = True) -> list[tuple[str, object]]:
    return list(Pool(workers, work, timeout=timeout).run(jobs, ordered=ordered))


def test_results_are_in_the_order_of_the_jobs() -> None:
    jobs = ["sleep 0.2", *(f"job {n}" for n in range(30))]
    assert run(jobs) == [(job, job.upper()) for job in jobs]
    assert sorted(run(jobs, ordered=False)) == sorted((job, job.upper()) for job in jobs)


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_what_fails_or_kills_costs_one_job(workers: int) -> None:
    jobs = ["a", "die", "b", "raise no", "c", "leave", "d", "die", "e"]
    found = dict(enumerate(run(jobs, workers)))
    assert [job for job, _ in found.values()] == jobs
    kinds = [r.kind if isinstance(r, Failed) else r for _, r in found.values()]
    assert kinds == ["A", "died", "B", "error", "C", "died", "D", "died", "E"]
    assert "SIGKILL" in found[1][1].message  # type: ignore[attr-defined]
    assert "exit code 3" in found[5][1].message  # type: ignore[attr-defined]
    assert "ValueError: no" in found[3][1].trace  # type: ignore[attr-defined]


def test_a_job_over_its_time_is_stopped_and_the_next_is_done() -> None:
    found = run(["a", "sleep 60", "b", "c"], workers=1, timeout=0.5)
    assert [r.kind if isinstance(r, Failed) else r for _, r in found] == ["A", "timeout", "B", "C"]


def test_a_skipped_job_goes_to_no_process() -> None:
    pool = Pool(2, work)
    assert list(pool.run(["die", "die"], skip=lambda job: True)) == [("die", None), ("die", None)]


def test_jobs_are_taken_as_they_are_needed() -> None:
    taken: list[int] = []

    def jobs() -> Iterator[str]:
        for n in range(1000):
            taken.append(n)
            yield f"job {n}"

    results = Pool(2, work).run(jobs())
    for _ in range(3):
        next(results)
    results.close()
    assert len(taken) < 100


def test_documents_and_failures_in_their_places(tmp_path: Path) -> None:
    sources = [TEXTS[0], tmp_path / "gone.txt", b"", TEXTS[1]]
    for workers in (1, 2):
        found = list(parse_many(sources, workers=workers, on_error="collect"))
        assert [d.name if isinstance(d, Document) else d.kind for d in found] == [TEXTS[0].name, "source", "source", TEXTS[1].name]
        assert [d.name for d in parse_many(sources, workers=workers, on_error="skip") if isinstance(d, Document)] == [
            TEXTS[0].name, TEXTS[1].name]  # fmt: skip
        with pytest.raises(SourceNotFoundError, match=r"gone\.txt"):
            list(parse_many(sources, workers=workers))
        with pytest.raises(EmptySourceError):
            list(parse_many(sources[2:], workers=workers))


def test_workers_parse_as_this_process_does() -> None:
    assert list(parse_many(TEXTS, workers=2)) == list(parse_many(TEXTS, workers=1))


def test_a_fault_of_the_parser_is_that_documents_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Parser.parse

    def parse(self: Parser, source: object, **options: object) -> Document:
        if isinstance(source, Path) and source.name == TEXTS[1].name:
            raise IndexError("list index out of range")
        return real(self, source, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(Parser, "parse", parse)
    failures = [d for d in parse_many(TEXTS, workers=1, on_error="collect") if isinstance(d, ParseFailure)]
    assert [(f.kind, f.source) for f in failures] == [("parser", TEXTS[1])]
    assert TEXTS[1].name in failures[0].message
    assert "IndexError: list index out of range" in failures[0].message
    assert "Traceback" in failures[0].trace
    with pytest.raises(BatchError, match="please report it"):
        list(parse_many(TEXTS, workers=1))
    with Corpus.build(TEXTS, tmp_path / "c.db") as corpus:
        assert len(corpus) == len(TEXTS) - 1
        assert [f.kind for f in corpus.built.failures] == ["parser"]


@pytest.mark.parametrize(("options", "told"), [({"on_error": "ignore"}, "on_error"), ({"timeout": 0}, "timeout"), ({"timeout": -1.5}, "timeout")])
def test_wrong_options_are_told(options: dict[str, object], told: str) -> None:
    with pytest.raises(BatchError, match=told):
        list(parse_many(TEXTS, **options))  # type: ignore[arg-type]


def test_a_failure_names_its_source() -> None:
    assert failure_of(Path("x/plan.txt"), Failed("died", "the process … (SIGKILL)")).message == "x/plan.txt: the process … (SIGKILL)"
    assert failure_of(b"", Failed("timeout", "took long")).kind == "timeout"
