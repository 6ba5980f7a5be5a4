"""The chat context as an answer."""

from typing import Literal

from indexer.index import Holdings
from search_api.answers.base import Answer
from search_api.answers.documents import Citation, citation
from search_api.answers.hits import PassageAnswer, passage_answer
from search_api.context import Context, Quoted
from search_api.messages import note_text


class QuotedAnswer(PassageAnswer, Citation):
    """A passage to quote, with the § it stands in and what it costs in tokens."""

    score: float
    matched_by: list[str]
    tokens: int


class CoverageAnswer(Answer):
    """What there is to find: nothing outside it can be."""

    paragraphs: int
    bodies: dict[str, int]
    first_date: str | None
    last_date: str | None


class ContextAnswer(Answer):
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


def context_answer(context: Context) -> ContextAnswer:
    """The chat context."""
    return ContextAnswer(
        query=context.query,
        query_used=context.query_used,
        passages=[_quoted(quoted) for quoted in context.passages],
        coverage=_coverage(context.coverage),
        truncated=context.truncated,
        confidence=context.confidence,
        tokens=context.tokens,
        token_budget=context.token_budget,
        degraded=list(context.degraded),
        notes=[note_text(note) for note in context.notes],
    )


def _coverage(coverage: Holdings) -> CoverageAnswer:
    return CoverageAnswer(
        paragraphs=coverage.paragraphs,
        bodies=dict(coverage.bodies),
        first_date=coverage.first_date,
        last_date=coverage.last_date,
    )


def _quoted(quoted: Quoted) -> QuotedAnswer:
    return QuotedAnswer(
        **vars(citation(quoted.document, quoted.label)),
        **vars(passage_answer(quoted.passage)),
        score=quoted.score,
        matched_by=list(quoted.matched_by),
        tokens=quoted.tokens,
    )
