"""The answers themselves, held against the published description."""

import concurrent.futures
import json

import pytest
from fictional import collection

from search_api import answers

PLAIN = {d.id: d for d in collection() if d.access == "public"}


def test_a_search_answers_as_described(client):
    answer = answers.SearchAnswer.model_validate(client.get("/v1/search?q=Lindparken").json())
    assert answer.query == "Lindparken"
    assert answer.total >= len(answer.hits) >= 3
    assert set(answer.facets) == {"body", "year", "outcome", "municipality", "section", "party"}


def test_quotes_and_marks_are_slices_of_the_stored_text(client):
    for question in ("Lindparken belysning", "skolskjuts", "torghandel avgift"):
        for hit in client.get("/v1/search", params={"q": question}).json()["hits"]:
            stored = PLAIN.get(hit["id"])
            for passage in hit["passages"]:
                assert passage["quote"] == passage["text"][passage["quote_start"] : passage["quote_end"]]
                assert all(0 <= start < end <= len(passage["text"]) for start, end in passage["marks"])
                if stored:
                    assert any(passage["text"] in section.text for section in stored.sections)


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("kommun", "Havsnäs", {"havsnas/bun/2024-11-18/6"}),
        ("nämnd", "KF", {"solbacka/kf/2025-04-07/12"}),
        ("nämnd", "Kommunfullmäktige", {"solbacka/kf/2025-04-07/12"}),
        ("dnr", "KS 2024/801", {"solbacka/ks/2025-03-12/60"}),
        ("dnr", "ks-2024-0801", {"solbacka/ks/2025-03-12/60"}),
        ("paragraf", "12", {"solbacka/kf/2025-04-07/12"}),
        ("datum_från", "2025-04", {"solbacka/kf/2025-04-07/12"}),
        ("datum_till", "2024", {"havsnas/bun/2024-11-18/6"}),
        ("utfall", "avslag", {"havsnas/bun/2024-11-18/6"}),
        ("avsnitt", "reservation", {"solbacka/ks/2025-03-12/59"}),
        ("person", "Norrgren", {"solbacka/ks/2025-03-12/59"}),
        ("parti", "V", {"solbacka/ks/2025-03-12/59"}),
        ("typ", "taxa", {"solbacka/ks/2025-03-12/60"}),
    ],
)
def test_each_filter_filters(client, name, value, expected):
    answer = client.get("/v1/search", params={name: value, "limit": 100}).json()
    assert {hit["id"] for hit in answer["hits"]} & PLAIN.keys() == expected
    assert answer["total"] == len(answer["hits"])


def test_paging_walks_the_result_once(client):
    seen = []
    for offset in range(0, 20, 3):
        seen += [hit["id"] for hit in client.get(f"/v1/search?sort=newest&limit=3&offset={offset}").json()["hits"]]
    assert len(seen) == len(set(seen)) == client.get("/v1/search").json()["total"]


def test_one_paragraph_a_case_when_asked(client):
    answer = client.get("/v1/search?q=Lindparken&collapse=true&mode=keyword").json()
    cases = [number for hit in answer["hits"] for number in hit["case_numbers"]]
    assert len(cases) == len(set(cases))


def test_documents_answer_as_described(client):
    paragraph = answers.ParagraphAnswer.model_validate(client.get("/v1/paragraphs/solbacka/ks/2025-03-12/59").json())
    assert paragraph.vote == answers.VoteAnswer(ja=9, nej=6, avstår=0)
    assert paragraph.sections[3].type == "beslut"
    meeting = answers.MeetingAnswer.model_validate(client.get("/v1/protocols/solbacka/ks/2025-03-12").json())
    assert [p.paragraph for p in meeting.paragraphs] == ["59", "60", "63"]
    assert meeting.missing_paragraphs == ["61", "62"]
    answers.Readiness.model_validate(client.get("/readyz").json())
    answers.Health.model_validate(client.get("/healthz").json())


@pytest.mark.parametrize("number", ["KS 2025/117", "KS-2025-00117", "ks2025.117", "Dnr KS 2025/117"])
def test_a_case_is_found_however_it_is_written(client, number):
    case = answers.CaseAnswer.model_validate(client.get("/v1/cases", params={"number": number}).json())
    assert [hit.date for hit in case.hits] == ["2025-02-25", "2025-03-12", "2025-04-07"]


def test_many_askers_at_once_get_what_one_gets(client):
    questions = ["Lindparken", "skolskjuts", "torghandel", "KS 2025/117", ""] * 8
    alone = {question: client.get("/v1/search", params={"q": question}).json() for question in questions}
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        answers = pool.map(
            lambda question: (question, client.get("/v1/search", params={"q": question}).json()), questions
        )
    assert all(answer == alone[question] for question, answer in answers)


def test_the_description_is_whole(client):
    description = client.get("/openapi.json").json()
    assert description["openapi"].startswith("3.1")
    operations = [operation for path in description["paths"].values() for operation in path.values()]
    assert len(operations) == 9
    for operation in operations:
        assert operation["operationId"]
        assert operation["summary"]
        assert {"200", "400", "404", "503"} <= operation["responses"].keys()
        assert list(operation["responses"]["404"]["content"]) == ["application/problem+json"]
    assert "examples" in json.dumps(description["components"]["schemas"]["ContextParams"])
