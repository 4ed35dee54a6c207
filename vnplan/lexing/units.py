"""Units after a number: scale, measure or counted noun, and rate, as printed and as one unit for all spellings.

What is measured and what is counted is data (grammars/quantities.toml). Classifiers and counted nouns are an open
class: a noun that the grammar does not list is taken by the form of Vietnamese compounds (two syllables) where its
number counts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from vnplan.grammar import Grammar
from vnplan.lexing.cuewords import quantity_cues
from vnplan.text import fold, lower

_WORD = re.compile(r"[^\W_]+(?:[-.][^\W\d_]+)*[²³]?|[%‰﹪％]")
_SLASH = re.compile(r"[ \u00a0]?/[ \u00a0]?")
_THOUSANDS = re.compile(r"(?:\d{1,3}(?:\.\d{3})+|1000*|\d{1,3}) ")
_GAP = re.compile(r"[ \u00a0]{0,2}")
_COMMA = re.compile(r", ?")
_LONGEST = 6
_RATES = 3


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit at a clean range: `dimension`, `normal` (one for all spellings), and whether the grammar lists it.

    `noun` is the range of what is counted, without scale and rate.
    """

    start: int
    end: int
    dimension: str
    normal: str
    listed: bool = True
    noun: tuple[int, int] = (-1, -1)


class UnitRules:
    """The units of a grammar: `grammar.compiled(UnitRules)`."""

    def __init__(self, grammar: Grammar) -> None:
        lists = grammar.compiled(quantity_cues)
        self.scales = frozenset(lists["scale"])
        self.stops = frozenset(lists["no_unit"])
        self.known: dict[str, tuple[str, str]] = {}
        self.same: dict[str, str] = {}
        for entry in grammar.entries("quantities", "same"):
            for alias in entry.aliases:
                self.same[alias] = entry.name
        measures = grammar.entries("quantities", "unit")
        self.times = next(e.name for e in measures if _extra(e, "dimension") == "ratio")
        for entry in measures:
            for form in (entry.name, *entry.aliases):
                self.known.setdefault(lower(fold(form)), (entry.name, _extra(entry, "dimension")))
        for entry in grammar.entries("quantities", "counted"):
            for form in _words(entry):
                self.known.setdefault(form, (self.same.get(form, form), _extra(entry, "dimension")))

    def read(self, low: str, at: int, stop: int, *, open_class: bool) -> Unit | None:
        """The unit that begins at an offset (spaces before it are skipped), or None.

        >>> rules = UnitRules(Grammar.load())
        >>> texts = ("%/năm", "tỉ đô la mỹ", "vùng dự án mới", "htx")
        >>> [rules.read(text, 0, len(text), open_class=True).normal for text in texts]
        ['%/năm', 'tỷ USD', 'vùng dự án', 'hợp tác xã']
        """
        begin = at = _GAP.match(low, at, stop).end()  # type: ignore[union-attr]
        scale: list[str] = []
        while (m := _WORD.match(low, at, stop)) and m[0] in self.scales and len(scale) < _LONGEST:
            scale.append(self.same.get(m[0], m[0]))
            at = _GAP.match(low, m.end(), stop).end()  # type: ignore[union-attr]
        base = self._base(low, at, stop, open_class=open_class)
        if base is None:
            return None
        end, normal, dimension, listed = base
        noun = (at, end)
        rates: list[str] = []
        while len(rates) < _RATES and (rate := self._rate(low, end, stop, base[1])):
            end, words = rate
            rates.append(words)
        normal = " ".join([*scale, normal]) + "".join(f"/{words}" for words in rates)
        return Unit(begin, end, dimension, normal, listed, noun)

    def normal(self, printed: str) -> str:
        """The one form of a unit as printed.

        >>> rules = UnitRules(Grammar.load())
        >>> rules.normal("Tỷ đồng"), rules.normal("Ha"), rules.normal("1.000 tấn")
        ('tỷ đồng', 'ha', '1.000 tấn')
        """
        low = lower(fold(printed))
        unit = self.read(low, 0, len(low), open_class=False)
        return unit.normal if unit is not None and unit.end == len(low) else low

    def _base(self, low: str, at: int, stop: int, *, open_class: bool) -> tuple[int, str, str, bool] | None:
        """The longest listed unit, else a noun of the open class: (end, normal form, dimension, listed)."""
        best: tuple[int, str, str, bool] | None = None
        ends: list[int] = []
        words = ""
        here = at
        for _ in range(_LONGEST):
            m = _WORD.match(low, here, stop)
            if m is None:
                break
            words += m[0]
            ends.append(m.end())
            found = self.known.get(words)
            if found is not None:
                best = (m.end(), *found, True)
            comma = _COMMA.match(low, m.end(), stop)
            if comma is not None:
                words, here = words + ", ", comma.end()
            elif m[0] in ("%", "‰"):
                break
            else:
                words, here = words + " ", _GAP.match(low, m.end(), stop).end()  # type: ignore[union-attr]
        if best is not None or not open_class or not ends:
            return best
        return self._open(low, at, ends)

    def _open(self, low: str, at: int, ends: list[int]) -> tuple[int, str, str, bool] | None:
        first = low[at : ends[0]]
        if first in self.stops or not first.isalpha() or len(first) < 2:
            return None
        end = ends[0]
        if len(ends) > 1 and low[ends[0] : ends[0] + 1] in " \u00a0":
            second = low[ends[0] + 1 : ends[1]].strip()
            if second.isalpha() and second not in self.stops:
                end = ends[1]
        return end, " ".join(low[at:end].split()), "count", False

    def _rate(self, low: str, at: int, stop: int, own: str) -> tuple[int, str] | None:
        """ "/năm", "/1.000 dân", "/hợp tác xã" after a unit of its `own`: (end, normal words)."""
        slash = _SLASH.match(low, at, stop)
        if slash is None:
            return None
        here = slash.end()
        number = _THOUSANDS.match(low, here, stop)
        figures = number[0] if number else ""
        here += len(figures)
        following = _WORD.match(low, here, stop)
        if figures and following is not None and following[0] in self.scales:
            return None
        base = self._base(low, here, stop, open_class=True)
        if base is None:
            m = _WORD.match(low, here, stop)
            if m is None or not m[0].isalpha():
                return None
            return m.end(), figures + m[0]
        if figures and base[1] == own:
            return None  # "560 tỷ đồng/690 tỷ đồng": a second quantity
        return base[0], figures + base[1]


def _extra(entry: object, key: str) -> str:
    return str(entry.model_extra[key])  # type: ignore[attr-defined]


def _words(entry: object) -> list[str]:
    return [lower(fold(word)) for word in entry.model_extra["words"]]  # type: ignore[attr-defined]
