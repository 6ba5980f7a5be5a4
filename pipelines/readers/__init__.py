"""Readers: files to laid-out text, one reader a format, run in limited child processes."""

from pipelines.readers.dispatch import read_bytes, read_file
from pipelines.readers.laid_out_text import Format, LaidOutText, Line
from pipelines.readers.pool import ReaderPool
from pipelines.readers.reader_limits import Limits

__all__ = ["Format", "LaidOutText", "Limits", "Line", "ReaderPool", "read_bytes", "read_file"]
