"""Reading by an installed LibreOffice, for those who ask for it: a .doc becomes a .docx, which is read as any other."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from vnplan.errors import DamagedSourceError, MissingReaderError
from vnplan.reading import docx
from vnplan.reading.source import ReadOptions, Source

_SECONDS = 120


def read_with_libreoffice(data: bytes, place: str, options: ReadOptions) -> Source:
    """Text and blocks of an office file as LibreOffice saves it.

    It runs without a window, in a folder of its own that is removed afterwards. Raises MissingReaderError where it is
    not installed and DamagedSourceError where it makes nothing of the file.
    """
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise MissingReaderError(f"{place} is to be read by LibreOffice, which is not installed; install it, or read "
                                 "the file without it")  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        given = Path(folder, "given.doc")
        given.write_bytes(data)
        command = [program, "--headless", "--norestore", f"-env:UserInstallation=file://{folder}/profile",
                   "--convert-to", "docx", "--outdir", folder, str(given)]  # fmt: skip
        try:
            subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)
            made = given.with_suffix(".docx").read_bytes()
        except (subprocess.TimeoutExpired, OSError) as error:
            raise DamagedSourceError(f"{place} could not be read by LibreOffice ({error}); save it as .docx") from error
    return docx.read(made, place, options)
