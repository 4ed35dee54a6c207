"""Where grammar files stand: the shipped folder, those that the environment names, and the user's own."""

from __future__ import annotations

import os
from pathlib import Path

from vnplan.errors import GrammarError

VARIABLE = "VNPLAN_GRAMMARS"


def shipped() -> Path:
    """The grammars that come with the package: in the wheel, or beside the package in a checkout."""
    package = Path(__file__).resolve().parent.parent
    for folder in (package / "grammars", package.parent / "grammars"):
        if folder.is_dir():
            return folder
    raise GrammarError("the folder grammars/ is neither in the package nor beside it; install vnplan again")


def from_environment() -> tuple[Path, ...]:
    """The folders that VNPLAN_GRAMMARS names, parted by os.pathsep."""
    found = tuple(Path(p) for p in os.environ.get(VARIABLE, "").split(os.pathsep) if p)
    for folder in found:
        if not folder.is_dir():
            raise GrammarError(f"{VARIABLE} names {folder}, which is no folder; correct the variable")
    return found
