"""What every reader's text and blocks look like."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from vnplan.reading.blocks import Block, Place
from vnplan.reading.laying import Draft, DraftCell, DraftTable, Laying, Mark


def laid(*items: Draft | DraftTable) -> Laying:
    out = Laying()
    for item in items:
        if isinstance(item, DraftTable):
            out.table(item)
        else:
            out.paragraph(item)
    return out


def words(out: Laying) -> list[tuple[str, str]]:
    return [(b.kind, out.text[b.start : b.end]) for b in out.blocks()]


def test_paragraphs_are_lines_and_empty_ones_are_empty_lines() -> None:
    out = laid(Draft("Căn cứ"), Draft(""), Draft("Điều 1."))
    assert out.text == "Căn cứ\n\nĐiều 1.\n"
    assert words(out) == [("paragraph", "Căn cứ"), ("paragraph", "Điều 1.")]


def test_a_generated_label_stands_before_its_words() -> None:
    out = laid(Draft("Phạm vi", label="Điều 3.", generated=True, places=[Place(0, 4, page=2)]))
    (block,) = out.blocks()
    assert out.text == "Điều 3. Phạm vi\n"
    assert (block.label, block.generated) == ("Điều 3.", True)
    assert out.text[block.places[0].start : block.places[0].end] == "Phạm"


def test_a_table_is_a_row_a_line_and_its_cells_are_exact() -> None:
    cells = [DraftCell([Draft("b")], 0, 1), DraftCell([Draft("a")], 0, 0, row_span=2),
             DraftCell([Draft(""), Draft("c"), Draft("d")], 1, 1)]  # fmt: skip
    out = laid(DraftTable(cells), Draft("e"))
    assert out.text == "a\tb\nc\nd\ne\n"
    assert words(out) == [("table", "a\tb\nc\nd"), *[("paragraph", w) for w in "abcde"]]
    assert [(out.text[c.start : c.end], c.row, c.column, c.row_span) for c in out.blocks()[0].cells] == [
        ("a", 0, 0, 2), ("b", 0, 1, 1), ("c\nd", 1, 1, 1)]  # fmt: skip


def test_columns_are_laid_down_one_after_the_other() -> None:
    cells = [DraftCell([Draft(w)], row, column) for w, row, column in
             [("UBND", 0, 0), ("CỘNG HÒA", 0, 1), ("Số: 1", 1, 0), ("ngày 2", 1, 1)]]  # fmt: skip
    out = laid(DraftTable(cells, "columns"))
    assert out.text == "UBND\nSố: 1\nCỘNG HÒA\nngày 2\n"


def test_a_table_in_a_cell_stands_behind_its_table() -> None:
    inner = DraftTable([DraftCell([Draft("x")], 0, 0)])
    out = laid(DraftTable([DraftCell([inner], 0, 0)]))
    assert [(b.kind, b.start, b.end) for b in out.blocks()] == [("table", 0, 1), ("table", 0, 1), ("paragraph", 0, 1)]


def test_notes_have_their_number_and_the_places_of_their_marks() -> None:
    out = laid(Draft("tỷ đồng, bằng 81%", marks=[Mark(7, "1"), Mark(17, "2")], places=[Place(0, 8, 1), Place(9, 17, 2)]))
    out.note("1", [Draft("Nợ của năm trước.")])
    assert out.text == "tỷ đồng[1], bằng 81%[2]\n[1] Nợ của năm trước.\n"
    paragraph, note, inside = out.blocks()
    assert [out.text[p.start : p.end] for p in paragraph.places] == ["tỷ đồng[1],", "bằng 81%[2]"]
    assert (note.kind, note.number, [out.text[a:b] for a, b in note.anchors]) == ("note", "1", ["[1]"])
    assert out.text[inside.start : inside.end] == "Nợ của năm trước."


def test_notes_of_one_number_are_told_apart_by_their_key() -> None:
    out = laid(Draft("a", marks=[Mark(1, "1", "page 1")]))
    out.note("1", [Draft("b")], "page 1")
    out.paragraph(Draft("c", marks=[Mark(1, "1", "page 2")]))
    out.note("1", [Draft("d")], "page 2")
    assert [b.anchors for b in out.blocks() if b.kind == "note"] == [((1, 4),), ((12, 15),)]


texts = st.text("aĐ 1.\n", max_size=6)
drafts = st.builds(Draft, texts, label=st.sampled_from(["", "1."]), generated=st.booleans())
tables = st.recursive(
    st.builds(DraftTable, st.just([]), st.sampled_from(["table", "columns"])),
    lambda inner: st.builds(
        DraftTable,
        st.lists(st.builds(DraftCell, st.lists(drafts | inner, max_size=3), st.integers(0, 3), st.integers(0, 3)), max_size=5),
        st.sampled_from(["table", "columns"])),
    max_leaves=6)  # fmt: skip


@given(st.lists(drafts | tables, max_size=6))
def test_blocks_are_in_order_and_stand_inside_one_another_or_apart(items: list[Draft | DraftTable]) -> None:
    out = laid(*items)
    open_: list[Block] = []
    at = 0
    for block in out.blocks():
        assert at <= block.start <= block.end <= len(out.text)
        at = block.start
        while open_ and open_[-1].end <= block.start and open_[-1].end < block.end:
            open_.pop()
        assert not open_ or block.end <= open_[-1].end
        assert block.kind != "paragraph" or out.text[block.start : block.end].strip()
        if block.kind in ("table", "columns"):
            open_.append(block)
