"""Where the name of a body ends that is known by its kind only ("Trung tâm Chuyển đổi số", "Chi cục Thủy lợi")."""

from __future__ import annotations

import re

from vnplan.agencies.gazetteer import Gazetteer, Kind
from vnplan.agencies.wording import wordlike

_NEXT = re.compile(r"( ?- ?| ?, ?| ?& ?| )(\w+)")
_RAISED = re.compile(r"\d+$")
_MOST_WORDS = 16
_LONGEST_NOUN = 5


def name_end(
    gazetteer: Gazetteer, kind: Kind, low: str, folded: str, stop: int, at: int, limit: int
) -> int:
    """End of an open name; `at` itself where no name follows.

    The kind's words end at `stop`, the words that its names begin with at `at`.

    The name goes on over capitalised words, over small words that are known parts of names (the lists of open.toml),
    and over "và", "-", "&" or a comma between two such words.
    """
    number = gazetteer.tails["tail.number"].regex.match(low, at, limit) if kind.numbered else None
    if number:
        return number.end()
    begun = low[stop:at].split()
    end, previous, taken, was_capital, proper = at, begun[-1] if begun else "", len(begun), False, 0
    places, one = gazetteer.places, gazetteer.tails["tail.one"].regex
    region = gazetteer.tails["tail.region"].regex
    while end < limit and taken < _MOST_WORDS:
        step = _NEXT.match(low, end, limit)
        if not step:
            break
        joint, word, begin, shut = step[1], step[2], step.start(2), step.end()
        raised = _RAISED.search(word)
        if raised and raised.start() and word[: raised.start()].isalpha():  # the number of a footnote, glued to a word
            word, shut = word[: raised.start()], begin + raised.start()
        small = folded[begin].islower()
        if taken and not small and word in gazetteer.closing and not _goes_with(gazetteer, word, low, begin, limit):
            break
        place = one.match(low, end, limit) or (
            taken and (region.match(low, end, limit) or (small and places.level_word(word)))
        )
        if place and not (taken and small and _noun(gazetteer, low, begin, limit)):
            break
        if word.isdigit():
            if joint != " " or previous not in gazetteer.numbering or len(word) > 4:
                break
            return shut
        if not small and (joint == " " or taken):
            short = folded[begin:shut].isupper() and folded[end - len(previous) : end].isupper()
            if "," in joint and not short and not _is_field(gazetteer, low, begin, limit):
                break
        elif joint != " " or word in gazetteer.linking:
            shut = _linked(gazetteer, joint, word, low, folded, step, limit)
            if not shut:
                break
            word = low[begin:shut].rpartition(" ")[2]
        elif word in gazetteer.numbering and proper < 2 and low[shut : shut + 2].strip(" ").isdigit():
            pass  # "Trường THPT số 2", but no house number after a proper name
        else:
            noun = _noun(gazetteer, low, begin, limit) if (taken or kind.small) and not was_capital else 0
            pair = f"{previous} {word}" in gazetteer.compounds
            if not noun and not pair and (taken or kind.small):
                noun = _noun(gazetteer, low, begin, limit)
                if not noun and taken and low.endswith(gazetteer.doing, stop, end):
                    noun = _noun(gazetteer, low, begin, limit, gazetteer.acts)
            if noun:
                end, was_capital, taken = noun, False, taken + low[begin:noun].count(" ") + 1
                previous, proper = low[begin:noun].rpartition(" ")[2], 0
                continue
            if not pair and (word in gazetteer.verbs or not was_capital or proper > 1):
                break
        proper = proper + 1 if not small and joint == " " and not folded[begin:shut].isupper() else 0
        previous, was_capital = word, not small
        end = shut
        taken += 1
        if raised and raised.start():
            break
    return end


def _linked(
    gazetteer: Gazetteer, joint: str, word: str, low: str, folded: str, step: re.Match[str], limit: int
) -> int:
    """Where the name goes on after "và", "các", a comma or a dash before small letters; 0 where it does not."""
    if joint != " ":  # "Thi đua, khen thưởng", "Hạ tầng - kỹ thuật"
        noun = _noun(gazetteer, low, step.start(2), limit, gazetteer.fields)
        return noun if "," not in joint or low[: step.start()].endswith(gazetteer.comma_before) else 0
    nxt = _NEXT.match(low, step.end(), limit)
    if nxt is None or nxt[1] != " ":
        return 0
    if folded[nxt.start(2)].isupper():
        return step.end() if _goes_with(gazetteer, nxt[2], low, nxt.start(2), limit) else 0
    return _noun(gazetteer, low, nxt.start(2), limit, gazetteer.fields)


def _noun(gazetteer: Gazetteer, low: str, at: int, limit: int, nouns: frozenset[str] | None = None) -> int:
    """End of the longest known noun of two to five syllables that begins at an offset; 0 where none does."""
    known = gazetteer.nouns if nouns is None else nouns
    end, best = at, 0
    for count in range(_LONGEST_NOUN):
        while end < limit and low[end].isalpha():
            end += 1
        if count and low[at:end] in known:
            best = end
        if end >= limit or low[end] != " ":
            break
        end += 1
    return best


def _is_field(gazetteer: Gazetteer, low: str, at: int, limit: int) -> bool:
    """Whether a known field, or what a body does, begins at an offset: a name goes on with it after a comma."""
    known = (gazetteer.nouns, gazetteer.acts, gazetteer.compounds)
    return any(_noun(gazetteer, low, at, limit, words) for words in known)


def _goes_with(gazetteer: Gazetteer, word: str, low: str, at: int, limit: int) -> bool:
    """Whether a capitalised word that begins at an offset still belongs to the name ("và" + "Công nghệ")."""
    ends = word in gazetteer.not_places or word in gazetteer.closing
    return not ends or _is_field(gazetteer, low, at, limit)


def name_start(kind: Kind, low: str, folded: str, stop: int, limit: int) -> int:
    """Where the name of a kind goes on after the words it must begin with; -1 where it is no name of the kind.

    >>> from functools import partial
    >>> start = partial(name_start, low="trường hợp a", folded="Trường hợp A", stop=6, limit=12)
    >>> start(Kind("Trường", "trường", "other", barred=("hợp",))), start(Kind("Trường", "trường", "other"))
    (-1, 6)
    """
    first = stop + 1
    if kind.barred and low.startswith(kind.barred, first) and any(_whole(low, first, w) for w in kind.barred):
        return -1
    if kind.words:
        ends = [first + len(w) for w in kind.words if low.startswith(w, first) and _whole(low, first, w)]
        end = max(ends, default=-1)
        if end > limit or (end > 0 and not kind.small and not folded[first].isupper()):
            return -1
        return end
    for word in kind.through:
        end = first + len(word)
        if low.startswith(word, first) and folded[end : end + 1] == " " and folded[end + 1 : end + 2].isupper():
            return end
    return stop


def _whole(low: str, at: int, word: str) -> bool:
    """Whether a word that stands at an offset ends there."""
    return not wordlike(low[at + len(word) : at + len(word) + 1] or " ")
