"""Nobody sees, counts or infers more than their labels allow, through any door."""

import pytest
from fictional import CLOSED_WORD, collection, hostile

from indexer.model import Access

EVERYTHING = [*collection(), *hostile()]
ASKERS = {
    "public": Access.public(),
    "staff": Access.of("public", "internal"),
    "group": Access.of("public", "restricted:mark"),
    "nobody": Access.of(),
    "owner": Access.owner(),
}
QUESTIONS = [
    "",
    "Lindparken",
    CLOSED_WORD,
    "upphandling",
    "KS 2025/117",
    "KF 2025-04-07 § 13",
    f"person:{CLOSED_WORD}",
    "skolskjuts",
]
FACET_OF = {
    "body": lambda d: d.body,
    "outcome": lambda d: d.outcome,
    "municipality": lambda d: d.municipality,
    "year": lambda d: str(d.year),
}


def visible(access):
    return {d.id: d for d in EVERYTHING if access.allows(d.access)}


@pytest.fixture(params=ASKERS)
def asker(request, client_as):
    access = ASKERS[request.param]
    return client_as(access), access


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("mode", ["hybrid", "keyword", "semantic"])
def test_search_finds_and_counts_only_what_may_be_seen(asker, question, mode):
    client, access = asker
    answer = client.get("/v1/search", params={"q": question, "mode": mode, "limit": 100}).json()
    allowed = visible(access)
    assert {hit["id"] for hit in answer["hits"]} <= allowed.keys()
    assert answer["total"] <= len(allowed)
    assert all(sum(counts.values()) <= 3 * len(allowed) for counts in answer["facets"].values())
    assert access.allows("internal") or access.allows("restricted:mark") or CLOSED_WORD not in str(answer["hits"])


def test_everything_visible_is_counted_exactly(asker):
    client, access = asker
    allowed = visible(access)
    answer = client.get("/v1/search", params={"limit": 100}).json()
    assert answer["total"] == len(allowed)
    assert {hit["id"] for hit in answer["hits"]} == allowed.keys()
    municipalities = [d.municipality for d in allowed.values()]
    assert answer["facets"].get("municipality", {}) == {
        name: municipalities.count(name) for name in set(municipalities)
    }


def test_a_closed_paragraph_answers_as_one_that_is_not_there(asker):
    client, access = asker
    absent = client.get("/v1/paragraphs/solbacka/ks/2025-03-12/999").json()
    for document in EVERYTHING:
        response = client.get(f"/v1/paragraphs/{document.id}")
        page = client.get(f"/paragraf/{document.id}")
        if access.allows(document.access):
            assert response.json()["heading"] == document.heading
            assert page.status_code == 200
        else:
            assert response.status_code == page.status_code == 404
            assert {**response.json(), "instance": ""} == {**absent, "instance": ""}


def test_a_protocol_holds_only_what_may_be_seen(asker):
    client, access = asker
    allowed = visible(access)
    for protocol_id in {d.protocol_id for d in EVERYTHING}:
        expected = [d.id for d in allowed.values() if d.protocol_id == protocol_id]
        response = client.get(f"/v1/protocols/{protocol_id}")
        assert response.status_code == (200 if expected else 404)
        if expected:
            assert [p["id"] for p in response.json()["paragraphs"]] == expected


def test_a_case_holds_only_what_may_be_seen(asker):
    client, access = asker
    allowed = visible(access)
    for number in ("KS 2025/117", "KS 2025/222", "BUN 2025/9"):
        expected = {d.id for d in allowed.values() if any(c.canonical == number for c in d.case_numbers)}
        response = client.get("/v1/cases", params={"number": number})
        assert response.status_code == (200 if expected else 404)
        found = response.json().get("hits", [])
        assert {hit["id"] for hit in found} == expected


def test_the_context_quotes_and_covers_only_what_may_be_seen(asker):
    client, access = asker
    allowed = visible(access)
    for question in QUESTIONS[1:]:
        answer = client.post("/v1/context", json={"query": question, "token_budget": 16_000}).json()
        assert {passage["id"] for passage in answer["passages"]} <= allowed.keys()
        assert answer["coverage"]["paragraphs"] == len(allowed)


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/?q=Lindparken",
        f"/?q=upphandling+{CLOSED_WORD}",
        "/innehall",
        "/protokoll/solbacka/kf/2025-04-07",
        "/arende?number=KS+2025%2F117",
    ],
)
def test_no_page_shows_a_public_asker_what_is_closed(client, path):
    html = client.get(path).text
    assert html.count(CLOSED_WORD) == path.count(CLOSED_WORD) * html.count(CLOSED_WORD)
    for document in EVERYTHING:
        if document.access != "public":
            assert f"/paragraf/{document.id}" not in html


@pytest.mark.parametrize(
    "header", ["Authorization", "X-API-Key", "X-OpenWebUI-User-Role", "X-Forwarded-User", "Cookie"]
)
def test_no_header_widens_what_is_seen(client, header):
    answer = client.get("/v1/search", params={"q": CLOSED_WORD}, headers={header: "owner internal admin"}).json()
    assert CLOSED_WORD not in str(answer["hits"])


def test_readiness_tells_no_counts(client):
    assert client.get("/readyz").json() == {"status": "ok", "watermark": 1}
