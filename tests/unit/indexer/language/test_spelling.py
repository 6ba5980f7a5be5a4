import pytest
from growth import GROWTH_LIMIT, growth
from saying import raises_saying

from indexer.errors import SettingsError
from indexer.language.lexicon import Lexicon, shipped_lexicon
from indexer.language.resources import shipped_resources
from indexer.language.spelling import Speller, distance
from pipelines.training.lexicon.measure import cases, misspellings


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("föskola", "förskola"),
        ("skolskjutts", "skolskjuts"),
        ("raddningstjanst", "räddningstjänst"),
        ("kommunfulmäktige", "kommunfullmäktige"),
        ("detlajplan", "detaljplan"),
        ("försörjningstöd", "försörjningsstöd"),
    ],
)
def test_the_likeliest_word_comes_first(wrong, right):
    offered = shipped_resources().speller.correct(wrong)
    assert offered[0][0] == right
    assert 0 < offered[0][1] <= 1
    assert sum(sureness for _, sureness in offered) <= 1
    assert [sureness for _, sureness in offered] == sorted((sureness for _, sureness in offered), reverse=True)


@pytest.mark.parametrize(
    "word", ["förskola", "får", "far", "xqzwvk", "", "a", "e" * 100_000, "12345", "fritidsgårdsavgift"]
)
def test_known_words_compounds_and_nonsense_are_left_alone(word):
    assert shipped_resources().speller.correct(word) == ()


@pytest.mark.parametrize(("half", "first"), [("tuning", 86), ("held-out", 83)])
def test_the_figures_of_the_cases_hold(half, first):
    found = misspellings(shipped_lexicon(), half)
    assert found["first"] >= first
    assert found["harmed"] <= 1


def test_dots_are_never_folded_between_words_that_exist():
    speller = Speller(Lexicon.of({"målning": 50, "malning": 50}))
    assert speller.correct("målning") == ()
    assert speller.correct("malning") == ()


def test_slips_that_are_common_cost_less():
    assert distance("forskola", "förskola") < distance("färskola", "förskola")
    assert distance("skolskjutts", "skolskjuts") < distance("skolskjutas", "skolskjuts")
    assert distance("förskola", "förskola") == 0


def test_a_file_that_is_no_lexicon_is_named(tmp_path):
    path = tmp_path / "words.safetensors"
    path.write_bytes(b"not a lexicon")
    with raises_saying(SettingsError, match=r"words\.safetensors kan inte läsas"):
        Speller(Lexicon.open(path))


def test_time_grows_with_the_words():
    words = [wrong for wrong, _ in cases("misspellings-tuning")]
    assert growth(lambda n: list(map(Speller(shipped_lexicon()).correct, words[:n])), len(words) // 2) <= GROWTH_LIMIT
