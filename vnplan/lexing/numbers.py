"""Document numbers ("số, ký hiệu"): found, taken apart, mended.

Source of the forms: Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần II, mục I, khoản 3; the patterns and the table of repairs
are in grammars/numbers.toml.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from vnplan.grammar import Grammar, default_grammar
from vnplan.lexing.types import type_table
from vnplan.text import fold

_JOINED = ("number.slashed", "number.party", "number.old", "number.standard.bare")
#: Figures with which a date or a number can begin: one scan instead of one a rule. The group is a date's separator.
#: ([0-9] is faster than \d by half.)
_CANDIDATE = re.compile(
    r"[0-9](?:\s?([/.-])\s?[0-9]{1,2}\s?\1\s?[12]"
    r"|[a-zA-ZđĐ]? ?(?:/ ?(?:[A-ZĐƯƠÂСРТАВЕКМНОХ]|(?:19|20)[0-9]{2} ?[/-]|[0-9]{2,3}/[A-ZĐ])|- ?[A-ZĐƯƠÂСРТАВЕКМНОХ])"
    r"| (?=[NQTKBC][A-ZĐr]{1,3}/)| ?: ?(?:19|20)[0-9]{2} ?/ ?[A-ZĐ])"
)
_CYRILLIC = str.maketrans("СРТАВЕКМНОХ", "CPTABEKMHOX")
_SPLIT = re.compile(r"\s*[-/._]\s*")
_SPACES = re.compile(r"\s*([-/.:_])\s*")


@dataclass(frozen=True, slots=True)
class DocNumber:
    """A document number, normalised.

    `number` "06/2015/TTLT-BGDĐT-BNV"; `as_printed` what stood there; `year` only where the number itself has one;
    `type_code` "TTLT" and `type` "Thông tư liên tịch" where a code of the number tells them; `issuer_codes` the rest.
    `known` is True when the number alone shows that it is an instrument's (it has a type code, or the assembly's).
    `repairs` says what was mended. `start` and `end` are offsets in the text that was read.
    """

    number: str
    as_printed: str
    seq: str
    year: int | None
    type_code: str | None
    type: str | None
    issuer_codes: tuple[str, ...]
    rule: str
    start: int
    end: int
    repairs: tuple[str, ...] = ()
    known: bool = False


class NumberRules:
    """How a grammar reads numbers."""

    def __init__(self, grammar: Grammar) -> None:
        rules = grammar.rules("numbers")
        self.joined = tuple((rule_id, rules[rule_id].regex) for rule_id in _JOINED)
        self.standards = tuple((rule.id, rule.regex) for rule in (rules["number.standard"],))
        self.standard_codes = re.compile("|".join(map(re.escape, rules.lists["standards"])))
        self.repairs: dict[str, str] = dict(rules["number.repair"].values["map"])
        self.committee = rules["number.committee"].regex
        self.glued = rules["number.glued"].regex
        self.assembly = rules["number.assembly"].regex
        self.plan = rules["number.plan"].regex
        self.no_type = frozenset(rules["number.issuers"].values["codes"])
        self.joint = tuple(frozenset(pair) for pair in rules["number.joint"].values["codes"])
        self.types = type_table(grammar)
        self._mended: dict[str, tuple[str, tuple[str, ...], tuple[str, ...]]] = {}

    def mend(self, codes: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
        """Codes without stray spaces and misprints: (joined as printed, single codes, notes)."""
        known = self._mended.get(codes)
        if known is None:
            if len(self._mended) > _MOST:
                self._mended.clear()
            known = self._mended[codes] = self._mend(codes)
        return known

    def _mend(self, codes: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
        notes = []
        joined = codes
        short = self.committee.sub("UBND", joined)
        if short != joined:
            joined = short
            notes.append("the committee's name for its code UBND")
        tight = _tight(joined)
        if tight != joined:
            notes.append("spaces inside the number")
        latin = tight.translate(_CYRILLIC)
        if latin != tight:
            notes.append("Cyrillic letters")
        glued = self.glued.fullmatch(latin)
        if glued:
            latin = f"{glued['type']}-{glued['issuer']}"
            notes.append("a hyphen was missing")
        parts = re.split(r"([-/_.])", latin)
        if "." in parts and parts[0] in self.types.by_code and parts[1] == ".":
            parts[1] = "-"  # "QĐ.UBND"; other stops belong to a code ("SL-L.004")
        table = self.repairs
        mended = [table.get(part, part) for part in parts]
        if mended != parts:
            notes.append("misprinted code " + ", ".join(p for p, q in zip(parts, mended, strict=True) if p != q))
        text = "".join(mended).replace("_", "-")
        return text, tuple(part for part in _SPLIT.split(text) if part), tuple(notes)

    def type_of(self, codes: tuple[str, ...]) -> tuple[str | None, str | None, tuple[str, ...]]:
        """(type code, type, other codes): the first code that is a type's, where it stands in first or second place."""
        table = self.types.by_code
        if len(codes) >= 2 and frozenset(codes[:2]) in self.joint:
            joint = table["TTLT"]
            return joint.code, joint.name, codes[2:]
        for i, code in enumerate(codes[:2]):
            if code in table and code not in self.no_type:
                return code, table[code].name, codes[:i] + codes[i + 1 :]
            if self.plan.fullmatch(code):
                return code, table["KH"].name, codes[:i] + codes[i + 1 :]
        return None, None, codes


_MOST = 4096


def _tight(text: str) -> str:
    """Without the spaces around the separators of a number."""
    return _SPACES.sub(lambda m: m[1], text) if " " in text else text


def _standard(found: re.Match[str], rule: str, printed: str, rules: NumberRules) -> DocNumber:
    """A technical standard: "TCCS số 661: 2018/BVTV" is TCCS 661:2018/BVTV."""
    code, year, issuer = found["codes"], found["year"], found["issuer"]
    body = f" {found['body']}" if found["body"] else ""
    number = f"{code}{body} {found['seq']}{f':{year}' if year else ''}{f'/{issuer}' if issuer else ''}"
    entry = rules.types.by_code.get(code)
    return DocNumber(number, " ".join(printed.split()), found["seq"], int(year) if year else None, code,
                     entry.name if entry else None, (issuer,) if issuer else (), rule, *found.span(), (), True)


def _read(found: re.Match[str], rule: str, printed: str, rules: NumberRules) -> DocNumber:
    seq, year = found["seq"], found["year"] if "year" in found.re.groupindex else None
    codes, parts, mended = rules.mend(found["codes"])
    notes = list(mended)
    head = found[0][: found.start("codes") - found.start()]
    tight = _tight(head)
    if tight != head and "spaces inside the number" not in notes:
        notes.append("spaces inside the number")
    if rule == "number.slashed" and not tight.endswith("/"):
        tight = tight.rstrip(" -") + "/"
        notes.append("a slash was missing")
    # In "58/TTLT/BTC" the type leads; in "1776/SNV-TCBC" no code is a type's, and TCBC must not be read as one.
    code, kind, issuers = rules.type_of(parts)
    known = code is not None or any(rules.assembly.fullmatch(c) for c in issuers)
    return DocNumber(tight + codes, " ".join(printed.split()), seq, int(year) if year else None, code, kind, issuers,
                     rule, *found.span(), tuple(notes), known)


def joined_figures(folded: str) -> tuple[list[int], list[int]]:
    """Where a figure is joined with what follows: (offsets at which numbers, offsets at which dates can begin)."""
    numbers: list[int] = []
    dates: list[int] = []
    for found in _CANDIDATE.finditer(folded):
        (dates if found.lastindex else numbers).append(found.start())
    return numbers, dates


def iter_numbers(
    folded: str, text: str | None = None, starts: Iterable[int] | None = None, *, grammar: Grammar
) -> Iterator[DocNumber]:
    """All document numbers of a folded text in order; `text` is the text as printed, of the same length.

    `starts`: the offsets that joined_figures() gives for the text, where the caller has them.
    """
    printed = folded if text is None else text
    rules = grammar.compiled(NumberRules)
    found: list[DocNumber] = []
    for near in joined_figures(folded)[0] if starts is None else starts:
        start = near
        while start and near - start < _LONGEST:  # back to the first figure; "66.4/2025/NQ-CP" has a stop in its number
            before = folded[start - 1]
            if not (before.isdigit() or (before == "." and start > 1 and folded[start - 2].isdigit())):
                break
            start -= 1
        for rule_id, regex in rules.joined:
            match = regex.match(folded, start)
            if match:
                found.append(_read(match, rule_id, printed[match.start() : match.end()], rules))
                break
    for near_code in rules.standard_codes.finditer(folded):
        for rule_id, regex in rules.standards:
            match = regex.match(folded, near_code.start())
            if match:
                found.append(_standard(match, rule_id, printed[match.start() : match.end()], rules))
                break
    found.sort(key=lambda n: (n.start, -n.end))
    end = -1
    for number in found:
        if number.start >= end:
            end = number.end
            yield number


#: Figures of the longest number; a run of more figures is no number.
_LONGEST = 12


def parse_number(text: str, grammar: Grammar | None = None) -> DocNumber | None:
    """The first document number in a text, or None ("Số: /KH-UBND" has none yet).

    >>> parse_number("Số:215 /KH-BGDĐT").number
    '215/KH-BGDĐT'
    >>> parse_number("06/2015/TTTL-BGDĐT-BNV").number
    '06/2015/TTLT-BGDĐT-BNV'
    >>> parse_number("Số:    /KH-UBND") is None
    True
    """
    return next(iter_numbers(fold(text), text, grammar=grammar or default_grammar()), None)
