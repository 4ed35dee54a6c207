"""Extraction: one module or package a kind of knowledge; each composes the anchors of the text."""
