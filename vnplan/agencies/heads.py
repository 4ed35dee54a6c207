"""The head before a name: who stands for the agency ("Giám đốc Sở Nội vụ", "Chánh Văn phòng UBND tỉnh")."""

from __future__ import annotations

from vnplan.agencies.gazetteer import Gazetteer
from vnplan.agencies.registry import RegisteredAgency
from vnplan.agencies.wording import last_word, wordlike


def read_head(
    gazetteer: Gazetteer, low: str, at: int, stop: int, agency: RegisteredAgency | None = None
) -> tuple[int, str | None]:
    """The start of the head that stands before a name at [at, stop), and the person; (at, None) where there is none."""
    last = at - 1
    if last <= 0 or low[last] != " ":
        return at, None
    word = last_word(low, last)
    if word in gazetteer.plurals:
        last -= len(word) + 1
        if last <= 0 or low[last] != " ":
            return at, None
        word = last_word(low, last)
    for head in gazetteer.heads.get(word, ()):
        begin = last - len(head.key)
        if begin < 0 or not low.startswith(head.key, begin) or (begin and wordlike(low[begin - 1])):
            continue
        if head.only and (agency is None or agency.name not in head.only):
            continue
        if not head.fused:
            return begin, head.name
        for taken, printed in head.fused:
            if low.startswith(taken, at):
                return begin, f"{head.name} {printed}"
    return at, None
