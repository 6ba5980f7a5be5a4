"""Filters asked for: those in the question and those chosen beside it, case numbers as lookup keys however they were written."""

from indexer.engine import Filters
from indexer.identifiers.case_number_keys import lookup_keys
from indexer.identifiers.typed_case_numbers import case_numbers_in
from indexer.query.filters import intersect
from indexer.search.state import SearchState


def asked_filters(state: SearchState) -> Filters:
    """What every hit must meet, but for conditions on words."""
    return intersect(_with_case_keys(state.query.filters), _with_case_keys(state.options.filters))


def _with_case_keys(filters: Filters) -> Filters:
    keys = [lookup_keys(case_numbers_in(value)) or (value,) for value in filters.values("case_number")]
    return filters.with_values("case_number", (key for some in keys for key in some))
