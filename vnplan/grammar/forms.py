"""The form of each grammar file: which tables, keys and values a file of the user's may have.

The shipped file of a name is the form of that name: its tables, the keys of their entries, and for keys with a closed
set (relation, role, section, level, dimension …) the values that stand there. A new rule is read only where the shipped
file says so in `open`, the beginnings of ids that are read as a group; any other id must be that of a shipped rule.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vnplan.grammar.schema import Entry, Rule

if TYPE_CHECKING:
    from vnplan.grammar.grammar import Grammar

CLOSED = frozenset(
    {"relation", "role", "section", "level", "dimension", "kind", "style", "place", "action", "recurrence"}
)
"""Keys whose values are a closed set: another value than the shipped ones is a mistake."""
FOLDERS = ("agencies/", "instruments/")
"""Folders in which files may have any name."""
_RULE_KEYS = frozenset(Rule.model_fields) - {"file", "folder", "expanded"} | {"add"}
_TOP = frozenset({"fragments", "lists", "open"})


def misfits(grammar: Grammar, folder: Path, name: str) -> Iterator[str]:
    """What does not fit the form in a file of a folder above the shipped one, without the file's path."""
    data = next(found for where, found in grammar.tables(name) if where == folder)
    forms = _forms(grammar, name)
    if not forms:
        known = [n for n in grammar.files if grammar.stands_in(n, grammar.folders[0])]
        yield f"no file of this name is read{nearest(name, known)}; files of your own go into {' or '.join(FOLDERS)}"
        return
    tables = {table for form in forms for table in form} | _TOP
    for table, rows in data.items():
        if table not in tables:
            yield f"[{table}] is read from no file of this kind{nearest(table, tables)}"
        elif isinstance(rows, list) and table != "open":
            yield from _rows(table, rows, forms)


def _forms(grammar: Grammar, name: str) -> list[Mapping[str, Any]]:
    """The shipped files whose form a file has: the one of its name, or all of its folder."""
    shipped = grammar.folders[0]
    same: list[Mapping[str, Any]] = [data for where, data in grammar.tables(name) if where == shipped]
    if same:
        return same
    around = next((f for f in FOLDERS if name.startswith(f)), None)
    if around is None:
        return []
    inside = [n for n in grammar.files if n.startswith(around) and grammar.stands_in(n, shipped)]
    return [grammar.tables(n)[0][1] for n in inside]


def _rows(table: str, rows: Iterable[Mapping[str, Any]], forms: list[Mapping[str, Any]]) -> Iterator[str]:
    shipped = [row for form in forms for row in form.get(table, ()) if isinstance(row, Mapping)]
    keys = set(_RULE_KEYS) if table == "rule" else {key for row in shipped for key in row} | set(Entry.model_fields)
    values = _values(shipped)
    ids = {row["id"] for row in shipped if "id" in row}
    groups = tuple(prefix for form in forms for prefix in form.get("open", ()))
    for number, row in enumerate(rows, 1):
        where = f"{table} {row.get('id') or row.get('name') or number}"
        for key in row:
            if key not in keys:
                yield f"{where}: unknown key {key!r}{nearest(key, keys)}"
        for key, value in (*row.items(), *row.get("values", {}).items()):
            if key in CLOSED and isinstance(value, str) and values.get(key) and value not in values[key]:
                yield f"{where}: {key} = {value!r} is none of its values{nearest(value, values[key])}"
        if table == "rule" and "id" in row and row["id"] not in ids and not row["id"].startswith(groups or ("\0",)):
            yield f"{where}: no part of vnplan reads a rule of this id{nearest(row['id'], ids)}"


def _values(rows: Iterable[Mapping[str, Any]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for row in rows:
        for key, value in (*row.items(), *row.get("values", {}).items()):
            if key in CLOSED and isinstance(value, str):
                found.setdefault(key, set()).add(value)
    return found


def nearest(word: str, known: Iterable[str]) -> str:
    """ "; did you mean 'relation'?", or the known words where none is near and they are few.

    >>> nearest("relatoin", ["relation", "role"]), nearest("x", ["a", "b"])
    ("; did you mean 'relation'?", ': a, b')
    """
    words = sorted(known)
    close = difflib.get_close_matches(word, words, 1)
    if close:
        return f"; did you mean {close[0]!r}?"
    return f": {', '.join(words)}" if 0 < len(words) <= 12 else ""
