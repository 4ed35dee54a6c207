"""The graph and the documents in the formats of other programs.

Graphs: node-link JSON, GraphML, GEXF (Gephi), CSV pair and Cypher (Neo4j), Parquet pair, Turtle and JSON-LD (ELI).
Documents: Akoma Ntoso 3.0 XML. Nothing is imported before a format is used.
"""

from vnplan.exports.akn import to_akn
from vnplan.exports.formats import GRAPH_ENDINGS, check_ending, read_graph, write_graph

__all__ = ["GRAPH_ENDINGS", "check_ending", "read_graph", "to_akn", "write_graph"]
