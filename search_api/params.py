"""What an asker may send: one set of names for the API, the pages' addresses and the form."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from indexer.index import DEEPEST_OFFSET, FACETS, LARGEST_PAGE, LONGEST_QUERY, Mode, SearchOptions, Sort
from search_api.context import ContextOptions
from search_api.filter_params import FilterParams, Value
from search_api.limits import DEFAULT_BUDGET, LARGEST_BUDGET

PAGE_SIZE = 10


class SearchParams(FilterParams):
    """One search: the question, how to search, which page, and the filters."""

    q: Annotated[str, Field(max_length=LONGEST_QUERY, description="Frågan; tom ger allt.")] = ""
    limit: Annotated[int, Field(ge=1, le=LARGEST_PAGE, description="Antal träffar.")] = PAGE_SIZE
    offset: Annotated[int, Field(ge=0, le=DEEPEST_OFFSET, description="Träffar att hoppa över.")] = 0
    mode: Annotated[Mode, Field(description="Sök på ord, betydelse eller båda.")] = "hybrid"
    sort: Annotated[Sort, Field(description="Ordning: bäst först, nyast eller äldst.")] = "relevance"
    collapse: Annotated[bool | None, Field(description="Visa en paragraf per ärende.")] = None
    explain: Annotated[
        bool, Field(description="Visa hur frågan tolkades och varför varje träff står där den står.")
    ] = False

    def options(self) -> SearchOptions:
        """The same as the search core's options, every facet counted."""
        return SearchOptions(
            mode=self.mode,
            limit=self.limit,
            offset=self.offset,
            sort=self.sort,
            facets=tuple(facet.name for facet in FACETS),
            collapse=bool(self.collapse),
            explain=self.explain,
            filters=self.filters(),
        )


class CaseParams(BaseModel):
    """One case, by its number."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    number: Annotated[
        str,
        StringConstraints(strip_whitespace=True, min_length=1, max_length=200),
        Field(description="Diarienummer, hur det än skrivs.", examples=["KS 2025/1036"]),
    ]


class RelatedParams(BaseModel):
    """One §, by its id."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Annotated[Value, Field(description="Paragrafens id.", examples=["solvik/ks/2025-03-12/112"])]


class SuggestParams(BaseModel):
    """What has been typed so far."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    q: Annotated[str, Field(max_length=200, description="Det som hittills skrivits.", examples=["skolskj"])] = ""


class NoParams(BaseModel):
    """No query parameters at all."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class ContextParams(BaseModel):
    """What a chat assistant asks for."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        json_schema_extra={"examples": [{"query": "Vad beslutades om cykelvägen?", "token_budget": 3000}]},
    )

    query: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_QUERY)]
    token_budget: Annotated[int, Field(ge=100, le=LARGEST_BUDGET)] = DEFAULT_BUDGET
    max_passages: Annotated[int, Field(ge=1, le=100)] = 40
    mode: Mode = "hybrid"
    filters: FilterParams = FilterParams()

    def options(self) -> ContextOptions:
        """The same, as the service wants it."""
        return ContextOptions(self.token_budget, self.max_passages, self.mode, self.filters.filters())
