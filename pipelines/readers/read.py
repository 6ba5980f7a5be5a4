"""One file, read in this process."""

import importlib
from pathlib import Path

from indexer.errors import ReadError
from pipelines.readers.base import LaidOutText
from pipelines.readers.detect import detect
from pipelines.readers.limits import Limits


def read_file(path: Path, limits: Limits) -> LaidOutText:
    """The laid-out text of a file.

    Raises:
        ReadError: the file cannot be opened, is too large, or its reader refuses it.
    """
    try:
        size = path.stat().st_size
        if size > limits.file_bytes:
            raise ReadError("too_large", f"Filen är större än {limits.file_bytes >> 20} MiB; dela den och försök igen.")
        data = path.read_bytes()
    except OSError as error:
        raise ReadError(
            "unreadable", f"Filen kan inte öppnas ({error.strerror}); kontrollera sökväg och läsrätt."
        ) from error
    return read_bytes(data, limits)


def read_bytes(data: bytes, limits: Limits) -> LaidOutText:
    """The laid-out text of a file's content; only the reader that is needed is imported."""
    reader = importlib.import_module(f"pipelines.readers.{detect(data)}")
    text: LaidOutText = reader.read(data, limits)
    return text
