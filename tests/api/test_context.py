import pytest
from fictional import collection
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.model import Access
from search_api import answers
from search_api.context import ContextOptions
from search_api.tokens import count_tokens

STORED = {d.id: d for d in collection()}
QUESTIONS = [
    "Lindparken",
    "skolskjuts växelvis boende",
    "taxa torghandel",
    "belysning",
    "vad beslutades?",
    "KS 2025/117",
    "zzz",
]


def test_a_context_answers_as_described(client):
    response = client.post("/v1/context", json={"query": "upprustning av Lindparken"})
    answer = answers.ContextAnswer.model_validate(response.json())
    assert answer.passages
    assert answer.query_used
    assert answer.coverage.first_date == "2023-05-05"
    assert answer.coverage.last_date == "2025-04-07"
    assert answer.coverage.bodies["Kommunfullmäktige"] == 1


@settings(max_examples=150, deadline=None)
@given(
    question=st.sampled_from(QUESTIONS),
    budget=st.integers(100, 2000),
    most=st.integers(1, 40),
    mode=st.sampled_from(["hybrid", "keyword", "semantic"]),
)
def test_the_budget_holds_and_every_passage_has_its_decision(service, question, budget, most, mode):
    context = service.context(question, ContextOptions(budget, most, mode), Access.public())
    spent = sum(count_tokens(quoted.label) + count_tokens(quoted.passage.text) for quoted in context.passages)
    assert spent == context.tokens <= budget
    assert len(context.passages) <= most
    assert len({(q.document.id, q.passage.source_id) for q in context.passages}) == len(context.passages)
    for quoted in context.passages:
        ruling = next((p for p in quoted.document.passages if p.section == "beslut"), None)
        taken = [q.passage.source_id for q in context.passages if q.document.id == quoted.document.id]
        assert ruling is None or ruling.source_id == taken[0]


@pytest.mark.parametrize("question", QUESTIONS)
def test_passages_are_verbatim(client, question):
    for passage in client.post("/v1/context", json={"query": question}).json()["passages"]:
        assert passage["quote"] == passage["text"][passage["quote_start"] : passage["quote_end"]]
        stored = STORED.get(passage["id"])
        if stored:
            assert any(passage["text"] in section.text for section in stored.sections)


def test_what_did_not_fit_is_told(service):
    small = service.context("Lindparken", ContextOptions(token_budget=100), Access.public())
    large = service.context("Lindparken", ContextOptions(token_budget=16_000), Access.public())
    assert small.truncated
    assert not large.truncated
    assert len(small.passages) < len(large.passages)


def test_the_decision_comes_along_with_a_motion(service):
    context = service.context("Arvid Norrgren yrkar återremitteras", ContextOptions(), Access.public())
    sections = [q.passage.section for q in context.passages if q.document.paragraph == "59"]
    assert sections[0] == "beslut"
    assert "yrkanden" in sections


def test_filters_narrow_the_context(client):
    answer = client.post("/v1/context", json={"query": "Lindparken", "filters": {"nämnd": ["KF"]}}).json()
    assert {passage["body_code"] for passage in answer["passages"]} == {"KF"}


def test_the_command_line_writes_the_same_object(service, client):
    context = service.context("Lindparken", ContextOptions(), Access.public())
    assert answers.context_answer(context).to_json() == client.post("/v1/context", json={"query": "Lindparken"}).json()


@given(st.text(max_size=200), st.text(max_size=200))
def test_tokens_add_up(one, other):
    assert count_tokens(f"{one} {other}") == count_tokens(one) + count_tokens(other)
    assert count_tokens(one) <= len(one.encode("utf-8", "surrogatepass"))


def test_tokens_of_swedish_are_not_undercounted():
    assert count_tokens("") == 0
    assert count_tokens("Kommunstyrelsen beslutar att bifalla motionen.") >= 15
    assert count_tokens("2025-03-12") == 10
    assert count_tokens("漢字") == 6
