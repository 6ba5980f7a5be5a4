"""Assignments as programs, people and the command line get them."""

import pytest
from assigned import resolved
from fictional import document
from running import opened_service
from starlette.testclient import TestClient

from indexer.settings import Settings
from search_api import answers
from search_api.app import create_app
from search_api.cli import answer_text

TOLD = "Kulturnämnden får i uppdrag att utreda <b>kvällsöppet</b> senast den 31 oktober 2025."
DOCUMENTS = (
    document("31", "Biblioteksplan", [("beslut", "Beslut", TOLD)], body="KF", date="2024-05-13", case="KS 2024/5"),
    document(
        "32",
        "Simhall",
        [("beslut", "Beslut", "Kommunstyrelsen får i uppdrag att utreda en simhall.")],
        body="KF",
        date="2024-05-13",
        case="KS 2024/9",
    ),
    document(
        "4",
        "Svar på uppdrag om simhall",
        [("beslut", "Beslut", "Rapporten godkänns.")],
        date="2025-01-15",
        case="KS 2024/9",
    ),
)


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    folder = tmp_path_factory.mktemp("store")
    with opened_service(folder, resolved(folder, DOCUMENTS)) as service:
        yield TestClient(create_app(service, Settings()))


def ask(client, question):
    return client.get("/v1/search", params={"q": question}).json()


def test_the_answer_is_as_described(client):
    plain = ask(client, "uppdrag:öppet")
    (hit,) = answers.SearchAnswer.model_validate(plain).hits
    (told,) = hit.assignments
    assert (told.to, told.due_date, told.reported_by) == ("Kulturnämnden", "2025-10-31", None)
    assert plain["understood"][0]["hard"]
    assert any("ingen återrapport" in note for note in plain["notes"])


def test_that_nothing_of_the_kind_is_here_is_said(client):
    answer = ask(client, "öppna uppdrag till valnämnden")
    assert answer["confidence"] != "strong"
    assert any("Inget sådant uppdrag" in note for note in answer["notes"])


def test_the_page_shows_what_became_of_it_and_escapes_it(client):
    page = client.get("/", params={"q": "öppna uppdrag"}).text
    assert "ingen återrapport hittad i det som finns här" in page
    assert "&lt;b&gt;kvällsöppet" in page
    page = client.get("/", params={"q": "slutförda uppdrag"}).text
    assert '<a href="/paragraf/solbacka/ks/2025-01-15/4">återrapporterat</a>' in page
    assert "uppdrag <b>slutfört</b>" in page


def test_the_command_line_says_the_same(client):
    done, still_open = (
        answer_text.results(answers.SearchAnswer.model_validate(ask(client, f"{status} uppdrag")))
        for status in ("slutförda", "öppna")
    )
    assert "→ Kommunstyrelsen: utreda en simhall; återrapporterat i solbacka/ks/2025-01-15/4" in done
    assert "(senast den 31 oktober 2025); ingen återrapport hittad här" in still_open
