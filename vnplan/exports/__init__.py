"""The graph and the documents in the formats of other programs."""

from vnplan.exports.graphs import check_ending, write_graph

__all__ = ["check_ending", "write_graph"]
