"""Bulk writing: a bounded stream in, every item accounted for: indexed, or in the dead-letter file with its reason."""

import json
import logging
import random
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson
from opensearchpy import OpenSearch
from opensearchpy import exceptions as failed

from indexer.engine.opensearch.client import translated

logger = logging.getLogger(__name__)

CHUNK_BYTES = 8_000_000  # 5–15 MB is what the engine's makers advise
_ATTEMPTS = 8
_FIRST_WAIT_S, _LONGEST_WAIT_S = 0.5, 30.0
_LATER = frozenset({429, 502, 503, 504})  # full or away just now
_TOO_LARGE, _ABSENT, _FORBIDDEN = 413, 404, 403


@dataclass(frozen=True, slots=True)
class Operation:
    """One line (deletion) or two (a document) of a bulk request."""

    id: str
    lines: bytes

    @classmethod
    def index(cls, name: str, source: dict[str, Any]) -> "Operation":
        """Write a document whole."""
        body = orjson.dumps(source, option=orjson.OPT_SERIALIZE_NUMPY)
        return cls(name, orjson.dumps({"index": {"_id": name}}) + b"\n" + body + b"\n")

    @classmethod
    def delete(cls, name: str) -> "Operation":
        """Remove a document; one that is not there is no error."""
        return cls(name, orjson.dumps({"delete": {"_id": name}}) + b"\n")


@dataclass(slots=True)
class BulkResult:
    """What became of the operations: `sent` = `done` + `dead`, always."""

    sent: int = 0
    done: int = 0
    dead: int = 0


class BulkLoader:
    """Writes to one index. What OpenSearch will never take goes to `dead_letters`; what it cannot take now is sent again."""

    def __init__(self, client: OpenSearch, dead_letters: Path, *, sleep: Callable[[float], None] = time.sleep) -> None:
        self._client, self._dead_letters, self._sleep = client, dead_letters, sleep

    def load(self, index: str, operations: Iterable[Operation]) -> BulkResult:
        """Send everything; memory holds one request at a time, and the next is not made before the last is answered.

        Raises:
            EngineUnavailableError: OpenSearch stayed away or full through every attempt, or lets nobody or not this user
                write; what was sent may be sent again.
            NotFoundError: the index is gone.
        """
        loaded = BulkResult()
        for chunk in chunks(operations):
            loaded.sent += len(chunk)
            dead = self.deliver(index, chunk)
            loaded.dead += dead
            loaded.done += len(chunk) - dead
        return loaded

    def deliver(self, index: str, chunk: Sequence[Operation]) -> int:
        """Send one request until nothing of it is left; returns how many items were refused for good."""
        dead, attempt = 0, 0
        last: failed.OpenSearchException = failed.TransportError(503, "", {})
        while chunk:
            try:
                answer = self._client.bulk(index=index, body=b"".join(one.lines for one in chunk))
            except failed.TransportError as error:
                if error.status_code == _TOO_LARGE:
                    return dead + self._smaller(index, chunk, error)
                if isinstance(error, failed.SSLError) or not _passing(error.status_code):
                    raise translated(error) from error
                last = error
            else:
                items = [next(iter(item.values())) for item in answer["items"]]
                _check_may_write(items)
                dead += self._bury([(one, item) for one, item in zip(chunk, items, strict=True) if _refused(item)])
                later = [(one, item) for one, item in zip(chunk, items, strict=True) if item["status"] in _LATER]
                chunk = [one for one, _ in later]
                last = _as_error(later[0][1]) if later else last
            if chunk:
                attempt += 1
                if attempt >= _ATTEMPTS:
                    raise translated(last) from last
                self._wait(attempt)
        return dead

    def _smaller(self, index: str, chunk: Sequence[Operation], error: failed.TransportError) -> int:
        if len(chunk) == 1:
            return self._bury([(chunk[0], {"status": _TOO_LARGE, "error": {"reason": str(error.error)}})])
        middle = len(chunk) // 2
        return self.deliver(index, chunk[:middle]) + self.deliver(index, chunk[middle:])

    def _wait(self, attempt: int) -> None:
        longest = min(_LONGEST_WAIT_S, _FIRST_WAIT_S * 2**attempt)
        self._sleep(random.uniform(longest / 2, longest))  # noqa: S311 - jitter, no secret

    def _bury(self, refused: Sequence[tuple[Operation, dict[str, Any]]]) -> int:
        if not refused:
            return 0
        now = datetime.now(UTC).isoformat(timespec="seconds")
        with self._dead_letters.open("a", encoding="utf-8") as file:
            for one, item in refused:
                reason = item.get("error", {}).get("reason", "")
                row = {"at": now, "id": one.id, "status": item["status"], "reason": reason}
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
                logger.error("OpenSearch took no %s: %s", one.id, reason)
        return len(refused)


def chunks(operations: Iterable[Operation], size: int = CHUNK_BYTES) -> Iterator[list[Operation]]:
    """Requests of at most `size` bytes, or of one operation that is larger."""
    chunk: list[Operation] = []
    held = 0
    for one in operations:
        if chunk and held + len(one.lines) > size:
            yield chunk
            chunk, held = [], 0
        chunk.append(one)
        held += len(one.lines)
    if chunk:
        yield chunk


def _passing(status: object) -> bool:
    """Whether a failed request may go through later: nothing answered, or somebody answered that it was too busy."""
    return not isinstance(status, int) or status in _LATER


def _as_error(item: dict[str, Any]) -> failed.TransportError:
    return failed.TransportError(item["status"], item["error"]["type"], {"error": item["error"]})


def _check_may_write(items: Sequence[dict[str, Any]]) -> None:
    """No document is at fault when there is nothing to write to, or no leave to: none of them is dead."""
    for item in items:
        if "error" in item and item["status"] in (_ABSENT, _FORBIDDEN):
            raise translated(_as_error(item))


def _refused(item: dict[str, Any]) -> bool:
    status = item["status"]
    return status >= 400 and status not in _LATER and not (status == _ABSENT and "error" not in item)  # noqa: PLR2004
