"""Completion: what one mention of an instrument lacks is taken from the other mentions in the document, and only there.

A pure function of the facts of all mentions: their order makes no difference, and nothing is told that another mention
contradicts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import lru_cache

from vnplan.agencies.resolving import ResolvedAgency, issuer_slug
from vnplan.extraction.citations.mentions import Link, Mention
from vnplan.identity.clusters import Profile, neighbours
from vnplan.identity.facts import Facts
from vnplan.identity.instruments import name_key
from vnplan.identity.instruments import number_key as key_of_number
from vnplan.lexing.types import TypeTable
from vnplan.structure.model import Finding, Part, Structure

#: Ways in which one number may be named before nothing is concluded from them.
_MOST_WAYS = 200
#: A mention, and what it tells.
Told = Mapping[Mention, Facts]


number_key = lru_cache(maxsize=16384)(key_of_number)


class Completion:
    """Completes the full mentions of one document from each other."""

    def __init__(self, structure: Structure, links: Mapping[Mention, Link], types: TypeTable) -> None:
        self.parts, self.links, self.types = structure.parts, links, types
        self._slugs: dict[int, tuple[ResolvedAgency, str | None]] = {}

    def slug(self, agency: ResolvedAgency | None) -> str | None:
        """The slug of an issuer, or None for one without its place; found once for each."""
        if agency is None:
            return None
        known = self._slugs.get(id(agency))
        if known is None:
            known = self._slugs[id(agency)] = (agency, issuer_slug(agency))
        return known[1]

    def profile(self, facts: Facts) -> Profile:
        """What decides whether facts are of the same instrument."""
        return Profile(facts.date, facts.year, self.slug(facts.agency))

    def series(self, type: str | None) -> str:
        """The types that share one series of numbers: Luật and Bộ luật, whose printed type words vary."""
        kind = self.types.by_name.get((type or "").lower())
        return kind.series if kind is not None else (type or "")

    def by_number(self, told: Told) -> tuple[dict[Mention, Facts], list[Finding]]:
        """The facts with dates, issuers and names of the other mentions of the same number."""
        groups: dict[tuple[str, str], list[Mention]] = defaultdict(list)
        for mention, facts in told.items():
            if facts.number:
                groups[self.series(facts.type), number_key(facts.number)].append(mention)
        typed: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for key in groups:
            if key[0]:
                typed[key[1]].append(key)
        own = self._own()
        found = dict(told)
        findings: list[Finding] = []
        for key, group in groups.items():
            same = typed[key[1]] if not key[0] else [key]
            if len(same) == 1 and same[0] != key:  # numbers without a type word
                kind = min((m for m in groups[same[0]]), key=_place)
                for mention in group:
                    found[mention] = replace(found[mention], type=found[kind].type)
                continue
            untyped = groups.get(("", key[1]), []) if key[0] and len(typed[key[1]]) == 1 else []
            members = sorted((*group, *untyped), key=_place)
            done, odd = self._completed(self._settled({m: told[m] for m in members}), own.get(key))
            if untyped:
                kind = members[0] if told[members[0]].type else group[0]
                done = {m: replace(f, type=f.type or told[kind].type) for m, f in done.items()}
            found.update(done)
            findings += odd
        return found, findings

    def _own(self) -> dict[tuple[str, str], Facts]:
        """What the document's own parts tell of themselves, by series and number."""
        found: dict[tuple[str, str], Facts] = {}
        for part in self.parts:
            if part.number:
                found.setdefault((self.series(part.type), number_key(part.number)), self._of_part(part))
        return found

    def _of_part(self, part: Part) -> Facts:
        kind = self.types.by_name.get((part.type or "").lower())
        named = kind is not None and kind.named
        return Facts(
            part.type, part.number, None, part.date, int(part.date[:4]) if part.date else None,
            part.issuers[0] if part.issuers else None, part.title if named else None,
        )  # fmt: skip

    def _settled(self, told: Told) -> dict[Mention, Facts]:
        """A number alone ("Quyết định số 23/QĐ-UBND") is this province's only where no mention names another's."""
        named = [f for f in told.values() if f.words and f.agency is not None and self.slug(f.agency) is not None]
        found = dict(told)
        for mention, facts in told.items():
            agency = facts.agency
            if not facts.assumed or agency is None or any(o.agency.id == agency.id for o in named if o.agency):
                continue
            open_ = replace(facts, agency=None)
            if any(self.profile(open_).fits(self.profile(o)) and o.type == facts.type for o in named):
                found[mention] = open_
        return found

    def _completed(
        self, told: dict[Mention, Facts], own: Facts | None
    ) -> tuple[dict[Mention, Facts], list[Finding]]:
        """The mentions of one number, each completed from those that it fits."""
        if len(told) == 1 and own is None:
            return told, []
        ways: dict[tuple[Profile, str | None], Mention | None] = {}
        for mention, facts in told.items():  # a number may be named hundreds of times, but in few ways
            ways.setdefault((self.profile(facts), name_key(facts.title) if facts.title else None), mention)
        texts = dict(told)
        values: list[tuple[Mention | None, Facts]] = [(m, texts[m]) for m in ways.values() if m is not None]
        if own is not None:
            values.append((None, own))
        if len(values) > _MOST_WAYS:
            return told, []
        near = neighbours([self.profile(facts) for _, facts in values])
        answers: dict[tuple[Profile, str | None], tuple[_Answer | None, _Answer | None, _Answer | None]] = {}
        for at, way in enumerate(ways):
            answers[way] = self._agreed(values[at][1], [values[i] for i in near[at]])
        done = {}
        for mention, facts in told.items():
            way = (self.profile(facts), name_key(facts.title) if facts.title else None)
            done[mention] = _with(facts, *answers[way])
        return done, self._two_dates(told)

    def _agreed(self, facts: Facts, fitting: list[_Answer]) -> tuple[_Answer | None, _Answer | None, _Answer | None]:
        """Date, issuer and name for one that lacks them: what all that it fits agree on."""
        dated = issued = titled = None
        dates = distinct(f.date for _, f in fitting if f.date)
        if len(dates) == 1 and (facts.date is None or len(dates[0]) > len(facts.date)):
            dated = _first(fitting, lambda f: f.date == dates[0])
        if self.slug(facts.agency) is None:
            issuers = {s for _, f in fitting if (s := self.slug(f.agency)) is not None}
            if len(issuers) == 1:
                issued = _first(fitting, lambda f: self.slug(f.agency) is not None)
        if facts.title is None:
            titles = {name_key(f.title) for _, f in fitting if f.title}
            if len(titles) == 1:
                titled = _first(fitting, lambda f: f.title is not None)
        return dated, issued, titled

    def _two_dates(self, told: Told) -> list[Finding]:
        dates = distinct(f.date for f in told.values() if f.date and len(f.date) == 10)
        issuers = {s for f in told.values() if f.agency is not None for s in (self.slug(f.agency),)}
        if len(dates) < 2 or len(issuers) > 1:
            return []
        last = max(told, key=_place)
        message = f"{told[last].number} is dated {' and '.join(sorted(dates))} in one text; the dates are kept apart"
        return [Finding("two-dates", message, last.start, last.end)]

    def by_name(self, told: Told) -> dict[Mention, Facts]:
        """The facts with number and date of the other mentions of the same law's name, where the document gives one."""
        groups: dict[str, list[Mention]] = defaultdict(list)
        for mention, facts in told.items():
            kind = self.types.by_name.get((facts.type or "").lower())
            if facts.title or (kind is not None and kind.nameless):
                groups[name_key(f"{facts.type} {facts.title}" if facts.title else facts.type or "")].append(mention)
        found = dict(told)
        for group in groups.values():
            telling = [(m, told[m]) for m in sorted(group, key=_place) if _tells(told[m])]
            if not telling or len(telling) > _MOST_WAYS:
                telling = _few(telling)
            if not telling:
                continue
            known: dict[object, _Meant | None] = {}
            for mention in group:
                facts = told[mention]
                if facts.number or facts.date:
                    continue
                # In the title of a decree of 2015 a name cannot mean the law of 2025 that this document cites too.
                parent = self.links[mention].parent
                latest = told[parent].year if parent is not None and parent in told else None
                key = (latest, facts.year, self.slug(facts.agency))
                if key not in known:
                    known[key] = self._meant(facts, telling, latest)
                meant = known[key]
                if meant is not None:
                    best, number, year, date = meant
                    trace = ("number", best.start, best.end, "completed from another mention of this name")
                    found[mention] = replace(facts, number=number or facts.number, year=year, date=date or facts.date,
                                             evidence=(*facts.evidence, trace))  # fmt: skip
        return found

    def _meant(self, facts: Facts, telling: list[tuple[Mention, Facts]], latest: int | None) -> _Meant | None:
        """What the other mentions of a name tell about one without number and date; None where they disagree."""
        mine = self.profile(facts)
        fitting = [
            (m, f) for m, f in telling
            if self.profile(f).fits(mine) and (latest is None or _year(f) <= latest)
        ]  # fmt: skip
        numbers, years = _versions(fitting)
        if len(years) > 1 and latest is None:
            # Two versions are named: the one that this document is based on is meant where none is said.
            based = [(m, f) for m, f in fitting if self.links[m].relation == "legal_basis" and not self.links[m].parent]
            if len(_versions(based)[1]) == 1:
                fitting = based
                numbers, years = _versions(based)
        if len(numbers) > 1 or len(years) != 1:
            return None
        best, best_facts = max(fitting, key=lambda o: (o[1].number is not None, len(o[1].date or ""), -o[0].start))
        dates = distinct(f.date for _, f in fitting if f.date and len(f.date) == 10)
        date = dates[0] if len(dates) == 1 else best_facts.date if not dates else None
        return best, best_facts.number, next(iter(years)), date


#: A mention (None: the document's own header) and what it tells.
_Answer = tuple[Mention | None, Facts]
#: The mention that tells most, its number, the year, and the date where all agree on it.
_Meant = tuple[Mention, str | None, int, str | None]


def _place(mention: Mention) -> int:
    return mention.start


def _tells(facts: Facts) -> bool:
    return bool(facts.number or facts.date or facts.year)


def _few(telling: list[tuple[Mention, Facts]]) -> list[tuple[Mention, Facts]]:
    """The first mention of each way of telling, where there are many."""
    ways: dict[tuple[str | None, ...], tuple[Mention, Facts]] = {}
    for mention, facts in telling:
        ways.setdefault((facts.number, facts.date, str(facts.year)), (mention, facts))
    few = list(ways.values())
    return few if len(few) <= _MOST_WAYS else []


def _year(facts: Facts) -> int:
    return facts.year or int((facts.date or "0")[:4])


def _versions(mentions: list[tuple[Mention, Facts]]) -> tuple[list[str], set[int]]:
    """The numbers and the years that mentions of one name tell."""
    return distinct(number_key(f.number) for _, f in mentions if f.number), {_year(f) for _, f in mentions}


def _first(fitting: list[_Answer], fits: Callable[[Facts], bool]) -> _Answer:
    """The first mention in the text that tells something."""
    return min((a for a in fitting if fits(a[1])), key=lambda a: a[0].start if a[0] is not None else -1)


def distinct(values: Iterable[str]) -> list[str]:
    """Distinct dates or numbers; a date that another one makes precise is the same.

    >>> distinct(["2019", "2019-07-22", "2020"])
    ['2019-07-22', '2020']
    """
    found = list(dict.fromkeys(values))
    return [v for v in found if not any(o != v and o.startswith(v) for o in found)]


def _with(facts: Facts, dated: _Answer | None, issued: _Answer | None, titled: _Answer | None) -> Facts:
    evidence = list(facts.evidence)

    def say(name: str, answer: _Answer) -> Facts:
        mention = answer[0]
        where = (mention.start, mention.end) if mention is not None else (0, 0)
        note = "completed from another mention" if mention is not None else "completed from the document's own header"
        evidence.append((name, *where, note))
        return answer[1]

    if dated is not None:
        date = say("date", dated).date
        facts = replace(facts, date=date, year=int((date or "0")[:4]))
    if issued is not None:
        facts = replace(facts, agency=say("issuer", issued).agency, options=())
    if titled is not None:
        told = say("title", titled)
        facts = replace(facts, title=told.title, type=told.type)
    return replace(facts, evidence=tuple(evidence)) if len(evidence) > len(facts.evidence) else facts
