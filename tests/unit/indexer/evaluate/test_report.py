from types import SimpleNamespace

import pytest
from saying import raises_saying

from indexer.errors import ReadError
from indexer.evaluate import evaluate, read_queries
from indexer.evaluate.judged import judged_id

LINES = [
    '{"id": "1", "type": "keyword", "query": "lekplats", "relevant": {"ks-2025-03-12-§7": 2}, "note": "x"}',
    "",
    '{"id": "2", "type": "question", "query": "Blir det farthinder?", "relevant": {"ks-2025-03-12-§8": 1}}',
    '{"id": "3", "type": "none", "query": "katthem", "relevant": {}}',
]


def section(number):
    return SimpleNamespace(source="ks-2025-03-12.pdf", paragraph=number)


def search(text):
    if text == "katthem":
        return SimpleNamespace(hits=(), confidence="none")
    return SimpleNamespace(hits=(SimpleNamespace(document=section("7")),), confidence="strong")


def test_ids_are_stem_and_paragraph():
    assert judged_id(section("12 b")) == "ks-2025-03-12-§12 b"


def test_averages_are_over_queries_by_type():
    plain = evaluate(search, read_queries(LINES)).to_json()
    assert plain["types"]["keyword"]["ndcg@10"] == 1.0
    assert plain["types"]["question"]["ndcg@10"] == 0.0
    assert plain["free_text"]["queries"] == 2
    assert plain["free_text"]["ndcg@10"] == 0.5
    assert plain["types"]["none"]["said_none"] == 1.0
    assert plain["all"]["queries"] == 2
    assert plain["queries"] == {"1": 1.0, "2": 0.0, "3": 0.0}


def test_table_has_a_row_a_type():
    table = evaluate(search, read_queries(LINES)).table().splitlines()
    assert [row.split()[0] for row in table] == ["type", "keyword", "question", "none", "free", "all"]


def test_no_queries_is_an_empty_report():
    assert evaluate(search, ()).to_json()["all"]["queries"] == 0


@pytest.mark.parametrize("line", ["{", "[]", '{"id": 1}', '{"id": 1, "type": "x", "query": "y", "relevant": 3}'])
def test_a_bad_line_is_named(line):
    with raises_saying(ReadError, match="Rad 2"):
        read_queries([LINES[0], line])
