"""The shape of the code: no circles, imports one way, and figures that may only fall (tests/house.py lists the findings)."""

from __future__ import annotations

import house
import pytest


def test_no_two_files_form_a_circle() -> None:
    assert house.circles() == []


def test_imports_go_one_way() -> None:
    assert house.upward() == []


def test_every_module_is_in_a_room() -> None:
    assert [name for name in house.modules() if name not in ("", "__main__", "slugs", "extraction") and house.room(name) is None] == []


MOST = [("long_patterns", 11), ("vietnamese", 239), ("long_files", 3)]


@pytest.mark.parametrize(("what", "most"), MOST)
def test_a_figure_that_may_only_fall(what: str, most: int) -> None:
    assert len(getattr(house, what)()) <= most
