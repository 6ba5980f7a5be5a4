"""Files beside tantivy: vectors (a row a passage) and their sketches, which § each row belongs to, and the §§' ids.

They are appended to and fsynced before tantivy commits; a commit says how much of each file counts, and which
generation of them. What a killed process wrote past that is overwritten by the next writer. Rows of §§ that are gone
stay until `compact` writes a new generation without them.
"""

import mmap
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexer.engine import Vectors
from indexer.engine.embedded.quantized import SIZES, QuantizedVectors
from indexer.errors import IndexMismatchError

_VECTORS, _CODES, _SIZES = "vectors.f32", "codes.i8", "sizes.f32"
_OWNERS, _IDS, _ENDS = "owners.u32", "ids.txt", "id_ends.u64"
_FILES = (_VECTORS, _CODES, _SIZES, _OWNERS, _IDS, _ENDS)
_COPIED_ROWS = 65_536  # at a time while compacting: 64 MB at 256 dimensions


@dataclass(frozen=True, slots=True)
class CommittedSizes:
    """How much of the files a commit covers; `generation` is part of their names."""

    rows: int = 0
    rids: int = 0
    id_bytes: int = 0
    generation: int = 0


class VectorWriter:
    """Appends rows; nothing counts until a commit names the new extent."""

    def __init__(self, folder: Path, dimension: int, extent: CommittedSizes) -> None:
        self._folder, self._dimension = folder, dimension
        self.extent = extent
        self._vectors: list[Vectors] = []
        self._owners: list[int] = []
        self._ids: list[bytes] = []

    def add(self, document_id: str, vectors: Vectors) -> int:
        """Stage a § with its vectors; returns its number (rid)."""
        rid = self.extent.rids + len(self._ids)
        self._ids.append(document_id.encode())
        self._vectors.append(vectors)
        self._owners += [rid] * len(vectors)
        return rid

    def flush(self) -> CommittedSizes:
        """Make what is staged durable; returns the extent that the commit must name."""
        ends = np.cumsum([self.extent.id_bytes, *map(len, self._ids)], dtype=np.uint64)
        after = CommittedSizes(
            self.extent.rows + len(self._owners),
            self.extent.rids + len(self._ids),
            int(ends[-1]),
            self.extent.generation,
        )
        vectors = np.concatenate([np.empty((0, self._dimension), np.float32), *self._vectors], dtype=np.float32)
        sketch = QuantizedVectors.of(vectors)
        self._write(_VECTORS, [vectors.tobytes()])
        self._write(_CODES, [sketch.codes.tobytes()])
        self._write(_SIZES, [sketch.sizes.tobytes()])
        self._write(_OWNERS, [np.array(self._owners, np.uint32).tobytes()])
        self._write(_IDS, self._ids)
        self._write(_ENDS, [ends[1:].tobytes()])
        self.extent = after
        self._vectors, self._owners, self._ids = [], [], []
        return after

    def compact(self, rows: "VectorFiles", live: NDArray[np.bool_]) -> CommittedSizes:
        """Write a new generation with the rows in `live` only; returns the extent that the commit must name."""
        kept = np.flatnonzero(live)
        owners = rows.owners[kept]
        present = np.zeros(rows.extent.rids, np.bool_)
        present[owners] = True
        names = rows.ids(range(rows.extent.rids))
        ids = [name.encode() if here else b"" for name, here in zip(names, present, strict=True)]
        ends = np.cumsum([len(name) for name in ids], dtype=np.uint64)
        self.extent = CommittedSizes(generation=rows.extent.generation + 1)
        parts = [kept[at : at + _COPIED_ROWS] for at in range(0, len(kept), _COPIED_ROWS)]
        self._write(_VECTORS, (rows.vectors[part].tobytes() for part in parts))
        self._write(_CODES, (rows.sketch.codes[part].tobytes() for part in parts))
        self._write(_SIZES, (rows.sketch.sizes[part].tobytes() for part in parts))
        self._write(_OWNERS, [owners.tobytes()])
        self._write(_IDS, ids)
        self._write(_ENDS, [ends.tobytes()])
        self.extent = CommittedSizes(len(kept), rows.extent.rids, int(ends[-1]), self.extent.generation)
        return self.extent

    def forget_others(self) -> None:
        """Remove the files of other generations; who has them mapped keeps them until it lets go."""
        for name in _FILES:
            for path in self._folder.glob(f"*.{name}"):
                if path != _file(self._folder, name, self.extent):
                    path.unlink(missing_ok=True)

    def _write(self, name: str, blocks: Iterable[bytes]) -> None:
        path = _file(self._folder, name, self.extent)
        path.touch()
        with path.open("r+b") as file:
            file.truncate(_bytes(name, self.extent, self._dimension))  # only ever cuts what no commit has named
            file.seek(0, os.SEEK_END)
            file.writelines(blocks)
            file.flush()
            os.fsync(file.fileno())


class VectorFiles:
    """The committed rows, memory-mapped."""

    def __init__(self, folder: Path, dimension: int, extent: CommittedSizes) -> None:
        self.extent = extent
        files = {name: _mapped(_file(folder, name, extent), _bytes(name, extent, dimension)) for name in _FILES}
        self.vectors: Vectors = np.frombuffer(files[_VECTORS], np.float32).reshape(-1, dimension)
        codes = np.frombuffer(files[_CODES], np.int8).reshape(-1, dimension)
        self.sketch = QuantizedVectors(codes, np.frombuffer(files[_SIZES], np.float32).reshape(-1, SIZES))
        self.owners: NDArray[np.uint32] = np.frombuffer(files[_OWNERS], np.uint32)
        self._ends: NDArray[np.uint64] = np.frombuffer(files[_ENDS], np.uint64)
        self._ids = files[_IDS]

    def ids(self, rids: Sequence[int]) -> list[str]:
        """The ids of §§ by their numbers."""
        wanted = np.asarray(rids, np.int64)
        ends = self._ends[wanted].tolist()
        starts = np.where(wanted > 0, self._ends[wanted - 1], 0).tolist()
        return [self._ids[start:end].decode() for start, end in zip(starts, ends, strict=True)]

    def of(self, rid: int) -> Vectors:
        """The vectors of one §, a row a passage."""
        start, end = np.searchsorted(self.owners, [rid, rid + 1])
        return self.vectors[start:end]


def _file(folder: Path, name: str, extent: CommittedSizes) -> Path:
    return folder / f"{extent.generation}.{name}"


def _bytes(name: str, extent: CommittedSizes, dimension: int) -> int:
    return {
        _VECTORS: extent.rows * dimension * 4,
        _CODES: extent.rows * dimension,
        _SIZES: extent.rows * SIZES * 4,
        _OWNERS: extent.rows * 4,
        _IDS: extent.id_bytes,
        _ENDS: extent.rids * 8,
    }[name]


def _mapped(path: Path, size: int) -> mmap.mmap | bytes:
    if not size:
        return b""
    try:
        with path.open("rb") as file:
            return mmap.mmap(file.fileno(), size, access=mmap.ACCESS_READ)
    except (OSError, ValueError) as error:
        raise IndexMismatchError("vector_files_damaged") from error
