"""vnplan in spaCy: `nlp.add_pipe("vnplan")`, a tokenizer for Vietnamese that needs no other package, and DocBins.

>>> import spacy
>>> nlp = blank()
>>> _ = nlp.add_pipe("vnplan")
>>> doc = nlp("theo Nghị định số 71/2020/NĐ-CP của Chính phủ")
>>> [(s.text, s.label_) for s in doc.spans["citations"]]
[('Nghị định số 71/2020/NĐ-CP của Chính phủ', 'refers_to')]
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vnplan.models import Document
from vnplan.parser import Parser

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, DocBin, Span
    from spacy.vocab import Vocab

SPAN_KINDS = ("citations", "agencies", "targets", "units")
"""The groups of `doc.spans`: labels are relation, level, kind of quantity, kind of unit."""

# A word, a number of an instrument ("71/2020/NĐ-CP"), a figure ("3.596,5"), or one sign.
_TOKEN = re.compile(r"\d+(?:[./]\d+)*/[^\W_]+(?:-[^\W_]+)*|\d+(?:[.,]\d+)*|[^\W_]+(?:-[^\W_]+)*|\S")


class Tokenizer:
    """Splits at spaces and signs, keeps numbers of instruments and figures whole; the same for every text, no model.

    A syllable is a token, as in spaCy's own Vietnamese pipelines without pyvi.
    """

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        from spacy.tokens import Doc

        words: list[str] = []
        spaces: list[bool] = []
        at = 0
        for m in _TOKEN.finditer(text):
            if gap := text[at : m.start()]:
                # one space belongs to the token before it, any other white space is a token of its own
                if gap[0] == " " and words:
                    spaces[-1] = True
                    gap = gap[1:]
                if gap:
                    words.append(gap)
                    spaces.append(False)
            words.append(m[0])
            spaces.append(False)
            at = m.end()
        if rest := text[at:]:
            if rest[0] == " " and words:
                spaces[-1] = True
                rest = rest[1:]
            if rest:
                words.append(rest)
                spaces.append(False)
        return Doc(self.vocab, words=words, spaces=spaces)

    def to_bytes(self, **_: Any) -> bytes:
        """Nothing: the tokenizer has no state."""
        return b""

    def from_bytes(self, _: bytes, **__: Any) -> Tokenizer:
        """The tokenizer itself."""
        return self

    def to_disk(self, _: str | Path, **__: Any) -> None:
        """Nothing is written: the tokenizer has no state."""

    def from_disk(self, _: str | Path, **__: Any) -> Tokenizer:
        """The tokenizer itself."""
        return self


def tokenizer(nlp: Language) -> Tokenizer:
    """vnplan's tokenizer for a pipeline: `nlp.tokenizer = vnplan.spacy.tokenizer(nlp)`."""
    return Tokenizer(nlp.vocab)


def make_tokenizer() -> Callable[[Language], Tokenizer]:
    """The factory behind the tokenizer's name in a config: "vnplan.Tokenizer.v1"."""
    return tokenizer


def blank() -> Language:
    """An empty Vietnamese pipeline with vnplan's tokenizer; unlike spacy.blank("vi") it needs no pyvi."""
    import spacy

    nlp = spacy.blank("vi", config={"nlp": {"tokenizer": {"@tokenizers": "vnplan.Tokenizer.v1"}}})
    return nlp


class Component:
    """Parses the text of each Doc: `doc._.vnplan` is the Document, `doc.spans` hold its results.

    Spans are widened to whole tokens, so that none is lost to a tokenizer that cuts elsewhere; exact offsets are in
    `doc._.vnplan`.
    """

    def __init__(self, nlp: Language, name: str, grammars: Iterable[str] = ()) -> None:
        self.name, self.grammars = name, tuple(grammars)
        self._parser = _parser(self.grammars)

    def __call__(self, doc: Doc) -> Doc:
        document = self._parser.parse(doc.text) if doc.text else None
        doc.user_data["vnplan"] = document.model_dump_json() if document else None
        for kind in SPAN_KINDS:
            doc.spans[kind] = list(_spans(doc, document, kind)) if document else []
        return doc

    def to_bytes(self, **_: Any) -> bytes:
        """The folders of the grammar, one a line."""
        return "\n".join(self.grammars).encode("utf-8")

    def from_bytes(self, data: bytes, **_: Any) -> Component:
        """The component with the grammar that was saved."""
        self.grammars = tuple(filter(None, data.decode("utf-8").split("\n")))
        self._parser = _parser(self.grammars)
        return self

    def to_disk(self, path: str | Path, **_: Any) -> None:
        """Write the folders of the grammar into a folder."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "grammars.txt").write_bytes(self.to_bytes())

    def from_disk(self, path: str | Path, **_: Any) -> Component:
        """The component with the grammar that was saved."""
        return self.from_bytes((Path(path) / "grammars.txt").read_bytes())


def document_of(doc: Doc) -> Document | None:
    """The Document of a Doc that the component has parsed: `doc._.vnplan`; None for another.

    It is kept as JSON in `doc.user_data`, so that it goes to other processes and into files with the Doc.
    """
    data = doc.user_data.get("vnplan")
    return _read(data) if data else None


@lru_cache(maxsize=8)
def _read(data: str) -> Document:
    return Document.model_validate_json(data)


def _parser(grammars: tuple[str, ...]) -> Parser:
    from vnplan.grammar import Grammar

    return Parser(Grammar.load(*grammars)) if grammars else Parser()


def _spans(doc: Doc, document: Document, kind: str) -> Iterator[Span]:
    labelled: Iterable[tuple[Any, str]] = {  # type: ignore[no-untyped-call,unused-ignore]
        "citations": lambda: ((c.span, c.relation) for c in document.citations),
        "agencies": lambda: ((m.span, m.agency.level) for m in document.agencies),
        "targets": lambda: ((t.value.span, t.kind) for t in document.targets),
        "units": lambda: ((u.span, u.kind) for u, _ in document.walk()),
    }[kind]()
    for span, label in labelled:
        found = doc.char_span(span.start, span.end, label=label, alignment_mode="expand")
        if found is not None and len(found):
            yield found


def to_docbin(documents: Iterable[Document], *, nlp: Language | None = None) -> DocBin:
    """Parsed documents as a DocBin for training: tokens of the given or a blank pipeline, and the spans of SPAN_KINDS.

    Citations stand in `doc.ents` too ("CITATION"), where they do not overlap.
    """
    from spacy.tokens import DocBin
    from spacy.util import filter_spans

    nlp = nlp if nlp is not None else blank()
    found: DocBin = DocBin(store_user_data=False)
    for document in documents:
        doc = nlp.make_doc(document.text)
        for kind in SPAN_KINDS:
            doc.spans[kind] = list(_spans(doc, document, kind))
        doc.ents = [_entity(doc, s) for s in filter_spans(list(doc.spans["citations"]))]
        found.add(doc)
    return found


def _entity(doc: Doc, span: Span) -> Span:
    from spacy.tokens import Span

    return Span(doc, span.start, span.end, label="CITATION")


def make_component(nlp: Language, name: str, grammars: list[str]) -> Component:
    """The factory behind `nlp.add_pipe("vnplan", config={"grammars": [folder]})`."""
    return Component(nlp, name, grammars)


def _register() -> None:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.util import registry

    if not Doc.has_extension("vnplan"):
        Doc.set_extension("vnplan", getter=document_of)
    if "vnplan" not in Language.factories:
        Language.factory("vnplan", default_config={"grammars": []}, assigns=["doc._.vnplan", "doc.spans"],
                         func=make_component)  # fmt: skip

    registry.tokenizers("vnplan.Tokenizer.v1", func=make_tokenizer)


_register()
