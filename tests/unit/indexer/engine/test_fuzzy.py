from hypothesis import given
from hypothesis import strategies as st

from indexer.engine.fuzzy import NgramVocabulary
from indexer.language import stem

HEADINGS = ["skolskjuts", "fritidsgårdsavgift", "simhallen", "taxa", "avgift", "detaljplan"]


def test_a_misspelt_word_is_like_the_right_one():
    assert NgramVocabulary(HEADINGS).similar("skolskjutts")[0][0] == stem("skolskjuts")


def test_a_word_is_like_a_compound_that_holds_it_but_less_than_itself():
    found = dict(NgramVocabulary(HEADINGS).similar("avgift"))
    assert found[stem("avgift")] == 1.0
    assert 0 < found[stem("fritidsgårdsavgift")] < 1


def test_a_word_without_dots_is_like_the_one_with_them():
    assert dict(NgramVocabulary(["räddningstjänst"]).similar("raddningstjanst"))[stem("räddningstjänst")] == 1.0


def test_nothing_is_like_another_matter():
    assert NgramVocabulary(HEADINGS).similar("bygglov") == ()


def test_no_headings_no_likes():
    assert NgramVocabulary([]).similar("skola") == ()


@given(st.lists(st.text(alphabet="abcdeåäö", min_size=1, max_size=12), max_size=40), st.text(max_size=30))
def test_likes_are_sorted_and_between_0_and_1(words, typed):
    shares = [share for _, share in NgramVocabulary(words).similar(typed)]
    assert shares == sorted(shares, reverse=True)
    assert all(0 < share <= 1 for share in shares)
