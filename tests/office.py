"""Small office files for the tests, made by zipfile from the XML that each test is about."""

from __future__ import annotations

import io
import zipfile

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def p(text: str = "", properties: str = "", run: str = "") -> str:
    """A paragraph with one run."""
    how = f"<w:rPr>{run}</w:rPr>" if run else ""
    words = f'<w:r>{how}<w:t xml:space="preserve">{text}</w:t></w:r>' if text else ""
    return f"<w:p><w:pPr>{properties}</w:pPr>{words}</w:p>"


def numbered(text: str, number: int, level: int = 0) -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def cell(content: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def table(*rows: str, borders: bool = True) -> str:
    line = "single" if borders else "nil"
    sides = "".join(f'<w:{s} w:val="{line}"/>' for s in ("top", "left", "bottom", "right", "insideH", "insideV"))
    body = "".join(row if row.startswith("<w:tr>") else f"<w:tr>{row}</w:tr>" for row in rows)
    return f"<w:tbl><w:tblPr><w:tblBorders>{sides}</w:tblBorders></w:tblPr>{body}</w:tbl>"


def level(text: str, kind: str = "decimal", at: int = 0, more: str = "") -> str:
    return (f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/>{more}'
            "</w:lvl>")  # fmt: skip


def numbering(lists: dict[int, str], uses: dict[int, tuple[int, str]]) -> str:
    """numbering.xml: levels of each abstract list, and (abstract list, overrides) of each use."""
    abstract = "".join(f'<w:abstractNum w:abstractNumId="{k}">{v}</w:abstractNum>' for k, v in lists.items())
    nums = "".join(f'<w:num w:numId="{k}"><w:abstractNumId w:val="{a}"/>{o}</w:num>' for k, (a, o) in uses.items())
    return f"<w:numbering {W}>{abstract}{nums}</w:numbering>"


def docx(body: str, *, raw: bool = False, **parts: str) -> bytes:
    """A .docx with a body and other parts by their kind (styles, numbering, footnotes, header1 …)."""
    document = body if raw else f"<w:document {W} {R} {MC}><w:body>{body}</w:body></w:document>"
    relations = "".join(
        f'<Relationship Id="{kind}" Type="{_TYPE}{kind.rstrip("0123456789")}" Target="{kind}.xml"/>' for kind in parts
    )
    files = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r" Type="{_TYPE}officeDocument" '
                       'Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_RELATIONS}">{relations}</Relationships>',
        "word/document.xml": document,
        **{f"word/{kind}.xml": content for kind, content in parts.items()},
    }  # fmt: skip
    return packed(files)


_ODF = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{full}:1.0"'
    for name, full in {"office": "office", "text": "text", "table": "table", "style": "style", "draw": "drawing",
                       "fo": "xsl-fo-compatible", "svg": "svg-compatible"}.items()
)  # fmt: skip


def odt(body: str, styles: str = "", common: str = "") -> bytes:
    """An .odt with a body, automatic styles, and the styles of the document."""
    return packed({
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": f"<office:document-content {_ODF}><office:automatic-styles>{styles}</office:automatic-styles>"
                       f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
        "styles.xml": f"<office:document-styles {_ODF}>{common}</office:document-styles>",
    })  # fmt: skip


def packed(files: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()
