"""Finds grammars/ (in the wheel or beside the package in a checkout), reads TOML, and validates it."""

from __future__ import annotations

import os
import re
import sys
import tomllib
import warnings
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from vnplan.errors import GrammarError
from vnplan.grammar.schema import Entry, Rule, RuleSet, expand

_user_folders: list[Path] = []


def shipped() -> Path:
    """The grammars that come with the package."""
    package = Path(__file__).resolve().parent.parent
    for folder in (package / "grammars", package.parent / "grammars"):
        if folder.is_dir():
            return folder
    raise GrammarError("the folder grammars/ is neither in the package nor beside it; install vnplan again")


def use_folder(path: str | Path) -> None:
    """Lay a folder of grammar files over the shipped ones: its rules replace those of the same id, entries are added.

    Call it before the first document is parsed, since patterns are compiled once; a RuntimeWarning says so when it
    comes too late. The environment variable VNPLAN_GRAMMARS (folders parted by os.pathsep) does the same from the
    start, also for the command line. Raises GrammarError when the folder does not exist.
    """
    folder = Path(path)
    if not folder.is_dir():
        raise GrammarError(f"{folder} is no folder; give the folder that holds your .toml grammar files")
    if "vnplan.parser" in sys.modules:
        warnings.warn(
            f"{folder}: some patterns are compiled already and keep their old form; call use_folder() before the first "
            "parse_document(), or set VNPLAN_GRAMMARS", RuntimeWarning, stacklevel=2)  # fmt: skip
    _user_folders.append(folder)
    for cached in (_read, rules, entries):
        cached.cache_clear()


def folders() -> tuple[Path, ...]:
    """The folders in the order in which they are read."""
    return (shipped(), *_from_environment(), *_user_folders)


def _from_environment() -> list[Path]:
    found = [Path(p) for p in os.environ.get("VNPLAN_GRAMMARS", "").split(os.pathsep) if p]
    for folder in found:
        if not folder.is_dir():
            raise GrammarError(f"VNPLAN_GRAMMARS names {folder}, which is no folder; correct the variable")
    return found


def files() -> tuple[str, ...]:
    """Names of all grammar files, without ".toml"."""
    return tuple(sorted({p.relative_to(f).with_suffix("").as_posix() for f in folders() for p in f.rglob("*.toml")}))


@cache
def _read(name: str) -> tuple[tuple[Path, dict[str, Any]], ...]:
    found = []
    for folder in folders():
        path = folder / f"{name}.toml"
        if not path.is_file():
            continue
        try:
            found.append((path, tomllib.loads(path.read_text(encoding="utf-8"))))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise GrammarError(f"{path}: not valid TOML: {error}") from error
    if not found:
        raise GrammarError(f"there is no grammar file {name}.toml in {', '.join(map(str, folders()))}")
    return tuple(found)


@cache
def rules(name: str) -> RuleSet:
    """The pattern rules of grammars/NAME.toml, fragments expanded and checked.

    Raises GrammarError that names file, rule and reason.

    >>> rules("dates")["date.slashed"].regex.search("ngày 08/01/2019")["year"]
    '2019'
    """
    by_id: dict[str, Rule] = {}
    fragments: dict[str, str] = {}
    for path, data in _read(name):
        for key, pattern in data.get("fragments", {}).items():
            fragments[key] = expand(pattern, fragments, f"{path}: fragment {key}")
        for raw in data.get("rule", []):
            where = f"{path}: rule {raw.get('id', '(without id)')}"
            try:
                rule = Rule.model_validate(raw | {"pattern": expand(raw.get("pattern", ""), fragments, where)})
                rule.regex  # noqa: B018  compiles, so that a bad pattern is found here
            except ValidationError as error:
                first = error.errors()[0]
                raise GrammarError(f"{where}: {'.'.join(map(str, first['loc']))}: {first['msg']}") from error
            except (re.error, KeyError) as error:
                raise GrammarError(f"{where}: the pattern does not compile: {error}") from error
            by_id[rule.id] = rule
    return RuleSet(name=name, by_id=by_id, fragments=fragments)


@cache
def entries(name: str, table: str = "entry") -> tuple[Entry, ...]:
    """The gazetteer entries of grammars/NAME.toml, from its arrays of tables [[TABLE]]."""
    found = []
    for path, data in _read(name):
        for number, raw in enumerate(data.get(table, []), 1):
            try:
                found.append(Entry.model_validate(raw))
            except ValidationError as error:
                first = error.errors()[0]
                where = f"{path}: {table} {raw.get('name', number)}"
                raise GrammarError(f"{where}: {'.'.join(map(str, first['loc']))}: {first['msg']}") from error
    return tuple(found)
