import pytest
from starlette.testclient import TestClient

from indexer.settings import Settings
from search_api.app import create_app

PROBLEM_KEYS = {"type", "title", "status", "detail", "instance", "code", "errors"}


def assert_problem(response, status, code):
    """The one shape of an error, whatever route it came from."""
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    assert response.headers["x-content-type-options"] == "nosniff"
    problem = response.json()
    assert set(problem) == PROBLEM_KEYS
    assert problem["status"] == status
    assert problem["code"] == code
    assert problem["type"] == f"/fel#{code}"
    assert problem["instance"].startswith("urn:uuid:")
    assert problem["title"]
    assert problem["detail"]
    return problem


GETS = [
    "/v1/search",
    "/v1/paragraphs/solbacka/ks/2025-03-12/59",
    "/v1/protocols/solbacka/ks/2025-03-12",
    "/v1/cases?number=KS 2025/117",
    "/healthz",
    "/readyz",
]


@pytest.mark.parametrize("path", GETS)
def test_an_unknown_parameter_is_refused_on_every_route(client, path):
    problem = assert_problem(
        client.get(path, params={"limmit": "3", **({"number": "KS 2025/117"} if "cases" in path else {})}), 400, "P202"
    )
    assert problem["errors"][0]["name"] == "limmit"


def test_an_unknown_parameter_of_the_context_is_refused(client):
    assert_problem(client.post("/v1/context?limmit=3", json={"query": "park"}), 400, "P202")
    problem = assert_problem(client.post("/v1/context", json={"query": "park", "token_budgett": 300}), 400, "P202")
    assert problem["errors"][0]["nearest"] == "token_budget"


@pytest.mark.parametrize(
    ("typed", "nearest"),
    [
        ("limmit", "limit"),
        ("namnd", "nämnd"),
        ("datum_fran", "datum_från"),
        ("offfset", "offset"),
        ("colapse", "collapse"),
    ],
)
def test_the_nearest_name_is_suggested(client, typed, nearest):
    problem = assert_problem(client.get("/v1/search", params={typed: "1"}), 400, "P202")
    assert problem["errors"][0]["nearest"] == nearest
    assert nearest in problem["detail"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("limit", "0"),
        ("limit", "101"),
        ("limit", "tre"),
        ("offset", "-1"),
        ("offset", "1001"),
        ("mode", "magi"),
        ("sort", "slump"),
        ("datum_från", "2023-13"),
        ("datum_till", "2023-02-30"),
        ("datum_från", "1799"),
        ("utfall", "kanske"),
        ("avsnitt", "okänt"),
        ("nämnd", ""),
        ("q", "x" * 1001),
    ],
)
def test_an_unusable_value_is_named(client, name, value):
    problem = assert_problem(client.get("/v1/search", params={name: value}), 400, "P201")
    assert problem["errors"][0]["name"].split(".")[0] == name


def test_too_many_values_of_one_filter_are_refused(client):
    assert_problem(client.get("/v1/search", params={"nämnd": ["KS"] * 21}), 400, "P201")


@pytest.mark.parametrize(
    "body", [{}, {"query": ""}, {"query": "park", "token_budget": 99}, {"query": "park", "token_budget": 16_001}, []]
)
def test_an_unusable_context_request_is_refused(client, body):
    assert_problem(client.post("/v1/context", json=body), 400, "P201")


def test_a_context_request_that_is_no_json_is_refused(client):
    assert_problem(client.post("/v1/context", content=b"{", headers={"content-type": "application/json"}), 400, "P201")


def test_too_many_words_are_refused_in_a_sentence(client):
    assert_problem(client.get("/v1/search", params={"q": " ".join(f"o{n}" for n in range(100))}), 400, "P200")


@pytest.mark.parametrize(
    "path",
    [
        "/finns-inte",
        "/v1/finns-inte",
        "/v1/paragraphs/finns/inte/2025-01-01/1",
        "/v1/protocols/finns/inte/2025-01-01",
        "/v1/cases?number=KS 1999/1",
        "/v1/cases?number=strunt",
        "/paragraf/finns/inte",
        "/protokoll/finns/inte",
        "/arende?number=KS 1999/1",
        "/arende",
        "/static/finns-inte.css",
        "/static/../app.py",
        "/static/%2e%2e/app.py",
    ],
)
def test_what_is_not_there_is_404(client, path):
    assert_problem(client.get(path), 404, "P300")


def test_a_wrong_method_is_405(client):
    assert_problem(client.post("/v1/search"), 405, "P301")
    assert_problem(client.get("/v1/context"), 405, "P301")


def test_a_fault_of_ours_says_nothing_of_it():
    broken = TestClient(create_app(object(), Settings()), raise_server_exceptions=False)
    problem = assert_problem(broken.get("/v1/search"), 500, "P900")
    assert "object" not in problem["detail"]


def test_a_person_gets_errors_as_a_page(client):
    for path in ("/paragraf/finns/inte", "/?datum_från=igår", "/finns-inte"):
        response = client.get(path, headers={"accept": "text/html"})
        assert response.status_code in {400, 404}
        assert response.headers["content-type"].startswith("text/html")
        assert "Till söksidan" in response.text
        assert "default-src 'none'" in response.headers["content-security-policy"]


def test_the_error_page_explains_every_code(client):
    html = client.get("/fel").text
    assert all(f'id="{code}"' in html for code in ("P200", "P201", "P202", "P300", "P301", "P500", "P900"))
