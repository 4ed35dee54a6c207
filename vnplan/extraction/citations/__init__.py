"""Citations: found by composing anchors, related by their clauses, nested by the titles they stand in.

`find_citations` gives references in clean offsets, in the order of the text; `vnplan.identity.resolving.resolve`
completes and identifies them.
"""

from vnplan.extraction.citations.finding import find_citations, find_effects
from vnplan.extraction.citations.references import RawEffect, Reference

__all__ = ["RawEffect", "Reference", "find_citations", "find_effects"]
