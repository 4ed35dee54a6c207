"""Document numbers ("số, ký hiệu"): found, taken apart, mended.

Source of the forms: Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần II, mục I, khoản 3; the patterns and the table of repairs
are in grammars/numbers.toml.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from vnplan.grammar import rules
from vnplan.lexing.types import type_table
from vnplan.text import fold

_RULES = ("number.slashed", "number.party", "number.old")
#: Figures with which a date or a number can begin: one scan instead of one a rule. The group is a date's separator.
#: ([0-9] is faster than \d by half.)
_CANDIDATE = re.compile(
    r"[0-9](?:\s?([/.-])\s?[0-9]{1,2}\s?\1\s?[12]"
    r"|[a-zA-ZđĐ]? ?(?:/ ?(?:[A-ZĐƯƠÂСРТАВЕКМНОХ]|(?:19|20)[0-9]{2} ?[/-]|[0-9]{2,3}/[A-ZĐ])|- ?[A-ZĐƯƠÂСРТАВЕКМНОХ])"
    r"| (?=[NQTKBC][A-ZĐr]{1,3}/))"
)
_STANDARDS = ("QCVN", "TCVN", "QCĐP", "TCXD", "QCXD")
_CYRILLIC = str.maketrans("СРТАВЕКМНОХ", "CPTABEKMHOX")
_SPLIT = re.compile(r"\s*[-/._]\s*")
_SPACES = re.compile(r"\s*([-/.:_])\s*")
_COMMITTEE = re.compile(r"Ủy ban nhân dân(?: (?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường))?|U[Bb] ?ND")
_GLUED = re.compile(r"(TTLT|TT|NĐ|QĐ|CT|NQ)(B[A-ZĐ&]{1,9}|CP|TTg|UBND|HĐND)")
_ASSEMBLY = re.compile(r"(?:QH|UBTVQH)K?\d*")


@dataclass(frozen=True, slots=True)
class DocNumber:
    """A document number, normalised.

    `number` "06/2015/TTLT-BGDĐT-BNV"; `as_printed` what stood there; `year` only where the number itself has one;
    `type_code` "TTLT" and `type` "Thông tư liên tịch" where a code of the number tells them; `issuer_codes` the rest.
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

    @property
    def known(self) -> bool:
        """True when the number alone shows that it is an instrument's (it has a type code, or the assembly's)."""
        return self.type_code is not None or any(_ASSEMBLY.fullmatch(code) for code in self.issuer_codes)


@lru_cache(maxsize=1)
def _repairs() -> dict[str, str]:
    return dict(rules("numbers")["number.repair"].values["map"])


@lru_cache(maxsize=4096)
def _mend(codes: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """Codes without stray spaces and misprints: (joined as printed, single codes, notes)."""
    notes = []
    joined = codes
    short = _COMMITTEE.sub("UBND", joined)
    if short != joined:
        joined = short
        notes.append("the committee's name for its code UBND")
    tight = _tight(joined)
    if tight != joined:
        notes.append("spaces inside the number")
    latin = tight.translate(_CYRILLIC)
    if latin != tight:
        notes.append("Cyrillic letters")
    glued = _GLUED.fullmatch(latin)
    if glued:
        latin = f"{glued[1]}-{glued[2]}"
        notes.append("a hyphen was missing")
    parts = re.split(r"([-/_])", latin.replace("QĐ.", "QĐ-"))
    table = _repairs()
    mended = [table.get(part, part) for part in parts]
    if mended != parts:
        notes.append("misprinted code " + ", ".join(p for p, q in zip(parts, mended, strict=True) if p != q))
    text = "".join(mended).replace("_", "-")
    return text, tuple(part for part in _SPLIT.split(text) if part), tuple(notes)


@lru_cache(maxsize=4096)
def _type_of(codes: tuple[str, ...]) -> tuple[str | None, str | None, tuple[str, ...]]:
    """(type code, type, other codes): the first code that is a type's, where it stands in first or second place."""
    table = type_table().by_code
    if len(codes) >= 2 and set(codes[:2]) in ({"TT", "LB"}, {"TT", "LT"}):
        return "TTLT", "Thông tư liên tịch", codes[2:]
    for i, code in enumerate(codes[:2]):
        if code in table and code not in ("CP", "HĐBT"):
            return code, table[code].name, codes[:i] + codes[i + 1 :]
        if code.startswith("KH") and len(code) == 4 and code[2:] == "HĐ":
            return code, "Kế hoạch", codes[:i] + codes[i + 1 :]
    return None, None, codes


def _tight(text: str) -> str:
    """Without the spaces around the separators of a number."""
    return _SPACES.sub(lambda m: m[1], text) if " " in text else text


def _read(found: re.Match[str], rule: str, printed: str) -> DocNumber:
    seq, year = found["seq"], found["year"] if "year" in found.re.groupindex else None
    notes: list[str] = []
    if rule == "number.standard":
        number = " ".join(found[0].split())
        issuer = found["issuer"]
        code = found["codes"]
        entry = type_table().by_code.get(code)
        return DocNumber(number, printed, seq, int(year) if year else None, code, entry.name if entry else None,
                         (issuer,) if issuer else (), rule, found.start(), found.end())
    codes, parts, mended = _mend(found["codes"])
    notes.extend(mended)
    head = found[0][: found.start("codes") - found.start()]
    tight = _tight(head)
    if tight != head and "spaces inside the number" not in notes:
        notes.append("spaces inside the number")
    if rule == "number.slashed" and not tight.endswith("/"):
        tight = tight.rstrip(" -") + "/"
        notes.append("a slash was missing")
    # In "58/TTLT/BTC" the type leads; in "1776/SNV-TCBC" no code is a type's, and TCBC must not be read as one.
    code, kind, issuers = _type_of(parts)
    return DocNumber(tight + codes, " ".join(printed.split()), seq, int(year) if year else None, code, kind, issuers,
                     rule, found.start(), found.end(), tuple(notes))


def joined_figures(folded: str) -> tuple[list[int], list[int]]:
    """Where a figure is joined with what follows: (offsets at which numbers, offsets at which dates can begin)."""
    numbers: list[int] = []
    dates: list[int] = []
    for found in _CANDIDATE.finditer(folded):
        (dates if found.lastindex else numbers).append(found.start())
    return numbers, dates


def iter_numbers(folded: str, text: str | None = None, starts: Iterable[int] | None = None) -> Iterator[DocNumber]:
    """All document numbers of a folded text in order; `text` is the text as printed, of the same length.

    `starts`: the offsets that joined_figures() gives for the text, where the caller has them.
    """
    printed = folded if text is None else text
    grammar = rules("numbers")
    found: list[DocNumber] = []
    patterns = [(rule_id, grammar[rule_id].regex.match) for rule_id in _RULES]
    for near in joined_figures(folded)[0] if starts is None else starts:
        start = near
        while start:  # back to the first figure; "66.4/2025/NQ-CP" has a stop in its number
            before = folded[start - 1]
            if not (before.isdigit() or (before == "." and start > 1 and folded[start - 2].isdigit())):
                break
            start -= 1
        for rule_id, matches in patterns:
            match = matches(folded, start)
            if match:
                found.append(_read(match, rule_id, printed[match.start() : match.end()]))
                break
    if any(word in folded for word in _STANDARDS):
        for match in grammar["number.standard"].regex.finditer(folded):
            found.append(_read(match, "number.standard", printed[match.start() : match.end()]))
    found.sort(key=lambda n: (n.start, -n.end))
    end = -1
    for number in found:
        if number.start >= end:
            end = number.end
            yield number


def parse_number(text: str) -> DocNumber | None:
    """The first document number in a text, or None ("Số: /KH-UBND" has none yet).

    >>> parse_number("Số:215 /KH-BGDĐT").number
    '215/KH-BGDĐT'
    >>> parse_number("06/2015/TTTL-BGDĐT-BNV").number
    '06/2015/TTLT-BGDĐT-BNV'
    >>> parse_number("Số:    /KH-UBND") is None
    True
    """
    return next(iter_numbers(fold(text), text), None)
