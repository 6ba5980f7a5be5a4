"""Records to JSON and back; the form in which the record and the engines keep them."""

from typing import TypeVar

import msgspec

Record = TypeVar("Record")


def dumps(value: object) -> str:
    """One line of JSON."""
    return msgspec.json.encode(value).decode()


def loads(kind: type[Record], text: str | bytes) -> Record:
    """The dataclass `kind` from one line of JSON; unknown keys are ignored, so older code reads newer records."""
    return msgspec.json.decode(text, type=kind)
