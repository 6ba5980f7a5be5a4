"""Files to laid-out text, one reader a format, run in limited child processes."""

from pipelines.readers.base import Format, LaidOutText, Line
from pipelines.readers.dispatch import read_bytes, read_file
from pipelines.readers.limits import Limits
from pipelines.readers.pool import ReaderPool

__all__ = ["Format", "LaidOutText", "Limits", "Line", "ReaderPool", "read_bytes", "read_file"]
