"""Score calibration: cosines counted from what the nearest passage scores to questions that no protocol answers.

Models differ in what two texts that have nothing to do with each other score, and large stores have more near misses.
"""

import time
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from statistics import median
from threading import Lock

from cachetools import TTLCache, cached

from indexer.codec import read_table
from indexer.embedding.base import Embedder
from indexer.engine import Batch, LegRequest, Legs, SearchEngine
from indexer.errors import EngineUnavailableError
from indexer.model import Access

_LIFETIME_S = 3600.0  # stores grow slowly
_MOST_ASKERS = 100  # kept at once; each set of labels is one


class ScoreCalibration:
    """Similarity that means the same under any model and size of store, by what each asker may see."""

    def __init__(
        self, engine: SearchEngine, embedder: Embedder | None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._engine, self._embedder = engine, embedder
        known: TTLCache[Access, float] = TTLCache(_MOST_ASKERS, _LIFETIME_S, timer=clock)
        self._baseline = cached(known, key=lambda access: access, lock=Lock())(self._measured)

    def similarity(self, legs: Legs, access: Access) -> float:
        """0–1: 0 where the nearest passage lies no nearer than one lies to a question without an answer."""
        if not legs.semantic:
            return 0.0
        baseline = 0.0
        with suppress(EngineUnavailableError):  # the answer is there already, and not to be lost for this
            baseline = self._baseline(access)
        return max(0.0, (legs.semantic[0].score - baseline) / (1 - baseline)) if baseline < 1 else 0.0

    def _measured(self, access: Access) -> float:
        """The median score of the nearest passage that this asker may see, over the unrelated questions."""
        if self._embedder is None:
            return 0.0
        vectors = [self._embedder.embed_query(question) for question in _unrelated()]
        legs = self._engine.batch(Batch(legs=tuple(LegRequest(vector=v, window=1) for v in vectors)), access).legs
        return median(max(0.0, leg.semantic[0].score) if leg.semantic else 0.0 for leg in legs)


@cache
def _unrelated() -> tuple[str, ...]:
    """Questions that no municipality decides on."""
    return read_table("indexer.search", "unrelated.toml", dict[str, tuple[str, ...]])["questions"]
