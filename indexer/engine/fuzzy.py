"""Fuzzy terms: heading words that resemble a typed one by their n-grams: misspelt, inflected otherwise, or in a compound."""

import math
from collections.abc import Callable, Collection, Sequence
from functools import lru_cache
from threading import Lock

import numpy as np
from cachetools import TTLCache, cached

from indexer.language import grams, stem

# A lower-case word to stems, each with how alike it is (0–1), best first.
FuzzyLookup = Callable[[str], Sequence[tuple[str, float]]]

MIN_GRAM_OVERLAP = 0.6  # of a word's grams must stand in another for the two to be alike
FUZZY_WORDS = 24  # of a question are looked for by their likes; an engine takes a thousand clauses
_MOST = 30
_REMEMBERED = 4096


class NgramVocabulary:
    """A vocabulary by its character n-grams."""

    def __init__(self, words: Collection[str]) -> None:
        self._words = sorted(words)
        rows = [grams(word) for word in self._words]
        names = np.fromiter((hash(gram) for row in rows for gram in row), np.int64)
        owners = np.repeat(np.arange(len(rows), dtype=np.int32), [len(row) for row in rows])
        order = np.argsort(names, kind="stable")
        self._grams, self._owners = names[order], owners[order]
        self.similar = lru_cache(_REMEMBERED)(self._similar)

    def _similar(self, word: str) -> tuple[tuple[str, float], ...]:
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


class HeadingVocabulary:
    """The words of headings for fuzzy matching: listed by an engine when first needed, and again after `lifetime_s`."""

    def __init__(self, listed: Callable[[], Collection[str]], lifetime_s: float = math.inf) -> None:
        self._cache: TTLCache[tuple[()], NgramVocabulary] = TTLCache(1, lifetime_s)
        self._vocabulary = cached(self._cache, key=lambda: (), lock=Lock())(lambda: NgramVocabulary(listed()))

    def similar(self, word: str) -> Sequence[tuple[str, float]]:
        """Stems of heading words that resemble a lower-case word, each with how alike it is (0–1), best first."""
        return self._vocabulary().similar(word)

    def forget(self) -> None:
        """The index has changed: list the words anew when they are needed."""
        self._cache.clear()
