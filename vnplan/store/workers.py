"""Files to rows in other processes. They are spawned, end with the one that started them, and leave Ctrl-C to it."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait
from pathlib import Path
from typing import TypeVar

from vnplan.errors import StoreError
from vnplan.store.preparing import Prepared, prepare

_AHEAD = 4  # files that are under way for each process
T = TypeVar("T")


def read_file(path: Path) -> Prepared:
    """Parse one file into its rows.

    Raises SourceError for a file that is no text, OSError for one that cannot be read.
    """
    from vnplan.parser import parse_document

    return prepare(parse_document(path))


def in_order(
    jobs: Iterable[tuple[T, Path | None]], workers: int, folders: tuple[Path, ...]
) -> Generator[tuple[T, Callable[[], Prepared] | None], None, None]:
    """Each job with what gives its rows, in the order given; without a path there is nothing to do.

    One worker is this process. What a job raises, its call raises. Raises StoreError when a process dies.
    """
    if workers <= 1:
        for job, path in jobs:
            yield job, None if path is None else _here(path)
        return
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_begin, initargs=(folders,))
    waiting: deque[tuple[T, Future[Prepared] | None]] = deque()
    try:
        for job, path in jobs:
            waiting.append((job, None if path is None else pool.submit(read_file, path)))
            if len(waiting) >= workers * _AHEAD:
                yield _next(waiting)
        while waiting:
            yield _next(waiting)
    except BrokenProcessPool as error:
        raise StoreError(_died()) from error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _here(path: Path) -> Callable[[], Prepared]:
    return lambda: read_file(path)


def _next(waiting: deque[tuple[T, Future[Prepared] | None]]) -> tuple[T, Callable[[], Prepared] | None]:
    job, future = waiting.popleft()
    return job, None if future is None else lambda: _result(future)


def _result(future: Future[Prepared]) -> Prepared:
    try:
        return future.result()
    except BrokenProcessPool as error:
        raise StoreError(_died()) from error


def _died() -> str:
    script = getattr(sys.modules["__main__"], "__file__", None)
    guard = f", and in {Path(script).name} call it under: if __name__ == \"__main__\":" if script else ""
    return f"a process that reads files has died; what was finished is kept. Build again with one worker{guard}"


def _begin(folders: tuple[Path, ...]) -> None:
    """In a new process: the same grammars, no Ctrl-C of its own, and an end when its parent ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()
    from vnplan.grammar.folders import VARIABLE

    os.environ[VARIABLE] = os.pathsep.join(map(str, folders[1:]))


def _end_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)
