"""Dates in all written forms → ISO 8601 with the precision that the text has.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần II, mục I, khoản 4 for "ngày 05 tháng 3 năm 2020".
"""

from __future__ import annotations

import re

from vnplan.grammar import Grammar, default_grammar
from vnplan.text import fold, lower

#: The rules of grammars/dates.toml, the most precise form first.
DATE_RULES = ("date.words", "date.slashed", "date.month", "date.year")


def iso_date(day: str | None, month: str | None, year: str | None) -> str | None:
    """"2019-07-22", "2021-01" or "2016" from the printed parts; None where the calendar has no such day.

    >>> iso_date("08", "01", "2019"), iso_date(None, "1", "2021"), iso_date("31", "13", "2020")
    ('2019-01-08', '2021-01', None)
    """
    if not year:
        return None
    if not month:
        return year
    if not 1 <= int(month) <= 12:
        return None
    if not day:
        return f"{year}-{int(month):02d}"
    return f"{year}-{int(month):02d}-{int(day):02d}" if 1 <= int(day) <= 31 else None


def iso_of(found: re.Match[str]) -> str | None:
    """The ISO date of a match of one of the rules of grammars/dates.toml."""
    parts = found.groupdict()
    return iso_date(parts.get("day"), parts.get("month"), parts.get("year"))


def parse_date(text: str, grammar: Grammar | None = None) -> str | None:
    """The first date in a text, most precise form first; None when there is none.

    >>> parse_date("Hà Nội, ngày tháng 01 năm 2021"), parse_date("ngày 22/7/2019"), parse_date("năm 2015")
    ('2021-01', '2019-07-22', '2015')
    """
    low = lower(fold(text))
    rules = (grammar or default_grammar()).rules("dates")
    for rule_id in DATE_RULES:
        for found in rules[rule_id].regex.finditer(low):
            date = iso_of(found)
            if date is not None:
                return date
    return None
