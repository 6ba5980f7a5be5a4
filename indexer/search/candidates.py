"""Which §§ are scored: what the legs find, and what meets the wishes though no leg would bring it up."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime

from indexer.engine import Filters, LegRequest, Legs, ResultSet, ResultSetRequest, Scored, SearchEngine, TextQuery
from indexer.model import Access
from indexer.query import Query
from indexer.query.filters import as_filters, intersect

LISTED = 100  # §§ that are listed for wishes alone, newest first


def retrieve(engine: SearchEngine, query: Query, request: LegRequest, access: Access) -> Legs:
    """The legs over everything, and once more among the §§ that are of the wished body, time and outcome.

    A leg's scores do not depend on filters, so the two can be put together.
    """
    legs = engine.legs(request, access)
    if query.browses:
        return legs
    for wishes in _narrowings(query):
        narrow = replace(request, filters=intersect(request.filters, wishes), case_numbers=(), paragraphs=())
        more = engine.legs(narrow, access)
        legs = replace(
            legs, keyword=_joined(legs.keyword, more.keyword), semantic=_joined(legs.semantic, more.semantic)
        )
    return legs


def as_filter_query(engine: SearchEngine, query: Query, request: LegRequest, access: Access) -> LegRequest:
    """Where wishes are all that was typed, they are what is asked for: as filters, as many as leave something.

    Sorts of § stay words, since a heading may have them in a compound (avfallstaxa).
    """
    if not query.browses:
        return request
    text = request.text if any(wish.kind == "typ" for wish in query.soft_filters) else TextQuery()
    for wishes in _narrowings(query):
        narrow = replace(request, text=text, vector=None, filters=intersect(request.filters, wishes))
        if engine.result_set(ResultSetRequest(text=text, filters=narrow.filters), access).total:
            return narrow
    return replace(request, vector=None)


def browse(engine: SearchEngine, query: Query, filters: Filters, access: Access) -> tuple[str, ...]:
    """The newest §§ of what a list is asked for: those of the wished sort, or of any where none has it in so many words."""
    if not query.browses:
        return ()
    kinds = as_filters(query.soft_filters, outcome=False, kind=True).kind
    some = dict.fromkeys((intersect(filters, Filters(kind=kinds)), filters))
    pages = (ResultSetRequest(filters=one, sort="newest", limit=LISTED) for one in some)
    return next((ids for page in pages if (ids := engine.result_set(page, access).ids)), ())


def newest_meeting(engine: SearchEngine, access: Access, body_code: str | None = None) -> date:
    """The day of the newest meeting (of a body) that the asker may see; today where none has a date."""
    whose = Filters(body=(body_code,) if body_code else ())
    found = engine.result_set(ResultSetRequest(filters=whose, sort="newest", limit=1), access)
    day = _day(engine, found, access)
    return date.fromisoformat(day) if day else datetime.now(UTC).date()


def searched(engine: SearchEngine, filters: Filters, access: Access) -> str:
    """A sentence on what there was to find for this asker: how many §§, from which day to which."""
    first = ResultSetRequest(filters=filters, limit=1)
    oldest, newest = (engine.result_set(replace(first, sort=sort), access) for sort in ("oldest", "newest"))
    days = [_day(engine, end, access) for end in (oldest, newest)]
    span = f" från {days[0]} till {days[1]}" if all(days) else ""
    return f"Sökt bland {oldest.total} paragrafer{span}."


def _day(engine: SearchEngine, found: ResultSet, access: Access) -> str | None:
    documents = engine.get(found.ids, access, brief=True)
    return documents[0].date if documents else None


def _narrowings(query: Query) -> tuple[Filters, ...]:
    some = [as_filters(query.soft_filters, outcome=outcome) for outcome in (True, False)]
    return tuple(filters for filters in dict.fromkeys(some) if filters != Filters())


def _joined(one: Iterable[Scored], other: Iterable[Scored]) -> tuple[Scored, ...]:
    """Both, each § once, by falling score, ties by id."""
    scored = {found.id: found for found in (*one, *other)}
    return tuple(sorted(scored.values(), key=lambda found: (-found.score, found.id)))
