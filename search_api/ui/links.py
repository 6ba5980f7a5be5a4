"""Addresses of the pages. The whole state of a search is its address: sorted names, no defaults, nothing of the host."""

from collections.abc import Iterable, Mapping
from typing import Final
from urllib.parse import quote, urlencode

from indexer.index import FIELDS, FacetField, SearchField
from search_api.date_params import first_day, last_day
from search_api.filter_params import SWEDISH
from search_api.params import SearchParams

_FIELDS = sorted((SWEDISH.get(name, name), name) for name in SearchParams.model_fields)  # (as an address has it, field)
_FACET_FIELDS: Final[Mapping[FacetField, SearchField]] = {field.facet.name: field for field in FIELDS if field.facet}


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


def without(params: SearchParams, name: str, value: str) -> SearchParams:
    """The same search without one value of a filter."""
    if not isinstance(SearchParams.model_fields[name].default, list):
        return with_changes(params, **{name: None})
    return with_changes(params, **{name: [one for one in params.chosen(name) if one != value]})


def without_filters(params: SearchParams) -> SearchParams:
    """The same search without any filter."""
    return with_changes(params, **{name: SearchParams.model_fields[name].default for name in SWEDISH})


def toggled(params: SearchParams, facet: FacetField, value: str) -> tuple[SearchParams, bool]:
    """The search with a facet value chosen (or, if it was, no longer), and whether it was."""
    field = _FACET_FIELDS[facet]
    if field.match == "dates":
        return _toggled_year(params, value)
    name, now = field.parameters[0].name, params.chosen(field.parameters[0].name)
    if value in now:
        return without(params, name, value), True
    return with_changes(params, **{name: [*now, value]}), False


def _toggled_year(params: SearchParams, year: str) -> tuple[SearchParams, bool]:
    """A year is a date range; chosen inside a narrower range it leaves what both have."""
    first, last = params.date("date_from"), params.date("date_to")
    start = max(first_day(year), first_day(first or year))
    end = min(last_day(year), last_day(last or year))
    if first and last and (first_day(first), last_day(last)) == (start, end):
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
