"""The wire model: what is absent when there is nothing to say, and what only the pages read."""

from dataclasses import replace

import pytest
from rows import document

from indexer.index import Case, Hit, HitPassage, Results
from indexer.model import Note, Vote
from indexer.query import parse
from search_api.answers import (
    CaseAnswer,
    HitAnswer,
    SearchAnswer,
    case_answer,
    citation,
    hit_answer,
    paragraph_answer,
    search_answer,
)

PARAGRAPH = document(12, "Cykelväg", "Kommunstyrelsen bifaller.", case_number="KS 2024/118")
PASSAGE = HitPassage(
    "0000000a", "beslut", "Kommunstyrelsen bifaller.", 7, ((0, 15),), "Kommunstyrelsen bifaller.", 0, 25
)
HIT = Hit(PARAGRAPH, 0.123456, ("ord",), (PASSAGE,))
SOMETIMES = {"collapsed", "superseded_by", "supersedes", "assignments", "explanation"}


def test_what_a_hit_has_not_is_absent():
    plain = hit_answer(HIT).to_json()
    assert not SOMETIMES & plain.keys()
    assert plain["outcome"] is None
    assert plain["score"] == 0.1235
    assert plain["passages"][0]["marks"] == [[0, 15]]


def test_what_a_hit_has_is_there():
    plain = hit_answer(replace(HIT, collapsed=("a",), superseded_by="b", supersedes=("c",))).to_json()
    assert (plain["collapsed"], plain["superseded_by"], plain["supersedes"]) == (["a"], "b", ["c"])


def test_a_hit_is_cited_by_the_page_of_its_first_passage():
    assert hit_answer(HIT).label == "KS 2025-03-12 § 12 (KS 2024/118), s. 7"
    assert citation(PARAGRAPH).label == "KS 2025-03-12 § 12 (KS 2024/118)"
    assert hit_answer(HIT).url == "/paragraf/storvik/ks/2025-03-12/12"


def test_what_only_pages_read_is_in_no_json_and_no_schema():
    hit = hit_answer(HIT)
    assert hit.protocol == "storvik/ks/2025-03-12"
    assert "protocol" not in hit.to_json()
    assert "protocol" not in HitAnswer.model_json_schema(mode="serialization")["properties"]
    whole = paragraph_answer(replace(PARAGRAPH, vote=Vote(9, 6, 1, absent=2, ja_means="bifall")))
    assert whole.vote.ja_means == "bifall"
    assert whole.to_json()["vote"] == {"ja": 9, "nej": 6, "avstår": 1}
    assert whole.to_json()["protocol"] == "storvik/ks/2025-03-12"


def test_a_search_answer_has_its_notes_in_words():
    note = Note("searched", {"number": 3})
    answer = search_answer(Results("x", parse("kommunstyrelsen nämnd:KF"), 1, (HIT,), notes=(note,)))
    assert answer.notes == ["Sökt bland 3 paragrafer."]
    assert [(part.kind, part.hard) for part in answer.understood] == [("nämnd", False), ("nämnd", True)]
    assert not {"did_you_mean", "explanation"} & answer.to_json().keys()


@pytest.mark.parametrize(
    ("answer", "model"),
    [
        (search_answer(Results("x", parse("x"), 1, (HIT,))), SearchAnswer),
        (case_answer(Case("KS 2024/118", (PARAGRAPH,), PARAGRAPH)), CaseAnswer),
    ],
)
def test_an_answer_reads_its_own_json(answer, model):
    assert model.model_validate(answer.to_json()).to_json() == answer.to_json()
