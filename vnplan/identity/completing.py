"""Completion: what one mention of an instrument lacks is taken from the other mentions in the document, and only there.

Mentions are of one instrument when type and number (or the name) agree and no date, year or issuer contradicts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from vnplan.agencies.resolving import ResolvedAgency, issuer_slug
from vnplan.extraction.citations.references import Reference
from vnplan.identity.instruments import name_key
from vnplan.identity.instruments import number_key as key_of_number
from vnplan.structure.model import Finding, Part, Structure

#: Luật and Bộ luật share one series of numbers, and their titles are their names.
LAWS = frozenset({"Luật", "Bộ luật"})


_slugs: dict[int, tuple[ResolvedAgency, str | None]] = {}
_MOST_SLUGS = 8192


def agency_slug(agency: ResolvedAgency) -> str | None:
    """The slug of an issuer, or None for a local agency without its place; cached across documents.

    Kept by identity, since one object serves all mentions and the hash of an agency costs more than all else here.
    """
    known = _slugs.get(id(agency))
    if known is not None and known[0] is agency:
        return known[1]
    if len(_slugs) >= _MOST_SLUGS:
        _slugs.clear()
    slug = issuer_slug(agency)
    _slugs[id(agency)] = (agency, slug)
    return slug


number_key = lru_cache(maxsize=16384)(key_of_number)


def series(type: str | None) -> str:
    """Luật and Bộ luật share one series of numbers, and printed type words vary there."""
    return "Luật" if type in LAWS else (type or "")


def _name(reference: Reference) -> str:
    return name_key(f"{reference.type} {reference.title}" if reference.title else reference.type or "")


def _year(reference: Reference) -> int:
    return reference.year or int((reference.date or "0")[:4])


def _versions(mentions: list[Reference]) -> tuple[list[str], set[int]]:
    """The numbers and the years that mentions of one name tell."""
    return (
        _distinct(number_key(o.number_text) for o in mentions if o.number_text),
        {_year(o) for o in mentions},
    )


def _profile(reference: Reference) -> tuple[str | None, ...]:
    agency = reference.agency
    return (reference.date, str(reference.year), agency.id if agency is not None else None, reference.title)


def agree(one: Reference, other: Reference) -> bool:
    """Whether two mentions can be of one instrument: no date, year or issuer contradicts the other's."""
    if one.date and other.date:
        short = min(len(one.date), len(other.date))
        if one.date[:short] != other.date[:short]:
            return False
    elif one.year and other.year and one.year != other.year:
        return False
    if one.agency is not None and other.agency is not None:
        first, second = agency_slug(one.agency), agency_slug(other.agency)
        return first is None or second is None or first == second
    return True


def _distinct(values: Iterable[str]) -> list[str]:
    """Distinct dates or numbers; a date that another one makes precise is the same."""
    found = list(dict.fromkeys(values))
    return [v for v in found if not any(o != v and o.startswith(v) for o in found)]


class Completion:
    """Completes the full references of one document from each other, in place."""

    def __init__(self, full: list[Reference], structure: Structure, findings: list[Finding]) -> None:
        self.full, self.structure, self.findings = full, structure, findings
        self.main = structure.parts[0] if structure.parts else Part()

    def numbers(self) -> None:
        """By number: dates, issuers and names."""
        groups: dict[tuple[str, str], list[Reference]] = defaultdict(list)
        for reference in self.full:
            if reference.number_text:
                groups[(series(reference.type), number_key(reference.number_text))].append(reference)
        for key in [k for k in groups if k[0] == ""]:  # numbers without a type word
            same = [k for k in groups if k[1] == key[1] and k[0]]
            if len(same) == 1:
                for reference in groups[key]:
                    reference.type = groups[same[0]][0].type
                groups[same[0]] += groups.pop(key)
        for part in self.structure.parts:
            self._own(part, groups)
        for group in groups.values():
            if len(group) > 1:
                self._complete(group)

    def blank_own(self, reference: Reference) -> None:
        """An attachment's "Ban hành kèm theo Quyết định số …/QĐ-UBND" means the instrument that it follows."""
        if self.main.type == reference.type:
            reference.number_text, reference.agency = self.main.number, reference.agency
            if self.main.issuers:
                reference.agency = self.main.issuers[0]
            if self.main.date and (reference.date is None or self.main.date.startswith(reference.date)):
                reference.date, reference.year = self.main.date, int(self.main.date[:4])
            note = "the instrument this one is attached to"
            reference.evidence.append(("number", self.main.start, self.main.start, note))

    def _own(self, part: Part, groups: dict[tuple[str, str], list[Reference]]) -> None:
        """A mention of this document's own number takes the document's date and issuer."""
        if not part.number:
            return
        for reference in groups.get((series(part.type), number_key(part.number)), ()):
            agency = part.issuers[0] if part.issuers else None
            if reference.agency is None and isinstance(agency, ResolvedAgency):
                reference.agency = agency
            if part.date and (reference.date is None or part.date.startswith(reference.date)):
                reference.date, reference.year = part.date, int(part.date[:4])
            if part.title and reference.title is None and reference.type in LAWS:
                reference.title = part.title

    def _complete(self, group: list[Reference]) -> None:
        """Mentions of one number: complete each from those that do not contradict it."""
        profiles: dict[tuple[str | None, ...], Reference] = {}
        for reference in group:  # a number may be named hundreds of times, but in few ways
            profiles.setdefault(_profile(reference), reference)
        others = list(profiles.values())
        facts: dict[tuple[str | None, ...], tuple[Reference | None, Reference | None, Reference | None]] = {}
        for reference in group:
            key = _profile(reference)
            if key not in facts:
                facts[key] = self._facts(reference, others)
        for reference in group:
            dated, issued, titled = facts[_profile(reference)]
            if dated is not None and dated is not reference and dated.date:
                reference.date, reference.year = dated.date, int(dated.date[:4])
                reference.evidence.append(("date", dated.start, dated.end, "completed from another mention"))
            if issued is not None and issued is not reference:
                reference.agency = issued.agency
                reference.evidence.append(("issuer", issued.start, issued.end, "completed from another mention"))
            if titled is not None and titled is not reference:
                reference.title, reference.type = titled.title, titled.type
                reference.evidence.append(("title", titled.start, titled.end, "completed from another mention"))
        dates = _distinct(o.date for o in group if o.date and len(o.date) == 10)
        if len(dates) > 1:
            agencies = {agency_slug(o.agency) for o in group if o.agency is not None}
            if len(agencies) <= 1:
                both = " and ".join(sorted(dates))
                message = f"{group[0].number_text} is dated {both} in one text; the dates are kept apart"
                self.findings.append(Finding("two-dates", message, group[-1].start, group[-1].end))

    @staticmethod
    def _facts(
        reference: Reference, others: list[Reference]
    ) -> tuple[Reference | None, Reference | None, Reference | None]:
        """The mentions that give date, issuer and title to one that lacks them; None where they disagree."""
        fitting = [o for o in others if agree(reference, o)]
        dated = issued = titled = None
        dates = _distinct(o.date for o in fitting if o.date)
        if len(dates) == 1 and (reference.date is None or len(dates[0]) > len(reference.date)):
            dated = next(o for o in fitting if o.date == dates[0])
        if reference.agency is None or agency_slug(reference.agency) is None:
            agencies = {a.id: o for o in fitting if (a := o.agency) is not None and agency_slug(a) is not None}
            if len(agencies) == 1:
                issued = next(iter(agencies.values()))
        if reference.title is None:
            titles = {name_key(o.title): o for o in fitting if o.title}
            if len(titles) == 1:
                titled = next(iter(titles.values()))
        return dated, issued, titled

    def names(self) -> None:
        """By name: number and date, where the document gives only one."""
        groups: dict[str, list[Reference]] = defaultdict(list)
        for reference in self.full:
            if reference.title or reference.type == "Hiến pháp":
                groups[_name(reference)].append(reference)
        for group in groups.values():
            telling = [o for o in group if o.number_text or o.date or o.year]
            if not telling:
                continue
            meant: dict[tuple[object, ...], _Meant | None] = {}
            for reference in [r for r in group if not r.number_text and not r.date]:
                # In the title of a decree of 2015 a name cannot mean the law of 2025 that this document cites too.
                latest = reference.parent.year if reference.parent is not None else None
                key = (latest, reference.year, id(reference.agency))
                if key not in meant:
                    meant[key] = _meant(reference, telling, latest)
                found = meant[key]
                if found is None:
                    continue
                best, reference.year, date = found
                reference.number_text = best.number_text or reference.number_text
                reference.date = date or reference.date
                note = "completed from another mention of this name"
                reference.evidence.append(("number", best.start, best.end, note))


#: The mention that tells most, the year, and the date where all agree on it.
_Meant = tuple[Reference, int, str | None]


def _meant(reference: Reference, telling: list[Reference], latest: int | None) -> _Meant | None:
    """What the other mentions of a name tell about one that has neither number nor date; None where they disagree."""
    fitting = [o for o in telling if agree(reference, o) and (latest is None or _year(o) <= latest)]
    numbers, years = _versions(fitting)
    if len(years) > 1 and latest is None:
        # Two versions are named: the one that this document is based on is meant where none is said.
        based = [o for o in fitting if o.relation == "legal_basis" and o.parent is None]
        if len(_versions(based)[1]) == 1:
            fitting = based
            numbers, years = _versions(based)
    if len(numbers) > 1 or len(years) != 1:
        return None
    best = max(fitting, key=lambda o: (o.number_text is not None, len(o.date or ""), -o.start))
    dates = _distinct(o.date for o in fitting if o.date and len(o.date) == 10)
    return best, next(iter(years)), dates[0] if len(dates) == 1 else best.date if not dates else None
