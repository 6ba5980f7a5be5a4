"""Templates to answers; below pages and errors, which both show them."""

from collections.abc import Mapping

from jinja2 import Environment
from starlette.requests import Request
from starlette.responses import HTMLResponse

_API = ("/v1/", "/healthz", "/readyz", "/openapi.json")


def page(
    request: Request,
    template: str,
    values: Mapping[str, object],
    status: int = 200,
    headers: Mapping[str, str] | None = None,
) -> HTMLResponse:
    """One page."""
    env: Environment = request.app.state.templates
    html = env.get_template(template).render(here=request.url.path, **values)
    return HTMLResponse(html, status, headers)


def wants_page(request: Request) -> bool:
    """Whether a person's browser asks, so that an error is a page and not a JSON object."""
    return "text/html" in request.headers.get("accept", "") and not request.url.path.startswith(_API)
