"""What an extractor makes of a grammar file: built once, and again when a user's folder is laid over it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from vnplan.grammar import RuleSet, rules

T = TypeVar("T")


class Compiled(Generic[T]):
    """A value built from the rules of one grammar file; calling it gives the value, and costs next to nothing.

    >>> count = Compiled("periods", lambda found: len(found.by_id))
    >>> count() == count() > 0
    True
    """

    __slots__ = ("_build", "_name", "_rules", "_value")

    def __init__(self, name: str, build: Callable[[RuleSet], T]) -> None:
        self._name, self._build = name, build
        self._rules: RuleSet | None = None
        self._value: T

    def __call__(self) -> T:
        found = rules(self._name)
        if found is not self._rules:
            self._value, self._rules = self._build(found), found
        return self._value
