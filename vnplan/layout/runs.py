"""How the numbers of each style run so far, and which may come next: what tells a label from a wrapped reference."""

from __future__ import annotations

from dataclasses import dataclass, field

from vnplan.layout.labels import Label, Labels

# A number above starts the numbers below anew.
_RESETS = {
    "dieu": ("arabic", "alpha", "dotted", "arabic_paren", "paren"),
    "arabic": ("alpha", "paren", "arabic_paren"),
    "roman": ("arabic", "alpha", "dotted"),
    "upper": ("roman", "arabic", "alpha"),
}


@dataclass(slots=True)
class Runs:
    """The last number of each style."""

    labels: Labels
    last: dict[str, tuple[int, ...]] = field(default_factory=dict)

    def expected(self, label: Label) -> tuple[tuple[int, ...], ...]:
        """Values that may come next in the label's style."""
        last = self.last.get(label.style)
        if label.style == "roman" and len(label.number) == 1 and (upper := self.last.get("upper")) is not None:
            as_letter = self.labels.value_of("upper", label.number)
            if as_letter == (upper[0] + 1,):  # "C." after "B."
                return (label.value,)
        if last is None:
            above = self.last.get("arabic")
            return ((1,), (1, 1)) if above is None or label.style != "dotted" else ((above[0], 1), (1, 1))
        if label.style == "dotted":
            return ((*last[:-1], last[-1] + 1), (*last, 1), (last[0] + 1, 1), (*label.value[:-1], 1))
        return ((last[0] + 1,), (1,), (*last, 1), (*last[:-1], last[-1] + 1), (*last[:1], 1))

    def count(self, label: Label) -> None:
        upper = self.last.get("upper")
        if label.style == "roman" and upper is not None and len(label.number) == 1 and (
            self.labels.value_of("upper", label.number) == (upper[0] + 1,)
            and self.last.get("roman") != (label.value[0] - 1,)
        ):
            self.last["upper"] = (upper[0] + 1,)
            return
        self.last[label.style] = label.value
        if label.style in _RESETS:
            for style in _RESETS[label.style]:
                self.last.pop(style, None)


_RESETS = {
    "dieu": ("arabic", "alpha", "dotted", "arabic_paren", "paren"),
    "arabic": ("alpha", "paren", "arabic_paren"),
    "roman": ("arabic", "alpha", "dotted"),
    "upper": ("roman", "arabic", "alpha"),
}
