"""Readers in a small pool of reused child processes: what a file costs, it costs a child, and the next file goes on.

A child is replaced when a file breaks a limit, when it dies, and after a hundred files. The parent never parses bytes.
"""

import contextlib
import multiprocessing
import resource
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from pathlib import Path
from types import TracebackType
from typing import Any, Generic, TypeVar

from indexer.errors import ReadError
from pipelines.readers.base import LaidOutText
from pipelines.readers.limits import Limits
from pipelines.readers.read import read_file

Result = TypeVar("Result")
_FILES_PER_CHILD = 100
_AHEAD = 4  # results a child may be ahead of the oldest unfinished file
_CONTEXT = multiprocessing.get_context("spawn")  # a forked child would inherit the parent's open index


class _Child:
    """One worker process and the file it holds."""

    def __init__(self, limits: Limits, then: Callable[[Path, LaidOutText], Any]) -> None:
        self.pipe, theirs = _CONTEXT.Pipe()
        self._process: SpawnProcess = _CONTEXT.Process(target=_work, args=(theirs, limits, then), daemon=True)
        self._process.start()
        theirs.close()
        self.task: tuple[int, Path] | None = None
        self.deadline = 0.0
        self.files = 0

    def give(self, task: tuple[int, Path], time_s: float) -> None:
        self.task, self.files = task, self.files + 1
        self.deadline = time.monotonic() + time_s
        with contextlib.suppress(OSError):  # a child that just died is noticed when it is waited for
            self.pipe.send(task[1])

    def stop(self) -> None:
        self.pipe.close()
        self._process.kill()
        self._process.join()


class ReaderPool(Generic[Result]):
    """Reads files in children; `then` runs in the child too, on what was read, and its result is what comes back."""

    def __init__(self, limits: Limits, then: Callable[[Path, LaidOutText], Result], workers: int = 2) -> None:
        self._limits, self._then, self._workers = limits, then, workers
        self._children: list[_Child] = []

    def __enter__(self) -> "ReaderPool[Result]":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for child in self._children:
            child.stop()
        self._children.clear()

    def read(self, paths: Iterable[Path]) -> Iterator[tuple[Path, Result | ReadError]]:
        """One result a path, in order; a file that cannot be read gives its `ReadError`."""
        waiting = enumerate(paths)
        order: deque[tuple[int, Path]] = deque()
        done: dict[int, Result | ReadError] = {}
        while True:
            self._hand_out(waiting, order)
            if not order:
                return
            if order[0][0] not in done:
                self._collect(done)
            while order and order[0][0] in done:
                number, path = order.popleft()
                yield path, done.pop(number)

    def _hand_out(self, waiting: Iterator[tuple[int, Path]], order: deque[tuple[int, Path]]) -> None:
        while len(order) < self._workers * _AHEAD and (child := self._idle()):
            task = next(waiting, None)
            if task is None:
                return
            order.append(task)
            child.give(task, self._limits.time_s)

    def _idle(self) -> _Child | None:
        for child in self._children:
            if child.task is None:
                return child
        if len(self._children) < self._workers:
            self._children.append(_Child(self._limits, self._then))
            return self._children[-1]
        return None

    def _collect(self, done: dict[int, Any]) -> None:
        """Wait until a child answers, dies or is late, and note what became of its file."""
        busy = [child for child in self._children if child.task]
        patience = max(0.0, min(child.deadline for child in busy) - time.monotonic())
        ready = set(wait([child.pipe for child in busy], timeout=patience))
        for child in busy:
            if child.task is None:
                continue
            number = child.task[0]
            if child.pipe in ready:
                done[number] = self._answer(child)
            elif time.monotonic() >= child.deadline:
                self._replace(child)
                done[number] = ReadError(
                    "timeout",
                    f"Filen tog längre tid än {self._limits.time_s:g} s att läsa; dela den eller höj gränsen.",
                )

    def _answer(self, child: _Child) -> Result | ReadError:
        try:
            outcome = child.pipe.recv()
        except (EOFError, OSError):
            self._replace(child)
            return ReadError(
                "crashed", "Filen fick läsaren att avbrytas och hoppades över; spara om den och försök igen."
            )
        child.task = None
        if isinstance(outcome, _Refused):
            if outcome.reason == "memory" or child.files >= _FILES_PER_CHILD:
                self._replace(child)
            return ReadError(outcome.reason, outcome.message)
        if child.files >= _FILES_PER_CHILD:
            self._replace(child)
        result: Result = outcome
        return result

    def _replace(self, child: _Child) -> None:
        self._children.remove(child)
        child.stop()


class _Refused:
    """A `ReadError` as it crosses the pipe."""

    def __init__(self, reason: str, message: str) -> None:
        self.reason, self.message = reason, message


def _work(pipe: Connection, limits: Limits, then: Callable[[Path, LaidOutText], Any]) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, limits.memory_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(EOFError, OSError, KeyboardInterrupt):
        while True:
            pipe.send(_outcome(pipe.recv(), limits, then))


def _outcome(path: Path, limits: Limits, then: Callable[[Path, LaidOutText], Any]) -> Any:  # noqa: ANN401 - whatever `then` gives
    try:
        return then(path, read_file(path, limits))
    except ReadError as error:
        return _Refused(error.reason, str(error))
    except MemoryError:
        return _Refused(
            "memory", f"Filen krävde mer minne än {limits.memory_bytes >> 20} MiB; dela den eller höj gränsen."
        )
    except RecursionError:
        return _Refused("damaged", "Filen är för djupt nästlad för att läsas; spara om den och försök igen.")
    except Exception as error:  # noqa: BLE001 - one bad file must never cost another
        return _Refused("damaged", f"Filen kunde inte tolkas ({type(error).__name__}); spara om den och försök igen.")
