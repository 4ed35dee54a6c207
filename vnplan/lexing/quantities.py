"""Quantities: numbers with a unit, their bounds, ranges and ratios, in one scan over the clean text.

Vietnamese writes 3.596 for 3596 and 18,2 for 18.2. The units and the words around a number ("ít nhất", "trở lên", "từ …
đến …") are data: grammars/quantities.toml.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from vnplan.grammar import Grammar, default_grammar
from vnplan.grammar.cues import words_pattern
from vnplan.lexing.cuewords import quantity_cues
from vnplan.lexing.units import Unit, UnitRules
from vnplan.text import CleanText

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit at a clean range.

    `start` is where the comparator or the number begins, `number` where the number does, `end` follows the unit and
    "trở lên". `min` and `max` are the bounds (None: open). `unit` is as printed, `normal` the same for all spellings.
    `dimension`: percent, count, money, area …; work (counted where a goal says so); age, time, grade and score measure
    no result. `of` is the whole in "45/113 xã". `origin` marks the X of "từ X lên Y", `whole` the second of
    "560 tỷ đồng/690 tỷ đồng". `noun` is the range of what is counted, without scale and rate.
    """

    start: int
    end: int
    number: int
    min: float | None
    max: float | None
    unit: str
    dimension: str
    rule: str
    unit_start: int
    of: float | None = None
    origin: bool = False
    normal: str = ""
    unit_end: int = -1
    whole: bool = False
    noun: Span = (-1, -1)


_NUMBER = r"(?:\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?)"
_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_REACH = 48
_LONGEST_NUMBER = 18
_NOTE = r"(?:[ \u00a0]?\[\d{1,3}\])?"
_BY_THOUSANDS = re.compile(r"/(?P<whole>1(?:00|(?:\.?000){1,2}|0\.?000|00\.?000))[ \u00a0]")


def number_of(text: str) -> float:
    """The value of a printed number: a point before three figures groups, a comma is the decimal sign.

    >>> number_of("3.596"), number_of("18,2"), number_of("1.200,5"), number_of("1.5"), number_of("02")
    (3596.0, 18.2, 1200.5, 1.5, 2.0)
    """
    if _GROUPED.fullmatch(text):
        return float(text.replace(".", "").replace(",", "."))
    return float(text.replace(",", "."))


class QuantityRules:
    """The words around numbers of a grammar: `grammar.compiled(QuantityRules)`."""

    def __init__(self, grammar: Grammar) -> None:
        lists = grammar.compiled(quantity_cues)
        self.units = grammar.compiled(UnitRules)
        filler = rf"(?: (?:{words_pattern(lists['bound_filler'])})){{0,3}}"

        def before(name: str) -> re.Pattern[str]:
            return re.compile(rf"(?:{words_pattern(lists[name])}){filler}[ :]*$")

        self.bounds = tuple((kind, before(kind)) for kind in ("at_least", "at_most", "about"))
        self.origin = re.compile(rf"(?:{words_pattern(lists['from'])}) *$")
        self.from_bound = re.compile(rf"{words_pattern(lists['from_bound'])} *$")
        gap, to = r"[ \u00a0]{0,2}", words_pattern(lists["to"])
        self.number = re.compile(rf"(?<![\w.,])(?<!\d[/-])(?<!\d [/-] )(?<![^\W\d]-)(?<![^\W\d]/){_NUMBER}(?!\d)")
        about = words_pattern(lists["about"])
        self.second = re.compile(rf"{gap}{to}{gap}(?:{about} )?(?P<high>{_NUMBER})(?!\d)")
        self.whole = re.compile(rf"{gap}/{gap}(?P<of>{_NUMBER})(?![\d/])")
        self.second_whole = re.compile(rf"{_NOTE}{gap}/{gap}(?P<number>{_NUMBER})(?= )")
        self.or_more = re.compile(rf"{gap}{words_pattern(lists['or_more'])}")
        self.or_less = re.compile(rf"{gap}{words_pattern(lists['or_less'])}")
        self.onward = re.compile(rf"[^;.\n]{{0,60}}?{words_pattern(lists['onward'])}(?: [^\W\d]+){{0,3}} ?\d")
        self.names = frozenset(lists["names"])
        self.names_after = frozenset(lists["names_after"])
        numerals = grammar.entries("quantities", "numeral")
        self.numerals = {entry.name: float((entry.model_extra or {})["value"]) for entry in numerals}
        bounds = words_pattern((*lists["at_least"], *lists["at_most"], *lists["about"]))
        numeral = words_pattern(self.numerals)
        self.in_words = re.compile(rf"{bounds} (?P<words>{numeral}(?: {numeral}){{0,6}}) ")
        self.times = grammar.rules("quantities")["quantity.times"].regex

    def value_of(self, words: str) -> float | None:
        """The value of a number in words; None when they are none, or a lone "một".

        >>> rules = QuantityRules(Grammar.load())
        >>> [rules.value_of(w) for w in ("hai mươi", "một trăm linh năm", "bốn", "mười hai", "ba nghìn", "x")]
        [20.0, 105.0, 4.0, 12.0, 3000.0, None]
        """
        total = part = 0.0
        for word in words.split():
            value = self.numerals.get(word)
            if value is None:
                return None
            if value >= 1000:
                total, part = total + max(part, 1) * value, 0
            elif value >= 10:
                ones = part % 10
                part = part - ones + max(ones, 1) * value
            else:
                part += value
        return total + part or None


def find_quantities(
    clean: CleanText, anchors: Any = None, ranges: Iterable[Span] | None = None, *, grammar: Grammar | None = None
) -> list[Quantity]:
    """The quantities of a clean text in order; `ranges` limits the scan, `anchors` (dates, numbers) are left out.

    >>> clean = CleanText.of("có ít nhất 27% trở lên trẻ em, 3.596 nhóm lớp, từ 11% đến 13% giáo viên")
    >>> [(q.min, q.max, q.unit) for q in find_quantities(clean)]
    [(27.0, None, '%'), (3596.0, 3596.0, 'nhóm lớp'), (11.0, 13.0, '%')]
    """
    rules = (grammar or default_grammar()).compiled(QuantityRules)
    taken = _anchored(anchors)
    found: list[Quantity] = []
    for begin, stop in ranges if ranges is not None else ((0, len(clean.lower)),):
        _scan(rules, clean, taken, begin, stop, found)
    found.sort(key=lambda q: (q.start, -q.end))
    kept: list[Quantity] = []
    for quantity in found:
        if not kept or quantity.start >= kept[-1].end:
            kept.append(quantity)
    return kept


def _scan(
    rules: QuantityRules, clean: CleanText, taken: set[int], begin: int, stop: int, found: list[Quantity]
) -> None:
    low = clean.lower
    at = begin
    while m := rules.number.search(low, at, stop):
        at = m.end()
        if m.start() in taken or at - m.start() > _LONGEST_NUMBER:
            continue
        quantity = _read(rules, clean, m, begin, stop)
        if quantity is None:
            continue
        found.append(quantity)
        at = quantity.end
        second = rules.second_whole.match(low, quantity.unit_end, stop)
        if second is not None:
            number = rules.number.match(low, second.start("number"), stop) or second
            unit = rules.units.read(low, second.end("number"), stop, open_class=False)
            if unit is not None and unit.normal == quantity.normal and number is not None:
                amount = number_of(second["number"])
                where = second.start("number")
                found.append(_made(clean, where, where, unit.end, amount, amount, unit, "quantity.whole", whole=True))
                at = unit.end
    for m in rules.in_words.finditer(low, begin, stop):
        value = rules.value_of(m["words"])
        unit = rules.units.read(low, m.end("words"), stop, open_class=False)
        if value is not None and value > 1 and unit is not None:
            found.append(_bounded(rules, clean, m.start("words"), m.start("words"), value, value, unit, "quantity.word",
                                  begin, stop))
    for m in rules.times.finditer(low, begin, stop):
        times = number_of(m["number"]) if m["number"] else rules.value_of(m["words"]) or 2.0
        high = number_of(m["high"]) if m["high"] else times
        at = m.start("number") if m["number"] else m.start("words")
        name = rules.units.times
        unit_start = low.find(name, at, m.end())
        unit = Unit(unit_start if unit_start >= 0 else at, m.end(), "ratio", name)
        printed = name if unit_start < 0 else clean.text[unit_start : m.end()]
        found.append(replace(
            _made(clean, m.start(), at, m.end(), times, high, unit, "quantity.times"), unit=printed))  # fmt: skip


def _anchored(anchors: Any) -> set[int]:
    """Offsets inside a document number or a date: no quantity starts there."""
    if anchors is None:
        return set()
    return {i for kind in ("number", "date") for a in anchors.all(kind) for i in range(a.start, a.end)}


def _read(rules: QuantityRules, clean: CleanText, m: re.Match[str], begin: int, stop: int) -> Quantity | None:
    """The quantity whose first number is matched."""
    low = clean.lower
    if _YEAR.fullmatch(m[0]) and rules.units.read(low, m.end(), stop, open_class=False) is None:
        return None
    least = most = number_of(m[0])
    after, of = m.end(), None
    fixed = (m[0][0] == "0" and len(m[0]) == 2) or len(m[0]) > 3
    rate = _BY_THOUSANDS.match(low, after, stop)
    if rate is not None:  # "4/100.000 trẻ": a rate, since nothing was counted one by one
        unit = rules.units.read(low, rate.end("whole"), stop, open_class=True)
        if unit is not None and unit.dimension == "count":
            whole = Unit(after, unit.end, "ratio", low[after : rate.end()] + unit.normal)
            return _bounded(rules, clean, m.start(), m.start(), least, most, whole, "quantity.rate", begin, stop)
    named = _named(rules, low, m.start(), begin)
    second = rules.second.match(low, after, stop)
    own = None
    if second is None:
        own = rules.units.read(low, after, stop, open_class=False)
        if own is not None:
            second = rules.second.match(low, own.end, stop)
    if second is not None:
        unit = rules.units.read(low, second.end(), stop, open_class=not named)
        high = number_of(second["high"])
        if unit is not None and high >= least and (own is None or own.dimension == unit.dimension):
            if named and unit.dimension not in _UNNAMED:
                return None
            return _bounded(rules, clean, m.start(), m.start(), least, high, unit, "quantity.range", begin, stop)
        if own is None:
            return None
    whole_of = rules.whole.match(low, after, stop) if own is None else None
    if whole_of is not None:
        of = number_of(whole_of["of"])
        unit = rules.units.read(low, whole_of.end(), stop, open_class=True)
        if unit is None or (of < least and unit.dimension != "money") or unit.dimension in ("time", "age"):
            return None
        if named and unit.dimension not in _UNNAMED:
            return None
        return replace(
            _bounded(rules, clean, m.start(), m.start(), least, most, unit, "quantity.of", begin, stop), of=of)
    counts = not named and (fixed or _counts(rules, low, m.start(), begin))
    unit = own or rules.units.read(low, after, stop, open_class=counts)
    if unit is None or (named and unit.dimension not in _UNNAMED):
        return None
    return _bounded(rules, clean, m.start(), m.start(), least, most, unit, "quantity.number", begin, stop)


_UNNAMED = frozenset({"percent", "money", "area", "length", "weight", "volume", "energy"})
_LAST_WORDS = re.compile(r"(?:(?P<two>[^\W\d]+) )?(?P<one>[^\W\d]+)[ :]*$")


def _named(rules: QuantityRules, low: str, at: int, begin: int) -> bool:
    """Whether the words before a number make it a name or an ordinal: "Điều 5", "lớp 6"."""
    if _GROUPED.match(low, at):
        return False  # names and ordinals have no thousands
    m = _LAST_WORDS.search(low, max(begin, at - 24), at)
    if m is None:
        return low[max(begin, at - 1) : at] in ("/", "-")
    if m["two"] and f"{m['two']} {m['one']}" in rules.names:
        return True
    return m["one"] in rules.names and m["two"] not in rules.names_after


def _counts(rules: QuantityRules, low: str, at: int, begin: int) -> bool:
    """Whether a bound stands before a number: then it counts something, known or not."""
    before = low[max(begin, at - _REACH) : at]
    return any(pattern.search(before) for _, pattern in rules.bounds)


def _bounded(
    rules: QuantityRules, clean: CleanText, start: int, number: int, least: float | None, most: float | None,
    unit: Unit, rule: str, begin: int, stop: int,
) -> Quantity:  # fmt: skip
    """The quantity with the bounds that the words before and after it give."""
    low = clean.lower
    before = low[max(begin, number - _REACH, low.rfind("\n", begin, number) + 1) : number]
    offset = number - len(before)
    end, origin = unit.end, False
    ranged = rule == "quantity.range"
    from_ = rules.origin.search(before)
    if from_ is not None and not ranged:
        origin = rules.onward.match(low, end, stop) is not None
        bound = unit.dimension in _UNNAMED or rules.from_bound.search(before[: from_.start()]) is not None
        if not origin and bound:
            most, rule = None, "quantity.from"
        if origin or bound:
            start = offset + from_.start()
    elif from_ is not None:
        start = offset + from_.start()
    else:
        bounds = [(m.start(), kind) for kind, pattern in rules.bounds if (m := pattern.search(before)) is not None]
        if bounds:  # the longest: "không cao hơn" and not "hơn"
            at, kind = min(bounds)
            start = min(start, offset + at)
            if kind == "at_least" and not ranged:
                most, rule = None, "quantity.at_least"
            elif kind == "at_most" and not ranged:
                least, rule = None, "quantity.at_most"
    after = rules.or_more.match(low, end, stop)
    if after is not None and not ranged:
        least, most, end, rule, origin = most if least is None else least, None, after.end(), "quantity.or_more", False
    elif not ranged and (after := rules.or_less.match(low, end, stop)) is not None:
        least, most, end, rule = None, least if most is None else most, after.end(), "quantity.or_less"
    return _made(clean, start, number, end, least, most, unit, rule, origin=origin)


def _made(
    clean: CleanText, start: int, number: int, end: int, least: float | None, most: float | None, unit: Unit, rule: str,
    *, origin: bool = False, whole: bool = False,
) -> Quantity:  # fmt: skip
    printed = " ".join(clean.text[unit.start : unit.end].split())
    return Quantity(start, end, number, least, most, printed, unit.dimension, rule, unit.start, None, origin,
                    unit.normal, unit.end, whole, unit.noun)
