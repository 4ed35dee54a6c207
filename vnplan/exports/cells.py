"""Cells of CSV files: words that a spreadsheet would take for a formula are guarded."""

from __future__ import annotations

from typing import Any

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def guarded(value: Any) -> Any:
    """A cell with an apostrophe before words that a spreadsheet would run as a formula; other values as they are.

    Source: OWASP, CSV injection.

    >>> guarded("=1+1"), guarded("- Sở Nội vụ"), guarded(-3), guarded("Sở Nội vụ")
    ("'=1+1", "'- Sở Nội vụ", -3, 'Sở Nội vụ')
    """
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def unguarded(cell: str) -> str:
    """The words of a guarded cell."""
    return cell[1:] if cell[:1] == "'" and cell[1:].startswith(_FORMULA) else cell
