"""What the shape of the code is held to: imports one way, no circles, knowledge in grammars/ and not in Python.

    python tests/house.py        # every finding, and a line of figures

tests/test_house.py holds the figures.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "vnplan"

# The rooms from the ground floor up; a file may import its own room's files and those of rooms below.
ORDER = (
    ("errors", "models", "pausing", "construct", "text", "slugs"),
    ("grammar",),
    ("reading",),
    ("layout",),
    ("lexing",),
    ("tables",),
    ("structure",),
    ("agencies",),
    ("extraction.clauses",),
    ("extraction.citations",),
    ("extraction.effects",),
    ("extraction.assignments", "extraction.targets"),
    ("identity",),
    ("publishing",),
    ("parser",),
    ("batch",),
    ("explain", "annotating"),
    ("graph",),
    ("views",),
    ("spacy",),
    ("store",),
    ("exports",),
    ("cli",),
)
LEVEL = {room: level for level, rooms in enumerate(ORDER) for room in rooms}
LONGEST_PATTERN = 200
_VIETNAMESE = re.compile("[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ]", re.I)


class Import(NamedTuple):
    """One import: the file that has it, what it imports, the line, and whether it runs when the file is loaded."""

    file: str
    target: str
    line: int
    eager: bool


def modules() -> dict[str, Path]:
    """The modules of the package by dotted name without "vnplan."."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def imports() -> list[Import]:
    """Every import of one module of the package by another, those for type checking left out."""
    known = modules()
    found = []
    for name, path in known.items():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        typing_only = {
            id(inner) for node in ast.walk(tree)
            if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test) for inner in ast.walk(node)
        }  # fmt: skip
        lazy = {id(inner) for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) for inner in ast.walk(node)}
        for node in ast.walk(tree):
            if id(node) in typing_only or not isinstance(node, ast.Import | ast.ImportFrom):
                continue
            if isinstance(node, ast.ImportFrom):
                base = (node.module or "").removeprefix("vnplan").lstrip(".")
                if not (node.module or "").startswith("vnplan"):
                    continue
                targets = [t if (t := f"{base}.{a.name}".lstrip(".")) in known else base for a in node.names]
            else:
                targets = [a.name.removeprefix("vnplan.") for a in node.names if a.name.startswith("vnplan.")]
            found += [Import(name, t, node.lineno, id(node) not in lazy) for t in dict.fromkeys(targets) if t != name]
    return found


def room(name: str) -> str | None:
    """The room of a module: the longest prefix that the order names."""
    parts = name.split(".")
    for n in range(len(parts), 0, -1):
        if ".".join(parts[:n]) in LEVEL:
            return ".".join(parts[:n])
    return None


def door(i: Import) -> bool:
    """A method of a public model or graph that calls what shows it, and imports it when it is called.

    `document.chunks()` and `graph.draw()` are what users look for; the file itself needs none of them when it is loaded.
    """
    views = ("explain", "annotating", "views", "spacy", "exports")
    return i.file in ("models", "graph.questions") and not i.eager and room(i.target) in views


def upward() -> list[str]:
    """Imports that go from a room to one above it."""
    found = []
    for i in imports():
        if door(i):
            continue
        a, b = room(i.file), room(i.target)
        if a is not None and b is not None and a != b and LEVEL[a] < LEVEL[b]:
            found.append(f"vnplan/{i.file.replace('.', '/')}.py:{i.line}: {a} imports {b} ({i.target})")
    return found


def circles() -> list[list[str]]:
    """Strongly connected groups of modules, over imports that run when a file is loaded and those that run later."""
    edges: dict[str, set[str]] = {}
    for i in imports():
        if i.target and not door(i):
            edges.setdefault(i.file, set()).add(i.target)
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    found: list[list[str]] = []

    def visit(node: str) -> None:
        index[node] = low[node] = len(index)
        stack.append(node)
        for other in sorted(edges.get(node, ())):
            if other not in index:
                visit(other)
                low[node] = min(low[node], low[other])
            elif other in stack:
                low[node] = min(low[node], index[other])
        if low[node] == index[node]:
            group = []
            while True:
                group.append(stack.pop())
                if group[-1] == node:
                    break
            if len(group) > 1:
                found.append(sorted(group))

    sys.setrecursionlimit(10_000)
    for name in modules():
        if name not in index:
            visit(name)
    return found


def _strings(tree: ast.AST) -> Iterator[ast.Constant]:
    """String literals that are no docstrings."""
    documentation = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            documentation.add(id(node.value))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documentation:
            yield node


def vietnamese(skip: tuple[str, ...] = ("cli",)) -> list[str]:
    """String literals with Vietnamese letters in Python, docstrings and help texts apart."""
    found = []
    for name, path in modules().items():
        if name.split(".")[0] in skip:
            continue
        for node in _strings(ast.parse(path.read_text(encoding="utf-8"))):
            if _VIETNAMESE.search(node.value):
                found.append(f"{path.relative_to(ROOT)}:{node.lineno}: {node.value[:90]!r}")
    return found


def long_patterns() -> list[str]:
    """Patterns over the longest length allowed, as written in grammars/, and in calls of re and regex in Python."""
    import tomllib

    found = []
    for path in sorted((ROOT / "grammars").rglob("*.toml")):
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        rows = [(r.get("id"), r.get("pattern", "")) for r in data.get("rule", [])]
        rows += [(f"fragment {k}", v) for k, v in data.get("fragments", {}).items()]
        for what, pattern in rows:
            if len(pattern) > LONGEST_PATTERN:
                found.append(f"{path.relative_to(ROOT)}: {what}: {len(pattern)}")
    for _, path in modules().items():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[0] in ("re", "regex") and node.args:
                first = node.args[0]
                pattern = first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else ""
                if len(pattern) > LONGEST_PATTERN:
                    found.append(f"{path.relative_to(ROOT)}:{node.lineno}: {len(pattern)}")
    return found


def long_files(most: int = 400) -> list[str]:
    """Files with more lines than a reader takes in."""
    sizes = {p: len(p.read_text(encoding="utf-8").splitlines()) for p in modules().values()}
    return [f"{p.relative_to(ROOT)}: {n}" for p, n in sizes.items() if n > most]


def main() -> None:
    """Print every finding and the figures."""
    found = {
        "circles between files": [" ".join(group) for group in circles()], "imports that go back up": upward(),
        "patterns over 200 characters": long_patterns(), "files over 400 lines": long_files(),
        "Vietnamese words in Python": vietnamese(),
    }  # fmt: skip
    for what, rows in found.items():
        print(f"== {what}: {len(rows)}")
        for row in rows:
            print("  ", row)
    print("; ".join(f"{what}: {len(rows)}" for what, rows in found.items()))


if __name__ == "__main__":
    main()
