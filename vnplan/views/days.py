"""Dates of reduced precision as days: the first and the last that "2025" or "2025-06" can mean."""

from __future__ import annotations

import calendar
from datetime import date


def first_day(printed: str | None) -> date | None:
    """The first day that a date can mean; None for none, and for one that no calendar has.

    >>> first_day("2025-06"), first_day(None)
    (datetime.date(2025, 6, 1), None)
    """
    return _day(printed, last=False)


def last_day(printed: str | None) -> date | None:
    """The last day that a date can mean.

    >>> last_day("2025"), last_day("2024-02")
    (datetime.date(2025, 12, 31), datetime.date(2024, 2, 29))
    """
    return _day(printed, last=True)


def _day(printed: str | None, last: bool) -> date | None:
    if not printed:
        return None
    parts = [int(part) for part in printed.split("-") if part.isdecimal()]
    try:
        year = parts[0]
        month = parts[1] if len(parts) > 1 else (12 if last else 1)
        day = parts[2] if len(parts) > 2 else (calendar.monthrange(year, month)[1] if last else 1)
        return date(year, month, day)
    except (IndexError, ValueError):
        return None
