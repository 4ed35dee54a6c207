"""Words of a document on one line."""

from __future__ import annotations


def one_line(text: str) -> str:
    """The words of a text with single spaces between them.

    >>> one_line("Điều 1.\\n  Phạm vi")
    'Điều 1. Phạm vi'
    """
    return " ".join(text.split())
