"""JSON records and TOML tables: how the project keeps what it stores, and what it knows."""

from importlib.resources import files
from typing import TypeVar

import msgspec

Record = TypeVar("Record")


def dumps(value: object) -> str:
    """One line of JSON."""
    return msgspec.json.encode(value).decode()


def loads(kind: type[Record], text: str | bytes) -> Record:
    """The dataclass `kind` from one line of JSON; unknown keys are ignored, so older code reads newer records."""
    return msgspec.json.decode(text, type=kind)


def read_table(package: str, name: str, kind: type[Record]) -> Record:
    """The TOML file `name` of a package as a value of `kind`; whoever asks keeps it.

    Raises:
        msgspec.ValidationError: the file holds something else than `kind`.
    """
    return msgspec.toml.decode(files(package).joinpath(name).read_bytes(), type=kind)
