"""What layout knows of a line from its words, compiled from the grammars: furniture, openers, labels, type lines."""

from __future__ import annotations

import re
from collections.abc import Iterable

from vnplan.grammar import Grammar
from vnplan.grammar.firsts import first_letters
from vnplan.grammar.merging import any_of
from vnplan.layout.labels import Labels
from vnplan.text import fold

_LONGEST_FURNITURE = 90
_COLUMN_OPENERS = ("open.quoc_hieu", "open.tieu_ngu", "open.number")
_COLUMN_SIGNATURE = ("recipients.start", "signature.authority", "signature.position")


class Firsts:
    """Patterns by the letter that a text begins with: one merged pattern a letter, tried only where it can match."""

    __slots__ = ("_by_letter", "_rest")

    def __init__(self, patterns: Iterable[re.Pattern[str]]) -> None:
        told = [(pattern, first_letters(pattern)) for pattern in patterns]
        letters = {letter for _, firsts in told for letter in firsts or ()}
        self._by_letter = {
            letter: any_of(p for p, firsts in told if firsts is None or letter in firsts) for letter in letters
        }
        rest = [p for p, firsts in told if firsts is None]
        self._rest = any_of(rest) if rest else None

    @property
    def letters(self) -> frozenset[str] | None:
        """The letters that a match can begin with; None for any."""
        return frozenset(self._by_letter) if self._rest is None else None

    def match(self, text: str) -> re.Match[str] | None:
        """A match of one of the patterns at the start of a text."""
        pattern = self._by_letter.get(text[:1], self._rest)
        return pattern.match(text) if pattern is not None else None


class TypeLines:
    """Lines in capitals that are the type of an instrument."""

    def __init__(self, grammar: Grammar) -> None:
        self._names = {
            fold(name).upper(): e.name for e in grammar.entries("document_types") for name in (*e.aliases, e.name)
        }
        for entry in grammar.entries("translations"):
            self._names |= {n.upper(): entry.name for n in (entry.model_extra or {}).get("english", ())}

    def of(self, text: str) -> str | None:
        """The type that a line is, or None.

        >>> lines = TypeLines(Grammar.load())
        >>> lines.of("KẾ HOẠCH"), lines.of("KẾ HOẠCH NĂM 2025")
        ('Kế hoạch', None)
        """
        return self._names.get(fold(text).rstrip(" .:*")) if text.isupper() else None


class LayoutRules:
    """Everything that layout asks of a line's words; made once for a grammar."""

    def __init__(self, grammar: Grammar) -> None:
        furniture, openers = grammar.rules("furniture"), grammar.rules("openers")
        signature, wrapping = grammar.rules("signature"), grammar.rules("wrapping")
        self.labels = grammar.compiled(Labels)
        self.type_lines = grammar.compiled(TypeLines)
        page = [r for r in furniture if r.values["kind"] != "chrome"]
        self._furniture = tuple((r.regex, str(r.values["kind"])) for r in page)
        self._any_furniture = Firsts(r.regex for r in page)
        self.furniture_letters = self._any_furniture.letters  # None: any letter
        self._long_furniture = Firsts(r.regex for r in page if r.values.get("long"))
        chrome = [r for r in furniture if r.values["kind"] == "chrome"]
        self._openers = (
            *(
                (r.regex, bool(r.values.get("solo")), bool(r.values.get("closed")))
                for r in openers
                if not (r.values.get("before_basis") or r.values.get("header"))
            ),
            *((r.regex, True, False) for r in chrome),
            (signature["recipients.start"].regex, False, False),
            (signature["signature.authority"].regex, False, False),
        )
        self._any_opener = Firsts(pattern for pattern, _, _ in self._openers)
        self._columns = Firsts(
            [openers[n].regex for n in _COLUMN_OPENERS] + [signature[n].regex for n in _COLUMN_SIGNATURE]
        )
        heads = [r.regex for r in chrome if r.values.get("at") == "head"]
        # Lines in lower case that open a paragraph of their own: lines of a web page, "V/v" in lower case.
        self.lower_openers = Firsts([*heads, wrapping["wrap.lower_opener"].regex])
        self.issuer, self.basis = openers["open.issuer"].regex, openers["open.basis"].regex
        self.legal_basis = openers["open.legal_basis"].regex
        self.addressee, self.authority = openers["open.addressee"].regex, signature["signature.authority"].regex
        self.position, self.name = signature["signature.position"].regex, signature["signature.name"].regex
        self.open_end, self.reference_end = wrapping["wrap.open_end"].regex, wrapping["wrap.reference_end"].regex
        self.dash_name, self.cited = wrapping["wrap.dash_name"].regex, wrapping["wrap.cited"].regex
        self.numbered, self.bare_label = wrapping["wrap.numbered"].regex, wrapping["wrap.bare_label"].regex
        self.label_word = wrapping["wrap.label_word"].regex

    def furniture_kind(self, text: str) -> str:
        """Kind of furniture that a line is; "" for none.

        >>> rules = LayoutRules(Grammar.load())
        >>> rules.furniture_kind("Trang 2/5"), rules.furniture_kind("Trang bị tài liệu")
        ('page', '')
        """
        known = self._any_furniture if len(text) <= _LONGEST_FURNITURE else self._long_furniture
        if known.match(text) is None:
            return ""
        return next(kind for pattern, kind in self._furniture if pattern.match(text))

    def opener_of(self, text: str) -> tuple[bool, bool] | None:
        """(stands alone, needs a stop before it) for a line that opens a paragraph by its words."""
        if self._any_opener.match(text) is None:
            return None
        return next(((solo, closed) for pattern, solo, closed in self._openers if pattern.match(text)), None)

    def in_columns(self, text: str) -> bool:
        """Whether a text begins as what a header or a signature sets side by side does."""
        return self._columns.match(text) is not None
