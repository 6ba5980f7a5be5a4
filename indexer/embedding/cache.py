"""Vectors kept on disk by text and model, so that a slow model embeds nothing twice: not at a re-read, nor at a reindex."""

import hashlib
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from indexer.embedding.base import Embedder

CACHE_FILE = "vectors.sqlite"
_SCHEMA = "CREATE TABLE IF NOT EXISTS vector (key BLOB PRIMARY KEY, row BLOB NOT NULL) WITHOUT ROWID"
_WAIT_S = 30  # for another process that writes
_T = TypeVar("_T")
_AT_A_TIME = 512  # texts between two commits: what a stop may cost


class CachedEmbedder:
    """An embedder whose passages are looked up before they are embedded. Queries are not kept: they may be personal."""

    def __init__(self, embedder: Embedder, path: Path) -> None:
        """Keep the vectors of `embedder` in the file `path`, created where missing. Other models' rows there stay apart."""
        self._embedder = embedder
        path.parent.mkdir(parents=True, exist_ok=True)
        self._path = path
        self._do(lambda db: db.execute(_SCHEMA))

    @property
    def name(self) -> str:
        """The model's name."""
        return self._embedder.name

    @property
    def dimension(self) -> int:
        """Columns of every row."""
        return self._embedder.dimension

    def embed_query(self, text: str) -> NDArray[np.float32]:
        """Shape (dimension,)."""
        return self._embedder.embed_query(text)

    def embed_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Shape (len(texts), dimension)."""
        rows = np.zeros((len(texts), self.dimension), np.float32)
        for at in range(0, len(texts), _AT_A_TIME):
            rows[at : at + _AT_A_TIME] = self._some(texts[at : at + _AT_A_TIME])
        return rows

    def _some(self, texts: Sequence[str]) -> NDArray[np.float32]:
        keys = [self._key(text) for text in texts]
        known = self._known(keys)
        new = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        if new:
            made = self._embedder.embed_passages(list(new.values()))
            known |= dict(zip(new, made, strict=True))
            fresh = [(key, row.astype(np.float32).tobytes()) for key, row in zip(new, made, strict=True)]
            self._do(lambda db: db.executemany("INSERT OR IGNORE INTO vector VALUES (?, ?)", fresh))
        return np.stack([known[key] for key in keys]) if keys else np.zeros((0, self.dimension), np.float32)

    def _known(self, keys: Sequence[bytes]) -> dict[bytes, NDArray[np.float32]]:
        marks = ",".join("?" * len(keys))
        query = f"SELECT key, row FROM vector WHERE key IN ({marks})"  # noqa: S608 - question marks alone
        found = self._do(lambda db: db.execute(query, list(keys)).fetchall())
        return {bytes(key): np.frombuffer(row, np.float32) for key, row in found}

    def _key(self, text: str) -> bytes:
        """The model's name holds the hash of its weights and prefixes."""
        return hashlib.sha256(f"{self.name}\0{self.dimension}\0{text}".encode()).digest()

    def _do(self, work: Callable[[sqlite3.Connection], _T]) -> _T:
        """One short transaction: a connection a call may be used by any thread, and holds no lock between calls."""
        db = sqlite3.connect(self._path, timeout=_WAIT_S)
        try:
            with db:
                return work(db)
        finally:
            db.close()
