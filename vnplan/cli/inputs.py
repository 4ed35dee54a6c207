"""From the paths on the command line to documents; a file that cannot be read is one line on stderr."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from vnplan.cli.progress import Progress
from vnplan.errors import SourceError, SourceNotFoundError
from vnplan.models import Document

if TYPE_CHECKING:
    import networkx as nx

#: The endings that are taken from a folder; a file that is named is always tried.
ENDINGS = frozenset({".txt"})


def files_of(paths: Sequence[str | Path]) -> list[Path]:
    """The files that paths mean: folders are searched, hidden ones left out, each file is taken once.

    Raises SourceNotFoundError for a path that does not exist, and for a folder without any document.
    """
    found: dict[Path, None] = {}
    for path in map(Path, paths):
        if path.is_dir():
            inside = [p for p in sorted(path.rglob("*")) if p.suffix.lower() in ENDINGS and p.is_file()
                      and not any(part.startswith(".") for part in p.relative_to(path).parts)]  # fmt: skip
            if not inside:
                raise SourceNotFoundError(f"{path} holds no document ({' '.join(sorted(ENDINGS))}); give another")
            found.update(dict.fromkeys(inside))
        elif path.exists():
            found[path] = None
        else:
            raise SourceNotFoundError(f"there is no file or folder {path}; check the path")
    return list(found)


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

    def __init__(self, paths: Sequence[str | Path]) -> None:
        self.stdin = list(paths) == ["-"]
        self.files = [] if self.stdin else files_of(paths)
        self.failed = 0

    def __iter__(self) -> Iterator[Document]:
        from vnplan.parser import parse_document

        if self.stdin:
            yield parse_document(sys.stdin.buffer.read(), name="standard input")
            return
        with Progress(len(self.files), "documents") as progress:
            for path in self.files:
                try:
                    document = parse_document(path)
                except SourceError as error:
                    if len(self.files) == 1:
                        raise
                    self.failed += 1
                    progress.say(f"vnplan: left out: {error}")
                else:
                    yield document
                progress.step()

    @property
    def code(self) -> int:
        """The exit code: 1 when a file was left out."""
        return 1 if self.failed else 0
