"""The municipalities a store holds, asked for once in a while rather than by every question."""

import time
from collections.abc import Callable

from indexer.engine import ResultSetRequest, SearchEngine
from indexer.model import Access

_LIFETIME_S = 30.0  # how soon a municipality that was read in is known by name
_MOST_ASKERS = 100  # kept at once; each set of labels is one


class MunicipalityCache:
    """Names by asker, for a little while."""

    def __init__(self, engine: SearchEngine, clock: Callable[[], float] = time.monotonic) -> None:
        self._engine = engine
        self._clock = clock
        self._known: dict[Access, tuple[float, tuple[str, ...]]] = {}

    def names(self, access: Access) -> tuple[str, ...]:
        """The names as the store writes them, that of most §§ first."""
        asked, names = self._known.get(access, (-_LIFETIME_S, ()))
        now = self._clock()
        if now - asked < _LIFETIME_S:
            return names
        if len(self._known) >= _MOST_ASKERS:
            self._known.clear()
        counts = self._engine.result_set(ResultSetRequest(facets=("municipality",)), access).facets["municipality"]
        names = tuple(sorted(counts, key=lambda name: (-counts[name], name)))
        self._known[access] = (now, names)
        return names
