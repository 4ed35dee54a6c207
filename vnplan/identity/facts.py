"""What one mention of an instrument tells by itself: number, date, issuer, as far as its own words and code say."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from vnplan.agencies.merged_places import named_place, possible_issuers
from vnplan.agencies.places import Place
from vnplan.agencies.resolving import ResolvedAgency, issuer_slug, resolve_issuer
from vnplan.extraction.citations.mentions import Link, Mention, Trace
from vnplan.grammar import Grammar
from vnplan.identity.instruments import number_key
from vnplan.identity.registry import Registry
from vnplan.lexing.types import DocType, type_table
from vnplan.structure.model import Finding, Part, Structure
from vnplan.text import CleanText

TITLE_REACH = 300
_HYPHEN = re.compile(r" -(?=\w)|(?<=\w)- ")  # "Bộ Lao động- Thương binh": spaced on one side only


@dataclass(frozen=True, slots=True)
class Facts:
    """Type, number, date, issuer and name of an instrument, as far as they are told.

    `words` are the issuer's words on one line. `assumed`: the issuer is local and only the document's own place tells
    whose it is. `options`: the issuers that a merger of provinces leaves open.
    """

    type: str | None = None
    number: str | None = None
    printed: str | None = None
    date: str | None = None
    year: int | None = None
    agency: ResolvedAgency | None = None
    title: str | None = None
    words: str | None = None
    assumed: bool = False
    options: tuple[tuple[Place, ResolvedAgency], ...] = ()
    evidence: tuple[Trace, ...] = ()

    @property
    def slug(self) -> str | None:
        """The issuer's slug, or None where it or its place is unknown."""
        return issuer_slug(self.agency) if self.agency is not None else None

    @property
    def dated(self) -> str | None:
        """The date, else the year."""
        return self.date or (str(self.year) if self.year else None)


class FactsReader:
    """Reads the facts of the mentions of one text; `findings` gathers what looked odd while they were read."""

    def __init__(self, structure: Structure, clean: CleanText, registry: Registry, grammar: Grammar) -> None:
        self.structure, self.clean, self.registry, self.grammar = structure, clean, registry, grammar
        self.types = type_table(grammar)
        main = structure.parts[0] if structure.parts else Part()
        self.main, self.locality = main, main.locality
        self.own = {number_key(p.number): p.issuers[0] for p in reversed(structure.parts) if p.number and p.issuers}
        rules = grammar.rules("numbers")
        self.old_council, self.joint = rules["number.council"].regex, rules["number.several"].regex
        self.ministries = tuple(f"{word} " for word in rules.lists["ministries"])

    def read(self, mention: Mention, link: Link) -> tuple[Facts, tuple[Finding, ...]]:
        """The facts of a full or short mention, and what is odd about them."""
        number, findings = mention.number, []
        words = self._words(mention)
        facts = Facts(mention.type, date=mention.date, year=mention.year, title=mention.title, words=words)
        if mention.rule == "head.blank" and link.relation == "attached_to" and self.main.type == mention.type:
            return self._blank_own(facts, mention), ()
        if number is not None:
            if number.repairs:
                message = f"{number.as_printed} is read as {number.number}: {'; '.join(number.repairs)}"
                findings.append(_finding("number-repaired", message, mention, "info"))
            if mention.rule == "name.amending" and self._of_amended(number.number):
                # "Luật sửa đổi … của Luật Giáo dục số 38/2005/QH11": number and date are the amended law's.
                trace = ("number", number.start, number.end, "left out: it is the amended law's")
                facts = replace(facts, date=None, year=None, evidence=(trace,))
                number = None
            else:
                facts = replace(facts, number=number.number, printed=number.as_printed)
        kind = self.types.by_name.get((mention.type or "").lower())
        code = number.number if number is not None else mention.code
        facts = replace(facts, agency=self._issuer(mention, facts, kind, code))
        if number is not None and number.type_code and facts.words and not (kind is not None and kind.issuers):
            facts, odd = self._code_first(facts, number.number, mention)
            findings += odd
        facts, odd = self._implied(facts, kind, code, mention)
        findings += odd
        if facts.agency is None and code is not None:
            facts = replace(facts, agency=self.own.get(number_key(code)))
        printed = str(number.year) if number is not None and number.year is not None else ""
        if number is not None and facts.date and not facts.date.startswith(printed):
            message = f"{number.number} is dated {facts.date}"
            findings.append(_finding("year-contradicts-number", message, mention))
        return self.placed(facts, mention), tuple(findings)

    def _words(self, mention: Mention) -> str | None:
        if mention.issuer is None:
            return None
        return _HYPHEN.sub(" - ", " ".join(self.clean.text[slice(*mention.issuer)].split()))

    def _blank_own(self, facts: Facts, mention: Mention) -> Facts:
        """An attachment's "Ban hành kèm theo Quyết định số …/QĐ-UBND" means the instrument that it follows."""
        main = self.main
        trace = ("number", main.start, main.start, "the instrument this one is attached to")
        dated = main.date if main.date and (facts.date is None or main.date.startswith(facts.date)) else facts.date
        return replace(
            facts, number=main.number, agency=main.issuers[0] if main.issuers else facts.agency, date=dated,
            year=int(dated[:4]) if dated else facts.year, evidence=(*facts.evidence, trace),
        )  # fmt: skip

    def _of_amended(self, number: str) -> bool:
        known = self.registry.by_number(number)
        return len(known) == 1 and not known[0].amending

    def _issuer(
        self, mention: Mention, facts: Facts, kind: DocType | None, code: str | None
    ) -> ResolvedAgency | None:
        """The issuer by the words, else by the codes of the number."""
        year, place = _year_of(facts), self.locality
        implied = kind is not None and bool(kind.issuers)
        if mention.submitted and code and not implied:  # the code knows better than the words before it
            coded = resolve_issuer(None, code=code, locality=place, date=year, grammar=self.grammar)
            if coded is not None:
                if issuer_slug(coded) is None:
                    said = resolve_issuer(facts.words, code=code, locality=place, date=year, grammar=self.grammar)
                    return said if said is not None and said.name == coded.name else coded
                return coded
        if facts.words or (code and not implied):
            return resolve_issuer(facts.words, code=code, locality=place, date=year, grammar=self.grammar)
        return None

    def _code_first(self, facts: Facts, number: str, mention: Mention) -> tuple[Facts, list[Finding]]:
        """"Quyết định số 15/QĐ-BCT của Thủ tướng": an issuer's own code in its number is surer than words about it."""
        coded = resolve_issuer(None, code=number, date=facts.date or _year_of(facts), grammar=self.grammar)
        agency = facts.agency
        if coded is None or agency is None or coded.id == agency.id or self.joint.search(number):
            return facts, []
        ministry = any(a.name.startswith(self.ministries) for a in (coded, agency))
        if not (coded.level == agency.level == "central" and ministry):
            return facts, []
        message = f"{number} is {coded.full_name}'s by its code, the text names {facts.words}"
        return replace(facts, agency=coded), [_finding("issuer-contradicts-number", message, mention)]

    def _implied(
        self, facts: Facts, kind: DocType | None, code: str | None, mention: Mention
    ) -> tuple[Facts, list[Finding]]:
        """The issuer that the type alone implies (Nghị định: Chính phủ)."""
        if kind is None or not kind.issuers or (code is not None and self.old_council.search(code)):
            return facts, []
        if facts.agency is not None and kind.named:
            return facts, []
        expected = resolve_issuer(kind.issuers[0], date=_year_of(facts), grammar=self.grammar)
        if facts.agency is None:
            return replace(facts, agency=expected), []
        if expected is None or facts.agency.id == expected.id:
            return facts, []
        message = f"a {kind.name} is issued by {kind.issuers[0]}, the text names {facts.words}"
        return replace(facts, agency=expected), [_finding("issuer-contradicts-type", message, mention)]

    def placed(self, facts: Facts, mention: Mention) -> Facts:
        """Leave open whose "UBND tỉnh" it was where a merger of provinces lies in between; the title may still say."""
        agency, date = facts.agency, facts.dated
        facts = replace(facts, assumed=agency is not None and agency.locality is not None and not facts.words)
        if agency is None or date is None or self.locality is None or self.main.date is None:
            return facts
        code = mention.number.number if mention.number is not None else mention.code
        options = possible_issuers(facts.words, code, self.locality, date, self.main.date, grammar=self.grammar)
        if not options:
            return facts
        if len(options) == 1:
            return replace(facts, agency=options[0][1])
        end = min(mention.end + TITLE_REACH, len(self.clean.lower))
        for sign in (";", "\n"):
            stop = self.clean.lower.find(sign, mention.end, end)
            end = stop if stop >= 0 else end
        named = named_place(self.clean.lower[mention.end : end], options, grammar=self.grammar)
        if named is not None:
            trace = ("issuer", mention.end, end, "the place that its title names")
            return replace(facts, agency=named, assumed=False, evidence=(*facts.evidence, trace))
        year = date[:4]
        unplaced = resolve_issuer(facts.words, code=code, date=year, grammar=self.grammar)
        unplaced = unplaced or resolve_issuer(options[0][1].name, date=year, grammar=self.grammar)
        return replace(facts, agency=unplaced, assumed=False, options=options)


def _year_of(facts: Facts) -> str | None:
    return facts.date[:4] if facts.date else str(facts.year) if facts.year else None


def _finding(code: str, message: str, mention: Mention, severity: str = "warning") -> Finding:
    return Finding(code, message, mention.start, mention.end, severity)
