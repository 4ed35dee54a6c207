"""Citations: found by composing anchors, related by their clauses, nested by the titles they stand in.

`find_citations` gives frozen mentions in clean offsets, in the order of the text, with what the text does with each;
`vnplan.identity.resolving.resolve` tells which instruments they mean.
"""

from vnplan.extraction.citations.finding import find_citations
from vnplan.extraction.citations.mentions import Citations, Link, Mention

__all__ = ["Citations", "Link", "Mention", "find_citations"]
