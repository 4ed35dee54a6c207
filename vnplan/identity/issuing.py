"""Who issued the document, and where: from the header, the number's code, the closing and the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vnplan.agencies.resolving import resolve_issuer
from vnplan.grammar import Grammar
from vnplan.identity.reporting import told_locality
from vnplan.identity.uri import instrument_uri, year_of
from vnplan.lexing.anchors import Anchors
from vnplan.lexing.numbers import parse_number
from vnplan.structure.model import Finding, Part, Structure

if TYPE_CHECKING:
    from vnplan.agencies.resolving import ResolvedAgency
    from vnplan.text import CleanText

# The sentence that names the issuer stands at the beginning of a part.
_SEARCHED = 6000


def identify(structure: Structure, clean: CleanText, anchors: Anchors, *, grammar: Grammar) -> None:
    """Fill issuers, locality and uri of every part; say in a finding what stays open.

    The header's words go first, then the issuer named above the preamble, the sentence "UBND tỉnh … ban hành", the
    authority of the signature and the number's code; each only completes what those before left open.
    """
    main = structure.parts[0]
    place = _place(main.place, grammar)
    tried = list(_words(structure, clean, main, anchors, grammar))
    code = main.number or main.blank_code
    for words in tried:
        found = resolve_issuer(words, code=code, locality=place, date=main.date, grammar=grammar)
        if found is not None:
            main.issuers = [found, *_joint(main, found, place, grammar)]
            break
    else:
        if code:
            found = resolve_issuer("", code=code, locality=place, date=main.date, grammar=grammar)
            main.issuers = [found] if found is not None else []
    first = main.issuers[0] if main.issuers else None
    if first is not None:
        main.locality = first.locality
    elif place and structure.kind == "instrument":
        main.locality = place
    if structure.kind == "report" and main.locality is None:
        main.locality = told_locality(clean, structure)
    if first is None and (main.number or main.type):
        structure.findings.append(Finding("issuer-unknown", "the text does not tell who issued the document",
                                          main.start, main.start))  # fmt: skip
    main.uri = _uri(main, first)
    if main.uri is None and main.type:
        missing = [n for n, v in (("number", main.number), ("issuer", first), ("year", main.date)) if not v]
        structure.findings.append(
            Finding("identity-open", f"no uri: {', '.join(missing) or 'name'} unknown", main.start, main.start, "info"))
    for part in structure.parts[1:]:
        part.issuers, part.locality = main.issuers, main.locality
        part.date = part.date or main.date


def _place(place: str | None, grammar: Grammar) -> str | None:
    return grammar.rules("issuers")["issuer.place"].regex.sub("", place).strip() if place else None


def _words(structure: Structure, clean: CleanText, main: Part, anchors: Anchors, grammar: Grammar) -> list[str]:
    """What may name the issuer, best first."""
    words = [main.issuer_text] if main.issuer_text else []
    for region in structure.regions:
        if region.part or region.kind not in ("preamble", "body"):
            continue
        end = min(region.end, region.start + _SEARCHED)
        head = clean.folded[region.start : end].split("\n", 1)[0]
        if head.isupper() and len(head) < 120:
            words.append(head)
        if region.kind == "preamble":
            words += _said(clean, anchors, region.start, end, grammar)
        if region.kind == "body":
            break
    for signer in main.signers:
        for line in (signer.authority, signer.position):
            if line:
                words.append(grammar.rules("issuers")["issuer.authority"].regex.sub("", line))
    return words


def _said(clean: CleanText, anchors: Anchors, start: int, end: int, grammar: Grammar) -> list[str]:
    """The agency that the last sentence of a range says to issue: "UBND tỉnh ban hành Kế hoạch như sau"."""
    issues = grammar.rules("issuers")["issuer.issues"].regex
    limit = end
    for anchor in reversed(anchors.between("agency", start, end)):
        if not anchor.rule.startswith("group.") and issues.match(clean.lower, anchor.end, limit):
            return [clean.folded[anchor.start : anchor.end]]
        limit = anchor.start
    return []


def _joint(main: Part, first: ResolvedAgency, place: str | None, grammar: Grammar) -> list[ResolvedAgency]:
    """The other issuers of a joint instrument, by the codes of its number."""
    number = parse_number(main.number) if main.number else None
    if number is None or len(number.issuer_codes) < 2 or main.type not in ("Thông tư liên tịch", "Nghị quyết liên tịch",
                                                                          "Kế hoạch liên tịch", "Quy chế phối hợp"):
        return []
    others = []
    for code in number.issuer_codes:
        found = resolve_issuer("", code=code, locality=place, date=main.date, grammar=grammar)
        if found is not None and found.id != first.id:
            others.append(found)
    return others


def _uri(main: Part, issuer: ResolvedAgency | None) -> str | None:
    if issuer is None or main.type is None:
        return None
    title = main.title if main.type in ("Luật", "Bộ luật", "Pháp lệnh", "Hiến pháp") else None
    return instrument_uri(main.type, issuer.full_name, year_of(main.date, main.number), main.number, title)
