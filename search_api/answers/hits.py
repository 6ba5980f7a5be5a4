"""Hits and the page of them as answers."""

from typing import Annotated, Literal

from pydantic import Field, JsonValue

from indexer.index import Hit, HitPassage, Results
from indexer.model import Assignment, SectionType
from indexer.model.citation import citation_label
from search_api.answers.base import Answer
from search_api.answers.documents import Citation, citation
from search_api.answers.explanations import (
    HitExplanationAnswer,
    QueryExplanationAnswer,
    UnderstoodAnswer,
    hit_explanation,
    query_explanation,
    understood_parts,
)
from search_api.messages import note_text


class PassageAnswer(Answer):
    """A quotable slice of one section. `marks` and the quote's ends are offsets in `text`, in code points."""

    source_id: Annotated[str, Field(pattern="^[0-9a-f]{8}$", examples=["3fa9c01b"])]
    section: SectionType
    text: str
    page: int | None
    marks: list[tuple[int, int]]
    quote: str
    quote_start: int
    quote_end: int


class AssignmentAnswer(Answer):
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
    collapsed: list[str] = Field(default=[])
    superseded_by: str | None = None
    supersedes: list[str] = Field(default=[])
    assignments: list[AssignmentAnswer] = Field(default=[])
    explanation: HitExplanationAnswer | None = None


class SearchAnswer(Answer):
    """One page of hits; `total` and `facets` count the whole result."""

    query: str
    total: int
    hits: list[HitAnswer]
    facets: dict[str, dict[str, int]]
    notes: list[str]
    degraded: list[str]
    confidence: Literal["strong", "weak", "none"]
    understood: list[UnderstoodAnswer]
    did_you_mean: str | None = None
    explanation: QueryExplanationAnswer | None = None


class HitsAnswer(Answer):
    """The hits of one of several questions, with the id that it was asked under."""

    id: JsonValue
    hits: list[HitAnswer]


def search_answer(results: Results) -> SearchAnswer:
    """One page of hits."""
    return SearchAnswer(
        query=results.query,
        total=results.total,
        hits=[hit_answer(hit) for hit in results.hits],
        facets={field: dict(counts) for field, counts in results.facets.items()},
        notes=[note_text(note) for note in results.notes],
        degraded=list(results.degraded),
        confidence=results.confidence,
        understood=understood_parts(results.understood),
        did_you_mean=results.did_you_mean,
        explanation=query_explanation(results.explanation) if results.explanation else None,
    )


def hit_answer(hit: Hit) -> HitAnswer:
    """A § that was found; its label names the page of the first passage."""
    page = hit.passages[0].page if hit.passages else hit.document.page_from
    return HitAnswer(
        **vars(citation(hit.document, citation_label(hit.document, page))),
        passages=[passage_answer(passage) for passage in hit.passages],
        score=round(hit.score, 4),
        matched_by=list(hit.matched_by),
        collapsed=list(hit.collapsed),
        superseded_by=hit.superseded_by,
        supersedes=list(hit.supersedes),
        assignments=[_assignment(one) for one in hit.assignments],
        explanation=hit_explanation(hit.explanation) if hit.explanation else None,
    )


def passage_answer(passage: HitPassage) -> PassageAnswer:
    """A quotable passage."""
    return PassageAnswer(
        source_id=passage.source_id,
        section=passage.section,
        text=passage.text,
        page=passage.page,
        marks=list(passage.marks),
        quote=passage.quote,
        quote_start=passage.quote_start,
        quote_end=passage.quote_end,
    )


def _assignment(one: Assignment) -> AssignmentAnswer:
    return AssignmentAnswer(
        to=one.to,
        what=one.what,
        due=one.due,
        due_date=one.due_date,
        point=one.point,
        reported_by=one.reported_by,
    )
