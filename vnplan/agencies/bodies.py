"""Where the name of a body ends that is known by its kind only ("Trung tâm Chuyển đổi số", "Chi cục Thủy lợi")."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from vnplan.agencies.places import key
from vnplan.agencies.reading import Reader, wordlike
from vnplan.grammar import entries
from vnplan.models import Level

_WORD = re.compile(r"\w+")
_NEXT = re.compile(r"( ?- ?| ?, ?| ?& ?| )(\w+)")
_MOST_WORDS = 14


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of body that cannot be listed ("Trung tâm"); names begin with `words`, where limited, never `barred`.

    `bare`: the word alone names one too ("Ban Chỉ đạo"). `through`: a name may run through these small words to a
    capital ("Ban Chỉ đạo thực hiện Đề án").
    """

    name: str
    level: Level
    words: tuple[str, ...] = ()
    barred: tuple[str, ...] = ()
    small: bool = False
    bare: bool = False
    through: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BodyNames:
    """Reads the words of open names with the syllable lists of grammars/agencies/open.toml and words.toml."""

    reader: Reader
    compounds: frozenset[str] = field(repr=False)
    nouns: frozenset[str] = field(repr=False)
    verbs: frozenset[str] = field(repr=False)

    @classmethod
    def of(cls, reader: Reader) -> BodyNames:
        """The lists of the shipped grammars; raises GrammarError when a file breaks the form."""
        pairs = {e.name: frozenset(key(a) for a in e.aliases) for e in entries("agencies/open", "compound")}
        verbs = frozenset(a for e in entries("agencies/words", "verb") for a in e.aliases)
        return cls(reader, pairs.get("syllables", frozenset()), pairs.get("nouns", frozenset()), verbs)

    def end(self, low: str, folded: str, at: int, limit: int, small: bool = False) -> int:
        """End of a name: capitalised words, small second syllables of compounds, and "và", "-" or a comma between."""
        end, previous, taken, was_capital, proper = at, "", 0, False, 0
        places = self.reader.places
        while end < limit and taken < _MOST_WORDS:
            step = _NEXT.match(low, end, limit)
            if not step:
                break
            word, begin = step[2], step.start(2)
            if taken and places.level_word(word) and folded[begin].islower():
                break
            if self.reader.tails["tail.one"].regex.match(low, end, limit):
                break
            capital = folded[begin].isupper() or word.isdigit()
            if capital and (step[1] == " " or taken):
                if "," in step[1] and not self.goes_on(word, low, step.end(), limit):
                    break
            elif step[1] != " ":
                break
            elif word in ("và", "các", "&") and (nxt := _NEXT.match(low, step.end(), limit)):
                if nxt[1] != " " or not folded[nxt.start(2)].isupper():
                    break
                if not self.goes_on(nxt[2], low, nxt.end(), limit):
                    break
            elif f"{previous} {word}" not in self.compounds:
                nxt = _NEXT.match(low, step.end(), limit)
                if (taken or small) and nxt and nxt[1] == " " and f"{word} {nxt[2]}" in self.nouns:
                    end, previous, was_capital, taken = nxt.end(), nxt[2], False, taken + 2
                    continue
                if word in self.verbs or not was_capital or proper > 1:
                    break
            proper = proper + 1 if capital and step[1] == " " else 0
            previous, was_capital = word, capital
            end = step.end()
            taken += 1
        return end


    def goes_on(self, word: str, low: str, at: int, limit: int) -> bool:
        """Whether a capitalised word after a comma or "và" still belongs to the name ("và Công nghệ")."""
        nxt = _NEXT.match(low, at, limit)
        return word not in self.reader.not_places or (nxt is not None and f"{word} {nxt[2]}" in self.compounds)


def begins(text: str, word: str) -> bool:
    """Whether a text begins with a whole word."""
    return text.startswith(word) and not wordlike(text[len(word) : len(word) + 1] or " ")


def present(printed: str, low: str) -> str:
    """The words of a name as they are printed; words in capitals become small, the first letter stays large."""
    if not printed.isupper():
        return printed
    found = _WORD.search(low)
    at = found.start() if found else 0
    return low[:at] + low[at : at + 1].upper() + low[at + 1 :].rstrip()
