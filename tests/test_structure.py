"""Units, header, closing, attachments: levels are inferred, nothing is lost, spans tile the text."""

from __future__ import annotations

import json
import sys
import textwrap
import unicodedata
from collections.abc import Iterator

import pytest
from conftest import CORPUS, NAMES, SHARED, gold, parsed
from hypothesis import given
from hypothesis import strategies as st

from vnplan import Document, parse_document
from vnplan.layout import lay_out
from vnplan.models import Unit


def outline(text: str) -> list[str]:
    """Numbered units as paths, "1/a" for điểm a of khoản 1."""

    def walk(units: tuple[Unit, ...], prefix: str) -> Iterator[str]:
        for unit in units:
            here = f"{prefix}/{unit.number}" if unit.number and prefix else unit.number or prefix
            if unit.number:
                yield here
            yield from walk(unit.children, here)

    return list(walk(parse_document(text).units, ""))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Plans that start at I, at 1, at A.
        ("I. MỤC TIÊU\n1. Chung\na) Một;\nb) Hai;\n2. Riêng\nII. TỔ CHỨC\n1. Sở A", ["I", "I/1", "I/1/a", "I/1/b", "I/2", "II", "II/1"]),
        ("1. Mục tiêu\n1.1. Chung\n1.2. Riêng\n2. Tổ chức\na) Sở A", ["1", "1/1.1", "1/1.2", "2", "2/a"]),
        ("A. THỰC TRẠNG\nI. Kết quả\n1. Quy mô\nB. KẾ HOẠCH\nI. Mục tiêu", ["A", "A/I", "A/I/1", "B", "B/I"]),
        # Numbers that repeat, skip and restart are units all the same.
        ("I. A\n1. x\nII. B\nII. C\n1. y", ["I", "I/1", "II", "II", "II/1"]),
        ("I. A\nII. B\nIV. C", ["I", "II", "IV"]),
        # Articles: khoản and điểm start anew in each Điều.
        ("Điều 1. A\n1. x\na) y;\nb) z.\nĐiều 2. B\n1. x", ["1", "1/1", "1/1/a", "1/1/b", "2", "2/1"]),
        ("Chương I\nQUY ĐỊNH CHUNG\nMục 1\nTÊN MỤC\nĐiều 1. A\nChương II\nTỔ CHỨC\nĐiều 2. B", ["I", "I/1", "I/1/1", "II", "II/2"]),
        # "C." after "B." is a letter; "i)" after "h)" too.
        ("A. X\nB. Y\nC. Z\nD. W", ["A", "B", "C", "D"]),
        # Two labels on one line.
        ("Điều 1. 1. Khoản đầu.\n2. Khoản sau.", ["1", "1/1", "1/2"]),
        # 2.1 belongs to 2 whatever stands between.
        ("II. MỤC TIÊU\n1. Chung\n2. Riêng\n2.1. Trẻ em\n- Đến năm 2025;\n2.2. Giáo viên\nIII. GIẢI PHÁP", ["II", "II/1", "II/2", "II/2/2.1", "II/2/2.2", "III"]),
        # Numbers after a list of addressees are none of its last item; a list under a numbered item's bullet is.
        ("- Sở A;\n- Sở B, yêu cầu:\n1. Rà soát;\n2. Báo cáo.", ["1", "2"]),
        ("I. VIỆC\n- Sở A làm hai việc:\n1. Rà soát;\n2. Báo cáo.\nII. HẠN", ["I", "I/1", "I/2", "II"]),
        # A year at the start of a line is no unit.
        ("1. Giai đoạn một kéo dài từ năm\n2019. Giai đoạn hai bắt đầu sau đó.\n2. Khác", ["1", "2"]),
    ],
)  # fmt: skip
def test_outline(text: str, expected: list[str]) -> None:
    assert outline(text) == expected


@pytest.mark.parametrize(
    ("text", "code"),
    [("I. A\nII. B\nII. C", "numbering-repeat"), ("I. A\nII. B\nIV. C", "numbering-skip"), ("1. A\n2. B\n3. C\n2. D", "numbering-restart")],
)  # fmt: skip
def test_odd_numbering_is_said(text: str, code: str) -> None:
    found = [d for d in parse_document(text).diagnostics if d.code == code]
    assert len(found) == 1
    assert found[0].span is not None


def test_headings_are_one_line_and_sentences_are_none() -> None:
    doc = parse_document("Chương I\nNHỮNG QUY ĐỊNH\nCHUNG\nĐiều 1. Phạm vi điều\nchỉnh\n1. Quyết định này quy định việc học.\n")
    chapter = doc.units[0]
    article = chapter.children[0]
    assert (chapter.heading, article.heading, article.children[0].heading) == ("NHỮNG QUY ĐỊNH CHUNG", "Phạm vi điều chỉnh", None)


def test_quoted_articles_are_no_units_of_the_amending_text() -> None:
    doc = parse_document(
        "Điều 1. Sửa đổi, bổ sung một số điều của Nghị định số 1/2020/NĐ-CP như sau:\n1. Sửa đổi Điều 5 như sau:\n"
        "“Điều 5. Hồ sơ\n1. Đơn đề nghị.\n2. Bản sao bằng.”.\n2. Bãi bỏ Điều 7.\nĐiều 2. Hiệu lực"
    )
    kinds = [(u.kind, u.number) for u in doc.units]
    assert kinds == [("dieu", "1"), ("dieu", "2")]
    inner = doc.units[0].children
    assert [(u.kind, u.number) for u in inner] == [("khoan", "1"), ("khoan", "2")]
    assert [u.kind for u in inner[0].children] == ["quote"]


HEAD = "ỦY BAN NHÂN DÂN TỈNH LAI CHÂU\nSố: 5/QĐ-UBND\nLai Châu, ngày 2 tháng 3 năm 2021\nQUYẾT ĐỊNH\nVề việc giao chỉ tiêu\n"
SIGNED = "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nLò Văn Hà\n"


@pytest.mark.parametrize(
    ("body", "quotes"),
    [
        # Two provisions after one lead-in; marks of two kinds; a mark that is missing before the next amendment.
        ("1. Bổ sung khoản 3 và khoản 5 như sau:\n“3. Lớp ghép.”\n“5. Lớp bán trú.”\n2. Bãi bỏ Điều 9.", ["3", "5"]),
        ("1. Sửa đổi Điều 3 như sau:\n“Điều 3. Học phí\n1. Miễn học phí.\"\n2. Bãi bỏ Điều 9.", ["Điều 3"]),
        ('1. Sửa đổi Điều 3 như sau:\n"Điều 3. Học phí\n1. Miễn học phí.”\n2. Bãi bỏ Điều 9.', ["Điều 3"]),
        ("1. Sửa đổi khoản 3 như sau:\n“3. Danh hiệu “Lao động giỏi” tặng cho:\na) Cá nhân;”\n2. Bãi bỏ Điều 9.", ["3"]),
        ("1. Sửa đổi Điều 3 như sau:\n“Điều 3. Học phí\n1. Miễn học phí.\n2. Sửa đổi khoản 1 Điều 4 như sau:\n“1. Giảm.”", ["Điều 3", "1"]),
    ],
)  # fmt: skip
def test_quotes(body: str, quotes: list[str]) -> None:
    doc = parse_document("Điều 1. Sửa đổi một số điều của Quy chế:\n" + body + "\nĐiều 2. Hiệu lực")
    found = [doc.text[u.span.start + 1 : u.span.end] for u in all_units(doc.units) if u.kind == "quote"]
    assert [text.split(".")[0] for text in found] == quotes
    assert [u.number for u in doc.units[0].children] == ["1", "2"]


@pytest.mark.parametrize(
    ("after", "titles"),
    [
        # A long title in capitals; a list that has no type of its own; a table from the title on.
        ("KẾ HOẠCH " + "DẠY HỌC " * 25 + "\n(Kèm theo Quyết định số 5/QĐ-UBND)\nI. MỤC TIÊU", ["KẾ HOẠCH " + "DẠY HỌC " * 24 + "DẠY HỌC"]),
        ("DANH SÁCH CÁC TRƯỜNG\n(Kèm theo Quyết định số 5/QĐ-UBND)\n1. Trường A", ["DANH SÁCH CÁC TRƯỜNG"]),
        ("PHỤ LỤC\nDANH SÁCH\n|\nTT\n|\nTrường\n|\n|\n1\n|\nA\n|\n|\n2\n|\nB\n|\n", ["DANH SÁCH"]),
    ],
)  # fmt: skip
def test_attachments(after: str, titles: list[str]) -> None:
    doc = parse_document(f"{HEAD}Điều 1. Giao chỉ tiêu.\n{SIGNED}{after}\n")
    assert [a.metadata.title for a in doc.attachments] == titles
    attached = [u for u in doc.units if u.kind == "attachment"]
    assert len(attached) == len(titles)
    assert "preamble" not in [u.kind for u in attached[0].children]


@pytest.mark.parametrize(
    "between",
    ["", "VP_TM_12\n", "XÁC THỰC VĂN BẢN HỢP NHẤT\nLai Châu, ngày 2 tháng 3 năm 2021\n"],
)
def test_short_lines_part_recipients_from_the_signature(between: str) -> None:
    doc = parse_document(f"{HEAD}Điều 1. Giao chỉ tiêu.\nNơi nhận:\n- Như Điều 1;\n- Lưu: VT.\n{between}{SIGNED}")
    assert [r.text for r in doc.metadata.recipients] == ["Như Điều 1;", "Lưu: VT."]
    assert [s.name for s in doc.metadata.signers] == ["Lò Văn Hà"]


def test_facts_that_stand_in_other_places() -> None:
    # A consolidated text of the gazette is numbered where it is certified; a number with its year tells the type; a
    # letter's subject stands below its number.
    certified = parse_document(
        "BỘ NỘI VỤ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nTHÔNG TƯ\nHướng dẫn việc xếp lương\nĐiều 1. Xếp lương.\n"
        "Số: 7/VBHN-BNV\nXÁC THỰC VĂN BẢN HỢP NHẤT\nHà Nội, ngày 10 tháng 02 năm 2025\nKT. BỘ TRƯỞNG\nTHỨ TRƯỞNG\nLò Văn Hà\n"
    ).metadata
    assert (certified.type, certified.number, certified.date) == ("Văn bản hợp nhất", "7/VBHN-BNV", "2025-02-10")
    assert parse_document("Số: 21/2025/TT-BNV\nĐiều 1. Xếp lương.\n").metadata.type == "Thông tư"
    law = parse_document("QUỐC HỘI\n|\nLuật số:\n16/2023/QH15\n|\nLUẬT\nHỌC TẬP\nĐiều 1. Việc học.\n").metadata
    assert (law.type, law.number, law.title) == ("Luật", "16/2023/QH15", "HỌC TẬP")
    letter = parse_document(
        f"SỞ NỘI VỤ\n|\nSố: 9/SNV-TC\nV/v xếp lương\n|\nLai Châu, ngày 2 tháng 3 năm 2021\n|\nSở trả lời:\n{SIGNED}")
    assert (letter.metadata.title, letter.metadata.date) == ("xếp lương", "2021-03-02")


def all_units(units: tuple[Unit, ...]) -> Iterator[Unit]:
    for unit in units:
        yield unit
        yield from all_units(unit.children)


def check_tiling(document: Document) -> None:
    """Siblings do not overlap, a parent covers its children, no word stands outside, ids are unique."""

    def walk(units: tuple[Unit, ...], low: int, high: int) -> None:
        at = low
        for unit in units:
            assert at <= unit.span.start <= unit.span.end <= high, unit.id
            walk(unit.children, unit.span.start, unit.span.end)
            at = unit.span.end

    text = document.text
    walk(document.units, 0, len(text))
    at = 0
    for unit in document.units:
        assert not text[at : unit.span.start].strip()
        at = unit.span.end
    assert not text[at:].strip()
    ids = [u.id for u in all_units(document.units)]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", NAMES)
def test_units_tile_the_corpus(name: str) -> None:
    check_tiling(parsed(name))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("width", "gap"), [(0, "\n"), (0, "\n\n"), (80, "\n"), (80, "\n\n"), (100, "\n")])
def test_wrapping_changes_no_outline(name: str, width: int, gap: str) -> None:
    """The same paragraphs, each on one line or wrapped by hand, with or without blank lines, have the same units."""
    clean = lay_out((CORPUS / f"{name}.txt").read_bytes().decode("utf-8-sig")).clean
    if any(p.table >= 0 or p.footnote for p in clean.paragraphs):
        pytest.skip("tables and footnotes have a layout of their own")
    lines = [clean.text[p.start : p.end] for p in clean.paragraphs]
    if width:
        lines = [textwrap.fill(x, width, break_long_words=False, break_on_hyphens=False) for x in lines]
    assert outline(gap.join(lines)) == outline("\n".join(clean.text[p.start : p.end] for p in clean.paragraphs))


LINES = st.lists(
    st.sampled_from(
        ["Điều 1. A", "Điều 2. B của Luật", "I. X", "II. Y", "IV. Z", "1. m", "2. n", "2.1. p", "a) q;", "b) r", "- s", "+ t", "", "",
         "|", "Chương I", "TÊN CHƯƠNG", "PHỤ LỤC I", "(Kèm theo Quyết định số 1/QĐ-UBND)", "Nơi nhận:", "TM. ỦY BAN NHÂN DÂN",
         "CHỦ TỊCH", "Nguyễn Văn A", "QUYẾT ĐỊNH", "Số: 12/QĐ-UBND", "Căn cứ Luật Giáo dục;", "“Điều 9. Mới", "cuối.”.",
         "¹ Nghị quyết số 1/NQ-HĐND", "chữ thường tiếp theo", "CÔNG BÁO/Số 3/Ngày 1-2-2020", "12", "-----", "a\tb\tc", "KẾ HOẠCH"]),
    max_size=30,
)  # fmt: skip


@given(LINES, st.sampled_from(["\n", "\r\n"]))
def test_units_tile_anything(lines: list[str], newline: str) -> None:
    text = newline.join(lines)
    if text:
        check_tiling(parse_document(text))


@pytest.mark.parametrize("name", NAMES)
def test_corpus_outline_and_metadata(name: str) -> None:
    """Goldens: the labels beside each document, compared as the field's scorer does."""
    labels, document = gold(name), parsed(name)

    def paths(units: tuple[Unit, ...], prefix: tuple[str, ...] = ()) -> Iterator[str]:
        seen: dict[str, int] = {}

        def walk(units: tuple[Unit, ...]) -> Iterator[str]:
            for unit in units:
                if unit.kind == "attachment":
                    yield from paths(unit.children, prefix)
                elif not unit.number or unit.kind == "footnote":
                    yield from walk(unit.children) if unit.kind != "footnote" else ()
                else:
                    seen[unit.number] = seen.get(unit.number, 0) + 1
                    own = unit.number if seen[unit.number] == 1 else f"{unit.number}#{seen[unit.number]}"
                    yield "/".join((*prefix, own))
                    yield from paths(unit.children, (*prefix, own))

        yield from walk(units)

    assert list(paths(document.units)) == labels["outline"]
    meta, wanted = document.metadata, labels["metadata"]
    for key in ("type", "number", "date", "place"):
        if key in wanted:
            assert getattr(meta, key) == (wanted[key] and unicodedata.normalize("NFC", wanted[key]))
    if "signer" in wanted:
        assert unicodedata.normalize("NFC", wanted["signer"]) in [s.name for s in meta.signers]
    if wanted.get("issuer"):
        assert meta.issuer is not None
        assert unicodedata.normalize("NFC", wanted["issuer"]).casefold() == meta.issuer.full_name.casefold()
    assert document.kind == wanted.get("kind", "instrument")


@pytest.mark.skipif(not SHARED.is_dir(), reason="the folder ../shared with real texts is not here")
@pytest.mark.parametrize("name", sorted(p.stem for p in (SHARED / "gold").glob("*.json")) if SHARED.is_dir() else [])
def test_real_documents(name: str) -> None:
    """Real texts with labels made by hand: outline and metadata whole."""
    sys.path.insert(0, str(SHARED))
    score = pytest.importorskip("score")
    tasks: dict[tuple[str, str], object] = {}
    folders = [SHARED / "corpus", SHARED / "dev/decisions/txt"]
    score.score_file(SHARED / "gold" / f"{name}.json", folders, tasks, parse_document)
    for task in ("outline", "metadata", "offsets"):
        found = tasks.get((name, task))
        if found is not None:
            assert (found.missed, found.extra) == ([], [])  # type: ignore[attr-defined]


def test_the_result_is_json_and_reads_back() -> None:
    document = parsed(NAMES[0])
    again = Document.model_validate_json(document.model_dump_json())
    assert again == document
    assert json.loads(document.model_dump_json())["text"] == document.text


def test_corpus_has_its_labels() -> None:
    assert len(NAMES) >= 10
    assert {p.stem for p in CORPUS.glob("*.json")} == set(NAMES)


# -- headers ----------------------------------------------------------------------------------------------------------

QUOC_HIEU = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
BODY = "QUYẾT ĐỊNH\nVề việc trồng cây\nCăn cứ Luật Thủ đô ngày 28 tháng 6 năm 2024;\nĐiều 1. Trồng cây.\n"


@pytest.mark.parametrize(
    ("head", "number", "date", "place"),
    [
        ("ỦY BAN NHÂN DÂN\nTỈNH SƠN LA\nSố: 12/QĐ-UBND\nSơn La, ngày 2 tháng 7 năm 2019\n", "12/QĐ-UBND", "2019-07-02", "Sơn La"),
        # Without a colon, alone and with place and date behind it.
        ("ỦY BAN NHÂN DÂN\nTỈNH SƠN LA\nSố 12/QĐ-UBND\nSơn La, ngày 2 tháng 7 năm 2019\n", "12/QĐ-UBND", "2019-07-02", "Sơn La"),
        ("ỦY BAN NHÂN DÂN\nTỈNH SƠN LA\nSố 12/QĐ-UBND Sơn La, ngày 2 tháng 7 năm 2019\n", "12/QĐ-UBND", "2019-07-02", "Sơn La"),
        # Glued, as copies from the web are.
        (f"ỦY BAN NHÂN DÂN TỈNH SƠN LA_____ Số: 12/QĐ-UBND {QUOC_HIEU} Độc lập - Tự do - Hạnh phúc Sơn La, ngày 2/7/2019\n", "12/QĐ-UBND", "2019-07-02", "Sơn La"),
        (f"ỦY BAN NHÂN DÂN TỈNH SƠN LA------- | {QUOC_HIEU}Độc lập - Tự do - Hạnh phúc---- Sơn La, ngày 2 tháng 7 năm 2019 |\nSố: 12/QĐ-UBND |\n|\n\n", "12/QĐ-UBND", "2019-07-02", "Sơn La"),
        # The header ends at the first sentence: what stands behind it is another instrument's.
        ("Hôm qua, các sở của tỉnh đã họp về việc trồng cây.\nSố: 12/QĐ-UBND\nSơn La, ngày 2 tháng 7 năm 2019\n", None, None, None),
    ],
)  # fmt: skip
def test_headers(head: str, number: str | None, date: str | None, place: str | None) -> None:
    meta = parse_document(head + BODY).metadata
    assert (meta.number, meta.date, meta.place) == (number, date, place)
    assert meta.title == "Về việc trồng cây" or number is None


@pytest.mark.parametrize(
    ("text", "number", "date", "issuer", "title", "code"),
    [
        (
            f"QUỐC HỘI\n{QUOC_HIEU}\nLuật số: 1/2025/QH15\nLUẬT\nVƯỜN CÂY\nĐiều 1. Cây\n"
            "Luật này được Quốc hội khóa XV, kỳ họp thứ 9 thông qua ngày 16 tháng 6 năm 2025.",
            "1/2025/QH15", "2025-06-16", "Quốc hội", "VƯỜN CÂY", "date-from-adoption",
        ),
        (
            "NGHỊ QUYẾT\nVề vườn cây\nQUỐC HỘI\nCăn cứ Hiến pháp;\nQUYẾT NGHỊ:\nĐiều 1. Cây\n"
            "Nghị quyết này được Ủy ban Thường vụ Quốc hội khóa XV, phiên họp thứ 42 thông qua ngày 06 tháng 02 năm 2025.",
            None, "2025-02-06", "Ủy ban Thường vụ Quốc hội", "Về vườn cây", "date-from-adoption",
        ),
        (
            "QUỐC HỘI\nSố: 1/2025/QH15\nHà Nội, ngày 3 tháng 4 năm 2025\nLUẬT\nVƯỜN CÂY\nĐiều 1. Cây\n"
            "Luật này được Quốc hội khóa XV thông qua ngày 16 tháng 6 năm 2025.",
            "1/2025/QH15", "2025-04-03", "Quốc hội", "VƯỜN CÂY", "date-differs",
        ),
        (
            "LUẬT\nCỦA QUỐC HỘI NƯỚC CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM SỐ 9/2004/QH11 NGÀY 03 THÁNG 12 NĂM 2004 VỀ VƯỜN CÂY\nĐiều 1. Cây",
            "9/2004/QH11", "2004-12-03", "Quốc hội", "VƯỜN CÂY", "",
        ),
    ],
)  # fmt: skip
def test_laws_and_resolutions(text: str, number: str | None, date: str, issuer: str, title: str, code: str) -> None:
    doc = parse_document(text)
    meta = doc.metadata
    assert (meta.number, meta.date, meta.title) == (number, date, title)
    assert meta.issuer is not None
    assert meta.issuer.name == issuer or number is None
    assert not code or code in {d.code for d in doc.diagnostics}


def test_an_adoption_quoted_in_the_text_is_not_its_own() -> None:
    doc = parse_document("QUYẾT ĐỊNH\nVề việc học luật\nĐiều 1. Luật này được Quốc hội khóa XV thông qua ngày 16 tháng 6 năm 2025.\n")
    assert doc.metadata.date is None


# -- content is never lost --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("last", [9, 99, 999, 1000, 1203])
def test_long_lists(last: int) -> None:
    doc = parse_document("Điều 1. Danh mục\n" + "".join(f"{i}. Thủ tục {i}\n" for i in range(1, last + 1)))
    assert [u.number for u in doc.units[0].children] == [str(i) for i in range(1, last + 1)]
    assert not doc.diagnostics


def test_a_year_at_the_start_of_a_line_is_no_item() -> None:
    assert outline("Điều 1. Danh mục\n1. Một việc trong năm\n2025. Việc khác.\n2. Hai việc.") == ["1", "1/1", "1/2"]


@pytest.mark.parametrize(
    ("tail", "furniture"),
    [
        ("Văn bản liên quan\nBan hành:\n01/01/2020\n", True),
        ("Tải về\n", True),  # one sign in the last line behind a signature
        ("Tải về\nĐiều 2. Còn nữa.\nBan hành:\n1. Việc\n", False),  # something numbered stands behind
        ("Tải về\n" + "Một dòng chữ thường\n" * 8, False),  # one sign alone
        ("Lượt xem: 1\nLượt xem: 2\n" + "Một dòng chữ thường\n" * 8, False),  # the same sign twice
    ],
)
def test_furniture_needs_two_signs_and_nothing_numbered_behind(tail: str, furniture: bool) -> None:
    doc = parse_document(f"{BODY}Nơi nhận:\n- Như trên;\nCHỦ TỊCH\nNguyễn Văn Mẫu\n{tail}")
    assert any(u.kind == "furniture" for u in doc.units) == furniture


def test_much_furniture_is_said() -> None:
    doc = parse_document(BODY + "Văn bản liên quan\nBan hành:\n" + "01/01/2020\n" * 300)
    assert [d.severity for d in doc.diagnostics if d.code == "furniture-large"] == ["info"]


@pytest.mark.parametrize("text", ["²", "² và ³", "１. Một", "०. Hai", "\u0344", "a\u0344\u0301", "\u0958", "“", "\u200b"])
def test_odd_characters(text: str) -> None:
    doc = parse_document(text + "x")
    assert all(0 <= u.span.start <= u.span.end <= len(text) + 1 for u in doc.units)


def test_a_footnote_belongs_to_the_paragraph_that_it_cuts() -> None:
    doc = parse_document("Điều 1. Sách\n\nMột câu dài đứng ở đầu trang và còn\n\n[1] Lời chú ở chân trang.\n\ntiếp tục ở trang sau.\n")
    (paragraph,) = doc.units[0].children
    assert [u.kind for u in paragraph.children] == ["footnote"]
