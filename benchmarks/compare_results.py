"""Parse one folder with two checkouts and print, record by record, what differs.

    python benchmarks/compare_results.py --old ../base ../shared/dev/decisions ../shared/corpus
    python benchmarks/compare_results.py --old ../base ../shared/dev/laws --kinds units metadata --show 20 --limit 30

Records of one kind are matched by their place in the text: what stands on both sides with other values is "changed",
and told field by field; the rest is "gone" or "new". A record's ids count for nothing (`--ids` compares them too).
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent.parent
KINDS = ("metadata", "attachments", "units", "citations", "effects", "assignments", "targets", "agencies", "footnotes",
         "tables", "diagnostics")  # fmt: skip
# Run in a process of each checkout: reads paths on stdin, writes one JSON document a line.
_CHILD = """
import json, sys
import vnplan
for line in sys.stdin:
    path = line.rstrip("\\n")
    try:
        text = open(path, "rb").read().decode("utf-8-sig")
        found = vnplan.parse_document(text).model_dump(mode="json") if text.strip() else {}
    except Exception as error:
        found = {"failed": f"{type(error).__name__}: {error}"}
    found["path"] = path
    sys.stdout.write(json.dumps(found, ensure_ascii=False) + "\\n")
"""
_IDS = frozenset({"id", "unit", "quote", "rule", "parent"})
Key = tuple[Any, ...]


def files_of(paths: list[Path], limit: int) -> list[Path]:
    """The .txt files of folders and the files named, in a fixed order; at most `limit` of each folder."""
    found: list[Path] = []
    for path in paths:
        inside = sorted(path.rglob("*.txt")) if path.is_dir() else [path]
        found += inside[:limit] if limit else inside
    return found


def parsed(checkout: Path, files: list[Path]) -> subprocess.Popen[bytes]:
    """A process that parses the files with the checkout's vnplan, its results in a temporary file (`.out`)."""
    out = open(os.memfd_create("out"), "w+b")  # noqa: SIM115
    names = open(os.memfd_create("names"), "w+b")  # noqa: SIM115
    names.write("".join(f"{f.resolve()}\n" for f in files).encode())
    names.seek(0)
    child = subprocess.Popen(
        [sys.executable, "-B", "-c", _CHILD], stdin=names, stdout=out, cwd=checkout,
        env=os.environ | {"PYTHONPATH": str(checkout.resolve())})  # fmt: skip
    child.out = out  # type: ignore[attr-defined]
    return child


def results(child: subprocess.Popen[bytes]) -> Iterator[dict[str, Any]]:
    """The documents that a process has parsed."""
    if child.wait():
        raise SystemExit(f"parsing failed in {child.args}")
    child.out.seek(0)  # type: ignore[attr-defined]
    for line in child.out:  # type: ignore[attr-defined]
        yield json.loads(line)


def records(document: dict[str, Any], kind: str, ids: bool) -> list[tuple[Key, dict[str, Any]]]:
    """The records of one kind as (place, fields); spans become the words that stand there."""
    text = document.get("text", "")
    if kind == "metadata":
        return [((), _shown(document.get("metadata", {}), text, ids))]
    if kind == "attachments":
        return [((i,), _shown(a["metadata"], text, ids)) for i, a in enumerate(document.get("attachments", []))]
    if kind == "units":
        return [((u["span"]["start"], u["kind"]), fields) for u, fields in _units(document.get("units", []), text, ids)]
    found = []
    for item in document.get(kind, []):
        span = item.get("span") or {"start": -1, "end": -1}
        place: Key = (span["start"],)
        if kind in ("assignments", "agencies"):
            place += ((item.get("agency") or {}).get("full_name"),)
        elif kind == "targets":
            place = (item["value"]["span"]["start"],)
        elif kind == "diagnostics":
            place += (item["code"],)
        found.append((place, _shown(item, text, ids)))
    return found


def _units(units: list[dict[str, Any]], text: str, ids: bool, above: str = "") -> Iterator[tuple[Any, dict[str, Any]]]:
    for unit in units:
        path = f"{above}/{unit['kind']} {unit['number'] or ''}".rstrip()
        fields = {"path": path, "heading": unit["heading"], "end": unit["span"]["end"]}
        yield unit, fields | ({"id": unit["id"]} if ids else {})
        yield from _units(unit["children"], text, ids, path)


def _shown(value: Any, text: str, ids: bool) -> Any:
    if isinstance(value, dict):
        if set(value) == {"start", "end"} and isinstance(value["start"], int):
            return f"{value['start']}: {text[value['start'] : value['end']]}"
        return {k: _shown(v, text, ids) for k, v in value.items() if ids or k not in _IDS}
    return [_shown(v, text, ids) for v in value] if isinstance(value, list) else value


def differences(old: list[tuple[Key, dict[str, Any]]], new: list[tuple[Key, dict[str, Any]]]) -> Iterator[
        tuple[str, Key, Any, Any]]:  # fmt: skip
    """("gone" | "new" | "changed: FIELDS", place, old fields, new fields) for two lists of records."""
    by_place: dict[Key, tuple[list[Any], list[Any]]] = defaultdict(lambda: ([], []))
    for side, rows in enumerate((old, new)):
        for place, fields in rows:
            by_place[place][side].append(fields)
    for place, (before, after) in by_place.items():
        before, after = [b for b in before if b not in after], [a for a in after if a not in before]
        for b, a in zip(before, after, strict=False):
            wrong = [k for k in dict.fromkeys((*b, *a)) if b.get(k) != a.get(k)]
            yield f"changed: {', '.join(wrong)}", place, {k: b.get(k) for k in wrong}, {k: a.get(k) for k in wrong}
        for b in before[len(after) :]:
            yield "gone", place, b, None
        for a in after[len(before) :]:
            yield "new", place, None, a


def main() -> int:
    """Print counts by kind and field, and the first differences of each."""
    args = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    args.add_argument("paths", nargs="+", type=Path)
    args.add_argument("--old", type=Path, required=True, help="checkout of the state before")
    args.add_argument("--new", type=Path, default=HERE, help="checkout of the state after (this one)")
    args.add_argument("--kinds", nargs="+", choices=KINDS, default=list(KINDS))
    args.add_argument("--limit", type=int, default=0, help="at most so many files of each folder")
    args.add_argument("--show", type=int, default=3, help="differences shown of each kind")
    args.add_argument("--ids", action="store_true", help="ids of units and rules count too")
    args.add_argument("--width", type=int, default=300, help="letters shown of each side")
    given = args.parse_args()
    files = files_of(given.paths, given.limit)
    sides = [parsed(checkout, files) for checkout in (given.old, given.new)]
    totals: Counter[str] = Counter()
    counts: Counter[tuple[str, str]] = Counter()
    shown: dict[tuple[str, str], list[str]] = defaultdict(list)
    for old, new in zip(results(sides[0]), results(sides[1]), strict=True):
        name = Path(old["path"]).name
        if old.get("failed") != new.get("failed"):
            counts["parse", f"{old.get('failed')} → {new.get('failed')}"] += 1
            shown["parse", f"{old.get('failed')} → {new.get('failed')}"].append(name)
            continue
        for kind in given.kinds:
            before, after = records(old, kind, given.ids), records(new, kind, given.ids)
            totals[kind] += len(before)
            for what, place, was, now in differences(before, after):
                counts[kind, what] += 1
                if len(shown[kind, what]) < given.show:
                    both = [json.dumps(v, ensure_ascii=False)[: given.width] for v in (was, now) if v is not None]
                    shown[kind, what].append(f"{name} {place}\n         " + "\n         ".join(both))
    for kind in ("parse", *given.kinds):
        rows = sorted(((n, what) for (k, what), n in counts.items() if k == kind), reverse=True)
        print(f"{kind}: {totals[kind]} before, {sum(n for n, _ in rows)} differ")
        for n, what in rows:
            print(f"  {n:6} {what}")
            for example in shown[kind, what]:
                print(f"       {example}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
