"""The citation graph out of a corpus: the same that build_graph() makes of its documents."""

from __future__ import annotations

import gc
import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from vnplan.store.links import read_links
from vnplan.store.schema import one_moment
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

    graph = nx.MultiDiGraph()
    with one_moment(db), _no_collecting():
        home = homes(db)
        lodgers = _lodgers(home)
        for key, values in db.execute('SELECT key, "values" FROM instruments ORDER BY key'):
            if key not in home:
                graph.add_node(key, **_attributes(db, key, values, lodgers))
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

    with one_moment(db), _no_collecting():
        home = homes(db)
        found = db.execute("SELECT key, id FROM instruments ORDER BY key").fetchall()
        pairs = read_links(db)
    moved = {key: home[key] for key, _ in found if key in home}
    kept = [row for row in found if row[0] not in moved] if moved else found
    ids = dict(found)
    return FastGraph.from_pairs(
        [key for key, _ in kept], [i for _, i in kept], pairs, {ids[uri]: ids[key] for uri, key in moved.items()}
    )


def read_instrument(db: sqlite3.Connection, key: str) -> dict[str, Any] | None:
    """The attributes of one node of the graph; None when there is none of this key."""
    row = db.execute('SELECT "values" FROM instruments WHERE key = ?', (key,)).fetchone()
    return _attributes(db, key, row[0], _lodgers(homes(db))) if row else None


def _lodgers(home: dict[str, str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for uri, key in home.items():
        found.setdefault(key, []).append(uri)
    return found


def _attributes(db: sqlite3.Connection, key: str, values: str, lodgers: dict[str, list[str]]) -> dict[str, Any]:
    """What is known of an instrument; its attachments' uris count as its own."""
    claims = claims_about(db, (key, *lodgers[key])) if key in lodgers else None
    found: dict[str, Any] = claims.attributes(key) if claims else json.loads(values)
    return found


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
