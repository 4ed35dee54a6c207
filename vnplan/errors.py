"""The exceptions of the package. Each message names the input and says what to do."""


class VnplanError(Exception):
    """Base of every error that vnplan raises on purpose."""


class SourceError(VnplanError):
    """The given source cannot be read as a document."""


class SourceNotFoundError(SourceError):
    """The path does not exist or is no file."""


class PathAsTextError(SourceError):
    """A str was given that names an existing file: a path, most likely, and not the text."""


class EmptySourceError(SourceError):
    """The source holds no text."""


class BinarySourceError(SourceError):
    """The source holds bytes that are no text (a PDF, a picture, an archive)."""


class EncodingSourceError(SourceError):
    """The source's bytes are in no encoding that vnplan reads."""


class DamagedSourceError(SourceError):
    """The file is cut off or broken and cannot be opened as what its first bytes say it is."""


class EncryptedSourceError(SourceError):
    """The file needs a password to be read."""


class UnsafeSourceError(SourceError):
    """The file holds what only a hostile one does (a DOCTYPE with entities in an office file)."""


class TooLargeSourceError(SourceError):
    """The file, or what it unpacks to, is larger than what is read."""


class NoTextSourceError(SourceError):
    """The file holds pictures of text, or text in fonts without Unicode: OCR must read it."""


class MissingReaderError(SourceError):
    """Reading this kind of file needs a package that is not installed; the message names it."""


class GrammarError(VnplanError):
    """A file under grammars/ breaks the form; the message names file, rule and reason."""


class RegistryError(VnplanError):
    """A table of instruments or agencies cannot be loaded; the message names file, row and reason."""


class BatchError(VnplanError):
    """Many documents cannot be parsed as asked; the message says why and what to do."""


class GraphError(VnplanError):
    """A graph cannot be built, read or asked as requested."""


class StoreError(VnplanError):
    """A corpus file cannot be made, opened or written; the message names it and says what to do."""


class QueryError(VnplanError):
    """A search query cannot be read; the message shows where and says what is meant to stand there."""


class ViewError(VnplanError):
    """A document or corpus cannot be shown as asked; the message says what can be."""


class UnitError(ViewError, KeyError):
    """A document has no unit of an id; the message names the nearest ids."""

    def __str__(self) -> str:
        return str(self.args[0]) if self.args else ""
