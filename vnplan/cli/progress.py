"""A small progress bar on stderr: only on a terminal, and only for more than a few things."""

from __future__ import annotations

import shutil
import sys
import time
from types import TracebackType

_FEW = 5
_PAUSE = 0.1


class Progress:
    """Counts steps towards a total and shows bar, rate and remaining time.

    >>> with Progress(100, "documents") as progress:  # silent here: stderr is no terminal
    ...     progress.step()
    """

    def __init__(self, total: int, what: str, *, shown: bool | None = None) -> None:
        self.total, self.what, self.done = total, what, 0
        self.shown = (sys.stderr.isatty() and total > _FEW) if shown is None else shown
        self._began = time.monotonic()
        self._next = 0.0

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._clear()

    def step(self, count: int = 1) -> None:
        """So many more are done."""
        self.done += count
        now = time.monotonic()
        if self.shown and (now >= self._next or self.done >= self.total):
            self._next = now + _PAUSE
            width = shutil.get_terminal_size().columns - 1
            bar = line(self.done, self.total, self.what, now - self._began)
            sys.stderr.write("\r" + bar[:width].ljust(width))
            sys.stderr.flush()

    def say(self, message: str) -> None:
        """Print a line without tearing the bar."""
        self._clear()
        print(message, file=sys.stderr)

    def _clear(self) -> None:
        if self.shown:
            sys.stderr.write("\r" + " " * (shutil.get_terminal_size().columns - 1) + "\r")
            sys.stderr.flush()


def line(done: int, total: int, what: str, seconds: float) -> str:
    """The bar as text.

    >>> line(50, 200, "documents", 10.0)
    '[#####...............]  50/200 documents  5.0/s  0:30 left'
    """
    share = min(done / total, 1.0) if total else 1.0
    rate = done / seconds if seconds > 0 else 0.0
    left = (total - done) / rate if rate else 0.0
    bar = "#" * int(20 * share)
    return f"[{bar:.<20}]  {done}/{total} {what}  {rate:.1f}/s  {_clock(left)} left"


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
