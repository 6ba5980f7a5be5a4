"""Reader pool: a few reused child processes; what a file costs, it costs a child, and the next file goes on.

A child is replaced when a file breaks a limit, when it dies, and after a hundred files. The parent never parses bytes.
"""

import contextlib
import pickle
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from multiprocessing import Pipe
from multiprocessing.connection import wait
from pathlib import Path
from types import TracebackType
from typing import Generic, TypeVar

from indexer.errors import ReadError
from pipelines.readers.laid_out_text import LaidOutText
from pipelines.readers.reader_limits import Limits
from pipelines.readers.worker import READY, Refused

Result = TypeVar("Result")
_FILES_PER_CHILD = 100
_AHEAD = 4  # files a worker may be given past the oldest unfinished one
_START_S = 60.0  # for a child to import what it needs, on a busy machine
# A fresh interpreter and not multiprocessing's spawn, which would first import the parent's main module once more.
_BOOTSTRAP = "import sys; sys.path[:] = sys.argv[2:]; from pipelines.readers.worker import main; main(int(sys.argv[1]))"


class _Child:
    """One worker process and the file it holds."""

    def __init__(self, job: bytes) -> None:
        self.pipe, theirs = Pipe()
        with theirs:
            command = [sys.executable, "-P", "-c", _BOOTSTRAP, str(theirs.fileno()), *sys.path]
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and code
                command, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
            )
        self.task: tuple[int, Path] | None = None
        self.deadline = 0.0
        self.files = 0
        with contextlib.suppress(OSError):  # a child that just died is noticed when it is waited for
            self.pipe.send_bytes(job)

    def give(self, task: tuple[int, Path], time_s: float) -> None:
        self.task, self.files = task, self.files + 1
        self.deadline = time.monotonic() + time_s + (_START_S if self.files == 1 else 0)
        with contextlib.suppress(OSError):
            self.pipe.send(task[1])

    def stop(self) -> None:
        self.pipe.close()
        self._process.kill()
        self._process.wait()


class ReaderPool(Generic[Result]):
    """Reads files in children; `then` runs in the child too, on what was read, and its result is what comes back.

    `then` must be importable by name (a function of a module, not of the script that runs) and its result picklable.
    """

    def __init__(self, limits: Limits, then: Callable[[Path, LaidOutText], Result], workers: int = 2) -> None:
        self._limits, self._workers = limits, workers
        self._job = pickle.dumps((limits, then))
        self._children: list[_Child] = []

    def __enter__(self) -> "ReaderPool[Result]":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for child in list(self._children):
            self._dismiss(child)

    def read(self, paths: Iterable[Path]) -> Iterator[tuple[Path, Result | ReadError]]:
        """One result a path, in order; a file that cannot be read gives its `ReadError`."""
        waiting = enumerate(paths)
        order: deque[tuple[int, Path]] = deque()
        done: dict[int, Result | ReadError] = {}
        try:
            while self._hand_out(waiting, order):
                while order[0][0] not in done:
                    self._collect(done)
                    self._hand_out(waiting, order)
                number, path = order.popleft()
                yield path, done.pop(number)
        finally:  # a caller who stops half-way leaves no answers behind for the next one
            for child in [child for child in self._children if child.task]:
                self._dismiss(child)

    def _hand_out(self, waiting: Iterator[tuple[int, Path]], order: deque[tuple[int, Path]]) -> bool:
        """Give every free child a file; whether any file is in hand."""
        while len(order) < self._workers * _AHEAD and self._has_free_child():
            task = next(waiting, None)
            if task is None:
                break
            order.append(task)
            self._free_child().give(task, self._limits.time_s)
        return bool(order)

    def _has_free_child(self) -> bool:
        return len(self._children) < self._workers or any(child.task is None for child in self._children)

    def _free_child(self) -> _Child:
        for child in self._children:
            if child.task is None:
                return child
        self._children.append(_Child(self._job))
        return self._children[-1]

    def _collect(self, done: dict[int, Result | ReadError]) -> None:
        """Wait until a child answers, dies or is late, and note what became of its file."""
        busy = [(child, child.task[0]) for child in self._children if child.task]
        patience = max(0.0, min(child.deadline for child, _ in busy) - time.monotonic())
        ready = wait([child.pipe for child, _ in busy], timeout=patience)
        for child, number in busy:
            if child.pipe in ready:
                self._receive(child, number, done)
            elif time.monotonic() >= child.deadline:
                self._dismiss(child)
                done[number] = ReadError(
                    "timeout",
                    f"Filen tog längre tid än {self._limits.time_s:g} s att läsa; dela den eller höj gränsen.",
                )

    def _receive(self, child: _Child, number: int, done: dict[int, Result | ReadError]) -> None:
        try:
            message = child.pipe.recv_bytes()
        except (EOFError, OSError):
            self._dismiss(child)
            done[number] = ReadError(
                "crashed", "Filen fick läsaren att avbrytas och hoppades över; spara om den och försök igen."
            )
            return
        if message == READY:
            child.deadline = time.monotonic() + self._limits.time_s
            return
        outcome = pickle.loads(message)  # noqa: S301 - our own child wrote it
        child.task = None
        if child.files >= _FILES_PER_CHILD or (isinstance(outcome, Refused) and outcome.reason == "memory"):
            self._dismiss(child)
        done[number] = ReadError(outcome.reason, outcome.message) if isinstance(outcome, Refused) else outcome

    def _dismiss(self, child: _Child) -> None:
        self._children.remove(child)
        child.stop()
