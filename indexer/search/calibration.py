"""How near is near: models differ in what two texts that have nothing to do with each other score, and large stores have more near misses."""

import time
from contextlib import suppress
from functools import cache
from importlib.resources import files
from statistics import median

from indexer.embedding.base import Embedder
from indexer.engine import LegRequest, Legs, SearchEngine
from indexer.errors import EngineUnavailableError
from indexer.model import Access

_LIFETIME_S = 3600.0  # stores grow slowly


class ScoreCalibration:
    """Cosines counted from what the nearest passage scores to questions that no protocol answers."""

    def __init__(self, engine: SearchEngine, embedder: Embedder | None) -> None:
        self._engine, self._embedder = engine, embedder
        self._asked, self._nothing = float("-inf"), 0.0

    def of(self, legs: Legs) -> float:
        """0–1: 0 where the nearest passage lies no nearer than one lies to a question without an answer."""
        if not legs.semantic:
            return 0.0
        nothing = self._of_nothing()
        return max(0.0, (legs.semantic[0].score - nothing) / (1 - nothing)) if nothing < 1 else 0.0

    def _of_nothing(self) -> float:
        now = time.monotonic()
        if self._embedder is not None and now - self._asked >= _LIFETIME_S:
            with suppress(EngineUnavailableError):  # the answer is there already, and not to be lost for this
                self._nothing = median(self._nearest(question, self._embedder) for question in _unrelated())
                self._asked = now
        return self._nothing

    def _nearest(self, question: str, embedder: Embedder) -> float:
        request = LegRequest(vector=embedder.embed_query(question), window=1)
        legs = self._engine.legs(request, Access.owner())
        return max(0.0, legs.semantic[0].score) if legs.semantic else 0.0


@cache
def _unrelated() -> tuple[str, ...]:
    """Questions that no municipality decides on."""
    return tuple(files("indexer.search").joinpath("unrelated.txt").read_text(encoding="utf-8").splitlines())
