"""Who issued the document, and where: from the header, the number's code, the closing and the text."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from vnplan.agencies.resolving import resolve_issuer
from vnplan.grammar import Grammar
from vnplan.identity.reporting import told_locality
from vnplan.identity.uri import instrument_uri, year_of
from vnplan.lexing.anchors import Anchors
from vnplan.lexing.numbers import parse_number
from vnplan.lexing.types import type_table
from vnplan.structure.model import Finding, Part, Structure

if TYPE_CHECKING:
    from vnplan.agencies.resolving import ResolvedAgency
    from vnplan.text import CleanText

_REACH = 6000
_HEAD = 120


class IssuerRules:
    """What a grammar says about sentences that name the issuer."""

    def __init__(self, grammar: Grammar) -> None:
        rules = grammar.rules("issuers")
        self.issues, self.authority = rules["issuer.issues"].regex, rules["issuer.authority"].regex
        self.place = rules["issuer.place"].regex
        self.joint = frozenset(rules["issuer.together"].values["types"])


def identify(
    structure: Structure, clean: CleanText, anchors: Anchors, *, grammar: Grammar
) -> tuple[Structure, list[Finding]]:
    """The structure with issuers, locality and uri of every part, and findings about what stays open.

    The header's words go first, then the issuer named above the preamble, the sentence "UBND tỉnh … ban hành", the
    authority of the signature and the number's code; each only completes what those before left open.
    """
    rules = grammar.compiled(IssuerRules)
    main = structure.parts[0]
    place = rules.place.sub("", main.place).strip() if main.place else None
    code = main.number or main.blank_code
    issuers: list[ResolvedAgency] = []
    for words in _words(structure, clean, main, anchors, rules):
        found = resolve_issuer(words, code=code, locality=place, date=main.date, grammar=grammar)
        if found is not None:
            issuers = [found, *_joint(main, found, place, rules, grammar)]
            break
    else:
        found = resolve_issuer("", code=code, locality=place, date=main.date, grammar=grammar) if code else None
        issuers = [found] if found is not None else []
    first = issuers[0] if issuers else None
    locality = main.locality
    if first is not None:
        locality = first.locality
    elif place and structure.kind == "instrument":
        locality = place
    if structure.kind == "report" and locality is None:
        locality = told_locality(clean, structure, grammar=grammar)
    uri = _uri(main, first, grammar)
    findings = []
    if first is None and (main.number or main.type):
        message = "the text does not tell who issued the document"
        findings.append(Finding("issuer-unknown", message, main.start, main.start))
    if uri is None and main.type:
        missing = [n for n, v in (("number", main.number), ("issuer", first), ("year", main.date)) if not v]
        message = f"no uri: {', '.join(missing) or 'name'} unknown"
        findings.append(Finding("identity-open", message, main.start, main.start, "info"))
    parts = [replace(main, issuers=issuers, locality=locality, uri=uri)]
    parts += [
        replace(part, issuers=issuers, locality=locality, date=part.date or main.date) for part in structure.parts[1:]
    ]
    return replace(structure, parts=parts), findings


def _words(
    structure: Structure, clean: CleanText, main: Part, anchors: Anchors, rules: IssuerRules
) -> list[str]:
    """What may name the issuer, best first."""
    words = [main.issuer_text] if main.issuer_text else []
    for region in structure.regions:
        if region.part or region.kind not in ("preamble", "body"):
            continue
        end = min(region.end, region.start + _REACH)
        head = clean.folded[region.start : end].split("\n", 1)[0]
        if head.isupper() and len(head) < _HEAD:
            words.append(head)
        if region.kind == "preamble":
            words += _said(clean, anchors, region.start, end, rules)
        if region.kind == "body":
            break
    for signer in main.signers:
        for line in (signer.authority, signer.position):
            if line:
                words.append(rules.authority.sub("", line))
    return words


def _said(clean: CleanText, anchors: Anchors, start: int, end: int, rules: IssuerRules) -> list[str]:
    """The agency that the last sentence of a range says to issue: "UBND tỉnh ban hành Kế hoạch như sau"."""
    limit = end
    for anchor in reversed(anchors.between("agency", start, end)):
        if not anchor.rule.startswith("group.") and rules.issues.match(clean.lower, anchor.end, limit):
            return [clean.folded[anchor.start : anchor.end]]
        limit = anchor.start
    return []


def _joint(
    main: Part, first: ResolvedAgency, place: str | None, rules: IssuerRules, grammar: Grammar
) -> list[ResolvedAgency]:
    """The other issuers of a joint instrument, by the codes of its number."""
    number = parse_number(main.number, grammar) if main.number else None
    if number is None or len(number.issuer_codes) < 2 or main.type not in rules.joint:
        return []
    others = []
    for code in number.issuer_codes:
        found = resolve_issuer("", code=code, locality=place, date=main.date, grammar=grammar)
        if found is not None and found.id != first.id:
            others.append(found)
    return others


def _uri(main: Part, issuer: ResolvedAgency | None, grammar: Grammar) -> str | None:
    if issuer is None or main.type is None:
        return None
    kind = type_table(grammar).by_name.get(main.type.lower())
    title = main.title if kind is not None and kind.named and not kind.treaty else None
    return instrument_uri(main.type, issuer.full_name, year_of(main.date, main.number), main.number, title)
