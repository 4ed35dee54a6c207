"""The real documents beside the project, where they are: who carries out or rests on what, with the words."""

from __future__ import annotations

from pathlib import Path

import pytest

from vnplan import CitationGraph, Corpus


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> CitationGraph:
    folder = Path(__file__).parent.parent.parent / "shared" / "corpus"
    if not folder.is_dir():
        pytest.skip("the folder ../shared with real texts is not here")
    path = tmp_path_factory.mktemp("real") / "plans.db"
    with Corpus.build(sorted(folder.glob("*.txt")), path) as corpus:
        return CitationGraph(corpus.graph())


@pytest.mark.parametrize(
    ("asked", "plan", "words"),
    [
        ("33/QĐ-TTg", "son-la-1784-qd-ubnd-2019.txt", "33/QĐ-TTg"),
        ("71/2020/NĐ-CP", "lai-chau-kh-ubnd-2021-nang-chuan.txt", "71/2020/NĐ-CP"),
        ("1609/QĐ-TTg", "lai-chau-kh-ubnd-2023-chuong-trinh-1609.txt", "1609/QĐ-TTg"),
    ],
)
def test_which_plans_carry_out_or_rest_on(graph: CitationGraph, asked: str, plan: str, words: str) -> None:
    found = {reached.instrument.values.get("name"): reached for reached in graph.carried_out_by(asked)}
    assert plan in found
    assert words in found[plan].path[-1].words
