"""Tables as grids: cells with their spans, header rows, what each column says, groups of rows, units."""

from vnplan.tables.grid import Cell, Grid, grids_of
from vnplan.tables.heads import Column, Role, columns_of, label_column
from vnplan.tables.labels import Label, labels_of

__all__ = ["Cell", "Column", "Grid", "Label", "Role", "columns_of", "grids_of", "label_column", "labels_of"]
