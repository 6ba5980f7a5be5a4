from typing import Any

from fastapi import APIRouter

from search_api.deps import NothingElse, ServiceDep
from search_api.schemas import Health, Readiness

router = APIRouter()


@router.get("/healthz", operation_id="getHealth", summary="Processen lever", responses={200: {"model": Health}})
def healthz(_: NothingElse) -> dict[str, str]:
    """The process answers; says nothing of the engine."""
    return {"status": "ok"}


@router.get("/readyz", operation_id="getReadiness", summary="Sökmotorn svarar", responses={200: {"model": Readiness}})
def readyz(_: NothingElse, service: ServiceDep) -> dict[str, Any]:
    """The engine answers. How much it holds is not said: that would count what an asker may not see."""
    return {"status": "ok", "watermark": service.stats().watermark}
