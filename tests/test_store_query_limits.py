"""Queries that cannot be meant are clear errors, and quick ones."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vnplan import Corpus, parse_document
from vnplan.errors import QueryError

WRONG = [
    ("year:2023..2019", "ends before it begins"),
    ("value:90..80", "ends before it begins"),
    ("date:2021-05..2020-01", "ends before it begins"),
    ("date:2021-13-45", "2021-13-45 is no date"),
    ("date:2021-02-30", "2021-02-30 is no date"),
    ("date:²021", "is no date"),
    ("year:²", "year does not take this value"),
    ("(" * 10_000, "letters"),
    ("(" * 50 + "a" + ")" * 50, "more than 20 deep"),
    ("-(" * 11 + "a" + ")" * 11, "more than 20 deep"),
    ("a " * 1500, "words and signs"),
    ("a " * 3000, "letters"),
    ("value:" + "9" * 400, "value does not take this value"),
    ("  ", "empty"),
]  # fmt: skip


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    corpus = Corpus.create(tmp_path_factory.mktemp("q") / "c.db")
    corpus.add(parse_document("Điều 1. Phạm vi\nĐến năm 2025 đạt 90% (chín mươi phần trăm)."))
    return corpus


@pytest.mark.parametrize(("query", "told"), WRONG, ids=[told for _, told in WRONG])
def test_a_query_that_cannot_be_meant_is_told(corpus: Corpus, query: str, told: str) -> None:
    with pytest.raises(QueryError, match=told) as caught:
        corpus.search(query)
    assert len(str(caught.value)) < 600


@pytest.mark.parametrize("right", ["date:2021-05..2021-05-09", "date:2021..2021-01", "year:2019..2019", "value:80..80", "date:2020-02-29"])
def test_bounds_that_meet_are_a_range(corpus: Corpus, right: str) -> None:
    assert corpus.search(right).total == 0


@pytest.mark.parametrize("limit", ["5", 0, -1, 2.0, None, True])
def test_a_limit_that_is_no_count_is_told(corpus: Corpus, limit: object) -> None:
    with pytest.raises(QueryError, match="limit="):
        corpus.search("điều", limit=limit)  # type: ignore[arg-type]


def test_a_query_that_is_no_text_is_told(corpus: Corpus) -> None:
    with pytest.raises(QueryError, match="Path"):
        corpus.search(Path("a"))  # type: ignore[arg-type]


@settings(max_examples=300, deadline=None)
@given(st.text(st.sampled_from('a1 "()-*:.,²đ0') | st.characters(codec="utf-8"), max_size=60))
def test_any_text_is_answered_or_told(query: str) -> None:
    with Corpus.create(":memory:") as corpus, suppress(QueryError):
        assert corpus.search(query).total == 0
