from fastapi import APIRouter

from search_api.answers import ContextAnswer, context_answer
from search_api.deps import NothingElse, ServiceDep
from search_api.params import ContextParams
from search_api.security.access import AccessDep

router = APIRouter()


@router.post(
    "/v1/context",
    operation_id="getContext",
    summary="Underlag för en chattassistent",
)
def context(params: ContextParams, _: NothingElse, service: ServiceDep, access: AccessDep) -> ContextAnswer:
    """Passages to quote word for word, each § with its decision, within the token budget."""
    return context_answer(service.context(params.query, params.options(), access))
