from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pager:
    """Where the reader is (`number` of `of` pages, None when not known), and the addresses beside it."""

    number: int
    of: int | None
    before: str | None
    after: str | None


def pager(total: int, offset: int, size: int, address: Callable[[int], str], deepest: int | None = None) -> Pager:
    """The pages around `offset`; none starts past `deepest`."""
    last = total - 1 if deepest is None else min(total - 1, deepest)
    return Pager(
        number=offset // size + 1,
        of=max(last, 0) // size + 1,
        before=address(max(offset - size, 0)) if offset > 0 else None,
        after=address(offset + size) if offset + size <= last else None,
    )
