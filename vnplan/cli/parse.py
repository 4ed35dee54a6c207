"""`vnplan parse`: a document to its structure and what is found in it."""

from __future__ import annotations

import argparse

from vnplan.cli.inputs import Inputs, is_corpus, workers_for
from vnplan.cli.plain import outline, summary
from vnplan.errors import SourceError


def run(arguments: argparse.Namespace) -> int:
    """Parse each file and print it in the asked form."""
    for path in arguments.paths:
        if is_corpus(path):
            raise SourceError(f"{path} is a corpus and no document; see what it holds with: vnplan show {path}")
    inputs = Inputs(arguments.paths, timeout=arguments.timeout, ocr=arguments.ocr)
    inputs.workers = arguments.workers or workers_for(len(inputs.files))
    several = len(inputs.files) > 1
    for i, document in enumerate(inputs):
        if arguments.json:
            print(document.model_dump_json(indent=None if several else 2))
            continue
        if i:
            print()
        if arguments.outline:
            if several:
                print(f"# {document.name}")
            print("\n".join(outline(document)))
        elif arguments.unit:
            print(document.text_of(document.unit(arguments.unit)))
        else:
            print("\n".join(summary(document, every=arguments.all)))
    return inputs.code
