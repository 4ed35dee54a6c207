"""Resolution: references → instruments, completed from the other mentions in the document, then looked up.

What the document says wins. A value is completed from other mentions of the same instrument only; the registry adds the
uri and `known`, nothing else. Where two instruments fit, none is taken: a wrong merge is worse than an open reference.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from functools import lru_cache

from vnplan.agencies.merged_places import named_place, possible_issuers
from vnplan.agencies.places import Place
from vnplan.agencies.resolving import ResolvedAgency
from vnplan.extraction.citations.references import Reference
from vnplan.grammar import entries
from vnplan.identity.completing import Completion, agency_slug, agree, number_key
from vnplan.identity.instruments import Instrument, first_day, last_day, name_key
from vnplan.identity.registry import Registry
from vnplan.identity.repeating import Repetitions, issuer_of
from vnplan.identity.uri import work_uri, year_of
from vnplan.lexing.types import type_table
from vnplan.structure.model import Finding, Part, Structure
from vnplan.text import CleanText

_TITLE_REACH = 300
_HYPHEN = re.compile(r" -(?=\w)|(?<=\w)- ")  # "Bộ Lao động- Thương binh": spaced on one side only
#: uri, (number, date, title) of the registry, uris of the candidates
_Identity = tuple[str | None, tuple[str | None, str | None, str | None] | None, tuple[str, ...]]


@lru_cache(maxsize=1)
def treaties() -> dict[str, tuple[str, int]]:
    """Key of a treaty's name → (its usual name, year), from grammars/treaties.toml."""
    return {
        name_key(name): (entry.name, int((entry.model_extra or {})["year"]))
        for entry in entries("treaties")
        for name in (entry.name, *entry.aliases)
    }


def resolve(
    references: list[Reference], structure: Structure, clean: CleanText, registry: Registry | None = None
) -> list[Finding]:
    """Complete and identify the references in place; returns what stayed open or looked odd, as findings.

    >>> from vnplan.extraction.citations import find_citations
    >>> from vnplan.lexing import lex
    >>> text = CleanText.of("Căn cứ Nghị định số 71/2020/NĐ-CP của Chính phủ;")
    >>> found = find_citations(text, lex(text), Structure([], [], [Part()]))
    >>> resolve(found, Structure([], [], [Part()]), text, Registry())
    []
    >>> found[0].uri
    '/akn/vn/act/nghi-dinh/chinh-phu/2020/71-2020-nd-cp'
    """
    return _Resolver(references, structure, clean, registry if registry is not None else Registry()).run()


class _Resolver:
    def __init__(
        self, references: list[Reference], structure: Structure, clean: CleanText, registry: Registry
    ) -> None:
        self.references, self.structure, self.clean, self.registry = references, structure, clean, registry
        main = structure.parts[0] if structure.parts else Part()
        self.main, self.locality = main, main.locality
        year = year_of(main.date, main.number)
        self.on = main.date or (str(year) if year else None)
        self.findings: list[Finding] = []
        self.full = [r for r in references if r.form == "full"]
        self._open: dict[Reference, tuple[tuple[Place, ResolvedAgency], ...]] = {}

    def run(self) -> list[Finding]:
        completion = Completion(self.full, self.structure, self.findings)
        for reference in self.full:
            self._read(reference)
            if reference.rule == "head.blank" and reference.relation == "attached_to":
                completion.blank_own(reference)
            self._merged(reference)
        self._by_context()
        undated = [(r, r.agency) for r in self.full if r.agency is not None and r.date is None and r.year is None]
        completion.numbers()
        for reference, agency in undated:
            if reference.agency is agency:
                self._merged(reference)  # now that another mention told its date
        completion.names()
        identities: dict[tuple[str | None, ...], _Identity] = {}
        for reference in self.full:
            self._identify(reference, identities)
        Repetitions(self.references, self.structure, self.clean, self.registry, self.on, self.findings).run()
        for reference in self.references:
            if reference.parent is not None:
                reference.source_uri = reference.parent.uri
            self._report(reference)
        return self.findings

    # One mention by itself.

    def _read(self, reference: Reference) -> None:
        number = reference.number
        if reference.issuer is not None:
            reference.issuer_words = _HYPHEN.sub(" - ", " ".join(self.clean.text[slice(*reference.issuer)].split()))
        if number is not None:
            reference.number_text, reference.number_as_printed = number.number, number.as_printed
            if number.repairs:
                message = f"{number.as_printed} is read as {number.number}: {'; '.join(number.repairs)}"
                self._say("number-repaired", message, reference, "info")
        if reference.rule == "name.amending" and number is not None:
            known = self.registry.by_number(number.number)
            if len(known) == 1 and not known[0].amending:
                # "Luật sửa đổi … của Luật Giáo dục số 38/2005/QH11": number and date are the amended law's.
                reference.number_text = reference.number_as_printed = reference.date = reference.year = None
                reference.evidence.append(("number", number.start, number.end, "left out: it is the amended law's"))
                number = None
        year = reference.date[:4] if reference.date else str(reference.year) if reference.year else None
        code = number.number if number is not None else reference.code
        kind = type_table().by_name.get((reference.type or "").lower())
        implied = kind.issuers[0] if kind is not None and kind.issuers else None
        if reference.submitted and code and implied is None:  # the code knows better than the words before it
            reference.agency = issuer_of(None, code, self.locality, year)
            if reference.agency is not None and agency_slug(reference.agency) is None:
                words = issuer_of(reference.issuer_words, code, self.locality, year)
                if words is not None and words.name == reference.agency.name:
                    reference.agency = words
        if reference.agency is None and (reference.issuer_words or (code and implied is None)):
            reference.agency = issuer_of(reference.issuer_words, code, self.locality, year)
        if number is not None and number.type_code and implied is None and reference.issuer_words:
            self._code_first(reference, number.number, reference.date or year)
        if reference.agency is not None and implied is not None and kind is not None and not kind.named:
            expected = issuer_of(implied, None, None, year)
            if expected is not None and reference.agency.id != expected.id and not (code and "HĐBT" in code):
                self._say("issuer-contradicts-type", f"a {kind.name} is issued by {implied}, the text names "
                          f"{reference.issuer_words}", reference)  # fmt: skip
                reference.agency = expected
        if reference.agency is None and implied is not None and not (code and "HĐBT" in code):
            reference.agency = issuer_of(implied, None, None, year)
        if reference.agency is None and code is not None:
            reference.agency = self._own_committee(reference, code)
        printed_year = str(number.year) if number is not None and number.year is not None else ""
        if number is not None and reference.date and not reference.date.startswith(printed_year):
            self._say("year-contradicts-number", f"{number.number} is dated {reference.date}", reference)

    def _code_first(self, reference: Reference, number: str, date: str | None) -> None:
        """"Quyết định số 15/QĐ-BCT của Thủ tướng": an issuer's own code in its number is surer than words about it."""
        coded = issuer_of(None, number, None, date)
        agency = reference.agency
        if coded is None or agency is None or coded.id == agency.id or "TTLT" in number or "LT" in number:
            return
        if coded.level == agency.level == "central" and "Bộ" in (coded.name[:2], agency.name[:2]):
            message = f"{number} is {coded.full_name}'s by its code, the text names {reference.issuer_words}"
            self._say("issuer-contradicts-number", message, reference)
            reference.agency = coded

    def _own_committee(self, reference: Reference, code: str) -> ResolvedAgency | None:
        """The number of this very document, or of one of its parts, tells the issuer."""
        for part in self.structure.parts:
            if part.number and number_key(part.number) == number_key(code) and part.issuers:
                agency = part.issuers[0]
                return agency if isinstance(agency, ResolvedAgency) else None
        return None

    def _by_context(self) -> None:
        """A number alone ("Quyết định số 23/QĐ-UBND") is this province's only where no mention names another's."""
        named: dict[str, list[Reference]] = defaultdict(list)
        for reference in self.full:
            if reference.issuer_words and reference.number_text and reference.agency is not None:
                named[number_key(reference.number_text)].append(reference)
        for reference in self.full:
            agency = reference.agency
            if reference.issuer_words or agency is None or agency.locality is None or not reference.number_text:
                continue
            others = [o for o in named.get(number_key(reference.number_text), ()) if o.type == reference.type]
            if any(o.agency is not None and o.agency.id == agency.id for o in others):
                continue
            reference.agency, kept = None, agency
            placed = [o for o in others if o.agency is not None and agency_slug(o.agency) is not None]
            if not any(agree(reference, o) for o in placed):
                reference.agency = kept

    def _merged(self, reference: Reference) -> None:
        """Leave open whose "UBND tỉnh" it was where a merger of provinces lies in between; the title may still say."""
        date = reference.date or (str(reference.year) if reference.year else None)
        if reference.agency is None or date is None or self.locality is None or self.main.date is None:
            return
        words = reference.issuer_words
        code = reference.number.number if reference.number is not None else reference.code
        options = possible_issuers(words, code, self.locality, date, self.main.date)
        if not options:
            return
        if len(options) == 1:
            reference.agency = options[0][1]
            return
        end = min(reference.end + _TITLE_REACH, len(self.clean.lower))
        for sign in (";", "\n"):
            stop = self.clean.lower.find(sign, reference.end, end)
            end = stop if stop >= 0 else end
        named = named_place(self.clean.lower[reference.end : end], options)
        if named is not None:
            reference.agency = named
            reference.evidence.append(("issuer", reference.end, end, "the place that its title names"))
            return
        year = date[:4]
        reference.agency = issuer_of(words, code, None, year) or issuer_of(options[0][1].name, None, None, year)
        self._open[reference] = options

    # Identity.

    def _identify(self, reference: Reference, cache: dict[tuple[str | None, ...], _Identity]) -> None:
        year = reference.year or (int(reference.date[:4]) if reference.date else None)
        reference.year = year
        slug = agency_slug(reference.agency) if reference.agency is not None else None
        outer = reference.parent
        on = self.on
        if outer is not None and (outer.date or outer.year):
            on = outer.date or str(outer.year)  # what an instrument's title cites was in force when that was made
        guides = str(reference.relation == "guides")
        key = (reference.type, reference.number_text, reference.date, str(year), slug, reference.title, on, guides)
        found = cache.get(key) if year is not None else None  # without a year the words after it count too
        if found is None:
            found = cache[key] = self._look_up(reference, year, slug, on)
        reference.uri, reference.known, reference.candidates = found
        if reference.uri is None and reference in self._open and slug is None:
            uris = (
                work_uri(reference.type, agency_slug(a), year, reference.number_text) for _, a in self._open[reference]
            )
            reference.candidates = tuple(uri for uri in uris if uri)

    def _look_up(self, reference: Reference, year: int | None, slug: str | None, on: str | None) -> _Identity:
        kind = type_table().by_name.get((reference.type or "").lower())
        named = kind is not None and kind.named
        if reference.draft:  # a bill is not the law of the same name that is in force
            return None, None, ()
        number, title = reference.number_text, reference.title
        issuer = reference.agency.full_name if reference.agency is not None else None
        full_name = f"{reference.type} {title}" if title else reference.type if named else None
        found = None
        candidates: tuple[Instrument, ...] = ()
        if named or reference.type is None:
            answer = self.registry.resolve(
                number=number, name=None if number else full_name, type=reference.type, year=year, date=reference.date,
                on=None if number else on,
            )  # fmt: skip
            found, candidates = answer.instrument, answer.candidates
            if found is not None and not number and reference.relation == "guides":
                found = self._coming(found, full_name, reference.type, year, on)
            if found is None and not number:
                found = self._adopted(candidates, on)
            if found is not None and number and title and found.title and not self._same_name(found, reference):
                found = None
        elif number:
            answer = self.registry.resolve(
                number=number, type=reference.type, issuer=issuer, year=year, date=reference.date
            )
            found, candidates = answer.instrument, answer.candidates
            if found is not None and year is None and not self._titled(reference, found):
                candidates, found = (found,), None  # numbers restart each year: one that is known may be another's
        if found is not None and found.title is None and named and title and year:
            return work_uri(reference.type, slug, year, title), (found.number, found.date, None), ()
        if found is not None and found.uri is not None:
            return found.uri, (found.number, found.date, found.title), ()
        others = tuple(i.uri for i in candidates if i.uri)
        if kind is not None and kind.treaty:
            return self._treaty(reference, year), None, others
        if named and reference.type == "Hiến pháp":
            return work_uri("Hiến pháp", slug or "quoc-hoi", year, "Hiến pháp"), None, others
        if named and title and year:
            return work_uri(reference.type, slug, year, title), None, others
        if number:
            return work_uri(reference.type, slug, year, number), None, others
        return None, None, others

    def _titled(self, reference: Reference, found: Instrument) -> bool:
        """Whether the words after a citation are the known instrument's title."""
        title = name_key(found.title or "").split()[:6]
        following = name_key(self.clean.text[reference.end : reference.end + _TITLE_REACH])
        return len(title) > 2 and " ".join(title) in following

    def _coming(
        self, found: Instrument, name: str | None, type: str | None, year: int | None, on: str | None
    ) -> Instrument:
        """The version that a decree sets out in detail: the one adopted before it, though it is not yet in force."""
        if on is None or name is None:
            return found
        known = self.registry.resolve(name=name, type=type, year=year).candidates
        later = [
            i for i in known
            if i.date and i.effective and found.date and i.date > found.date
            and first_day(i.date) <= last_day(on) and last_day(i.effective) > first_day(on)
        ]  # fmt: skip
        return later[0] if len(later) == 1 else found

    @staticmethod
    def _adopted(candidates: tuple[Instrument, ...], on: str | None) -> Instrument | None:
        """The only version adopted by then: laws of one session of the assembly cite each other before they are
        in force."""
        if on is None:
            return None
        adopted = [i for i in candidates if i.date and first_day(i.date) <= last_day(on)]
        later = len(candidates) - len(adopted)
        return adopted[0] if len(adopted) == 1 and (later or len(candidates) == 1) else None

    @staticmethod
    def _treaty(reference: Reference, year: int | None) -> str | None:
        """A treaty has no issuer and seldom a number: its name and year identify it."""
        name = f"{reference.type} {reference.title}" if reference.title else None
        known = treaties().get(name_key(name)) if name else None
        if known is not None and year in (None, known[1]):
            reference.year = known[1]
            return work_uri(reference.type, "quoc-te", known[1], known[0])
        return work_uri(reference.type, "quoc-te", year, name or reference.number_text)

    @staticmethod
    def _same_name(found: Instrument, reference: Reference) -> bool:
        one, two = name_key(found.title or ""), name_key(reference.title or "")
        return one == two or one.startswith(two) or two.startswith(one) or one.endswith(two) or two.endswith(one)

    # What is said about it.

    def _report(self, reference: Reference) -> None:
        if reference.uri is not None or reference.form == "self":
            return
        if reference.draft:
            self._say("reference-draft", "a bill or draft: it has no identity yet", reference, "info")
            return
        if reference.candidates:
            several = ", ".join(reference.candidates[:5])
            self._say("reference-ambiguous", f"more than one instrument fits: {several}", reference)
            return
        missing = [
            what
            for what, value in (
                ("type", reference.type), ("number", reference.number_text or reference.title),
                ("year", reference.year), ("issuer", reference.agency),
            )
            if not value
        ]  # fmt: skip
        if not missing and reference.agency is not None and agency_slug(reference.agency) is None:
            missing = ["locality of the issuer"]
        self._say("reference-open", f"no uri: {', '.join(missing) or 'identity'} unknown", reference)

    def _say(self, code: str, message: str, reference: Reference, severity: str = "warning") -> None:
        self.findings.append(Finding(code, message, reference.start, reference.end, severity))


def basis_lines(clean: CleanText, structure: Structure, references: list[Reference]) -> list[Finding]:
    """A finding for each line of the preamble that begins "Căn cứ" and cites nothing that could be read."""
    starts = [r.start for r in references if r.form != "self"]
    lines = [p.start for p in clean.paragraphs]
    found = []
    for region in structure.regions:
        if region.kind != "preamble":
            continue
        for p in clean.paragraphs[bisect_left(lines, region.start) : bisect_left(lines, region.end)]:
            if not clean.lower.startswith("căn cứ", p.start):
                continue
            i = bisect_left(starts, p.start)
            if i >= len(starts) or starts[i] >= p.end:
                message = "a legal basis in which no instrument was recognised"
                found.append(Finding("basis-unread", message, p.start, p.end))
    return found
