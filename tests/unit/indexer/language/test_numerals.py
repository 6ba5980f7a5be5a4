import pytest

from indexer.language.numerals import NUMERALS


@pytest.mark.parametrize(
    ("word", "number"), [("noll", 0), ("ett", 1), ("tolv", 12), ("tjugo", 20), ("trettiotvå", 32), ("nittioett", 91)]
)
def test_words_are_numbers(word, number):
    assert NUMERALS[word] == number


def test_every_number_below_a_hundred_has_a_word():
    assert set(NUMERALS.values()) == set(range(100))
