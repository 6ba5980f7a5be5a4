"""Two sets of filters at once: those typed in the question and those chosen on the page."""

from dataclasses import fields
from typing import Any

from indexer.engine import Filters
from indexer.identifiers.bodies import body_code

_NOTHING = ("\N{REPLACEMENT CHARACTER}",)  # a value that no § has


def both(one: Filters, other: Filters) -> Filters:
    """What meets both. Within a field, the values that both allow; none in common matches nothing."""
    values = {
        field.name: _common(field.name, getattr(one, field.name), getattr(other, field.name)) for field in fields(one)
    }
    return Filters(**values)


def _common(name: str, one: tuple[str, ...] | str | None, other: tuple[str, ...] | str | None) -> Any:  # noqa: ANN401 - a field of Filters, tuple or date
    if not one or not other:
        return one or other
    if isinstance(one, str) or isinstance(other, str):
        return (max if name == "date_from" else min)(str(one), str(other))
    allowed = {_key(name, value) for value in other}
    return tuple(value for value in one if _key(name, value) in allowed) or _NOTHING


def _key(name: str, value: str) -> str:
    return ((body_code(value) if name == "body" else None) or value).casefold()
