"""Records to plain JSON objects and back; the form in which the store keeps them."""

import json
import types
from collections.abc import Hashable
from dataclasses import MISSING, fields, is_dataclass
from functools import cache, partial
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

Record = TypeVar("Record")


def to_plain(value: object) -> Any:  # noqa: ANN401 - JSON has no narrower type
    """Dataclasses to dicts, tuples to lists; fields that equal their default are left out."""
    if is_dataclass(value) and not isinstance(value, type):
        return {
            f.name: to_plain(getattr(value, f.name))
            for f in fields(value)
            if f.default is MISSING or getattr(value, f.name) != f.default
        }
    if isinstance(value, tuple | list):
        return [to_plain(item) for item in value]
    return value


def from_plain(kind: type[Record], plain: dict[str, Any]) -> Record:
    """The dataclass `kind` from what `to_plain` gave; unknown keys are ignored, so older code reads newer records."""
    names, converters = _plan(cast("Hashable", kind))
    values = plain if plain.keys() <= names else {name: plain[name] for name in names & plain.keys()}
    if converters:
        values = values | {name: convert(values[name]) for name, convert in converters if name in values}
    return kind(**values)


def dumps(value: object) -> str:
    """One line of JSON."""
    return json.dumps(to_plain(value), ensure_ascii=False, separators=(",", ":"))


def loads(kind: type[Record], text: str) -> Record:
    """The dataclass `kind` from one line of JSON."""
    return from_plain(kind, json.loads(text))


@cache
def _plan(kind: Any) -> tuple[frozenset[str], tuple[tuple[str, Any], ...]]:  # noqa: ANN401 - `cache` wants a hashable, a type is one
    """The field names, and how to read those that are more than JSON scalars: most have none, and a page reads thousands."""
    converters = {name: _converter(hint) for name, hint in get_type_hints(kind).items()}
    return frozenset(converters), tuple((name, convert) for name, convert in converters.items() if convert is not _same)


def _converter(hint: Any) -> Any:  # noqa: ANN401 - type hints are objects of many kinds
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        inner = _converter(next(arg for arg in get_args(hint) if arg is not type(None)))
        if inner is _same:
            return _same
        return lambda value: None if value is None else inner(value)
    if origin is tuple:
        return _tuple_converter(get_args(hint))
    if isinstance(hint, type) and is_dataclass(hint):
        return partial(from_plain, hint)
    return _same


def _tuple_converter(args: tuple[Any, ...]) -> Any:  # noqa: ANN401 - as _converter
    if len(args) == 2 and args[1] is Ellipsis:  # noqa: PLR2004 - tuple[T, ...] has two arguments
        one = _converter(args[0])
        return lambda value: tuple(one(item) for item in value)
    parts = [_converter(arg) for arg in args]
    return lambda value: tuple(part(item) for part, item in zip(parts, value, strict=True))


def _same(value: Any) -> Any:  # noqa: ANN401 - passes JSON scalars through
    return value
