"""The index of known instruments: kept once each, found by number, by name and by uri, and laid along the time line.

>>> from vnplan.identity.registry import Registry
>>> Registry.shipped().by_uri("/akn/vn/act/luat/quoc-hoi/2019/luat-giao-duc").number
'43/2019/QH14'
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Self

from vnplan.identity.instruments import (
    Instrument,
    compatible,
    first_day,
    last_day,
    name_key,
    number_key,
    read_name,
    same_type,
    split_type,
    start,
)
from vnplan.identity.uri import PREFIX, issuer_slug
from vnplan.text import fold

_NEVER = "9999-12-31"
Ids = tuple[int, ...]


class InstrumentIndex:
    """Known instruments and the ways to find them; the registry adds how they get here."""

    def __init__(self) -> None:
        self._items: dict[int, Instrument] = {}
        self._ids: dict[tuple[str, str, str, int | None], int] = {}
        self._by_number: dict[str, Ids] = {}
        self._by_figure: dict[str, Ids] = {}
        self._by_name: dict[str, Ids] = {}
        self._by_title: dict[str, Ids] = {}
        self._by_uri: dict[str, Ids] = {}
        self._replacing: dict[str, Ids] = {}

    def __len__(self) -> int:
        return len(self._items)

    def __iter__(self) -> Iterator[Instrument]:
        return iter(self._items.values())

    def copy(self) -> Self:
        """One of its own with the same knowledge."""
        other = type(self).__new__(type(self))
        for name, value in vars(self).items():
            setattr(other, name, value.copy() if isinstance(value, dict | set) else value)
        return other

    def by_number(
        self, number: str, type: str | None = None, issuer: str | None = None, year: int | None = None
    ) -> tuple[Instrument, ...]:
        """The known instruments with a number, by date; several when the number restarts each year or in each province.

        A bare number ("1609") finds all whose number starts with it.

        >>> from vnplan.identity.registry import Registry
        >>> [i.date for i in Registry.shipped().by_number("1609", "Quyết định")]
        ['2022-12-26']
        """
        key = number_key(number)
        ids = self._by_figure.get(key, ()) if key.isdigit() else self._by_number.get(key, ())
        who = issuer_slug(issuer) if issuer else ""
        return self._sorted(
            i
            for i in ids
            if same_type(type, (item := self._items[i]).type)
            and (not who or not item.issuer or issuer_slug(item.issuer) == who)
            and (not year or not item.year or item.year == year)
        )

    def versions(
        self, name: str, type: str | None = None, year: int | None = None, date: str | None = None
    ) -> tuple[Instrument, ...]:
        """All known instruments that a name can mean, by date."""
        bare, trailing = read_name(name)
        year = year or trailing
        word, title = split_type(bare)
        kind = word or type
        ids: Ids = ()
        if kind and title and title != bare:
            ids = self._by_name.get(name_key(f"{kind} {title}"), ())
        elif kind:
            ids = self._by_name.get(name_key(f"{kind} {bare}"), ()) or self._by_name.get(name_key(bare), ())
        if not ids and not word:
            ids = self._by_name.get(name_key(bare), ()) or self._by_title.get(name_key(bare), ())
        if not ids and name_key(bare) != name_key(name):  # a year that belongs to the name
            ids, year = self._by_name.get(name_key(name), ()), None
        return self._sorted(
            i
            for i in ids
            if same_type(type, (item := self._items[i]).type)
            and (not year or item.year == year)
            and compatible(date, item.date)
        )

    def by_uri(self, uri: str) -> Instrument | None:
        """The known instrument with a uri, or None."""
        ids = self._by_uri.get(uri, ())
        return self._items[ids[0]] if len(ids) == 1 else None

    def in_force(self, uri_or_number: str, on: str) -> bool | None:
        """Whether an instrument was in force on a date; None when it is unknown, not unique, or the facts do not tell.

        >>> from vnplan.identity.registry import Registry
        >>> Registry.shipped().in_force("43/2019/QH14", "2019-07-22")
        False
        """
        by_number = () if uri_or_number.startswith(PREFIX) else self.by_number(uri_or_number)
        found = by_number[0] if len(by_number) == 1 else self.by_uri(uri_or_number)
        if found is None:
            return None
        (early, late), (end, latest_end) = start(found), self.end(found)
        first, last = first_day(on), last_day(on)
        if last < early or first >= latest_end:
            return False
        return True if first >= late and last < end else None

    def end(self, instrument: Instrument) -> tuple[str, str]:
        """Earliest and latest first day no longer in force: its own expiry, else the start of what replaced it.

        An amending law ends with the last of those that it amends; without a known end the far future is given.
        """
        if instrument.expires:
            return first_day(instrument.expires), last_day(instrument.expires)
        if instrument.amending:
            ends = [self.end(base) for number in instrument.amends for base in self.by_number(number)[:1]]
            known = bool(ends) and len(ends) == len(instrument.amends)
            return max(ends) if known else (_NEVER, _NEVER)
        after = [i for number in instrument.replaced_by for i in self.by_number(number)]
        if instrument.number:
            after += [self._items[i] for i in self._replacing.get(number_key(instrument.number), ())]
        if instrument.named and instrument.title is not None:
            same = self._by_name.get(name_key(instrument.name), ())
            after += [i for i in map(self._items.__getitem__, same) if _later(i, instrument)]
        return min((start(i) for i in after), default=(_NEVER, _NEVER))

    def names(self, variants: bool = False) -> tuple[str, ...]:
        """All names of known laws, codes, ordinances and constitutions with their aliases, the longest first.

        With `variants`, as a lexer needs them: folded, in lower case, also without commas, without "và", and with one
        for the other.

        >>> from vnplan.identity.registry import Registry
        >>> Registry.shipped().names(variants=True)[-1].islower()
        True
        """
        found = dict.fromkeys(n for i in self._items.values() if i.named and i.title for n in (i.name, *i.aliases))
        if variants:
            folded = [fold(name).lower() for name in found]
            pairs = (("", ""), (",", ""), (", ", " và "), (" và ", ", "), (" và ", " "), ("điều của ", "điều "))
            found = dict.fromkeys(n.replace(old, new) for n in folded for old, new in pairs)
        return tuple(sorted(found, key=lambda name: (-len(name), name)))

    def choose(
        self, versions: tuple[Instrument, ...], on: str | None, dated: bool = False
    ) -> tuple[Instrument | None, str]:
        """The one of several versions that was in force on a day, with the reason.

        `dated`: the reference told year or date ("Luật Đất đai năm 2003"), and may mean what is not in force.
        """
        if not versions:
            return None, "no known instrument fits"
        if dated and len(versions) == 1:
            later = on and versions[0].date and first_day(versions[0].date) > last_day(on)
            return (None, f"adopted after {on}") if later else (versions[0], "the only known version of that date")
        if not on:
            if len(versions) == 1:
                return versions[0], "the only known version that fits"
            return None, f"{len(versions)} versions are known and no date decides"
        first, last = first_day(on), last_day(on)
        adopted = [i for i in versions if not i.date or first_day(i.date) <= last]
        possible = [i for i in adopted if start(i)[0] <= last and first < self.end(i)[1]]
        if len(possible) == 1:
            return possible[0], f"in force on {on}"
        if possible:
            return None, f"{len(possible)} versions can have been in force on {on}"
        ended = [i for i in adopted if self.end(i)[1] <= first]
        coming = [i for i in adopted if start(i)[0] > last]
        if len(coming) == 1 and not ended and not coming[0].replaces and adopted[0] is coming[0]:
            return coming[0], f"adopted, not yet in force on {on}, and the first of its name"
        if len(ended) == 1 and len(versions) == 1 and not coming:
            return ended[0], f"the only one of its name, no longer in force on {on}"
        return None, f"no version was in force on {on}" if adopted else f"no version was adopted by {on}"

    def called(self, instrument: Instrument, name: str) -> bool:
        """Whether a name can mean this instrument: one of its names, or the beginning of one, as texts shorten them, or
        the name of the law that it amends; but not the name of another.
        """
        bare, year = read_name(name)
        if year and instrument.year and year != instrument.year:
            return False
        word, title = split_type(bare)
        given = name_key(bare if word else f"{instrument.type} {title}")
        keys = [name_key(n) for n in (instrument.name, *instrument.aliases)]
        if given in keys or name_key(bare) in keys:
            return True
        others = [self._items[i] for i in self._by_name.get(given, ())]
        if others:  # another's name; but an amending law is often called by the name of the law that it amends
            amended = {number_key(number) for number in instrument.amends}
            return any(i.number and number_key(i.number) in amended for i in others)
        return any(f"{k} ".startswith(f"{given} ") for k in keys)

    def name_taken(self, instrument: Instrument, but: int | None = None) -> bool:
        """Whether an instrument other than `but` has the uri that its name and year would make."""
        others = (i for i in self._by_uri.get(instrument.uri or "", ()) if i != but)
        return instrument.named and bool(instrument.title) and any(self._items[i].uri == instrument.uri for i in others)

    def _sorted(self, ids: Iterable[int]) -> tuple[Instrument, ...]:
        return tuple(sorted((self._items[i] for i in ids), key=lambda i: (i.date or str(i.year or ""), i.number or "")))

    def namesake(self, instrument: Instrument) -> int | None:
        """The known law of the same name and year, when one of the two was told without its number."""
        if not instrument.named or not instrument.title:
            return None
        ids = self._by_uri.get(instrument.uri or "", ())
        same = [i for i in ids if not (self._items[i].number and instrument.number)]
        return same[0] if len(same) == 1 and compatible(self._items[same[0]].date, instrument.date) else None

    def _index(self, i: int, instrument: Instrument, given_uri: str | None = None) -> None:
        def put(table: dict[str, Ids], key: str) -> None:
            ids = table.get(key, ())
            if key and i not in ids:
                table[key] = (*ids, i)

        if instrument.number:
            key = number_key(instrument.number)
            put(self._by_number, key)
            put(self._by_figure, key.partition("-")[0])
        put(self._by_uri, instrument.uri or "")
        put(self._by_uri, given_uri or "")
        for number in instrument.replaces:
            put(self._replacing, number_key(number))
        for alias in instrument.aliases:
            put(self._by_name, name_key(alias))
            put(self._by_title, name_key(split_type(alias)[1]))
        if instrument.named and instrument.title:
            put(self._by_name, name_key(instrument.name))
            put(self._by_title, name_key(instrument.title))


def _later(one: Instrument, other: Instrument) -> bool:
    """Whether one takes the place of another of the same name: of the same type, and adopted later."""
    return bool(one.date and other.date and one.date > other.date) and one.type == other.type
