"""How fast documents are parsed on one core: MB/s, the slowest documents, and the most memory used.

    python benchmarks/parsing.py PATH… [--rounds 5] [--slowest 5]

Each PATH is a file or a folder. All files are read first; a round parses every one of them, so what is measured is
parse_document() from bytes to Document. One warm-up document compiles the grammars and is not counted.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import sys
import time
from pathlib import Path

from vnplan import VnplanError, parse_document
from vnplan.cli.inputs import files_of


def main() -> int:
    """Parse everything a few times and report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+", metavar="PATH")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--slowest", type=int, default=5, help="name so many documents")
    arguments = parser.parse_args()
    try:
        files = files_of(arguments.paths)
        parse_document(files[0])
    except VnplanError as error:
        parser.error(str(error))
    sources = {path: path.read_bytes() for path in files}
    size = sum(map(len, sources.values()))
    best: dict[Path, float] = {}
    rounds, failed = [], set()
    for _ in range(max(1, arguments.rounds)):
        total = 0.0
        for path, source in sources.items():
            began = time.perf_counter()
            try:
                parse_document(source, name=path.name)
            except VnplanError as error:
                failed.add(f"{path}: {error}")
            seconds = time.perf_counter() - began
            total += seconds
            best[path] = min(seconds, best.get(path, seconds))
        rounds.append(total)
    print(f"{len(files)} documents, {size / 1e6:.2f} MB, {len(rounds)} rounds, {len(failed)} failed")
    print(f"best   {size / 1e6 / min(rounds):6.2f} MB/s   {min(rounds):8.3f} s")
    middle = statistics.median(rounds)
    print(f"median {size / 1e6 / middle:6.2f} MB/s   {middle:8.3f} s   {1e3 * middle / len(files):.1f} ms a document")
    print(f"peak memory {_peak():.0f} MB")
    print("slowest documents, best of the rounds:")
    for path in sorted(best, key=lambda p: -best[p])[: arguments.slowest]:
        length = len(sources[path])
        print(f"  {1e3 * best[path]:8.1f} ms   {length / 1e3:8.1f} kB   {length / 1e6 / best[path]:5.2f} MB/s   {path}")
    for line in sorted(failed):
        print(f"failed: {line}", file=sys.stderr)
    return 1 if failed else 0


def _peak() -> float:
    """The most memory used so far in MB; the system counts in kB, on macOS in bytes."""
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used / 1e6 if sys.platform == "darwin" else used / 1024


if __name__ == "__main__":
    raise SystemExit(main())
