"""Addresses of the pages. The whole state of a search is its address: sorted names, no defaults, nothing of the host."""

from collections.abc import Iterable
from urllib.parse import quote, urlencode

from indexer.engine import FacetField
from search_api.params import SearchParams, first_day, last_day

_FIELDS = sorted((str(field.alias or name), name) for name, field in SearchParams.model_fields.items())
_FACET_FILTERS: dict[FacetField, str] = {
    "municipality": "municipality",
    "body": "body",
    "outcome": "outcome",
    "section": "section",
    "party": "party",
}


def search_link(params: SearchParams) -> str:
    """The canonical address of a search page."""
    pairs = urlencode(list(query_pairs(params)))
    return f"/?{pairs}" if pairs else "/"


def query_pairs(params: SearchParams, leave_out: Iterable[str] = ()) -> Iterable[tuple[str, str]]:
    """(name, value) of everything that is not default; also what a form carries along in hidden fields."""
    left_out = set(leave_out)
    for alias, name in _FIELDS:
        value = getattr(params, name)
        if name in left_out or value == SearchParams.model_fields[name].default:
            continue
        if isinstance(value, list):
            yield from ((alias, one) for one in value)
        else:
            yield alias, str(value).lower() if isinstance(value, bool) else str(value)


def with_changes(params: SearchParams, **changes: object) -> SearchParams:
    """The same search, changed, from its first page unless the change is the page."""
    return params.model_copy(update={"offset": 0, **changes})


def without(params: SearchParams, name: str, value: str | None = None) -> SearchParams:
    """The same search without a filter, or without one of its values."""
    now = getattr(params, name)
    if not isinstance(now, list):
        return with_changes(params, **{name: None})
    return with_changes(params, **{name: [one for one in now if one != value]})


def toggled(params: SearchParams, facet: FacetField, value: str) -> tuple[SearchParams, bool]:
    """The search with a facet value chosen (or, if it was, no longer), and whether it was."""
    if facet == "year":
        return _toggled_year(params, value)
    name = _FACET_FILTERS[facet]
    now = [str(one) for one in getattr(params, name)]
    if value in now:
        return without(params, name, value), True
    return with_changes(params, **{name: [*now, value]}), False


def _toggled_year(params: SearchParams, year: str) -> tuple[SearchParams, bool]:
    """A year is a date range; chosen inside a narrower range it leaves what both have."""
    start = max(first_day(year), first_day(params.date_from or year))
    end = min(last_day(year), last_day(params.date_to or year))
    chosen = bool(params.date_from and params.date_to) and (
        first_day(params.date_from or ""),
        last_day(params.date_to or ""),
    ) == (start, end)
    if chosen:
        return with_changes(params, date_from=None, date_to=None), True
    whole = (start, end) == (first_day(year), last_day(year))
    return with_changes(params, date_from=year if whole else start, date_to=year if whole else end), False


def paragraph_link(document_id: str) -> str:
    """The page of a §."""
    return f"/paragraf/{quote(document_id)}"


def protocol_link(protocol_id: str) -> str:
    """The page of a meeting."""
    return f"/protokoll/{quote(protocol_id)}"


def case_link(number: str) -> str:
    """The page of a case."""
    return f"/arende?{urlencode({'number': number})}"


def facet_link(facet: FacetField, value: str) -> str:
    """The search for everything with a facet's value."""
    return search_link(toggled(SearchParams(), facet, value)[0])


def paged_link(address: str, size: int, offset: int) -> str:
    """A page further on in a long §, case or meeting."""
    number = offset // size + 1
    return f"{address}{'&' if '?' in address else '?'}sida={number}" if number > 1 else address
