"""Does the test run notice a change? Random mutations of the code, one at a time, the tests run on each.

    python benchmarks/mutations.py -n 60 --seed 7 vnplan/layout vnplan/structure -- tests/test_structure_specimens.py
    python benchmarks/mutations.py -n 20 vnplan/identity/uri.py          # the whole test run each

A mutation turns a comparison round, exchanges `and` and `or`, drops a `not`, or moves a constant by one. It is made in
a copy of the checkout, never in the checkout itself. The survivors are named; exit 1 when more than `--survive` (0.2
of all) do.
"""

from __future__ import annotations

import argparse
import ast
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_TURNED: dict[type[ast.cmpop], str] = {
    ast.Lt: ">=", ast.LtE: ">", ast.Gt: "<=", ast.GtE: "<", ast.Eq: "!=", ast.NotEq: "==", ast.In: "not in",
    ast.NotIn: "in", ast.Is: "is not", ast.IsNot: "is",
}  # fmt: skip


@dataclass(frozen=True)
class Mutation:
    """One change: the range of the source (in UTF-8 bytes of a line) that becomes other words."""

    path: Path
    line: int
    what: str
    mutated: str

    def __str__(self) -> str:
        return f"{self.path.relative_to(ROOT)}:{self.line}: {self.what}"


def mutations_of(path: Path) -> Iterator[Mutation]:
    """Every mutation of a file.

    >>> import tempfile; path = ROOT / "vnplan" / "pausing.py"
    >>> all(ast.parse(m.mutated) for m in mutations_of(path))
    True
    """
    source = path.read_text(encoding="utf-8")
    data = source.encode()
    starts = [0]
    for line in data.split(b"\n"):
        starts.append(starts[-1] + len(line) + 1)

    def span(node: ast.expr) -> tuple[int, int]:
        line, column = node.end_lineno or node.lineno, node.end_col_offset or node.col_offset
        return starts[node.lineno - 1] + node.col_offset, starts[line - 1] + column

    def made(node: ast.expr, low: int, high: int, new: str) -> Mutation | None:
        mutated = (data[:low] + new.encode() + data[high:]).decode()
        try:
            ast.parse(mutated)
        except SyntaxError:
            return None
        shown = " ".join(data[low:high].decode().split())
        context = " ".join(data[slice(*span(node))].decode().split())[:90]
        return Mutation(path, node.lineno, f"{shown!r} → {new!r} in {context}", mutated)

    tree = ast.parse(source)
    told = [node for node in ast.walk(tree) if isinstance(node, ast.Assert | ast.Raise)]
    quiet = {id(inner) for node in told for inner in ast.walk(node)}
    for node in ast.walk(tree):
        if id(node) in quiet:
            continue
        found: Mutation | None = None
        if isinstance(node, ast.Compare):
            operands = [node.left, *node.comparators]
            for i, op in enumerate(node.ops):
                low, high = span(operands[i])[1], span(operands[i + 1])[0]
                between = data[low:high].decode()
                found = made(node, low, high, between.replace(_words(op), _TURNED[type(op)], 1))
                if found is not None:
                    yield found
            continue
        if isinstance(node, ast.BoolOp):
            low, high = span(node.values[0])[1], span(node.values[1])[0]
            old, new = ("and", "or") if isinstance(node.op, ast.And) else ("or", "and")
            found = made(node, low, high, data[low:high].decode().replace(old, new, 1))
        elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            low, high = span(node)[0], span(node.operand)[0]
            found = made(node, low, high, data[low:high].decode().replace("not ", "", 1))
        elif isinstance(node, ast.Constant) and type(node.value) is int:
            found = made(node, *span(node), str(node.value + 1))
        if found is not None:
            yield found


def _words(op: ast.cmpop) -> str:
    return {
        ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!=", ast.In: "in",
        ast.NotIn: "not in", ast.Is: "is", ast.IsNot: "is not",
    }[type(op)]  # fmt: skip


def drawn(paths: list[Path], count: int, seed: int) -> list[Mutation]:
    """A random sample of the mutations of files and folders; files weigh by what can be mutated in them."""
    files = [f for path in paths for f in (sorted(path.rglob("*.py")) if path.is_dir() else [path])]
    every = [m for f in files for m in mutations_of(f.resolve())]
    return random.Random(seed).sample(every, min(count, len(every)))


def noticed(mutation: Mutation, copy: Path, tests: list[str], seconds: float) -> bool:
    """Whether the tests fail on a mutation (a run over its time counts as noticed)."""
    target = copy / mutation.path.relative_to(ROOT)
    saved = target.read_text(encoding="utf-8")
    target.write_text(mutation.mutated, encoding="utf-8")
    command = [sys.executable, "-B", "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *tests]
    try:
        run = subprocess.run(command, cwd=copy, env=os.environ | {"PYTHONPATH": str(copy)}, capture_output=True,
                             timeout=seconds)  # fmt: skip
        return run.returncode != 0
    except subprocess.TimeoutExpired:
        return True
    finally:
        target.write_text(saved, encoding="utf-8")


def main() -> int:
    """Draw, run, print survivors."""
    args = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    args.add_argument("paths", nargs="+", type=Path, help="files and folders to mutate; after -- what pytest runs")
    args.add_argument("-n", type=int, default=60, help="how many mutations")
    args.add_argument("--seed", type=int, default=1)
    args.add_argument("--survive", type=float, default=0.2, help="share that may survive")
    args.add_argument("--seconds", type=float, default=600, help="time of one test run")
    own, _, tests = " ".join(sys.argv[1:]).partition(" -- ")
    given = args.parse_args(own.split())
    sample = drawn(given.paths, given.n, given.seed)
    survivors = []
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy"
        left_out = shutil.ignore_patterns(".git", ".venv", "__pycache__", ".*_cache", "notebooks")
        shutil.copytree(ROOT, copy, ignore=left_out)
        shared = ROOT.parent / "shared"
        if shared.is_dir():
            (Path(folder) / "shared").symlink_to(shared)
        if subprocess.run([sys.executable, "-B", "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *tests.split()],
                          cwd=copy, env=os.environ | {"PYTHONPATH": str(copy)}, capture_output=True).returncode:
            raise SystemExit("the tests fail without any mutation")
        for number, mutation in enumerate(sample, 1):
            seen = noticed(mutation, copy, tests.split(), given.seconds)
            if not seen:
                survivors.append(mutation)
                print(f"{number:4} survives  {mutation}", flush=True)
    share = 1 - len(survivors) / max(1, len(sample))
    print(f"seed {given.seed}: {len(sample) - len(survivors)} of {len(sample)} noticed ({share:.0%})")
    return int(len(survivors) > given.survive * len(sample))


if __name__ == "__main__":
    sys.exit(main())
