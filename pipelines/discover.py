"""File discovery: a named file is always read; of a folder, the files that can be a protocol."""

import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

# In a folder; the type of what is read comes from the content all the same.
PROTOCOL_SUFFIXES = frozenset({".pdf", ".docx", ".txt", ".text", ".html", ".htm", ".xhtml"})
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class DiscoveredFile:
    """A file to read, or (`error` set) a folder that could not be opened."""

    path: Path
    error: str | None = None


def discover(paths: Iterable[Path]) -> Iterator[DiscoveredFile]:
    """Files in a stable order, each once; a folder that cannot be opened is reported and the rest goes on."""
    seen: set[Path] = set()
    for path in paths:
        for found in _walk(path) if path.is_dir() else (DiscoveredFile(path),):
            key = Path(os.path.realpath(found.path))
            if key not in seen:
                seen.add(key)
                yield found


def content_hash(path: Path, limit_bytes: int) -> str:
    """SHA-256 of the content, hex; of at most `limit_bytes`, past which a reader refuses the file anyway.

    Raises:
        OSError: the file cannot be opened or read.
    """
    digest, left = hashlib.sha256(), limit_bytes
    with path.open("rb") as file:
        while left > 0 and (block := file.read(min(_BLOCK, left))):
            digest.update(block)
            left -= len(block)
    return digest.hexdigest()


def _walk(folder: Path) -> Iterator[DiscoveredFile]:
    errors: list[OSError] = []
    for parent, folders, names in os.walk(folder, onerror=errors.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if Path(name).suffix.lower() in PROTOCOL_SUFFIXES and not name.startswith((".", "~$")):
                yield DiscoveredFile(Path(parent, name))
        yield from _reported(errors)
    yield from _reported(errors)


def _reported(errors: list[OSError]) -> Iterator[DiscoveredFile]:
    while errors:
        error = errors.pop()
        yield DiscoveredFile(
            Path(str(error.filename)), f"Mappen kan inte öppnas ({error.strerror}); ge läsrätt och kör igen."
        )
