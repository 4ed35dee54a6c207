"""Documents and what they cite as one graph: instruments are nodes, citations are edges.

networkx is imported when a graph is built, not when this package is.

>>> import vnplan
>>> doc = vnplan.parse_document("Căn cứ Nghị định số 71/2020/NĐ-CP ngày 30/6/2020 của Chính phủ;")
>>> graph = vnplan.build_graph([doc])
>>> [data["number"] for _, data in graph.nodes(data=True) if not data["in_corpus"]]
['71/2020/NĐ-CP']
"""

from vnplan.graph.building import assemble, build_graph
from vnplan.graph.facts import DocumentFacts, EdgeFact, NodeFact, facts_of
from vnplan.graph.finding import Finder

__all__ = ["DocumentFacts", "EdgeFact", "Finder", "NodeFact", "assemble", "build_graph", "facts_of"]
