from typing import Any

from fastapi import APIRouter

from search_api.deps import NothingElse, ServiceDep
from search_api.params import ContextParams
from search_api.schemas import ContextAnswer
from search_api.security.access import AccessDep
from search_api.wire import context_json

router = APIRouter()


@router.post(
    "/v1/context",
    operation_id="getContext",
    summary="Underlag för en chattassistent",
    responses={200: {"model": ContextAnswer}},
)
def context(params: ContextParams, _: NothingElse, service: ServiceDep, access: AccessDep) -> Any:  # noqa: ANN401 - described by `responses`
    """Passages to quote word for word, each § with its decision, within the token budget."""
    return context_json(service.context(params.query, params.options(), access))
