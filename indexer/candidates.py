"""Which §§ are scored: what the legs find, and what meets the wishes though no leg would bring it up."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime

from indexer.engine import Filters, LegRequest, Legs, ResultSetRequest, Scored, SearchEngine
from indexer.model import Access
from indexer.query import Query
from indexer.query.narrow import both, wished

LISTED = 100  # §§ that are listed for wishes alone, newest first


def gather(engine: SearchEngine, query: Query, request: LegRequest, access: Access) -> Legs:
    """The legs over everything, and once more among the §§ that are of the wished body, time and outcome.

    A leg's scores do not depend on filters, so the two can be put together.
    """
    legs = engine.legs(request, access)
    for wishes in _narrowings(query):
        narrow = replace(request, filters=both(request.filters, wishes), case_numbers=(), paragraphs=())
        more = engine.legs(narrow, access)
        legs = replace(
            legs, keyword=_joined(legs.keyword, more.keyword), semantic=_joined(legs.semantic, more.semantic)
        )
    return legs


def listed(engine: SearchEngine, query: Query, filters: Filters, access: Access) -> tuple[str, ...]:
    """The newest §§ of the wished body, time, sort and outcome, and then those of any outcome."""
    if not query.listing:
        return ()
    found: list[str] = []
    for wishes in _narrowings(query, kind=True):
        page = ResultSetRequest(filters=both(filters, wishes), sort="newest", limit=LISTED)
        found += engine.result_set(page, access).ids
    return tuple(dict.fromkeys(found))


def newest_meeting(engine: SearchEngine, access: Access) -> date:
    """The day of the newest meeting that the asker may see; today where none has a date."""
    newest = engine.get(engine.result_set(ResultSetRequest(sort="newest", limit=1), access).ids, access)
    day = newest[0].date if newest else None
    return date.fromisoformat(day) if day else datetime.now(UTC).date()


def _narrowings(query: Query, *, kind: bool = False) -> tuple[Filters, ...]:
    some = [wished(query.wishes, outcome=outcome, kind=kind) for outcome in (True, False)]
    return tuple(filters for filters in dict.fromkeys(some) if filters != Filters())


def _joined(one: Iterable[Scored], other: Iterable[Scored]) -> tuple[Scored, ...]:
    """Both, each § once, by falling score, ties by id."""
    scored = {found.id: found for found in (*one, *other)}
    return tuple(sorted(scored.values(), key=lambda found: (-found.score, found.id)))
