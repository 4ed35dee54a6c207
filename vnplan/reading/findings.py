"""What readers tell of a file beside its text: what was converted, left out, or could not be sure of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from vnplan.reading.source import ReadingFinding

_NAMES = {"tcvn3": "TCVN3 (ABC)", "tcvn3h": "TCVN3 (ABC)", "vni": "VNI"}


@dataclass(slots=True)
class Findings:
    """Collects the findings of one file; the same thing is told once."""

    _all: dict[tuple[str, str], ReadingFinding] = field(default_factory=dict)

    def add(self, code: str, message: str, severity: Literal["info", "warning", "error"] = "warning",
            start: int | None = None, end: int | None = None) -> None:  # fmt: skip
        """Tell something, at a range of the text or of the file as a whole."""
        self._all.setdefault((code, message), ReadingFinding(code, message, severity, start, end))

    def legacy(self, encoding: str) -> None:
        """Tell that text in an old encoding was converted."""
        self.add("legacy-encoding", (
            f"the file is in {_NAMES.get(encoding, encoding)} fonts and was converted to Unicode; check names and "
            "numbers against the file"), "info")  # fmt: skip

    def maybe_legacy(self, encoding: str) -> None:
        """Tell that text looks as if it were in an old encoding."""
        self.add("legacy-encoding-possible", (
            f"the text looks like {_NAMES.get(encoding, encoding)}, which cannot be sure, and was left as it is; "
            "convert it to Unicode first if its words make no sense"))  # fmt: skip

    def all(self) -> tuple[ReadingFinding, ...]:
        """The findings so far."""
        return tuple(self._all.values())
