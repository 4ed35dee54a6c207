"""`vnplan ask`: the questions that people ask of a citation graph, each a word on the command line."""

from __future__ import annotations

import argparse
import datetime
import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from vnplan.cli.inputs import graph_of, is_corpus
from vnplan.cli.tables import many, table, terminal_width, wrap
from vnplan.graph.answers import Change, Comparison, Force, Instrument, Missing, Ranked, Reached, Step, as_json
from vnplan.graph.questions import BASIS, CitationGraph, provinces_on
from vnplan.graph.wording import RELATIONS, pinpoint_words


def run(arguments: argparse.Namespace) -> int:
    """Ask one question and print the answer."""
    answer: Any
    if arguments.question == "central" and arguments.engine == "scipy" and is_corpus(arguments.path):
        answer, code = _central(arguments), 0
    else:
        graph, code = graph_of([arguments.path])
        answer = _ASK[arguments.question](CitationGraph(graph), arguments)
    if arguments.json:
        print(json.dumps(as_json(answer), ensure_ascii=False, indent=2))
    else:
        if arguments.question == "provinces-without":
            day = arguments.on or datetime.date.today().isoformat()
            total = len(provinces_on(day))
            print(f"{len(answer)} of the {total} provinces of {day} have no plan for {arguments.name} here:")
        print("\n".join(_lines(answer)))
    return code


def _central(arguments: argparse.Namespace) -> tuple[Ranked, ...]:
    """The most central instruments of a corpus of any size: only these are read whole."""
    from vnplan.store.corpus import Corpus

    with Corpus.open(arguments.path) as corpus:
        best = corpus.fast_graph().central(arguments.limit)
        return tuple(Ranked(corpus.instrument(key), share) for key, share in best)


def _relations(arguments: argparse.Namespace) -> Sequence[str]:
    return tuple(RELATIONS) if arguments.all_relations else tuple(arguments.relation or BASIS)


_ASK: dict[str, Callable[[CitationGraph, argparse.Namespace], Any]] = {
    "rests-on": lambda g, a: g.rests_on(a.name, relations=_relations(a), depth=a.depth),
    "supports": lambda g, a: g.supports(a.name, relations=_relations(a), depth=a.depth),
    "carried-out-by": lambda g, a: g.carried_out_by(a.name),
    "provinces-without": lambda g, a: g.provinces_without(a.name, on=a.on),
    "connection": lambda g, a: g.connection(a.name, a.other),
    "compare": lambda g, a: g.compare(a.name, a.other),
    "changes": lambda g, a: g.changes(a.name),
    "in-force": lambda g, a: g.in_force(a.name, a.on),
    "missing": lambda g, a: g.missing(a.limit),
    "central": lambda g, a: g.central(a.limit, engine=a.engine),
    "communities": lambda g, a: g.communities()[: a.limit],
}


def _lines(answer: Any) -> Iterator[str]:
    columns = terminal_width()
    if isinstance(answer, Comparison):
        yield from _group("both cite", answer.shared)
        yield from _group("only the first cites", answer.only_first)
        yield from _group("only the second cites", answer.only_second)
    elif isinstance(answer, Force):
        yield f"{answer.status}: {answer.reason}"
        for change in answer.changes:
            yield from wrap(_change(change), columns, "  ")
    elif not answer:
        yield "none, as far as the graph knows"
    elif isinstance(answer[0], str):
        yield f"{len(answer)}: {', '.join(answer)}"
    elif isinstance(answer[0], Missing):
        yield table(("cited by", "times", "instrument"), ((m.cited_by, m.citations, m.instrument) for m in answer))
    elif isinstance(answer[0], Ranked):
        yield table(("share", "instrument"), ((round(r.score, 4), r.instrument) for r in answer))
    elif isinstance(answer[0], tuple):
        for i, group in enumerate(answer, 1):
            yield from _group(f"group {i}", group)
    else:
        for item in answer:
            yield from _item(item, columns)


def _item(item: Reached | Step | Change, columns: int) -> Iterator[str]:
    if isinstance(item, Reached):
        yield from wrap(str(item.instrument), columns, "", "  ")
        for step in item.path:
            yield from _step(step, columns)
    elif isinstance(item, Step):
        yield from _step(item, columns)
    else:
        yield from wrap(_change(item), columns, "", "  ")
        yield from wrap(f"“{item.words}”", columns, "    ", "    ")


def _step(step: Step, columns: int) -> Iterator[str]:
    yield from wrap(str(step), columns, "  ", "    ")
    if step.words:
        yield from wrap(f"“{step.words}”", columns, "    ", "    ")


def _change(change: Change) -> str:
    part = f" ({pinpoint_words(change.pinpoint)})" if change.pinpoint else ""
    return f"{change.date or 'no date'}  {change.by.label} {change.relation} {change.what.label}{part}"


def _group(title: str, instruments: Sequence[Instrument]) -> Iterator[str]:
    yield f"{title}: {many(len(instruments), 'instrument')}"
    for instrument in instruments:
        yield from wrap(str(instrument), terminal_width(), "  ", "    ")
