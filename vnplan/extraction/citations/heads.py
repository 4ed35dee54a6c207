"""Heads: type word with number, law with name, short form, the document itself; with their dates and issuers."""

from __future__ import annotations

import re
from dataclasses import dataclass

from vnplan.extraction.citations.issuers import date_before, issuer_before, read_tail
from vnplan.extraction.citations.names import NameTable, name_end
from vnplan.extraction.citations.references import Reference
from vnplan.grammar import rules
from vnplan.lexing.anchors import Anchor, Anchors
from vnplan.lexing.numbers import DocNumber
from vnplan.lexing.types import DocType, TypeTable, type_table
from vnplan.text import CleanText, fold

_TO_NUMBER = re.compile(r" ?,?(?: ?\(?(?:sửa đổi|hợp nhất)\)?)? ?(?:(?:luật )?số)? ?:? ?")
_SUFFIX = re.compile(r" ?\((?:sửa đổi|hợp nhất|bổ sung)\)| sửa đổi(?= (?:năm|số|ngày) ?\d)")
_DATED = re.compile(r" (?:số:? \d|ngày \d|năm (?:19|20)\d\d)")
_DRAFT = re.compile(r"(?:dự án|dự thảo|dự luật|xây dựng) (?:các )?$")
_FORM = re.compile(r"\b(?:mẫu|biểu|phiếu|đơn|tờ khai|theo|bảng kê)\b")
_SENTENCE_END = re.compile(r"[;:\n]|[.] ")
_WINDOW = 110
_MOST_WORDS = 8


@dataclass(slots=True)
class _Before:
    """A type word before a number."""

    kind: DocType
    start: int
    gap: str
    rule: str


_made: list[tuple[TypeTable, frozenset[str], re.Pattern[str]]] = []


def _words() -> tuple[frozenset[str], re.Pattern[str]]:
    """All type words with the qualifiers that may follow them ("báo cáo thẩm tra"), as a set and as a pattern.

    Made once for the type table, which is compared by identity.
    """
    table = type_table()
    if not _made or _made[0][0] is not table:
        names = _names(table.types)
        longest_first = sorted(names, key=len, reverse=True)
        either = "|".join(re.escape(n).replace(r"\ ", " ").replace(",", " ?,") for n in longest_first)
        _made[:] = [(table, names, re.compile(rf"(?<!\w)(?:{either})(?!\w)"))]
    return _made[0][1:]


def _names(types: tuple[DocType, ...]) -> frozenset[str]:
    names = set()
    for kind in types:
        for name in kind.names:
            low = fold(name).lower()
            names.add(low)
            names.update(f"{low} {fold(q).lower()}" for q in kind.qualifiers)
    return frozenset(names)


def _ends_with(window: str, end: int) -> int:
    """Where the longest type word that ends at an offset begins; -1 for none."""
    names, found, at = _words()[0], -1, end
    for _ in range(_MOST_WORDS):
        at = window.rfind(" ", 0, at)
        if window[at + 1 : end] in names:
            found = at + 1
        if at < 0:
            break
    return found


def _base(words: str) -> DocType | None:
    """The type of a type word with its qualifiers."""
    table = type_table().by_name
    parts = words.replace(" ,", ",").split()
    for n in range(len(parts), 0, -1):
        kind = table.get(" ".join(parts[:n]))
        if kind is not None:
            return kind
    return None


def _type_before(clean: CleanText, number: DocNumber, floor: int) -> _Before | None:
    """The type word that a number belongs to: touching it, or apart with a code that agrees."""
    lower = clean.lower
    low = max(floor, number.start - _WINDOW)
    window = lower[low : number.start]
    line = window.rfind("\n") + 1
    grammar = rules("citations")
    touching, apart = grammar["head.number"].regex, grammar["head.number.apart"].regex
    end = len(window.rstrip(" :._"))
    end = len(window[: end - 2].rstrip(" ,:(")) if window.endswith("số", 0, end) else end
    at = _ends_with(window[line:], end - line)
    kind = _base(window[line + at : end]) if at >= 0 else None
    if kind is not None and touching.match(window[end:]):  # the usual form needs no search
        return _Before(kind, low + line + at, window[end:], "head.number")
    agreeing: _Before | None = None
    for found in reversed(list(_words()[1].finditer(window, line))):
        kind = _base(found[0])
        if kind is None:
            continue
        gap = window[found.end() :]
        if touching.match(gap):
            return _Before(kind, low + found.start(), gap, "head.number")
        if not apart.match(gap):
            continue
        before = _Before(kind, low + found.start(), gap, "head.number.apart")
        if number.type_code is not None and number.type_code in (kind.code, *kind.codes):
            return before
        loose = number.type_code is None and len(gap) < 60 and not _FORM.search(gap)
        if loose and agreeing is None and clean.folded[low + found.start()].isupper():
            agreeing = before
    return _abbreviated(clean, number, low) or agreeing


def _abbreviated(clean: CleanText, number: DocNumber, low: int) -> _Before | None:
    """The type's code in place of its word: "QĐ số 270/QĐ-TTg"; the number's own code must agree."""
    words = clean.folded[max(low, number.start - 12) : number.start]
    found = rules("citations")["head.abbreviated"].regex.search(words)
    if found is None:
        return None
    kind = type_table().by_code.get("CV" if found["code"] == "VB" else found["code"])
    letter = found["code"] in ("CV", "VB") and number.type_code is None
    if kind is None or not (letter or (number.type_code is not None and number.type_code in (kind.code, *kind.codes))):
        return None
    start = number.start - len(words) + found.start()
    return _Before(kind, start, words[found.end("code") :], "head.abbreviated")


class Heads:
    """Reads all heads of a text; each number anchor is used once."""

    def __init__(self, clean: CleanText, anchors: Anchors, names: NameTable) -> None:
        self.clean, self.anchors, self.names = clean, anchors, names
        self.used: set[int] = set()
        self.found: list[Reference] = []

    def read(self) -> list[Reference]:
        """Laws, numbers, short forms, in this order; returned in the order of the text."""
        end = -1
        for anchor in self.anchors.all("law"):
            if anchor.start < end:
                continue  # the law inside an amending law's name
            law = self._law(anchor)
            if law is not None:
                self.found.append(law)
                end = law.end
        self._numbers()
        for anchor in self.anchors.all("blank"):
            self._blank(anchor)
        for anchor in self.anchors.all("short"):
            self._short(anchor)
        self.found.sort(key=lambda r: (r.head, -r.end))
        kept: list[Reference] = []
        for reference in self.found:
            if not kept or reference.head >= kept[-1].end:
                kept.append(reference)
        return kept

    # Laws.

    def _law(self, anchor: Anchor) -> Reference | None:
        kind: DocType = anchor.value
        lower, at = self.clean.lower, anchor.end
        if lower[max(0, anchor.start - 5) : anchor.start] == "pháp " or lower[at : at + 4] == " này":
            return None
        end, rule = name_end(lower, at, kind, self.names)
        if self.clean.folded[anchor.start].islower() and not (rule == "name.known" and _DATED.match(lower, end)):
            return None  # "luật" in small letters is a law's type word only before a known name with number or date
        if rule == "name.amending" and lower.endswith("ban hành ", 0, anchor.start):
            return None  # "Quốc hội ban hành Luật sửa đổi … của Luật X": the document itself; Luật X is what it cites
        title = self.clean.text[at:end].strip() or None
        suffix = _SUFFIX.match(lower, end)
        stop = suffix.end() if suffix else end
        joint = _TO_NUMBER.match(lower, stop)
        number = self.anchors.at("number", joint.end()) if joint else None
        value: DocNumber | None = number.value if number is not None else None
        if value is not None and title is None and "số" not in (joint[0] if joint else ""):
            value = None if not value.known else value
        if value is not None and value.type_code and value.type_code not in _LAW_CODES and not kind.treaty:
            value, number = None, None
        if title is None and value is None and kind.name != "Hiến pháp" and not _DATED.match(lower, end):
            return None
        reference = Reference(anchor.start, stop, anchor.start, "full", rule, type=kind.name, title=title)
        reference.draft = value is None and bool(_DRAFT.search(lower, max(0, anchor.start - 24), anchor.start))
        reference.evidence.append(("type", anchor.start, anchor.end, "type word"))
        if title:
            notes = {"name.known": "a name the registry knows", "name.amending": "name of an amending law"}
            reference.evidence.append(("title", at + 1, end, notes.get(rule, "name read by its words")))
        if value is not None and number is not None:
            self.used.add(number.start)
            self._number(reference, value)
        self._tail(reference, year_only=True)
        return reference

    # Numbers.

    def _numbers(self) -> None:
        floor, last = 0, None
        laws = {r.number.start: r for r in self.found if r.number is not None}
        for anchor in self.anchors.all("number"):
            value: DocNumber = anchor.value
            if anchor.start in self.used:
                last = laws.get(anchor.start)
                floor = max(floor, last.end if last else 0)
                continue
            if anchor.start < floor:
                continue
            before = _type_before(self.clean, value, floor)
            if before is not None:
                reference = Reference(before.start, value.end, before.start, "full", before.rule, type=before.kind.name)
                reference.evidence.append(("type", before.start, value.start - len(before.gap), "type word"))
            else:
                inherited = self._list_type(value, last)
                if inherited is None:
                    continue
                reference = inherited
            self._number(reference, value)
            self._tail(reference, year_only=False)
            if reference.date is None and before is not None:
                early = date_before(self.clean, self.anchors, before.start)
                if early is not None:
                    reference.date, reference.issuer = early[0].value, reference.issuer or early[1]
                    reference.evidence.append(("date", early[0].start, early[0].end, "date before the type word"))
            self.found.append(reference)
            floor, last = reference.end, reference

    def _list_type(self, value: DocNumber, last: Reference | None) -> Reference | None:
        """A number without a type word: the next of a list, or a code that tells its type."""
        start = self._series(value.start)
        between = self.clean.lower[last.end : value.start] if last is not None else None
        joined = between is not None and len(between) < 40 and rules("citations")["list.joint"].regex.match(between)
        same = last is not None and last.number is not None and value.type_code == last.number.type_code
        if last is not None and joined and (same or value.type_code is None):
            reference = Reference(start, value.end, start, "full", "list.number", type=last.type)
            reference.evidence.append(("type", last.start, last.end, "type of the list's first instrument"))
            return reference
        alike = last is not None and last.number is not None and value.issuer_codes == last.number.issuer_codes
        if last is not None and alike and same and start < value.start and self._goes_on(last.end, start):
            reference = Reference(start, value.end, start, "full", "list.number", type=last.type)
            reference.evidence.append(("type", last.start, last.end, "type of the list's first instrument"))
            return reference
        dated = start < value.start and self.anchors.at("date", value.end + 1) is not None
        if value.type is not None and dated and value.type_code not in _LAW_CODES:
            return Reference(start, value.end, start, "full", "number.alone", type=value.type)
        if (value.type is not None and value.year is not None) or value.type_code in _SPEAKING:
            return Reference(start, value.end, start, "full", "number.alone", type=value.type)
        if value.known and value.year is not None:
            kind = last.type if last is not None and last.type in ("Luật", "Bộ luật") and joined else None
            return Reference(start, value.end, start, "full", "number.alone", type=kind)
        if value.type is not None and value.issuer_codes and value.issuer_codes[0] in _ISSUERS:
            return Reference(start, value.end, start, "full", "number.alone", type=value.type)
        return None

    def _goes_on(self, end: int, start: int) -> bool:
        """Whether a list goes on after the title of its last instrument: "số 12/BTC-QLG ngày … về giá xăng, số …"."""
        between = self.clean.lower[end:start]
        return len(between) < 200 and between.endswith((", ", " và ")) and not _SENTENCE_END.search(between)

    def _series(self, start: int) -> int:
        """Where "số" before a number begins."""
        before = self.clean.lower[max(0, start - 5) : start].rstrip(" :")
        if before.endswith("số") and not before[:-2][-1:].isalnum():
            return self.clean.lower.rindex("số", 0, start)
        return start

    def _number(self, reference: Reference, value: DocNumber) -> None:
        reference.number, reference.seq = value, value.seq
        reference.end = max(reference.end, value.end)
        if value.year is not None:
            reference.year = value.year
        note = "; ".join(value.repairs)
        reference.evidence.append(("number", value.start, value.end, f"mended: {note}" if note else "document number"))

    def _tail(self, reference: Reference, year_only: bool) -> None:
        tail = read_tail(self.clean, self.anchors, reference.end, year_only)
        if tail.date is not None:
            reference.date = tail.date.value
            reference.evidence.append(("date", tail.date.start, tail.date.end, "date after it"))
            if reference.year is None:
                reference.year = int(tail.date.value[:4])
        if tail.issuer is not None:
            reference.issuer = tail.issuer
            reference.evidence.append(("issuer", *tail.issuer, "issuer after it"))
        elif not year_only:
            early = issuer_before(self.clean, self.anchors, reference.head)
            if early is not None:
                reference.issuer, reference.submitted = early, True
                reference.evidence.append(("issuer", *early, "the agency that submits it"))
        reference.end = tail.end

    # Drafts and short forms.

    def _blank(self, anchor: Anchor) -> None:
        """"Thông tư số …/2016/TT-BCT": cited before it had a number."""
        kind, year, code = anchor.value
        reference = Reference(anchor.start, anchor.end, anchor.start, "full", "head.blank", type=kind.name)
        reference.year, reference.code = int(year) if year else None, code
        reference.evidence.append(("type", anchor.start, anchor.end, "a number left blank"))
        self._tail(reference, year_only=False)
        self.found.append(reference)

    def _short(self, anchor: Anchor) -> None:
        kind, seq = anchor.value
        reference = Reference(anchor.start, anchor.end, anchor.start, "short", "head.short", type=kind.name, seq=seq)
        reference.evidence.append(("number", anchor.end - len(seq), anchor.end, "figure without its code"))
        tail = read_tail(self.clean, self.anchors, anchor.end, True)
        if tail.date is not None:
            reference.date, reference.year = tail.date.value, int(tail.date.value[:4])
            reference.evidence.append(("date", tail.date.start, tail.date.end, "date after it"))
        if tail.issuer is not None:
            reference.issuer = tail.issuer
            reference.evidence.append(("issuer", *tail.issuer, "issuer after it"))
        reference.end = tail.end
        self.found.append(reference)


#: Codes in the numbers of laws and ordinances; another code after a law's name is another instrument's.
_LAW_CODES = frozenset({"L", "LCT", "PL", "BL", "HP", "SL", "LPQT"})
#: Codes that tell the type without a type word.
_SPEAKING = frozenset({"VBHN", "QCVN", "TCVN", "TCXDVN"})
_ISSUERS = frozenset({"TTg", "CP", "TW", "TU", "UBND", "HĐND", "UB"})
