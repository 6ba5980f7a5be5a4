"""Every error a user can meet. `reason` names the sentence that a surface shows, `values` are what it names.

ProtokollError
├── SettingsError            P100  a setting or option has a value that cannot be used
├── QueryError               P200  the question breaks a limit (too long, too many words)
├── NotFoundError            P300  no such §, protocol or case, or not for this asker
├── ReadError                P400  a file could not be read
├── EngineUnavailableError   P500  the engine cannot answer now
├── IndexMismatchError       P510  the index was written by another version, analysis or embedding
└── StoreBusyError           P520  another process is writing to the store
"""

import errno
from collections.abc import Mapping


class ProtokollError(Exception):
    """Base of all errors with a sentence meant for the user: `search_api/messages.py` has it by `reason`."""

    code = "P000"

    def __init__(self, reason: str, /, **values: object) -> None:
        super().__init__(reason)
        self.reason = reason
        self.values: Mapping[str, object] = values

    def __str__(self) -> str:
        values = ", ".join(f"{name}={value!r}" for name, value in self.values.items())
        return f"{self.reason} ({values})" if values else self.reason


class SettingsError(ProtokollError):
    """A setting or option has a value that cannot be used."""

    code = "P100"


class QueryError(ProtokollError):
    """The question breaks a limit."""

    code = "P200"


class NotFoundError(ProtokollError):
    """No such §, protocol or case, or not for this asker; the two are never told apart."""

    code = "P300"


class ReadError(ProtokollError):
    """A file could not be read. A reader gives its `sentence` itself: both are part of what `parse --json` writes."""

    code = "P400"

    def __init__(self, reason: str, sentence: str = "", /, **values: object) -> None:
        super().__init__(reason, **values)
        self.sentence = sentence

    def __str__(self) -> str:
        return self.sentence or super().__str__()


class EngineUnavailableError(ProtokollError):
    """The engine cannot answer now; trying again later may work."""

    code = "P500"


class IndexMismatchError(ProtokollError):
    """The index on disk was written by another version, analysis or embedding."""

    code = "P510"


class StoreBusyError(ProtokollError):
    """Another process is writing to the store."""

    code = "P520"


def disk_full(error: BaseException) -> bool:
    """Whether a storage library's error means that there is no room left; each says it in its own way."""
    said = str(error).lower()
    return (
        getattr(error, "errno", None) in (errno.ENOSPC, errno.EDQUOT)
        or "disk is full" in said
        or "no space left" in said
    )
