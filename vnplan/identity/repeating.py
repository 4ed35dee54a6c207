"""What is said again: short forms, aliases, anaphora and the document itself → the instrument that was named before.

"Nghị định 71", "Chương trình 1609", "Nghị định nêu trên", "Quyết định này", "khoản 2 Điều 5". Where two instruments
fit, none is taken; a provision that the document does not have is not its own.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from functools import lru_cache

from vnplan.agencies.resolving import ResolvedAgency, resolve_issuer
from vnplan.extraction.citations.references import Reference
from vnplan.identity.completing import LAWS, agree
from vnplan.identity.registry import Registry
from vnplan.structure.model import Finding, Part, Structure
from vnplan.text import CleanText

_ANAPHOR_REACH = 4000


@lru_cache(maxsize=16384)
def issuer_of(words: str | None, code: str | None, locality: str | None, year: str | None) -> ResolvedAgency | None:
    """The issuer that words or code mean; cached across documents: the same few come again and again."""
    return resolve_issuer(words, code=code, locality=locality, date=year)


class Repetitions:
    """Fills in the references that repeat others; the full ones must be complete and identified."""

    def __init__(
        self, references: list[Reference], structure: Structure, clean: CleanText, registry: Registry,
        on: str | None, findings: list[Finding],
    ) -> None:  # fmt: skip
        self.references, self.structure, self.clean, self.registry = references, structure, clean, registry
        self.main = structure.parts[0] if structure.parts else Part()
        self.locality, self.on, self.findings = self.main.locality, on, findings
        self.full = [r for r in references if r.form == "full"]
        self.consolidated = self._joined()
        self._starts = [r.start for r in references]
        self._figures: dict[tuple[str | None, str], list[Reference]] | None = None
        self._articles: set[str] | None = None

    def run(self) -> None:
        """Short forms and aliases first: what they mean may be what "Quyết định này" repeats."""
        for reference in self.references:
            if reference.form in ("short", "alias"):
                self._repeat(reference)
        for reference in self.references:
            if reference.form == "self":
                self._self(reference)

    def _repeat(self, reference: Reference) -> None:
        source = reference.means or (
            self._named_before(reference) if reference.rule == "head.anaphor" else self._same_figure(reference)
        )
        if source is None:
            if reference.form == "short" and reference.seq:
                self._short_alone(reference)
            elif reference.rule == "head.anaphor" and reference.part is not None:
                reference.form = "self"  # "Kế hoạch nêu trên" where no other plan was named: this one
            return
        seen = 0
        while source.means is not None and seen < 5:
            source, seen = source.means, seen + 1
        reference.means = source
        reference.type, reference.title = source.type, source.title
        reference.number_text, reference.year = source.number_text, source.year
        if reference.date is None or (source.date or "").startswith(reference.date):
            reference.date = source.date
        reference.agency = source.agency or reference.agency
        reference.uri, reference.known, reference.candidates = source.uri, source.known, source.candidates
        reference.evidence.append(("target", source.start, source.end, "the mention it repeats"))
        if reference.seq:
            reference.number_as_printed = reference.seq

    def _same_figure(self, reference: Reference) -> Reference | None:
        """The full mention that a short form repeats; None where two instruments fit."""
        figure = (reference.seq or "").lstrip("0")
        if reference.issuer is not None:
            reference.issuer_words = " ".join(self.clean.text[slice(*reference.issuer)].split())
            reference.agency = issuer_of(reference.issuer_words, None, self.locality, None)
        if self._figures is None:
            self._figures = defaultdict(list)
            for full in self.full:
                if full.seq is not None:
                    self._figures[full.type, full.seq.lstrip("0")].append(full)
        fitting = [o for o in self._figures.get((reference.type, figure), ()) if agree(reference, o)]
        numbers = {(o.number_text or "") + str(o.year or "") for o in fitting}
        if len(numbers) == 1:
            return next((o for o in fitting if o.uri), fitting[0])
        reference.candidates = tuple(dict.fromkeys(o.uri for o in fitting if o.uri))
        return None

    def _short_alone(self, reference: Reference) -> None:
        """A short form whose full form the document never gives: the registry may know exactly one."""
        reference.number_text = reference.number_as_printed = reference.seq
        if reference.candidates:
            return
        issuer = reference.agency.full_name if reference.agency is not None else None
        answer = self.registry.resolve(
            number=reference.seq, type=reference.type, issuer=issuer, year=reference.year, date=reference.date,
            on=self.on,
        )  # fmt: skip
        if answer.instrument is not None and answer.instrument.uri is not None and (issuer or reference.year):
            item = answer.instrument
            reference.uri, reference.known = item.uri, (item.number, item.date, item.title)
        else:
            reference.candidates = tuple(i.uri for i in (answer.candidates or ()) if i.uri)[:10]

    def _named_before(self, reference: Reference) -> Reference | None:
        """The nearest instrument of the type named before "nêu trên", within a few paragraphs."""
        i = bisect_left(self._starts, reference.start) - 1
        while i >= 0 and self.references[i].start > reference.start - _ANAPHOR_REACH:
            other = self.references[i]
            if other.form != "self" and other.type == reference.type and other is not reference:
                return other
            i -= 1
        return None

    def _self(self, reference: Reference) -> None:
        if reference.means is None and reference.rule == "head.self" and not reference.quoted:
            reference.means = self.consolidated.get(reference.type)
        if reference.means is not None:
            source = reference.means
            reference.type, reference.title, reference.date = source.type, source.title, source.date
            reference.number_text, reference.year = source.number_text, source.year
            reference.agency, reference.uri, reference.known = source.agency, source.uri, source.known
            return
        if reference.quoted:
            return  # the words of another instrument: "Luật này" there is not this one
        parts = self.structure.parts
        if reference.part is None or reference.part >= len(parts):
            return
        if reference.rule == "pinpoint.bare" and self._elsewhere(reference):
            message = "which instrument this provision belongs to stays open: it is none of this document's own"
            self.findings.append(Finding("provision-elsewhere", message, reference.start, reference.end, "info"))
            return
        part = parts[reference.part]
        reference.type = part.type or reference.type
        reference.number_text, reference.date = part.number, part.date
        reference.year = int(part.date[:4]) if part.date else None
        reference.agency = part.issuers[0] if part.issuers else None
        reference.title = part.title if part.type in LAWS else None
        reference.uri = part.uri

    def _elsewhere(self, reference: Reference) -> bool:
        """Whether a bare provision cannot be this document's: it has no such article, or nothing amends itself."""
        if reference.relation in ("amends", "replaces", "repeals"):
            return True
        if self._articles is None:
            self._articles = set()
            nodes = list(self.structure.nodes)
            while nodes:
                node = nodes.pop()
                if node.kind == "dieu" and node.number:
                    self._articles.add(node.number.lower())
                nodes += node.children
        named = {step[1] for point in reference.pinpoints for step in point if step[0] == "dieu"}
        return not named <= self._articles

    def _joined(self) -> dict[str | None, Reference]:
        """In a consolidated text: the instrument that "Nghị định này" means, by type; the first one that it joins."""
        found: dict[str | None, Reference] = {}
        for reference in self.full:
            if reference.relation == "consolidates" and reference.parent is None:
                found.setdefault(reference.type, reference)
        main = self.main
        return found if main.type == "Văn bản hợp nhất" or "VBHN" in (main.number or "VBHN") else {}
