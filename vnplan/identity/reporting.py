"""A report tells about an instrument: which one, and which province it speaks of."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from vnplan.agencies.places import places_of
from vnplan.extraction.citations.mentions import Citations
from vnplan.grammar import Grammar, default_grammar
from vnplan.identity.identities import Identities, Identity
from vnplan.lexing.types import type_table
from vnplan.structure.model import Part, Structure
from vnplan.text import CleanText

_WORDS_BEFORE = 40


def told_locality(clean: CleanText, structure: Structure, *, grammar: Grammar | None = None) -> str | None:
    """The province that a text without a header speaks of: the only one, or the one named most by far.

    >>> from vnplan.structure.model import Structure
    >>> told_locality(CleanText.of("Kế hoạch trên địa bàn tỉnh Đắk Nông"), Structure([], [], []))
    'Đắk Nông'
    """
    places = (grammar or default_grammar()).compiled(places_of)
    silent = [(r.start, r.end) for r in structure.regions if r.kind == "furniture"]
    counts: Counter[str] = Counter()
    for found in re.finditer(r"(?<!\w)(?:tỉnh|thành phố)\s+(?=[A-ZĐ])", clean.folded):
        if any(a <= found.start() < b for a, b in silent):
            continue
        match = places.match(clean.lower, found.end())
        if match is not None:
            counts[match[0][0].name] += 1
    ranked = counts.most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] < 2 * ranked[1][1]):
        return None
    return ranked[0][0]


def told_instrument(
    structure: Structure, clean: CleanText, citations: Citations, identities: Identities, *, grammar: Grammar
) -> Structure:
    """The structure of a report with the facts of the instrument that it tells about as its main part's.

    It is the first one in full form that stands after a word of issuing ("đã ban hành kế hoạch số 178/KH-UBND").
    """
    issued = grammar.rules("issuers")["report.issued"].regex
    for mention in citations.mentions:
        identity = identities[mention]
        if mention.form != "full" or citations.links[mention].parent is not None or not identity.number:
            continue
        if issued.search(clean.folded, max(0, mention.core - _WORDS_BEFORE), mention.core):
            main = _told(structure.parts[0], identity, grammar)
            return replace(structure, parts=[main, *structure.parts[1:]])
    return structure


def _told(main: Part, identity: Identity, grammar: Grammar) -> Part:
    kind = type_table(grammar).by_name.get((identity.type or "").lower())
    return replace(
        main, type=identity.type, type_code=kind.code if kind else None, number=identity.number,
        number_as_printed=identity.number_as_printed, date=identity.date, uri=identity.uri,
        issuers=[identity.agency] if identity.agency is not None else main.issuers,
    )  # fmt: skip
