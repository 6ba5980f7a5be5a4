import json

import pytest
from parse_report import FIRST, GOALS, LAYOUTS, score_of
from parse_score import Score


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


@pytest.mark.parametrize("field", GOALS)
def test_the_layout_families_are_read(total, field):
    assert total.share(field) >= GOALS[field], [miss for miss in total.misses if miss.startswith(field)]


def test_no_paragraph_is_invented(total):
    assert total.share("invented") == 0, total.misses
