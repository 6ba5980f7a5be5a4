"""Holdings: what a store has for one asker: its municipalities, its newest meeting, how many §§ from when to when."""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from threading import Lock

from cachetools import TTLCache, cached

from indexer.engine import Batch, Filters, ResultSet, ResultSetRequest, SearchEngine
from indexer.model import Access, Note

_LIFETIME_S = 30.0  # how soon a municipality that was read in is known by name
_MOST_ASKERS = 100  # kept at once; each set of labels is one


class HoldingsCache:
    """Holdings of one engine; the municipalities are asked for once in a while rather than by every question."""

    def __init__(self, engine: SearchEngine, clock: Callable[[], float] = time.monotonic) -> None:
        self._engine = engine
        names: TTLCache[Access, tuple[str, ...]] = TTLCache(_MOST_ASKERS, _LIFETIME_S, timer=clock)
        self.municipalities = cached(names, key=lambda access: access, lock=Lock())(self._municipalities)

    def newest_meeting(self, access: Access, body_code: str | None = None) -> date:
        """The day of the newest meeting (of a body) that the asker may see; today where none has a date."""
        whose = Filters.where(body=body_code)
        found = self._engine.result_set(ResultSetRequest(filters=whose, sort="newest", limit=1), access)
        day = _day(self._engine, found, access)
        return date.fromisoformat(day) if day else datetime.now(UTC).date()

    def _municipalities(self, access: Access) -> tuple[str, ...]:
        """The names as the store writes them, that of most §§ first."""
        counts = self._engine.result_set(ResultSetRequest(facets=("municipality",)), access).facets["municipality"]
        return tuple(sorted(counts, key=lambda name: (-counts[name], name)))


def searched(engine: SearchEngine, filters: Filters, access: Access) -> Note:
    """What there was to find for this asker: how many §§, from which day to which."""
    first = ResultSetRequest(filters=filters, limit=1)
    ends = Batch(result_sets=(replace(first, sort="oldest"), replace(first, sort="newest")))
    oldest, newest = engine.batch(ends, access).result_sets
    dates = {one.id: one.date for one in engine.get((*oldest.ids, *newest.ids), access, brief=True)}
    days = [dates.get(name) for name in (*oldest.ids, *newest.ids)]
    if days and all(days):
        return Note("searched_span", {"number": oldest.total, "first": days[0], "last": days[1]})
    return Note("searched", {"number": oldest.total})


def _day(engine: SearchEngine, found: ResultSet, access: Access) -> str | None:
    documents = engine.get(found.ids, access, brief=True)
    return documents[0].date if documents else None
