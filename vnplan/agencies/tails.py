"""What follows the name of an agency and tells its place or places: "tỉnh Lai Châu", "các xã, phường", "cấp xã"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vnplan.agencies.gazetteer import Gazetteer
from vnplan.agencies.places import Locality, Place, proper_name
from vnplan.agencies.registry import RegisteredAgency
from vnplan.agencies.spans import Span, Tail
from vnplan.agencies.wording import wordlike

_WORDS = re.compile(r"\w+")


def read_tail(
    gazetteer: Gazetteer, agency: RegisteredAgency, low: str, folded: str, at: int, limit: int
) -> Tail:
    """The tail of a local agency at the end of its name; one that reaches no further where nothing follows."""
    if at >= limit or low[at] not in " ,-":
        return Tail(at)
    local = agency.place != "none"
    if not local and not low.startswith(gazetteer.regions, at):
        return Tail(at)
    tails = gazetteer.tails
    if gazetteer.tail_begins.match(low, at, limit):
        region = tails["tail.region"].regex.match(low, at, limit)
        if region:
            return _region(gazetteer, region, agency, low, folded, limit)
        if local and agency.place != "bare":
            many = _many(gazetteer, low, folded, at, limit)
            if many:
                return many
            one = tails["tail.one"].regex.match(low, at, limit)
            if one and (low[at] != "," and (low[at] in " -." or agency.place == "levelled")):
                return _one(gazetteer, one, low, folded, limit)
        if local:  # "Thành ủy Thành phố Hồ Chí Minh": the level word once more
            again = tails["tail.one"].regex.match(low, at, limit)
            word = gazetteer.places.level_word(again["unit"]) if again and low[at] == " " else None
            if again and word is not None and word.name == agency.word:
                return _one(gazetteer, again, low, folded, limit)
    if not local:
        return Tail(at)
    direct = tails["tail.name"].regex.match(low, at, limit)
    if direct and folded[direct.end()].isupper():
        return _named(gazetteer, agency, low, folded, direct.end(), limit) or Tail(at)
    return Tail(at)


def below(gazetteer: Gazetteer, tail: Tail, low: str, folded: str, at: int) -> Tail:
    """The place on the next line of a header in capitals: ỦY BAN NHÂN DÂN / TỈNH SƠN LA."""
    stop = low.find("\n", at)
    stop = len(low) if stop < 0 else stop
    found = gazetteer.tails["tail.one"].regex.match(low, at, stop) if folded[at:stop].isupper() else None
    place = _one(gazetteer, found, low, folded, stop) if found and found.start("unit") == at else tail
    return place if place.locality and place.end == stop else tail


def _region(
    gazetteer: Gazetteer, found: re.Match[str], agency: RegisteredAgency, low: str, folded: str, limit: int
) -> Tail:
    """An area that the body works in and that belongs to its name: "khu vực XII", "khu vực 3 - Lai Châu"."""
    at, end = found.start("region"), found.end("region")
    if found["number"] and found["seat"]:
        place = gazetteer.places.match(low, found.end())
        end = place[1] if place and place[1] <= limit and folded[found.end()].isupper() else end
    elif not found["number"]:
        begin = end
        end = proper_name(folded, begin, limit)
        if end == begin:
            shut = found.end("word")
            return Tail(shut, region=low[at:shut]) if agency.regional else Tail(found.start())
    words = low[at : found.end("word")] + " " + folded[found.end("word") : end].strip()
    return Tail(end, region=words)


def _named(
    gazetteer: Gazetteer, agency: RegisteredAgency, low: str, folded: str, at: int, limit: int
) -> Tail | None:
    """A place without its level word: "Báo Lai Châu", "Huyện ủy Than Uyên"."""
    places = gazetteer.places
    bare = agency.place == "bare"
    found = places.match(low, at)
    if found and found[1] <= limit:
        return Tail(found[1], home(places.choose(found[0], agency.word if bare else None)))
    word = places.level_word(agency.word) if bare and agency.word else None
    if word is not None and not (word.closed or word.double):
        end = proper(gazetteer, folded, at, limit)
        if end > at:
            return Tail(end, Locality(agency.word, folded[at:end]))
    return None


def _many(gazetteer: Gazetteer, low: str, folded: str, at: int, limit: int) -> Tail | None:
    tails, places = gazetteer.tails, gazetteer.places
    rule = tails["tail.many"]
    found = rule.regex.match(low, at, limit)
    if found:
        units = [(m.start(), m.end(), m[0]) for m in places.level_regex.finditer(low, *found.span("units"))]
        units = [u for u in units if u[0] == found.start("units") or not wordlike(low[u[0] - 1])]
        end = found.end()
        if not found["under"] and proper(gazetteer, folded, end + 1, limit) > end + 1:
            units = units[:-1]  # "UBND tỉnh, thành phố Lai Châu": the last word belongs to a name
            end = units[-1][0] + len(units[-1][2].strip()) if units else at
        names = list(dict.fromkeys(w.name for u in units if (w := places.level_word(u[2].strip()))))
        if len(names) > 1:
            colon = tails["list.places"].regex.match(low, end, limit)
            members = tuple(_members(gazetteer, None, low, folded, colon.end(), limit)) if colon else ()
            if members:
                return Tail(members[-1][0][1], members=members)
            under = f" {rule.values['under']}" if found["under"] else ""
            group = f"{rule.values['plural']} {', '.join(names)}{under}"
            single = not any(f"{word} " in low[at : found.start("units")] for word in rule.values["plurals"])
            return Tail(end, group=group, level=places.level_of_many(names), single=single)
    found = tails["tail.tier"].regex.match(low, at, limit)
    if found:
        words = [w for w in _WORDS.findall(found["tier"]) if places.level_word(w)]
        level = places.level_of_many(words[:1])
        return Tail(found.end(), group=found["tier"].replace("/", ", "), level=level)
    found = tails["tail.all"].regex.match(low, at, limit)
    if found:
        word = places.level_word(found["unit"])
        name = word.name if word else found["unit"]
        members = tuple(_members(gazetteer, name, low, folded, found.end(), limit))
        if members:
            return Tail(members[-1][0][1], members=members)
        return Tail(found.end("unit"), group=f"{rule.values['plural']} {name}", level=word.level if word else None)
    return None


def _members(
    gazetteer: Gazetteer, word: str | None, low: str, folded: str, at: int, limit: int
) -> Iterator[tuple[Span, Locality]]:
    places, separator = gazetteer.places, gazetteer.tails["list.and"].regex
    while at < limit and folded[at].isupper():
        place = places.match(low, at)
        if place and (word is None or places.choose(place[0], word).kind == word):
            end, locality = place[1], home(places.choose(place[0], word))
        elif word is None:
            return
        else:
            end = proper(gazetteer, folded, at, limit)
            locality = Locality(word, folded[at:end])
        if end == at:
            return
        yield (at, end), locality
        between = separator.match(low, end, limit)
        if not between:
            return
        at = between.end()


def _one(gazetteer: Gazetteer, found: re.Match[str], low: str, folded: str, limit: int) -> Tail:
    places = gazetteer.places
    word = places.level_word(found["unit"])
    if word is None:
        return Tail(found.start())
    after = found.end()
    shut = found.end("unit")
    if after < limit and (after > shut or low[shut - 1] == "."):
        place = places.match(low, after)
        if place and place[1] <= limit:
            best = places.choose(place[0], word.name)
            fits = best.kind == word.name or (word.closed and folded[after].isupper())
            capitals = folded[found.start() : after + 2].isupper()
            alone = word.closed or capitals or proper(gazetteer, folded, after, limit) <= place[1]
            if fits and alone:
                return Tail(place[1], home(best), best.kind)
        if not word.closed:
            end = proper(gazetteer, folded, after, limit)
            if end > after:
                return Tail(end, Locality(word.name, _title(folded[after:end])), word.name)
    return Tail(shut, word=word.name, level=word.level)


def proper(gazetteer: Gazetteer, folded: str, at: int, limit: int) -> int:
    """End of a proper name that is not the start of the next sentence or of a title; the offset if there is none."""
    if at >= limit:
        return at
    end = proper_name(folded, at, limit)
    first = _WORDS.match(folded, at, end)
    if not first:
        return end
    word = first[0].lower()
    alone = word in gazetteer.not_places and first.end() == end
    return at if word in gazetteer.never_places or alone else end


def home(place: Place) -> Locality:
    """The locality of a gazetteer's place."""
    return Locality(place.kind, place.name, place)


def _title(words: str) -> str:
    """Capitals of a header as capitals of a name: MƯỜNG THAN → Mường Than."""
    return words.title() if words.isupper() and len(words) > 1 else words
