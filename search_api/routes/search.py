from fastapi import APIRouter

from search_api.answers import SearchAnswer, search_answer
from search_api.deps import SearchDep, ServiceDep
from search_api.security.access import AccessDep

router = APIRouter()


@router.get(
    "/v1/search",
    operation_id="search",
    summary="Sök bland paragrafer",
    response_model_exclude_defaults=True,
)
def search(params: SearchDep, service: ServiceDep, access: AccessDep) -> SearchAnswer:
    """Hits with passages to quote, facets and total, over exactly what the asker may see."""
    return search_answer(service.search(params.q, params.options(), access))
