"""PDF files with a text layer, by PDFium (pypdfium2).

The steps: characters.py (words with their boxes) and drawing.py (drawn lines) read a page; grids.py finds tables with
lines, lines.py the lines of the rest; furniture.py looks over all pages for running heads; notes.py, columns.py and
aligned.py sort what is left; joining.py joins text and tables over the ends of pages; paragraphs.py and drafts.py make
paragraphs.
"""

from vnplan.reading.pdf.reading import read

__all__ = ["read"]
