"""Ingest: discover, read, parse, enrich, embed, put. Resumable, since what is unchanged is not read again."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from itertools import islice
from json import dumps as json_dumps
from pathlib import Path

from indexer.errors import ReadError
from indexer.model import FileError, Protocol, Remark
from indexer.settings import Settings
from indexer.store.ids import slug
from indexer.store.record import ProtocolPart
from indexer.store.store import Store
from pipelines.discover import DiscoveredFile, content_hash, discover
from pipelines.enrich.protocols import Marker, Origin, embed, enrich
from pipelines.parse import parse
from pipelines.readers import LaidOutText, Limits, ReaderPool

PIPELINE_VERSION = "2"  # raised when a new reading of an unchanged file would say something else
_CATCH_UP_EVERY = 25  # files: how often what has been read becomes searchable during a long run


@dataclass(frozen=True, slots=True)
class FileReport:
    """Report on one file. `status` is `read`, `unchanged` or `error`."""

    path: str
    status: str
    protocols: tuple[str, ...] = ()
    paragraphs: int = 0
    passages: int = 0
    missing: tuple[str, ...] = ()
    unparsed_share: float = 0.0
    warnings: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()
    error: FileError | None = field(default=None)

    def to_json(self) -> str:
        """One line of JSON."""
        return json_dumps(asdict(self), ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class _Task:
    path: Path
    fingerprint: str
    origin: Origin


def parse_files(paths: Iterable[Path], settings: Settings) -> Iterator[tuple[Path, tuple[Protocol, ...]]]:
    """Parsed protocols by file, nothing stored; a file that cannot be read gives one `Protocol` with `error` set."""
    with ReaderPool(limits(settings), workers=settings.workers, then=_parse) as pool:
        for path, result in pool.read(paths):
            yield path, (_failed(path, result),) if isinstance(result, ReadError) else result


def ingest(paths: Iterable[Path], settings: Settings, store: Store, marker: Marker) -> Iterator[FileReport]:
    """Read what is new or changed into the store; a report a file, once it is durably in the record."""
    done = 0
    found = discover(paths)
    with ReaderPool(limits(settings), workers=settings.workers, then=_parse) as pool:
        while batch := list(islice(found, _CATCH_UP_EVERY)):
            for report in _batch(batch, settings, store, marker, pool):
                done += report.status == "read"
                yield report
            if done:
                store.catch_up()
                done = 0


def limits(settings: Settings) -> Limits:
    """The limits on one file, from the settings."""
    mib = 1 << 20
    return Limits(
        time_s=settings.time_limit_s,
        memory_bytes=settings.memory_limit_mb * mib,
        file_bytes=settings.size_limit_mb * mib,
        pages=settings.page_limit,
    )


def _batch(
    batch: list[DiscoveredFile],
    settings: Settings,
    store: Store,
    marker: Marker,
    pool: "ReaderPool[tuple[Protocol, ...]]",
) -> Iterator[FileReport]:
    tasks: dict[Path, _Task] = {}
    for found in batch:
        task = _task(found, settings, store, marker)
        if isinstance(task, FileReport):
            yield task
        else:
            tasks[task.path] = task
    for path, result in pool.read(tasks):
        yield _stored(tasks[path], result, store, marker)


def _task(found: DiscoveredFile, settings: Settings, store: Store, marker: Marker) -> _Task | FileReport:
    path = found.path
    if found.error:
        return FileReport(str(path), "error", error=FileError("unreadable", found.error))
    try:
        digest = content_hash(path, settings.size_limit_mb << 20)
    except OSError as error:
        message = f"Filen kan inte öppnas ({error.strerror}); kontrollera sökväg och läsrätt."
        return FileReport(str(path), "error", error=FileError("unreadable", message))
    municipality = settings.municipality or path.resolve().parent.name or None
    origin = Origin(settings.access, municipality if municipality and slug(municipality) else None, digest)
    fingerprint = "|".join((digest, origin.access, origin.municipality or "", PIPELINE_VERSION, marker.name))
    known = store.record.file(_record_key(path))
    if known and known.error is None and known.fingerprint == fingerprint:
        return FileReport(str(path), "unchanged")
    return _Task(path, fingerprint, origin)


def _stored(task: _Task, result: tuple[Protocol, ...] | ReadError, store: Store, marker: Marker) -> FileReport:
    """Enrich, embed and put one parsed file, or put its error."""
    if isinstance(result, ReadError):
        return _put_error(task, result, store)
    enriched = [enrich(protocol, task.origin, marker) for protocol in result if protocol.paragraphs]
    parts = [embed(protocol, store.embedder) for protocol in enriched]
    return _put(task, result, parts, store)


def _put(task: _Task, protocols: Sequence[Protocol], parts: Sequence[ProtocolPart], store: Store) -> FileReport:
    report = FileReport(
        path=str(task.path),
        status="read",
        protocols=tuple(part.key for part in parts),
        paragraphs=sum(len(part.documents) for part in parts),
        passages=sum(len(part.vectors) for part in parts),
        missing=tuple(number for protocol in protocols for number in protocol.missing_paragraphs),
        unparsed_share=max(protocol.unparsed_share for protocol in protocols),
        warnings=tuple(warning for protocol in protocols for warning in protocol.warnings),
        remarks=tuple(remark for protocol in protocols for remark in protocol.remarks),
    )
    store.record.put_file(_record_key(task.path), task.fingerprint, report.to_json(), parts)
    return report


def _put_error(task: _Task, error: ReadError, store: Store) -> FileReport:
    failure = FileError(error.reason, str(error))
    report = FileReport(str(task.path), "error", error=failure)
    store.record.put_error(_record_key(task.path), task.fingerprint, report.to_json(), failure.message)
    return report


def _record_key(path: Path) -> str:
    return str(path.resolve())


def _parse(path: Path, text: LaidOutText) -> tuple[Protocol, ...]:
    return parse(text, path.name)


def _failed(path: Path, error: ReadError) -> Protocol:
    return Protocol(source=path.name, error=FileError(error.reason, str(error)))
