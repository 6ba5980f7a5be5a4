"""De-duplication of sequences, shared by all floors."""

from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

Item = TypeVar("Item")


def first_of_each(items: Iterable[Item], key: Callable[[Item], Hashable]) -> tuple[Item, ...]:
    """The items in order, of those with equal keys the first."""
    firsts: dict[Hashable, Item] = {}
    for item in items:
        firsts.setdefault(key(item), item)
    return tuple(firsts.values())
