"""The engine without a server: tantivy for words, filters and facets, an exact scan for vectors."""

import contextlib
import json
import shutil
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path

import tantivy
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from indexer.engine import Batch, BatchResult, EngineStats, Scored, SearchEngine, Vectors
from indexer.engine.embedded.schema import SCHEMA_VERSION, build_schema, meta_document, to_tantivy
from indexer.engine.embedded.snapshot import Snapshot
from indexer.engine.embedded.vector_files import CommittedSizes, VectorWriter
from indexer.engine.index_fields import META_KIND
from indexer.errors import EngineUnavailableError, IndexMismatchError, StoreBusyError
from indexer.language import ANALYSIS_VERSION
from indexer.model import Access, Document

_HEAP_BYTES = 96_000_000
_SPARE_ROWS = 4096  # rows of §§ that are gone are carried along until they outnumber both this and the living ones
_REOPENINGS = 3
_MANIFEST = "engine.json"


class EmbeddedEngine(SearchEngine):
    """`SearchEngine` in one folder. One writer at a time; readers see what was last committed after `refresh`."""

    def __init__(self, folder: Path, dimension: int, *, read_only: bool, temporary: bool) -> None:
        self._folder, self._dimension, self._temporary = folder, dimension, temporary
        self._index = tantivy.Index(build_schema(), path=str(folder / "text"))
        self._index.config_reader("manual")
        self._beside = ThreadPoolExecutor(thread_name_prefix="embedded")
        self._writer = None if read_only else self._open_writer()
        self._seen = 0
        self.refresh()
        self._new_rows = None if read_only else VectorWriter(folder, dimension, self._snapshot.extent)

    @classmethod
    def open(cls, path: Path | None, dimension: int, *, read_only: bool = False) -> "EmbeddedEngine":
        """Open or create; `path` None gives a real index in a temporary folder that goes with `close`.

        Raises:
            IndexMismatchError: the folder was written with another schema, analysis or dimension.
            StoreBusyError: another process is writing.
        """
        folder = path or Path(tempfile.mkdtemp(prefix="protokoll-"))
        (folder / "text").mkdir(parents=True, exist_ok=True)
        # One product is memory-bound; threads that share it spend their time waiting, and are missed by the next question.
        threadpool_limits(1, user_api="blas")
        _check_manifest(folder / _MANIFEST, dimension)
        return cls(folder, dimension, read_only=read_only, temporary=path is None)

    @property
    def dimension(self) -> int:
        """Columns of the vectors."""
        return self._dimension

    def replace(self, protocol_id: str, documents: Sequence[Document], vectors: Vectors) -> None:
        """Stage a protocol whole."""
        writer, _ = self._writable()
        self._check(documents, vectors)
        writer.delete_documents_by_term("protocol", protocol_id)
        self._add(documents, vectors)

    def update(self, documents: Sequence[Document], vectors: Vectors) -> None:
        """Stage §§ in the place of those with their ids."""
        writer, _ = self._writable()
        self._check(documents, vectors)
        for document in documents:
            writer.delete_documents_by_term("id", document.id)
        self._add(documents, vectors)

    def remove(self, protocol_id: str) -> None:
        """Stage the removal of a protocol."""
        self._writable()[0].delete_documents_by_term("protocol", protocol_id)

    def commit(self, watermark: int) -> None:
        """Vectors to disk first, then the text commit, which is the truth of what counts."""
        _, rows = self._writable()
        extent = rows.flush()
        self._commit_text(watermark, extent)
        living = self._snapshot.stats().passages
        if extent.rows - living > max(_SPARE_ROWS, living):
            self._commit_text(watermark, rows.compact(self._snapshot.rows, self._snapshot.live()))
            rows.forget_others()

    def clear(self) -> None:
        """Drop everything, durably."""
        writer, rows = self._writable()
        writer.delete_all_documents()
        self._new_rows = VectorWriter(
            self._folder, self._dimension, CommittedSizes(generation=rows.extent.generation + 1)
        )
        self.commit(0)
        self._new_rows.forget_others()

    def batch(self, batch: Batch, access: Access) -> BatchResult:
        """Answer several requests over one snapshot."""
        return self._snapshot.batch(batch, access)

    def similar(self, document_id: str, access: Access, limit: int) -> tuple[Scored, ...]:
        """§§ nearest to the mean of this one's passages."""
        return self._snapshot.similar(document_id, access, limit)

    def stats(self) -> EngineStats:
        """Sizes and versions."""
        return self._snapshot.stats()

    def refresh(self) -> None:
        """See what was last committed, by this process or another. Cheap when nothing was; safe while others read."""
        committed = (self._folder / "text" / "meta.json").stat().st_mtime_ns
        if committed != self._seen:
            self._snapshot = self._newest_snapshot()
            self._seen = committed

    def close(self) -> None:
        """Release the lock; what was not committed is dropped."""
        self._beside.shutdown()
        self._writer = None  # tantivy lets go of its lock when the writer is collected
        self._new_rows = None
        if self._temporary:
            shutil.rmtree(self._folder, ignore_errors=True)

    # Private from here on.

    def _check(self, documents: Sequence[Document], vectors: Vectors) -> None:
        if vectors.shape[1:] != (self._dimension,) or len(vectors) != sum(len(d.passages) for d in documents):
            raise IndexMismatchError("vectors_mismatch")

    def _add(self, documents: Sequence[Document], vectors: Vectors) -> None:
        (writer, rows), at = self._writable(), 0
        for document in documents:
            rid = rows.add(document.id, vectors[at : at + len(document.passages)])
            writer.add_document(to_tantivy(document, rid))
            at += len(document.passages)

    def _commit_text(self, watermark: int, extent: CommittedSizes) -> None:
        writer, _ = self._writable()
        writer.delete_documents_by_term("kind", META_KIND)
        writer.add_document(meta_document({"watermark": watermark, **asdict(extent)}))
        writer.commit()
        self.refresh()

    def _newest_snapshot(self) -> Snapshot:
        for _ in range(_REOPENINGS):  # a writer may put a new generation of rows in place while we open the old one
            self._index.reload()
            with contextlib.suppress(IndexMismatchError):
                return Snapshot(self._index, self._folder, self._dimension, self._beside)
        self._index.reload()
        return Snapshot(self._index, self._folder, self._dimension, self._beside)

    def _open_writer(self) -> tantivy.IndexWriter:
        try:
            return self._index.writer(_HEAP_BYTES, 1)
        except ValueError as error:
            if "LockBusy" in str(error) or "lock" in str(error).lower():
                raise StoreBusyError("index_busy") from error
            raise EngineUnavailableError("index_unopenable", error=error) from error

    def _writable(self) -> tuple[tantivy.IndexWriter, VectorWriter]:
        if self._writer is None or self._new_rows is None:
            raise StoreBusyError("index_read_only")
        return self._writer, self._new_rows


def _check_manifest(path: Path, dimension: int) -> None:
    wanted = {"schema": SCHEMA_VERSION, "analysis": ANALYSIS_VERSION, "dimension": dimension}
    with contextlib.suppress(FileNotFoundError):
        if json.loads(path.read_text(encoding="utf-8")) != wanted:
            raise IndexMismatchError("index_outdated")
        return
    path.write_text(json.dumps(wanted), encoding="utf-8")
