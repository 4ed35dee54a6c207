"""A large citation graph, made up: 160,000 instruments and 1.2 million citations in a corpus file.

Reports time and memory of opening, reach and PageRank, with networkx as it is and by the fast path (rustworkx).

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
from pathlib import Path
from typing import Any, TypeVar

import networkx as nx

from vnplan import Corpus
from vnplan.graph.ranking import pagerank
from vnplan.identity.uri import number_slug

T = TypeVar("T")
RELATIONS = ("legal_basis", "refers_to", "implements", "amends", "guides", "replaces")


def key(i: int) -> str:
    """The uri of the made-up instrument i."""
    return f"/akn/vn/act/quyet-dinh/ubnd-tinh-{i % 63}/{1990 + i % 35}/{i}-qd-ubnd"


def fill(path: Path, instruments: int, citations: int) -> None:
    """Make the corpus file: each instrument cites older ones, well-known ones more often."""
    Corpus.create(path).close()
    chance = random.Random(1)
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA synchronous = OFF")
    db.execute("BEGIN")
    db.execute(
        "INSERT INTO documents (sha256, kind, node, label, parser) VALUES (?, 'instrument', ?, 'x', '0')",
        ("0" * 64, key(0)),
    )

    def nodes() -> Iterator[tuple[Any, ...]]:
        for i in range(instruments):
            number = f"{i}/QĐ-UBND"
            values = {"type": "Quyết định", "number": number, "year": 1990 + i % 35, "level": "province",
                      "in_corpus": i % 4 == 0, "label": number}  # fmt: skip
            yield key(i), number_slug(number), str(i), json.dumps(values, ensure_ascii=False), int(i % 4 == 0)

    def edges() -> Iterator[tuple[Any, ...]]:
        for i in range(citations):
            source = chance.randrange(1, instruments)
            target = int(source * chance.random() ** 3)
            yield (str(i), 1, key(source), key(target), chance.choice(RELATIONS), "full", None, None, i, i + 20, "", "",
                   key(source), 0, None)  # fmt: skip

    db.executemany("INSERT INTO instruments VALUES (?, ?, ?, ?, ?)", nodes())
    db.executemany(f"INSERT INTO citations VALUES ({', '.join('?' * 15)})", edges())
    db.execute("COMMIT")
    db.close()


def timed(what: str, work: Callable[[], T]) -> tuple[T, float]:
    """Do something and print how long it took and the most memory used so far."""
    began = time.perf_counter()
    found = work()
    seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{what:<44} {seconds:9.3f} s   peak {peak:7.0f} MB", flush=True)
    return found, seconds


def main() -> None:
    """Make, open, ask, compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--instruments", type=int, default=160_000)
    parser.add_argument("--citations", type=int, default=1_200_000)
    parser.add_argument("--file", type=Path)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = arguments.file or Path(folder) / "large.db"
        if not path.exists():
            timed("make the file", lambda: fill(path, arguments.instruments, arguments.citations))
        with Corpus.open(path) as corpus:
            fast, open_fast = timed("open, fast path", corpus.fast_graph)
            middle, known = key(arguments.instruments // 2), key(7)
            reach_fast = [timed("reach, fast path", lambda: fast.reach(middle)),
                          timed("reach backwards, fast path", lambda: fast.reach(known, backwards=True))]  # fmt: skip
            ranks_fast, rank_fast = timed("PageRank, fast path", fast.pagerank)
            graph, open_plain = timed("open as networkx graph, without words", lambda: corpus.graph(words=False))
        reach_plain = [timed("reach, networkx", lambda: nx.descendants(graph, middle)),
                       timed("reach backwards, networkx", lambda: nx.ancestors(graph, known))]  # fmt: skip
        folded, _ = timed("fold parallel citations, networkx", lambda: nx.DiGraph(graph))
        ranks_plain, rank_plain = timed("PageRank, plain Python", lambda: pagerank(folded))
    for (one, _), (other, _) in zip(reach_fast, reach_plain, strict=True):
        assert one == other, "the two paths reach different instruments"
    worst = max(abs(ranks_fast[k] - ranks_plain[k]) for k in ranks_plain)
    assert worst < 1e-6, f"PageRank differs by {worst}"
    print(f"same answers (PageRank within {worst:.0e}); fast path faster by: open {open_plain / open_fast:.1f}, "
          f"reach {sum(t for _, t in reach_plain) / sum(t for _, t in reach_fast):.0f}, "
          f"PageRank {rank_plain / rank_fast:.0f} times")  # fmt: skip


if __name__ == "__main__":
    main()
