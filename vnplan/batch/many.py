"""parse_many(): documents from many sources, one after the other or in several processes."""

from __future__ import annotations

import os
import traceback
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal, TypeVar

from vnplan.batch.pool import Failed, Pool
from vnplan.errors import BatchError, SourceError, VnplanError
from vnplan.models import Document
from vnplan.parser import Parser
from vnplan.reading.places import expanded

Source = str | bytes | os.PathLike[str]
OnError = Literal["collect", "raise", "skip"]
J = TypeVar("J")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class ParseFailure:
    """A document that could not be parsed.

    `source`: what was given. `kind`: "source" (it cannot be read as a document), "parser" (a fault of the parser),
    "died" (its process was killed), "timeout" (it took longer than allowed). `message` names the source and says what
    happened; `trace` is the traceback of a fault of the parser.

    >>> [failure.kind for failure in parse_many([b""], workers=1, on_error="collect")]
    ['source']
    """

    source: object
    kind: Literal["source", "parser", "died", "timeout"]
    message: str
    trace: str = ""


def parse_many(
    sources: Iterable[Source], *, parser: Parser | None = None, workers: int | None = None, on_error: OnError = "raise",
    timeout: float | None = None, ordered: bool = True,
) -> Iterator[Document | ParseFailure]:  # fmt: skip
    """Documents of many sources, lazily: no more are read ahead than the processes need.

    A path may be a file, a folder, whose documents of all kinds are taken, or an archive of documents in .zip.

    `workers`: 1 parses in this process, more in so many others, None takes the processors that the machine lends.
    `on_error`: "raise" ends with the first failure (SourceError for what cannot be read, BatchError for the rest);
    "collect" gives a ParseFailure in the document's place; "skip" leaves it out. `timeout`: seconds for one document;
    one over it is stopped (needs a process of its own, so `workers=1` then means one other process). `ordered`: in the
    order of the sources, or as they are done. A process that is killed costs its document alone.

    >>> [len(d.units) for d in parse_many(["Điều 1. A", "Điều 1. B\\nĐiều 2. C"], workers=1)]
    [1, 2]
    """
    if on_error not in ("collect", "raise", "skip"):
        raise BatchError(f"on_error={on_error!r}: give 'collect', 'raise' or 'skip'")
    if timeout is not None and not timeout > 0:
        raise BatchError(f"timeout={timeout!r}: give seconds above 0, or None for no bound")
    parser = parser or Parser()
    found = run(expanded(sources), partial(parse_one, parser), workers=workers, timeout=timeout, ordered=ordered)
    for source, result in found:
        if isinstance(result, Failed):
            failure = failure_of(source, result)
            if on_error == "raise":
                raise result.error if isinstance(result.error, VnplanError) else BatchError(failure.message)
            if on_error == "collect":
                yield failure
        elif result is not None:
            yield result


def parse_one(parser: Parser, source: Source) -> Document:
    """One source by one parser: what a process runs."""
    return parser.parse(source)


def run(
    jobs: Iterable[J], function: Callable[[J], R], *, workers: int | None, timeout: float | None = None,
    ordered: bool = True, skip: Callable[[J], bool] | None = None,
) -> Generator[tuple[J, R | Failed | None], None, None]:  # fmt: skip
    """Each job with what a function makes of it, or why it did not; in this process or in others.

    `function` goes to other processes: a function of a module, or a partial of one. A job that `skip` names is not done
    and has None.
    """
    count = processors() if workers is None else workers
    if count <= 1 and timeout is None:
        for job in jobs:
            yield job, None if skip is not None and skip(job) else _here(function, job)
        return
    pool: Pool[J, R] = Pool(count, function, timeout=timeout)
    yield from pool.run(jobs, ordered=ordered, skip=skip)


def _here(function: Callable[[J], R], job: J) -> R | Failed:
    try:
        return function(job)
    except Exception as error:
        return Failed("error", str(error) or type(error).__name__, error, traceback.format_exc())


def failure_of(source: object, failed: Failed) -> ParseFailure:
    """What a failed job tells of its document."""
    if failed.kind == "error" and isinstance(failed.error, SourceError | OSError):
        return ParseFailure(source, "source", failed.message)
    name = str(source) if isinstance(source, Path) else "a document"
    if failed.kind == "error":
        last = failed.trace.strip().rpartition("\n")[2] or failed.message
        message = f"{name}: the parser failed on it ({last}); please report it"
        return ParseFailure(source, "parser", message, failed.trace)
    return ParseFailure(source, "died" if failed.kind == "died" else "timeout", f"{name}: {failed.message}")


def processors() -> int:
    """The processors that the machine lends this process."""
    affinity = getattr(os, "sched_getaffinity", None)
    return max(1, len(affinity(0)) if affinity else os.cpu_count() or 1)
