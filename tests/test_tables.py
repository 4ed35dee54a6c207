"""Tables: rows and columns found in plain text, true cells of files, records of specimens, the frame a person sees."""

from __future__ import annotations

import random
import sys

import pytest
from table_specimens import SPECIMENS, Specimen

from vnplan import Document, parse_document
from vnplan.grammar import Grammar
from vnplan.layout import lay_out
from vnplan.reading.laying import Draft, DraftCell, DraftTable, Laying
from vnplan.tables import columns_of, grids_of

HEAD = "ỦY BAN NHÂN DÂN\nTỈNH LAI CHÂU\n\nSố: 15/KH-UBND\n\nLai Châu, ngày 10 tháng 01 năm 2025\n\nKẾ HOẠCH\n\n"
TAIL = "\n\nIII. TỔ CHỨC THỰC HIỆN\n\nGiao Sở Tài chính theo dõi việc thực hiện Kế hoạch này./.\n"


def bars(rows: list[list[str]]) -> str:
    """Rows as the exported copies have them: a bar before each row and behind each cell, nothing in an empty one."""
    lines = []
    for row in rows:
        lines.append("|")
        for cell in row:
            lines += [cell, "|"] if cell else ["|"]
    return "\n".join(lines)


def document(specimen: Specimen) -> Document:
    table = bars(specimen.rows) if specimen.mark == "bars" else "\n".join("\t".join(row) for row in specimen.rows)
    return parse_document(f"{HEAD}{specimen.title}\n\n{specimen.before}\n\n{table}{specimen.after}{TAIL}")


@pytest.mark.parametrize("specimen", SPECIMENS, ids=lambda s: s.name)
def test_quantities_of_a_specimen(specimen: Specimen) -> None:
    found = [
        (t.kind, t.indicator, t.value.min, t.value.max, t.value.unit, t.deadline.end if t.deadline else None)
        for t in document(specimen).targets
    ]
    assert found == specimen.quantities


@pytest.mark.parametrize("specimen", SPECIMENS, ids=lambda s: s.name)
def test_tasks_of_a_specimen(specimen: Specimen) -> None:
    found = [
        (a.agency.name, a.role, a.task, a.deadline and (a.deadline.recurrence or a.deadline.end))
        for a in document(specimen).assignments
        if a.agency is not None and a.rule == "assignment.table"
    ]
    assert found == specimen.tasks


def test_a_value_points_to_its_cell() -> None:
    doc = document(SPECIMENS[0])
    first = doc.targets[0]
    assert doc.slice(first.value.span) == "1.200" == doc.slice(first.span)
    assert {e.field: doc.slice(e.span) for e in first.evidence if e.span}["indicator"] == "Diện tích"


# -- made tables: whatever is in them, the cells stand where they were put ---------------------------------------------

TASKS = ["Rà soát các quy định về tài sản công", "Xây dựng kế hoạch chuyển đổi số", "Tập huấn cho cán bộ cấp xã"]
BODIES = ["Sở Y tế", "Sở Nội vụ", "UBND các xã, phường", "Công an tỉnh", "Các sở, ban, ngành; UBND các xã"]
TIMES = ["Quý I/2026", "2026", "Thường xuyên", "2026 - 2030", "Trước ngày 15/12/2025"]
LABELS = ["Dân số trung bình", "Sản lượng lương thực", "Tỷ lệ hộ nghèo", "- Công nghiệp", "- Dịch vụ", "Thu ngân sách"]


def figure(some: random.Random) -> str:
    return some.choice([f"{some.randint(1, 9)}.{some.randint(0, 999):03d}", f"{some.randint(1, 99)},5", "12", ""])


def made_quantities(some: random.Random) -> tuple[list[list[str]], list[list[int]]]:
    """A table of figures with empty cells, years, and now and then "Kế hoạch | Ước thực hiện" under the first year."""
    years = sorted(some.sample(range(2024, 2031), some.randint(2, 4)))
    divided = some.random() < 0.5
    rows = [["STT", "Chỉ tiêu", "ĐVT", *(f"Năm {year}" for year in years)]]
    places = [[0, 1, 2, 3, *range(4 + divided, 3 + divided + len(years))]]
    if divided:
        rows.append(["Kế hoạch", "Ước thực hiện"])
        places.append([3, 4])
    width = 3 + len(years) + divided
    for n in range(some.randint(4, 20)):
        label = some.choice(LABELS)
        rows.append(["" if label[0] == "-" else str(n + 1), label, some.choice(["%", "người", "tỷ đồng"]),
                     *(figure(some) for _ in range(width - 3))])  # fmt: skip
        places.append(list(range(width)))
    return rows, places


def made_tasks(some: random.Random) -> tuple[list[list[str]], list[list[int]]]:
    """A table of tasks whose groups, and now and then a time, reach over several rows."""
    rows = [["TT", "Nhóm nhiệm vụ", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian"]]
    places = [list(range(6))]
    for number in range(1, some.randint(3, 8)):
        size = some.randint(1, 4)
        shared = size > 1 and some.random() < 0.3
        for n in range(size):
            row = [some.choice(TASKS), some.choice(BODIES), some.choice(BODIES)]
            if not (shared and n):
                row.append(some.choice(TIMES))
            rows.append(row if n else [str(number), some.choice(["Hoàn thiện thể chế", "Phát triển hạ tầng số"]), *row])
            places.append(list(range(2 if n else 0, 5 if shared and n else 6)))
    return rows, places


@pytest.mark.parametrize("seed", range(40))
@pytest.mark.parametrize("make", [made_quantities, made_tasks], ids=["quantities", "tasks"])
def test_cells_of_a_made_table_stand_where_they_were_put(make, seed: int) -> None:
    rows, places = make(random.Random(seed))
    laid = lay_out("Danh mục:\n\n" + bars(rows) + "\n\nNội dung khác\n")
    clean = laid.clean
    found = [(clean.text[p.start : p.end], p.column) for p in clean.paragraphs if p.table >= 0]
    wanted = [(cell, at) for row, where in zip(rows, places, strict=True)
              for cell, at in zip(row, where, strict=True) if cell]  # fmt: skip
    assert found == wanted


def test_a_table_of_twice_the_rows_is_cut_like_its_half() -> None:
    rows, _ = made_quantities(random.Random(3))
    once = lay_out("A\n\n" + bars(rows) + "\n\nB\n").clean
    twice = lay_out("A\n\n" + bars([*rows, *rows[2:]]) + "\n\nB\n").clean
    cells = [(p.row, p.column) for p in once.paragraphs if p.table >= 0]
    assert [(p.row, p.column) for p in twice.paragraphs if p.table >= 0][: len(cells)] == cells


# -- true cells, doubts ------------------------------------------------------------------------------------------------


def test_true_cells_of_a_file_are_taken_as_they_are() -> None:
    cells = [
        DraftCell([Draft("TT")], 0, 0, 2, 1), DraftCell([Draft("Chỉ tiêu")], 0, 1, 2, 1),
        DraftCell([Draft("Năm 2026")], 0, 2, 1, 2), DraftCell([Draft("Kế hoạch")], 1, 2),
        DraftCell([Draft("Ước thực hiện")], 1, 3), DraftCell([Draft("1")], 2, 0), DraftCell([Draft("Số hộ")], 2, 1),
        DraftCell([Draft("500")], 2, 2), DraftCell([Draft("480")], 2, 3),
    ]  # fmt: skip
    laid = Laying()
    laid.paragraph(Draft("Biểu 1"))
    laid.table(DraftTable(cells))
    clean = lay_out(laid.text, laid.blocks()).clean
    grid = grids_of(clean, Grammar.load())[0]
    assert grid.header == 2
    assert [[h.words for h in c.heads] for c in columns_of(grid, Grammar.load())] == [
        ["tt"], ["chỉ tiêu"], ["năm 2026", "kế hoạch"], ["năm 2026", "ước thực hiện"]]  # fmt: skip


def test_a_row_that_may_be_shifted_gives_no_figure_and_a_diagnostic() -> None:
    rows = [["TT", "Chỉ tiêu", "Năm 2024", "Năm 2025", "Năm 2026"], ["1", "Dân số", "5.000", "5.100", "5.200"],
            ["2", "Số hộ nghèo", "90", "80", "70"], ["3", "Số lao động", "60", "50"]]  # fmt: skip
    doc = parse_document(f"{HEAD}Giảm nghèo\n\nII. MỤC TIÊU\n\nĐơn vị tính: người\n\n{bars(rows)}{TAIL}")
    assert {t.indicator for t in doc.targets} == {"Dân số", "Số hộ nghèo"}
    assert [d.message for d in doc.diagnostics if d.code == "table.doubtful"] == [
        "row 4 of a table may be shifted: its cells fit other columns as well; nothing is read from it"]  # fmt: skip


# -- the table a person sees -------------------------------------------------------------------------------------------


def test_a_published_table_tells_heads_roles_groups_and_spans() -> None:
    table = document(SPECIMENS[0]).tables[0]
    assert table.header_rows == 1
    assert [c.role for c in table.columns] == ["ordinal", "indicator", "unit", "reached", "aimed", "change"]
    assert table.columns[5].measure == "%"
    assert table.groups[3] == ("Xoài",)
    first = table.rows[3][0]
    assert (first.text, first.row, first.column) == ("- Diện tích", 3, 1)


def test_to_frame_names_columns_by_their_heads_and_rows_by_their_groups() -> None:
    pytest.importorskip("pandas")
    uneven = next(s for s in SPECIMENS if s.name == "heads in two rows, not evenly")
    frame = document(uneven).tables[0].to_frame()
    assert list(frame.columns)[3:] == [
        "Năm 2024 / Thực hiện", "Năm 2025 / Kế hoạch", "Năm 2025 / Ước thực hiện", "Giai đoạn 2026-2030"]  # fmt: skip
    assert frame["Năm 2025 / Ước thực hiện"].tolist() == ["14", ""]
    levels = document(uneven).tables[0].to_frame(levels=True)
    assert levels["Năm 2025"].columns.tolist() == ["Kế hoạch", "Ước thực hiện"]
    grouped = document(SPECIMENS[0]).tables[0].to_frame()
    assert grouped[["group", "Chỉ tiêu"]].values.tolist()[:2] == [["Xoài", "- Diện tích"], ["Xoài", "- Sản lượng"]]


def test_a_cell_over_several_rows_stands_in_each_row_of_the_frame() -> None:
    pytest.importorskip("pandas")
    spanned = next(s for s in SPECIMENS if s.name == "a time over two rows")
    assert document(spanned).tables[0].to_frame()["Thời gian hoàn thành"].tolist() == ["Quý IV/2025", "Quý IV/2025", "Hằng năm"]


def test_to_frame_without_pandas_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(ImportError, match="pip install pandas"):
        document(SPECIMENS[0]).tables[0].to_frame()
