"""The stems that endings alone do not give (ledamöter, vattnet), in a sorted file that is searched where it lies."""

import mmap
from functools import cache
from pathlib import Path
from typing import Protocol

FILE = Path(__file__).parent / "data" / "lemmas.txt"  # `word stem` a line, sorted as bytes
_SHORTEST_END = 6  # letters: shorter ends (-odell, -ande) are no words of their own too often
_SHORTEST_START = 3  # letters before such an end


class Table(Protocol):
    """A word's stem, or None where the table does not have it."""

    def get(self, word: str, /) -> str | None:
        """The stem of exactly this word."""
        ...


class SortedFile:
    """A table on disk: nothing is read before it is asked for, and every process shares the same pages."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._lines = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)

    def get(self, word: str, /) -> str | None:
        """The stem of exactly this word, by bisection."""
        wanted = word.encode()
        low, high = 0, len(self._lines)
        while low < high:
            start = self._lines.rfind(b"\n", low, (low + high) // 2) + 1 or low
            end = self._lines.find(b"\n", start)
            found, _, stem = self._lines[start:end].partition(b" ")
            if found == wanted:
                return stem.decode()
            low, high = (end + 1, high) if found < wanted else (low, start)
        return None


@cache
def shipped() -> SortedFile:
    """The table of the package, made by `python -m pipelines.training.lemmas`."""
    return SortedFile(FILE)


def listed_stem(word: str, table: Table) -> str | None:
    """The stem of a lower-case word from the table: its own, or its end's, since a compound inflects as its last part.

    The genitive -s need not be listed.
    """
    for form in (word, word[:-1]) if word.endswith("s") else (word,):
        for start in (0, *range(_SHORTEST_START, len(form) - _SHORTEST_END + 1)):
            stem = table.get(form[start:])
            if stem is not None:
                return form[:start] + stem
    return None
