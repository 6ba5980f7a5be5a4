"""One file, read in this process."""

import errno
import importlib
from pathlib import Path

from indexer.errors import ReadError
from pipelines.readers.base import LaidOutText
from pipelines.readers.detect import detect
from pipelines.readers.limits import Limits

_WHY = {
    errno.ENOENT: "den finns inte",
    errno.EACCES: "läsrätt saknas",
    errno.EPERM: "läsrätt saknas",
    errno.EISDIR: "det är en mapp",
    errno.ELOOP: "länken leder i ring",
    errno.ENAMETOOLONG: "namnet är för långt",
}


def read_file(path: Path, limits: Limits) -> LaidOutText:
    """The laid-out text of a file.

    Raises:
        ReadError: the file cannot be opened, is too large, or its reader refuses it.
    """
    try:
        with path.open("rb") as file:
            data = file.read(limits.file_bytes + 1)
    except (OSError, ValueError) as error:  # ValueError: a name no file can have
        why = _WHY.get(getattr(error, "errno", 0) or 0, "den gick inte att läsa")
        raise ReadError("unreadable", f"Filen kan inte öppnas: {why}; kontrollera sökväg och läsrätt.") from error
    if len(data) > limits.file_bytes:
        raise ReadError("too_large", f"Filen är större än {limits.file_bytes >> 20} MiB; dela den och försök igen.")
    return read_bytes(data, limits)


def read_bytes(data: bytes, limits: Limits) -> LaidOutText:
    """The laid-out text of a file's content; only the reader that is needed is imported."""
    reader = importlib.import_module(f"pipelines.readers.{detect(data)}")
    try:
        text: LaidOutText = reader.read(data, limits)
    except RecursionError as error:
        raise ReadError("damaged", "Filen är för djupt nästlad för att läsas; spara om den och försök igen.") from error
    return text
