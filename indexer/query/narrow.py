"""Filters together: those typed in the question, those chosen on the page, and what the question wishes for in words."""

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from indexer.engine import Filters
from indexer.identifiers.bodies import body_code
from indexer.query.wishes import Wish

_NOTHING = ("\N{REPLACEMENT CHARACTER}",)  # a value that no § has


def both(one: Filters, other: Filters) -> Filters:
    """What meets both. Within a field, the values that both allow; none in common matches nothing."""
    values = {
        field.name: _common(field.name, getattr(one, field.name), getattr(other, field.name)) for field in fields(one)
    }
    return Filters(**values)


def wished(wishes: Sequence[Wish], *, outcome: bool, kind: bool = False) -> Filters:
    """Filters that only let through what meets the wishes for body, time and, if asked, outcome and sort."""
    times = [wish for wish in wishes if wish.kind in ("dag", "år")]
    return Filters(
        body=tuple(dict.fromkeys(wish.value for wish in wishes if wish.kind == "nämnd")),
        date_from=min((wish.value for wish in times), default=None),
        date_to=max((wish.date_to for wish in times), default=None),
        outcome=tuple(dict.fromkeys(wish.value for wish in wishes if wish.kind == "utfall" and outcome)),
        kind=tuple(dict.fromkeys(wish.value for wish in wishes if wish.kind == "typ" and kind)),
    )


def _common(name: str, one: tuple[str, ...] | str | None, other: tuple[str, ...] | str | None) -> Any:  # noqa: ANN401 - a field of Filters, tuple or date
    if not one or not other:
        return one or other
    if isinstance(one, str) or isinstance(other, str):
        return (max if name == "date_from" else min)(str(one), str(other))
    allowed = {_key(name, value) for value in other}
    return tuple(value for value in one if _key(name, value) in allowed) or _NOTHING


def _key(name: str, value: str) -> str:
    return ((body_code(value) if name == "body" else None) or value).casefold()
