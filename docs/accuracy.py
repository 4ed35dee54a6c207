"""Writes docs/accuracy.md: what the parser finds in corpus/ against its labels, with method and date.

    python docs/accuracy.py

Recall is reckoned from the labels beside corpus/*.txt (`NAME.json`): a citation is right when a found one overlaps the
quoted words and has the labelled number; a task when agency and role are right; a quantity when value and kind are. The
specimens were written for this project and rules were mended on them, so the figures say that nothing
broke, not how well texts are read that nobody has seen.
"""

from __future__ import annotations

import datetime
import json
import platform
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import vnplan
from vnplan.models import Document

ROOT = Path(__file__).resolve().parent.parent


def _near(document: Document, quote: str, results: Any) -> list[Any]:
    """The results that overlap a place where the quoted words stand."""
    pattern = re.compile(r"\s+".join(map(re.escape, quote.split())))
    places = [m.span() for m in pattern.finditer(document.text)]
    return [r for r in results if any(r.span.start < b and a < r.span.end for a, b in places)]


def _citation(row: dict[str, Any], found: Any) -> bool:
    return row.get("number") is None or found.target.number == row["number"]


def _task(row: dict[str, Any], found: Any) -> bool:
    name = found.agency.full_name.casefold() if found.agency else ""
    wanted = (row.get("agency") or "").casefold()
    return row.get("role") in (None, found.role) and (wanted in name or name in wanted)


def _quantity(row: dict[str, Any], found: Any) -> bool:
    return row.get("kind") in (None, found.kind) and row.get("min", found.value.min) == found.value.min


KINDS: dict[str, tuple[str, Callable[[dict[str, Any], Any], bool]]] = {
    "citations": ("citations", _citation), "tasks": ("assignments", _task), "quantities": ("targets", _quantity),
}  # fmt: skip


def main() -> None:
    """Parse the labelled specimens and write the page."""
    vnplan.warm_up()
    counts = {kind: [0, 0] for kind in KINDS}
    characters, began = 0, time.perf_counter()
    labels = sorted((ROOT / "corpus").glob("*.json"))
    for path in labels:
        document = vnplan.parse_document(path.with_suffix(".txt"))
        characters += len(document.text)
        gold = json.loads(path.read_text(encoding="utf-8"))
        for kind, (key, right) in KINDS.items():
            for row in gold.get(key, ()):
                counts[kind][1] += 1
                near = _near(document, row["quote"], getattr(document, key))
                counts[kind][0] += any(right(row, found) for found in near)
    took = time.perf_counter() - began
    lines = [
        "# Accuracy and speed as measured", "", " ".join((__doc__ or "").split("\n\n")[2].split()), "",
        f"Measured on {datetime.date.today().isoformat()} with vnplan {vnplan.__version__}, Python "
        f"{platform.python_version()}, by `python docs/accuracy.py`, over {len(labels)} labelled specimens.", "",
        "| what | labelled | found right | recall |", "|---|---|---|---|",
        *(f"| {kind} | {n} | {hit} | {hit / n:.3f} |" for kind, (hit, n) in counts.items() if n), "",
        f"Speed of that run, one core: {characters / 1e6 / took:.2f} million characters a second, labels compared "
        "included. `benchmarks/parsing.py PATH…` measures your own texts.", "",
    ]  # fmt: skip
    (ROOT / "docs" / "accuracy.md").write_text("\n".join(lines), encoding="utf-8")
    print("\n".join(lines[6:]))


if __name__ == "__main__":
    main()
