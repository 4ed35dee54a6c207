"""Text from before Unicode: TCVN3 and VNI, by font and in text files."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from office import docx, p

from vnplan import parse_document
from vnplan.reading import read
from vnplan.reading.legacy import _TCVN3, _VNI, detect, encoding_of_font, from_legacy
from vnplan.reading.syllables import is_syllable

TEXT = ("Căn cứ Luật Tổ chức chính quyền địa phương; Điều 1. Phê duyệt đề án phát triển giáo dục mềm dẻo, hướng nghiệp và "
        "nghĩa vụ của người học, kỹ năng quản lý, khuyến khích xã hội hóa, đường thủy, hoặc thuở ấy, ngoằn ngoèo, vỹ tuyến.")  # fmt: skip


def written(text: str, encoding: str) -> str:
    """Text as an old program wrote it: the conversion the other way round."""
    if encoding == "vni":
        back = {letter: code for code, letter in sorted(_VNI.items(), reverse=True)}
        return "".join(back.get(c, c) for c in text)
    back = {letter: chr(code) for code, letter in _TCVN3.items()}
    return "".join(back.get(c, c) for c in text)


@pytest.mark.parametrize("encoding", ["tcvn3", "vni"])
def test_a_text_there_and_back(encoding: str) -> None:
    assert from_legacy(written(TEXT, encoding), encoding) == TEXT
    assert detect(written(TEXT, encoding)) == (encoding, True)


@pytest.mark.parametrize("encoding", ["tcvn3", "vni"])
@pytest.mark.parametrize("stored", ["latin-1", "utf-8"])
def test_text_files_are_converted_and_a_diagnostic_says_so(encoding: str, stored: str) -> None:
    document = parse_document(written(TEXT, encoding).encode(stored))
    assert document.text == TEXT
    assert [d.code for d in document.diagnostics if d.code.startswith("legacy")] == ["legacy-encoding"]


def test_what_is_not_sure_gets_the_diagnostic_alone() -> None:
    text = written("Căn cứ Luật", "tcvn3")
    source = read(text.encode("utf-8"))
    assert (source.text, [f.code for f in source.findings]) == (text, ["legacy-encoding-possible"])


@pytest.mark.parametrize("text", [TEXT, "Le règlement général de l'État français est modifié à cet égard.", "Điều 1", "Año 2025"])
def test_other_texts_are_left_alone(text: str) -> None:
    source = read(text.encode("utf-8"))
    assert (source.text, source.findings) == (text, ())


@pytest.mark.parametrize(
    ("font", "text", "meant"),
    [
        (".VnTime", "QuyÕt ®Þnh", "Quyết định"),
        (".VnTimeH", "quyÕt ®Þnh", "QUYẾT ĐỊNH"),
        (".VnArialH", "Điều 1", "ĐIỀU 1"),  # Unicode typed in such a font
        ("VNI-Times", "QUYEÁT ÑÒNH", "QUYẾT ĐỊNH"),
        ("VNI-Times", "Quyết định", "Quyết định"),
        ("Times New Roman", "QuyÕt", "QuyÕt"),
        (".VnTime", "là", "là"),
    ],
)
def test_by_font(font: str, text: str, meant: str) -> None:
    run = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>'
    assert read(docx(p(text, run=run))).text == meant + "\n"


def test_a_letter_of_two_characters_in_two_runs() -> None:
    how = '<w:rPr><w:rFonts w:ascii="VNI-Times" w:hAnsi="VNI-Times"/></w:rPr>'
    body = f"<w:p><w:r>{how}<w:t>Quye</w:t></w:r><w:r>{how}<w:t>Át</w:t></w:r></w:p>".replace("Át", "át")
    assert read(docx(body)).text == "Quyết\n"


def test_the_optional_hyphen_is_a_letter_of_tcvn3() -> None:
    how = '<w:rPr><w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/></w:rPr>'
    assert read(docx(f"<w:p><w:r>{how}<w:t>Ch</w:t><w:softHyphen/><w:t>¬ng</w:t></w:r></w:p>")).text == "Chương\n"


@pytest.mark.parametrize("name", [".vntime", ".VnTimeH", "VNI-Times", "VNI Times"])
def test_fonts(name: str) -> None:
    assert encoding_of_font(name) is not None


@given(st.sampled_from(["Nghiêng", "khuỷu", "quyển", "giếng", "hoàng", "yếu", "uống", "ngoẵng", "thuở", "xoèn", "quấy", "rượu", "khuya", "yêu", "quốc", "ưu"]))
def test_syllables_in_both_forms(word: str) -> None:
    assert is_syllable(word)
    assert is_syllable(unicodedata.normalize("NFD", word))
