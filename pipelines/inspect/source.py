"""One file read for inspection, in a limited child process as every other."""

from pathlib import Path

from indexer.errors import ReadError
from indexer.settings import Settings
from pipelines.ingest import limits
from pipelines.parse.layout.provenance import TracedProtocol
from pipelines.parse.parser import parse_traced
from pipelines.readers import LaidOutText, ReaderPool


def read_one(path: Path, settings: Settings) -> tuple[TracedProtocol, ...]:
    """The protocols of a file beside its lines.

    Raises:
        ReadError: the file cannot be read.
    """
    with ReaderPool(limits(settings), workers=1, then=_read) as pool:
        (_, result), *_ = pool.read([path])
    if isinstance(result, ReadError):
        raise result
    return result


def _read(path: Path, text: LaidOutText) -> tuple[TracedProtocol, ...]:
    return parse_traced(text, path.name)
