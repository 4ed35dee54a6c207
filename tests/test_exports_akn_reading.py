"""Akoma Ntoso read back: what to_akn wrote comes again, other makers' files as far as units and refs go."""

from __future__ import annotations

from pathlib import Path

import pytest

import vnplan
from vnplan.errors import SourceError, SourceNotFoundError

TEXTS = sorted((Path(__file__).parent.parent / "corpus").glob("*.txt"))
KINDS = {"phan", "chuong", "muc", "tieu_muc", "dieu", "khoan", "diem", "gach", "attachment"}
OTHER = """<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act name="act"><meta><identification source="#x">
<FRBRWork><FRBRthis value="/akn/xx/act/2020/1"/><FRBRdate date="2020-01-02" name="issued"/><FRBRnumber value="1"/></FRBRWork>
</identification></meta><body><section eId="sec_1"><num>1.</num><heading>Scope</heading><subsection eId="sec_1__subsec_a">
<num>(a)</num><content><p>See <ref href="/akn/xx/act/2019/5/~art_2">Act 5</ref> of   2019.</p></content></subsection></section>
</body></act></akomaNtoso>"""


@pytest.mark.parametrize("path", TEXTS, ids=lambda p: p.stem)
def test_what_is_written_comes_again(path: Path, tmp_path: Path) -> None:
    document = vnplan.parse_document(path)
    (tmp_path / "a.xml").write_text(vnplan.to_akn(document), encoding="utf-8")
    again = vnplan.from_akn(tmp_path / "a.xml")
    units = [(u.id, u.kind, u.number, u.heading) for u, _ in document.walk() if u.kind in KINDS]
    assert [(u.id, u.kind, u.number, u.heading) for u, _ in again.walk() if u.kind in KINDS] == units
    assert all(again.text_of(c) == c.text for c in again.citations)
    outer, at = [], 0
    for c in sorted((c for c in document.citations if c.target.uri), key=lambda c: (c.span.start, -c.span.end)):
        if c.span.start >= at:
            outer.append((c.target.uri, c.pinpoints[0] if c.pinpoints else (), " ".join(c.text.split())))
            at = c.span.end
    found = [(c.target.uri, c.pinpoints[0] if c.pinpoints else (), " ".join(c.text.split())) for c in again.citations]
    assert [f[0] for f in found] == [o[0] for o in outer]
    assert [f[2] for f in found] == [o[2] for o in outer]
    meta, back = document.metadata, again.metadata
    assert (back.uri, back.number, back.date, back.title) == (meta.uri, meta.number, meta.date, meta.title)
    for unit, depth in again.walk():
        assert 0 <= unit.span.start < unit.span.end <= len(again.text)
        assert depth < 12


def test_another_makers_file() -> None:
    document = vnplan.from_akn(OTHER)
    assert [(u.id, u.number, u.heading) for u, _ in document.walk()] == [("sec_1", "1.", "Scope"), ("sec_1__subsec_a", "(a)", None)]
    assert [(c.text, c.target.uri) for c in document.citations] == [("Act 5", "/akn/xx/act/2019/5")]
    assert document.text_of(document.citations[0]) == "Act 5"
    assert (document.metadata.number, document.metadata.date) == ("1", "2020-01-02")
    assert "See Act 5 of 2019." in document.text


BOMB = '<!DOCTYPE a [<!ENTITY a "x"><!ENTITY b "&a;&a;">]><akomaNtoso><act><body><p>&b;</p></body></act></akomaNtoso>'


@pytest.mark.parametrize(("source", "told"), [("Điều 1", "is no XML"), ("<a/>", "root is <a>"), (b"<akomaNtoso/>", "no Akoma Ntoso")])
def test_other_files_are_refused(source: str | bytes, told: str) -> None:
    with pytest.raises(SourceError, match=told):
        vnplan.from_akn(source)


def test_no_entity_is_expanded_and_no_file_read(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret", encoding="utf-8")
    outside = f'<!DOCTYPE a [<!ENTITY b SYSTEM "file://{tmp_path}/secret">]><akomaNtoso><act><body><p>x &b;</p></body></act></akomaNtoso>'
    for text in (BOMB, outside):
        document = vnplan.from_akn(text)
        assert "secret" not in document.text
        assert "xx" not in document.text
    with pytest.raises(SourceNotFoundError):
        vnplan.from_akn(tmp_path / "gone.xml")
