"""What tells of an instrument whose own header is not in the text: a web page's caption, an attachment, "… này".

Copies on the web often begin after the header. Each source is weaker than a header, so each says so in a finding.
"""

from __future__ import annotations

import re
from collections import Counter

from vnplan.grammar import rules
from vnplan.lexing.dates import parse_date
from vnplan.lexing.numbers import parse_number
from vnplan.lexing.types import type_table
from vnplan.structure.model import Finding, Part
from vnplan.structure.titles import PartRange
from vnplan.structure.view import KEM_THEO, NUMBER_LINE, PLACE_DATE, View

_RULES = rules("without_header")
_CAPTION, _CAPTION_ISSUER = _RULES["caption.named"].regex, _RULES["caption.issuer"].regex
_PARENT = _RULES["attachment.parent"].regex
_ENFORCED, _SELF = _RULES["self.enforced"].regex, _RULES["self.named"].regex
_WEAK_SELF = frozenset(_RULES["self.named"].values["weak"])
# A certificate's number stands this many paragraphs above the signature at most.
_CERTIFICATE = 6
# The closing words about who carries the document out outweigh any count of other mentions.
_ENFORCED_WEIGHT = 100


def complete(view: View, facts: Part, parts: list[PartRange], tail: int, findings: list[Finding]) -> None:
    """Fill what the header did not tell, from the best source that there is."""
    if facts.number is None and parts[0].block is not None:
        _from_certificate(view, facts, parts[0].block.start, findings)
    if facts.number is None:
        _from_caption(view, facts, tail, findings)
    if facts.number is None and facts.type is None:
        _from_attachment(view, facts, parts, findings)
    if facts.type is None:
        _from_self_reference(view, facts, tail, findings)


def _from_certificate(view: View, facts: Part, signed: int, findings: list[Finding]) -> None:
    """A consolidated text in the gazette has its own number and date above the signature, where it is certified."""
    table = type_table()
    for i in range(max(0, signed - _CERTIFICATE), signed):
        text = view.text(i)
        number = parse_number(text) if NUMBER_LINE.match(text) else None
        if number is None or number.type_code != "VBHN":
            continue
        facts.number, facts.number_as_printed, facts.type_code = number.number, number.as_printed, "VBHN"
        kind = table.by_code.get("VBHN")
        facts.type = kind.name if kind is not None else facts.type
        for j in range(i + 1, signed):
            if PLACE_DATE.match(view.text(j)):
                place, _, date = view.text(j).partition(" ngày ")
                facts.place, facts.date = place.strip(" ,"), parse_date(f"ngày {date}")
        p = view.paragraphs[i]
        findings.append(Finding("metadata-from-closing", "number and date stand above the signature",
                                p.start, p.end, "info"))
        return


def _from_caption(view: View, facts: Part, tail: int, findings: list[Finding]) -> None:
    """ "Công văn 17809/BTC-CTK ngày 17/11/2025 … do Bộ Tài chính ban hành", as pages of law databases say below."""
    table = type_table()
    for i in range(tail, min(tail + 8, len(view))):
        found = _CAPTION.match(view.text(i))
        kind = table.get(found["type"]) if found else None
        if found is None or kind is None:
            continue
        number = parse_number(found["number"])
        issuer = _CAPTION_ISSUER.search(found["rest"])
        if number is None or issuer is None or facts.type not in (None, kind.name):
            continue
        facts.type, facts.number, facts.number_as_printed = kind.name, number.number, number.as_printed
        facts.type_code = facts.type_code or kind.code
        days = re.findall(r"ngày \d{1,2}/\d{1,2}/\d{4}", found["rest"])
        if days and (len(days) == 1 or found["rest"].startswith(days[0])):
            facts.date = facts.date or parse_date(days[0])
        facts.issuer_text = facts.issuer_text or issuer["issuer"]
        p = view.paragraphs[i]
        if not any(f.code == "metadata-from-caption" for f in findings):
            findings.append(Finding("metadata-from-caption", "the header is missing; the page's caption names the text",
                                    p.start, p.end, "info"))
        if facts.date:
            return


def _from_attachment(view: View, facts: Part, parts: list[PartRange], findings: list[Finding]) -> None:
    """The attachment's "(Ban hành kèm theo Quyết định số …)" names the instrument that it belongs to."""
    table = type_table()
    for i in range(parts[0].start, parts[-1].end):
        if not KEM_THEO.match(view.text(i)):
            continue
        found = _PARENT.search(view.text(i))
        kind = table.get(found["type"]) if found else None
        if found is None or kind is None:
            continue
        number = parse_number(found["rest"]) if found["rest"] else None
        facts.type, facts.type_code = kind.name, kind.code
        if number is not None and number.start < 4:
            facts.number, facts.number_as_printed = number.number, number.as_printed
            facts.date = facts.date or parse_date(found["rest"][number.end :])
            issuer = re.search(r"của\s+(?P<issuer>.+)$", found["rest"])
            facts.issuer_text = facts.issuer_text or (issuer["issuer"].rstrip(" )") if issuer else None)
        p = view.paragraphs[i]
        findings.append(Finding("metadata-from-attachment", "the header is missing; an attachment names the document",
                                p.start, p.end, "info"))
        return


def _from_self_reference(view: View, facts: Part, tail: int, findings: list[Finding]) -> None:
    """ "Quyết định này" tells the type of a text without a header."""
    table = type_table()
    counts: Counter[str] = Counter()
    for i in range(tail):
        text = view.text(i)
        if " này" not in text:
            continue
        enforced = _ENFORCED.search(text)
        if enforced and (kind := table.get(enforced["type"])) is not None and kind.self_:
            counts[kind.name] += _ENFORCED_WEIGHT
        for found in _SELF.finditer(text):
            kind = table.get(found["type"])
            if kind is not None and kind.self_:
                counts[kind.name] += 1
    strong = Counter({k: n for k, n in counts.items() if k not in _WEAK_SELF})
    ranked = (strong or counts).most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
        return
    facts.type = ranked[0][0]
    named = table.get(facts.type)
    facts.type_code = named.code if named is not None else None
    findings.append(Finding("type-from-text", f"the header is missing; the text calls itself {facts.type}",
                            facts.start, facts.start, "info"))
