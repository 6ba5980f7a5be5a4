"""What the answers look like, for the published description; a test holds real answers against them."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from indexer.model import DateSource, Outcome, SectionType


class _Answer(BaseModel):
    model_config = ConfigDict(extra="forbid")


class PassageAnswer(_Answer):
    """A quotable slice of one section. `marks` and the quote's ends are offsets in `text`, in code points."""

    source_id: Annotated[str, Field(pattern="^[0-9a-f]{8}$", examples=["3fa9c01b"])]
    section: SectionType
    text: str
    page: int | None
    marks: list[tuple[int, int]]
    quote: str
    quote_start: int
    quote_end: int


class Citation(_Answer):
    """What names a §, wherever it is shown."""

    id: Annotated[str, Field(examples=["solvik/ks/2025-03-12/112"])]
    url: Annotated[str, Field(examples=["/paragraf/solvik/ks/2025-03-12/112"])]
    source: str
    municipality: str
    body: str | None
    body_code: str | None
    date: str | None
    paragraph: str
    heading: str
    case_numbers: list[str]
    outcome: Outcome | None
    decision: str | None
    label: Annotated[str, Field(examples=["KS 2025-03-12 § 112 (KS 2025/1036), s. 7"])]


class PlacingAnswer(_Answer):
    """A § in one leg."""

    rank: int
    score: float


class HitExplanationAnswer(_Answer):
    """Where each leg placed the §, and what its score was multiplied by for what it is."""

    legs: dict[str, PlacingAnswer]
    factors: dict[str, float]


class AddedAnswer(_Answer):
    """A word that was added to the question: another name, a part of a compound or another spelling of typed words."""

    kind: Literal["även", "del", "stavning"]
    of: list[str]
    word: str
    weight: float


class QueryExplanationAnswer(_Answer):
    """How the question was widened, and what each leg counted for."""

    added: list[AddedAnswer]
    weights: dict[str, float]


class UnderstoodAnswer(_Answer):
    """A part of the question (`start`–`end`) that was read as more than words; `hard` ones are filters."""

    kind: str
    value: str
    start: int
    end: int
    hard: bool


class AssignmentAnswer(_Answer):
    """An assignment that the § gives, as written; `reported_by` is null when no report of it is found here."""

    to: str
    what: str
    due: str | None
    due_date: str | None
    point: str | None
    reported_by: str | None


class HitAnswer(Citation):
    """A § that was found, and the passages that say why. `superseded_by` is the § that has the last word after it."""

    passages: list[PassageAnswer]
    score: float
    matched_by: list[str]
    collapsed: list[str] = []
    superseded_by: str | None = None
    supersedes: list[str] = []
    assignments: list[AssignmentAnswer] = []
    explanation: HitExplanationAnswer | None = None


class SearchAnswer(_Answer):
    """One page of hits; `total` and `facets` count the whole result."""

    query: str
    total: int
    hits: list[HitAnswer]
    facets: dict[str, dict[str, int]]
    degraded: list[str]
    confidence: Literal["strong", "weak", "none"]
    notes: list[str]
    understood: list[UnderstoodAnswer]
    did_you_mean: str | None = None
    explanation: QueryExplanationAnswer | None = None


class SectionAnswer(_Answer):
    """A typed part of a §."""

    type: SectionType
    heading: str | None
    text: str


class VoteAnswer(_Answer):
    """The deciding count."""

    ja: int
    nej: int
    avstår: int


class ReferenceAnswer(_Answer):
    """A citation of another § or of a law."""

    raw: str
    body_code: str | None
    date: str | None
    paragraph: str | None
    law: str | None


class PersonAnswer(_Answer):
    """A person as named in the §."""

    name: str
    party: str | None
    roles: list[str]


class ParagraphAnswer(Citation):
    """A whole §."""

    protocol: str
    date_source: DateSource
    page_from: int | None
    page_to: int | None
    sections: list[SectionAnswer]
    vote: VoteAnswer | None
    references: list[ReferenceAnswer]
    people: list[PersonAnswer]


class MeetingAnswer(_Answer):
    """A whole protocol."""

    id: str
    source: str
    municipality: str
    body: str | None
    body_code: str | None
    date: str | None
    date_source: DateSource
    missing_paragraphs: list[str]
    paragraphs: list[ParagraphAnswer]


class CaseAnswer(_Answer):
    """Every § of one case, in time order."""

    number: str
    total: int
    hits: list[Citation]
    final: str | None


class RelatedAnswer(_Answer):
    """§§ around one §; `similar` ones are of other cases."""

    id: str
    same_case: list[Citation]
    cites: list[Citation]
    cited_by: list[Citation]
    similar: list[Citation]


class SuggestionAnswer(_Answer):
    """One continuation of what was typed."""

    kind: Literal["nämnd", "diarienummer", "person", "rubrik"]
    text: str


class SuggestionsAnswer(_Answer):
    """Continuations, at most eight."""

    q: str
    suggestions: list[SuggestionAnswer]


class QuotedAnswer(Citation, PassageAnswer):
    """A passage to quote, with the § it stands in and what it costs in tokens."""

    score: float
    matched_by: list[str]
    tokens: int


class CoverageAnswer(_Answer):
    """What there is to find: nothing outside it can be."""

    paragraphs: int
    bodies: dict[str, int]
    first_date: str | None
    last_date: str | None


class ContextAnswer(_Answer):
    """Passages to answer from. No passages means that nothing was found here, not that nothing was decided."""

    query: str
    query_used: str
    passages: list[QuotedAnswer]
    coverage: CoverageAnswer
    truncated: bool
    confidence: Literal["strong", "weak", "none"]
    tokens: int
    token_budget: int
    degraded: list[str]
    notes: list[str]


class Health(_Answer):
    """The process lives."""

    status: Literal["ok"]


class Readiness(Health):
    """The engine answers, with everything up to this change of the record."""

    watermark: int


class FaultAnswer(BaseModel):
    """One value that could not be used."""

    name: str
    message: str
    nearest: str | None = None


class ProblemAnswer(_Answer):
    """An error, RFC 9457. `code` never changes; `instance` names the request."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "type": "/fel#P300",
                    "title": "Finns inte",
                    "status": 404,
                    "detail": "Det finns inget på den här adressen som går att visa.",
                    "instance": "urn:uuid:1b4e28ba-2fa1-4d1b-883f-b9a761bde3fb",
                    "code": "P300",
                    "errors": [],
                }
            ]
        },
    )

    type: str
    title: str
    status: int
    detail: str
    instance: str
    code: Annotated[str, Field(pattern="^P[0-9]{3}$")]
    errors: list[FaultAnswer]


ERRORS: dict[int | str, dict[str, Any]] = {
    400: {"model": ProblemAnswer, "description": "Ett värde eller en parameter kan inte användas (P200–P202)"},
    404: {"model": ProblemAnswer, "description": "Finns inte, eller inte för den som frågar (P300)"},
    503: {"model": ProblemAnswer, "description": "Sökningen är tillfälligt ur funktion (P5xx); försök igen"},
    "default": {"model": ProblemAnswer, "description": "Annat fel"},
}
