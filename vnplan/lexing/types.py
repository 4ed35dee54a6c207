"""Types of documents: what grammars/document_types.toml knows, arranged for look-up by name, alias and code."""

from __future__ import annotations

from dataclasses import dataclass

from vnplan.grammar import Grammar, default_grammar
from vnplan.text import fold


@dataclass(frozen=True, slots=True)
class DocType:
    """A type of document: its name, official code, and what follows from the type alone.

    `issuers` holds the one issuer that the type implies (Nghị định → Chính phủ), or nothing. `small`: it may begin a
    name in small letters too; `nameless`: its type word alone is a citation; `series` is the type with which it shares
    one series of numbers; `not_after`: words before it that make it another word ("pháp luật").
    """

    name: str
    code: str | None
    codes: tuple[str, ...]
    names: tuple[str, ...]
    issuers: tuple[str, ...]
    named: bool
    short: bool
    self_: bool
    treaty: bool
    qualifiers: tuple[str, ...]
    small: bool = False
    nameless: bool = False
    series: str = ""
    not_after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TypeTable:
    """All types: by lower-case name or alias, and by code (the first entry that claims a code has it).

    `last_words`: the last word of every name, to see quickly where no type word ends.
    """

    by_name: dict[str, DocType]
    by_code: dict[str, DocType]
    types: tuple[DocType, ...]
    last_words: frozenset[str] = frozenset()

    def same_series(self, one: str, other: str) -> bool:
        """Whether two types share one series of numbers: Luật and Bộ luật, or a type with itself.

        >>> type_table().same_series("Luật", "Bộ luật"), type_table().same_series("Luật", "Nghị định")
        (True, False)
        """
        first, second = self.by_name.get(one.lower()), self.by_name.get(other.lower())
        return one == other if first is None or second is None else first.series == second.series

    def get(self, words: str) -> DocType | None:
        """The type that some printed words name: "NGHỊ  ĐỊNH" → Nghị định."""
        return self.by_name.get(" ".join(fold(words).lower().split()))


def type_table(grammar: Grammar | None = None) -> TypeTable:
    """The types that a grammar knows; without one, the default grammar's.

    >>> type_table().get("NGHỊ QUYẾT").code
    'NQ'
    """
    return (grammar or default_grammar()).compiled(_table)


def _table(grammar: Grammar) -> TypeTable:
    by_name: dict[str, DocType] = {}
    by_code: dict[str, DocType] = {}
    found = []
    for entry in grammar.entries("document_types"):
        extra = entry.model_extra or {}
        kind = DocType(
            name=entry.name,
            code=extra.get("code"),
            codes=tuple(extra.get("codes", ())),
            names=(entry.name, *entry.aliases),
            issuers=tuple(extra.get("issuers", ())),
            named=bool(extra.get("named", False)),
            short=bool(extra.get("short", False)),
            self_=bool(extra.get("self", False)),
            treaty=bool(extra.get("treaty", False)),
            qualifiers=tuple(extra.get("qualifiers", ())),
            small=bool(extra.get("small", False)),
            nameless=bool(extra.get("nameless", False)),
            series=extra.get("series", entry.name),
            not_after=tuple(extra.get("not_after", ())),
        )
        found.append(kind)
        for name in kind.names:
            by_name[fold(name).lower()] = kind
        if kind.code:
            by_code.setdefault(kind.code, kind)
    for kind in found:  # second choice: codes that another type has as its official one stay with that type
        for code in kind.codes:
            by_code.setdefault(code, kind)
    return TypeTable(by_name, by_code, tuple(found), frozenset(name.rpartition(" ")[2] for name in by_name))
