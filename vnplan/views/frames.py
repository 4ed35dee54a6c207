"""Rows as data frames: pandas with Arrow types, or polars, with the documented columns in their order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from vnplan.errors import ViewError
from vnplan.views.columns import COLUMNS

if TYPE_CHECKING:
    from vnplan.models import Document

_ARROW = {"string": "string", "int": "int64", "float": "float64", "bool": "bool_", "date": "date32"}


def arrow_table(kind: str, rows: Sequence[dict[str, Any]]) -> Any:
    """Rows of a kind as a pyarrow.Table. Raises ViewError for an unknown kind, and when pyarrow is not installed."""
    if kind not in COLUMNS:
        raise ViewError(f"there are no rows {kind!r}; choose from {', '.join(COLUMNS)}")
    pyarrow = imported("pyarrow")
    schema = pyarrow.schema([(name, getattr(pyarrow, _ARROW[c.type])()) for name, c in COLUMNS[kind].items()])
    return pyarrow.Table.from_pylist(list(rows), schema=schema)


def frame(kind: str, rows: Sequence[dict[str, Any]]) -> Any:
    """Rows of a kind as a pandas.DataFrame whose types are Arrow's: null is null in each, whole numbers stay whole."""
    pandas = imported("pandas")
    return arrow_table(kind, rows).to_pandas(types_mapper=pandas.ArrowDtype)


def polars_frame(kind: str, rows: Sequence[dict[str, Any]]) -> Any:
    """Rows of a kind as a polars.DataFrame."""
    return imported("polars").from_arrow(arrow_table(kind, rows))


def frames_of(documents: Iterable[Document], *, engine: str = "pandas") -> dict[str, Any]:
    """The rows of documents as one frame for each kind. `engine`: "pandas" or "polars".

    Raises ViewError for another engine, and when what it needs is not installed.
    """
    makers = {"pandas": frame, "polars": polars_frame}
    if engine not in makers:
        raise ViewError(f"engine={engine!r}: give 'pandas' or 'polars'")
    rows: dict[str, list[dict[str, Any]]] = {kind: [] for kind in COLUMNS}
    for document in documents:
        for kind, found in rows.items():
            found += document.rows(kind)
    return {kind: makers[engine](kind, found) for kind, found in rows.items()}


def imported(name: str) -> Any:
    """A package that rows need, loaded when they do. Raises ViewError that says how to install it."""
    import importlib

    try:
        return importlib.import_module(name)
    except ImportError as error:
        package = name.partition(".")[0]
        extra = {"polars": "polars", "matplotlib": "plot"}.get(package, "pandas")
        raise ViewError(f"this needs {package}; install it with: pip install 'vnplan[{extra}]'") from error
