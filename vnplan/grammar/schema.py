"""The form of a grammar file: rules with fragments, gazetteer entries, and the examples inside both."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, field_validator

from vnplan.errors import GrammarError

_FRAGMENT = re.compile(r"\{([a-z_][a-z0-9_]*)\}")


class Example(BaseModel):
    """A text that a rule must match, with the words it must find and the values of its groups where they matter."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str
    match: str | None = None
    groups: dict[str, str | None] = Field(default_factory=dict)


class Rule(BaseModel):
    """A pattern with named groups, where it comes from, and what it must and must not match.

    `pattern` may use the file's fragments as {name}. `flags`: i (ignore case), m (^ and $ at lines), x (verbose).
    """

    model_config = ConfigDict(frozen=True, extra="forbid", ignored_types=(cached_property,))

    id: str
    pattern: str
    flags: str = ""
    source: str = ""
    note: str = ""
    values: dict[str, Any] = Field(default_factory=dict)
    examples: tuple[Example, ...] = Field(min_length=1)
    counterexamples: tuple[str, ...] = ()

    @field_validator("examples", mode="before")
    @classmethod
    def _plain_examples(cls, value: Any) -> Any:
        return [{"text": v} if isinstance(v, str) else v for v in value] if isinstance(value, list) else value

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The compiled pattern (fragments are in it already)."""
        flags = 0
        for letter in self.flags:
            flags |= {"i": re.IGNORECASE, "m": re.MULTILINE, "x": re.VERBOSE}[letter]
        return re.compile(self.pattern, flags)


class RuleSet(BaseModel):
    """The rules of one file by id, in the file's order."""

    model_config = ConfigDict(frozen=True)

    name: str
    by_id: dict[str, Rule]
    fragments: dict[str, str]

    def __getitem__(self, rule_id: str) -> Rule:
        try:
            return self.by_id[rule_id]
        except KeyError:
            raise GrammarError(f"grammars/{self.name}.toml has no rule {rule_id!r}; add it or correct the id") from None

    def __iter__(self) -> Any:
        return iter(self.by_id.values())


class Entry(BaseModel):
    """An entry of a gazetteer: a name, its aliases and whatever the kind of gazetteer adds."""

    model_config = ConfigDict(frozen=True, extra="allow")

    name: str
    aliases: tuple[str, ...] = ()
    source: str = ""
    examples: tuple[str, ...] = ()
    counterexamples: tuple[str, ...] = ()


def expand(pattern: str, fragments: dict[str, str], where: str) -> str:
    """The pattern with its {fragments} put in; fragments may use fragments that stand above them."""

    def put(found: re.Match[str]) -> str:
        if found[1] not in fragments:
            raise GrammarError(f"{where}: fragment {{{found[1]}}} is not defined; add it under [fragments]")
        return f"(?:{fragments[found[1]]})"

    return _FRAGMENT.sub(put, pattern)
