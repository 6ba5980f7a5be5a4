"""Sort keys and de-duplication shared by all floors."""

import re
from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

Item = TypeVar("Item")
_DIGITS = re.compile(r"\d{1,9}")


def paragraph_number(paragraph: str) -> int | None:
    """The number of a § without its letter: `112` of `112 b`; None where it begins with none."""
    match = _DIGITS.match(paragraph)
    return int(match.group()) if match else None


def first_of_each(items: Iterable[Item], key: Callable[[Item], Hashable]) -> tuple[Item, ...]:
    """The items in order, of those with equal keys the first."""
    firsts: dict[Hashable, Item] = {}
    for item in items:
        firsts.setdefault(key(item), item)
    return tuple(firsts.values())
