"""What a page's address says. Forgiving where the API is strict: blank fields and foreign names are dropped."""

from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError
from starlette.datastructures import QueryParams

from search_api.filter_params import accepted_names
from search_api.params import SearchParams

_NAMES = accepted_names(SearchParams)
_PAGE_FIRST, _PAGE_LAST = 1, 10_000


def search_params(query: QueryParams) -> SearchParams:
    """The search of an address. A page shows one § a case unless its address says otherwise.

    Raises:
        RequestValidationError: a value cannot be used.
    """
    given: dict[str, object] = {}
    for sent, name in _NAMES.items():
        values = [value for value in query.getlist(sent) if value.strip()]
        if values:
            given[sent] = values if isinstance(SearchParams.model_fields[name].default, list) else values[-1]
    try:
        return SearchParams.model_validate(given)
    except ValidationError as error:
        raise RequestValidationError(
            [{**fault, "loc": ("query", *fault["loc"])} for fault in error.errors()]
        ) from error


def page_number(query: QueryParams) -> int:
    """`?sida=3`, in English `?page=3`; 1 when absent or no number."""
    value = query.get("sida") or query.get("page", "")
    return (
        min(max(int(value), _PAGE_FIRST), _PAGE_LAST) if value.isdecimal() and len(value) <= len(str(_PAGE_LAST)) else 1
    )
