"""main(): reads the arguments, runs the command, turns errors into one line and an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from vnplan.cli.arguments import build_parser
from vnplan.errors import VnplanError


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code.

    >>> main(["graph"])  # doctest: +SKIP
    2
    """
    for stream in (sys.stdout, sys.stderr):
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
    except VnplanError as error:
        return _complain(" ".join(str(error).split()))
    except BrokenPipeError:  # the reader (head, less) has gone
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print("vnplan: stopped; what was finished is kept", file=sys.stderr)
        return 130
    except OSError as error:
        return _complain(f"{error.filename or 'a file'}: {error.strerror or error}; check the path and its permissions")


def _complain(message: str) -> int:
    print(f"vnplan: {message}", file=sys.stderr)
    return 1
