"""`vnplan build`: documents into a corpus file."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from vnplan.cli.inputs import files_of, workers_for
from vnplan.cli.progress import Progress
from vnplan.cli.tables import many
from vnplan.store.corpus import Corpus


def run(arguments: argparse.Namespace) -> int:
    """Take in what is new or changed; a file that cannot be read is one line on stderr."""
    files = files_of(arguments.paths)
    workers = arguments.workers or workers_for(len(files))
    with Progress(len(files), "documents") as progress:

        def report(path: Path, done: str) -> None:
            if done not in ("added", "known"):
                progress.say(f"vnplan: left out: {' '.join(done.split())}")
            progress.step()

        with Corpus.build(files, arguments.output, report=report, prune=arguments.prune, workers=workers,
                          timeout=arguments.timeout) as corpus:  # fmt: skip
            built, total = corpus.built, len(corpus)
    if arguments.debug:
        for failure in built.failures:
            print(failure.trace, file=sys.stderr, end="")
    if arguments.json:
        found = {"documents": total, "added": built.added, "known": built.known, "removed": built.removed,
                 "failed": list(built.failed)}  # fmt: skip
        print(json.dumps(found, ensure_ascii=False))
    else:
        counts = f"{built.added} added, {built.known} known already, {built.removed} removed"
        print(f"{arguments.output}: {many(total, 'document')} ({counts})")
        if built.failed:
            print(f"vnplan: {many(len(built.failed), 'file')} left out", file=sys.stderr)
    return 1 if built.failed else 0
