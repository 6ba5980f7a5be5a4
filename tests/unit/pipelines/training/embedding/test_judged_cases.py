import json

import pytest

from pipelines.training.embedding.judged_cases import Judged, case_key, read_judged
from pipelines.training.embedding.pairs import read_pack


@pytest.mark.parametrize(
    ("number", "key"),
    [
        ("SLK-2022-01313", "2022/1313"),
        ("SLK-2022-01313:7", "2022/1313"),
        ("1313/22", "2022/1313"),
        (None, None),
        ("–", None),
    ],
)
def test_spellings_of_one_number_share_a_key(number, key):
    assert case_key(number) == key


@pytest.fixture
def judged(tmp_path):
    (tmp_path / "queries.jsonl").write_text(json.dumps({"relevant": {"kf-1": 2}}) + "\n" + json.dumps({"relevant": {}}))
    rows = [
        {
            "id": "kf-1",
            "diarienummer": "0017/24",
            "rubrik": "Motion av Ada Alm (X) och Bo Berg (Y) om att anlägga en klätterpark vid sjön",
        },
        {"id": "ks-9", "diarienummer": "ABC-2024-00017", "rubrik": "Klätterpark vid sjön, ny beredning"},
        {"id": "kf-2", "diarienummer": "ABC-2024-00018", "rubrik": "Taxa för båtplatser"},
    ]
    (tmp_path / "paragrafer.jsonl").write_text("\n".join(map(json.dumps, rows)))
    return read_judged([tmp_path / "queries.jsonl"], tmp_path / "paragrafer.jsonl")


@pytest.mark.parametrize(
    ("row", "left_out"),
    [
        ({"id": "kf-1", "dnr": None, "rubrik": "Annat"}, True),
        ({"id": "x", "dnr": "ABC-2024-00017:3", "rubrik": "Annat"}, True),
        ({"id": "x", "dnr": None, "rubrik": "Anlägga en klätterpark vid sjön"}, True),
        ({"id": "x", "dnr": None, "rubrik": "Klätterpark vid sjön, ny beredning"}, True),
        ({"id": "kf-2", "dnr": "ABC-2024-00018", "rubrik": "Taxa för båtplatser"}, False),
    ],
)
def test_the_whole_case_is_left_out_and_nothing_else(judged, row, left_out):
    assert judged.has_paragraph(row) is left_out


@pytest.mark.parametrize(
    ("title", "left_out"),
    [
        ("Motioner - Motion av Ada Alm (X) och Bo Berg (Y) om att", True),  # titles of debates are cut at a line's end
        ("Motion av Ada Alm (X) och Bo Berg (Y) om att anlägga en", True),
        ("Taxa för båtplatser", False),
        ("", True),
    ],
)
def test_debates_are_known_by_their_titles(judged, title, left_out):
    assert judged.has_title(title) is left_out


def test_nothing_is_left_out_by_default():
    assert not Judged().has_paragraph({"id": "kf-1", "dnr": "0017/24", "rubrik": "Klätterpark"})
    assert not Judged().has_title("")


def test_no_judged_paragraph_of_the_real_corpus_is_trained_on(shared_data):
    queries = shared_data / "eval" / "queries.jsonl"
    judged = read_judged([queries], shared_data / "protocols" / "goteborg" / "paragrafer.jsonl")
    kept = [
        row for row in read_pack(shared_data / "nlp" / "goteborg-protokoll.jsonl.xz") if not judged.has_paragraph(row)
    ]
    asked = {
        found for line in queries.read_text(encoding="utf-8").splitlines() for found in json.loads(line)["relevant"]
    }
    assert len(kept) > 1500
    assert asked.isdisjoint(row["id"] for row in kept)
