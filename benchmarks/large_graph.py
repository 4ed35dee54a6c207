"""A large citation graph, made up: 160,000 instruments and 1.2 million citations in a corpus file.

Reports time and memory of opening, reach and PageRank, with networkx as it is and by the fast path (scipy).

    python benchmarks/large_graph.py [--instruments 160000] [--citations 1200000] [--file large.db]
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any, TypeVar

import networkx as nx

from vnplan import Corpus
from vnplan.graph.ranking import ROUNDS, TOLERANCE, pagerank
from vnplan.identity.uri import number_slug
from vnplan.store.links import write_links

T = TypeVar("T")
RELATIONS = ("legal_basis", "refers_to", "implements", "amends", "guides", "replaces")


def key(i: int) -> str:
    """The uri of the made-up instrument i."""
    return f"/akn/vn/act/quyet-dinh/ubnd-tinh-{i % 63}/{1990 + i % 35}/{i}-qd-ubnd"


def fill(path: Path, instruments: int, citations: int) -> None:
    """Make the corpus file: each instrument cites older ones, well-known ones more often.

    Every fourth instrument is in the corpus; its text says what it and the next three cite.
    """
    Corpus.create(path).close()
    chance = random.Random(1)
    sources = sorted(chance.randrange(1, instruments) for _ in range(citations))
    targets = [int(source * chance.random() ** 3) for source in sources]
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA synchronous = OFF")
    db.execute("BEGIN")

    def nodes() -> Iterator[tuple[Any, ...]]:
        for i in range(instruments):
            number = f"{i}/QĐ-UBND"
            values = {"type": "Quyết định", "number": number, "year": 1990 + i % 35, "level": "province",
                      "in_corpus": i % 4 == 0, "label": number}  # fmt: skip
            yield i + 1, key(i), number_slug(number), str(i), json.dumps(values, ensure_ascii=False), int(i % 4 == 0)

    def documents() -> Iterator[tuple[Any, ...]]:
        for i in range(0, instruments, 4):
            yield i // 4 + 1, f"{i:064x}", "instrument", key(i), "x", "0"

    def edges() -> Iterator[tuple[Any, ...]]:
        for i, (source, target) in enumerate(zip(sources, targets, strict=True)):
            yield (str(i), source // 4 + 1, key(source), key(target), chance.choice(RELATIONS), "full", None, None, i,
                   i + 20, "", "", key(source - source % 4), int(source % 4 > 0), None)  # fmt: skip

    db.executemany("INSERT INTO instruments VALUES (?, ?, ?, ?, ?, ?)", nodes())
    columns = "id, sha256, kind, node, label, parser"
    db.executemany(f"INSERT INTO documents ({columns}) VALUES (?, ?, ?, ?, ?, ?)", documents())
    db.executemany(f"INSERT INTO citations VALUES ({', '.join('?' * 15)})", edges())
    for document in range(1, instruments // 4 + 1):
        write_links(db, document)
    db.execute("COMMIT")
    db.close()


def timed(what: str, work: Callable[[], T], rounds: int = 1) -> tuple[T, float]:
    """Do something, the best of some rounds; print how long it took and the most memory used so far."""
    best = float("inf")
    for _ in range(rounds):
        found = None  # what the last round made goes before the next begins
        began = time.perf_counter()
        found = work()
        best = min(best, time.perf_counter() - began)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{what:<44} {best:9.3f} s   peak {peak:7.0f} MB", flush=True)
    assert found is not None
    return found, best


def fast(path: Path, asked: tuple[str, str]) -> tuple[Any, dict[str, float]]:
    """The answers by the fast path, and the seconds for each."""
    import scipy.sparse.csgraph  # noqa: F401  so that opening is not charged with the import

    with Corpus.open(path) as corpus:
        graph, opening = timed("fast path: open", corpus.fast_graph, 3)
        around, _ = timed("fast path: what stands around, the first time", lambda: graph.reach(asked[0]))
        forth, one = timed("fast path: reach", lambda: graph.reach(asked[0]), 3)
        back, other = timed("fast path: reach backwards", lambda: graph.reach(asked[1], backwards=True), 3)
        ranks, ranking = timed("fast path: PageRank", graph.pagerank, 3)
        assert around == forth
    return (forth, back, ranks), {"open": opening, "reach": one, "reach backwards": other, "PageRank": ranking}


def plain(path: Path, asked: tuple[str, str]) -> tuple[Any, dict[str, float]]:
    """The same by networkx as it is; its PageRank is that of vnplan without scipy, over a folded graph."""
    with Corpus.open(path) as corpus:
        graph, opening = timed("networkx: open, without words", lambda: corpus.graph(words=False))
    forth, one = timed("networkx: reach", lambda: nx.descendants(graph, asked[0]), 3)
    back, other = timed("networkx: reach backwards", lambda: nx.ancestors(graph, asked[1]), 3)
    folded, _ = timed("networkx: fold parallel citations", lambda: nx.DiGraph(graph))
    ranks, ranking = timed("networkx: PageRank in Python", lambda: pagerank(folded))
    timed("networkx: its own PageRank, which uses scipy", lambda: nx.pagerank(folded, tol=TOLERANCE, max_iter=ROUNDS))
    return (forth, back, ranks), {"open": opening, "reach": one, "reach backwards": other, "PageRank": ranking}


def main() -> None:
    """Make, open, ask, compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--instruments", type=int, default=160_000)
    parser.add_argument("--citations", type=int, default=1_200_000)
    parser.add_argument("--file", type=Path, help="keep the corpus file here, and take it from here the next time")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = arguments.file or Path(folder) / "large.db"
        asked = key(arguments.instruments // 2), key(7)
        # Each way in a process of its own, so that each has its own peak of memory.
        with ProcessPoolExecutor(1, mp_context=get_context("spawn"), max_tasks_per_child=1) as pool:
            if not path.exists():
                pool.submit(fill, path, arguments.instruments, arguments.citations).result()
            print(f"{arguments.instruments} instruments, {arguments.citations} citations, "
                  f"{path.stat().st_size / 1e6:.0f} MB on disk")  # fmt: skip
            ours, quick = pool.submit(fast, path, asked).result()
            theirs, slow = pool.submit(plain, path, asked).result()
    assert ours[:2] == theirs[:2], "the two ways reach different instruments"
    worst = max(abs(ours[2][k] - theirs[2][k]) for k in theirs[2])
    assert worst < 1e-12, f"PageRank differs by {worst}"
    print(f"same answers ({len(ours[0])} and {len(ours[1])} instruments reached; PageRank within {worst:.0e})")
    print("fast path faster by: " + ", ".join(f"{what} {slow[what] / quick[what]:.0f} times" for what in quick))


if __name__ == "__main__":
    main()
