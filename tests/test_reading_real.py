"""Real Word files, and documents that exist as text in all office formats (../shared; skipped where it is not)."""

from __future__ import annotations

from pathlib import Path

import pytest

from vnplan import Document, parse_document


def numbers(document: Document) -> list[tuple[str, str | None]]:
    return [(u.kind, u.number) for u, _ in document.walk() if u.number]


@pytest.mark.parametrize("kind", ["docx", "docx-lo", "odt", "rtf", "legacy"])
def test_office_files_say_what_their_text_says(kind: str, shared: Path) -> None:
    plain = parse_document(shared / "files/made/expected/sonla-1784.txt")
    for path in sorted((shared / "files/made" / kind).glob("sonla-1784.*")):
        if path.suffix == ".pdf" or path.name.endswith("tcvn3.doc"):
            continue
        found = parse_document(path)
        assert numbers(found) == numbers(plain), path.name
        assert found.metadata.number == plain.metadata.number
        cited = [[(c.target.type, c.target.number, c.target.date, c.target.uri, c.pinpoints) for c in document.citations]
                 for document in (found, plain)]  # fmt: skip
        assert cited[0] == cited[1], path.name
        assert [(a.agency, a.role) for a in found.assignments] == [(a.agency, a.role) for a in plain.assignments]


def test_articles_of_real_word_files_run_without_a_gap(shared: Path) -> None:
    for path in sorted((shared / "files/docx").glob("*.docx")):
        found = [n for kind, n in numbers(parse_document(path)) if kind == "dieu"]
        assert found[:20] == [str(i + 1) for i in range(len(found[:20]))], path.name
        assert len(found) > 40, path.name


def test_no_word_of_a_table_is_lost(shared: Path) -> None:
    for path in sorted((shared / "files/made/docx").glob("*.docx")):
        document = parse_document(path)
        for table in document.tables:
            for row in table.rows:
                for cell in row:
                    assert " ".join(document.text_of(cell).split()) == cell.text
