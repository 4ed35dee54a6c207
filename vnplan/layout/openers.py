"""Type lines ("KẾ HOẠCH") by the default grammar, for who has no grammar at hand."""

from __future__ import annotations

from vnplan.grammar import default_grammar
from vnplan.layout.rules import TypeLines


def type_of_line(text: str) -> str | None:
    """The type of instrument that a line in capitals is, or None."""
    return default_grammar().compiled(TypeLines).of(text)
