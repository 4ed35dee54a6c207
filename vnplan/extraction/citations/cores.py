"""Cores: type word with number, law with name, short form; each with its date and issuer.

A core is what makes a citation one; pinpoints before it are attached afterwards (`anaphora.attach`).
"""

from __future__ import annotations

from vnplan.extraction.citations.issuers import TailRules
from vnplan.extraction.citations.mentions import Mention, Trace
from vnplan.extraction.citations.names import NameRules, NameTable
from vnplan.extraction.citations.typewords import TypeWords
from vnplan.grammar import Grammar
from vnplan.lexing.anchors import Anchor, Anchors
from vnplan.lexing.numbers import DocNumber
from vnplan.lexing.types import DocType
from vnplan.text import CleanText

_LIST_GAP = 40
_TITLE_GAP = 200
_DRAFT_WINDOW = 24


class CoreRules:
    """What a grammar says about cores."""

    def __init__(self, grammar: Grammar) -> None:
        rules, numbers = grammar.rules("citations"), grammar.rules("numbers")
        self.types = grammar.compiled(TypeWords)
        self.tails = grammar.compiled(TailRules)
        self.names = grammar.compiled(NameRules)
        self.to_number = rules["law.number"].regex
        self.suffix = rules["law.suffix"].regex
        self.dated = rules["law.dated"].regex
        self.year = rules["law.year"].regex
        self.itself = rules["law.itself"].regex
        self.enacted = rules["law.enacted"].regex
        self.draft = rules["law.draft"].regex
        self.joint = rules["list.joint"].regex
        self.goes_on = rules["list.after_title"].regex
        self.series_before = rules["list.series"].regex
        self.series = rules.lists["series"]
        self.law_codes = frozenset(numbers.lists["law_codes"])
        self.speaking = frozenset(numbers.lists["speaking_codes"])
        self.issuers = frozenset(numbers.lists["issuer_codes"])


def read_cores(clean: CleanText, anchors: Anchors, names: NameTable, *, grammar: Grammar) -> list[Mention]:
    """All cores of a text in its order, none overlapping; each number anchor is used once."""
    return _Reader(clean, anchors, names, grammar.compiled(CoreRules)).read()


class _Reader:
    def __init__(self, clean: CleanText, anchors: Anchors, names: NameTable, rules: CoreRules) -> None:
        self.clean, self.anchors, self.names, self.rules = clean, anchors, names, rules

    def read(self) -> list[Mention]:
        """Laws, numbers, drafts, short forms, in this order; returned in the order of the text."""
        laws: list[Mention] = []
        end = -1
        for anchor in self.anchors.all("law"):
            if anchor.start < end:
                continue  # the law inside an amending law's name
            law = self._law(anchor)
            if law is not None:
                laws.append(law)
                end = law.end
        found = [*laws, *self._numbers(laws)]
        found += [self._blank(anchor) for anchor in self.anchors.all("blank")]
        found += [self._short(anchor) for anchor in self.anchors.all("short")]
        found.sort(key=lambda m: (m.core, -m.end))
        kept: list[Mention] = []
        for mention in found:
            if not kept or mention.core >= kept[-1].end:
                kept.append(mention)
        return kept

    # Laws.

    def _law(self, anchor: Anchor) -> Mention | None:
        rules, kind = self.rules, anchor.value
        lower, at = self.clean.lower, anchor.end
        if any(lower.endswith(f"{word} ", 0, anchor.start) for word in kind.not_after):
            return None
        if rules.itself.match(lower, at):
            return None
        name = rules.names.read(lower, at, kind, self.names)
        end = name.end
        told = rules.dated.match(lower, end) or rules.year.match(lower, end)
        if self.clean.folded[anchor.start].islower() and not (name.rule == "name.known" and told):
            return None  # "luật" in small letters is a law's type word only before a known name with number or date
        if name.rule == "name.amending" and rules.enacted.search(lower, max(0, anchor.start - 20), anchor.start):
            return None  # "Quốc hội ban hành Luật sửa đổi … của Luật X": the document itself; Luật X is what it cites
        title = self.clean.text[at:end].strip() or None
        suffix = rules.suffix.match(lower, end)
        stop = suffix.end() if suffix else end
        joint = rules.to_number.match(lower, stop)
        number = self.anchors.at("number", joint.end()) if joint else None
        value: DocNumber | None = number.value if number is not None else None
        announced = joint is not None and any(word in joint[0] for word in rules.series)
        if value is not None and title is None and not announced and not value.known:
            value = None
        if value is not None and value.type_code and value.type_code not in rules.law_codes and not kind.treaty:
            value = None
        if title is None and value is None and not kind.nameless and not rules.dated.match(lower, end):
            return None
        evidence: list[Trace] = [("type", anchor.start, anchor.end, "type word")]
        if title:
            evidence.append(("title", at + 1, end, _NAME_NOTES.get(name.rule, "name read by its words")))
        if value is not None:
            evidence.append(_number_trace(value))
            stop = max(stop, value.end)
        draft = value is None and bool(
            rules.draft.search(lower, max(0, anchor.start - _DRAFT_WINDOW), anchor.start)
        )
        date, year, issuer, submitted = None, value.year if value is not None else None, None, False
        bare = rules.year.match(lower, stop) if value is None and title else None
        if bare:  # "Luật Ngân sách nhà nước 2015"
            date, year, stop = bare["year"], int(bare["year"]), bare.end()
            evidence.append(("date", *bare.span("year"), "year after the name"))
        tail = rules.tails.read(self.clean, self.anchors, stop, year_only=bare is None)
        if tail.date is not None and not (bare and not tail.date.value.startswith(bare["year"])):
            date, year = tail.date.value, year or int(tail.date.value[:4])
            evidence.append(("date", tail.date.start, tail.date.end, "date after it"))
        if tail.issuer is not None:
            issuer = tail.issuer
            evidence.append(("issuer", *tail.issuer, "issuer after it"))
        return Mention(
            anchor.start, tail.end, anchor.start, "full", name.rule, type=kind.name, number=value,
            seq=value.seq if value is not None else None, date=date, year=year, issuer=issuer, title=title,
            draft=draft, submitted=submitted, evidence=tuple(evidence),
        )  # fmt: skip

    # Numbers.

    def _numbers(self, laws: list[Mention]) -> list[Mention]:
        floor, last = 0, None
        of_law = {law.number.start: law for law in laws if law.number is not None}
        found: list[Mention] = []
        for anchor in self.anchors.all("number"):
            value: DocNumber = anchor.value
            law = of_law.get(anchor.start)
            if law is not None:
                floor, last = max(floor, law.end), law
                continue
            if anchor.start < floor:
                continue
            mention = self._numbered(value, floor, last)
            if mention is None:
                continue
            found.append(mention)
            floor, last = mention.end, mention
        return found

    def _numbered(self, value: DocNumber, floor: int, last: Mention | None) -> Mention | None:
        before = self.rules.types.before(self.clean, value, floor)
        if before is not None:
            start, rule = before.start, before.rule
            kind: str | None = before.kind.name
            evidence: list[Trace] = [("type", start, value.start - len(before.gap), "type word")]
        else:
            alone = self._alone(value, last)
            if alone is None:
                return None
            start, rule, kind, evidence = alone
        evidence.append(_number_trace(value))
        tail = self.rules.tails.read(self.clean, self.anchors, value.end, year_only=False)
        date, year, issuer, submitted = None, value.year, None, False
        if tail.date is not None:
            date, year = tail.date.value, year or int(tail.date.value[:4])
            evidence.append(("date", tail.date.start, tail.date.end, "date after it"))
        if tail.issuer is not None:
            issuer = tail.issuer
            evidence.append(("issuer", *issuer, "issuer after it"))
        else:
            issuer = self.rules.tails.issuer_before(self.clean, self.anchors, start)
            if issuer is not None:
                submitted = True
                evidence.append(("issuer", *issuer, "the agency that submits it"))
        if date is None and before is not None:
            early = self.rules.tails.date_before(self.clean, self.anchors, start)
            if early is not None:
                date, issuer = early[0].value, issuer or early[1]
                evidence.append(("date", early[0].start, early[0].end, "date before the type word"))
        return Mention(
            start, tail.end, start, "full", rule, type=kind, number=value, seq=value.seq, date=date, year=year,
            issuer=issuer, submitted=submitted, evidence=tuple(evidence),
        )  # fmt: skip

    def _alone(self, value: DocNumber, last: Mention | None) -> tuple[int, str, str | None, list[Trace]] | None:
        """(start, rule, type, evidence) of a number without a type word: the next of a list, or one whose code tells
        its type."""
        rules, start = self.rules, self._series(value.start)
        between = self.clean.lower[last.end : value.start] if last is not None else None
        joined = between is not None and len(between) < _LIST_GAP and rules.joint.match(between) is not None
        same = last is not None and last.number is not None and value.type_code == last.number.type_code
        alike = last is not None and last.number is not None and value.issuer_codes == last.number.issuer_codes
        goes_on = alike and same and last is not None and start < value.start and self._goes_on(last.end, start)
        if last is not None and ((joined and (same or value.type_code is None)) or goes_on):
            trace: Trace = ("type", last.start, last.end, "type of the list's first instrument")
            return start, "list.number", last.type, [trace]
        dated = start < value.start and self.anchors.at("date", value.end + 1) is not None
        if (
            (value.type is not None and dated and value.type_code not in rules.law_codes)
            or (value.type is not None and value.year is not None) or value.type_code in rules.speaking
        ):  # fmt: skip
            return start, "number.alone", value.type, []
        if value.known and value.year is not None:
            kind = rules.types.types.by_name.get((last.type or "").lower()) if last is not None and joined else None
            return start, "number.alone", kind.name if kind is not None and kind.named else None, []
        if value.type is not None and value.issuer_codes and value.issuer_codes[0] in rules.issuers:
            return start, "number.alone", value.type, []
        return None

    def _goes_on(self, end: int, start: int) -> bool:
        """Whether a list goes on after the title of its last instrument: "số 12/BTC-QLG ngày … về giá xăng, số …"."""
        return start - end < _TITLE_GAP and self.rules.goes_on.fullmatch(self.clean.lower, end, start) is not None

    def _series(self, start: int) -> int:
        """Where "số" before a number begins."""
        found = self.rules.series_before.search(self.clean.lower, max(0, start - 6), start)
        return found.start("series") if found else start

    # Drafts and short forms.

    def _blank(self, anchor: Anchor) -> Mention:
        """"Thông tư số …/2016/TT-BCT": cited before it had a number."""
        kind, year, code = anchor.value
        evidence: Trace = ("type", anchor.start, anchor.end, "a number left blank")
        first = int(year) if year else None
        return self._with_tail(anchor, kind, "head.blank", "full", evidence, code=code, year=first)

    def _short(self, anchor: Anchor) -> Mention:
        """"Nghị định 71"."""
        kind, seq = anchor.value
        evidence: Trace = ("number", anchor.end - len(seq), anchor.end, "figure without its code")
        return self._with_tail(anchor, kind, "head.short", "short", evidence, seq=seq)

    def _with_tail(
        self, anchor: Anchor, kind: DocType, rule: str, form: str, first: Trace, *, seq: str | None = None,
        code: str | None = None, year: int | None = None,
    ) -> Mention:  # fmt: skip
        tail = self.rules.tails.read(self.clean, self.anchors, anchor.end, year_only=form == "short")
        evidence, date, issuer = [first], None, tail.issuer
        if tail.date is not None:
            date, year = tail.date.value, year or int(tail.date.value[:4])
            evidence.append(("date", tail.date.start, tail.date.end, "date after it"))
        if issuer is not None:
            evidence.append(("issuer", *issuer, "issuer after it"))
        submitted = issuer is None and form == "full"
        if submitted:
            issuer = self.rules.tails.issuer_before(self.clean, self.anchors, anchor.start)
            submitted = issuer is not None
        return Mention(
            anchor.start, tail.end, anchor.start, form, rule, type=kind.name, seq=seq, code=code, date=date, year=year,
            issuer=issuer, submitted=submitted, evidence=tuple(evidence),
        )  # fmt: skip


_NAME_NOTES = {"name.known": "a name the registry knows", "name.amending": "name of an amending law"}


def _number_trace(value: DocNumber) -> Trace:
    note = "; ".join(value.repairs)
    return "number", value.start, value.end, f"mended: {note}" if note else "document number"
