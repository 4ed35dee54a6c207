"""Names of laws: where "Luật Phòng, chống tham nhũng và các văn bản" stops being a name.

The registry's names win, the longest first. A name that it does not know is read by grammars/law_names.toml.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from vnplan.grammar import entries, rules
from vnplan.lexing.types import DocType
from vnplan.text import fold

_WORD = re.compile(r" +[^\W_]+(?:[/-][^\W_]+)*")
_LONGEST = 26
_LAW_WORDS = ("luật", "bộ luật", "pháp lệnh", "hiến pháp")
_HEAD = re.compile(r" (?:bộ luật|luật|pháp lệnh|hiến pháp)(?!\w)")
_ALSO = re.compile(r"(?: ?,| và) (?=(?:luật|bộ luật|pháp lệnh)(?!\w))")
_BARE = re.compile(
    r" (?:của|này|trên|nêu|nói|định|sư(?!\w)|pháp(?! điển)|số \d|số:|quốc tế(?! về)|việt nam(?= ?[.,;:)]| |$))"
)
_PROOF = re.compile(r" (?:số:? \d|ngày \d|năm (?:19|20)\d\d)")
_QUOTED = re.compile(r" [\"“] ?[^\"“”\n]{4,200} ?[\"”](?= (?:số|ngày|năm))")


@lru_cache(maxsize=1)
def treaty_names() -> tuple[str, ...]:
    """Known treaties' names in lower case, folded, the longest first."""
    names = {fold(name).lower() for entry in entries("treaties") for name in (entry.name, *entry.aliases)}
    return tuple(sorted(names, key=len, reverse=True))


@dataclass(slots=True)
class NameTable:
    """Known names by the words after their type word; `first` holds, for the first word, the rests, longest first."""

    first: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, names: tuple[str, ...]) -> NameTable:
        """The table of full names in lower case, folded ("luật ngân sách nhà nước")."""
        table = cls()
        for name in names:
            for word in _LAW_WORDS:
                if name.startswith(word + " "):
                    rest = name[len(word) :]
                    for variant in {rest, rest.replace(",", " ,")}:
                        key = variant.split()[0].rstrip(",")
                        table.first.setdefault(key, []).append(variant)
        for rests in table.first.values():
            rests.sort(key=len, reverse=True)
        return table

    def match(self, lower: str, at: int) -> int:
        """End of the longest known name whose words begin at an offset (a space), or -1."""
        end = lower.find(" ", at + 1)
        key = lower[at + 1 : end if end > 0 else len(lower)].rstrip(",;.:)\n\"”").split("\n")[0]
        for rest in self.first.get(key, ()):
            stop = at + len(rest)
            if lower.startswith(rest, at) and not lower[stop : stop + 1].isalnum():
                return stop
        return -1


@lru_cache(maxsize=8)
def _cached(names: tuple[str, ...]) -> NameTable:
    return NameTable.of(names)


def name_table(names: tuple[str, ...]) -> NameTable:
    """The table of the registry's names, made once for the same names."""
    return _cached(names)


def name_end(lower: str, at: int, kind: DocType, table: NameTable) -> tuple[int, str]:
    """(end, rule) of the name that begins at `at`, right after the type word; end is `at` where no name follows.

    >>> from vnplan.lexing.types import type_table
    >>> name_end("luật phí và lệ phí năm 2015", 4, type_table().get("Luật"), NameTable())
    (18, 'name.rule')
    """
    grammar = rules("law_names")
    window = lower[at : at + 400]
    if kind.name == "Hiến pháp":
        found = grammar["name.constitution"].regex.match(window)
        return at + (found.end() if found else 0), "name.constitution"
    if kind.treaty:
        word = fold(kind.name).lower()
        for treaty in treaty_names():
            if treaty.startswith(word) and window.startswith(treaty[len(word) :]):
                return at + len(treaty) - len(word), "name.known"
        found = grammar["name.treaty"].regex.match(window)
        return at + (found.end() if found else 0), "name.treaty"
    amending = grammar["name.amending"].regex.match(window)
    if amending and amending.end() > 0:
        inner = _inner(lower, at + amending.end(), table)
        if inner > 0:
            return inner, "name.amending"
    known = table.match(lower, at)
    if known > 0 and not lower.startswith(" ", known):
        return known, "name.known"
    quoted = _QUOTED.match(window)
    if quoted:
        return at + quoted.end(), "name.quoted"
    end = _by_rule(window)
    if known > 0:
        # Words after a known name make a longer one only where a year, a date or a number proves that they are a name.
        longer = at + end > known and _PROOF.match(lower, at + end)
        return (at + end, "name.rule") if longer else (known, "name.known")
    return at + end, "name.rule"


def _inner(lower: str, at: int, table: NameTable) -> int:
    """End of the name of the law (or laws) that an amending law's own name holds; -1 where none can be read."""
    end = -1
    while True:
        head = _HEAD.match(lower, at) or (_HEAD.match(" " + lower[at : at + 20]) if lower[at : at + 1] != " " else None)
        if head is None:
            return end
        start = at + len(head[0]) - (0 if lower[at : at + 1] == " " else 1)
        known = table.match(lower, start)
        stop = known if known > 0 else start + _by_rule(lower[start : start + 300])
        if stop <= start:
            return end
        end = stop
        also = _ALSO.match(lower, end)
        if not also:
            return end
        at = also.end()


def _by_rule(window: str) -> int:
    """Length of an unknown name: its words up to the first stop, at most `_LONGEST` words."""
    if not window.startswith(" ") or _BARE.match(window):
        return 0
    grammar = rules("law_names")
    stop, comma = grammar["name.stop"].regex, grammar["name.comma"].regex
    and_, of = grammar["name.and"].regex, grammar["name.of"].regex
    first = _WORD.match(window)
    if not first:
        return 0
    at, count = first.end(), 1
    if stop.match(window) and window[: at].strip() not in ("các", "ban", "sửa", "bổ", "trưng", "về", "quyền", "việc"):
        return 0
    while count < _LONGEST:
        if window.startswith((",", " ,"), at):
            found = comma.match(window, at)
        elif window.startswith(" và ", at):
            found = and_.match(window, at)
        elif window.startswith(" của ", at):
            found = of.match(window, at)
        elif count > 1 or not window.startswith((" hành văn", " đổi"), at):
            if stop.match(window, at):
                return at
            found = _WORD.match(window, at)
        else:
            found = _WORD.match(window, at)
        if not found:
            return at
        at, count = found.end(), count + 1
    return at if count < _LONGEST else 0
