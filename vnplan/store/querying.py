"""The query language of search: read into a tree, with every mistake explained at its place.

    đào tạo "giáo viên mầm non" bồi*          words, a phrase, the beginning of a word; all must be there
    (sửa đổi OR bổ sung) NOT "biên chế"       OR, NOT (or a - before it), brackets
    type:KH province:"Lai Châu" year:2019..2023 cites:33/QĐ-TTg agency:"Sở Nội vụ" role:lead
    target:"trình độ chuẩn" value:>=80%       filters, in any number

Words with accents mean exactly those words; a query without any accent is matched without accents.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeGuard

from vnplan.errors import QueryError
from vnplan.store.fields import FIELDS
from vnplan.store.words import accented, exact_words, folded_words, tokens


@dataclass(frozen=True, slots=True)
class Words:
    """Words that must stand one after the other; `prefix`: the last one is a beginning only; `bare`: not in quotes."""

    words: tuple[str, ...]
    prefix: bool = False
    bare: bool = True


@dataclass(frozen=True, slots=True)
class Filter:
    """field:value."""

    field: str
    value: str
    at: int


@dataclass(frozen=True, slots=True)
class Not:
    """What must not be there."""

    of: Node


@dataclass(frozen=True, slots=True)
class All:
    """All of these."""

    of: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Any_:
    """One of these at least."""

    of: tuple[Node, ...]


Node = Words | Filter | Not | All | Any_

_LONGEST_QUERY, _MOST_WORDS, _DEEPEST, _SHOWN = 4000, 200, 20, 60

_TOKEN = re.compile(
    r"""\s*(?:
      (?P<open>\() | (?P<close>\))
    | (?P<minus>-)(?=[\w"(])
    | (?P<field>[A-Za-z_]+):(?:"(?P<quoted>[^"]*)"|(?P<bare>[^\s()"]*))
    | "(?P<phrase>[^"]*)"(?P<star>\*?)
    | (?P<unclosed>")
    | (?P<word>[^\s()"]+)
    )""",
    re.X,
)


def read_query(query: str) -> Node:
    """The tree of a query.

    Raises QueryError that shows the place and says what is meant to stand there.

    >>> read_query('type:KH "mầm non"').of[1].words
    ('mầm', 'non')
    """
    return _Reader(query).read()


class _Reader:
    """Reads by recursive descent: or → and → not → leaf."""

    def __init__(self, query: str) -> None:
        if not isinstance(query, str):
            raise QueryError(f"a query is a str, not {type(query).__name__}; give words and filters as one text")
        if len(query) > _LONGEST_QUERY:
            raise QueryError(f"the query has {len(query)} letters; {_LONGEST_QUERY} are taken: leave words out")
        self.query, self.depth = query, 0
        self.tokens: list[tuple[str, str, str, int]] = []
        at, end = 0, len(query.rstrip())
        while at < end:
            found = _TOKEN.match(query, at)
            if found is None:  # only control characters are left
                break
            at = found.end()
            if not (found["word"] and not tokens(found["word"])):  # a dash or a comma alone says nothing
                self.tokens.append(self._token(found))
        if len(self.tokens) > _MOST_WORDS:
            count = len(self.tokens)
            raise QueryError(f"the query has {count} words and signs; {_MOST_WORDS} are taken: leave some out")
        self.next = 0
        if not self.tokens:
            raise QueryError("the query is empty; give words, or a filter such as type:KH")

    def _token(self, found: re.Match[str]) -> tuple[str, str, str, int]:
        kinds = ("open", "close", "minus", "field", "phrase", "unclosed", "word")
        kind = next(k for k in kinds if found[k] is not None)
        at = found.start(kind)
        if kind == "unclosed":
            raise self._error("this quotation mark is not closed; put another at the end of the phrase", at)
        if kind == "field":
            name = found["field"].lower()
            value = found["quoted"] if found["quoted"] is not None else found["bare"]
            if name not in FIELDS:
                hint = f'to search for the words, write them in quotes: "{found[0].strip()}"'
                raise self._error(f"there is no filter {name!r}; the filters are {', '.join(FIELDS)}; {hint}", at)
            if not value.strip():
                raise self._error(f"{name}: needs a value right after the colon, {FIELDS[name]}", at)
            return kind, name, value.strip(), at
        if kind == "phrase":
            return kind, found["phrase"], found["star"], at - 1
        if kind == "word" and found["word"] in ("AND", "OR", "NOT"):
            return found["word"].lower(), found["word"], "", at
        return kind, found[kind], "", at

    def read(self) -> Node:
        node = self._or()
        if self.next < len(self.tokens):
            raise self._error("this bracket closes nothing; take it out, or open one before", self.tokens[self.next][3])
        return node

    def _peek(self) -> str:
        return self.tokens[self.next][0] if self.next < len(self.tokens) else ""

    def _at(self) -> int:
        return self.tokens[self.next][3] if self.next < len(self.tokens) else len(self.query.rstrip())

    def _or(self) -> Node:
        found = [self._and()]
        while self._peek() == "or":
            self.next += 1
            found.append(self._and())
        return found[0] if len(found) == 1 else Any_(tuple(found))

    def _and(self) -> Node:
        found: list[Node] = []
        while True:
            if self._peek() == "and":
                if not found:
                    raise self._error("AND stands between two things; something is missing before it", self._at())
                self.next += 1
                found.append(self._not())
            elif self._peek() in ("", "close", "or"):
                break
            else:
                found.append(self._not())
        if not found:
            what = {"or": "something is missing before OR", "close": "there is nothing in these brackets"}
            raise self._error(what.get(self._peek(), "something is missing at the end"), self._at())
        return found[0] if len(found) == 1 else All(tuple(found))

    def _not(self) -> Node:
        if self._peek() in ("not", "minus"):
            self._deeper(self._at())
            self.next += 1
            inner = self._not()
            self.depth -= 1
            return Not(inner)
        return self._leaf()

    def _deeper(self, at: int) -> None:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise self._error(f"brackets and NOT stand more than {_DEEPEST} deep; take some out", at)

    def _leaf(self) -> Node:
        kind = self._peek()
        if kind == "":
            raise self._error("something is missing at the end", self._at())
        token = self.tokens[self.next]
        at = token[3]
        if kind == "open":
            self.next += 1
            self._deeper(at)
            node = self._or()
            self.depth -= 1
            if self._peek() != "close":
                raise self._error("this bracket is not closed; put a ) where it ends", at)
            self.next += 1
            return node
        if kind in ("close", "or", "and"):
            raise self._error(f"something is missing before {token[1]}", at)
        self.next += 1
        if kind == "field":
            return Filter(token[1], token[2], at)
        prefix = token[2] == "*" if kind == "phrase" else token[1].endswith("*")
        words = tuple(tokens(token[1]))
        if not words:
            raise self._error(f"{token[1]!r} holds no word to search for; take it out", at)
        return Words(words, prefix, kind == "word")

    def _error(self, message: str, at: int) -> QueryError:
        before = self.query[max(0, at - _SHOWN) : at]
        dots = "…" if at > _SHOWN else ""
        return QueryError(f"query: {message} — at {at + 1}: {dots}{before}⟦{self.query[at : at + 12]}⟧")


def words_in(node: Node) -> list[Words]:
    """All words of a tree that are wanted (those under a NOT are not)."""
    if isinstance(node, Words):
        return [node]
    if isinstance(node, All | Any_):
        return [w for child in node.of for w in words_in(child)]
    return []


def match_expression(node: Node, exact: bool) -> str:
    """A tree of words as an FTS5 expression over the exact or the folded columns.

    >>> match_expression(read_query('mầm non'), True)
    '{place heading body} : ("mầm" AND "non")'
    """
    columns = "place heading body" if exact else "place_folded heading_folded body_folded"
    return f"{{{columns}}} : {_expression(node, exact)}" if isinstance(node, Words) else (
        f"{{{columns}}} : ({_expression(node, exact)})")  # fmt: skip


def bound(node: Node) -> Node:
    """Figures bound to the word before them, as Vietnamese writes them: "Điều 8", "Nghị định [số] 71"."""
    if not isinstance(node, All):
        return node
    found: list[Node] = []
    for child in node.of:
        before = found[-1] if found else None
        if _bare(child) and child.words[0][0].isdigit() and _bare(before) and not before.words[-1][0].isdigit():
            words = (*before.words, *child.words)
            number = Words((*before.words, "số", *child.words), child.prefix)
            found[-1] = Any_((Words(words, child.prefix), number))
        else:
            found.append(child)
    return found[0] if len(found) == 1 else All(tuple(found))


def _bare(node: Node | None) -> TypeGuard[Words]:
    return isinstance(node, Words) and node.bare and not node.prefix


def boosted(node: Node) -> Node:
    """The same hits, but those first in which words that follow each other in the query do so in the text."""
    if not isinstance(node, All):
        return node
    pairs = [Words((*a.words, *b.words)) for a, b in pairwise(node.of) if _bare(a) and _bare(b)]
    return All((node, Any_((node, *pairs)))) if pairs else node


def is_exact(node: Node) -> bool:
    """Whether a query means the exact words: one of them at least carries an accent."""
    if isinstance(node, Not):
        return is_exact(node.of)
    if isinstance(node, All | Any_):
        return any(map(is_exact, node.of))
    return isinstance(node, Words) and any(map(accented, node.words))


def _expression(node: Node, exact: bool) -> str:
    if isinstance(node, Words):
        change = exact_words if exact else lambda word: folded_words(exact_words(word))
        phrase = " ".join(change(word) for word in node.words)
        return f'"{phrase}"{" *" if node.prefix else ""}'
    if isinstance(node, Any_):
        return " OR ".join(f"({_expression(child, exact)})" for child in node.of)
    assert isinstance(node, All)
    wanted = [child for child in node.of if not isinstance(child, Not)]
    text = " AND ".join(_bracketed(child, exact) for child in wanted)
    for child in node.of:
        if isinstance(child, Not):
            text = f"({text}) NOT {_bracketed(child.of, exact)}"
    return text


def _bracketed(node: Node, exact: bool) -> str:
    text = _expression(node, exact)
    return text if isinstance(node, Words) else f"({text})"
