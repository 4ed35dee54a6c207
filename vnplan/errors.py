"""The exceptions of the package. Each message names the input and says what to do."""


class VnplanError(Exception):
    """Base of every error that vnplan raises on purpose.

    >>> issubclass(VnplanError, Exception)
    True
    """


class SourceError(VnplanError):
    """The given source cannot be read as a document.

    >>> issubclass(SourceError, VnplanError)
    True
    """


class SourceNotFoundError(SourceError):
    """The path does not exist or is no file.

    >>> issubclass(SourceNotFoundError, VnplanError)
    True
    """


class PathAsTextError(SourceError):
    """A str was given that names an existing file: a path, most likely, and not the text.

    >>> issubclass(PathAsTextError, VnplanError)
    True
    """


class EmptySourceError(SourceError):
    """The source holds no text.

    >>> from vnplan import parse_document
    >>> parse_document("")
    Traceback (most recent call last):
    vnplan.errors.EmptySourceError: the given text is empty; there is nothing to parse
    """


class BinarySourceError(SourceError):
    """The source holds bytes that are no text (a PDF, a picture, an archive).

    >>> issubclass(BinarySourceError, VnplanError)
    True
    """


class EncodingSourceError(SourceError):
    """The source's bytes are in no encoding that vnplan reads.

    >>> issubclass(EncodingSourceError, VnplanError)
    True
    """


class DamagedSourceError(SourceError):
    """The file is cut off or broken and cannot be opened as what its first bytes say it is.

    >>> issubclass(DamagedSourceError, VnplanError)
    True
    """


class EncryptedSourceError(SourceError):
    """The file needs a password to be read.

    >>> issubclass(EncryptedSourceError, VnplanError)
    True
    """


class UnsafeSourceError(SourceError):
    """The file holds what only a hostile one does (a DOCTYPE with entities in an office file).

    >>> issubclass(UnsafeSourceError, VnplanError)
    True
    """


class TooLargeSourceError(SourceError):
    """The file, or what it unpacks to, is larger than what is read.

    >>> issubclass(TooLargeSourceError, VnplanError)
    True
    """


class NoTextSourceError(SourceError):
    """The file holds pictures of text, or text in fonts without Unicode: OCR must read it.

    >>> issubclass(NoTextSourceError, VnplanError)
    True
    """


class MissingReaderError(SourceError):
    """Reading this kind of file needs a package that is not installed; the message names it.

    >>> issubclass(MissingReaderError, VnplanError)
    True
    """


class GrammarError(VnplanError):
    """A file under grammars/ breaks the form; the message names file, rule and reason.

    >>> from vnplan import Grammar
    >>> Grammar.load("nowhere")
    Traceback (most recent call last):
    vnplan.errors.GrammarError: nowhere is no folder; give the folder that holds your .toml grammar files
    """


class RegistryError(VnplanError):
    """A table of instruments or agencies cannot be loaded; the message names file, row and reason.

    >>> issubclass(RegistryError, VnplanError)
    True
    """


class BatchError(VnplanError):
    """Many documents cannot be parsed as asked; the message says why and what to do.

    >>> issubclass(BatchError, VnplanError)
    True
    """


class GraphError(VnplanError):
    """A graph cannot be built, read or asked as requested.

    >>> issubclass(GraphError, VnplanError)
    True
    """


class StoreError(VnplanError):
    """A corpus file cannot be made, opened or written; the message names it and says what to do.

    >>> from vnplan import Corpus
    >>> Corpus.open("nowhere.db")
    Traceback (most recent call last):
    vnplan.errors.StoreError: there is no corpus nowhere.db; make it with: vnplan build PATH -o nowhere.db
    """


class QueryError(VnplanError):
    """A search query cannot be read; the message shows where and says what is meant to stand there.

    >>> from vnplan import Corpus
    >>> Corpus.create(":memory:").search("")
    Traceback (most recent call last):
    vnplan.errors.QueryError: the query is empty; give words, or a filter such as type:KH
    """


class ViewError(VnplanError):
    """A document or corpus cannot be shown as asked; the message says what can be.

    >>> from vnplan import parse_document
    >>> parse_document("Điều 1. Một").rows("goals")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    vnplan.errors.ViewError: a document has no rows 'goals'; choose from documents, units, citations, ...
    """


class UnitError(ViewError, KeyError):
    """A document has no unit of an id; the message names the nearest ids.

    >>> from vnplan import parse_document
    >>> parse_document("Điều 1. Một").unit("dieu_2")
    Traceback (most recent call last):
    vnplan.errors.UnitError: the document has no unit 'dieu_2'; near it are dieu_1
    """

    def __str__(self) -> str:
        return str(self.args[0]) if self.args else ""
