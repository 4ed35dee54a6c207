"""Many documents: a pool of processes that outlives what kills one of them, and parse_many() on it."""

from vnplan.batch.many import ParseFailure, parse_many

__all__ = ["ParseFailure", "parse_many"]
