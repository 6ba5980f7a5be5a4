from typing import Annotated

from fastapi import APIRouter, Query

from search_api.answers import RelatedAnswer, SuggestionsAnswer, related_answer, suggestions_answer
from search_api.deps import ServiceDep
from search_api.params import RelatedParams, SuggestParams
from search_api.security.access import AccessDep

router = APIRouter()


@router.get(
    "/v1/related",
    operation_id="getRelated",
    summary="Det som står kring en paragraf",
)
def related(params: Annotated[RelatedParams, Query()], service: ServiceDep, access: AccessDep) -> RelatedAnswer:
    """The §§ of the same case, those it cites, those that cite it, and those of other cases that are like it."""
    return related_answer(params.id, service.related(params.id, access))


@router.get(
    "/v1/suggest",
    operation_id="suggest",
    summary="Förslag medan man skriver",
)
def suggest(params: Annotated[SuggestParams, Query()], service: ServiceDep, access: AccessDep) -> SuggestionsAnswer:
    """Case numbers, bodies, people and headings that begin as what has been typed."""
    return suggestions_answer(params.q, service.suggestions(params.q, access))
