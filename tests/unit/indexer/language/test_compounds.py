import pytest
from growth import GROWTH_LIMIT, growth

from indexer.language.compounds import Splitter
from indexer.language.lexicon import SHIPPED, Lexicon, shipped_lexicon
from indexer.language.resources import shipped_resources
from pipelines.training.lexicon.measure import cases, compounds


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("fritidsgårdsavgift", ("fritidsgård", "avgift")),
        ("skolskjutsupphandlingsavtal", ("skolskjuts", "upphandling", "avtal")),
        ("kyrkogårdsbelysning", ("kyrkogård", "belysning")),
        ("gatubelysningsprojekt", ("gatubelysning", "projekt")),
        ("cykelbanor", ("cykel", "banor")),
        ("gymnasieprogrammet", ("gymnasium", "programmet")),
    ],
)
def test_compounds_come_apart_at_their_joints(word, parts):
    assert shipped_resources().splitter.split(word) == parts


@pytest.mark.parametrize("word", ["förskola", "protokoll", "avslag", "kommun", "hus", "", "x" * 100_000, "2025", "a-b"])
def test_other_words_stay_whole(word):
    assert shipped_resources().splitter.split(word) == ()


@pytest.mark.parametrize(("half", "whole", "true"), [("tuning", 73, 82), ("held-out", 74, 83), ("fresh", 93, 50)])
def test_the_figures_of_the_cases_hold(half, whole, true):
    found = compounds(shipped_lexicon(), half)
    assert found["whole"] >= whole
    assert found["torn"] <= 1
    assert found["exact"] + found["other"] >= true
    assert found["wrong"] <= 1


def test_there_are_enough_cases():
    halves = [cases(f"compounds-{half}") for half in ("tuning", "held-out", "fresh")]
    assert sum(map(len, halves)) >= 450
    assert len({word for half in halves for word, *_ in half}) == sum(map(len, halves))


def test_a_splitter_knows_only_its_own_lexicon():
    small = Splitter(Lexicon.of({"elefant": 9, "stallet": 9}))
    assert small.split("elefantstallet") == ("elefant", "stallet")
    assert small.split("fritidsgårdsavgift") == ()


def test_thesaurus_lexicon_and_model_of_words_are_small():
    folder = SHIPPED.parent
    assert sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) < 5_000_000


def test_time_grows_with_the_words():
    words = [word for word, *_ in cases("compounds-tuning")]

    def split(n):
        return [Splitter(shipped_lexicon()).split(word) for word in words[:n]]

    assert growth(split, len(words) // 2) <= GROWTH_LIMIT
