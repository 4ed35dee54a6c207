"""From a path, bytes or str to text and blocks. Nothing later knows which kind of file it came from."""

from vnplan.reading.blocks import Block, Cell, Place
from vnplan.reading.source import ReadingFinding, ReadOptions, Source, read

__all__ = ["Block", "Cell", "Place", "ReadOptions", "ReadingFinding", "Source", "read"]
