"""The citation graph out of a corpus: the same that build_graph() makes of its documents."""

from __future__ import annotations

import json
import sqlite3
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
    for key, values in db.execute('SELECT key, "values" FROM instruments ORDER BY key'):
        if key in home:
            continue
        if key in lodgers:
            claims = claims_about(db, (key, *lodgers[key]))
            graph.add_node(key, **(claims.attributes(key) if claims else json.loads(values)))
        else:
            graph.add_node(key, **json.loads(values))
    graph.add_edges_from(_edges(db, home, words))
    return graph


def read_fast_graph(db: sqlite3.Connection) -> FastGraph:
    """The same graph without words, parallel citations folded, for the heavy path."""
    from vnplan.graph.fast import FastGraph

    home = homes(db)
    keys = [key for (key,) in db.execute("SELECT key FROM instruments ORDER BY key") if key not in home]
    edges = db.execute("SELECT source, target FROM edges")
    if home:
        return FastGraph(keys, ((home.get(s, s), home.get(t, t)) for s, t in edges))
    return FastGraph(keys, edges)


def homes(db: sqlite3.Connection) -> dict[str, str]:
    """The uris of attachments, and the node of the main instrument in which each lives."""
    rows = db.execute(
        "SELECT a.uri, min(d.node) FROM attachments a JOIN documents d ON d.id = a.document WHERE a.uri NOT IN "
        "(SELECT node FROM documents) GROUP BY a.uri HAVING count(DISTINCT d.node) = 1 ORDER BY a.uri"
    )
    return dict(rows.fetchall())


def _edges(db: sqlite3.Connection, home: dict[str, str], words: bool) -> Any:
    names = _PLAIN + (_WORDS if words else ()) + ("asserted_by", "nested")
    columns = ", ".join("d.sha256" if n == "document" else f'e."{n}"' for n in (*names, *_OPTIONAL))
    sql = (
        f"SELECT e.source, e.target, e.id, {columns} FROM edges e JOIN documents d ON d.id = e.document "
        "ORDER BY d.node, d.sha256, e.rowid"
    )
    plain = len(names) + 3
    for row in db.execute(sql):
        values = dict(zip(names, row[3:plain], strict=True))
        values["nested"] = bool(values["nested"])
        for name, value in zip(_OPTIONAL, row[plain:], strict=True):
            if value:
                values[name] = value
        source, target = row[0], row[1]
        if home:
            source, target = home.get(source, source), home.get(target, target)
            values["asserted_by"] = home.get(values["asserted_by"], values["asserted_by"])
        yield source, target, row[2], values
