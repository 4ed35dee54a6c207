"""Text files: text alone, no blocks; layout guesses where paragraphs begin."""

from __future__ import annotations

from vnplan.errors import EncodingSourceError
from vnplan.reading.encodings import decode
from vnplan.reading.findings import Findings
from vnplan.reading.legacy import capitals_mended, detect, from_legacy
from vnplan.reading.source import ReadOptions, Source

_LOOKED_AT = 50_000


def read(data: bytes, place: str, options: ReadOptions) -> Source:
    """The decoded text; what is surely TCVN3 or VNI becomes Unicode, and a finding says so.

    Raises EmptySourceError, BinarySourceError or EncodingSourceError.
    """
    findings = Findings()
    try:
        text = decode(data, place)
    except EncodingSourceError:
        # No UTF-8: a file from before Unicode, or none that is known.
        text = data.decode("cp1252", "replace").replace("\ufffd", "?")
        if not detect(text[:_LOOKED_AT])[1]:
            raise
    encoding, sure = detect(text[:_LOOKED_AT])
    if encoding is not None and sure:
        text = from_legacy(text, encoding)
        text = capitals_mended(text) if encoding == "tcvn3" else text
        findings.legacy(encoding)
    elif encoding is not None:
        findings.maybe_legacy(encoding)
    return Source(text, place, findings=findings.all())
