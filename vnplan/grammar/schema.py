"""The form of what stands in a grammar file: rules of words and patterns, entries, the examples inside both."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from vnplan.errors import GrammarError
from vnplan.grammar.cues import guarded, words_pattern

_FRAGMENT = re.compile(r"\{([a-z_][a-z0-9_]*)\}")


class Example(BaseModel):
    """A text that a rule must match, with the words it must find and the values of its groups where they matter."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str
    match: str | None = None
    groups: dict[str, str | None] = Field(default_factory=dict)


class Rule(BaseModel):
    """A cue: a list of words, a pattern, or a short pattern around `{words}`; with what it must and must not match.

    `words`: see `vnplan.grammar.cues`; they do not count directly before a word of `not_before` or after one of
    `not_after`. `pattern` may use `{words}`, the file's `[lists]` and `[fragments]`, and the lists of
    `grammars/lists.toml` as `{name}`. `flags`: i (ignore case), m (^ and $ at lines), x (verbose). In a file, `add` in
    the place of `words` gives more words to the rule of the same id in the folders below. `file` and `folder` tell
    where the rule stands.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", ignored_types=(cached_property,))

    id: str
    words: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()
    pattern: str = ""
    flags: str = ""
    source: str = ""
    note: str = ""
    values: dict[str, Any] = Field(default_factory=dict)
    examples: tuple[Example, ...] = Field(min_length=1)
    counterexamples: tuple[str, ...] = ()
    file: str = ""
    folder: str = ""
    expanded: str = Field(default="", repr=False)

    @field_validator("examples", mode="before")
    @classmethod
    def _plain_examples(cls, value: Any) -> Any:
        return [{"text": v} if isinstance(v, str) else v for v in value] if isinstance(value, list) else value

    @field_validator("flags")
    @classmethod
    def _known_flags(cls, value: str) -> str:
        if set(value) - set("imx"):
            raise ValueError("flags are letters of i, m, x")
        return value

    @model_validator(mode="after")
    def _says_something(self) -> Rule:
        if not self.words and not self.pattern:
            raise ValueError("a rule needs words or a pattern")
        if self.words and self.pattern and "{words}" not in self.pattern:
            raise ValueError("the pattern beside words must say where they stand: {words}")
        if any(not w.strip() or w != w.strip() for w in (*self.words, *self.not_before, *self.not_after)):
            raise ValueError("a word is empty or has spaces around it")
        return self

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The compiled pattern; words, lists and fragments are in it already."""
        flags = 0
        for letter in self.flags:
            flags |= {"i": re.IGNORECASE, "m": re.MULTILINE, "x": re.VERBOSE}[letter]
        return re.compile(self.expanded or self.pattern, flags)

    def fails(self) -> str:
        """What is wrong with the rule's examples, or "".

        >>> Rule(id="x", words=("hủy",), expanded=words_pattern(["hủy"]), examples=[{"text": "thủy sản"}]).fails()
        "does not match its example 'thủy sản'"
        """
        for example in self.examples:
            found = self.regex.search(example.text)
            if found is None:
                return f"does not match its example {example.text!r}"
            if example.match is not None and found[0] != example.match:
                return f"finds {found[0]!r} and not {example.match!r} in its example {example.text!r}"
            for group, value in example.groups.items():
                if group not in self.regex.groupindex:
                    return f"has no group {group!r}, which its example names"
                if (found[group] or "") != (value or ""):
                    return f"reads {group} = {found[group]!r} and not {value!r} in its example {example.text!r}"
        for text in self.counterexamples:
            if (found := self.regex.search(text)) is not None:
                return f"finds {found[0]!r} in its counterexample {text!r}"
        return ""


class RuleSet(BaseModel):
    """The rules of one file by id, in the file's order, and its lists of words."""

    model_config = ConfigDict(frozen=True)

    name: str
    by_id: dict[str, Rule]
    fragments: dict[str, str]
    lists: dict[str, tuple[str, ...]] = Field(default_factory=dict)

    def __getitem__(self, rule_id: str) -> Rule:
        try:
            return self.by_id[rule_id]
        except KeyError:
            raise GrammarError(f"grammars/{self.name}.toml has no rule {rule_id!r}; add it or correct the id") from None

    def __iter__(self) -> Iterator[Rule]:  # type: ignore[override]
        return iter(self.by_id.values())

    def group(self, prefix: str) -> tuple[Rule, ...]:
        """The rules whose id begins with a prefix ("relation.verb."), in order."""
        return tuple(rule for rule in self.by_id.values() if rule.id.startswith(prefix))


class Entry(BaseModel):
    """An entry of a gazetteer: a name, its aliases and whatever the kind of gazetteer adds."""

    model_config = ConfigDict(frozen=True, extra="allow")

    name: str
    aliases: tuple[str, ...] = ()
    source: str = ""
    examples: tuple[str, ...] = ()
    counterexamples: tuple[str, ...] = ()


def expand(pattern: str, fragments: Mapping[str, str], where: str) -> str:
    """The pattern with its {fragments} put in; fragments may use fragments that stand above them."""

    def put(found: re.Match[str]) -> str:
        if found[1] not in fragments:
            raise GrammarError(f"{where}: fragment {{{found[1]}}} is not defined; add it under [fragments] or [lists]")
        return f"(?:{fragments[found[1]]})"

    return _FRAGMENT.sub(put, pattern)


def expanded_rule(rule: Rule, fragments: Mapping[str, str], where: str) -> str:
    """The whole pattern of a rule: its words with their guards, put into its pattern.

    Raises GrammarError when a fragment is missing or the pattern does not compile.
    """
    known = dict(fragments)
    if rule.words:
        known["words"] = guarded(words_pattern(rule.words), rule.not_before, rule.not_after)
        pattern = expand(rule.pattern or "{words}", known, where)
    else:
        pattern = guarded(expand(rule.pattern, known, where), rule.not_before, rule.not_after)
    try:
        re.compile(pattern)
    except re.error as error:
        raise GrammarError(f"{where}: the pattern does not compile: {error}") from error
    return pattern
