"""Anchors: what one pass over the clean text finds for the extractors to compose."""

from vnplan.lexing.anchors import Anchor, Anchors, lex
from vnplan.lexing.dates import parse_date
from vnplan.lexing.numbers import DocNumber, parse_number
from vnplan.lexing.types import DocType, type_table

__all__ = ["Anchor", "Anchors", "DocNumber", "DocType", "lex", "parse_date", "parse_number", "type_table"]
