"""A report tells about an instrument: which one, and which province it speaks of."""

from __future__ import annotations

import re
from collections import Counter

from vnplan.agencies.places import places_of
from vnplan.extraction.citations.references import Reference
from vnplan.grammar import default_grammar, rules
from vnplan.lexing.types import type_table
from vnplan.structure.model import Part, Structure
from vnplan.text import CleanText

_ISSUED = rules("issuers")["report.issued"].regex
_WORDS_BEFORE = 40


def told_locality(clean: CleanText, structure: Structure) -> str | None:
    """The province that a text without a header speaks of: the only one, or the one named most by far.

    >>> from vnplan.structure.model import Structure
    >>> told_locality(CleanText.of("Kế hoạch trên địa bàn tỉnh Đắk Nông"), Structure([], [], []))
    'Đắk Nông'
    """
    places = default_grammar().compiled(places_of)
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


def tell(structure: Structure, clean: CleanText, references: list[Reference]) -> None:
    """Put the facts of the instrument that a report tells about into the main part's metadata.

    It is the first one in full form that stands after a word of issuing ("đã ban hành kế hoạch số 178/KH-UBND").
    """
    main = structure.parts[0]
    for reference in references:
        if reference.form != "full" or reference.parent is not None or not reference.number_text:
            continue
        if _ISSUED.search(clean.folded, max(0, reference.head - _WORDS_BEFORE), reference.head):
            _take(main, reference)
            return


def _take(main: Part, reference: Reference) -> None:
    kind = type_table().get(reference.type) if reference.type else None
    main.type, main.type_code = reference.type, kind.code if kind else None
    main.number, main.number_as_printed = reference.number_text, reference.number_as_printed
    main.date, main.uri = reference.date, reference.uri
    if reference.agency is not None:
        main.issuers = [reference.agency]
