from typing import Any

from fastapi import APIRouter

from search_api.deps import SearchDep, ServiceDep
from search_api.result_json import results_json
from search_api.schemas import SearchAnswer
from search_api.security.access import AccessDep

router = APIRouter()


@router.get(
    "/v1/search",
    operation_id="search",
    summary="Sök bland paragrafer",
    responses={200: {"model": SearchAnswer}},
)
def search(params: SearchDep, service: ServiceDep, access: AccessDep) -> Any:  # noqa: ANN401 - described by `responses`
    """Hits with passages to quote, facets and total, over exactly what the asker may see."""
    return results_json(service.search(params.q, params.options(), access))
