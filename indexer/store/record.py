"""The system of record: what was read from which file, and the §§ and vectors that rebuild any engine.

SQLite with full synchronisation: what a method has returned from is on disk. `sequence` counts changes to protocols; an
engine's watermark is the last sequence it has committed, so `changes_since(watermark)` brings any engine up to date.
"""

import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from indexer.codec import dumps, loads
from indexer.engine import Vectors
from indexer.errors import IndexMismatchError, StoreBusyError
from indexer.model import Document
from indexer.store.assignments import SCHEMA as ASSIGNMENT_SCHEMA
from indexer.store.assignments import AssignmentTables
from indexer.store.ids import document_ids, same_meeting
from indexer.store.merge import Version, merge, only

_SCHEMA_VERSION = 1
_BUSY_S = 10.0  # how long one writer waits for another
_SCHEMA = """
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS file (
    path TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, read_at REAL NOT NULL, report TEXT NOT NULL, error TEXT
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS protocol (id TEXT PRIMARY KEY, sequence INTEGER NOT NULL UNIQUE) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS version (
    path TEXT NOT NULL, part INTEGER NOT NULL, protocol_id TEXT NOT NULL REFERENCES protocol (id),
    sequence INTEGER NOT NULL, document_type TEXT NOT NULL, missing TEXT NOT NULL, documents BLOB NOT NULL,
    vectors BLOB NOT NULL, PRIMARY KEY (path, part)
);
CREATE INDEX IF NOT EXISTS version_protocol ON version (protocol_id);
"""
_LAST_CHANGE = """
SELECT max((SELECT coalesce(max(sequence), 0) FROM protocol), (SELECT coalesce(max(sequence), 0) FROM assignment_change))
"""
_CHANGES = """
SELECT id, sequence, 1 FROM protocol WHERE sequence > ?
UNION ALL
SELECT protocol_id, min(assignment_change.sequence), 0 FROM assignment_change JOIN protocol ON id = protocol_id
WHERE assignment_change.sequence > ? AND protocol.sequence <= ? GROUP BY protocol_id
ORDER BY 2
"""


@dataclass(frozen=True, slots=True)
class FileState:
    """What the record knows of a file. `report` is the JSON line of its last reading, `error` why it could not be read."""

    path: str
    fingerprint: str
    report: str
    error: str | None


@dataclass(frozen=True, slots=True)
class ProtocolPart:
    """One protocol of one file, enriched: `vectors` has a row a passage. `key` is the id it asks for (`indexer.store.ids`)."""

    key: str
    document_type: str
    documents: tuple[Document, ...]
    vectors: Vectors
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """A protocol as it stands now, all versions merged, its assignments with their reports; empty when nothing is left of it.

    Not `whole`: only those of its §§ whose assignments have other reports now.
    """

    protocol_id: str
    sequence: int
    documents: tuple[Document, ...]
    vectors: Vectors
    whole: bool = True


class Record:
    """The record in one SQLite file; several processes may read while one writes."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._db = sqlite3.connect(path, timeout=_BUSY_S, isolation_level=None, check_same_thread=False)
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = FULL")
        self._db.executescript(_SCHEMA + ASSIGNMENT_SCHEMA)
        self._assignments = AssignmentTables(self._db)
        self._check_schema()

    def close(self) -> None:
        """Release the file."""
        self._db.close()

    def bind_embedder(self, name: str, dimension: int) -> None:
        """Remember which model made the vectors; another one later raises `IndexMismatchError`."""
        with self._writing():
            known = self.meta("embedder")
            if known is None:
                self._put_meta("embedder", name)
                self._put_meta("dimension", str(dimension))
            elif known != name:
                raise IndexMismatchError("other_embedder", before=known, now=name)

    def meta(self, key: str) -> str | None:
        """A remembered fact about the store, None when unknown."""
        row = self._db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return str(row[0]) if row else None

    @property
    def sequence(self) -> int:
        """The number of the last change."""
        return int(self._db.execute(_LAST_CHANGE).fetchone()[0])

    def file(self, path: str) -> FileState | None:
        """What is known of one file."""
        row = self._db.execute("SELECT path, fingerprint, report, error FROM file WHERE path = ?", (path,)).fetchone()
        return FileState(*row) if row else None

    def files(self) -> Iterator[FileState]:
        """Every file that was ever read, by path."""
        for row in self._db.execute("SELECT path, fingerprint, report, error FROM file ORDER BY path"):
            yield FileState(*row)

    def put_error(self, path: str, fingerprint: str, report: str, error: str) -> None:
        """Note that a file could not be read; what was read from it before stays."""
        with self._writing():
            self._put_file(path, fingerprint, report, error)

    def put_file(self, path: str, fingerprint: str, report: str, parts: Sequence[ProtocolPart]) -> tuple[str, ...]:
        """Replace all that came from this file, in one transaction; returns the protocol ids of the parts, in order.

        §§ whose assignments are reported by it, or no longer are, count as changed too.
        """
        with self._writing():
            touched = {row[0] for row in self._db.execute("SELECT protocol_id FROM version WHERE path = ?", (path,))}
            kept = self._ids_of(path, parts)
            self._db.execute("DELETE FROM version WHERE path = ?", (path,))
            given = tuple(kept[n] or self._free_id(part) for n, part in enumerate(parts))
            for protocol_id in sorted(touched | set(given)):
                self._touch(protocol_id)
            for n, (protocol_id, part) in enumerate(zip(given, parts, strict=True)):
                self._put_version(path, n, protocol_id, part)
            self._follow_assignments(touched | set(given))
            self._put_file(path, fingerprint, report, None)
        return given

    def changes_since(self, sequence: int) -> Iterator[Change]:
        """Every protocol changed after `sequence`, oldest change first, as it stands now."""
        for protocol_id, changed, whole in self._db.execute(_CHANGES, (sequence,) * 3).fetchall():
            documents, vectors = merge(self._versions(protocol_id))
            if not whole:
                documents, vectors = only(self._assignments.changed(protocol_id, sequence), documents, vectors)
            yield Change(protocol_id, changed, self._assignments.resolved(documents), vectors, bool(whole))

    def reembed(self, name: str, dimension: int, embed: Callable[[Sequence[Document]], Vectors]) -> None:
        """Replace every vector by another model's; `embed` gives a row a passage. All or nothing."""
        with self._writing():
            for path, part, text in self._db.execute("SELECT path, part, documents FROM version").fetchall():
                vectors = embed([loads(Document, line) for line in text.splitlines()])
                self._db.execute(
                    "UPDATE version SET vectors = ? WHERE path = ? AND part = ?", (vectors.tobytes(), path, part)
                )
            self._put_meta("embedder", name)
            self._put_meta("dimension", str(dimension))

    def missing(self, protocol_id: str) -> tuple[str, ...]:
        """§ numbers that no version of the protocol has, in order."""
        versions = self._versions(protocol_id)
        present = {d.paragraph for version in versions for d in version.documents}
        return tuple(dict.fromkeys(n for version in versions for n in version.missing if n not in present))

    def protocols(self) -> tuple[str, ...]:
        """The ids of all protocols that have a §."""
        rows = self._db.execute("SELECT DISTINCT protocol_id FROM version ORDER BY protocol_id")
        return tuple(row[0] for row in rows)

    def check(self) -> str | None:
        """None when the file is sound, else what SQLite says is wrong."""
        verdict = str(self._db.execute("PRAGMA quick_check").fetchone()[0])
        return None if verdict == "ok" else verdict

    # Private from here on.

    def _check_schema(self) -> None:
        known = self.meta("schema")
        if known is None:
            with self._writing():
                self._put_meta("schema", str(_SCHEMA_VERSION))
        elif int(known) != _SCHEMA_VERSION:
            raise IndexMismatchError("record_version", version=known, wanted=_SCHEMA_VERSION)

    def _writing(self) -> "_Transaction":
        return _Transaction(self._db)

    def _put_meta(self, key: str, value: str) -> None:
        self._db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    def _put_file(self, path: str, fingerprint: str, report: str, error: str | None) -> None:
        self._db.execute(
            "INSERT OR REPLACE INTO file VALUES (?, ?, ?, ?, ?)", (path, fingerprint, time.time(), report, error)
        )

    def _touch(self, protocol_id: str) -> None:
        self._db.execute("INSERT OR REPLACE INTO protocol VALUES (?, ?)", (protocol_id, self.sequence + 1))

    def _follow_assignments(self, changed: set[str]) -> None:
        """Touch the §§ that gave what the changed protocols report, before the change or after."""
        before = self._assignments.reported_by(changed)
        for protocol_id in changed:
            self._assignments.put(protocol_id, merge(self._versions(protocol_id))[0])
        for document_id, protocol_id in sorted(before | self._assignments.reported_by(changed)):
            if protocol_id not in changed:
                self._assignments.touch(document_id, protocol_id, self.sequence + 1)

    def _put_version(self, path: str, n: int, protocol_id: str, part: ProtocolPart) -> None:
        documents = "\n".join(map(dumps, with_protocol_id(part.documents, protocol_id)))
        row = (
            path,
            n,
            protocol_id,
            self.sequence,
            part.document_type,
            " ".join(part.missing),
            documents,
            part.vectors.tobytes(),
        )
        self._db.execute("INSERT INTO version VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)

    def _versions(self, protocol_id: str) -> list[Version]:
        rows = self._db.execute(
            "SELECT sequence, document_type, missing, documents, vectors FROM version WHERE protocol_id = ?",
            (protocol_id,),
        ).fetchall()
        return [self._version(*row) for row in rows]

    def _version(self, sequence: int, document_type: str, missing: str, documents: str, vectors: bytes) -> Version:
        parsed = tuple(loads(Document, line) for line in documents.splitlines())
        rows = sum(len(document.passages) for document in parsed)
        matrix = np.frombuffer(vectors, dtype=np.float32).reshape(rows, -1) if rows else np.empty((0, 0), np.float32)
        return Version(sequence, document_type, tuple(missing.split()), parsed, matrix)

    def _headings(self, protocol_id: str) -> dict[str, str]:
        return {d.paragraph: d.heading for version in self._versions(protocol_id) for d in version.documents}

    def _ids_of(self, path: str, parts: Sequence[ProtocolPart]) -> list[str | None]:
        """Ids this file's protocols already have: an id once given is kept, also when a better parser reads another date."""
        known = [
            row[0] for row in self._db.execute("SELECT protocol_id FROM version WHERE path = ? ORDER BY part", (path,))
        ]
        kept: list[str | None] = []
        for part in parts:
            headings = _headings_of(part)
            match = next((i for i in known if i not in kept and same_meeting(headings, self._headings(i))), None)
            kept.append(match if match and headings.keys() & self._headings(match).keys() else None)
        return kept

    def _free_id(self, part: ProtocolPart) -> str:
        """The asked id, or with `-2`, `-3` … when another meeting of that body and day already has it."""
        headings, n = _headings_of(part), 1
        while True:
            candidate = part.key if n == 1 else f"{part.key}-{n}"
            there = self._headings(candidate)
            if not there or same_meeting(headings, there):
                return candidate
            n += 1


class _Transaction:
    """BEGIN IMMEDIATE … COMMIT, rolled back on any exception; a busy database raises `StoreBusyError`."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def __enter__(self) -> None:
        try:
            self._db.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            raise StoreBusyError("record_busy") from error

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        with closing(self._db.cursor()) as cursor:
            cursor.execute("COMMIT" if kind is None else "ROLLBACK")


def with_protocol_id(documents: Sequence[Document], protocol_id: str) -> tuple[Document, ...]:
    """The same §§ under this protocol's id."""
    ids = document_ids(protocol_id, (d.paragraph for d in documents))
    return tuple(replace(d, id=new_id, protocol_id=protocol_id) for d, new_id in zip(documents, ids, strict=True))


def _headings_of(part: ProtocolPart) -> dict[str, str]:
    return {document.paragraph: document.heading for document in part.documents}
