"""The outline of a document: units by id, and the numbered ones with their headings."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from vnplan.errors import UnitError
from vnplan.views.rows import Rows
from vnplan.views.wording import one_line

if TYPE_CHECKING:
    from vnplan.models import Document, Unit

NUMBERED = frozenset({"phan", "chuong", "muc", "tieu_muc", "dieu", "khoan", "diem"})
"""Kinds of units that an outline shows, beside attachments."""


def unit_of(document: Document, unit_id: str) -> Unit:
    """The unit of an id.

    Raises UnitError that names the ids nearest to it.

    >>> from vnplan import parse_document
    >>> unit_of(parse_document("Điều 1. Phạm vi\\nĐiều 2. Đối tượng"), "dieu_2").heading
    'Đối tượng'
    """
    ids = []
    for unit, _ in document.walk():
        if unit.id == unit_id:
            return unit
        ids.append(unit.id)
    near = difflib.get_close_matches(unit_id, ids, 3) or ids[:3]
    raise UnitError(f"{document.name or 'the document'} has no unit {unit_id!r}; near it are {', '.join(near)}")


def outline_rows(document: Document) -> Rows:
    """Attachments and numbered units in order: id, kind, number, heading, depth among those shown, start, end."""
    rows = Rows(kind="outline")
    shown: list[int] = []
    for unit, depth in document.walk():
        if unit.kind not in NUMBERED and unit.kind != "attachment":
            continue
        while shown and shown[-1] >= depth:
            shown.pop()
        heading = unit.heading or one_line(document.slice(unit.span))[:120]
        rows.append({
            "unit": unit.id, "kind": unit.kind, "number": unit.number, "heading": heading, "depth": len(shown),
            "span_start": unit.span.start, "span_end": unit.span.end,
        })  # fmt: skip
        shown.append(depth)
    return rows
