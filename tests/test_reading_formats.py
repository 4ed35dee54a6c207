"""What of .odt, .rtf and .doc becomes text and facts; small files made here."""

from __future__ import annotations

import struct

import pytest
from office import odt

from vnplan import parse_document
from vnplan.reading import Source, read


def lines(data: bytes) -> list[str]:
    return [line for line in read(data).text.split("\n") if line]


def cells(source: Source) -> list[tuple[int, int, int, int, str]]:
    return [(c.row, c.column, c.row_span, c.column_span, source.text[c.start : c.end])
            for b in source.blocks or () if b.kind == "table" for c in b.cells]  # fmt: skip


# -- .odt

LIST = ('<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1" style:num-prefix="Điều " '
        'style:num-suffix="."/><text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix=")"/></text:list-style>'
        '<text:list-style style:name="B"><text:list-level-style-bullet text:level="1" text:bullet-char="–"/></text:list-style>')  # fmt: skip
SETTINGS = ('<style:style style:name="P" style:family="paragraph"><style:paragraph-properties fo:text-align="center"/>'
            '<style:text-properties fo:font-weight="bold" fo:font-size="14pt"/></style:style>'
            '<style:style style:name="S" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>'
            '<style:style style:name="H" style:family="text"><style:text-properties text:display="none"/></style:style>'
            '<style:style style:name="C" style:family="table-cell"><style:table-cell-properties fo:border="0.5pt solid #000000"/></style:style>')  # fmt: skip


def items(*texts: str, more: str = "") -> str:
    inside = "".join(f"<text:list-item><text:p>{t}</text:p>{more}</text:list-item>" for t in texts)
    return f"<text:list text:style-name='L'>{inside}</text:list>"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<text:p>Quyết <text:span>định</text:span>\n   số<text:s text:c='2'/>1<text:tab/>a<text:line-break/>b</text:p>",
         ["Quyết định số  1\ta", "b"]),
        (items("Phạm vi", "Đối tượng"), ["Điều 1. Phạm vi", "Điều 2. Đối tượng"]),
        (items("Việc", more="<text:list><text:list-item><text:p>nhỏ</text:p></text:list-item></text:list>"), ["Điều 1. Việc", "a) nhỏ"]),
        (items("A") + items("B"), ["Điều 1. A", "Điều 1. B"]),
        (items("A") + items("B").replace("<text:list ", "<text:list text:continue-numbering='true' "), ["Điều 1. A", "Điều 2. B"]),
        ("<text:list text:style-name='B'><text:list-item><text:p>Sở</text:p><text:p>tiếp</text:p></text:list-item></text:list>",
         ["- Sở", "tiếp"]),
        ("<text:tracked-changes><text:changed-region><text:deletion><text:p>cũ</text:p></text:deletion></text:changed-region>"
         "</text:tracked-changes><text:p>mới<text:change/></text:p>", ["mới"]),
        ("<text:p>120 m<text:span text:style-name='S'>2</text:span><text:span text:style-name='H'>ẩn</text:span></text:p>", ["120 m²"]),
        ("<text:p><draw:frame><draw:text-box><text:p>HỎA TỐC</text:p></draw:text-box></draw:frame></text:p><text:p>a</text:p>",
         ["HỎA TỐC", "a"]),
        ("<text:section><text:p>trong</text:p></text:section>", ["trong"]),
        ("<text:p>đồng<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Nợ.</text:p></text:note-body>"
         "</text:note>, hết</text:p>", ["đồng[1], hết", "[1] Nợ."]),
    ],
)  # fmt: skip
def test_odt_words(body: str, text: list[str]) -> None:
    assert lines(odt(body, LIST + SETTINGS)) == text


def test_odt_tables_have_spans_and_facts() -> None:
    def tc(text: str, more: str = "") -> str:
        return f"<table:table-cell table:style-name='C' {more}><text:p text:style-name='P'>{text}</text:p></table:table-cell>"

    rows = ("<table:table><table:table-header-rows><table:table-row>" + tc("TT", "table:number-rows-spanned='2'")
            + tc("Năm", "table:number-columns-spanned='2'") + "<table:covered-table-cell/></table:table-row></table:table-header-rows>"
            "<table:table-row><table:covered-table-cell/>" + tc("KH") + tc("TH") + "</table:table-row></table:table>")  # fmt: skip
    source = read(odt(rows, SETTINGS))
    assert cells(source) == [(0, 0, 2, 1, "TT"), (0, 1, 1, 2, "Năm"), (1, 1, 1, 1, "KH"), (1, 2, 1, 1, "TH")]
    first = next(b for b in source.blocks or () if b.kind == "paragraph")
    assert (first.align, first.bold, first.size) == ("center", True, 14.0)
    assert [c.header for b in source.blocks or () if b.cells for c in b.cells] == [True, True, False, False]


def test_odt_running_heads() -> None:
    common = "<office:master-styles><style:master-page><style:header><text:p>CÔNG BÁO</text:p></style:header></style:master-page></office:master-styles>"
    source = read(odt("<text:p>Điều 1.</text:p>", common=common))
    assert [(b.kind, source.text[b.start : b.end]) for b in source.blocks or ()] == [("furniture", "CÔNG BÁO"), ("paragraph", "Điều 1.")]


# -- .rtf

FONTS = r"{\fonttbl{\f0\fcharset0 Times New Roman;}{\f1\fcharset0 .VnTime;}{\f2\fcharset163 Arial;}{\f3\fcharset0 .VnTimeH;}}"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (r"\u272?i\u7873?u 1.\par a\tab b\line c\par", ["Điều 1.", "a\tb", "c"]),
        (r"{\uc2\u272??i\u7873??u 2}", ["Điều 2"]),
        (r"33/Q\u272?\_TTg\~ ng\-ay", ["33/QĐ-TTg\xa0 ngay"]),
        (r"{\f2 ho\'e0 bi\'ccnh}", ["hoà bình"]),
        (r"\f1 Q\'b8n l\'a9 ph\'ad\'ac\'eb\plain", ["Qán lâ phươở"]),
        (r"\f3 qu\'d8nh", ["QUỈNH"]),
        (r"{\listtext\pard 1.\tab}Ph\u7841?m vi\par {\listtext\'b7\tab}Gi\'e1o vi\'ean\par", ["1. Phạm vi", "· Giáo viên"]),
        (r"a{\footnote {\chftn} Ghi ch\'fa.} b", ["a[1] b", "[1] Ghi chú."]),
        (r"{\field{\*\fldinst HYPERLINK x}{\fldrslt Lu\u7853?t}}", ["Luật"]),
        (r"{\*\shpinst{\sp{\sn a}{\sv b}}{\shptxt HO\u7842? T\u7888?C\par}}K\par", ["K", "HOẢ TỐC"]),
        (r"{\deleted c\'f9}m\u7899?i{\v \u7849?n}{\caps hoa}", ["mớiHOA"]),
        (r"{\pict 89504e47}{\info{\title T}}{\*\unknown x}a", ["a"]),
        (r"120 m{\super 2}", ["120 m²"]),
        (r"{\header C\'d4NG B\'c1O\par}{\footer 3\par}\u272?i\u7873?u 1.", ["CÔNG BÁO", "Điều 1."]),
        ("a{b{c", ["abc"]),  # cut off
    ],
)
def test_rtf_words(body: str, text: list[str]) -> None:
    assert lines(("{\\rtf1\\ansi" + FONTS + body + "}").encode("latin-1")) == text


BORDERS = r"\clbrdrt\brdrs\clbrdrl\brdrs"


def test_rtf_tables_have_spans() -> None:
    rows = (rf"\trowd\trhdr{BORDERS}\clvmgf\cellx1000{BORDERS}\cellx3000\intbl TT\cell N\u259?m\cell\row"
            rf"\trowd{BORDERS}\clvmrg\cellx1000{BORDERS}\cellx2000{BORDERS}\cellx3000\intbl\cell KH\par 2\cell TH\cell\row\pard h\'ebt\par")  # fmt: skip
    source = read(("{\\rtf1\\ansi" + rows + "}").encode("latin-1"))
    assert cells(source) == [(0, 0, 2, 1, "TT"), (0, 1, 1, 2, "Năm"), (1, 1, 1, 1, "KH\n2"), (1, 2, 1, 1, "TH")]
    assert source.text.endswith("TH\nhët\n")


def test_rtf_that_is_cut_off_says_so() -> None:
    assert [f.code for f in read(b"{\\rtf1 abc{\\b d").findings] == ["truncated"]


# -- .doc


def doc(text: str, notes: tuple[str, ...] = (), flags: int = 0x0200, version: int = 0x00C1) -> bytes:
    """A .doc of one piece in UTF-16, without properties; the marks of notes are the characters U+0002 of the text."""
    texts = "".join(f"{n}\r" for n in notes) + ("\r" if notes else "")
    main = bytearray(0x800)
    struct.pack_into("<HH", main, 0, 0xA5EC, version)
    struct.pack_into("<H", main, 10, flags)
    struct.pack_into("<ii", main, 0x4C, len(text), len(texts))
    words = (text + texts).encode("utf-16-le")
    table = bytearray()

    def put(index: int, data: bytes) -> None:
        struct.pack_into("<II", main, 0x9A + 8 * index, len(table), len(data))
        table.extend(data)

    pieces = struct.pack("<II", 0, len(text + texts)) + struct.pack("<HIH", 0, 0x800, 0)
    put(33, b"\x02" + struct.pack("<I", len(pieces)) + pieces)
    if notes:
        marks = [i for i, c in enumerate(text) if c == "\x02"]
        put(2, struct.pack(f"<{len(marks) + 1}I", *marks, len(text)) + b"\1\0" * len(marks))
        edges = [0]
        for n in notes:
            edges.append(edges[-1] + len(n) + 1)
        put(3, struct.pack(f"<{len(edges) + 1}I", *edges, edges[-1] + 1))
    return compound({"WordDocument": bytes(main) + words, "1Table": bytes(table)})


def compound(streams: dict[str, bytes]) -> bytes:
    """A compound file ([MS-CFB]) with streams of 4,096 bytes and more, so that no small-sector chain is needed."""
    padded = {name: data.ljust(max(4096, -(-len(data) // 512) * 512), b"\0") for name, data in streams.items()}
    chains, body = [], b""
    for data in padded.values():
        chains.append((2 + len(body) // 512, len(data) // 512))
        body += data
    sectors = [0xFFFFFFFE, 0xFFFFFFFD] + [0xFFFFFFFF] * (len(body) // 512)
    sectors[0], sectors[1] = 0xFFFFFFFE, 0xFFFFFFFD
    for first, count in chains:
        for i in range(count):
            sectors[first + i] = first + i + 1 if i + 1 < count else 0xFFFFFFFE
    fat = struct.pack(f"<{len(sectors)}I", *sectors).ljust(512, b"\xff")
    assert len(fat) == 512

    def entry(name: str, kind: int, child: int, right: int, first: int, size: int) -> bytes:
        coded = (name + "\0").encode("utf-16-le")
        return (coded.ljust(64, b"\0") + struct.pack("<HBB", len(coded), kind, 1) + struct.pack("<III", 0xFFFFFFFF, right, child)
                + b"\0" * 36 + struct.pack("<IQ", first, size))  # fmt: skip

    names = sorted(padded, key=lambda n: (len(n), n.upper()))
    entries = [entry("Root Entry", 5, 1, 0xFFFFFFFF, 0xFFFFFFFE, 0)]
    order = list(padded)
    for i, name in enumerate(names):
        following = i + 2 if i + 1 < len(names) else 0xFFFFFFFF
        entries.append(entry(name, 2, 0xFFFFFFFF, following, chains[order.index(name)][0], len(streams[name]) if len(streams[name]) >= 4096 else 4096))
    directory = b"".join(entries).ljust(512, b"\0")
    header = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 6
              + struct.pack("<IIIIIIIII", 0, 1, 0, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0) + struct.pack("<I", 1)
              + b"\xff" * 432)  # fmt: skip
    return header + directory + fat + body


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Điều 1. Phạm vi\rĐiều 2.\r", ["Điều 1. Phạm vi", "Điều 2."]),
        ("33/QĐ\x1eTTg ng\x1fay\x0bb\r", ["33/QĐ-TTg ngay", "b"]),
        ("Xem \x13 REF a \x14Điều 5\x15.\r", ["Xem Điều 5."]),
        ("a\x0cb\r", ["a", "b"]),
    ],
)
def test_doc_words(text: str, shown: list[str]) -> None:
    assert lines(doc(text)) == shown


def test_doc_notes() -> None:
    source = read(doc("đồng\x02, hết\x02.\r", ("\x02 Nợ.", "\x02 Hai.")))
    assert source.text == "đồng[1], hết[2].\n[1] Nợ.\n[2] Hai.\n"
    assert [n.number for n in parse_document(doc("đồng\x02, hết\x02.\r", ("Nợ.", "Hai."))).footnotes] == ["1", "2"]
