"""Writes what the documentation takes from the code: the JSON schema of Document, and the tables of models and columns.

    python docs/make.py           # everything
    python docs/make.py schema    # docs/document.schema.json alone
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from pydantic import BaseModel

from vnplan import models
from vnplan.store.tidy import VIEW_COLUMNS
from vnplan.views.columns import COLUMNS

HERE = Path(__file__).resolve().parent


def write_schema() -> None:
    """The JSON schema of what parse_document() returns."""
    schema = models.Document.model_json_schema(mode="serialization")
    text = json.dumps(schema, ensure_ascii=False, indent=1, sort_keys=True)
    (HERE / "document.schema.json").write_text(text + "\n", encoding="utf-8")


def write_model() -> None:
    """Every public model with its fields."""
    out = [
        "# The model", "", "Every class and field of what `parse_document()` returns. Offsets are half-open, in",
        "Unicode code points of `Document.text`; a date is ISO 8601 with the precision of the text; null means that",
        "the text does not tell. The same as JSON Schema: [document.schema.json](document.schema.json).", "",
    ]  # fmt: skip
    for name, kind in sorted(vars(models).items()):
        public = isinstance(kind, type) and issubclass(kind, BaseModel) and kind.__module__ == models.__name__
        if public and name != "Model":
            about = (kind.__doc__ or "").split(">>>")[0].strip()
            out += [f"## {name}", "", " ".join(about.split()), "", "| field | what |", "|---|---|"]
            out += [f"| `{field}` | {_cell(info.description or '')} |" for field, info in kind.model_fields.items()]
            out.append("")
    (HERE / "model.md").write_text("\n".join(out), encoding="utf-8")


def write_columns() -> None:
    """The columns of rows, frames and views."""
    out = [
        "# Rows, frames and views", "",
        "`document.rows(kind)`, `document.to_frames()` and `corpus.to_frames()` have these columns; `v_…` are views",
        "in the corpus file itself, for Datasette, DBeaver or `pandas.read_sql`.", "",
    ]  # fmt: skip
    for kind, columns in COLUMNS.items():
        out += [f"## {kind}", "", "| column | type | what |", "|---|---|---|"]
        out += [f"| `{name}` | {c.type} | {_cell(c.about)} |" for name, c in columns.items()]
        out.append("")
    for view, about in VIEW_COLUMNS.items():
        out += [f"## {view}", "", "| column | what |", "|---|---|"]
        out += [f"| `{name}` | {_cell(what)} |" for name, what in about.items()]
        out.append("")
    (HERE / "columns.md").write_text("\n".join(out), encoding="utf-8")


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    if sys.argv[1:] != ["schema"]:
        write_model()
        write_columns()
    write_schema()
