"""From settings to a store: the only module that names a concrete engine."""

import contextlib
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Protocol

from indexer.embedding import load_embedder
from indexer.embedding.base import Embedder
from indexer.embedding.documents import embed_documents
from indexer.engine import SearchEngine
from indexer.errors import EngineUnavailableError, NotFoundError, SettingsError, StoreBusyError
from indexer.settings import EngineName, Settings
from indexer.store.record import Record
from indexer.store.store import RECORD_FILE, Store, require_store

if TYPE_CHECKING:
    from indexer.maintenance.opensearch_index import IndexMaintenance

# Engines by the name that the settings give them; docs/howto/add-an-engine.md.
ENGINES: Mapping[EngineName, str] = {
    "embedded": "indexer.engine.embedded",
    "opensearch": "indexer.engine.opensearch",
}


def open_for_writing(settings: Settings) -> Store:
    """The store, created where missing, with the engine caught up. One writer at a time: else `StoreBusyError`."""
    store = _open(settings, read_only=False)
    store.catch_up()
    return store


def open_for_reading(settings: Settings) -> Store:
    """The store as last committed; what a killed `ingest` had recorded but not indexed is indexed first.

    Raises:
        NotFoundError: nothing has been read into the store yet.
    """
    require_store(settings.store)
    try:
        store = _open(settings, read_only=True)
    except NotFoundError:  # a record without its index: killed between the two, moved, or read with the other engine
        open_for_writing(settings).close()
        store = _open(settings, read_only=True)
    if store.engine.stats().watermark < store.record.sequence:
        store.close()
        # A writer at work does it itself; who may only read, or reaches nobody, is told when it is opened again.
        with contextlib.suppress(StoreBusyError, EngineUnavailableError):
            open_for_writing(settings).close()
        store = _open(settings, read_only=True)
    return store


def rebuild(settings: Settings) -> Store:
    """The store with its index built anew from the record; vectors are made again when the model is another."""
    require_store(settings.store)
    embedder = _embedder(settings)
    record = Record(settings.store / RECORD_FILE)
    with _closed_on_error(record):
        if record.meta("embedder") != embedder.name:
            record.reembed(embedder.name, embedder.dimension, partial(embed_documents, embedder))
        with _engine_module(settings).rebuilding_engine(settings, embedder.dimension) as engine:
            Store(record, engine, embedder).catch_up()
        return Store(record, _engine(settings, embedder, read_only=True), embedder)


@contextlib.contextmanager
def index_maintenance(settings: Settings) -> "Iterator[IndexMaintenance]":
    """The steps of `protokoll index`, over the record of a store.

    Raises:
        SettingsError: the engine is not OpenSearch, and has no such steps.
        NotFoundError: nothing has been read into the store yet.
    """
    if settings.engine != "opensearch":
        raise SettingsError("index_needs_opensearch")
    from indexer.maintenance.opensearch_index import IndexMaintenance  # noqa: PLC0415

    require_store(settings.store)
    embedder = _embedder(settings)
    with contextlib.closing(Record(settings.store / RECORD_FILE)) as record:
        record.bind_embedder(embedder.name, embedder.dimension)
        with contextlib.closing(IndexMaintenance(settings, record, embedder)) as upkeep:
            yield upkeep


def _open(settings: Settings, *, read_only: bool) -> Store:
    embedder = _embedder(settings)
    record = Record(settings.store / RECORD_FILE)
    with _closed_on_error(record):
        record.bind_embedder(embedder.name, embedder.dimension)
        return Store(record, _engine(settings, embedder, read_only=read_only), embedder)


def _embedder(settings: Settings) -> Embedder:
    return load_embedder(
        settings.embedder,
        query_prefix=settings.embedder_query_prefix,
        passage_prefix=settings.embedder_passage_prefix,
        cache=settings.store,
    )


class _EngineModule(Protocol):
    """What a module in `ENGINES` must have."""

    def open_engine(self, settings: Settings, dimension: int, *, read_only: bool) -> SearchEngine:
        """The engine of the settings' store."""
        ...

    def rebuilding_engine(self, settings: Settings, dimension: int) -> AbstractContextManager[SearchEngine]:
        """An empty engine to fill; in its place, and closed, when the block is left."""
        ...


def _engine_module(settings: Settings) -> _EngineModule:
    """The chosen engine's module; only that one is imported."""
    module: _EngineModule = import_module(ENGINES[settings.engine])
    return module


def _engine(settings: Settings, embedder: Embedder, *, read_only: bool) -> SearchEngine:
    return _engine_module(settings).open_engine(settings, embedder.dimension, read_only=read_only)


@contextlib.contextmanager
def _closed_on_error(record: Record) -> Iterator[None]:
    try:
        yield
    except BaseException:
        record.close()
        raise
