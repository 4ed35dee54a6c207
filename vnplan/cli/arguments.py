"""The commands and their arguments, with help that a person can read. Imports no command before it runs."""

from __future__ import annotations

import argparse
import importlib
from collections.abc import Callable
from typing import Any

from vnplan.cli.questions import EXAMPLES, add_questions
from vnplan.store.fields import FIELDS

_MAIN = """\
Reads Vietnamese administrative and legal texts: structure, citations, agencies, targets, and who cites whom.

PATH is a file, or a folder that is searched for .txt files."""

_MAIN_EXAMPLES = """\
examples:
  vnplan parse corpus/quang-ngai-203-kh-ubnd-2023.txt --outline
  vnplan graph corpus --around 33/QĐ-TTg
  vnplan build corpus -o plans.db
  vnplan search plans.db bồi dưỡng giáo viên cites:33/QĐ-TTg
  vnplan ask plans.db carried-out-by 33/QĐ-TTg

Each command has its own help: vnplan parse --help"""

_PARSE_EXAMPLES = """\
Without an option a summary is printed: what the document is, and what was found in it.

examples:
  vnplan parse plan.txt
  vnplan parse plan.txt --outline
  vnplan parse *.txt --json > documents.jsonl      (one document: one JSON; several: a JSON per line)
  cat plan.txt | vnplan parse -"""

_GRAPH_EXAMPLES = """\
PATH may be a corpus made by vnplan build, too.

NAME is an instrument: a number (33/QĐ-TTg), with issuer or year where several have it ("187/KH-UBND Quảng Ngãi"),
a name ("Luật Giáo dục 2019"), a file name for a document without number, or a uri.

examples:
  vnplan graph corpus                              the instruments, the most cited first
  vnplan graph corpus --around 33/QĐ-TTg           who cites it, in which relation, with the words that say so
  vnplan graph corpus --around 33/QĐ-TTg --json
  vnplan graph plans.db --around 33/QĐ-TTg -o graph.html     a page with search, zoom and the citing words
  vnplan graph corpus -o graph.graphml             for yEd and Cytoscape; vnplan export --help lists the formats"""

_BUILD_EXAMPLES = """\
The corpus is one SQLite file. Building again takes only what is new or changed; whatever ends a build, what was
finished stays, and the next build goes on from there.

examples:
  vnplan build corpus -o plans.db
  vnplan build plans/ news/ -o plans.db --prune    drop documents whose files are gone"""

_SEARCH_EXAMPLES = """\
Words must all be there: with accents they mean exactly those words, a query without accents is matched without.
"a phrase", beginnings (giáo*), OR, NOT (or -word), brackets, and filters in any number. Put -- before a query
that begins with -.

{filters}

examples:
  vnplan search plans.db dao tao boi duong giao vien
  vnplan search plans.db '"giáo viên mầm non" type:KH year:2020..2023'
  vnplan search plans.db 'cites:33/QĐ-TTg -province:"Sơn La"'
  vnplan search plans.db 'giáo viên (type:CT OR cites:1609/QĐ-TTg)'
  vnplan search plans.db 'agency:"Sở Nội vụ" role:lead'
  vnplan search plans.db 'target:"trình độ" value:>=80%'"""

_SHOW_EXAMPLES = """\
examples:
  vnplan show plans.db                             what the corpus holds
  vnplan show plans.db 203/KH-UBND                 one document (a number, a name, a file name, a sha256)
  vnplan show plans.db 203/KH-UBND --outline
  vnplan show plans.db 203/KH-UBND --unit 3__3-2   the text of one unit"""


_EXPORT_EXAMPLES = """\
The ending of FILE chooses the format:
  .json .graphml .gexf .csv .cypher .parquet .ttl .jsonld .html    the citation graph
  .xml                                                             a document as Akoma Ntoso 3.0
  .jsonl                                                           all documents, one JSON a line
.csv and .parquet graphs are two files: graph.csv is graph.nodes.csv and graph.edges.csv.

examples:
  vnplan export plans.db -o graph.gexf             for Gephi
  vnplan export plans.db 33/QĐ-TTg -o near.html    what stands around one instrument, as a page
  vnplan export plans.db 203/KH-UBND -o plan.xml
  vnplan export plans.db --akn -o akn/             every document
  vnplan export plans.db --table targets -o targets.csv
  vnplan export plans.db chunks -o chunks.jsonl    the text by units for retrieval, with path, head and citations"""


_GRAMMAR_EXAMPLES = """\
A folder of your own has files of the names and the form of the shipped ones (grammars/); VNPLAN_GRAMMARS=FOLDER lays it
over them for every command.

examples:
  vnplan grammar check mine/                       every entry read, every example tried
  vnplan grammar check                             the same for the shipped grammar
  vnplan grammar explain "Sở Nội vụ chủ trì, phối hợp với Sở Tài chính"
  vnplan grammar explain "theo Cẩm nang số 12/CN-UBND" --folder mine/"""


_FILTERS = "filters:\n" + "\n".join(f"  {name + ':':<14} {what}" for name, what in FIELDS.items())


def build_parser() -> argparse.ArgumentParser:
    """The parser of the whole command line; `run` of its result is the command to call, or None.

    >>> build_parser().parse_args(["graph", "corpus", "--around", "33/QĐ-TTg"]).around
    '33/QĐ-TTg'
    """
    parser = _Parser("vnplan", _MAIN, _MAIN_EXAMPLES)
    parser.add_argument("--version", action="version", version=_version())
    parser.add_argument("--debug", action="store_true", help="show the traceback of an error (or VNPLAN_DEBUG=1)")
    parser.set_defaults(run=None)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", parser_class=argparse.ArgumentParser)

    command = _command(commands, "parse", "a document to its structure and what is found in it", _PARSE_EXAMPLES)
    command.add_argument("paths", nargs="+", metavar="FILE", help="a file or folder; - reads text from standard input")
    _many(command)
    form = command.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="everything, as JSON")
    form.add_argument("--outline", action="store_true", help="the units as an indented list, with their ids")
    form.add_argument("--unit", metavar="ID", help="the text of one unit")
    command.add_argument("--all", action="store_true", help="every row of long lists")
    command.add_argument("--ocr", action="store_true", help="read pages that are pictures, by Tesseract (vnplan[ocr])")

    command = _command(commands, "graph", "who cites whom, as a table, a neighbourhood or a file", _GRAPH_EXAMPLES)
    command.add_argument("paths", nargs="+", metavar="PATH", help="files or folders with documents, or a corpus")
    command.add_argument("--around", metavar="NAME", help="show what cites this instrument and what it cites")
    command.add_argument("-o", "--output", metavar="FILE", help="write the graph; the ending chooses the format")
    command.add_argument("--json", action="store_true", help="for programs")

    command = _command(commands, "ask", "questions to the citation graph", EXAMPLES)
    add_questions(command, _count)

    command = _command(commands, "build", "documents into a searchable corpus file", _BUILD_EXAMPLES)
    command.add_argument("paths", nargs="+", metavar="PATH", help="files or folders with documents")
    command.add_argument("-o", "--output", metavar="FILE", required=True, help="the corpus, made or brought up to date")
    command.add_argument("--prune", action="store_true", help="take out documents whose files are not among PATH")
    _many(command)
    command.add_argument("--json", action="store_true", help="for programs")

    command = _command(commands, "search", "find units by words and filters", _SEARCH_EXAMPLES.format(filters=_FILTERS))
    command.add_argument("corpus", metavar="CORPUS", help="a file made by vnplan build")
    command.add_argument("query", nargs="+", metavar="QUERY", help="words and filters; quote it for the shell")
    command.add_argument("--limit", type=_count, default=10, metavar="N", help="show so many units (default 10)")
    command.add_argument("--segment", action="store_true", help="keep compound words together (uses underthesea)")
    command.add_argument("--json", action="store_true", help="for programs")

    command = _command(commands, "show", "what a corpus holds, or one document of it", _SHOW_EXAMPLES)
    command.add_argument("corpus", metavar="CORPUS", help="a file made by vnplan build")
    command.add_argument("name", nargs="?", metavar="NAME", help="a document")
    command.add_argument("--outline", action="store_true", help="its units as an indented list, with their ids")
    command.add_argument("--unit", metavar="ID", help="the text of one unit")
    command.add_argument("--all", action="store_true", help="every row of long lists")
    command.add_argument("--json", action="store_true", help="for programs")

    command = _command(commands, "export", "the graph, documents and tables for other programs", _EXPORT_EXAMPLES)
    command.add_argument("path", metavar="PATH", help="a corpus, a file or a folder")
    command.add_argument("name", nargs="?", metavar="NAME", help="only this document or what is around it; or chunks")
    command.add_argument("--max-chars", type=_count, default=2000, metavar="N", help="a chunk at most (default 2000)")
    command.add_argument("-o", "--output", metavar="FILE", required=True, help="the ending chooses the format")
    what = command.add_mutually_exclusive_group()
    what.add_argument("--akn", action="store_true", help="write every document as Akoma Ntoso into the folder FILE")
    what.add_argument("--table", metavar="T", help="a table of a corpus: citations, assignments, targets, agencies …")
    command.add_argument("--raw", action="store_true",
                         help="CSV cells as they are, also those that a spreadsheet runs (= + - @)")  # fmt: skip

    command = _command(commands, "grammar", "check grammar files; see which rules fire on a text", _GRAMMAR_EXAMPLES)
    whats = command.add_subparsers(dest="what", required=True, metavar="check|explain",
                                   parser_class=argparse.ArgumentParser)  # fmt: skip
    check = whats.add_parser("check", help="hold a folder of grammar files against its own examples")
    check.add_argument("folder", nargs="?", metavar="DIR", help="a folder of grammar files (default: the shipped one)")
    explain = whats.add_parser("explain", help="the rules and entries that find something in a text")
    explain.add_argument("text", metavar="TEXT", help="some words, quoted for the shell")
    explain.add_argument("--folder", metavar="DIR", help="lay this folder of grammar files over the shipped ones")
    explain.add_argument("--json", action="store_true", help="for programs")
    return parser


def _many(command: argparse.ArgumentParser) -> None:
    command.add_argument("--workers", type=_count, metavar="N",
                         help="parse in N processes (one for fewer than 100 files, else one a processor)")  # fmt: skip
    command.add_argument("--timeout", type=_seconds, metavar="S", help="give a document up after S seconds")


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < float("inf"):
        raise argparse.ArgumentTypeError(f"{text} is no number of seconds above 0")
    return seconds


def _count(text: str) -> int:
    if not text.isdecimal() or len(text) > 9 or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text} is no number from 1 up")
    return int(text)


class _Parser(argparse.ArgumentParser):
    def __init__(self, prog: str, description: str, epilog: str) -> None:
        super().__init__(prog, description=description, epilog=epilog, formatter_class=_Help)


class _Help(argparse.RawDescriptionHelpFormatter):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._max_help_position = 26


def _command(commands: Any, name: str, what: str, epilog: str) -> argparse.ArgumentParser:
    found: argparse.ArgumentParser = commands.add_parser(
        name, help=what, description=what[:1].upper() + what[1:] + ".", epilog=epilog, formatter_class=_Help
    )
    found.set_defaults(run=_later(f"vnplan.cli.{name}"))
    return found


def _later(module: str) -> Callable[[argparse.Namespace], int]:
    def run(arguments: argparse.Namespace) -> int:
        code: int = importlib.import_module(module).run(arguments)
        return code

    return run


def _version() -> str:
    from vnplan import __version__

    return f"vnplan {__version__}"
