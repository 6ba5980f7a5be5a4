"""Reader worker: the child's side of the pool, reads one file at a time under the limits until the parent hangs up."""

import contextlib
import pickle
import resource
import signal
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from indexer.errors import ReadError
from pipelines.readers.dispatch import read_file
from pipelines.readers.laid_out_text import LaidOutText
from pipelines.readers.reader_limits import Limits

READY = b""  # the first message: imports are done, the clock of the first file starts


@dataclass(frozen=True, slots=True)
class Refused:
    """A `ReadError` as it crosses the pipe."""

    reason: str
    message: str


def main(descriptor: int) -> None:
    """Serve the pipe at this descriptor: limits and work to do first, then a path a message, a result a path."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    with Connection(descriptor) as pipe, contextlib.suppress(EOFError, OSError):
        limits, then = pipe.recv()
        _confine(limits)
        pipe.send_bytes(READY)
        while True:
            pipe.send_bytes(_answer(pipe.recv(), limits, then))


def _confine(limits: Limits) -> None:
    with contextlib.suppress(ValueError, OSError):  # some systems refuse; time and size still bound the file
        resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, limits.memory_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _answer(path: Path, limits: Limits, then: Callable[[Path, LaidOutText], Any]) -> bytes:
    try:
        return pickle.dumps(then(path, read_file(path, limits)))
    except ReadError as error:
        refused = Refused(error.reason, str(error))
    except MemoryError:
        refused = Refused(
            "memory", f"Filen krävde mer minne än {limits.memory_bytes >> 20} MiB; dela den eller höj gränsen."
        )
    except Exception as error:  # noqa: BLE001 - one bad file must never cost another
        refused = Refused("damaged", f"Filen kunde inte tolkas ({type(error).__name__}); spara om den och försök igen.")
    return pickle.dumps(refused)
