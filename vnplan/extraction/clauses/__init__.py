"""The clause layer: part, section, unit, sentence and clause edges that every extractor reads."""
