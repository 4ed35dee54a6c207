"""The command line: `vnplan parse`, `vnplan graph` and the rest. `main()` returns the exit code.

0: done. 1: an input is wrong (one line on stderr says which and what to do). 2: the command itself is wrong.
"""

from vnplan.cli.entry import main

__all__ = ["main"]
