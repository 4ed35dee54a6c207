"""The Grammar: the knowledge of grammars/ as one immutable value that is passed along."""

from __future__ import annotations

import hashlib
import threading
import tomllib
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from vnplan.errors import GrammarError
from vnplan.grammar.checking import check_folder
from vnplan.grammar.cues import words_pattern
from vnplan.grammar.folders import from_environment, shipped
from vnplan.grammar.schema import Entry, Rule, RuleSet, expand, expanded_rule

T = TypeVar("T")
LISTS = "lists"
"""The file whose lists every other file may use."""


class Grammar:
    """What vnplan knows: rules and gazetteers, from the shipped folder and any number of folders laid over it.

    Files are read when the grammar is loaded and never again; rules are compiled when they are first asked for. What a
    room makes of them is kept with the grammar (`compiled`), so two grammars work side by side, in threads too.

    >>> grammar = Grammar.load()
    >>> grammar.rules("dates")["date.slashed"].regex.search("ngày 08/01/2019")["year"]
    '2019'
    """

    def __init__(self, layers: tuple[tuple[Path, Mapping[str, bytes]], ...]) -> None:
        """Use `Grammar.load`; `layers` are folders with the bytes of their files by name, the lowest first."""
        self._layers = layers
        self._lock = threading.RLock()
        self._parsed: dict[str, tuple[tuple[Path, dict[str, Any]], ...]] = {}
        self._rules: dict[str, RuleSet] = {}
        self._entries: dict[tuple[str, str], tuple[Entry, ...]] = {}
        self._compiled: dict[Any, Any] = {}

    @classmethod
    def load(cls, *folders: str | Path) -> Grammar:
        """The shipped grammar with folders of the user's own laid over it, the last on top.

        A rule of the user's replaces the shipped one of its id, or with `add` gives it more words; an entry of the same
        name gains aliases and takes the user's values; other rules and entries are added. The user's files are read,
        validated and held against their own examples here.

        Raises GrammarError that names file, entry and reason.
        """
        own = tuple(Path(folder) for folder in folders)
        for folder in own:
            if not folder.is_dir():
                raise GrammarError(f"{folder} is no folder; give the folder that holds your .toml grammar files")
        grammar = cls.laid(own)
        for folder in own:
            for problem in check_folder(grammar, folder):
                raise GrammarError(problem)
        return grammar

    @classmethod
    def laid(cls, folders: tuple[Path, ...]) -> Grammar:
        """As `load`, with nothing held against its examples: for who tells all that is wrong and not the first only."""
        below = shipped()
        own = [folder for folder in folders if folder.resolve() != below.resolve()]
        return cls(tuple((folder, _read_folder(folder)) for folder in (below, *own)))

    def __reduce__(self) -> Any:
        return Grammar.load, self.folders[1:]

    def __repr__(self) -> str:
        return f"Grammar.load({', '.join(repr(str(f)) for f in self.folders[1:])})"

    @property
    def folders(self) -> tuple[Path, ...]:
        """The folders, the shipped one first."""
        return tuple(folder for folder, _ in self._layers)

    @property
    def files(self) -> tuple[str, ...]:
        """Names of all grammar files, without ".toml"."""
        return tuple(sorted({name for _, files in self._layers for name in files}))

    def stands_in(self, name: str, folder: Path) -> bool:
        """Whether a folder of the grammar has a file."""
        return any(where == folder and name in files for where, files in self._layers)

    @property
    def fingerprint(self) -> str:
        """Twelve letters that change when any file of the grammar does."""
        found = hashlib.sha256()
        for _, files in self._layers:
            for name in sorted(files):
                found.update(name.encode())
                found.update(files[name])
        return found.hexdigest()[:12]

    def compiled(self, build: Callable[[Grammar], T]) -> T:
        """What a room makes of this grammar: `build(grammar)`, made once for a grammar and kept with it.

        >>> Grammar.load().compiled(lambda grammar: len(grammar.files)) > 20
        True
        """
        try:
            return self._compiled[build]  # type: ignore[no-any-return]
        except KeyError:
            with self._lock:
                if build not in self._compiled:
                    self._compiled[build] = build(self)
                return self._compiled[build]  # type: ignore[no-any-return]

    def tables(self, name: str) -> tuple[tuple[Path, dict[str, Any]], ...]:
        """The parsed TOML of a file with the folders it stands in, the lowest first.

        Raises GrammarError when no folder has the file, or it is no valid TOML.
        """
        known = self._parsed.get(name)
        if known is not None:
            return known
        found = []
        for folder, files in self._layers:
            if name not in files:
                continue
            try:
                found.append((folder, tomllib.loads(files[name].decode("utf-8"))))
            except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
                raise GrammarError(f"{folder / name}.toml: not valid TOML: {error}") from error
        if not found:
            where = ", ".join(map(str, self.folders))
            raise GrammarError(f"there is no grammar file {name}.toml in {where}")
        self._parsed[name] = tuple(found)
        return self._parsed[name]

    def rules(self, name: str) -> RuleSet:
        """The rules of grammars/NAME.toml with words, lists and fragments expanded.

        Raises GrammarError that names file, rule and reason.
        """
        known = self._rules.get(name)
        if known is None:
            with self._lock:
                known = self._rules[name] = self._make_rules(name)
        return known

    def lists(self, name: str = LISTS) -> Mapping[str, tuple[str, ...]]:
        """The `[lists]` of a file: words by the list's name."""
        return self.rules(name).lists

    def entries(self, name: str, table: str = "entry") -> tuple[Entry, ...]:
        """The gazetteer entries of grammars/NAME.toml, from its arrays of tables [[TABLE]].

        >>> Grammar.load().entries("places/provinces", "place")[0].name
        'An Giang'
        """
        known = self._entries.get((name, table))
        if known is None:
            with self._lock:
                known = self._entries[name, table] = self._make_entries(name, table)
        return known

    def _make_rules(self, name: str) -> RuleSet:
        by_id: dict[str, Rule] = {}
        shared = self.rules(LISTS) if name != LISTS and LISTS in self.files else None
        fragments: dict[str, str] = dict(shared.fragments) if shared else {}
        lists: dict[str, tuple[str, ...]] = {}
        for folder, data in self.tables(name):
            path = f"{folder / name}.toml"
            for key, words in data.get("lists", {}).items():
                lists[key] = (*lists.get(key, ()), *words)
                fragments[key] = words_pattern(lists[key])
            for key, pattern in data.get("fragments", {}).items():
                fragments[key] = expand(pattern, fragments, f"{path}: fragment {key}")
            seen: set[str] = set()
            for raw in data.get("rule", []):
                where = f"{path}: rule {raw.get('id', '(without id)')}"
                if raw.get("id") in seen:
                    raise GrammarError(f"{where}: the id stands twice in this file; give each rule its own")
                rule = _rule(raw, by_id, where, name, folder)
                by_id[rule.id] = rule.model_copy(update={"expanded": expanded_rule(rule, fragments, where)})
                seen.add(rule.id)
        return RuleSet(name=name, by_id=by_id, fragments=fragments, lists=lists)

    def _make_entries(self, name: str, table: str) -> tuple[Entry, ...]:
        found: dict[Any, dict[str, Any]] = {}
        lowest = True
        for folder, data in self.tables(name):
            for number, raw in enumerate(data.get(table, []), 1):
                where = f"{folder / name}.toml: {table} {raw.get('name', number)}"
                try:
                    Entry.model_validate(raw)
                except ValidationError as error:
                    raise GrammarError(f"{where}: {reason(error)}") from error
                key = raw["name"] if not lowest else (raw["name"], number)
                below = next((k for k in found if isinstance(k, tuple) and k[0] == key), None) if not lowest else None
                if below is not None:
                    found[below] = _merged(found[below], raw)
                elif key in found:
                    found[key] = _merged(found[key], raw)
                else:
                    found[key] = dict(raw)
            lowest = False
        return tuple(Entry.model_validate(raw) for raw in found.values())


def _merged(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    """An entry with more of its own: lists grow, single values are the upper one's."""
    out = dict(below)
    for key, value in above.items():
        old = out.get(key)
        out[key] = list(dict.fromkeys([*old, *value])) if isinstance(old, list) and isinstance(value, list) else value
    return out


def _rule(raw: dict[str, Any], below: Mapping[str, Rule], where: str, name: str, folder: Path) -> Rule:
    """One rule of a file; with `add`, the rule below with more words and examples."""
    place = {"file": name, "folder": str(folder)}
    try:
        if "add" not in raw:
            return Rule.model_validate(raw | place)
        base = below.get(raw.get("id", ""))
        if base is None or not base.words:
            raise GrammarError(f"{where}: add: there is no rule of this id with words to add to; correct the id")
        own = Rule.model_validate({k: v for k, v in raw.items() if k != "add"} | {"words": raw["add"]} | place)
        return base.model_copy(update={
            "words": (*base.words, *own.words), "examples": (*base.examples, *own.examples),
            "counterexamples": (*base.counterexamples, *own.counterexamples), **place,
        })  # fmt: skip
    except ValidationError as error:
        raise GrammarError(f"{where}: {reason(error)}") from error


def reason(error: ValidationError) -> str:
    """The first thing that pydantic found wrong, in one line: "words.0: Input should be a valid string"."""
    first = error.errors()[0]
    place = ".".join(map(str, first["loc"]))
    message = first["msg"].removeprefix("Value error, ")
    return f"{place}: {message}" if place else message


def _read_folder(folder: Path) -> Mapping[str, bytes]:
    files = {}
    for path in sorted(folder.rglob("*.toml")):
        try:
            files[path.relative_to(folder).with_suffix("").as_posix()] = path.read_bytes()
        except OSError as error:
            raise GrammarError(f"{path} cannot be read: {error.strerror}; check its permissions") from error
    return files


@lru_cache(maxsize=4)
def _default(folders: tuple[Path, ...]) -> Grammar:
    return Grammar.load(*folders)


def default_grammar() -> Grammar:
    """The grammar of `parse_document()`: the shipped one, with the folders that VNPLAN_GRAMMARS names laid over it."""
    return _default(from_environment())
