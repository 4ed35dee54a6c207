"""vnplan in spaCy: the same spans as parse_document, in one process and two, saved and loaded."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

import pytest

import vnplan
import vnplan.spacy as component

spacy = pytest.importorskip("spacy")
TEXTS = sorted((Path(__file__).parent.parent / "corpus").glob("*.txt"))[:4]


def exact(text: str) -> dict[str, list[tuple[str, str]]]:
    document = vnplan.parse_document(text)
    return {
        "citations": [(document.text_of(c), c.relation) for c in document.citations],
        "agencies": [(document.text_of(m), m.agency.level) for m in document.agencies],
        "targets": [(document.text_of(t.value), t.kind) for t in document.targets],
        "units": [(document.text_of(u), u.kind) for u, _ in document.walk()],
    }


@pytest.mark.parametrize("processes", [1, 2])
def test_spans_are_those_of_parse_document(processes: int) -> None:
    nlp = component.blank()
    nlp.add_pipe("vnplan")
    texts = [path.read_text(encoding="utf-8") for path in TEXTS]
    for text, doc in zip(texts, nlp.pipe(texts, n_process=processes), strict=True):
        assert doc.text == text
        assert doc._.vnplan == vnplan.parse_document(text)
        for kind, wanted in exact(text).items():
            found = [(s.text, s.label_) for s in doc.spans[kind]]
            assert [label for _, label in found] == [label for _, label in wanted]
            assert all(words.strip(" \n") in span for (span, _), (words, _) in zip(found, wanted, strict=True))
            same = sum(f == w for f, w in zip(found, wanted, strict=True))
            assert same >= 0.9 * len(wanted), (kind, [p for p in zip(found, wanted, strict=True) if p[0] != p[1]][:5])


WORDS = [
    ("theo Nghị định số 71/2020/NĐ-CP.", ["theo", "Nghị", "định", "số", "71/2020/NĐ-CP", "."]),
    ("Đạt 3.596,5 tỷ đồng (18%)", ["Đạt", "3.596,5", "tỷ", "đồng", "(", "18", "%", ")"]),
    ("UBND-VX;\n\n1. A", ["UBND-VX", ";", "\n\n", "1", ".", "A"]),
    ("  a  b ", ["  ", "a", " ", "b"]),
    ("", []),
]


@pytest.mark.parametrize(("text", "words"), WORDS)
def test_tokens(text: str, words: list[str]) -> None:
    doc = component.blank()(text)
    assert doc.text == text
    assert [t.text for t in doc] == words


def test_any_pipeline_takes_it(tmp_path: Path) -> None:
    nlp = spacy.blank("xx")
    nlp.add_pipe("vnplan")
    doc = nlp("Căn cứ Luật Giáo dục ngày 14 tháng 6 năm 2019;")
    assert [s.label_ for s in doc.spans["citations"]] == ["legal_basis"]
    empty = nlp("")
    assert len(empty.spans["citations"]) == 0
    assert empty._.vnplan is None


def test_a_pipeline_is_saved_and_loaded(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "dates.toml").write_text("", encoding="utf-8")
    nlp = component.blank()
    nlp.add_pipe("vnplan", config={"grammars": [str(tmp_path / "mine")]})
    nlp.to_disk(tmp_path / "model")
    again = spacy.load(tmp_path / "model")
    assert again.get_pipe("vnplan").grammars == (str(tmp_path / "mine"),)
    text = TEXTS[0].read_text(encoding="utf-8")
    one, two = again(text), nlp(text)
    assert [(s.start, s.end) for s in one.spans["citations"]] == [(s.start, s.end) for s in two.spans["citations"]]


def test_a_docbin_for_training() -> None:
    documents = [vnplan.parse_document(path) for path in TEXTS[:2]]
    nlp = component.blank()
    docs = list(component.to_docbin(documents).get_docs(nlp.vocab))
    assert [d.text for d in docs] == [d.text for d in documents]
    assert [len(d.spans["citations"]) for d in docs] == [len(d.citations) for d in documents]
    assert {e.label_ for e in docs[0].ents} == {"CITATION"}
    assert len(documents[0].to_docbin()) == 1


def test_displacy_shows_the_spans() -> None:
    nlp = component.blank()
    nlp.add_pipe("vnplan")
    html = spacy.displacy.render(nlp("theo Nghị định 71/2020/NĐ-CP"), style="span", options={"spans_key": "citations"}, jupyter=False)
    assert "refers_to" in html


@pytest.mark.skipif(not any(e.name == "vnplan" for e in entry_points(group="spacy_factories")),
                    reason="vnplan was installed before it had this entry point; install it again")  # fmt: skip
def test_spacy_finds_it_by_its_entry_point() -> None:
    code = ("import spacy; nlp = spacy.blank('xx'); nlp.add_pipe('vnplan'); doc = nlp('theo Luật Đất đai 2024'); "
            "print(len(doc.spans['citations']))")  # fmt: skip
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout.strip() == "1", done.stderr
