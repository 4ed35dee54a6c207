"""main(): reads the arguments, runs the command, turns errors into one line and an exit code."""

from __future__ import annotations

import errno
import os
import sys
import traceback
from collections.abc import Sequence
from contextlib import suppress

from vnplan.cli.arguments import build_parser
from vnplan.errors import VnplanError


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code.

    >>> main(["graph"])  # doctest: +SKIP
    2
    """
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by the shell: vnplan … >&-
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115  until the process ends
        stream = getattr(sys, name)
        if hasattr(stream, "reconfigure") and (stream.encoding or "").lower().replace("-", "") != "utf8":
            stream.reconfigure(encoding="utf-8", errors="replace")
    parser = build_parser()
    try:
        arguments = parser.parse_args(argv)
    except SystemExit as stop:  # argparse has printed help or the error
        return stop.code if isinstance(stop.code, int) else 2
    if arguments.run is None:
        parser.print_help()
        return 2
    try:
        code: int = arguments.run(arguments)
        sys.stdout.flush()
        return code
    except BrokenPipeError:  # the reader (head, less) has gone
        _hush()
        return 0
    except KeyboardInterrupt:
        _complain("stopped; what was finished is kept")
        return 130
    except Exception as error:
        code = _ended(error, arguments.debug or bool(os.environ.get("VNPLAN_DEBUG")))
        if isinstance(error, OSError):
            _hush()
        return code


def _ended(error: Exception, debug: bool) -> int:
    """One line for an error, and the traceback for those who ask; returns the exit code."""
    if debug:
        traceback.print_exception(error)
    if isinstance(error, VnplanError):
        return _complain(" ".join(str(error).split()))
    if isinstance(error, OSError):
        place = error.filename or ("standard output" if error.errno in (errno.EBADF, errno.ENOSPC) else "a file")
        return _complain(f"{place}: {error.strerror or error}; check the path, its permissions and the disk")
    last = f"{type(error).__name__}: {error}"
    return _complain(f"a fault in vnplan ({last[:300]}); please report it, with what --debug shows")


def _hush() -> None:
    """Nothing more goes to standard output, also when Python flushes it at its end."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    except OSError:  # there is none at all
        return


def _complain(message: str) -> int:
    with suppress(OSError, ValueError, AttributeError):  # standard error may be closed too; the exit code still tells
        print(f"vnplan: {message}", file=sys.stderr)
    return 1
