"""Search: units that fit a query, the best first, with the words that fit marked at their offsets."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from vnplan.errors import QueryError
from vnplan.graph.wording import printable
from vnplan.store.filters import OF_UNIT, Filters, Sql
from vnplan.store.querying import (
    All,
    Any_,
    Filter,
    Node,
    Not,
    Words,
    boosted,
    bound,
    is_exact,
    match_expression,
    read_query,
    words_in,
)
from vnplan.store.words import exact_words, folded_words, unit_label

#: How much a word weighs that stands in the name of the document and the headings above, in the heading, in the text.
_WEIGHTS = (2.0, 5.0, 1.0)
_PER_DOCUMENT = 3
_SNIPPET_WORDS = 36
_STEP_LENGTH = 40
_LONGEST = 12_000
_TOKEN = re.compile(r"[^\W_][^\W_\u0300]*(?:[\u0300-\u036f][^\W_]*)*")


@dataclass(frozen=True, slots=True)
class Hit:
    """One unit that fits. `unit` is None when the document itself fits, by its title; offsets are of Document.text."""

    sha256: str
    document: str
    name: str | None
    uri: str | None
    unit: str | None
    kind: str
    place: str
    heading: str | None
    start: int
    end: int
    score: float
    text: str
    text_start: int
    highlights: tuple[tuple[int, int], ...]

    @property
    def snippet(self) -> str:
        """The words around the best place, on one line."""
        return printable(self.text)

    def marked(self, before: str, after: str) -> str:
        """The snippet with marks around the words that fit."""
        pieces, at = [], 0
        for start, end in self.highlights:
            start, end = start - self.text_start, end - self.text_start
            pieces += [self.text[at:start], before, self.text[start:end], after]
            at = end
        return printable("".join([*pieces, self.text[at:]]))

    def as_json(self) -> dict[str, Any]:
        """The hit as plain values."""
        found = {name: getattr(self, name) for name in self.__slots__ if name not in ("text", "text_start")}
        return {**found, "snippet": self.snippet}


@dataclass(frozen=True, slots=True)
class Hits:
    """The hits of a search. `total` counts all units that fit; `relaxed`: none has all words, these have some."""

    query: str
    found: tuple[Hit, ...]
    total: int
    relaxed: bool = False

    def __iter__(self) -> Iterator[Hit]:
        return iter(self.found)

    def __len__(self) -> int:
        return len(self.found)

    def __getitem__(self, at: int) -> Hit:
        return self.found[at]

    def _repr_html_(self) -> str:
        from vnplan.views.html import hits_html

        return hits_html(self.query, self.total, [(hit.document, hit.place, hit.unit, hit.snippet) for hit in self])


def search(db: sqlite3.Connection, query: str, *, limit: int = 20, segment: bool = False) -> Hits:
    """Units that fit a query, three of a document at most; see vnplan.store.querying for the language.

    With `segment`, words that belong together ("giáo viên") are looked for as phrases; underthesea finds them.

    Raises QueryError that shows where a query cannot be read.
    """
    if isinstance(limit, bool) or not isinstance(limit, int) or limit < 1:
        raise QueryError(f"limit={limit!r}: give a whole number from 1 up")
    node = read_query(query)
    if segment:
        node = _segmented(node)
    text, filters = _parted(node, query)
    condition = Filters(db).condition(filters) if filters is not None else Sql("1")
    if text is None:
        assert filters is not None
        return _by_filters(db, query, condition, limit, filters)
    exact = is_exact(text)
    wanted = words_in(text)
    for relaxed, tried in enumerate(_tries(text)):
        rows, total = _match(db, match_expression(tried, exact), exact, condition, limit)
        if rows:
            return Hits(query, _hits(db, rows, wanted, exact), total, relaxed > 1)
    return Hits(query, (), 0)


def _tries(text: Node) -> Iterator[Node]:
    """What is looked for, one after the other until something is found: figures bound, all words, any of the words."""
    yield boosted(bound(text))
    yield boosted(text)
    if isinstance(text, All) and all(isinstance(child, Words) for child in text.of):
        yield Any_(text.of)


def _match(
    db: sqlite3.Connection, expression: str, exact: bool, condition: Sql, limit: int
) -> tuple[list[tuple[Any, ...]], int]:
    weights = (*_WEIGHTS, 0.0, 0.0, 0.0) if exact else (0.0, 0.0, 0.0, *_WEIGHTS)
    sql = (
        f"SELECT u.id, u.document, bm25(unit_words, {', '.join(map(str, weights))}) FROM unit_words w "
        "CROSS JOIN units u ON u.id = w.rowid CROSS JOIN documents d ON d.id = u.document "
        f"WHERE unit_words MATCH ? AND {condition.text} ORDER BY 3, 1"
    )
    counts: dict[int, int] = {}
    best: list[tuple[Any, ...]] = []
    total = 0
    for row in db.execute(sql, (expression, *condition.values)):
        total += 1
        if len(best) < limit:
            counts[row[1]] = counts.get(row[1], 0) + 1
            if counts[row[1]] <= _PER_DOCUMENT:
                best.append(row)
    return best, total


def _by_filters(db: sqlite3.Connection, query: str, condition: Sql, limit: int, filters: Node) -> Hits:
    units = _speaks_of_units(filters)
    where = f"FROM units u JOIN documents d ON d.id = u.document WHERE u.unit IS {'NOT ' if units else ''}NULL"
    (total,) = db.execute(f"SELECT count(*) {where} AND {condition.text}", condition.values).fetchone()
    rows = db.execute(
        f"SELECT u.id, u.document, 0.0 {where} AND {condition.text} ORDER BY d.date DESC, d.sha256, u.id LIMIT ?",
        (*condition.values, limit),
    )
    return Hits(query, _hits(db, rows.fetchall(), words_in(filters), is_exact(filters)), total)


def _hits(
    db: sqlite3.Connection, rows: list[tuple[Any, ...]], wanted: list[Words], exact: bool
) -> tuple[Hit, ...]:
    texts: dict[int, str] = {}
    return tuple(_hit(db, row, wanted, exact, texts) for row in rows)


def _hit(
    db: sqlite3.Connection, row: tuple[Any, ...], wanted: list[Words], exact: bool, texts: dict[int, str]
) -> Hit:
    sha, label, name, uri, unit, parent, kind, heading, start, end = db.execute(
        'SELECT d.sha256, d.label, d.name, d.uri, u.unit, u.parent, u.kind, u.heading, u.start, u."end" '
        "FROM units u JOIN documents d ON d.id = u.document WHERE u.id = ?",
        (row[0],),
    ).fetchone()
    score, place = -row[2] or 0.0, _place(db, row[1], parent)
    if unit is None:
        return Hit(sha, label, name, uri, None, kind, "", heading, start, end, score, heading or "", 0, ())
    if row[1] not in texts:
        (texts[row[1]],) = db.execute("SELECT text FROM contents WHERE document = ?", (row[1],)).fetchone()
    sql = "SELECT min(start) FROM units WHERE document = ? AND parent = ?"
    own_end = db.execute(sql, (row[1], unit)).fetchone()[0] or end  # the words before its first child are its own
    text = texts[row[1]][start : min(own_end, start + _LONGEST)]
    if not text.strip():
        return Hit(sha, label, name, uri, unit, kind, place, heading, start, end, score, heading or "", 0, ())
    window, marks = _window(text, wanted, exact)
    return Hit(
        sha, label, name, uri, unit, kind, place, heading, start, end, score, text[slice(*window)],
        start + window[0], tuple((start + a, start + b) for a, b in marks),
    )  # fmt: skip


def _place(db: sqlite3.Connection, document: int, unit: str | None) -> str:
    """The units around one, outermost first: "Chương II › Điều 8"."""
    steps = []
    while unit is not None:
        sql = "SELECT parent, kind, number, heading FROM units WHERE document = ? AND unit = ?"
        unit, kind, number, heading = db.execute(sql, (document, unit)).fetchone()
        steps.append(unit_label(kind, number) or (heading or kind)[:_STEP_LENGTH])
    return " › ".join(reversed(steps))


def _window(text: str, wanted: list[Words], exact: bool) -> tuple[tuple[int, int], list[tuple[int, int]]]:
    """The stretch of a text with the most different words that are wanted, and where these stand in it."""
    places = [m.span() for m in _TOKEN.finditer(text)]
    if not places:
        return (0, len(text)), []
    change = exact_words if exact else lambda word: folded_words(exact_words(word))
    changed = change(text)
    same = len(changed) == len(text)  # not with decomposed letters: there each word is changed by itself
    words = [changed[a:b] if same else change(text[a:b]) for a, b in places]
    found = sorted({hit for i, phrase in enumerate(wanted) for hit in _found(words, phrase, change, i)})
    best, first = (0, 0), 0
    low = 0
    counts: dict[int, int] = {}
    for high, (at, which) in enumerate(found):
        counts[which] = counts.get(which, 0) + 1
        while at - found[low][0] >= _SNIPPET_WORDS:
            counts[found[low][1]] -= 1
            low += 1
        score = (sum(1 for c in counts.values() if c), high - low + 1)
        if score > best:
            best, first = score, found[low][0]
    last = min(len(places) - 1, first + _SNIPPET_WORDS - 1)
    first = max(0, min(first - 4, last - _SNIPPET_WORDS + 1)) if last == len(places) - 1 else max(0, first - 4)
    begin, end = places[first][0], places[last][1]
    marked = sorted({at for at, _ in found if first <= at <= last})
    marks = [places[at] for at in marked]
    merged: list[tuple[int, int]] = []
    for a, b in marks:
        if merged and not text[merged[-1][1] : a].strip():
            merged[-1] = (merged[-1][0], b)
        else:
            merged.append((a, b))
    return (0 if first == 0 else begin, len(text) if last == len(places) - 1 else end), merged


def _found(words: list[str], phrase: Words, change: Any, which: int) -> Iterator[tuple[int, int]]:
    """Positions of all words of a phrase, each with the phrase's number."""
    wanted = [change(word) for word in phrase.words]
    size = len(wanted)
    for at in range(len(words) - size + 1):
        part = words[at : at + size]
        same = part == wanted or (phrase.prefix and part[:-1] == wanted[:-1] and part[-1].startswith(wanted[-1]))
        if same:
            yield from ((at + i, which) for i in range(size))


def _parted(node: Node, query: str) -> tuple[Node | None, Node | None]:
    """The words of a query, by which units are ranked, and the conditions beside them; both must hold.

    Words that are alternatives to filters, or only must not be there beside filters, are conditions too.
    """
    children: list[Node] = _flat(node) if isinstance(node, All) else [node]
    text = [child for child in children if _holds(child) == {"words"}]
    others = [child for child in children if _holds(child) != {"words"}]
    words = _all(text)
    if words is None or _can_match(words):
        return words, _all(others)
    if not others:
        raise QueryError(f"query: say what to look for beside what must not be there — {query}")
    return None, _all(children)


def _all(nodes: list[Node]) -> Node | None:
    return None if not nodes else nodes[0] if len(nodes) == 1 else All(tuple(nodes))


def _flat(node: All) -> list[Node]:
    return [leaf for child in node.of for leaf in (_flat(child) if isinstance(child, All) else [child])]


def _holds(node: Node) -> set[str]:
    if isinstance(node, Words):
        return {"words"}
    if isinstance(node, Filter):
        return {"filter"}
    if isinstance(node, Not):
        return _holds(node.of)
    return {kind for child in node.of for kind in _holds(child)}


def _can_match(node: Node) -> bool:
    """Whether the full text index can answer: each NOT stands beside something that is looked for."""
    if isinstance(node, Not):
        return False
    if isinstance(node, All):
        wanted = [child for child in node.of if not isinstance(child, Not)]
        barred = [child.of for child in node.of if isinstance(child, Not)]
        return bool(wanted) and all(map(_can_match, (*wanted, *barred)))
    return all(map(_can_match, node.of)) if isinstance(node, Any_) else True


def _speaks_of_units(node: Node) -> bool:
    if isinstance(node, Words):
        return True
    if isinstance(node, Filter):
        return node.field in OF_UNIT
    if isinstance(node, Not):
        return _speaks_of_units(node.of)
    return isinstance(node, All | Any_) and any(map(_speaks_of_units, node.of))


def _segmented(node: Node) -> Node:
    """Runs of single words with each compound word made a phrase."""
    if not isinstance(node, All):
        return node
    try:
        from underthesea import word_tokenize
    except ImportError as error:
        raise QueryError("segment needs underthesea, which cannot be loaded; install it, or search without") from error

    found: list[Node] = []
    for single, children in groupby(node.of, lambda n: isinstance(n, Words) and len(n.words) == 1 and not n.prefix):
        run = list(children)
        if not single:
            found += run
            continue
        text = " ".join(word.words[0] for word in run if isinstance(word, Words))
        for word in word_tokenize(text, use_token_normalize=False):
            found.append(Words(tuple(word.split()), False, False))
    return All(tuple(found))
