"""Figures that show themselves in a notebook without pyplot and its global state."""

from __future__ import annotations

import io

from matplotlib.figure import Figure


class ShownFigure(Figure):
    """A matplotlib Figure that a notebook shows as a picture when it is the last value of a cell."""

    def _repr_png_(self) -> bytes:
        target = io.BytesIO()
        self.savefig(target, format="png", dpi=self.get_dpi())
        return target.getvalue()
