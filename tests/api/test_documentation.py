from pathlib import Path

from search_api.answers import Answer
from search_api.params import ContextParams, SearchParams
from search_api.problems import PROBLEMS
from search_api.routes import context, documents, health, related, search

ROUTES = (context, documents, health, related, search)
TEXT = (Path(__file__).parents[2] / "docs" / "api.md").read_text(encoding="utf-8")


def test_every_route_is_documented(app):
    for path, operations in app.openapi()["paths"].items():
        for method in operations:
            name = path.replace("document_id", "id").replace("protocol_id", "id")
            assert f"`{method.upper()} {name}" in TEXT


def test_every_parameter_is_documented():
    for model in (SearchParams, ContextParams):
        for name, field in model.model_fields.items():
            assert f"`{field.alias or name}`" in TEXT


def test_every_code_is_documented():
    for code, problem in PROBLEMS.items():
        line = next(line for line in TEXT.splitlines() if line.startswith("|") and f"`{code}`" in line)
        assert str(problem.status) in line


def test_every_page_is_documented(app):
    for route in app.routes:
        if getattr(route, "include_in_schema", True) is False and not route.path.startswith("/openapi"):
            assert f"`{route.path.partition('{')[0]}" in TEXT


def test_every_route_states_its_answer():
    routes = [route for module in ROUTES for route in module.router.routes]
    assert len(routes) == 9
    assert all(issubclass(route.response_model, Answer) for route in routes)
