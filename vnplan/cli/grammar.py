"""`vnplan grammar`: a folder of grammar files checked, and the rules that fire on a text."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from vnplan.cli.tables import table
from vnplan.errors import GrammarError
from vnplan.grammar import Grammar, default_grammar
from vnplan.grammar.checking import check_folder, counted
from vnplan.grammar.firing import firings
from vnplan.grammar.folders import shipped


def run(arguments: argparse.Namespace) -> int:
    """Check a folder, or explain a text; returns the exit code."""
    if arguments.what == "check":
        return _check(Path(arguments.folder) if arguments.folder else shipped())
    return _explain(arguments.text, arguments.folder, arguments.json)


def _check(folder: Path) -> int:
    if not folder.is_dir():
        raise GrammarError(f"{folder} is no folder; give the folder that holds your .toml grammar files")
    grammar = Grammar.laid((folder,))
    problems = list(dict.fromkeys(check_folder(grammar, grammar.folders[-1])))
    for problem in problems:
        print(problem)
    files, rules, examples, entries = counted(grammar, grammar.folders[-1])
    verdict = f"{len(problems)} to mend" if problems else "all hold"
    print(f"{folder}: {files} files, {rules} rules with {examples} examples, {entries} entries: {verdict}")
    return 1 if problems else 0


def _explain(text: str, folder: str | None, as_json: bool) -> int:
    grammar = Grammar.load(folder) if folder else default_grammar()
    found = firings(grammar, text)
    if as_json:
        print(json.dumps([f._asdict() for f in found], ensure_ascii=False, indent=2))
        return 0
    if not found:
        print("no rule and no entry finds anything in it")
        return 0
    print(table(("at", "words", "file", "rule or entry"),
                [(f"{f.start}-{f.end}", f.words, f"{f.file}.toml", f.rule) for f in found]))  # fmt: skip
    return 0
