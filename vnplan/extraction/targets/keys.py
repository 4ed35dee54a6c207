"""Normalised indicators: a key for what is counted, so that plans of different provinces can be compared.

The vocabulary is data (grammars/indicators.toml) and small on purpose: what it does not know has no key.
"""

from __future__ import annotations

import re

from vnplan.grammar import RuleSet
from vnplan.grammar.compiled import Compiled
from vnplan.text import fold, lower


def indicator_key(indicator: str, of: str = "") -> str | None:
    """The key of an indicator's words; `of` is the population that it refines ("trong đó …"). None where unknown.

    >>> indicator_key("trẻ em trong độ tuổi nhà trẻ"), indicator_key("phòng họp")
    ('preschool.nursery.enrolment', None)
    >>> indicator_key("trên chuẩn", of="cán bộ quản lý và giáo viên")
    'preschool.teachers.above_standard'
    """
    words = lower(fold(indicator))
    for key, pattern in _vocabulary():
        if pattern.search(words):
            return key
    if of:
        both = lower(fold(f"{of} {indicator}"))
        return next((key for key, pattern in _vocabulary() if pattern.search(both)), None)
    return None


def _pairs(found: RuleSet) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((rule.id, rule.regex) for rule in found)


_vocabulary = Compiled("indicators", _pairs)
