"""A document as people and programs look at it: rows, frames, outline, chunks, HTML."""
