"""From the paths on the command line to documents; a file that cannot be read is one line on stderr."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from vnplan.cli.progress import Progress
from vnplan.errors import SourceNotFoundError
from vnplan.models import Document
from vnplan.reading.places import ENDINGS, archive_of, documents_at

if TYPE_CHECKING:
    import networkx as nx


def files_of(paths: Sequence[str | Path]) -> list[Path]:
    """The files that paths mean: folders are searched, hidden ones left out, each file is taken once.

    Raises SourceNotFoundError for a path that does not exist, and for a folder without any document.
    """
    found: dict[Path, None] = {}
    for given in paths:
        path = existing(given)
        inside = documents_at(path)
        if not inside:
            raise SourceNotFoundError(f"{path} holds no document ({' '.join(sorted(ENDINGS))}); give another")
        found.update(dict.fromkeys(inside))
    return list(found)


def existing(given: str | Path) -> Path:
    """The path that was given, when a file or folder stands there.

    Raises SourceNotFoundError for an empty path, for one where nothing is, and for a pipe or device, which could be
    waited for without end.
    """
    path = Path(given)
    if not str(given):
        raise SourceNotFoundError("an empty path was given; give a file or folder (is a variable of the shell unset?)")
    if not path.exists():
        if archive_of(path) is not None:
            return path
        raise SourceNotFoundError(f"there is no file or folder {path}; check the path")
    if not path.is_file() and not path.is_dir():
        raise SourceNotFoundError(f"{path} is no regular file; give a file, or - to read a pipe from standard input")
    return path


def is_corpus(path: str | Path) -> bool:
    """Whether a path is a file that vnplan build may have made."""
    path = Path(path)
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(16) == b"SQLite format 3\0"


def graph_of(paths: Sequence[str | Path]) -> tuple[nx.MultiDiGraph, int]:
    """The citation graph of a corpus, or of documents, and the exit code: 1 when a file was left out."""
    if len(paths) == 1 and is_corpus(paths[0]):
        from vnplan.store.corpus import Corpus

        with Corpus.open(paths[0]) as corpus:
            return corpus.graph(), 0
    from vnplan.graph.building import build_graph

    inputs = Inputs(paths)
    return build_graph(inputs), inputs.code


class Inputs:
    """The documents of some paths, one after the other; `failed` counts the files that could not be read."""

    def __init__(
        self, paths: Sequence[str | Path], *, workers: int = 1, timeout: float | None = None, ocr: bool = False
    ) -> None:
        self.stdin = list(paths) == ["-"]
        self.files = [] if self.stdin else files_of(paths)
        self.failed, self.workers, self._timeout, self._ocr = 0, workers, timeout, ocr

    def __iter__(self) -> Iterator[Document]:
        from vnplan.parser import Parser
        from vnplan.reading import ReadOptions

        parser = Parser(options=ReadOptions(ocr=self._ocr))
        if self.stdin:
            yield parser.parse(sys.stdin.buffer.read(), name="standard input")
            return
        from vnplan.batch.many import ParseFailure, parse_many

        one = len(self.files) == 1
        with Progress(len(self.files), "documents") as progress:
            found = parse_many(self.files, parser=parser, workers=self.workers, timeout=self._timeout,
                               on_error="raise" if one else "collect")  # fmt: skip
            for document in found:
                if isinstance(document, ParseFailure):
                    self.failed += 1
                    progress.say(f"vnplan: left out: {' '.join(document.message.split())}")
                else:
                    yield document
                progress.step()

    @property
    def code(self) -> int:
        """The exit code: 1 when a file was left out."""
        return 1 if self.failed else 0


def workers_for(files: int, *, many: int = 100) -> int:
    """How many processes are worth their start: one for a few files, else those that the machine lends us.

    >>> workers_for(16)
    1
    """
    if files < many:
        return 1
    from vnplan.batch.many import processors

    return min(8, processors())
