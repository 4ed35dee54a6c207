"""Keys of indicators: equal for the same indicator in any document, whatever its wording.

A key is the normal form of the noun phrase: short forms written out and other words for one thing replaced
(grammars/indicators.toml), places, articles and measures that the unit tells left out, the rest in one order, after
what the value is measured in. Nothing is guessed: where too little is left to tell what is counted there is no key.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from vnplan.grammar import Entry, Grammar, default_grammar
from vnplan.grammar.cues import words_pattern
from vnplan.text import fold, lower

_TOKEN = re.compile(r"[^\W_]+")
_ASIDE = re.compile(r"\([^()]*\)|\[[^\]]*\]|[“”\"‘’]")
_LONGEST = 16
_LEAST = 2
#: What the value is measured in: one sign for all units of a dimension, so that tỷ đồng and triệu đồng are compared.
_SIGNS = {"percent": "%", "money": "đ", "count": "n", "work": "n", "area": "area", "weight": "weight"}


@dataclass(frozen=True, slots=True)
class Key:
    """A key and how it came about: `joins` are the words that were replaced or left out, each with its reason."""

    key: str | None
    joins: tuple[tuple[str, str], ...]


class KeyRules:
    """The words of grammars/indicators.toml: `grammar.compiled(KeyRules)`."""

    def __init__(self, grammar: Grammar) -> None:
        self.replaced: dict[str, tuple[str, str]] = {}
        self.first: dict[str, int] = {}
        for entry in grammar.entries("indicators", "same"):
            for alias in (entry.name, *entry.aliases):
                self._add(alias, entry.name, f"= {entry.name}")
        for entry in grammar.entries("indicators", "drop"):
            for word in _words(entry):
                self._add(word, "", entry.name)
        kinds = [word for entry in grammar.entries("indicators", "place") for word in _words(entry)]
        self.place = re.compile(rf"(?i:{words_pattern(kinds)})((?: [^\W\d_]+){{1,4}})")
        self.whole = frozenset(
            _normal(word) for entry in grammar.entries("indicators", "whole") for word in _words(entry)
        )

    def _add(self, phrase: str, name: str, reason: str) -> None:
        tokens = _TOKEN.findall(lower(fold(phrase)))
        self.replaced.setdefault(" ".join(tokens), (name, reason))
        self.first[tokens[0]] = max(self.first.get(tokens[0], 0), len(tokens))

    def key(self, indicator: str, dimension: str, rate: str = "") -> Key:
        """The key of an indicator's words with the dimension of its value and the rate of its unit ("/người").

        >>> rules = KeyRules(Grammar.load())
        >>> one, other = "Tỷ lệ dân số tham gia BHYT", "người dân tỉnh Hà Giang được tham gia bảo hiểm y tế"
        >>> rules.key(one, "percent").key == rules.key(other, "percent").key
        True
        >>> rules.key("Tỷ lệ dân số tham gia BHYT", "percent").key
        '%: bảo dân gia hiểm người tham tế y'
        >>> rules.key("số lượng", "count").key is None
        True
        """
        text = self.place.sub(_without_name, _ASIDE.sub(" ", fold(indicator)))
        tokens = _TOKEN.findall(lower(text))
        words: list[str] = []
        joins: list[tuple[str, str]] = []
        i = 0
        while i < len(tokens):
            size = min(self.first.get(tokens[i], 0), _LONGEST, len(tokens) - i)
            while size and (phrase := " ".join(tokens[i : i + size])) not in self.replaced:
                size -= 1
            if size:
                name, reason = self.replaced[phrase]
                words += _TOKEN.findall(name)
                if name != phrase:
                    joins.append((phrase, reason))
                i += size
            else:
                words.append(tokens[i])
                i += 1
        content = sorted(set(words))
        if len(content) < _LEAST and " ".join(content) not in self.whole:
            return Key(None, tuple(joins))
        sign = _SIGNS.get(dimension, dimension) + rate
        return Key(f"{sign}: {' '.join(content)}", tuple(joins))


def _without_name(found: re.Match[str]) -> str:
    """The words after a place's name; all of them where no name follows its kind ("thành phố đủ điều kiện")."""
    words = found[1].split()
    named = 0
    while named < len(words) and words[named][0].isupper():
        named += 1
    return " " + " ".join(words[named:]) if named else found[0]


def _words(entry: Entry) -> list[str]:
    return list((entry.model_extra or {}).get("words", ()))


def _normal(phrase: str) -> str:
    return " ".join(sorted(set(_TOKEN.findall(lower(fold(phrase))))))


def rate_of(unit: str) -> str:
    """What a value is counted by, as far as it makes another indicator: "/người" of "triệu đồng/người/năm".

    >>> rate_of("triệu đồng/người/năm"), rate_of("%/năm"), rate_of("bác sĩ/10.000 dân")
    ('/người', '', '/10.000 dân')
    """
    head, *rates = unit.split("/")
    return "".join(f"/{rate}" for rate in rates if rate not in ("năm", "tháng", "quý") and head)


def indicator_key(
    indicator: str, unit: str = "%", dimension: str = "percent", *, grammar: Grammar | None = None
) -> str | None:
    """The key of an indicator; None where its words do not tell what is counted.

    >>> one = indicator_key("Tỷ lệ xã, phường trên địa bàn tỉnh không có ma túy")
    >>> one == indicator_key("đơn vị hành chính cấp xã không ma túy")
    True
    """
    return (grammar or default_grammar()).compiled(KeyRules).key(indicator, dimension, rate_of(unit)).key
