"""Pausing the cyclic garbage collector while one document is parsed."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_paused() -> Iterator[None]:
    """Switch the cyclic collector off inside the block, and on again after it where it was on.

    A parse makes thousands of small objects that all live until its end, so the collector would walk them again and
    again for nothing: that costs a fifth of the time. What is garbage is freed by reference counts all the same.

    >>> with collector_paused():
    ...     gc.isenabled()
    False
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
