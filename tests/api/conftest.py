import pytest
from fictional import collection, hostile
from running import opened_service
from starlette.testclient import TestClient

from indexer.model import Access
from indexer.settings import Settings
from search_api.app import create_app
from search_api.security.access import access_of


@pytest.fixture(scope="session")
def service(tmp_path_factory):
    with opened_service(tmp_path_factory.mktemp("store"), [*collection(), *hostile()]) as opened:
        yield opened


@pytest.fixture(scope="session")
def app(service):
    return create_app(service, Settings())


@pytest.fixture(scope="session")
def client(app):
    with TestClient(app, raise_server_exceptions=False) as opened:
        yield opened


@pytest.fixture
def client_as(service):
    """A client whose asker has the given access."""

    def build(access: Access):
        app = create_app(service, Settings())
        app.dependency_overrides[access_of] = lambda: access
        return TestClient(app, raise_server_exceptions=False)

    return build
