"""From a path, bytes or str to text. Nothing later knows where the text came from."""

from vnplan.reading.source import Source, read

__all__ = ["Source", "read"]
