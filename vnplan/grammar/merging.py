"""Many rules as one pattern, so that a text in which none matches costs one attempt."""

from __future__ import annotations

import re
from collections.abc import Iterable

_NAMED = re.compile(r"\(\?P<\w+>")


def any_of(patterns: Iterable[re.Pattern[str]]) -> re.Pattern[str]:
    """A pattern that matches wherever one of the given ones does; its groups have no names.

    >>> bool(any_of([re.compile("(?P<a>x)"), re.compile("Y", re.I)]).match("y"))
    True
    """
    parts = []
    for pattern in patterns:
        plain = _NAMED.sub("(?:", pattern.pattern)
        parts.append(f"(?i:{plain})" if pattern.flags & re.IGNORECASE else f"(?:{plain})")
    return re.compile("|".join(parts))
