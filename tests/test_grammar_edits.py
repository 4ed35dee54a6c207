"""The six edits of docs/grammar.md: each written into a folder of one's own, and the result of a parse changes."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import vnplan
from vnplan.models import Document

PAGE = (Path(__file__).parent.parent / "docs" / "grammar.md").read_text(encoding="utf-8")
EDITS = {title: (name, text) for title, name, text in re.findall(r"### (.+?)\n\n`(.+?)`:\n\n```toml\n(.+?)```", PAGE, re.S)}
TASK = "KẾ HOẠCH\n1. {}\n- Chủ trì, phối hợp với Sở Tài chính rà soát hồ sơ trước ngày 30/6/2025."
GOALS = "KẾ HOẠCH\nI. {}\n- {}"

CASES: list[tuple[str, str, Callable[[Document], Any], Any, Any]] = [
    ("An agency", TASK.format("Sở Chuyển đổi số"), lambda d: [(m.agency.name, m.agency.level) for m in d.agencies][:1],
     None, [("Sở Chuyển đổi số", "province")]),
    ("An alias of an agency", TASK.format("Sở Tổ chức nhân sự"), lambda d: [a.agency.name for a in d.assignments], None, ["Sở Nội vụ"]),
    ("A type of instrument", "theo Cẩm nang số 12/CN-UBND", lambda d: [c.target.type for c in d.citations], None, ["Cẩm nang"]),
    ("A unit of measure", GOALS.format("MỤC TIÊU", "Đến năm 2025, mỗi xã có ít nhất 20 thùng rác hữu cơ."),
     lambda d: [t.value.unit for t in d.targets], None, ["thùng"]),
    ("A heading that names a section of goals", GOALS.format("ĐÍCH ĐẾN", "Có 35% trẻ em nhà trẻ ra lớp."),
     lambda d: [t.kind for t in d.targets], ["planned"], ["target"]),
]  # fmt: skip


def folder(tmp_path: Path, title: str) -> Path:
    name, text = EDITS[title]
    file = tmp_path / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return tmp_path


def test_the_page_has_six_edits() -> None:
    assert len(EDITS) == 6
    assert {title for title, *_ in CASES} < set(EDITS)


@pytest.mark.parametrize(("title", "text", "look", "before", "after"), CASES, ids=[c[0] for c in CASES])
def test_an_edit_changes_what_is_read(
    tmp_path: Path, title: str, text: str, look: Callable[[Document], Any], before: Any, after: Any
) -> None:
    plain = look(vnplan.parse_document(text))
    assert plain != after
    if before is not None:
        assert plain == before
    assert look(vnplan.Parser(vnplan.Grammar.load(folder(tmp_path, title))).parse(text)) == after
    assert look(vnplan.parse_document(text)) == plain  # the other parser knows nothing of it


def test_a_date_of_ones_own(tmp_path: Path) -> None:
    grammar = vnplan.Grammar.load(folder(tmp_path, "A kind of date"))
    assert grammar.rules("dates")["date.year"].regex.search("niên khóa 2021")
