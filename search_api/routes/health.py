from fastapi import APIRouter

from search_api.answers import Health, Readiness
from search_api.deps import NothingElse, ServiceDep

router = APIRouter()


@router.get("/healthz", operation_id="getHealth", summary="Processen lever")
def healthz(_: NothingElse) -> Health:
    """The process answers; says nothing of the engine."""
    return Health(status="ok")


@router.get("/readyz", operation_id="getReadiness", summary="Sökmotorn svarar")
def readyz(_: NothingElse, service: ServiceDep) -> Readiness:
    """The engine answers. How much it holds is not said: that would count what an asker may not see."""
    return Readiness(status="ok", watermark=service.stats().watermark)
