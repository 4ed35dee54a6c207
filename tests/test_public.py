"""The public names: typed, documented, each with an example that runs; every field of the models described."""

from __future__ import annotations

import ast
import doctest
import importlib
import inspect
import json
import logging
import subprocess
import sys
from pathlib import Path

import pytest
from pydantic import BaseModel

import vnplan
from vnplan import models

HERE = Path(__file__).parent
PACKAGE = HERE.parent / "vnplan"
NEVER = ("spacy", "underthesea", "pandas", "networkx", "pydantic", "numpy", "pyarrow", "lxml", "pypdfium2", "regex")


def mypy(code: str, tmp_path: Path) -> subprocess.CompletedProcess[str]:
    file = tmp_path / "program.py"
    file.write_text(code, encoding="utf-8")
    pytest.importorskip("mypy")
    return subprocess.run([sys.executable, "-m", "mypy", "--strict", "--config-file", "", "--cache-dir", str(tmp_path / "cache"), str(file)],
                          capture_output=True, text=True, cwd=HERE.parent)  # fmt: skip


def test_a_typed_program_and_a_misspelt_name(tmp_path: Path) -> None:
    good = (HERE / "client.py").read_text(encoding="utf-8")
    used = {node.attr for node in ast.walk(ast.parse(good)) if isinstance(node, ast.Attribute) and ast.unparse(node.value) == "vnplan"}
    assert used == set(vnplan.__all__)
    done = mypy(good + "\n\nwrong = vnplan.parse_dokument\nalso: int = vnplan.parse_document('a').metadata.typ\n", tmp_path)
    errors = [line for line in done.stdout.splitlines() if "program.py" in line and "error" in line]
    assert len(errors) == 2, done.stdout
    assert "parse_dokument" in errors[0]
    assert "typ" in errors[1]


def test_the_stub_names_what_the_package_has() -> None:
    tree = ast.parse((PACKAGE / "__init__.pyi").read_text(encoding="utf-8"))
    named = {alias.asname: f"{node.module}" for node in tree.body if isinstance(node, ast.ImportFrom) for alias in node.names}
    assert named == vnplan._HOMES
    for name in vnplan.__all__:
        assert getattr(vnplan, name) is getattr(importlib.import_module(named[name]), name)
    with pytest.raises(AttributeError, match="no attribute 'parse_dokument'"):
        vnplan.parse_dokument  # noqa: B018


@pytest.mark.parametrize("name", vnplan.__all__)
def test_every_public_name_has_an_example_that_runs(name: str) -> None:
    thing = getattr(vnplan, name)
    home = sys.modules[thing.__module__]
    tests = [t for t in doctest.DocTestFinder(recurse=True).find(thing, name, module=home) if t.examples]
    assert tests, f"{name} has no example"
    flags = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    for test in tests:
        assert doctest.DocTestRunner(optionflags=flags).run(test, clear_globs=False).failed == 0


def test_every_field_of_the_models_is_described() -> None:
    silent = [f"{kind.__name__}.{name}" for _, kind in inspect.getmembers(models, inspect.isclass)
              if issubclass(kind, BaseModel) and kind.__module__ == "vnplan.models"
              for name, field in kind.model_fields.items() if not field.description]  # fmt: skip
    assert silent == []


def test_importing_costs_next_to_nothing() -> None:
    code = f"import sys, vnplan; print([m for m in {NEVER!r} if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout.strip() == "[]"


def test_the_published_schema_is_that_of_the_models() -> None:
    published = HERE.parent / "docs" / "document.schema.json"
    schema = vnplan.Document.model_json_schema(mode="serialization")
    assert json.loads(published.read_text(encoding="utf-8")) == schema, "write it anew: python docs/make.py schema"


def test_the_library_is_silent_by_itself() -> None:
    handlers = logging.getLogger("vnplan").handlers
    assert [type(h) for h in handlers] == [logging.NullHandler]
