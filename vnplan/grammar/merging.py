"""Many rules as one pattern, so that a text costs one attempt and not one for each rule."""

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


def numbered(patterns: Iterable[re.Pattern[str]]) -> re.Pattern[str]:
    """The patterns as one, the first that matches wins; groups of the n-th get "_n" behind their names.

    The match's `lastgroup` tells the pattern, when each has a named group.

    >>> numbered([re.compile("(?P<a>x)"), re.compile("(?P<a>y)")]).match("y").lastgroup
    'a_1'
    """
    parts = []
    for n, pattern in enumerate(patterns):
        named = re.sub(r"\(\?P<(\w+)>", rf"(?P<\1_{n}>", pattern.pattern)
        parts.append(f"(?i:{named})" if pattern.flags & re.IGNORECASE else f"(?:{named})")
    return re.compile("|".join(parts))
