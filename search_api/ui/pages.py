"""The pages: server-rendered, whole without scripts, all state in the address."""

from fastapi import APIRouter, Request, Response

from search_api.deps import ServiceDep
from search_api.problems import PROBLEMS
from search_api.rendering import page
from search_api.security.access import AccessDep
from search_api.ui import page_params, views
from search_api.ui.examples import EXAMPLES, HELP

router = APIRouter(include_in_schema=False)


@router.get("/")
def search_page(request: Request, service: ServiceDep, access: AccessDep) -> Response:
    """The search page, with or without a question."""
    params = page_params.search_params(request.query_params)
    search = service.search_by_case if params.collapse is None else service.search
    results = search(params.q, params.options(), access)
    return page(request, "search.html", views.search_view(params, results) | {"examples": EXAMPLES})


@router.get("/paragraf/{document_id:path}")
def paragraph_page(document_id: str, request: Request, service: ServiceDep, access: AccessDep) -> Response:
    """One whole §, the decision first."""
    document = service.paragraph(document_id, access)
    view = views.paragraph_view(document, page_params.page_number(request.query_params))
    meeting = service.meeting(document.protocol_id, access)
    related = service.related(document.id, access)
    return page(request, "paragraph.html", view | views.surroundings_view(meeting, document.id, related))


@router.get("/protokoll/{protocol_id:path}")
def protocol_page(protocol_id: str, request: Request, service: ServiceDep, access: AccessDep) -> Response:
    """Every § of a meeting, in order."""
    meeting = service.meeting(protocol_id, access)
    return page(request, "protocol.html", views.meeting_view(meeting, page_params.page_number(request.query_params)))


@router.get("/arende")
def case_page(request: Request, service: ServiceDep, access: AccessDep) -> Response:
    """Every § of a case, in time order."""
    case = service.case(request.query_params.get("number", ""), access)
    return page(request, "case.html", views.case_view(case, page_params.page_number(request.query_params)))


@router.get("/innehall")
def coverage_page(request: Request, service: ServiceDep, access: AccessDep) -> Response:
    """What there is to find."""
    return page(request, "coverage.html", views.coverage_view(service.coverage(access)))


@router.get("/hjalp")
def help_page(request: Request) -> Response:
    """How to ask."""
    return page(request, "help.html", {"examples": HELP})


@router.get("/fel")
def problems_page(request: Request) -> Response:
    """What the error codes mean."""
    return page(request, "problems.html", {"problems": PROBLEMS.values()})
