from typing import Annotated, Any

from fastapi import APIRouter, Query

from search_api.deps import ServiceDep
from search_api.params import RelatedParams, SuggestParams
from search_api.result_json import document_json
from search_api.schemas import RelatedAnswer, SuggestionsAnswer
from search_api.security.access import AccessDep

router = APIRouter()


@router.get(
    "/v1/related",
    operation_id="getRelated",
    summary="Det som står kring en paragraf",
    responses={200: {"model": RelatedAnswer}},
)
def related(params: Annotated[RelatedParams, Query()], service: ServiceDep, access: AccessDep) -> Any:  # noqa: ANN401 - described by `responses`
    """The §§ of the same case, those it cites, those that cite it, and those of other cases that are like it."""
    around = service.surroundings(params.id, access)
    lists = {name: getattr(around, name) for name in ("same_case", "cites", "cited_by", "similar")}
    return {"id": params.id, **{name: [document_json(one) for one in found] for name, found in lists.items()}}


@router.get(
    "/v1/suggest",
    operation_id="suggest",
    summary="Förslag medan man skriver",
    responses={200: {"model": SuggestionsAnswer}},
)
def suggest(params: Annotated[SuggestParams, Query()], service: ServiceDep, access: AccessDep) -> Any:  # noqa: ANN401 - described by `responses`
    """Case numbers, bodies, people and headings that begin as what has been typed."""
    found = service.suggestions(params.q, access)
    return {"q": params.q, "suggestions": [{"kind": one.kind, "text": one.text} for one in found]}
