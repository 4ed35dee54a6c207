"""HTML pages: saved pages of publishers, pages of offices, "Word HTML".

decoding.py finds the charset, tree.py parses without fetching, main_content.py chooses the document among the site's
own words, walking.py turns it into paragraphs, tables and notes.
"""

from vnplan.reading.html.reading import page, read

__all__ = ["page", "read"]
