"""Agencies: the gazetteer, the one scan that finds their names, places, and the mentions of a text."""
