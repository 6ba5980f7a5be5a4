"""Every error a user can meet. The message is the user's sentence: what happened and what to do, in Swedish.

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


class ProtokollError(Exception):
    """Base of all errors with a sentence meant for the user."""

    code = "P000"


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
    """A file could not be read. `reason` is the stable code of DESIGN § 5's `error.code`."""

    code = "P400"

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


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
