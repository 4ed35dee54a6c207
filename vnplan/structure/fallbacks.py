"""What tells of an instrument whose own header is not in the text: a web page's caption, an attachment, "… này".

Copies on the web often begin after the header. Each source is weaker than a header, so each says so in a finding.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from vnplan.lexing.dates import parse_date
from vnplan.lexing.numbers import parse_number
from vnplan.lexing.types import type_table
from vnplan.structure.header import place_and_date
from vnplan.structure.model import Finding, Part
from vnplan.structure.parts import Extent
from vnplan.structure.titles import PartRange
from vnplan.structure.view import View

# A certificate's number stands this many paragraphs above the signature at most.
_CERTIFICATE = 6
_CONSOLIDATED = "VBHN"
# A caption stands in the first paragraphs behind the document.
_CAPTION_WITHIN = 8
# The words of adoption stand in the last paragraphs before the signature, or as the first of the closing.
_ADOPTED_BEFORE, _ADOPTED_BEHIND = 12, 3
# The closing words about who carries the document out outweigh any count of other mentions.
_ENFORCED_WEIGHT = 100
Told = tuple[Part, list[Finding]]


def complete(view: View, facts: Part, extent: Extent) -> Told:
    """The facts with what the header did not tell, from the best source that there is."""
    findings: list[Finding] = []
    main, tail = extent.parts[0], extent.last

    def take(told: Told) -> Part:
        findings.extend(told[1])
        return told[0]

    facts = take(from_adoption(view, facts, main))
    if facts.number is None and main.block is not None:
        facts = take(_from_certificate(view, facts, main.block.start))
    if facts.number is None:
        facts = take(_from_caption(view, facts, tail, extent.end))
    if facts.number is None and facts.type is None:
        facts = take(_from_attachment(view, facts, extent))
    if facts.type is None:
        facts = take(_from_self_reference(view, facts, extent))
    return facts, findings


def from_adoption(view: View, facts: Part, part: PartRange) -> Told:
    """ "Luật này được Quốc hội khóa XV thông qua ngày …": who adopted a law or resolution, and when."""
    kind = type_table().get(facts.type) if facts.type else None
    end = part.block.start if part.block is not None else part.end
    for i in range(min(part.end, end + _ADOPTED_BEHIND) - 1, max(part.start, end - _ADOPTED_BEFORE) - 1, -1):
        found = view.rules.adoption.search(view.text(i))
        adopted = type_table().get(found["type"]) if found else None
        if found is None or adopted is None or (kind is not None and adopted.name != kind.name):
            continue
        date = parse_date(found["date"])
        p, findings = view.paragraphs[i], []
        if facts.date is None and date is not None:
            findings.append(Finding("date-from-adoption", "the date is that of the adoption", p.start, p.end, "info"))
        elif date is not None and facts.date != date:
            message = f"the header says {facts.date}, the words of adoption {date}"
            findings.append(Finding("date-differs", message, p.start, p.end))
        changed = replace(
            facts, type=facts.type or adopted.name, type_code=facts.type_code or adopted.code,
            date=facts.date or date, issuer_text=facts.issuer_text or found["issuer"],
        )  # fmt: skip
        return changed, findings
    return facts, []


def _from_certificate(view: View, facts: Part, signed: int) -> Told:
    """A consolidated text in the gazette has its own number and date above the signature, where it is certified."""
    for i in range(max(0, signed - _CERTIFICATE), signed):
        text = view.text(i)
        number = parse_number(text) if view.rules.number_line.match(text) else None
        if number is None or number.type_code != _CONSOLIDATED:
            continue
        kind = type_table().by_code.get(_CONSOLIDATED)
        dated = (place_and_date(view.text(j), view.rules) for j in range(i + 1, signed)
                 if view.rules.place_date.match(view.text(j)))  # fmt: skip
        place, date = next((found for found in dated if found is not None), (facts.place, facts.date))
        p = view.paragraphs[i]
        certified = replace(
            facts, number=number.number, number_as_printed=number.as_printed, type_code=_CONSOLIDATED,
            type=kind.name if kind is not None else facts.type, place=place, date=date,
        )  # fmt: skip
        message = "number and date stand above the signature"
        return certified, [Finding("metadata-from-closing", message, p.start, p.end, "info")]
    return facts, []


def _from_caption(view: View, facts: Part, tail: int, end: int) -> Told:
    """ "Công văn 17809/BTC-CTK ngày 17/11/2025 … do Bộ Tài chính ban hành", as pages of law databases say below."""
    findings: list[Finding] = []
    for i in range(tail, min(tail + _CAPTION_WITHIN, end)):
        found = view.rules.caption_named.match(view.text(i))
        kind = type_table().get(found["type"]) if found else None
        if found is None or kind is None:
            continue
        number = parse_number(found["number"])
        issuer = view.rules.caption_issuer.search(found["rest"])
        if number is None or issuer is None or facts.type not in (None, kind.name):
            continue
        days = view.rules.caption_day.findall(found["rest"])
        sure = days and (len(days) == 1 or found["rest"].startswith(days[0]))
        facts = replace(
            facts, type=kind.name, number=number.number, number_as_printed=number.as_printed,
            type_code=facts.type_code or kind.code, issuer_text=facts.issuer_text or issuer["issuer"],
            date=facts.date or (parse_date(days[0]) if sure else None),
        )  # fmt: skip
        if not findings:
            p = view.paragraphs[i]
            message = "the header is missing; the page's caption names the text"
            findings.append(Finding("metadata-from-caption", message, p.start, p.end, "info"))
        if facts.date:
            break
    return facts, findings


def _from_attachment(view: View, facts: Part, extent: Extent) -> Told:
    """The attachment's "(Ban hành kèm theo Quyết định số …)" names the instrument that it belongs to."""
    for i in range(extent.first, extent.last):
        if not view.rules.kem_theo.match(view.text(i)):
            continue
        found = view.rules.parent.search(view.text(i))
        kind = type_table().get(found["type"]) if found else None
        if found is None or kind is None:
            continue
        facts = replace(facts, type=kind.name, type_code=kind.code)
        number = parse_number(found["rest"]) if found["rest"] else None
        if number is not None and number.start < 4:
            issuer = view.rules.parent_issuer.search(found["rest"])
            facts = replace(
                facts, number=number.number, number_as_printed=number.as_printed,
                date=facts.date or parse_date(found["rest"][number.end :]),
                issuer_text=facts.issuer_text or (issuer["issuer"] if issuer else None),
            )  # fmt: skip
        p = view.paragraphs[i]
        message = "the header is missing; an attachment names the document"
        return facts, [Finding("metadata-from-attachment", message, p.start, p.end, "info")]
    return facts, []


def _from_self_reference(view: View, facts: Part, extent: Extent) -> Told:
    """ "Quyết định này" tells the type of a text without a header."""
    table, rules = type_table(), view.rules
    counts: Counter[str] = Counter()
    for i in range(extent.begin, extent.last):
        text = view.text(i)
        if rules.self_word not in text:
            continue
        enforced = rules.enforced.search(text)
        if enforced and (kind := table.get(enforced["type"])) is not None and kind.self_:
            counts[kind.name] += _ENFORCED_WEIGHT
        for found in rules.self_named.finditer(text):
            kind = table.get(found["type"])
            if kind is not None and kind.self_:
                counts[kind.name] += 1
    strong = Counter({k: n for k, n in counts.items() if k not in rules.weak_self})
    ranked = (strong or counts).most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
        return facts, []
    name = ranked[0][0]
    named = table.get(name)
    message = f"the header is missing; the text calls itself {name}"
    finding = Finding("type-from-text", message, facts.start, facts.start, "info")
    return replace(facts, type=name, type_code=named.code if named is not None else None), [finding]
