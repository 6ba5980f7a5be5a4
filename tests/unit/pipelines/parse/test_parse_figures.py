import pytest
from parse_report import families, score_of
from parse_score import Score

AT_LEAST = {
    "numbers": 1.0,
    "headings": 0.98,
    "case numbers": 0.99,
    "decisions": 0.97,
    "outcomes": 0.92,
    "votes": 1.0,
    "references": 0.95,
    "sections": 0.95,
    "people": 0.95,
}


@pytest.fixture(scope="module")
def total():
    total = Score()
    for folder in families():
        total += score_of(folder)
    return total


def test_there_are_families_to_judge_by():
    assert len(families()) >= 20


@pytest.mark.parametrize("field", AT_LEAST)
def test_the_layout_families_are_read(total, field):
    assert total.share(field) >= AT_LEAST[field], [miss for miss in total.misses if miss.startswith(field)]


def test_no_paragraph_is_invented(total):
    assert total.right["invented"] == 0, total.misses
