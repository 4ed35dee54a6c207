"""The words of `vnplan ask` and what each takes."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any

EXAMPLES = """\
PATH is a corpus made by vnplan build, a file, or a folder with documents. NAME is an instrument: a number, a name, a
file name or a uri.

examples:
  vnplan ask plans.db carried-out-by 33/QĐ-TTg     which plans carry it out, and through what
  vnplan ask plans.db rests-on 655/QĐ-UBND         what it rests on, with the paths
  vnplan ask plans.db connection 58-KH/TU 33/QĐ-TTg
  vnplan ask plans.db compare 187/KH-UBND 203/KH-UBND
  vnplan ask plans.db in-force 187/KH-UBND 2023-06-01
  vnplan ask plans.db missing --limit 20

Each question has its own help: vnplan ask PATH rests-on --help"""

_QUESTIONS = {
    "rests-on": "what NAME rests on, directly or through others",
    "supports": "what rests on NAME, directly or through others",
    "carried-out-by": "the plans that carry NAME out or rest on it",
    "provinces-without": "the provinces that have no plan for NAME",
    "connection": "how two instruments are connected",
    "compare": "what two instruments both cite, and what only one",
    "changes": "what was amended, replaced or repealed by what; NAME may be left out",
    "in-force": "whether NAME was in force on DATE",
    "missing": "cited instruments that are not in the corpus, by how many cite them",
    "central": "the instruments that the others lead to most (PageRank)",
    "communities": "groups of instruments that cite each other",
}


def add_questions(command: argparse.ArgumentParser, count: Callable[[str], int]) -> None:
    """Put the questions under a command."""
    command.add_argument("path", metavar="PATH", help="a corpus, a file or a folder")
    questions = command.add_subparsers(title="questions", metavar="QUESTION", dest="question", required=True)
    found: dict[str, Any] = {}
    for name, what in _QUESTIONS.items():
        found[name] = questions.add_parser(name, help=what, description=f"{what[:1].upper()}{what[1:]}.")
        found[name].add_argument("--json", action="store_true", help="for programs")
        if name not in ("missing", "central", "communities"):
            found[name].add_argument("name", metavar="NAME", nargs="?" if name == "changes" else None)
    for name in ("rests-on", "supports"):
        found[name].add_argument("--depth", type=count, metavar="N", help="so many citations away at most")
        found[name].add_argument("--relation", action="append", metavar="R", help="follow this relation; repeatable")
        found[name].add_argument("--all-relations", action="store_true", help="follow every relation")
    for name in ("connection", "compare"):
        found[name].add_argument("other", metavar="OTHER")
    found["provinces-without"].add_argument("--on", metavar="DATE", help="of the provinces that there were then")
    found["in-force"].add_argument("on", metavar="DATE", help="2021, 2021-06 or 2021-06-30")
    for name in ("missing", "central", "communities"):
        found[name].add_argument("--limit", type=count, default=10, metavar="N", help="so many (default 10)")
    found["central"].add_argument("--engine", choices=("python", "scipy"), default="python",
                                  help="scipy for very large graphs, from a corpus file")  # fmt: skip
