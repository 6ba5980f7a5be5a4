from hypothesis import given
from hypothesis import strategies as st

from indexer.engine import Legs, Scored
from indexer.ranking.fusion import KEYWORD, SEMANTIC, LegWeights, fuse, min_max

EVEN = LegWeights(0.5, 0.5)


def leg(**scores):
    return tuple(Scored(name, score) for name, score in scores.items())


def test_a_leg_that_filled_its_window_has_its_edge_at_zero():
    assert min_max(leg(a=9.0, b=5.0, c=1.0), window=3) == {"a": 1.0, "b": 0.5, "c": 0.0}


def test_a_short_leg_keeps_its_zero():
    assert min_max(leg(a=8.0, b=4.0), window=200) == {"a": 1.0, "b": 0.5}


def test_equal_scores_are_all_best():
    assert min_max(leg(a=2.0, b=2.0), window=2) == {"a": 1.0, "b": 1.0}


def test_what_both_legs_found_is_before_what_one_found():
    fused = fuse(Legs(keyword=leg(a=8.0, b=7.0), semantic=(Scored("b", 0.9, 3), Scored("c", 0.8))), EVEN, 200)
    assert [one.id for one in fused] == ["b", "a", "c"]
    assert fused[0].matched_by == (KEYWORD, SEMANTIC)
    assert fused[0].passage == 3


def test_a_leg_without_weight_only_lengthens_the_list():
    fused = fuse(Legs(keyword=leg(a=8.0), semantic=leg(b=0.2)), LegWeights(0.0, 1.0), 200)
    assert [(one.id, one.score) for one in fused] == [("b", 1.0), ("a", 0.0)]


SCORES = st.dictionaries(st.sampled_from("abcdefgh"), st.floats(-1, 50, allow_nan=False), max_size=8)


@given(SCORES, SCORES, st.floats(0, 1), st.integers(1, 10))
def test_scores_lie_between_0_and_1_and_fall(keyword, semantic, share, window):
    fused = fuse(Legs(keyword=leg(**keyword), semantic=leg(**semantic)), LegWeights(1 - share, share), window)
    scores = [one.score for one in fused]
    assert scores == sorted(scores, reverse=True)
    assert all(-1e-9 <= score <= 1 + 1e-9 for score in scores)
    assert {one.id for one in fused} == keyword.keys() | semantic.keys()
