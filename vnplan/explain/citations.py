"""explain_citation(): why a citation was read as it was, in words a lawyer can check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vnplan.extraction.citations.pinpoints import PinpointRules
from vnplan.grammar import Grammar, default_grammar

if TYPE_CHECKING:
    from vnplan.models import Citation, Pinpoint, Target

_RELATIONS = {
    "legal_basis": "it is a legal basis (căn cứ)",
    "implements": "it is carried out (thực hiện)",
    "proposal": "it is what was proposed with (đề nghị, tờ trình)",
    "attached_to": "the text is attached to it (ban hành kèm theo)",
    "amends": "it is amended (sửa đổi, bổ sung)",
    "replaces": "it is replaced (thay thế)",
    "repeals": "it is repealed (bãi bỏ)",
    "guides": "it is set out in detail (quy định chi tiết, hướng dẫn)",
    "consolidates": "it is consolidated (hợp nhất)",
    "refers_to": "it is referred to",
}
_FORMS = {
    "full": "a full citation", "short": "a short form", "alias": "a name defined or an instrument named before",
    "self": "a reference inside the document",
}  # fmt: skip
_RULES_IN = ("citations", "law_names", "pinpoints", "aliases", "numbers", "relations")


def explain_citation(citation: Citation, grammar: Grammar | None = None) -> str:
    """A few lines: what is cited, the rule, the words each value was read from, and what was completed from where.

    `grammar`: the one that the document was read with, for the notes of its rules; without one the default.
    """
    grammar = grammar or default_grammar()
    lines = [f"“{' '.join(citation.text.split())}” is {_FORMS[citation.form]}: {_RELATIONS[citation.relation]}."]
    if citation.page is not None:
        lines.append(f"It stands on page {citation.page} of the file.")
    if citation.source_uri:
        lines.append(f"It stands in the title of {citation.source_uri}, which does this; this document does not.")
    lines.append(f"Target: {_target(citation.target)}.")
    if citation.pinpoints:
        lines.append(f"Provisions: {'; '.join(_point(point, grammar) for point in citation.pinpoints[:12])}.")
    if citation.rule:
        lines.append(f"Rule {citation.rule}{_note(citation.rule, grammar)}.")
    for evidence in citation.evidence:
        words = f"“{' '.join(evidence.text.split())}”" if evidence.text else "no words"
        where = f" at {evidence.span.start}–{evidence.span.end}" if evidence.span else ""
        note = f": {evidence.note}" if evidence.note else ""
        lines.append(f"  {evidence.field} from {words}{where}{note}")
    if citation.target.uri:
        lines.append(f"Identity: {citation.target.uri}")
    elif citation.candidates:
        lines.append("Identity left open; more than one instrument fits: " + ", ".join(citation.candidates))
    else:
        lines.append("Identity left open: the text does not tell type, number or name, issuer and year together.")
    if citation.known:
        facts = ", ".join(str(v) for v in (citation.known.number, citation.known.date, citation.known.title) if v)
        lines.append(f"The registry of known instruments adds: {facts}.")
    return "\n".join(lines)


def _target(target: Target) -> str:
    issuer = target.issuer.full_name if target.issuer else None
    number = f"số {target.number}" if target.number else None
    date = f"of {target.date or target.year}" if target.date or target.year else None
    by = f"by {issuer}" if issuer else None
    known = [part for part in (target.type, target.title, number, date, by) if part]
    printed = target.number_as_printed
    if printed and printed != target.number:
        known.append(f"(printed {printed})")
    return " ".join(known) if known else "unknown"


def _point(point: tuple[Pinpoint, ...], grammar: Grammar) -> str:
    words = grammar.compiled(PinpointRules).word
    return " ".join(f"{words.get(p.kind, p.kind)} {p.number}" for p in reversed(point))


def _note(rule_id: str, grammar: Grammar) -> str:
    """The note of a rule, where a grammar file has one."""
    for name in _RULES_IN:
        rule = grammar.rules(name).by_id.get(rule_id) if name in grammar.files else None
        if rule is not None:
            source = f"; {rule.source}" if rule.source else ""
            return f" ({rule.note}{source})" if rule.note or source else ""
    return ""
