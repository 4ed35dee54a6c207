"""Tables and paragraphs for the terminal; Vietnamese letters count as one column, composed or not."""

from __future__ import annotations

import shutil
import unicodedata
from collections.abc import Iterable, Sequence

_NARROWEST = 12


def terminal_width() -> int:
    """The columns to write in: those of the terminal, 120 at most; 100 where the output is no terminal."""
    return min(shutil.get_terminal_size((100, 24)).columns, 120)


def width(text: str) -> int:
    """How many columns a text takes.

    >>> width("Điều"), width(unicodedata.normalize("NFD", "Điều"))
    (4, 4)
    """
    if text.isascii():
        return len(text)
    wide = sum(1 for c in text if unicodedata.east_asian_width(c) in "WF")
    return sum(1 for c in text if not unicodedata.combining(c)) + wide


def wrap(text: str, columns: int, indent: str = "", follow: str | None = None) -> list[str]:
    """The text in lines of at most `columns`, the first after `indent`, the others after `follow`.

    >>> wrap("Căn cứ Luật Giáo dục", 12, "- ")
    ['- Căn cứ', '  Luật Giáo', '  dục']
    """
    follow = " " * width(indent) if follow is None else follow
    lines, now = [], indent
    empty = True
    for word in text.split():
        if not empty and width(now) + 1 + width(word) > columns:
            lines.append(now)
            now, empty = follow, True
        now += word if empty else f" {word}"
        empty = False
    return [*lines, now] if not empty or indent.strip() else lines


def shorten(text: str, columns: int) -> str:
    """The text on one line of at most `columns`, cut with "…" where it is longer."""
    text = " ".join(text.split())
    if width(text) <= columns:
        return text
    while text and width(text) > columns - 1:
        text = text[:-1]
    return text.rstrip() + "…"


def table(head: Sequence[str], rows: Iterable[Sequence[object]], columns: int | None = None) -> str:
    """A table with a head; the widest columns give way when the terminal is narrow, figures stand right.

    >>> print(table(("number", "cited"), [("33/QĐ-TTg", 6)]))
    number     cited
    33/QĐ-TTg      6
    """
    rows = list(rows)
    cells = [["" if value is None else str(value) for value in row] for row in rows]
    figures = [bool(rows) and all(isinstance(row[i], int | float) for row in rows) for i in range(len(head))]
    widths = [max([width(title), *(width(row[i]) for row in cells)]) for i, title in enumerate(head)]
    room = columns or terminal_width()
    while sum(widths) + 2 * (len(widths) - 1) > room and max(widths) > _NARROWEST:
        widest = widths.index(max(widths))
        others = sum(widths) - widths[widest] + 2 * (len(widths) - 1)
        second = max((w for i, w in enumerate(widths) if i != widest), default=0)
        widths[widest] = max(_NARROWEST, room - others, min(second, widths[widest] - 1))
    lines = []
    for row in (list(head), *cells):
        parts = []
        for i, cell in enumerate(row):
            cell = shorten(cell, widths[i])
            pad = " " * (widths[i] - width(cell))
            parts.append(pad + cell if figures[i] else cell + pad)
        lines.append("  ".join(parts).rstrip())
    return "\n".join(lines)


def many(count: int, what: str) -> str:
    """A count with its noun.

    >>> many(1, "document"), many(2, "document")
    ('1 document', '2 documents')
    """
    return f"{count} {what}" if count == 1 else f"{count} {what}s"
