"""Who cites whom as numbers: for each document one blob of pairs (source, target) of instrument ids.

Written with the document in its transaction, so that it is never older than the citations. A graph of a million edges
is then read as one array, and no Python object is made for an edge.
"""

from __future__ import annotations

import sqlite3
import struct
from itertools import chain

_PAIRS = (
    "SELECT s.id, t.id FROM citations c JOIN instruments s ON s.key = c.source JOIN instruments t ON t.key = c.target "
    "WHERE c.document = ? AND c.source <> c.target ORDER BY c.rowid"
)


def write_links(db: sqlite3.Connection, document: int) -> None:
    """Write the pairs of one document, whose citations and instruments are in their tables."""
    pairs = db.execute(_PAIRS, (document,)).fetchall()
    if pairs:
        db.execute("INSERT INTO links VALUES (?, ?)", (document, pack_pairs(pairs)))


def pack_pairs(pairs: list[tuple[int, int]]) -> bytes:
    """Pairs as little-endian 32-bit numbers, one after the other.

    >>> pack_pairs([(1, 2)])
    b'\\x01\\x00\\x00\\x00\\x02\\x00\\x00\\x00'
    """
    return struct.pack(f"<{2 * len(pairs)}i", *chain.from_iterable(pairs))


def read_links(db: sqlite3.Connection) -> bytes:
    """The pairs of all documents, one after the other."""
    return b"".join(pairs for (pairs,) in db.execute("SELECT pairs FROM links ORDER BY document"))
