"""Reader dispatch: one file, read in this process by the reader of its format."""

import errno
import importlib
import stat
from pathlib import Path

from indexer.errors import ReadError
from pipelines.readers.detect import detect
from pipelines.readers.laid_out_text import LaidOutText
from pipelines.readers.reader_limits import Limits

_WHY = {
    errno.ENOENT: "den finns inte",
    errno.EACCES: "läsrätt saknas",
    errno.EPERM: "läsrätt saknas",
    errno.EISDIR: "det är en mapp",
    errno.ENXIO: "den är ingen vanlig fil",
    errno.ELOOP: "länken leder i ring",
    errno.ENAMETOOLONG: "namnet är för långt",
}


def read_file(path: Path, limits: Limits) -> LaidOutText:
    """The laid-out text of a file.

    Raises:
        ReadError: the file cannot be opened, is too large, or its reader refuses it.
    """
    try:
        data = _content(path, limits)
    except (OSError, ValueError) as error:  # ValueError: a name no file can have
        why = _WHY.get(getattr(error, "errno", 0) or 0, "den gick inte att läsa")
        raise ReadError("unreadable", f"Filen kan inte öppnas: {why}; kontrollera sökväg och läsrätt.") from error
    return read_bytes(data, limits)


def _content(path: Path, limits: Limits) -> bytes:
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):  # a pipe or a device has no end
        raise OSError(errno.EISDIR if stat.S_ISDIR(status.st_mode) else errno.ENXIO, "")
    if status.st_size > limits.file_bytes:
        raise ReadError("too_large", f"Filen är större än {limits.file_bytes >> 20} MiB; dela den och försök igen.")
    return path.read_bytes()


def read_bytes(data: bytes, limits: Limits) -> LaidOutText:
    """The laid-out text of a file's content; only the reader that is needed is imported."""
    reader = importlib.import_module(f"pipelines.readers.{detect(data)}")
    try:
        text: LaidOutText = reader.read(data, limits)
    except RecursionError as error:
        raise ReadError("damaged", "Filen är för djupt nästlad för att läsas; spara om den och försök igen.") from error
    return text
