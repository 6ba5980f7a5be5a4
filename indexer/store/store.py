"""A store folder: the record and an engine kept in step with it."""

import contextlib
from dataclasses import dataclass
from pathlib import Path

from indexer.embedding.base import Embedder
from indexer.engine import SearchEngine
from indexer.errors import NotFoundError
from indexer.store.record import Record

RECORD_FILE = "record.sqlite"
COMMIT_EVERY = 10_000  # passages: each commit writes and merges segments; losing one costs only indexing it again


@dataclass(frozen=True, slots=True)
class Store:
    """The record, the engine and the model whose vectors both hold."""

    record: Record
    engine: SearchEngine
    embedder: Embedder

    def catch_up(self) -> None:
        """Bring the engine up to the record: staged change by change, so a stop at any point loses nothing."""
        staged = 0
        for change in self.record.changes_since(self.engine.stats().watermark):
            if not change.whole:
                self.engine.update(change.documents, change.vectors)
            elif change.documents:
                self.engine.replace(change.protocol_id, change.documents, change.vectors)
            else:
                self.engine.remove(change.protocol_id)
            staged += len(change.vectors) + 1
            if staged >= COMMIT_EVERY:
                self.engine.commit(change.sequence)
                staged = 0
        if staged:
            self.engine.commit(self.record.sequence)

    def reindex(self) -> None:
        """Build the engine anew from the record."""
        self.engine.clear()
        self.catch_up()

    def close(self) -> None:
        """Release files and locks."""
        with contextlib.closing(self.record):
            self.engine.close()


def require_store(folder: Path) -> None:
    """Raise `NotFoundError` with what to do when nothing has been read into the folder yet."""
    if not (folder / RECORD_FILE).exists():
        raise NotFoundError("no_record", folder=folder)
