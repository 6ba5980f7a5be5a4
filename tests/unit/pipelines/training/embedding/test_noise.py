import random

import pytest

from pipelines.training.embedding.noise import misspelt, noisy_pairs
from pipelines.training.embedding.pairs import Pair

TEXT = "Kommunstyrelsen har behandlat frågan om avgiften och konstaterar att barnen behöver plats. " * 8


def test_noise_changes_one_word_or_writes_a_compound_apart():
    pairs = list(noisy_pairs([Pair("taxa för skolskjutsavgift", TEXT, "titel")] * 5, frozenset({"titel"})))
    assert {pair.source for pair in pairs} == {"misspelt", "apart"}
    assert all(pair.query != "taxa för skolskjutsavgift" for pair in pairs)
    assert "taxa för skolskjuts avgift" in {pair.query for pair in pairs if pair.source == "apart"}


@pytest.mark.parametrize("word", ["skola", "åtgärd", "aaaaa", "förskolor"])
def test_a_slip_always_changes_the_word(word):
    rng = random.Random(1)
    assert all(misspelt(word, rng) != word for _ in range(50))
