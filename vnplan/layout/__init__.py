"""From the source text to clean paragraphs: wrapped lines, table bars, page furniture, footnotes, page breaks."""

from vnplan.layout.assembling import Layout, lay_out

__all__ = ["Layout", "lay_out"]
