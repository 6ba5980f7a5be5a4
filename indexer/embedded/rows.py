"""Append-only files beside tantivy: vectors (a row a passage), which § each row belongs to, and the §§' ids.

They are written and fsynced before tantivy commits; a commit says how much of each file counts. What a killed process
wrote past that is cut off when the next writer opens.
"""

import mmap
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexer.engine import Vectors
from indexer.errors import IndexMismatchError

_VECTORS, _OWNERS, _IDS, _ENDS = "vectors.f32", "owners.u32", "ids.txt", "id_ends.u64"


@dataclass(frozen=True, slots=True)
class Extent:
    """How much of the files a commit covers."""

    rows: int = 0
    rids: int = 0
    id_bytes: int = 0


class RowWriter:
    """Appends rows; nothing counts until a commit names the new extent."""

    def __init__(self, folder: Path, dimension: int, extent: Extent) -> None:
        self._folder, self._dimension = folder, dimension
        self.extent = extent
        sizes = {
            _VECTORS: extent.rows * dimension * 4,
            _OWNERS: extent.rows * 4,
            _IDS: extent.id_bytes,
            _ENDS: extent.rids * 8,
        }
        for name, size in sizes.items():
            if not size:  # a new file, not a shorter one: a reader may have the old one mapped
                (folder / name).unlink(missing_ok=True)
            with (folder / name).open("ab") as file:
                file.truncate(size)
        self._vectors: list[Vectors] = []
        self._owners: list[int] = []
        self._ids: list[bytes] = []

    def add(self, document_id: str, vectors: Vectors) -> tuple[int, int]:
        """Stage a § with its vectors; returns its number (rid) and its first row."""
        rid, row = self.extent.rids + len(self._ids), self.extent.rows + len(self._owners)
        self._ids.append(document_id.encode())
        self._vectors.append(vectors)
        self._owners += [rid] * len(vectors)
        return rid, row

    def flush(self) -> Extent:
        """Make what is staged durable; returns the extent that the commit must name."""
        ends = self.extent.id_bytes + np.cumsum([len(name) for name in self._ids], dtype=np.uint64)
        self._append(_VECTORS, *(np.ascontiguousarray(v, np.float32).tobytes() for v in self._vectors))
        self._append(_OWNERS, np.array(self._owners, np.uint32).tobytes())
        self._append(_IDS, *self._ids)
        self._append(_ENDS, ends.astype(np.uint64).tobytes())
        id_bytes = int(ends[-1]) if len(ends) else self.extent.id_bytes
        self.extent = Extent(self.extent.rows + len(self._owners), self.extent.rids + len(self._ids), id_bytes)
        self._vectors, self._owners, self._ids = [], [], []
        return self.extent

    def _append(self, name: str, *blocks: bytes) -> None:
        with (self._folder / name).open("ab") as file:
            for block in blocks:
                file.write(block)
            file.flush()
            os.fsync(file.fileno())


class Rows:
    """The committed rows, memory-mapped."""

    def __init__(self, folder: Path, dimension: int, extent: Extent) -> None:
        self.extent = extent
        self.vectors: Vectors = _mapped(folder / _VECTORS, np.dtype(np.float32), extent.rows * dimension).reshape(
            -1, dimension
        )
        self.owners: NDArray[np.uint32] = _mapped(folder / _OWNERS, np.dtype(np.uint32), extent.rows)
        self._ends: NDArray[np.uint64] = _mapped(folder / _ENDS, np.dtype(np.uint64), extent.rids)
        self._ids = _bytes(folder / _IDS, extent.id_bytes)

    def ids(self, rids: Sequence[int]) -> list[str]:
        """The ids of §§ by their numbers."""
        return [self._ids[int(self._ends[rid - 1]) if rid else 0 : int(self._ends[rid])].decode() for rid in rids]


def _mapped(path: Path, dtype: np.dtype, count: int) -> NDArray:  # type: ignore[type-arg]
    if not count:
        return np.empty(0, dtype)
    try:
        return np.memmap(path, dtype=dtype, mode="r", shape=(count,))
    except (OSError, ValueError) as error:
        raise IndexMismatchError("Indexets vektorfiler är avkortade eller borta; kör `protokoll reindex`.") from error


def _bytes(path: Path, size: int) -> mmap.mmap | bytes:
    if not size:
        return b""
    with path.open("rb") as file:
        return mmap.mmap(file.fileno(), size, access=mmap.ACCESS_READ)
