"""A pool of processes for documents: what kills one costs one document, and one over its time is stopped.

`concurrent.futures` breaks as a whole when one process dies, and can stop no task; so the pool is our own. Processes
are spawned (nothing is inherited but what is passed), end when the one that started them ends, and leave Ctrl-C to it.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import time
import traceback
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, Generic, TypeVar

from vnplan.errors import BatchError

J = TypeVar("J")
R = TypeVar("R")

_QUEUED = 2  # jobs that a process holds: the one it works on, and the next
_AHEAD = 16  # finished jobs for each process that wait for an earlier one


@dataclass(frozen=True, slots=True)
class Failed:
    """Why a job gave no result: "error" (it raised), "died" (its process was killed), "timeout" (it took too long)."""

    kind: str
    message: str
    error: BaseException | None = None
    trace: str = ""


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    pipe: Connection[Any, Any]
    ready: bool = False
    ended: bool = False
    jobs: deque[int] = field(default_factory=deque)
    since: float = 0.0


class Pool(Generic[J, R]):
    """Processes that run one function over jobs.

    `function` and `begin` (run once in each process) are pickled to the processes: module functions, or partials of
    such. `timeout` is in seconds for one job, None for no bound.
    """

    def __init__(
        self, workers: int, function: Callable[[J], R], *, begin: Callable[[], None] | None = None,
        timeout: float | None = None,
    ) -> None:  # fmt: skip
        self._count, self._function, self._begin, self._timeout = max(1, workers), function, begin, timeout
        self._context = multiprocessing.get_context("spawn")
        self._workers: list[_Worker] = []
        self._started = False

    def run(
        self, jobs: Iterable[J], *, ordered: bool = True, skip: Callable[[J], bool] | None = None
    ) -> Generator[tuple[J, R | Failed | None], None, None]:
        """Each job with its result or why there is none; in the order of the jobs, or as they are done.

        A job that `skip` names goes to no process and has None for a result.

        Raises BatchError when no process can be started at all.
        """
        source = enumerate(jobs)
        open_jobs: dict[int, J] = {}
        done: dict[int, R | Failed | None] = {}
        waiting: deque[int] = deque()
        following, exhausted = 0, False
        try:
            while True:
                while not exhausted and len(waiting) < self._count and len(done) < self._count * _AHEAD:
                    taken = next(source, None)
                    if taken is None:
                        exhausted = True
                        break
                    open_jobs[taken[0]] = taken[1]
                    if skip is not None and skip(taken[1]):
                        done[taken[0]] = None
                    else:
                        waiting.append(taken[0])
                self._hand_out(waiting, open_jobs)
                for number, result in self._collect(waiting):
                    if ordered:
                        done[number] = result
                    else:
                        yield open_jobs.pop(number), result
                while following in done:
                    yield open_jobs.pop(following), done.pop(following)
                    following += 1
                if not ordered:
                    for number in list(done):
                        yield open_jobs.pop(number), done.pop(number)
                if exhausted and not open_jobs:
                    return
        finally:
            self.close()

    def close(self) -> None:
        """End the processes; what they are working on is given up."""
        for worker in self._workers:
            worker.pipe.close()
            if worker.process.is_alive():
                worker.process.terminate()
        for worker in self._workers:
            worker.process.join(2)
            if worker.process.is_alive():
                worker.process.kill()
                worker.process.join()
        self._workers.clear()

    def _hand_out(self, waiting: deque[int], jobs: dict[int, J]) -> None:
        """Waiting jobs to processes with room, first to those without any."""
        busy = sum(bool(w.jobs) for w in self._workers)
        while len(self._workers) < min(self._count, busy + len(waiting)):
            self._start()
        for room in range(1, _QUEUED + 1):
            for worker in self._workers:
                if waiting and len(worker.jobs) < room:
                    number = waiting.popleft()
                    if not worker.jobs:
                        worker.since = time.monotonic()
                    worker.jobs.append(number)
                    try:
                        worker.pipe.send((number, jobs[number]))
                    except (BrokenPipeError, ConnectionResetError):  # it died; _collect finds out
                        return

    def _start(self) -> None:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=_work, args=(theirs, self._function, self._begin), daemon=True)
        process.start()
        theirs.close()
        self._workers.append(_Worker(process, ours))

    def _collect(self, waiting: deque[int]) -> Iterator[tuple[int, R | Failed]]:
        """What has been finished, has died or took too long since the last look; waits for one of them."""
        if not any(w.jobs for w in self._workers):
            return
        events: list[Any] = [w.pipe for w in self._workers] + [w.process.sentinel for w in self._workers]
        happened = set(wait(events, self._patience()))
        for worker in list(self._workers):
            if worker.pipe in happened or worker.process.sentinel in happened:
                yield from self._receive(worker)
            if worker.ended:
                yield from self._bury(worker, waiting)
            elif self._late(worker):
                worker.process.kill()
                worker.process.join()
                told = f"took longer than {self._timeout:g} seconds and was stopped"
                yield worker.jobs.popleft(), Failed("timeout", told)
                self._remove(worker, waiting)

    def _patience(self) -> float | None:
        if self._timeout is None:
            return None
        now = time.monotonic()
        left = [w.since + self._timeout - now for w in self._workers if w.jobs and w.ready]
        return max(0.0, min(left, default=self._timeout))

    def _late(self, worker: _Worker) -> bool:
        if self._timeout is None or not worker.jobs or not worker.ready:
            return False
        return time.monotonic() - worker.since >= self._timeout

    def _receive(self, worker: _Worker) -> Iterator[tuple[int, R | Failed]]:
        while worker.pipe.poll():
            try:
                number, result = worker.pipe.recv()
            except (EOFError, OSError):
                worker.ended = True
                return
            worker.since = time.monotonic()
            if number is None:
                worker.ready = self._started = True
                continue
            worker.jobs.remove(number)
            yield number, result

    def _bury(self, worker: _Worker, waiting: deque[int]) -> Iterator[tuple[int, R | Failed]]:
        """A process that has died: the job it worked on is lost, the others wait again."""
        worker.process.join()
        if not worker.ready and not self._started:
            raise BatchError(f"a process that reads documents ended before it began{_guard()}")
        if worker.jobs and worker.ready:
            code = worker.process.exitcode
            how = signal.Signals(-code).name if code is not None and code < 0 else f"exit code {code}"
            yield worker.jobs.popleft(), Failed("died", f"the process that read it was ended ({how})")
        self._remove(worker, waiting)

    def _remove(self, worker: _Worker, waiting: deque[int]) -> None:
        waiting.extendleft(reversed(worker.jobs))
        worker.pipe.close()
        self._workers.remove(worker)


def _guard() -> str:
    script = getattr(sys.modules["__main__"], "__file__", None)
    return f'; in {Path(script).name} call it under: if __name__ == "__main__":' if script else ""


def _work(pipe: Connection[Any, Any], function: Callable[[Any], Any], begin: Callable[[], None] | None) -> None:
    """In a process: one job after the other until the parent goes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if begin is not None:
        begin()
    try:
        pipe.send((None, None))
        while True:
            number, job = pipe.recv()
            pipe.send((number, _result(function, job)))
    except (EOFError, OSError):  # the parent has gone, or closed the pool
        os._exit(0)


def _result(function: Callable[[Any], Any], job: Any) -> Any:
    try:
        return function(job)
    except Exception as error:
        message = str(error) or type(error).__name__
        return Failed("error", message, _portable(error), traceback.format_exc())


def _portable(error: Exception) -> Exception | None:
    """The error itself where it can be pickled and made again."""
    import pickle

    try:
        again = pickle.loads(pickle.dumps(error))
    except Exception:  # an error class of any library may fail to pickle in any way; its message goes all the same
        return None
    return error if type(again) is type(error) else None
