"""The application, put together. No globals: two apps over two stores can live in one process."""

from importlib.resources import files

from fastapi import FastAPI
from starlette.staticfiles import StaticFiles

from indexer.settings import Settings
from search_api import problems
from search_api.answers import ERRORS
from search_api.openapi import DescribedApp
from search_api.routes import context, documents, health, related, search
from search_api.security.headers import SecurityHeaders
from search_api.service import Service
from search_api.ui import pages
from search_api.ui.environment import environment


def create_app(service: Service, settings: Settings) -> FastAPI:
    """API and pages over one service."""
    app = DescribedApp(
        title="Protokoll",
        version="1",
        summary="Sök i kommunala protokoll: den beslutande paragrafen först, med citat som håller.",
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,  # such redirects are built from the Host header
    )
    app.state.service = service
    app.state.templates = environment(settings.municipality)
    app.add_middleware(SecurityHeaders)
    problems.install(app)
    for module in (search, documents, related, context, health):
        app.include_router(module.router, responses=ERRORS)
    app.include_router(pages.router)
    app.mount("/static", StaticFiles(directory=str(files("search_api.ui") / "static")))
    return app
