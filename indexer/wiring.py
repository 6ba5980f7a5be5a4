"""From settings to a store: the only module that names a concrete engine."""

import contextlib
import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from indexer.embedding import load_embedder
from indexer.embedding.base import Embedder
from indexer.engine import SearchEngine
from indexer.errors import EngineUnavailableError, IndexMismatchError, NotFoundError, SettingsError, StoreBusyError
from indexer.settings import Settings
from indexer.store.record import Record
from indexer.store.store import RECORD_FILE, Store, embed_documents, require_store

if TYPE_CHECKING:
    from indexer.maintenance.opensearch_index import IndexMaintenance

_INDEX_FOLDER = "index"


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
            record.reembed(
                embedder.name, embedder.dimension, lambda documents: embed_documents(embedder, list(documents))
            )
        with _rebuilding(settings, embedder) as engine:
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


def _engine(settings: Settings, embedder: Embedder, *, read_only: bool) -> SearchEngine:
    """The chosen engine; only that one is imported."""
    if settings.engine == "opensearch":
        from indexer.engine.opensearch import OpenSearchEngine  # noqa: PLC0415

        return OpenSearchEngine.open(settings, embedder.dimension, read_only=read_only)
    from indexer.engine.embedded import EmbeddedEngine  # noqa: PLC0415

    folder = settings.store / _INDEX_FOLDER
    if read_only and not folder.is_dir():
        raise NotFoundError("no_index", folder=folder)
    return EmbeddedEngine.open(folder, embedder.dimension, read_only=read_only)


def _rebuilding(settings: Settings, embedder: Embedder) -> AbstractContextManager[SearchEngine]:
    """An empty engine to fill; closed, and in its place, when the block is left."""
    if settings.engine == "opensearch":
        from indexer.engine.opensearch import OpenSearchEngine  # noqa: PLC0415

        return OpenSearchEngine.rebuilding(settings, embedder.dimension)
    return contextlib.closing(_emptied(settings, embedder))


def _emptied(settings: Settings, embedder: Embedder) -> SearchEngine:
    """The embedded engine, empty, also when what lies on disk was written by another version."""
    try:
        engine = _engine(settings, embedder, read_only=False)
    except IndexMismatchError:
        shutil.rmtree(settings.store / _INDEX_FOLDER)
        return _engine(settings, embedder, read_only=False)
    engine.clear()
    return engine


@contextlib.contextmanager
def _closed_on_error(record: Record) -> Iterator[None]:
    try:
        yield
    except BaseException:
        record.close()
        raise
