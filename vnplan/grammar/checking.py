"""Holds a grammar against its own examples: what `vnplan grammar check` and `Grammar.load` with a user's folder do."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from vnplan.errors import GrammarError
from vnplan.grammar.forms import misfits

if TYPE_CHECKING:
    from vnplan.grammar.grammar import Grammar


def check_folder(grammar: Grammar, folder: Path) -> Iterator[str]:
    """What is wrong with the files of one folder of a grammar, a line each with file, entry and reason."""
    for name in grammar.files:
        try:
            tables = [data for where, data in grammar.tables(name) if where == folder]
            if not tables:
                continue
            if folder != grammar.folders[0]:
                for misfit in misfits(grammar, folder, name):
                    yield f"{folder / name}.toml: {misfit}"
            for rule in grammar.rules(name):
                if rule.folder == str(folder) and (why := rule.fails()):
                    yield f"{folder / name}.toml: rule {rule.id}: {why}"
            for table, value in tables[0].items():
                if table not in ("rule", "instrument") and isinstance(value, list):
                    grammar.entries(name, table)
        except GrammarError as error:
            yield str(error)


def counted(grammar: Grammar, folder: Path) -> tuple[int, int, int, int]:
    """How many files, rules, examples and entries one folder of a grammar has; broken files count as files only."""
    files = rules = examples = entries = 0
    for name in grammar.files:
        try:
            tables = [data for where, data in grammar.tables(name) if where == folder]
        except GrammarError:
            files += 1
            continue
        for data in tables:
            files += 1
            for table, rows in data.items():
                if table == "rule":
                    rules += len(rows)
                    examples += sum(len(row.get("examples", ())) + len(row.get("counterexamples", ())) for row in rows)
                elif isinstance(rows, list):
                    entries += len(rows)
    return files, rules, examples, entries
