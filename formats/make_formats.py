"""Make the files beside this script: three of the documents of corpus/ as .docx, .pdf and .html.

    python formats/make_formats.py        (needs the extra [dev]: fpdf2 writes the PDF, matplotlib brings its font)

The words are those of the .txt files, which stay the source. Each is set as its office would set it: header and
signature in two columns without lines, tables with lines, points a), b) … numbered automatically in the .docx, a
running head and page numbers in the .pdf, the chrome of a site around the .html.
"""

from __future__ import annotations

import html
import io
import re
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).parent
CORPUS = HERE.parent / "corpus"
NAMES = ("bgddt-918-kh-bgddt-2024", "kon-tum-42-2023-nq-hdnd", "nghi-dinh-312-2021-nd-cp")
_POINT = re.compile(r"^([a-e])\) ")
_RIGHT = re.compile(r"^(?:CỘNG HÒA|CỘNG HOÀ|CHỦ NGHĨA|Độc lập|.{2,40}, ngày )")
_DATE = (2024, 1, 1, 0, 0, 0)


@dataclass
class Piece:
    """A paragraph, or a grid of cells with paragraphs; `lines` says whether it is drawn."""

    text: str = ""
    align: str = "justify"
    bold: bool = False
    rows: list[list[list[str]]] = field(default_factory=list)
    lines: bool = False


def pieces_of(path: Path) -> list[Piece]:
    """A specimen as its paragraphs, tables and columns, in order."""
    from vnplan import parse_document
    from vnplan.layout import lay_out

    document = parse_document(path)
    clean = lay_out(document.text).clean
    blocks = {u.kind: u.span for u in document.units if u.kind in ("header", "recipients", "signature")}
    found: list[Piece] = []
    left: list[str] = []
    right: list[str] = []
    tables: dict[int, Piece] = {}
    headed = False
    for p in clean.paragraphs:
        text, at = clean.text[p.start : p.end], clean.to_source(p.start)
        inside = next((k for k, s in blocks.items() if s.start <= at < s.end), "")
        if inside == "header" and not headed and not (text.isupper() and text == (document.metadata.type or "").upper()):
            (right if _RIGHT.match(text) else left).append(text)
            continue
        if not headed:
            headed = True
            found.append(Piece(rows=[[left, right]]))
            left, right = [], []
        if inside in ("recipients", "signature"):
            (left if inside == "recipients" else right).append(text)
            if at + len(text) >= blocks["signature"].end - 2:
                found.append(Piece(rows=[[left, right]]))
            continue
        if p.table >= 0:
            if p.table not in tables:
                found.append(tables.setdefault(p.table, Piece(lines=True)))
            rows = tables[p.table].rows
            while len(rows) <= p.row:
                rows.append([])
            while len(rows[p.row]) <= p.column:
                rows[p.row].append([])
            rows[p.row][p.column].append(text)
            continue
        title = inside == "header" or text.isupper()
        found.append(Piece(text, "center" if title else "justify", title or text.startswith("Điều ")))
    for piece in found:
        width = max(map(len, piece.rows), default=0)
        for row in piece.rows:
            row += [[]] * (width - len(row))
    return found


# -- .docx


def docx_of(pieces: list[Piece]) -> bytes:
    """A Word file; points are numbered by numbering.xml, each run of them by a use of the list that begins anew."""
    uses = 0
    body: list[str] = []
    for piece in pieces:
        if piece.rows:
            body.append(_docx_table(piece))
            continue
        text, number = piece.text, ""
        point = _POINT.match(text)
        if point:
            uses += point[1] == "a"
            text = text[point.end() :]
            number = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{max(1, uses)}"/></w:numPr>' if point[1] < "e" else ""
            text = text if number else piece.text
        body.append(_docx_paragraph(text, piece.align, piece.bold, number))
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    level = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1)"/></w:lvl>'
    begin = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    nums = "".join(f'<w:num w:numId="{i}"><w:abstractNumId w:val="1"/>{begin}</w:num>' for i in range(1, uses + 1))
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    names = "http://schemas.openxmlformats.org/package/2006"
    content = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    parts = {
        "[Content_Types].xml":
            f'<Types xmlns="{names}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
            f'relationships+xml"/><Override PartName="/word/document.xml" ContentType="{content}.document.main+xml"/>'
            f'<Override PartName="/word/numbering.xml" ContentType="{content}.numbering+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{names}/relationships"><Relationship Id="r1" Type="{kind}/officeDocument" '
                       'Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{names}/relationships"><Relationship Id="r1" '
                                        f'Type="{kind}/numbering" Target="numbering.xml"/></Relationships>',
        "word/numbering.xml": f'<w:numbering {w}><w:abstractNum w:abstractNumId="1">{level}</w:abstractNum>{nums}</w:numbering>',
        "word/document.xml": f'<w:document {w}><w:body>{"".join(body)}</w:body></w:document>',
    }  # fmt: skip
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, words in parts.items():
            archive.writestr(zipfile.ZipInfo(name, _DATE), '<?xml version="1.0" encoding="UTF-8"?>' + words)
    return out.getvalue()


def _docx_paragraph(text: str, align: str, bold: bool, number: str = "") -> str:
    how = f'{number}<w:jc w:val="{"both" if align == "justify" else align}"/>'
    words = f'<w:r><w:rPr>{"<w:b/>" if bold else ""}</w:rPr><w:t xml:space="preserve">{html.escape(text)}</w:t></w:r>'
    return f"<w:p><w:pPr>{how}</w:pPr>{words}</w:p>"


def _docx_table(piece: Piece) -> str:
    line = "single" if piece.lines else "nil"
    sides = "".join(f'<w:{s} w:val="{line}"/>' for s in ("top", "left", "bottom", "right", "insideH", "insideV"))
    rows = "".join(
        "<w:tr>" + "".join(
            "<w:tc>" + ("".join(_docx_paragraph(t, "left" if piece.lines else "center", False) for t in cell) or "<w:p/>") + "</w:tc>"
            for cell in row) + "</w:tr>"
        for row in piece.rows)  # fmt: skip
    return f"<w:tbl><w:tblPr><w:tblBorders>{sides}</w:tblBorders></w:tblPr>{rows}</w:tbl>"


# -- .html


def html_of(pieces: list[Piece], title: str) -> bytes:
    """A page of a site: its menu and its related documents stand around the text."""
    body: list[str] = []
    for piece in pieces:
        if piece.rows:
            rows = "".join("<tr>" + "".join(f"<td>{_cell(cell)}</td>" for cell in row) + "</tr>" for row in piece.rows)
            body.append(f'<table border="{int(piece.lines)}">{rows}</table>')
        else:
            words = html.escape(piece.text)
            body.append(f'<p style="text-align:{piece.align}">{f"<b>{words}</b>" if piece.bold else words}</p>')
    menu = "".join(f'<li><a href="/{i}">{m}</a></li>' for i, m in enumerate(("Trang chủ", "Văn bản", "Tin tức", "Liên hệ")))
    page = (f'<!DOCTYPE html>\n<html lang="vi"><head><meta charset="utf-8"><title>{html.escape(title)}</title>'
            "<style>p { margin: 6px }</style><script>var a = 1;</script></head><body>"
            f'<nav><ul>{menu}</ul></nav><main><div class="content">\n' + "\n".join(body) + "\n</div></main>"
            '<aside><h3>Văn bản liên quan</h3><ul><li><a href="/9">Văn bản khác</a></li></ul></aside>'
            "<footer>Bản quyền của trang thông tin</footer></body></html>\n")  # fmt: skip
    return page.encode("utf-8")


def _cell(paragraphs: list[str]) -> str:
    return "".join(f"<p>{html.escape(p)}</p>" for p in paragraphs)


# -- .pdf


def pdf_of(pieces: list[Piece], head: str) -> bytes:
    """Pages of A4 with a running head and page numbers."""
    import datetime

    import matplotlib
    from fpdf import FPDF
    from fpdf.fonts import FontFace

    class Pages(FPDF):
        def header(self) -> None:
            if self.page_no() > 1:
                self.set_font("serif", size=10)
                self.cell(0, 6, str(self.page_no()), align="C", new_x="LMARGIN", new_y="NEXT")

    pdf = Pages(format="A4")
    pdf.set_creation_date(datetime.datetime(*_DATE, tzinfo=datetime.UTC))
    pdf.set_margins(30, 20, 20)
    folder = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
    pdf.add_font("serif", "", str(folder / "DejaVuSerif.ttf"))
    pdf.add_font("serif", "B", str(folder / "DejaVuSerif-Bold.ttf"))
    pdf.add_page()
    for piece in pieces:
        pdf.set_font("serif", "B" if piece.bold else "", 11)
        if not piece.rows:
            align = {"justify": "J", "center": "C"}[piece.align]
            with pdf.text_columns(text_align=align, line_height=1.4) as column, \
                    column.paragraph(first_line_indent=10 if align == "J" else 0, bottom_margin=1.5) as paragraph:
                paragraph.write(piece.text)
        else:
            borders = "ALL" if piece.lines else "NONE"
            align = "LEFT" if piece.lines else "CENTER"
            with pdf.table(borders_layout=borders, text_align=align, first_row_as_headings=False, line_height=5,
                           headings_style=FontFace()) as grid:  # fmt: skip
                for cells in piece.rows:
                    row = grid.row()
                    for cell in cells:
                        row.cell("\n".join(cell))
            pdf.ln(3)
    return bytes(pdf.output())


def main() -> None:
    """Write all of them."""
    for name in NAMES:
        pieces = pieces_of(CORPUS / f"{name}.txt")
        (HERE / f"{name}.docx").write_bytes(docx_of(pieces))
        (HERE / f"{name}.html").write_bytes(html_of(pieces, name))
        (HERE / f"{name}.pdf").write_bytes(pdf_of(pieces, name))


if __name__ == "__main__":
    main()
