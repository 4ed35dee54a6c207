"""Provinces and cities with their validity and successors, and the level words that stand before a place name."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from vnplan.errors import RegistryError
from vnplan.grammar import Grammar
from vnplan.models import Level
from vnplan.text import fold, lower

_SPACES = re.compile(r"\s+")
_WORD = re.compile(r"\w[\w'’]*")


@lru_cache(maxsize=16384)
def key(text: str) -> str:
    """The text as gazetteers are searched: folded, lower case, single spaces.

    >>> key("UỶ  BAN nhân dân")
    'ủy ban nhân dân'
    """
    return lower(fold(_SPACES.sub(" ", text).strip()))


def first_day(date: str) -> str:
    """The first day that a date of reduced precision can mean.

    >>> first_day("2021-01"), first_day("2016")
    ('2021-01-01', '2016-01-01')
    """
    return date + "-01-01"[len(date) - 4 :] if len(date) < 10 else date


def last_day(date: str) -> str:
    """The last day that a date of reduced precision can mean, for comparison (months count as having 31 days).

    >>> last_day("2021-01"), last_day("2016")
    ('2021-01-31', '2016-12-31')
    """
    return date + "-12-31"[len(date) - 4 :] if len(date) < 10 else date


def in_force(start: str | None, end: str | None, date: str | None) -> bool:
    """Whether a validity holds on an ISO date (also of reduced precision); without a date it always does.

    >>> in_force("2025-07-01", None, "2024"), in_force(None, "2025-06-30", "2025-06-30"), in_force(None, "1990", None)
    (False, True, True)
    """
    if not date:
        return True
    return (start or "") <= date + "~"[: len(date) < 10] and date <= (end or "9999")


@dataclass(frozen=True, slots=True)
class Place:
    """A province or a city under the central government. Dates are inclusive ISO dates, None where unlimited."""

    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    valid_from: str | None = None
    valid_to: str | None = None
    successor_names: tuple[str, ...] = ()
    absorbed: tuple[str, ...] = ()
    source: str = ""

    @property
    def full_name(self) -> str:
        """The name with its level word: "tỉnh Lai Châu"."""
        return f"{self.kind} {self.name}"


@dataclass(frozen=True, slots=True)
class LevelWord:
    """A level word ("tỉnh", "xã") and the level of a body that carries it.

    `double`: it stands for two levels ("thành phố", of the country or of a province). `closed`: only places of the
    gazetteer carry it ("tỉnh"); after the others any proper name is a place.
    """

    name: str
    level: Level
    valid_from: str | None = None
    valid_to: str | None = None
    double: bool = False
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Locality:
    """A place as a text names it: level word and proper name, and the gazetteer's place where it is one."""

    kind: str | None
    name: str
    place: Place | None = None

    @property
    def full_name(self) -> str:
        """Level word and name."""
        return f"{self.kind} {self.name}" if self.kind else self.name


@dataclass(frozen=True, slots=True)
class Places:
    """The gazetteer of places and level words."""

    all: tuple[Place, ...]
    levels: tuple[LevelWord, ...]
    _by_key: dict[str, tuple[Place, ...]] = field(repr=False)
    _by_first_word: dict[str, tuple[tuple[str, tuple[Place, ...]], ...]] = field(repr=False)
    _level_by_key: dict[str, LevelWord] = field(repr=False)
    level_regex: re.Pattern[str] = field(repr=False)

    def by_name(self, text: str, date: str | None = None, *, after: str | None = None) -> Place | None:
        """The place of a name, with or without its level word; the one in force on `date` where several had the name.

        >>> places = Grammar.load().compiled(places_of)
        >>> places.by_name("TP. Hồ Chí Minh").full_name
        'thành phố Hồ Chí Minh'
        """
        name, kind = key(text), None
        found = self._by_key.get(name)
        if not found and (word := self.level_regex.match(name)):
            kind = self._level_by_key[word[0].strip()].name
            found = self._by_key.get(name[word.end() :].strip())
        of_kind = [p for p in found or () if kind is None or p.kind == kind]
        valid = [p for p in of_kind if in_force(p.valid_from, p.valid_to, date)]
        if after:
            valid = [p for p in valid if (p.valid_to or "9999") > after] or valid
        return valid[0] if valid else None

    def successors(self, place: Place) -> tuple[Place, ...]:
        """What a unit became part of, the next step only; empty while it lasts.

        >>> places = Grammar.load().compiled(places_of)
        >>> [p.full_name for p in places.successors(places.by_name("Đắk Nông"))]
        ['tỉnh Lâm Đồng']
        """
        found = (self.by_name(n, after=place.valid_to) for n in place.successor_names)
        return tuple(p for p in found if p is not None)

    def choose(self, places: tuple[Place, ...], kind: str | None) -> Place:
        """The place of a kind among those of one name; else the first."""
        return next((p for p in places if p.kind == kind), places[0])

    def level_of(self, word: str | None, locality: Locality | None = None) -> Level | None:
        """The level that a level word gives; a thành phố may be a province's equal or a district's."""
        found = self.level_word(word) if word else None
        if found is None:
            return None
        if found.double and locality and locality.name and locality.place is None:
            return "district"
        return found.level

    def level_of_many(self, words: list[str]) -> Level | None:
        """The level of bodies that several level words name together ("huyện, thành phố": district)."""
        found = [w for n in words if (w := self.level_word(n))]
        levels = [w.level for w in found]
        if not levels:
            return None
        if all(level == "province" for level in levels):
            return "province"
        return "district" if "district" in levels else "commune" if "commune" in levels else levels[0]

    def locality(self, text: str | None, date: str | None = None) -> Locality | None:
        """A locality from words such as "Lai Châu", "tỉnh Lai Châu", "huyện Than Uyên"; None for no words.

        >>> places = Grammar.load().compiled(places_of)
        >>> places.locality("Hà Nội").full_name, places.locality("xã Mường Than").kind
        ('thành phố Hà Nội', 'xã')
        """
        if not text or not text.strip():
            return None
        place = self.by_name(text, date) or self.by_name(text)
        if place:
            return Locality(place.kind, place.name, place)
        text = _SPACES.sub(" ", text).strip()
        word = self.level_regex.match(key(text))
        if word and word.end() < len(text):
            return Locality(self._level_by_key[word[0].strip()].name, text[word.end() :].strip())
        return Locality(None, text)

    def level_word(self, text: str) -> LevelWord | None:
        """The level word of a printed form ("TP." is thành phố)."""
        return self._level_by_key.get(key(text))

    def match(self, low: str, at: int) -> tuple[tuple[Place, ...], int] | None:
        """The longest place name that starts at an offset of lower-case folded text, with its end."""
        end = at
        size = len(low)
        while end < size and (low[end].isalnum()):
            end += 1
        for name, found in self._by_first_word.get(low[at:end], ()):
            stop = at + len(name)
            if low.startswith(name, at) and (stop == size or not low[stop].isalnum()):
                return found, stop
        return None


def proper_name(folded: str, at: int, limit: int | None = None, most: int = 4) -> int:
    """End of the run of capitalised words (or of one number: "quận 1") that starts at an offset; the offset if none.

    >>> proper_name("xã Mường Than tổ chức", 3)
    13
    """
    end, size = at, len(folded) if limit is None else limit
    for count in range(most):
        start = end + 1 if count else at
        found = _WORD.match(folded, start, size)
        if not found or (count and folded[end] not in " -"):
            break
        word = found[0]
        if word.isdigit() and len(word) <= 2 and not count:
            return found.end() if folded[found.end() : found.end() + 1] not in tuple("/.,%") else at
        if not word[0].isupper():
            break
        end = found.end()
    return end


def places_of(grammar: Grammar) -> Places:
    """The places of grammars/places/; `grammar.compiled(places_of)` makes them once.

    Raises GrammarError when a file breaks the form, RegistryError when a level is unknown.
    """
    by_key: dict[str, list[Place]] = {}
    every: list[Place] = []
    for entry in grammar.entries("places/provinces", "place"):
        extra: dict[str, Any] = entry.model_extra or {}
        place = Place(
            entry.name, _kind_of(entry.name, extra), entry.aliases, extra.get("valid_from"), extra.get("valid_to"),
            tuple(extra.get("successors", ())), tuple(extra.get("absorbed", ())), entry.source,
        )  # fmt: skip
        every.append(place)
        for name in dict.fromkeys(key(n) for n in (place.name, *place.aliases)):
            for form in {name, name.replace(" - ", "-"), name.replace(" - ", " ")}:
                by_key.setdefault(form, []).append(place)
    first: dict[str, list[tuple[str, tuple[Place, ...]]]] = {}
    for name, found in by_key.items():
        word = re.match(r"\w+", name)
        first.setdefault(word[0] if word else name, []).append((name, tuple(found)))
    words: list[LevelWord] = []
    by_word: dict[str, LevelWord] = {}
    for entry in grammar.entries("places/levels", "level"):
        extra = entry.model_extra or {}
        level = extra.get("level")
        if level not in ("province", "district", "commune"):
            raise RegistryError(f"grammars/places/levels.toml: level {entry.name}: {level!r} is no level of a place")
        word_ = LevelWord(entry.name, level, extra.get("valid_from"), extra.get("valid_to"),
                          extra.get("double", False), extra.get("closed", False))
        words.append(word_)
        for alias in (entry.name, *entry.aliases):
            by_word[key(alias)] = word_
    forms = sorted(by_word, key=len, reverse=True)
    pattern = "|".join(re.escape(f) + ("" if f.endswith(".") else r"(?!\w)") for f in forms)
    return Places(
        tuple(every), tuple(words), {k: tuple(v) for k, v in by_key.items()},
        {w: tuple(sorted(v, key=lambda item: -len(item[0]))) for w, v in first.items()}, by_word,
        re.compile(f"(?:{pattern}) ?"),
    )  # fmt: skip


def _kind_of(name: str, extra: dict[str, Any]) -> str:
    kind = extra.get("kind")
    if not isinstance(kind, str):
        raise RegistryError(f"grammars/places/provinces.toml: place {name} has no kind; add the level word of its name")
    return kind
