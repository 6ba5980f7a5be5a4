"""Which words of headings resemble a typed one: misspelt, inflected in a way of its own, or inside a compound."""

import math
from collections.abc import Callable, Collection, Sequence
from functools import lru_cache

import numpy as np

from indexer.engine.field_boosts import MIN_GRAM_OVERLAP
from indexer.language import grams, stem

FuzzyLookup = Callable[
    [str], Sequence[tuple[str, float]]
]  # a lower-case word to stems, each with how alike it is (0–1), best first

_MOST = 30
_REMEMBERED = 4096


class NgramVocabulary:
    """A vocabulary by its grams."""

    def __init__(self, words: Collection[str]) -> None:
        self._words = sorted(words)
        rows = [grams(word) for word in self._words]
        names = np.fromiter((hash(gram) for row in rows for gram in row), np.int64)
        owners = np.repeat(np.arange(len(rows), dtype=np.int32), [len(row) for row in rows])
        order = np.argsort(names, kind="stable")
        self._grams, self._owners = names[order], owners[order]
        self.of = lru_cache(_REMEMBERED)(self._of)

    def _of(self, word: str) -> tuple[tuple[str, float], ...]:
        """Stems of the words that have most of this one's grams, at most thirty, best first."""
        own = grams(word)
        wanted = np.array([hash(gram) for gram in own], np.int64)
        first, last = (np.searchsorted(self._grams, wanted, side=side) for side in ("left", "right"))
        owners = [self._owners[start:end] for start, end in zip(first.tolist(), last.tolist(), strict=True)]
        counts = np.bincount(np.concatenate([np.empty(0, np.int32), *owners]))
        likes: dict[str, float] = {}
        for row in np.flatnonzero(counts >= max(1, math.ceil(MIN_GRAM_OVERLAP * len(own)))).tolist():
            root = stem(self._words[row])
            likes[root] = max(likes.get(root, 0.0), counts[row].item() / len(own))
        return tuple(sorted(likes.items(), key=lambda like: (-like[1], like[0]))[:_MOST])
