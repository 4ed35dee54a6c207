"""Resolution: mentions → instruments, completed from the other mentions in the document, then looked up.

What the document says wins. A value is completed from other mentions of the same instrument only; the registry adds the
uri and `known`, nothing else. Where two instruments fit, none is taken: a wrong merge is worse than an open reference.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import replace

from vnplan.extraction.citations.mentions import Citations, Mention
from vnplan.grammar import Grammar
from vnplan.identity.completing import Completion
from vnplan.identity.facts import Facts, FactsReader
from vnplan.identity.identities import Identities, Identity
from vnplan.identity.looking_up import LookUp
from vnplan.identity.registry import Registry
from vnplan.identity.repeating import Repetitions
from vnplan.identity.uri import year_of
from vnplan.lexing.types import type_table
from vnplan.structure.model import Finding, Part, Structure
from vnplan.text import CleanText


def resolve(
    citations: Citations, structure: Structure, clean: CleanText, registry: Registry | None = None, *, grammar: Grammar
) -> Identities:
    """The identity of every mention, a pure function of the mentions; with what stayed open or looked odd.

    `structure` must be identified (`issuing.identify`): its parts tell the document's own issuer, place and uri.

    >>> from vnplan.extraction.citations import find_citations
    >>> from vnplan.extraction.clauses.context import Context
    >>> from vnplan.grammar import default_grammar
    >>> from vnplan.lexing import lex
    >>> text, structure = CleanText.of("Căn cứ Nghị định số 71/2020/NĐ-CP của Chính phủ;"), Structure([], [], [Part()])
    >>> found = find_citations(text, lex(text), Context(text, structure, default_grammar()), grammar=default_grammar())
    >>> resolve(found, structure, text, Registry(), grammar=default_grammar())[found.mentions[0]].uri
    '/akn/vn/act/nghi-dinh/chinh-phu/2020/71-2020-nd-cp'
    """
    registry = registry if registry is not None else Registry()
    main = structure.parts[0] if structure.parts else Part()
    year = year_of(main.date, main.number)
    on = main.date or (str(year) if year else None)
    reader = FactsReader(structure, clean, registry, grammar)
    completion = Completion(structure, citations.links, type_table(grammar))
    full = [m for m in citations.mentions if m.form == "full"]
    read = {m: reader.read(m, citations.links[m]) for m in full}
    numbered, dates = completion.by_number({m: facts for m, (facts, _) in read.items()})
    told = completion.by_name({m: _located(m, facts, read[m][0], reader) for m, facts in numbered.items()})
    look_up = LookUp(clean, registry, on, lambda facts: completion.slug(facts.agency), grammar)
    identified = {m: _identified(m, told, citations, look_up) for m in full}
    identities, elsewhere = Repetitions(
        citations, identified, lambda m: reader.read(m, citations.links[m])[0], completion.profile, structure, registry,
        on, type_table(grammar),
    ).run()  # fmt: skip
    nested = dict(_nested(identities, citations))
    open_ = [
        finding for m in citations.mentions if (finding := _open(m, nested[m], completion)) is not None
    ]
    odd = [finding for _, findings in read.values() for finding in findings]
    return Identities(nested, (*odd, *dates, *elsewhere, *open_))


def _located(mention: Mention, facts: Facts, alone: Facts, reader: FactsReader) -> Facts:
    """A merger of provinces counts once another mention told the date."""
    late = facts.dated is not None and alone.dated is None and facts.agency is alone.agency
    return reader.placed(facts, mention) if late else facts


def _identified(mention: Mention, told: Mapping[Mention, Facts], citations: Citations, look_up: LookUp) -> Identity:
    facts, link = told[mention], citations.links[mention]
    found = look_up.find(mention, facts, link, told.get(link.parent) if link.parent is not None else None)
    year = found.year or facts.year or (int(facts.date[:4]) if facts.date else None)
    return Identity(
        facts.type, facts.number, facts.printed, facts.date, year, facts.agency, facts.title, found.uri, None,
        found.known, found.candidates, "full", facts.evidence,
    )  # fmt: skip


def _nested(identities: Mapping[Mention, Identity], citations: Citations) -> Iterator[tuple[Mention, Identity]]:
    """The identities in the order of the text, with the uri of the instrument in whose title each stands."""
    for mention in citations.mentions:
        parent, identity = citations.links[mention].parent, identities[mention]
        uri = identities[parent].uri if parent is not None else None
        yield mention, replace(identity, source_uri=uri) if uri is not None else identity


def _open(mention: Mention, identity: Identity, completion: Completion) -> Finding | None:
    """Why a reference stayed open."""

    def say(code: str, message: str, severity: str = "warning") -> Finding:
        return Finding(code, message, mention.start, mention.end, severity)

    if identity.uri is not None or identity.form == "self":
        return None
    if mention.draft:
        return say("reference-draft", "a bill or draft: it has no identity yet", "info")
    if identity.candidates:
        return say("reference-ambiguous", f"more than one instrument fits: {', '.join(identity.candidates[:5])}")
    missing = [
        what
        for what, value in (
            ("type", identity.type), ("number", identity.number or identity.title), ("year", identity.year),
            ("issuer", identity.agency),
        )
        if not value
    ]  # fmt: skip
    if not missing and completion.slug(identity.agency) is None:
        missing = ["locality of the issuer"]
    return say("reference-open", f"no uri: {', '.join(missing) or 'identity'} unknown")


def unread_bases(clean: CleanText, structure: Structure, citations: Citations, *, grammar: Grammar) -> list[Finding]:
    """A finding for each line of the preamble that begins "Căn cứ" and cites nothing that could be read."""
    basis = grammar.rules("relations")["relation.lead.legal_basis"].regex
    starts = [m.start for m in citations.mentions if m.form != "self"]
    lines = [p.start for p in clean.paragraphs]
    found = []
    for region in structure.regions:
        if region.kind != "preamble":
            continue
        for p in clean.paragraphs[bisect_left(lines, region.start) : bisect_left(lines, region.end)]:
            if not basis.match(clean.lower[p.start : p.start + 30]):
                continue
            i = bisect_left(starts, p.start)
            if i >= len(starts) or starts[i] >= p.end:
                message = "a legal basis in which no instrument was recognised"
                found.append(Finding("basis-unread", message, p.start, p.end))
    return found
