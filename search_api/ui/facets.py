"""Ways to narrow a search and to widen it again: facets and chips, each an address."""

from collections.abc import Mapping
from dataclasses import dataclass

from indexer.index import FACETS, FIELDS, FacetField, Results, SearchField
from search_api.params import SearchParams
from search_api.ui import labels, links

_FACET_VALUES = 8  # shown at once; the rest unfold


@dataclass(frozen=True, slots=True)
class Chip:
    """One chosen filter; `href` is the search without it."""

    name: str
    value: str
    href: str


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value to choose, or to let go."""

    text: str
    count: int
    href: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """The values of one field, most §§ first (years: newest first)."""

    name: str
    title: str
    first: list[FacetValue]
    rest: list[FacetValue]


def chips(params: SearchParams) -> list[Chip]:
    """The chosen filters, each with the way out of it."""
    return [
        Chip(parameter.label, _readable(field, value), links.search_link(links.without(params, parameter.name, value)))
        for field in FIELDS
        for parameter in field.parameters
        for value in params.chosen(parameter.name)
    ]


def _readable(field: SearchField, value: str) -> str:
    if field.match == "dates":
        return labels.long_date(value)
    return labels.outcome_name(value) if field.name == "utfall" else value


def facets(params: SearchParams, results: Results) -> list[Facet]:
    """The facets that can narrow the result further, or that already do."""
    shown = ((facet.name, facet.title, results.facets.get(facet.name, {})) for facet in FACETS)
    return [_facet(params, name, title, counts) for name, title, counts in shown if _useful(params, name, counts)]


def _useful(params: SearchParams, name: FacetField, counts: Mapping[str, int]) -> bool:
    return len(counts) > 1 or any(links.toggled(params, name, value)[1] for value in counts)


def _facet(params: SearchParams, name: FacetField, title: str, counts: Mapping[str, int]) -> Facet:
    values = [_facet_value(params, name, value, count) for value, count in _ordered(name, counts)]
    values.sort(key=lambda value: not value.chosen)
    return Facet(name, title, values[:_FACET_VALUES], values[_FACET_VALUES:])


def _facet_value(params: SearchParams, name: FacetField, value: str, count: int) -> FacetValue:
    changed, chosen = links.toggled(params, name, value)
    text = labels.outcome_name(value) if name == "outcome" else value
    return FacetValue(text[:1].upper() + text[1:], count, links.search_link(changed), chosen)


def _ordered(name: FacetField, counts: Mapping[str, int]) -> list[tuple[str, int]]:
    if name == "year":
        return sorted(counts.items(), reverse=True)
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
