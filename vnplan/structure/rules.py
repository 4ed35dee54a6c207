"""What structure asks of a paragraph's words, compiled from the grammars."""

from __future__ import annotations

import re

from vnplan.grammar import Grammar
from vnplan.grammar.merging import any_of
from vnplan.layout.labels import Labels
from vnplan.layout.rules import Firsts, TypeLines


class StructureRules:
    """The patterns of openers, header, signature, furniture, amendments and texts without a header."""

    def __init__(self, grammar: Grammar) -> None:
        self.labels, self.type_lines = grammar.compiled(Labels), grammar.compiled(TypeLines)
        self._openers(grammar)
        self._header(grammar)
        self._signature(grammar)
        self._without_header(grammar)
        amendments = grammar.rules("amendments")
        self.amend_lead, self.amend_verb = amendments["amend.lead"].regex, amendments["amend.verb"].regex
        self.amend_next, self.quote_closes = amendments["amend.next"].regex, amendments["quote.closes"].regex

    def _openers(self, grammar: Grammar) -> None:
        openers = grammar.rules("openers")
        self.quoc_hieu, self.tieu_ngu = openers["open.quoc_hieu"].regex, openers["open.tieu_ngu"].regex
        self.place_date = openers["open.place_date"].regex
        self.basis, self.legal_basis = openers["open.basis"].regex, openers["open.legal_basis"].regex
        self.about, self.addressee = openers["open.about"].regex, openers["open.addressee"].regex
        self.kem_theo, self.attached = openers["open.kem_theo"].regex, openers["open.attached"].regex
        self.phu_luc, self.mau = openers["open.phu_luc"].regex, openers["open.mau"].regex
        self.appendix_number = openers["open.appendix_number"].regex
        self.appendix_type: str = openers["open.phu_luc"].values["type"]
        self.form_type: str = openers["open.mau"].values["type"]
        self.decides, self.issuer = openers["open.decides"].regex, openers["open.issuer"].regex

    def _header(self, grammar: Grammar) -> None:
        header, translations = grammar.rules("header"), grammar.rules("translations")
        self.number_line = any_of(
            (grammar.rules("openers")["open.number"].regex, header["header.bare_number"].regex)
        )
        self.number_mark = header["header.number_mark"].regex
        self.number, self.blank = header["header.number"].regex, header["header.blank"].regex
        self.dated_place, self.date_alone = header["header.place_date"].regex, header["header.date"].regex
        self.seam, self.of_body = header["header.seam"].regex, header["header.of_body"].regex
        self.sentence, self.adoption = header["header.sentence"].regex, header["adoption.clause"].regex
        self.letter_type: str = header["header.letter"].values["type"]
        self.legislation = re.compile(r"\d+/\d{4}/")
        self.english_number, self.english_date = (translations[f"english.{n}"].regex for n in ("number", "date"))
        self.months = translations.lists["months"]

    def _signature(self, grammar: Grammar) -> None:
        signature = grammar.rules("signature")
        self.recipients, self.recipient_line = (signature[f"recipients.{n}"].regex for n in ("start", "line"))
        self.authority, self.position = (signature[f"signature.{n}"].regex for n in ("authority", "position"))
        self.name, self.signed = signature["signature.name"].regex, signature["signature.signed"].regex
        self.deputy, self.inner = signature["signature.deputy"].regex, signature["signature.inner"].regex

    def _without_header(self, grammar: Grammar) -> None:
        found, furniture = grammar.rules("without_header"), grammar.rules("furniture")
        self.caption, self.caption_named = found["caption.line"].regex, found["caption.named"].regex
        self.caption_issuer, self.caption_day = found["caption.issuer"].regex, found["caption.day"].regex
        self.parent, self.parent_issuer = found["attachment.parent"].regex, found["attachment.issuer"].regex
        self.enforced, self.self_named = found["self.enforced"].regex, found["self.named"].regex
        self.weak_self = frozenset(found["self.named"].values["weak"])
        self.self_word: str = found["self.named"].values["word"]
        self.told = found["report.told"].regex
        chrome = [r for r in furniture if r.values["kind"] == "chrome"]
        self.tail = Firsts(r.regex for r in chrome if r.values["at"] == "tail")
        self.head = Firsts(r.regex for r in chrome if r.values["at"] == "head")
