"""What stands beside a §, and what may be about to be typed, as answers."""

from typing import Literal

from indexer.index import RelatedParagraphs, Suggestion
from search_api.answers.base import Answer
from search_api.answers.documents import Citation, citations


class RelatedAnswer(Answer):
    """§§ around one §; `similar` ones are of other cases."""

    id: str
    same_case: list[Citation]
    cites: list[Citation]
    cited_by: list[Citation]
    similar: list[Citation]


class SuggestionAnswer(Answer):
    """One continuation of what was typed."""

    kind: Literal["nämnd", "diarienummer", "person", "rubrik"]
    text: str


class SuggestionsAnswer(Answer):
    """Continuations, at most eight."""

    q: str
    suggestions: list[SuggestionAnswer]


def related_answer(document_id: str, related: RelatedParagraphs) -> RelatedAnswer:
    """The §§ around one §."""
    return RelatedAnswer(
        id=document_id,
        same_case=citations(related.same_case),
        cites=citations(related.cites),
        cited_by=citations(related.cited_by),
        similar=citations(related.similar),
    )


def suggestions_answer(typed: str, suggestions: tuple[Suggestion, ...]) -> SuggestionsAnswer:
    """The continuations of what was typed."""
    return SuggestionsAnswer(q=typed, suggestions=[SuggestionAnswer(kind=s.kind, text=s.text) for s in suggestions])
