"""Every filter by its English and its Swedish name, over HTTP."""

import json
import re
import urllib.parse
import urllib.request

import pytest
from serving import served

from indexer.engine.field_table import FIELDS, PARAMETERS
from search_api.params import ContextParams, SearchParams

PUBLISHED = re.compile(r"[a-zA-Z0-9_.-]{1,64}")
VALUES = {
    "municipality": "Havsnäs",
    "body": "KF",
    "case_number": "KS 2024/801",
    "paragraph": "12",
    "date_from": "2025-04",
    "date_to": "2024",
    "person": "Norrgren",
    "party": "V",
    "kind": "taxa",
    "outcome": "avslag",
    "section": "reservation",
    "assignment": "öppet",
}


@pytest.fixture(scope="module")
def ask(app):
    with served(app) as url:

        def answer(path, *pairs, sent=None):
            query = f"?{urllib.parse.urlencode(pairs)}" if pairs else ""
            body = json.dumps(sent).encode() if sent is not None else None
            request = urllib.request.Request(f"{url}{path}{query}", body, {"content-type": "application/json"})  # noqa: S310
            try:
                with urllib.request.urlopen(request) as response:  # noqa: S310 - our own server
                    return response.status, json.load(response)
            except urllib.error.HTTPError as error:
                return error.code, json.load(error)

        yield answer


def test_every_parameter_is_tried():
    assert VALUES.keys() == {parameter.name for parameter in PARAMETERS}


@pytest.mark.parametrize("parameter", PARAMETERS, ids=lambda one: one.name)
def test_both_names_filter_alike(ask, parameter):
    value = VALUES[parameter.name]
    english, swedish = (ask("/v1/search", (name, value)) for name in (parameter.name, parameter.swedish))
    assert english == swedish
    assert 0 < english[1]["total"] < ask("/v1/search")[1]["total"]


@pytest.mark.parametrize("parameter", PARAMETERS, ids=lambda one: one.name)
def test_both_names_narrow_a_context_alike(ask, parameter):
    value = VALUES[parameter.name]
    sent = value if parameter.name.startswith("date") else [value]
    english, swedish = (
        ask("/v1/context", sent={"query": "beslut", "filters": {name: sent}})
        for name in (parameter.name, parameter.swedish)
    )
    assert english[0] == 200
    assert english == swedish


def test_values_of_both_names_are_put_together(ask):
    both = ask("/v1/search", ("body", "KF"), ("nämnd", "BUN"), ("nämnd", "KF"))[1]["total"]
    assert both == sum(ask("/v1/search", ("nämnd", code))[1]["total"] for code in ("KF", "BUN"))
    united = ask("/v1/context", sent={"query": "beslut", "filters": {"body": ["KF"], "nämnd": ["BUN"]}})
    assert united == ask("/v1/context", sent={"query": "beslut", "filters": {"body": ["KF", "BUN"]}})


def test_one_date_under_both_names_is_that_date(ask):
    assert ask("/v1/search", ("date_from", "2025"), ("datum_från", "2025")) == ask("/v1/search", ("date_from", "2025"))


def test_two_dates_for_one_filter_are_refused_in_a_sentence(ask):
    for answer in (
        ask("/v1/search", ("date_from", "2025"), ("datum_från", "2024")),
        ask("/v1/context", sent={"query": "beslut", "filters": {"date_from": "2025", "datum_från": "2024"}}),
    ):
        status, problem = answer
        assert (status, problem["code"]) == (400, "P201")
        assert problem["detail"].endswith(
            "date_from har olika datum på svenska och engelska, 2025 och 2024; ange ett av dem."
        )


@pytest.mark.parametrize("name", ["date_from", "datum_från"])
def test_a_fault_is_named_as_it_was_sent(ask, name):
    assert ask("/v1/search", (name, "igår"))[1]["errors"][0]["name"] == name


def test_a_page_takes_both_names(client):
    english = client.get("/", params={"q": "lokaler", "body": "KF", "date_from": "2024"}).text
    assert english == client.get("/", params={"q": "lokaler", "nämnd": "KF", "datum_från": "2024"}).text


def test_the_published_names_are_english_and_plain(client):
    description = client.get("/openapi.json").json()
    names = {
        path: [parameter["name"] for parameter in operation.get("parameters", ())]
        for path, operations in description["paths"].items()
        for operation in operations.values()
    }
    body = description["components"]["schemas"]["FilterParams"]["properties"]
    for name in [*(name for some in names.values() for name in some), *body]:
        assert PUBLISHED.fullmatch(name), name
    assert set(VALUES) <= set(names["/v1/search"])
    assert set(VALUES) == set(body)


def test_closed_values_are_published(client):
    filters = client.get("/openapi.json").json()["components"]["schemas"]["FilterParams"]["properties"]
    for field in FIELDS:
        if field.values and field.parameters:
            assert filters[field.parameters[0].name]["items"]["enum"] == list(field.values)


def test_parameters_come_from_the_field_table():
    assert list(SearchParams.model_fields)[: len(PARAMETERS)] == [parameter.name for parameter in PARAMETERS]
    assert ContextParams(query="park").filters.filters() == SearchParams().filters()
