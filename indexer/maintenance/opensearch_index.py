"""The steps by which an operator changes an index without a pause: create, load, verify, swap; snapshot and restore."""

from collections.abc import Sequence
from dataclasses import dataclass

from indexer.embedding.base import Embedder
from indexer.engine.opensearch.client import load_client
from indexer.engine.opensearch.engine import DEAD_LETTERS, OpenSearchEngine, sharding_of
from indexer.engine.opensearch.indices import Indices
from indexer.engine.opensearch.mapping import IndexVersion
from indexer.model import Note
from indexer.settings import Settings
from indexer.store.record import Record
from indexer.store.store import Store

_NAMED = 5  # §§ named in a finding


@dataclass(frozen=True, slots=True)
class IndexState:
    """One index behind the alias, or beside it."""

    name: str
    answers: bool
    documents: int
    passages: int
    watermark: int
    bytes_on_disk: int


class IndexMaintenance:
    """What `protokoll index` does. Holds no connection between calls."""

    def __init__(self, settings: Settings, record: Record, embedder: Embedder) -> None:
        self._settings, self._record, self._embedder = settings, record, embedder
        self._client = load_client(settings)
        self.indices = Indices(self._client, settings.opensearch_index)

    def close(self) -> None:
        """Let go of the connection."""
        self._client.close()

    def create(self) -> str:
        """A new, empty index that nobody sees; returns its name."""
        return self.indices.create(IndexVersion(self._embedder.dimension), sharding_of(self._settings))

    def load(self, name: str) -> int:
        """Fill it from the record, from where it was left; returns its number of §§.

        Raises:
            NotFoundError: no such index.
            IndexMismatchError: it was made by another version or for another model.
        """
        with self._opened(name) as engine:
            Store(self._record, engine, self._embedder).catch_up()
            return engine.stats().documents

    def swap(self, name: str) -> str | None:
        """Let it answer; the one it replaces is kept and its name returned."""
        return self.indices.swap(name, sharding_of(self._settings))

    def states(self) -> tuple[IndexState, ...]:
        """Every index of this alias."""
        current = self.indices.current()
        return tuple(self._state(name, answers=name == current) for name in self.indices.every())

    def verify(self, name: str | None) -> list[Note]:
        """What differs between the record and an index (the one that answers, when none is named); nothing when alike.

        Raises:
            NotFoundError: there is no such index.
        """
        with self._opened(name or self._settings.opensearch_index) as engine:
            documents = {d.id: len(d.passages) for change in self._record.changes_since(0) for d in change.documents}
            indexed, stats = set(engine.every_id()), engine.stats()
        found = _differing("index_lacks", documents.keys() - indexed)
        found += _differing("index_has_more", indexed - documents.keys())
        if not found and stats.passages != sum(documents.values()):
            found.append(
                Note("index_passages_differ", {"indexed": stats.passages, "recorded": sum(documents.values())})
            )
        if stats.watermark != self._record.sequence:
            found.append(Note("index_behind", {"indexed": stats.watermark, "recorded": self._record.sequence}))
        dead = self._settings.store / DEAD_LETTERS
        if found and dead.exists():
            found.append(Note("index_dead_letters", {"path": dead}))
        return found

    def _opened(self, name: str) -> OpenSearchEngine:
        self.indices.check(name, IndexVersion(self._embedder.dimension))
        return OpenSearchEngine(self._settings, self._embedder.dimension, name)

    def _state(self, name: str, *, answers: bool) -> IndexState:
        with OpenSearchEngine(self._settings, self._embedder.dimension, name) as engine:
            stats = engine.stats()
        return IndexState(name, answers, stats.documents, stats.passages, stats.watermark, stats.bytes_on_disk)


def _differing(code: str, ids: Sequence[str] | set[str]) -> list[Note]:
    if not ids:
        return []
    named = ", ".join(sorted(ids)[:_NAMED])
    more = " …" if len(ids) > _NAMED else ""
    return [Note(code, {"number": len(ids), "ids": named + more})]
