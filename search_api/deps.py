"""What routes ask for, by name."""

from typing import Annotated

from fastapi import Depends, Query, Request

from search_api.params import NoParams, SearchParams
from search_api.service import Service


def _service(request: Request) -> Service:
    service: Service = request.app.state.service
    service.refresh()
    return service


ServiceDep = Annotated[Service, Depends(_service)]
SearchDep = Annotated[SearchParams, Query()]
NothingElse = Annotated[NoParams, Query()]
