"""The citation graph out of a corpus: the same that build_graph() makes of its documents."""

from __future__ import annotations

import gc
import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from vnplan.store.writing import claims_about

if TYPE_CHECKING:
    import networkx as nx

    from vnplan.graph.fast import FastGraph

_PLAIN = ("relation", "form", "document", "start", "end")
_WORDS = ("text", "context")
_OPTIONAL = ("unit", "pinpoint", "action")


def read_graph(db: sqlite3.Connection, *, words: bool = True) -> nx.MultiDiGraph:
    """A MultiDiGraph of all instruments and citations of a corpus."""
    import networkx as nx

    home = homes(db)
    graph = nx.MultiDiGraph()
    lodgers: dict[str, list[str]] = {}
    for uri, key in home.items():
        lodgers.setdefault(key, []).append(uri)
    with _no_collecting():
        for key, values in db.execute('SELECT key, "values" FROM instruments ORDER BY key'):
            if key in home:
                continue
            claims = claims_about(db, (key, *lodgers[key])) if key in lodgers else None
            graph.add_node(key, **(claims.attributes(key) if claims else json.loads(values)))
        graph.add_edges_from(_edges(db, home, words))
    return graph


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Millions of new dicts, none of them garbage: collecting would look through them again and again."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def read_fast_graph(db: sqlite3.Connection) -> FastGraph:
    """The same graph without words, parallel citations folded, for the heavy path."""
    from vnplan.graph.fast import FastGraph

    home = homes(db)
    keys = [key for (key,) in db.execute("SELECT key FROM instruments ORDER BY key") if key not in home]
    edges = db.execute("SELECT source, target FROM edges")
    with _no_collecting():
        return FastGraph(keys, ((home.get(s, s), home.get(t, t)) for s, t in edges) if home else edges)


def homes(db: sqlite3.Connection) -> dict[str, str]:
    """The uris of attachments, and the node of the main instrument in which each lives."""
    rows = db.execute(
        "SELECT a.uri, min(d.node) FROM attachments a JOIN documents d ON d.id = a.document WHERE a.uri NOT IN "
        "(SELECT node FROM documents) GROUP BY a.uri HAVING count(DISTINCT d.node) = 1 ORDER BY a.uri"
    )
    return dict(rows.fetchall())


def _edges(db: sqlite3.Connection, home: dict[str, str], words: bool) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
    """All citations, document by document in the order of build_graph()."""
    names = _PLAIN + (_WORDS if words else ()) + ("asserted_by", "nested")
    columns = ", ".join(f'"{name}"' for name in (*names, *_OPTIONAL))
    plain = len(names) + 3
    sql = f"SELECT source, target, id, {columns} FROM edges WHERE document = ? ORDER BY rowid"
    for number, sha256 in db.execute("SELECT id, sha256 FROM documents ORDER BY node, sha256").fetchall():
        for row in db.execute(sql, (number,)):
            values = dict(zip(names, row[3:plain], strict=True))
            values["document"], values["nested"] = sha256, bool(values["nested"])
            for name, value in zip(_OPTIONAL, row[plain:], strict=True):
                if value:
                    values[name] = value
            source, target = row[0], row[1]
            if home:
                source, target = home.get(source, source), home.get(target, target)
                values["asserted_by"] = home.get(values["asserted_by"], values["asserted_by"])
            yield source, target, row[2], values
