"""`SearchEngine` on a cluster: staged here, written in bulk at `commit`, seen when the index is refreshed."""

import contextlib
import fcntl
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Self

import numpy as np

from indexer.engine import Batch, BatchResult, EngineStats, Scored, SearchEngine, Vectors
from indexer.engine.opensearch.bulk import BulkLoader, Operation
from indexer.engine.opensearch.client import answering, check_version, load_client, search_client
from indexer.engine.opensearch.indices import Indices
from indexer.engine.opensearch.mapping import META_ID, IndexVersion, Sharding, meta_source, source
from indexer.engine.opensearch.queries import IndexReader
from indexer.errors import IndexMismatchError, StoreBusyError
from indexer.model import Access, Document
from indexer.settings import Settings

DEAD_LETTERS = "dead_letters.jsonl"
_LOCK = "opensearch.lock"


class OpenSearchEngine(SearchEngine):
    """One index behind an alias. One writer a store at a time; readers see what was last committed."""

    def __init__(self, settings: Settings, dimension: int, index: str, lock: IO[str] | None = None) -> None:
        self._settings, self._dimension, self._index, self._lock = settings, dimension, index, lock
        self._staged: dict[str, tuple[Sequence[Document], Vectors]] = {}
        self._updates: list[tuple[Sequence[Document], Vectors]] = []
        self._load = load_client(settings)
        self.indices = Indices(self._load, settings.opensearch_index)
        self._open_reader()

    @classmethod
    def open(cls, settings: Settings, dimension: int, *, read_only: bool = False) -> "OpenSearchEngine":
        """Open the index behind the alias; a writer creates what is missing.

        Raises:
            NotFoundError: there is nothing to read.
            IndexMismatchError: the index was written with another schema, analysis or dimension.
            StoreBusyError: another process is writing.
            EngineUnavailableError: OpenSearch does not answer.
        """
        check_version(search_client(settings))
        lock = None if read_only else _locked(settings.store)
        try:
            indices = Indices(load_client(settings), settings.opensearch_index)
            if not read_only and indices.current() is None:
                indices.swap(indices.create(IndexVersion(dimension), sharding_of(settings)), sharding_of(settings))
            indices.check(settings.opensearch_index, IndexVersion(dimension))
            return cls(settings, dimension, settings.opensearch_index, lock)
        except BaseException:
            _unlocked(lock)
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @classmethod
    @contextlib.contextmanager
    def rebuilding(cls, settings: Settings, dimension: int) -> "Iterator[OpenSearchEngine]":
        """An empty engine beside the one that answers; takes its place when all went well, is gone when not."""
        check_version(search_client(settings))
        lock = _locked(settings.store)
        indices, layout = Indices(load_client(settings), settings.opensearch_index), sharding_of(settings)
        try:
            name = indices.create(IndexVersion(dimension), layout)
            try:
                with cls(settings, dimension, name) as engine:
                    yield engine
                indices.merge(name)
                indices.swap(name, layout)
            except BaseException:
                indices.delete(name)
                raise
            indices.delete(*(other for other in indices.every() if other != name))
        finally:
            _unlocked(lock)

    @property
    def dimension(self) -> int:
        """Columns of the vectors."""
        return self._dimension

    def replace(self, protocol_id: str, documents: Sequence[Document], vectors: Vectors) -> None:
        """Stage a protocol whole."""
        self._check(documents, vectors)
        self._staged[protocol_id] = (documents, vectors)

    def update(self, documents: Sequence[Document], vectors: Vectors) -> None:
        """Stage §§ in the place of those with their ids."""
        self._check(documents, vectors)
        self._updates.append((documents, vectors))

    def remove(self, protocol_id: str) -> None:
        """Stage the removal of a protocol."""
        self._staged[protocol_id] = ((), np.empty((0, self._dimension), np.float32))

    def commit(self, watermark: int) -> None:
        """Write what is staged, then the watermark, then let both be seen."""
        loader = BulkLoader(self._load, self._settings.store / DEAD_LETTERS)
        loader.load(self._index, self._operations())
        loader.load(self._index, [Operation.index(META_ID, meta_source(watermark))])
        with answering():
            self._load.indices.refresh(index=self._index)
        self._drop_staged()
        self._reader.forget()

    def clear(self) -> None:
        """Put an empty index in the present one's place."""
        self._drop_staged()
        layout = sharding_of(self._settings)
        before = self.indices.swap(self.indices.create(IndexVersion(self._dimension), layout), layout)
        self.indices.delete(*([before] if before else []))
        self._reader.forget()

    def batch(self, batch: Batch, access: Access) -> BatchResult:
        """Answer several requests in one round trip."""
        return self._reader.batch(batch, access)

    def similar(self, document_id: str, access: Access, limit: int) -> tuple[Scored, ...]:
        """§§ nearest to the mean of this one's passages."""
        return self._reader.similar(document_id, access, limit)

    def stats(self) -> EngineStats:
        """Sizes and versions."""
        return self._reader.stats()

    def every_id(self) -> Iterator[str]:
        """The ids of all §§, closed ones too: for upkeep, never for an answer."""
        return self._reader.every_id()

    def refresh(self) -> None:
        """See how much another process has made of it; what it committed is seen without."""
        self._reader.forget()

    def close(self) -> None:
        """Let go of connections and lock; what was not committed is dropped."""
        self._drop_staged()
        for client in (self._load, self._search):
            client.close()
        _unlocked(self._lock)

    # Private from here on.

    def _open_reader(self) -> None:
        self._search = search_client(self._settings)
        self._reader = IndexReader(
            self._search,
            self._index,
            exact_passages=self._settings.opensearch_exact_passages,
            shards=self.indices.shards(self._index),
        )

    def _check(self, documents: Sequence[Document], vectors: Vectors) -> None:
        if vectors.shape[1:] != (self._dimension,) or len(vectors) != sum(len(d.passages) for d in documents):
            raise IndexMismatchError("vectors_mismatch")

    def _drop_staged(self) -> None:
        self._staged.clear()
        self._updates.clear()

    def _operations(self) -> Iterator[Operation]:
        if self._staged:
            kept = {document.id for documents, _ in self._staged.values() for document in documents}
            yield from (Operation.delete(name) for name in self._reader.ids_of(list(self._staged)) if name not in kept)
        for documents, vectors in (*self._staged.values(), *self._updates):
            at = 0
            for document in documents:
                yield Operation.index(document.id, source(document, vectors[at : at + len(document.passages)]))
                at += len(document.passages)


def sharding_of(settings: Settings) -> Sharding:
    """How the settings want a new index spread."""
    return Sharding(settings.opensearch_shards, settings.opensearch_replicas)


def _locked(folder: Path) -> IO[str]:
    """The store's writing lock; it goes with the process that holds it."""
    folder.mkdir(parents=True, exist_ok=True)
    lock = (folder / _LOCK).open("w", encoding="utf-8")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        lock.close()
        raise StoreBusyError("index_busy") from error
    return lock


def _unlocked(lock: IO[str] | None) -> None:
    if lock:
        lock.close()
