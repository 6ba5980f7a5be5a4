import json

import pytest
from parse_report import FIRST, LAYOUTS, score_of
from parse_score import Score

AT_LEAST = {  # what is reached, with room; the goals stand in docs/measurements.md
    "numbers": 0.99,
    "headings": 0.95,
    "case numbers": 0.95,
    "decisions": 0.96,
    "outcomes": 0.92,
    "votes": 0.95,
    "references": 0.8,
    "sections": 0.94,
    "people": 0.9,
}


@pytest.fixture(scope="module")
def total():
    total = Score()
    for name in judged():
        total += score_of(LAYOUTS / name)
    return total


def judged():
    """The families that have been met: a new fixture counts once its first contact is written down."""
    return sorted(json.loads(FIRST.read_text(encoding="utf-8")))


def test_there_are_families_to_judge_by():
    assert len(judged()) >= 20


@pytest.mark.parametrize("field", AT_LEAST)
def test_the_layout_families_are_read(total, field):
    assert total.share(field) >= AT_LEAST[field], [miss for miss in total.misses if miss.startswith(field)]


def test_hardly_a_paragraph_is_invented(total):
    assert total.share("invented") < 0.01, total.misses
