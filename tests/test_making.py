"""Models made without validation are what validation gives."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from conftest import NAMES, parsed

from vnplan import Document
from vnplan.construct import made
from vnplan.models import Model, Span


def models(value: Any) -> Iterator[Model]:
    if isinstance(value, Model):
        yield value
        for inner in value.__dict__.values():
            yield from models(inner)
    elif isinstance(value, tuple):
        for inner in value:
            yield from models(inner)


@pytest.mark.parametrize("name", NAMES)
def test_every_model_of_a_document_is_what_validation_gives(name: str) -> None:
    document = parsed(name)
    assert Document.model_validate(document.model_dump()) == document
    for model in models(document):
        again = type(model).model_validate(model.model_dump())
        assert again == model
        assert again.model_fields_set == model.model_fields_set or set(again.model_dump()) == set(model.model_dump())
        assert {k: type(v) for k, v in again.__dict__.items()} == {k: type(v) for k, v in model.__dict__.items()}


def test_made_models_are_frozen_hashable_and_complete() -> None:
    span = made(Span, {"start": 1, "end": 2})
    assert (hash(span), span.model_dump_json()) == (hash(Span(start=1, end=2)), '{"start":1,"end":2}')
    with pytest.raises(Exception, match="frozen"):
        span.start = 3  # type: ignore[misc]
    assert span.model_copy(update={"end": 5}) == Span(start=1, end=5)
