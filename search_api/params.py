"""What an asker may send: one set of names for the API, the pages' addresses and the form."""

import re
from calendar import monthrange
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from indexer.engine import FacetField, Filters, Sort
from indexer.model import Outcome, SectionType
from indexer.search.searcher import Mode, SearchOptions
from search_api.context import DEFAULT_BUDGET, ContextOptions

FACETS: tuple[FacetField, ...] = ("body", "year", "outcome", "municipality", "section", "party")
Value = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Values = Annotated[list[Value], Field(max_length=20)]

PAGE_SIZE = 10
DEEPEST_OFFSET = 1000  # past this a narrower question helps more than another page
LONGEST_QUESTION = 1000
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_YEARS = range(1800, 2201)


def _known_date(value: str) -> str:
    """`2023`, `2023-05` or `2023-05-17`, as it was sent."""
    match = _DATE.fullmatch(value)
    year, month, day = (int(part or 1) for part in match.groups()) if match else (0, 0, 0)
    if year not in _YEARS or month not in range(1, 13) or day not in range(1, monthrange(year, month)[1] + 1):
        raise ValueError("skriv datumet som ÅÅÅÅ, ÅÅÅÅ-MM eller ÅÅÅÅ-MM-DD, mellan 1800 och 2200")
    return value


Day = Annotated[str, AfterValidator(_known_date)]


class FilterParams(BaseModel):
    """Filters by their Swedish names; several values of one name mean any of them."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    municipality: Values = Field(default=[], alias="kommun", description="Kommunens namn.")
    body: Values = Field(default=[], alias="nämnd", description="Organets namn eller förkortning, till exempel KS.")
    case_number: Values = Field(default=[], alias="dnr", description="Diarienummer, hur det än skrivs.")
    paragraph: Values = Field(default=[], alias="paragraf", description="Paragrafens nummer, utan §.")
    date_from: Day | None = Field(default=None, alias="datum_från", description="Tidigaste dag: år, månad eller dag.")
    date_to: Day | None = Field(default=None, alias="datum_till", description="Senaste dag: år, månad eller dag.")
    person: Values = Field(default=[], alias="person", description="Namn, eller del av namn, på den som nämns.")
    party: Values = Field(default=[], alias="parti", description="Partibeteckning, till exempel S.")
    kind: Values = Field(default=[], alias="typ", description="Ord i rubriken, till exempel motion.")
    outcome: list[Outcome] = Field(default=[], alias="utfall", description="Hur ärendet slutade.")
    section: list[SectionType] = Field(default=[], alias="avsnitt", description="Avsnitt som paragrafen skall ha.")

    def filters(self) -> Filters:
        """The same as the engine's filters, with whole dates."""
        many = ("municipality", "body", "case_number", "paragraph", "person", "party", "kind", "outcome", "section")
        return Filters(
            date_from=first_day(self.date_from) if self.date_from else None,
            date_to=last_day(self.date_to) if self.date_to else None,
            **{name: tuple(getattr(self, name)) for name in many},
        )


class SearchParams(FilterParams):
    """One search: the question, how to search, which page, and the filters."""

    q: Annotated[str, Field(max_length=LONGEST_QUESTION, description="Frågan; tom ger allt.")] = ""
    limit: Annotated[int, Field(ge=1, le=100, description="Antal träffar.")] = PAGE_SIZE
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
            facets=FACETS,
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

    query: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_QUESTION)]
    token_budget: Annotated[int, Field(ge=100, le=16_000)] = DEFAULT_BUDGET
    max_passages: Annotated[int, Field(ge=1, le=100)] = 40
    mode: Mode = "hybrid"
    filters: FilterParams = FilterParams()

    def options(self) -> ContextOptions:
        """The same, as the service wants it."""
        return ContextOptions(self.token_budget, self.max_passages, self.mode, self.filters.filters())


def first_day(date: str) -> str:
    """The first day of a year, month or day."""
    return date + "-01-01"[len(date) - 10 :] if len(date) < len("2023-01-01") else date


def last_day(date: str) -> str:
    """The last day of a year, month or day."""
    whole = date if len(date) > len("2023") else f"{date}-12"
    if len(whole) == len("2023-01-01"):
        return whole
    return f"{whole}-{monthrange(int(whole[:4]), int(whole[5:]))[1]:02}"
