"""Opens the embedded engine of a store folder, as `indexer.wiring` asks every engine."""

import contextlib
import shutil
from contextlib import AbstractContextManager
from pathlib import Path

from indexer.engine.contract import SearchEngine
from indexer.engine.embedded.engine import EmbeddedEngine
from indexer.errors import IndexMismatchError, NotFoundError
from indexer.settings import Settings

_INDEX_FOLDER = "index"


def open_engine(settings: Settings, dimension: int, *, read_only: bool) -> SearchEngine:
    """The engine of the settings' store; created where missing, unless it is only to be read.

    Raises:
        NotFoundError: there is nothing to read.
        IndexMismatchError: the folder was written with another schema, analysis or dimension.
        StoreBusyError: another process is writing.
    """
    folder = _folder(settings)
    if read_only and not folder.is_dir():
        raise NotFoundError("no_index", folder=folder)
    return EmbeddedEngine.open(folder, dimension, read_only=read_only)


def rebuilding_engine(settings: Settings, dimension: int) -> AbstractContextManager[SearchEngine]:
    """The engine, empty, also when what lies on disk was written by another version; closed when the block is left."""
    try:
        engine = open_engine(settings, dimension, read_only=False)
    except IndexMismatchError:
        shutil.rmtree(_folder(settings))
        return contextlib.closing(open_engine(settings, dimension, read_only=False))
    engine.clear()
    return contextlib.closing(engine)


def _folder(settings: Settings) -> Path:
    return settings.store / _INDEX_FOLDER
