def test_related_answers_by_list(client):
    hit = client.get("/v1/search", params={"q": "skola"}).json()["hits"][0]
    answer = client.get("/v1/related", params={"id": hit["id"]}).json()
    assert list(answer) == ["id", "same_case", "cites", "cited_by", "similar"]
    assert hit["id"] not in [one["id"] for one in answer["same_case"] + answer["similar"]]


def test_related_to_nothing_is_not_found(client):
    assert client.get("/v1/related", params={"id": "finns/inte/2025-01-01/1"}).status_code == 404


def test_suggestions_have_a_kind(client):
    answer = client.get("/v1/suggest", params={"q": "komm"}).json()
    assert answer["q"] == "komm"
    assert {one["kind"] for one in answer["suggestions"]} <= {"nämnd", "diarienummer", "person", "rubrik"}
    assert answer["suggestions"]
    assert client.get("/v1/suggest").json() == {"q": "", "suggestions": []}


def test_the_question_s_reading_and_reasons_are_told(client):
    answer = client.get("/v1/search", params={"q": "skola i fullmäktige", "explain": True}).json()
    assert {"kind": "nämnd", "value": "KF", "start": 8, "end": 19, "hard": False} in answer["understood"]
    assert set(answer["explanation"]["weights"]) == {"ord", "betydelse"}
    assert all("factors" in hit["explanation"] for hit in answer["hits"])
    assert "explanation" not in client.get("/v1/search", params={"q": "skola"}).json()


def test_a_part_of_the_reading_can_be_taken_away_on_the_page(client):
    page = client.get("/", params={"q": "skola i fullmäktige"}).text
    assert "Tolkat som" in page
    assert 'href="/?q=skola+i"' in page
