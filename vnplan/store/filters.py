"""Filters of a query as SQL over units `u` and their documents `d`."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, get_args

from vnplan.errors import GraphError, QueryError
from vnplan.graph.finding import Finder, type_slug
from vnplan.identity.uri import issuer_slug, number_slug, slug
from vnplan.models import Level, Role, UnitKind
from vnplan.store.fields import FIELDS, RELATION_FIELDS
from vnplan.store.graphing import homes
from vnplan.store.querying import All, Any_, Filter, Node, Not, Words, is_exact, match_expression

#: Filters that say something of a unit; the others say something of its document.
OF_UNIT = frozenset({"agency", "role", "target", "value", "unit"})

_CHOICES = {"level": get_args(Level), "role": get_args(Role), "unit": get_args(UnitKind)}
_FIGURE = r"-?[0-9]{1,18}(?:[.,][0-9]{1,18})?"
_RANGE = re.compile(
    rf"(?:(?P<low>{_FIGURE})?\.\.(?P<high>{_FIGURE})?|(?P<op>>=|<=|>|<)?(?P<one>{_FIGURE}))(?P<unit>[^\d.,]*)"
)
_DATE = re.compile(r"[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?")
_PROVINCE_WORDS = re.compile(r"^(?:tinh|thanh-pho|tp)-")


@dataclass(frozen=True, slots=True)
class Sql:
    """A condition with its values."""

    text: str
    values: tuple[Any, ...] = ()


class Filters:
    """Turns the filters of a query into one condition; looks instruments up in the corpus."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db

    def condition(self, node: Node) -> Sql:
        """The condition of a tree of filters and words.

        Raises QueryError for a value that a filter does not take.
        """
        if isinstance(node, Filter):
            return self._filter(node, ())
        if isinstance(node, Words):
            expression = match_expression(node, is_exact(node))
            return Sql("u.id IN (SELECT rowid FROM unit_words WHERE unit_words MATCH ?)", (expression,))
        if isinstance(node, Not):
            inner = self.condition(node.of)
            return Sql(f"NOT ({inner.text})", inner.values)
        if isinstance(node, All):
            return self._all(node.of)
        assert isinstance(node, Any_)
        return _joined(" OR ", [self.condition(child) for child in node.of])

    def _all(self, nodes: Sequence[Node]) -> Sql:
        """role: beside agency:, and value: beside target:, speak of the same assignment and the same target."""
        filters = [n for n in nodes if isinstance(n, Filter)]
        parts = []
        for head, tail in (("agency", "role"), ("target", "value")):
            if any(f.field == head for f in filters):
                tails = tuple(f for f in filters if f.field == tail)
                parts += [self._filter(f, tails) for f in filters if f.field == head]
                nodes = [n for n in nodes if not (isinstance(n, Filter) and n.field in (head, tail))]
        return _joined(" AND ", [*parts, *(self.condition(n) for n in nodes)])

    def _filter(self, f: Filter, beside: tuple[Filter, ...]) -> Sql:
        if f.field in _CHOICES and f.value.lower() not in _CHOICES[f.field]:
            raise _wrong(f, f"it takes one of {', '.join(_CHOICES[f.field])}")
        if f.field in ("cites", *RELATION_FIELDS):
            return self._cites(f)
        if f.field == "unit":
            return Sql("u.kind = ?", (f.value.lower(),))
        if f.field == "level":
            return Sql("d.level = ?", (f.value.lower(),))
        return getattr(self, f"_{f.field}")(f, beside)  # type: ignore[no-any-return]

    def _type(self, f: Filter, _: tuple[Filter, ...]) -> Sql:
        return Sql("d.type_slug = ?", (type_slug(f.value),))

    def _number(self, f: Filter, _: tuple[Filter, ...]) -> Sql:
        number = number_slug(f.value)
        column = "figure" if number.isdigit() else "number_key"
        return Sql(f"d.node IN (SELECT key FROM instruments WHERE {column} = ?)", (number,))

    def _issuer(self, f: Filter, _: tuple[Filter, ...]) -> Sql:
        return Sql("'-' || d.issuer_slug || '-' LIKE ?", (f"%-{issuer_slug(f.value)}-%",))

    def _province(self, f: Filter, _: tuple[Filter, ...]) -> Sql:
        return Sql("d.province_slug = ?", (_PROVINCE_WORDS.sub("", slug(f.value)),))

    def _year(self, f: Filter, _: tuple[Filter, ...]) -> Sql:
        low, high, unit = _range(f)
        if unit or any(v is not None and v != int(v) for v in (low, high)):
            raise _wrong(f, FIELDS["year"])
        return _between("d.year", "d.year", low, high)

    def _date(self, f: Filter, _: tuple[Filter, ...]) -> Sql:
        low, dots, high = f.value.partition("..")
        for part in (low, high):
            if part and not (_DATE.fullmatch(part) and _is_day(part)):
                raise _wrong(f, f"{part} is no date; {FIELDS['date']}")
        if not low and not high:
            raise _wrong(f, FIELDS["date"])
        if low and high and low > high[: len(low)] and low > high:
            raise _wrong(f, "it ends before it begins; turn the two round")
        high = high if dots else low
        parts = [Sql("d.date >= ?", (low,))] if low else []
        return _joined(" AND ", [*parts, Sql("d.date < ?", (f"{high}~",)) if high else Sql("d.date IS NOT NULL")])

    def _cites(self, f: Filter) -> Sql:
        keys = self._keys(f)
        marks = ", ".join("?" * len(keys))
        relation = "" if f.field == "cites" else " AND relation = ? AND nested = 0"
        return Sql(
            f"d.id IN (SELECT document FROM citations WHERE target IN ({marks}) AND source <> target{relation})",
            (*keys, *(() if f.field == "cites" else (f.field,))),
        )

    def _cited_by(self, f: Filter, _: tuple[Filter, ...]) -> Sql:
        keys = self._keys(f)
        marks = ", ".join("?" * len(keys))
        cited = f"SELECT target FROM citations WHERE source IN ({marks}) AND source <> target"
        attached = f"SELECT document FROM attachments WHERE uri IN ({cited})"
        return Sql(f"(d.node IN ({cited}) OR d.id IN ({attached}))", (*keys, *keys))

    def _agency(self, f: Filter, beside: tuple[Filter, ...]) -> Sql:
        wanted = f"%-{issuer_slug(f.value)}-%"
        if not beside:
            return _units_in("agencies", Sql("'-' || agency_slug || '-' LIKE ?", (wanted,)))
        roles = [self._role_name(role) for role in beside]
        return _units_in(
            "assignments", Sql(f"'-' || agency_slug || '-' LIKE ? AND role IN ({', '.join('?' * len(roles))})",
                               (wanted, *roles)))  # fmt: skip

    def _role(self, f: Filter, _: tuple[Filter, ...]) -> Sql:
        return _units_in("assignments", Sql("role = ?", (self._role_name(f),)))

    def _role_name(self, f: Filter) -> str:
        if f.value.lower() not in _CHOICES["role"]:
            raise _wrong(f, f"it takes one of {', '.join(_CHOICES['role'])}")
        return f.value.lower()

    def _target(self, f: Filter, beside: tuple[Filter, ...]) -> Sql:
        words = [Sql("'-' || indicator_slug || '-' LIKE ?", (f"%-{w}-%",)) for w in slug(f.value).split("-") if w]
        if not words:
            raise _wrong(f, FIELDS["target"])
        return _units_in("targets", _joined(" AND ", [*words, *map(_value_condition, beside)]))

    def _value(self, f: Filter, _: tuple[Filter, ...]) -> Sql:
        return _units_in("targets", _value_condition(f))

    def _keys(self, f: Filter) -> tuple[str, ...]:
        """The one instrument that a value names, with the uris of its attachments."""
        key = find_instrument(self.db, f.value, f"{f.field}:{f.value}")
        return key, *(uri for uri, home in homes(self.db).items() if home == key)


def find_instrument(db: sqlite3.Connection, asked: str, where: str = "") -> str:
    """The key of the one instrument of a corpus that a number, a name or a uri means.

    Raises QueryError when none fits, or several do.
    """
    rows: Sequence[tuple[str, str]] = ()
    if db.execute("SELECT 1 FROM instruments WHERE key = ?", (asked,)).fetchone():
        return asked
    for number in re.findall(r"\d[^\s]*", asked):
        column = "figure" if number.isdigit() else "number_key"
        sql = f'SELECT key, "values" FROM instruments WHERE {column} = ?'
        rows = [*rows, *db.execute(sql, (number_slug(number),))]
    for candidates in (rows, None):
        if candidates is None:
            candidates = db.execute('SELECT key, "values" FROM instruments').fetchall()
        finder = Finder({key: json.loads(values) for key, values in candidates})
        if finder.all(asked) or candidates is not rows:
            try:
                return finder.one(asked)
            except GraphError as error:
                raise QueryError(f"{where}: {error}" if where else str(error)) from error
    raise AssertionError("the second round returns or raises")


def _units_in(table: str, condition: Sql) -> Sql:
    return Sql(f"(u.document, u.unit) IN (SELECT document, unit FROM {table} WHERE {condition.text})", condition.values)


def _value_condition(f: Filter) -> Sql:
    """The figures that the text states lie in the range."""
    low, high, unit = _range(f)
    found = _between("coalesce(min, max)", "coalesce(max, min)", low, high)
    return Sql(f"{found.text} AND value_unit = ?", (*found.values, unit)) if unit else found


def _range(f: Filter) -> tuple[float | None, float | None, str]:
    """Low, high and unit of `80`, `80..90`, `>=80%`; the bounds belong to the range."""
    found = _RANGE.fullmatch(f.value.replace(" ", ""))
    if not found:
        raise _wrong(f, FIELDS[f.field])
    one, low, high = (_figure(found[name]) for name in ("one", "low", "high"))
    op = found["op"]
    if one is not None:
        step = 1e-9 if op in (">", "<") else 0.0
        low = None if op in ("<=", "<") else one + step
        high = None if op in (">=", ">") else one - step
    if low is None and high is None:
        raise _wrong(f, FIELDS[f.field])
    if low is not None and high is not None and low > high:
        raise _wrong(f, "it ends before it begins; turn the two round")
    return low, high, found["unit"].strip()


def _is_day(part: str) -> bool:
    """Whether a whole date is one of the calendar; a year or month is one always."""
    try:
        return len(part) < len("2021-01-01") or date.fromisoformat(part) is not None
    except ValueError:
        return False


def _figure(text: str | None) -> float | None:
    return float(text.replace(",", ".")) if text else None


def _between(first: str, last: str, low: float | None, high: float | None) -> Sql:
    parts = [Sql(f"{first} >= ?", (low,))] if low is not None else []
    return _joined(" AND ", [*parts, *([Sql(f"{last} <= ?", (high,))] if high is not None else [])])


def _joined(word: str, parts: list[Sql]) -> Sql:
    return Sql("(" + word.join(part.text for part in parts) + ")", tuple(v for part in parts for v in part.values))


def _wrong(f: Filter, what: str) -> QueryError:
    return QueryError(f"query: {f.field}:{f.value} — {f.field} does not take this value: {what}")
