"""Quantities: numbers with a unit, their bounds and ranges, in one scan over the clean text.

Vietnamese writes 3.596 for 3596 and 18,2 for 18.2. The units and the words around a number ("ít nhất", "trở lên", "từ …
đến …") are data: grammars/quantities.toml.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from vnplan.grammar import RuleSet, entries
from vnplan.grammar.compiled import Compiled
from vnplan.text import CleanText, fold, lower

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit at a clean range.

    `start` is where the comparator or the number begins, `number` where the number does, `end` follows the unit and
    "trở lên". `min` and `max` are the bounds (None: open). `dimension`: percent, count, money, area …; age, time and
    grade measure no result. `of` is the whole in "45/113 xã". `origin` marks the X of "từ X lên Y".
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


@dataclass(frozen=True, slots=True)
class _Words:
    """The compiled grammar."""

    scan: re.Pattern[str]
    in_words: re.Pattern[str]
    times: re.Pattern[str]
    units: dict[str, tuple[str, str]]
    before: tuple[tuple[str, re.Pattern[str]], ...]
    not_counted: re.Pattern[str]
    or_more: re.Pattern[str]
    or_less: re.Pattern[str]
    onward: re.Pattern[str]


# Where only a unit's first word decides, the result keeps the words as printed.
_KEEP_PRINTED = frozenset({"count"})
_REACH = 34
_ONES = {"một": 1, "mốt": 1, "hai": 2, "đôi": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "sáu": 6, "bảy": 7,
         "bẩy": 7, "tám": 8, "chín": 9}  # fmt: skip
_SCALES = {"mươi": 10, "mười": 10, "trăm": 100, "nghìn": 1000, "ngàn": 1000}


def number_of(text: str) -> float:
    """The value of a printed number: a point before three figures groups, a comma is the decimal sign.

    >>> number_of("3.596"), number_of("18,2"), number_of("1.200,5"), number_of("1.5"), number_of("02")
    (3596.0, 18.2, 1200.5, 1.5, 2.0)
    """
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", text):
        return float(text.replace(".", "").replace(",", "."))
    return float(text.replace(",", "."))


def number_in_words(words: str) -> float | None:
    """The value of a number in words; None when they are none.

    >>> number_in_words("hai mươi"), number_in_words("một trăm linh năm"), number_in_words("bốn"), number_in_words("x")
    (20.0, 105.0, 4.0, None)
    """
    total, part = 0, 0
    for word in words.split():
        if word in ("linh", "lẻ"):
            continue
        if word in _ONES:
            part += _ONES[word]
        elif word in ("nghìn", "ngàn"):
            total, part = total + max(part, 1) * 1000, 0
        elif word in _SCALES:
            tens = part % 10 if word != "mười" else 0
            part = part - tens + max(tens, 1) * _SCALES[word]
        else:
            return None
    return float(total + part) or None


def find_quantities(clean: CleanText, anchors: Any = None, ranges: Iterable[Span] | None = None) -> list[Quantity]:
    """The quantities of a clean text in order; `ranges` limits the scan, `anchors` (dates, numbers) are left out.

    >>> clean = CleanText.of("có ít nhất 27% trở lên trẻ em, 3.596 nhóm lớp, từ 11% đến 13% giáo viên")
    >>> [(q.min, q.max, q.unit) for q in find_quantities(clean)]
    [(27.0, None, '%'), (3596.0, 3596.0, 'nhóm lớp'), (11.0, 13.0, '%')]
    """
    words = _words()
    low, text = clean.lower, clean.text
    taken = _anchored(anchors)
    found: list[Quantity] = []
    for begin, stop in ranges if ranges is not None else ((0, len(low)),):
        for m in words.scan.finditer(low, begin, stop):
            if m.start("number") in taken:
                continue
            quantity = _read(words, low, text, m, begin, stop)
            if quantity is not None:
                found.append(quantity)
        for m in words.in_words.finditer(low, begin, stop):
            value = number_in_words(m["words"])
            unit, dimension = words.units[" ".join(m["unit"].split())]
            if dimension in _KEEP_PRINTED:
                unit = " ".join(text[m.start("unit") : m.end("unit")].split())
            if value is not None and value > 1:
                found.append(_bounded(words, low, m.start(), m.start("words"), m.end(), value, unit, dimension,
                                      m.start("unit"), "quantity.word"))
        for m in words.times.finditer(low, begin, stop):
            times = number_of(m["number"]) if m["number"] else number_in_words(m["words"]) or 0.0
            at = m.start("number") if m["number"] else m.start("words")
            found.append(Quantity(m.start(), m.end(), at, times, times, "lần", "ratio", "quantity.times", at))
    found.sort(key=lambda q: (q.start, -q.end))
    kept: list[Quantity] = []
    for quantity in found:
        if not kept or quantity.start >= kept[-1].end:
            kept.append(quantity)
    return kept


def _anchored(anchors: Any) -> set[int]:
    """Offsets at which a document number or a date begins: no quantity starts there."""
    if anchors is None:
        return set()
    return {a.start for kind in ("number", "date") for a in anchors.all(kind)}


def _read(words: _Words, low: str, text: str, m: re.Match[str], begin: int, stop: int) -> Quantity | None:
    name, dimension = words.units[" ".join(m["unit"].split())]
    at = m.start("low") if m["low"] else m.start("number")
    before = low[max(begin, at - _REACH) : at]
    if "\n" in before:
        before = before[before.rindex("\n") + 1 :]
    if dimension != "percent" and words.not_counted.search(before):
        return None
    value = number_of(m["number"])
    of = number_of(m["of"]) if m["of"] else None
    if of is not None and (of < value or dimension not in ("count", "grade")):
        return None
    unit = text[m.start("unit") : m.end("unit")] if dimension in _KEEP_PRINTED else name
    unit += text[m.end("unit") : m.end()] if m["per"] and dimension != "percent" else ""
    unit = " ".join(unit.split())
    if m["low"]:
        least = number_of(m["low"])
        if least > value:
            return None
        start = at
        ranged = re.search(r"(?<!\w)từ(?: khoảng)?\s*$", before)
        if ranged:
            start -= len(before) - ranged.start()
        return Quantity(start, m.end(), at, least, value, unit, dimension, "quantity.range", m.start("unit"), of)
    return _bounded(words, low, at, at, m.end(), value, unit, dimension, m.start("unit"), "quantity.number", of, before)


def _bounded(
    words: _Words, low: str, start: int, number: int, end: int, value: float, unit: str, dimension: str,
    unit_start: int, rule: str, of: float | None = None, before: str | None = None,
) -> Quantity:  # fmt: skip
    """The quantity with the bounds that the words before and after it give."""
    if before is None:
        before = low[start:number]
    least: float | None = value
    most: float | None = value
    origin = False
    for kind, pattern in words.before:
        m = pattern.search(before)
        if m is None:
            continue
        start = min(start, number - (len(before) - m.start()))
        rule = f"quantity.{kind}"
        if kind == "at_least":
            most = None
        elif kind == "at_most":
            least = None
        elif kind == "from":
            if words.onward.match(low, end):
                origin = True
            elif dimension in ("percent", "count", "money", "area"):
                most = None
        break
    after = words.or_more.match(low, end)
    if after is not None:
        least, most, end, rule = value, None, after.end(), "quantity.or_more"
    else:
        after = words.or_less.match(low, end)
        if after is not None:
            least, most, end, rule = None, value, after.end(), "quantity.or_less"
    return Quantity(start, end, number, least, most, unit, dimension, rule, unit_start, of, origin)


def _load(grammar: RuleSet) -> _Words:
    units: dict[str, tuple[str, str]] = {}
    for entry in entries("quantities", "unit"):
        for form in (entry.name, *entry.aliases):
            units.setdefault(lower(fold(form)), (entry.name, str(entry.model_extra["dimension"])))  # type: ignore[index]
    either = "|".join(re.escape(u).replace(r"\ ", " ") for u in sorted(units, key=lambda u: (-len(u), u)))
    number = grammar.fragments["number"]
    per = rf"(?P<per>(?: ?/ ?(?:\d{{1,3}}(?:\.\d{{3}})* )?[^\W\d_]+(?: (?:{grammar.fragments['second']}))?){{1,2}})?"
    scan = re.compile(
        rf"(?<![\w.,/\-])(?:(?P<low>{number})[ \u00a0]?(?:{either})?[ \u00a0]?(?:-|đến|tới)[ \u00a0]?)?"
        rf"(?P<number>{number})(?:/(?P<of>{number}))?[ \u00a0]?(?P<unit>{either})(?![\w²³]){per}"
    )
    comparators = r"(?:ít nhất|tối thiểu|không quá|tối đa|trên|hơn|dưới|khoảng|không dưới|nhiều nhất)"
    one = grammar.fragments["one"]
    counted = "|".join(
        re.escape(u).replace(r"\ ", " ")
        for u in sorted(units, key=lambda u: (-len(u), u)) if units[u][1] in ("count", "percent")
    )
    return _Words(
        scan=scan,
        in_words=re.compile(rf"(?<!\w){comparators} (?P<words>(?:{one})(?: (?:{one}))*) (?P<unit>{counted})(?!\w)"),
        times=grammar["quantity.times"].regex,
        units=units,
        before=tuple((kind, grammar[f"quantity.{kind}"].regex) for kind in ("at_least", "at_most", "from", "about")),
        not_counted=grammar["quantity.not_counted"].regex,
        or_more=grammar["quantity.or_more"].regex,
        or_less=grammar["quantity.or_less"].regex,
        onward=grammar["quantity.onward"].regex,
    )


_words = Compiled("quantities", _load)
