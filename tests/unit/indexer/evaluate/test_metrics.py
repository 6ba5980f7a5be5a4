from math import log2

import pytest

from indexer.evaluate.metrics import best_first, ndcg, recall, reciprocal_rank

GRADES = {"a": 2, "b": 1}


def test_ndcg_is_one_for_the_ideal_order_and_less_otherwise():
    assert ndcg(["a", "b", "x"], GRADES, 10) == pytest.approx(1.0)
    assert ndcg(["b", "a"], GRADES, 10) == pytest.approx((1 + 3 / log2(3)) / (3 + 1 / log2(3)))


def test_ndcg_counts_a_repeated_name_once():
    assert ndcg(["a", "a", "b"], GRADES, 10) == pytest.approx(1.0)


def test_ndcg_sees_only_the_depth():
    assert ndcg(["x", "a"], {"a": 1}, 1) == 0.0


@pytest.mark.parametrize("measure", [best_first, reciprocal_rank])
def test_nothing_relevant_or_nothing_found_is_zero(measure):
    assert measure([], GRADES) == 0.0
    assert measure(["a"], {}) == 0.0


def test_reciprocal_rank_of_the_second_place():
    assert reciprocal_rank(["x", "b"], GRADES) == 0.5


def test_recall_is_of_what_the_depth_has_room_for():
    assert recall(["a", "x"], GRADES, 2) == 0.5
    assert recall(["a"], GRADES, 1) == 1.0
    assert recall(["a"], {}, 10) == 0.0


def test_best_first_wants_the_highest_grade():
    assert best_first(["b", "a"], GRADES) == 0.0
    assert best_first(["a"], GRADES) == 1.0
