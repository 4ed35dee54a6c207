"""A graph is judged by what it answers: questions.toml, asked of the documents of corpus/ as they are parsed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from questions import answer, load

import vnplan
from vnplan import CitationGraph

CORPUS = Path(__file__).parent.parent / "corpus"


@pytest.fixture(scope="module")
def graph() -> CitationGraph:
    return CitationGraph.of(vnplan.parse_document(path) for path in sorted(CORPUS.glob("*.txt")))


def test_there_are_questions_enough_and_none_twice() -> None:
    questions = load()
    assert len(questions) >= 40
    assert len({question["ask"] for question in questions}) == len(questions)


@pytest.mark.parametrize("question", load(), ids=lambda question: question["ask"])
def test_question(graph: CitationGraph, question: dict[str, Any], request: pytest.FixtureRequest) -> None:
    if question.get("open"):
        request.applymarker(pytest.mark.xfail(reason=question["open"], strict=True))
    found = answer(graph, question)
    if question.get("at_least"):
        assert set(question["answer"]) <= set(found)
    else:
        assert found == question["answer"]
    assert set(found).isdisjoint(question.get("never", ()))
