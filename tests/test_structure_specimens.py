"""Specimens of the official forms, written for this: each one's whole structure as a page of text, read by eye.

tests/specimens/structure/NAME.txt is the document, NAME.expected what layout and structure make of it. After a change
that is meant, `python tests/test_structure_specimens.py` writes the pages anew: read the difference before it goes in.
Every specimen is also set in other ways (blank lines between, indented, page after page), which changes no structure.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from vnplan.grammar import default_grammar
from vnplan.layout import lay_out
from vnplan.structure import Node, Structure, build_structure

FOLDER = Path(__file__).parent / "specimens" / "structure"
NAMES = sorted(path.stem for path in FOLDER.glob("*.txt"))


def page(source: str) -> str:
    """Everything that layout and structure say of a text."""
    layout = lay_out(source, grammar=default_grammar())
    structure = build_structure(layout, grammar=default_grammar())
    return "\n".join((*_facts(structure), *_tree(structure.nodes, layout.clean.text, ""), *_regions(structure), ""))


def _facts(structure: Structure) -> Iterator[str]:
    yield f"kind {structure.kind}"
    for number, part in enumerate(structure.parts):
        facts = {
            "type": part.type, "code": part.type_code, "number": part.number, "printed": part.number_as_printed,
            "blank": part.blank_code, "date": part.date, "place": part.place, "issuer": part.issuer_text, "title": part.title,
            "signers": [f"{s.authority} | {s.position} | {s.name}" for s in part.signers] or None,
            "recipients": len(part.recipients) or None,
        }  # fmt: skip
        yield f"part {number}: " + "; ".join(f"{k} {v}" for k, v in facts.items() if v is not None)
    for finding in structure.findings:
        yield f"{finding.severity} {finding.code}: {finding.message}"


def _tree(nodes: list[Node], text: str, indent: str) -> Iterator[str]:
    for node in nodes:
        words = text[node.start : node.end].replace("\n", " / ")
        heading = "" if node.heading is None else f" [{text[slice(*node.heading)]}]".replace("\n", " / ")
        label = text[node.start : node.body]
        shown = words if len(words) < 60 else f"{words[:28]} … {words[-28:]}"
        yield f"{indent}{node.kind} {node.number or ''} {node.id} {label!r}{heading}: {shown}"
        yield from _tree(node.children, text, indent + "  ")


def _regions(structure: Structure) -> Iterator[str]:
    yield "regions " + " ".join(f"{r.kind}/{r.part}:{r.start}-{r.end}" for r in structure.regions)


@pytest.mark.parametrize("name", NAMES)
def test_specimen(name: str) -> None:
    expected = (FOLDER / f"{name}.expected").read_text(encoding="utf-8")
    assert page((FOLDER / f"{name}.txt").read_text(encoding="utf-8")) == expected


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("setting", [("\n", "\r\n"), ("\n", "  \n"), (" ", "\xa0"), ("\n", "\u200b\n")])
def test_setting_changes_nothing(name: str, setting: tuple[str, str]) -> None:
    if name == "letter_two_columns" and setting[0] == " ":
        pytest.skip("its spaces are what sets the columns")
    source = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    if " |" in source and "\u200b" in setting[1]:
        pytest.skip("a bar ends its lines, and nothing else may")
    assert page(source.replace(*setting)) == page(source)


if __name__ == "__main__":
    for name in NAMES:
        made = page((FOLDER / f"{name}.txt").read_text(encoding="utf-8"))
        (FOLDER / f"{name}.expected").write_text(made, encoding="utf-8")
        sys.stdout.write(f"== {name}\n{made}")
