"""The words of a corpus with how often they stand there, in one compact file that is searched where it lies."""

import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.numpy import load, save

from indexer.errors import SettingsError
from indexer.language import fold_dots

FILE_NAME = "words.safetensors"
SHIPPED = Path(__file__).parent / "data" / FILE_NAME
_DOUBLED = re.compile(r"(.)\1+", re.DOTALL)
_STEPS_A_DOUBLING = 8  # counts are kept as logarithms, to within nine per cent
_LARGEST = 255


class Lexicon:
    """Words sorted by the checksum of their skeleton, so that words of one skeleton lie side by side."""

    def __init__(self, tensors: Mapping[str, NDArray[np.generic]]) -> None:
        self._hashes = tensors["hashes"].astype(np.uint32)
        self._letters = tensors["letters"].tobytes()
        self._ends = tensors["ends"].astype(np.int64)
        self._logs = tensors["logs"].astype(np.int64)

    @classmethod
    def open(cls, path: Path) -> "Lexicon":
        """The lexicon in a file that `pack` made.

        Raises:
            SettingsError: there is no such file, or it is something else.
        """
        try:
            return cls(load(path.read_bytes()))
        except (OSError, SafetensorError, KeyError) as error:
            raise SettingsError("lexicon_unreadable", path=path) from error

    @classmethod
    def of(cls, counts: Mapping[str, int]) -> "Lexicon":
        """A lexicon of lower-case words and how often each stands."""
        return cls(_tensors(counts))

    def __len__(self) -> int:
        return len(self._ends)

    def count(self, word: str) -> int:
        """How often a lower-case word stands in the corpus, roughly; 0 where it does not."""
        wanted = np.uint32(_hash(skeleton(word)))
        for row in range(int(self._hashes.searchsorted(wanted)), len(self)):
            if self._hashes[row] != wanted:
                break
            if self._word(row) == word:
                return self._count(row)
        return 0

    def with_skeletons(self, skeletons: Iterable[str]) -> Iterator[tuple[str, int]]:
        """Every word with one of these skeletons, and its count. A few others may come along."""
        # `_hash` without a call of its own: a misspelt word has a thousand neighbours.
        wanted = np.unique(np.fromiter(map(zlib.crc32, map(str.encode, skeletons)), np.uint32))
        first, last = (self._hashes.searchsorted(wanted, side) for side in ("left", "right"))
        for start, end in zip(first[first < last].tolist(), last[first < last].tolist(), strict=True):
            yield from ((self._word(row), self._count(row)) for row in range(start, end))

    def items(self) -> Iterator[tuple[str, int]]:
        """All words with their counts."""
        return ((self._word(row), self._count(row)) for row in range(len(self)))

    def _count(self, row: int) -> int:
        return _unlog(int(self._logs[row]))

    def _word(self, row: int) -> str:
        start = int(self._ends[row - 1]) if row else 0
        return self._letters[start : int(self._ends[row])].decode()


@cache
def shipped_lexicon() -> Lexicon:
    """The lexicon of the package, made by `python -m pipelines.training.lexicon.train`."""
    return Lexicon.open(SHIPPED)


def store_lexicon(folder: Path) -> Lexicon:
    """The lexicon of a store, where `python -m indexer.maintenance.lexicon` has made one; else the shipped one."""
    path = folder / FILE_NAME
    return Lexicon.open(path) if path.is_file() else shipped_lexicon()


def pack(counts: Mapping[str, int]) -> bytes:
    """The file of a lexicon."""
    return save(_tensors(counts))


def skeleton(word: str) -> str:
    """A lower-case word without dots and doubled letters: what the commonest misspellings leave as it is."""
    return _DOUBLED.sub(r"\1", fold_dots(word))


def _tensors(counts: Mapping[str, int]) -> dict[str, NDArray[np.generic]]:
    rows = sorted((_hash(skeleton(word)), word.encode(), count) for word, count in counts.items())
    return {
        "hashes": np.array([row[0] for row in rows], np.uint32),
        "letters": np.frombuffer(b"".join(row[1] for row in rows), np.uint8),
        "ends": np.cumsum([len(row[1]) for row in rows]).astype(np.uint32),
        "logs": np.array([_log(row[2]) for row in rows], np.uint8),
    }


def _hash(text: str) -> int:
    return zlib.crc32(text.encode())


def _log(count: int) -> int:
    return min(_LARGEST, round(_STEPS_A_DOUBLING * float(np.log2(max(count, 1)))))


def _unlog(steps: int) -> int:
    return round(float(2 ** (steps / _STEPS_A_DOUBLING)))
