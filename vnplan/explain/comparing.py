"""The same indicator in several documents: by its key, and close forms where value, unit and population agree.

Equal keys are one indicator. Two keys that differ in few words are joined only where a document of each has the same
bounds in the same unit and the words of the population are all the same; each join says why.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vnplan.models import Document, QuantitativeTarget

_LEAST = 0.8


@dataclass(frozen=True, slots=True)
class SharedIndicator:
    """An indicator with its quantities: (index of the document, target). `reasons` are those of joined close forms."""

    key: str
    found: tuple[tuple[int, QuantitativeTarget], ...]
    reasons: tuple[str, ...] = ()

    @property
    def documents(self) -> tuple[int, ...]:
        """The documents that have it, in order."""
        return tuple(dict.fromkeys(index for index, _ in self.found))


def compare_indicators(documents: Iterable[Document], *, close: bool = True) -> list[SharedIndicator]:
    """The indicators that two documents or more have, those of most documents first.

    >>> from vnplan import parse_document
    >>> goals = "KẾ HOẠCH\\nPhát triển\\n\\nI. MỤC TIÊU\\n\\n1. "
    >>> one = parse_document(goals + "Tỷ lệ hộ nghèo đa chiều còn dưới 3%.")
    >>> other = parse_document(goals + "Phấn đấu tỷ lệ hộ nghèo đa chiều của tỉnh còn 2,5%.")
    >>> [(len(shared.found), shared.documents) for shared in compare_indicators([one, other])]
    [(2, (0, 1))]
    """
    by_key: dict[str, list[tuple[int, QuantitativeTarget]]] = defaultdict(list)
    for index, document in enumerate(documents):
        for target in document.targets:
            if target.indicator_key:
                by_key[target.indicator_key].append((index, target))
    joined = _joined(by_key) if close else {}
    groups: dict[str, list[tuple[int, QuantitativeTarget]]] = defaultdict(list)
    reasons: dict[str, list[str]] = defaultdict(list)
    for key, found in by_key.items():
        name, why = joined.get(key, (key, ""))
        groups[name] += found
        if why:
            reasons[name].append(why)
    shared = [SharedIndicator(key, tuple(found), tuple(reasons[key])) for key, found in groups.items()]
    return sorted((s for s in shared if len(s.documents) > 1), key=lambda s: (-len(s.documents), s.key))


def _joined(by_key: dict[str, list[tuple[int, QuantitativeTarget]]]) -> dict[str, tuple[str, str]]:
    """For each close form the key that it is joined to, with the reason."""
    by_value: dict[tuple[str, float | None, float | None], list[str]] = defaultdict(list)
    for key, found in by_key.items():
        sign = key.partition(":")[0]
        for bounds in {(t.value.min, t.value.max) for _, t in found}:
            by_value[sign, *bounds].append(key)
    joined: dict[str, tuple[str, str]] = {}
    for keys in by_value.values():
        for one, other in _pairs(sorted(set(keys), key=lambda k: (len(k), k))):
            if other in joined or one in joined or {d for d, _ in by_key[one]} & {d for d, _ in by_key[other]}:
                continue
            a, b = _words(one), _words(other)
            if len(a & b) < _LEAST * len(a | b):
                continue
            differ = ", ".join(sorted(a ^ b))
            joined[other] = (one, f"“{other}” joined: the same bounds and unit, other words only: {differ}")
    return joined


def _pairs(keys: list[str]) -> Iterator[tuple[str, str]]:
    for i, one in enumerate(keys):
        for other in keys[i + 1 : i + 1 + 50]:
            yield one, other


def _words(key: str) -> frozenset[str]:
    return frozenset(key.partition(": ")[2].split())
